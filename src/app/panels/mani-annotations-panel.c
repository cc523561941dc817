/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ManiListPane over a ManiAnnotationList. What is selected there and what the editor has chosen
 * follow each other; rows are filled again when what they name has changed. */

#include "mani-annotations-panel.h"

#include "mani-annotation-filter.h"
#include "mani-annotation-list.h"
#include "mani-annotation-menu.h"
#include "mani-annotation-row.h"
#include "mani-inspector.h"
#include "mani-key-match.h"
#include "mani-keymap.h"
#include "mani-list-pane.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiAnnotationsPanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiEditor *editor;
  GSignalGroup *labels;
  GSignalGroup *entities;
  GSignalGroup *articles;
  GSignalGroup *editor_signals;
  ManiAnnotationFilter *filter;
  ManiAnnotationList *annotations; /* or NULL without an editor */
  ManiAnnotationOrder order;
  gboolean is_descending;
  gboolean is_whole_project;
  ManiListPane *pane;
  ManiInspector *inspector;
  char *scrolled_to; /* id, or NULL */
  gboolean is_following;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_ORDER,
  PROP_DESCENDING,
  PROP_WHOLE_PROJECT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* As the action `annotations.order` has them. */
static const char *const order_words[] = {
  [MANI_ANNOTATION_ORDER_PLACE] = "place",     [MANI_ANNOTATION_ORDER_TEXT] = "text",
  [MANI_ANNOTATION_ORDER_LABEL] = "label",     [MANI_ANNOTATION_ORDER_ENTITY] = "entity",
  [MANI_ANNOTATION_ORDER_STATUS] = "status",   [MANI_ANNOTATION_ORDER_CREATOR] = "creator",
  [MANI_ANNOTATION_ORDER_CREATED] = "created", [MANI_ANNOTATION_ORDER_MODIFIED] = "modified",
};

G_DEFINE_FINAL_TYPE (ManiAnnotationsPanel, mani_annotations_panel, GTK_TYPE_WIDGET)

static ManiProject *
get_project (ManiAnnotationsPanel *self)
{
  return mani_editor_get_project (self->editor);
}

static void
setup_row_cb (ManiAnnotationsPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_annotation_row_new ());
}

static void
bind_row_cb (ManiAnnotationsPanel *self, GtkListItem *item)
{
  ManiProject *project = get_project (self);
  ManiAnnotation *annotation = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  guint position = gtk_list_item_get_position (item);
  g_autoptr (ManiAnnotation) before =
      position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->annotations), position - 1) : NULL;
  const char *id = mani_annotation_get_article (annotation);
  ManiArticle *article =
      self->is_whole_project ? mani_project_lookup (project, MANI_KIND_ARTICLE, id) : NULL;
  g_autofree char *title = article != NULL ? mani_article_dup_title (article) : NULL;
  g_autofree char *sentence = mani_annotation_row_describe (project, annotation);
  /* Translators: what is said of an annotation, then its article’s title */
  g_autofree char *with_title =
      title != NULL ? g_strdup_printf (_ ("%s, in “%s”"), sentence, title) : NULL;
  gboolean is_new_article =
      before == NULL || strcmp (mani_annotation_get_article (before), id) != 0;
  gboolean is_first_orphan = mani_annotation_is_orphan (annotation) &&
                             (before == NULL || !mani_annotation_is_orphan (before));

  mani_annotation_row_show (MANI_ANNOTATION_ROW (row), project, annotation);
  mani_annotation_row_set_headings (MANI_ANNOTATION_ROW (row), is_new_article ? title : NULL,
                                    is_first_orphan);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  with_title != NULL ? with_title : sentence, -1);
}

static guint
count_all (ManiAnnotationsPanel *self)
{
  ManiTable *table;

  if (self->editor == NULL)
    return 0;
  if (self->is_whole_project)
    return mani_project_get_n_annotations (get_project (self));
  table = mani_editor_get_annotations (self->editor);

  return table != NULL ? mani_table_get_length (table) : 0;
}

