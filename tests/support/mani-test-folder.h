/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder for one test, and short ways to put files there and look at them. Failures end the test.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty folder; give it to mani_test_folder_remove(). */
char *mani_test_folder_new (void);

/* Removes @folder with all that is in it, and frees it. */
void mani_test_folder_remove (char *folder);

/* Writes @text to @name in @folder. Returns the path. */
char *mani_test_folder_write (const char *folder, const char *name, const char *text);

/* The bytes of the file at @path, as a string, or NULL when there is none. */
char *mani_test_folder_read (const char *path);

/* The names in @folder, sorted, with a space between. */
char *mani_test_folder_list (const char *folder);

G_END_DECLS
