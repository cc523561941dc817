/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels, entities and articles of a file are recognised among those of the project. */

#include "mani-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Quotations that are tried to find out which article is meant. */
#define MAX_TRIED 20

/* For new labels: after Okabe and Ito's colours, which the default labels have, others that stay
 * apart from them and from each other. */
static const char *const palette[] = {
  "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#d55e00", "#8a6fdf", "#7f9c00",
  "#c24a6f", "#00a0a0", "#a5713f", "#5c7a99", "#b657c9", "#4f9a3a", "#e0685a", "#6c6c6c",
};

const char *
mani_import_maker_map (ManiImportMaker *maker, ManiKind kind, const char *id)
{
  const char *mapped;

  if (id == NULL)
    return NULL;
  mapped = g_hash_table_lookup (maker->ids[kind], id);
  if (mapped == NULL && mani_project_lookup (maker->project, kind, id) != NULL)
    mapped = g_intern_string (id);

  return mapped;
}

void
mani_import_maker_set (ManiImportMaker *maker,
                       ManiKind kind,
                       const char *id,
                       const char *project_id,
                       ManiImportOutcome outcome)
{
  g_hash_table_insert (maker->ids[kind], g_strdup (id), (gpointer) g_intern_string (project_id));
  maker->import->counts[kind][outcome]++;
}

gpointer
mani_import_maker_get_latest (ManiImportMaker *maker, ManiRecord *record)
{
  gpointer latest = g_hash_table_lookup (maker->latest, record);

  return latest != NULL ? latest : record;
}

gboolean
mani_import_maker_replace (ManiImportMaker *maker, ManiRecord *record, ManiRecord *after)
{
  ManiRecord *latest = mani_import_maker_get_latest (maker, record);

  if (mani_record_equal (latest, after))
    return FALSE;
  mani_edit_replace (maker->edit, latest, after);
  g_hash_table_insert (maker->latest, record, g_object_ref (after));

  return TRUE;
}

/* @known with what it does not say yet taken from @record, references apart. */
static gpointer
fill (ManiRecord *known, ManiRecord *record)
{
  const ManiRecordType *type = mani_record_get_record_type (known);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (known);
  gpointer filled;

  for (guint i = 1; i < type->n_fields; i++)
    if (type->fields[i].kind != MANI_FIELD_REF && !mani_record_has (known, i) &&
        mani_record_has (record, i))
      mani_record_builder_copy (builder, record, i);
  if (mani_record_get_unknown (known) == NULL)
    mani_record_builder_set_unknown (builder, mani_record_get_unknown (record));
  filled = mani_record_builder_end (builder, NULL);

  return filled != NULL ? filled : g_object_ref (known);
}

static void
take_known (ManiImportMaker *maker, ManiKind kind, ManiRecord *known, ManiRecord *record)
{
  g_autoptr (ManiRecord) after = fill (mani_import_maker_get_latest (maker, known), record);
  gboolean has_changed = mani_import_maker_replace (maker, known, after);

  mani_import_maker_set (maker, kind, mani_record_get_id (record), mani_record_get_id (known),
                         has_changed ? MANI_IMPORT_UPDATED : MANI_IMPORT_SAME);
}

static gboolean
is_made (ManiImportMaker *maker, ManiKind kind, ManiRecord *record)
{
  return g_hash_table_contains (maker->import->made[kind], mani_record_get_id (record));
}

/* Labels */

static char *
make_label_key (const char *parent, const char *name)
{
  return g_strdup_printf ("%s\n%s", parent != NULL ? parent : "", name);
}

typedef struct
{
  ManiImportMaker *maker;
  GHashTable *by_key;  /* parent and name -> id, new ones included */
  GHashTable *by_name; /* name -> id of the first of the project */
  GHashTable *colors;
  GHashTable *keys;
} LabelTaker;