static void
update_count (ManiAnnotationsPanel *self)
{
  guint n_all = count_all (self);
  guint n =
      self->annotations != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->annotations)) : 0;
  g_autoptr (GtkBitset) selected = mani_list_pane_get_selected (self->pane);
  guint n_selected = gtk_bitset_get_size (selected);
  g_autofree char *words = mani_list_pane_dup_words (self->pane);
  gboolean is_filtered = *words != '\0' || mani_annotation_filter_is_on (self->filter);
  g_autofree char *text =
      is_filtered
          /* Translators: how many annotations a filter shows */
          ? g_strdup_printf (
                ngettext ("%u of %u annotation shown", "%u of %u annotations shown", n_all), n,
                n_all)
          : g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_all), n_all);
  g_autofree char *with_selected =
      n_selected > 1
          /* Translators: how many annotations there are, how many of them are selected */
          ? g_strdup_printf (ngettext ("%s, %u selected", "%s, %u selected", n_selected), text,
                             n_selected)
          : NULL;

  /* Until a list is made, it is as good as full. */
  if (self->annotations != NULL && mani_row_list_is_busy (MANI_ROW_LIST (self->annotations)))
    n = n_all;
  if (n_all == 0 && !is_filtered)
    g_clear_pointer (&text, g_free);
  mani_list_pane_show_state (self->pane, with_selected != NULL ? with_selected : text, n, n_all,
                             is_filtered);
}

static void
scroll_to (ManiAnnotationsPanel *self, ManiAnnotation *annotation)
{
  const char *id = annotation != NULL ? mani_record_get_id (MANI_RECORD (annotation)) : NULL;
  guint position;

  if (g_strcmp0 (id, self->scrolled_to) == 0)
    return;
  g_free (self->scrolled_to);
  self->scrolled_to = g_strdup (id);
  if (id != NULL && mani_row_list_find (MANI_ROW_LIST (self->annotations), id, &position))
    mani_list_pane_scroll_to (self->pane, position);
}

/* The list shows what the editor has chosen. */
static void
follow_editor_cb (ManiAnnotationsPanel *self)
{
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  GPtrArray *chosen;

  if (self->editor == NULL || self->is_following)
    return;
  chosen = mani_editor_get_chosen (self->editor);
  for (guint i = 0; i < chosen->len; i++)
    {
      guint position;

      if (mani_row_list_find (MANI_ROW_LIST (self->annotations),
                              mani_record_get_id (chosen->pdata[i]), &position))
        gtk_bitset_add (wanted, position);
    }

  mani_list_pane_set_selected (self->pane, wanted);
  scroll_to (self, mani_editor_get_selected (self->editor));
  update_count (self);
}

/* And the editor has chosen what the person selects in the list. */
static void
selected_cb (ManiAnnotationsPanel *self)
{
  g_autoptr (GPtrArray) chosen = NULL;

  if (self->editor == NULL)
    return;
  chosen = mani_list_pane_list_selected (self->pane);

  /* Where the person is, there is nothing to scroll to. */
  self->is_following = TRUE;
  mani_editor_set_chosen (self->editor, chosen);
  g_free (self->scrolled_to);
  self->scrolled_to =
      mani_editor_get_selected (self->editor) != NULL
          ? g_strdup (mani_record_get_id (MANI_RECORD (mani_editor_get_selected (self->editor))))
          : NULL;
  self->is_following = FALSE;
  update_count (self);
}

/* What the list is of. */
static void
article_changed_cb (ManiAnnotationsPanel *self)
{
  ManiArticle *article;

  if (self->editor == NULL)
    return;
  article = mani_editor_get_article (self->editor);
  if (!self->is_whole_project)
    mani_annotation_list_set_article (
        self->annotations, article != NULL ? mani_record_get_id (MANI_RECORD (article)) : "");
  follow_editor_cb (self);
  update_count (self);
}

static ManiFilter *
dup_filter (ManiAnnotationsPanel *self)
{
  g_autofree char *words = mani_list_pane_dup_words (self->pane);

  return mani_annotation_filter_dup (self->filter, words);
}

static void
filter_changed_cb (ManiAnnotationsPanel *self)
{
  g_autoptr (ManiFilter) filter = dup_filter (self);

  if (self->annotations != NULL)
    mani_annotation_list_set_filter (self->annotations, filter);
  follow_editor_cb (self);
  update_count (self);
}

static void
activated_cb (ManiAnnotationsPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.inspect", NULL);
}

