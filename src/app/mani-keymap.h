/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which key does what: the table of everything a key can do, and the keys that a person has given
 * instead of those of the table.
 *
 * Two kinds of commands: those of the window have keys with Ctrl or Alt, or function keys; those of
 * the article have single keys too, which live in a controller on the article view
 * (mani-article-keys.h), never in application accelerators, which would fire while one types a
 * note. A key belongs to one command.
 *
 * To add a verb: its action, and a row in mani-keymap-table.c, with or without a key. A test
 * compares the two. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MANI_KEY_GROUP_MARKING,
  MANI_KEY_GROUP_FINDING,
  MANI_KEY_GROUP_READING,
  MANI_KEY_GROUP_PROJECT,
  MANI_KEY_GROUP_ARTICLES, /* actions "articles.*", of their list */
  MANI_KEY_GROUP_LABELS,   /* actions "labels.*", of their own window */
  MANI_N_KEY_GROUPS,
} ManiKeyGroup;

/**
 * ManiCommandFlags:
 * @MANI_COMMAND_IN_ARTICLE: its keys are heard by the article view only, and may be single ones
 * @MANI_COMMAND_EARLY: texts and lists would take its keys for themselves: the window sees them
 *   first
 * @MANI_COMMAND_FIXED: its key is not the person's to change
 */
typedef enum
{
  MANI_COMMAND_PLAIN = 0,
  MANI_COMMAND_IN_ARTICLE = 1 << 0,
  MANI_COMMAND_EARLY = 1 << 1,
  MANI_COMMAND_FIXED = 1 << 2,
} ManiCommandFlags;

/**
 * ManiCommand:
 * @action: with its prefix, "win.save"
 * @title: what it does; not translated yet
 * @keys: names of accelerators, parted by spaces; those after a bar work too, but are not shown
 */
typedef struct
{
  const char *action;
  const char *title;
  const char *keys;
  ManiKeyGroup group;
  ManiCommandFlags flags;
} ManiCommand;

/* NULL after the last. */
const ManiCommand *mani_command_get (guint i);
const ManiCommand *mani_command_find (const char *action);
/* Translated. */
const char *mani_command_get_title (const ManiCommand *command);
const char *mani_key_group_get_title (ManiKeyGroup group);

/* Signals: changed, when a command has got other keys. */
#define MANI_TYPE_KEYMAP (mani_keymap_get_type ())
G_DECLARE_FINAL_TYPE (ManiKeymap, mani_keymap, MANI, KEYMAP, GObject)

/* That of the program: it follows the setting. Owned by the program. */
ManiKeymap *mani_keymap_get_default (void);

/* Names of accelerators, the shown ones first. */
GStrv mani_keymap_dup_keys (ManiKeymap *self, const ManiCommand *command);
/* Those that are shown. */
GStrv mani_keymap_dup_shown_keys (ManiKeymap *self, const ManiCommand *command);
/* As people read them: “Ctrl+S”, parted by commas; NULL when it has none. */
char *mani_keymap_dup_label (ManiKeymap *self, const ManiCommand *command);
gboolean mani_keymap_is_changed (ManiKeymap *self, const ManiCommand *command);
gboolean mani_keymap_is_any_changed (ManiKeymap *self);

/* @key: NULL for none. The command that had the key loses it. */
void mani_keymap_set_key (ManiKeymap *self, const ManiCommand *command, const char *key);
/* Its keys of the table, which others lose. */
void mani_keymap_reset (ManiKeymap *self, const ManiCommand *command);
void mani_keymap_reset_all (ManiKeymap *self);

/* The command that has this key, or NULL. */
const ManiCommand *mani_keymap_find (ManiKeymap *self, const char *key);

/**
 * mani_keymap_match_article:
 * @character: what the key writes, in lower case, or 0
 * @state: modifiers
 *
 * The command of the article for a key. Shift makes no difference to a character.
 */
const ManiCommand *mani_keymap_match_article (ManiKeymap *self,
                                              gunichar character,
                                              guint keyval,
                                              GdkModifierType state);

/**
 * mani_key_name:
 * @keycode: of the hardware: a key that writes no Latin character counts by its place
 *
 * The accelerator's name for a key that was pressed, or NULL for one that cannot be a command's
 * key by itself, such as Shift.
 */
char *mani_key_name (guint keyval, guint keycode, GdkModifierType state);

/* A key as people read it: “Ctrl+Page Down”. */
char *mani_key_dup_label (guint keyval, GdkModifierType state);

/**
 * mani_command_check_key:
 *
 * Whether @key may be given to @command, whoever has it now.
 *
 * Errors: MANI_ERROR_INVALID
 */
gboolean mani_command_check_key (const ManiCommand *command, const char *key, GError **error);

G_END_DECLS
