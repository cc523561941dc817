/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells in and out. */

#include "mani-csv.h"

#include "mani-error.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gsize offset; /* of its text in `cells` */
  guint line;
  guint column;
} Cell;

struct _ManiCsvReader
{
  const char *name;
  const char *p;
  const char *end;
  const char *line_start;
  guint line;
  gboolean is_tsv;
  char separator;
  GString *texts; /* of the row, each ended by a NUL */
  GArray *cells;
};

/* The formula guard */

static gboolean
is_number (const char *cell)
{
  const char *p = cell;
  gboolean has_digit = FALSE;

  if (*p == '-')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    has_digit = TRUE;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      has_digit = TRUE;

  return has_digit && *p == '\0';
}

/* Whether a formula begins here, past any "'". */
static gboolean
begins_formula (const char *cell)
{
  static const char *const starts[] = { "=",  "+",      "-",      "@",      "\t",    "\r",
                                        "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20" };

  while (*cell == '\'')
    cell++;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (cell, starts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
needs_guard (const char *cell)
{
  return begins_formula (cell) && !is_number (cell);
}

static gboolean
has_guard (const char *cell)
{
  return *cell == '\'' && begins_formula (cell);
}

/* Writing */

static void
append_escaped (GString *text, const char *cell)
{
  for (const char *p = cell; *p != '\0'; p++)
    switch (*p)
      {
      case '\t':
        g_string_append (text, "\\t");
        break;

      case '\n':
        g_string_append (text, "\\n");
        break;

      case '\r':
        g_string_append (text, "\\r");
        break;

      case '\\':
        g_string_append (text, "\\\\");
        break;

      default:
        g_string_append_c (text, *p);
      }
}

static void
append_quoted (GString *text, const char *cell, gboolean is_guarded)
{
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (text, is_guarded ? "'" : "");
      g_string_append (text, cell);
      return;
    }

  g_string_append (text, is_guarded ? "\"'" : "\"");
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

void
mani_csv_append (ManiCsvWriter *self, const char *cell)
{
  gboolean is_guarded;

  if (self->has_cells)
    g_string_append_c (self->text, self->is_tsv ? '\t' : ',');
  self->has_cells = TRUE;
  if (cell == NULL || *cell == '\0')
    return;

  is_guarded = needs_guard (cell);
  if (!self->is_tsv)
    append_quoted (self->text, cell, is_guarded);
  else
    {
      g_string_append (self->text, is_guarded ? "'" : "");
      append_escaped (self->text, cell);
    }
}

void
mani_csv_end_row (ManiCsvWriter *self)
{
  g_string_append (self->text, self->is_tsv ? "\n" : "\r\n");
  self->has_cells = FALSE;
}

char *
mani_csv_join (const char *const *values)
{
  GString *cell = g_string_new (NULL);

  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (cell, '|');
      for (const char *p = values[i]; *p != '\0'; p++)
        {
          if (*p == '|' || *p == '\\')
            g_string_append_c (cell, '\\');
          g_string_append_c (cell, *p);
        }
    }

  return g_string_free (cell, FALSE);
}

GStrv
mani_csv_split (const char *cell)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '|')
        {
          g_strv_builder_add (builder, value->str);
          g_string_truncate (value, 0);
          continue;
        }
      if (*p == '\\' && (p[1] == '|' || p[1] == '\\'))
        p++;
      g_string_append_c (value, *p);
    }
  if (*cell != '\0')
    g_strv_builder_add (builder, value->str);

  return g_strv_builder_end (builder);
}

/* Reading */

/* The one of ",", ";" and tab that the first line has most of, outside quotation marks. */
static char
find_separator (const char *data, const char *end)
{
  static const char separators[] = ",;\t";
  guint counts[3] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (const char *p = data; p < end; p++)
    {
      const char *separator = *p != '\0' ? strchr (separators, *p) : NULL;

      if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (*p == '\n' || *p == '\r'))
        break;
      else if (!is_quoted && separator != NULL)
        counts[separator - separators]++;
    }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;

  return separators[best];
}

ManiCsvReader *
mani_csv_reader_new (const char *data, gsize n_bytes, const char *name, gboolean is_tsv)
{
  ManiCsvReader *self = g_new0 (ManiCsvReader, 1);

  if (n_bytes >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      n_bytes -= 3;
    }
  self->name = name;
  self->p = data;
  self->end = data + n_bytes;
  self->line_start = data;
  self->line = 1;
  self->is_tsv = is_tsv;
  self->separator = is_tsv ? '\t' : find_separator (data, self->end);
  self->texts = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));

  return self;
}

