/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs for the annotations that are chosen, one or several: each is one undo step. */

#include "mani-window.h"

#include "mani-annotations-panel.h"
#include "mani-citation.h"
#include "mani-export-dialog.h"
#include "mani-inspector.h"
#include "mani-operations.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

static ManiEditor *
editor_of (gpointer data)
{
  return MANI_WINDOW (data)->editor;
}

static void
relabel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiEditor *editor = editor_of (data);

  mani_editor_relabel (editor,
                       mani_project_lookup (mani_editor_get_project (editor), MANI_KIND_LABEL,
                                            g_variant_get_string (parameter, NULL)));
}

static void
set_status_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const words[] = { "unverified", "confirmed", "disputed", "unidentifiable" };
  ManiEditor *editor = editor_of (data);
  g_autoptr (ManiEdit) edit = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], g_variant_get_string (parameter, NULL)))
      edit = mani_operation_set_status (mani_editor_get_project (editor),
                                        mani_editor_get_chosen (editor), i, 0);
  if (edit != NULL)
    mani_editor_apply (editor, edit, NULL);
}

ManiInspector *
mani_window_show_inspector (ManiWindow *self)
{
  return mani_annotations_panel_get_inspector (
      MANI_ANNOTATIONS_PANEL (mani_window_show_panel (self, "annotations")));
}

static void
add_tag_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_inspector_edit_tags (mani_window_show_inspector (data));
}

static void
relate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiEditor *editor = editor_of (data);
  gboolean is_second = mani_editor_get_relate_from (editor) != NULL;
  gboolean is_same = mani_editor_get_relate_from (editor) == mani_editor_get_selected (editor);

  if (mani_editor_relate (editor) && is_second && !is_same)
    mani_window_tell_edit (data);
}

static void
copy_words_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  ManiProject *project = mani_editor_get_project (self->editor);
  GPtrArray *chosen = mani_editor_get_chosen (self->editor);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    {
      g_autofree char *quote = mani_annotation_dup_quote (
          chosen->pdata[i], mani_project_lookup (project, MANI_KIND_ARTICLE,
                                                 mani_annotation_get_article (chosen->pdata[i])));

      if (quote == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, quote);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
copy_quotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;
  GPtrArray *chosen = mani_editor_get_chosen (self->editor);
  g_autofree char *text = mani_citation_dup_all (mani_editor_get_project (self->editor), chosen);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  mani_window_tell (self,
                    chosen->len == 1 ? _ ("The quotation is copied, with where it is from")
                                     : _ ("The quotations are copied, with where they are from"),
                    FALSE);
}

static void
export_annotations_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_export_dialog_present_chosen (GTK_WINDOW (data), editor_of (data));
}

static void
filter_annotations_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_annotations_panel_filter (
      MANI_ANNOTATIONS_PANEL (mani_window_show_panel (data, "annotations")));
}

static void
show_all_annotations_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_annotations_panel_show_all (
      MANI_ANNOTATIONS_PANEL (mani_window_get_panel (data, "annotations")));
}

static const GActionEntry entries[] = {
  { "relabel", relabel_cb, "s" },
  { "set-status", set_status_cb, "s" },
  { "add-tag", add_tag_cb },
  { "relate", relate_cb },
  { "copy-words", copy_words_cb },
  { "copy-quotation", copy_quotation_cb },
  { "export-annotations", export_annotations_cb },
  { "filter-annotations", filter_annotations_cb },
  { "show-all-annotations", show_all_annotations_cb },
};

void
mani_window_init_annotations (ManiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
