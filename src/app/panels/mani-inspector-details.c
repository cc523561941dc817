/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Expander rows, each filled by a function of a table. */

#include "mani-inspector-details.h"

#include "mani-operations.h"
#include "mani-relation-row.h"
#include "mani-swatch.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *title;
  gboolean is_of_one;
  void (*fill) (ManiInspectorDetails *self, guint group);
} Group;

#define N_GROUPS 5

struct _ManiInspectorDetails
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  GSignalGroup *relations;
  GtkWidget *box;
  AdwExpanderRow *rows[N_GROUPS];
  GPtrArray *children[N_GROUPS]; /* of GtkWidget: what stands in each */
  char *new_attribute;           /* a name that has no value yet, or NULL */
  guint refill_source;           /* or 0 */
};

G_DEFINE_FINAL_TYPE (ManiInspectorDetails, mani_inspector_details, GTK_TYPE_WIDGET)

static ManiProject *
get_project (ManiInspectorDetails *self)
{
  return mani_editor_get_project (self->editor);
}

static GPtrArray *
get_chosen (ManiInspectorDetails *self)
{
  return mani_editor_get_chosen (self->editor);
}

static ManiAnnotation *
get_one (ManiInspectorDetails *self)
{
  return get_chosen (self)->pdata[0];
}

/* Takes @edit; NULL with @error is trouble. */
static void
apply (ManiInspectorDetails *self, ManiEdit *edit, GError *error)
{
  g_autoptr (ManiEdit) owned = edit;
  g_autoptr (GError) trouble = error;

  if (owned != NULL)
    mani_editor_apply (self->editor, owned, NULL);
  else if (trouble != NULL)
    mani_editor_set_trouble (self->editor, trouble);
}

static void
append (ManiInspectorDetails *self, guint group, GtkWidget *row)
{
  adw_expander_row_add_row (self->rows[group], row);
  g_ptr_array_add (self->children[group], row);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

/* A button at the end of a row that takes away what the row shows. */
static GtkWidget *
add_remove_button (GtkWidget *row, const char *name, GCallback clicked, gpointer self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, self);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/* Colour */

static void
color_cb (GtkWidget *button, ManiInspectorDetails *self)
{
  const char *color = g_object_get_data (G_OBJECT (button), "color");

  apply (self, mani_operation_set_color (get_project (self), get_chosen (self), color, 0), NULL);
}

/* "" when they differ. */
static const char *
get_common_color (GPtrArray *annotations)
{
  const char *color = mani_annotation_get_color (annotations->pdata[0]);

  for (guint i = 1; i < annotations->len; i++)
    if (g_strcmp0 (color, mani_annotation_get_color (annotations->pdata[i])) != 0)
      return "";

  return color;
}

static void
append_color (ManiInspectorDetails *self, GtkWidget *box, const char *color, const char *present)
{
  gboolean is_present = g_strcmp0 (color, present) == 0;
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = color == NULL ? g_strdup (_ ("The label’s colour"))
                                        : g_strdup_printf (_ ("Colour %s"), color);

  gtk_button_set_child (GTK_BUTTON (button), mani_swatch_new (color));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "color");
  if (is_present)
    gtk_widget_add_css_class (button, "present");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "color", (gpointer) color);
  g_signal_connect (button, "clicked", G_CALLBACK (color_cb), self);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
}

static void
fill_colors (ManiInspectorDetails *self, guint group)
{
  const char *present = get_common_color (get_chosen (self));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 12);
  append_color (self, box, NULL, present);
  for (guint i = 0; mani_label_palette[i] != NULL; i++)
    append_color (self, box, mani_label_palette[i], present);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  append (self, group, row);
}

/* Attributes */

static void
set_attribute (ManiInspectorDetails *self, const char *name, const char *value)
{
  GError *error = NULL;
  ManiEdit *edit =
      mani_operation_set_attribute (get_project (self), get_chosen (self), name, value, 0, &error);

  g_clear_pointer (&self->new_attribute, g_free);
  apply (self, edit, error);
}

static void
attribute_cb (GtkWidget *row, ManiInspectorDetails *self)
{
  g_autofree char *name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_autofree char *value = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  set_attribute (self, name, value);
}

/* Leaving the row is enough, unless others have been chosen meanwhile. */
static void
left_attribute_cb (GtkEventController *controller, ManiInspectorDetails *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  const char *value = g_object_get_data (G_OBJECT (row), "value");
  GPtrArray *of = g_object_get_data (G_OBJECT (row), "of");
  GPtrArray *chosen = get_chosen (self);

  for (guint i = 0; i < of->len; i++)
    if (of->len != chosen->len ||
        !g_str_equal (of->pdata[i], mani_record_get_id (chosen->pdata[i])))
      return;
  if (!g_str_equal (value, gtk_editable_get_text (GTK_EDITABLE (row))))
    attribute_cb (row, self);
}

