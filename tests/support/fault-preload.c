/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library to preload (LD_PRELOAD) into a program as it is shipped: the Nth call that changes or
 * opens a file below one folder fails. The environment says how:
 *
 *   MANI_FAULT_FOLDER    the folder, without symbolic links and a slash at the end
 *   MANI_FAULT_NTH       which call
 *   MANI_FAULT_ERRNO     with what error
 *   MANI_FAULT_FOR_EVER  not only that call but all after it
 *   MANI_FAULT_FIRED     a file that is made when it fails
 *
 * Calls that only read are left alone. Of what removes a name nothing fails: it is how a program
 * cleans up. */

/* Each function under its own name, or both of a pair would be one */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;

static void *
next (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("MANI_FAULT_FOLDER");
  size_t length = folder != NULL ? strlen (folder) : 0;

  return length > 0 && strncmp (path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

/* Whether @fd is open on something below the folder. */
static int
is_fd_below (int fd)
{
  char link[64];
  char path[PATH_MAX];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n < 0)
    return 0;

  path[n] = '\0';
  return is_below (path);
}

static int
is_name_below (int folder, const char *name)
{
  if (name[0] == '/')
    return is_below (name);

  if (folder == AT_FDCWD)
    {
      char path[PATH_MAX];

      return getcwd (path, sizeof path) != NULL && is_below (path);
    }

  return is_fd_below (folder);
}

/* Counts a call; whether it is to fail, with errno set. */
static int
is_fault (void)
{
  const char *nth = getenv ("MANI_FAULT_NTH");
  const char *code = getenv ("MANI_FAULT_ERRNO");
  const char *fired = getenv ("MANI_FAULT_FIRED");
  int call = atomic_fetch_add (&calls, 1) + 1;
  int wanted = nth != NULL ? atoi (nth) : 0;

  if (wanted == 0 || code == NULL || call < wanted ||
      (call > wanted && getenv ("MANI_FAULT_FOR_EVER") == NULL))
    return 0;

  /* Not through our own open */
  if (fired != NULL)
    syscall (SYS_close, syscall (SYS_openat, AT_FDCWD, fired, O_CREAT | O_WRONLY, 0600));

  errno = atoi (code);
  return 1;
}

static mode_t
mode_of (int flags, va_list arguments)
{
  return flags & (O_CREAT | __O_TMPFILE) ? va_arg (arguments, mode_t) : 0;
}

#define OPENAT(function)                                                                        \
  int function (int folder, const char *name, int flags, ...)                                   \
  {                                                                                             \
    int (*real) (int, const char *, int, ...) = next (#function);                               \
    va_list arguments;                                                                          \
    mode_t mode;                                                                                \
                                                                                                \
    va_start (arguments, flags);                                                                \
    mode = mode_of (flags, arguments);                                                          \
    va_end (arguments);                                                                         \
    return is_name_below (folder, name) && is_fault () ? -1 : real (folder, name, flags, mode); \
  }

#define OPEN(function)                                                                    \
  int function (const char *name, int flags, ...)                                         \
  {                                                                                       \
    int (*real) (const char *, int, ...) = next (#function);                              \
    va_list arguments;                                                                    \
    mode_t mode;                                                                          \
                                                                                          \
    va_start (arguments, flags);                                                          \
    mode = mode_of (flags, arguments);                                                    \
    va_end (arguments);                                                                   \
    return is_name_below (AT_FDCWD, name) && is_fault () ? -1 : real (name, flags, mode); \
  }

OPENAT (openat)
OPENAT (openat64)
OPEN (open)
OPEN (open64)

ssize_t
write (int fd, const void *buffer, size_t n)
{
  ssize_t (*real) (int, const void *, size_t) = next ("write");

  return is_fd_below (fd) && is_fault () ? -1 : real (fd, buffer, n);
}

int
fsync (int fd)
{
  int (*real) (int) = next ("fsync");

  return is_fd_below (fd) && is_fault () ? -1 : real (fd);
}

int
fdatasync (int fd)
{
  int (*real) (int) = next ("fdatasync");

  return is_fd_below (fd) && is_fault () ? -1 : real (fd);
}

int
fchmod (int fd, mode_t mode)
{
  int (*real) (int, mode_t) = next ("fchmod");

  return is_fd_below (fd) && is_fault () ? -1 : real (fd, mode);
}

int
ftruncate (int fd, off_t length)
{
  int (*real) (int, off_t) = next ("ftruncate");

  return is_fd_below (fd) && is_fault () ? -1 : real (fd, length);
}

/* The descriptor is gone in any case. */
int
close (int fd)
{
  int (*real) (int) = next ("close");
  int fault = is_fd_below (fd) && is_fault ();
  int code = errno;

  if (real (fd) != 0)
    return -1;

  errno = code;
  return fault ? -1 : 0;
}

int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  int (*real) (int, const char *, int, const char *, int) = next ("linkat");

  return is_name_below (to_folder, to) && is_fault ()
             ? -1
             : real (from_folder, from, to_folder, to, flags);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  int (*real) (int, const char *, int, const char *, unsigned int) = next ("renameat2");

  return is_name_below (to_folder, to) && is_fault ()
             ? -1
             : real (from_folder, from, to_folder, to, flags);
}

int
rename (const char *from, const char *to)
{
  int (*real) (const char *, const char *) = next ("rename");

  return is_name_below (AT_FDCWD, to) && is_fault () ? -1 : real (from, to);
}
