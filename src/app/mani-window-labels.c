/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels as such: which ones a project begins with, and what the menus of chips do. */

#include "mani-window.h"

#include "mani-label-end-dialog.h"
#include "mani-label-set.h"
#include "mani-labels-dialog.h"
#include "mani-operations.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

/* As the id of a set: no labels at all. */
#define NONE "none"

static ManiLabel *
find_label (ManiWindow *self, const char *id)
{
  return mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_LABEL, id);
}

static void
manage_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_labels_dialog_present (GTK_WINDOW (self), self->editor);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiLabel *label = find_label (self, g_variant_get_string (parameter, NULL));

  if (label != NULL)
    mani_labels_dialog_present_label (GTK_WINDOW (self), self->editor, label);
}

static void
arm_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_editor_set_armed_label (self->editor,
                               find_label (self, g_variant_get_string (parameter, NULL)));
}

static void
color_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  const char *id;
  const char *color;
  ManiLabel *label;
  g_autoptr (ManiEdit) edit = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &color);
  label = find_label (self, id);
  if (label != NULL)
    edit =
        mani_operation_set_label_color (mani_editor_get_project (self->editor), label, color, NULL);
  if (edit != NULL)
    mani_editor_apply (self->editor, edit, NULL);
}

static void
ended_cb (const char *name, gpointer data)
{
  mani_window_tell (data, name, TRUE);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiLabel *label = find_label (self, g_variant_get_string (parameter, NULL));

  if (label != NULL)
    mani_label_end_dialog_remove (GTK_WINDOW (self), self->editor, label, ended_cb,
                                  G_OBJECT (self));
}

/* The labels of the set of that id, or none, and what they are called. */
static GPtrArray *
new_labels (const char *id, const char **name)
{
  const ManiLabelSet *set = mani_label_set_find (id);

  *name = set != NULL ? mani_label_set_get_name (set) : _ ("None");

  return set != NULL ? mani_label_set_new_labels (set)
                     : g_ptr_array_new_with_free_func (g_object_unref);
}

static void
start_with_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiProject *project = mani_editor_get_project (self->editor);
  const char *name;
  g_autoptr (GPtrArray) labels = new_labels (g_variant_get_string (parameter, NULL), &name);
  g_autoptr (ManiEdit) edit = NULL;

  if (mani_label_set_is_in (labels, project))
    return;
  edit = mani_operation_start_with_labels (project, labels, name, NULL);
  if (edit != NULL)
    mani_editor_apply (self->editor, edit, NULL);
}

static const GActionEntry entries[] = {
  { "manage-labels", manage_cb },     { "edit-label", edit_cb, "s" },
  { "arm-label", arm_cb, "s" },       { "color-label", color_cb, "(ss)" },
  { "remove-label", remove_cb, "s" }, { "start-with-labels", start_with_cb, "s", "''" },
};

/* The set that the project's labels are, "none", or "" for others. */
static const char *
find_set (ManiWindow *self, const char **name)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  const ManiLabelSet *set;

  *name = _ ("None");
  if (mani_table_get_length (mani_project_get_table (project, MANI_KIND_LABEL)) == 0)
    return NONE;
  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    {
      g_autoptr (GPtrArray) labels = mani_label_set_new_labels (set);

      *name = mani_label_set_get_name (set);
      if (mani_label_set_is_in (labels, project))
        return mani_label_set_get_id (set);
    }
  *name = _ ("Your Own");

  return "";
}

void
mani_window_update_labels (ManiWindow *self)
{
  ManiTable *articles =
      mani_project_get_table (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "start-with-labels");
  gboolean is_new = mani_table_get_length (articles) == 0;
  const char *name;
  const char *id;
  g_autofree char *text = NULL;

  if (action == NULL)
    return;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_new);
  if (!is_new)
    return;
  id = find_set (self, &name);
  /* Translators: the name of a set of labels, such as “People and Places” */
  text = g_strdup_printf (_ ("Labels: %s"), name);
  gtk_menu_button_set_label (self->label_set, text);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (id));
}

static void
append_set (GMenu *menu, const char *name, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, "win.start-with-labels", "s", id);
  g_menu_append_item (menu, item);
}

void
mani_window_init_labels (ManiWindow *self)
{
  g_autoptr (GMenu) sets = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  const ManiLabelSet *set;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    append_set (sets, mani_label_set_get_name (set), mani_label_set_get_id (set));
  /* Translators: no set of labels */
  append_set (sets, _ ("None"), NONE);
  g_menu_append (more, _ ("From a File, or Your Own…"), "win.manage-labels");
  g_menu_append_section (self->label_set_menu, NULL, G_MENU_MODEL (sets));
  g_menu_append_section (self->label_set_menu, NULL, G_MENU_MODEL (more));
}
