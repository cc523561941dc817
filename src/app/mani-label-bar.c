/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chips in rows, in step with the project's labels, and a button for all that is done with them. */

#include "mani-label-bar.h"

#include "mani-label-chip.h"
#include "mani-palette.h"
#include "mani-wrap-layout.h"

#include <glib/gi18n.h>

#define SPACING 6
/* Chips have their names as long as these need no more rows. */
#define MAX_ROWS_WITH_NAMES 2
/* Of a chip's height; what does not fit is scrolled to. Half a chip says that there are more. */
#define MAX_HEIGHT 3.8

struct _ManiLabelBar
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  ManiTable *labels;
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *manage;
  GtkWidget *menu; /* of a chip: GtkPopoverMenu */
  GMenu *verbs;
  GtkWidget *palette; /* in the menu */
  gboolean is_compact;
  guint tick; /* or 0 */
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiLabelBar, mani_label_bar, GTK_TYPE_WIDGET)

static void
set_compact (ManiLabelBar *self, gboolean is_compact)
{
  self->is_compact = is_compact;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    mani_label_chip_set_compact (MANI_LABEL_CHIP (chip), is_compact);
}

/* The menu of @chip. It hangs on the bar, since chips come and go. */
static void
open_menu (ManiLabelBar *self, GtkWidget *chip)
{
  ManiLabel *label = mani_label_chip_get_label (MANI_LABEL_CHIP (chip));
  const char *id = mani_record_get_id (MANI_RECORD (label));
  gboolean is_armed = mani_editor_get_armed_label (self->editor) == label;
  g_autoptr (GMenu) colors = g_menu_new ();
  g_autoptr (GMenuItem) colors_item = g_menu_item_new (NULL, NULL);
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenuItem) arm =
      g_menu_item_new (is_armed ? _ ("_Stop Marking") : _ ("Mark Every _Selection"), NULL);
  g_autoptr (GMenuItem) edit = g_menu_item_new (_ ("_Edit…"), NULL);
  g_autoptr (GMenuItem) remove = g_menu_item_new (_ ("_Delete"), NULL);
  g_autoptr (GMenu) all = g_menu_new ();
  graphene_rect_t bounds;

  g_menu_item_set_action_and_target (arm, "win.arm-label", "s", is_armed ? "" : id);
  g_menu_item_set_action_and_target (edit, "win.edit-label", "s", id);
  g_menu_item_set_action_and_target (remove, "win.remove-label", "s", id);
  g_menu_append_item (own, arm);
  g_menu_append_item (own, edit);
  g_menu_append_item (own, remove);
  g_menu_item_set_attribute (colors_item, "custom", "s", "palette");
  g_menu_append_item (colors, colors_item);
  g_menu_append (all, _ ("_Manage Labels…"), "win.manage-labels");
  g_menu_remove_all (self->verbs);
  g_menu_append_section (self->verbs, NULL, G_MENU_MODEL (own));
  g_menu_append_section (self->verbs, NULL, G_MENU_MODEL (colors));
  g_menu_append_section (self->verbs, NULL, G_MENU_MODEL (all));

  /* What is filled anew has lost its widgets. */
  self->palette = mani_palette_new ("win.color-label");
  mani_palette_set_label (MANI_PALETTE (self->palette), label);
  gtk_popover_menu_add_child (GTK_POPOVER_MENU (self->menu), self->palette, "palette");
  if (!gtk_widget_compute_bounds (chip, GTK_WIDGET (self), &bounds))
    return;
  gtk_popover_set_pointing_to (
      GTK_POPOVER (self->menu),
      &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
chip_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiLabelBar *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static void
chip_held_cb (GtkGestureLongPress *gesture, double x, double y, ManiLabelBar *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
chip_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             ManiLabelBar *self)
{
  if (keyval != GDK_KEY_Menu && (keyval != GDK_KEY_F10 || (state & GDK_SHIFT_MASK) == 0))
    return GDK_EVENT_PROPAGATE;
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  return GDK_EVENT_STOP;
}

static GtkWidget *
new_chip (ManiLabelBar *self, ManiLabel *label)
{
  GtkWidget *chip = mani_label_chip_new (label);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (chip_pressed_cb), self);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (chip_held_cb), self);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (hold));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (chip_key_cb), self);
  gtk_widget_add_controller (chip, keys);

  return chip;
}

/* Labels are few, and change seldom: the chips are made anew. */
static void
labels_changed_cb (ManiLabelBar *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), chip);

  for (guint i = 0; self->labels != NULL && i < mani_table_get_length (self->labels); i++)
    {
      ManiLabel *label = mani_table_get (self->labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES)
        gtk_box_append (GTK_BOX (self->box), new_chip (self, label));
    }
  set_compact (self, self->is_compact);
}

