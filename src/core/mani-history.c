/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two stacks of edits. */

#include "mani-history.h"

#include <string.h>

struct _ManiHistory
{
  GObject parent_instance;
  ManiProject *project;
  GPtrArray *undo; /* of Step */
  GPtrArray *redo;
  guint64 state;
  guint64 last_state; /* the highest number given */
  ManiHistoryRecorder recorder;
  gpointer recorder_data;
};

/* An edit to be done, the number of the state that it leads to, and when the edit that it is the
 * inverse of was done first. */
typedef struct
{
  ManiEdit *edit;
  guint64 state;
  gint64 time;
} Step;

static Step *
step_new (ManiEdit *edit, guint64 state, gint64 time)
{
  Step *step = g_new (Step, 1);

  *step = (Step){ edit, state, time };
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  mani_edit_unref (step->edit);
  g_free (step);
}

enum
{
  PROP_0,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiHistory, mani_history, G_TYPE_OBJECT)

static void
mani_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiHistory *self = MANI_HISTORY (object);

  switch (id)
    {
    case PROP_UNDO_NAME:
      g_value_set_string (value, mani_history_get_undo_name (self));
      break;

    case PROP_REDO_NAME:
      g_value_set_string (value, mani_history_get_redo_name (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_history_dispose (GObject *object)
{
  ManiHistory *self = MANI_HISTORY (object);

  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_history_parent_class)->dispose (object);
}

static void
mani_history_class_init (ManiHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mani_history_get_property;
  object_class->dispose = mani_history_dispose;

  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_history_init (ManiHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
}

ManiHistory *
mani_history_new (ManiProject *project)
{
  ManiHistory *self = g_object_new (MANI_TYPE_HISTORY, NULL);

  self->project = g_object_ref (project);

  return self;
}

void
mani_history_set_recorder (ManiHistory *self, ManiHistoryRecorder recorder, gpointer data)
{
  g_return_if_fail (MANI_IS_HISTORY (self));

  self->recorder = recorder;
  self->recorder_data = data;
}

static void
record (ManiHistory *self, ManiHistoryDirection direction, ManiEdit *edit)
{
  if (self->recorder != NULL)
    self->recorder (direction, edit, self->recorder_data);
}

static const char *
get_top_name (GPtrArray *stack)
{
  return stack->len > 0 ? mani_edit_get_name (((Step *) stack->pdata[stack->len - 1])->edit) : NULL;
}

/* Says which of the two names are others than before. */
static void
tell (ManiHistory *self, const char *old_undo_name, const char *old_redo_name)
{
  if (g_strcmp0 (old_undo_name, mani_history_get_undo_name (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_NAME]);
  if (g_strcmp0 (old_redo_name, mani_history_get_redo_name (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_NAME]);
}

gboolean
mani_history_apply (ManiHistory *self, ManiEdit *edit, GError **error)
{
  g_autofree char *undo_name = NULL;
  g_autofree char *redo_name = NULL;
  ManiEdit *inverse;

  g_return_val_if_fail (MANI_IS_HISTORY (self), FALSE);

  if (mani_edit_get_length (edit) == 0)
    return TRUE;
  undo_name = g_strdup (mani_history_get_undo_name (self));
  redo_name = g_strdup (mani_history_get_redo_name (self));
  inverse = mani_project_apply (self->project, edit, error);
  if (inverse == NULL)
    return FALSE;

  g_ptr_array_add (self->undo, step_new (inverse, self->state, g_get_real_time ()));
  self->state = ++self->last_state;
  g_ptr_array_set_size (self->redo, 0);
  record (self, MANI_HISTORY_DO, edit);
  tell (self, undo_name, redo_name);

  return TRUE;
}

/* Does the top of one stack; its inverse goes onto the other. */
static gboolean
shift (ManiHistory *self,
       ManiHistoryDirection direction,
       GPtrArray *from,
       GPtrArray *to,
       GError **error)
{
  g_autofree char *undo_name = g_strdup (mani_history_get_undo_name (self));
  g_autofree char *redo_name = g_strdup (mani_history_get_redo_name (self));
  ManiEdit *inverse;
  Step *step;

  if (from->len == 0)
    return FALSE;
  step = from->pdata[from->len - 1];
  inverse = mani_project_apply (self->project, step->edit, error);
  if (inverse == NULL)
    return FALSE;

  g_ptr_array_add (to, step_new (inverse, self->state, step->time));
  self->state = step->state;
  record (self, direction, step->edit);
  g_ptr_array_set_size (from, from->len - 1);
  tell (self, undo_name, redo_name);

  return TRUE;
}

gboolean
mani_history_undo (ManiHistory *self, GError **error)
{
  g_return_val_if_fail (MANI_IS_HISTORY (self), FALSE);

  return shift (self, MANI_HISTORY_UNDO, self->undo, self->redo, error);
}

gboolean
mani_history_redo (ManiHistory *self, GError **error)
{
  g_return_val_if_fail (MANI_IS_HISTORY (self), FALSE);

  return shift (self, MANI_HISTORY_REDO, self->redo, self->undo, error);
}

const char *
mani_history_get_undo_name (ManiHistory *self)
{
  return get_top_name (self->undo);
}

const char *
mani_history_get_redo_name (ManiHistory *self)
{
  return get_top_name (self->redo);
}

guint
mani_history_get_n_undo (ManiHistory *self)
{
  return self->undo->len;
}

static void
clear_history_step (gpointer data)
{
  ManiHistoryStep *step = data;

  g_clear_pointer (&step->name, g_free);
  g_clear_object (&step->before);
  g_clear_object (&step->after);
}

static gboolean
is_record (ManiRecord *record, ManiKind kind, const char *id)
{
  return record != NULL && mani_kind_of (record) == kind &&
         strcmp (mani_record_get_id (record), id) == 0;
}

GArray *
mani_history_list_steps (ManiHistory *self, ManiKind kind, const char *id)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (ManiHistoryStep));

  g_array_set_clear_func (steps, clear_history_step);
  for (guint i = self->undo->len; i > 0; i--)
    {
      const Step *done = self->undo->pdata[i - 1];
      ManiHistoryStep step = { NULL };
      gboolean is_touched = FALSE;

      /* The edits are inverses, and one may change a record twice, the later change first. */
      for (guint j = 0; j < mani_edit_get_length (done->edit); j++)
        {
          const ManiChange *change = mani_edit_get (done->edit, j);

          if (!is_record (change->before, kind, id) && !is_record (change->after, kind, id))
            continue;
          if (!is_touched)
            step.after = change->before;
          step.before = change->after;
          is_touched = TRUE;
        }
      /* Moved, or changed back. */
      if (!is_touched || step.before == step.after)
        continue;
      step.name = g_strdup (mani_edit_get_name (done->edit));
      step.time = done->time;
      if (step.before != NULL)
        g_object_ref (step.before);
      if (step.after != NULL)
        g_object_ref (step.after);
      g_array_append_val (steps, step);
    }

  return steps;
}

guint64
mani_history_get_state (ManiHistory *self)
{
  return self->state;
}
