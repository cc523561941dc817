/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search entry over mani_find_all(). */

#include "mani-find-bar.h"

#include "mani-find.h"

#include <glib/gi18n.h>

struct _ManiFindBar
{
  GtkWidget parent_instance;
  ManiArticleView *view;
  GtkRevealer *revealer;
  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *next;
  GtkWidget *previous;
  GArray *hits; /* of ManiRange */
  int current;  /* or -1 */
  char *found;  /* the words that the hits are of, or NULL */
};

enum
{
  PROP_0,
  PROP_VIEW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiFindBar, mani_find_bar, GTK_TYPE_WIDGET)

static void
show_hits (ManiFindBar *self)
{
  g_autofree char *text = NULL;
  gboolean has_words = *gtk_editable_get_text (self->entry) != '\0';

  mani_article_view_set_find_hits (self->view, (ManiRange *) self->hits->data, self->hits->len,
                                   self->current);
  if (self->hits->len == 0)
    text = g_strdup (has_words ? _ ("No hits") : "");
  else if (self->current >= 0)
    /* Translators: which hit, of how many */
    text = g_strdup_printf (_ ("%d of %u"), self->current + 1, self->hits->len);
  else
    text = g_strdup_printf (ngettext ("%u hit", "%u hits", self->hits->len), self->hits->len);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->next, self->hits->len > 0);
  gtk_widget_set_sensitive (self->previous, self->hits->len > 0);
  if (has_words && self->hits->len == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
go_to (ManiFindBar *self, int number)
{
  self->current = number;
  show_hits (self);
  mani_article_view_show_range (self->view, g_array_index (self->hits, ManiRange, number), FALSE);
}

/* The first hit at or behind @offset. */
static int
find_from (ManiFindBar *self, guint offset)
{
  for (guint i = 0; i < self->hits->len; i++)
    if (g_array_index (self->hits, ManiRange, i).start >= offset)
      return i;

  return 0;
}

static void
find (ManiFindBar *self)
{
  ManiArticle *article = mani_article_view_get_article (self->view);
  const char *words = gtk_editable_get_text (self->entry);

  g_clear_pointer (&self->hits, g_array_unref);
  self->current = -1;
  g_free (self->found);
  self->found = g_strdup (words);
  self->hits =
      article != NULL && mani_find_bar_is_open (self)
          ? mani_find_all (mani_article_get_text (article), mani_article_get_n_bytes (article),
                           mani_article_get_offset_map (article), words, MANI_FOLD_ALL,
                           MANI_FIND_NONE, 0)
          : g_array_new (FALSE, FALSE, sizeof (ManiRange));
}

/* While one types, the first hit from the top of the screen on is shown. */
static void
words_changed_cb (ManiFindBar *self)
{
  find (self);
  if (self->hits->len > 0)
    go_to (self, find_from (self, mani_article_view_get_visible_range (self->view).start));
  else
    show_hits (self);
}

static void
article_changed_cb (ManiFindBar *self)
{
  find (self);
  show_hits (self);
}

static void
step_next_cb (ManiFindBar *self)
{
  mani_find_bar_step (self, 1);
}

static void
step_previous_cb (ManiFindBar *self)
{
  mani_find_bar_step (self, -1);
}

static gboolean
key_pressed_cb (ManiFindBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Return && (state & GDK_SHIFT_MASK) != 0)
    mani_find_bar_step (self, -1);
  else
    return FALSE;

  return TRUE;
}

static void
set_view (ManiFindBar *self, ManiArticleView *view)
{
  if (self->view == view)
    return;
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_func (self->view, article_changed_cb, self);
  g_set_weak_pointer (&self->view, view);
  if (view != NULL)
    g_signal_connect_object (view, "notify::article", G_CALLBACK (article_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
mani_find_bar_dispose (GObject *object)
{
  ManiFindBar *self = MANI_FIND_BAR (object);

  set_view (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_FIND_BAR);

  G_OBJECT_CLASS (mani_find_bar_parent_class)->dispose (object);
}

static void
mani_find_bar_finalize (GObject *object)
{
  ManiFindBar *self = MANI_FIND_BAR (object);

  g_array_unref (self->hits);
  g_free (self->found);

  G_OBJECT_CLASS (mani_find_bar_parent_class)->finalize (object);
}

static void
mani_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VIEW)
    g_value_set_object (value, MANI_FIND_BAR (object)->view);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_find_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VIEW)
    set_view (MANI_FIND_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_find_bar_class_init (ManiFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_find_bar_dispose;
  object_class->finalize = mani_find_bar_finalize;
  object_class->get_property = mani_find_bar_get_property;
  object_class->set_property = mani_find_bar_set_property;

  properties[PROP_VIEW] =
      g_param_spec_object ("view", NULL, NULL, MANI_TYPE_ARTICLE_VIEW,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ManiFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, ManiFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, ManiFindBar, previous);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mani_find_bar_close);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
mani_find_bar_init (ManiFindBar *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mani_find_bar_open (ManiFindBar *self)
{
  ManiArticle *article = mani_article_view_get_article (self->view);
  ManiRange selection;

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (article != NULL && mani_article_view_get_selection (self->view, &selection) &&
      selection.end - selection.start < 200)
    {
      g_autofree char *words = mani_article_dup_slice (article, selection.start, selection.end);

      gtk_editable_set_text (self->entry, words);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  words_changed_cb (self);
}

/* So that it can be marked next: but not when somebody has gone elsewhere in the article. */
static void
select_hit (ManiFindBar *self)
{
  ManiArticle *article = mani_article_view_get_article (self->view);
  ManiRange selection;
  ManiRange hit;

  /* The entry tells of its words with a delay. */
  if (g_strcmp0 (self->found, gtk_editable_get_text (self->entry)) != 0)
    words_changed_cb (self);
  if (article == NULL || self->current < 0 ||
      mani_article_view_get_selection (self->view, &selection))
    return;
  hit = g_array_index (self->hits, ManiRange, self->current);
  if (mani_article_view_is_jumping (self->view) || selection.start == hit.start)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-range", "(suu)",
                                mani_record_get_id (MANI_RECORD (article)), hit.start, hit.end);
}

void
mani_find_bar_close (ManiFindBar *self)
{
  if (mani_find_bar_is_open (self))
    select_hit (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  find (self);
  show_hits (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gboolean
mani_find_bar_is_open (ManiFindBar *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}

void
mani_find_bar_step (ManiFindBar *self, int by)
{
  int n;

  if (!mani_find_bar_is_open (self))
    {
      mani_find_bar_open (self);
      return;
    }
  n = self->hits->len;
  if (n == 0)
    return;
  if (self->current < 0)
    go_to (self, find_from (self, mani_article_view_get_visible_range (self->view).start));
  else
    go_to (self, (self->current + n + (by < 0 ? -1 : 1)) % n);
}
