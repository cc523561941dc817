/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with the articles that are selected, each as a named action, and what can be done
 * now. */

#include "mani-articles-panel.h"

#include "mani-articles-panel-private.h"
#include "mani-operations.h"

#include <glib/gi18n.h>

/* As the action `articles.set-status` has them. */
static const char *const status_words[] = {
  [MANI_ARTICLE_NEW] = "new",
  [MANI_ARTICLE_READING] = "reading",
  [MANI_ARTICLE_DONE] = "done",
};

/* What no group can be called. */
#define DIFFERENT " "

static ManiArticlesPanel *
panel_of (GtkWidget *widget)
{
  return MANI_ARTICLES_PANEL (widget);
}

void
mani_articles_panel_apply (ManiArticlesPanel *self, ManiEdit *edit, gboolean is_told)
{
  g_autoptr (ManiEdit) owned = edit;

  if (mani_edit_get_length (edit) > 0 && mani_editor_apply (self->editor, edit, NULL) && is_told)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-undo", "s", mani_edit_get_name (edit));
}

/* The only thing that is selected, or NULL. */
static ManiArticleItem *
get_only (ManiArticlesPanel *self)
{
  g_autoptr (GPtrArray) items =
      self->articles != NULL ? mani_list_pane_list_selected (self->pane) : NULL;

  /* The list holds it. */
  return items != NULL && items->len == 1 ? items->pdata[0] : NULL;
}

static ManiArticle *
get_only_article (ManiArticlesPanel *self)
{
  ManiArticleItem *item = get_only (self);

  return item != NULL ? mani_article_item_get_article (item) : NULL;
}

/* The group whose heading is selected, and nothing else; or NULL. */
static const char *
get_only_heading (ManiArticlesPanel *self)
{
  ManiArticleItem *item = get_only (self);

  return item != NULL && mani_article_item_get_article (item) == NULL
             ? mani_article_item_get_group (item)
             : NULL;
}

const char *
mani_articles_panel_get_status (ManiArticlesPanel *self)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);

  for (guint i = 0; i < articles->len; i++)
    if (mani_article_get_status (articles->pdata[i]) !=
        mani_article_get_status (articles->pdata[0]))
      return "";

  return articles->len > 0 ? status_words[mani_article_get_status (articles->pdata[0])] : "";
}

void
mani_articles_panel_set_status (ManiArticlesPanel *self, const char *status)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);

  for (guint i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_strcmp0 (status_words[i], status) == 0 && articles->len > 0)
      mani_articles_panel_apply (self, mani_operation_set_article_status (articles, i), FALSE);
}

const char *
mani_articles_panel_get_group (ManiArticlesPanel *self)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);
  const char *group = articles->len > 0 ? mani_article_get_group (articles->pdata[0]) : DIFFERENT;

  for (guint i = 1; i < articles->len; i++)
    if (g_strcmp0 (mani_article_get_group (articles->pdata[i]), group) != 0)
      return DIFFERENT;

  return group != NULL ? group : "";
}

void
mani_articles_panel_set_group (ManiArticlesPanel *self, const char *group)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);

  if (articles->len > 0)
    mani_articles_panel_apply (self, mani_operation_set_group (articles, group), FALSE);
}

/* The one group of all that are selected, or NULL. */
static const char *
get_common_group (ManiArticlesPanel *self)
{
  const char *group = mani_articles_panel_get_group (self);

  return *group != '\0' && *group != *DIFFERENT ? group : NULL;
}

/* At the first row that is selected. */
static void
ask_name (ManiArticlesPanel *self, const char *title, const char *name, ManiNameAnswer answer)
{
  GdkRectangle place;

  mani_list_pane_get_place (self->pane, GTK_WIDGET (self), &place);
  mani_name_popover_ask (self->name_popover, title, &place, name, answer, self);
}

