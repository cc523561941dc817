/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan is one array by start; each entry becomes one gtk_text_buffer_apply_tag(). */

#include "mani-article-styles.h"

#include "mani-direction.h"
#include "mani-span-index.h"

#include <string.h>

#define N_LEVELS 4

typedef enum
{
  STYLE_HEADING1,
  STYLE_HEADING6 = STYLE_HEADING1 + 5,
  STYLE_LIST1,
  STYLE_LIST_RTL1 = STYLE_LIST1 + N_LEVELS,
  STYLE_HANGING = STYLE_LIST_RTL1 + N_LEVELS,
  STYLE_QUOTATION1,
  STYLE_QUOTATION_RTL1 = STYLE_QUOTATION1 + N_LEVELS,
  STYLE_CAPTION = STYLE_QUOTATION_RTL1 + N_LEVELS,
  STYLE_TABLE,
  STYLE_FOOTNOTE,
  STYLE_CODE_BLOCK,
  STYLE_EMPHASIS,
  STYLE_STRONG,
  STYLE_CODE,
  STYLE_LINK,
  STYLE_EMPTY,
  STYLE_SPLIT_END,
  STYLE_SPLIT_START,
  STYLE_FIRST, /* the first line: last, as it wins over the others */
  N_STYLES,
} Style;

typedef struct
{
  guint32 start;
  guint32 end;
  guint style;
} Entry;

struct _ManiStylePlan
{
  ManiArticle *article;
  const ManiBufferMap *map;
  GArray *entries; /* Entry, by start */
  gboolean has_empty_lines;

  /* Lists and quotations, for what is painted beside them. */
  GArray *blocks; /* const ManiBlock *, by start */
  ManiSpanIndex *index;
};

static char *
get_name (Style style)
{
  return g_strdup_printf ("mani-%u", style);
}

static GtkTextTag *
get_tag (GtkTextTagTable *tags, Style style)
{
  g_autofree char *name = get_name (style);

  return gtk_text_tag_table_lookup (tags, name);
}

GtkTextTagTable *
mani_article_styles_new_tags (void)
{
  GtkTextTagTable *tags = gtk_text_tag_table_new ();

  for (guint i = 0; i < N_STYLES; i++)
    {
      g_autofree char *name = get_name (i);
      g_autoptr (GtkTextTag) tag = gtk_text_tag_new (name);

      if (i <= STYLE_HEADING6)
        g_object_set (tag, "family", "Sans", "weight", 700, NULL);
      else if (i >= STYLE_LIST1 && i < STYLE_CAPTION)
        g_object_set (tag, "accumulative-margin", TRUE, NULL);

      switch (i)
        {
        case STYLE_CAPTION:
          g_object_set (tag, "family", "Sans", "scale", 0.82, NULL);
          break;

        case STYLE_TABLE:
          g_object_set (tag, "family", "Sans", "scale", 0.88, NULL);
          break;

        case STYLE_FOOTNOTE:
          g_object_set (tag, "scale", 0.86, NULL);
          break;

        case STYLE_CODE_BLOCK:
          g_object_set (tag, "accumulative-margin", TRUE, "family", "Monospace", "scale", 0.86,
                        NULL);
          break;

        case STYLE_EMPHASIS:
          g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
          break;

        case STYLE_STRONG:
          g_object_set (tag, "weight", 700, NULL);
          break;

        case STYLE_CODE:
          g_object_set (tag, "family", "Monospace", "scale", 0.88, NULL);
          break;

        case STYLE_EMPTY:
          g_object_set (tag, "scale", 0.5, NULL);
          break;

        default:
          break;
        }
      gtk_text_tag_table_add (tags, tag);
    }

  return tags;
}

/* Any change of a tag makes GTK lay out everything again, so equal values are left alone. */
static void
set_pixels (GtkTextTag *tag, const char *property, int value)
{
  int present;
  g_autofree char *is_set_property = g_strconcat (property, "-set", NULL);
  gboolean is_set;

  g_object_get (tag, property, &present, is_set_property, &is_set, NULL);
  if (!is_set || present != value)
    g_object_set (tag, property, value, NULL);
}

static void
set_scale (GtkTextTag *tag, double value)
{
  double present;

  g_object_get (tag, "scale", &present, NULL);
  if (present != value)
    g_object_set (tag, "scale", value, NULL);
}

