/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's properties, and how what is current follows the project. */

#include "mani-editor.h"

#include "mani-editor-private.h"

#include <glib/gi18n.h>
#include <string.h>

GParamSpec *mani_editor_properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiEditor, mani_editor, G_TYPE_OBJECT)

static void
set_annotations (ManiEditor *self, ManiTable *annotations)
{
  if (g_set_object (&self->annotations, annotations))
    MANI_EDITOR_NOTIFY (self, PROP_ANNOTATIONS);
}

/* Records are replaced, never changed: what is current is looked up by its id. NULL when the
 * project does not have it. */
static gpointer
find_now (ManiEditor *self, ManiKind kind, gpointer record)
{
  if (record == NULL)
    return NULL;

  return mani_project_lookup (self->project, kind, mani_record_get_id (MANI_RECORD (record)));
}

static void
follow_articles (ManiEditor *self)
{
  ManiTable *articles = mani_project_get_table (self->project, MANI_KIND_ARTICLE);
  ManiArticle *now = find_now (self, MANI_KIND_ARTICLE, self->article);

  if (now == NULL)
    mani_editor_set_article (self, mani_table_get (articles, 0));
  else if (g_set_object (&self->article, now))
    MANI_EDITOR_NOTIFY (self, PROP_ARTICLE);
}

static void
take_chosen (ManiEditor *self, GPtrArray *chosen)
{
  gboolean is_same = chosen->len == self->chosen->len;

  for (guint i = 0; is_same && i < chosen->len; i++)
    is_same = chosen->pdata[i] == self->chosen->pdata[i];
  if (is_same)
    {
      g_ptr_array_unref (chosen);
      return;
    }

  g_ptr_array_unref (self->chosen);
  self->chosen = chosen;
  MANI_EDITOR_NOTIFY (self, PROP_CHOSEN);
}

/* Those of @annotations that the project has, as it has them now. */
static GPtrArray *
find_all_now (ManiEditor *self, GPtrArray *annotations)
{
  GPtrArray *now = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiAnnotation *annotation = find_now (self, MANI_KIND_ANNOTATION, annotations->pdata[i]);

      if (annotation != NULL)
        g_ptr_array_add (now, g_object_ref (annotation));
    }

  return now;
}

/* The selected one, alone or nobody. */
static void
choose_selected (ManiEditor *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->selected != NULL)
    g_ptr_array_add (chosen, g_object_ref (self->selected));
  take_chosen (self, chosen);
}

static void
follow_annotations (ManiEditor *self)
{
  take_chosen (self, find_all_now (self, self->chosen));
  if (g_set_object (&self->relate_from, find_now (self, MANI_KIND_ANNOTATION, self->relate_from)))
    MANI_EDITOR_NOTIFY (self, PROP_RELATE_FROM);
  if (g_set_object (&self->selected, find_now (self, MANI_KIND_ANNOTATION, self->selected)))
    MANI_EDITOR_NOTIFY (self, PROP_SELECTED);
}

/* What follows the editor may look at any table. */
void
mani_editor_follow_project (ManiEditor *self)
{
  mani_editor_set_armed_label (self, self->armed_label);
  follow_articles (self);
  follow_annotations (self);
  mani_editor_update_modified (self);
}

void
mani_editor_update_title (ManiEditor *self)
{
  g_autofree char *title = mani_editor_dup_title (self);

  if (g_strcmp0 (title, self->title) == 0)
    return;
  g_free (self->title);
  self->title = g_steal_pointer (&title);
  MANI_EDITOR_NOTIFY (self, PROP_TITLE);
}

static void
history_changed_cb (ManiEditor *self, GParamSpec *pspec)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
mani_editor_constructed (GObject *object)
{
  ManiEditor *self = MANI_EDITOR (object);

  G_OBJECT_CLASS (mani_editor_parent_class)->constructed (object);

  self->history = mani_history_new (self->project);
  g_signal_connect_object (self->history, "notify", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::info", G_CALLBACK (mani_editor_update_title),
                           self, G_CONNECT_SWAPPED);
  self->title = mani_editor_dup_title (self);
  mani_editor_set_article (
      self, mani_table_get (mani_project_get_table (self->project, MANI_KIND_ARTICLE), 0));
}

static void
mani_editor_dispose (GObject *object)
{
  ManiEditor *self = MANI_EDITOR (object);

  mani_editor_close (self);
  g_clear_object (&self->selected);
  g_ptr_array_set_size (self->chosen, 0);
  g_clear_object (&self->relate_from);
  g_clear_object (&self->armed_label);
  g_clear_object (&self->annotations);
  g_clear_object (&self->article);
  if (self->history != NULL)
    mani_history_set_recorder (self->history, NULL, NULL);
  g_clear_pointer (&self->first, mani_snapshot_unref);
  g_clear_object (&self->history);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_editor_parent_class)->dispose (object);
}