static void
know_label (LabelTaker *self, ManiRecord *label, gboolean is_new)
{
  const char *id = g_intern_string (mani_record_get_id (label));
  const char *name = mani_label_get_name (MANI_LABEL (label));
  const char *key = mani_label_get_key (MANI_LABEL (label));
  const char *color = mani_record_get_string (label, MANI_LABEL_COLOR);

  g_hash_table_insert (self->by_key,
                       make_label_key (mani_label_get_parent (MANI_LABEL (label)), name),
                       (gpointer) id);
  if (!is_new && !g_hash_table_contains (self->by_name, name))
    g_hash_table_insert (self->by_name, g_strdup (name), (gpointer) id);
  if (key != NULL)
    g_hash_table_add (self->keys, g_strdup (key));
  if (color != NULL)
    g_hash_table_add (self->colors, g_strdup (color));
}

static const char *
choose_color (LabelTaker *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    if (!g_hash_table_contains (self->colors, palette[i]))
      return palette[i];

  return palette[g_hash_table_size (self->by_key) % G_N_ELEMENTS (palette)];
}

/* What the project, or the edit so far, has for @label, which stands below @parent (in the
 * project's ids); or NULL. */
static const char *
find_label (LabelTaker *self, ManiRecord *label, const char *parent)
{
  ManiProject *project = self->maker->project;
  const char *id = mani_record_get_id (label);
  const char *name = mani_label_get_name (MANI_LABEL (label));
  g_autofree char *key = make_label_key (parent, name);
  gboolean has_only_name = is_made (self->maker, MANI_KIND_LABEL, label);
  const char *known;

  if (!has_only_name && mani_project_lookup (project, MANI_KIND_LABEL, id) != NULL)
    return id;
  known = g_hash_table_lookup (self->by_key, key);
  if (known != NULL || !has_only_name)
    return known;
  /* A file that has only names does not know where in the tree they stand, and may mean an id. */
  known = g_hash_table_lookup (self->by_name, name);
  if (known != NULL)
    return known;

  return mani_project_lookup (project, MANI_KIND_LABEL, name) != NULL ? name : NULL;
}

static void
add_label (LabelTaker *self, ManiRecord *label, const char *parent)
{
  ManiImportMaker *maker = self->maker;
  const char *id = mani_record_get_id (label);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (label);
  g_autoptr (ManiRecord) added = NULL;

  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  if (!mani_record_has (label, MANI_LABEL_COLOR) && is_made (maker, MANI_KIND_LABEL, label))
    mani_record_builder_set_string (builder, MANI_LABEL_COLOR, choose_color (self));
  if (mani_record_has (label, MANI_LABEL_KEY) &&
      g_hash_table_contains (self->keys, mani_label_get_key (MANI_LABEL (label))))
    mani_record_builder_clear (builder, MANI_LABEL_KEY);
  added = mani_record_builder_end (builder, NULL);
  mani_edit_add (maker->edit, added);
  know_label (self, added, TRUE);
  mani_import_maker_set (maker, MANI_KIND_LABEL, id, id, MANI_IMPORT_ADDED);
}

static const char *
take_label (LabelTaker *self, ManiRecord *label, guint depth)
{
  ManiImportMaker *maker = self->maker;
  const char *id = mani_record_get_id (label);
  const char *parent = mani_label_get_parent (MANI_LABEL (label));
  const char *known = g_hash_table_lookup (maker->ids[MANI_KIND_LABEL], id);

  if (known != NULL)
    return known;

  if (parent != NULL)
    {
      ManiRecord *above = mani_import_lookup (maker->import, MANI_KIND_LABEL, parent);

      if (above != NULL && depth < 100)
        parent = take_label (self, above, depth + 1);
      else
        parent = mani_import_maker_map (maker, MANI_KIND_LABEL, parent);
      /* A circle: taking the parent has taken this one. */
      known = g_hash_table_lookup (maker->ids[MANI_KIND_LABEL], id);
      if (known != NULL)
        return known;
    }

  known = find_label (self, label, parent);
  if (known != NULL)
    {
      ManiRecord *record = mani_project_lookup (maker->project, MANI_KIND_LABEL, known);

      if (record != NULL)
        take_known (maker, MANI_KIND_LABEL, record, label);
      else
        mani_import_maker_set (maker, MANI_KIND_LABEL, id, known, MANI_IMPORT_SAME);
    }
  else
    add_label (self, label, parent);

  return mani_import_maker_map (maker, MANI_KIND_LABEL, id);
}

