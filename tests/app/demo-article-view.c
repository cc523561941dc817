/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The article view in a bare window, to look at it: demo-article-view [OPTION...] [FILE].
 *
 * Without a file it shows a text of its own with every block, right-to-left paragraphs and marks
 * that nest, overlap, lie apart and are empty. */

#include "mani-article-view.h"
#include "mani-mark-map.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

static int width = 900;
static int height = 800;
static int marks = 0;
static double size = 0;
static gboolean is_dark;
static gboolean with_find;
static gboolean with_selection;
static int target = -1;
static char *select_text;
static gboolean with_news;
static gboolean is_rtl;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
  { "marks", 0, 0, G_OPTION_ARG_INT, &marks, "Random annotations", "NUMBER" },
  { "size", 0, 0, G_OPTION_ARG_DOUBLE, &size, "Size of the font", "POINTS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &is_dark, "Dark style", NULL },
  { "find", 0, 0, G_OPTION_ARG_NONE, &with_find, "Show find hits", NULL },
  { "selection", 0, 0, G_OPTION_ARG_NONE, &with_selection, "Select some text", NULL },
  { "select", 0, 0, G_OPTION_ARG_STRING, &select_text, "Select the mark of that text", "TEXT" },
  { "news", 0, 0, G_OPTION_ARG_NONE, &with_news, "Print what the view tells", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &is_rtl, "Set the window from the right", NULL },
  { "jump", 0, 0, G_OPTION_ARG_INT, &target, "Jump there after a moment", "OFFSET" },
  { NULL },
};

static const char own_text[] =
    "The ferry that stopped at the wrong island\n"
    "Harbour Gazette, 6 September 2021 · by M. Adeyemi\n"
    "For eleven years the night boat from Port Sorrel called at Great Anvil and nowhere else. On "
    "Monday, Captain Ilse Brandt brought it alongside at Little Anvil, a quay that has had no lamp "
    "since the storm.\n"
    "“Nobody told us the light was out,” said Brandt, “because nobody at the Harbour Board of Port "
    "Sorrel had asked.” The board’s secretary, Tomás Okafor-Lind, disputes this. In a letter to "
    "this paper he writes that two notices were posted, and that both were read.\n"
    "What the notices said\n"
    "That the lamp at Little Anvil is out until further notice, and that no vessel over 40 feet "
    "should come alongside in the dark, with a long second line\n"
    "That Great Anvil is open as before\n"
    "It is not lit either\n"
    "First, read the notice\n"
    "Then, and only then, cast off\n"
    "We post what we know. What we do not know we cannot post, and nobody has ever asked the board "
    "to post that.\n"
    "The quay at Little Anvil, in 2019. Photograph: Harbour Board\n"
    "The passengers, forty of them, waited on the slip until morning. Some walked to Saint Brannoc; "
    "others, among them the writer Dunya Rahim, slept in the chapel, whose door, she notes, “has "
    "never been locked by anyone on the northern coast.”\n"
    "وصلت العبّارة إلى جزيرة السندان الصغير عند منتصف الليل، وقالت القبطان Ilse Brandt إن أحدًا لم "
    "يخبرها بأن الضوء مطفأ. وينفي المجلس ذلك منذ 6 سبتمبر 2021.\n"
    "The notice in Hebrew read הרציף סגור until the morning, and בלי אור after it, said Rahim.\n"
    "What the affair will cost is not known. The captain has asked for the log, the board has asked "
    "for the insurers, and the boat, repainted, is back at Great Anvil.\n";

static void
add (ManiEdit *edit,
     ManiArticle *article,
     const char *label,
     const ManiRange *ranges,
     guint n,
     const char *note)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (ManiRecord) annotation = NULL;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  mani_record_get_id (MANI_RECORD (article)));
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, note);
  annotation = mani_record_builder_end (builder, NULL);
  g_assert (annotation != NULL);
  mani_edit_add (edit, annotation);
}

static ManiRange
find (const char *text, const char *words)
{
  const char *hit = strstr (text, words);
  ManiRange range = { 0, 0 };

  if (hit == NULL)
    g_error ("no “%s”", words);
  range.start = g_utf8_pointer_to_offset (text, hit);
  range.end = range.start + g_utf8_strlen (words, -1);

  return range;
}

