/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer and keys: when a selection is finished, what is under the pointer, a click that walks
 * through a stack of marks.
 *
 * Events are watched by a legacy controller before GtkTextView's own gestures get (and claim) them;
 * nothing is taken away from those. */

#include "mani-article-view-private.h"

#include <glib/gi18n.h>

/* A pointer that moved less has clicked. */
#define CLICK_DISTANCE 6

static gboolean
settle_cb (gpointer data)
{
  ManiArticleView *self = data;

  self->settle_source = 0;
  mani_article_view_settle_selection (self);
  mani_article_view_update_description (self);

  return G_SOURCE_REMOVE;
}

/* After whatever the event does in GtkTextView. */
static void
settle_soon (ManiArticleView *self)
{
  if (self->settle_source == 0 && self->painter != NULL)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
}

void
mani_article_view_settle_selection (ManiArticleView *self)
{
  ManiRange range;
  gboolean has_selection;

  if (self->is_pressed || self->is_shift_held || self->block_selection > 0 || self->jump.is_active)
    return;

  has_selection = mani_article_view_get_selection (self, &range);
  if (has_selection == self->has_selection &&
      (!has_selection ||
       (range.start == self->selection.start && range.end == self->selection.end)))
    return;

  self->has_selection = has_selection;
  self->selection = range;
  g_object_notify_by_pspec (G_OBJECT (self), mani_article_view_properties[PROP_SELECTION]);
}

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, ManiArticleView *self)
{
  if (self->block_selection > 0)
    return;
  if (mark == gtk_text_buffer_get_insert (buffer) ||
      mark == gtk_text_buffer_get_selection_bound (buffer))
    {
      mani_article_view_stop_hold (self);
      settle_soon (self);
    }
}

static gboolean
get_position (ManiArticleView *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  graphene_point_t point;
  double native_x;
  double native_y;

  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT (*x - native_x, *y - native_y), &point))
    return FALSE;
  *x = point.x;
  *y = point.y;

  return TRUE;
}

static void
press (ManiArticleView *self, GdkEvent *event)
{
  GdkModifierType state = gdk_event_get_modifier_state (event);

  if (!get_position (self, event, &self->press_x, &self->press_y))
    return;
  self->is_pressed = TRUE;
  self->is_extending = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static void
click (ManiArticleView *self)
{
  int x;
  int y;
  guint offset;
  ManiAnnotation *annotation;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET,
                                         self->press_x, self->press_y, &x, &y);
  annotation = mani_mark_painter_get_bracket_at (self->painter, x, y);
  if (annotation != NULL)
    mani_article_view_set_selected (self, annotation);
  else if (mani_article_view_get_offset_at (self, self->press_x, self->press_y, &offset))
    mani_article_view_walk_at (self, offset);
  else
    mani_article_view_set_selected (self, NULL);
}

static void
release (ManiArticleView *self, GdkEvent *event)
{
  double x;
  double y;

  if (!self->is_pressed)
    return;

  self->is_pressed = FALSE;
  settle_soon (self);
  if (!self->is_extending && !gtk_text_buffer_get_has_selection (self->buffer) &&
      get_position (self, event, &x, &y) && ABS (x - self->press_x) < CLICK_DISTANCE &&
      ABS (y - self->press_y) < CLICK_DISTANCE)
    click (self);
}

static void
key (ManiArticleView *self, GdkEvent *event, gboolean is_press)
{
  guint keyval = gdk_key_event_get_keyval (event);
  gboolean is_shift = keyval == GDK_KEY_Shift_L || keyval == GDK_KEY_Shift_R;

  if (is_press)
    self->is_shift_held = is_shift || (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0;
  else if (is_shift)
    {
      self->is_shift_held = FALSE;
      settle_soon (self);
    }
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, ManiArticleView *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_SCROLL:
      mani_article_view_stop_jump (self);
      /* Ctrl and the wheel change the size. */
      if ((gdk_event_get_modifier_state (event) & GDK_CONTROL_MASK) == 0)
        mani_article_view_stop_hold (self);
      break;

    case GDK_BUTTON_PRESS:
      if (gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY)
        press (self, event);
      break;

    case GDK_TOUCH_BEGIN:
      press (self, event);
      break;

    case GDK_BUTTON_RELEASE:
      if (gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY)
        release (self, event);
      break;

    case GDK_TOUCH_END:
      release (self, event);
      break;

    case GDK_TOUCH_CANCEL:
      self->is_pressed = FALSE;
      settle_soon (self);
      break;

    case GDK_KEY_PRESS:
      key (self, event, TRUE);
      break;

    case GDK_KEY_RELEASE:
      key (self, event, FALSE);
      break;

    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
focus_changed_cb (ManiArticleView *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  self->is_pressed = FALSE;
  self->is_shift_held = FALSE;
  settle_soon (self);
}

void
mani_article_view_set_hovered (ManiArticleView *self, ManiAnnotation *hovered)
{
  if (!g_set_object (&self->hovered, hovered))
    return;

  mani_mark_painter_set_hovered (self->painter, hovered);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), mani_article_view_properties[PROP_HOVERED]);
}

