/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks over the table of labels, which is short: a few hundred at most. */

#include "mani-label-tree.h"

#include <string.h>

GPtrArray *
mani_label_list_children (ManiProject *project, const char *parent)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (g_strcmp0 (mani_label_get_parent (label), parent) == 0)
        g_ptr_array_add (children, label);
    }

  return children;
}

guint
mani_label_get_position (ManiProject *project, ManiLabel *label)
{
  g_autoptr (GPtrArray) siblings =
      mani_label_list_children (project, mani_label_get_parent (label));
  guint position = 0;

  g_ptr_array_find (siblings, label, &position);

  return position;
}

static ManiLabel *
get_above (ManiProject *project, ManiLabel *label)
{
  return mani_project_lookup (project, MANI_KIND_LABEL, mani_label_get_parent (label));
}

gboolean
mani_label_is_within (ManiProject *project, ManiLabel *label, const char *ancestor)
{
  for (; label != NULL; label = get_above (project, label))
    if (strcmp (mani_record_get_id (MANI_RECORD (label)), ancestor) == 0)
      return TRUE;

  return FALSE;
}

static char *
dup_path (ManiProject *project, ManiLabel *label, gboolean is_escaped)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; label != NULL; label = get_above (project, label))
    {
      g_autoptr (GString) name = g_string_new (mani_label_get_name (label));

      if (is_escaped)
        {
          g_string_replace (name, "\\", "\\\\", 0);
          g_string_replace (name, "/", "\\/", 0);
        }
      if (path->len > 0)
        g_string_prepend_c (path, '/');
      g_string_prepend (path, name->str);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

char *
mani_label_dup_path (ManiProject *project, ManiLabel *label)
{
  return dup_path (project, label, FALSE);
}

char *
mani_label_dup_escaped_path (ManiProject *project, ManiLabel *label)
{
  return dup_path (project, label, TRUE);
}

ManiLabel *
mani_label_find_child (ManiProject *project, const char *parent, const char *name)
{
  g_autoptr (GPtrArray) children = mani_label_list_children (project, parent);

  for (guint i = 0; i < children->len; i++)
    if (strcmp (mani_label_get_name (children->pdata[i]), name) == 0)
      return children->pdata[i];

  return NULL;
}

gboolean
mani_label_find_place (ManiProject *project,
                       ManiLabel *label,
                       ManiLabel *target,
                       ManiLabelPlace place,
                       const char **parent,
                       guint *position)
{
  g_autoptr (GPtrArray) siblings = NULL;
  guint at = 0;

  if (mani_label_is_within (project, target, mani_record_get_id (MANI_RECORD (label))))
    return FALSE;

  if (place == MANI_LABEL_BELOW)
    {
      *parent = mani_record_get_id (MANI_RECORD (target));
      *position = G_MAXUINT;
      return TRUE;
    }
  *parent = mani_label_get_parent (target);
  siblings = mani_label_list_children (project, *parent);
  g_ptr_array_remove (siblings, label);
  g_ptr_array_find (siblings, target, &at);
  *position = place == MANI_LABEL_BEFORE ? at : at + 1;

  return TRUE;
}

gboolean
mani_label_find_step (ManiProject *project,
                      ManiLabel *label,
                      ManiLabelStep step,
                      const char **parent,
                      guint *position)
{
  static const ManiLabelPlace places[] = { MANI_LABEL_BEFORE, MANI_LABEL_BEHIND, MANI_LABEL_BELOW,
                                           MANI_LABEL_BEHIND };
  g_autoptr (GPtrArray) siblings =
      mani_label_list_children (project, mani_label_get_parent (label));
  int by = step == MANI_LABEL_DOWN ? 1 : -1;
  ManiLabel *target = NULL;
  guint at = 0;

  if (step == MANI_LABEL_OUT)
    target = get_above (project, label);
  else
    {
      g_ptr_array_find (siblings, label, &at);
      for (int i = (int) at + by; i >= 0 && i < (int) siblings->len && target == NULL; i += by)
        if (mani_label_get_use (siblings->pdata[i]) == mani_label_get_use (label))
          target = siblings->pdata[i];
    }

  return target != NULL &&
         mani_label_find_place (project, label, target, places[step], parent, position);
}

char *
mani_label_dup_free_name (ManiProject *project, const char *parent, const char *name)
{
  char *free_name = g_strdup (name);

  for (guint number = 2; mani_label_find_child (project, parent, free_name) != NULL; number++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s %u", name, number);
    }

  return free_name;
}

const char *
mani_label_get_free_color (ManiProject *project)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  const char *best = NULL;
  guint fewest = G_MAXUINT;

  for (const char *const *color = mani_label_palette; *color != NULL; color++)
    {
      guint n = 0;

      for (guint i = 0; i < mani_table_get_length (labels); i++)
        n += strcmp (mani_label_get_color (mani_table_get (labels, i)), *color) == 0;
      if (n < fewest)
        {
          best = *color;
          fewest = n;
        }
    }

  return best;
}

const char *
mani_label_get_free_key (ManiProject *project)
{
  static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gboolean is_taken = FALSE;

      for (guint j = 0; j < mani_table_get_length (labels) && !is_taken; j++)
        is_taken = g_strcmp0 (mani_label_get_key (mani_table_get (labels, j)), keys[i]) == 0;
      if (!is_taken)
        return keys[i];
    }

  return NULL;
}