static void
mark (ManiEdit *edit, ManiArticle *article, const char *label, const char *words)
{
  ManiRange range = find (own_text, words);

  add (edit, article, label, &range, 1, "No lamp since 2019, see the minutes");
}

static void
mark_own (ManiEdit *edit, ManiArticle *article)
{
  ManiRange apart[2] = { find (own_text, "two notices were posted"),
                         find (own_text, "both were read") };
  ManiRange empty = find (own_text, "the insurers");
  ManiRange across = { find (own_text, "slept in the chapel").start,
                       find (own_text, "الصغير").end };

  mark (edit, article, "place", "Port Sorrel called");
  mark (edit, article, "place", "Great Anvil");
  mark (edit, article, "person", "Captain Ilse Brandt");
  mark (edit, article, "place", "Little Anvil");
  mark (edit, article, "quote",
        "“Nobody told us the light was out,” said Brandt, “because nobody at the Harbour Board of "
        "Port Sorrel had asked.”");
  mark (edit, article, "person", "Brandt,");
  mark (edit, article, "organisation", "the Harbour Board of Port Sorrel had");
  mark (edit, article, "place", "Port Sorrel had");
  mark (edit, article, "person", "Tomás Okafor-Lind");
  mark (edit, article, "date", "6 September 2021");
  mark (edit, article, "claim",
        "the lamp at Little Anvil is out until further notice, and that "
        "no vessel over 40 feet should come alongside");
  mark (edit, article, "place", "Great Anvil is open");
  mark (edit, article, "place", "Saint Brannoc");
  mark (edit, article, "person", "the writer Dunya Rahim");
  mark (edit, article, "place", "السندان الصغير");
  mark (edit, article, "person", "القبطان Ilse Brandt");
  mark (edit, article, "date", "6 سبتمبر 2021");
  mark (edit, article, "quote", "read הרציף סגור until");
  mark (edit, article, "organisation", "The captain");
  add (edit, article, "claim", apart, 2, NULL);
  empty.end = empty.start;
  add (edit, article, "organisation", &empty, 1, NULL);
  add (edit, article, "claim", &across, 1, NULL);
}

static void
set_own_blocks (ManiRecordBuilder *builder)
{
  const struct
  {
    const char *words;
    guint kind;
    const char *value;
  } blocks[] = {
    { "The ferry that stopped at the wrong island", MANI_BLOCK_HEADING1, NULL },
    { "Harbour Gazette, 6 September 2021 · by M. Adeyemi", MANI_BLOCK_CAPTION, NULL },
    { "disputes this", MANI_BLOCK_EMPHASIS, NULL },
    { "letter to", MANI_BLOCK_LINK, "https://example.org" },
    { "What the notices said", MANI_BLOCK_HEADING2, NULL },
    { "That the lamp at Little Anvil is out until further notice, and that no vessel over 40 feet "
      "should come alongside in the dark, with a long second line",
      MANI_BLOCK_LIST_ITEM, "1" },
    { "That Great Anvil is open as before", MANI_BLOCK_LIST_ITEM, "1" },
    { "It is not lit either", MANI_BLOCK_LIST_ITEM, "2" },
    { "First, read the notice", MANI_BLOCK_LIST_ITEM, "1 1." },
    { "Then, and only then, cast off", MANI_BLOCK_LIST_ITEM, "1 2." },
    { "We post what we know. What we do not know we cannot post, and nobody has ever asked the "
      "board to post that.",
      MANI_BLOCK_QUOTATION, NULL },
    { "The quay at Little Anvil, in 2019. Photograph: Harbour Board", MANI_BLOCK_CAPTION, NULL },
    { "repainted", MANI_BLOCK_CODE, NULL },
    { "is not known", MANI_BLOCK_STRONG, NULL },
  };
  ManiBlock made[G_N_ELEMENTS (blocks)];

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      ManiRange range = find (own_text, blocks[i].words);

      made[i] = (ManiBlock){ range.start, range.end, blocks[i].kind, blocks[i].value };
    }
  mani_record_builder_set_blocks (builder, MANI_ARTICLE_BLOCKS, made, G_N_ELEMENTS (blocks));
}

