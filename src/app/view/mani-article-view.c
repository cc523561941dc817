/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The view's type and its properties. */

#include "mani-article-view-private.h"
#include "mani-breaks.h"

#include <string.h>

#define DEFAULT_SIZE 13.0
#define DEFAULT_MEASURE 68
#define DEFAULT_LINE_HEIGHT 1.62

GParamSpec *mani_article_view_properties[N_PROPS];
#define properties mani_article_view_properties

G_DEFINE_FINAL_TYPE (ManiArticleView, mani_article_view, GTK_TYPE_TEXT_VIEW)

static void
marks_changed (ManiArticleView *self)
{
  mani_mark_painter_drop_marks (self->painter);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The version of @annotation that the table holds now, or NULL. */
static ManiAnnotation *
find_present (ManiArticleView *self, ManiAnnotation *annotation)
{
  ManiAnnotation *present = NULL;

  if (annotation != NULL && self->annotations != NULL)
    present = mani_project_lookup (self->project, MANI_KIND_ANNOTATION,
                                   mani_record_get_id (MANI_RECORD (annotation)));
  if (present != NULL && self->article != NULL &&
      g_strcmp0 (mani_annotation_get_article (present),
                 mani_record_get_id (MANI_RECORD (self->article))) != 0)
    return NULL;

  return present;
}

static void
annotations_changed_cb (ManiArticleView *self)
{
  marks_changed (self);
  mani_article_view_set_hovered (self, find_present (self, self->hovered));
  mani_article_view_set_selected (self, find_present (self, self->selected));
  mani_article_view_update_description (self);
}

static void
labels_changed_cb (ManiArticleView *self)
{
  mani_mark_painter_drop_labels (self->painter);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_table (ManiArticleView *self, ManiTable **place, ManiTable *table, GCallback changed_cb)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, table);
  if (table != NULL)
    g_signal_connect_swapped (table, "items-changed", changed_cb, self);
}

static void
update_tables (ManiArticleView *self)
{
  ManiTable *annotations = NULL;
  ManiTable *labels = NULL;
  gboolean is_other;

  if (self->project != NULL)
    labels = mani_project_get_table (self->project, MANI_KIND_LABEL);
  if (self->project != NULL && self->article != NULL)
    annotations = mani_project_get_annotations (self->project,
                                                mani_record_get_id (MANI_RECORD (self->article)));

  is_other = annotations != self->annotations;
  set_table (self, &self->labels, labels, G_CALLBACK (labels_changed_cb));
  set_table (self, &self->annotations, annotations, G_CALLBACK (annotations_changed_cb));
  mani_mark_painter_set_marks (self->painter, self->project, annotations);
  annotations_changed_cb (self);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANNOTATIONS]);
}

static void
copy_clipboard (GtkTextView *view)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (view);
  g_autofree char *text = NULL;
  ManiRange range;

  /* The buffer's own text has newlines that the article does not. */
  if (!mani_article_view_get_selection (self, &range))
    return;
  text = mani_article_dup_slice (self->shown, range.start, range.end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
mani_article_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    mani_mark_painter_snapshot (MANI_ARTICLE_VIEW (view)->painter, snapshot);
}

static void
mani_article_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (widget);
  gboolean is_other = width != self->width;

  if (is_other)
    {
      self->width = width;
      mani_article_view_update_metrics (self);
    }
  mani_article_view_update_margins (self, width, height);

  GTK_WIDGET_CLASS (mani_article_view_parent_class)
      ->size_allocate (widget, width, height, baseline);

  if (is_other)
    {
      mani_article_view_invalidate (self);
      if (self->jump.is_active)
        mani_article_view_continue_jump (self);
    }
}

static void
mani_article_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (widget);

  GTK_WIDGET_CLASS (mani_article_view_parent_class)->css_changed (widget, change);

  if (self->painter != NULL)
    {
      mani_article_view_update_metrics (self);
      mani_article_view_invalidate (self);
      mani_article_view_keep_place (self);
    }
}

