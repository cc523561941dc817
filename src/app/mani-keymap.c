/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The setting is a dictionary from actions to the keys that stand instead of those of the table; it
 * is read into one array of keys. */

#include "mani-keymap.h"

#include "mani-config.h"
#include "mani-error.h"
#include "mani-key-match.h"

#include <glib/gi18n.h>
#include <string.h>

#define SETTING "keys"

typedef struct
{
  const ManiCommand *command;
  char *name; /* of the accelerator */
  guint keyval;
  GdkModifierType state;
  gboolean is_shown;
} Key;

struct _ManiKeymap
{
  GObject parent_instance;
  GSettings *settings;
  GHashTable *changed; /* action -> keys */
  GArray *keys;        /* of Key, in the order of the table */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiKeymap, mani_keymap, G_TYPE_OBJECT)

static void
clear_key (gpointer key)
{
  g_free (((Key *) key)->name);
}

static gboolean
is_character (guint keyval)
{
  return g_unichar_isgraph (gdk_keyval_to_unicode (keyval));
}

static void
add_keys (ManiKeymap *self, const ManiCommand *command, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, " ", -1);
  gboolean is_shown = TRUE;

  for (guint i = 0; each[i] != NULL; i++)
    {
      Key key = { .command = command };

      if (strcmp (each[i], "|") == 0)
        is_shown = FALSE;
      /* A setting may hold anything. */
      else if (*each[i] != '\0' && gtk_accelerator_parse (each[i], &key.keyval, &key.state) &&
               key.keyval != 0)
        {
          key.name = gtk_accelerator_name (key.keyval, key.state);
          key.is_shown = is_shown;
          g_array_append_val (self->keys, key);
        }
    }
}

static void
read_setting (ManiKeymap *self)
{
  g_autoptr (GVariant) setting = g_settings_get_value (self->settings, SETTING);
  GVariantIter iter;
  const char *action;
  const char *keys;

  g_hash_table_remove_all (self->changed);
  g_variant_iter_init (&iter, setting);
  while (g_variant_iter_next (&iter, "{&s&s}", &action, &keys))
    g_hash_table_insert (self->changed, g_strdup (action), g_strdup (keys));

  g_array_set_size (self->keys, 0);
  for (guint i = 0; mani_command_get (i) != NULL; i++)
    {
      const ManiCommand *command = mani_command_get (i);

      keys = (command->flags & MANI_COMMAND_FIXED) != 0
                 ? NULL
                 : g_hash_table_lookup (self->changed, command->action);
      add_keys (self, command, keys != NULL ? keys : command->keys);
    }
}

static void
setting_changed_cb (ManiKeymap *self)
{
  read_setting (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
write_setting (ManiKeymap *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  /* Of actions that are not known here, those of another version, too. */
  GHashTableIter iter;
  gpointer action;
  gpointer keys;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &action, &keys))
    g_variant_builder_add (&builder, "{ss}", action, keys);
  g_settings_set_value (self->settings, SETTING, g_variant_builder_end (&builder));
}

static void
mani_keymap_finalize (GObject *object)
{
  ManiKeymap *self = MANI_KEYMAP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_array_unref);

  G_OBJECT_CLASS (mani_keymap_parent_class)->finalize (object);
}

static void
mani_keymap_class_init (ManiKeymapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_keymap_finalize;

  signals[CHANGED] = g_signal_new ("changed", MANI_TYPE_KEYMAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mani_keymap_init (ManiKeymap *self)
{
  self->settings = g_settings_new (MANI_APPLICATION_ID);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_array_set_clear_func (self->keys, clear_key);
  g_signal_connect_object (self->settings, "changed::" SETTING, G_CALLBACK (setting_changed_cb),
                           self, G_CONNECT_SWAPPED);
  read_setting (self);
}

ManiKeymap *
mani_keymap_get_default (void)
{
  static ManiKeymap *keymap;

  if (keymap == NULL)
    keymap = g_object_new (MANI_TYPE_KEYMAP, NULL);

  return keymap;
}

static GStrv
dup_keys (ManiKeymap *self, const ManiCommand *command, gboolean only_shown)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);

      if (key->command == command && (key->is_shown || !only_shown))
        g_strv_builder_add (names, key->name);
    }

  return g_strv_builder_end (names);
}

GStrv
mani_keymap_dup_keys (ManiKeymap *self, const ManiCommand *command)
{
  return dup_keys (self, command, FALSE);
}

GStrv
mani_keymap_dup_shown_keys (ManiKeymap *self, const ManiCommand *command)
{
  return dup_keys (self, command, TRUE);
}

char *
mani_key_dup_label (guint keyval, GdkModifierType state)
{
  char *label = gtk_accelerator_get_label (keyval, state);

  /* GTK has “Page_Down” where it knows no translation. */
  for (char *c = label; *c != '\0'; c++)
    if (*c == '_' && c > label && g_ascii_isalpha (c[-1]) && g_ascii_isalpha (c[1]))
      *c = ' ';

  return label;
}

char *
mani_keymap_dup_label (ManiKeymap *self, const ManiCommand *command)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);
      g_autofree char *label = NULL;

      if (key->command != command || !key->is_shown)
        continue;
      label = mani_key_dup_label (key->keyval, key->state);
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, label);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
mani_keymap_is_changed (ManiKeymap *self, const ManiCommand *command)
{
  return g_hash_table_contains (self->changed, command->action);
}

gboolean
mani_keymap_is_any_changed (ManiKeymap *self)
{
  return g_hash_table_size (self->changed) > 0;
}

