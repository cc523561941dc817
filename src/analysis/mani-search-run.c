/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk over a snapshot, record by record, field by field. */

#include "mani-search-run.h"

#include <string.h>

typedef struct
{
  ManiFinder *finder;
  const ManiSearchOptions *options;
  GArray *ranges;  /* of ManiRange: of one string */
  GArray *matches; /* of ManiSearchMatch: not told yet */
  guint n_told;
  ManiSearchFound found;
  gpointer user_data;
  GCancellable *cancellable;
} Search;

static guint
count_matches (const Search *search)
{
  return search->n_told + search->matches->len;
}

static gboolean
is_enough (const Search *search)
{
  return search->options->max > 0 && count_matches (search) >= search->options->max;
}

static gboolean
is_over (const Search *search)
{
  return is_enough (search) || g_cancellable_is_cancelled (search->cancellable);
}

/* @match says where; its range is still to be found. */
static void
search_string (Search *search, ManiSearchMatch match, const char *text, gsize n_bytes)
{
  guint max = search->options->max;

  if (is_enough (search))
    return;
  g_array_set_size (search->ranges, 0);
  mani_finder_find (search->finder, text, n_bytes, NULL, max > 0 ? max - count_matches (search) : 0,
                    search->ranges);
  for (guint i = 0; i < search->ranges->len; i++)
    {
      match.range = g_array_index (search->ranges, ManiRange, i);
      g_array_append_val (search->matches, match);
    }
}

static void
search_field (Search *search, ManiSearchMatch match, ManiFieldKind kind)
{
  ManiRecord *record = match.record;

  if (!mani_record_has (record, match.field))
    return;

  if (kind == MANI_FIELD_TEXT)
    search_string (search, match, mani_record_get_string (record, match.field),
                   mani_record_get_text_length (record, match.field));
  else if (kind == MANI_FIELD_STRING)
    {
      const char *string = mani_record_get_string (record, match.field);

      search_string (search, match, string, strlen (string));
    }
  else if (kind == MANI_FIELD_STRINGS)
    {
      const char *const *strings = mani_record_get_strings (record, match.field);

      for (; strings[match.item] != NULL; match.item++)
        search_string (search, match, strings[match.item], strlen (strings[match.item]));
    }
}

static void
search_record (Search *search, ManiRecord *record, ManiArticle *article, gboolean text)
{
  const ManiRecordType *type = mani_record_get_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & MANI_FIELD_SEARCHABLE) != 0 &&
        (type->fields[i].kind == MANI_FIELD_TEXT) == text)
      search_field (search, (ManiSearchMatch){ record, article, i }, type->fields[i].kind);
}

static void
search_records (Search *search, const ManiRecords *records, ManiArticle *article)
{
  for (guint i = 0; i < records->n && !is_over (search); i++)
    search_record (search, records->records[i], article, FALSE);
}

static void
tell (Search *search)
{
  if (search->matches->len == 0)
    return;
  search->found ((ManiSearchMatch *) search->matches->data, search->matches->len,
                 search->user_data);
  search->n_told += search->matches->len;
  g_array_set_size (search->matches, 0);
}

static void
search_articles (Search *search, ManiSnapshot *snapshot)
{
  const ManiRecords *articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE);
  ManiSearchWhere where = search->options->where;

  for (guint i = 0; i < articles->n && !is_over (search); i++)
    {
      ManiArticle *article = MANI_ARTICLE (articles->records[i]);

      if ((where & MANI_SEARCH_ARTICLES) != 0)
        search_record (search, articles->records[i], article, FALSE);
      if ((where & MANI_SEARCH_TEXTS) != 0)
        search_record (search, articles->records[i], article, TRUE);
      if ((where & MANI_SEARCH_ANNOTATIONS) != 0)
        search_records (search, mani_snapshot_get_annotations (snapshot, i), article);
      tell (search);
    }
}

static void
search_the_rest (Search *search, ManiSnapshot *snapshot)
{
  ManiSearchWhere where = search->options->where;

  if ((where & MANI_SEARCH_ANNOTATIONS) != 0)
    for (guint i = 0; i < mani_snapshot_get_n_stray_groups (snapshot); i++)
      {
        search_records (search, mani_snapshot_get_stray_annotations (snapshot, i), NULL);
        tell (search);
      }
  if ((where & MANI_SEARCH_ENTITIES) != 0)
    search_records (search, mani_snapshot_get_records (snapshot, MANI_KIND_ENTITY), NULL);
  tell (search);
}

const char *
mani_search_match_get_string (const ManiSearchMatch *match, gsize *n_bytes)
{
  const ManiRecordType *type = mani_record_get_record_type (match->record);
  const char *string;

  if (type->fields[match->field].kind == MANI_FIELD_STRINGS)
    string = mani_record_get_strings (match->record, match->field)[match->item];
  else
    string = mani_record_get_string (match->record, match->field);
  if (n_bytes != NULL)
    *n_bytes = type->fields[match->field].kind == MANI_FIELD_TEXT
                   ? mani_record_get_text_length (match->record, match->field)
                   : strlen (string);

  return string;
}

gboolean
mani_search_run (ManiSnapshot *snapshot,
                 const char *query,
                 const ManiSearchOptions *options,
                 ManiSearchFound found,
                 gpointer user_data,
                 guint *n_matches,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (ManiFinder) finder = mani_finder_new (query, options->fold, options->find);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (ManiSearchMatch));
  Search search = { finder, options, ranges, matches, 0, found, user_data, cancellable };

  search_articles (&search, snapshot);
  search_the_rest (&search, snapshot);
  if (n_matches != NULL)
    *n_matches = search.n_told;

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
