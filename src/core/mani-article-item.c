/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An article with what sorting and filtering ask of it, made once. */

#include "mani-article-item.h"

#include "mani-article-item-private.h"
#include "mani-fold.h"

#include <string.h>

enum
{
  PROP_0,
  PROP_ARTICLE,
  PROP_COUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiArticleItem, mani_article_item, G_TYPE_OBJECT)

static void
mani_article_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiArticleItem *self = MANI_ARTICLE_ITEM (object);

  switch (id)
    {
    case PROP_ARTICLE:
      g_value_set_object (value, self->article);
      break;

    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_article_item_finalize (GObject *object)
{
  ManiArticleItem *self = MANI_ARTICLE_ITEM (object);

  g_clear_object (&self->article);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->collation_key, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (mani_article_item_parent_class)->finalize (object);
}

static void
mani_article_item_class_init (ManiArticleItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mani_article_item_get_property;
  object_class->finalize = mani_article_item_finalize;

  properties[PROP_ARTICLE] = g_param_spec_object ("article", NULL, NULL, MANI_TYPE_ARTICLE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_article_item_init (ManiArticleItem *self)
{
}

ManiArticleItem *
mani_article_item_new (ManiArticle *article, const char *group)
{
  ManiArticleItem *self = g_object_new (MANI_TYPE_ARTICLE_ITEM, NULL);

  g_set_object (&self->article, article);
  self->group = g_strdup (article != NULL ? mani_article_get_group (article) : group);

  return self;
}

void
mani_article_item_set_article (ManiArticleItem *self, ManiArticle *article)
{
  if (!g_set_object (&self->article, article))
    return;
  g_free (self->group);
  self->group = g_strdup (mani_article_get_group (article));
  g_clear_pointer (&self->collation_key, g_free);
  g_clear_pointer (&self->folded, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARTICLE]);
}

void
mani_article_item_set_count (ManiArticleItem *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

const char *
mani_article_item_get_collation_key (ManiArticleItem *self)
{
  if (self->collation_key == NULL)
    {
      g_autofree char *title = mani_article_dup_title (self->article);

      self->collation_key = g_utf8_collate_key (title, -1);
    }

  return self->collation_key;
}

static void
append (GString *words, const char *word)
{
  if (word != NULL)
    g_string_append_printf (words, "%s\n", word);
}

static void
fold (ManiArticleItem *self)
{
  static const guint fields[] = { MANI_ARTICLE_BYLINE, MANI_ARTICLE_DATE, MANI_ARTICLE_NOTE };
  ManiRecord *record = MANI_RECORD (self->article);
  const char *source = mani_record_get_string (record, MANI_ARTICLE_SOURCE);
  const char *const *tags = mani_record_get_strings (record, MANI_ARTICLE_TAGS);
  g_autofree char *title = mani_article_dup_title (self->article);
  g_autoptr (GString) words = g_string_new (NULL);

  append (words, title);
  append (words, self->group);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    append (words, mani_record_get_string (record, fields[i]));
  /* The folder of a file is that of many. */
  if (source != NULL && strstr (source, "://") != NULL)
    append (words, source);
  for (guint i = 0; tags[i] != NULL; i++)
    append (words, tags[i]);
  self->folded = mani_fold_string (words->str, MANI_FOLD_ALL);
}

gboolean
mani_article_item_fits (ManiArticleItem *self, const char *folded)
{
  gsize n_all;

  if (self->folded == NULL)
    fold (self);
  n_all = strlen (self->folded);
  while (*folded != '\0')
    {
      gsize n = strcspn (folded, " ");

      if (memmem (self->folded, n_all, folded, n) == NULL)
        return FALSE;
      folded += n + (folded[n] == ' ');
    }

  return TRUE;
}

ManiArticle *
mani_article_item_get_article (ManiArticleItem *self)
{
  return self->article;
}

const char *
mani_article_item_get_group (ManiArticleItem *self)
{
  return self->group;
}

guint
mani_article_item_get_count (ManiArticleItem *self)
{
  return self->count;
}