static void
remove_attribute_cb (GtkWidget *button, ManiInspectorDetails *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  g_autofree char *name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  set_attribute (self, name, NULL);
}

static void fill_group (ManiInspectorDetails *self, guint group);

static gboolean
refill_cb (gpointer data)
{
  ManiInspectorDetails *self = data;
  guint last;

  self->refill_source = 0;
  for (guint i = 0; i < N_GROUPS; i++)
    fill_group (self, i);
  last = self->children[1]->len;
  if (self->new_attribute != NULL && last > 1)
    gtk_widget_grab_focus (self->children[1]->pdata[last - 2]);

  return G_SOURCE_REMOVE;
}

/* Before the next frame, but not while a row that goes is still acting. */
static void
refill (ManiInspectorDetails *self)
{
  if (self->refill_source == 0)
    self->refill_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refill_cb, self, NULL);
}

/* The name gets a row, for its value. */
static void
name_attribute_cb (GtkWidget *row, ManiInspectorDetails *self)
{
  g_free (self->new_attribute);
  self->new_attribute = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  if (*self->new_attribute == '\0')
    g_clear_pointer (&self->new_attribute, g_free);
  refill (self);
}

static void
append_attribute (ManiInspectorDetails *self, guint group, const char *name, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GPtrArray *chosen = get_chosen (self);
  GPtrArray *of = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (of, g_strdup (mani_record_get_id (chosen->pdata[i])));
  g_object_set_data_full (G_OBJECT (row), "of", of, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect (focus, "leave", G_CALLBACK (left_attribute_cb), self);
  gtk_widget_add_controller (row, focus);
  g_signal_connect (row, "entry-activated", G_CALLBACK (attribute_cb), self);
  add_remove_button (row, _ ("Remove the attribute"), G_CALLBACK (remove_attribute_cb), self);
  append (self, group, row);
}

/* Those of any; a value that not all have is not shown. */
static void
fill_attributes (ManiInspectorDetails *self, guint group)
{
  GPtrArray *chosen = get_chosen (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *row;

  for (guint i = 0; i < chosen->len; i++)
    {
      const char *const *pairs =
          mani_record_get_strings (chosen->pdata[i], MANI_ANNOTATION_ATTRIBUTES);

      for (guint j = 0; pairs[j] != NULL && pairs[j + 1] != NULL; j += 2)
        {
          const char *value = pairs[j + 1];

          if (!g_hash_table_add (seen, (gpointer) pairs[j]))
            continue;
          for (guint k = 0; k < chosen->len; k++)
            if (g_strcmp0 (
                    mani_record_get_in_map (chosen->pdata[k], MANI_ANNOTATION_ATTRIBUTES, pairs[j]),
                    value) != 0)
              {
                value = "";
                break;
              }
          append_attribute (self, group, pairs[j], value);
        }
    }
  if (self->new_attribute != NULL && !g_hash_table_contains (seen, self->new_attribute))
    append_attribute (self, group, self->new_attribute, "");

  row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name of a New Attribute"));
  g_signal_connect (row, "entry-activated", G_CALLBACK (name_attribute_cb), self);
  append (self, group, row);
}

/* Passages */

static void
remove_range_cb (GtkWidget *button, ManiInspectorDetails *self)
{
  ManiAnnotation *annotation = get_one (self);
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "range"));
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  GError *error = NULL;
  ManiEdit *edit;

  for (guint i = 0; i < n; i++)
    if (i != which)
      g_array_append_val (left, ranges[i]);
  edit = mani_operation_set_ranges (get_project (self), annotation, (ManiRange *) left->data,
                                    left->len, 0, &error);
  apply (self, edit, error);
}

static void
fill_passages (ManiInspectorDetails *self, guint group)
{
  ManiAnnotation *annotation = get_one (self);
  const char *id = mani_annotation_get_article (annotation);
  ManiArticle *article = mani_project_lookup (get_project (self), MANI_KIND_ARTICLE, id);
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n && article != NULL; i++)
    {
      g_autofree char *text = mani_article_dup_slice (article, ranges[i].start, ranges[i].end);
      /* Translators: the first and last offset of a passage */
      g_autofree char *place =
          g_strdup_printf (_ ("Characters %u–%u"), ranges[i].start, ranges[i].end);
      GtkWidget *row = new_row (text, place);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-range");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(suu)", id, ranges[i].start,
                                        ranges[i].end);
      if (n > 1)
        g_object_set_data (G_OBJECT (add_remove_button (row, _ ("Take this passage away"),
                                                        G_CALLBACK (remove_range_cb), self)),
                           "range", GUINT_TO_POINTER (i));
      append (self, group, row);
    }
  if (n == 0)
    append (self, group,
            new_row (mani_annotation_is_orphan (annotation) ? _ ("Not found in the text")
                                                            : _ ("The whole article"),
                     NULL));
}

/* Relations */

