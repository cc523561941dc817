/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Collects text, blocks and what is known of an article, and makes the record. */

#include "mani-draft-private.h"

#include "mani-decode.h"
#include "mani-language-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a title, a byline and the like; more is no title. */
#define MAX_WORDS 300

static void
block_clear (gpointer block)
{
  g_free ((char *) ((ManiBlock *) block)->value);
}

ManiDraft *
mani_draft_new (ManiReaderReport *report)
{
  ManiDraft *self = g_new0 (ManiDraft, 1);

  self->article = mani_record_builder_new (&mani_article_record_type);
  self->report = report;
  self->text = g_string_new (NULL);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (ManiBlock));
  g_array_set_clear_func (self->blocks, block_clear);

  return self;
}

void
mani_draft_free (ManiDraft *self)
{
  mani_record_builder_free (self->article);
  g_string_free (self->text, TRUE);
  g_array_unref (self->blocks);
  g_free (self);
}

static gboolean
is_dropped (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0);
}

void
mani_draft_append (ManiDraft *self, const char *text, gssize n_bytes)
{
  const char *end = text + (n_bytes < 0 ? strlen (text) : (gsize) n_bytes);
  const char *kept = text;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (!is_dropped (g_utf8_get_char (p)))
        {
          self->length++;
          continue;
        }
      g_string_append_len (self->text, kept, p - kept);
      kept = g_utf8_next_char (p);
    }
  g_string_append_len (self->text, kept, end - kept);
}

void
mani_draft_start_line (ManiDraft *self)
{
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
    mani_draft_append (self, "\n", 1);
}

guint
mani_draft_get_end (ManiDraft *self, guint start)
{
  gsize n = self->text->len;
  guint end = self->length;

  while (end > start && self->text->str[n - 1] == '\n')
    {
      n--;
      end--;
    }

  return end;
}

void
mani_draft_add_block (ManiDraft *self,
                      guint start,
                      guint end,
                      ManiBlockKind kind,
                      const char *value)
{
  ManiBlock block = { start, end, kind, NULL };

  g_return_if_fail (start <= end && end <= self->length);

  if (start == end)
    return;
  block.value = g_strdup (value);
  g_array_append_val (self->blocks, block);
}

void
mani_draft_set_words (ManiDraft *self, ManiArticleField field, const char *words)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint length = 0;

  for (const char *p = words; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || is_dropped (c))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
        }
      else if (length++ < MAX_WORDS)
        g_string_append_unichar (line, c);
      else
        {
          g_string_append (line, "…");
          break;
        }
    }
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);

  if (line->len == 0)
    return;
  mani_record_builder_set_string (self->article, field, line->str);
  self->words |= G_GUINT64_CONSTANT (1) << field;
}

gboolean
mani_draft_has_words (ManiDraft *self, ManiArticleField field)
{
  return (self->words >> field & 1) != 0;
}

void
mani_draft_set_origin (ManiDraft *self, const char *name, const char *value)
{
  mani_record_builder_set_in_map (self->article, MANI_ARTICLE_ORIGIN, name, value);
}

void
mani_draft_add_note (ManiDraft *self, char *note)
{
  if (self->report->notes == NULL)
    self->report->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->report->notes, note);
}

char *
mani_draft_decode (ManiDraft *self, const ManiReaderInput *input, GError **error)
{
  ManiDecodeOrigin origin = { 0 };
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (input->bytes, &n_bytes);
  g_autofree char *text = mani_decode (bytes, n_bytes, input->charset, input->name, &origin, error);

  if (text == NULL)
    return NULL;
  if (strlen (text) > MANI_READER_MAX_BYTES)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_TOO_LARGE,
                   _ ("%s: the text has more than %u MB, the most that can be opened"), input->name,
                   MANI_READER_MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  mani_draft_set_origin (self, "encoding", origin.charset);
  mani_draft_set_origin (self, "newline", origin.newline);
  if (origin.had_bom)
    mani_draft_set_origin (self, "bom", "yes");
  self->report->charset = origin.charset;
  self->report->sure = origin.sure;
  if (!origin.sure)
    mani_draft_add_note (
        self,
        g_strdup_printf (
            /* Translators: a file’s name and an encoding, such as ISO-8859-1 */
            _ ("%s: the encoding is not certain, it was read as %s"), input->name, origin.charset));

  return g_steal_pointer (&text);
}

/* By start; of two that start together the longer one, which holds the other, comes first. */
static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const ManiBlock *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1;

  return (x->kind > y->kind) - (x->kind < y->kind);
}

static gboolean
has_text (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isgraph (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

ManiArticle *
mani_draft_end (ManiDraft *self, const char *name, GError **error)
{
  if (!has_text (self->text->str))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("%s: there is no text in it"), name);
      return NULL;
    }

  if (!mani_draft_has_words (self, MANI_ARTICLE_LANGUAGE))
    mani_draft_set_words (self, MANI_ARTICLE_LANGUAGE, mani_language_from_script (self->text->str));
  g_array_sort (self->blocks, compare_blocks);
  mani_record_builder_set_blocks (self->article, MANI_ARTICLE_BLOCKS,
                                  (const ManiBlock *) (gconstpointer) self->blocks->data,
                                  self->blocks->len);
  mani_article_builder_set_text (self->article, self->text->str, self->text->len);
  mani_record_builder_set_time (self->article, MANI_ARTICLE_ADDED,
                                g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC);

  return mani_record_builder_end (self->article, error);
}
