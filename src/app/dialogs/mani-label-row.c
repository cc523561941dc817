/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label in its tree, which can be dragged and dropped upon. */

#include "mani-label-row.h"

#include "mani-color-button.h"
#include "mani-key-button.h"
#include "mani-label-tree.h"

#include <glib/gi18n.h>
#include <string.h>

/* The outer parts of a row, above and below, where a drop goes beside it. */
#define EDGE 0.3

struct _ManiLabelRow
{
  GtkWidget parent_instance;
  ManiProject *project;
  GtkTreeListRow *row;
  ManiLabelItem *item;
  gboolean is_renaming;

  GtkStack *content;
  GtkTreeExpander *expander;
  ManiColorButton *color;
  GtkStack *names;
  GtkLabel *name;
  GtkEditable *entry;
  GtkLabel *description;
  GtkLabel *uses;
  ManiKeyButton *key;
  GtkWidget *edit;
  GtkLabel *heading;
};

G_DEFINE_FINAL_TYPE (ManiLabelRow, mani_label_row, GTK_TYPE_WIDGET)

static const char *const use_names[] = { N_ ("For Passages"), N_ ("For Relations"),
                                         N_ ("For Articles") };
static const char *const places[] = { "before", "behind", "below" };

static ManiLabel *
get_label (ManiLabelRow *self)
{
  return self->item != NULL ? mani_label_item_get_label (self->item) : NULL;
}

char *
mani_label_row_describe (ManiLabelItem *item)
{
  ManiLabel *label = mani_label_item_get_label (item);
  guint n = mani_label_item_get_uses (item);
  const char *key;

  if (label == NULL)
    return g_strdup (_ (use_names[mani_label_item_get_use (item)]));
  key = mani_label_get_key (label);
  if (key == NULL)
    /* Translators: a label’s name and how often it is used */
    return g_strdup_printf (ngettext ("%s, %u use", "%s, %u uses", n), mani_label_get_name (label),
                            n);

  /* Translators: a label’s name, its key, and how often it is used */
  return g_strdup_printf (ngettext ("%s, key %s, %u use", "%s, key %s, %u uses", n),
                          mani_label_get_name (label), key, n);
}

static void
update (ManiLabelRow *self)
{
  ManiLabel *label = get_label (self);
  GtkWidget *item_widget = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *uses = NULL;
  g_autofree char *edit = NULL;
  g_autofree char *spoken = NULL;
  const char *description;

  if (self->item == NULL)
    return;

  spoken = mani_label_row_describe (self->item);
  if (item_widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item_widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken, -1);
  gtk_stack_set_visible_child_name (self->content, label != NULL ? "label" : "heading");
  if (label == NULL)
    {
      gtk_label_set_text (self->heading, spoken);
      return;
    }

  description = mani_label_get_description (label);
  uses = g_strdup_printf ("%u", mani_label_item_get_uses (self->item));
  /* Translators: a label’s name */
  edit = g_strdup_printf (_ ("Edit %s"), mani_label_get_name (label));
  mani_color_button_set_label (self->color, label);
  mani_key_button_set_label (self->key, self->project, label);
  gtk_label_set_text (self->name, mani_label_get_name (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mani_label_get_name (label), -1);
  gtk_label_set_text (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  gtk_label_set_text (self->uses, uses);
  gtk_widget_set_tooltip_text (self->edit, edit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, edit,
                                  -1);
}

/* Every label could get children, so GTK shows all as expandable. */
static void
update_expander (ManiLabelRow *self)
{
  if (self->item != NULL &&
      g_list_model_get_n_items (mani_label_item_get_children (self->item)) > 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self->expander), "childless");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->expander), "childless");
}

static void
stop_renaming (ManiLabelRow *self, gboolean is_kept)
{
  GtkWidget *item_widget = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean had_focus;

  if (!self->is_renaming)
    return;
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) != NULL;
  self->is_renaming = FALSE;
  gtk_stack_set_visible_child_name (self->names, "name");
  if (had_focus && item_widget != NULL)
    gtk_widget_grab_focus (item_widget);
  if (is_kept && get_label (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "labels.name", "(ss)",
                                mani_record_get_id (MANI_RECORD (get_label (self))),
                                gtk_editable_get_text (self->entry));
}

static void
finish_renaming (ManiLabelRow *self)
{
  stop_renaming (self, TRUE);
}

