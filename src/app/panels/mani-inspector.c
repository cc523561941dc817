/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows for what is chosen, filled from the records and written back by edits. */

#include "mani-inspector.h"

#include "mani-entity-list.h"
#include "mani-inspector-details.h"
#include "mani-note-preview.h"
#include "mani-operations.h"
#include "mani-suggestions.h"
#include "mani-tag-field.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _ManiInspector
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *labels;
  GSignalGroup *entity_table;
  GPtrArray *shown; /* of ManiAnnotation: what was chosen when the rows were filled */
  gboolean is_filling;

  GtkRevealer *revealer;
  GtkLabel *several;
  AdwComboRow *label;
  GtkStringList *label_names;
  GPtrArray *label_ids; /* "" first: none; then, while they differ, NULL */
  AdwComboRow *status;
  GtkStringList *status_names;
  AdwEntryRow *entity;
  ManiEntityList *entities; /* made when somebody types */
  GPtrArray *candidates;    /* of ManiEntityItem */
  char *offered;            /* a new name, the first suggestion before the candidates, or NULL */
  ManiSuggestions *suggestions;
  ManiTagField *tags;
  GtkWidget *note_frame;
  GtkTextView *note;
  GtkTextBuffer *note_buffer;
  GtkWidget *note_hint;
  GtkStack *note_stack;
  GtkLabel *note_preview;
  GtkToggleButton *preview_button;
  ManiInspectorDetails *details;
};

#define N_STATUSES 4

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiInspector, mani_inspector, GTK_TYPE_WIDGET)

static ManiProject *
get_project (ManiInspector *self)
{
  return mani_editor_get_project (self->editor);
}

/* (transfer full): those that are shown, as the project has them now. */
static GPtrArray *
list_shown (ManiInspector *self)
{
  GPtrArray *now = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->editor != NULL && i < self->shown->len; i++)
    {
      ManiAnnotation *annotation = mani_project_lookup (get_project (self), MANI_KIND_ANNOTATION,
                                                        mani_record_get_id (self->shown->pdata[i]));

      if (annotation != NULL)
        g_ptr_array_add (now, g_object_ref (annotation));
    }

  return now;
}

/* Takes @edit. */
static void
apply (ManiInspector *self, ManiEdit *edit)
{
  g_autoptr (ManiEdit) owned = edit;

  if (mani_edit_get_length (owned) > 0)
    mani_editor_apply (self->editor, owned, NULL);
}

/* What all of them have in common, by @get; FALSE when they differ. */
static gboolean
is_common (GPtrArray *annotations, const char *(*get) (ManiAnnotation *) )
{
  for (guint i = 1; i < annotations->len; i++)
    if (g_strcmp0 (get (annotations->pdata[0]), get (annotations->pdata[i])) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
has_names (GtkStringList *list, GPtrArray *names)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (n != names->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (gtk_string_list_get_string (list, i), names->pdata[i]) != 0)
      return FALSE;

  return TRUE;
}

/* Rows of a list are dear: mostly there is nothing to do. */
static void
offer (GtkStringList *list, GPtrArray *names)
{
  if (has_names (list, names))
    return;
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)),
                          (const char *const *) names->pdata);
}

static void
fill_label (ManiInspector *self, GPtrArray *annotations)
{
  ManiTable *labels = mani_project_get_table (get_project (self), MANI_KIND_LABEL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *id = mani_annotation_get_label (annotations->pdata[0]);
  guint position = 0;

  g_ptr_array_set_size (self->label_ids, 0);
  g_ptr_array_add (names, _ ("None (Highlight)"));
  g_ptr_array_add (self->label_ids, g_strdup (""));
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) != MANI_LABEL_FOR_PASSAGES)
        continue;
      if (g_strcmp0 (mani_record_get_id (MANI_RECORD (label)), id) == 0)
        position = self->label_ids->len;
      g_ptr_array_add (names, (gpointer) mani_label_get_name (label));
      g_ptr_array_add (self->label_ids, g_strdup (mani_record_get_id (MANI_RECORD (label))));
    }
  if (!is_common (annotations, mani_annotation_get_label))
    {
      position = self->label_ids->len;
      g_ptr_array_add (names, _ ("Several Labels"));
      g_ptr_array_add (self->label_ids, NULL);
    }
  offer (self->label_names, names);
  adw_combo_row_set_selected (self->label, position);
}

