/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Findings, counted and told. */

#include "mani-read-report.h"

ManiReadReport *
mani_read_report_new (void)
{
  ManiReadReport *self = g_new0 (ManiReadReport, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
mani_read_report_free (ManiReadReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
mani_read_report_add (ManiReadReport *self, ManiFinding finding, const char *format, ...)
{
  va_list args;

  self->n[finding]++;
  if (self->lines->len >= MANI_READ_REPORT_MAX_LINES)
    return;

  va_start (args, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
mani_read_report_is_intact (ManiReadReport *self)
{
  return self->n[MANI_FINDING_NO_DIGEST] == 0 && self->n[MANI_FINDING_WRONG_DIGEST] == 0;
}

gboolean
mani_read_report_is_sound (ManiReadReport *self)
{
  for (guint i = 0; i < MANI_N_FINDINGS; i++)
    if (i != MANI_FINDING_UNKNOWN_MEMBER && self->n[i] > 0)
      return FALSE;

  return TRUE;
}