void
mani_import_maker_take_labels (ManiImportMaker *maker)
{
  LabelTaker self = { maker };
  ManiTable *labels = mani_project_get_table (maker->project, MANI_KIND_LABEL);
  GPtrArray *records = maker->import->records[MANI_KIND_LABEL];

  self.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    know_label (&self, mani_table_get (labels, i), FALSE);

  for (guint i = 0; i < records->len; i++)
    take_label (&self, records->pdata[i], 0);

  g_hash_table_unref (self.by_key);
  g_hash_table_unref (self.by_name);
  g_hash_table_unref (self.colors);
  g_hash_table_unref (self.keys);
}

/* Entities */

static char *
make_entity_key (ManiEntity *entity)
{
  return g_strdup_printf ("%u\n%s", mani_entity_get_kind (entity), mani_entity_get_name (entity));
}

static void
know_entity (ManiEntity *entity, GHashTable *by_uri, GHashTable *by_name)
{
  const char *const *uris = mani_entity_get_same_as (entity);
  char *key = make_entity_key (entity);

  for (guint k = 0; uris[k] != NULL; k++)
    if (!g_hash_table_contains (by_uri, uris[k]))
      g_hash_table_insert (by_uri, (gpointer) uris[k], entity);
  /* The first of a name is the one that is meant by it. */
  if (g_hash_table_contains (by_name, key))
    g_free (key);
  else
    g_hash_table_insert (by_name, key, entity);
}

void
mani_import_maker_take_entities (ManiImportMaker *maker)
{
  ManiTable *entities = mani_project_get_table (maker->project, MANI_KIND_ENTITY);
  GPtrArray *records = maker->import->records[MANI_KIND_ENTITY];
  g_autoptr (GHashTable) by_uri = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; records->len > 0 && i < mani_table_get_length (entities); i++)
    know_entity (mani_table_get (entities, i), by_uri, by_name);

  for (guint i = 0; i < records->len; i++)
    {
      ManiRecord *record = records->pdata[i];
      const char *id = mani_record_get_id (record);
      const char *const *uris = mani_entity_get_same_as (MANI_ENTITY (record));
      g_autofree char *key = make_entity_key (MANI_ENTITY (record));
      ManiRecord *known = NULL;

      if (!is_made (maker, MANI_KIND_ENTITY, record))
        known = mani_project_lookup (maker->project, MANI_KIND_ENTITY, id);
      for (guint k = 0; known == NULL && uris[k] != NULL; k++)
        known = g_hash_table_lookup (by_uri, uris[k]);
      /* Two of one name with different URIs are two. */
      if (known == NULL)
        {
          known = g_hash_table_lookup (by_name, key);
          if (known != NULL && uris[0] != NULL &&
              mani_entity_get_same_as (MANI_ENTITY (known))[0] != NULL)
            known = NULL;
        }

      if (known == NULL)
        {
          mani_edit_add (maker->edit, record);
          know_entity (MANI_ENTITY (record), by_uri, by_name);
          mani_import_maker_set (maker, MANI_KIND_ENTITY, id, id, MANI_IMPORT_ADDED);
        }
      else if (mani_project_lookup (maker->project, MANI_KIND_ENTITY, mani_record_get_id (known)) ==
               known)
        take_known (maker, MANI_KIND_ENTITY, known, record);
      else
        mani_import_maker_set (maker, MANI_KIND_ENTITY, id, mani_record_get_id (known),
                               MANI_IMPORT_SAME);
    }
}

/* Articles */

ManiArticle *
mani_import_maker_get_article (ManiImportMaker *maker, const char *project_id)
{
  ManiArticle *article = g_hash_table_lookup (maker->added, project_id);

  return article != NULL ? article
                         : mani_project_lookup (maker->project, MANI_KIND_ARTICLE, project_id);
}

static gboolean
has_text (ManiRecord *article)
{
  return mani_article_get_n_bytes (MANI_ARTICLE (article)) > 0;
}

/* What articles of the project are known by: a name -> the article, or NULL where it fits
 * two. */