static void
mani_article_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_ARTICLE:
      g_value_set_object (value, self->article);
      break;

    case PROP_ANNOTATIONS:
      g_value_set_object (value, self->annotations);
      break;

    case PROP_SELECTION:
      g_value_set_boxed (value, self->has_selection ? &self->selection : NULL);
      break;

    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_HOVERED:
      g_value_set_object (value, self->hovered);
      break;

    case PROP_AT_CARET:
      g_value_set_string (value, mani_article_view_get_at_caret (self));
      break;

    case PROP_FIND_HITS:
      g_value_set_boxed (value, mani_mark_painter_get_find_hits (self->painter));
      break;

    case PROP_PALETTE:
      g_value_set_pointer (value, (gpointer) self->palette);
      break;

    case PROP_FACE:
      g_value_set_string (value, self->face);
      break;

    case PROP_SIZE:
      g_value_set_double (value, self->size);
      break;

    case PROP_MEASURE:
      g_value_set_uint (value, self->measure);
      break;

    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_article_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_PROJECT:
      mani_article_view_set_project (self, g_value_get_object (value));
      break;

    case PROP_ARTICLE:
      mani_article_view_set_article (self, g_value_get_object (value));
      break;

    case PROP_SELECTION:
      mani_article_view_set_selection (self, g_value_get_boxed (value));
      break;

    case PROP_SELECTED:
      mani_article_view_set_selected (self, g_value_get_object (value));
      break;

    case PROP_FACE:
      mani_article_view_set_face (self, g_value_get_string (value));
      break;

    case PROP_SIZE:
      mani_article_view_set_size (self, g_value_get_double (value));
      break;

    case PROP_MEASURE:
      mani_article_view_set_measure (self, g_value_get_uint (value));
      break;

    case PROP_LINE_HEIGHT:
      mani_article_view_set_line_height (self, g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_article_view_dispose (GObject *object)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (object);

  if (self->painter != NULL)
    {
      mani_article_view_unload (self);
      if (self->adjustment != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustment, self);
      g_clear_object (&self->adjustment);
      mani_article_view_dispose_input (self);
      mani_article_view_dispose_look (self);
      set_table (self, &self->annotations, NULL, NULL);
      set_table (self, &self->labels, NULL, NULL);
      g_clear_pointer (&self->painter, mani_mark_painter_free);
    }
  g_clear_object (&self->selected);
  g_clear_object (&self->hovered);
  g_clear_object (&self->article);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_article_view_parent_class)->dispose (object);
}

static void
mani_article_view_finalize (GObject *object)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->face, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (mani_article_view_parent_class)->finalize (object);
}

/* Two presses select a word, and of “Baku’s” what is before the possessive. */
static gboolean
mani_article_view_extend_selection (GtkTextView *view,
                                    GtkTextExtendSelection granularity,
                                    const GtkTextIter *location,
                                    GtkTextIter *start,
                                    GtkTextIter *end)
{
  gboolean is_handled = GTK_TEXT_VIEW_CLASS (mani_article_view_parent_class)
                            ->extend_selection (view, granularity, location, start, end);

  if (granularity == GTK_TEXT_EXTEND_SELECTION_WORD && is_handled == GDK_EVENT_PROPAGATE)
    {
      g_autofree char *word = gtk_text_iter_get_slice (start, end);
      gsize n_bytes = strlen (word);
      GtkTextIter possessive = *end;

      if (mani_breaks_without_possessive (word, n_bytes) < n_bytes &&
          gtk_text_iter_backward_chars (&possessive, 2) &&
          gtk_text_iter_compare (location, &possessive) < 0)
        *end = possessive;
    }

  return is_handled;
}

static void
mani_article_view_class_init (ManiArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_article_view_dispose;
  object_class->finalize = mani_article_view_finalize;
  object_class->get_property = mani_article_view_get_property;
  object_class->set_property = mani_article_view_set_property;
  widget_class->size_allocate = mani_article_view_size_allocate;
  widget_class->css_changed = mani_article_view_css_changed;
  widget_class->query_tooltip = mani_article_view_query_tooltip;
  view_class->snapshot_layer = mani_article_view_snapshot_layer;
  view_class->copy_clipboard = copy_clipboard;
  view_class->extend_selection = mani_article_view_extend_selection;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, MANI_TYPE_PROJECT, write);
  properties[PROP_ARTICLE] = g_param_spec_object ("article", NULL, NULL, MANI_TYPE_ARTICLE, write);
  properties[PROP_ANNOTATIONS] =
      g_param_spec_object ("annotations", NULL, NULL, MANI_TYPE_TABLE, read);
  properties[PROP_SELECTION] = g_param_spec_boxed ("selection", NULL, NULL, MANI_TYPE_RANGE, write);
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, MANI_TYPE_ANNOTATION, write);
  properties[PROP_HOVERED] =
      g_param_spec_object ("hovered", NULL, NULL, MANI_TYPE_ANNOTATION, read);
  properties[PROP_AT_CARET] = g_param_spec_string ("at-caret", NULL, NULL, "", read);
  properties[PROP_FIND_HITS] = g_param_spec_boxed ("find-hits", NULL, NULL, G_TYPE_ARRAY, read);
  properties[PROP_PALETTE] = g_param_spec_pointer ("palette", NULL, NULL, read);
  properties[PROP_FACE] = g_param_spec_string ("face", NULL, NULL, NULL, write);
  properties[PROP_SIZE] = g_param_spec_double ("size", NULL, NULL, 4, 96, DEFAULT_SIZE, write);
  properties[PROP_MEASURE] =
      g_param_spec_uint ("measure", NULL, NULL, 20, 400, DEFAULT_MEASURE, write);
  properties[PROP_LINE_HEIGHT] =
      g_param_spec_double ("line-height", NULL, NULL, 1, 4, DEFAULT_LINE_HEIGHT, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_article_view_init (ManiArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GtkTextTagTable) tags = mani_article_styles_new_tags ();
  GtkTextIter start;

  self->size = DEFAULT_SIZE;
  self->measure = DEFAULT_MEASURE;
  self->line_height = DEFAULT_LINE_HEIGHT;

  self->buffer = gtk_text_buffer_new (tags);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_create_mark (self->buffer, "mani-target", &start, FALSE);
  gtk_text_view_set_buffer (view, self->buffer);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, TRUE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);

  self->painter = mani_mark_painter_new (view);
  mani_article_view_init_look (self);
  mani_article_view_init_input (self);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (mani_article_view_watch_adjustment),
                    NULL);
  mani_article_view_watch_adjustment (self);
}

