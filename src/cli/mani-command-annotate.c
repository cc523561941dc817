/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli annotate: marks passages of an article. */

#include "mani-cli.h"

#include "mani-find.h"
#include "mani-operations.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *range;
static char *quote;
static gboolean all;
static gboolean whole;
static char *label_name;
static char *note;
static char **tags;
static char *entity_name;

static const GOptionEntry options[] = {
  { "range", 'r', 0, G_OPTION_ARG_STRING, &range, N_ ("From and to, in code points"),
    N_ ("START:END") },
  { "quote", 'q', 0, G_OPTION_ARG_STRING, &quote, N_ ("The passage that has these words"),
    N_ ("TEXT") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Each such passage, as whole words"), NULL },
  { "whole", 0, 0, G_OPTION_ARG_NONE, &whole, N_ ("The article as a whole"), NULL },
  { "label", 'l', 0, G_OPTION_ARG_STRING, &label_name, N_ ("A label, by name or id"), N_ ("L") },
  { "note", 'n', 0, G_OPTION_ARG_STRING, &note, N_ ("A note"), N_ ("TEXT") },
  { "tag", 't', 0, G_OPTION_ARG_STRING_ARRAY, &tags, N_ ("A tag; may be given again"),
    N_ ("WORD") },
  { "entity", 'e', 0, G_OPTION_ARG_STRING, &entity_name,
    N_ ("Who or what it names; made when it is new"), N_ ("NAME") },
  { NULL },
};

/* What is wrong with the options, or NULL. @result: what --range says. */
static const char *
check_options (ManiRange *result)
{
  int n = 0;

  if ((range != NULL) + (quote != NULL) + whole != 1 || (all && quote == NULL))
    return _ ("one of --range START:END, --quote TEXT [--all] and --whole was expected");
  if (quote != NULL && *quote == '\0')
    return _ ("--quote: the words of a passage were expected");
  if (range != NULL && (sscanf (range, "%9u:%9u%n", &result->start, &result->end, &n) != 2 ||
                        range[n] != '\0' || result->start > result->end))
    return _ ("--range: START:END was expected, two numbers, the second not less than the first");
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (*g_strstrip (tags[i]) == '\0')
      return _ ("--tag: a word was expected");

  return NULL;
}

static GArray *
find_range (ManiArticle *article, ManiRange one, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  g_autofree char *title = mani_article_dup_title (article);
  guint length = mani_article_get_length (article);

  if (one.end > length)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   /* Translators: two offsets, the title of an article, its length */
                   _ ("--range: %u:%u lies outside the text of “%s”, which has %u characters"),
                   one.start, one.end, title, length);
      return NULL;
    }
  g_array_append_val (hits, one);

  return g_steal_pointer (&hits);
}

/* Ranges of the words; all hits that are whole words, or the only hit there is. */
static GArray *
find_quote (ManiArticle *article, GError **error)
{
  g_autofree char *title = mani_article_dup_title (article);
  g_autoptr (GArray) hits =
      mani_find_all (mani_article_get_text (article), mani_article_get_n_bytes (article),
                     mani_article_get_offset_map (article), quote, MANI_FOLD_NONE,
                     all ? MANI_FIND_WHOLE_WORDS : MANI_FIND_NONE, 0);

  if (hits->len == 0)
    /* Translators: a quotation, the title of an article */
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND,
                 all ? _ ("“%s” is not in the article “%s” as whole words")
                     : _ ("“%s” is not in the article “%s”"),
                 quote, title);
  else if (!all && hits->len > 1)
    g_set_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS,
                 ngettext ("“%s” is there %u time; give --all, or more words",
                           "“%s” is there %u times; give --all, or more words", hits->len),
                 quote, hits->len);
  else
    return g_steal_pointer (&hits);

  return NULL;
}

/* Whether the annotation says all that the mark would say. */
static gboolean
says (ManiAnnotation *annotation, const ManiMark *mark)
{
  const char *const *has = mani_annotation_get_tags (annotation);

  if (g_strcmp0 (mani_annotation_get_label (annotation), mark->label) != 0)
    return FALSE;
  if (mark->note != NULL && *mark->note != '\0' &&
      g_strcmp0 (mani_annotation_get_note (annotation), mark->note) != 0)
    return FALSE;
  if (mark->entity != NULL &&
      g_strcmp0 (mani_annotation_get_entity (annotation), mark->entity) != 0)
    return FALSE;
  for (guint i = 0; mark->tags != NULL && mark->tags[i] != NULL; i++)
    if (!g_strv_contains (has, mark->tags[i]))
      return FALSE;

  return TRUE;
}

/* (element-type gint64): start << 32 | end of the passages that are marked so already; -1 is the
 * whole article. */
