/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random operations, one after another: whatever an operation offers, the project accepts; after
 * each, all that a project promises and what the operation itself promises; at the end undo all
 * gives the start, redo all the end. */

#include "mani-history.h"
#include "mani-label-tree.h"

#include "project-checks.h"
#include "random-edits.h"

#define N_STEPS 1500

static const char *const words[] = { "war", "peace", "talks", "x", "y", NULL };

typedef struct
{
  ManiProject *project;
  ManiHistory *history;
} State;

static const char *
random_word (void)
{
  return words[random_below (5)];
}

static gpointer
random_of (ManiProject *project, ManiKind kind)
{
  return random_in_table (mani_project_get_table (project, kind));
}

static GPtrArray *
random_annotations (ManiProject *project)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < 1 + random_below (4); i++)
    {
      gpointer annotation = random_annotation (project);

      if (annotation != NULL && !g_ptr_array_find (list, annotation, NULL))
        g_ptr_array_add (list, annotation);
    }

  return list;
}

static GPtrArray *
random_articles (ManiProject *project)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < 1 + random_below (4); i++)
    {
      gpointer article = random_of (project, MANI_KIND_ARTICLE);

      if (!g_ptr_array_find (list, article, NULL))
        g_ptr_array_add (list, article);
    }

  return list;
}

/* Takes @edit; FALSE when the operation refused or there was nothing to do. */
static gboolean
do_edit (State *state, ManiEdit *edit)
{
  g_autoptr (ManiEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  if (edit == NULL || mani_edit_get_length (edit) == 0)
    return FALSE;
  mani_history_apply (state->history, edit, &error);
  g_assert_no_error (error);
  g_assert_nonnull (mani_history_get_undo_name (state->history));

  return TRUE;
}

static gboolean
add_label (State *state)
{
  ManiProject *project = state->project;
  const char *parent = random_chance (60) ? random_id (project, MANI_KIND_LABEL) : NULL;
  g_autofree char *name = mani_label_dup_free_name (project, parent, random_word ());
  guint position = random_below (8);
  g_autoptr (GPtrArray) siblings = mani_label_list_children (project, parent);
  g_autoptr (ManiEdit) edit = mani_operation_add_label (project, name, parent, position, NULL);
  ManiLabel *label = MANI_LABEL (mani_edit_get (edit, 0)->after);

  if (mani_table_get_length (mani_project_get_table (project, MANI_KIND_LABEL)) > 60)
    return FALSE;
  g_assert_true (do_edit (state, mani_edit_ref (edit)));
  g_assert_cmpuint (mani_label_get_position (project, label), ==, MIN (position, siblings->len));

  return TRUE;
}

static gboolean
rename_label (State *state)
{
  return do_edit (state, mani_operation_rename_label (state->project,
                                                      random_of (state->project, MANI_KIND_LABEL),
                                                      random_word (), NULL));
}

static gboolean
key_label (State *state)
{
  static const char *const keys[] = { "1", "2", "b", "ж", NULL };
  ManiTable *labels = mani_project_get_table (state->project, MANI_KIND_LABEL);
  ManiRecord *label = random_in_table (labels);
  const char *key = keys[random_below (5)];
  g_autofree char *id = g_strdup (mani_record_get_id (label));

  if (!do_edit (state,
                mani_operation_set_label_key (state->project, MANI_LABEL (label), key, NULL)))
    return FALSE;
  for (guint i = 0; key != NULL && i < mani_table_get_length (labels); i++)
    g_assert_cmpint (g_strcmp0 (mani_label_get_key (mani_table_get (labels, i)), key) == 0, ==,
                     strcmp (mani_record_get_id (mani_table_get (labels, i)), id) == 0);

  return TRUE;
}

static gboolean
move_label (State *state)
{
  ManiProject *project = state->project;
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  ManiLabel *label = random_in_table (labels);
  const char *parent = random_chance (60) ? random_id (project, MANI_KIND_LABEL) : NULL;
  guint position = random_below (6);
  g_autofree char *id = g_strdup (mani_record_get_id (MANI_RECORD (label)));
  g_autoptr (GPtrArray) siblings = mani_label_list_children (project, parent);
  guint n = siblings->len - g_ptr_array_remove (siblings, label);
  guint place;
  guint n_within = 0;

  if (!do_edit (state, mani_operation_move_label (project, label, parent, position, NULL)))
    return FALSE;
  label = mani_project_lookup (project, MANI_KIND_LABEL, id);
  g_assert_cmpstr (mani_label_get_parent (label), ==, parent);
  g_assert_cmpuint (mani_label_get_position (project, label), ==, MIN (position, n));
  /* All that is within it stands right behind it. */
  g_assert_true (mani_table_find (labels, MANI_RECORD (label), &place));
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    n_within += mani_label_is_within (project, mani_table_get (labels, i), id);
  for (guint i = 0; i < n_within; i++)
    g_assert_true (mani_label_is_within (project, mani_table_get (labels, place + i), id));

  return TRUE;
}

/* How often the labels are given in all: what becomes of them must not change it. */
static guint
count_labelled (ManiProject *project)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  guint n = 0;

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    n += mani_project_count_uses_by (project, MANI_KIND_LABEL,
                                     mani_record_get_id (mani_table_get (labels, i)),
                                     MANI_KIND_ANNOTATION);

  return n;
}

