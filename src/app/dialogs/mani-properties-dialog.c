/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows made from a table of a record's fields. */

#include "mani-properties-dialog.h"

#include "mani-operations.h"
#include "mani-tag-field.h"

#include <glib/gi18n.h>

typedef enum
{
  LINE,
  TAGS,
  STATUS,
  NOTE,
} Kind;

typedef struct
{
  guint field;
  const char *title;
  Kind kind;
} Property;

static const Property article_properties[] = {
  { MANI_ARTICLE_TITLE, N_ ("Title"), LINE },
  { MANI_ARTICLE_BYLINE, N_ ("Byline"), LINE },
  { MANI_ARTICLE_DATE, N_ ("Date"), LINE },
  { MANI_ARTICLE_LANGUAGE, N_ ("Language, Such as en or hy"), LINE },
  { MANI_ARTICLE_SOURCE, N_ ("Source, Such as Its Address"), LINE },
  { MANI_ARTICLE_STATUS, N_ ("Status"), STATUS },
  { MANI_ARTICLE_TAGS, N_ ("Tags"), TAGS },
  { MANI_ARTICLE_NOTE, N_ ("Note"), NOTE },
};

static const Property project_properties[] = {
  { MANI_PROJECT_TITLE, N_ ("Title"), LINE },
  { MANI_PROJECT_CREATOR, N_ ("Author"), LINE },
  { MANI_PROJECT_NOTE, N_ ("Note"), NOTE },
};

struct _ManiPropertiesDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  char *id; /* of the article; NULL: the project */
  const Property *properties;
  guint n_properties;
  GPtrArray *widgets; /* of GtkWidget: one for each property */
};

G_DEFINE_FINAL_TYPE (ManiPropertiesDialog, mani_properties_dialog, ADW_TYPE_WINDOW)

/* As the project has it now; NULL when it is gone. */
static ManiRecord *
get_record (ManiPropertiesDialog *self)
{
  ManiProject *project = mani_editor_get_project (self->editor);

  return self->id == NULL ? MANI_RECORD (mani_project_get_info (project))
                          : mani_project_lookup (project, MANI_KIND_ARTICLE, self->id);
}

/* Takes @edit; NULL with @error is trouble. */
static void
apply (ManiPropertiesDialog *self, ManiEdit *edit, GError *error)
{
  g_autoptr (ManiEdit) owned = edit;
  g_autoptr (GError) trouble = error;

  if (owned != NULL && mani_edit_get_length (owned) > 0)
    mani_editor_apply (self->editor, owned, NULL);
  else if (trouble != NULL)
    mani_editor_set_trouble (self->editor, trouble);
}

static char *
dup_text (GtkWidget *widget)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  if (GTK_IS_EDITABLE (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Lines and notes; what is as it was is no edit. */
static void
commit_text (ManiPropertiesDialog *self, guint i)
{
  const Property *property = &self->properties[i];
  ManiRecord *record = get_record (self);
  g_autofree char *text = NULL;
  const char *old;
  GError *error = NULL;
  ManiEdit *edit;

  if (record == NULL || (property->kind != LINE && property->kind != NOTE))
    return;
  text = g_strstrip (dup_text (self->widgets->pdata[i]));
  old = mani_record_get_string (record, property->field);
  if (g_strcmp0 (old != NULL ? old : "", text) == 0)
    return;
  edit = mani_operation_set_string (record, property->field, *text != '\0' ? text : NULL, &error);
  apply (self, edit, error);
}

static void
commit (ManiPropertiesDialog *self)
{
  for (guint i = 0; i < self->widgets->len; i++)
    commit_text (self, i);
}

static void
status_cb (ManiPropertiesDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  ManiRecord *record = get_record (self);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();

  if (record == NULL)
    return;
  g_ptr_array_add (articles, record);
  apply (self, mani_operation_set_article_status (articles, adw_combo_row_get_selected (row)),
         NULL);
}

static void
show_tags (ManiPropertiesDialog *self, ManiTagField *field)
{
  ManiRecord *record = get_record (self);

  if (record != NULL)
    mani_tag_field_show (field, mani_editor_get_project (self->editor),
                         mani_record_get_strings (record, MANI_ARTICLE_TAGS), NULL);
}

/* With @added (nullable), without @removed (nullable). */
static void
change_tags (ManiPropertiesDialog *self,
             ManiTagField *field,
             const char *added,
             const char *removed)
{
  ManiRecord *record = get_record (self);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  const char *const *old;

  if (record == NULL)
    return;
  old = mani_record_get_strings (record, MANI_ARTICLE_TAGS);
  for (guint i = 0; old[i] != NULL; i++)
    if (g_strcmp0 (old[i], removed) != 0)
      g_ptr_array_add (tags, (gpointer) old[i]);
  if (added != NULL)
    g_ptr_array_add (tags, (gpointer) added);
  g_ptr_array_add (tags, NULL);
  apply (self,
         mani_operation_set_strings (record, MANI_ARTICLE_TAGS, (const char *const *) tags->pdata),
         NULL);
  show_tags (self, field);
}

static void
add_tag_cb (ManiPropertiesDialog *self, const char *tag, ManiTagField *field)
{
  change_tags (self, field, tag, NULL);
}

static void
remove_tag_cb (ManiPropertiesDialog *self, const char *tag, ManiTagField *field)
{
  change_tags (self, field, NULL, tag);
}

static GtkWidget *
new_line (ManiPropertiesDialog *self, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (commit), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (row, focus);

  return row;
}

static GtkWidget *
new_status (ManiPropertiesDialog *self, guint status)
{
  const char *const names[] = { C_ ("status of an article", "New"),
                                C_ ("status of an article", "Reading"),
                                C_ ("status of an article", "Done"), NULL };
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), status);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (status_cb), self);

  return row;
}

