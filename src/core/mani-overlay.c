/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checks an edit against the state that it would leave. */

#include "mani-project.h"

#include "mani-project-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiOverlay
{
  ManiProject *project;
  GHashTable *after[MANI_N_KINDS]; /* id -> record, or NULL where it goes */
};

void
mani_overlay_free (ManiOverlay *self)
{
  for (guint i = 0; i < MANI_N_KINDS; i++)
    g_clear_pointer (&self->after[i], g_hash_table_unref);
  g_free (self);
}

/* The record as the overlay (or without one, the project) has it. */
static gpointer
look (ManiProject *project, ManiOverlay *overlay, ManiKind kind, const char *id)
{
  gpointer record;

  if (overlay != NULL && id != NULL &&
      g_hash_table_lookup_extended (overlay->after[kind], id, NULL, &record))
    return record;

  return mani_project_lookup (project, kind, id);
}

static gboolean fail (GError **error, ManiError code, ManiRecord *record, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (GError **error, ManiError code, ManiRecord *record, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MANI_ERROR, code, "%s “%s”: %s", mani_record_get_record_type (record)->name,
               mani_record_get_id (record), message);

  return FALSE;
}

static gboolean
check_references (ManiProject *project, ManiOverlay *overlay, ManiRecord *record, GError **error)
{
  ManiKind kind = mani_kind_of (record);
  const ManiRecordType *type = mani_kind_get_record_type (kind);

  for (guint i = 0; i < type->n_fields; i++)
    {
      ManiKind target;
      const char *id;

      if (!mani_kind_get_reference (kind, i, &target) || !mani_record_has (record, i))
        continue;
      id = mani_record_get_string (record, i);
      if (look (project, overlay, target, id) == NULL &&
          !g_hash_table_contains (project->strangers[target], id))
        return fail (error, MANI_ERROR_NOT_FOUND, record,
                     /* Translators: a member's name, an id, a kind of record */
                     _ ("%s: there is no “%s” among the project’s %s"), type->fields[i].name, id,
                     mani_kind_get_member (target));
    }

  return TRUE;
}

gboolean
mani_project_check_ranges (ManiAnnotation *annotation, ManiArticle *article, GError **error)
{
  ManiRange extent = mani_annotation_get_extent (annotation);

  if (extent.end > mani_article_get_length (article))
    return fail (error, MANI_ERROR_INVALID, MANI_RECORD (annotation),
                 _ ("a range ends at %u, but the text of its article has %u characters"),
                 extent.end, mani_article_get_length (article));

  return TRUE;
}

gboolean
mani_project_check_record (ManiProject *project,
                           ManiOverlay *overlay,
                           ManiRecord *record,
                           GError **error)
{
  ManiArticle *article;

  if (!check_references (project, overlay, record, error))
    return FALSE;
  if (!MANI_IS_ANNOTATION (record))
    return TRUE;

  article = look (project, overlay, MANI_KIND_ARTICLE,
                  mani_annotation_get_article (MANI_ANNOTATION (record)));

  return article == NULL || mani_project_check_ranges (MANI_ANNOTATION (record), article, error);
}

static gboolean
check_label (ManiProject *project,
             ManiOverlay *overlay,
             ManiRecord *label,
             GHashTable *names,
             GError **error)
{
  const char *parent = mani_label_get_parent (MANI_LABEL (label));
  g_autofree char *name = NULL;
  guint depth = 0;

  for (ManiLabel *above = look (project, overlay, MANI_KIND_LABEL, parent); above != NULL;
       above = look (project, overlay, MANI_KIND_LABEL, mani_label_get_parent (above)))
    if (MANI_RECORD (above) == label || depth++ > 1000)
      return fail (error, MANI_ERROR_INVALID, label, _ ("a label cannot stand below itself"));

  name = g_strdup_printf ("%s\n%s", parent != NULL ? parent : "",
                          mani_label_get_name (MANI_LABEL (label)));
  if (!g_hash_table_add (names, g_steal_pointer (&name)))
    return fail (error, MANI_ERROR_CONFLICT, label,
                 _ ("there is another label of the name “%s” at the same place"),
                 mani_label_get_name (MANI_LABEL (label)));

  return TRUE;
}

gboolean
mani_project_check_labels (ManiProject *project,
                           ManiOverlay *overlay,
                           ManiRecord **culprit,
                           GError **error)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;
  gpointer record;

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      record = mani_table_get (labels, i);
      if (overlay != NULL &&
          g_hash_table_contains (overlay->after[MANI_KIND_LABEL], mani_record_get_id (record)))
        continue;
      if (!check_label (project, overlay, record, names, error))
        {
          if (culprit != NULL)
            *culprit = record;
          return FALSE;
        }
    }
  if (overlay == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, overlay->after[MANI_KIND_LABEL]);
  while (g_hash_table_iter_next (&iter, &id, &record))
    if (record != NULL && !check_label (project, overlay, record, names, error))
      {
        if (culprit != NULL)
          *culprit = record;
        return FALSE;
      }

  return TRUE;
}