static gboolean
merge_labels (State *state)
{
  ManiLabel *keep = random_of (state->project, MANI_KIND_LABEL);
  ManiLabel *gone = random_of (state->project, MANI_KIND_LABEL);
  g_autofree char *id = g_strdup (mani_record_get_id (MANI_RECORD (gone)));
  guint n = count_labelled (state->project);

  if (keep == gone ||
      mani_table_get_length (mani_project_get_table (state->project, MANI_KIND_LABEL)) < 6)
    return FALSE;
  g_assert_true (do_edit (state, mani_operation_merge_labels (state->project, keep, gone)));
  g_assert_null (mani_project_lookup (state->project, MANI_KIND_LABEL, id));
  g_assert_cmpuint (count_labelled (state->project), ==, n);

  return TRUE;
}

static gboolean
remove_label (State *state)
{
  ManiLabel *label = random_of (state->project, MANI_KIND_LABEL);
  const char *id = mani_record_get_id (MANI_RECORD (label));
  guint n = mani_project_count_uses_by (state->project, MANI_KIND_LABEL, id, MANI_KIND_ANNOTATION);
  guint before = mani_project_get_n_annotations (state->project);

  if (mani_table_get_length (mani_project_get_table (state->project, MANI_KIND_LABEL)) < 6)
    return FALSE;
  if (random_chance (50))
    return do_edit (state, mani_operation_remove_label (state->project, label, NULL));
  g_assert_true (
      do_edit (state, mani_operation_remove_label_with_annotations (state->project, label)));
  g_assert_cmpuint (mani_project_get_n_annotations (state->project), ==, before - n);

  return TRUE;
}

static gboolean
relabel (State *state)
{
  g_autoptr (GPtrArray) annotations = random_annotations (state->project);

  return do_edit (state,
                  mani_operation_relabel (
                      state->project, annotations,
                      random_chance (90) ? random_id (state->project, MANI_KIND_LABEL) : NULL, 0));
}

static gboolean
change_tags (State *state)
{
  g_autoptr (GPtrArray) annotations = random_annotations (state->project);

  switch (random_below (4))
    {
    case 0:
      return do_edit (state,
                      mani_operation_remove_tag (state->project, annotations, random_word (), 0));

    case 1:
      return do_edit (state, mani_operation_rename_tag (state->project, random_word (),
                                                        random_chance (50) ? random_word () : NULL,
                                                        0, NULL));

    default:
      return do_edit (
          state, mani_operation_add_tag (state->project, annotations, random_word (), 0, NULL));
    }
}

static gboolean
change_values (State *state)
{
  g_autoptr (GPtrArray) annotations = random_annotations (state->project);

  if (random_chance (50))
    return do_edit (state,
                    mani_operation_set_color (
                        state->project, annotations,
                        random_chance (70) ? mani_label_palette[random_below (12)] : NULL, 0));

  return do_edit (state, mani_operation_set_attribute (state->project, annotations, random_word (),
                                                       random_chance (70) ? random_word () : NULL,
                                                       0, NULL));
}

