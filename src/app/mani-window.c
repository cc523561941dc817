/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's frame: what stands where, and how it follows the editor and the settings. */

#include "mani-window.h"

#include "mani-articles-panel.h"
#include "mani-config.h"
#include "mani-label-bar.h"
#include "mani-mark-map.h"
#include "mani-mark-toolbar.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiWindow, mani_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (ManiWindow *self)
{
  ManiArticle *article = mani_editor_get_article (self->editor);
  g_autofree char *project = mani_editor_dup_title (self->editor);
  g_autofree char *title = article != NULL ? mani_article_dup_title (article) : NULL;
  g_autofree char *state = NULL;
  g_autofree char *window_title = NULL;

  if (mani_editor_is_read_only (self->editor))
    /* Translators: a project's title, below the article's */
    state = g_strdup_printf (_ ("%s · read only"), project);
  else if (mani_editor_is_modified (self->editor))
    /* Translators: a project's title, below the article's */
    state = g_strdup_printf (_ ("%s · not saved"), project);
  else if (mani_editor_get_path (self->editor) != NULL)
    /* Translators: a project's title, below the article's */
    state = g_strdup_printf (_ ("%s · saved"), project);

  adw_window_title_set_title (self->title, title != NULL ? title : project);
  adw_window_title_set_subtitle (self->title, title == NULL ? "" : state != NULL ? state : project);
  /* Translators: the window's name for the desktop: article, then project */
  window_title =
      title != NULL ? g_strdup_printf (_ ("%s – %s"), title, project) : g_strdup (project);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
update_trouble (ManiWindow *self)
{
  const GError *trouble = mani_editor_get_trouble (self->editor);

  if (trouble != NULL)
    gtk_label_set_text (self->trouble_label, trouble->message);
  gtk_revealer_set_reveal_child (self->trouble, trouble != NULL);
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean was_word = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gboolean is_word = g_unichar_isalnum (g_utf8_get_char (text));

      n += is_word && !was_word;
      was_word = is_word || (was_word && (*text == '\'' || g_utf8_get_char (text) == 0x2019));
    }

  return n;
}

/* Of a long text they are counted once, not when its title or note changes. */
static void
update_words (ManiWindow *self, ManiArticle *article)
{
  const char *sha256 = mani_article_get_sha256 (article);
  g_autofree char *words = NULL;
  guint n;

  if (self->counted != NULL && g_strcmp0 (self->counted, sha256) == 0)
    return;
  g_free (self->counted);
  self->counted = g_strdup (sha256);
  n = count_words (mani_article_get_text (article));
  words = g_strdup_printf (ngettext ("%'u word", "%'u words", n), n);
  gtk_label_set_text (self->words, words);
}

static void
update_article (ManiWindow *self)
{
  ManiArticle *article = mani_editor_get_article (self->editor);
  g_autofree char *title = NULL;

  gtk_stack_set_visible_child_name (self->stack, article != NULL ? "article" : "empty");
  if (article != NULL)
    {
      title = mani_article_dup_title (article);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      title, -1);
      update_words (self, article);
    }
  else
    gtk_widget_grab_focus (self->empty_open);
  update_title (self);
}

/* The line at the foot: what marks every selection, else what is selected, else what the caret is
 * in. */
static void
update_status (ManiWindow *self)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  ManiLabel *armed = mani_editor_get_armed_label (self->editor);
  ManiAnnotation *selected = mani_editor_get_selected (self->editor);
  ManiTable *annotations = mani_editor_get_annotations (self->editor);
  g_autofree char *text = NULL;
  guint position;

  if (mani_editor_get_relate_from (self->editor) != NULL)
    text = g_strdup (_ ("Select the annotation that this one is related to, then r; Esc to stop"));
  else if (mani_editor_get_chosen (self->editor)->len > 1)
    {
      guint n = mani_editor_get_chosen (self->editor)->len;

      text = g_strdup_printf (ngettext ("%u annotation selected", "%u annotations selected", n), n);
    }
  else if (armed != NULL)
    /* Translators: a label’s name */
    text = g_strdup_printf (_ ("%s marks every selection until you press Esc"),
                            mani_label_get_name (armed));
  else if (selected != NULL && mani_table_find (annotations, MANI_RECORD (selected), &position))
    {
      ManiLabel *label =
          mani_project_lookup (project, MANI_KIND_LABEL, mani_annotation_get_label (selected));
      ManiRange extent = mani_annotation_get_extent (selected);
      const char *name = label != NULL ? mani_label_get_name (label) : _ ("Highlight");

      if (mani_annotation_is_orphan (selected))
        /* Translators: a label’s name */
        text = g_strdup_printf (_ ("%s · not found in the text"), name);
      else if (mani_annotation_is_whole_article (selected))
        /* Translators: a label’s name */
        text = g_strdup_printf (_ ("%s · the whole article"), name);
      else
        /* Translators: a label’s name, the number of an annotation, how many there are, two offsets
         */
        text = g_strdup_printf (_ ("%s · %u of %u · characters %u–%u"), name, position + 1,
                                mani_table_get_length (annotations), extent.start, extent.end);
    }
  if (text == NULL && *mani_article_view_get_at_caret (self->view) != '\0')
    /* Translators: the names of the annotations at the caret */
    text = g_strdup_printf (_ ("In %s"), mani_article_view_get_at_caret (self->view));
  gtk_label_set_text (self->status, text != NULL ? text : "");
}

