/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a project file: they are refused, or make a project whose own bytes are read as the
 * same project and written the same again, intact. */

#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static ManiProject *
read_project (const void *data, gsize n_bytes, ManiReadReport *report)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project =
      mani_project_reader_read (data, n_bytes, "input", report, NULL, NULL, &error);

  g_assert ((project == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_assert (error->domain == MANI_ERROR);
      g_assert (g_str_has_prefix (error->message, "input:"));
      g_assert (g_utf8_validate (error->message, -1, NULL));
    }
  for (guint i = 0; i < report->lines->len; i++)
    g_assert (g_utf8_validate (report->lines->pdata[i], -1, NULL));

  return project;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes)
{
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiReadReport) second_report = mani_read_report_new ();
  g_autoptr (ManiProject) project = read_project (data, n_bytes, report);
  g_autoptr (ManiProject) second = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiSnapshot) second_snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) second_bytes = NULL;

  if (project == NULL)
    return 0;

  snapshot = mani_project_snapshot (project);
  bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
  second = read_project (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), second_report);
  g_assert (second != NULL);
  g_assert (mani_read_report_is_intact (second_report));

  second_snapshot = mani_project_snapshot (second);
  g_assert (mani_snapshot_equal (snapshot, second_snapshot));
  second_bytes = mani_project_writer_write (second_snapshot, NULL, NULL, NULL, NULL);
  g_assert (g_bytes_equal (bytes, second_bytes));

  return 0;
}
