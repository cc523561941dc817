/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A choice of encodings over mani_reader_read_file(). */

#include "mani-encoding-dialog.h"

#include "mani-decode.h"
#include "mani-operations.h"
#include "mani-reader.h"

#include <glib/gi18n.h>
#include <string.h>
#include <string.h>

/* Characters of the text that are shown. */
#define PREVIEW 600

struct _ManiEncodingDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  ManiArticle *article; /* as it is */
  ManiArticle *other;   /* as it would be, or NULL */
  AdwComboRow *charset;
  GtkLabel *preview;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (ManiEncodingDialog, mani_encoding_dialog, ADW_TYPE_WINDOW)

gboolean
mani_encoding_dialog_can_read_again (ManiArticle *article)
{
  const char *source = mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_SOURCE);

  return source != NULL && g_path_is_absolute (source) &&
         mani_record_get_in_map (MANI_RECORD (article), MANI_ARTICLE_ORIGIN, "encoding") != NULL;
}

static void
update_preview (ManiEncodingDialog *self)
{
  const char *const *charsets = mani_decode_list_charsets ();
  ManiReaderOptions options = { .charset = charsets[adw_combo_row_get_selected (self->charset)] };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->article == NULL)
    return;
  g_clear_object (&self->other);
  self->other = mani_reader_read_file (
      mani_record_get_string (MANI_RECORD (self->article), MANI_ARTICLE_SOURCE), &options, NULL,
      &error);
  if (self->other != NULL)
    text = mani_article_dup_slice (self->other, 0,
                                   MIN (mani_article_get_length (self->other), PREVIEW));
  gtk_label_set_text (self->preview, text != NULL ? text : error->message);
  gtk_widget_set_sensitive (self->apply_button,
                            self->other != NULL &&
                                g_strcmp0 (mani_article_get_sha256 (self->other),
                                           mani_article_get_sha256 (self->article)) != 0);
}

/* What the reader took from the text follows it; what a person has written stays. */
static void
follow_text (ManiEncodingDialog *self, ManiRecordBuilder *builder, guint field)
{
  const char *value = mani_record_builder_get_string (builder, field);

  if (value == NULL || strstr (mani_article_get_text (self->article), value) != NULL)
    mani_record_builder_copy (builder, MANI_RECORD (self->other), field);
}

/* The article is the same, with another text. */
static void
apply_cb (ManiEncodingDialog *self)
{
  static const guint read[] = { MANI_ARTICLE_TEXT, MANI_ARTICLE_SHA256, MANI_ARTICLE_BLOCKS,
                                MANI_ARTICLE_PAGES, MANI_ARTICLE_ORIGIN };
  static const guint seen[] = { MANI_ARTICLE_TITLE, MANI_ARTICLE_BYLINE, MANI_ARTICLE_DATE };
  g_autoptr (ManiRecordBuilder) builder =
      mani_record_builder_new_from (MANI_RECORD (self->article));
  g_autoptr (ManiArticle) after = NULL;
  g_autoptr (ManiEdit) edit = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    mani_record_builder_copy (builder, MANI_RECORD (self->other), read[i]);
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    follow_text (self, builder, seen[i]);
  after = mani_record_builder_end (builder, NULL);
  edit = mani_operation_set_record (self->article, after, _ ("Change Encoding"));
  if (mani_editor_apply (self->editor, edit, NULL))
    gtk_window_close (GTK_WINDOW (self));
}

static void
mani_encoding_dialog_dispose (GObject *object)
{
  ManiEncodingDialog *self = MANI_ENCODING_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->article);
  g_clear_object (&self->other);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ENCODING_DIALOG);

  G_OBJECT_CLASS (mani_encoding_dialog_parent_class)->dispose (object);
}

static void
mani_encoding_dialog_class_init (ManiEncodingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_encoding_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-encoding-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiEncodingDialog, charset);
  gtk_widget_class_bind_template_child (widget_class, ManiEncodingDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ManiEncodingDialog, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, update_preview);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_encoding_dialog_init (ManiEncodingDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (mani_decode_list_charsets ());

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->charset, G_LIST_MODEL (names));
}

void
mani_encoding_dialog_present (GtkWindow *parent, ManiEditor *editor)
{
  ManiEncodingDialog *self =
      g_object_new (MANI_TYPE_ENCODING_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  ManiArticle *article = mani_editor_get_article (editor);
  const char *now = mani_record_get_in_map (MANI_RECORD (article), MANI_ARTICLE_ORIGIN, "encoding");
  const char *const *charsets = mani_decode_list_charsets ();

  self->editor = g_object_ref (editor);
  self->article = g_object_ref (article);
  for (guint i = 0; charsets[i] != NULL; i++)
    if (g_ascii_strcasecmp (charsets[i], now) == 0)
      adw_combo_row_set_selected (self->charset, i);
  update_preview (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->charset));
  gtk_window_present (GTK_WINDOW (self));
}