static void
editor_changed_cb (ManiWindow *self, GParamSpec *pspec)
{
  const char *name = pspec->name;

  if (g_str_equal (name, "article"))
    update_article (self);
  else if (g_str_equal (name, "trouble"))
    update_trouble (self);
  else if (g_str_equal (name, "title") || g_str_equal (name, "is-modified") ||
           g_str_equal (name, "is-read-only") || g_str_equal (name, "path"))
    update_title (self);
  else if (g_str_equal (name, "selected") || g_str_equal (name, "chosen") ||
           g_str_equal (name, "relate-from") || g_str_equal (name, "armed-label"))
    update_status (self);
  mani_window_update_actions (self);
}

/* Window buttons stand in whatever header bar is outermost. */
static void
update_headers (ManiWindow *self)
{
  gboolean is_folded = mani_split_get_folded (self->split);
  gboolean has_start = !is_folded && mani_split_get_show_start (self->split);
  gboolean has_end = !is_folded && mani_split_get_show_end (self->split);

  adw_header_bar_set_show_start_title_buttons (self->start_header, has_start);
  adw_header_bar_set_show_start_title_buttons (self->content_header, !has_start);
  adw_header_bar_set_show_end_title_buttons (self->content_header, !has_end);
  adw_header_bar_set_show_end_title_buttons (self->end_header, has_end);
  /* A narrow window has its title instead; the menu has the verbs. */
  gtk_widget_set_visible (self->undo_button, !is_folded);
  gtk_widget_set_visible (self->redo_button, !is_folded);
  gtk_widget_set_visible (self->find_button, !is_folded);
  /* Titles of panels that are long in some language are cut there, before they widen it. */
  for (GtkWidget *button = gtk_widget_get_first_child (self->panel_switcher); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_first_child (button)),
                             is_folded ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static void
split_changed_cb (ManiWindow *self)
{
  update_headers (self);
  /* What folds for want of room is no choice of the person's. */
  if (!mani_split_get_folded (self->split))
    {
      g_settings_set_boolean (self->settings, "show-articles",
                              mani_split_get_show_start (self->split));
      g_settings_set_boolean (self->settings, "show-annotations",
                              mani_split_get_show_end (self->split));
    }
  mani_window_update_actions (self);
}

/* Text has this many points where the setting is 1. */
#define USUAL_SIZE 13.0

static gboolean
size_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, g_variant_get_double (variant) * USUAL_SIZE);
  return TRUE;
}

/* Empty means the usual face. */
static gboolean
face_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  const char *face = g_variant_get_string (variant, NULL);

  g_value_set_string (value, *face != '\0' ? face : NULL);
  return TRUE;
}

static gboolean
measure_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, g_variant_get_int32 (variant));
  return TRUE;
}

static void
update_autosave (ManiWindow *self)
{
  gboolean autosave = g_settings_get_boolean (self->settings, "autosave");

  mani_editor_set_autosave_delay (
      self->editor, autosave ? g_settings_get_int (self->settings, "autosave-delay") : 0);
}

static void
bind_settings (ManiWindow *self)
{
  g_settings_bind (self->settings, "snap-to-words", self->editor, "snap-to-words",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "creator", self->editor, "creator", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "articles-width", self->split, "start-width",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "annotations-width", self->split, "end-width",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings, "changed::autosave", G_CALLBACK (update_autosave), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::autosave-delay", G_CALLBACK (update_autosave),
                           self, G_CONNECT_SWAPPED);
  update_autosave (self);
  g_settings_bind_with_mapping (self->settings, "face", self->view, "face", G_SETTINGS_BIND_GET,
                                face_from_setting, NULL, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "text-size", self->view, "size",
                                G_SETTINGS_BIND_GET, size_from_setting, NULL, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "measure", self->view, "measure",
                                G_SETTINGS_BIND_GET, measure_from_setting, NULL, NULL, NULL);
  g_settings_bind (self->settings, "line-spacing", self->view, "line-height", G_SETTINGS_BIND_GET);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  mani_split_set_show_start (self->split, g_settings_get_boolean (self->settings, "show-articles"));
  mani_split_set_show_end (self->split,
                           g_settings_get_boolean (self->settings, "show-annotations"));
}

static void
remember_size (ManiWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
}

static gboolean
mani_window_close_request (GtkWindow *window)
{
  ManiWindow *self = MANI_WINDOW (window);

  if (!self->is_closing && mani_window_close_or_ask (self))
    return TRUE;

  remember_size (self);
  mani_window_keep_place (self);
  g_cancellable_cancel (self->cancellable);
  mani_session_remove (
      mani_application_get_session (MANI_APPLICATION (gtk_window_get_application (window))),
      self->editor);

  return GTK_WINDOW_CLASS (mani_window_parent_class)->close_request (window);
}