static void
fill_status (ManiInspector *self, GPtrArray *annotations)
{
  guint status = mani_annotation_get_status (annotations->pdata[0]);
  gboolean is_same = TRUE;

  for (guint i = 1; i < annotations->len; i++)
    is_same = is_same && mani_annotation_get_status (annotations->pdata[i]) == status;
  gtk_string_list_splice (self->status_names, N_STATUSES,
                          g_list_model_get_n_items (G_LIST_MODEL (self->status_names)) - N_STATUSES,
                          NULL);
  if (!is_same)
    gtk_string_list_append (self->status_names, _ ("Several Statuses"));
  adw_combo_row_set_selected (self->status, is_same ? status : N_STATUSES);
}

static void
stop_suggesting (ManiInspector *self)
{
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_free);
  mani_suggestions_show (self->suggestions, NULL);
}

static void
fill_entity (ManiInspector *self, GPtrArray *annotations)
{
  gboolean is_same = is_common (annotations, mani_annotation_get_entity);
  ManiEntity *entity =
      is_same ? mani_project_lookup (get_project (self), MANI_KIND_ENTITY,
                                     mani_annotation_get_entity (annotations->pdata[0]))
              : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entity),
                                 is_same ? _ ("Who or Where") : _ ("Who or Where (Several)"));
  gtk_editable_set_text (GTK_EDITABLE (self->entity),
                         entity != NULL ? mani_entity_get_name (entity) : "");
  stop_suggesting (self);
}

/* Those of all as they stand in the first; those of some as they come. */
static void
fill_tags (ManiInspector *self, GPtrArray *annotations)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < annotations->len; i++)
    {
      const char *const *tags = mani_annotation_get_tags (annotations->pdata[i]);

      for (guint j = 0; tags[j] != NULL; j++)
        {
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, tags[j]));

          g_hash_table_insert (counts, (gpointer) tags[j], GUINT_TO_POINTER (n + 1));
          if (n == 0)
            g_ptr_array_add (order, (gpointer) tags[j]);
        }
    }
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (
        GPOINTER_TO_UINT (g_hash_table_lookup (counts, order->pdata[i])) == annotations->len ? all
                                                                                             : some,
        order->pdata[i]);
  g_ptr_array_add (all, NULL);
  g_ptr_array_add (some, NULL);
  mani_tag_field_show (self->tags, get_project (self), (const char *const *) all->pdata,
                       (const char *const *) some->pdata);
}

static void
update_preview (ManiInspector *self)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *note = NULL;
  g_autofree char *markup = NULL;

  if (!gtk_toggle_button_get_active (self->preview_button))
    {
      gtk_stack_set_visible_child_name (self->note_stack, "text");
      return;
    }
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  note = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  markup = mani_note_preview_dup_markup (note);
  gtk_label_set_markup (self->note_preview, markup);
  gtk_stack_set_visible_child_name (self->note_stack, "preview");
}

static void
fill_note (ManiInspector *self, GPtrArray *annotations)
{
  const char *note = mani_annotation_get_note (annotations->pdata[0]);

  gtk_widget_set_visible (self->note_frame, annotations->len == 1);
  gtk_text_buffer_set_text (self->note_buffer, note != NULL ? note : "", -1);
  update_preview (self);
}

static void
fill (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  g_autofree char *several = g_strdup_printf (
      ngettext ("%u Annotation", "%u Annotations", annotations->len), annotations->len);

  if (annotations->len > 0)
    {
      self->is_filling = TRUE;
      gtk_label_set_text (self->several, several);
      gtk_widget_set_visible (GTK_WIDGET (self->several), annotations->len > 1);
      fill_label (self, annotations);
      fill_status (self, annotations);
      fill_entity (self, annotations);
      fill_tags (self, annotations);
      fill_note (self, annotations);
      self->is_filling = FALSE;
    }
  mani_inspector_details_show (self->details, self->editor);
  gtk_revealer_set_reveal_child (self->revealer, annotations->len > 0);
}

static void
note_changed_cb (ManiInspector *self)
{
  gtk_widget_set_visible (self->note_hint, gtk_text_buffer_get_char_count (self->note_buffer) == 0);
}

static void
commit_note (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  g_autofree char *note = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (annotations->len != 1 || self->is_filling)
    return;
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  note = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  mani_editor_set_note (self->editor, annotations->pdata[0], note);
}

static void
add_tag_cb (ManiInspector *self, const char *tag)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  ManiEdit *edit = NULL;

  if (annotations->len > 0)
    edit = mani_operation_add_tag (get_project (self), annotations, tag, 0, NULL);
  if (edit != NULL)
    apply (self, edit);
}

static void
remove_tag_cb (ManiInspector *self, const char *tag)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);

  if (annotations->len > 0)
    apply (self, mani_operation_remove_tag (get_project (self), annotations, tag, 0));
}

