/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts an article into paragraphs and runs, in one pass over its text and its annotations. */

#include "mani-report-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_style (guint kind)
{
  return kind == MANI_BLOCK_EMPHASIS || kind == MANI_BLOCK_STRONG || kind == MANI_BLOCK_CODE ||
         kind == MANI_BLOCK_LINK;
}

static void
clear_run (gpointer data)
{
  ManiReportRun *run = data;

  g_array_unref (run->marks);
  g_array_unref (run->starts);
  g_array_unref (run->ends);
}

static void
clear_entry (gpointer data)
{
  ManiReportEntry *entry = data;

  g_free (entry->name);
  g_array_unref (entry->marks);
}

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const ManiBlock *one = a;
  const ManiBlock *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;

  return one->end > other->end ? -1 : one->end < other->end;
}

static void
gather_marks (ManiReport *self, const ManiExport *what, guint article)
{
  guint n;
  ManiAnnotation *const *annotations = mani_export_get_annotations (what, article, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiReportMark mark = { annotations[i] };

      mark.label = mani_export_find_label (what, mani_annotation_get_label (annotations[i]));
      mark.entity = mani_export_find_entity (what, mani_annotation_get_entity (annotations[i]));
      if (mani_annotation_get_note (annotations[i]) != NULL)
        {
          g_array_append_val (self->notes, i);
          mark.note = self->notes->len;
        }
      g_array_append_val (self->marks, mark);
    }
}

/* The innermost block that the line lies in, or that begins in it. */
static const ManiBlock *
find_block (GArray *blocks, guint *next, GArray *open, guint start, guint end)
{
  const ManiBlock *best = NULL;

  for (; *next < blocks->len && g_array_index (blocks, ManiBlock, *next).start < end; (*next)++)
    g_array_append_val (open, *next);
  for (guint i = 0; i < open->len;)
    {
      const ManiBlock *block = &g_array_index (blocks, ManiBlock, g_array_index (open, guint, i));

      if (block->end <= start)
        {
          g_array_remove_index (open, i);
          continue;
        }
      if (best == NULL || block->end - block->start <= best->end - best->start)
        best = block;
      i++;
    }

  return best;
}

static gboolean
is_heading (guint kind)
{
  return kind >= MANI_BLOCK_HEADING1 && kind <= MANI_BLOCK_HEADING6;
}

/* Whether its lines are one paragraph. */
static gboolean
holds_together (guint kind)
{
  return kind != MANI_BLOCK_QUOTATION && kind != MANI_BLOCK_CODE && kind != MANI_BLOCK_TABLE;
}

static void
gather_paragraphs (ManiReport *self)
{
  const char *text = mani_article_get_text (self->article);
  guint n_blocks;
  const ManiBlock *all = mani_article_get_blocks (self->article, &n_blocks);
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (ManiBlock));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next = 0;
  guint start = 0;

  for (guint i = 0; i < n_blocks; i++)
    g_array_append_val (is_style (all[i].kind) ? self->styles : blocks, all[i]);
  g_array_sort (blocks, compare_blocks);
  g_array_sort (self->styles, compare_blocks);

  for (const char *line = text; *line != '\0';)
    {
      const char *newline = strchrnul (line, '\n');
      guint end = start + g_utf8_strlen (line, newline - line);
      gsize n_blank = strspn (line, " \t\n");
      gboolean is_blank = line + MIN (n_blank, (gsize) (newline - line)) == newline;
      const ManiBlock *block = find_block (blocks, &next, open, start, MAX (end, start + 1));
      ManiReportParagraph paragraph = { start, end };
      guint n_paragraphs = self->paragraphs->len;
      ManiReportParagraph *last =
          n_paragraphs > 0
              ? &g_array_index (self->paragraphs, ManiReportParagraph, n_paragraphs - 1)
              : NULL;

      if (block != NULL)
        {
          paragraph.kind = block->kind;
          paragraph.value = block->value;
          /* What stands before is the item's own bullet or number. */
          if (block->kind == MANI_BLOCK_LIST_ITEM && block->start > start)
            paragraph.start = MIN (block->start, end);
          else if (block->kind == MANI_BLOCK_LIST_ITEM)
            paragraph.has_marker = mani_article_shows_marker (line, newline - line);
        }
      if (block != NULL && last != NULL && holds_together (block->kind) && block->start < start &&
          last->end > block->start)
        last->end = end;
      else if (!is_blank)
        g_array_append_val (self->paragraphs, paragraph);

      start = end + (*newline == '\n');
      line = *newline == '\n' ? newline + 1 : newline;
    }
}

