/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saying whom or what a passage names: one undo step, whatever has to be made for it. */

#include "mani-editor.h"

#include "mani-breaks.h"
#include "mani-editor-private.h"
#include "mani-operations.h"

#include <string.h>

/* A passage of more characters is no name. */
#define MAX_NAME 100

/* The first label for passages that names this kind, or NULL. */
static ManiLabel *
find_label (ManiProject *project, ManiEntityKind kind)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels) && kind != MANI_ENTITY_NONE; i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES &&
          mani_label_get_entity_kind (label) == kind)
        return label;
    }

  return NULL;
}

static void
append (ManiEdit *edit, ManiEdit *more)
{
  for (guint i = 0; i < mani_edit_get_length (more); i++)
    mani_edit_append (edit, mani_edit_get (more, i));
}

/* Marks the selection as naming @entity, which @edit may be about to make. */
static gboolean
append_mark (ManiEditor *self,
             ManiEdit *edit,
             const char *entity,
             ManiEntityKind kind,
             ManiAnnotation **made,
             GError **error)
{
  ManiLabel *label = find_label (self->project, kind);
  ManiRange range = self->selection;
  ManiPassage passage = { &range, 1 };
  ManiMark mark = {
    .label = label != NULL ? mani_record_get_id (MANI_RECORD (label)) : NULL,
    .entity = entity,
    .creator = *self->creator != '\0' ? self->creator : NULL,
  };
  g_autoptr (ManiEdit) marking = NULL;

  if (!mani_editor_snap (self, &range))
    return FALSE;
  marking = mani_operation_mark (self->project, mani_record_get_id (MANI_RECORD (self->article)),
                                 &passage, 1, &mark, error);
  if (marking == NULL)
    return FALSE;
  append (edit, marking);
  mani_edit_set_name (edit, mani_edit_get_name (marking));
  *made = MANI_ANNOTATION (mani_edit_get (marking, 0)->after);

  return TRUE;
}

gboolean
mani_editor_link_selection (ManiEditor *self,
                            const char *entity,
                            const char *name,
                            ManiEntityKind kind)
{
  g_autoptr (ManiEdit) edit = mani_edit_new (NULL);
  g_autoptr (GError) error = NULL;
  ManiAnnotation *made = NULL;
  ManiEntity *known;

  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  if (!self->has_selection)
    return FALSE;
  if (entity == NULL)
    entity = mani_operation_need_entity (self->project, edit, name, kind, &error);
  known = entity != NULL ? mani_project_lookup (self->project, MANI_KIND_ENTITY, entity) : NULL;
  if (known != NULL)
    kind = mani_entity_get_kind (known);
  if (entity == NULL || !append_mark (self, edit, entity, kind, &made, &error))
    {
      if (error != NULL)
        mani_editor_set_trouble (self, error);
      return FALSE;
    }
  if (!mani_editor_apply (self, edit, NULL))
    return FALSE;

  mani_editor_set_selection (self, NULL);
  mani_editor_set_selected (self, made);

  return TRUE;
}

gboolean
mani_editor_link (ManiEditor *self,
                  GPtrArray *annotations,
                  const char *entity,
                  const char *name,
                  ManiEntityKind kind)
{
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  if (name != NULL)
    edit = mani_operation_link (self->project, annotations, name, kind, 0, &error);
  else
    edit = mani_operation_set_entity (self->project, annotations, entity, 0);
  if (edit == NULL)
    {
      mani_editor_set_trouble (self, error);
      return FALSE;
    }

  return mani_edit_get_length (edit) > 0 && mani_editor_apply (self, edit, NULL);
}

char *
mani_editor_dup_name (ManiEditor *self, GPtrArray *annotations)
{
  g_autofree char *words = NULL;
  ManiRange range = self->selection;

  g_return_val_if_fail (MANI_IS_EDITOR (self), NULL);

  if (annotations != NULL && annotations->len > 0)
    words = mani_annotation_dup_quote (
        annotations->pdata[0],
        mani_project_lookup (self->project, MANI_KIND_ARTICLE,
                             mani_annotation_get_article (annotations->pdata[0])));
  else if (annotations == NULL && self->has_selection && mani_editor_snap (self, &range))
    words = mani_article_dup_slice (self->article, range.start, range.end);
  if (words == NULL || g_utf8_strlen (words, -1) > MAX_NAME)
    return NULL;
  g_strstrip (g_strdelimit (words, "\n\t", ' '));
  words[mani_breaks_without_possessive (words, strlen (words))] = '\0';

  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}