/* Takes one change up, when it fits what is there. */
static gboolean
lay (ManiOverlay *self, const ManiChange *change, GError **error)
{
  ManiRecord *record = change->before != NULL ? change->before : change->after;
  ManiKind kind = mani_kind_of (record);
  const char *id = mani_record_get_id (record);
  ManiRecord *now = look (self->project, self, kind, id);

  if (change->before == NULL && kind == MANI_KIND_PROJECT)
    return fail (error, MANI_ERROR_CONFLICT, record, _ ("a project has only one"));
  if (change->before == NULL && now != NULL)
    return fail (error, MANI_ERROR_CONFLICT, record, _ ("the id is taken"));
  if (change->before != NULL && now == NULL)
    return fail (error, MANI_ERROR_CONFLICT, record, _ ("it is not there any more"));
  if (change->before != NULL && !mani_record_equal (now, change->before))
    return fail (error, MANI_ERROR_CONFLICT, record, _ ("it has changed meanwhile"));
  if (kind == MANI_KIND_PROJECT && change->after == NULL)
    return fail (error, MANI_ERROR_INVALID, record, _ ("a project cannot do without it"));
  if (change->before != NULL && change->after != NULL &&
      strcmp (id, mani_record_get_id (change->after)) != 0)
    return fail (error, MANI_ERROR_INVALID, record, _ ("an id cannot be changed"));

  g_hash_table_replace (self->after[kind], (gpointer) id, change->after);
  return TRUE;
}

/* Whether something that goes is still referred to in the state after. */
static gboolean
check_uses (ManiOverlay *self, GError **error)
{
  GHashTable *deltas[MANI_N_KINDS];
  gboolean is_sound = TRUE;
  GHashTableIter iter;
  gpointer id;
  gpointer after;

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    deltas[kind] = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      guint n_fields = mani_kind_get_record_type (kind)->n_fields;

      g_hash_table_iter_init (&iter, self->after[kind]);
      while (g_hash_table_iter_next (&iter, &id, &after))
        {
          ManiRecord *sides[] = { mani_project_lookup (self->project, kind, id), after };

          for (guint side = 0; side < 2; side++)
            for (guint i = 0; sides[side] != NULL && i < n_fields; i++)
              {
                ManiKind target;
                const char *to;
                int delta;

                if (!mani_kind_get_reference (kind, i, &target) ||
                    !mani_record_has (sides[side], i))
                  continue;
                to = mani_record_get_string (sides[side], i);
                delta = GPOINTER_TO_INT (g_hash_table_lookup (deltas[target], to));
                g_hash_table_insert (deltas[target], (gpointer) to,
                                     GINT_TO_POINTER (delta + (side == 0 ? -1 : 1)));
              }
        }
    }

  for (guint kind = 0; kind < MANI_N_KINDS && is_sound; kind++)
    {
      g_hash_table_iter_init (&iter, self->after[kind]);
      while (is_sound && g_hash_table_iter_next (&iter, &id, &after))
        {
          ManiRecord *before = mani_project_lookup (self->project, kind, id);
          int uses;

          /* What the file referred to without holding it may come and go. */
          if (after != NULL || before == NULL ||
              g_hash_table_contains (self->project->strangers[kind], id))
            continue;
          uses = mani_project_count_uses (self->project, kind, id) +
                 GPOINTER_TO_INT (g_hash_table_lookup (deltas[kind], id));
          if (uses > 0)
            is_sound = fail (
                error, MANI_ERROR_CONFLICT, before,
                ngettext ("%d record still refers to it", "%d records still refer to it", uses),
                uses);
        }
    }

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    g_hash_table_unref (deltas[kind]);

  return is_sound;
}

/* A text changes only together with every annotation that stands in it; annotations that waited for
 * an article have to fit its text. */
static gboolean
check_text (ManiOverlay *self, ManiRecord *article, GError **error)
{
  ManiRecord *before =
      mani_project_lookup (self->project, MANI_KIND_ARTICLE, mani_record_get_id (article));
  ManiTable *annotations;

  if (before != NULL && mani_record_field_equal (before, article, MANI_ARTICLE_TEXT))
    return TRUE;

  annotations = mani_project_get_annotations (self->project, mani_record_get_id (article));
  for (guint i = 0; i < mani_table_get_length (annotations); i++)
    {
      ManiRecord *annotation = mani_table_get (annotations, i);

      if (g_hash_table_contains (self->after[MANI_KIND_ANNOTATION],
                                 mani_record_get_id (annotation)))
        continue;
      if (before != NULL)
        return fail (error, MANI_ERROR_CONFLICT, article,
                     _ ("its text cannot change under its annotations"));
      if (!mani_project_check_record (self->project, self, annotation, error))
        return FALSE;
    }

  return TRUE;
}

ManiOverlay *
mani_overlay_new (ManiProject *project, ManiEdit *edit, GError **error)
{
  g_autoptr (ManiOverlay) self = g_new0 (ManiOverlay, 1);
  GHashTableIter iter;
  gpointer record;

  self->project = project;
  for (guint i = 0; i < MANI_N_KINDS; i++)
    self->after[i] = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    if (!lay (self, mani_edit_get (edit, i), error))
      return NULL;

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      g_hash_table_iter_init (&iter, self->after[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        if (record != NULL && (!mani_project_check_record (project, self, record, error) ||
                               (kind == MANI_KIND_ARTICLE && !check_text (self, record, error))))
          return NULL;
    }
  if (!check_uses (self, error))
    return NULL;
  if (g_hash_table_size (self->after[MANI_KIND_LABEL]) > 0 &&
      !mani_project_check_labels (project, self, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

ManiEdit *
mani_overlay_get_sorted (ManiOverlay *self)
{
  static const ManiKind sorted[] = { MANI_KIND_ANNOTATION, MANI_KIND_RELATION };
  ManiEdit *edit = mani_edit_new ("");
  GHashTableIter iter;
  gpointer id;
  gpointer after;

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_hash_table_iter_init (&iter, self->after[sorted[i]]);
      while (g_hash_table_iter_next (&iter, &id, &after))
        {
          ManiRecord *before = mani_project_lookup (self->project, sorted[i], id);

          if (before != NULL || after != NULL)
            mani_edit_append (edit, &(ManiChange){ before, after, MANI_EDIT_KEEP_PLACE });
        }
    }

  return edit;
}
