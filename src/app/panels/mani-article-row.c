/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lines for an article. */

#include "mani-article-row.h"

#include <glib/gi18n.h>

struct _ManiArticleRow
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiArticle *article;
  GSignalGroup *annotations;
  GtkLabel *title;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (ManiArticleRow, mani_article_row, GTK_TYPE_WIDGET)

char *
mani_article_row_dup_date (ManiArticle *article)
{
  const char *date = mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_DATE);
  int year;
  int month;
  int day;
  int n = 0;

  if (date != NULL && sscanf (date, "%4d-%2d-%2d%n", &year, &month, &day, &n) == 3 && n == 10)
    {
      g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, 0, 0, 0);

      /* Translators: a date without its weekday, see g_date_time_format() */
      if (time != NULL)
        return g_date_time_format (time, _ ("%-e %b %Y"));
    }

  return g_strdup (date);
}

static void
add_part (GString *line, gsize start, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > start)
    g_string_append (line, " · ");
  /* Each part in its own direction (first strong isolate): an Arabic byline does not turn the date
   * round. */
  g_string_append_printf (line, "\u2068%s\u2069", part);
}

static void
update_details (ManiArticleRow *self)
{
  g_autoptr (GListModel) annotations = g_signal_group_dup_target (self->annotations);
  /* In the direction of the window (LRM, RLM), whatever a byline begins with. */
  g_autoptr (GString) line = g_string_new (
      gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? "\u200f" : "\u200e");
  gsize start = line->len;
  g_autofree char *date = NULL;
  g_autofree char *marks = NULL;
  guint n;

  if (self->article == NULL)
    return;
  date = mani_article_row_dup_date (self->article);
  n = annotations != NULL ? g_list_model_get_n_items (annotations) : 0;
  marks =
      n > 0 ? g_strdup_printf (ngettext ("%u mark", "%u marks", n), n) : g_strdup (_ ("no marks"));
  add_part (line, start, mani_record_get_string (MANI_RECORD (self->article), MANI_ARTICLE_BYLINE));
  add_part (line, start, date);
  add_part (line, start, marks);
  gtk_label_set_text (self->details, line->str);
}

static void
mani_article_row_dispose (GObject *object)
{
  ManiArticleRow *self = MANI_ARTICLE_ROW (object);

  g_clear_object (&self->annotations);
  g_clear_object (&self->article);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ARTICLE_ROW);

  G_OBJECT_CLASS (mani_article_row_parent_class)->dispose (object);
}

static void
mani_article_row_class_init (ManiArticleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_article_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-article-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, content);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, title);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_article_row_init (ManiArticleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->annotations = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->annotations, "items-changed", G_CALLBACK (update_details),
                                  self);
}

GtkWidget *
mani_article_row_new (void)
{
  return g_object_new (MANI_TYPE_ARTICLE_ROW, NULL);
}

void
mani_article_row_show (ManiArticleRow *self, ManiProject *project, ManiArticle *article)
{
  g_autofree char *title = article != NULL ? mani_article_dup_title (article) : NULL;

  g_set_object (&self->article, article);
  g_signal_group_set_target (
      self->annotations, article != NULL ? mani_project_get_annotations (
                                               project, mani_record_get_id (MANI_RECORD (article)))
                                         : NULL);
  gtk_label_set_text (self->title, title != NULL ? title : "");
  update_details (self);
}
