/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People and places in the window: saying whom a passage names, and walking through mentions. */

#include "mani-window.h"

#include "mani-entity-popover.h"
#include "mani-filter.h"
#include "mani-operations.h"
#include "mani-people-panel.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

static ManiPeoplePanel *
get_panel (ManiWindow *self)
{
  return MANI_PEOPLE_PANEL (mani_window_get_panel (self, "people"));
}

/* (transfer full): what the link is for, or NULL: the selection. */
static GPtrArray *
list_annotations (ManiWindow *self)
{
  GPtrArray *chosen = mani_editor_get_chosen (self->editor);
  GPtrArray *annotations;

  if (mani_editor_get_selection (self->editor) != NULL || chosen->len == 0)
    return NULL;
  annotations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (annotations, g_object_ref (chosen->pdata[i]));

  return annotations;
}

static void
linked_cb (ManiEntity *entity, const char *name, ManiEntityKind kind, gpointer data)
{
  ManiWindow *self = data;
  const char *id = entity != NULL ? mani_record_get_id (MANI_RECORD (entity)) : NULL;
  g_autoptr (GPtrArray) annotations = g_steal_pointer (&self->link_annotations);
  g_autoptr (ManiArticle) article = g_steal_pointer (&self->link_article);

  if (annotations != NULL)
    mani_editor_link (self->editor, annotations, id, name, kind);
  else
    {
      /* The view may have dropped it while the popover had the focus. */
      mani_editor_set_article (self->editor, article);
      mani_editor_set_selection (self->editor, &self->link_range);
      mani_editor_link_selection (self->editor, id, name, kind);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* The kind that the labels of all of them name, or none. */
static ManiEntityKind
get_kind (ManiProject *project, GPtrArray *annotations)
{
  ManiEntityKind kind = MANI_ENTITY_NONE;

  for (guint i = 0; annotations != NULL && i < annotations->len; i++)
    {
      ManiLabel *label = mani_project_lookup (project, MANI_KIND_LABEL,
                                              mani_annotation_get_label (annotations->pdata[i]));
      ManiEntityKind of_label = label != NULL ? mani_label_get_entity_kind (label) : 0;

      if (i > 0 && of_label != kind)
        return MANI_ENTITY_NONE;
      kind = of_label;
    }

  return kind;
}

/* The name it has, else what the passage says. */
static char *
dup_typed (ManiWindow *self, GPtrArray *annotations)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  ManiEntity *entity =
      annotations != NULL ? mani_project_lookup (project, MANI_KIND_ENTITY,
                                                 mani_annotation_get_entity (annotations->pdata[0]))
                          : NULL;

  return entity != NULL ? g_strdup (mani_entity_get_name (entity))
                        : mani_editor_dup_name (self->editor, annotations);
}

/* Below the passage, or in the middle when it is not on the screen. */
static void
get_place (ManiWindow *self, GPtrArray *annotations, GdkRectangle *place)
{
  const ManiRange *selection = mani_editor_get_selection (self->editor);
  GtkWidget *overlay = GTK_WIDGET (self->overlay);
  ManiRange range = selection != NULL ? *selection : (ManiRange){ 0, 0 };
  GdkRectangle rectangle;
  graphene_point_t corner;

  *place = (GdkRectangle){ gtk_widget_get_width (overlay) / 2, gtk_widget_get_height (overlay) / 3,
                           1, 1 };
  if (annotations != NULL)
    range = mani_annotation_get_extent (annotations->pdata[0]);
  if (!mani_article_view_get_range_rectangle (self->view, range, &rectangle) ||
      !gtk_widget_compute_point (GTK_WIDGET (self->view), overlay,
                                 &GRAPHENE_POINT_INIT (rectangle.x, rectangle.y), &corner))
    return;
  *place = (GdkRectangle){ corner.x, corner.y, rectangle.width, rectangle.height };
}

void
mani_window_forget_link (ManiWindow *self)
{
  g_clear_pointer (&self->link_annotations, g_ptr_array_unref);
  g_clear_object (&self->link_article);
}

void
mani_window_link_entity (ManiWindow *self)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  g_autoptr (GPtrArray) annotations = list_annotations (self);
  g_autofree char *title = NULL;
  g_autofree char *typed = NULL;
  ManiEntityQuestion question = { .can_make = TRUE, .can_clear = annotations != NULL };
  guint n = annotations != NULL ? annotations->len : 1;
  GdkRectangle place;

  if (annotations == NULL && mani_editor_get_selection (self->editor) == NULL)
    return;
  title = n == 1 ? g_strdup (_ ("Link to a Person or Place"))
                 : g_strdup_printf (ngettext ("Link %u Annotation to a Person or Place",
                                              "Link %u Annotations to a Person or Place", n),
                                    n);
  typed = dup_typed (self, annotations);
  question.title = title;
  question.typed = typed;
  question.kind = get_kind (project, annotations);
  get_place (self, annotations, &place);
  mani_window_forget_link (self);
  if (annotations == NULL)
    {
      self->link_article = g_object_ref (mani_editor_get_article (self->editor));
      self->link_range = *mani_editor_get_selection (self->editor);
    }
  self->link_annotations = g_steal_pointer (&annotations);
  mani_entity_popover_ask (self->entity_popover, project, &question, &place, linked_cb, self);
}

/* Through the mentions of whom the panel shows, when it is on the screen; else of whom the selected
 * annotation names. */
void
mani_window_step_mention (ManiWindow *self, int by)
{
  ManiAnnotation *selected = mani_editor_get_selected (self->editor);
  ManiEntity *chosen = mani_people_panel_get_chosen (get_panel (self));
  const char *ids[] = { NULL, NULL };
  ManiCriteria criteria = { .entities = ids };
  g_autoptr (ManiFilter) filter = NULL;
  ManiAnnotation *next;

  if (selected != NULL)
    ids[0] = mani_annotation_get_entity (selected);
  if (chosen != NULL && (ids[0] == NULL || gtk_widget_get_mapped (GTK_WIDGET (get_panel (self)))))
    ids[0] = mani_record_get_id (MANI_RECORD (chosen));
  if (ids[0] == NULL)
    return;
  filter = mani_filter_new (&criteria);
  next = mani_filter_step (filter, mani_editor_get_project (self->editor), selected, by);
  if (next != NULL)
    mani_editor_set_selected (self->editor, next);
}

static void
show_people_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiWindow *self = data;

  mani_people_panel_open (MANI_PEOPLE_PANEL (mani_window_show_panel (self, "people")));
}

static const GActionEntry entries[] = {
  { "show-people", show_people_cb },
};

void
mani_window_init_people (ManiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->entity_popover = MANI_ENTITY_POPOVER (mani_entity_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->entity_popover), GTK_WIDGET (self->overlay));
}
