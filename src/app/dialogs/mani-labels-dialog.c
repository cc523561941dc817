/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over the tree of labels, and the page of one. */

#include "mani-labels-dialog.h"

#include "mani-label-set.h"
#include "mani-labels-dialog-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ManiLabelsDialog, mani_labels_dialog, ADW_TYPE_WINDOW)

ManiLabel *
mani_labels_dialog_find (ManiLabelsDialog *self, const char *id)
{
  return mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_LABEL, id);
}

static ManiLabelItem *
get_selected_item (ManiLabelsDialog *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  ManiLabelItem *item;

  if (row == NULL)
    return NULL;
  item = gtk_tree_list_row_get_item (row);
  /* The list holds it. */
  g_object_unref (item);

  return item;
}

ManiLabel *
mani_labels_dialog_get_selected (ManiLabelsDialog *self)
{
  ManiLabelItem *item = get_selected_item (self);

  return item != NULL ? mani_label_item_get_label (item) : NULL;
}

ManiLabelRow *
mani_labels_dialog_get_selected_row (ManiLabelsDialog *self)
{
  return g_hash_table_lookup (self->rows, get_selected_item (self));
}

void
mani_labels_dialog_tell (ManiLabelsDialog *self, const char *text, gboolean undo)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  /* Closed meanwhile */
  if (self->toasts == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "labels.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
find_position (ManiLabelsDialog *self, ManiLabelItem *wanted, guint *position)
{
  GListModel *rows = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (ManiLabelItem) item = gtk_tree_list_row_get_item (row);

      if (item == wanted)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The place of the label of that id, with what is above it unfolded. */
static gboolean
reveal (ManiLabelsDialog *self, const char *id, guint *position)
{
  ManiLabelItem *item = mani_label_list_find (self->labels, id);
  ManiLabel *label;
  guint above;

  if (item == NULL)
    return FALSE;
  if (find_position (self, item, position))
    return TRUE;
  label = mani_label_item_get_label (item);
  if (mani_label_get_parent (label) == NULL ||
      !reveal (self, mani_label_get_parent (label), &above))
    return FALSE;
  {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), above);

    gtk_tree_list_row_set_expanded (row, TRUE);
  }

  return find_position (self, item, position);
}

/* Rows come into being in the frame after. Where the focus has gone with its row, the selected one
 * gets it, so that keys go on working. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  ManiLabelItem *item = self->to_focus != NULL ? mani_label_list_find (self->labels, self->to_focus)
                                               : get_selected_item (self);
  GtkWidget *row = item != NULL ? g_hash_table_lookup (self->rows, item) : NULL;
  gboolean is_lost = focus == NULL || !gtk_widget_get_mapped (focus);

  if (self->shown == NULL && (self->to_focus != NULL || is_lost))
    gtk_widget_grab_focus (row != NULL ? gtk_widget_get_parent (row)
                                       : GTK_WIDGET (self->new_label));
  g_clear_pointer (&self->to_focus, g_free);
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_focus (ManiLabelsDialog *self, const char *id)
{
  if (id != NULL)
    {
      g_free (self->to_focus);
      self->to_focus = g_strdup (id);
    }
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

void
mani_labels_dialog_select (ManiLabelsDialog *self, const char *id, gboolean focus)
{
  guint position;

  if (!reveal (self, id, &position))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  if (focus)
    queue_focus (self, id);
}

/* In the place of a row that has gone the next one is selected. */
static void
keep_selection (ManiLabelsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = MIN (self->position, n > 0 ? n - 1 : 0);

  if (n == 0 || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  /* A heading is not to be selected. */
  if (mani_labels_dialog_get_selected (self) == NULL && position + 1 < n)
    gtk_single_selection_set_selected (self->selection, position + 1);
}

static void
update_title (ManiLabelsDialog *self)
{
  ManiLabel *label = mani_labels_dialog_find (self, self->shown);
  g_autofree char *project = mani_editor_dup_title (self->editor);

  adw_window_title_set_title (self->title,
                              label != NULL ? mani_label_get_name (label) : _ ("Labels"));
  adw_window_title_set_subtitle (self->title, label != NULL ? "" : project);
}

void
mani_labels_dialog_show (ManiLabelsDialog *self, const char *id)
{
  g_autofree char *left = NULL;

  if (self->shown != NULL)
    mani_label_page_finish (self->page);
  left = g_steal_pointer (&self->shown);
  self->shown = g_strdup (id);
  mani_label_page_show (self->page, mani_editor_get_project (self->editor),
                        mani_label_list_find (self->labels, id));
  gtk_stack_set_visible_child_name (self->stack, id != NULL ? "label" : "list");
  gtk_widget_set_visible (self->back, id != NULL);
  update_title (self);
  if (id != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->page));
  else if (mani_label_list_find (self->labels, left) != NULL)
    mani_labels_dialog_select (self, left, TRUE);
  else
    {
      /* The page that is going holds it. */
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      queue_focus (self, NULL);
    }
  mani_labels_dialog_update_actions (self);
}

