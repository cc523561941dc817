/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sections of verbs, with the labels that there are. */

#include "mani-annotation-menu.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* Characters of a menu item. */
#define MAX_LABEL 60

char *
mani_annotation_menu_dup_label (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "_", -1);
  g_autofree char *label = g_strjoinv ("__", pieces);

  if (g_utf8_strlen (label, -1) <= MAX_LABEL)
    return g_steal_pointer (&label);
  *g_utf8_offset_to_pointer (label, MAX_LABEL - 1) = '\0';

  return g_strconcat (label, "…", NULL);
}

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenu *
new_labels (ManiProject *project)
{
  GMenu *menu = g_menu_new ();
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      g_autofree char *name = mani_annotation_menu_dup_label (mani_label_get_name (label));

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES)
        append (menu, name, "win.relabel", mani_record_get_id (MANI_RECORD (label)));
    }
  append (menu, _ ("None (Highlight)"), "win.relabel", "");

  return menu;
}

static GMenu *
new_statuses (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _ ("_Unverified"), "win.set-status", "unverified");
  append (menu, _ ("_Confirmed"), "win.set-status", "confirmed");
  append (menu, _ ("_Disputed"), "win.set-status", "disputed");
  append (menu, _ ("Un_identifiable"), "win.set-status", "unidentifiable");

  return menu;
}

GMenuModel *
mani_annotation_menu_new (ManiProject *project)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  g_autoptr (GMenu) labels = new_labels (project);
  g_autoptr (GMenu) statuses = new_statuses ();

  g_menu_append_submenu (change, _ ("_Label"), G_MENU_MODEL (labels));
  g_menu_append_submenu (change, _ ("_Status"), G_MENU_MODEL (statuses));
  g_menu_append (change, _ ("Add _Tag"), "win.add-tag");
  g_menu_append (change, _ ("Link to a Person or _Place…"), "win.link-entity");
  g_menu_append (change, _ ("_Note"), "win.edit-note");
  g_menu_append (change, _ ("R_elate"), "win.relate");
  g_menu_append (take, _ ("_Copy Words"), "win.copy-words");
  g_menu_append (take, _ ("Copy with S_ource"), "win.copy-quotation");
  g_menu_append (take, _ ("E_xport These…"), "win.export-annotations");
  g_menu_append (remove, _ ("_Remove"), "win.remove-annotation");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (menu);
}
