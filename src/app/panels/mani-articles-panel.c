/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A selection over a ManiArticleList; it and the editor's article follow each other. */

#include "mani-articles-panel.h"

#include "mani-article-row.h"
#include "mani-articles-panel-private.h"
#include "mani-progress.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_ORDER,
  PROP_DESCENDING,
  PROP_SHOW_STATUS,
  PROP_STATUS,
  PROP_GROUP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiArticlesPanel, mani_articles_panel, GTK_TYPE_WIDGET)

static const char *const order_words[] = {
  [MANI_ARTICLE_ORDER_PROJECT] = "project",
  [MANI_ARTICLE_ORDER_TITLE] = "title",
  [MANI_ARTICLE_ORDER_DATE] = "date",
  [MANI_ARTICLE_ORDER_STATUS] = "status",
  [MANI_ARTICLE_ORDER_ANNOTATIONS] = "annotations",
};

/* MANI_ARTICLE_ANY_STATUS is the first. */
static const char *const shown_words[] = { "all", "new", "reading", "done" };

static ManiProject *
get_project (ManiArticlesPanel *self)
{
  return mani_editor_get_project (self->editor);
}

GPtrArray *
mani_articles_panel_list_selected (ManiArticlesPanel *self)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_heading = FALSE;
  g_autoptr (GtkBitset) selected = NULL;

  /* Actions ask until the end. */
  if (self->articles == NULL)
    return articles;
  selected = mani_list_pane_get_selected (self->pane);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->articles)); i++)
    {
      g_autoptr (ManiArticleItem) item = g_list_model_get_item (G_LIST_MODEL (self->articles), i);
      ManiArticle *article = mani_article_item_get_article (item);
      gboolean is_selected = gtk_bitset_contains (selected, i);

      if (article == NULL)
        has_heading = is_selected;
      else if (is_selected || has_heading)
        g_ptr_array_add (articles, g_object_ref (article));
    }

  return articles;
}

/* Rows */

static void
setup_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_article_row_new ());
  mani_articles_panel_add_drag (self, item);
}

static void
bind_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  ManiArticleItem *article = gtk_list_item_get_item (item);

  g_hash_table_add (self->bound, item);
  gtk_list_item_set_activatable (item, mani_article_item_get_article (article) != NULL);
  mani_article_row_show (MANI_ARTICLE_ROW (gtk_list_item_get_child (item)), article);
}

static void
unbind_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (widget);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_item (item) == self->to_focus)
      {
        gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
        break;
      }
  g_clear_object (&self->to_focus);
  self->focus_tick = 0;

  return G_SOURCE_REMOVE;
}

void
mani_articles_panel_focus_soon (ManiArticlesPanel *self, ManiArticleItem *item)
{
  g_set_object (&self->to_focus, item);
  /* Rows come into being in the frame after. */
  if (self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

/* The keys go back to where they were. */
static void
name_closed_cb (ManiArticlesPanel *self)
{
  if (self->chosen->len > 0)
    mani_articles_panel_focus_soon (self, self->chosen->pdata[0]);
}

/* What goes with the articles as a whole */

static void
update_state (ManiArticlesPanel *self)
{
  guint n_all =
      mani_table_get_length (mani_project_get_table (get_project (self), MANI_KIND_ARTICLE));
  g_autoptr (GtkBitset) selected = mani_list_pane_get_selected (self->pane);
  g_autofree char *words = mani_list_pane_dup_words (self->pane);
  gboolean is_filtered = *words != '\0' || self->shown_status != MANI_ARTICLE_ANY_STATUS;
  guint n = mani_article_list_count (self->articles);
  g_autofree char *count = NULL;

  if (is_filtered)
    /* Translators: how many articles the filter shows, and how many there are */
    count =
        g_strdup_printf (ngettext ("%'u of %'u article", "%'u of %'u articles", n_all), n, n_all);
  else if (gtk_bitset_get_size (selected) > 1)
    {
      g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);

      count = g_strdup_printf (
          ngettext ("%'u article selected", "%'u articles selected", articles->len), articles->len);
    }
  mani_list_pane_show_state (self->pane, count, n, n_all, is_filtered);
  gtk_widget_set_visible (self->progress_box, n_all > 0);
}

static void
update_progress (ManiArticlesPanel *self)
{
  ManiProgress progress = mani_progress_of (get_project (self), NULL);
  guint n = progress.n_new + progress.n_reading + progress.n_done;
  /* Translators: how many of how many articles are done */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u of %u article done", "%u of %u articles done", n), progress.n_done, n);

  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) progress.n_done / n : 0);
}

