/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button over drop-downs that are filled when they are shown; what is chosen is kept by id or
 * word. */

#include "mani-annotation-filter.h"

#include "mani-vocabulary.h"

#include <glib/gi18n.h>

/* What a drop-down offers: "any", "none", then what the project has. */
typedef struct
{
  const char *any;
  const char *none; /* or NULL */
  void (*fill) (ManiProject *project, GtkStringList *names, GPtrArray *values);
} Source;

enum
{
  BY_LABEL,
  BY_TAG,
  BY_ENTITY,
  BY_STATUS,
  BY_CREATOR,
  N_CHOICES,
};

struct _ManiAnnotationFilter
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  GtkWidget *button;
  GtkDropDown *drops[N_CHOICES];
  GPtrArray *values[N_CHOICES]; /* of char * beside the drop-down's rows; NULL: any */
  char *chosen[N_CHOICES];
  gboolean is_filling;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ManiAnnotationFilter, mani_annotation_filter, GTK_TYPE_WIDGET)

static void
offer (GtkStringList *names, GPtrArray *values, const char *name, const char *value)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (values, g_strdup (value));
}

static void
fill_labels (ManiProject *project, GtkStringList *names, GPtrArray *values)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES)
        offer (names, values, mani_label_get_name (label),
               mani_record_get_id (MANI_RECORD (label)));
    }
}

static int
compare_entities (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (mani_entity_get_name (*(ManiEntity *const *) a),
                         mani_entity_get_name (*(ManiEntity *const *) b));
}

static void
fill_entities (ManiProject *project, GtkStringList *names, GPtrArray *values)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_ENTITY);
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (table); i++)
    g_ptr_array_add (entities, mani_table_get (table, i));
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < entities->len; i++)
    offer (names, values, mani_entity_get_name (entities->pdata[i]),
           mani_record_get_id (entities->pdata[i]));
}

static void
fill_words (ManiProject *project,
            ManiVocabulary vocabulary,
            GtkStringList *names,
            GPtrArray *values)
{
  g_autoptr (GArray) words = mani_vocabulary_list (project, vocabulary, NULL, 0);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_array_index (words, ManiWord, i).word;

      offer (names, values, word, word);
    }
}

static void
fill_tags (ManiProject *project, GtkStringList *names, GPtrArray *values)
{
  fill_words (project, MANI_VOCABULARY_TAGS, names, values);
}

static void
fill_creators (ManiProject *project, GtkStringList *names, GPtrArray *values)
{
  fill_words (project, MANI_VOCABULARY_CREATORS, names, values);
}

static void
fill_statuses (ManiProject *project, GtkStringList *names, GPtrArray *values)
{
  static const char *const statuses[] = {
    N_ ("Unverified"),
    N_ ("Confirmed"),
    N_ ("Disputed"),
    N_ ("Unidentifiable"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      offer (names, values, _ (statuses[i]), value);
    }
}

static const Source sources[N_CHOICES] = {
  [BY_LABEL] = { N_ ("Any Label"), N_ ("Without a Label"), fill_labels },
  [BY_TAG] = { N_ ("Any Tag"), N_ ("Without a Tag"), fill_tags },
  [BY_ENTITY] = { N_ ("Anyone, Anywhere"), N_ ("Without a Link"), fill_entities },
  [BY_STATUS] = { N_ ("Any Status"), NULL, fill_statuses },
  [BY_CREATOR] = { N_ ("Anybody"), N_ ("Nobody"), fill_creators },
};

static void
fill (ManiAnnotationFilter *self, guint choice)
{
  const Source *source = &sources[choice];
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *values = self->values[choice];
  guint position = 0;

  g_ptr_array_set_size (values, 0);
  offer (names, values, _ (source->any), NULL);
  if (source->none != NULL)
    offer (names, values, _ (source->none), "");
  if (self->editor != NULL)
    source->fill (mani_editor_get_project (self->editor), names, values);
  for (guint i = 0; i < values->len; i++)
    if (g_strcmp0 (values->pdata[i], self->chosen[choice]) == 0)
      position = i;
  gtk_drop_down_set_model (self->drops[choice], G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->drops[choice], position);
}

static void
shown_cb (ManiAnnotationFilter *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    fill (self, i);
  self->is_filling = FALSE;
}

static void
tell (ManiAnnotationFilter *self)
{
  if (mani_annotation_filter_is_on (self))
    gtk_widget_add_css_class (self->button, "filtering");
  else
    gtk_widget_remove_css_class (self->button, "filtering");
  g_signal_emit (self, changed_signal, 0);
}

static void
chosen_cb (ManiAnnotationFilter *self, GParamSpec *pspec, GtkDropDown *drop)
{
  if (self->is_filling)
    return;

  for (guint i = 0; i < N_CHOICES; i++)
    {
      guint position = gtk_drop_down_get_selected (self->drops[i]);

      if (self->drops[i] != drop || position >= self->values[i]->len)
        continue;
      g_free (self->chosen[i]);
      self->chosen[i] = g_strdup (self->values[i]->pdata[position]);
    }
  tell (self);
}

static void
mani_annotation_filter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANI_TYPE_ANNOTATION_FILTER);
  g_clear_object (&MANI_ANNOTATION_FILTER (object)->editor);

  G_OBJECT_CLASS (mani_annotation_filter_parent_class)->dispose (object);
}