/* What the label names, when all have the same one. */
static ManiEntityKind
get_kind (ManiInspector *self, GPtrArray *annotations)
{
  ManiLabel *label = is_common (annotations, mani_annotation_get_label)
                         ? mani_project_lookup (get_project (self), MANI_KIND_LABEL,
                                                mani_annotation_get_label (annotations->pdata[0]))
                         : NULL;

  return label != NULL ? mani_label_get_entity_kind (label) : MANI_ENTITY_NONE;
}

/* One step: the entity, when it is new, and the link to it. */
static void
commit_entity (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entity))));
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_same;
  ManiEntity *entity;

  if (annotations->len == 0 || self->is_filling)
    return;
  stop_suggesting (self);
  is_same = is_common (annotations, mani_annotation_get_entity);
  entity = is_same ? mani_project_lookup (get_project (self), MANI_KIND_ENTITY,
                                          mani_annotation_get_entity (annotations->pdata[0]))
                   : NULL;
  /* As it was filled. */
  if (g_strcmp0 (entity != NULL ? mani_entity_get_name (entity) : "", name) == 0)
    return;

  if (*name == '\0')
    edit = mani_operation_set_entity (get_project (self), annotations, NULL, 0);
  else
    edit = mani_operation_link (get_project (self), annotations, name, get_kind (self, annotations),
                                0, &error);
  if (edit == NULL)
    mani_editor_set_trouble (self->editor, error);
  else
    apply (self, g_steal_pointer (&edit));
}

static gboolean
has_entity (GPtrArray *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    if (mani_annotation_get_entity (annotations->pdata[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* What fits @typed, best first. */
static void
suggest (ManiInspector *self, GPtrArray *annotations, const char *typed, gboolean can_make)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *folded = mani_entity_fold (typed);

  if (self->entities == NULL)
    self->entities = mani_entity_list_new (get_project (self));
  self->candidates = mani_entity_list_list_candidates (
      self->entities, typed, get_kind (self, annotations), MANI_MAX_SUGGESTIONS);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      ManiEntityItem *item = self->candidates->pdata[i];

      can_make &= mani_entity_item_fit (item, folded) != MANI_ENTITY_FITS_NAME;
      g_ptr_array_add (names, (gpointer) mani_entity_get_name (mani_entity_item_get_entity (item)));
    }
  if (can_make)
    {
      self->offered = g_strdup (typed);
      g_ptr_array_insert (names, 0, self->offered);
    }
  mani_suggestions_show (self->suggestions, names);
}

/* While nothing is typed and nobody named yet, the marked words are offered. */
static void
entity_typed_cb (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = NULL;
  g_autofree char *words = NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entity));

  if (self->is_filling || self->editor == NULL)
    return;
  stop_suggesting (self);
  annotations = list_shown (self);
  if (annotations->len == 0)
    return;
  if (*typed != '\0')
    suggest (self, annotations, typed, FALSE);
  else if (!has_entity (annotations))
    {
      words = mani_editor_dup_name (self->editor, annotations);
      if (words == NULL)
        return;
      suggest (self, annotations, words, TRUE);
      mani_suggestions_walk (self->suggestions, 1);
    }
}

/* With the keys, but not when they come back to a name that is there. */
static void
entity_entered_cb (ManiInspector *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entity)) == '\0')
    entity_typed_cb (self);
}

static void
entity_chosen_cb (ManiInspector *self, guint which)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  g_autoptr (ManiEntity) entity = NULL;
  g_autofree char *name = g_steal_pointer (&self->offered);
  guint n_new = name != NULL ? 1 : 0;

  if (self->candidates == NULL || which >= self->candidates->len + n_new || annotations->len == 0)
    return;
  if (which >= n_new)
    {
      entity = g_object_ref (mani_entity_item_get_entity (self->candidates->pdata[which - n_new]));
      g_free (name);
      name = g_strdup (mani_entity_get_name (entity));
    }
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entity), name);
  self->is_filling = FALSE;
  stop_suggesting (self);
  if (entity != NULL)
    apply (self, mani_operation_set_entity (get_project (self), annotations,
                                            mani_record_get_id (MANI_RECORD (entity)), 0));
  else
    commit_entity (self);
}

void
mani_inspector_commit (ManiInspector *self)
{
  commit_note (self);
  mani_tag_field_commit (self->tags);
  commit_entity (self);
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (mani_record_get_id (a->pdata[i]), mani_record_get_id (b->pdata[i])) != 0)
      return FALSE;

  return TRUE;
}

