/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An action row whose menu is made of the labels that are for relations. */

#include "mani-relation-row.h"

#include "mani-annotation.h"
#include "mani-label.h"
#include "mani-operations.h"

#include <glib/gi18n.h>

struct _ManiRelationRow
{
  AdwActionRow parent_instance;
  ManiEditor *editor;
  ManiRelation *relation;
};

G_DEFINE_FINAL_TYPE (ManiRelationRow, mani_relation_row, ADW_TYPE_ACTION_ROW)

static ManiProject *
get_project (ManiRelationRow *self)
{
  return mani_editor_get_project (self->editor);
}

/* Verbs */

static void
set (ManiRelationRow *self, const char *label, gboolean is_directed, gboolean is_reversed)
{
  g_autoptr (ManiEdit) edit = mani_operation_set_relation (get_project (self), self->relation,
                                                           label, is_directed, is_reversed);

  mani_editor_apply (self->editor, edit, NULL);
}

/* The label’s ID, or "". */
static void
label_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiRelationRow *self = MANI_RELATION_ROW (widget);
  const char *label = g_variant_get_string (parameter, NULL);

  set (self, *label != '\0' ? label : NULL, mani_relation_is_directed (self->relation), FALSE);
}

static void
direct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiRelationRow *self = MANI_RELATION_ROW (widget);

  set (self, mani_relation_get_label (self->relation), !mani_relation_is_directed (self->relation),
       FALSE);
}

static void
reverse_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiRelationRow *self = MANI_RELATION_ROW (widget);

  set (self, mani_relation_get_label (self->relation), TRUE, TRUE);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiRelationRow *self = MANI_RELATION_ROW (widget);
  g_autoptr (ManiEdit) edit = mani_operation_remove_relation (get_project (self), self->relation);

  mani_editor_apply (self->editor, edit, NULL);
}

/* What the row shows */

static void
append_item (GMenu *menu, const char *name, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  g_menu_item_set_attribute (item, G_MENU_ATTRIBUTE_LABEL, "s", name);
  g_menu_item_set_action_and_target_value (item, action,
                                           target != NULL ? g_variant_new_string (target) : NULL);
  g_menu_append_item (menu, item);
}

/* (transfer full) */
static GMenuModel *
new_menu (ManiRelationRow *self)
{
  ManiTable *labels = mani_project_get_table (get_project (self), MANI_KIND_LABEL);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_RELATIONS)
        append_item (kinds, mani_label_get_name (label), "relation.label",
                     mani_record_get_id (MANI_RECORD (label)));
    }
  append_item (kinds, _ ("Without a Label"), "relation.label", "");
  if (mani_relation_is_directed (self->relation))
    {
      append_item (direction, _ ("Reverse"), "relation.reverse", NULL);
      append_item (direction, _ ("Without Direction"), "relation.direct", NULL);
    }
  else
    append_item (direction, _ ("With a Direction"), "relation.direct", NULL);
  append_item (more, _ ("Manage Labels…"), "win.manage-labels", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (menu);
}

static void
add_suffix (ManiRelationRow *self, GtkWidget *button, const char *name)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_buttons (ManiRelationRow *self)
{
  g_autoptr (GMenuModel) model = new_menu (self);
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *removal = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  add_suffix (self, menu, _ ("Label and direction of the relation"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (removal), "relation.remove");
  add_suffix (self, removal, _ ("Remove the relation"));
}

static const char *
get_direction (ManiRelation *relation, gboolean is_from)
{
  /* Translators: the relation leads to, comes from, or has no direction and is with the annotation
   * that the row shows */
  const char *from = C_ ("relation", "To"), *to = C_ ("relation", "From");

  if (!mani_relation_is_directed (relation))
    return C_ ("relation", "With");

  return is_from ? from : to;
}

static void
show (ManiRelationRow *self, gboolean is_from)
{
  ManiProject *project = get_project (self);
  const char *id =
      is_from ? mani_relation_get_to (self->relation) : mani_relation_get_from (self->relation);
  const char *direction = get_direction (self->relation, is_from);
  ManiAnnotation *other = mani_project_lookup (project, MANI_KIND_ANNOTATION, id);
  ManiLabel *label =
      mani_project_lookup (project, MANI_KIND_LABEL, mani_relation_get_label (self->relation));
  g_autofree char *quote =
      other != NULL ? mani_annotation_dup_short_quote (
                          other, mani_project_lookup (project, MANI_KIND_ARTICLE,
                                                      mani_annotation_get_article (other)))
                    : NULL;
  /* Translators: “To”, “From” or “With”, then the label of a relation */
  g_autofree char *with_label =
      label != NULL ? g_strdup_printf (_ ("%s, %s"), direction, mani_label_get_name (label)) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 quote != NULL ? quote : _ ("The whole article"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), with_label != NULL ? with_label : direction);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", id);
}

static void
mani_relation_row_dispose (GObject *object)
{
  ManiRelationRow *self = MANI_RELATION_ROW (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->relation);

  G_OBJECT_CLASS (mani_relation_row_parent_class)->dispose (object);
}

static void
mani_relation_row_class_init (ManiRelationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_relation_row_dispose;
  gtk_widget_class_install_action (widget_class, "relation.label", "s", label_cb);
  gtk_widget_class_install_action (widget_class, "relation.direct", NULL, direct_cb);
  gtk_widget_class_install_action (widget_class, "relation.reverse", NULL, reverse_cb);
  gtk_widget_class_install_action (widget_class, "relation.remove", NULL, remove_cb);
}

static void
mani_relation_row_init (ManiRelationRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.select-annotation");
}

GtkWidget *
mani_relation_row_new (ManiEditor *editor, ManiRelation *relation, gboolean is_from)
{
  ManiRelationRow *self;

  g_return_val_if_fail (MANI_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (MANI_IS_RELATION (relation), NULL);

  self = g_object_new (MANI_TYPE_RELATION_ROW, NULL);
  self->editor = g_object_ref (editor);
  self->relation = g_object_ref (relation);
  show (self, is_from);
  add_buttons (self);

  return GTK_WIDGET (self);
}