static void
mani_editor_finalize (GObject *object)
{
  ManiEditor *self = MANI_EDITOR (object);

  g_clear_pointer (&self->places, mani_reading_places_free);
  g_clear_pointer (&self->whole, g_bytes_unref);
  g_ptr_array_unref (self->recoveries);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->chosen);
  g_free (self->journal_folder);
  g_free (self->path);
  g_free (self->title);
  g_free (self->creator);
  g_free (self->last_label);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->saved, mani_snapshot_unref);

  G_OBJECT_CLASS (mani_editor_parent_class)->finalize (object);
}

static void
mani_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiEditor *self = MANI_EDITOR (object);

  switch (id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_TITLE:
      g_value_take_string (value, mani_editor_dup_title (self));
      break;

    case PROP_IS_MODIFIED:
      g_value_set_boolean (value, self->is_modified);
      break;

    case PROP_IS_READ_ONLY:
      g_value_set_boolean (value, self->is_read_only);
      break;

    case PROP_IS_SAVING:
      g_value_set_boolean (value, self->is_saving);
      break;

    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;

    case PROP_UNDO_NAME:
      g_value_set_string (value, mani_history_get_undo_name (self->history));
      break;

    case PROP_REDO_NAME:
      g_value_set_string (value, mani_history_get_redo_name (self->history));
      break;

    case PROP_ARTICLE:
      g_value_set_object (value, self->article);
      break;

    case PROP_ANNOTATIONS:
      g_value_set_object (value, self->annotations);
      break;

    case PROP_SELECTION:
      g_value_set_boxed (value, mani_editor_get_selection (self));
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_CHOSEN:
      g_value_set_boxed (value, self->chosen);
      break;

    case PROP_RELATE_FROM:
      g_value_set_object (value, self->relate_from);
      break;

    case PROP_ARMED_LABEL:
      g_value_set_object (value, self->armed_label);
      break;

    case PROP_SNAP_TO_WORDS:
      g_value_set_boolean (value, self->snap_to_words);
      break;

    case PROP_CREATOR:
      g_value_set_string (value, self->creator);
      break;

    case PROP_AUTOSAVE_DELAY:
      g_value_set_uint (value, self->autosave_delay);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiEditor *self = MANI_EDITOR (object);

  switch (id)
    {
    case PROP_PROJECT:
      self->project = g_value_dup_object (value);
      break;

    case PROP_TROUBLE:
      mani_editor_set_trouble (self, g_value_get_boxed (value));
      break;

    case PROP_ARTICLE:
      mani_editor_set_article (self, g_value_get_object (value));
      break;

    case PROP_SELECTION:
      mani_editor_set_selection (self, g_value_get_boxed (value));
      break;

    case PROP_SELECTED:
      mani_editor_set_selected (self, g_value_get_object (value));
      break;

    case PROP_CHOSEN:
      mani_editor_set_chosen (self, g_value_get_boxed (value));
      break;

    case PROP_ARMED_LABEL:
      mani_editor_set_armed_label (self, g_value_get_object (value));
      break;

    case PROP_SNAP_TO_WORDS:
      mani_editor_set_snap_to_words (self, g_value_get_boolean (value));
      break;

    case PROP_CREATOR:
      mani_editor_set_creator (self, g_value_get_string (value));
      break;

    case PROP_AUTOSAVE_DELAY:
      mani_editor_set_autosave_delay (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_editor_class_init (ManiEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamSpec **properties = mani_editor_properties;

  object_class->constructed = mani_editor_constructed;
  object_class->dispose = mani_editor_dispose;
  object_class->finalize = mani_editor_finalize;
  object_class->get_property = mani_editor_get_property;
  object_class->set_property = mani_editor_set_property;

  /* What each is stands in the header. */
  properties[PROP_PROJECT] =
      g_param_spec_object ("project", NULL, NULL, MANI_TYPE_PROJECT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, read);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read);
  properties[PROP_IS_MODIFIED] = g_param_spec_boolean ("is-modified", NULL, NULL, FALSE, read);
  properties[PROP_IS_READ_ONLY] = g_param_spec_boolean ("is-read-only", NULL, NULL, FALSE, read);
  properties[PROP_IS_SAVING] = g_param_spec_boolean ("is-saving", NULL, NULL, FALSE, read);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, write);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, read);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, read);
  properties[PROP_ARTICLE] = g_param_spec_object ("article", NULL, NULL, MANI_TYPE_ARTICLE, write);
  properties[PROP_ANNOTATIONS] =
      g_param_spec_object ("annotations", NULL, NULL, MANI_TYPE_TABLE, read);
  properties[PROP_SELECTION] = g_param_spec_boxed ("selection", NULL, NULL, MANI_TYPE_RANGE, write);
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, MANI_TYPE_ANNOTATION, write);
  properties[PROP_CHOSEN] = g_param_spec_boxed ("chosen", NULL, NULL, G_TYPE_PTR_ARRAY, write);
  properties[PROP_RELATE_FROM] =
      g_param_spec_object ("relate-from", NULL, NULL, MANI_TYPE_ANNOTATION, read);
  properties[PROP_ARMED_LABEL] =
      g_param_spec_object ("armed-label", NULL, NULL, MANI_TYPE_LABEL, write);
  properties[PROP_SNAP_TO_WORDS] = g_param_spec_boolean ("snap-to-words", NULL, NULL, TRUE, write);
  properties[PROP_CREATOR] = g_param_spec_string ("creator", NULL, NULL, "", write);
  properties[PROP_AUTOSAVE_DELAY] =
      g_param_spec_uint ("autosave-delay", NULL, NULL, 0, G_MAXUINT, 0, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_editor_init (ManiEditor *self)
{
  self->snap_to_words = TRUE;
  self->creator = g_strdup ("");
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->recoveries = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_journal_file_unref);
  self->may_recover = TRUE;
}