void
mani_article_styles_set_metrics (GtkTextTagTable *tags,
                                 double size,
                                 int column,
                                 int leading,
                                 int gap)
{
  static const double scales[] = { 1.62, 1.34, 1.16, 1.06, 1.0, 0.94 };
  double share = CLAMP ((column / size - 8) / 20, 0.2, 1);
  int indent = size * MANI_STYLE_INDENT / 100;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GtkTextTag *tag = get_tag (tags, STYLE_HEADING1 + i);

      set_scale (tag, 1 + (scales[i] - 1) * share);
      set_pixels (tag, "pixels-above-lines", size * (i == 0 ? 0.6 : 1.0));
      set_pixels (tag, "pixels-below-lines", MAX (leading - 2, size * 0.3));
      set_pixels (tag, "pixels-inside-wrap", MAX (leading / 2, 2));
    }
  for (guint i = 0; i < N_LEVELS; i++)
    {
      int margin = indent * (i + 1);

      set_pixels (get_tag (tags, STYLE_LIST1 + i), "left-margin", margin);
      set_pixels (get_tag (tags, STYLE_LIST1 + i), "pixels-above-lines", gap / 3);
      set_pixels (get_tag (tags, STYLE_LIST_RTL1 + i), "right-margin", margin);
      set_pixels (get_tag (tags, STYLE_LIST_RTL1 + i), "pixels-above-lines", gap / 3);
      /* A quotation in another has the margins of both. */
      set_pixels (get_tag (tags, STYLE_QUOTATION1 + i), "left-margin", indent);
      set_pixels (get_tag (tags, STYLE_QUOTATION_RTL1 + i), "right-margin", indent);
    }
  set_pixels (get_tag (tags, STYLE_HANGING), "indent", -indent / 2);
  set_pixels (get_tag (tags, STYLE_TABLE), "pixels-above-lines", 0);
  set_pixels (get_tag (tags, STYLE_CODE_BLOCK), "left-margin", indent / 2);
  set_pixels (get_tag (tags, STYLE_CODE_BLOCK), "pixels-above-lines", 0);
  set_pixels (get_tag (tags, STYLE_CODE_BLOCK), "pixels-inside-wrap", leading / 2);
  set_pixels (get_tag (tags, STYLE_CODE_BLOCK), "pixels-below-lines", leading / 2);
  set_pixels (get_tag (tags, STYLE_EMPTY), "pixels-above-lines", 0);
  set_pixels (get_tag (tags, STYLE_EMPTY), "pixels-below-lines", 0);
  set_pixels (get_tag (tags, STYLE_SPLIT_END), "pixels-below-lines", leading);
  set_pixels (get_tag (tags, STYLE_SPLIT_START), "pixels-above-lines", 0);
  set_pixels (get_tag (tags, STYLE_FIRST), "pixels-above-lines", size * 1.6);
}

void
mani_article_styles_set_palette (GtkTextTagTable *tags, const ManiMarkPalette *palette)
{
  g_object_set (get_tag (tags, STYLE_CAPTION), "foreground-rgba", &palette->dim, NULL);
  g_object_set (get_tag (tags, STYLE_FOOTNOTE), "foreground-rgba", &palette->dim, NULL);
  g_object_set (get_tag (tags, STYLE_LINK), "foreground-rgba", &palette->link, NULL);
}

static void
add_entry (ManiStylePlan *self, guint start, guint end, Style style)
{
  Entry entry = { start, end, style };

  if (start < end)
    g_array_append_val (self->entries, entry);
}

static gboolean
is_rtl (const char *text, const char *end)
{
  const char *feed = memchr (text, '\n', end - text);

  return mani_direction_of_paragraph (text, (feed != NULL ? feed : end) - text, NULL) ==
         MANI_DIRECTION_RTL;
}

static guint
get_level (const ManiBlock *block)
{
  return MIN (mani_article_read_item_level (block->value), N_LEVELS);
}

static gboolean
is_whole_lines (const char *text, const char *start, const char *end, const char *text_end)
{
  return (start == text || start[-1] == '\n') &&
         (end == text_end || *end == '\n' || (end > start && end[-1] == '\n'));
}

/* List items that have begun, each in the one before it. The margin of an item is that of its
 * level, whatever it stands in: its style is for what no item in it has. */
typedef struct
{
  GArray *items; /* Entry */
  guint32 from;  /* where the innermost goes on */
} OpenItems;

static void
close_items (ManiStylePlan *self, OpenItems *open, guint32 place)
{
  while (open->items->len > 0)
    {
      const Entry *item = &g_array_index (open->items, Entry, open->items->len - 1);

      if (item->end > place)
        break;
      if (open->from < item->end)
        add_entry (self, open->from, item->end, item->style);
      open->from = MAX (open->from, item->end);
      g_array_set_size (open->items, open->items->len - 1);
    }
}

static void
open_item (ManiStylePlan *self, OpenItems *open, const ManiBlock *block, Style style)
{
  Entry item = { block->start, block->end, style };

  close_items (self, open, block->start);
  if (open->items->len > 0 && open->from < block->start)
    add_entry (self, open->from, block->start,
               g_array_index (open->items, Entry, open->items->len - 1).style);
  g_array_append_val (open->items, item);
  open->from = block->start;
}

