/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli annotations: what is annotated in a project. */

#include "mani-cli.h"

#include "mani-codec.h"
#include "mani-operations.h"

#include <glib/gi18n.h>

static char *only_article;
static char *only_label;
static gboolean json;

static const GOptionEntry options[] = {
  { "article", 'a', 0, G_OPTION_ARG_STRING, &only_article,
    N_ ("Only of this article (its number or id)"), N_ ("A") },
  { "label", 'l', 0, G_OPTION_ARG_STRING, &only_label, N_ ("Only with this label (its name or id)"),
    N_ ("L") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object a line instead of a table"),
    NULL },
  { NULL },
};

/* "12,40" and "18,47" for several ranges. */
static void
add_offsets (ManiListing *listing, ManiAnnotation *annotation, gboolean ends)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s%u", i > 0 ? "," : "", ends ? ranges[i].end : ranges[i].start);
  mani_listing_add (listing, list->str);
}

static void
list (ManiProject *project, ManiListing *listing, ManiArticle *article, ManiAnnotation *annotation)
{
  ManiRecord *record = MANI_RECORD (annotation);
  ManiLabel *label =
      mani_project_lookup (project, MANI_KIND_LABEL, mani_annotation_get_label (annotation));
  ManiEntity *entity =
      mani_project_lookup (project, MANI_KIND_ENTITY, mani_annotation_get_entity (annotation));
  g_autofree char *quote = mani_annotation_dup_quote (annotation, article);

  mani_listing_add (listing, mani_record_get_id (record));
  mani_listing_add (listing, mani_annotation_get_article (annotation));
  add_offsets (listing, annotation, FALSE);
  add_offsets (listing, annotation, TRUE);
  mani_listing_add (listing, label != NULL ? mani_label_get_name (label)
                                           : mani_annotation_get_label (annotation));
  mani_listing_add (listing, quote);
  mani_listing_add (listing, entity != NULL ? mani_entity_get_name (entity)
                                            : mani_annotation_get_entity (annotation));
  mani_listing_add_list (listing, mani_annotation_get_tags (annotation));
  mani_listing_add (listing, mani_annotation_get_note (annotation));
  mani_listing_end_row (listing);
}

/* As the project file has it, with the whole quotation. */
static void
print_json (ManiArticle *article, ManiAnnotation *annotation)
{
  g_autofree char *quote = mani_annotation_dup_quote (annotation, article);
  g_autoptr (GString) out = g_string_new (NULL);

  mani_codec_write_with (out, MANI_RECORD (annotation), MANI_ANNOTATION_QUOTE, quote);
  g_string_append_c (out, '\n');
  mani_cli_print (out->str, out->len);
}

static int
run (char **arguments)
{
  static const char *const columns[] = { "id",    "article", "start", "end",  "label",
                                         "quote", "entity",  "tags",  "note", NULL };
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], FALSE);
  g_autoptr (ManiListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  ManiProject *project;
  ManiTable *articles;
  ManiArticle *wanted = NULL;
  ManiLabel *label = NULL;

  if (editor == NULL)
    return MANI_EXIT_FAILED;
  project = mani_editor_get_project (editor);
  if (only_article != NULL)
    {
      wanted = mani_article_find (project, only_article, &error);
      if (wanted == NULL)
        return mani_cli_fail (arguments[0], error);
    }
  if (only_label != NULL)
    {
      label = mani_label_find (project, only_label, &error);
      if (label == NULL)
        return mani_cli_fail (arguments[0], error);
    }

  articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  if (!json)
    listing = mani_listing_new (columns, FALSE);
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiArticle *article = mani_table_get (articles, i);
      ManiTable *annotations =
          mani_project_get_annotations (project, mani_record_get_id (MANI_RECORD (article)));

      if (wanted != NULL && article != wanted)
        continue;
      for (guint j = 0; j < mani_table_get_length (annotations); j++)
        {
          ManiAnnotation *annotation = mani_table_get (annotations, j);

          if (label != NULL && g_strcmp0 (mani_annotation_get_label (annotation),
                                          mani_record_get_id (MANI_RECORD (label))) != 0)
            continue;
          if (json)
            print_json (article, annotation);
          else
            list (project, listing, article, annotation);
        }
    }

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_annotations = {
  .name = "annotations",
  .arguments = "PROJECT",
  .summary = N_ ("Lists the annotations of a project."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
