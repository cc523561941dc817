/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A few lines for an annotation; an orphan has a button more, the first of them a heading. */

#include "mani-annotation-row.h"

#include "mani-swatch.h"

#include <glib/gi18n.h>

struct _ManiAnnotationRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *article;
  GtkWidget *section;
  GtkWidget *swatch;
  GtkLabel *heading;
  GtkLabel *quote;
  GtkLabel *note;
  GtkLabel *more;
  GtkWidget *place_button; /* NULL until an orphan is shown */
};

G_DEFINE_FINAL_TYPE (ManiAnnotationRow, mani_annotation_row, GTK_TYPE_WIDGET)

static void
mani_annotation_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANI_TYPE_ANNOTATION_ROW);

  G_OBJECT_CLASS (mani_annotation_row_parent_class)->dispose (object);
}

static void
mani_annotation_row_class_init (ManiAnnotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_annotation_row_dispose;

  g_type_ensure (MANI_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-annotation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, box);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, article);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, section);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, heading);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, quote);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, note);
  gtk_widget_class_bind_template_child (widget_class, ManiAnnotationRow, more);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_annotation_row_init (ManiAnnotationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mani_annotation_row_new (void)
{
  return g_object_new (MANI_TYPE_ANNOTATION_ROW, NULL);
}

/* One line, without line breaks. */
static char *
flatten (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean was_space = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (line, c);
      else if (!was_space)
        g_string_append_c (line, ' ');
      was_space = g_unichar_isspace (c);
    }

  return g_strchomp (g_string_free (g_steal_pointer (&line), FALSE));
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Tags, and a status that is not the usual one; NULL when there is neither. */
static char *
dup_more (ManiAnnotation *annotation)
{
  static const char *const statuses[] = {
    NULL,
    N_ ("Confirmed"),
    N_ ("Disputed"),
    N_ ("Unidentifiable"),
  };
  const char *status = statuses[mani_annotation_get_status (annotation)];
  g_autofree char *tags = g_strjoinv (", ", (GStrv) mani_annotation_get_tags (annotation));

  if (*tags == '\0')
    return status != NULL ? g_strdup (_ (status)) : NULL;
  if (status == NULL)
    return g_steal_pointer (&tags);

  /* Translators: a status (“Confirmed”), then tags: “Confirmed · harbour, boats” */
  return g_strdup_printf (_ ("%s · %s"), _ (status), tags);
}

static char *
dup_words (ManiProject *project, ManiAnnotation *annotation)
{
  ManiArticle *article =
      mani_project_lookup (project, MANI_KIND_ARTICLE, mani_annotation_get_article (annotation));
  g_autofree char *quote = mani_annotation_dup_short_quote (annotation, article);

  if (mani_annotation_is_whole_article (annotation))
    return g_strdup (_ ("The whole article"));
  if (quote == NULL || *quote == '\0')
    return g_strdup (_ ("A place in the text"));

  return flatten (quote);
}

static char *
dup_heading (ManiProject *project, ManiAnnotation *annotation)
{
  ManiLabel *label =
      mani_project_lookup (project, MANI_KIND_LABEL, mani_annotation_get_label (annotation));
  ManiEntity *entity =
      mani_project_lookup (project, MANI_KIND_ENTITY, mani_annotation_get_entity (annotation));
  const char *name = label != NULL ? mani_label_get_name (label)
                     : mani_annotation_get_label (annotation) != NULL
                         ? mani_annotation_get_label (annotation)
                         : _ ("Highlight");

  if (entity == NULL)
    return g_strdup (name);

  /* Translators: a label, then the person or place that it is about: “Person · Ilse Brandt” */
  return g_strdup_printf (_ ("%s · %s"), name, mani_entity_get_name (entity));
}

/* Whatever has an action hears of each action of the window that comes or goes: not every row of a
 * long list shall. */
static void
show_place_button (ManiAnnotationRow *self, ManiAnnotation *annotation)
{
  gboolean is_orphan = mani_annotation_is_orphan (annotation);

  if (is_orphan && self->place_button == NULL)
    {
      self->place_button = gtk_button_new_with_mnemonic (_ ("_Place at the Selection"));
      gtk_widget_set_halign (self->place_button, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->box), self->place_button);
    }
  if (self->place_button == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->place_button), "s",
                                    mani_record_get_id (MANI_RECORD (annotation)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->place_button), "win.place-annotation");
  gtk_widget_set_visible (self->place_button, is_orphan);
}

void
mani_annotation_row_show (ManiAnnotationRow *self, ManiProject *project, ManiAnnotation *annotation)
{
  ManiLabel *label =
      mani_project_lookup (project, MANI_KIND_LABEL, mani_annotation_get_label (annotation));
  const char *note = mani_annotation_get_note (annotation);
  g_autofree char *heading = dup_heading (project, annotation);
  g_autofree char *words = dup_words (project, annotation);
  const char *own_color = mani_annotation_get_color (annotation);
  const char *color = own_color != NULL ? own_color
                      : label != NULL   ? mani_label_get_color (label)
                                        : NULL;
  g_autofree char *line = note != NULL ? flatten (note) : NULL;
  g_autofree char *more = dup_more (annotation);

  mani_swatch_set_color (MANI_SWATCH (self->swatch), color);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->quote, words);
  set_line (self->note, line);
  set_line (self->more, more);
  show_place_button (self, annotation);
}

void
mani_annotation_row_set_headings (ManiAnnotationRow *self,
                                  const char *article,
                                  gboolean is_first_orphan)
{
  set_line (self->article, article);
  gtk_widget_set_visible (self->section, is_first_orphan);
}

char *
mani_annotation_row_describe (ManiProject *project, ManiAnnotation *annotation)
{
  const char *text = mani_annotation_get_note (annotation);
  g_autofree char *note = text != NULL ? flatten (text) : NULL;
  g_autofree char *heading = dup_heading (project, annotation);
  g_autofree char *words = dup_words (project, annotation);
  g_autofree char *more = dup_more (annotation);
  g_autofree char *sentence = NULL;
  g_autofree char *with_note = NULL;

  if (mani_annotation_is_orphan (annotation))
    /* Translators: a label, then a quotation */
    sentence = g_strdup_printf (_ ("%s, not found in the text: %s"), heading, words);
  else
    /* Translators: a label, then the words that it marks */
    sentence = g_strdup_printf (_ ("%s: %s"), heading, words);
  /* Translators: a label with the words that it marks, then a note */
  with_note = note != NULL ? g_strdup_printf (_ ("%s, note: %s"), sentence, note)
                           : g_steal_pointer (&sentence);
  if (more == NULL)
    return g_steal_pointer (&with_note);

  /* Translators: a label with the words that it marks, then its status and tags */
  return g_strdup_printf (_ ("%s (%s)"), with_note, more);
}
