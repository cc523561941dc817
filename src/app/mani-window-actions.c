/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every verb of the window as a named action, so that menus, keys, buttons and tests call the same
 * thing; and what can be done now. */

#include "mani-window.h"

#include "mani-encoding-dialog.h"
#include "mani-export-dialog.h"
#include "mani-inspector.h"
#include "mani-keymap.h"
#include "mani-properties-dialog.h"
#include "mani-search-panel.h"
#include "mani-shortcuts.h"
#include "mani-versions-dialog.h"
#include "mani-window-private.h"

static ManiWindow *
window_of (gpointer data)
{
  return MANI_WINDOW (data);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_choose_project (data);
}

static void
add_articles_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_choose_articles (data);
}

static void
paste_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_paste_article (data);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_save (data);
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_save_as (data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_export_dialog_present (GTK_WINDOW (self), self->editor);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_choose_import (data);
}

static void
encoding_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_encoding_dialog_present (GTK_WINDOW (self), self->editor);
}

static void
article_properties_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_properties_dialog_present_article (data, window_of (data)->editor);
}

static void
project_properties_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_properties_dialog_present_project (data, window_of (data)->editor);
}

static void
versions_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_versions_dialog_present (data, window_of (data)->editor);
}

static void
select_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiAnnotation *annotation =
      mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ANNOTATION,
                           g_variant_get_string (parameter, NULL));

  if (annotation != NULL)
    mani_editor_set_selected (self->editor, annotation);
}

static void
place_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiAnnotation *annotation =
      mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ANNOTATION,
                           g_variant_get_string (parameter, NULL));

  if (annotation != NULL && mani_editor_place (self->editor, annotation))
    mani_window_tell_edit (self);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (data);
}

static void
dismiss_trouble_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_editor_set_trouble (window_of (data)->editor, NULL);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_editor_undo (window_of (data)->editor);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_editor_redo (window_of (data)->editor);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_find_bar_open (window_of (data)->find_bar);
}

static void
find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_find_bar_step (window_of (data)->find_bar, 1);
}

static void
find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_find_bar_step (window_of (data)->find_bar, -1);
}

/* Whether a label's key would change annotations, and not make one. */
static gboolean
is_for_annotations (ManiWindow *self)
{
  return mani_editor_get_selection (self->editor) == NULL &&
         mani_editor_get_selected (self->editor) != NULL;
}

/* A key is easily pressed by mistake: what it has changed is said. */
static void
press_label (ManiWindow *self, ManiLabel *label)
{
  gboolean is_change = is_for_annotations (self);

  if (mani_editor_press_label (self->editor, label) && is_change)
    mani_window_tell_edit (self);
}

static void
press_label_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiLabel *label = mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_LABEL,
                                          g_variant_get_string (parameter, NULL));

  if (label != NULL)
    press_label (self, label);
}

static void
highlight_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiEditor *editor = window_of (data)->editor;

  if (mani_editor_get_selection (editor) != NULL || mani_editor_get_selected (editor) != NULL)
    press_label (data, NULL);
}

static void
repeat_label_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  gboolean is_change = is_for_annotations (self);

  if (mani_editor_repeat_label (self->editor) && is_change)
    mani_window_tell_edit (self);
}

static void
let_go_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  if (mani_find_bar_is_open (self->find_bar))
    mani_find_bar_close (self->find_bar);
  else
    {
      /* The hit that a search has shown goes too. */
      mani_article_view_set_find_hits (self->view, NULL, 0, -1);
      mani_editor_let_go (self->editor);
    }
}

static void
remove_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  if (mani_editor_remove_selected (self->editor))
    mani_window_tell_edit (self);
}

static void
walk (ManiWindow *self, int by)
{
  ManiRange selection = { 0, 0 };

  mani_article_view_get_selection (self->view, &selection);
  mani_editor_walk (self->editor, by, selection.end);
}

static void
next_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  walk (data, 1);
}

static void
previous_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  walk (data, -1);
}

static void
edit_note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  if (mani_editor_get_selected (self->editor) != NULL)
    mani_inspector_edit_note (mani_window_show_inspector (self));
}

