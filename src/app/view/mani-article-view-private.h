/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the view's files share: mani-article-view.c has the type and its properties, -places.c
 * answers questions, -text.c fills the buffer and jumps, -look.c sets fonts, colours and margins,
 * -hold.c keeps the place meanwhile, -input.c hears pointer and keys. */

#pragma once

#include "mani-article-view.h"

#include "mani-article-styles.h"
#include "mani-buffer-map.h"
#include "mani-mark-painter.h"

#include <adwaita.h>

G_BEGIN_DECLS

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_ARTICLE,
  PROP_ANNOTATIONS,
  PROP_SELECTION,
  PROP_SELECTED,
  PROP_HOVERED,
  PROP_AT_CARET,
  PROP_FIND_HITS,
  PROP_PALETTE,
  PROP_FACE,
  PROP_SIZE,
  PROP_MEASURE,
  PROP_LINE_HEIGHT,
  N_PROPS,
};

extern GParamSpec *mani_article_view_properties[N_PROPS];

/* A jump under way. */
typedef struct
{
  gboolean is_active;
  gboolean select;
  gboolean is_to_top; /* of the page; else some way below it */
  ManiRange range;
  guint tries;
  guint source;
  enum
  {
    JUMP_START,
    JUMP_WINDOW, /* the buffer holds a window of the text */
    JUMP_FILLED, /* all of it */
  } step;
} ManiJump;

/* The place that stays on the screen while the look changes. */
typedef struct
{
  gboolean is_active;
  guint offset; /* in the buffer */
  double y;     /* from the top of the page */
  double value; /* where the page stood when this was done */
  guint n_still;
  guint n_frames;
  guint source;
} ManiHold;

struct _ManiArticleView
{
  GtkTextView parent_instance;

  ManiProject *project;
  ManiArticle *article;
  ManiTable *annotations;
  ManiTable *labels;
  ManiAnnotation *selected;
  ManiAnnotation *hovered;
  gboolean has_selection;
  ManiRange selection; /* as last notified */

  /* Text */
  GtkTextBuffer *buffer;
  ManiArticle *shown; /* the version whose text the buffer holds; the map borrows from it */
  ManiBufferMap *map;
  ManiStylePlan *plan;
  guint next_style;   /* entry of the plan that is applied next */
  guint style_source; /* applies the plan bit by bit */
  guint valid_source; /* runs when GTK has laid out everything */
  gboolean is_valid;
  guint n_paragraphs;
  GtkAdjustment *adjustment; /* the one that is watched */
  ManiJump jump;
  ManiHold hold;
  guint block_selection; /* while the buffer is filled */

  /* Look */
  ManiMarkPainter *painter;
  const ManiMarkPalette *palette;
  GtkCssProvider *css;
  char *css_class;
  char *face;
  double size;
  guint measure;
  double line_height;
  int column;       /* width of the text, in pixels */
  double character; /* average width of one */
  double line;      /* height of one, without the space between lines */
  int width;        /* of the last allocation */

  /* Input */
  gboolean is_pressed;
  gboolean is_shift_held;
  gboolean is_extending; /* the click under way extends the selection */
  double press_x;
  double press_y;
  guint settle_source;
  char *description; /* of the marks at the caret, for screen readers */
};

/* -text.c */
void mani_article_view_load (ManiArticleView *self);
void mani_article_view_unload (ManiArticleView *self);
/* All heights may have changed. */
void mani_article_view_invalidate (ManiArticleView *self);
void mani_article_view_continue_jump (ManiArticleView *self);
/* For a person who scrolls meanwhile. */
void mani_article_view_stop_jump (ManiArticleView *self);
/* After a change of the vertical adjustment. */
void mani_article_view_watch_adjustment (ManiArticleView *self);

/* -hold.c */
/* Before a change of the look. */
void mani_article_view_hold (ManiArticleView *self);
/* After it, as often as one likes. */
void mani_article_view_keep_place (ManiArticleView *self);
/* For a person who scrolls meanwhile. */
void mani_article_view_stop_hold (ManiArticleView *self);

/* -look.c */
void mani_article_view_init_look (ManiArticleView *self);
void mani_article_view_dispose_look (ManiArticleView *self);
/* Fonts, colours and spaces anew. */
void mani_article_view_update_look (ManiArticleView *self);
/* Font metrics anew, after the style has changed. */
void mani_article_view_update_metrics (ManiArticleView *self);
void mani_article_view_update_margins (ManiArticleView *self, int width, int height);

/* -input.c */
void mani_article_view_init_input (ManiArticleView *self);
void mani_article_view_dispose_input (ManiArticleView *self);
void mani_article_view_settle_selection (ManiArticleView *self);
/* What screen readers hear of the marks at the caret. */
void mani_article_view_update_description (ManiArticleView *self);
void mani_article_view_set_hovered (ManiArticleView *self, ManiAnnotation *hovered);
gboolean mani_article_view_query_tooltip (GtkWidget *widget,
                                          int x,
                                          int y,
                                          gboolean keyboard_mode,
                                          GtkTooltip *tooltip);

G_END_DECLS
