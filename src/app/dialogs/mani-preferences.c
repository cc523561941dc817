/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows bound to settings; the lists of typefaces and languages are what the machine has. */

#include "mani-preferences.h"

#include "mani-config.h"
#include "mani-keys-page.h"
#include "mani-label-set.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiPreferences
{
  AdwWindow parent_instance;
  GSettings *settings;

  GtkDropDown *face;
  GStrv faces; /* "" first: the usual one */
  GtkSpinButton *text_size;
  GtkSpinButton *measure;
  GtkSpinButton *line_spacing;
  AdwComboRow *color_scheme;
  GtkSwitch *snap_to_words;
  GtkEditable *creator;
  AdwComboRow *label_language;
  GStrv languages; /* "" first: that of the interface */
  GtkSwitch *autosave;
  GtkSpinButton *autosave_delay;
};

G_DEFINE_FINAL_TYPE (ManiPreferences, mani_preferences, ADW_TYPE_WINDOW)

/* A setting that is one of @data, a GStrv, and the row's position. */
static gboolean
position_from_text (GValue *value, GVariant *variant, gpointer data)
{
  const char *text = g_variant_get_string (variant, NULL);
  char **texts = data;

  for (guint i = 0; texts[i] != NULL; i++)
    if (strcmp (texts[i], text) == 0)
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
text_from_position (const GValue *value, const GVariantType *type, gpointer data)
{
  guint position = g_value_get_uint (value);
  char **texts = data;

  return position < g_strv_length (texts) ? g_variant_new_string (texts[position]) : NULL;
}

static gboolean
position_from_scheme (GValue *value, GVariant *variant, gpointer data)
{
  static const char *const nicks[] = { "default", "light", "dark", NULL };

  return position_from_text (value, variant, (gpointer) nicks);
}

static GVariant *
scheme_from_position (const GValue *value, const GVariantType *type, gpointer data)
{
  static const char *const nicks[] = { "default", "light", "dark", NULL };

  return text_from_position (value, type, (gpointer) nicks);
}

static gboolean
percent_from_factor (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, g_variant_get_double (variant) * 100);
  return TRUE;
}

static GVariant *
factor_from_percent (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Each family in its own face. */
static void
bind_face_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (gtk_list_item_get_position (item) > 0)
    pango_attr_list_insert (attributes,
                            pango_attr_family_new (gtk_string_object_get_string (string)));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (string));
}

static void
setup_face_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize",
                                               PANGO_ELLIPSIZE_END, "max-width-chars", 28, NULL));
}

/* What is set stays in the list, also when this machine does not have it. */
static void
list_faces (ManiPreferences *self)
{
  GListModel *families =
      G_LIST_MODEL (pango_context_get_font_map (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autofree char *present = g_settings_get_string (self->settings, "face");
  gboolean has_present = *present == '\0';

  for (guint i = 0; i < g_list_model_get_n_items (families); i++)
    {
      g_autoptr (PangoFontFamily) family = g_list_model_get_item (families, i);
      const char *name = pango_font_family_get_name (family);

      has_present = has_present || strcmp (name, present) == 0;
      g_ptr_array_add (names, g_strdup (name));
    }
  if (!has_present)
    g_ptr_array_add (names, g_steal_pointer (&present));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_insert (names, 0, g_strdup (""));
  g_ptr_array_add (names, NULL);

  for (guint i = 0; names->pdata[i] != NULL; i++)
    gtk_string_list_append (
        model, i > 0 ? names->pdata[i]
                     /* Translators: the program’s own choice of typeface for articles */
                     : _ ("Reading Face"));
  self->faces = (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_face_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_face_cb), NULL);
  gtk_drop_down_set_factory (self->face, factory);
  /* Its button takes the focus, and knows nothing of the row. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->face))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Typeface"), -1);
  gtk_drop_down_set_model (self->face, G_LIST_MODEL (model));
}

static void
list_languages (ManiPreferences *self)
{
  g_auto (GStrv) languages = mani_label_set_list_languages ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *present = g_settings_get_string (self->settings, "label-language");

  g_strv_builder_add (ids, "");
  gtk_string_list_append (names, _ ("As the Interface"));
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_strv_builder_add (ids, languages[i]);
      gtk_string_list_take (names, mani_label_set_dup_language_name (languages[i]));
    }
  if (*present != '\0' && !g_strv_contains ((const char *const *) languages, present))
    {
      g_strv_builder_add (ids, present);
      gtk_string_list_append (names, present);
    }
  self->languages = g_strv_builder_end (ids);
  adw_combo_row_set_model (self->label_language, G_LIST_MODEL (names));
}

static void
bind_rows (ManiPreferences *self)
{
  GSettings *settings = self->settings;

  g_settings_bind_with_mapping (settings, "face", self->face, "selected", G_SETTINGS_BIND_DEFAULT,
                                position_from_text, text_from_position, self->faces, NULL);
  g_settings_bind_with_mapping (settings, "text-size", self->text_size, "value",
                                G_SETTINGS_BIND_DEFAULT, percent_from_factor, factor_from_percent,
                                NULL, NULL);
  g_settings_bind (settings, "measure", self->measure, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "line-spacing", self->line_spacing, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "color-scheme", self->color_scheme, "selected",
                                G_SETTINGS_BIND_DEFAULT, position_from_scheme, scheme_from_position,
                                NULL, NULL);

  g_settings_bind (settings, "snap-to-words", self->snap_to_words, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "creator", self->creator, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "label-language", self->label_language, "selected",
                                G_SETTINGS_BIND_DEFAULT, position_from_text, text_from_position,
                                self->languages, NULL);

  g_settings_bind (settings, "autosave", self->autosave, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "autosave-delay", self->autosave_delay, "value",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
mani_preferences_dispose (GObject *object)
{
  ManiPreferences *self = MANI_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_PREFERENCES);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mani_preferences_parent_class)->dispose (object);
}

static void
mani_preferences_finalize (GObject *object)
{
  ManiPreferences *self = MANI_PREFERENCES (object);

  g_clear_pointer (&self->faces, g_strfreev);
  g_clear_pointer (&self->languages, g_strfreev);

  G_OBJECT_CLASS (mani_preferences_parent_class)->finalize (object);
}

static void
mani_preferences_class_init (ManiPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = mani_preferences_finalize;

  g_type_ensure (MANI_TYPE_KEYS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, face);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, text_size);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, measure);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, line_spacing);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, snap_to_words);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, creator);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, label_language);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, autosave);
  gtk_widget_class_bind_template_child (widget_class, ManiPreferences, autosave_delay);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_preferences_init (ManiPreferences *self)
{
  self->settings = g_settings_new (MANI_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  list_faces (self);
  list_languages (self);
  bind_rows (self);
}

GtkWidget *
mani_preferences_new (void)
{
  return g_object_new (MANI_TYPE_PREFERENCES, NULL);
}