/* Labels are in the menu, and stand in rows. */
static void
labels_changed_cb (ManiAnnotationsPanel *self)
{
  g_autoptr (GMenuModel) menu = mani_annotation_menu_new (get_project (self));

  g_object_set (self->pane, "row-menu", menu, NULL);
  mani_list_pane_refresh (self->pane);
}

/* Of the article's keys those that act on what is chosen; and t. */
static gboolean
press (ManiAnnotationsPanel *self, gunichar character, guint keyval, GdkModifierType state)
{
  static const char *const verbs[] = {
    "win.edit-note", "win.link-entity", "win.relate", "win.remove-annotation", "win.repeat-label",
  };
  GtkWidget *widget = GTK_WIDGET (self);
  const ManiCommand *command =
      mani_keymap_match_article (mani_keymap_get_default (), character, keyval, state);
  char key[7] = { 0 };
  ManiLabel *label = NULL;

  if (character != 0 && (state & ~GDK_SHIFT_MASK) == 0)
    {
      g_unichar_to_utf8 (character, key);
      label = mani_editor_find_label_by_key (self->editor, key);
    }
  if (label != NULL)
    return gtk_widget_activate_action (widget, "win.relabel", "s",
                                       mani_record_get_id (MANI_RECORD (label)));
  if (command == NULL)
    return character == 't' && state == 0 &&
           gtk_widget_activate_action (widget, "win.add-tag", NULL);
  if (g_str_equal (command->action, "win.highlight"))
    return gtk_widget_activate_action (widget, "win.relabel", "s", "");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (command->action, verbs[i]))
      return gtk_widget_activate_action (widget, verbs[i], NULL);

  return FALSE;
}

static gboolean
key_pressed_cb (ManiAnnotationsPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gunichar character = mani_key_match_by_value (keyval);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->editor == NULL)
    return FALSE;
  if (state == GDK_CONTROL_MASK && character == 'c')
    return gtk_widget_activate_action (widget, "win.copy-words", NULL);
  if (press (self, character, keyval, state))
    return TRUE;
  character = state == 0 ? mani_key_match_by_place (keycode) : 0;

  return character != 0 && press (self, character, 0, state);
}

static void
show_ordered (ManiAnnotationsPanel *self)
{
  if (self->annotations != NULL)
    mani_annotation_list_set_order (self->annotations, self->order, self->is_descending);
  follow_editor_cb (self);
}

static void
set_order (ManiAnnotationsPanel *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_words); i++)
    if (g_strcmp0 (order_words[i], word) == 0 && self->order != i)
      {
        self->order = i;
        show_ordered (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
        return;
      }
}

static void
set_descending (ManiAnnotationsPanel *self, gboolean is_descending)
{
  if (self->is_descending == !!is_descending)
    return;
  self->is_descending = !!is_descending;
  show_ordered (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

static void
set_whole_project (ManiAnnotationsPanel *self, gboolean is_whole)
{
  if (self->is_whole_project == !!is_whole)
    return;
  self->is_whole_project = !!is_whole;
  if (self->annotations != NULL && self->is_whole_project)
    mani_annotation_list_set_article (self->annotations, NULL);
  g_object_set (
      self->pane, "list-name",
      is_whole ? _ ("Annotations of the whole project") : _ ("Annotations of this article"), NULL);
  article_changed_cb (self);
  mani_list_pane_refresh (self->pane);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE_PROJECT]);
}