static void
mani_annotation_filter_finalize (GObject *object)
{
  ManiAnnotationFilter *self = MANI_ANNOTATION_FILTER (object);

  for (guint i = 0; i < N_CHOICES; i++)
    {
      g_ptr_array_unref (self->values[i]);
      g_free (self->chosen[i]);
    }

  G_OBJECT_CLASS (mani_annotation_filter_parent_class)->finalize (object);
}

static void
mani_annotation_filter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_ANNOTATION_FILTER (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_annotation_filter_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  ManiAnnotationFilter *self = MANI_ANNOTATION_FILTER (object);

  if (id != PROP_EDITOR)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_set_object (&self->editor, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
mani_annotation_filter_class_init (ManiAnnotationFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_CHOICES] = { "by_label", "by_tag", "by_entity", "by_status",
                                                "by_creator" };

  object_class->dispose = mani_annotation_filter_dispose;
  object_class->finalize = mani_annotation_filter_finalize;
  object_class->get_property = mani_annotation_filter_get_property;
  object_class->set_property = mani_annotation_filter_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", MANI_TYPE_ANNOTATION_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/manicule/Manicule/ui/mani-annotation-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationFilter, button);
  for (guint i = 0; i < N_CHOICES; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (ManiAnnotationFilter, drops) +
                                                   i * sizeof (GtkDropDown *));
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_annotation_filter_init (ManiAnnotationFilter *self)
{
  for (guint i = 0; i < N_CHOICES; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_CHOICES; i++)
    {
      g_autoptr (GtkExpression) expression =
          gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (self->drops[i], expression);
      gtk_drop_down_set_enable_search (self->drops[i], i == BY_TAG || i == BY_ENTITY);
    }
  shown_cb (self);
}

ManiFilter *
mani_annotation_filter_dup (ManiAnnotationFilter *self, const char *words)
{
  const char *lists[N_CHOICES][2] = { { NULL } };
  ManiCriteria criteria = { .text = words != NULL && *words != '\0' ? words : NULL };

  if (criteria.text == NULL && !mani_annotation_filter_is_on (self))
    return NULL;
  for (guint i = 0; i < N_CHOICES; i++)
    lists[i][0] = self->chosen[i];
  if (self->chosen[BY_LABEL] != NULL)
    criteria.labels = lists[BY_LABEL];
  if (self->chosen[BY_TAG] != NULL)
    criteria.tags = lists[BY_TAG];
  if (self->chosen[BY_ENTITY] != NULL)
    criteria.entities = lists[BY_ENTITY];
  if (self->chosen[BY_CREATOR] != NULL)
    criteria.creators = lists[BY_CREATOR];
  if (self->chosen[BY_STATUS] != NULL)
    criteria.statuses = 1u << g_ascii_strtoull (self->chosen[BY_STATUS], NULL, 10);

  return mani_filter_new (&criteria);
}

gboolean
mani_annotation_filter_is_on (ManiAnnotationFilter *self)
{
  for (guint i = 0; i < N_CHOICES; i++)
    if (self->chosen[i] != NULL)
      return TRUE;

  return FALSE;
}

gboolean
mani_annotation_filter_clear (ManiAnnotationFilter *self)
{
  if (!mani_annotation_filter_is_on (self))
    return FALSE;

  for (guint i = 0; i < N_CHOICES; i++)
    g_clear_pointer (&self->chosen[i], g_free);
  shown_cb (self);
  tell (self);

  return TRUE;
}
