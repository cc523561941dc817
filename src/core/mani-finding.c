/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding a record by what people call it. */

#include "mani-operations.h"

#include "mani-project-private.h"
#include "mani-label-tree.h"

#include <glib/gi18n.h>
#include <string.h>

/* How well a name fits. */
typedef enum
{
  FITS_NOT,
  FITS_ALIAS,
  FITS_NAME,
  FITS_EXACTLY,
} Fit;

static gboolean
folds_to (const char *name, const char *folded)
{
  g_autofree char *other = mani_name_index_fold (name);

  return strcmp (other, folded) == 0;
}

static Fit
fit_entity (ManiEntity *entity, const char *name, const char *folded)
{
  const char *const *aliases = mani_entity_get_aliases (entity);

  if (strcmp (mani_entity_get_name (entity), name) == 0)
    return FITS_EXACTLY;
  if (folds_to (mani_entity_get_name (entity), folded))
    return FITS_NAME;
  for (guint i = 0; aliases[i] != NULL; i++)
    if (folds_to (aliases[i], folded))
      return FITS_ALIAS;

  return FITS_NOT;
}

/* The best so far, and whether another is as good. */
typedef struct
{
  gpointer record;
  Fit fit;
  gboolean is_ambiguous;
} Best;

static void
consider (Best *best, gpointer record, Fit fit)
{
  if (fit == FITS_NOT || fit < best->fit)
    return;
  best->is_ambiguous = fit == best->fit;
  best->fit = fit;
  best->record = record;
}

static const char *
add_entity (ManiEdit *edit, const char *name, ManiEntityKind kind)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);
  g_autoptr (ManiRecord) entity = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, stripped);
  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, kind);
  entity = mani_record_builder_end (builder, NULL);
  mani_edit_add (edit, entity);

  return mani_record_get_id (entity);
}

const char *
mani_operation_need_entity (ManiProject *project,
                            ManiEdit *edit,
                            const char *name,
                            ManiEntityKind kind,
                            GError **error)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  g_autofree char *folded = mani_name_index_fold (name);
  const GPtrArray *known = mani_name_index_find (mani_project_get_names (project), folded);
  GHashTableIter iter;
  gpointer record;
  Best best = { NULL, FITS_NOT, FALSE };

  if (*folded == '\0')
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no name of a person, place or thing"), name);
      return NULL;
    }

  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    {
      const ManiChange *change = mani_edit_get (edit, i);

      record = change->after != NULL ? change->after : change->before;
      if (MANI_IS_ENTITY (record))
        g_hash_table_replace (changed, (gpointer) mani_record_get_id (record), change->after);
    }
  for (guint i = 0; known != NULL && i < known->len; i++)
    if (!g_hash_table_contains (changed, mani_record_get_id (known->pdata[i])))
      g_ptr_array_add (candidates, known->pdata[i]);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (record != NULL)
      g_ptr_array_add (candidates, record);

  for (guint i = 0; i < candidates->len; i++)
    {
      ManiEntity *entity = candidates->pdata[i];
      ManiEntityKind its_kind = mani_entity_get_kind (entity);

      if (kind == MANI_ENTITY_NONE || its_kind == MANI_ENTITY_NONE || its_kind == kind)
        consider (&best, entity, fit_entity (entity, name, folded));
    }

  if (best.is_ambiguous)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS,
                   _ ("“%s” fits more than one person, place or thing"), name);
      return NULL;
    }

  return best.record != NULL ? mani_record_get_id (best.record) : add_entity (edit, name, kind);
}

ManiLabel *
mani_label_find (ManiProject *project, const char *id_or_name, GError **error)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  ManiLabel *by_id = mani_project_lookup (project, MANI_KIND_LABEL, id_or_name);
  Best best = { NULL, FITS_NOT, FALSE };

  if (by_id != NULL)
    return by_id;

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      g_autofree char *path = mani_label_dup_path (project, label);

      if (strcmp (path, id_or_name) == 0 || strcmp (mani_label_get_name (label), id_or_name) == 0)
        consider (&best, label, FITS_NAME);
    }

  if (best.record == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND, _ ("there is no label “%s”"), id_or_name);
  else if (best.is_ambiguous)
    g_set_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS,
                 _ ("“%s” is the name of more than one label"), id_or_name);
  else
    return best.record;

  return NULL;
}

ManiArticle *
mani_article_find (ManiProject *project, const char *id_or_number, GError **error)
{
  ManiArticle *article = mani_project_lookup (project, MANI_KIND_ARTICLE, id_or_number);
  guint64 number;

  if (article == NULL && g_ascii_string_to_unsigned (id_or_number, 10, 1, G_MAXUINT, &number, NULL))
    article = mani_table_get (mani_project_get_table (project, MANI_KIND_ARTICLE), number - 1);
  if (article == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND, _ ("there is no article “%s”"),
                 id_or_number);

  return article;
}
