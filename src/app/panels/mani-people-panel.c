/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lists: a ManiListPane over a ManiEntityList, and a ManiAnnotationList of what names the
 * chosen one. */

#include "mani-people-panel.h"

#include "mani-annotation-list.h"
#include "mani-entity-list.h"
#include "mani-entity-popover.h"
#include "mani-name-popover.h"
#include "mani-operations.h"
#include "mani-entity-row.h"
#include "mani-list-pane.h"
#include "mani-search-hit.h"
#include "mani-search-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiPeoplePanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiNamePopover *name_popover;
  ManiEntityPopover *entity_popover;
  ManiListPane *pane;
  GtkWidget *mentions;
  GtkLabel *chosen_name;
  GtkLabel *chosen_count;
  GtkSingleSelection *mention_selection;
  GtkListView *mention_list;

  ManiEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *entity_table;
  GActionMap *actions;
  ManiEntityList *entities;     /* NULL until it is seen */
  ManiAnnotationList *passages; /* of the chosen one, or NULL */
  char *chosen;                 /* its id, or NULL */
  GPtrArray *merging;           /* of ManiEntity, while one is asked for to keep */
  guint fill_source;
  guint remake_source;
  gboolean is_following;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiPeoplePanel, mani_people_panel, GTK_TYPE_WIDGET)

static ManiProject *
get_project (ManiPeoplePanel *self)
{
  return mani_editor_get_project (self->editor);
}

/* (transfer full) (element-type ManiEntity) */
static GPtrArray *
list_selected (ManiPeoplePanel *self)
{
  g_autoptr (GPtrArray) items = mani_list_pane_list_selected (self->pane);
  GPtrArray *entities = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (entities, g_object_ref (mani_entity_item_get_entity (items->pdata[i])));

  return entities;
}

/* What can be undone says so. */
static void
apply (ManiPeoplePanel *self, ManiEdit *edit, gboolean is_told)
{
  g_autoptr (ManiEdit) owned = edit;

  if (mani_edit_get_length (edit) > 0 && mani_editor_apply (self->editor, edit, NULL) && is_told)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-undo", "s", mani_edit_get_name (edit));
}

/* Which verbs can be done with what is selected. */
static void
update_actions (ManiPeoplePanel *self)
{
  g_autoptr (GPtrArray) entities = list_selected (self);
  guint n = entities->len;
  const char *kind = n > 0 ? mani_entity_kind_words[mani_entity_get_kind (entities->pdata[0])] : "";
  guint n_all = self->entities != NULL
                    ? g_list_model_get_n_items (G_LIST_MODEL (
                          mani_project_get_table (get_project (self), MANI_KIND_ENTITY)))
                    : 0;
  const struct
  {
    const char *name;
    gboolean is_enabled;
  } states[] = {
    { "rename", n == 1 },
    { "merge", n > 1 || (n == 1 && n_all > 1) },
    { "remove", n > 0 },
    { "set-kind", n > 0 },
    { "link", n == 1 && mani_editor_get_chosen (self->editor)->len > 0 },
  };

  for (guint i = 1; i < n; i++)
    if (mani_entity_get_kind (entities->pdata[i]) != mani_entity_get_kind (entities->pdata[0]))
      kind = "";
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, states[i].name)),
        states[i].is_enabled);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, "set-kind")),
      g_variant_new_string (kind));
}

/* Mentions */

/* A mention as a search shows a hit: the article's title, and the words in their line. */
static ManiSearchHit *
new_hit (ManiPeoplePanel *self, ManiAnnotation *annotation, gboolean is_first)
{
  ManiArticle *article = mani_project_lookup (get_project (self), MANI_KIND_ARTICLE,
                                              mani_annotation_get_article (annotation));
  const char *quote = mani_record_get_string (MANI_RECORD (annotation), MANI_ANNOTATION_QUOTE);
  ManiSearchMatch match = { MANI_RECORD (article), article, MANI_ARTICLE_TEXT };

  if (mani_annotation_is_orphan (annotation) && quote != NULL)
    {
      match.record = MANI_RECORD (annotation);
      match.field = MANI_ANNOTATION_QUOTE;
      match.range = (ManiRange){ 0, g_utf8_strlen (quote, -1) };
    }
  else
    match.range = mani_annotation_get_extent (annotation);

  return mani_search_hit_new (&match, is_first);
}