/* What @command has without @key, as the setting holds it. */
static char *
join_without (ManiKeymap *self, const ManiCommand *command, const char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_bar = FALSE;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *each = &g_array_index (self->keys, Key, i);

      if (each->command != command || strcmp (each->name, key) == 0)
        continue;
      if (!each->is_shown && !has_bar)
        {
          g_string_append (text, " |");
          has_bar = TRUE;
        }
      g_string_append_printf (text, " %s", each->name);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/* Whoever has @key, but for @command, loses it. */
static void
take_key (ManiKeymap *self, const ManiCommand *command, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *each = &g_array_index (self->keys, Key, i);

      if (each->command != command && (each->command->flags & MANI_COMMAND_FIXED) == 0 &&
          strcmp (each->name, key) == 0)
        g_hash_table_insert (self->changed, g_strdup (each->command->action),
                             join_without (self, each->command, key));
    }
}

void
mani_keymap_set_key (ManiKeymap *self, const ManiCommand *command, const char *key)
{
  g_return_if_fail (MANI_IS_KEYMAP (self));
  g_return_if_fail (command != NULL && (command->flags & MANI_COMMAND_FIXED) == 0);

  if (key != NULL)
    take_key (self, command, key);
  g_hash_table_insert (self->changed, g_strdup (command->action),
                       g_strdup (key != NULL ? key : ""));
  write_setting (self);
}

void
mani_keymap_reset (ManiKeymap *self, const ManiCommand *command)
{
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (MANI_IS_KEYMAP (self));

  g_hash_table_remove (self->changed, command->action);
  keys = g_strsplit (command->keys, " ", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      guint keyval;
      GdkModifierType state;
      g_autofree char *name = NULL;

      if (!gtk_accelerator_parse (keys[i], &keyval, &state))
        continue;
      name = gtk_accelerator_name (keyval, state);
      take_key (self, command, name);
    }
  write_setting (self);
}

void
mani_keymap_reset_all (ManiKeymap *self)
{
  g_return_if_fail (MANI_IS_KEYMAP (self));

  g_settings_reset (self->settings, SETTING);
}

const ManiCommand *
mani_keymap_find (ManiKeymap *self, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *each = &g_array_index (self->keys, Key, i);

      if (strcmp (each->name, key) == 0)
        return each->command;
    }

  return NULL;
}

const ManiCommand *
mani_keymap_match_article (ManiKeymap *self,
                           gunichar character,
                           guint keyval,
                           GdkModifierType state)
{
  if (keyval == GDK_KEY_ISO_Left_Tab)
    keyval = GDK_KEY_Tab;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);
      gunichar own = is_character (key->keyval) ? mani_key_match_by_value (key->keyval) : 0;

      if ((key->command->flags & (MANI_COMMAND_IN_ARTICLE | MANI_COMMAND_FIXED)) !=
          MANI_COMMAND_IN_ARTICLE)
        continue;
      if (own != 0 ? own == character && (key->state & ~GDK_SHIFT_MASK) == (state & ~GDK_SHIFT_MASK)
                   : key->keyval == keyval && key->state == state)
        return key->command;
    }

  return NULL;
}

char *
mani_key_name (guint keyval, guint keycode, GdkModifierType state)
{
  static const guint alone[] = { GDK_KEY_Shift_L,     GDK_KEY_Shift_R,  GDK_KEY_Control_L,
                                 GDK_KEY_Control_R,   GDK_KEY_Alt_L,    GDK_KEY_Alt_R,
                                 GDK_KEY_Meta_L,      GDK_KEY_Meta_R,   GDK_KEY_Super_L,
                                 GDK_KEY_Super_R,     GDK_KEY_Hyper_L,  GDK_KEY_Hyper_R,
                                 GDK_KEY_Caps_Lock,   GDK_KEY_Num_Lock, GDK_KEY_ISO_Level3_Shift,
                                 GDK_KEY_Mode_switch, GDK_KEY_Multi_key };
  gunichar character;
  gunichar place = mani_key_match_by_place (keycode);

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    if (keyval == alone[i])
      return NULL;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_ISO_Left_Tab)
    keyval = GDK_KEY_Tab;
  character = gdk_keyval_to_unicode (keyval);
  if (character > 127 && place != 0)
    keyval = gdk_unicode_to_keyval (place);
  /* Shift is part of a sign such as the question mark. */
  else if (is_character (keyval) && !g_unichar_isalpha (character))
    state &= ~GDK_SHIFT_MASK;
  keyval = gdk_keyval_to_lower (keyval);
  if (!gtk_accelerator_valid (keyval, state) && keyval != GDK_KEY_Tab)
    return NULL;

  return gtk_accelerator_name (keyval, state);
}

gboolean
mani_command_check_key (const ManiCommand *command, const char *key, GError **error)
{
  guint keyval;
  GdkModifierType state;

  if (!gtk_accelerator_parse (key, &keyval, &state))
    {
      g_set_error_literal (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("This is no key"));
      return FALSE;
    }

  state &= ~GDK_SHIFT_MASK;
  if ((command->flags & MANI_COMMAND_IN_ARTICLE) != 0)
    {
      if (state == 0 && g_unichar_isdigit (gdk_keyval_to_unicode (keyval)))
        {
          g_set_error_literal (error, MANI_ERROR, MANI_ERROR_INVALID,
                               _ ("Digits are the keys of labels"));
          return FALSE;
        }
      return TRUE;
    }

  if (state == 0 && !(keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F35))
    {
      g_set_error_literal (error, MANI_ERROR, MANI_ERROR_INVALID,
                           _ ("Outside the article a key needs Ctrl or Alt, or is a function key"));
      return FALSE;
    }

  return TRUE;
}