void
mani_labels_dialog_set_parent (ManiLabelsDialog *self, const char *id)
{
  ManiLabel *label = mani_labels_dialog_find (self, id);
  g_autofree char *placeholder = NULL;

  if (id == self->parent)
    return;
  g_free (self->parent);
  self->parent = g_strdup (id);
  placeholder = label != NULL
                    /* Translators: a label’s name */
                    ? g_strdup_printf (_ ("New Label below “%s”"), mani_label_get_name (label))
                    : g_strdup (_ ("New Label"));
  g_object_set (self->new_label, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder, -1);
}

void
mani_labels_dialog_open_menu (ManiLabelsDialog *self, GtkWidget *at, double x, double y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (at, self->list_page, &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context),
                               &(GdkRectangle){ point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context));
}

static void
open_row_menu (ManiLabelsDialog *self, GtkWidget *row, double x, double y)
{
  GHashTableIter iter;
  gpointer item;
  gpointer other;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, &other))
    if (other == row && mani_label_item_get_label (item) != NULL)
      {
        mani_labels_dialog_select (
            self, mani_record_get_id (MANI_RECORD (mani_label_item_get_label (item))), FALSE);
        mani_labels_dialog_open_menu (self, row, x, y);
        return;
      }
}

static void
row_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiLabelsDialog *self)
{
  open_row_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
row_held_cb (GtkGestureLongPress *gesture, double x, double y, ManiLabelsDialog *self)
{
  open_row_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
setup_row_cb (ManiLabelsDialog *self, GtkListItem *item)
{
  GtkWidget *row = mani_label_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (row_held_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (ManiLabelsDialog *self, GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (ManiLabelItem) item = gtk_tree_list_row_get_item (row);
  gboolean is_label = mani_label_item_get_label (item) != NULL;
  GtkWidget *child = gtk_list_item_get_child (list_item);

  gtk_list_item_set_selectable (list_item, is_label);
  gtk_list_item_set_activatable (list_item, is_label);
  mani_label_row_show (MANI_LABEL_ROW (child), mani_editor_get_project (self->editor), row);
  g_hash_table_insert (self->rows, item, child);
}

static void
unbind_row_cb (ManiLabelsDialog *self, GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autoptr (ManiLabelItem) item = gtk_tree_list_row_get_item (row);

  /* Another row may have been bound to it meanwhile. */
  if (g_hash_table_lookup (self->rows, item) == child)
    g_hash_table_remove (self->rows, item);
  mani_label_row_show (MANI_LABEL_ROW (child), NULL, NULL);
}

static void
activate_cb (ManiLabelsDialog *self)
{
  ManiLabel *label = mani_labels_dialog_get_selected (self);

  if (label != NULL)
    mani_labels_dialog_show (self, mani_record_get_id (MANI_RECORD (label)));
}

static void
selected_cb (ManiLabelsDialog *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->editor == NULL)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    self->position = position;
  mani_labels_dialog_set_parent (self, NULL);
  mani_labels_dialog_update_actions (self);
}

static void
add_cb (ManiLabelsDialog *self)
{
  mani_labels_dialog_add (self);
}

static GListModel *
get_children (gpointer item, gpointer data)
{
  if (mani_label_item_get_label (item) == NULL)
    return NULL;

  return g_object_ref (mani_label_item_get_children (item));
}

/* After each edit, also one that was undone. */
static void
project_changed_cb (ManiLabelsDialog *self)
{
  if (self->shown != NULL && mani_labels_dialog_find (self, self->shown) == NULL)
    mani_labels_dialog_show (self, NULL);
  if (self->parent != NULL && mani_labels_dialog_find (self, self->parent) == NULL)
    mani_labels_dialog_set_parent (self, NULL);
  keep_selection (self);
  queue_focus (self, NULL);
  update_title (self);
  mani_labels_dialog_update_actions (self);
}

static gboolean
mani_labels_dialog_close_request (GtkWindow *window)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (window);

  if (self->shown != NULL)
    mani_label_page_finish (self->page);

  return GTK_WINDOW_CLASS (mani_labels_dialog_parent_class)->close_request (window);
}

static void
mani_labels_dialog_dispose (GObject *object)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (object);

  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_pointer (&self->context, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_LABELS_DIALOG);
  g_clear_object (&self->labels);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (mani_labels_dialog_parent_class)->dispose (object);
}

/* Rows are unbound as late as the list is let go of. */
static void
mani_labels_dialog_finalize (GObject *object)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (object);

  g_hash_table_unref (self->rows);
  g_free (self->parent);
  g_free (self->to_focus);
  g_free (self->shown);

  G_OBJECT_CLASS (mani_labels_dialog_parent_class)->finalize (object);
}