static void
setup_mention_cb (ManiPeoplePanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_search_row_new ());
}

static void
bind_mention_cb (ManiPeoplePanel *self, GtkListItem *item)
{
  ManiAnnotation *annotation = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  guint position = gtk_list_item_get_position (item);
  g_autoptr (ManiAnnotation) before =
      position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->mention_selection), position - 1)
                   : NULL;
  gboolean is_first = before == NULL || strcmp (mani_annotation_get_article (before),
                                                mani_annotation_get_article (annotation)) != 0;
  g_autoptr (ManiSearchHit) hit = new_hit (self, annotation, is_first);
  g_autofree char *description = mani_search_row_describe (hit);

  mani_search_row_show (MANI_SEARCH_ROW (row), hit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

/* The list shows what the editor has selected. */
static void
follow_editor_cb (ManiPeoplePanel *self)
{
  ManiAnnotation *selected = self->editor != NULL ? mani_editor_get_selected (self->editor) : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->editor == NULL)
    return;
  if (self->passages == NULL || selected == NULL ||
      !mani_row_list_find (MANI_ROW_LIST (self->passages),
                           mani_record_get_id (MANI_RECORD (selected)), &position))
    position = GTK_INVALID_LIST_POSITION;
  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->mention_selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->mention_list), "list.scroll-to-item", "u",
                                position);
  self->is_following = FALSE;
  update_actions (self);
}

static void
mention_selected_cb (ManiPeoplePanel *self)
{
  gpointer annotation = gtk_single_selection_get_selected_item (self->mention_selection);

  if (!self->is_following && annotation != NULL && self->editor != NULL)
    mani_editor_set_selected (self->editor, annotation);
}

static void
mention_activated_cb (ManiPeoplePanel *self, guint position)
{
  g_autoptr (ManiAnnotation) annotation =
      g_list_model_get_item (G_LIST_MODEL (self->mention_selection), position);

  mani_editor_set_selected (self->editor, annotation);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static gboolean
remake_rows_cb (gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GtkListItemFactory) factory =
      g_object_ref (gtk_list_view_get_factory (self->mention_list));

  self->remake_source = 0;
  gtk_list_view_set_factory (self->mention_list, NULL);
  gtk_list_view_set_factory (self->mention_list, factory);

  return G_SOURCE_REMOVE;
}

static void
update_chosen (ManiPeoplePanel *self)
{
  ManiEntity *entity = mani_people_panel_get_chosen (self);
  guint n = self->passages != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->passages)) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%'u mention", "%'u mentions", n), n);

  gtk_widget_set_visible (self->mentions, entity != NULL);
  if (entity == NULL)
    return;
  gtk_label_set_text (self->chosen_name, mani_entity_get_name (entity));
  gtk_label_set_text (self->chosen_count, count);
}

/* The titles of articles stand above the first mention in each: rows are made anew. */
static void
mentions_changed_cb (ManiPeoplePanel *self)
{
  if (self->remake_source == 0)
    self->remake_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, remake_rows_cb, self, NULL);
  update_chosen (self);
}