static void
set_editor (ManiLabelBar *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;

  if (self->labels != NULL)
    g_signal_handlers_disconnect_by_func (self->labels, labels_changed_cb, self);
  g_clear_object (&self->labels);
  if (editor != NULL)
    self->labels =
        g_object_ref (mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_LABEL));
  if (self->labels != NULL)
    g_signal_connect_object (self->labels, "items-changed", G_CALLBACK (labels_changed_cb), self,
                             G_CONNECT_SWAPPED);
  labels_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_label_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);
  GtkWidget *chip = gtk_widget_get_first_child (self->box);
  int manage;
  int height;

  gtk_widget_measure (self->manage, GTK_ORIENTATION_HORIZONTAL, -1, &manage, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
      *minimum += manage;
      *natural += manage;
      return;
    }
  gtk_widget_measure (self->box, orientation, for_size < 0 ? -1 : MAX (for_size - manage, 0),
                      minimum, natural, NULL, NULL);
  if (chip != NULL)
    {
      gtk_widget_measure (chip, orientation, -1, NULL, &height, NULL, NULL);
      *natural = MIN (*natural, (int) (height * MAX_HEIGHT));
    }
  gtk_widget_measure (self->manage, orientation, -1, &height, NULL, NULL, NULL);
  *minimum = *natural = MAX (*natural, height);
}

/* Whether the names need too many rows, whether they are shown or not. */
static gboolean
should_be_compact (ManiLabelBar *self)
{
  int available = gtk_widget_get_width (self->box);
  int x = 0;
  int row = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      int width;

      gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      if (self->is_compact)
        width += mani_label_chip_get_name_width (MANI_LABEL_CHIP (chip));
      mani_wrap_layout_place (width, available, SPACING, &x, &row);
    }

  return row >= MAX_ROWS_WITH_NAMES;
}

static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);
  gboolean is_compact = should_be_compact (self);

  self->tick = 0;
  if (is_compact != self->is_compact)
    set_compact (self, is_compact);

  return G_SOURCE_REMOVE;
}

/* Children must not come and go while sizes are given out: GTK would leave the window unallocated,
 * and so blank. The next frame does it. */
static void
mani_label_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int manage;
  int manage_height;

  gtk_widget_measure (self->manage, GTK_ORIENTATION_HORIZONTAL, -1, &manage, NULL, NULL, NULL);
  gtk_widget_measure (self->manage, GTK_ORIENTATION_VERTICAL, -1, &manage_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->scroller, &(GtkAllocation){ is_rtl ? manage : 0, 0, MAX (width - manage, 0), height },
      baseline);
  /* In line with the first row. */
  gtk_widget_size_allocate (
      self->manage,
      &(GtkAllocation){ is_rtl ? 0 : width - manage, 0, manage, MIN (height, manage_height) }, -1);
  gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->tick == 0 && should_be_compact (self) != self->is_compact)
    self->tick = gtk_widget_add_tick_callback (widget, fit_cb, NULL, NULL);
}

static GtkSizeRequestMode
mani_label_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mani_label_bar_dispose (GObject *object)
{
  ManiLabelBar *self = MANI_LABEL_BAR (object);

  set_editor (self, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->verbs);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->manage, gtk_widget_unparent);

  G_OBJECT_CLASS (mani_label_bar_parent_class)->dispose (object);
}

static void
mani_label_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_LABEL_BAR (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_label_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_LABEL_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_label_bar_class_init (ManiLabelBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_label_bar_dispose;
  object_class->get_property = mani_label_bar_get_property;
  object_class->set_property = mani_label_bar_set_property;
  widget_class->get_request_mode = mani_label_bar_get_request_mode;
  widget_class->measure = mani_label_bar_measure;
  widget_class->size_allocate = mani_label_bar_size_allocate;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "labelbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
mani_label_bar_init (ManiLabelBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, mani_wrap_layout_new (SPACING));
  gtk_widget_add_css_class (self->box, "chips");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  self->manage = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_add_css_class (self->manage, "flat");
  gtk_widget_add_css_class (self->manage, "manage");
  gtk_widget_set_tooltip_text (self->manage, _ ("Manage Labels"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->manage), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Manage Labels"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->manage), "win.manage-labels");
  gtk_widget_set_parent (self->manage, GTK_WIDGET (self));

  self->verbs = g_menu_new ();
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (self->verbs));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Labels"), -1);
}
