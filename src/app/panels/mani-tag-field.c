/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A wrapping row of chips above an entry and its suggestions. */

#include "mani-tag-field.h"

#include "mani-suggestions.h"
#include "mani-vocabulary.h"
#include "mani-wrap-layout.h"

#include <glib/gi18n.h>

struct _ManiTagField
{
  GtkWidget parent_instance;
  ManiProject *project; /* or NULL */
  GtkWidget *box;
  GtkWidget *chips;
  GtkEditable *entry;
  ManiSuggestions *suggestions;
  GPtrArray *words; /* those suggested */
};

enum
{
  ADD,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiTagField, mani_tag_field, GTK_TYPE_WIDGET)

static void
remove_cb (GtkWidget *button, ManiTagField *self)
{
  g_autofree char *tag = g_strdup (gtk_widget_get_name (button));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[REMOVE], 0, tag);
}

static void
append_chip (ManiTagField *self, const char *tag, gboolean is_of_all)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove the tag %s"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (chip, "tag");
  if (!is_of_all)
    {
      gtk_widget_add_css_class (chip, "of-some");
      gtk_widget_set_tooltip_text (chip, _ ("Only some of these have it"));
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_name (button, tag);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  gtk_widget_set_parent (chip, self->chips);
}

static void
changed_cb (ManiTagField *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  g_autoptr (GArray) words = NULL;

  g_ptr_array_set_size (self->words, 0);
  if (self->project != NULL && *typed != '\0')
    {
      words =
          mani_vocabulary_list (self->project, MANI_VOCABULARY_TAGS, typed, MANI_MAX_SUGGESTIONS);
      for (guint i = 0; i < words->len; i++)
        g_ptr_array_add (self->words, g_strdup (g_array_index (words, ManiWord, i).word));
    }
  mani_suggestions_show (self->suggestions, self->words);
}

static void
add (ManiTagField *self, const char *word)
{
  g_autofree char *tag = g_strdup (word);

  mani_tag_field_reset (self);
  if (*g_strstrip (tag) != '\0')
    g_signal_emit (self, signals[ADD], 0, tag);
}

static void
chosen_cb (ManiTagField *self, guint which)
{
  if (which < self->words->len)
    add (self, self->words->pdata[which]);
}

static gboolean
mani_tag_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MANI_TAG_FIELD (widget)->entry));
}

static void
clear_chips (ManiTagField *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (chip);
}

static void
mani_tag_field_dispose (GObject *object)
{
  ManiTagField *self = MANI_TAG_FIELD (object);

  if (self->box != NULL)
    clear_chips (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_tag_field_parent_class)->dispose (object);
}

static void
mani_tag_field_class_init (ManiTagFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_tag_field_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = mani_tag_field_grab_focus;
  signals[ADD] = g_signal_new ("add", MANI_TYPE_TAG_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", MANI_TYPE_TAG_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mani_tag_field_init (ManiTagField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = gtk_entry_new ();

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, mani_wrap_layout_new (4));
  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Add a tag"));
  gtk_editable_set_width_chars (self->entry, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a tag"), -1);
  self->suggestions = MANI_SUGGESTIONS (mani_suggestions_new ());
  mani_suggestions_follow (self->suggestions, entry);
  gtk_box_append (GTK_BOX (self->box), self->chips);
  gtk_box_append (GTK_BOX (self->box), entry);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->suggestions));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tag-field");

  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (focus, "leave", G_CALLBACK (mani_tag_field_commit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (mani_tag_field_commit), self);
  g_signal_connect_swapped (self->suggestions, "chosen", G_CALLBACK (chosen_cb), self);
}

GtkWidget *
mani_tag_field_new (void)
{
  return g_object_new (MANI_TYPE_TAG_FIELD, NULL);
}

void
mani_tag_field_show (ManiTagField *self,
                     ManiProject *project,
                     const char *const *tags,
                     const char *const *some)
{
  g_set_object (&self->project, project);
  clear_chips (self);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    append_chip (self, tags[i], TRUE);
  for (guint i = 0; some != NULL && some[i] != NULL; i++)
    append_chip (self, some[i], FALSE);
  gtk_widget_set_visible (self->chips, gtk_widget_get_first_child (self->chips) != NULL);
}

void
mani_tag_field_commit (ManiTagField *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->entry));

  add (self, typed);
}

void
mani_tag_field_reset (ManiTagField *self)
{
  gtk_editable_set_text (self->entry, "");
}
