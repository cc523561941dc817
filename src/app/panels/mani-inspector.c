/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows for the selected annotation, filled from the record and written back by edits. */

#include "mani-inspector.h"

#include "mani-operations.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _ManiInspector
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *labels;
  ManiAnnotation *shown;
  gboolean is_filling;

  GtkRevealer *revealer;
  AdwComboRow *label;
  GtkStringList *label_names;
  GPtrArray *label_ids; /* "" first: none */
  AdwComboRow *status;
  AdwEntryRow *entity;
  AdwEntryRow *tags;
  GtkTextView *note;
  GtkTextBuffer *note_buffer;
  GtkWidget *note_hint;
};

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

/* The annotation that is shown, as the project has it now. */
static ManiAnnotation *
get_annotation (ManiInspector *self)
{
  if (self->shown == NULL || self->editor == NULL)
    return NULL;

  return mani_project_lookup (get_project (self), MANI_KIND_ANNOTATION,
                              mani_record_get_id (MANI_RECORD (self->shown)));
}

static GPtrArray *
wrap (ManiAnnotation *annotation)
{
  GPtrArray *annotations = g_ptr_array_new ();

  g_ptr_array_add (annotations, annotation);
  return annotations;
}

static void
apply (ManiInspector *self, ManiEdit *edit)
{
  g_autoptr (ManiEdit) owned = edit;

  mani_editor_apply (self->editor, owned, NULL);
}

static void
fill_labels (ManiInspector *self)
{
  ManiTable *labels = mani_project_get_table (get_project (self), MANI_KIND_LABEL);

  self->is_filling = TRUE;
  gtk_string_list_splice (self->label_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->label_names)), NULL);
  g_ptr_array_set_size (self->label_ids, 0);
  gtk_string_list_append (self->label_names, _ ("None (Highlight)"));
  g_ptr_array_add (self->label_ids, g_strdup (""));
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) != MANI_LABEL_FOR_PASSAGES)
        continue;
      gtk_string_list_append (self->label_names, mani_label_get_name (label));
      g_ptr_array_add (self->label_ids, g_strdup (mani_record_get_id (MANI_RECORD (label))));
    }
  self->is_filling = FALSE;
}

static void
fill (ManiInspector *self, ManiAnnotation *annotation)
{
  const char *label = mani_annotation_get_label (annotation);
  const char *note = mani_annotation_get_note (annotation);
  ManiEntity *entity = mani_project_lookup (get_project (self), MANI_KIND_ENTITY,
                                            mani_annotation_get_entity (annotation));
  g_autofree char *tags = g_strjoinv (", ", (GStrv) mani_annotation_get_tags (annotation));
  guint position = 0;

  for (guint i = 0; i < self->label_ids->len; i++)
    if (g_strcmp0 (self->label_ids->pdata[i], label != NULL ? label : "") == 0)
      position = i;

  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->label, position);
  adw_combo_row_set_selected (self->status, mani_annotation_get_status (annotation));
  gtk_editable_set_text (GTK_EDITABLE (self->entity),
                         entity != NULL ? mani_entity_get_name (entity) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->tags), tags);
  gtk_text_buffer_set_text (self->note_buffer, note != NULL ? note : "", -1);
  self->is_filling = FALSE;
}

static void
show (ManiInspector *self, ManiAnnotation *annotation)
{
  g_set_object (&self->shown, annotation);
  if (annotation != NULL)
    fill (self, annotation);
  gtk_revealer_set_reveal_child (self->revealer, annotation != NULL);
}

static void
note_changed_cb (ManiInspector *self)
{
  gtk_widget_set_visible (self->note_hint, gtk_text_buffer_get_char_count (self->note_buffer) == 0);
}

static char *
dup_note (ManiInspector *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  return gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
}

static void
commit_note (ManiInspector *self)
{
  ManiAnnotation *annotation = get_annotation (self);
  g_autofree char *note = dup_note (self);

  if (annotation != NULL && !self->is_filling)
    mani_editor_set_note (self->editor, annotation, note);
}

static void
commit_tags (ManiInspector *self)
{
  ManiAnnotation *annotation = get_annotation (self);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  g_autoptr (GPtrArray) annotations = NULL;

  if (annotation == NULL || self->is_filling)
    return;
  words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->tags)), ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_strv_builder_add (builder, words[i]);
  tags = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *) tags, mani_annotation_get_tags (annotation)))
    return;
  annotations = wrap (annotation);
  apply (self,
         mani_operation_set_tags (get_project (self), annotations, (const char *const *) tags, 0));
}

