/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Projects for tests: made at random from the field tables, every field of every kind of record
 * sometimes there, texts in several scripts. The same seed (g_test_rand_int()) gives the same. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/* With about @size records of each kind; references that lead nowhere among them when
 * @with_strays. */
ManiProject *random_project_new (guint size, gboolean with_strays);

G_END_DECLS
