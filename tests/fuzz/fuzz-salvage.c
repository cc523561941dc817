/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a damaged project file: what is salvaged makes a project whose own bytes are read as
 * the same project, intact, and from which nothing has to be salvaged any more. */

#include "mani-project-reader.h"
#include "mani-project-writer.h"
#include "mani-salvage.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static ManiProject *
read_what_is_left (const void *data, gsize n_bytes, guint *n_lines)
{
  g_autoptr (ManiSalvage) salvage = mani_salvage_new (data, n_bytes, "input");
  g_autoptr (GError) error = NULL;
  ManiProject *project = mani_salvage_make_project (salvage, &error);
  const char *const *lines = mani_salvage_get_lines (salvage);

  g_assert ((project == NULL) == (error != NULL));
  for (*n_lines = 0; lines[*n_lines] != NULL; ++*n_lines)
    g_assert (g_utf8_validate (lines[*n_lines], -1, NULL));

  return project;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes)
{
  guint n_lines;
  g_autoptr (ManiProject) project = read_what_is_left (data, n_bytes, &n_lines);
  g_autoptr (ManiProject) again = NULL;
  g_autoptr (ManiProject) salvaged = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiSnapshot) other = NULL;
  g_autoptr (ManiSnapshot) third = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  const char *written;
  gsize n_written;

  if (project == NULL)
    return 0;

  snapshot = mani_project_snapshot (project);
  bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
  written = g_bytes_get_data (bytes, &n_written);
  again = mani_project_reader_read (written, n_written, "input", report, NULL, NULL, NULL);
  g_assert (again != NULL);
  g_assert (mani_read_report_is_intact (report));
  other = mani_project_snapshot (again);
  g_assert (mani_snapshot_equal (snapshot, other));

  salvaged = read_what_is_left (written, n_written, &n_lines);
  g_assert (salvaged != NULL && n_lines == 0);
  third = mani_project_snapshot (salvaged);
  g_assert (mani_snapshot_equal (snapshot, third));

  return 0;
}
