/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of panels. */

#include "mani-panels.h"

#include "mani-annotations-panel.h"
#include "mani-people-panel.h"
#include "mani-search-panel.h"

#include <glib/gi18n.h>

static const ManiPanel panels[] = {
  { "annotations", N_ ("Annotations"), mani_annotations_panel_get_type },
  { "people", N_ ("People"), mani_people_panel_get_type },
  { "search", N_ ("Search"), mani_search_panel_get_type },
};

const ManiPanel *
mani_panels_get (guint i)
{
  return i < G_N_ELEMENTS (panels) ? &panels[i] : NULL;
}
