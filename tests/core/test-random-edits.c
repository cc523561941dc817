/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random edits of every kind. After each: all that a project promises, the index against a walk,
 * every list against a mirror kept by its signals. At the end: undo all gives the start, redo all
 * the end. Each kind of edit must have been accepted, and have changed something, so many times. */

#include "mani-history.h"
#include "mani-operations.h"

#include "project-checks.h"
#include "random-records.h"

#define N_ARTICLES 12
#define STEPS_A_ROUND 1000
#define MAX_ROUNDS 200

typedef struct
{
  ManiProject *project;
  ManiHistory *history;
  GPtrArray *mirrors;
  GHashTable *mirrored; /* tables */
} Round;

static void
mirror (Round *round, gpointer table)
{
  if (g_hash_table_add (round->mirrored, table))
    g_ptr_array_add (round->mirrors, mirror_new (table));
}

/* What the edit has made of @record so far; NULL where it goes. */
static gpointer
as_edited (ManiEdit *edit, gpointer record)
{
  ManiKind kind = mani_kind_of (record);

  for (guint i = mani_edit_get_length (edit); i > 0; i--)
    {
      const ManiChange *change = mani_edit_get (edit, i - 1);
      ManiRecord *its = change->before != NULL ? change->before : change->after;

      if (mani_kind_of (its) == kind &&
          strcmp (mani_record_get_id (its), mani_record_get_id (record)) == 0)
        return change->after;
    }

  return record;
}

static guint
random_position (Round *round, ManiKind kind)
{
  return random_below (mani_table_get_length (mani_project_get_table (round->project, kind)) + 3);
}

typedef enum
{
  ADD,
  ADD_AT,
  REPLACE,
  REPLACE_AND_MOVE,
  MOVE,
  REMOVE,
} Act;

/* Labels, entities, articles, relations, the project. */
static void
act_on_record (Round *round, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiTable *table =
      kind != MANI_KIND_PROJECT ? mani_project_get_table (round->project, kind) : NULL;
  ManiRecord *before = NULL;
  g_autoptr (ManiRecord) after = NULL;
  guint position = act == ADD_AT || act == REPLACE_AND_MOVE || act == MOVE
                       ? random_position (round, kind)
                       : MANI_EDIT_KEEP_PLACE;

  if (act >= REPLACE)
    {
      before = table != NULL ? random_in_table (table)
                             : MANI_RECORD (mani_project_get_info (round->project));
      /* One in use would be refused; that is to be met, but not most of the time. */
      for (guint i = 0; act == REMOVE && before != NULL && i < 5; i++)
        if (mani_project_count_uses (round->project, kind, mani_record_get_id (before)) > 0)
          before = random_in_table (table);
      before = before != NULL ? as_edited (edit, before) : NULL;
      if (before == NULL)
        return;
    }
  if (act == MOVE)
    after = g_object_ref (before);
  else if (act != REMOVE)
    {
      after = random_record (round->project, kind, before);
      if (after == NULL)
        return;
    }
  mani_edit_append (edit, &(ManiChange){ before, after, position });
}

static void
act_on_annotation (Round *round, ManiEdit *edit, guint n_ranges, Act act)
{
  ManiTable *articles = mani_project_get_table (round->project, MANI_KIND_ARTICLE);
  ManiArticle *article = random_in_table (articles);
  ManiRecord *before = NULL;
  g_autoptr (ManiRecord) after = NULL;
  guint n;

  article = article != NULL ? as_edited (edit, article) : NULL;
  if (article == NULL)
    return;
  if (act == ADD)
    after = random_new_annotation (round->project, article, n_ranges);
  else
    {
      for (guint i = 0; i < 10 && before == NULL; i++)
        {
          before = random_annotation (round->project);
          if (before == NULL)
            return;
          mani_annotation_get_ranges (MANI_ANNOTATION (before), &n);
          if (act == REMOVE && MIN (n, 2) != MIN (n_ranges, 2))
            before = NULL;
        }
      before = before != NULL ? as_edited (edit, before) : NULL;
      if (before == NULL)
        return;
    }
  if (act == REPLACE)
    {
      ManiArticle *own =
          mani_project_lookup (round->project, MANI_KIND_ARTICLE,
                               mani_annotation_get_article (MANI_ANNOTATION (before)));

      if (random_chance (80) && own != NULL && as_edited (edit, own) != NULL)
        article = as_edited (edit, own);
      after = random_changed_annotation (round->project, before, article, n_ranges);
    }
  mani_edit_append (edit, &(ManiChange){ before, after, MANI_EDIT_KEEP_PLACE });
}