static void
active_cb (ManiWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    mani_editor_hurry_journal (self->editor);
}

/* Its button is for what it told of: it would undo another step once there is one. */
static void
forget_toast (ManiWindow *self)
{
  AdwToast *toast = self->toast;

  g_clear_weak_pointer (&self->toast);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
mani_window_constructed (GObject *object)
{
  ManiWindow *self = MANI_WINDOW (object);

  G_OBJECT_CLASS (mani_window_parent_class)->constructed (object);

  mani_window_init_panels (self);
  bind_settings (self);
  mani_window_init_actions (self);
  mani_window_init_drop (self);
  mani_window_init_marks (self);
  mani_window_init_menus (self);
  mani_window_init_zoom (self);
  mani_window_init_labels (self);
  mani_window_init_people (self);
  mani_window_init_undo (self);
  mani_window_init_articles (self);
  g_signal_connect_object (self->editor, "notify", G_CALLBACK (editor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mani_editor_get_project (self->editor), "notify::generation",
                           G_CALLBACK (forget_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect_object (self->view, "notify::at-caret", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED);
  update_article (self);
  update_status (self);
  update_trouble (self);
  update_headers (self);
  mani_window_update_actions (self);
}

static void
mani_window_dispose (GObject *object)
{
  ManiWindow *self = MANI_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  mani_window_drop_actions (self);
  mani_window_drop_panels (self);
  g_clear_weak_pointer (&self->toast);
  g_clear_handle_id (&self->context_source, g_source_remove);
  if (self->context_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->context_popover)));
  mani_window_forget_link (self);
  g_clear_pointer ((GtkWidget **) &self->entity_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_WINDOW);
  g_clear_object (&self->editor);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->counted, g_free);

  G_OBJECT_CLASS (mani_window_parent_class)->dispose (object);
}

static void
mani_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_WINDOW (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    MANI_WINDOW (object)->editor = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_window_class_init (ManiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = mani_window_constructed;
  object_class->dispose = mani_window_dispose;
  object_class->get_property = mani_window_get_property;
  object_class->set_property = mani_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = mani_window_close_request;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MANI_TYPE_SPLIT);
  g_type_ensure (MANI_TYPE_ARTICLES_PANEL);
  g_type_ensure (MANI_TYPE_LABEL_BAR);
  g_type_ensure (MANI_TYPE_FIND_BAR);
  g_type_ensure (MANI_TYPE_MARK_MAP);
  g_type_ensure (MANI_TYPE_MARK_TOOLBAR);
  g_type_ensure (MANI_TYPE_ARTICLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, split);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, start_header);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, content_header);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, end_header);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, zoom_row);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, empty_open);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, label_set);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, label_set_menu);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, find_bar);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, view);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, mark_toolbar);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, status);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, words);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, articles_panel);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, panels);
  gtk_widget_class_bind_template_child (widget_class, ManiWindow, panel_switcher);
}

static void
mani_window_init (ManiWindow *self)
{
  static const char *const split_signals[] = { "notify::show-start", "notify::show-end",
                                               "notify::folded" };

  self->settings = g_settings_new (MANI_APPLICATION_ID);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (split_signals); i++)
    g_signal_connect_object (self->split, split_signals[i], G_CALLBACK (split_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

ManiWindow *
mani_window_new (ManiApplication *application, ManiEditor *editor)
{
  return g_object_new (MANI_TYPE_WINDOW, "application", application, "editor", editor, NULL);
}

ManiEditor *
mani_window_get_editor (ManiWindow *self)
{
  return self->editor;
}

static AdwToast *
new_toast (const char *text, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, label);
  if (action != NULL)
    adw_toast_set_detailed_action_name (toast, action);

  return toast;
}

void
mani_window_tell_action (ManiWindow *self, const char *text, const char *label, const char *action)
{
  AdwToast *toast = new_toast (text, label, action);

  forget_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
mani_window_tell_next (ManiWindow *self, const char *text, const char *label, const char *action)
{
  adw_toast_overlay_add_toast (self->toasts, new_toast (text, label, action));
}

void
mani_window_tell (ManiWindow *self, const char *text, gboolean undo)
{
  mani_window_tell_action (self, text, undo ? _ ("Undo") : NULL, undo ? "win.undo" : NULL);
}

void
mani_window_tell_edit (ManiWindow *self)
{
  mani_window_tell (self, mani_history_get_undo_name (mani_editor_get_history (self->editor)),
                    TRUE);
}

gboolean
mani_window_is_blank (ManiWindow *self)
{
  ManiProject *project = mani_editor_get_project (self->editor);

  return mani_editor_get_path (self->editor) == NULL && !mani_editor_is_modified (self->editor) &&
         self->n_adding == 0 &&
         mani_table_get_length (mani_project_get_table (project, MANI_KIND_ARTICLE)) == 0;
}