GtkWidget *
mani_article_view_new (void)
{
  return g_object_new (MANI_TYPE_ARTICLE_VIEW, NULL);
}

/* Not disposed: those who are bound to a property may still set it then. */
static gboolean
is_alive (ManiArticleView *self)
{
  return self->painter != NULL;
}

ManiProject *
mani_article_view_get_project (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->project;
}

void
mani_article_view_set_project (ManiArticleView *self, ManiProject *project)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || !g_set_object (&self->project, project))
    return;
  update_tables (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
}

ManiArticle *
mani_article_view_get_article (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->article;
}

/* Whether the page that shows @shown is right for @article too. */
static gboolean
looks_the_same (ManiArticle *shown, ManiArticle *article)
{
  return shown != NULL && article != NULL &&
         g_strcmp0 (mani_record_get_id (MANI_RECORD (shown)),
                    mani_record_get_id (MANI_RECORD (article))) == 0 &&
         g_strcmp0 (mani_article_get_sha256 (shown), mani_article_get_sha256 (article)) == 0 &&
         mani_record_field_equal (MANI_RECORD (shown), MANI_RECORD (article), MANI_ARTICLE_BLOCKS);
}

void
mani_article_view_set_article (ManiArticleView *self, ManiArticle *article)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || !g_set_object (&self->article, article))
    return;
  if (!looks_the_same (self->shown, article))
    mani_article_view_load (self);
  update_tables (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARTICLE]);
}

ManiTable *
mani_article_view_get_annotations (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->annotations;
}

ManiAnnotation *
mani_article_view_get_selected (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->selected;
}

void
mani_article_view_set_selected (ManiArticleView *self, ManiAnnotation *selected)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || !g_set_object (&self->selected, selected))
    return;
  mani_mark_painter_set_selected (self->painter, selected);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  mani_article_view_update_description (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

ManiAnnotation *
mani_article_view_get_hovered (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->hovered;
}

const char *
mani_article_view_get_at_caret (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), "");

  return self->description != NULL ? self->description : "";
}

void
mani_article_view_set_face (ManiArticleView *self, const char *face)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || g_strcmp0 (self->face, face) == 0)
    return;
  mani_article_view_hold (self);
  g_free (self->face);
  self->face = g_strdup (face);
  mani_article_view_update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACE]);
}

double
mani_article_view_get_size (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), 0);

  return self->size;
}

void
mani_article_view_set_size (ManiArticleView *self, double size)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || self->size == size)
    return;
  mani_article_view_hold (self);
  self->size = size;
  mani_article_view_update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

void
mani_article_view_set_measure (ManiArticleView *self, guint measure)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || self->measure == measure)
    return;
  mani_article_view_hold (self);
  self->measure = measure;
  mani_article_view_update_metrics (self);
  mani_article_view_invalidate (self);
  mani_article_view_keep_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEASURE]);
}

void
mani_article_view_set_line_height (ManiArticleView *self, double line_height)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self) || self->line_height == line_height)
    return;
  mani_article_view_hold (self);
  self->line_height = line_height;
  mani_article_view_update_metrics (self);
  mani_article_view_invalidate (self);
  mani_article_view_keep_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE_HEIGHT]);
}

void
mani_article_view_set_find_hits (ManiArticleView *self, const ManiRange *hits, guint n, int current)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (!is_alive (self))
    return;
  mani_mark_painter_set_find_hits (self->painter, hits, n, current);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIND_HITS]);
}

const GArray *
mani_article_view_get_find_hits (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return mani_mark_painter_get_find_hits (self->painter);
}

GdkRGBA
mani_article_view_get_line_color (ManiArticleView *self, ManiAnnotation *annotation)
{
  GdkRGBA color;
  ManiLineStyle style;

  mani_mark_painter_get_look (self->painter, annotation, &color, &style);

  return color;
}

const ManiMarkPalette *
mani_article_view_get_palette (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), NULL);

  return self->palette;
}
