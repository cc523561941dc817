/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The current article as one among others: the next one, how far its reading is, whether it is
 * there twice. */

#include "mani-window.h"

#include "mani-articles-panel.h"
#include "mani-duplicates.h"
#include "mani-operations.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

static ManiArticlesPanel *
get_panel (ManiWindow *self)
{
  return MANI_ARTICLES_PANEL (self->articles_panel);
}

static void
step (ManiWindow *self, int by)
{
  ManiArticle *article = mani_articles_panel_step (get_panel (self), by);

  if (article != NULL)
    mani_editor_set_article (self->editor, article);
}

static void
next_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (data, 1);
}

static void
previous_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (data, -1);
}

static void
show_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiArticle *article =
      mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE,
                           g_variant_get_string (parameter, NULL));

  if (article != NULL)
    mani_editor_set_article (self->editor, article);
}

static void
remove_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;
  ManiArticle *next = mani_articles_panel_step (get_panel (self), 1);

  if (next == NULL)
    next = mani_articles_panel_step (get_panel (self), -1);
  g_ptr_array_add (articles, mani_editor_get_article (self->editor));
  edit = mani_operation_remove_articles (mani_editor_get_project (self->editor), articles);
  /* The one that is removed would be followed by the first of all. */
  if (next != NULL)
    mani_editor_set_article (self->editor, next);
  if (mani_editor_apply (self->editor, edit, NULL))
    mani_window_tell (self, mani_edit_get_name (edit), TRUE);
}

static void
done_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiArticle *article = mani_editor_get_article (self->editor);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;

  if (article == NULL)
    return;
  g_ptr_array_add (articles, article);
  edit = mani_operation_set_article_status (
      articles, mani_article_get_status (article) == MANI_ARTICLE_DONE ? MANI_ARTICLE_READING
                                                                       : MANI_ARTICLE_DONE);
  if (mani_editor_apply (self->editor, edit, NULL))
    mani_window_tell (self, mani_edit_get_name (edit), TRUE);
}

static void
filter_articles_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_split_set_show_start (self->split, TRUE);
  mani_articles_panel_filter (get_panel (self));
}

/* Duplicates */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ManiWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs = mani_duplicates_find_finish (result, &error);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (pairs == NULL)
    return;
  for (guint i = 0; i < pairs->len; i++)
    {
      ManiArticle *other = g_array_index (pairs, ManiDuplicate, i).other;

      if (!g_ptr_array_find (articles, other, NULL))
        g_ptr_array_add (articles, other);
    }
  if (articles->len == 0)
    {
      mani_window_tell (self, _ ("No two articles are the same, or nearly the same"), FALSE);
      return;
    }

  text = g_strdup_printf (ngettext ("%u article is in the project twice, or nearly so",
                                    "%u articles are in the project twice, or nearly so",
                                    articles->len),
                          articles->len);
  mani_split_set_show_start (self->split, TRUE);
  mani_articles_panel_choose (get_panel (self), articles);
  mani_window_tell (self, text, FALSE);
}

static void
find_duplicates_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  g_autoptr (ManiSnapshot) snapshot =
      mani_project_snapshot (mani_editor_get_project (self->editor));

  mani_duplicates_find_async (snapshot, MANI_DUPLICATES_LIKENESS, self->cancellable, found_cb,
                              g_object_ref (self));
}

typedef struct
{
  ManiWindow *window;
  GHashTable *added; /* of ids */
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->window);
  g_hash_table_unref (looking->added);
  g_free (looking);
}

static gboolean
is_added (Looking *looking, ManiArticle *article)
{
  return g_hash_table_contains (looking->added, mani_record_get_id (MANI_RECORD (article)));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Looking *looking = data;
  g_autoptr (GArray) pairs = mani_duplicates_find_finish (result, NULL);
  const ManiDuplicate *found = NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;
  guint n = 0;

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const ManiDuplicate *pair = &g_array_index (pairs, ManiDuplicate, i);

      if (!is_added (looking, pair->other) && !is_added (looking, pair->first))
        continue;
      if (found == NULL)
        found = pair;
      n++;
    }
  if (n == 1)
    {
      gboolean is_other = is_added (looking, found->other);
      ManiArticle *added = is_other ? found->other : found->first;
      ManiArticle *known = is_other ? found->first : found->other;
      g_autofree char *added_title = mani_article_dup_title (added);
      g_autofree char *known_title = mani_article_dup_title (known);

      /* Translators: the titles of two articles */
      text = g_strdup_printf (_ ("“%s” is nearly the same as “%s”"), added_title, known_title);
      action = g_action_print_detailed_name (
          "win.show-article", g_variant_new_string (mani_record_get_id (MANI_RECORD (known))));
      mani_window_tell_next (looking->window, text, _ ("Show the Other"), action);
    }
  else if (n > 1)
    {
      text = g_strdup_printf (ngettext ("%u of the articles is nearly the same as another",
                                        "%u of the articles are nearly the same as others", n),
                              n);
      mani_window_tell_next (looking->window, text, _ ("Select Them"), "win.find-duplicates");
    }
  looking_free (looking);
}

void
mani_window_look_for_duplicates (ManiWindow *self, GPtrArray *added)
{
  g_autoptr (ManiSnapshot) snapshot =
      mani_project_snapshot (mani_editor_get_project (self->editor));
  Looking *looking = g_new (Looking, 1);

  looking->window = g_object_ref (self);
  looking->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < added->len; i++)
    g_hash_table_add (looking->added, g_strdup (mani_record_get_id (added->pdata[i])));
  mani_duplicates_find_async (snapshot, MANI_DUPLICATES_LIKENESS, self->cancellable, looked_cb,
                              looking);
}

static const GActionEntry entries[] = {
  { "next-article", next_article_cb },        { "previous-article", previous_article_cb },
  { "show-article", show_article_cb, "s" },   { "remove-article", remove_article_cb },
  { "article-done", done_cb, NULL, "false" }, { "filter-articles", filter_articles_cb },
  { "find-duplicates", find_duplicates_cb },
};

void
mani_window_update_articles (ManiWindow *self)
{
  static const char *const of_article[] = {
    "next-article", "previous-article", "remove-article",
    "article-done", "filter-articles",  "find-duplicates",
  };
  ManiArticle *article = mani_editor_get_article (self->editor);
  GAction *done = g_action_map_lookup_action (G_ACTION_MAP (self), "article-done");

  if (done == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (of_article); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_article[i])),
        article != NULL);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (done),
      g_variant_new_boolean (article != NULL &&
                             mani_article_get_status (article) == MANI_ARTICLE_DONE));
}

void
mani_window_init_articles (ManiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
