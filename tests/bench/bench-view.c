/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The article view with a 1 MB article and 10,000 annotations, against the same text without any:
 * first frame, scrolling, jumps, edits, and the longest that the main loop worked at one thing; and
 * with 10 MB and 100,000, against what is allowed. To be run with GSK_RENDERER=cairo. */

#include "mani-article-view.h"

#include "view-fixture.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_FRAMES 150

typedef struct
{
  GtkWidget *window;
  ManiArticleView *view;
  gint64 frame_start;
  gint64 frame_end;
  gint64 frame_cpu; /* processor time when the frame began */
  guint n_frames;
  GArray *times; /* gint64: processor time of frames */

  /* The longest time worked between two calls of a source that is always ready. */
  guint beat;
  gint64 last_beat;
  gint64 longest;
} Stage;

/* Milliseconds that are allowed; 0 for what is held against the text without annotations. */
typedef struct
{
  double first;
  double scroll;
  double jump;
} Budget;

/* For the main loop, at one go. */
#define STALL 50.0

/* @reference: 0 for none */
static void
report (const char *run, const char *what, double value, double reference)
{
  if (run == NULL)
    return;
  g_print ("view-%s-%s\t%.2f\tms\t", run, what, value);
  if (reference > 0)
    g_print ("%.2f\t%.2f\n", reference, value / reference);
  else
    g_print ("\t\n");
}

/* Of this thread, which does all the painting: other programs do not count. */
static gint64
get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_paint_cb (GdkFrameClock *clock, Stage *stage)
{
  stage->frame_start = g_get_monotonic_time ();
  stage->frame_cpu = get_processor_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Stage *stage)
{
  gint64 time;

  stage->frame_end = g_get_monotonic_time ();
  time = get_processor_time () - stage->frame_cpu;
  stage->n_frames++;
  g_array_append_val (stage->times, time);
}

static gboolean
beat_cb (gpointer data)
{
  Stage *stage = data;
  gint64 now = get_processor_time ();

  stage->longest = MAX (stage->longest, now - stage->last_beat);
  stage->last_beat = now;

  return G_SOURCE_CONTINUE;
}

static void
begin_beats (Stage *stage)
{
  stage->longest = 0;
  stage->last_beat = get_processor_time ();
  stage->beat = g_timeout_add_full (G_PRIORITY_HIGH - 100, 1, beat_cb, stage, NULL);
}

static double
end_beats (Stage *stage)
{
  beat_cb (stage);
  g_clear_handle_id (&stage->beat, g_source_remove);
  return stage->longest / 1000.0;
}

static void
open_stage (Stage *stage)
{
  GdkFrameClock *clock;

  *stage = (Stage){ .times = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  stage->view = MANI_ARTICLE_VIEW (mani_article_view_new ());
  stage->window = fixture_window (GTK_WIDGET (stage->view), 800, 800);
  clock = gtk_widget_get_frame_clock (stage->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), stage);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), stage);
  fixture_wait (300);
}

static void
close_stage (Stage *stage)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (stage->window);

  g_signal_handlers_disconnect_by_data (clock, stage);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  g_array_unref (stage->times);
  fixture_wait (50);
}

static void
wait_for_frame (Stage *stage)
{
  guint n = stage->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (stage->view));
  while (stage->n_frames == n)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_on_screen (Stage *stage, guint offset)
{
  GdkRectangle rectangle;

  return mani_article_view_get_range_rectangle (stage->view, (ManiRange){ offset, offset + 1 },
                                                &rectangle) &&
         rectangle.y >= 0 &&
         rectangle.y + rectangle.height <= gtk_widget_get_height (GTK_WIDGET (stage->view));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Median and 95th percentile of the frames while the page moves. */
static void
scroll (Stage *stage, double *median, double *high)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->view));

  gtk_adjustment_set_value (adjustment, 20000);
  fixture_wait (100);
  g_array_set_size (stage->times, 0);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
      wait_for_frame (stage);
    }
  g_array_sort (stage->times, compare_times);
  *median = g_array_index (stage->times, gint64, stage->times->len / 2) / 1000.0;
  *high = g_array_index (stage->times, gint64, stage->times->len * 95 / 100) / 1000.0;
}

static double
jump (Stage *stage, guint target)
{
  gint64 start = g_get_monotonic_time ();

  mani_article_view_show_range (stage->view, (ManiRange){ target, target + 10 }, FALSE);
  do
    {
      wait_for_frame (stage);
      if (g_get_monotonic_time () - start > 20 * G_USEC_PER_SEC)
        g_error ("the jump does not land");
    }
  while (!is_on_screen (stage, target));

  return (stage->frame_end - start) / 1000.0;
}