static void
plan_block (ManiStylePlan *self, OpenItems *open, const ManiBlock *block, guint n_quotations)
{
  const ManiOffsetMap *offsets = mani_article_get_offset_map (self->article);
  const char *text = mani_article_get_text (self->article);
  const char *start = text + mani_offset_map_char_to_byte (offsets, block->start);
  const char *end = text + mani_offset_map_char_to_byte (offsets, block->end);
  const char *text_end = text + mani_article_get_n_bytes (self->article);
  Style style;

  switch (block->kind)
    {
    case MANI_BLOCK_HEADING1:
    case MANI_BLOCK_HEADING2:
    case MANI_BLOCK_HEADING3:
    case MANI_BLOCK_HEADING4:
    case MANI_BLOCK_HEADING5:
    case MANI_BLOCK_HEADING6:
      style = STYLE_HEADING1 + (block->kind - MANI_BLOCK_HEADING1);
      break;

    case MANI_BLOCK_LIST_ITEM:
      style = (is_rtl (start, end) ? STYLE_LIST_RTL1 : STYLE_LIST1) + get_level (block) - 1;
      g_array_append_val (self->blocks, block);
      if (mani_article_shows_marker (start, end - start))
        add_entry (self, block->start, block->end, STYLE_HANGING);
      open_item (self, open, block, style);
      return;

    case MANI_BLOCK_QUOTATION:
      style = (is_rtl (start, end) ? STYLE_QUOTATION_RTL1 : STYLE_QUOTATION1) +
              MIN (n_quotations, N_LEVELS - 1);
      g_array_append_val (self->blocks, block);
      break;

    case MANI_BLOCK_CAPTION:
      style = STYLE_CAPTION;
      break;

    case MANI_BLOCK_TABLE:
      style = STYLE_TABLE;
      break;

    case MANI_BLOCK_FOOTNOTE:
      style = STYLE_FOOTNOTE;
      break;

    case MANI_BLOCK_EMPHASIS:
      style = STYLE_EMPHASIS;
      break;

    case MANI_BLOCK_STRONG:
      style = STYLE_STRONG;
      break;

    case MANI_BLOCK_CODE:
      style = is_whole_lines (text, start, end, text_end) ? STYLE_CODE_BLOCK : STYLE_CODE;
      break;

    case MANI_BLOCK_LINK:
      style = STYLE_LINK;
      break;

    default:
      return;
    }

  add_entry (self, block->start, block->end, style);
}

/* Runs of empty lines are set low, so that they part paragraphs as space does in print. */
static void
plan_empty_lines (ManiStylePlan *self)
{
  const ManiOffsetMap *offsets = mani_article_get_offset_map (self->article);
  const char *text = mani_article_get_text (self->article);
  const char *end = text + mani_article_get_n_bytes (self->article);
  guint first = self->entries->len;
  guint n_lines = 0;
  guint n_empty = 0;

  for (const char *line = text; line < end;)
    {
      const char *feed = memchr (line, '\n', end - line);
      const char *run = line;

      while (run < end && *run == '\n')
        run++;
      if (run > line)
        {
          guint start = mani_offset_map_byte_to_char (offsets, line - text);

          n_empty++;
          add_entry (self, start, start + (run - line), STYLE_EMPTY);
          line = run;
          continue;
        }
      n_lines++;
      line = feed != NULL ? feed + 1 : end;
    }

  self->has_empty_lines = n_empty * 3 >= n_lines && n_empty > 0;
  if (!self->has_empty_lines && n_empty * 10 < n_lines)
    g_array_set_size (self->entries, first);
}

static void
plan_splits (ManiStylePlan *self)
{
  guint n;
  const guint32 *splits = mani_buffer_map_get_splits (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      guint previous = i > 0 ? splits[i - 1] : 0;
      guint from = splits[i] - MIN (splits[i] - previous, MANI_BUFFER_MAP_MAX_LINE);

      add_entry (self, from, splits[i], STYLE_SPLIT_END);
      add_entry (self, splits[i], splits[i] + 1, STYLE_SPLIT_START);
    }
}

/* The page's top margin. It is not GtkTextView's own, because with that GTK 4.8 lets the page slip
 * down by as much whenever it lays out lines above it. */
static void
plan_first_line (ManiStylePlan *self)
{
  add_entry (self, 0, MIN (1, mani_article_get_length (self->article)), STYLE_FIRST);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (int) x->style - (int) y->style;
}

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const ManiBlock *x = *(const ManiBlock *const *) a;
  const ManiBlock *y = *(const ManiBlock *const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end != y->end ? (x->end > y->end ? -1 : 1) : 0;
}