/* One step: the entity, when it is new, and the link to it. */
static void
commit_entity (ManiInspector *self)
{
  ManiAnnotation *annotation = get_annotation (self);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) annotations = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  const char *old;
  ManiEntity *entity;
  ManiLabel *label;

  if (annotation == NULL || self->is_filling)
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entity))));
  old = mani_annotation_get_entity (annotation);
  entity = mani_project_lookup (get_project (self), MANI_KIND_ENTITY, old);
  if (g_strcmp0 (entity != NULL ? mani_entity_get_name (entity) : "", name) == 0)
    return;

  label = mani_project_lookup (get_project (self), MANI_KIND_LABEL,
                               mani_annotation_get_label (annotation));
  annotations = wrap (annotation);
  if (*name == '\0')
    edit = mani_operation_set_entity (get_project (self), annotations, NULL, 0);
  else
    edit = mani_operation_link (
        get_project (self), annotations, name,
        label != NULL ? mani_label_get_entity_kind (label) : MANI_ENTITY_NONE, 0, &error);
  if (edit == NULL)
    {
      mani_editor_set_trouble (self->editor, error);
      return;
    }
  apply (self, g_steal_pointer (&edit));
}

void
mani_inspector_commit (ManiInspector *self)
{
  commit_note (self);
  commit_tags (self);
  commit_entity (self);
}

static void
follow_cb (ManiInspector *self)
{
  ManiAnnotation *selected = self->editor != NULL ? mani_editor_get_selected (self->editor) : NULL;
  ManiAnnotation *shown = get_annotation (self);

  /* What was being written belongs to the annotation that it was written for. */
  if (shown != NULL &&
      (selected == NULL || strcmp (mani_record_get_id (MANI_RECORD (shown)),
                                   mani_record_get_id (MANI_RECORD (selected))) != 0))
    mani_inspector_commit (self);
  show (self, selected);
}

static void
labels_changed_cb (ManiInspector *self)
{
  fill_labels (self);
  follow_cb (self);
}

static void
label_chosen_cb (ManiInspector *self)
{
  ManiAnnotation *annotation = get_annotation (self);
  guint position = adw_combo_row_get_selected (self->label);
  g_autoptr (GPtrArray) annotations = NULL;
  const char *id;

  if (annotation == NULL || self->is_filling || position >= self->label_ids->len)
    return;
  id = self->label_ids->pdata[position];
  annotations = wrap (annotation);
  apply (self,
         mani_operation_relabel (get_project (self), annotations, *id != '\0' ? id : NULL, 0));
}

static void
status_chosen_cb (ManiInspector *self)
{
  ManiAnnotation *annotation = get_annotation (self);
  g_autoptr (GPtrArray) annotations = NULL;

  if (annotation == NULL || self->is_filling)
    return;
  annotations = wrap (annotation);
  apply (self, mani_operation_set_status (get_project (self), annotations,
                                          adw_combo_row_get_selected (self->status), 0));
}

/* Escape in a field takes back what was not yet taken over, and goes back to the article. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  ManiInspector *self = MANI_INSPECTOR (widget);
  ManiAnnotation *annotation = get_annotation (self);

  if (annotation != NULL)
    fill (self, annotation);

  return gtk_widget_activate_action (widget, "win.focus-article", NULL);
}

static void
set_editor (ManiInspector *self, ManiEditor *editor)
{
  if (self->editor == editor)
    return;
  g_clear_object (&self->shown);
  g_set_object (&self->editor, editor);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->labels,
      editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_LABEL) : NULL);
  if (editor != NULL)
    labels_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_inspector_dispose (GObject *object)
{
  ManiInspector *self = MANI_INSPECTOR (object);

  set_editor (self, NULL);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->labels);
  g_clear_object (&self->label_names);
  g_clear_pointer (&self->label_ids, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, commit_entity);
  gtk_widget_class_bind_template_callback (widget_class, commit_tags);
  gtk_widget_class_bind_template_callback (widget_class, commit_note);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_inspector_init (ManiInspector *self)
{
  self->label_ids = g_ptr_array_new_with_free_func (g_free);
  self->label_names = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->label, G_LIST_MODEL (self->label_names));

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::selected", G_CALLBACK (follow_cb),
                                  self);
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (labels_changed_cb),
                                  self);
}

void
mani_inspector_edit_note (ManiInspector *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
mani_inspector_edit_tags (ManiInspector *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->tags));
}

void
mani_inspector_edit_entity (ManiInspector *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entity));
}
