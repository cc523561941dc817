/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entity with its names folded once, so that ten thousand of them are looked through between two
 * keystrokes. */

#include "mani-entity-item.h"

#include "mani-entity-item-private.h"
#include "mani-fold.h"

#include <string.h>

struct _ManiEntityItem
{
  GObject parent_instance;
  ManiEntity *entity;
  guint mentions;
  ManiEntityKind kind;
  char *names; /* folded: the name and then the aliases, a newline after each */
  gsize n_names;
  char *collation_key;
};

enum
{
  PROP_0,
  PROP_ENTITY,
  PROP_MENTIONS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiEntityItem, mani_entity_item, G_TYPE_OBJECT)

static void
mani_entity_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiEntityItem *self = MANI_ENTITY_ITEM (object);

  switch (id)
    {
    case PROP_ENTITY:
      g_value_set_object (value, self->entity);
      break;

    case PROP_MENTIONS:
      g_value_set_uint (value, self->mentions);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_entity_item_finalize (GObject *object)
{
  ManiEntityItem *self = MANI_ENTITY_ITEM (object);

  g_clear_object (&self->entity);
  g_clear_pointer (&self->names, g_free);
  g_clear_pointer (&self->collation_key, g_free);

  G_OBJECT_CLASS (mani_entity_item_parent_class)->finalize (object);
}

static void
mani_entity_item_class_init (ManiEntityItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mani_entity_item_get_property;
  object_class->finalize = mani_entity_item_finalize;

  properties[PROP_ENTITY] = g_param_spec_object ("entity", NULL, NULL, MANI_TYPE_ENTITY,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MENTIONS] = g_param_spec_uint ("mentions", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_entity_item_init (ManiEntityItem *self)
{
}

char *
mani_entity_fold (const char *typed)
{
  return g_strstrip (mani_fold_string (typed, MANI_FOLD_ALL));
}

static void
take_names (ManiEntityItem *self)
{
  const char *const *aliases = mani_entity_get_aliases (self->entity);
  const char *name = mani_entity_get_name (self->entity);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; name != NULL; name = aliases[i++])
    {
      g_autofree char *folded = mani_entity_fold (name);

      g_string_append_printf (names, "%s\n", folded);
    }
  self->kind = mani_entity_get_kind (self->entity);
  g_free (self->names);
  self->n_names = names->len;
  self->names = g_string_free (g_steal_pointer (&names), FALSE);
  g_free (self->collation_key);
  self->collation_key = g_utf8_collate_key (mani_entity_get_name (self->entity), -1);
}

ManiEntityItem *
mani_entity_item_new (ManiEntity *entity, guint mentions)
{
  ManiEntityItem *self = g_object_new (MANI_TYPE_ENTITY_ITEM, NULL);

  self->entity = g_object_ref (entity);
  self->mentions = mentions;
  take_names (self);

  return self;
}

void
mani_entity_item_set (ManiEntityItem *self, ManiEntity *entity, guint mentions)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->entity, entity))
    {
      take_names (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTITY]);
    }
  if (self->mentions != mentions)
    {
      self->mentions = mentions;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MENTIONS]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

ManiEntityKind
mani_entity_item_get_kind (ManiEntityItem *self)
{
  return self->kind;
}

const char *
mani_entity_item_get_collation_key (ManiEntityItem *self)
{
  return self->collation_key;
}

ManiEntity *
mani_entity_item_get_entity (ManiEntityItem *self)
{
  return self->entity;
}

guint
mani_entity_item_get_mentions (ManiEntityItem *self)
{
  return self->mentions;
}

/* Whether a word of what was folded ends before or begins at @p. */
static gboolean
is_word_start (const char *start, const char *p)
{
  if (p == start || p[-1] == ' ')
    return TRUE;

  return !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* Whether some word in [start, end) begins with the @n bytes at @word. */
static gboolean
has_word (const char *start, const char *end, const char *word, gsize n)
{
  for (const char *p = start; p + n <= end; p++)
    {
      p = memmem (p, end - p, word, n);
      if (p == NULL)
        return FALSE;
      if (is_word_start (start, p))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_words (const char *start, const char *end, const char *words)
{
  while (*words != '\0')
    {
      gsize n = strcspn (words, " ");

      if (!has_word (start, end, words, n))
        return FALSE;
      words += n + (words[n] == ' ');
    }

  return TRUE;
}

ManiEntityFit
mani_entity_item_fit (ManiEntityItem *self, const char *folded)
{
  gsize n = strlen (folded);
  gsize n_word = strcspn (folded, " ");
  ManiEntityFit best = MANI_ENTITY_FITS_NOT;
  gboolean is_name = TRUE;

  /* Most entities are done with here. */
  if (memmem (self->names, self->n_names, folded, n_word) == NULL)
    return MANI_ENTITY_FITS_NOT;

  for (const char *start = self->names, *end; *start != '\0'; start = end + 1)
    {
      ManiEntityFit fit = MANI_ENTITY_FITS_NOT;

      end = strchr (start, '\n');
      if (strncmp (start, folded, n) == 0)
        fit = start[n] != '\n' || n == 0 ? MANI_ENTITY_FITS_START
              : is_name                  ? MANI_ENTITY_FITS_NAME
                                         : MANI_ENTITY_FITS_ALIAS;
      else if (has_words (start, end, folded))
        fit = MANI_ENTITY_FITS_WORDS;
      else if (memmem (start, end - start, folded, n) != NULL)
        fit = MANI_ENTITY_FITS_INSIDE;
      best = MIN (best, fit);
      is_name = FALSE;
    }

  return best;
}