static GHashTable *
know_articles (ManiImportMaker *maker, char *(*dup_name) (ManiRecord *article, guint i))
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ManiTable *articles = mani_project_get_table (maker->project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    for (guint k = 0; k < 2; k++)
      {
        ManiRecord *article = mani_table_get (articles, i);
        char *name = dup_name (article, k);
        gpointer other;

        if (name == NULL)
          continue;
        other = g_hash_table_lookup (names, name);
        g_hash_table_insert (names, name, other == NULL || other == article ? article : NULL);
      }

  return names;
}

static char *
dup_sha256 (ManiRecord *article, guint i)
{
  return i == 0 && has_text (article) ? g_strdup (mani_article_get_sha256 (MANI_ARTICLE (article)))
                                      : NULL;
}

static char *
dup_source (ManiRecord *article, guint i)
{
  return g_strdup (i == 0 ? mani_record_get_string (article, MANI_ARTICLE_SOURCE)
                          : mani_record_get_in_map (article, MANI_ARTICLE_ORIGIN, "file"));
}

static char *
dup_title (ManiRecord *article, guint i)
{
  return i == 0 ? mani_article_dup_title (MANI_ARTICLE (article)) : NULL;
}

static ManiRecord *
look_up (GHashTable *names, const char *name)
{
  return name != NULL ? g_hash_table_lookup (names, name) : NULL;
}

/* The article that has most of the quotations of what the file has under @id. */
static ManiRecord *
find_by_quotes (ManiImportMaker *maker, const char *id)
{
  ManiTable *articles = mani_project_get_table (maker->project, MANI_KIND_ARTICLE);
  GArray *annotations = maker->import->annotations;
  g_autoptr (GPtrArray) quotes = g_ptr_array_new ();
  ManiRecord *best = NULL;
  guint most = 0;
  guint second = 0;

  for (guint i = 0; i < annotations->len && quotes->len < MAX_TRIED; i++)
    {
      ManiImportAnnotation *found = &g_array_index (annotations, ManiImportAnnotation, i);

      if (strcmp (mani_annotation_get_article (found->annotation), id) == 0 &&
          found->n_anchors > 0 && found->anchors[0].exact != NULL &&
          g_utf8_strlen (found->anchors[0].exact, 3) >= 3)
        g_ptr_array_add (quotes, found->anchors[0].exact);
    }
  if (quotes->len == 0)
    return NULL;

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiRecord *article = mani_table_get (articles, i);
      guint n = 0;

      for (guint k = 0; k < quotes->len; k++)
        n += strstr (mani_article_get_text (MANI_ARTICLE (article)), quotes->pdata[k]) != NULL;
      if (n > most)
        {
          second = most;
          most = n;
          best = article;
        }
      else
        second = MAX (second, n);
    }

  return most > second && most * 2 >= quotes->len ? best : NULL;
}

typedef struct
{
  GHashTable *by_sha256;
  GHashTable *by_source;
  GHashTable *by_title;
} ArticleNames;

static ManiRecord *
find_article (ManiImportMaker *maker, const ArticleNames *names, ManiRecord *record)
{
  ManiRecord *by_id = NULL;
  ManiRecord *found;

  if (!is_made (maker, MANI_KIND_ARTICLE, record))
    by_id = mani_project_lookup (maker->project, MANI_KIND_ARTICLE, mani_record_get_id (record));
  /* One that is only waiting for its text is the last resort. */
  if (by_id != NULL && has_text (by_id))
    return by_id;

  found = look_up (names->by_sha256, mani_article_get_sha256 (MANI_ARTICLE (record)));
  if (found == NULL)
    found = look_up (names->by_source, mani_record_get_string (record, MANI_ARTICLE_SOURCE));
  /* Two texts under one title are two articles. */
  if (found == NULL && !has_text (record))
    found = look_up (names->by_title, mani_record_get_string (record, MANI_ARTICLE_TITLE));
  if (found == NULL && by_id == NULL && !has_text (record))
    found = find_by_quotes (maker, mani_record_get_id (record));

  return found != NULL ? found : by_id;
}