static void
act_on_many_annotations (Round *round, ManiEdit *edit, guint n_ranges, Act act)
{
  ManiTable *articles = mani_project_get_table (round->project, MANI_KIND_ARTICLE);
  ManiArticle *article = random_in_table (articles);
  ManiTable *table = NULL;
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();

  if (article == NULL)
    return;
  if (act == ADD)
    {
      guint n = 17 + random_below (10);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (ManiRecord) after =
              random_new_annotation (round->project, article, random_below (4));

          mani_edit_add (edit, after);
        }
      return;
    }

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      table =
          mani_project_get_annotations (round->project, mani_record_get_id (MANI_RECORD (article)));
      if (mani_table_get_length (table) >= 17)
        break;
      article = mani_table_get (articles, i);
    }
  if (mani_table_get_length (table) < 17)
    return;
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiRecord *before = mani_table_get (table, i);

      if (i >= 17 && random_chance (50))
        continue;
      if (act == REPLACE)
        {
          g_autoptr (ManiRecord) after =
              random_changed_annotation (round->project, before, article, random_below (4));

          mani_edit_replace (edit, before, after);
        }
      else
        g_ptr_array_add (removed, before);
    }
  if (act == REMOVE)
    {
      g_autoptr (ManiEdit) removal = mani_operation_remove_annotations (round->project, removed);

      for (guint i = 0; i < mani_edit_get_length (removal); i++)
        mani_edit_append (edit, mani_edit_get (removal, i));
    }
}

static void
act_on_many_relations (Round *round, ManiEdit *edit, guint unused, Act act)
{
  ManiTable *table = mani_project_get_table (round->project, MANI_KIND_RELATION);

  for (guint i = 0; i < 17 + random_below (10); i++)
    if (act == ADD)
      act_on_record (round, edit, MANI_KIND_RELATION, ADD);
    else if (i < mani_table_get_length (table))
      mani_edit_remove (edit, mani_table_get (table, i));
}

/* An article and all that hangs on it; the labels or entities that are used. */
static void
cascade (Round *round, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiTable *table = mani_project_get_table (round->project, kind);
  gpointer record = random_in_table (table);
  gpointer other = random_in_table (table);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) made = NULL;

  if (record == NULL || mani_table_get_length (table) < 3)
    return;
  switch (kind)
    {
    case MANI_KIND_ARTICLE:
      g_ptr_array_add (articles, record);
      made = mani_operation_remove_articles (round->project, articles);
      break;

    case MANI_KIND_LABEL:
      if (other == record)
        return;
      made = mani_operation_remove_label (round->project, record,
                                          random_chance (50) ? mani_record_get_id (other) : NULL);
      break;

    case MANI_KIND_ENTITY:
      if (other == record)
        made = mani_operation_remove_entity (round->project, record);
      else
        made = mani_operation_merge_entities (round->project, other, record);
      break;

    case MANI_KIND_PROJECT:
    case MANI_KIND_ANNOTATION:
    case MANI_KIND_RELATION:
    default:
      g_assert_not_reached ();
    }
  for (guint i = 0; i < mani_edit_get_length (made); i++)
    mani_edit_append (edit, mani_edit_get (made, i));
}

/* A corrected text, with every annotation in a new place. */
static void
retext (Round *round, ManiEdit *edit, guint unused, Act act)
{
  ManiRecord *before = random_in_table (mani_project_get_table (round->project, MANI_KIND_ARTICLE));
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) after = NULL;
  g_autofree char *text = text_samples_random (random_below (60));
  ManiTable *table;

  if (before == NULL)
    return;
  builder = mani_record_builder_new_from (before);
  mani_article_builder_set_text (builder, text, -1);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (edit, before, after);
  table = mani_project_get_annotations (round->project, mani_record_get_id (before));
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      g_autoptr (ManiRecord) moved = random_changed_annotation (
          round->project, mani_table_get (table, i), MANI_ARTICLE (after), random_below (3));

      mani_edit_replace (edit, mani_table_get (table, i), moved);
    }
}

