/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder in which files are replaced, and assertions about it. */

#pragma once

#include "mani-error.h"
#include "mani-safe-file.h"

#include <glib.h>

G_BEGIN_DECLS

/* @io is mani_test_io_get() without faults; a test may put its own there. */
typedef struct
{
  char *folder;
  const ManiIo *io;
} Fixture;

void safe_file_set_up (Fixture *fixture, gconstpointer data);
void safe_file_tear_down (Fixture *fixture, gconstpointer data);

char *safe_file_path_of (Fixture *fixture, const char *name);
guint safe_file_mode_of (const char *path);
ManiFileStamp safe_file_stamp_of (const char *path);

/* @text may be NULL: there is no such file. */
void safe_file_assert_content (Fixture *fixture, const char *name, const char *text);

/* @names as mani_test_folder_list() gives them. */
void safe_file_assert_names (Fixture *fixture, const char *names);

gboolean safe_file_replace (Fixture *fixture,
                            const char *path,
                            const char *text,
                            const ManiFileStamp *expected,
                            ManiSafeFileFlags flags,
                            GError **error);
void safe_file_assert_replaces (Fixture *fixture,
                                const char *path,
                                const char *text,
                                const ManiFileStamp *expected,
                                ManiSafeFileFlags flags);
void safe_file_assert_refuses (Fixture *fixture,
                               const char *path,
                               const ManiFileStamp *expected,
                               ManiSafeFileFlags flags,
                               ManiError code);

G_END_DECLS