static void
mani_labels_dialog_class_init (ManiLabelsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_labels_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mani_labels_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = mani_labels_dialog_close_request;

  g_type_ensure (MANI_TYPE_LABEL_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-labels-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, back);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, set_menu);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, row_menu);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, list_page);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, new_label);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  mani_labels_dialog_install_actions (widget_class);
}

static void
mani_labels_dialog_init (ManiLabelsDialog *self)
{
  const ManiLabelSet *set;

  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (mani_label_set_get_name (set), NULL);

      g_menu_item_set_action_and_target (item, "labels.add-set", "s", mani_label_set_get_id (set));
      g_menu_append_item (self->set_menu, item);
    }
  self->context = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context), FALSE);
  gtk_widget_set_halign (self->context, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context, self->list_page);
  mani_labels_dialog_install_keys (self);
}

static ManiLabelsDialog *
present (GtkWindow *parent, ManiEditor *editor)
{
  ManiLabelsDialog *self = g_object_new (MANI_TYPE_LABELS_DIALOG, "transient-for", parent, "modal",
                                         TRUE, "destroy-with-parent", TRUE, NULL);
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (GtkTreeListModel) tree = NULL;

  self->editor = g_object_ref (editor);
  self->labels = mani_label_list_new (project);
  tree = gtk_tree_list_model_new (g_object_ref (mani_label_list_get_top (self->labels)), FALSE,
                                  TRUE, get_children, NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  g_signal_connect_object (project, "notify::generation", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::undo-name",
                           G_CALLBACK (mani_labels_dialog_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::redo-name",
                           G_CALLBACK (mani_labels_dialog_update_actions), self, G_CONNECT_SWAPPED);
  project_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

void
mani_labels_dialog_present (GtkWindow *parent, ManiEditor *editor)
{
  ManiLabelsDialog *self = present (parent, editor);
  ManiTable *labels = mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_LABEL);

  if (mani_table_get_length (labels) > 0)
    mani_labels_dialog_select (self, mani_record_get_id (mani_table_get (labels, 0)), TRUE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->new_label));
}

void
mani_labels_dialog_present_label (GtkWindow *parent, ManiEditor *editor, ManiLabel *label)
{
  ManiLabelsDialog *self = present (parent, editor);

  mani_labels_dialog_show (self, mani_record_get_id (MANI_RECORD (label)));
}
