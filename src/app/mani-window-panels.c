/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panels at the end side. A page of their stack is empty until somebody looks at it or wants
 * something of its panel: the window comes up the sooner. */

#include "mani-window.h"

#include "mani-panels.h"
#include "mani-search-panel.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

static GtkWidget *
make_panel (ManiWindow *self, AdwBin *page)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (page));
  const ManiPanel *panel;
  GtkWidget *widget = NULL;

  for (guint i = 0; widget == NULL && (panel = mani_panels_get (i)) != NULL; i++)
    if (g_str_equal (panel->name, name))
      widget = g_object_new (panel->get_type (), "editor", self->editor, NULL);
  adw_bin_set_child (page, widget);

  return widget;
}

GtkWidget *
mani_window_get_panel (ManiWindow *self, const char *name)
{
  AdwBin *page = ADW_BIN (gtk_stack_get_child_by_name (self->panels, name));
  GtkWidget *panel = adw_bin_get_child (page);

  return panel != NULL ? panel : make_panel (self, page);
}

GtkWidget *
mani_window_show_panel (ManiWindow *self, const char *name)
{
  GtkWidget *panel = mani_window_get_panel (self, name);

  mani_split_set_show_end (self->split, TRUE);
  gtk_stack_set_visible_child_name (self->panels, name);

  return panel;
}

static gboolean
fill_cb (gpointer data)
{
  ManiWindow *self = data;

  self->panels_source = 0;
  mani_window_get_panel (self, gtk_stack_get_visible_child_name (self->panels));

  return G_SOURCE_REMOVE;
}

/* The window first: what comes with the first frame delays it. */
static void
mapped_cb (ManiWindow *self)
{
  if (self->panels_source == 0)
    self->panels_source = g_idle_add (fill_cb, self);
}

/* Who goes to the search wants to type. */
static void
turned_cb (ManiWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->panels), "search") == 0)
    mani_search_panel_open (MANI_SEARCH_PANEL (mani_window_get_panel (self, "search")));
}

void
mani_window_init_panels (ManiWindow *self)
{
  const ManiPanel *panel;

  for (guint i = 0; (panel = mani_panels_get (i)) != NULL; i++)
    {
      GtkWidget *page = adw_bin_new ();

      gtk_widget_set_name (page, panel->name);
      g_signal_connect_object (page, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->panels, page, panel->name, _ (panel->title));
    }
  g_signal_connect_object (self->panels, "notify::visible-child", G_CALLBACK (turned_cb), self,
                           G_CONNECT_SWAPPED);
}

void
mani_window_drop_panels (ManiWindow *self)
{
  g_clear_handle_id (&self->panels_source, g_source_remove);
}
