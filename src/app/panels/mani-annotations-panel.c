/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over the article's table, in two parts: what has a place in the text, then the orphans.
 * Its selection and the editor's selected annotation follow each other. */

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
  GtkFilterListModel *placed;
  GtkFilterListModel *orphans;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkStack *stack;
  GtkLabel *count;
  gboolean is_following;
  guint remake_source; /* or 0 */
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

static gboolean
is_placed (gpointer annotation, gpointer data)
{
  return !mani_annotation_is_orphan (annotation);
}

static gboolean
is_orphan (gpointer annotation, gpointer data)
{
  return mani_annotation_is_orphan (annotation);
}

/* Where the list has it, from where the table has it. */
static guint
find_position (ManiAnnotationsPanel *self, ManiAnnotation *annotation)
{
  ManiTable *table = mani_editor_get_annotations (self->editor);
  GListModel *orphans = G_LIST_MODEL (self->orphans);
  guint position;
  guint n_before = 0;

  if (annotation == NULL || table == NULL ||
      !mani_table_find (table, MANI_RECORD (annotation), &position))
    return GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (orphans); i++)
    {
      g_autoptr (ManiRecord) orphan = g_list_model_get_item (orphans, i);
      guint other;

      n_before += mani_table_find (table, orphan, &other) && other < position;
    }

  return mani_annotation_is_orphan (annotation)
             ? g_list_model_get_n_items (G_LIST_MODEL (self->placed)) + n_before
             : position - n_before;
}

static void
bind_row_cb (ManiAnnotationsPanel *self, GtkListItem *item)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  ManiAnnotation *annotation = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *description = mani_annotation_row_describe (project, annotation);

  mani_annotation_row_show (MANI_ANNOTATION_ROW (row), project, annotation);
  mani_annotation_row_set_first_orphan (
      MANI_ANNOTATION_ROW (row), mani_annotation_is_orphan (annotation) &&
                                     gtk_list_item_get_position (item) ==
                                         g_list_model_get_n_items (G_LIST_MODEL (self->placed)));
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
  guint position = self->editor != NULL
                       ? find_position (self, mani_editor_get_selected (self->editor))
                       : GTK_INVALID_LIST_POSITION;

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
  GListModel *table =
      self->editor != NULL ? G_LIST_MODEL (mani_editor_get_annotations (self->editor)) : NULL;

  self->is_following = TRUE;
  gtk_filter_list_model_set_model (self->placed, table);
  gtk_filter_list_model_set_model (self->orphans, table);
  self->is_following = FALSE;
  update_count (self);
  follow_editor_cb (self);
}

static gboolean
remake_rows_cb (gpointer data)
{
  ManiAnnotationsPanel *self = data;
  g_autoptr (GtkListItemFactory) factory = g_object_ref (gtk_list_view_get_factory (self->list));

  self->remake_source = 0;
  gtk_list_view_set_factory (self->list, NULL);
  gtk_list_view_set_factory (self->list, factory);

  return G_SOURCE_REMOVE;
}

/* Names and colours of labels stand in every row, and the first orphan has a heading: rows are all
 * made anew, before the next frame but not while the list takes a change in. */
static void
remake_rows (ManiAnnotationsPanel *self)
{
  if (self->remake_source == 0)
    self->remake_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, remake_rows_cb, self, NULL);
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
  g_clear_handle_id (&self->remake_source, g_source_remove);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->labels);
  g_clear_object (&self->entities);
  g_clear_object (&self->placed);
  g_clear_object (&self->orphans);
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
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) list = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->placed =
      gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_placed, NULL, NULL)));
  self->orphans =
      gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_orphan, NULL, NULL)));
  g_signal_connect_object (self->orphans, "items-changed", G_CALLBACK (remake_rows), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (parts, self->placed);
  g_list_store_append (parts, self->orphans);
  list = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (parts)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::annotations",
                                  G_CALLBACK (table_changed_cb), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::selected",
                                  G_CALLBACK (follow_editor_cb), self);
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (remake_rows), self);
  self->entities = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->entities, "items-changed", G_CALLBACK (remake_rows), self);
}
