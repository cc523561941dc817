/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing without ado. */

#include "store-fixture.h"

#include "mani-project-writer.h"

#include <string.h>

char *
store_write_bytes (ManiProject *project)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, &error);
  gsize n;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &n);
  g_assert_null (memchr (data, 0, n));

  return g_strndup (data, n);
}

/* Says where they part, not what they are. */
void
store_assert_same_bytes (const char *bytes, const char *expected)
{
  gsize same = 0;

  while (bytes[same] != '\0' && bytes[same] == expected[same])
    same++;
  if (bytes[same] != expected[same])
    g_error ("at byte %zu: “%.60s” is not “%.60s”", same, bytes + same, expected + same);
}

ManiProject *
store_read_bytes (const char *bytes, ManiReadReport *report)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project =
      mani_project_reader_read (bytes, strlen (bytes), "test", report, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);

  return project;
}
