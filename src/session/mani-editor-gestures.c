/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a gesture does: one undo step each. */

#include "mani-editor.h"

#include "mani-breaks.h"
#include "mani-editor-private.h"
#include "mani-operations.h"

#include <string.h>

gboolean
mani_editor_snap (ManiEditor *self, ManiRange *range)
{
  const char *text;
  const ManiOffsetMap *map;
  guint start = range->start;
  guint end = range->end;

  if (self->article == NULL)
    return FALSE;
  text = mani_article_get_text (self->article);
  map = mani_article_get_offset_map (self->article);
  if (self->snap_to_words)
    mani_breaks_snap_to_words (text, map, &start, &end);
  else
    mani_breaks_snap_graphemes (text, map, &start, &end);
  *range = (ManiRange){ start, end };

  return start < end;
}

/* The annotation that an edit has just made or changed becomes the selected one. */
static void
select_made (ManiEditor *self, ManiEdit *edit)
{
  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    {
      const ManiChange *change = mani_edit_get (edit, i);

      if (change->after != NULL && MANI_IS_ANNOTATION (change->after))
        {
          mani_editor_set_selected (self, MANI_ANNOTATION (change->after));
          return;
        }
    }
}

static void
remember_label (ManiEditor *self, ManiLabel *label)
{
  g_free (self->last_label);
  self->last_label = g_strdup (label != NULL ? mani_record_get_id (MANI_RECORD (label)) : "");
}

static gboolean
mark_selection (ManiEditor *self, ManiLabel *label)
{
  g_autoptr (ManiEdit) edit = NULL;
  ManiRange range = self->selection;
  ManiPassage passage = { &range, 1 };
  ManiMark mark = {
    .label = label != NULL ? mani_record_get_id (MANI_RECORD (label)) : NULL,
    .creator = *self->creator != '\0' ? self->creator : NULL,
  };

  if (!self->has_selection || !mani_editor_snap (self, &range))
    return FALSE;
  edit = mani_operation_mark (self->project, mani_record_get_id (MANI_RECORD (self->article)),
                              &passage, 1, &mark, NULL);
  if (edit == NULL || !mani_editor_apply (self, edit, NULL))
    return FALSE;

  remember_label (self, label);
  mani_editor_set_selection (self, NULL);
  select_made (self, edit);

  return TRUE;
}

gboolean
mani_editor_relabel (ManiEditor *self, ManiLabel *label)
{
  g_autoptr (ManiEdit) edit = NULL;

  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  remember_label (self, label);
  edit =
      mani_operation_relabel (self->project, self->chosen,
                              label != NULL ? mani_record_get_id (MANI_RECORD (label)) : NULL, 0);

  return mani_edit_get_length (edit) > 0 && mani_editor_apply (self, edit, NULL);
}

gboolean
mani_editor_press_label (ManiEditor *self, ManiLabel *label)
{
  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  if (self->has_selection)
    return mark_selection (self, label);
  if (self->selected != NULL)
    return mani_editor_relabel (self, label);

  mani_editor_set_armed_label (self, self->armed_label == label ? NULL : label);
  return TRUE;
}

gboolean
mani_editor_finish_selection (ManiEditor *self)
{
  return self->armed_label != NULL && mark_selection (self, self->armed_label);
}

gboolean
mani_editor_repeat_label (ManiEditor *self)
{
  ManiLabel *label;

  if (self->last_label == NULL)
    return FALSE;
  label = mani_project_lookup (self->project, MANI_KIND_LABEL, self->last_label);
  if (label == NULL && *self->last_label != '\0')
    return FALSE;
  if (self->has_selection)
    return mark_selection (self, label);

  return self->selected != NULL && mani_editor_relabel (self, label);
}

static void
set_relate_from (ManiEditor *self, ManiAnnotation *annotation)
{
  if (g_set_object (&self->relate_from, annotation))
    MANI_EDITOR_NOTIFY (self, PROP_RELATE_FROM);
}

gboolean
mani_editor_let_go (ManiEditor *self)
{
  if (self->relate_from != NULL)
    set_relate_from (self, NULL);
  else if (self->armed_label != NULL)
    mani_editor_set_armed_label (self, NULL);
  else if (self->has_selection)
    mani_editor_set_selection (self, NULL);
  else if (self->selected != NULL)
    mani_editor_set_selected (self, NULL);
  else
    return FALSE;

  return TRUE;
}

gboolean
mani_editor_remove_selected (ManiEditor *self)
{
  g_autoptr (ManiEdit) edit = NULL;

  if (self->chosen->len == 0)
    return FALSE;
  edit = mani_operation_remove_annotations (self->project, self->chosen);

  return mani_editor_apply (self, edit, NULL);
}