static gboolean
entry_key_cb (ManiLabelRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  stop_renaming (self, FALSE);

  return GDK_EVENT_STOP;
}

static void
double_clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiLabelRow *self)
{
  if (n_press == 2)
    mani_label_row_rename (self);
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, ManiLabelRow *self)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (get_label (self) == NULL || self->is_renaming)
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (self));
  gtk_drag_source_set_icon (source, picture, x, y);

  return gdk_content_provider_new_typed (MANI_TYPE_LABEL, get_label (self));
}

static ManiLabelPlace
get_place (ManiLabelRow *self, double y)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (y < height * EDGE)
    return MANI_LABEL_BEFORE;

  return y > height * (1 - EDGE) ? MANI_LABEL_BEHIND : MANI_LABEL_BELOW;
}

static void
show_place (ManiLabelRow *self, int place)
{
  GtkWidget *widget = GTK_WIDGET (self);

  for (int i = 0; i < (int) G_N_ELEMENTS (places); i++)
    if (i == place)
      gtk_widget_add_css_class (widget, places[i]);
    else
      gtk_widget_remove_css_class (widget, places[i]);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, ManiLabelRow *self)
{
  if (get_label (self) == NULL)
    return 0;
  show_place (self, get_place (self, y));

  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, ManiLabelRow *self)
{
  show_place (self, -1);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ManiLabelRow *self)
{
  ManiRecord *label = g_value_get_object (value);
  ManiRecord *own = MANI_RECORD (get_label (self));

  show_place (self, -1);
  if (own == NULL || label == NULL)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "labels.drop", "(sss)",
                                     mani_record_get_id (label), mani_record_get_id (own),
                                     places[get_place (self, y)]);
}

static void
mani_label_row_dispose (GObject *object)
{
  ManiLabelRow *self = MANI_LABEL_ROW (object);

  mani_label_row_show (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_LABEL_ROW);

  G_OBJECT_CLASS (mani_label_row_parent_class)->dispose (object);
}

static void
mani_label_row_class_init (ManiLabelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_label_row_dispose;

  g_type_ensure (MANI_TYPE_COLOR_BUTTON);
  g_type_ensure (MANI_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-label-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, content);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, expander);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, color);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, names);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, name);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, description);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, uses);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, key);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, edit);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelRow, heading);
  gtk_widget_class_bind_template_callback (widget_class, finish_renaming);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "labelrow");
}

static void
mani_label_row_init (ManiLabelRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (MANI_TYPE_LABEL, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish_renaming), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);

  g_signal_connect (click, "pressed", G_CALLBACK (double_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->name), GTK_EVENT_CONTROLLER (click));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
mani_label_row_new (void)
{
  return g_object_new (MANI_TYPE_LABEL_ROW, NULL);
}

void
mani_label_row_show (ManiLabelRow *self, ManiProject *project, GtkTreeListRow *row)
{
  ManiLabel *label;

  if (self->item != NULL)
    {
      g_signal_handlers_disconnect_by_func (mani_label_item_get_children (self->item),
                                            update_expander, self);
      g_signal_handlers_disconnect_by_func (self->item, update, self);
      stop_renaming (self, FALSE);
    }
  g_clear_object (&self->item);
  g_set_object (&self->project, project);
  g_set_object (&self->row, row);
  if (self->expander != NULL)
    gtk_tree_expander_set_list_row (self->expander, row);
  if (row == NULL)
    return;

  self->item = gtk_tree_list_row_get_item (row);
  g_signal_connect_object (self->item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mani_label_item_get_children (self->item), "items-changed",
                           G_CALLBACK (update_expander), self, G_CONNECT_SWAPPED);
  label = get_label (self);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s",
                                    label != NULL ? mani_record_get_id (MANI_RECORD (label)) : "");
  update_expander (self);
  update (self);
}

void
mani_label_row_rename (ManiLabelRow *self)
{
  if (get_label (self) == NULL || self->is_renaming)
    return;
  self->is_renaming = TRUE;
  gtk_editable_set_text (self->entry, mani_label_get_name (get_label (self)));
  gtk_stack_set_visible_child_name (self->names, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
mani_label_row_open_key (ManiLabelRow *self)
{
  mani_key_button_open (self->key);
}

void
mani_label_row_open_color (ManiLabelRow *self)
{
  mani_color_button_open (self->color);
}