static void
mark_randomly (ManiEdit *edit, ManiArticle *article)
{
  static const char *const labels[] = {
    "person", "place", "organisation", "date", "quote", "claim"
  };
  GRand *random = g_rand_new_with_seed (7);
  guint length = mani_article_get_length (article);

  for (int i = 0; i < marks; i++)
    {
      ManiRange range;

      range.start = g_rand_int_range (random, 0, length - 1);
      range.end = MIN (length, range.start + g_rand_int_range (random, 3, i % 8 == 0 ? 300 : 30));
      add (edit, article, labels[g_rand_int_range (random, 0, 6)], &range, 1, NULL);
    }
  g_rand_free (random);
}

static void
news_cb (ManiArticleView *view, GParamSpec *pspec)
{
  g_autofree ManiRange *range = NULL;
  ManiAnnotation *annotation = NULL;

  if (strcmp (pspec->name, "selection") == 0)
    {
      g_object_get (view, "selection", &range, NULL);
      if (range != NULL)
        g_print ("selection %u-%u\n", range->start, range->end);
      else
        g_print ("selection none\n");
    }
  else
    {
      g_autofree char *quote = NULL;

      annotation = strcmp (pspec->name, "selected") == 0 ? mani_article_view_get_selected (view)
                                                         : mani_article_view_get_hovered (view);
      if (annotation != NULL)
        quote = mani_annotation_dup_short_quote (annotation, mani_article_view_get_article (view));
      g_print ("%s %s\n", pspec->name, quote != NULL ? quote : "none");
    }
}

static gboolean
jump_cb (gpointer view)
{
  mani_article_view_show_range (view, (ManiRange){ target, target + 20 }, TRUE);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application, const char *path)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = mani_article_view_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *map = mani_mark_map_new ();
  g_autoptr (ManiProject) project = mani_project_new ("Demo");
  g_autoptr (ManiEdit) edit = mani_edit_new ("Open");
  g_autoptr (ManiEdit) marking = mani_edit_new ("Mark");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (ManiArticle) article = NULL;
  g_autofree char *contents = NULL;
  gsize n = 0;

  if (is_dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (path != NULL && g_file_get_contents (path, &contents, &n, NULL))
    mani_article_builder_set_text (builder, contents, n);
  else
    {
      mani_article_builder_set_text (builder, own_text, -1);
      set_own_blocks (builder);
    }
  article = mani_record_builder_end (builder, NULL);
  mani_edit_add (edit, article);
  mani_edit_unref (mani_project_apply (project, edit, NULL));
  if (path == NULL)
    mark_own (marking, article);
  mark_randomly (marking, article);
  mani_edit_unref (mani_project_apply (project, marking, NULL));

  if (size > 0)
    mani_article_view_set_size (MANI_ARTICLE_VIEW (view), size);
  mani_article_view_set_project (MANI_ARTICLE_VIEW (view), project);
  mani_article_view_set_article (MANI_ARTICLE_VIEW (view), article);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  gtk_widget_set_halign (map, GTK_ALIGN_END);
  mani_mark_map_set_view (MANI_MARK_MAP (map), MANI_ARTICLE_VIEW (view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), map);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));

  if (with_news)
    {
      g_signal_connect (view, "notify::selection", G_CALLBACK (news_cb), NULL);
      g_signal_connect (view, "notify::selected", G_CALLBACK (news_cb), NULL);
      g_signal_connect (view, "notify::hovered", G_CALLBACK (news_cb), NULL);
    }
  if (with_find)
    {
      ManiRange hits[2] = { find (own_text, "said Brandt"), find (own_text, "notices were") };

      mani_article_view_set_find_hits (MANI_ARTICLE_VIEW (view), hits, 2, 1);
    }
  if (with_selection)
    {
      ManiRange range = find (own_text, "In a letter to this paper he writes");

      mani_article_view_set_selection (MANI_ARTICLE_VIEW (view), &range);
    }
  if (select_text != NULL)
    mani_article_view_walk_at (MANI_ARTICLE_VIEW (view),
                               find (mani_article_get_text (article), select_text).start);
  if (target >= 0)
    g_timeout_add (20, jump_cb, view);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  gtk_init ();
  if (is_rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argc > 1 ? argv[1] : NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
