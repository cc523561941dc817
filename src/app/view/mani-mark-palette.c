/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Relative luminance and contrast after WCAG 2.1; colours are mixed in sRGB, as GTK does. */

#include "mani-mark-palette.h"

#include <math.h>

/* More layers than this make no difference that can be seen. */
#define MAX_LAYERS 4

#define RGB(r, g, b)                     \
  {                                      \
    r / 255.f, g / 255.f, b / 255.f, 1.f \
  }

/* Pages after libadwaita's view_bg_color. */
static const ManiMarkPalette palettes[2][2] = {
  {
      {
          .background = RGB (255, 255, 255),
          .text = RGB (42, 42, 46),
          .dim = RGB (82, 82, 88),
          .link = RGB (14, 72, 140),
          .accent = RGB (28, 113, 216),
          .selection = { 0.11f, 0.44f, 0.85f, 0.26f },
          .find = RGB (255, 236, 130),
          .find_line = RGB (80, 60, 0),
          .alpha = 0.21f,
      },
      {
          .background = RGB (255, 255, 255),
          .text = RGB (0, 0, 0),
          .dim = RGB (48, 48, 48),
          .link = RGB (0, 50, 120),
          .accent = RGB (0, 70, 180),
          .selection = { 0.00f, 0.27f, 0.71f, 0.28f },
          .find = RGB (255, 236, 110),
          .find_line = RGB (0, 0, 0),
          .alpha = 0.26f,
      },
  },
  {
      {
          .background = RGB (30, 30, 30),
          .text = RGB (238, 238, 236),
          .dim = RGB (208, 208, 206),
          .link = RGB (168, 204, 246),
          .accent = RGB (120, 174, 237),
          .selection = { 0.21f, 0.52f, 0.89f, 0.40f },
          .find = RGB (72, 58, 0),
          .find_line = RGB (248, 228, 92),
          .alpha = 0.26f,
      },
      {
          .background = RGB (18, 18, 18),
          .text = RGB (255, 255, 255),
          .dim = RGB (222, 222, 222),
          .link = RGB (180, 212, 250),
          .accent = RGB (150, 200, 255),
          .selection = { 0.21f, 0.52f, 0.89f, 0.45f },
          .find = RGB (72, 58, 0),
          .find_line = RGB (255, 240, 110),
          .alpha = 0.30f,
      },
  },
};

const ManiMarkPalette *
mani_mark_palette_get (gboolean is_dark, gboolean is_high_contrast)
{
  return &palettes[is_dark != FALSE][is_high_contrast != FALSE];
}

static float
linear (float value)
{
  return value <= 0.04045f ? value / 12.92f : powf ((value + 0.055f) / 1.055f, 2.4f);
}

static float
luminance (const GdkRGBA *color)
{
  return 0.2126f * linear (color->red) + 0.7152f * linear (color->green) +
         0.0722f * linear (color->blue);
}

float
mani_mark_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  float la = luminance (a) + 0.05f;
  float lb = luminance (b) + 0.05f;

  return la > lb ? la / lb : lb / la;
}

static GdkRGBA
mix (const GdkRGBA *a, const GdkRGBA *b, float share)
{
  return (GdkRGBA){
    .red = a->red + (b->red - a->red) * share,
    .green = a->green + (b->green - a->green) * share,
    .blue = a->blue + (b->blue - a->blue) * share,
    .alpha = 1.f,
  };
}

static gboolean
is_legible (const ManiMarkPalette *self, const GdkRGBA *fill)
{
  /* A little above, as renderers round to 8 bits. */
  const float enough = MANI_MARK_TEXT_CONTRAST + 0.06f;

  return mani_mark_palette_get_contrast (fill, &self->text) >= enough &&
         mani_mark_palette_get_contrast (fill, &self->dim) >= enough &&
         mani_mark_palette_get_contrast (fill, &self->link) >= enough;
}

GdkRGBA
mani_mark_palette_get_fill (const ManiMarkPalette *self,
                            const GdkRGBA *colors,
                            guint n,
                            gboolean is_strong)
{
  GdkRGBA fill = self->background;
  float alpha = is_strong ? MIN (self->alpha * 1.8f, 0.6f) : self->alpha;
  float low = 0.f;
  float high = 1.f;

  for (guint i = n > MAX_LAYERS ? n - MAX_LAYERS : 0; i < n; i++)
    fill = mix (&fill, &colors[i], alpha);
  if (is_legible (self, &fill))
    return fill;

  /* Back towards the page until the text can be read. */
  for (guint i = 0; i < 8; i++)
    {
      float middle = (low + high) / 2;
      GdkRGBA faded = mix (&fill, &self->background, middle);

      if (is_legible (self, &faded))
        high = middle;
      else
        low = middle;
    }

  return mix (&fill, &self->background, high);
}

GdkRGBA
mani_mark_palette_get_line (const ManiMarkPalette *self, const GdkRGBA *color)
{
  float low = 0.f;
  float high = 1.f;

  if (mani_mark_palette_get_contrast (color, &self->background) >= MANI_MARK_LINE_CONTRAST)
    return mix (color, color, 0.f);

  /* Towards the text until it can be seen. */
  for (guint i = 0; i < 8; i++)
    {
      float middle = (low + high) / 2;
      GdkRGBA mixed = mix (color, &self->text, middle);

      if (mani_mark_palette_get_contrast (&mixed, &self->background) >=
          MANI_MARK_LINE_CONTRAST + 0.06f)
        high = middle;
      else
        low = middle;
    }

  return mix (color, &self->text, high);
}
