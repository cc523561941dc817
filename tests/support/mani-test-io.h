/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The system's calls with something between: faults, as SQLite's tests make them, and a record of
 * what would be on the disk, to play power cuts from.
 *
 * A test that fails every call in turn looks like this:
 *
 *     for (n = 1;; n++)
 *       {
 *         mani_test_io_fail (n, ENOSPC, FALSE);
 *         done = do_it (mani_test_io_get ());
 *         if (!mani_test_io_fired ())
 *           break;
 *         ...
 *       }
 *
 * There is one such table in a program; it is for one thread. */

#pragma once

#include "mani-io.h"

#include <glib.h>

G_BEGIN_DECLS

/* Not an errno: the write takes one byte only. */
#define MANI_TEST_SHORT_WRITE (-1)

const ManiIo *mani_test_io_get (void);

/* From now on the @nth call (1 is the next) that can fail with @code does so, once or for ever. A
 * full disk or quota only meets calls that need space. 0 for @nth: none fails. */
void mani_test_io_fail (guint nth, int code, gboolean for_ever);

/* Whether a fault was made since mani_test_io_fail(). */
gboolean mani_test_io_fired (void);

/* Whether an unlink was made to fail since, so that a temporary file may be left. */
gboolean mani_test_io_failed_unlink (void);

/* What to do just before the @nth call of the function whose member of ManiIo is called @name: how
 * another program comes between. NULL ends it. */
typedef void (*ManiTestIoHook) (gpointer data);
void mani_test_io_before (const char *name, guint nth, ManiTestIoHook hook, gpointer data);

/* Starts to record what is done in the folder at @path, as it is now and surely on the disk. */
void mani_test_io_record (const char *path);

/* Ends the record. */
void mani_test_io_stop (void);

/* How many calls that change something were recorded. */
guint mani_test_io_recorded (void);

/* A folder as a power cut may leave it: file name -> GBytes. */
typedef void (*ManiTestIoCut) (GHashTable *files, gpointer data);

/* Calls @cut for every state in which the folder may be found when the power fails right after the
 * first @n recorded calls: each change of a name not followed by an fsync of the folder happened or
 * did not, in any combination; each write not followed by an fsync of the file happened, did not,
 * happened up to any multiple of @sector bytes, or gave the file its length and zeros. Returns the
 * number of states. */
guint mani_test_io_each_cut (guint n, gsize sector, ManiTestIoCut cut, gpointer data);

G_END_DECLS