/* Outer blocks come before those in them. */
static void
plan_blocks (ManiStylePlan *self)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (const ManiBlock *));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32)); /* ends of quotations */
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Entry));
  OpenItems open_items = { items, 0 };
  guint n;
  const ManiBlock *blocks = mani_article_get_blocks (self->article, &n);

  for (guint i = 0; i < n; i++)
    {
      const ManiBlock *block = &blocks[i];

      g_array_append_val (sorted, block);
    }
  g_array_sort (sorted, compare_blocks);

  for (guint i = 0; i < n; i++)
    {
      const ManiBlock *block = g_array_index (sorted, const ManiBlock *, i);

      while (open->len > 0 && g_array_index (open, guint32, open->len - 1) <= block->start)
        g_array_set_size (open, open->len - 1);
      plan_block (self, &open_items, block, open->len);
      if (block->kind == MANI_BLOCK_QUOTATION)
        g_array_append_val (open, block->end);
    }
  close_items (self, &open_items, G_MAXUINT32);
}

ManiStylePlan *
mani_style_plan_new (ManiArticle *article, const ManiBufferMap *map)
{
  ManiStylePlan *self = g_new0 (ManiStylePlan, 1);
  g_autofree ManiRange *spans = NULL;

  self->article = g_object_ref (article);
  self->map = map;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->blocks = g_array_new (FALSE, FALSE, sizeof (const ManiBlock *));

  plan_blocks (self);
  plan_empty_lines (self);
  plan_splits (self);
  plan_first_line (self);
  g_array_sort (self->entries, compare_entries);

  spans = g_new (ManiRange, self->blocks->len + 1);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ManiBlock *block = g_array_index (self->blocks, const ManiBlock *, i);

      spans[i] = (ManiRange){ block->start, block->end };
    }
  self->index = mani_span_index_new (spans, self->blocks->len);

  return self;
}

void
mani_style_plan_free (ManiStylePlan *self)
{
  mani_span_index_free (self->index);
  g_array_unref (self->blocks);
  g_array_unref (self->entries);
  g_object_unref (self->article);
  g_free (self);
}

gboolean
mani_style_plan_has_empty_lines (ManiStylePlan *self)
{
  return self->has_empty_lines;
}

static void
apply (ManiStylePlan *self, GtkTextBuffer *buffer, GtkTextTag *tag, guint from, guint to)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, mani_buffer_map_to_buffer (self->map, from));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, mani_buffer_map_to_buffer_end (self->map, to));
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

void
mani_style_plan_apply (ManiStylePlan *self, GtkTextBuffer *buffer, ManiRange range)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (buffer);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->start >= range.end)
        break;
      if (entry->end > range.start)
        apply (self, buffer, get_tag (tags, entry->style), MAX (entry->start, range.start),
               MIN (entry->end, range.end));
    }
}

gboolean
mani_style_plan_apply_some (ManiStylePlan *self,
                            GtkTextBuffer *buffer,
                            guint *next,
                            gint64 deadline)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (buffer);

  for (; *next < self->entries->len; (*next)++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, *next);

      if ((*next % 16) == 0 && g_get_monotonic_time () >= deadline)
        break;
      apply (self, buffer, get_tag (tags, entry->style), entry->start, entry->end);
    }

  return *next < self->entries->len;
}

void
mani_style_plan_get_ornament (ManiStylePlan *self,
                              guint start,
                              guint end,
                              ManiParagraphOrnament *ornament)
{
  const ManiOffsetMap *offsets = mani_article_get_offset_map (self->article);
  const char *text = mani_article_get_text (self->article);
  g_autoptr (GArray) hits = NULL;

  *ornament = (ManiParagraphOrnament){ .first_bar = 1 };
  if (self->blocks->len == 0 || start == end)
    return;

  hits = g_array_new (FALSE, FALSE, sizeof (guint));
  mani_span_index_query (self->index, start, end, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const ManiBlock *block =
          g_array_index (self->blocks, const ManiBlock *, g_array_index (hits, guint, i));

      if (block->kind == MANI_BLOCK_QUOTATION)
        {
          ornament->n_bars = MIN (ornament->n_bars + 1, N_LEVELS);
          if (block->start < start)
            ornament->first_bar = ornament->n_bars + 1;
        }
      else if (get_level (block) >= ornament->level)
        {
          const char *from = text + mani_offset_map_char_to_byte (offsets, block->start);
          const char *to = text + mani_offset_map_char_to_byte (offsets, block->end);

          ornament->level = get_level (block);
          ornament->number = mani_article_read_item_number (block->value);
          ornament->has_mark =
              block->start >= start && !mani_article_shows_marker (from, to - from);
        }
    }
}