static void
inspect_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  if (mani_editor_get_selected (self->editor) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (mani_window_show_inspector (self)), GTK_DIR_TAB_FORWARD);
}

static void
link_entity_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_link_entity (data);
}

static void
next_mention_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_step_mention (data, 1);
}

static void
previous_mention_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_step_mention (data, -1);
}

/* What has just been done, with a button that undoes it: for panels, which know no window. */
static void
tell_undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_tell (data, g_variant_get_string (parameter, NULL), TRUE);
}

static void
tell_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_tell (data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
find_in_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_search_panel_open (MANI_SEARCH_PANEL (mani_window_show_panel (data, "search")));
}

/* An article and a place in its text; an empty place is only scrolled to. Selected, it can be
 * marked next, but not while an armed label would mark it at once. */
static void
show_range_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  const char *id;
  ManiRange range;
  ManiArticle *article;

  g_variant_get (parameter, "(&suu)", &id, &range.start, &range.end);
  article = mani_project_lookup (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE, id);
  if (article == NULL || range.start > range.end || range.end > mani_article_get_length (article))
    return;

  mani_editor_set_article (self->editor, article);
  mani_article_view_set_find_hits (self->view, &range, range.start < range.end ? 1 : 0, 0);
  mani_article_view_show_range (self->view, range,
                                mani_editor_get_armed_label (self->editor) == NULL);
  if (mani_split_get_folded (self->split))
    {
      mani_split_set_show_end (self->split, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
}

static void
focus_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (window_of (data)->view));
}

/* Goes round the panes that are shown: articles, article, annotations. */
static void
step_pane (ManiWindow *self, int by)
{
  gboolean has_article = mani_editor_get_article (self->editor) != NULL;
  GtkWidget *panes[] = {
    self->articles_panel,
    has_article ? GTK_WIDGET (self->view) : GTK_WIDGET (self->stack),
    GTK_WIDGET (self->panels),
  };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int n = G_N_ELEMENTS (panes);
  int current = 1;

  for (int i = 0; i < n; i++)
    if (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      current = i;
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *pane = panes[(current + i * by + n * n) % n];

      if (gtk_widget_get_mapped (pane) &&
          (gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

static void
next_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_pane (data, 1);
}

static void
previous_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_pane (data, -1);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_zoom (data, 1);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_zoom (data, -1);
}

static void
zoom_normal_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_window_zoom (data, 0);
}

static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (mani_shortcuts_new (data)));
}

static const GActionEntry entries[] = {
  { "open", open_cb },
  { "add-articles", add_articles_cb },
  { "paste-article", paste_article_cb },
  { "save", save_cb },
  { "save-as", save_as_cb },
  { "export", export_cb },
  { "import", import_cb },
  { "encoding", encoding_cb },
  { "article-properties", article_properties_cb },
  { "project-properties", project_properties_cb },
  { "earlier-versions", versions_cb },
  { "select-annotation", select_annotation_cb, "s" },
  { "place-annotation", place_annotation_cb, "s" },
  { "close", close_cb },
  { "dismiss-trouble", dismiss_trouble_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "find", find_cb },
  { "find-in-project", find_in_project_cb },
  { "find-next", find_next_cb },
  { "find-previous", find_previous_cb },
  { "press-label", press_label_cb, "s", "''" },
  { "highlight", highlight_cb },
  { "repeat-label", repeat_label_cb },
  { "let-go", let_go_cb },
  { "remove-annotation", remove_annotation_cb },
  { "next-annotation", next_annotation_cb },
  { "previous-annotation", previous_annotation_cb },
  { "edit-note", edit_note_cb },
  { "inspect", inspect_cb },
  { "focus-article", focus_article_cb },
  { "link-entity", link_entity_cb },
  { "next-mention", next_mention_cb },
  { "previous-mention", previous_mention_cb },
  { "tell-undo", tell_undo_cb, "s" },
  { "tell", tell_cb, "s" },
  { "next-pane", next_pane_cb },
  { "previous-pane", previous_pane_cb },
  { "show-range", show_range_cb, "(suu)" },
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-normal", zoom_normal_cb },
  { "show-help-overlay", show_help_overlay_cb },
};

