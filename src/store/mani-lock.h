/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock that keeps two programs from writing one project at once.
 *
 * It is an advisory lock of the system (F_OFD_SETLK) on `.NAME.lock` beside the file, which says in
 * three lines which process, user and host hold it. The system gives the lock up when its holder
 * ends, however it ends; a lock file that a dead process left behind is no obstacle. Symbolic links
 * are followed, so that all names of a file have one lock. Where the file system knows no locks
 * nothing is locked and no error made of it.
 *
 * Whoever opens a project for writing takes it first and releases it last. Reading needs none, so
 * that a project in a read-only place can be read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ManiLock ManiLock;

/**
 * mani_lock_acquire:
 * @path: the file, which need not exist yet
 *
 * Does not wait. Any thread.
 *
 * Errors: MANI_ERROR_BUSY when another program, or another ManiLock, holds it: the message names
 * the holder; MANI_ERROR_READ_ONLY, _NO_SPACE, _NOT_FOUND or _IO when no lock file can be made
 * there.
 *
 * Returns: (transfer full): the lock, or NULL
 */
ManiLock *mani_lock_acquire (const char *path, GError **error);

/* Removes the lock file and frees the lock. */
void mani_lock_release (ManiLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiLock, mani_lock_release)

G_END_DECLS
