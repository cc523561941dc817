/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every widget class can be made, shown and finalized: a template that does not fit its class, or a
 * handler that outlives its widget, shows here. */

#include "app-fixture.h"
#include "mani-annotation-filter.h"
#include "mani-annotation-row.h"
#include "mani-annotations-panel.h"
#include "mani-article-list.h"
#include "mani-article-row.h"
#include "mani-articles-panel.h"
#include "mani-color-button.h"
#include "mani-encoding-dialog.h"
#include "mani-entity-list.h"
#include "mani-entity-popover.h"
#include "mani-entity-row.h"
#include "mani-export-dialog.h"
#include "mani-find-bar.h"
#include "mani-inspector-details.h"
#include "mani-inspector.h"
#include "mani-key-dialog.h"
#include "mani-key-button.h"
#include "mani-label-bar.h"
#include "mani-label-chip.h"
#include "mani-label-end-dialog.h"
#include "mani-label-page.h"
#include "mani-label-row.h"
#include "mani-labels-dialog.h"
#include "mani-list-pane.h"
#include "mani-mark-map.h"
#include "mani-mark-toolbar.h"
#include "mani-name-popover.h"
#include "mani-palette.h"
#include "mani-panels.h"
#include "mani-operations.h"
#include "mani-people-panel.h"
#include "mani-preferences.h"
#include "mani-relation-row.h"
#include "mani-properties-dialog.h"
#include "mani-search-panel.h"
#include "mani-search-row.h"
#include "mani-split.h"
#include "mani-suggestions.h"
#include "mani-swatch.h"
#include "mani-tag-field.h"
#include "mani-versions-dialog.h"
#include "mani-window.h"

#define TEMPLATES "/org/manicule/Manicule/ui"

/* How a class is made in life, with all that it then shows. */
typedef GtkWidget *(*Make) (ManiEditor *editor);

static GtkWidget *
make_annotation_row (ManiEditor *editor)
{
  GtkWidget *row = mani_annotation_row_new ();

  mani_annotation_row_show (MANI_ANNOTATION_ROW (row), mani_editor_get_project (editor),
                            mani_editor_get_selected (editor));
  return row;
}

static GtkWidget *
make_article_row (ManiEditor *editor)
{
  GtkWidget *row = mani_article_row_new ();
  g_autoptr (ManiArticleList) articles = mani_article_list_new (mani_editor_get_project (editor));
  g_autoptr (ManiArticleItem) item = g_list_model_get_item (G_LIST_MODEL (articles), 0);

  mani_article_row_show (MANI_ARTICLE_ROW (row), item);
  return row;
}

static GtkWidget *
make_label_chip (ManiEditor *editor)
{
  return mani_label_chip_new (mani_label_find (mani_editor_get_project (editor), "person", NULL));
}

static GListModel *
get_none (gpointer item, gpointer data)
{
  return NULL;
}

static ManiLabel *
get_person (ManiEditor *editor)
{
  return mani_label_find (mani_editor_get_project (editor), "person", NULL);
}

static GtkWidget *
make_color_button (ManiEditor *editor)
{
  GtkWidget *button = g_object_new (MANI_TYPE_COLOR_BUTTON, NULL);

  mani_color_button_set_label (MANI_COLOR_BUTTON (button), get_person (editor));
  return button;
}

static GtkWidget *
make_key_button (ManiEditor *editor)
{
  GtkWidget *button = g_object_new (MANI_TYPE_KEY_BUTTON, NULL);

  mani_key_button_set_label (MANI_KEY_BUTTON (button), mani_editor_get_project (editor),
                             get_person (editor));
  return button;
}

static GtkWidget *
make_palette (ManiEditor *editor)
{
  GtkWidget *palette = mani_palette_new ("win.color-label");

  mani_palette_set_label (MANI_PALETTE (palette), get_person (editor));
  return palette;
}

static GtkWidget *
make_label_row (ManiEditor *editor)
{
  g_autoptr (ManiLabelList) labels = mani_label_list_new (mani_editor_get_project (editor));
  g_autoptr (GtkTreeListModel) tree = gtk_tree_list_model_new (
      g_object_ref (mani_label_list_get_top (labels)), FALSE, FALSE, get_none, NULL, NULL);
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (tree), 0);
  GtkWidget *widget = mani_label_row_new ();

  mani_label_row_show (MANI_LABEL_ROW (widget), mani_editor_get_project (editor), row);
  return widget;
}

