/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list view over a multi-selection. Two handlers stand before and after the selection's own among
 * those that hear of the model's changes: what it loses then is no choice of the person's. */

#include "mani-list-pane.h"

#include "mani-row-list.h"
#include "mani-row-menu.h"

#include <glib/gi18n.h>

struct _ManiListPane
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkWidget *head;
  GtkWidget *entry;
  GtkMenuButton *view_button;
  GtkWidget *state;
  GtkLabel *count;
  GtkWidget *clear_button;
  GtkStack *stack;
  GtkMultiSelection *selection;
  GtkListView *list;
  GtkPopoverMenu *menu;

  GListModel *model;    /* or NULL */
  GHashTable *items;    /* of GtkListItem -> what its row shows */
  GHashTable *stale;    /* of them, those that are to be bound again */
  guint n_following;    /* the selection changes, but not by the person */
  guint refresh_source; /* or 0 */
};

enum
{
  PROP_0,
  PROP_WORDS_NAME,
  PROP_LIST_NAME,
  PROP_VIEW_MENU,
  PROP_VIEW_NAME,
  PROP_ROW_MENU,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SETUP,
  BIND,
  UNBIND,
  WORDS,
  SELECTED,
  CHANGED,
  ACTIVATED,
  CLEAR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiListPane,
                               mani_list_pane,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* Rows */

static void
setup_cb (ManiListPane *self, GtkListItem *item)
{
  g_signal_emit (self, signals[SETUP], 0, item);
  mani_row_menu_add_row (item);
}

/* A factory binds again each row whose position has changed: to most rows it is all the same. */
static void
bind_cb (ManiListPane *self, GtkListItem *item)
{
  GObject *shown = gtk_list_item_get_item (item);

  if (g_hash_table_lookup (self->items, item) == shown)
    return;
  g_hash_table_insert (self->items, item, g_object_ref (shown));
  g_signal_emit (self, signals[BIND], 0, item);
}

static void
teardown_cb (ManiListPane *self, GtkListItem *item)
{
  g_hash_table_remove (self->stale, item);
  if (g_hash_table_remove (self->items, item))
    g_signal_emit (self, signals[UNBIND], 0, item);
}

static gboolean
refresh_cb (gpointer data)
{
  ManiListPane *self = data;
  g_autoptr (GList) items = g_hash_table_get_keys (self->stale);

  self->refresh_source = 0;
  g_hash_table_remove_all (self->stale);
  for (GList *item = items; item != NULL; item = item->next)
    if (gtk_list_item_get_item (item->data) != NULL)
      g_signal_emit (self, signals[BIND], 0, item->data);

  return G_SOURCE_REMOVE;
}

/* Before the next frame, but not while the list takes a change in. @position: of the row;
 * GTK_INVALID_LIST_POSITION: all. */
static void
make_stale (ManiListPane *self, guint position)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (position == GTK_INVALID_LIST_POSITION || gtk_list_item_get_position (item) == position)
      g_hash_table_add (self->stale, item);
  if (g_hash_table_size (self->stale) > 0 && self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

/* What is selected */

static void
selected_cb (ManiListPane *self)
{
  if (self->n_following == 0)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
before_change_cb (ManiListPane *self)
{
  self->n_following++;
}

/* What comes after the last row that has changed has another before it. */
static void
after_change_cb (ManiListPane *self, guint position, guint n_removed, guint n_added)
{
  self->n_following--;
  make_stale (self, position + n_added);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The longest stretch of rows that have widgets: the focus may have one of its own. */
static void
leave_cb (ManiListPane *self, ManiRowList *model)
{
  g_autoptr (GtkBitset) bound = gtk_bitset_new_empty ();
  GHashTableIter items;
  GtkBitsetIter iter;
  gpointer item;
  guint position;
  guint start = 0;
  guint before = 0;
  guint first = 0;
  guint n = 0;

  g_hash_table_iter_init (&items, self->items);
  while (g_hash_table_iter_next (&items, &item, NULL))
    if (gtk_list_item_get_position (item) != GTK_INVALID_LIST_POSITION)
      gtk_bitset_add (bound, gtk_list_item_get_position (item));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, bound, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      if (n == 0 || position != before + 1)
        start = position;
      before = position;
      if (position - start + 1 > n)
        {
          first = start;
          n = position - start + 1;
        }
    }
  mani_row_list_set_seen (model, first, n);
}

static void
activated_cb (ManiListPane *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, position);
}

/* The entry */

static void
words_cb (ManiListPane *self)
{
  g_signal_emit (self, signals[WORDS], 0);
}

static gboolean
clear (ManiListPane *self)
{
  gboolean was_filtered = FALSE;

  g_signal_emit (self, signals[CLEAR], 0, &was_filtered);

  return was_filtered;
}

static void
stopped_cb (ManiListPane *self)
{
  if (!clear (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static gboolean
entry_key_cb (ManiListPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  mani_list_pane_enter (self);

  return GDK_EVENT_STOP;
}

static gboolean
list_key_cb (ManiListPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  stopped_cb (self);

  return GDK_EVENT_STOP;
}

static void
mani_list_pane_add_child (GtkBuildable *buildable,
                          GtkBuilder *builder,
                          GObject *child,
                          const char *type)
{
  ManiListPane *self = MANI_LIST_PANE (buildable);

  /* Before it is bound, the template's own come. */
  if (self->stack == NULL || !GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (type != NULL && g_str_has_prefix (type, "page-"))
    gtk_stack_add_named (self->stack, GTK_WIDGET (child), type);
  else
    gtk_box_insert_child_after (GTK_BOX (self->head), GTK_WIDGET (child), self->entry);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mani_list_pane_add_child;
}

static void
mani_list_pane_dispose (GObject *object)
{
  ManiListPane *self = MANI_LIST_PANE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->selection != NULL)
    mani_list_pane_set_model (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_LIST_PANE);

  G_OBJECT_CLASS (mani_list_pane_parent_class)->dispose (object);
}

static void
mani_list_pane_finalize (GObject *object)
{
  g_hash_table_unref (MANI_LIST_PANE (object)->items);
  g_hash_table_unref (MANI_LIST_PANE (object)->stale);

  G_OBJECT_CLASS (mani_list_pane_parent_class)->finalize (object);
}

static void
mani_list_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiListPane *self = MANI_LIST_PANE (object);

  switch (id)
    {
    case PROP_WORDS_NAME:
      g_object_set (self->entry, "placeholder-text", g_value_get_string (value), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;

    case PROP_LIST_NAME:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;

    case PROP_VIEW_MENU:
      gtk_menu_button_set_menu_model (self->view_button, g_value_get_object (value));
      gtk_widget_set_visible (GTK_WIDGET (self->view_button), g_value_get_object (value) != NULL);
      break;

    case PROP_VIEW_NAME:
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->view_button), g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;

    case PROP_ROW_MENU:
      gtk_popover_menu_set_menu_model (self->menu, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static guint
add_signal (const char *name, GType argument)
{
  return g_signal_new (name, MANI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, argument != G_TYPE_NONE ? 1 : 0, argument);
}

static void
mani_list_pane_class_init (ManiListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags write = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_list_pane_dispose;
  object_class->finalize = mani_list_pane_finalize;
  object_class->set_property = mani_list_pane_set_property;

  properties[PROP_WORDS_NAME] = g_param_spec_string ("words-name", NULL, NULL, NULL, write);
  properties[PROP_LIST_NAME] = g_param_spec_string ("list-name", NULL, NULL, NULL, write);
  properties[PROP_VIEW_MENU] =
      g_param_spec_object ("view-menu", NULL, NULL, G_TYPE_MENU_MODEL, write);
  properties[PROP_VIEW_NAME] = g_param_spec_string ("view-name", NULL, NULL, NULL, write);
  properties[PROP_ROW_MENU] =
      g_param_spec_object ("row-menu", NULL, NULL, G_TYPE_MENU_MODEL, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SETUP] = add_signal ("setup", GTK_TYPE_LIST_ITEM);
  signals[BIND] = add_signal ("bind", GTK_TYPE_LIST_ITEM);
  signals[UNBIND] = add_signal ("unbind", GTK_TYPE_LIST_ITEM);
  signals[WORDS] = add_signal ("words", G_TYPE_NONE);
  signals[SELECTED] = add_signal ("selected", G_TYPE_NONE);
  signals[CHANGED] = add_signal ("changed", G_TYPE_NONE);
  signals[ACTIVATED] = add_signal ("activated", G_TYPE_UINT);
  signals[CLEAR] = g_signal_new ("clear", MANI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, content);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, head);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, view_button);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, state);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, count);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, list);
  gtk_widget_class_bind_template_child (widget_class, ManiListPane, menu);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, teardown_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, mani_list_pane_enter);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_list_pane_init (ManiListPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->stale = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  mani_row_menu_add_list (GTK_POPOVER (self->menu), GTK_WIDGET (self->list));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
mani_list_pane_set_model (ManiListPane *self, GListModel *model)
{
  g_return_if_fail (MANI_IS_LIST_PANE (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  self->n_following++;
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (before_change_cb), self);
  gtk_multi_selection_set_model (self->selection, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (after_change_cb), self);
  if (model != NULL && MANI_IS_ROW_LIST (model))
    g_signal_connect_swapped (model, "leave", G_CALLBACK (leave_cb), self);
  self->n_following--;
}

void
mani_list_pane_show_state (ManiListPane *self,
                           const char *count,
                           guint n_shown,
                           guint n_all,
                           gboolean is_filtered)
{
  g_return_if_fail (MANI_IS_LIST_PANE (self));

  gtk_label_set_text (self->count, count != NULL ? count : "");
  gtk_widget_set_visible (self->clear_button, is_filtered);
  gtk_widget_set_visible (self->state, count != NULL);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list"
                                                 : n_all > 0 ? "page-none"
                                                             : "page-empty");
}

char *
mani_list_pane_dup_words (ManiListPane *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

gboolean
mani_list_pane_clear_words (ManiListPane *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");

  return TRUE;
}

GtkWidget *
mani_list_pane_get_entry (ManiListPane *self)
{
  return self->entry;
}

GtkWidget *
mani_list_pane_get_list (ManiListPane *self)
{
  return GTK_WIDGET (self->list);
}

GtkBitset *
mani_list_pane_get_selected (ManiListPane *self)
{
  return gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
}

GPtrArray *
mani_list_pane_list_selected (ManiListPane *self)
{
  return mani_row_menu_list_selected (GTK_SELECTION_MODEL (self->selection));
}

void
mani_list_pane_set_selected (ManiListPane *self, GtkBitset *positions)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) present = gtk_selection_model_get_selection (selection);
  g_autoptr (GtkBitset) all =
      gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (selection)));

  g_return_if_fail (MANI_IS_LIST_PANE (self));

  if (gtk_bitset_equals (present, positions))
    return;
  self->n_following++;
  gtk_selection_model_set_selection (selection, positions, all);
  self->n_following--;
}

void
mani_list_pane_select (ManiListPane *self, guint position)
{
  g_return_if_fail (MANI_IS_LIST_PANE (self));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  mani_list_pane_scroll_to (self, position);
}

void
mani_list_pane_scroll_to (ManiListPane *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

void
mani_list_pane_get_place (ManiListPane *self, GtkWidget *ancestor, GdkRectangle *place)
{
  g_autoptr (GtkBitset) selected = mani_list_pane_get_selected (self);

  mani_row_menu_get_place (GTK_WIDGET (self->list), gtk_bitset_get_minimum (selected), ancestor,
                           place);
}

void
mani_list_pane_refresh (ManiListPane *self)
{
  make_stale (self, GTK_INVALID_LIST_POSITION);
}

void
mani_list_pane_enter (ManiListPane *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
