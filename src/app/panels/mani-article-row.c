/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lines for an article, one for a heading. */

#include "mani-article-row.h"

#include <glib/gi18n.h>

struct _ManiArticleRow
{
  GtkWidget parent_instance;
  GtkStack *content;
  ManiArticleItem *item;
  GtkImage *status;
  GtkLabel *title;
  GtkLabel *details;
  GtkWidget *note;
  GtkLabel *group;
  GtkLabel *group_count;
};

G_DEFINE_FINAL_TYPE (ManiArticleRow, mani_article_row, GTK_TYPE_WIDGET)

static const char *const status_icons[] = {
  [MANI_ARTICLE_NEW] = "mani-article-new-symbolic",
  [MANI_ARTICLE_READING] = "mani-article-reading-symbolic",
  [MANI_ARTICLE_DONE] = "mani-article-done-symbolic",
};

/* Translators: how far the reading of an article is */
static const char *const status_names[] = {
  [MANI_ARTICLE_NEW] = N_ ("new"),
  [MANI_ARTICLE_READING] = N_ ("reading"),
  [MANI_ARTICLE_DONE] = N_ ("done"),
};

static const char *const place_classes[] = {
  [MANI_ARTICLE_ROW_BEFORE] = "before",
  [MANI_ARTICLE_ROW_BEHIND] = "behind",
  [MANI_ARTICLE_ROW_INTO] = "into",
};

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

static char *
dup_count (ManiArticleItem *item)
{
  guint n = mani_article_item_get_count (item);

  return n > 0 ? g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n)
               : g_strdup (_ ("no annotations"));
}

static gboolean
has_note (ManiArticle *article)
{
  return mani_record_has (MANI_RECORD (article), MANI_ARTICLE_NOTE);
}

char *
mani_article_row_describe (ManiArticleItem *item)
{
  ManiArticle *article = mani_article_item_get_article (item);
  guint n = mani_article_item_get_count (item);
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;
  g_autofree char *marks = NULL;
  const char *byline;
  const char *parts[7];
  guint i = 0;

  if (article == NULL)
    /* Translators: a group of articles, and how many are in it */
    return g_strdup_printf (ngettext ("Group %s, %u article", "Group %s, %u articles", n),
                            mani_article_item_get_group (item), n);

  title = mani_article_dup_title (article);
  date = mani_article_row_dup_date (article);
  marks = dup_count (item);
  byline = mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_BYLINE);
  parts[i++] = title;
  if (byline != NULL)
    parts[i++] = byline;
  if (date != NULL)
    parts[i++] = date;
  parts[i++] = marks;
  parts[i++] = _ (status_names[mani_article_get_status (article)]);
  if (has_note (article))
    /* Translators: said of an article */
    parts[i++] = _ ("has a note");
  parts[i] = NULL;

  /* Translators: between the parts of a list that is read aloud */
  return g_strjoinv (_ (", "), (char **) parts);
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

/* A number stays in the line of what it counts. */
static char *
keep_together (const char *part)
{
  g_auto (GStrv) words = g_strsplit (part, " ", -1);

  return g_strjoinv ("\u00a0", words);
}

static void
update_details (ManiArticleRow *self, ManiArticle *article)
{
  /* In the direction of the window (LRM, RLM), whatever a byline begins with. */
  g_autoptr (GString) line = g_string_new (
      gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? "\u200f" : "\u200e");
  g_autofree char *date = mani_article_row_dup_date (article);
  g_autofree char *marks = dup_count (self->item);
  g_autofree char *whole_date = date != NULL ? keep_together (date) : NULL;
  g_autofree char *whole_marks = keep_together (marks);
  gsize start = line->len;

  add_part (line, start, mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_BYLINE));
  add_part (line, start, whole_date);
  add_part (line, start, whole_marks);
  gtk_label_set_text (self->details, line->str);
}

static void
update_heading (ManiArticleRow *self)
{
  g_autofree char *count = g_strdup_printf ("%u", mani_article_item_get_count (self->item));

  gtk_label_set_text (self->group, mani_article_item_get_group (self->item));
  gtk_label_set_text (self->group_count, count);
}

static void
update (ManiArticleRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  ManiArticle *article = mani_article_item_get_article (self->item);
  g_autofree char *sentence = mani_article_row_describe (self->item);
  g_autofree char *title = NULL;
  ManiArticleStatus status;

  if (parent != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      sentence, -1);
      /* What it stands in is GTK's. */
      if (article == NULL)
        gtk_widget_add_css_class (parent, "group-heading");
      else
        gtk_widget_remove_css_class (parent, "group-heading");
    }
  gtk_stack_set_visible_child_name (self->content, article != NULL ? "article" : "heading");
  if (article == NULL)
    {
      update_heading (self);
      return;
    }

  title = mani_article_dup_title (article);
  status = mani_article_get_status (article);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (self->note, has_note (article));
  gtk_image_set_from_icon_name (self->status, status_icons[status]);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), _ (status_names[status]));
  if (status == MANI_ARTICLE_NEW)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "dim-label");
  update_details (self, article);
}

static void
mani_article_row_dispose (GObject *object)
{
  ManiArticleRow *self = MANI_ARTICLE_ROW (object);

  mani_article_row_show (self, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, status);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, title);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, details);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, note);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, group);
  gtk_widget_class_bind_template_child (widget_class, ManiArticleRow, group_count);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "articlerow");
}

static void
mani_article_row_init (ManiArticleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mani_article_row_new (void)
{
  return g_object_new (MANI_TYPE_ARTICLE_ROW, NULL);
}

void
mani_article_row_show (ManiArticleRow *self, ManiArticleItem *item)
{
  g_return_if_fail (MANI_IS_ARTICLE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
mani_article_row_show_place (ManiArticleRow *self, ManiArticleRowPlace place)
{
  g_return_if_fail (MANI_IS_ARTICLE_ROW (self));

  for (guint i = 1; i < G_N_ELEMENTS (place_classes); i++)
    if (i == place)
      gtk_widget_add_css_class (GTK_WIDGET (self), place_classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), place_classes[i]);
}
