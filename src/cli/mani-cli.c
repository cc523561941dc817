/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What commands share. */

#include "mani-cli.h"

#include "mani-json-writer.h"
#include "mani-reader.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What follows in @message after the @path and before its colon, or NULL when it does not begin so.
 */
static const char *
skip_path (const char *message, const char *path)
{
  const char *rest = g_str_has_prefix (message, path) ? message + strlen (path) : NULL;

  return rest != NULL && *rest == ':' ? rest : NULL;
}

/* The file is called what the command line calls it, once, whether or not the message names it. */
static void
say (const char *file, const char *message)
{
  g_autofree char *full = g_canonicalize_filename (file, NULL);
  const char *rest = skip_path (message, file);

  if (rest == NULL)
    rest = skip_path (message, full);
  if (rest != NULL)
    g_printerr ("manicule-cli: %s%s\n", file, rest);
  else
    g_printerr ("manicule-cli: %s: %s\n", file, message);
}

void
mani_cli_tell (const char *file, const char *message)
{
  say (file, message);
}

int
mani_cli_fail_usage (const char *message)
{
  g_printerr ("manicule-cli: %s\n", message);

  return MANI_EXIT_USAGE;
}

int
mani_cli_fail (const char *file, const GError *error)
{
  mani_cli_progress (NULL, 0, 0);
  say (file, error->message);

  return MANI_EXIT_FAILED;
}

static ManiEditor *
open_standard_input (GError **error)
{
  g_autoptr (GBytes) bytes = mani_transfer_read_standard_input (error);

  return bytes != NULL ? mani_editor_new_from_bytes (bytes, "-", error) : NULL;
}

ManiEditor *
mani_cli_open (const char *path, gboolean for_writing)
{
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_standard = strcmp (path, "-") == 0 && !for_writing;
  ManiEditor *editor = is_standard ? open_standard_input (&error)
                                   : mani_editor_open (path, for_writing, &notes, &error);

  if (editor == NULL)
    {
      mani_cli_fail (path, error);
      return NULL;
    }
  if (for_writing && mani_editor_is_read_only (editor))
    {
      say (path, _ ("the project cannot be written here"));
      g_object_unref (editor);
      return NULL;
    }
  for (guint i = 0; notes != NULL && notes[i] != NULL; i++)
    say (path, notes[i]);

  return editor;
}

void
mani_cli_tell_trouble (ManiEditor *editor)
{
  const GError *trouble = mani_editor_get_trouble (editor);

  if (trouble != NULL)
    say (mani_editor_get_path (editor), trouble->message);
}

int
mani_cli_apply (ManiEditor *editor, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (!mani_editor_apply (editor, edit, &error) || !mani_editor_save (editor, &error))
    return mani_cli_fail (mani_editor_get_path (editor), error);
  mani_cli_tell_trouble (editor);

  return MANI_EXIT_DONE;
}

struct _ManiListing
{
  const char *const *columns;
  gboolean json;
  guint column;
  gboolean has_members;
  GString *out;
};

ManiListing *
mani_listing_new (const char *const *columns, gboolean json)
{
  ManiListing *self = g_new0 (ManiListing, 1);

  self->columns = columns;
  self->json = json;
  self->out = g_string_new (NULL);
  if (!json)
    {
      g_autofree char *header = g_strjoinv ("\t", (GStrv) columns);

      g_string_append_printf (self->out, "%s\n", header);
    }

  return self;
}

void
mani_listing_free (ManiListing *self)
{
  mani_cli_print (self->out->str, self->out->len);
  g_string_free (self->out, TRUE);
  g_free (self);
}

/* Begins the next cell; FALSE when nothing is to be written into it. */
static gboolean
begin_cell (ManiListing *self, gboolean has_value)
{
  guint column = self->column++;

  if (!self->json)
    {
      if (column > 0)
        g_string_append_c (self->out, '\t');
      return has_value;
    }
  if (!has_value)
    return FALSE;
  g_string_append_c (self->out, self->has_members ? ',' : '{');
  self->has_members = TRUE;
  mani_json_append_string (self->out, self->columns[column], -1);
  g_string_append_c (self->out, ':');

  return TRUE;
}

/* A cell holds no tab and no line end, a member of a list no comma. */
static void
append_escaped (GString *out, const char *value, gboolean is_member)
{
  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case ',':
        g_string_append (out, is_member ? "\\," : ",");
        break;

      case '\t':
        g_string_append (out, "\\t");
        break;

      case '\n':
        g_string_append (out, "\\n");
        break;

      case '\r':
        g_string_append (out, "\\r");
        break;

      case '\\':
        g_string_append (out, "\\\\");
        break;

      default:
        g_string_append_c (out, *p);
        break;
      }
}

void
mani_listing_add (ManiListing *self, const char *value)
{
  if (!begin_cell (self, value != NULL))
    return;
  if (self->json)
    mani_json_append_string (self->out, value, -1);
  else
    append_escaped (self->out, value, FALSE);
}

void
mani_listing_add_number (ManiListing *self, gint64 value)
{
  if (begin_cell (self, TRUE))
    mani_json_append_int64 (self->out, value);
}

void
mani_listing_add_list (ManiListing *self, const char *const *values)
{
  if (!begin_cell (self, values[0] != NULL))
    return;
  if (self->json)
    g_string_append_c (self->out, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      if (self->json)
        mani_json_append_string (self->out, values[i], -1);
      else
        append_escaped (self->out, values[i], TRUE);
    }
  if (self->json)
    g_string_append_c (self->out, ']');
}