static void
show_mentions (ManiPeoplePanel *self, const char *id)
{
  const char *entities[] = { id, NULL };
  ManiCriteria criteria = { .entities = entities };
  g_autoptr (ManiFilter) filter = NULL;

  if (g_strcmp0 (id, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  self->is_following = TRUE;
  gtk_single_selection_set_model (self->mention_selection, NULL);
  if (self->passages != NULL)
    g_signal_handlers_disconnect_by_data (self->passages, self);
  g_clear_object (&self->passages);
  if (id != NULL)
    {
      filter = mani_filter_new (&criteria);
      self->passages = mani_annotation_list_new (get_project (self), NULL, filter);
      g_signal_connect_swapped (self->passages, "items-changed", G_CALLBACK (mentions_changed_cb),
                                self);
      gtk_single_selection_set_model (self->mention_selection, G_LIST_MODEL (self->passages));
    }
  self->is_following = FALSE;
  update_chosen (self);
  if (self->editor != NULL)
    follow_editor_cb (self);
}

/* People and places */

static void
setup_row_cb (ManiPeoplePanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_entity_row_new ());
}

static void
bind_row_cb (ManiPeoplePanel *self, GtkListItem *item)
{
  mani_entity_row_show (MANI_ENTITY_ROW (gtk_list_item_get_child (item)), get_project (self),
                        gtk_list_item_get_item (item));
}

static void
selected_cb (ManiPeoplePanel *self)
{
  g_autoptr (GPtrArray) entities = NULL;

  if (self->editor == NULL)
    return;
  entities = list_selected (self);
  show_mentions (self, entities->len == 1 ? mani_record_get_id (entities->pdata[0]) : NULL);
  update_actions (self);
}

static void
activated_cb (ManiPeoplePanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.next-mention", NULL);
}

static gboolean
is_of_one_kind (ManiPeoplePanel *self)
{
  g_autoptr (GVariant) kind =
      g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "show-kind");

  return !g_str_equal (g_variant_get_string (kind, NULL), mani_entity_kind_words[MANI_ENTITY_NONE]);
}

static void
show_state_cb (ManiPeoplePanel *self)
{
  guint n = self->entities != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->entities)) : 0;
  guint n_all =
      mani_table_get_length (mani_project_get_table (get_project (self), MANI_KIND_ENTITY));
  g_autofree char *words = mani_list_pane_dup_words (self->pane);
  gboolean is_filtered = *words != '\0' || is_of_one_kind (self);
  g_autofree char *count =
      is_filtered && n_all > 0
          /* Translators: how many people, places and the like a filter shows */
          ? g_strdup_printf (ngettext ("%u of %u shown", "%u of %u shown", n_all), n, n_all)
          : NULL;

  /* Until the list is made, it is as good as full. */
  if (self->entities == NULL || mani_row_list_is_busy (MANI_ROW_LIST (self->entities)))
    n = n_all;
  mani_list_pane_show_state (self->pane, count, n, n_all, is_filtered);
  update_actions (self);
}

/* A row that moves comes anew, and is selected again. */
static void
changed_cb (ManiPeoplePanel *self)
{
  g_autoptr (GtkBitset) selected = mani_list_pane_get_selected (self->pane);
  guint position;

  if (mani_people_panel_get_chosen (self) == NULL)
    show_mentions (self, NULL);
  else if (gtk_bitset_is_empty (selected) &&
           mani_row_list_find (MANI_ROW_LIST (self->entities), self->chosen, &position))
    {
      gtk_bitset_add (selected, position);
      mani_list_pane_set_selected (self->pane, selected);
    }
  show_state_cb (self);
}

static gboolean
fill_cb (gpointer data)
{
  ManiPeoplePanel *self = data;

  self->fill_source = 0;
  self->entities = mani_entity_list_new (get_project (self));
  mani_list_pane_set_model (self->pane, G_LIST_MODEL (self->entities));
  g_signal_connect_object (self->entities, "notify::is-busy", G_CALLBACK (show_state_cb), self,
                           G_CONNECT_SWAPPED);
  show_state_cb (self);

  return G_SOURCE_REMOVE;
}

/* Off the first frame. */
static void
fill (ManiPeoplePanel *self)
{
  if (self->editor != NULL && self->entities == NULL && self->fill_source == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
}

static void
words_cb (ManiPeoplePanel *self)
{
  g_autofree char *words = mani_list_pane_dup_words (self->pane);

  if (self->entities == NULL)
    return;
  mani_entity_list_set_text (self->entities, words);
  show_state_cb (self);
}

static gboolean
show_all_cb (ManiPeoplePanel *self)
{
  gboolean had_words = mani_list_pane_clear_words (self->pane);

  if (!is_of_one_kind (self))
    return had_words;
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "show-kind",
                                  g_variant_new_string (mani_entity_kind_words[MANI_ENTITY_NONE]));

  return TRUE;
}

/* Verbs */

