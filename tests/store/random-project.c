/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random records, by walking the field tables. */

#include "random-project.h"

#include <math.h>
#include <string.h>

static guint
below (guint n)
{
  return g_test_rand_int_range (0, n);
}

/* Words of one to a dozen pieces, among them all that JSON must escape. */
static char *
random_text (guint n_pieces)
{
  static const char *const pieces[] = {
    "a",
    "word ",
    "Հայաստան ",
    "Баку",
    "قره باغ",
    "ירושלים",
    "e\xcc\x81",
    "👩‍👩‍👧 ",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "\xe2\x80\xa8",
    "\n",
    "\n",
    "\t",
    "\"",
    "\\",
    "/",
    "\x01",
    "\x7f",
    "…",
    "ß",
    "￿",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[below (G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static char *
random_id (GPtrArray *ids, gboolean may_be_stray)
{
  if (ids->len == 0 || (may_be_stray && below (10) == 0))
    return g_strdup_printf ("stray-%u", below (5));

  return g_strdup (ids->pdata[below (ids->len)]);
}

static void
set_random_strings (ManiRecordBuilder *builder, guint field, gboolean is_map)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  guint n = 1 + below (4);
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < (is_map ? 2 * n : n); i++)
    {
      g_autofree char *value = random_text (1 + below (4));

      g_strv_builder_add (values, value);
    }
  strings = g_strv_builder_end (values);
  if (is_map)
    mani_record_builder_set_map (builder, field, (const char *const *) strings);
  else
    mani_record_builder_set_strings (builder, field, (const char *const *) strings);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint32 *) a;
  guint other = *(const guint32 *) b;

  return one < other ? -1 : one > other;
}

static void
set_random_ranges (ManiRecordBuilder *builder, guint field, guint length)
{
  ManiRange ranges[3];
  guint n = 1 + below (3);

  for (guint i = 0; i < 2 * n; i++)
    ((guint32 *) ranges)[i] = below (length + 1);
  qsort (ranges, 2 * n, sizeof (guint32), compare_offsets);
  mani_record_builder_set_ranges (builder, field, ranges, n);
}

static void
set_random_blocks (ManiRecordBuilder *builder, guint field, guint length)
{
  ManiBlock blocks[4];
  guint n = 1 + below (4);

  for (guint i = 0; i < n; i++)
    {
      blocks[i].start = below (length + 1);
      blocks[i].end = blocks[i].start + below (length - blocks[i].start + 1);
      blocks[i].kind = below (MANI_BLOCK_N_KINDS);
      blocks[i].value = below (2) ? "https://example.org/?a=\"b\"" : NULL;
    }
  mani_record_builder_set_blocks (builder, field, blocks, n);
}

static void
set_random_offsets (ManiRecordBuilder *builder, guint field, guint length)
{
  guint32 offsets[4];
  guint n = 1 + below (4);

  for (guint i = 0; i < n; i++)
    offsets[i] = below (length + 1);
  qsort (offsets, n, sizeof (guint32), compare_offsets);
  mani_record_builder_set_offsets (builder, field, offsets, n);
}

/* @length: of the text that offsets are in. */
static void
set_random (ManiRecordBuilder *builder, guint field, guint length)
{
  const ManiField *row = &mani_record_builder_get_record_type (builder)->fields[field];
  g_autofree char *text = random_text (1 + below (12));
  double numbers[] = { 0, 0.1, 1, 0.3333333333333333, 0.9, 5e-324 };

  switch (row->kind)
    {
    case MANI_FIELD_STRING:
    case MANI_FIELD_REF:
      if (strcmp (row->name, "color") == 0)
        mani_record_builder_set_string (builder, field, "#0072b2");
      else if (strcmp (row->name, "key") == 0)
        mani_record_builder_set_string (builder, field, below (2) ? "1" : "ж");
      else
        mani_record_builder_set_string (builder, field, text);
      break;

    case MANI_FIELD_STRINGS:
    case MANI_FIELD_MAP:
      set_random_strings (builder, field, row->kind == MANI_FIELD_MAP);
      break;

    case MANI_FIELD_WORD:
      mani_record_builder_set_word (builder, field, below (g_strv_length ((GStrv) row->words)));
      break;

    case MANI_FIELD_FLAG:
      mani_record_builder_set_flag (builder, field, below (2));
      break;

    case MANI_FIELD_TIME:
      mani_record_builder_set_time (
          builder, field, (gint64) g_test_rand_int () * (below (2) ? G_USEC_PER_SEC : 1234567));
      break;

    case MANI_FIELD_NUMBER:
      mani_record_builder_set_number (builder, field, numbers[below (G_N_ELEMENTS (numbers))]);
      break;

    case MANI_FIELD_RANGES:
      set_random_ranges (builder, field, length);
      break;

    case MANI_FIELD_BLOCKS:
      set_random_blocks (builder, field, length);
      break;

    case MANI_FIELD_OFFSETS:
      set_random_offsets (builder, field, length);
      break;

    case MANI_FIELD_TEXT:
    default:
      break;
    }
}

static ManiRecordBuilder *
begin_random (ManiKind kind, guint length, RandomFlags flags)
{
  const ManiRecordType *type = mani_kind_get_record_type (kind);
  ManiRecordBuilder *builder = mani_record_builder_new (type);
  g_autofree char *id =
      g_strdup_printf ("%s-%08x%04x", type->name, g_test_rand_int (), below (65536));

  mani_record_builder_set_string (builder, MANI_RECORD_ID, id);
  for (guint i = 1; i < type->n_fields; i++)
    if (type->fields[i].refers_to == NULL && below (2))
      set_random (builder, i, length);
  if ((flags & RANDOM_UNKNOWN) != 0 && below (4) == 0)
    mani_record_builder_set_unknown (
        builder, below (2) ? "\"x\":1" : "\"\\u0079\":{ \"a\" : [1.0, 2e0 ]},\"z\":null");

  return builder;
}

static ManiRecord *
add_record (GPtrArray *records, GPtrArray *ids, ManiRecordBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  ManiRecord *record = mani_record_builder_end (builder, &error);

  g_assert_no_error (error);
  mani_record_builder_free (builder);
  g_ptr_array_add (records, record);
  g_ptr_array_add (ids, (gpointer) mani_record_get_id (record));

  return record;
}

static void
add_label (GPtrArray *records, GPtrArray *labels, RandomFlags flags)
{
  ManiRecordBuilder *builder = begin_random (MANI_KIND_LABEL, 0, flags);
  g_autofree char *name = g_strdup_printf ("Label \"%u\" …", labels->len);

  mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
  if (labels->len > 0 && below (2))
    mani_record_builder_set_string (builder, MANI_LABEL_PARENT, labels->pdata[below (labels->len)]);
  add_record (records, labels, builder);
}

static void
add_entity (GPtrArray *records, GPtrArray *entities, RandomFlags flags)
{
  ManiRecordBuilder *builder = begin_random (MANI_KIND_ENTITY, 0, flags);

  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, "Հայաստան");
  mani_record_builder_set_number (builder, MANI_ENTITY_LATITUDE, below (2) ? 40.1792 : -0.5);
  mani_record_builder_set_number (builder, MANI_ENTITY_LONGITUDE, 44.4991);
  add_record (records, entities, builder);
}

