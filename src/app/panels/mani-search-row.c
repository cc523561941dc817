/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Up to three labels for a hit. */

#include "mani-search-row.h"

#include "mani-annotation.h"
#include "mani-entity.h"

#include <glib/gi18n.h>

struct _ManiSearchRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *field;
  GtkLabel *line;
};

G_DEFINE_FINAL_TYPE (ManiSearchRow, mani_search_row, GTK_TYPE_WIDGET)

static void
mani_search_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANI_TYPE_SEARCH_ROW);

  G_OBJECT_CLASS (mani_search_row_parent_class)->dispose (object);
}

static void
mani_search_row_class_init (ManiSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_search_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiSearchRow, box);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchRow, title);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchRow, field);
  gtk_widget_class_bind_template_child (widget_class, ManiSearchRow, line);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_search_row_init (ManiSearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mani_search_row_new (void)
{
  return g_object_new (MANI_TYPE_SEARCH_ROW, NULL);
}

/* What a field is called where its record has words of the search. */
static const char *
get_field_name (const ManiField *field)
{
  static const struct
  {
    const char *name;
    const char *title;
  } titles[] = {
    { "aliases", N_ ("Also known as") },
    { "byline", N_ ("Byline") },
    { "name", N_ ("Name") },
    { "note", N_ ("Note") },
    { "quote", N_ ("Quotation") },
    { "source", N_ ("Source") },
    { "tags", N_ ("Tag") },
    { "title", N_ ("Title") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].name, field->name))
      return _ (titles[i].title);

  return field->name;
}

static char *
dup_title (ManiSearchHit *hit)
{
  const ManiSearchMatch *match = mani_search_hit_get_match (hit);

  if (match->article != NULL)
    return mani_article_dup_title (match->article);
  if (MANI_IS_ENTITY (match->record))
    return g_strdup (_ ("People and places"));

  return g_strdup (_ ("Annotations without an article"));
}

/* NULL for the text of an article. */
static char *
dup_field (ManiSearchHit *hit)
{
  const ManiSearchMatch *match = mani_search_hit_get_match (hit);
  const ManiField *field = mani_search_hit_get_field (hit);

  if (field->kind == MANI_FIELD_TEXT)
    return NULL;
  if (MANI_IS_ENTITY (match->record) && match->field != MANI_ENTITY_NAME)
    /* Translators: a person or place, then what of it the words stand in: “Ilse Brandt · Note” */
    return g_strdup_printf (_ ("%s · %s"), mani_entity_get_name (MANI_ENTITY (match->record)),
                            get_field_name (field));

  return g_strdup (get_field_name (field));
}

void
mani_search_row_show (ManiSearchRow *self, ManiSearchHit *hit)
{
  const char *before = mani_search_hit_get_before (hit);
  const char *words = mani_search_hit_get_words (hit);
  g_autofree char *title = mani_search_hit_is_first (hit) ? dup_title (hit) : NULL;
  g_autofree char *field = dup_field (hit);
  g_autofree char *line = g_strconcat (before, words, mani_search_hit_get_after (hit), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = strlen (before);
  bold->end_index = bold->start_index + strlen (words);
  pango_attr_list_insert (attributes, bold);

  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL);
  gtk_label_set_text (self->field, field != NULL ? field : "");
  gtk_widget_set_visible (GTK_WIDGET (self->field), field != NULL);
  gtk_label_set_text (self->line, line);
  gtk_label_set_attributes (self->line, attributes);
}

char *
mani_search_row_describe (ManiSearchHit *hit)
{
  g_autofree char *title = dup_title (hit);
  g_autofree char *field = dup_field (hit);
  g_autofree char *line =
      g_strconcat (mani_search_hit_get_before (hit), mani_search_hit_get_words (hit),
                   mani_search_hit_get_after (hit), NULL);

  if (field == NULL)
    /* Translators: an article’s title, then words of its text */
    return g_strdup_printf (_ ("%s: %s"), title, line);

  /* Translators: an article’s title, what of it has the words (“Note”), the words */
  return g_strdup_printf (_ ("%s, %s: %s"), title, field, line);
}
