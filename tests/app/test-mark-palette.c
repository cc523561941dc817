/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contrast over every palette, every depth of overlap and colours that nobody should choose; and
 * the lanes of underlines. */

#include "mani-mark-lanes.h"
#include "mani-mark-palette.h"

static const char *const colors[] = {
  "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#d55e00", /* the default labels */
  "#000000", "#ffffff", "#ffff00", "#ff0000", "#00ff00", "#0000ff", "#9a9996", "#2a2a2e",
};

static GdkRGBA
parse (const char *text)
{
  GdkRGBA color;

  g_assert_true (gdk_rgba_parse (&color, text));
  return color;
}

/* As a renderer stores it. */
static GdkRGBA
quantise (GdkRGBA color)
{
  color.red = (int) (color.red * 255 + 0.5f) / 255.f;
  color.green = (int) (color.green * 255 + 0.5f) / 255.f;
  color.blue = (int) (color.blue * 255 + 0.5f) / 255.f;

  return color;
}

static void
test_contrast_is_that_of_wcag (void)
{
  GdkRGBA black = parse ("#000000");
  GdkRGBA white = parse ("#ffffff");
  GdkRGBA grey = parse ("#767676");
  GdkRGBA blue = parse ("#0000ff");

  g_assert_cmpfloat_with_epsilon (mani_mark_palette_get_contrast (&black, &white), 21, 0.01);
  /* The two that everybody quotes: the lightest grey that passes on white, and pure blue. */
  g_assert_cmpfloat_with_epsilon (mani_mark_palette_get_contrast (&grey, &white), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (mani_mark_palette_get_contrast (&white, &blue), 8.59, 0.01);
}

static void
check_text (const ManiMarkPalette *palette, GdkRGBA fill)
{
  fill = quantise (fill);
  g_assert_cmpfloat (fill.alpha, ==, 1);
  g_assert_cmpfloat (mani_mark_palette_get_contrast (&fill, &palette->text), >=,
                     MANI_MARK_TEXT_CONTRAST);
  g_assert_cmpfloat (mani_mark_palette_get_contrast (&fill, &palette->dim), >=,
                     MANI_MARK_TEXT_CONTRAST);
  g_assert_cmpfloat (mani_mark_palette_get_contrast (&fill, &palette->link), >=,
                     MANI_MARK_TEXT_CONTRAST);
}

static void
test_text_on_any_fill_is_legible (void)
{
  const guint n = G_N_ELEMENTS (colors);

  for (guint theme = 0; theme < 4; theme++)
    {
      const ManiMarkPalette *palette = mani_mark_palette_get (theme & 1, theme & 2);

      check_text (palette, palette->background);
      check_text (palette, palette->find);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          for (guint k = 0; k < n; k++)
            {
              GdkRGBA stack[6] = { parse (colors[i]), parse (colors[j]), parse (colors[k]),
                                   parse (colors[i]), parse (colors[k]), parse (colors[j]) };

              for (guint depth = 1; depth <= 6; depth++)
                {
                  check_text (palette, mani_mark_palette_get_fill (palette, stack, depth, FALSE));
                  check_text (palette, mani_mark_palette_get_fill (palette, stack, depth, TRUE));
                }
            }
    }
}

/* @front, translucent, over @back. */
static GdkRGBA
blend (GdkRGBA back, GdkRGBA front)
{
  return (GdkRGBA){ back.red + (front.red - back.red) * front.alpha,
                    back.green + (front.green - back.green) * front.alpha,
                    back.blue + (front.blue - back.blue) * front.alpha, 1 };
}

static void
test_selected_text_is_legible (void)
{
  for (guint theme = 0; theme < 4; theme++)
    {
      const ManiMarkPalette *palette = mani_mark_palette_get (theme & 1, theme & 2);
      GdkRGBA fills[2] = { blend (palette->background, palette->selection),
                           blend (palette->find, palette->selection) };

      g_assert_cmpfloat (palette->background.alpha, ==, 1);
      for (guint i = 0; i < 2; i++)
        {
          fills[i] = quantise (fills[i]);
          g_assert_cmpfloat (mani_mark_palette_get_contrast (&fills[i], &palette->text), >=,
                             MANI_MARK_TEXT_CONTRAST);
        }
      /* On the fills of marks, also of many and strong ones. */
      for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
        for (guint j = 0; j < G_N_ELEMENTS (colors); j++)
          {
            GdkRGBA stack[4] = { parse (colors[i]), parse (colors[j]), parse (colors[i]),
                                 parse (colors[j]) };

            for (guint depth = 1; depth <= 4; depth++)
              for (guint strong = 0; strong < 2; strong++)
                {
                  GdkRGBA fill =
                      quantise (blend (mani_mark_palette_get_fill (palette, stack, depth, strong),
                                       palette->selection));

                  g_assert_cmpfloat (mani_mark_palette_get_contrast (&fill, &palette->text), >=,
                                     MANI_MARK_TEXT_CONTRAST);
                }
          }
      /* And it can be told that it is selected. */
      g_assert_cmpfloat (ABS (fills[0].red - palette->background.red) +
                             ABS (fills[0].green - palette->background.green) +
                             ABS (fills[0].blue - palette->background.blue),
                         >, 0.1);
    }
}

static float
distance (const GdkRGBA *a, const GdkRGBA *b)
{
  return ABS (a->red - b->red) + ABS (a->green - b->green) + ABS (a->blue - b->blue);
}

static void
test_fills_can_be_told_apart (void)
{
  for (guint theme = 0; theme < 4; theme++)
    {
      const ManiMarkPalette *palette = mani_mark_palette_get (theme & 1, theme & 2);

      for (guint i = 0; i < 6; i++)
        {
          GdkRGBA one[2] = { parse (colors[i]), parse (colors[(i + 1) % 6]) };
          GdkRGBA other = parse (colors[(i + 1) % 6]);
          GdkRGBA fill = mani_mark_palette_get_fill (palette, one, 1, FALSE);
          GdkRGBA strong = mani_mark_palette_get_fill (palette, one, 1, TRUE);
          GdkRGBA both = mani_mark_palette_get_fill (palette, one, 2, FALSE);
          GdkRGBA next = mani_mark_palette_get_fill (palette, &other, 1, FALSE);

          g_assert_cmpfloat (distance (&fill, &palette->background), >, 0.1);
          g_assert_cmpfloat (distance (&fill, &strong), >, 0.05);
          g_assert_cmpfloat (distance (&fill, &both), >, 0.05);
          g_assert_cmpfloat (distance (&fill, &next), >, 0.05);
        }
    }
}

static void
test_lines_can_be_seen (void)
{
  for (guint theme = 0; theme < 4; theme++)
    {
      const ManiMarkPalette *palette = mani_mark_palette_get (theme & 1, theme & 2);

      for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
        {
          GdkRGBA color = parse (colors[i]);
          GdkRGBA line = quantise (mani_mark_palette_get_line (palette, &color));

          g_assert_cmpfloat (mani_mark_palette_get_contrast (&line, &palette->background), >=,
                             MANI_MARK_LINE_CONTRAST);
        }
      g_assert_cmpfloat (mani_mark_palette_get_contrast (&palette->find_line, &palette->background),
                         >=, MANI_MARK_LINE_CONTRAST);
      g_assert_cmpfloat (mani_mark_palette_get_contrast (&palette->accent, &palette->background),
                         >=, MANI_MARK_LINE_CONTRAST);
    }
}

static void
test_inner_marks_are_nearer (void)
{
  /* A quotation, an organisation in it, a place in that; a name beside; an empty one. */
  const ManiRange marks[] = { { 0, 100 }, { 40, 70 }, { 60, 70 }, { 10, 20 }, { 50, 50 } };
  guint lanes[G_N_ELEMENTS (marks)];

  mani_mark_lanes_assign (marks, G_N_ELEMENTS (marks), lanes);
  g_assert_cmpuint (lanes[2], ==, 0);
  g_assert_cmpuint (lanes[3], ==, 0);
  g_assert_cmpuint (lanes[1], ==, 1);
  g_assert_cmpuint (lanes[0], ==, 2);
  g_assert_cmpuint (lanes[4], ==, 0);
}

static void
test_overlapping_marks_share_no_lane (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      ManiRange marks[40];
      guint lanes[40];

      for (guint i = 0; i < 40; i++)
        {
          marks[i].start = g_rand_int_range (random, 0, 200);
          marks[i].end = marks[i].start + g_rand_int_range (random, 1, 60);
        }
      mani_mark_lanes_assign (marks, 40, lanes);
      for (guint i = 0; i < 40; i++)
        for (guint j = 0; j < i; j++)
          if (marks[i].start < marks[j].end && marks[j].start < marks[i].end)
            g_assert_cmpuint (lanes[i], !=, lanes[j]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/mark-palette/contrast-is-that-of-wcag", test_contrast_is_that_of_wcag);
  g_test_add_func ("/app/mark-palette/text-on-any-fill-is-legible",
                   test_text_on_any_fill_is_legible);
  g_test_add_func ("/app/mark-palette/selected-text-is-legible", test_selected_text_is_legible);
  g_test_add_func ("/app/mark-palette/fills-can-be-told-apart", test_fills_can_be_told_apart);
  g_test_add_func ("/app/mark-palette/lines-can-be-seen", test_lines_can_be_seen);
  g_test_add_func ("/app/mark-lanes/inner-marks-are-nearer", test_inner_marks_are_nearer);
  g_test_add_func ("/app/mark-lanes/overlapping-marks-share-no-lane",
                   test_overlapping_marks_share_no_lane);

  return g_test_run ();
}
