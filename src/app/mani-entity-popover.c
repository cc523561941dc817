/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry over a short list that is made anew at each letter. */

#include "mani-entity-popover.h"

#include "mani-entity-list.h"
#include "mani-swatch.h"

#include <glib/gi18n.h>

/* More rows than these nobody reads; another letter brings others. */
#define MAX_ROWS 7

struct _ManiEntityPopover
{
  GtkPopover parent_instance;
  GtkWidget *content;
  GtkLabel *title;
  GtkEditable *entry;
  GtkListBox *rows;
  GtkWidget *hint;

  ManiProject *project;
  ManiEntityList *entities; /* while it is open */
  ManiEntityKind kind;
  GPtrArray *among;
  ManiEntity *except;
  gboolean can_make;
  gboolean can_clear;
  ManiEntityAnswer answer;
  gpointer data;
};

/* What a row stands for. */
typedef struct
{
  ManiEntity *entity; /* or NULL */
  char *name;         /* of a new one, or NULL */
  ManiEntityKind kind;
} Choice;

G_DEFINE_FINAL_TYPE (ManiEntityPopover, mani_entity_popover, GTK_TYPE_POPOVER)

const char *
mani_entity_kind_get_title (ManiEntityKind kind)
{
  static const char *const titles[] = { N_ ("Other"), N_ ("Person"), N_ ("Place"),
                                        N_ ("Organisation") };

  return _ (titles[kind]);
}

const char *
mani_entity_kind_get_icon (ManiEntityKind kind)
{
  static const char *const icons[] = { "user-bookmarks-symbolic", "avatar-default-symbolic",
                                       "mark-location-symbolic", "system-users-symbolic" };

  return icons[kind];
}

const char *
mani_entity_kind_get_color (ManiProject *project, ManiEntityKind kind)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    if (mani_label_get_entity_kind (mani_table_get (labels, i)) == kind && kind != MANI_ENTITY_NONE)
      return mani_label_get_color (mani_table_get (labels, i));

  return NULL;
}

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_clear_object (&choice->entity);
  g_free (choice->name);
  g_free (choice);
}

static void
append (ManiEntityPopover *self,
        ManiEntity *entity,
        const char *name,
        ManiEntityKind kind,
        const char *text,
        const char *details)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *more = gtk_label_new (details);
  Choice *choice = g_new0 (Choice, 1);
  /* Translators: a person or place, then what is known of it: “Ilse Brandt, 3 mentions” */
  g_autofree char *whole = details != NULL ? g_strdup_printf (_ ("%s, %s"), text, details) : NULL;

  choice->entity = entity != NULL ? g_object_ref (entity) : NULL;
  choice->name = g_strdup (name);
  choice->kind = kind;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (more), 16);
  gtk_widget_add_css_class (more, "caption");
  gtk_widget_add_css_class (more, "dim-label");
  gtk_widget_set_visible (more, details != NULL);
  if (entity != NULL)
    gtk_box_append (GTK_BOX (box),
                    mani_swatch_new (mani_entity_kind_get_color (self->project, kind)));
  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (entity != NULL || name != NULL
                                                    ? mani_entity_kind_get_icon (kind)
                                                    : "edit-clear-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "mani-choice", choice, choice_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole != NULL ? whole : text, -1);
  gtk_list_box_append (self->rows, row);
}

/* Items that fit what is typed, best first. */
static GPtrArray *
list_items (ManiEntityPopover *self, const char *typed)
{
  g_autofree char *folded = mani_entity_fold (typed);
  GPtrArray *items;

  if (self->among == NULL)
    return mani_entity_list_list_candidates (self->entities, typed, self->kind, MAX_ROWS + 1);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->among->len; i++)
    {
      ManiEntityItem *item = mani_entity_list_find (
          self->entities, mani_record_get_id (MANI_RECORD (self->among->pdata[i])));

      if (item != NULL && mani_entity_item_fit (item, folded) != MANI_ENTITY_FITS_NOT)
        g_ptr_array_add (items, g_object_ref (item));
    }

  return items;
}

static void
append_known (ManiEntityPopover *self, const char *typed, gboolean *has_same)
{
  g_autofree char *folded = mani_entity_fold (typed);
  g_autoptr (GPtrArray) items = list_items (self, typed);
  guint n = 0;

  for (guint i = 0; i < items->len && (n < MAX_ROWS || self->among != NULL); i++)
    {
      ManiEntityItem *item = items->pdata[i];
      ManiEntity *entity = mani_entity_item_get_entity (item);
      ManiEntityKind kind = mani_entity_get_kind (entity);
      guint mentions = mani_entity_item_get_mentions (item);
      g_autofree char *details =
          g_strdup_printf (ngettext ("%u mention", "%u mentions", mentions), mentions);

      if (entity == self->except)
        continue;
      has_same[kind] |=
          *folded != '\0' && mani_entity_item_fit (item, folded) == MANI_ENTITY_FITS_NAME;
      append (self, entity, NULL, kind, mani_entity_get_name (entity), details);
      n++;
    }
}