static void
update_group_menu (ManiArticlesPanel *self)
{
  g_autoptr (GPtrArray) groups = mani_article_list_list_groups (self->articles);

  g_menu_remove_all (self->group_menu);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *label = NULL;
      g_auto (GStrv) parts = g_strsplit (groups->pdata[i], "_", -1);
      g_autoptr (GMenuItem) item = NULL;

      /* A single underline would mark a key. */
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "articles.set-group", "s", groups->pdata[i]);
      g_menu_append_item (self->group_menu, item);
    }
}

static gboolean
update_cb (gpointer data)
{
  ManiArticlesPanel *self = data;

  self->update_source = 0;
  if (self->editor == NULL)
    return G_SOURCE_REMOVE;
  update_state (self);
  update_progress (self);
  update_group_menu (self);
  mani_articles_panel_update_verbs (self);

  return G_SOURCE_REMOVE;
}

/* Before the next frame, once for all that has changed. */
static void
queue_update (ManiArticlesPanel *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, update_cb, self, NULL);
}

/* Selection */

static void
take_chosen (ManiArticlesPanel *self)
{
  g_ptr_array_unref (self->chosen);
  self->chosen = mani_list_pane_list_selected (self->pane);
}

/* Selects what was, and is still there. */
static void
select_chosen (ManiArticlesPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->articles));
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->chosen->len; i++)
    g_hash_table_add (chosen, self->chosen->pdata[i]);
  for (guint i = 0; i < n && g_hash_table_size (chosen) > 0; i++)
    {
      g_autoptr (ManiArticleItem) item = g_list_model_get_item (G_LIST_MODEL (self->articles), i);

      if (g_hash_table_remove (chosen, item))
        gtk_bitset_add (wanted, i);
    }
  mani_list_pane_set_selected (self->pane, wanted);
}

static gboolean
find_current (ManiArticlesPanel *self, guint *position)
{
  ManiArticle *article = self->editor != NULL ? mani_editor_get_article (self->editor) : NULL;

  return article != NULL &&
         mani_article_list_find (self->articles, mani_record_get_id (MANI_RECORD (article)),
                                 position);
}

/* The list shows which article is current, unless it is one of several that are selected. */
static void
follow_editor_cb (ManiArticlesPanel *self)
{
  g_autoptr (GtkBitset) selected = mani_list_pane_get_selected (self->pane);
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  guint position;

  if (!find_current (self, &position) || gtk_bitset_contains (selected, position))
    return;
  gtk_bitset_add (wanted, position);
  mani_list_pane_set_selected (self->pane, wanted);
  mani_list_pane_scroll_to (self->pane, position);
  take_chosen (self);
  queue_update (self);
}

static void
selected_cb (ManiArticlesPanel *self)
{
  ManiArticleItem *first;

  if (self->articles == NULL)
    return;
  take_chosen (self);
  first = self->chosen->len == 1 ? self->chosen->pdata[0] : NULL;
  if (first != NULL && mani_article_item_get_article (first) != NULL)
    mani_editor_set_article (self->editor, mani_article_item_get_article (first));
  update_state (self);
  mani_articles_panel_update_verbs (self);
}