static void
set_editor (ManiAnnotationsPanel *self, ManiEditor *editor)
{
  ManiProject *project = editor != NULL ? mani_editor_get_project (editor) : NULL;
  g_autoptr (ManiAnnotationList) annotations = NULL;
  g_autoptr (ManiFilter) filter = dup_filter (self);

  if (!g_set_object (&self->editor, editor))
    return;

  if (project != NULL)
    {
      annotations = mani_annotation_list_new (project, self->is_whole_project ? NULL : "", filter);
      mani_annotation_list_set_order (annotations, self->order, self->is_descending);
      labels_changed_cb (self);
    }
  mani_list_pane_set_model (self->pane, G_LIST_MODEL (annotations));
  g_set_object (&self->annotations, annotations);
  if (annotations != NULL)
    g_signal_connect_object (annotations, "notify::is-busy", G_CALLBACK (follow_editor_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->labels, project != NULL ? mani_project_get_table (project, MANI_KIND_LABEL) : NULL);
  g_signal_group_set_target (
      self->entities, project != NULL ? mani_project_get_table (project, MANI_KIND_ENTITY) : NULL);
  g_signal_group_set_target (
      self->articles, project != NULL ? mani_project_get_table (project, MANI_KIND_ARTICLE) : NULL);
  article_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_annotations_panel_dispose (GObject *object)
{
  ManiAnnotationsPanel *self = MANI_ANNOTATIONS_PANEL (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->labels);
  g_clear_object (&self->entities);
  g_clear_object (&self->articles);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ANNOTATIONS_PANEL);

  G_OBJECT_CLASS (mani_annotations_panel_parent_class)->dispose (object);
}

static void
mani_annotations_panel_finalize (GObject *object)
{
  ManiAnnotationsPanel *self = MANI_ANNOTATIONS_PANEL (object);

  g_free (self->scrolled_to);

  G_OBJECT_CLASS (mani_annotations_panel_parent_class)->finalize (object);
}

static void
mani_annotations_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiAnnotationsPanel *self = MANI_ANNOTATIONS_PANEL (object);

  if (id == PROP_EDITOR)
    g_value_set_object (value, self->editor);
  else if (id == PROP_ORDER)
    g_value_set_string (value, order_words[self->order]);
  else if (id == PROP_DESCENDING)
    g_value_set_boolean (value, self->is_descending);
  else if (id == PROP_WHOLE_PROJECT)
    g_value_set_boolean (value, self->is_whole_project);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_annotations_panel_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  ManiAnnotationsPanel *self = MANI_ANNOTATIONS_PANEL (object);

  if (id == PROP_EDITOR)
    set_editor (self, g_value_get_object (value));
  else if (id == PROP_ORDER)
    set_order (self, g_value_get_string (value));
  else if (id == PROP_DESCENDING)
    set_descending (self, g_value_get_boolean (value));
  else if (id == PROP_WHOLE_PROJECT)
    set_whole_project (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_annotations_panel_class_init (ManiAnnotationsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_annotations_panel_dispose;
  object_class->finalize = mani_annotations_panel_finalize;
  object_class->get_property = mani_annotations_panel_get_property;
  object_class->set_property = mani_annotations_panel_set_property;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR, write);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "place", write);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, write);
  properties[PROP_WHOLE_PROJECT] = g_param_spec_boolean ("whole-project", NULL, NULL, FALSE, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_INSPECTOR);
  g_type_ensure (MANI_TYPE_ANNOTATION_FILTER);
  g_type_ensure (MANI_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/manicule/Manicule/ui/mani-annotations-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, filter);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, pane);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationsPanel, inspector);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_count);
  gtk_widget_class_bind_template_callback (widget_class, mani_annotations_panel_show_all);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_install_property_action (widget_class, "annotations.order", "order");
  gtk_widget_class_install_property_action (widget_class, "annotations.descending", "descending");
  gtk_widget_class_install_property_action (widget_class, "annotations.whole-project",
                                            "whole-project");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_annotations_panel_init (ManiAnnotationsPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (mani_list_pane_get_list (self->pane), keys);

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::annotations",
                                  G_CALLBACK (article_changed_cb), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::chosen",
                                  G_CALLBACK (follow_editor_cb), self);
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (labels_changed_cb),
                                  self);
  self->entities = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->entities, "items-changed",
                                  G_CALLBACK (mani_list_pane_refresh), self->pane);
  self->articles = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->articles, "items-changed",
                                  G_CALLBACK (mani_list_pane_refresh), self->pane);
}

void
mani_annotations_panel_filter (ManiAnnotationsPanel *self)
{
  gtk_widget_grab_focus (mani_list_pane_get_entry (self->pane));
}

gboolean
mani_annotations_panel_show_all (ManiAnnotationsPanel *self)
{
  gboolean had_words = mani_list_pane_clear_words (self->pane);

  return mani_annotation_filter_clear (self->filter) || had_words;
}

ManiInspector *
mani_annotations_panel_get_inspector (ManiAnnotationsPanel *self)
{
  return self->inspector;
}
