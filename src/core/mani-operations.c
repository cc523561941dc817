/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on annotations and relations. */

#include "mani-operations.h"

#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

static ManiAnnotation *
make_annotation (const char *article,
                 const ManiPassage *passage,
                 const ManiMark *mark,
                 GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, passage->ranges,
                                  passage->n_ranges);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, mark->label);
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS, mark->tags);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, mark->note);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, mark->entity);
  mani_record_builder_set_word (builder, MANI_ANNOTATION_ORIGIN, mark->origin);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, mark->creator);
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED, mark->now);

  return mani_record_builder_end (builder, error);
}

ManiEdit *
mani_operation_mark (ManiProject *project,
                     const char *article,
                     const ManiPassage *passages,
                     guint n_passages,
                     const ManiMark *mark,
                     GError **error)
{
  g_autoptr (ManiEdit) edit = mani_edit_new (NULL);
  g_autoptr (ManiAnnotation) annotation = NULL;
  g_autofree char *quote = NULL;
  const char *label = mani_operation_get_label_name (project, mark->label);
  ManiMark dated = *mark;

  dated.now = mani_operation_time (mark->now);
  for (guint i = 0; i < n_passages; i++)
    {
      g_clear_object (&annotation);
      annotation = make_annotation (article, &passages[i], &dated, error);
      if (annotation == NULL)
        return NULL;
      mani_edit_add (edit, annotation);
    }

  if (n_passages == 1)
    quote = mani_operation_dup_quote (project, annotation);
  if (n_passages == 1 && mark->label != NULL)
    /* Translators: an edit, as in “Undo …”: the words of a passage, the name of a label */
    mani_operation_named (edit, g_strdup_printf (_ ("Tag “%s” as %s"), quote, label));
  else if (n_passages == 1)
    mani_operation_named (edit, g_strdup_printf (_ ("Highlight “%s”"), quote));
  else if (mark->label != NULL)
    mani_operation_named (edit, g_strdup_printf (ngettext ("Tag %u Passage as %s",
                                                           "Tag %u Passages as %s", n_passages),
                                                 n_passages, label));
  else
    mani_operation_named (edit, g_strdup_printf (ngettext ("Highlight %u Passage",
                                                           "Highlight %u Passages", n_passages),
                                                 n_passages));

  return g_steal_pointer (&edit);
}

static void
change_label (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer label)
{
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
}

ManiEdit *
mani_operation_relabel (ManiProject *project, GPtrArray *annotations, const char *label, gint64 now)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  const char *name = mani_operation_get_label_name (project, label);

  mani_operation_change_all (edit, annotations, change_label, label, now);
  if (label != NULL && quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Relabel “%s” as %s"), quote, name));
  if (label != NULL)
    return mani_operation_named (
        edit,
        g_strdup_printf (
            ngettext ("Relabel %u Annotation as %s", "Relabel %u Annotations as %s", n), n, name));
  if (quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Take Label from “%s”"), quote));

  return mani_operation_named (
      edit,
      g_strdup_printf (
          ngettext ("Take Label from %u Annotation", "Take Labels from %u Annotations", n), n));
}

static void
change_note (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer note)
{
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, note);
}

ManiEdit *
mani_operation_set_note (ManiProject *project,
                         ManiAnnotation *annotation,
                         const char *note,
                         gint64 now)
{
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *quote = mani_operation_dup_quote (project, annotation);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();

  g_ptr_array_add (annotations, annotation);
  mani_operation_change_all (edit, annotations, change_note, note, now);
  if (note == NULL || *note == '\0')
    return mani_operation_named (edit, g_strdup_printf (_ ("Delete Note on “%s”"), quote));
  if (mani_annotation_get_note (annotation) == NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Write Note on “%s”"), quote));

  return mani_operation_named (edit, g_strdup_printf (_ ("Change Note on “%s”"), quote));
}

static void
change_status (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer status)
{
  mani_record_builder_set_word (builder, MANI_ANNOTATION_STATUS, GPOINTER_TO_UINT (status));
}

ManiEdit *
mani_operation_set_status (ManiProject *project,
                           GPtrArray *annotations,
                           ManiAnnotationStatus status,
                           gint64 now)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  const char *one;
  const char *many;

  mani_operation_change_all (edit, annotations, change_status, GUINT_TO_POINTER (status), now);
  switch (status)
    {
    case MANI_ANNOTATION_CONFIRMED:
      one = _ ("Mark “%s” as Confirmed");
      many = ngettext ("Mark %u Annotation as Confirmed", "Mark %u Annotations as Confirmed", n);
      break;

    case MANI_ANNOTATION_DISPUTED:
      one = _ ("Mark “%s” as Disputed");
      many = ngettext ("Mark %u Annotation as Disputed", "Mark %u Annotations as Disputed", n);
      break;

    case MANI_ANNOTATION_UNIDENTIFIABLE:
      one = _ ("Mark “%s” as Unidentifiable");
      many = ngettext ("Mark %u Annotation as Unidentifiable",
                       "Mark %u Annotations as Unidentifiable", n);
      break;

    case MANI_ANNOTATION_UNVERIFIED:
    default:
      one = _ ("Mark “%s” as Unverified");
      many = ngettext ("Mark %u Annotation as Unverified", "Mark %u Annotations as Unverified", n);
      break;
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return mani_operation_named (edit, quote != NULL ? g_strdup_printf (one, quote)
                                                   : g_strdup_printf (many, n));
#pragma GCC diagnostic pop
}

static void
change_entity (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer entity)
{
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
}

static ManiEdit *
name_link (ManiProject *project, GPtrArray *annotations, ManiEdit *edit, const char *name)
{
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);

  if (quote != NULL)
    /* Translators: the words of a passage, the name of a person or place that it means */
    return mani_operation_named (edit, g_strdup_printf (_ ("Link “%s” to %s"), quote, name));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Link %u Annotation to %s", "Link %u Annotations to %s", n),
                             n, name));
}