void
mani_csv_reader_free (ManiCsvReader *self)
{
  g_string_free (self->texts, TRUE);
  g_array_unref (self->cells);
  g_free (self);
}

static gboolean
is_row_end (ManiCsvReader *self)
{
  return self->p == self->end || *self->p == '\n' || *self->p == '\r';
}

static void
take_newline (ManiCsvReader *self)
{
  if (self->p < self->end && *self->p == '\r')
    self->p++;
  if (self->p < self->end && *self->p == '\n')
    self->p++;
  self->line++;
  self->line_start = self->p;
}

/* FALSE when it is not closed. */
static gboolean
read_quoted (ManiCsvReader *self)
{
  self->p++;
  while (self->p < self->end)
    {
      const char *quote = memchr (self->p, '"', self->end - self->p);
      const char *stop = quote != NULL ? quote : self->end;

      for (const char *p = self->p; p < stop; p++)
        if (*p == '\n')
          {
            self->line++;
            self->line_start = p + 1;
          }
      g_string_append_len (self->texts, self->p, stop - self->p);
      self->p = stop;
      if (quote == NULL)
        return FALSE;
      self->p++;
      if (self->p == self->end || *self->p != '"')
        return TRUE;
      g_string_append_c (self->texts, '"');
      self->p++;
    }

  return FALSE;
}

static void
read_escaped (ManiCsvReader *self)
{
  for (; !is_row_end (self) && *self->p != '\t'; self->p++)
    {
      static const char letters[] = "tnr\\";
      static const char meanings[] = "\t\n\r\\";
      const char *letter = *self->p == '\\' && self->p + 1 < self->end && self->p[1] != '\0'
                               ? strchr (letters, self->p[1])
                               : NULL;

      if (letter != NULL)
        {
          g_string_append_c (self->texts, meanings[letter - letters]);
          self->p++;
        }
      else
        g_string_append_c (self->texts, *self->p);
    }
}

gboolean
mani_csv_reader_next (ManiCsvReader *self, GError **error)
{
  g_string_truncate (self->texts, 0);
  g_array_set_size (self->cells, 0);

  while (self->p < self->end && (*self->p == '\n' || *self->p == '\r'))
    take_newline (self);
  if (self->p == self->end)
    return FALSE;

  for (;;)
    {
      Cell cell = { self->texts->len, self->line,
                    g_utf8_strlen (self->line_start, self->p - self->line_start) + 1 };

      g_array_append_val (self->cells, cell);
      if (self->is_tsv)
        read_escaped (self);
      else if (self->p < self->end && *self->p == '"')
        {
          if (!read_quoted (self))
            return mani_csv_reader_fail (self, self->cells->len - 1, error,
                                         _ ("the quotation mark is not closed"));
          if (!is_row_end (self) && *self->p != self->separator)
            return mani_csv_reader_fail (self, self->cells->len - 1, error,
                                         _ ("text stands after the closing quotation mark"));
        }
      else
        for (; !is_row_end (self) && *self->p != self->separator; self->p++)
          g_string_append_c (self->texts, *self->p);
      g_string_append_c (self->texts, '\0');
      if (is_row_end (self))
        break;
      self->p++;
    }
  if (self->p < self->end)
    take_newline (self);

  return TRUE;
}

guint
mani_csv_reader_get_n (ManiCsvReader *self)
{
  return self->cells->len;
}

const char *
mani_csv_reader_get (ManiCsvReader *self, guint i)
{
  const char *text;

  if (i >= self->cells->len)
    return NULL;
  text = self->texts->str + g_array_index (self->cells, Cell, i).offset;

  return has_guard (text) ? text + 1 : text;
}

guint
mani_csv_reader_get_line (ManiCsvReader *self)
{
  return self->cells->len > 0 ? g_array_index (self->cells, Cell, 0).line : self->line;
}

char
mani_csv_reader_get_separator (ManiCsvReader *self)
{
  return self->separator;
}

void
mani_csv_reader_get_place (ManiCsvReader *self, guint i, guint *line, guint *column)
{
  const Cell *cell;

  g_return_if_fail (i < self->cells->len);

  cell = &g_array_index (self->cells, Cell, i);
  *line = cell->line;
  *column = cell->column;
}

gboolean
mani_csv_reader_fail (ManiCsvReader *self, guint i, GError **error, const char *format, ...)
{
  const Cell *cell = &g_array_index (self->cells, Cell, MIN (i, self->cells->len - 1));
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, "%s:%u:%u: %s", self->name, cell->line,
               cell->column, message);

  return FALSE;
}
