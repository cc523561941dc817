/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing a large file safely (hash of the old one, read back, backup) against only writing it.
 */

#include "mani-safe-file.h"
#include "mani-test-bench.h"
#include "mani-test-folder.h"

#include <fcntl.h>

#define SIZE ((gsize) 64 << 20)
#define ROUNDS 3

static void
write_cb (gpointer path, gpointer data)
{
  const ManiIo *io = mani_io_get_default ();
  int fd = mani_io_open (io, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  g_assert_true (mani_io_write_all (io, fd, data, SIZE));
  g_assert_true (mani_io_sync (io, fd));
  g_assert_true (mani_io_close (io, fd));
}

static void
replace_cb (gpointer path, gpointer data)
{
  static ManiFileStamp stamp;
  g_autoptr (GError) error = NULL;

  mani_safe_file_replace (mani_io_get_default (), path, data, SIZE, stamp.size > 0 ? &stamp : NULL,
                          MANI_SAFE_FILE_DEFAULT, &stamp, &error);
  g_assert_no_error (error);
}

int
main (void)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *plain = g_build_filename (folder, "plain", NULL);
  g_autofree char *safe = g_build_filename (folder, "safe", NULL);
  g_autofree char *data = g_malloc (SIZE);
  double reference;

  for (gsize i = 0; i < SIZE; i++)
    data[i] = (char) (i * 7 + i / 4096);

  write_cb (plain, data);
  reference = mani_test_bench_time (write_cb, plain, data, ROUNDS);

  /* The first makes the file */
  replace_cb (safe, data);
  mani_test_bench_report ("replace-64-mb", mani_test_bench_time (replace_cb, safe, data, ROUNDS),
                          "s", reference);

  mani_test_folder_remove (folder);
  return 0;
}
