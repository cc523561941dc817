/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over the article's table; its selection and the editor's selected annotation follow each
 * other. */

#include "mani-annotations-panel.h"

#include "mani-annotation-row.h"
#include "mani-inspector.h"

#include <glib/gi18n.h>

struct _ManiAnnotationsPanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiEditor *editor;
  GSignalGroup *labels;
  GSignalGroup *entities;
  GSignalGroup *editor_signals;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkStack *stack;
  GtkLabel *count;
  gboolean is_following;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiAnnotationsPanel, mani_annotations_panel, GTK_TYPE_WIDGET)

static void
setup_row_cb (ManiAnnotationsPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_annotation_row_new ());
}

static void
bind_row_cb (ManiAnnotationsPanel *self, GtkListItem *item)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  ManiAnnotation *annotation = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *description = mani_annotation_row_describe (project, annotation);

  mani_annotation_row_show (MANI_ANNOTATION_ROW (row), project, annotation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
update_count (ManiAnnotationsPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *text = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

/* The list shows what the editor has selected. */
static void
follow_editor_cb (ManiAnnotationsPanel *self)
{
  ManiTable *annotations = self->editor != NULL ? mani_editor_get_annotations (self->editor) : NULL;
  ManiAnnotation *selected = self->editor != NULL ? mani_editor_get_selected (self->editor) : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (selected == NULL || annotations == NULL ||
      !mani_table_find (annotations, MANI_RECORD (selected), &position))
    position = GTK_INVALID_LIST_POSITION;
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;

  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  self->is_following = FALSE;
}

/* And the editor selects what the person chose in the list. */
static void
selected_cb (ManiAnnotationsPanel *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_following && self->editor != NULL && item != NULL)
    mani_editor_set_selected (self->editor, item);
}

static void
table_changed_cb (ManiAnnotationsPanel *self)
{
  self->is_following = TRUE;
  gtk_single_selection_set_model (
      self->selection,
      self->editor != NULL ? G_LIST_MODEL (mani_editor_get_annotations (self->editor)) : NULL);
  self->is_following = FALSE;
  update_count (self);
  follow_editor_cb (self);
}

/* Names and colours of labels stand in every row: they are all made anew. */
static void
names_changed_cb (ManiAnnotationsPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = g_object_ref (gtk_list_view_get_factory (self->list));

  gtk_list_view_set_factory (self->list, NULL);
  gtk_list_view_set_factory (self->list, factory);
}

static void
set_editor (ManiAnnotationsPanel *self, ManiEditor *editor)
{
  ManiProject *project = editor != NULL ? mani_editor_get_project (editor) : NULL;

  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->labels, project != NULL ? mani_project_get_table (project, MANI_KIND_LABEL) : NULL);
  g_signal_group_set_target (
      self->entities, project != NULL ? mani_project_get_table (project, MANI_KIND_ENTITY) : NULL);
  table_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_annotations_panel_dispose (GObject *object)
{
  ManiAnnotationsPanel *self = MANI_ANNOTATIONS_PANEL (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->labels);
  g_clear_object (&self->entities);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ANNOTATIONS_PANEL);

  G_OBJECT_CLASS (mani_annotations_panel_parent_class)->dispose (object);
}

static void
mani_annotations_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_ANNOTATIONS_PANEL (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_annotations_panel_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_ANNOTATIONS_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_annotations_panel_class_init (ManiAnnotationsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_annotations_panel_dispose;
  object_class->get_property = mani_annotations_panel_get_property;
  object_class->set_property = mani_annotations_panel_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_INSPECTOR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/manicule/Manicule/ui/mani-annotations-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, count);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_count);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_annotations_panel_init (ManiAnnotationsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::annotations",
                                  G_CALLBACK (table_changed_cb), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::selected",
                                  G_CALLBACK (follow_editor_cb), self);
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (names_changed_cb),
                                  self);
  self->entities = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->entities, "items-changed", G_CALLBACK (names_changed_cb),
                                  self);
}