/* Several changes of several records. */
static void
mix (Round *round, ManiEdit *edit, guint unused, Act unused_too)
{
  static const ManiKind kinds[] = { MANI_KIND_PROJECT, MANI_KIND_LABEL, MANI_KIND_ENTITY,
                                    MANI_KIND_ARTICLE, MANI_KIND_RELATION };

  for (guint i = 0; i < 2 + random_below (5); i++)
    if (random_chance (50))
      act_on_annotation (round, edit, random_below (4), random_chance (50) ? ADD : REPLACE);
    else
      {
        ManiKind kind = kinds[random_below (G_N_ELEMENTS (kinds))];
        Act act = kind == MANI_KIND_PROJECT ? REPLACE : (Act) random_below (REMOVE);

        act_on_record (round, edit, kind, act);
      }
}

/* Several changes of one record. */
static void
change_twice (Round *round, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiRecord *before = kind == MANI_KIND_ANNOTATION
                           ? random_annotation (round->project)
                           : random_in_table (mani_project_get_table (round->project, kind));
  ManiArticle *article =
      random_in_table (mani_project_get_table (round->project, MANI_KIND_ARTICLE));
  g_autoptr (ManiRecord) second = NULL;
  g_autoptr (ManiRecord) third = NULL;

  if (before == NULL)
    return;
  if (kind == MANI_KIND_ANNOTATION)
    {
      second = random_changed_annotation (round->project, before, article, random_below (4));
      third = random_changed_annotation (round->project, second, article, random_below (4));
    }
  else
    {
      second = random_record (round->project, kind, before);
      if (second == NULL)
        return;
      third = random_record (round->project, kind, second);
    }
  if (second == NULL || third == NULL)
    return;

  switch (random_below (5))
    {
    case 0:
      mani_edit_replace (edit, before, second);
      mani_edit_replace (edit, second, third);
      break;

    case 1:
      mani_edit_remove (edit, before);
      mani_edit_add_at (edit, second, random_below (5));
      break;

    case 2:
      mani_edit_move (edit, before, random_below (5));
      mani_edit_replace (edit, before, second);
      mani_edit_move (edit, second, random_below (5));
      break;

    case 3:
      mani_edit_remove (edit, before);
      mani_edit_add (edit, second);
      mani_edit_remove (edit, second);
      mani_edit_add_at (edit, third, random_below (5));
      break;

    default:
      mani_edit_append (edit, &(ManiChange){ before, second, random_below (5) });
      mani_edit_append (edit, &(ManiChange){ second, third, random_below (5) });
      break;
    }
}

typedef void (*Maker) (Round *round, ManiEdit *edit, guint what, Act act);

typedef struct
{
  const char *name;
  Maker make;
  guint what;
  Act act;
  gboolean is_wide; /* several changes may cancel out */
} Kind;