static GHashTable *
list_marked (ManiProject *project, ManiArticle *article, const ManiMark *mark)
{
  GHashTable *marked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ManiTable *table =
      mani_project_get_annotations (project, mani_record_get_id (MANI_RECORD (article)));

  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiAnnotation *annotation = mani_table_get (table, i);
      gint64 key = -1;
      guint n;
      const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

      if (n > 1 || mani_annotation_is_orphan (annotation) || !says (annotation, mark))
        continue;
      if (n == 1)
        key = (gint64) ranges[0].start << 32 | ranges[0].end;
      g_hash_table_add (marked, g_memdup2 (&key, sizeof key));
    }

  return marked;
}

/* @hits: NULL is the whole article. Those that are marked so already are left out, and counted. */
static ManiEdit *
mark_hits (ManiProject *project,
           ManiArticle *article,
           GArray *hits,
           const ManiMark *mark,
           guint *n_known,
           GError **error)
{
  g_autoptr (GHashTable) marked = list_marked (project, article, mark);
  guint n = hits != NULL ? hits->len : 1;
  g_autofree ManiPassage *passages = g_new0 (ManiPassage, n);
  guint n_new = 0;

  for (guint i = 0; i < n; i++)
    {
      ManiRange *hit = hits != NULL ? &g_array_index (hits, ManiRange, i) : NULL;
      gint64 key = hit != NULL ? (gint64) hit->start << 32 | hit->end : -1;

      if (g_hash_table_contains (marked, &key))
        continue;
      if (hit != NULL)
        passages[n_new] = (ManiPassage){ hit, 1 };
      n_new++;
    }
  *n_known = n - n_new;
  if (n_new == 0)
    return mani_edit_new ("");

  return mani_operation_mark (project, mani_record_get_id (MANI_RECORD (article)), passages, n_new,
                              mark, error);
}

static ManiEdit *
make_edit (ManiProject *project,
           const char *article_name,
           ManiRange one,
           guint *n_known,
           GError **error)
{
  ManiArticle *article = mani_article_find (project, article_name, error);
  g_autoptr (ManiEdit) entities = mani_edit_new ("");
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GArray) hits = NULL;
  ManiMark mark = { .note = note, .tags = (const char *const *) tags };
  ManiLabel *label = NULL;

  if (article == NULL)
    return NULL;
  if (label_name != NULL)
    {
      label = mani_label_find (project, label_name, error);
      if (label == NULL)
        return NULL;
      mark.label = mani_record_get_id (MANI_RECORD (label));
    }
  if (entity_name != NULL)
    {
      mark.entity = mani_operation_need_entity (
          project, entities, entity_name,
          label != NULL ? mani_label_get_entity_kind (label) : MANI_ENTITY_NONE, error);
      if (mark.entity == NULL)
        return NULL;
    }
  if (!whole)
    {
      hits = quote != NULL ? find_quote (article, error) : find_range (article, one, error);
      if (hits == NULL)
        return NULL;
    }

  edit = mark_hits (project, article, hits, &mark, n_known, error);
  for (guint i = 0; edit != NULL && i < mani_edit_get_length (entities); i++)
    mani_edit_append (edit, mani_edit_get (entities, i));

  return g_steal_pointer (&edit);
}

static void
tell_counts (const char *project, guint n_made, guint n_known)
{
  g_autofree char *made =
      g_strdup_printf (ngettext ("%u annotation made", "%u annotations made", n_made), n_made);
  g_autofree char *known = g_strdup_printf (
      ngettext ("%u annotation was there already", "%u annotations were there already", n_known),
      n_known);

  mani_cli_tell (project, made);
  if (n_known > 0)
    mani_cli_tell (project, known);
}

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  ManiRange one = { 0, 0 };
  const char *trouble = check_options (&one);
  ManiProject *project;
  guint n_before;
  guint n_known;
  int status = MANI_EXIT_DONE;

  if (trouble != NULL)
    return mani_cli_fail_usage (trouble);
  editor = mani_cli_open (arguments[0], TRUE);
  if (editor == NULL)
    return MANI_EXIT_FAILED;

  project = mani_editor_get_project (editor);
  n_before = mani_project_get_n_annotations (project);
  edit = make_edit (project, arguments[1], one, &n_known, &error);
  if (edit == NULL)
    return mani_cli_fail (arguments[0], error);
  if (mani_edit_get_length (edit) > 0)
    status = mani_cli_apply (editor, edit);
  if (status == MANI_EXIT_DONE)
    tell_counts (arguments[0], mani_project_get_n_annotations (project) - n_before, n_known);

  return status;
}

const ManiCommand mani_command_annotate = {
  .name = "annotate",
  .arguments = "PROJECT ARTICLE (--range START:END | --quote TEXT [--all] | --whole)",
  .summary = N_ ("Marks passages of an article, or the whole of it."),
  .description = N_ ("ARTICLE is an id, or the number that “manicule-cli articles” prints. What is "
                     "annotated so already, the same passage with the same label, is not "
                     "annotated again, unless note, tags or entity say something else; the "
                     "standard error says how many there were."),
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