/* The first of what is asked for, as the project now has it. */
static gpointer
find_named (ManiArticlesPanel *self)
{
  return self->editor != NULL && self->naming != NULL
             ? mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE,
                                    mani_record_get_id (self->naming->pdata[0]))
             : NULL;
}

static void
article_named_cb (const char *name, gpointer data)
{
  ManiArticlesPanel *self = data;
  ManiArticle *article = find_named (self);
  g_autoptr (GError) error = NULL;
  ManiEdit *edit;

  if (article == NULL)
    return;
  edit = mani_operation_set_string (article, MANI_ARTICLE_TITLE, name, &error);
  if (edit == NULL)
    mani_editor_set_trouble (self->editor, error);
  else
    mani_articles_panel_apply (self, edit, FALSE);
}

static void
group_named_cb (const char *name, gpointer data)
{
  ManiArticlesPanel *self = data;

  if (self->editor != NULL && self->naming_group != NULL)
    mani_articles_panel_apply (self,
                               mani_operation_rename_group (mani_editor_get_project (self->editor),
                                                            self->naming_group, name),
                               FALSE);
}

static void
new_group_named_cb (const char *name, gpointer data)
{
  ManiArticlesPanel *self = data;
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();

  for (guint i = 0; self->editor != NULL && self->naming != NULL && i < self->naming->len; i++)
    {
      gpointer now = mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE,
                                          mani_record_get_id (self->naming->pdata[i]));

      if (now != NULL)
        g_ptr_array_add (articles, now);
    }
  if (articles->len > 0)
    mani_articles_panel_apply (self, mani_operation_set_group (articles, name), FALSE);
}

static void
rename_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiArticlesPanel *self = panel_of (widget);
  const char *group = get_common_group (self);

  if (group == NULL)
    return;
  g_free (self->naming_group);
  self->naming_group = g_strdup (group);
  ask_name (self, _ ("Name of the Group"), self->naming_group, group_named_cb);
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiArticlesPanel *self = panel_of (widget);
  ManiArticle *article = get_only_article (self);
  g_autofree char *title = NULL;

  if (get_only_heading (self) != NULL)
    rename_group_cb (widget, name, parameter);
  if (article == NULL)
    return;
  g_clear_pointer (&self->naming, g_ptr_array_unref);
  self->naming = mani_articles_panel_list_selected (self);
  title = mani_article_dup_title (article);
  ask_name (self, _ ("Title"), title, article_named_cb);
}

static void
new_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiArticlesPanel *self = panel_of (widget);

  g_clear_pointer (&self->naming, g_ptr_array_unref);
  self->naming = mani_articles_panel_list_selected (self);
  ask_name (self, _ ("Name of the Group"), NULL, new_group_named_cb);
}

static void
dissolve_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiArticlesPanel *self = panel_of (widget);
  const char *group = get_common_group (self);

  if (group != NULL)
    mani_articles_panel_apply (
        self, mani_operation_rename_group (mani_editor_get_project (self->editor), group, NULL),
        TRUE);
}

static void
properties_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  /* What is selected alone is the current article. */
  gtk_widget_activate_action (widget, "win.article-properties", NULL);
}

static gboolean
has_focus (ManiArticlesPanel *self)
{
  return gtk_widget_get_focus_child (mani_list_pane_get_list (self->pane)) != NULL;
}

static void
move (ManiArticlesPanel *self, int by)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);
  const char *group = get_only_heading (self);
  gboolean had_focus = has_focus (self);
  g_autoptr (GPtrArray) items = mani_list_pane_list_selected (self->pane);
  ManiArticleItem *end = items->pdata[by < 0 ? 0 : items->len - 1];

  mani_articles_panel_apply (self,
                             group != NULL
                                 ? mani_article_list_plan_group_move (self->articles, group, by)
                                 : mani_article_list_plan_move (self->articles, articles, by),
                             FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->articles)); i++)
    {
      g_autoptr (ManiArticleItem) item = g_list_model_get_item (G_LIST_MODEL (self->articles), i);

      if (item == end)
        mani_list_pane_scroll_to (self->pane, i);
    }
  if (had_focus)
    mani_articles_panel_focus_soon (self, end);
}

