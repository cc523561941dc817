/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding an entity by name after any edits is finding it by looking at all of them. */

#include "core-fixture.h"

#include "mani-operations.h"

#include <string.h>

#define N_ENTITIES 8
#define N_STEPS 500

static const char *const names[] = { "Baku", "BAKU", "Ani", "ani", "Shushi", "Lori" };

static ManiRecord *
random_entity (guint number)
{
  g_autofree char *id = g_strdup_printf ("e%u", number);
  const char *aliases[] = { names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                            names[g_test_rand_int_range (0, G_N_ELEMENTS (names))], NULL };

  return (ManiRecord *) make_entity (id, names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                                     MANI_ENTITY_PERSON, g_test_rand_bit () ? aliases : NULL);
}

/* 3: exactly, 2: but for capitals, 1: an alias is. */
static guint
fit (ManiEntity *entity, const char *name)
{
  const char *const *aliases = mani_entity_get_aliases (entity);

  if (strcmp (mani_entity_get_name (entity), name) == 0)
    return 3;
  if (g_ascii_strcasecmp (mani_entity_get_name (entity), name) == 0)
    return 2;
  for (guint i = 0; aliases[i] != NULL; i++)
    if (g_ascii_strcasecmp (aliases[i], name) == 0)
      return 1;

  return 0;
}

static void
check_name (ManiProject *project, const char *name, guint *n_found)
{
  ManiTable *entities = mani_project_get_table (project, MANI_KIND_ENTITY);
  g_autoptr (ManiEdit) edit = mani_edit_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *want = NULL;
  guint best = 0;
  guint n_best = 0;
  const char *id;

  for (guint i = 0; i < mani_table_get_length (entities); i++)
    {
      ManiEntity *entity = mani_table_get (entities, i);
      guint its = fit (entity, name);

      if (its == 0 || its < best)
        continue;
      n_best = its == best ? n_best + 1 : 1;
      best = its;
      want = mani_record_get_id (MANI_RECORD (entity));
    }

  id = mani_operation_need_entity (project, edit, name, MANI_ENTITY_NONE, &error);
  if (n_best > 1)
    {
      g_assert_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (mani_edit_get_length (edit), ==, n_best == 0 ? 1 : 0);
  if (n_best == 1)
    {
      g_assert_cmpstr (id, ==, want);
      (*n_found)++;
    }
}

static void
test_follows_edits (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  guint n_found = 0;

  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new ("Change");
      g_autoptr (ManiRecord) after = random_entity (g_test_rand_int_range (0, N_ENTITIES));
      ManiRecord *before =
          mani_project_lookup (project, MANI_KIND_ENTITY, mani_record_get_id (after));
      g_autoptr (GError) error = NULL;

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          mani_history_undo (history, NULL);
          break;

        case 1:
          mani_history_redo (history, NULL);
          break;

        case 2:
          if (before == NULL)
            break;
          mani_edit_remove (edit, before);
          mani_history_apply (history, edit, &error);
          break;

        default:
          if (before != NULL)
            mani_edit_replace (edit, before, after);
          else
            mani_edit_add (edit, after);
          mani_history_apply (history, edit, &error);
          break;
        }
      g_assert_no_error (error);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        check_name (project, names[i], &n_found);
    }

  g_assert_cmpuint (n_found, >, N_STEPS / 2);
  g_assert_finalize_object (history);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/name-index/follows-edits", test_follows_edits);

  return g_test_run ();
}