ManiProject *
mani_editor_get_project (ManiEditor *self)
{
  return self->project;
}

ManiHistory *
mani_editor_get_history (ManiEditor *self)
{
  return self->history;
}

char *
mani_editor_dup_title (ManiEditor *self)
{
  const char *title = mani_project_info_get_title (mani_project_get_info (self->project));
  g_autofree char *name = NULL;

  if (title != NULL)
    return g_strdup (title);
  if (self->path == NULL)
    return g_strdup (_ ("Untitled Project"));

  name = g_path_get_basename (self->path);
  if (g_str_has_suffix (name, ".manicule"))
    name[strlen (name) - strlen (".manicule")] = '\0';

  return g_filename_display_name (name);
}

const GError *
mani_editor_get_trouble (ManiEditor *self)
{
  return self->trouble;
}

void
mani_editor_set_trouble (ManiEditor *self, const GError *trouble)
{
  if (trouble == NULL && self->trouble == NULL)
    return;
  if (trouble != NULL && self->trouble != NULL &&
      g_error_matches (trouble, self->trouble->domain, self->trouble->code) &&
      g_str_equal (trouble->message, self->trouble->message))
    return;

  g_clear_error (&self->trouble);
  if (trouble != NULL)
    self->trouble = g_error_copy (trouble);
  MANI_EDITOR_NOTIFY (self, PROP_TROUBLE);
}

gboolean
mani_editor_apply (ManiEditor *self, ManiEdit *edit, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  /* Nobody hears of one property before the others have followed. */
  g_object_freeze_notify (G_OBJECT (self));
  if (mani_history_apply (self->history, edit, &local))
    mani_editor_follow_project (self);
  else
    mani_editor_set_trouble (self, local);
  g_object_thaw_notify (G_OBJECT (self));

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static gboolean
shift (ManiEditor *self, gboolean (*step) (ManiHistory *, GError **))
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  g_object_freeze_notify (G_OBJECT (self));
  is_done = step (self->history, &error);
  if (is_done)
    mani_editor_follow_project (self);
  else if (error != NULL)
    mani_editor_set_trouble (self, error);
  g_object_thaw_notify (G_OBJECT (self));

  return is_done;
}

gboolean
mani_editor_undo (ManiEditor *self)
{
  return shift (self, mani_history_undo);
}

gboolean
mani_editor_redo (ManiEditor *self)
{
  return shift (self, mani_history_redo);
}

ManiArticle *
mani_editor_get_article (ManiEditor *self)
{
  return self->article;
}

