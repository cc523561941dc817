/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one annotation more costs in the whole window, with every panel that there is: in an article
 * with 20,000 annotations, and in a project with 100,000 of which all are listed. Two figures each:
 * until the gesture has returned, beside the budget of an edit, and with the frames that follow,
 * beside a window with next to no annotations. Then how long the window is kept while such a list
 * is made, sorted and filtered. To be run with GSK_RENDERER=cairo. */

#include "app-fixture.h"
#include "mani-list-pane.h"
#include "mani-panels.h"
#include "mani-row-list.h"
#include "mani-window.h"

#include <stdlib.h>
#include <time.h>

#define N_RUNS 31
/* Of an edit, until the gesture has returned: ms. */
#define BUDGET 3.0
/* Of the main loop: ms, a frame. */
#define STALL 16.0
/* Frames that follow are waited for this long. */
#define SETTLE (60 * 1000)

typedef struct
{
  double gesture;
  double settled;
} Times;

/* Of this thread, which does all the painting: other programs do not count. */
static gint64
get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static char *
make_text (guint n_words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%05u%s", i % 100000, i % 100 == 99 ? "\n" : " ");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Articles with so many annotations each, one a word of six characters, with every second word
 * free. */
static ManiProject *
make_big_project (guint n_articles, guint n_annotations)
{
  ManiProject *project = mani_project_new ("Bench");
  g_autofree char *text = make_text (2 * n_annotations + 200);
  static const char *const labels[] = {
    "person", "place", "organisation", "date", "quote", "claim"
  };
  g_autoptr (ManiEdit) articles = mani_edit_new ("Add");
  g_autoptr (ManiEdit) marks = mani_edit_new ("Mark");
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (ManiEdit) other = NULL;

  for (guint i = 0; i < n_articles; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
      g_autoptr (ManiRecord) article = NULL;

      mani_article_builder_set_text (builder, text, -1);
      article = mani_record_builder_end (builder, NULL);
      mani_edit_add (articles, article);
      for (guint j = 0; j < n_annotations; j++)
        {
          ManiRange range = { 12 * j, 12 * j + 5 };
          g_autoptr (ManiAnnotation) annotation = fixture_annotation (
              MANI_ARTICLE (article), labels[j % G_N_ELEMENTS (labels)], &range, 1);

          mani_edit_add (marks, annotation);
        }
    }
  inverse = mani_project_apply (project, articles, NULL);
  other = mani_project_apply (project, marks, NULL);
  g_assert_nonnull (other);

  return project;
}

static void
report (const char *what, double value, double reference)
{
  g_print ("%s\t%.2f\tms\t%.2f\t%.2f\n", what, value, reference, value / reference);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
get_median (double *values)
{
  qsort (values, N_RUNS, sizeof *values, compare_doubles);
  return values[N_RUNS / 2];
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + SETTLE;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkWidget *
find_below (GtkWidget *widget, const char *type)
{
  GtkWidget *found = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);

  return found;
}

/* The longest turn of the main loop until @list is there, in ms of this thread. */
static double
longest_turn (gpointer list)
{
  gint64 longest = 0;

  for (guint n_idle = 0; n_idle < 400;)
    {
      gint64 start = get_processor_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          n_idle++;
          g_usleep (1000);
        }
      longest = MAX (longest, get_processor_time () - start);
      if (list != NULL && mani_row_list_is_busy (list))
        n_idle = 0;
    }

  return longest / 1000.0;
}

/* What keeps the window while a list of 100,000 is made, sorted and filtered: the call itself, or
 * the longest turn after it. Rows that come into sight are in the turns, as a frame is. */
static void
measure_stalls (void)
{
  g_autoptr (ManiProject) project = make_big_project (100, 1000);
  ManiEditor *editor = mani_editor_new (project);
  GtkWidget *window = GTK_WIDGET (mani_window_new (fixture_application (), editor));
  GtkWidget *panel;
  GListModel *list;
  const struct
  {
    const char *what;
    const char *property;
    const char *words;
  } acts[] = {
    { "lists-project-100000-made", "whole-project", NULL },
    { "lists-project-100000-sorted", "order", "text" },
    { "lists-project-100000-filtered", NULL, "042" },
    { "lists-project-100000-shown-again", NULL, "" },
  };

  gtk_window_present (GTK_WINDOW (window));
  fixture_wait (2500);
  panel = find_below (window, "ManiAnnotationsPanel");
  list =
      gtk_multi_selection_get_model (GTK_MULTI_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (
          mani_list_pane_get_list (MANI_LIST_PANE (find_below (panel, "ManiListPane")))))));
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      gint64 start = get_processor_time ();
      double call;
      double turn;

      if (acts[i].property == NULL)
        gtk_editable_set_text (GTK_EDITABLE (mani_list_pane_get_entry (
                                   MANI_LIST_PANE (find_below (panel, "ManiListPane")))),
                               acts[i].words);
      else if (acts[i].words == NULL)
        g_object_set (panel, acts[i].property, TRUE, NULL);
      else
        g_object_set (panel, acts[i].property, acts[i].words, NULL);
      call = (get_processor_time () - start) / 1000.0;
      turn = longest_turn (list);
      report (acts[i].what, MAX (call, turn), STALL);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (editor);
  fixture_wait (100);
}

/* A panel is made when somebody looks at it. */
static void
visit_panels (GtkWidget *window)
{
  GtkStack *stack =
      gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (find_below (window, "GtkStackSwitcher")));
  const ManiPanel *panel;

  for (guint i = 0; (panel = mani_panels_get (i)) != NULL; i++)
    {
      gtk_stack_set_visible_child_name (stack, panel->name);
      fixture_wait (200);
    }
  gtk_stack_set_visible_child_name (stack, mani_panels_get (0)->name);
}

static Times
measure (guint n_articles, guint n_annotations, gboolean is_whole_project)
{
  g_autoptr (ManiProject) project = make_big_project (n_articles, n_annotations);
  ManiEditor *editor = mani_editor_new (project);
  GtkWidget *window = GTK_WIDGET (mani_window_new (fixture_application (), editor));
  ManiLabel *person = mani_label_find (project, "person", NULL);
  double gestures[N_RUNS];
  double settled[N_RUNS];

  gtk_window_present (GTK_WINDOW (window));
  visit_panels (window);
  fixture_wait (2500);
  if (is_whole_project)
    g_object_set (find_below (window, "ManiAnnotationsPanel"), "whole-project", TRUE, NULL);
  fixture_wait (1500);

  for (guint i = 0; i < N_RUNS; i++)
    {
      ManiRange range = { 12 * i + 6, 12 * i + 11 };
      gint64 start;

      mani_editor_set_selection (editor, &range);
      settle ();
      start = get_processor_time ();
      g_assert_true (mani_editor_press_label (editor, person));
      gestures[i] = (get_processor_time () - start) / 1000.0;
      settle ();
      settled[i] = (get_processor_time () - start) / 1000.0;
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (editor);
  fixture_wait (100);

  return (Times){ get_median (gestures), get_median (settled) };
}

int
main (void)
{
  Times few;
  Times article;
  Times project;

  adw_init ();
  few = measure (1, 20, FALSE);
  article = measure (1, 20000, FALSE);
  project = measure (100, 1000, TRUE);

  report ("lists-article-20000-gesture", article.gesture, BUDGET);
  report ("lists-article-20000-settled", article.settled, few.settled);
  report ("lists-project-100000-gesture", project.gesture, BUDGET);
  report ("lists-project-100000-settled", project.settled, few.settled);
  measure_stalls ();

  return 0;
}