static const Kind edit_kinds[] = {
  { "project-replace", act_on_record, MANI_KIND_PROJECT, REPLACE },
  { "label-add", act_on_record, MANI_KIND_LABEL, ADD },
  { "label-add-at", act_on_record, MANI_KIND_LABEL, ADD_AT },
  { "label-replace", act_on_record, MANI_KIND_LABEL, REPLACE },
  { "label-replace-and-move", act_on_record, MANI_KIND_LABEL, REPLACE_AND_MOVE },
  { "label-move", act_on_record, MANI_KIND_LABEL, MOVE },
  { "label-remove", act_on_record, MANI_KIND_LABEL, REMOVE },
  { "label-cascade", cascade, MANI_KIND_LABEL },
  { "label-twice", change_twice, MANI_KIND_LABEL, 0, TRUE },
  { "entity-add", act_on_record, MANI_KIND_ENTITY, ADD },
  { "entity-add-at", act_on_record, MANI_KIND_ENTITY, ADD_AT },
  { "entity-replace", act_on_record, MANI_KIND_ENTITY, REPLACE },
  { "entity-replace-and-move", act_on_record, MANI_KIND_ENTITY, REPLACE_AND_MOVE },
  { "entity-move", act_on_record, MANI_KIND_ENTITY, MOVE },
  { "entity-remove", act_on_record, MANI_KIND_ENTITY, REMOVE },
  { "entity-cascade", cascade, MANI_KIND_ENTITY },
  { "entity-twice", change_twice, MANI_KIND_ENTITY, 0, TRUE },
  { "article-add", act_on_record, MANI_KIND_ARTICLE, ADD },
  { "article-add-at", act_on_record, MANI_KIND_ARTICLE, ADD_AT },
  { "article-replace", act_on_record, MANI_KIND_ARTICLE, REPLACE },
  { "article-replace-and-move", act_on_record, MANI_KIND_ARTICLE, REPLACE_AND_MOVE },
  { "article-move", act_on_record, MANI_KIND_ARTICLE, MOVE },
  { "article-remove", act_on_record, MANI_KIND_ARTICLE, REMOVE },
  { "article-cascade", cascade, MANI_KIND_ARTICLE },
  { "article-twice", change_twice, MANI_KIND_ARTICLE, 0, TRUE },
  { "article-retext", retext },
  { "annotation-0-add", act_on_annotation, 0, ADD },
  { "annotation-0-replace", act_on_annotation, 0, REPLACE },
  { "annotation-0-remove", act_on_annotation, 0, REMOVE },
  { "annotation-1-add", act_on_annotation, 1, ADD },
  { "annotation-1-replace", act_on_annotation, 1, REPLACE },
  { "annotation-1-remove", act_on_annotation, 1, REMOVE },
  { "annotation-3-add", act_on_annotation, 3, ADD },
  { "annotation-3-replace", act_on_annotation, 3, REPLACE },
  { "annotation-3-remove", act_on_annotation, 3, REMOVE },
  { "annotation-twice", change_twice, MANI_KIND_ANNOTATION, 0, TRUE },
  { "annotations-add", act_on_many_annotations, 0, ADD },
  { "annotations-replace", act_on_many_annotations, 0, REPLACE },
  { "annotations-remove", act_on_many_annotations, 0, REMOVE },
  { "relation-add", act_on_record, MANI_KIND_RELATION, ADD },
  { "relation-replace", act_on_record, MANI_KIND_RELATION, REPLACE },
  { "relation-remove", act_on_record, MANI_KIND_RELATION, REMOVE },
  { "relation-twice", change_twice, MANI_KIND_RELATION, 0, TRUE },
  { "relations-add", act_on_many_relations, 0, ADD },
  { "relations-remove", act_on_many_relations, 0, REMOVE },
  { "mixed", mix, 0, 0, TRUE },
};

static guint n_accepted[G_N_ELEMENTS (edit_kinds)];
static guint n_refused;

static Round *
round_new (void)
{
  Round *round = g_new0 (Round, 1);
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };

  round->project = mani_project_new ("Random");
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new ("Prepare");
      g_autoptr (ManiEdit) inverse = NULL;

      act_on_record (round, edit, MANI_KIND_ARTICLE, ADD);
      act_on_record (round, edit, MANI_KIND_ENTITY, ADD);
      inverse = mani_project_apply (round->project, edit, NULL);
      g_assert_nonnull (inverse);
    }
  round->history = mani_history_new (round->project);
  round->mirrors = g_ptr_array_new_with_free_func ((GDestroyNotify) mirror_free);
  round->mirrored = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    mirror (round, mani_project_get_table (round->project, kinds[i]));

  return round;
}

static void
round_free (Round *round)
{
  g_ptr_array_unref (round->mirrors);
  g_hash_table_unref (round->mirrored);
  g_assert_finalize_object (round->history);
  g_assert_finalize_object (round->project);
  g_free (round);
}

static void
mirror_all_articles (Round *round)
{
  ManiTable *articles = mani_project_get_table (round->project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    mirror (round, mani_project_get_annotations (
                       round->project, mani_record_get_id (mani_table_get (articles, i))));
}

static void
check_mirrors (Round *round, guint max_emissions, gboolean is_minimal)
{
  for (guint i = 0; i < round->mirrors->len; i++)
    {
      Mirror *one = round->mirrors->pdata[i];

      mirror_check (one);
      g_assert_cmpuint (one->n_emissions, <=, max_emissions);
      if (is_minimal)
        g_assert_true (one->is_minimal);
      one->n_emissions = 0;
      one->is_minimal = TRUE;
    }
}

static void
step (Round *round, guint number)
{
  const Kind *kind = &edit_kinds[number];
  g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (round->project);
  g_autofree char *bytes_before = random_chance (2) ? dump_snapshot (before) : NULL;
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_accepted;

  mirror_all_articles (round);
  kind->make (round, edit, kind->what, kind->act);
  if (mani_edit_get_length (edit) == 0)
    return;

  is_accepted = mani_history_apply (round->history, edit, &error);
  after = mani_project_snapshot (round->project);
  if (!is_accepted)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MANI_ERROR);
      g_assert_true (mani_snapshot_equal (before, after));
      check_mirrors (round, 0, TRUE);
      n_refused++;
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (mani_history_get_undo_name (round->history), ==, kind->name);
  check_mirrors (round, 1, !kind->is_wide);
  check_project (round->project, 2);
  if (!mani_snapshot_equal (before, after))
    n_accepted[number]++;
  /* What a snapshot holds stays as it was. */
  if (bytes_before != NULL)
    {
      g_autofree char *again = dump_snapshot (before);

      g_assert_cmpstr (bytes_before, ==, again);
    }
}