/* The innermost mark at a place of the widget; borrowed from the table. */
static ManiAnnotation *
get_mark_at (ManiArticleView *self, double x, double y)
{
  guint offset;
  int buffer_x;
  int buffer_y;

  if (mani_article_view_get_offset_at (self, x, y, &offset))
    {
      g_autoptr (GPtrArray) stack = mani_article_view_get_annotations_at (self, offset);

      return stack->len > 0 ? stack->pdata[0] : NULL;
    }
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y,
                                         &buffer_x, &buffer_y);

  return mani_mark_painter_get_bracket_at (self->painter, buffer_x, buffer_y);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ManiArticleView *self)
{
  mani_article_view_set_hovered (self, self->is_pressed ? NULL : get_mark_at (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, ManiArticleView *self)
{
  mani_article_view_set_hovered (self, NULL);
}

void
mani_article_view_init_input (ManiArticleView *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  g_signal_connect (self->buffer, "mark-set", G_CALLBACK (mark_set_cb), self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

void
mani_article_view_dispose_input (ManiArticleView *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
}

static const char *
get_label_name (ManiArticleView *self, ManiAnnotation *annotation)
{
  const char *id = mani_annotation_get_label (annotation);
  ManiLabel *label = NULL;

  if (self->project != NULL && id != NULL)
    label = mani_project_lookup (self->project, MANI_KIND_LABEL, id);

  return label != NULL ? mani_label_get_name (label) : _ ("Highlight");
}

static const char *
get_entity_name (ManiArticleView *self, ManiAnnotation *annotation)
{
  const char *id = mani_annotation_get_entity (annotation);
  ManiEntity *entity = NULL;

  if (self->project != NULL && id != NULL)
    entity = mani_project_lookup (self->project, MANI_KIND_ENTITY, id);

  return entity != NULL ? mani_entity_get_name (entity) : NULL;
}

/* The first lines of a note, without what would make a tooltip too large. */
static char *
shorten_note (const char *note)
{
  g_auto (GStrv) lines = g_strsplit (note, "\n", 5);
  g_autofree char *joined = NULL;

  if (g_strv_length (lines) > 4)
    {
      g_free (lines[4]);
      lines[4] = g_strdup ("…");
    }
  joined = g_strjoinv ("\n", lines);
  if (g_utf8_strlen (joined, -1) > 320)
    {
      g_autofree char *start = g_utf8_substring (joined, 0, 319);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&joined);
}

char *
mani_article_view_describe (ManiArticleView *self, ManiAnnotation *annotation)
{
  GString *text = g_string_new (NULL);
  const char *entity = get_entity_name (self, annotation);
  const char *note = mani_annotation_get_note (annotation);
  const char *const *tags = mani_annotation_get_tags (annotation);
  GdkRGBA color = mani_article_view_get_line_color (self, annotation);
  g_autofree char *name = NULL;

  name = g_markup_escape_text (get_label_name (self, annotation), -1);
  g_string_append_printf (text, "<span foreground=\"#%02x%02x%02x\">■</span> <b>%s</b>",
                          (guint) (color.red * 255), (guint) (color.green * 255),
                          (guint) (color.blue * 255), name);
  if (entity != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (entity, -1);

      g_string_append_printf (text, " · %s", escaped);
    }
  if (note != NULL)
    {
      g_autofree char *shortened = shorten_note (note);
      g_autofree char *escaped = g_markup_escape_text (shortened, -1);

      g_string_append_printf (text, "\n%s", escaped);
    }
  if (tags[0] != NULL)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) tags);
      g_autofree char *escaped = g_markup_escape_text (joined, -1);

      g_string_append_printf (text, "\n<i>%s</i>", escaped);
    }

  return g_string_free (text, FALSE);
}

/* The names of the marks at the caret: changes of it tell where marks start and end. */
void
mani_article_view_update_description (ManiArticleView *self)
{
  g_autoptr (GPtrArray) stack = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->painter == NULL)
    return;
  stack = mani_article_view_get_annotations_at (self, mani_article_view_get_caret (self));
  for (guint i = 0; i < stack->len && i < 4; i++)
    {
      const char *entity = get_entity_name (self, stack->pdata[i]);

      if (i > 0)
        g_string_append (text, "; ");
      g_string_append (text, get_label_name (self, stack->pdata[i]));
      if (stack->pdata[i] == self->selected)
        /* Translators: said of the mark that is selected, as in “Person, selected” */
        g_string_append_printf (text, ", %s", _ ("selected"));
      if (entity != NULL)
        g_string_append_printf (text, ", %s", entity);
    }

  if (g_strcmp0 (self->description, text->str) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);
  g_object_notify_by_pspec (G_OBJECT (self), mani_article_view_properties[PROP_AT_CARET]);
}

gboolean
mani_article_view_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard_mode,
                                 GtkTooltip *tooltip)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (widget);
  g_autoptr (GPtrArray) stack = NULL;
  g_autoptr (GString) text = NULL;
  guint offset = mani_article_view_get_caret (self);
  guint n;
  ManiRange extent;
  GdkRectangle area;

  if (!keyboard_mode && !mani_article_view_get_offset_at (self, x, y, &offset))
    return FALSE;
  stack = mani_article_view_get_annotations_at (self, offset);
  if (stack->len == 0)
    return FALSE;

  text = g_string_new (NULL);
  n = MIN (stack->len, 6);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = mani_article_view_describe (self, stack->pdata[i]);

      if (i > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, one);
    }
  if (stack->len > n)
    {
      g_string_append (text, "\n\n");
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", stack->len - n),
                              stack->len - n);
    }
  gtk_tooltip_set_markup (tooltip, text->str);

  extent = mani_annotation_get_extent (stack->pdata[0]);
  if (mani_article_view_get_range_rectangle (self, extent, &area))
    gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}