static GtkWidget *
make_label_page (ManiEditor *editor)
{
  g_autoptr (ManiLabelList) labels = mani_label_list_new (mani_editor_get_project (editor));
  GtkWidget *page = g_object_new (MANI_TYPE_LABEL_PAGE, NULL);

  mani_label_page_show (MANI_LABEL_PAGE (page), mani_editor_get_project (editor),
                        mani_label_list_find (labels, "person"));
  return page;
}

static GtkWidget *
make_article_view (ManiEditor *editor)
{
  GtkWidget *view = mani_article_view_new ();

  g_object_set (view, "project", mani_editor_get_project (editor), "article",
                mani_editor_get_article (editor), NULL);
  return view;
}

static GtkWidget *
make_mark_map (ManiEditor *editor)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *view = make_article_view (editor);
  GtkWidget *map = mani_mark_map_new ();

  mani_mark_map_set_view (MANI_MARK_MAP (map), MANI_ARTICLE_VIEW (view));
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), map);
  return box;
}

static GtkWidget *
make_find_bar (ManiEditor *editor)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = make_article_view (editor);
  GtkWidget *bar = g_object_new (MANI_TYPE_FIND_BAR, "view", view, NULL);

  mani_find_bar_open (MANI_FIND_BAR (bar));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), view);
  return box;
}

static GtkWidget *
make_inspector_details (ManiEditor *editor)
{
  GtkWidget *details = g_object_new (MANI_TYPE_INSPECTOR_DETAILS, NULL);
  GtkWidget *list = gtk_widget_get_first_child (details);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  mani_inspector_details_show (MANI_INSPECTOR_DETAILS (details), editor);
  return details;
}

static GtkWidget *
make_relation_row (ManiEditor *editor)
{
  ManiProject *project = mani_editor_get_project (editor);
  ManiAnnotation *annotation = mani_editor_get_selected (editor);
  g_autoptr (ManiEdit) edit =
      mani_operation_relate (project, annotation, annotation, "person", NULL, 0);
  ManiTable *relations = mani_project_get_table (project, MANI_KIND_RELATION);

  g_assert_true (mani_editor_apply (editor, edit, NULL));
  return mani_relation_row_new (editor, mani_table_get (relations, 0), TRUE);
}

static GtkWidget *
make_suggestions (ManiEditor *editor)
{
  GtkWidget *suggestions = mani_suggestions_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) "harbour");
  g_ptr_array_add (words, (gpointer) "boats");
  mani_suggestions_show (MANI_SUGGESTIONS (suggestions), words);
  return suggestions;
}

static GtkWidget *
make_tag_field (ManiEditor *editor)
{
  static const char *const all[] = { "harbour", NULL };
  static const char *const some[] = { "boats", NULL };
  GtkWidget *field = mani_tag_field_new ();

  mani_tag_field_show (MANI_TAG_FIELD (field), mani_editor_get_project (editor), all, some);
  return field;
}

static GtkWidget *
make_entity_row (ManiEditor *editor)
{
  ManiProject *project = mani_editor_get_project (editor);
  GtkWidget *row = mani_entity_row_new ();
  g_autoptr (ManiEntityList) list = NULL;
  g_autoptr (ManiEntityItem) item = NULL;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();

  g_ptr_array_add (annotations, mani_editor_get_selected (editor));
  g_assert_true (mani_editor_link (editor, annotations, NULL, "Ilse Brandt", MANI_ENTITY_PERSON));
  list = mani_entity_list_new (project);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  mani_entity_row_show (MANI_ENTITY_ROW (row), project, item);
  return row;
}

/* Over a box that it points at. */
static GtkWidget *
wrap_popover (GtkWidget *popover)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_parent (popover, box);
  g_object_set_data (G_OBJECT (box), "popover", popover);
  return box;
}

static gboolean
hide_popover_cb (gpointer popover)
{
  gtk_popover_popdown (popover);
  return G_SOURCE_REMOVE;
}

static void
show_popover_cb (GtkWidget *box, gpointer data)
{
  ManiEntityQuestion question = { .title = "Link", .typed = "Brandt", .can_make = TRUE };
  GtkWidget *popover = g_object_get_data (G_OBJECT (box), "popover");

  if (MANI_IS_ENTITY_POPOVER (popover))
    mani_entity_popover_ask (MANI_ENTITY_POPOVER (popover), mani_editor_get_project (data),
                             &question, NULL, NULL, NULL);
  else
    mani_name_popover_ask (MANI_NAME_POPOVER (popover), "Name", NULL, "Brandt", NULL, NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 80, hide_popover_cb, g_object_ref (popover),
                      g_object_unref);
}

static GtkWidget *
make_entity_popover (ManiEditor *editor)
{
  GtkWidget *box = wrap_popover (mani_entity_popover_new ());

  g_signal_connect_object (box, "map", G_CALLBACK (show_popover_cb), editor, 0);
  return box;
}