/* A heading is one below the last that is above it. */
static void
level_headings (ManiReport *self)
{
  guint above[6]; /* kinds, each under the one before */
  guint n_above = 0;

  for (guint i = mani_report_begins_with_title (self) ? 1 : 0; i < self->paragraphs->len; i++)
    {
      ManiReportParagraph *paragraph = &g_array_index (self->paragraphs, ManiReportParagraph, i);

      if (!is_heading (paragraph->kind))
        continue;
      while (n_above > 0 && above[n_above - 1] >= paragraph->kind)
        n_above--;
      above[n_above++] = paragraph->kind;
      paragraph->level = MIN (n_above + 1, 6);
    }

  /* A title that is said again, for its marks, is a heading under itself. */
  if (self->paragraphs->len > 0)
    {
      ManiReportParagraph *first = &g_array_index (self->paragraphs, ManiReportParagraph, 0);

      if (is_heading (first->kind) && first->level == 0)
        first->level = 2;
    }
}

/* The index */

static char *
make_entry_key (const ManiReportEntry *entry)
{
  g_autofree char *folded = g_utf8_casefold (entry->name, -1);

  if (entry->entity != NULL)
    return g_strdup (mani_record_get_id (MANI_RECORD (entry->entity)));

  return g_strdup_printf ("%u\n%s", entry->kind, folded);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const ManiReportEntry *one = a;
  const ManiReportEntry *other = b;
  /* People, places, organisations, and then the rest. */
  guint first = one->kind == MANI_ENTITY_NONE ? G_MAXUINT : one->kind;
  guint second = other->kind == MANI_ENTITY_NONE ? G_MAXUINT : other->kind;
  g_autofree char *name = g_utf8_casefold (one->name, -1);
  g_autofree char *other_name = g_utf8_casefold (other->name, -1);

  if (first != second)
    return first < second ? -1 : 1;

  return strcmp (name, other_name);
}

static void
gather_index (ManiReport *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const ManiReportMark *mark = &g_array_index (self->marks, ManiReportMark, i);
      ManiReportEntry entry = { NULL };
      char *key;
      gpointer number;

      if (mark->entity != NULL)
        {
          entry.entity = mark->entity;
          entry.kind = mani_entity_get_kind (mark->entity);
          entry.name = g_strdup (mani_entity_get_name (mark->entity));
        }
      else if (mark->label != NULL && mani_label_get_entity_kind (mark->label) != MANI_ENTITY_NONE)
        {
          entry.kind = mani_label_get_entity_kind (mark->label);
          entry.name = mani_report_dup_words (self, i);
        }
      if (entry.name == NULL || *entry.name == '\0')
        {
          g_free (entry.name);
          continue;
        }

      key = make_entry_key (&entry);
      if (g_hash_table_lookup_extended (known, key, NULL, &number))
        {
          g_array_append_val (
              g_array_index (self->index, ManiReportEntry, GPOINTER_TO_UINT (number)).marks, i);
          g_free (key);
          g_free (entry.name);
          continue;
        }
      entry.marks = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (entry.marks, i);
      g_hash_table_insert (known, key, GUINT_TO_POINTER (self->index->len));
      g_array_append_val (self->index, entry);
    }
  g_array_sort (self->index, compare_entries);
}

