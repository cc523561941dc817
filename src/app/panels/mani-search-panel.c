/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over a ManiSearch. */

#include "mani-search-panel.h"

#include "mani-search-row.h"
#include "mani-search.h"

#include <glib/gi18n.h>

/* More hits than anybody walks through. */
#define MAX_HITS 100000

/* Selected passages that are longer are not meant to be looked for. */
#define MAX_WORDS 200

struct _ManiSearchPanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiEditor *editor;
  ManiSearch *search;
  GSignalGroup *articles;
  guint restart_source;
  GtkEditable *entry;
  GtkCheckButton *whole_words;
  GtkLabel *count;
  GtkStack *stack;
  GtkSingleSelection *selection;
  GtkListView *list;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiSearchPanel, mani_search_panel, GTK_TYPE_WIDGET)

static void
setup_row_cb (ManiSearchPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_search_row_new ());
}

static void
bind_row_cb (ManiSearchPanel *self, GtkListItem *item)
{
  ManiSearchHit *hit = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *description = mani_search_row_describe (hit);

  mani_search_row_show (MANI_SEARCH_ROW (row), hit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static char *
dup_count (ManiSearchPanel *self)
{
  guint n = mani_search_get_n_hits (self->search);
  guint n_articles = mani_search_get_n_articles (self->search);
  g_autofree char *articles = NULL;

  if (n == 0)
    return g_strdup (mani_search_is_running (self->search) ? _ ("Searching…") : "");
  if (n_articles == 0)
    return g_strdup_printf (ngettext ("%'u hit", "%'u hits", n), n);

  /* Translators: comes after “5 hits in” alone */
  articles = g_strdup_printf (ngettext ("%'u article", "%'u articles", n_articles), n_articles);
  if (n == MAX_HITS)
    /* Translators: a number, then “3 articles” */
    return g_strdup_printf (ngettext ("First %'u hit, in %s", "First %'u hits, in %s", n), n,
                            articles);

  /* Translators: a number, then “3 articles” */
  return g_strdup_printf (ngettext ("%'u hit in %s", "%'u hits in %s", n), n, articles);
}

static void
show_state_cb (ManiSearchPanel *self)
{
  g_autofree char *count = dup_count (self);
  gboolean has_hits = mani_search_get_n_hits (self->search) > 0;
  gboolean is_running = mani_search_is_running (self->search);
  const char *page = has_hits || is_running                          ? "list"
                     : *mani_search_get_query (self->search) != '\0' ? "none"
                                                                     : "empty";

  gtk_label_set_text (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
start (ManiSearchPanel *self)
{
  ManiSearchOptions options = MANI_SEARCH_OPTIONS_DEFAULT;
  g_autoptr (ManiSnapshot) snapshot = NULL;

  if (self->editor == NULL)
    return;

  /* Else it would be looked for among all that comes. */
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  options.max = MAX_HITS;
  if (gtk_check_button_get_active (self->whole_words))
    options.find = MANI_FIND_WHOLE_WORDS;
  snapshot = mani_project_snapshot (mani_editor_get_project (self->editor));
  mani_search_start (self->search, snapshot, gtk_editable_get_text (self->entry), &options);
}

static gboolean
restart_cb (gpointer data)
{
  ManiSearchPanel *self = data;

  self->restart_source = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

/* Articles come and go many at a time. */
static void
articles_changed_cb (ManiSearchPanel *self)
{
  if (self->restart_source == 0 && *mani_search_get_query (self->search) != '\0')
    self->restart_source = g_idle_add (restart_cb, self);
}

/* The first passage that names the entity, or NULL. */
static ManiAnnotation *
find_mention (ManiProject *project, ManiRecord *entity)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  const char *id = mani_record_get_id (entity);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiTable *annotations =
          mani_project_get_annotations (project, mani_record_get_id (mani_table_get (articles, i)));

      for (guint j = 0; j < mani_table_get_length (annotations); j++)
        {
          ManiAnnotation *annotation = mani_table_get (annotations, j);

          if (g_strcmp0 (mani_annotation_get_entity (annotation), id) == 0)
            return annotation;
        }
    }

  return NULL;
}

/* An annotation is selected, which shows it; of an entity its first mention; a place in a text is
 * shown. */
static void
show_hit (ManiSearchPanel *self, ManiSearchHit *hit)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  const ManiSearchMatch *match = mani_search_hit_get_match (hit);
  ManiAnnotation *annotation = NULL;
  ManiRange place;

  if (MANI_IS_ANNOTATION (match->record))
    annotation =
        mani_project_lookup (project, MANI_KIND_ANNOTATION, mani_record_get_id (match->record));
  else if (MANI_IS_ENTITY (match->record))
    annotation = find_mention (project, match->record);

  mani_search_hit_get_place (hit, &place);
  if (annotation != NULL)
    mani_editor_set_selected (self->editor, annotation);
  else if (match->article != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-range", "(suu)",
                                mani_record_get_id (MANI_RECORD (match->article)), place.start,
                                place.end);
}

static void
selected_cb (ManiSearchPanel *self)
{
  gpointer hit = gtk_single_selection_get_selected_item (self->selection);

  if (hit != NULL && self->editor != NULL)
    show_hit (self, hit);
}

static void
activated_cb (ManiSearchPanel *self)
{
  selected_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static void
step (ManiSearchPanel *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = by > 0 ? 0 : n - 1;
  else
    position = (position + n + by) % n;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
next_cb (ManiSearchPanel *self)
{
  step (self, 1);
}

static void
previous_cb (ManiSearchPanel *self)
{
  step (self, -1);
}

static gboolean
key_pressed_cb (ManiSearchPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Return && (state & GDK_SHIFT_MASK) != 0)
    previous_cb (self);
  else if (keyval == GDK_KEY_Down)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  else
    return FALSE;

  return TRUE;
}

static void
left_cb (ManiSearchPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static void
set_editor (ManiSearchPanel *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (
      self->articles,
      editor != NULL ? mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_ARTICLE)
                     : NULL);
  articles_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_search_panel_dispose (GObject *object)
{
  ManiSearchPanel *self = MANI_SEARCH_PANEL (object);

  g_clear_object (&self->articles);
  g_clear_handle_id (&self->restart_source, g_source_remove);
  g_clear_object (&self->editor);
  if (self->search != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->search, self);
      mani_search_stop (self->search);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_SEARCH_PANEL);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (mani_search_panel_parent_class)->dispose (object);
}

static void
mani_search_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_SEARCH_PANEL (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_search_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_SEARCH_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_search_panel_class_init (ManiSearchPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_search_panel_dispose;
  object_class->get_property = mani_search_panel_get_property;
  object_class->set_property = mani_search_panel_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-search-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, whole_words);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, count);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, start);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
mani_search_panel_init (ManiSearchPanel *self)
{
  self->search = mani_search_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->articles = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->articles, "items-changed", G_CALLBACK (articles_changed_cb),
                                  self);
  g_signal_connect_object (self->search, "notify", G_CALLBACK (show_state_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->search));
  show_state_cb (self);
}

void
mani_search_panel_open (ManiSearchPanel *self)
{
  ManiArticle *article = mani_editor_get_article (self->editor);
  const ManiRange *selection = mani_editor_get_selection (self->editor);

  g_return_if_fail (MANI_IS_SEARCH_PANEL (self));

  if (article != NULL && selection != NULL && selection->end - selection->start < MAX_WORDS)
    {
      g_autofree char *words = mani_article_dup_slice (article, selection->start, selection->end);

      gtk_editable_set_text (self->entry, words);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
