/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A menu button whose popover, made when it is first opened, listens for a key. */

#include "mani-key-button.h"

#include "mani-key-match.h"

#include <glib/gi18n.h>
#include <string.h>

#define SPACING 6

struct _ManiKeyButton
{
  GtkWidget parent_instance;
  ManiProject *project;
  ManiLabel *label;
  GtkWidget *button;
  GtkWidget *popover; /* or NULL, as are those in it */
  GtkWidget *text;
  GtkLabel *heading;
  GtkLabel *hint;
  GtkWidget *take;
  GtkWidget *none;
  char asked[8]; /* the key of another label, which would be taken; or "" */
};

G_DEFINE_FINAL_TYPE (ManiKeyButton, mani_key_button, GTK_TYPE_WIDGET)

static void
say (ManiKeyButton *self, const char *hint, gboolean is_error)
{
  gtk_label_set_text (self->hint, hint);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_widget_set_visible (self->take, FALSE);
  *self->asked = '\0';
}

static void
give (ManiKeyButton *self, const char *key)
{
  g_autofree char *id = g_strdup (mani_record_get_id (MANI_RECORD (self->label)));
  g_autofree char *copy = g_strdup (key);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "labels.key", "(ss)", id, copy);
}

static void
take_cb (ManiKeyButton *self)
{
  if (*self->asked != '\0')
    give (self, self->asked);
}

static void
none_cb (ManiKeyButton *self)
{
  give (self, "");
}

static ManiLabel *
find_owner (ManiKeyButton *self, const char *key)
{
  ManiTable *labels = mani_project_get_table (self->project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    if (g_strcmp0 (mani_label_get_key (mani_table_get (labels, i)), key) == 0)
      return mani_table_get (labels, i);

  return NULL;
}

static void
press (ManiKeyButton *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  ManiLabel *owner = find_owner (self, key);
  g_autofree char *text = NULL;

  if (!mani_label_check_key (key, &error))
    {
      say (self, error->message, TRUE);
      return;
    }
  if (owner == NULL || owner == self->label || strcmp (self->asked, key) == 0)
    {
      give (self, key);
      return;
    }

  /* Translators: a character on the keyboard, the name of a label */
  text = g_strdup_printf (_ ("“%s” is the key of “%s”. Press it again to take it from there."), key,
                          mani_label_get_name (owner));
  say (self, text, FALSE);
  g_strlcpy (self->asked, key, sizeof self->asked);
  gtk_widget_set_visible (self->take, TRUE);
  gtk_widget_grab_focus (self->take);
}

gunichar
mani_key_button_read (guint keyval, guint keycode)
{
  gunichar value = mani_key_match_by_value (keyval);
  gunichar place = mani_key_match_by_place (keycode);

  if (value != 0 && !g_unichar_isalnum (value) && g_unichar_isdigit (place))
    return place;

  return g_unichar_isgraph (value) ? value : 0;
}

static gboolean
pressed_cb (ManiKeyButton *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar c = mani_key_button_read (keyval, keycode);
  char key[8] = "";

  if ((state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    {
      give (self, "");
      return GDK_EVENT_STOP;
    }
  if (c == 0)
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (c, key);
  press (self, key);

  return GDK_EVENT_STOP;
}

static void
shown_cb (ManiKeyButton *self)
{
  g_autofree char *heading =
      /* Translators: a label’s name */
      g_strdup_printf (_ ("Press a Key for “%s”"), mani_label_get_name (self->label));

  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (self->none, mani_label_get_key (self->label) != NULL);
  say (self, _ ("A digit, or a letter that is no command."), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  gtk_widget_grab_focus (self->text);
}

static GtkLabel *
new_text (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, class);

  return GTK_LABEL (label);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  ManiKeyButton *self = data;
  GtkWidget *box;
  GtkEventController *keys;

  if (self->popover != NULL || self->label == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  keys = gtk_event_controller_key_new ();
  self->heading = new_text ("heading");
  self->hint = new_text ("caption");
  self->take = gtk_button_new_with_mnemonic (_ ("_Take It"));
  self->none = gtk_button_new_with_mnemonic (_ ("_No Key"));
  /* Something has to have the focus, and no button: Enter would press it. */
  self->text = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_focusable (self->text, TRUE);
  gtk_widget_add_css_class (self->take, "suggested-action");
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_cb), self);
  g_signal_connect_swapped (self->none, "clicked", G_CALLBACK (none_cb), self);
  gtk_box_append (GTK_BOX (self->text), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->text), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->take);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_widget_add_css_class (box, "key-box");

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->popover, keys);
  g_signal_connect_object (self->popover, "map", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_menu_button_set_popover (button, self->popover);
}

static void
mani_key_button_dispose (GObject *object)
{
  ManiKeyButton *self = MANI_KEY_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->label);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_key_button_parent_class)->dispose (object);
}

static void
mani_key_button_class_init (ManiKeyButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_key_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_key_button_init (ManiKeyButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self,
                                         NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "key-button");
  gtk_widget_set_tooltip_text (self->button, _ ("Change Key"));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
mani_key_button_set_label (ManiKeyButton *self, ManiProject *project, ManiLabel *label)
{
  const char *key = label != NULL ? mani_label_get_key (label) : NULL;
  GtkWidget *toggle = gtk_widget_get_first_child (self->button);
  GtkWidget *cap;
  g_autofree char *name = NULL;

  g_set_object (&self->project, project);
  g_set_object (&self->label, label);
  if (label == NULL)
    return;

  cap = gtk_label_new (key != NULL ? key : "–");
  gtk_widget_add_css_class (cap, key != NULL ? "key-cap" : "dim-label");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), cap);
  name = key != NULL
             /* Translators: a label’s name and its key */
             ? g_strdup_printf (_ ("Key of %s: %s"), mani_label_get_name (label), key)
             /* Translators: a label’s name */
             : g_strdup_printf (_ ("Key of %s: none"), mani_label_get_name (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
mani_key_button_open (ManiKeyButton *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