static ManiArticle *
add_article (GPtrArray *records, GPtrArray *articles, RandomFlags flags)
{
  g_autofree char *text = random_text (below (200));
  ManiRecordBuilder *builder = begin_random (MANI_KIND_ARTICLE, g_utf8_strlen (text, -1), flags);

  mani_article_builder_set_text (builder, text, -1);

  return MANI_ARTICLE (add_record (records, articles, builder));
}

/* @article: (nullable): one that is in the project */
static void
add_annotation (GPtrArray *records,
                GPtrArray *annotations,
                ManiArticle *article,
                GPtrArray *labels,
                GPtrArray *entities,
                RandomFlags flags)
{
  ManiRecordBuilder *builder = begin_random (
      MANI_KIND_ANNOTATION, article != NULL ? mani_article_get_length (article) : 99, flags);
  gboolean with_strays = (flags & RANDOM_STRAYS) != 0;
  g_autofree char *stray = g_strdup_printf ("stray-%u", below (3));
  g_autofree char *label = random_id (labels, with_strays);
  g_autofree char *entity = random_id (entities, with_strays);
  guint n;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  article != NULL ? mani_record_get_id (MANI_RECORD (article))
                                                  : stray);
  if (below (3) && (labels->len > 0 || with_strays))
    mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  if (below (2) && (entities->len > 0 || with_strays))
    mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);

  /* Only what the text does not give is kept. */
  mani_record_builder_get_ranges (builder, MANI_ANNOTATION_RANGES, &n);
  if (n > 0 && article != NULL)
    mani_record_builder_clear (builder, MANI_ANNOTATION_QUOTE);

  add_record (records, annotations, builder);
}

ManiProject *
random_project_new (guint size, RandomFlags flags)
{
  gboolean with_strays = (flags & RANDOM_STRAYS) != 0;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  g_autoptr (ManiRecordBuilder) builder = begin_random (MANI_KIND_PROJECT, 0, flags);
  g_autoptr (ManiProjectInfo) info = mani_record_builder_end (builder, NULL);
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  for (guint i = below (size + 1); i > 0; i--)
    add_label (records, labels, flags);
  for (guint i = below (size + 1); i > 0; i--)
    add_entity (records, entities, flags);
  for (guint i = below (size + 1); i > 0; i--)
    {
      ManiArticle *article = add_article (records, articles, flags);

      for (guint j = below (size + 1); j > 0; j--)
        add_annotation (records, annotations, article, labels, entities, flags);
    }
  if (with_strays)
    for (guint i = below (size + 1); i > 0; i--)
      add_annotation (records, annotations, NULL, labels, entities, flags);
  for (guint i = annotations->len > 0 ? below (size + 1) : 0; i > 0; i--)
    {
      ManiRecordBuilder *relation = begin_random (MANI_KIND_RELATION, 0, flags);
      g_autofree char *from = random_id (annotations, with_strays);
      g_autofree char *to = random_id (annotations, with_strays);

      mani_record_builder_set_string (relation, MANI_RELATION_FROM, from);
      mani_record_builder_set_string (relation, MANI_RELATION_TO, to);
      add_record (records, relations, relation);
    }

  project =
      mani_project_new_from_records (info, records,
                                     (flags & RANDOM_UNKNOWN) != 0 && below (2)
                                         ? "\"future\": {\"a\":[1 , 2]},\n\"more\":\"\\u00e9\""
                                         : NULL,
                                     NULL, &error);
  g_assert_no_error (error);

  return project;
}