static GtkWidget *
new_tags (ManiPropertiesDialog *self)
{
  GtkWidget *field = mani_tag_field_new ();

  show_tags (self, MANI_TAG_FIELD (field));
  g_signal_connect_swapped (field, "add", G_CALLBACK (add_tag_cb), self);
  g_signal_connect_swapped (field, "remove", G_CALLBACK (remove_tag_cb), self);

  return field;
}

/* The text view; @frame is what it stands in. */
static GtkWidget *
new_note (ManiPropertiesDialog *self, const char *title, const char *value, GtkWidget **frame)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            value != NULL ? value : "", -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (view, focus);

  *frame = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (*frame), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (*frame), 90);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (*frame), view);
  gtk_widget_set_overflow (*frame, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (*frame, "card");

  return view;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

/* Lines stand together; tags and the note have a heading each. */
static void
fill (ManiPropertiesDialog *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *lines = add_group (page, NULL);
  ManiRecord *record = get_record (self);

  for (guint i = 0; i < self->n_properties; i++)
    {
      const Property *property = &self->properties[i];
      const char *title = _ (property->title);
      GtkWidget *widget = NULL;
      GtkWidget *shown = NULL;

      if (property->kind == LINE)
        widget = new_line (self, mani_record_get_string (record, property->field));
      else if (property->kind == STATUS)
        widget = new_status (self, mani_record_get_word (record, property->field));
      else if (property->kind == TAGS)
        widget = new_tags (self);
      else
        widget = new_note (self, title, mani_record_get_string (record, property->field), &shown);

      if (ADW_IS_PREFERENCES_ROW (widget))
        {
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
          adw_preferences_group_add (lines, widget);
        }
      else
        adw_preferences_group_add (add_group (page, title), shown != NULL ? shown : widget);
      g_ptr_array_add (self->widgets, widget);
    }
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self), content);
}

static gboolean
mani_properties_dialog_close_request (GtkWindow *window)
{
  ManiPropertiesDialog *self = MANI_PROPERTIES_DIALOG (window);

  for (guint i = 0; i < self->widgets->len; i++)
    if (MANI_IS_TAG_FIELD (self->widgets->pdata[i]))
      mani_tag_field_commit (self->widgets->pdata[i]);
  commit (self);

  return GTK_WINDOW_CLASS (mani_properties_dialog_parent_class)->close_request (window);
}

static void
mani_properties_dialog_dispose (GObject *object)
{
  ManiPropertiesDialog *self = MANI_PROPERTIES_DIALOG (object);

  /* What loses the focus now has been taken over, or is not to be. */
  g_ptr_array_set_size (self->widgets, 0);

  G_OBJECT_CLASS (mani_properties_dialog_parent_class)->dispose (object);
}

static void
mani_properties_dialog_finalize (GObject *object)
{
  ManiPropertiesDialog *self = MANI_PROPERTIES_DIALOG (object);

  g_ptr_array_unref (self->widgets);
  g_free (self->id);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (mani_properties_dialog_parent_class)->finalize (object);
}

static void
mani_properties_dialog_class_init (ManiPropertiesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_properties_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mani_properties_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = mani_properties_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
mani_properties_dialog_init (ManiPropertiesDialog *self)
{
  self->widgets = g_ptr_array_new ();
}

static void
present (GtkWindow *parent,
         ManiEditor *editor,
         const char *title,
         const char *id,
         const Property *properties,
         guint n_properties)
{
  ManiPropertiesDialog *self =
      g_object_new (MANI_TYPE_PROPERTIES_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                    title, "default-width", 520, "default-height", 576, NULL);

  self->editor = g_object_ref (editor);
  self->id = g_strdup (id);
  self->properties = properties;
  self->n_properties = n_properties;
  fill (self);
  gtk_widget_grab_focus (self->widgets->pdata[0]);
  gtk_window_present (GTK_WINDOW (self));
}

void
mani_properties_dialog_present_article (GtkWindow *parent, ManiEditor *editor)
{
  ManiArticle *article = mani_editor_get_article (editor);

  g_return_if_fail (article != NULL);

  present (parent, editor, _ ("Properties of the Article"),
           mani_record_get_id (MANI_RECORD (article)), article_properties,
           G_N_ELEMENTS (article_properties));
}

void
mani_properties_dialog_present_project (GtkWindow *parent, ManiEditor *editor)
{
  present (parent, editor, _ ("Properties of the Project"), NULL, project_properties,
           G_N_ELEMENTS (project_properties));
}