static void
named_cb (const char *name, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) entities = list_selected (self);
  g_autoptr (GError) error = NULL;
  ManiEdit *edit;

  if (entities->len != 1)
    return;
  edit = mani_operation_set_string (entities->pdata[0], MANI_ENTITY_NAME, name, &error);
  if (edit == NULL)
    mani_editor_set_trouble (self->editor, error);
  else
    apply (self, edit, FALSE);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) entities = list_selected (self);
  GdkRectangle place;

  mani_list_pane_get_place (self->pane, GTK_WIDGET (self), &place);
  mani_name_popover_ask (self->name_popover, _ ("Name"), &place,
                         mani_entity_get_name (entities->pdata[0]), named_cb, self);
}

static void
set_kind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) entities = list_selected (self);
  const char *word = g_variant_get_string (parameter, NULL);
  g_autoptr (ManiEdit) all = NULL;

  for (guint kind = 0; mani_entity_kind_words[kind] != NULL; kind++)
    if (g_str_equal (mani_entity_kind_words[kind], word))
      {
        all = mani_operation_set_entities_kind (entities, kind);
        apply (self, g_steal_pointer (&all), FALSE);
        return;
      }
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) entities = list_selected (self);

  apply (self, mani_operation_remove_entities (get_project (self), entities), TRUE);
}

static void
kept_cb (ManiEntity *entity, const char *name, ManiEntityKind kind, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) merging = g_steal_pointer (&self->merging);
  ManiEntity *keep;

  if (entity == NULL || merging == NULL)
    return;
  apply (self, mani_operation_merge_several (get_project (self), entity, merging), TRUE);
  keep = mani_project_lookup (get_project (self), MANI_KIND_ENTITY,
                              mani_record_get_id (MANI_RECORD (entity)));
  if (keep != NULL)
    mani_people_panel_choose (self, keep);
}

/* One goes into another that is asked for; several into one of them. */
static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  g_autoptr (GPtrArray) entities = list_selected (self);
  ManiEntityQuestion question = { 0 };
  g_autofree char *title = NULL;
  GdkRectangle place;

  if (entities->len == 1)
    {
      /* Translators: a person or place that becomes part of another, which is asked for */
      title = g_strdup_printf (_ ("Merge “%s” Into"), mani_entity_get_name (entities->pdata[0]));
      question.kind = mani_entity_get_kind (entities->pdata[0]);
      question.except = entities->pdata[0];
    }
  else
    {
      /* Translators: one of several people or places that become one */
      title = g_strdup (_ ("Merge, and Keep the Name"));
      question.among = entities;
    }
  question.title = title;
  g_clear_pointer (&self->merging, g_ptr_array_unref);
  self->merging = g_ptr_array_ref (entities);
  mani_list_pane_get_place (self->pane, GTK_WIDGET (self), &place);
  mani_entity_popover_ask (self->entity_popover, get_project (self), &question, &place, kept_cb,
                           self);
}

static void
link_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  ManiEntity *entity = mani_people_panel_get_chosen (self);

  if (entity != NULL)
    mani_editor_link (self->editor, mani_editor_get_chosen (self->editor),
                      mani_record_get_id (MANI_RECORD (entity)), NULL, MANI_ENTITY_NONE);
}

static void
show_kind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  const char *word = g_variant_get_string (parameter, NULL);

  g_simple_action_set_state (action, parameter);
  for (guint kind = 0; mani_entity_kind_words[kind] != NULL && self->entities != NULL; kind++)
    if (g_str_equal (mani_entity_kind_words[kind], word))
      mani_entity_list_set_kind (self->entities, kind);
  show_state_cb (self);
}

static void
order_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiPeoplePanel *self = data;
  gboolean by_mentions = g_str_equal (g_variant_get_string (parameter, NULL), "mentions");

  g_simple_action_set_state (action, parameter);
  if (self->entities != NULL)
    mani_entity_list_set_order (self->entities,
                                by_mentions ? MANI_ENTITY_ORDER_MENTIONS : MANI_ENTITY_ORDER_NAME);
}

static const GActionEntry entries[] = {
  { "rename", rename_cb },
  { "set-kind", set_kind_cb, "s", "''" },
  { "remove", remove_cb },
  { "merge", merge_cb },
  { "link", link_cb },
  { "show-kind", show_kind_cb, "s", "'none'" },
  { "order", order_cb, "s", "'name'" },
};