static void
take_known_article (ManiImportMaker *maker, ManiRecord *known, ManiRecord *record)
{
  static const guint textual[] = { MANI_ARTICLE_TEXT, MANI_ARTICLE_SHA256, MANI_ARTICLE_BLOCKS,
                                   MANI_ARTICLE_PAGES };
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (ManiRecord) rest = NULL;
  const char *id = mani_record_get_id (known);
  g_autofree char *title = mani_article_dup_title (MANI_ARTICLE (known));

  /* What it is called for want of a title is none. */
  if (g_strcmp0 (mani_record_get_string (record, MANI_ARTICLE_TITLE), title) == 0)
    mani_record_builder_clear (builder, MANI_ARTICLE_TITLE);
  /* A text comes only to an article that has none, and nobody waiting in it. */
  if (has_text (known) ||
      mani_table_get_length (mani_project_get_annotations (maker->project, id)) > 0)
    for (guint i = 0; i < G_N_ELEMENTS (textual); i++)
      mani_record_builder_clear (builder, textual[i]);
  rest = mani_record_builder_end (builder, NULL);
  take_known (maker, MANI_KIND_ARTICLE, known, rest);
}

static void
add_article (ManiImportMaker *maker, ManiRecord *record)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autofree char *title = mani_article_dup_title (MANI_ARTICLE (record));
  const char *id = mani_record_get_id (record);
  ManiRecord *added;

  if (!has_text (record))
    {
      mani_record_builder_clear (builder, MANI_ARTICLE_BLOCKS);
      mani_record_builder_clear (builder, MANI_ARTICLE_PAGES);
      mani_import_tell (maker->import,
                        _ ("The text of the article “%s” is not here; its annotations keep the "
                           "words and positions that the file states"),
                        title);
    }
  added = mani_record_builder_end (builder, NULL);
  mani_edit_add (maker->edit, added);
  g_hash_table_insert (maker->added, (gpointer) g_intern_string (id), added);
  mani_import_maker_set (maker, MANI_KIND_ARTICLE, id, id, MANI_IMPORT_ADDED);
}

/* Where those go whose article the file does not name, or names in vain. */
static const char *
take_nameless (ManiImportMaker *maker)
{
  ManiTable *articles = mani_project_get_table (maker->project, MANI_KIND_ARTICLE);
  ManiRecord *article = NULL;

  if (maker->import->article != NULL)
    article = mani_project_lookup (maker->project, MANI_KIND_ARTICLE, maker->import->article);
  else if (mani_table_get_length (articles) == 1)
    article = mani_table_get (articles, 0);
  else
    article = find_by_quotes (maker, MANI_IMPORT_NAMELESS);

  if (article == NULL)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
      g_autoptr (ManiRecord) added = NULL;

      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, _ ("Unknown article"));
      added = mani_record_builder_end (builder, NULL);
      add_article (maker, added);
      return mani_import_maker_map (maker, MANI_KIND_ARTICLE, mani_record_get_id (added));
    }

  return g_intern_string (mani_record_get_id (article));
}

void
mani_import_maker_take_articles (ManiImportMaker *maker)
{
  GPtrArray *records = maker->import->records[MANI_KIND_ARTICLE];
  GArray *annotations = maker->import->annotations;
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  ArticleNames names = { know_articles (maker, dup_sha256), know_articles (maker, dup_source),
                         know_articles (maker, dup_title) };
  const char *nameless = NULL;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_add (used, (gpointer) mani_annotation_get_article (
                                g_array_index (annotations, ManiImportAnnotation, i).annotation));

  for (guint i = 0; i < records->len; i++)
    {
      ManiRecord *record = records->pdata[i];
      ManiRecord *known = find_article (maker, &names, record);

      if (known != NULL)
        take_known_article (maker, known, record);
      else if (has_text (record) || g_hash_table_contains (used, mani_record_get_id (record)))
        add_article (maker, record);
    }
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (mani_import_maker_map (maker, MANI_KIND_ARTICLE, id) == NULL)
      {
        if (nameless == NULL)
          nameless = take_nameless (maker);
        g_hash_table_insert (maker->ids[MANI_KIND_ARTICLE], g_strdup (id), (gpointer) nameless);
      }

  g_hash_table_unref (names.by_sha256);
  g_hash_table_unref (names.by_source);
  g_hash_table_unref (names.by_title);
}
