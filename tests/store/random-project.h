/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Projects for tests: made at random from the field tables, every field of every kind of record
 * sometimes there, texts in several scripts. The same seed (g_test_rand_int()) gives the same. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

typedef enum
{
  RANDOM_PLAIN = 0,
  RANDOM_STRAYS = 1 << 0,  /* references that lead nowhere among them */
  RANDOM_UNKNOWN = 1 << 1, /* members that no field knows among them */
} RandomFlags;

/* With up to @size records of each kind. */
ManiProject *random_project_new (guint size, RandomFlags flags);

G_END_DECLS