ManiReport *
mani_report_new (const ManiExport *what, guint article)
{
  ManiReport *self = g_new0 (ManiReport, 1);

  self->article = mani_export_get_article (what, article);
  self->marks = g_array_new (FALSE, FALSE, sizeof (ManiReportMark));
  self->notes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (ManiReportParagraph));
  self->pieces = mani_pieces_new (what, article);
  self->styles = g_array_new (FALSE, FALSE, sizeof (ManiBlock));
  self->open_pieces = g_array_new (FALSE, FALSE, sizeof (guint));
  self->open_styles = g_array_new (FALSE, FALSE, sizeof (guint));
  self->runs = g_array_new (FALSE, FALSE, sizeof (ManiReportRun));
  g_array_set_clear_func (self->runs, clear_run);
  self->index = g_array_new (FALSE, FALSE, sizeof (ManiReportEntry));
  g_array_set_clear_func (self->index, clear_entry);

  gather_marks (self, what, article);
  gather_paragraphs (self);
  level_headings (self);
  gather_index (self);

  return self;
}

void
mani_report_free (ManiReport *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->notes);
  g_array_unref (self->paragraphs);
  g_array_unref (self->pieces);
  g_array_unref (self->styles);
  g_array_unref (self->open_pieces);
  g_array_unref (self->open_styles);
  g_array_unref (self->runs);
  g_array_unref (self->index);
  g_free (self);
}

ManiArticle *
mani_report_get_article (ManiReport *self)
{
  return self->article;
}

guint
mani_report_get_n_marks (ManiReport *self)
{
  return self->marks->len;
}

const ManiReportMark *
mani_report_get_mark (ManiReport *self, guint i)
{
  return &g_array_index (self->marks, ManiReportMark, i);
}

char *
mani_report_dup_words (ManiReport *self, guint mark)
{
  g_autofree char *quote = mani_annotation_dup_short_quote (
      g_array_index (self->marks, ManiReportMark, mark).annotation, self->article);

  /* One line. */
  return quote != NULL ? g_strdelimit (g_steal_pointer (&quote), "\n\t", ' ') : NULL;
}

const GArray *
mani_report_get_notes (ManiReport *self)
{
  return self->notes;
}

gboolean
mani_report_begins_with_title (ManiReport *self)
{
  g_autofree char *title = mani_article_dup_title (self->article);
  g_autofree char *words = NULL;
  const ManiReportParagraph *first;

  if (self->paragraphs->len == 0)
    return FALSE;

  first = mani_report_get_paragraph (self, 0);
  words = mani_article_dup_slice (self->article, first->start, first->end);
  return strcmp (g_strstrip (words), title) == 0;
}

guint
mani_report_get_n_paragraphs (ManiReport *self)
{
  return self->paragraphs->len;
}

const ManiReportParagraph *
mani_report_get_paragraph (ManiReport *self, guint i)
{
  return &g_array_index (self->paragraphs, ManiReportParagraph, i);
}

const GArray *
mani_report_get_index (ManiReport *self)
{
  return self->index;
}

const char *
mani_report_get_kind_title (ManiEntityKind kind)
{
  switch (kind)
    {
    case MANI_ENTITY_PERSON:
      return _ ("People");

    case MANI_ENTITY_PLACE:
      return _ ("Places");

    case MANI_ENTITY_ORGANISATION:
      return _ ("Organisations");

    case MANI_ENTITY_NONE:
    default:
      return _ ("Other names");
    }
}

char *
mani_report_dup_origin (ManiArticle *article)
{
  static const guint fields[] = { MANI_ARTICLE_BYLINE, MANI_ARTICLE_DATE, MANI_ARTICLE_SOURCE };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = mani_record_get_string (MANI_RECORD (article), fields[i]);

      g_autofree char *file = NULL;
      g_autofree char *scheme = NULL;

      if (value == NULL)
        continue;
      /* Of a file only its name: where it lies is nobody's business. */
      scheme = fields[i] == MANI_ARTICLE_SOURCE ? g_uri_parse_scheme (value) : NULL;
      if (fields[i] == MANI_ARTICLE_SOURCE && (scheme == NULL || strcmp (scheme, "file") == 0))
        value = file = g_path_get_basename (value);
      if (line->len > 0)
        g_string_append (line, " · ");
      g_string_append (line, value);
    }
  if (line->len == 0)
    {
      g_string_free (line, TRUE);
      return NULL;
    }

  return g_string_free (line, FALSE);
}