static gboolean
change_articles (State *state)
{
  g_autoptr (GPtrArray) articles = random_articles (state->project);

  switch (random_below (5))
    {
    case 0:
      return do_edit (state, mani_operation_set_article_status (articles, random_below (3)));

    case 1:
      return do_edit (
          state, mani_operation_set_group (articles, random_chance (70) ? random_word () : NULL));

    case 2:
      return do_edit (state,
                      mani_operation_rename_group (state->project, random_word (), random_word ()));

    case 3:
      return do_edit (state, mani_operation_set_string (articles->pdata[0], MANI_ARTICLE_BYLINE,
                                                        random_word (), NULL));

    default:
      return do_edit (state,
                      mani_operation_move_articles (state->project, articles, random_below (14)));
    }
}

static gboolean
change_relations (State *state)
{
  ManiRelation *relation = random_of (state->project, MANI_KIND_RELATION);
  ManiAnnotation *from = random_annotation (state->project);
  ManiAnnotation *to = random_annotation (state->project);

  if (from != NULL && to != NULL && random_chance (40))
    return do_edit (state,
                    mani_operation_relate (state->project, from, to,
                                           random_id (state->project, MANI_KIND_LABEL), NULL, 0));
  if (relation == NULL)
    return FALSE;
  if (random_chance (20))
    return do_edit (state, mani_operation_remove_relation (state->project, relation));

  return do_edit (state, mani_operation_set_relation (state->project, relation,
                                                      random_id (state->project, MANI_KIND_LABEL),
                                                      random_chance (50), random_chance (50)));
}

static gboolean
mark (State *state)
{
  ManiArticle *article = random_of (state->project, MANI_KIND_ARTICLE);
  g_autoptr (ManiRecord) made = random_new_annotation (state->project, article, random_below (3));
  ManiEdit *edit = mani_edit_new ("Mark");

  mani_edit_add (edit, made);

  return do_edit (state, edit);
}

typedef gboolean (*Operation) (State *state);

static const struct
{
  const char *name;
  Operation operation;
} operations[] = {
  { "mark", mark },
  { "add-label", add_label },
  { "rename-label", rename_label },
  { "key-label", key_label },
  { "move-label", move_label },
  { "merge-labels", merge_labels },
  { "remove-label", remove_label },
  { "relabel", relabel },
  { "change-tags", change_tags },
  { "change-values", change_values },
  { "change-articles", change_articles },
  { "change-relations", change_relations },
};

static void
test_random_operations (void)
{
  State state = { mani_project_new ("Random"), NULL };
  guint n_done[G_N_ELEMENTS (operations)] = { 0 };
  g_autoptr (ManiSnapshot) start = NULL;
  g_autoptr (ManiSnapshot) end = NULL;
  g_autoptr (ManiSnapshot) now = NULL;
  g_autoptr (ManiSnapshot) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new ("Prepare");

      act_on_record (state.project, edit, MANI_KIND_ARTICLE, ADD);
      act_on_record (state.project, edit, MANI_KIND_ENTITY, ADD);
      mani_edit_unref (mani_project_apply (state.project, edit, NULL));
    }
  state.history = mani_history_new (state.project);
  start = mani_project_snapshot (state.project);

  for (guint i = 0; i < N_STEPS; i++)
    {
      guint which = random_below (G_N_ELEMENTS (operations));

      n_done[which] += operations[which].operation (&state);
      if (random_chance (10))
        check_project (state.project, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_test_message ("%s: %u", operations[i].name, n_done[i]);
      g_assert_cmpuint (n_done[i], >, 20);
    }

  end = mani_project_snapshot (state.project);
  while (mani_history_undo (state.history, &error))
    ;
  g_assert_no_error (error);
  now = mani_project_snapshot (state.project);
  g_assert_true (mani_snapshot_equal (start, now));
  while (mani_history_redo (state.history, &error))
    ;
  g_assert_no_error (error);
  again = mani_project_snapshot (state.project);
  g_assert_true (mani_snapshot_equal (end, again));
  check_project (state.project, 1);

  g_assert_finalize_object (state.history);
  g_assert_finalize_object (state.project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/random-operations", test_random_operations);

  return g_test_run ();
}
