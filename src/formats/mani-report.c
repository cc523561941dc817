/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts an article into paragraphs and runs, in one pass over its text and its annotations. */

#include "mani-report.h"

#include <glib/gi18n.h>
#include <string.h>

/* A range of a mark. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint mark;
  gboolean is_first;
  gboolean is_last;
} Piece;

struct _ManiReport
{
  ManiArticle *article;
  GArray *marks;      /* ManiReportMark */
  GArray *notes;      /* guint */
  GArray *paragraphs; /* ManiReportParagraph */
  GArray *pieces;     /* by start, the longer first */
  GArray *styles;     /* ManiBlock: emphasis and the like, by start */
  GArray *index;      /* ManiReportEntry */

  /* The walk through the paragraphs */
  guint next_piece;
  guint next_style;
  GArray *open_pieces; /* numbers of pieces, in their order */
  GArray *open_styles;
  GArray *runs;
};

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
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;

  return one->mark < other->mark ? -1 : one->mark > other->mark;
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
      guint n_ranges;
      const ManiRange *ranges = mani_annotation_get_ranges (annotations[i], &n_ranges);

      mark.label = mani_export_find_label (what, mani_annotation_get_label (annotations[i]));
      mark.entity = mani_export_find_entity (what, mani_annotation_get_entity (annotations[i]));
      if (mani_annotation_get_note (annotations[i]) != NULL)
        {
          g_array_append_val (self->notes, i);
          mark.note = self->notes->len;
        }
      g_array_append_val (self->marks, mark);
      for (guint k = 0; k < n_ranges; k++)
        {
          Piece piece = { ranges[k].start, ranges[k].end, i, k == 0, k == n_ranges - 1 };

          g_array_append_val (self->pieces, piece);
        }
    }
  g_array_sort (self->pieces, compare_pieces);
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
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
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

/* Runs */

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

static void
add_cut (GArray *cuts, guint cut, guint start, guint end)
{
  if (cut > start && cut < end)
    g_array_append_val (cuts, cut);
}

/* Takes up what begins before @end and drops what ended before @start. */
static void
advance (ManiReport *self, guint start, guint end)
{
  for (; self->next_piece < self->pieces->len; self->next_piece++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, self->next_piece);

      if (piece->start > end || (piece->start == end && piece->end > end))
        break;
      g_array_append_val (self->open_pieces, self->next_piece);
    }
  for (guint i = self->open_pieces->len; i > 0; i--)
    {
      const Piece *piece =
          &g_array_index (self->pieces, Piece, g_array_index (self->open_pieces, guint, i - 1));

      if (piece->end < start || (piece->end == start && piece->start < start))
        g_array_remove_index (self->open_pieces, i - 1);
    }
  for (; self->next_style < self->styles->len &&
         g_array_index (self->styles, ManiBlock, self->next_style).start < end;
       self->next_style++)
    g_array_append_val (self->open_styles, self->next_style);
  for (guint i = self->open_styles->len; i > 0; i--)
    if (g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, i - 1))
            .end <= start)
      g_array_remove_index (self->open_styles, i - 1);
}

static void
add_run (ManiReport *self, guint start, guint end)
{
  ManiReportRun run = { start, end };

  run.marks = g_array_new (FALSE, FALSE, sizeof (guint));
  run.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  run.ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->runs, run);
}

/* Fills the runs, which ascend, from what is open: each piece lies over a stretch of them. */
static void
fill_runs (ManiReport *self)
{
  guint first = 0;

  for (guint i = 0; i < self->open_pieces->len; i++)
    {
      const Piece *piece =
          &g_array_index (self->pieces, Piece, g_array_index (self->open_pieces, guint, i));

      /* Pieces ascend by start, so the run to begin with does too. */
      while (first + 1 < self->runs->len &&
             g_array_index (self->runs, ManiReportRun, first).end <= piece->start &&
             !(piece->start == piece->end &&
               g_array_index (self->runs, ManiReportRun, first).end == piece->start))
        first++;
      for (guint k = first; k < self->runs->len; k++)
        {
          ManiReportRun *run = &g_array_index (self->runs, ManiReportRun, k);

          if (piece->start == piece->end)
            {
              if (run->end == piece->start)
                {
                  g_array_append_val (run->ends, piece->mark);
                  break;
                }
              continue;
            }
          if (run->start >= piece->end)
            break;
          if (run->end <= piece->start)
            continue;
          g_array_append_val (run->marks, piece->mark);
          if (run->start <= piece->start && piece->is_first)
            g_array_append_val (run->starts, piece->mark);
          if (run->end >= piece->end && piece->is_last)
            g_array_append_val (run->ends, piece->mark);
        }
    }

  for (guint i = 0; i < self->open_styles->len; i++)
    {
      const ManiBlock *style =
          &g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, i));

      for (guint k = 0; k < self->runs->len; k++)
        {
          ManiReportRun *run = &g_array_index (self->runs, ManiReportRun, k);

          if (run->start < style->start || run->end > style->end)
            continue;
          run->styles |= 1u << style->kind;
          if (style->kind == MANI_BLOCK_LINK)
            run->link = style->value;
        }
    }
}

const GArray *
mani_report_get_runs (ManiReport *self, guint i)
{
  const ManiReportParagraph *paragraph = mani_report_get_paragraph (self, i);
  guint start = paragraph->start;
  guint end = paragraph->end;
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean has_point_at_start = FALSE;

  advance (self, start, end);
  for (guint k = 0; k < self->open_pieces->len; k++)
    {
      const Piece *piece =
          &g_array_index (self->pieces, Piece, g_array_index (self->open_pieces, guint, k));

      add_cut (cuts, piece->start, start, end);
      add_cut (cuts, piece->end, start, end);
      has_point_at_start = has_point_at_start || (piece->start == start && piece->end == start);
    }
  for (guint k = 0; k < self->open_styles->len; k++)
    {
      const ManiBlock *style =
          &g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, k));

      add_cut (cuts, style->start, start, end);
      add_cut (cuts, style->end, start, end);
    }
  g_array_append_val (cuts, end);
  g_array_sort (cuts, compare_cuts);

  g_array_set_size (self->runs, 0);
  if (has_point_at_start)
    add_run (self, start, start);
  for (guint k = 0; k < cuts->len; k++)
    {
      guint cut = g_array_index (cuts, guint, k);

      if (cut > start)
        add_run (self, start, cut);
      start = MAX (start, cut);
    }
  fill_runs (self);

  return self->runs;
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