void
mani_editor_set_article (ManiEditor *self, ManiArticle *article)
{
  g_return_if_fail (MANI_IS_EDITOR (self));

  article = find_now (self, MANI_KIND_ARTICLE, article);
  if (!g_set_object (&self->article, article))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  mani_editor_set_selection (self, NULL);
  if (g_set_object (&self->selected, NULL))
    MANI_EDITOR_NOTIFY (self, PROP_SELECTED);
  choose_selected (self);
  MANI_EDITOR_NOTIFY (self, PROP_ARTICLE);
  set_annotations (self, article != NULL
                             ? mani_project_get_annotations (
                                   self->project, mani_record_get_id (MANI_RECORD (article)))
                             : NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

ManiReadingPlaces *
mani_editor_get_reading_places (ManiEditor *self)
{
  g_return_val_if_fail (MANI_IS_EDITOR (self), NULL);

  if (self->places == NULL)
    self->places = mani_reading_places_new (
        NULL, mani_record_get_id (MANI_RECORD (mani_project_get_info (self->project))));

  return self->places;
}

ManiTable *
mani_editor_get_annotations (ManiEditor *self)
{
  return self->annotations;
}

const ManiRange *
mani_editor_get_selection (ManiEditor *self)
{
  return self->has_selection ? &self->selection : NULL;
}

void
mani_editor_set_selection (ManiEditor *self, const ManiRange *selection)
{
  gboolean has = selection != NULL && selection->start < selection->end && self->article != NULL;

  g_return_if_fail (!has || selection->end <= mani_article_get_length (self->article));

  if (has == self->has_selection && (!has || (selection->start == self->selection.start &&
                                              selection->end == self->selection.end)))
    return;

  self->has_selection = has;
  if (has)
    self->selection = *selection;
  MANI_EDITOR_NOTIFY (self, PROP_SELECTION);
}

ManiAnnotation *
mani_editor_get_selected (ManiEditor *self)
{
  return self->selected;
}

/* With the article that it is of. */
static void
select_now (ManiEditor *self, ManiAnnotation *annotation)
{
  ManiArticle *article = annotation != NULL
                             ? mani_project_lookup (self->project, MANI_KIND_ARTICLE,
                                                    mani_annotation_get_article (annotation))
                             : NULL;

  if (article != NULL)
    mani_editor_set_article (self, article);
  if (g_set_object (&self->selected, annotation))
    MANI_EDITOR_NOTIFY (self, PROP_SELECTED);
}

void
mani_editor_set_selected (ManiEditor *self, ManiAnnotation *annotation)
{
  gboolean is_same;

  annotation = find_now (self, MANI_KIND_ANNOTATION, annotation);
  if (self->selected == annotation && (annotation != NULL || self->chosen->len == 0))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  /* A later version of the selected one is no other choice. */
  is_same = annotation != NULL && self->selected != NULL &&
            strcmp (mani_record_get_id (MANI_RECORD (annotation)),
                    mani_record_get_id (MANI_RECORD (self->selected))) == 0;
  select_now (self, annotation);
  if (is_same)
    take_chosen (self, find_all_now (self, self->chosen));
  else
    choose_selected (self);
  g_object_thaw_notify (G_OBJECT (self));
}

GPtrArray *
mani_editor_get_chosen (ManiEditor *self)
{
  return self->chosen;
}

void
mani_editor_set_chosen (ManiEditor *self, GPtrArray *annotations)
{
  g_autoptr (GPtrArray) chosen = NULL;

  g_return_if_fail (MANI_IS_EDITOR (self));

  chosen = find_all_now (self, annotations);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->selected == NULL || !g_ptr_array_find (chosen, self->selected, NULL))
    select_now (self, chosen->len > 0 ? chosen->pdata[0] : NULL);
  take_chosen (self, g_steal_pointer (&chosen));
  g_object_thaw_notify (G_OBJECT (self));
}

ManiAnnotation *
mani_editor_get_relate_from (ManiEditor *self)
{
  return self->relate_from;
}

ManiLabel *
mani_editor_get_armed_label (ManiEditor *self)
{
  return self->armed_label;
}

void
mani_editor_set_armed_label (ManiEditor *self, ManiLabel *label)
{
  if (g_set_object (&self->armed_label, find_now (self, MANI_KIND_LABEL, label)))
    MANI_EDITOR_NOTIFY (self, PROP_ARMED_LABEL);
}

gboolean
mani_editor_get_snap_to_words (ManiEditor *self)
{
  return self->snap_to_words;
}

void
mani_editor_set_snap_to_words (ManiEditor *self, gboolean snap)
{
  if (self->snap_to_words == !!snap)
    return;
  self->snap_to_words = !!snap;
  MANI_EDITOR_NOTIFY (self, PROP_SNAP_TO_WORDS);
}

const char *
mani_editor_get_creator (ManiEditor *self)
{
  return self->creator;
}

void
mani_editor_set_creator (ManiEditor *self, const char *creator)
{
  creator = creator != NULL ? creator : "";
  if (g_str_equal (self->creator, creator))
    return;
  g_free (self->creator);
  self->creator = g_strdup (creator);
  MANI_EDITOR_NOTIFY (self, PROP_CREATOR);
}
