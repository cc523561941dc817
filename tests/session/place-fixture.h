/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project, and an empty folder for its files. */

#pragma once

#include "mani-test-folder.h"
#include "session-fixture.h"

typedef struct
{
  char *folder;
  ManiProject *project;
} Place;

static inline void
place_set_up (Place *place, gconstpointer data)
{
  place->folder = mani_test_folder_new ();
  place->project = make_project ();
}

static inline void
place_tear_down (Place *place, gconstpointer data)
{
  mani_test_folder_remove (place->folder);
  g_assert_finalize_object (place->project);
}