/* From giving the view its article to the end of the first frame; the best of five, as others may
 * use the processor too. */
static double
open_article (Stage *stage, ManiProject *project, ManiArticle *article)
{
  gint64 best = G_MAXINT64;

  mani_article_view_set_project (stage->view, project);
  for (guint i = 0; i < 5; i++)
    {
      gint64 start;

      mani_article_view_set_article (stage->view, NULL);
      wait_for_frame (stage);
      start = g_get_monotonic_time ();
      mani_article_view_set_article (stage->view, article);
      wait_for_frame (stage);
      best = MIN (best, stage->frame_end - start);
    }

  return best / 1000.0;
}

static void
mark_randomly (ManiProject *project, ManiArticle *article, guint n)
{
  static const char *const labels[] = {
    "person", "place", "organisation", "date", "quote", "claim"
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Mark");
  g_autoptr (ManiEdit) undo = NULL;
  guint length = mani_article_get_length (article);

  for (guint i = 0; i < n; i++)
    {
      guint start = g_rand_int_range (random, 0, length - 1);
      guint width =
          i % 20 == 0 ? g_rand_int_range (random, 100, 600) : g_rand_int_range (random, 4, 60);
      ManiRange range = { start, MIN (length, start + width) };
      g_autoptr (ManiAnnotation) annotation =
          fixture_annotation (article, labels[g_rand_int_range (random, 0, 6)], &range, 1);

      mani_edit_add (edit, annotation);
    }
  undo = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (undo);
}

/* @name: NULL to report nothing */
static void
run (const char *name, gsize size, guint n_annotations, Budget budget)
{
  g_autofree char *text = fixture_text (size, 600);
  ManiArticle *article;
  g_autoptr (ManiProject) project = fixture_project (text, &article);
  guint target = mani_article_get_length (article) * 4 / 5;
  Stage stage;
  gint64 start;
  double plain_first;
  double plain;
  double plain_high;
  double first;
  double marked;
  double marked_high;
  double stall;

  /* Without annotations. */
  open_stage (&stage);
  plain_first = open_article (&stage, project, article);
  fixture_wait (size > 2000000 ? 12000 : 2000);
  scroll (&stage, &plain, &plain_high);
  close_stage (&stage);

  mark_randomly (project, article, n_annotations);

  open_stage (&stage);
  first = open_article (&stage, project, article);
  report (name, "first-frame", first, budget.first > 0 ? budget.first : plain_first);
  begin_beats (&stage);
  fixture_wait (size > 2000000 ? 12000 : 2000);
  stall = end_beats (&stage);
  report (name, "stall-after-first-frame", stall, STALL);
  scroll (&stage, &marked, &marked_high);
  report (name, "scroll-frame-median", marked, budget.scroll > 0 ? budget.scroll : plain);
  report (name, "scroll-frame-p95", marked_high, plain_high);

  /* A mark more: from the edit to the end of its frame. */
  {
    ManiRange visible = mani_article_view_get_visible_range (stage.view);
    g_autoptr (ManiAnnotation) annotation = NULL;

    start = g_get_monotonic_time ();
    annotation = fixture_mark (project, article, "place", visible.start + 200, visible.start + 220);
    wait_for_frame (&stage);
    report (name, "edit-to-frame", (stage.frame_end - start) / 1000.0, 0);
    report (name, "frame-after-edit",
            g_array_index (stage.times, gint64, stage.times->len - 1) / 1000.0, plain);
  }

  report (name, "jump-when-laid-out", jump (&stage, target), 0);
  gtk_window_set_default_size (GTK_WINDOW (stage.window), 700, 800);
  mani_article_view_show_range (stage.view, (ManiRange){ 0, 0 }, FALSE);
  fixture_wait (60);
  begin_beats (&stage);
  report (name, "jump-after-resizing", jump (&stage, target),
          budget.jump > 0 ? budget.jump : plain_first);
  report (name, "stall-in-jump", end_beats (&stage), STALL);
  close_stage (&stage);

  open_stage (&stage);
  mani_article_view_set_project (stage.view, project);
  mani_article_view_set_article (stage.view, article);
  fixture_wait (20);
  report (name, "jump-after-opening", jump (&stage, target),
          budget.jump > 0 ? budget.jump : plain_first);
  close_stage (&stage);
}

int
main (void)
{
  adw_init ();
  /* Fonts are loaded once. */
  run (NULL, 20000, 10, (Budget){ 0 });
  run ("1mb", 1000000, 10000, (Budget){ 0 });
  run ("10mb", 10000000, 100000, (Budget){ .first = 500, .scroll = 16, .jump = 400 });

  return EXIT_SUCCESS;
}
