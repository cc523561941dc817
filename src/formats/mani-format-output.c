/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces of files on their way to whoever keeps them. */

#include "mani-format-output.h"

#include <string.h>

/* So much gathers before it is handed on. */
#define PIECE (1 << 16)

/* Bytes of a file name made from a title, without the suffix. */
#define MAX_NAME 80

struct _ManiFormatOutput
{
  ManiFormatOutputFunc func; /* NULL: kept in memory */
  gpointer data;
  GString *text;
  GPtrArray *names;
  GPtrArray *files; /* GBytes, in memory only */
  GHashTable *made; /* folded names given out */
};

ManiFormatOutput *
mani_format_output_new (ManiFormatOutputFunc func, gpointer data)
{
  ManiFormatOutput *self = g_new0 (ManiFormatOutput, 1);

  self->func = func;
  self->data = data;
  self->text = g_string_new (NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

ManiFormatOutput *
mani_format_output_new_memory (void)
{
  return mani_format_output_new (NULL, NULL);
}

void
mani_format_output_free (ManiFormatOutput *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->made);
  g_free (self);
}

static gboolean
hand_on (ManiFormatOutput *self, GError **error)
{
  gboolean is_done = TRUE;

  if (self->func == NULL)
    return TRUE;

  g_assert (self->names->len > 0);
  if (self->text->len > 0)
    is_done = self->func (self->names->pdata[self->names->len - 1], self->text->str,
                          self->text->len, self->data, error);
  g_string_truncate (self->text, 0);

  return is_done;
}

gboolean
mani_format_output_end (ManiFormatOutput *self, GError **error)
{
  if (self->names->len == 0)
    return TRUE;
  if (self->func != NULL)
    return hand_on (self, error);
  if (self->files->len < self->names->len)
    {
      g_ptr_array_add (self->files, g_string_free_to_bytes (self->text));
      self->text = g_string_new (NULL);
    }

  return TRUE;
}

gboolean
mani_format_output_begin (ManiFormatOutput *self, const char *name, GError **error)
{
  g_return_val_if_fail (*name != '\0' && *name != '/' && strstr (name, "..") == NULL, FALSE);

  if (!mani_format_output_end (self, error))
    return FALSE;
  g_ptr_array_add (self->names, g_strdup (name));

  return self->func == NULL || self->func (name, "", 0, self->data, error);
}

GString *
mani_format_output_get_text (ManiFormatOutput *self)
{
  return self->text;
}

gboolean
mani_format_output_flush (ManiFormatOutput *self, GError **error)
{
  return self->text->len < PIECE || hand_on (self, error);
}

gboolean
mani_format_output_add (ManiFormatOutput *self,
                        const char *name,
                        const char *bytes,
                        gsize n_bytes,
                        GError **error)
{
  if (!mani_format_output_begin (self, name, error))
    return FALSE;
  g_string_append_len (self->text, bytes, n_bytes);

  return mani_format_output_end (self, error);
}

/* Letters, digits and some marks; none that a shell or a file system takes for something else. */
static char *
make_stem (const char *title)
{
  GString *stem = g_string_new (NULL);

  for (const char *p = title; *p != '\0' && stem->len < MAX_NAME - 6; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || (c < 128 && strchr ("_-", c) != NULL))
        g_string_append_unichar (stem, c);
      else if (stem->len > 0 && stem->str[stem->len - 1] != '-')
        g_string_append_c (stem, '-');
    }
  while (stem->len > 0 && stem->str[stem->len - 1] == '-')
    g_string_truncate (stem, stem->len - 1);
  if (stem->len == 0)
    g_string_append (stem, "article");

  return g_string_free (stem, FALSE);
}

char *
mani_format_output_make_name (ManiFormatOutput *self, const char *title, const char *suffix)
{
  g_autofree char *stem = make_stem (title);

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.%s", stem, suffix)
                                     : g_strdup_printf ("%s-%u.%s", stem, i, suffix);

      /* Some file systems do not tell capitals from small letters. */
      if (g_hash_table_add (self->made, g_utf8_casefold (name, -1)))
        return g_steal_pointer (&name);
    }
}

guint
mani_format_output_get_n_files (ManiFormatOutput *self)
{
  return self->names->len;
}

const char *
mani_format_output_get_name (ManiFormatOutput *self, guint i)
{
  g_return_val_if_fail (i < self->names->len, NULL);

  return self->names->pdata[i];
}

GBytes *
mani_format_output_get_bytes (ManiFormatOutput *self, guint i)
{
  g_return_val_if_fail (i < self->files->len, NULL);

  return self->files->pdata[i];
}