ManiEdit *
mani_operation_set_entity (ManiProject *project,
                           GPtrArray *annotations,
                           const char *entity,
                           gint64 now)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  ManiEntity *record = mani_project_lookup (project, MANI_KIND_ENTITY, entity);

  mani_operation_change_all (edit, annotations, change_entity, entity, now);
  mani_operation_append_forgotten (project, edit);
  if (entity != NULL)
    return name_link (project, annotations, edit,
                      record != NULL ? mani_entity_get_name (record) : entity);
  if (quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Unlink “%s”"), quote));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Unlink %u Annotation", "Unlink %u Annotations", n), n));
}

ManiEdit *
mani_operation_link (ManiProject *project,
                     GPtrArray *annotations,
                     const char *name,
                     ManiEntityKind kind,
                     gint64 now,
                     GError **error)
{
  g_autoptr (ManiEdit) edit = mani_edit_new (NULL);
  const char *id = mani_operation_need_entity (project, edit, name, kind, error);
  ManiEntity *entity;

  if (id == NULL)
    return NULL;

  entity = mani_project_lookup (project, MANI_KIND_ENTITY, id);
  if (entity == NULL)
    entity = MANI_ENTITY (mani_edit_get (edit, 0)->after);
  mani_operation_change_all (edit, annotations, change_entity, id, now);
  mani_operation_append_forgotten (project, edit);

  return name_link (project, annotations, g_steal_pointer (&edit), mani_entity_get_name (entity));
}

static void
change_tags (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer tags)
{
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS, tags);
}

ManiEdit *
mani_operation_set_tags (ManiProject *project,
                         GPtrArray *annotations,
                         const char *const *tags,
                         gint64 now)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);

  mani_operation_change_all (edit, annotations, change_tags, tags, now);
  if (quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Change Tags of “%s”"), quote));

  return mani_operation_named (
      edit, g_strdup_printf (
                ngettext ("Change Tags of %u Annotation", "Change Tags of %u Annotations", n), n));
}

ManiEdit *
mani_operation_set_ranges (ManiProject *project,
                           ManiAnnotation *annotation,
                           const ManiRange *ranges,
                           guint n_ranges,
                           gint64 now,
                           GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (annotation));
  g_autoptr (ManiRecord) after = NULL;
  g_autofree char *quote = mani_operation_dup_quote (project, annotation);
  ManiEdit *edit;
  guint n_before;
  const ManiRange *before = mani_annotation_get_ranges (annotation, &n_before);

  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n_ranges);
  if (n_ranges > 0)
    for (guint i = MANI_ANNOTATION_QUOTE; i <= MANI_ANNOTATION_POSITION; i++)
      mani_record_builder_clear (builder, i);
  mani_record_builder_set_time (builder, MANI_ANNOTATION_MODIFIED, mani_operation_time (now));
  after = mani_record_builder_end (builder, error);
  if (after == NULL)
    return NULL;

  edit = mani_operation_named (mani_edit_new (NULL),
                               g_strdup_printf (_ ("Change Extent of “%s”"), quote));
  if (n_ranges != n_before ||
      (n_ranges > 0 && memcmp (ranges, before, n_ranges * sizeof *ranges) != 0))
    mani_edit_replace (edit, annotation, after);

  return edit;
}

ManiEdit *
mani_operation_remove_annotations (ManiProject *project, GPtrArray *annotations)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = annotations->len;
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);

  mani_operation_append_removal (project, edit, annotations);
  if (quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Remove Annotation of “%s”"), quote));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Remove %u Annotation", "Remove %u Annotations", n), n));
}

ManiEdit *
mani_operation_relate (ManiProject *project,
                       ManiAnnotation *from,
                       ManiAnnotation *to,
                       const char *label,
                       const char *creator,
                       gint64 now)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_relation_record_type);
  g_autoptr (ManiRelation) relation = NULL;
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *first = mani_operation_dup_quote (project, from);
  g_autofree char *second = mani_operation_dup_quote (project, to);

  mani_record_builder_set_string (builder, MANI_RELATION_FROM,
                                  mani_record_get_id (MANI_RECORD (from)));
  mani_record_builder_set_string (builder, MANI_RELATION_TO, mani_record_get_id (MANI_RECORD (to)));
  mani_record_builder_set_string (builder, MANI_RELATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_RELATION_CREATOR, creator);
  mani_record_builder_set_time (builder, MANI_RELATION_CREATED, mani_operation_time (now));
  relation = mani_record_builder_end (builder, NULL);
  mani_edit_add (edit, relation);

  if (label == NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Relate “%s” to “%s”"), first, second));

  return mani_operation_named (
      edit,
      /* Translators: the words of two passages, the name of a relation's label */
      g_strdup_printf (_ ("Relate “%s” to “%s” as %s"), first, second,
                       mani_operation_get_label_name (project, label)));
}