void
mani_listing_end_row (ManiListing *self)
{
  if (self->json)
    g_string_append (self->out, self->has_members ? "}" : "{}");
  g_string_append_c (self->out, '\n');
  self->column = 0;
  self->has_members = FALSE;
  if (self->out->len > 1 << 16)
    {
      mani_cli_print (self->out->str, self->out->len);
      g_string_truncate (self->out, 0);
    }
}

/* Takes back the line that is there. */
#define CLEAR_LINE "\r\033[K"

void
mani_cli_progress (const char *what, guint done, guint total)
{
  static gboolean is_shown;
  g_autofree char *line = NULL;

  if (!isatty (STDERR_FILENO))
    return;
  if (what == NULL || done >= total)
    {
      if (is_shown)
        g_printerr (CLEAR_LINE);
      is_shown = FALSE;
      return;
    }
  /* Translators: what is being done, then how far: “Reading a.txt: 3 of 10” */
  line = g_strdup_printf (_ ("%s: %u of %u"), what, done, total);
  g_printerr (CLEAR_LINE "%s", line);
  is_shown = TRUE;
}

void
mani_cli_print (const char *text, gsize n_bytes)
{
  fwrite (text, 1, n_bytes, stdout);
}

/* Tells what is lost; returns whether anything is. */
static gboolean
tell_losses (const char *file, const ManiFormat *format, const ManiExport *what)
{
  g_autoptr (ManiLossReport) report = mani_loss_report_new (format, what);
  guint n = mani_loss_report_get_length (report);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = mani_loss_report_dup_line (report, i);

      say (file, line);
    }

  return n > 0;
}

static gboolean
print_piece (const char *name, const char *bytes, gsize n_bytes, gpointer data, GError **error)
{
  mani_cli_print (bytes, n_bytes);
  return TRUE;
}

/* Whether the file is there, is called as the files of another format are, and is not one of
 * @format under such a name. */
static gboolean
is_of_another_format (const char *path, const ManiFormat *format)
{
  const ManiFormat *other = mani_formats_find_for_name (path);
  FILE *file = other != NULL && other != format ? fopen (path, "rb") : NULL;
  char start[4096];
  gsize n;

  if (file == NULL)
    return FALSE;
  n = fread (start, 1, sizeof start, file);
  fclose (file);

  return n > 0 && mani_formats_sniff (start, n, path) != format;
}

int
mani_cli_export (const char *source,
                 const ManiFormat *format,
                 const ManiExport *what,
                 const char *path,
                 gboolean strict)
{
  g_autoptr (ManiFormatOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  gboolean to_standard = path == NULL || strcmp (path, "-") == 0;
  gboolean is_folder =
      (format->flags & MANI_FORMAT_SEVERAL_FILES) != 0 || mani_export_is_in_folder (what);

  if (to_standard && (format->flags & MANI_FORMAT_SEVERAL_FILES) != 0)
    return mani_cli_fail_usage (
        _ ("this format gives several files: --output FOLDER was expected"));
  if (!to_standard && !is_folder && is_of_another_format (path, format))
    {
      g_set_error (&error, MANI_ERROR, MANI_ERROR_CONFLICT,
                   _ ("%s: there is a file of this name already"), path);
      return mani_cli_fail (path, error);
    }
  if (tell_losses (source, format, what) && strict)
    return MANI_EXIT_LOSS;

  if (!to_standard)
    return mani_transfer_export (format, what, path, TRUE, &error) ? MANI_EXIT_DONE
                                                                   : mani_cli_fail (path, error);
  output = mani_format_output_new (print_piece, NULL);

  return mani_format_write (format, what, output, &error) ? MANI_EXIT_DONE
                                                          : mani_cli_fail (source, error);
}

void
mani_cli_tell_import (ManiImport *import)
{
  const char *const *lines = mani_import_get_lines (import);

  for (guint i = 0; lines[i] != NULL; i++)
    g_printerr ("manicule-cli: %s\n", lines[i]);
}

ManiArticle *
mani_cli_read_article (const char *path, const char *charset, GError **error)
{
  ManiReaderOptions options = { .charset = charset };
  g_auto (ManiReaderReport) report = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  ManiArticle *article;

  if (strcmp (path, "-") == 0)
    {
      options.called = _ ("standard input");
      bytes = mani_transfer_read_standard_input (error);
      article =
          bytes != NULL ? mani_reader_read_bytes (NULL, bytes, &options, &report, error) : NULL;
    }
  else
    article = mani_reader_read_file (path, &options, &report, error);
  for (guint i = 0; article != NULL && report.notes != NULL && i < report.notes->len; i++)
    g_printerr ("manicule-cli: %s: %s\n", path, (const char *) report.notes->pdata[i]);

  return article;
}

const ManiFormat *
mani_cli_find_format (const char *id, const char *file, gboolean to_write)
{
  const ManiFormat *format = id != NULL     ? mani_formats_find (id)
                             : file != NULL ? mani_formats_find_for_name (file)
                                            : NULL;
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *message = NULL;

  if (format != NULL && (to_write ? mani_format_can_write (format) : mani_format_can_read (format)))
    return format;

  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *other = mani_formats_get (i);

      if (to_write ? mani_format_can_write (other) : mani_format_can_read (other))
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", other->id);
    }
  if (id == NULL)
    message = g_strdup_printf (
        /* Translators: the name of a file, then ids of formats */
        _ ("%s: the name does not say which format; name one of: %s"), file, known->str);
  else if (to_write)
    message = g_strdup_printf (
        _ ("“%s” is no format that can be written; one of these was expected: %s"), id, known->str);
  else
    message = g_strdup_printf (
        _ ("“%s” is no format that can be read; one of these was expected: %s"), id, known->str);
  mani_cli_fail_usage (message);

  return NULL;
}