static void
table_changed_cb (ManiPeoplePanel *self)
{
  /* The list tells when it has followed; this is for the first and the last one. */
  if (self->entities == NULL)
    show_state_cb (self);
  else
    update_chosen (self);
}

static void
set_editor (ManiPeoplePanel *self, ManiEditor *editor)
{
  if (self->editor == editor)
    return;
  g_clear_handle_id (&self->fill_source, g_source_remove);
  mani_list_pane_set_model (self->pane, NULL);
  g_clear_object (&self->entities);
  show_mentions (self, NULL);
  g_set_object (&self->editor, editor);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->entity_table,
      editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_ENTITY) : NULL);
  if (editor != NULL)
    {
      show_state_cb (self);
      fill (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_people_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mani_people_panel_parent_class)->map (widget);
  fill (MANI_PEOPLE_PANEL (widget));
}

static void
mani_people_panel_dispose (GObject *object)
{
  ManiPeoplePanel *self = MANI_PEOPLE_PANEL (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_handle_id (&self->remake_source, g_source_remove);
  g_clear_pointer (&self->merging, g_ptr_array_unref);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->entity_table);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "people", NULL);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_PEOPLE_PANEL);

  G_OBJECT_CLASS (mani_people_panel_parent_class)->dispose (object);
}

static void
mani_people_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_PEOPLE_PANEL (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_people_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_PEOPLE_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_people_panel_class_init (ManiPeoplePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_people_panel_dispose;
  object_class->get_property = mani_people_panel_get_property;
  object_class->set_property = mani_people_panel_set_property;
  widget_class->map = mani_people_panel_map;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_ENTITY_POPOVER);
  g_type_ensure (MANI_TYPE_LIST_PANE);
  g_type_ensure (MANI_TYPE_NAME_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-people-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, name_popover);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, entity_popover);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, pane);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, mentions);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, chosen_name);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, chosen_count);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, mention_selection);
  gtk_widget_class_bind_template_child (widget_class, ManiPeoplePanel, mention_list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_mention_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_mention_cb);
  gtk_widget_class_bind_template_callback (widget_class, mention_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mention_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Of the list. */
static void
add_key (GtkEventController *keys, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                        gtk_named_action_new (action)));
}

static void
mani_people_panel_init (ManiPeoplePanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GSimpleActionGroup *group = g_simple_action_group_new ();

  self->actions = G_ACTION_MAP (group);
  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "people", G_ACTION_GROUP (group));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_key (keys, "F2", "people.rename");
  add_key (keys, "Delete|KP_Delete", "people.remove");
  gtk_widget_add_controller (mani_list_pane_get_list (self->pane), keys);

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::selected",
                                  G_CALLBACK (follow_editor_cb), self);
  self->entity_table = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->entity_table, "items-changed",
                                  G_CALLBACK (table_changed_cb), self);
}

void
mani_people_panel_open (ManiPeoplePanel *self)
{
  g_return_if_fail (MANI_IS_PEOPLE_PANEL (self));

  gtk_widget_grab_focus (mani_list_pane_get_entry (self->pane));
}

ManiEntity *
mani_people_panel_get_chosen (ManiPeoplePanel *self)
{
  g_return_val_if_fail (MANI_IS_PEOPLE_PANEL (self), NULL);

  if (self->chosen == NULL || self->editor == NULL)
    return NULL;

  return mani_project_lookup (get_project (self), MANI_KIND_ENTITY, self->chosen);
}

void
mani_people_panel_choose (ManiPeoplePanel *self, ManiEntity *entity)
{
  const char *id = mani_record_get_id (MANI_RECORD (entity));
  guint position;

  g_return_if_fail (MANI_IS_PEOPLE_PANEL (self));

  if (self->entities == NULL)
    return;
  if (!mani_row_list_find (MANI_ROW_LIST (self->entities), id, &position))
    {
      show_all_cb (self);
      mani_entity_list_set_text (self->entities, NULL);
    }
  if (mani_row_list_find (MANI_ROW_LIST (self->entities), id, &position))
    mani_list_pane_select (self->pane, position);
}