static GtkWidget *
make_name_popover (ManiEditor *editor)
{
  GtkWidget *box = wrap_popover (mani_name_popover_new ());

  g_signal_connect_object (box, "map", G_CALLBACK (show_popover_cb), editor, 0);
  return box;
}

static GtkWidget *
make_list_pane (ManiEditor *editor)
{
  return g_object_new (MANI_TYPE_LIST_PANE, NULL);
}

/* @make NULL: with an editor by property. Those that stand alone are windows. */
typedef struct
{
  const char *name;
  GType (*get_type) (void);
  Make make;
} Class;

static const Class classes[] = {
  { "ManiAnnotationFilter", mani_annotation_filter_get_type },
  { "ManiAnnotationRow", mani_annotation_row_get_type, make_annotation_row },
  { "ManiAnnotationsPanel", mani_annotations_panel_get_type },
  { "ManiArticleRow", mani_article_row_get_type, make_article_row },
  { "ManiArticleView", mani_article_view_get_type, make_article_view },
  { "ManiArticlesPanel", mani_articles_panel_get_type },
  { "ManiColorButton", mani_color_button_get_type, make_color_button },
  { "ManiEntityPopover", mani_entity_popover_get_type, make_entity_popover },
  { "ManiEntityRow", mani_entity_row_get_type, make_entity_row },
  { "ManiFindBar", mani_find_bar_get_type, make_find_bar },
  { "ManiInspector", mani_inspector_get_type },
  { "ManiInspectorDetails", mani_inspector_details_get_type, make_inspector_details },
  { "ManiRelationRow", mani_relation_row_get_type, make_relation_row },
  { "ManiKeyButton", mani_key_button_get_type, make_key_button },
  { "ManiLabelBar", mani_label_bar_get_type },
  { "ManiLabelChip", mani_label_chip_get_type, make_label_chip },
  { "ManiLabelPage", mani_label_page_get_type, make_label_page },
  { "ManiLabelRow", mani_label_row_get_type, make_label_row },
  { "ManiListPane", mani_list_pane_get_type, make_list_pane },
  { "ManiMarkMap", mani_mark_map_get_type, make_mark_map },
  { "ManiMarkToolbar", mani_mark_toolbar_get_type },
  { "ManiPalette", mani_palette_get_type, make_palette },
  { "ManiNamePopover", mani_name_popover_get_type, make_name_popover },
  { "ManiPeoplePanel", mani_people_panel_get_type },
  { "ManiSearchPanel", mani_search_panel_get_type },
  { "ManiSearchRow", mani_search_row_get_type },
  { "ManiSplit", mani_split_get_type },
  { "ManiSuggestions", mani_suggestions_get_type, make_suggestions },
  { "ManiSwatch", mani_swatch_get_type },
  { "ManiTagField", mani_tag_field_get_type, make_tag_field },
};

typedef struct
{
  const char *name;
  GType (*get_type) (void);
  void (*present) (GtkWindow *parent, ManiEditor *editor);
} Dialog;

static void
present_preferences (GtkWindow *parent, ManiEditor *editor)
{
  gtk_window_present (GTK_WINDOW (mani_preferences_new ()));
}

static void
present_key_dialog (GtkWindow *parent, ManiEditor *editor)
{
  mani_key_dialog_present (parent, mani_command_find ("win.save"));
}

static void
ended_cb (const char *name, gpointer data)
{
}

static void
present_label_end (GtkWindow *parent, ManiEditor *editor)
{
  mani_label_end_dialog_remove (parent, editor, get_person (editor), ended_cb, G_OBJECT (editor));
}

static const Dialog dialogs[] = {
  { "ManiEncodingDialog", mani_encoding_dialog_get_type, mani_encoding_dialog_present },
  { "ManiExportDialog", mani_export_dialog_get_type, mani_export_dialog_present },
  { "ManiKeyDialog", mani_key_dialog_get_type, present_key_dialog },
  { "ManiPropertiesDialog", mani_properties_dialog_get_type,
    mani_properties_dialog_present_article },
  { "ManiPreferences", mani_preferences_get_type, present_preferences },
  { "ManiVersionsDialog", mani_versions_dialog_get_type, mani_versions_dialog_present },
  { "ManiLabelEndDialog", mani_label_end_dialog_get_type, present_label_end },
  { "ManiLabelsDialog", mani_labels_dialog_get_type, mani_labels_dialog_present },
};