static void
fill_relations (ManiInspectorDetails *self, guint group)
{
  ManiTable *relations = mani_project_get_table (get_project (self), MANI_KIND_RELATION);
  const char *id = mani_record_get_id (MANI_RECORD (get_one (self)));
  GtkWidget *row = new_row (_ ("Relate to Another…"), NULL);

  for (guint i = 0; i < mani_table_get_length (relations); i++)
    {
      ManiRelation *relation = mani_table_get (relations, i);

      if (g_strcmp0 (mani_relation_get_from (relation), id) == 0)
        append (self, group, mani_relation_row_new (self->editor, relation, TRUE));
      else if (g_strcmp0 (mani_relation_get_to (relation), id) == 0)
        append (self, group, mani_relation_row_new (self->editor, relation, FALSE));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.relate");
  append (self, group, row);
}

/* History */

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup ("");
}

static void
append_time (ManiInspectorDetails *self, guint group, const char *title, gint64 time)
{
  g_autofree char *text = dup_time (time);

  if (time != 0)
    append (self, group, new_row (title, text));
}

static void
fill_history (ManiInspectorDetails *self, guint group)
{
  ManiAnnotation *annotation = get_one (self);
  const char *creator = mani_annotation_get_creator (annotation);
  g_autoptr (GArray) steps =
      mani_history_list_steps (mani_editor_get_history (self->editor), MANI_KIND_ANNOTATION,
                               mani_record_get_id (MANI_RECORD (annotation)));

  append (self, group, new_row (_ ("Annotated By"), creator != NULL ? creator : _ ("Nobody")));
  /* Translators: when the annotation was made, then when it was changed */
  append_time (self, group, _ ("Made"), mani_annotation_get_created (annotation));
  append_time (self, group, _ ("Changed"), mani_annotation_get_modified (annotation));
  for (guint i = 0; i < steps->len; i++)
    {
      const ManiHistoryStep *step = &g_array_index (steps, ManiHistoryStep, i);

      append_time (self, group, step->name, step->time);
    }
}

static const Group groups[N_GROUPS] = {
  { N_ ("Colour"), FALSE, fill_colors },    { N_ ("Attributes"), FALSE, fill_attributes },
  { N_ ("Passages"), TRUE, fill_passages }, { N_ ("Relations"), TRUE, fill_relations },
  { N_ ("History"), TRUE, fill_history },
};

static void
clear (ManiInspectorDetails *self, guint group)
{
  for (guint i = 0; i < self->children[group]->len; i++)
    adw_expander_row_remove (self->rows[group], self->children[group]->pdata[i]);
  g_ptr_array_set_size (self->children[group], 0);
}

static void
fill_group (ManiInspectorDetails *self, guint group)
{
  guint n = self->editor != NULL ? get_chosen (self)->len : 0;

  clear (self, group);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[group]), groups[group].is_of_one ? n == 1 : n > 0);
  if (n > 0 && gtk_widget_get_visible (GTK_WIDGET (self->rows[group])) &&
      adw_expander_row_get_expanded (self->rows[group]))
    groups[group].fill (self, group);
}

static void
expanded_cb (ManiInspectorDetails *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  for (guint i = 0; i < N_GROUPS; i++)
    if (self->rows[i] == row)
      fill_group (self, i);
}

static void
mani_inspector_details_dispose (GObject *object)
{
  ManiInspectorDetails *self = MANI_INSPECTOR_DETAILS (object);

  g_clear_handle_id (&self->refill_source, g_source_remove);
  g_clear_object (&self->relations);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (mani_inspector_details_parent_class)->dispose (object);
}

static void
mani_inspector_details_finalize (GObject *object)
{
  ManiInspectorDetails *self = MANI_INSPECTOR_DETAILS (object);

  for (guint i = 0; i < N_GROUPS; i++)
    g_ptr_array_unref (self->children[i]);
  g_free (self->new_attribute);

  G_OBJECT_CLASS (mani_inspector_details_parent_class)->finalize (object);
}

static void
mani_inspector_details_class_init (ManiInspectorDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_inspector_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = mani_inspector_details_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mani_inspector_details_init (ManiInspectorDetails *self)
{
  /* Of all that is shown here they alone change while what is chosen stays as it is. */
  self->relations = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->relations, "items-changed", G_CALLBACK (refill), self);
  self->box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->box, "boxed-list");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < N_GROUPS; i++)
    {
      GtkWidget *row = adw_expander_row_new ();

      self->children[i] = g_ptr_array_new ();
      self->rows[i] = ADW_EXPANDER_ROW (row);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (groups[i].title));
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (self->box), row);
    }
}

void
mani_inspector_details_show (ManiInspectorDetails *self, ManiEditor *editor)
{
  if (g_set_object (&self->editor, editor))
    {
      g_clear_pointer (&self->new_attribute, g_free);
      g_signal_group_set_target (
          self->relations,
          editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_RELATION) : NULL);
    }
  refill (self);
}