static void
move_up_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (panel_of (widget), -1);
}

static void
move_down_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (panel_of (widget), 1);
}

/* The current one, if it stays; else the next of those that are shown and stay, or the one before.
 */
static ManiArticle *
find_neighbour (ManiArticlesPanel *self, GPtrArray *articles)
{
  for (int by = 1; by >= -1; by -= 2)
    {
      ManiArticle *article = mani_editor_get_article (self->editor);

      while (article != NULL && g_ptr_array_find (articles, article, NULL))
        article =
            mani_article_list_step (self->articles, mani_record_get_id (MANI_RECORD (article)), by);
      if (article != NULL)
        return article;
    }

  return NULL;
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiArticlesPanel *self = panel_of (widget);
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);
  gboolean had_focus = has_focus (self);
  ManiArticle *next;
  guint position;

  if (articles->len == 0)
    return;
  next = find_neighbour (self, articles);
  if (next != NULL)
    mani_editor_set_article (self->editor, next);
  mani_articles_panel_apply (
      self, mani_operation_remove_articles (mani_editor_get_project (self->editor), articles),
      TRUE);
  if (had_focus && next != NULL &&
      mani_article_list_find (self->articles, mani_record_get_id (MANI_RECORD (next)), &position))
    {
      g_autoptr (ManiArticleItem) item =
          g_list_model_get_item (G_LIST_MODEL (self->articles), position);

      mani_articles_panel_focus_soon (self, item);
    }
}

void
mani_articles_panel_update_verbs (ManiArticlesPanel *self)
{
  g_autoptr (GPtrArray) articles = mani_articles_panel_list_selected (self);
  gboolean has_any = articles->len > 0;
  gboolean has_group = has_any && get_common_group (self) != NULL;
  gboolean can_move =
      has_any && self->articles != NULL && mani_article_list_can_move (self->articles);
  const struct
  {
    const char *name;
    gboolean is_enabled;
  } states[] = {
    { "articles.rename", get_only (self) != NULL },
    { "articles.properties", get_only_article (self) != NULL },
    { "articles.set-status", has_any },
    { "articles.set-group", has_any },
    { "articles.new-group", has_any },
    { "articles.rename-group", has_group },
    { "articles.dissolve-group", has_group },
    { "articles.move-up", can_move },
    { "articles.move-down", can_move },
    { "articles.remove", has_any },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), states[i].name, states[i].is_enabled);
  g_object_notify (G_OBJECT (self), "status");
  g_object_notify (G_OBJECT (self), "group");
}

void
mani_articles_panel_install_verbs (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } verbs[] = {
    { "articles.rename", rename_cb },
    { "articles.properties", properties_cb },
    { "articles.new-group", new_group_cb },
    { "articles.rename-group", rename_group_cb },
    { "articles.dissolve-group", dissolve_group_cb },
    { "articles.move-up", move_up_cb },
    { "articles.move-down", move_down_cb },
    { "articles.remove", remove_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    gtk_widget_class_install_action (klass, verbs[i].name, NULL, verbs[i].activate);
  gtk_widget_class_install_property_action (klass, "articles.set-status", "status");
  gtk_widget_class_install_property_action (klass, "articles.set-group", "group");
}

void
mani_articles_panel_add_keys (ManiArticlesPanel *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
  } keys[] = {
    { "F2", "articles.rename" },
    { "<Alt>Up|<Alt>KP_Up", "articles.move-up" },
    { "<Alt>Down|<Alt>KP_Down", "articles.move-down" },
    { "Delete|KP_Delete", "articles.remove" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (mani_list_pane_get_list (self->pane), controller);
}