static GtkWidget *
make (const Class *class, ManiEditor *editor)
{
  GType type = class->get_type ();
  g_autoptr (GTypeClass) gclass = g_type_class_ref (type);

  if (class->make != NULL)
    return class->make (editor);
  if (g_object_class_find_property (G_OBJECT_CLASS (gclass), "editor") != NULL)
    return g_object_new (type, "editor", editor, NULL);

  return g_object_new (type, NULL);
}

static void
test_bare (gconstpointer data)
{
  const Class *class = data;
  GtkWidget *widget = g_object_ref_sink (g_object_new (class->get_type (), NULL));

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (widget), ==, class->name);
  g_assert_finalize_object (widget);
}

static void
test_shown (gconstpointer data)
{
  const Class *class = data;
  ManiEditor *editor = fixture_editor ();
  GtkWidget *widget = make (class, editor);
  GtkWidget *window = fixture_window (widget, 500, 400);

  fixture_wait (150);
  g_object_ref (widget);
  fixture_close (window);
  g_assert_finalize_object (widget);
  g_assert_finalize_object (editor);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

/* With an article that was read from a file, which is no longer there. */
static ManiEditor *
editor_with_file (void)
{
  ManiEditor *editor = fixture_editor ();
  ManiArticle *article = mani_editor_get_article (editor);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (article));
  g_autoptr (ManiRecord) after = NULL;
  g_autoptr (ManiEdit) edit = NULL;

  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, "/nowhere/ferry.txt");
  mani_record_builder_set_in_map (builder, MANI_ARTICLE_ORIGIN, "encoding", "UTF-8");
  after = mani_record_builder_end (builder, NULL);
  edit = mani_operation_set_record (article, after, "Read");
  g_assert_true (mani_editor_apply (editor, edit, NULL));

  return editor;
}

static void
test_dialog (gconstpointer data)
{
  const Dialog *dialog = data;
  ManiEditor *editor = editor_with_file ();
  GtkWidget *parent = gtk_window_new ();
  GtkWidget *window;

  gtk_window_present (GTK_WINDOW (parent));
  dialog->present (GTK_WINDOW (parent), editor);
  window = find_window (dialog->get_type ());
  g_assert_nonnull (window);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window), ==, dialog->name);
  fixture_wait (150);
  fixture_close (window);
  fixture_close (parent);
  g_assert_finalize_object (editor);
}

/* With an article and without. */
static void
test_window (void)
{
  ManiApplication *application = fixture_application ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ManiProject) empty = mani_project_new (NULL);
      ManiEditor *editor = i == 0 ? fixture_editor () : mani_editor_new (empty);
      GtkWidget *window = GTK_WIDGET (mani_window_new (application, editor));

      gtk_window_present (GTK_WINDOW (window));
      fixture_wait (300);
      fixture_close (window);
      g_assert_finalize_object (editor);
    }
}

static gboolean
is_tested (const char *name)
{
  if (g_str_equal (name, "ManiWindow"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (name, classes[i].name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (g_str_equal (name, dialogs[i].name))
      return TRUE;

  return FALSE;
}

/* A class that comes new stands in a table above. */
static void
test_all_templates (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (TEMPLATES, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("<template class=\"(\\w+)\"", 0, 0, NULL);
  guint n = 0;

  g_assert_nonnull (files);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (TEMPLATES, files[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *name = NULL;

      g_assert_nonnull (bytes);
      if (!g_regex_match (regex, g_bytes_get_data (bytes, NULL), 0, &match))
        continue;
      name = g_match_info_fetch (match, 1);
      if (!is_tested (name))
        g_test_fail_printf ("%s: %s stands in no table of test-templates.c", files[i], name);
      n++;
    }
  g_assert_cmpuint (n, >=, 11);
}

/* As every panel of the window's table does. */
static void
test_all_panels (void)
{
  const ManiPanel *panel;

  for (guint i = 0; (panel = mani_panels_get (i)) != NULL; i++)
    g_assert_true (is_tested (g_type_name (panel->get_type ())));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/templates/each-is-tested", test_all_templates);
  g_test_add_func ("/app/templates/each-panel-is-tested", test_all_panels);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *bare = g_strdup_printf ("/app/templates/%s/bare", classes[i].name);
      g_autofree char *shown = g_strdup_printf ("/app/templates/%s/shown", classes[i].name);

      g_test_add_data_func (bare, &classes[i], test_bare);
      g_test_add_data_func (shown, &classes[i], test_shown);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/templates/%s/shown", dialogs[i].name);

      g_test_add_data_func (path, &dialogs[i], test_dialog);
    }
  g_test_add_func ("/app/templates/ManiWindow/shown", test_window);

  return g_test_run ();
}