static void
follow_cb (ManiInspector *self)
{
  g_autoptr (GPtrArray) chosen = self->editor != NULL
                                     ? g_ptr_array_ref (mani_editor_get_chosen (self->editor))
                                     : g_ptr_array_new ();

  /* What was being written belongs to what it was written for. */
  if (!are_same (chosen, self->shown))
    {
      mani_inspector_commit (self);
      mani_tag_field_reset (self->tags);
      g_ptr_array_unref (chosen);
      chosen = self->editor != NULL ? g_ptr_array_ref (mani_editor_get_chosen (self->editor))
                                    : g_ptr_array_new ();
    }
  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_ref (chosen);
  fill (self);
}

/* A name may be another now; what is in the field must not bring the old one back. */
static void
entities_changed_cb (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);

  if (annotations->len == 0)
    return;
  self->is_filling = TRUE;
  fill_entity (self, annotations);
  self->is_filling = FALSE;
}

static void
label_chosen_cb (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  guint position = adw_combo_row_get_selected (self->label);
  const char *id;

  if (annotations->len == 0 || self->is_filling || position >= self->label_ids->len)
    return;
  id = self->label_ids->pdata[position];
  if (id != NULL)
    apply (self,
           mani_operation_relabel (get_project (self), annotations, *id != '\0' ? id : NULL, 0));
}

static void
status_chosen_cb (ManiInspector *self)
{
  g_autoptr (GPtrArray) annotations = list_shown (self);
  guint status = adw_combo_row_get_selected (self->status);

  if (annotations->len > 0 && !self->is_filling && status < N_STATUSES)
    apply (self, mani_operation_set_status (get_project (self), annotations, status, 0));
}

/* Escape in a field takes back what was not yet taken over, and goes back to the article. A note is
 * more than a word: it is kept, and undo takes it back. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  ManiInspector *self = MANI_INSPECTOR (widget);

  if (gtk_widget_has_focus (GTK_WIDGET (self->note)))
    commit_note (self);
  mani_tag_field_reset (self->tags);
  fill (self);

  return gtk_widget_activate_action (widget, "win.focus-article", NULL);
}

static void
set_editor (ManiInspector *self, ManiEditor *editor)
{
  if (self->editor == editor)
    return;
  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_new ();
  g_clear_object (&self->entities);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_set_object (&self->editor, editor);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->labels,
      editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_LABEL) : NULL);
  g_signal_group_set_target (
      self->entity_table,
      editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_ENTITY) : NULL);
  if (editor != NULL)
    follow_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_inspector_dispose (GObject *object)
{
  ManiInspector *self = MANI_INSPECTOR (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->labels);
  g_clear_object (&self->entity_table);
  g_clear_object (&self->label_names);
  g_clear_pointer (&self->label_ids, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_INSPECTOR);

  G_OBJECT_CLASS (mani_inspector_parent_class)->dispose (object);
}

static void
mani_inspector_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_INSPECTOR (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_inspector_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_INSPECTOR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_inspector_class_init (ManiInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_inspector_dispose;
  object_class->get_property = mani_inspector_get_property;
  object_class->set_property = mani_inspector_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_INSPECTOR_DETAILS);
  g_type_ensure (MANI_TYPE_SUGGESTIONS);
  g_type_ensure (MANI_TYPE_TAG_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, revealer);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, label);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, status);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, entity);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, tags);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note_buffer);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note_hint);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, several);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, status_names);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, suggestions);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note_frame);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note_stack);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, note_preview);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, preview_button);
  gtk_widget_class_bind_template_child (widget_class, ManiInspector, details);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, commit_entity);
  gtk_widget_class_bind_template_callback (widget_class, entity_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entity_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, entity_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_tag_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_tag_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_preview);
  gtk_widget_class_bind_template_callback (widget_class, commit_note);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_inspector_init (ManiInspector *self)
{
  GtkWidget *row;

  self->shown = g_ptr_array_new ();
  self->label_ids = g_ptr_array_new_with_free_func (g_free);
  self->label_names = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->label, G_LIST_MODEL (self->label_names));
  mani_suggestions_follow (self->suggestions, GTK_WIDGET (self->entity));
  /* The list box has made a row of it. */
  row = gtk_widget_get_parent (GTK_WIDGET (self->suggestions));
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_bind_property (self->suggestions, "visible", row, "visible", G_BINDING_SYNC_CREATE);

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::chosen", G_CALLBACK (follow_cb),
                                  self);
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (fill), self);
  self->entity_table = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->entity_table, "items-changed",
                                  G_CALLBACK (entities_changed_cb), self);
}

void
mani_inspector_edit_note (ManiInspector *self)
{
  gtk_toggle_button_set_active (self->preview_button, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
mani_inspector_edit_tags (ManiInspector *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->tags));
}