static void
run_round (guint n_wanted)
{
  Round *round = round_new ();
  ManiSnapshot *start = mani_project_snapshot (round->project);
  g_autofree char *start_bytes = dump_snapshot (start);
  g_autofree char *end_bytes = NULL;
  ManiSnapshot *end;
  ManiSnapshot *now;
  char *bytes;
  g_autoptr (GError) error = NULL;
  guint n_edits;

  for (guint i = 0; i < STEPS_A_ROUND; i++)
    {
      guint number = random_below (G_N_ELEMENTS (edit_kinds));

      /* What is rare gets more turns, but it needs the others to have something to work on. */
      for (guint tries = 0; i % 2 == 0 && tries < 9 && n_accepted[number] >= n_wanted; tries++)
        number = random_below (G_N_ELEMENTS (edit_kinds));
      step (round, number);
    }

  end = mani_project_snapshot (round->project);
  end_bytes = dump_snapshot (end);
  n_edits = mani_history_get_n_undo (round->history);
  g_assert_cmpuint (n_edits, >, STEPS_A_ROUND / 8);

  while (mani_history_get_undo_name (round->history) != NULL)
    {
      mirror_all_articles (round);
      mani_history_undo (round->history, &error);
      g_assert_no_error (error);
      check_mirrors (round, 1, FALSE);
      if (random_chance (20))
        check_project (round->project, 1);
    }
  now = mani_project_snapshot (round->project);
  bytes = dump_snapshot (now);
  g_assert_true (mani_snapshot_equal (start, now));
  g_assert_cmpstr (start_bytes, ==, bytes);
  g_free (bytes);
  mani_snapshot_unref (now);

  while (mani_history_get_redo_name (round->history) != NULL)
    {
      mani_history_redo (round->history, &error);
      g_assert_no_error (error);
    }
  check_project (round->project, 1);
  check_mirrors (round, G_MAXUINT, FALSE);
  g_assert_cmpuint (mani_history_get_n_undo (round->history), ==, n_edits);
  now = mani_project_snapshot (round->project);
  bytes = dump_snapshot (now);
  g_assert_true (mani_snapshot_equal (end, now));
  g_assert_cmpstr (end_bytes, ==, bytes);
  g_free (bytes);
  mani_snapshot_unref (now);

  mani_snapshot_unref (start);
  mani_snapshot_unref (end);
  round_free (round);
}

/* @data: how often each kind of edit must have been accepted */
static void
test_random_edits (gconstpointer data)
{
  guint n_wanted = GPOINTER_TO_UINT (data);
  gboolean is_done = FALSE;

  memset (n_accepted, 0, sizeof n_accepted);
  n_refused = 0;
  for (guint i = 0; i < MAX_ROUNDS && !is_done; i++)
    {
      run_round (n_wanted);
      is_done = TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (edit_kinds); k++)
        is_done = is_done && n_accepted[k] >= n_wanted;
    }

  for (guint k = 0; k < G_N_ELEMENTS (edit_kinds); k++)
    {
      g_test_message ("%s: %u accepted", edit_kinds[k].name, n_accepted[k]);
      g_assert_cmpuint (n_accepted[k], >=, n_wanted);
    }
  g_test_message ("%u refused", n_refused);
  g_assert_cmpuint (n_refused, >=, n_wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1 && strcmp (argv[1], "long") == 0)
    g_test_add_data_func ("/core/random-edits/500-of-each-kind", GUINT_TO_POINTER (500),
                          test_random_edits);
  else
    g_test_add_data_func ("/core/random-edits/25-of-each-kind", GUINT_TO_POINTER (25),
                          test_random_edits);

  return g_test_run ();
}