static void
activated_cb (ManiArticlesPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

/* Rows have gone and come again. */
static void
changed_cb (ManiArticlesPanel *self)
{
  select_chosen (self);
  queue_update (self);
}

static void
words_cb (ManiArticlesPanel *self)
{
  g_autofree char *words = mani_list_pane_dup_words (self->pane);

  if (self->articles == NULL)
    return;
  mani_article_list_set_text (self->articles, words);
  follow_editor_cb (self);
  update_state (self);
}

static gboolean
show_all (ManiArticlesPanel *self)
{
  gboolean had_words = mani_list_pane_clear_words (self->pane);
  gboolean had_status = self->shown_status != MANI_ARTICLE_ANY_STATUS;

  if (had_words)
    words_cb (self);
  g_object_set (self, "show-status", shown_words[0], NULL);

  return had_words || had_status;
}

/* Properties */

static void
set_editor (ManiArticlesPanel *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  mani_list_pane_set_model (self->pane, NULL);
  g_clear_object (&self->articles);
  g_ptr_array_set_size (self->chosen, 0);
  if (editor != NULL)
    {
      self->articles = mani_article_list_new (get_project (self));
      g_object_set (self->articles, "order", self->order, "descending", self->is_descending,
                    "status", self->shown_status, NULL);
      mani_list_pane_set_model (self->pane, G_LIST_MODEL (self->articles));
    }
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (
      self->table_signals,
      editor != NULL ? mani_project_get_table (get_project (self), MANI_KIND_ARTICLE) : NULL);
  if (editor != NULL)
    {
      follow_editor_cb (self);
      queue_update (self);
      update_state (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static guint
find_word (const char *const *words, guint n, const char *word)
{
  guint i = 0;

  while (i < n && g_strcmp0 (words[i], word) != 0)
    i++;

  return i;
}

/* Where the person is stays on the screen. */
static void
scroll_to_current (ManiArticlesPanel *self)
{
  guint position;

  if (find_current (self, &position))
    mani_list_pane_scroll_to (self->pane, position);
}

static void
set_order (ManiArticlesPanel *self, const char *word)
{
  guint order = find_word (order_words, G_N_ELEMENTS (order_words), word);

  if (order == G_N_ELEMENTS (order_words) || order == self->order)
    return;
  self->order = order;
  if (self->articles != NULL)
    mani_article_list_set_order (self->articles, order);
  scroll_to_current (self);
  mani_articles_panel_update_verbs (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

static void
set_descending (ManiArticlesPanel *self, gboolean is_descending)
{
  if (self->is_descending == !!is_descending)
    return;
  self->is_descending = !!is_descending;
  if (self->articles != NULL)
    mani_article_list_set_descending (self->articles, is_descending);
  scroll_to_current (self);
  mani_articles_panel_update_verbs (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

static void
set_show_status (ManiArticlesPanel *self, const char *word)
{
  guint i = find_word (shown_words, G_N_ELEMENTS (shown_words), word);
  int status = (int) i + MANI_ARTICLE_ANY_STATUS;

  if (i == G_N_ELEMENTS (shown_words) || status == self->shown_status)
    return;
  self->shown_status = status;
  if (self->articles != NULL)
    mani_article_list_set_status (self->articles, status);
  if (self->editor != NULL)
    {
      follow_editor_cb (self);
      update_state (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_STATUS]);
}

static void
mani_articles_panel_dispose (GObject *object)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->focus_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_tick);
  self->focus_tick = 0;
  g_clear_object (&self->to_focus);
  g_clear_object (&self->dragged);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->table_signals);
  g_clear_pointer (&self->naming, g_ptr_array_unref);
  g_clear_pointer (&self->naming_group, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ARTICLES_PANEL);

  G_OBJECT_CLASS (mani_articles_panel_parent_class)->dispose (object);
}

static void
mani_articles_panel_finalize (GObject *object)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (object);

  g_hash_table_unref (self->bound);
  g_ptr_array_unref (self->chosen);

  G_OBJECT_CLASS (mani_articles_panel_parent_class)->finalize (object);
}

static void
mani_articles_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (object);

  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_ORDER:
      g_value_set_string (value, order_words[self->order]);
      break;

    case PROP_DESCENDING:
      g_value_set_boolean (value, self->is_descending);
      break;

    case PROP_SHOW_STATUS:
      g_value_set_string (value, shown_words[self->shown_status - MANI_ARTICLE_ANY_STATUS]);
      break;

    case PROP_STATUS:
      g_value_set_string (value, mani_articles_panel_get_status (self));
      break;

    case PROP_GROUP:
      g_value_set_string (value, mani_articles_panel_get_group (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_articles_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (object);

  switch (id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;

    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;

    case PROP_DESCENDING:
      set_descending (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_STATUS:
      set_show_status (self, g_value_get_string (value));
      break;

    case PROP_STATUS:
      mani_articles_panel_set_status (self, g_value_get_string (value));
      break;

    case PROP_GROUP:
      mani_articles_panel_set_group (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_articles_panel_class_init (ManiArticlesPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_articles_panel_dispose;
  object_class->finalize = mani_articles_panel_finalize;
  object_class->get_property = mani_articles_panel_get_property;
  object_class->set_property = mani_articles_panel_set_property;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR, flags);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "project", flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_STATUS] = g_param_spec_string ("show-status", NULL, NULL, "all", flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", flags);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, " ", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_LIST_PANE);
  g_type_ensure (MANI_TYPE_NAME_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-articles-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, pane);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, group_menu);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, name_popover);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, progress_box);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, progress);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
  gtk_widget_class_bind_template_callback (widget_class, name_closed_cb);
  gtk_widget_class_install_property_action (widget_class, "articles.order", "order");
  gtk_widget_class_install_property_action (widget_class, "articles.descending", "descending");
  gtk_widget_class_install_property_action (widget_class, "articles.show-status", "show-status");
  mani_articles_panel_install_verbs (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_articles_panel_init (ManiArticlesPanel *self)
{
  self->shown_status = MANI_ARTICLE_ANY_STATUS;
  self->bound = g_hash_table_new (NULL, NULL);
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  mani_articles_panel_add_keys (self);
  /* What is pulled is dragged. */
  gtk_list_view_set_enable_rubberband (GTK_LIST_VIEW (mani_list_pane_get_list (self->pane)), FALSE);

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::article",
                                  G_CALLBACK (follow_editor_cb), self);
  self->table_signals = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->table_signals, "items-changed", G_CALLBACK (queue_update),
                                  self);
}

ManiArticle *
mani_articles_panel_step (ManiArticlesPanel *self, int by)
{
  ManiArticle *article;

  g_return_val_if_fail (MANI_IS_ARTICLES_PANEL (self), NULL);

  article = self->editor != NULL ? mani_editor_get_article (self->editor) : NULL;

  return article != NULL ? mani_article_list_step (self->articles,
                                                   mani_record_get_id (MANI_RECORD (article)), by)
                         : NULL;
}

void
mani_articles_panel_choose (ManiArticlesPanel *self, GPtrArray *articles)
{
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  guint position;

  g_return_if_fail (MANI_IS_ARTICLES_PANEL (self));

  for (guint i = 0; i < articles->len; i++)
    if (!mani_article_list_find (self->articles, mani_record_get_id (articles->pdata[i]),
                                 &position))
      {
        show_all (self);
        break;
      }
  for (guint i = 0; i < articles->len; i++)
    if (mani_article_list_find (self->articles, mani_record_get_id (articles->pdata[i]), &position))
      gtk_bitset_add (wanted, position);
  if (gtk_bitset_is_empty (wanted))
    return;
  mani_list_pane_set_selected (self->pane, wanted);
  selected_cb (self);
  mani_list_pane_scroll_to (self->pane, gtk_bitset_get_minimum (wanted));
}

void
mani_articles_panel_filter (ManiArticlesPanel *self)
{
  g_return_if_fail (MANI_IS_ARTICLES_PANEL (self));

  gtk_widget_grab_focus (mani_list_pane_get_entry (self->pane));
}