/* What keys do now; single keys of the article view are heard by mani-article-keys.c. */
static void
update_keys (ManiWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    {
      if (self->keys[i] != NULL)
        gtk_widget_remove_controller (GTK_WIDGET (self), self->keys[i]);
      self->keys[i] = gtk_shortcut_controller_new ();
    }
  gtk_event_controller_set_propagation_phase (self->keys[1], GTK_PHASE_CAPTURE);

  for (guint i = 0; mani_command_get (i) != NULL; i++)
    {
      const ManiCommand *command = mani_command_get (i);
      g_auto (GStrv) keys = mani_keymap_dup_keys (mani_keymap_get_default (), command);

      if ((command->flags & (MANI_COMMAND_IN_ARTICLE | MANI_COMMAND_FIXED)) != 0 ||
          !g_str_has_prefix (command->action, "win."))
        continue;
      /* Menus show the one that came last. */
      for (guint j = g_strv_length (keys); j-- > 0;)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (self->keys[(command->flags & MANI_COMMAND_EARLY) != 0]),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[j]),
                              gtk_named_action_new (command->action)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    gtk_widget_add_controller (GTK_WIDGET (self), self->keys[i]);
}

void
mani_window_init_actions (ManiWindow *self)
{
  g_autoptr (GPropertyAction) articles =
      g_property_action_new ("show-articles", self->split, "show-start");
  g_autoptr (GPropertyAction) annotations =
      g_property_action_new ("show-annotations", self->split, "show-end");
  g_autoptr (GPropertyAction) snap =
      g_property_action_new ("snap-to-words", self->editor, "snap-to-words");

  g_signal_connect_object (mani_keymap_get_default (), "changed", G_CALLBACK (update_keys), self,
                           G_CONNECT_SWAPPED);
  update_keys (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  mani_window_init_annotations (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (articles));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (annotations));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (snap));
}

void
mani_window_drop_actions (ManiWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

/* What acts on all that are chosen. */
static const char *const verbs_of_chosen[] = {
  "relabel",        "set-status",         "add-tag",           "relate", "copy-words",
  "copy-quotation", "export-annotations", "remove-annotation",
};

static void
enable (ManiWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
mani_window_update_actions (ManiWindow *self)
{
  ManiHistory *history = mani_editor_get_history (self->editor);
  ManiLabel *armed = mani_editor_get_armed_label (self->editor);
  ManiTable *annotations = mani_editor_get_annotations (self->editor);
  gboolean has_article = mani_editor_get_article (self->editor) != NULL;
  gboolean has_selected = mani_editor_get_selected (self->editor) != NULL;
  gboolean has_selection = mani_editor_get_selection (self->editor) != NULL;
  gboolean has_annotations = annotations != NULL && mani_table_get_length (annotations) > 0;
  GAction *press = g_action_map_lookup_action (G_ACTION_MAP (self), "press-label");

  if (press == NULL)
    return;

  enable (self, "undo", mani_history_get_undo_name (history) != NULL);
  enable (self, "redo", mani_history_get_redo_name (history) != NULL);
  enable (self, "find", has_article);
  enable (self, "find-in-project", has_article);
  enable (self, "find-next", has_article);
  enable (self, "find-previous", has_article);
  enable (self, "highlight", has_selection || has_selected);
  for (guint i = 0; i < G_N_ELEMENTS (verbs_of_chosen); i++)
    enable (self, verbs_of_chosen[i], mani_editor_get_chosen (self->editor)->len > 0);
  enable (self, "place-annotation", has_selection);
  enable (self, "edit-note", has_selected);
  enable (self, "inspect", has_selected);
  enable (self, "link-entity", has_selection || has_selected);
  enable (self, "next-annotation", has_annotations);
  enable (self, "previous-annotation", has_annotations);
  enable (self, "export", has_article);
  enable (self, "article-properties", has_article);
  enable (self, "encoding",
          has_article &&
              mani_encoding_dialog_can_read_again (mani_editor_get_article (self->editor)));
  g_simple_action_set_state (
      G_SIMPLE_ACTION (press),
      g_variant_new_string (armed != NULL ? mani_record_get_id (MANI_RECORD (armed)) : ""));

  mani_window_update_labels (self);
  mani_window_update_articles (self);
}