gboolean
mani_editor_relate (ManiEditor *self)
{
  g_autoptr (ManiAnnotation) from = NULL;
  g_autoptr (ManiEdit) edit = NULL;

  if (self->selected == NULL)
    return FALSE;
  if (self->relate_from == NULL)
    {
      set_relate_from (self, self->selected);
      return TRUE;
    }

  from = g_object_ref (self->relate_from);
  set_relate_from (self, NULL);
  if (from == self->selected)
    return TRUE;
  edit = mani_operation_relate (self->project, from, self->selected, NULL,
                                *self->creator != '\0' ? self->creator : NULL, 0);

  return mani_editor_apply (self, edit, NULL);
}

gboolean
mani_editor_walk (ManiEditor *self, int by, guint offset)
{
  guint n = self->annotations != NULL ? mani_table_get_length (self->annotations) : 0;
  ManiAnnotation *annotation = NULL;
  guint position;

  if (n == 0)
    return FALSE;

  if (self->selected != NULL &&
      mani_table_find (self->annotations, MANI_RECORD (self->selected), &position))
    position = (position + n + (by < 0 ? -1 : 1)) % n;
  else
    {
      for (position = 0; position < n; position++)
        if (mani_annotation_get_extent (mani_table_get (self->annotations, position)).start >=
            offset)
          break;
      position = (position + n - (by < 0 ? 1 : 0)) % n;
    }

  for (guint i = 0; i < n; i++)
    {
      annotation = mani_table_get (self->annotations, position);
      if (!mani_annotation_is_orphan (annotation))
        break;
      annotation = NULL;
      position = (position + n + (by < 0 ? -1 : 1)) % n;
    }
  if (annotation == NULL)
    return FALSE;
  mani_editor_set_selected (self, annotation);

  return TRUE;
}

gboolean
mani_editor_set_note (ManiEditor *self, ManiAnnotation *annotation, const char *note)
{
  g_autoptr (ManiEdit) edit = NULL;
  const char *old = mani_annotation_get_note (annotation);

  if (g_strcmp0 (old != NULL ? old : "", note != NULL ? note : "") == 0)
    return FALSE;
  edit = mani_operation_set_note (self->project, annotation, note, 0);

  return mani_editor_apply (self, edit, NULL);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const ManiRange *one = a;
  const ManiRange *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* @ranges with @range taken away where it lies within one of them, else with it added and joined to
 * those that it meets. */
static GArray *
toggle (const ManiRange *ranges, guint n, ManiRange range)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  gboolean is_inside = FALSE;

  for (guint i = 0; i < n; i++)
    is_inside = is_inside || (ranges[i].start <= range.start && range.end <= ranges[i].end);

  for (guint i = 0; i < n; i++)
    {
      ManiRange left = { ranges[i].start, MIN (ranges[i].end, range.start) };
      ManiRange right = { MAX (ranges[i].start, range.end), ranges[i].end };

      if (range.end < ranges[i].start || range.start > ranges[i].end)
        g_array_append_val (result, ranges[i]);
      else if (is_inside)
        {
          if (left.start < left.end)
            g_array_append_val (result, left);
          if (right.start < right.end)
            g_array_append_val (result, right);
        }
      else
        range = (ManiRange){ MIN (range.start, ranges[i].start), MAX (range.end, ranges[i].end) };
    }
  if (!is_inside)
    g_array_append_val (result, range);
  g_array_sort (result, compare_starts);

  return result;
}

gboolean
mani_editor_toggle_range (ManiEditor *self)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  ManiRange range = self->selection;
  const ManiRange *old;
  guint n;

  if (self->selected == NULL || !self->has_selection || !mani_editor_snap (self, &range))
    return FALSE;
  old = mani_annotation_get_ranges (self->selected, &n);
  ranges = toggle (old, n, range);
  if (ranges->len == 0)
    return FALSE;
  edit = mani_operation_set_ranges (self->project, self->selected, (ManiRange *) ranges->data,
                                    ranges->len, 0, NULL);
  if (edit == NULL || !mani_editor_apply (self, edit, NULL))
    return FALSE;
  mani_editor_set_selection (self, NULL);

  return TRUE;
}

gboolean
mani_editor_place (ManiEditor *self, ManiAnnotation *annotation)
{
  g_autoptr (ManiEdit) edit = NULL;
  ManiRange range = self->selection;

  annotation = mani_project_lookup (self->project, MANI_KIND_ANNOTATION,
                                    mani_record_get_id (MANI_RECORD (annotation)));
  if (annotation == NULL || self->article == NULL || !self->has_selection ||
      g_strcmp0 (mani_annotation_get_article (annotation),
                 mani_record_get_id (MANI_RECORD (self->article))) != 0 ||
      !mani_editor_snap (self, &range))
    return FALSE;
  edit = mani_operation_set_ranges (self->project, annotation, &range, 1, 0, NULL);
  if (edit == NULL || !mani_editor_apply (self, edit, NULL))
    return FALSE;
  mani_editor_set_selection (self, NULL);
  mani_editor_set_selected (self, annotation);

  return TRUE;
}

ManiLabel *
mani_editor_find_label_by_key (ManiEditor *self, const char *key)
{
  ManiTable *labels = mani_project_get_table (self->project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES &&
          g_strcmp0 (mani_label_get_key (label), key) == 0)
        return label;
    }

  return NULL;
}