static void
append_new (ManiEntityPopover *self, const char *typed, const gboolean *has_same)
{
  static const char *const texts[] = { N_ ("New “%s”"), N_ ("New Person “%s”"),
                                       N_ ("New Place “%s”"), N_ ("New Organisation “%s”") };
  g_autofree char *name = g_strstrip (g_strdup (typed));

  if (!self->can_make || *name == '\0')
    return;
  for (guint kind = MANI_ENTITY_PERSON; kind <= MANI_ENTITY_ORGANISATION; kind++)
    {
      g_autofree char *text = NULL;

      if (has_same[kind] || (self->kind != MANI_ENTITY_NONE && self->kind != kind))
        continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      text = g_strdup_printf (_ (texts[kind]), name);
#pragma GCC diagnostic pop
      append (self, NULL, name, kind, text, NULL);
    }
}

static void
changed_cb (ManiEntityPopover *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  gboolean has_same[] = { FALSE, FALSE, FALSE, FALSE };
  GtkListBoxRow *first;

  if (self->entities == NULL)
    return;
  while ((first = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (first));
  append_known (self, typed, has_same);
  append_new (self, typed, has_same);
  if (self->can_clear && *typed == '\0')
    append (self, NULL, NULL, MANI_ENTITY_NONE, _ ("Nobody (Remove the Link)"), NULL);

  first = gtk_list_box_get_row_at_index (self->rows, 0);
  gtk_list_box_select_row (self->rows, first);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), first != NULL);
  gtk_widget_set_visible (self->hint, first == NULL);
}

static void
row_activated_cb (ManiEntityPopover *self, GtkListBoxRow *row)
{
  const Choice *choice = g_object_get_data (G_OBJECT (row), "mani-choice");
  ManiEntityAnswer answer = self->answer;
  g_autoptr (ManiEntity) entity = choice->entity != NULL ? g_object_ref (choice->entity) : NULL;
  g_autofree char *name = g_strdup (choice->name);
  ManiEntityKind kind = choice->kind;

  self->answer = NULL;
  gtk_popover_popdown (GTK_POPOVER (self));
  if (answer != NULL)
    answer (entity, name, kind, self->data);
}

static void
activated_cb (ManiEntityPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (ManiEntityPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);
  int by = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
           : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up   ? -1
                                                               : 0;
  GtkListBoxRow *next;

  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  if (row != NULL && gtk_list_box_row_get_index (row) + by >= 0)
    {
      next = gtk_list_box_get_row_at_index (self->rows, gtk_list_box_row_get_index (row) + by);
      if (next != NULL)
        gtk_list_box_select_row (self->rows, next);
    }

  return GDK_EVENT_STOP;
}

static void
let_go (ManiEntityPopover *self)
{
  g_clear_object (&self->entities);
  g_clear_object (&self->project);
  g_clear_object (&self->except);
  g_clear_pointer (&self->among, g_ptr_array_unref);
}

static void
mani_entity_popover_dispose (GObject *object)
{
  let_go (MANI_ENTITY_POPOVER (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), MANI_TYPE_ENTITY_POPOVER);

  G_OBJECT_CLASS (mani_entity_popover_parent_class)->dispose (object);
}

static void
mani_entity_popover_class_init (ManiEntityPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_entity_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-entity-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiEntityPopover, content);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityPopover, title);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityPopover, rows);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityPopover, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, let_go);
}

static void
mani_entity_popover_init (ManiEntityPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mani_entity_popover_new (void)
{
  return g_object_new (MANI_TYPE_ENTITY_POPOVER, NULL);
}

void
mani_entity_popover_ask (ManiEntityPopover *self,
                         ManiProject *project,
                         const ManiEntityQuestion *question,
                         const GdkRectangle *place,
                         ManiEntityAnswer answer,
                         gpointer data)
{
  g_return_if_fail (MANI_IS_ENTITY_POPOVER (self));

  let_go (self);
  self->project = g_object_ref (project);
  self->entities = mani_entity_list_new (project);
  self->kind = question->kind;
  self->among = question->among != NULL ? g_ptr_array_ref (question->among) : NULL;
  self->except = question->except != NULL ? g_object_ref (question->except) : NULL;
  self->can_make = question->can_make;
  self->can_clear = question->can_clear;
  self->answer = answer;
  self->data = data;

  gtk_label_set_text (self->title, question->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->title, -1);
  gtk_editable_set_text (self->entry, question->typed != NULL ? question->typed : "");
  changed_cb (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
