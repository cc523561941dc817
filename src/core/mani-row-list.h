/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists of records to show have in common: a GListModel of those that are wanted, in an order,
 * that follows the project and never keeps the main loop.
 *
 * A list is made anew in slices: a small one at once, a long one from an idle handler of a few
 * milliseconds a turn, while the old rows stay. Then `items-changed` comes once for all from the
 * first row that is another to the last; or, where that is many, the old rows go and the new ones
 * come a few at a time, since a view makes widgets for what it is told. `is-busy` (boolean
 * property, notified) says that a list is under way; meanwhile rows of records that an edit changed
 * or removed follow, but do not move, and new ones wait.
 *
 * After an edit of few records, `items-changed` comes for each row that comes, goes or moves, or
 * holds another object.
 *
 * Main thread only. To add a list: a subclass with the functions below; mani_row_list_remake() when
 * what it shows is another, mani_row_list_follow() after an edit. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @number, @text, @group, @is_last: the key, as the subclass likes; made once. */
typedef struct
{
  gpointer item; /* owned */
  char *id;      /* owned */
  gint64 number;
  char *text; /* owned, or NULL */
  guint group;
  gboolean is_last;
  GSequenceIter *place; /* or NULL while it is out */
} ManiRow;

/* How far all records have been gone through: both 0 in the beginning. */
typedef struct
{
  guint table;
  guint index;
} ManiRowWalk;

#define MANI_TYPE_ROW_LIST (mani_row_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (ManiRowList, mani_row_list, MANI, ROW_LIST, GObject)

struct _ManiRowListClass
{
  GObjectClass parent_class;

  GType item_type;
  /* The next of all, wanted or not, as they stand; borrowed; NULL at the end. */
  gpointer (*next) (ManiRowList *self, ManiRowWalk *walk);
  /* That of the id, as it is now; borrowed; NULL when it is gone. */
  gpointer (*look_up) (ManiRowList *self, const char *id);
  const char *(*get_id) (gpointer item);
  gboolean (*is_wanted) (ManiRowList *self, gpointer item);
  void (*set_key) (ManiRowList *self, ManiRow *row);
  /* Never 0 for two different ones. */
  int (*compare) (ManiRowList *self, const ManiRow *a, const ManiRow *b);
};

void mani_row_list_remake (ManiRowList *self);
/* @ids: of the records that an edit may have touched. */
void mani_row_list_follow (ManiRowList *self, GHashTable *ids);

gboolean mani_row_list_is_busy (ManiRowList *self);
/* FALSE when it is not shown. */
gboolean mani_row_list_find (ManiRowList *self, const char *id, guint *position);
/* To be called by a view in the signal `leave`, which comes before many rows go: the ones that it
 * has widgets for. Unless someone calls it they are the first ones. */
void mani_row_list_set_seen (ManiRowList *self, guint first, guint n);

G_END_DECLS
