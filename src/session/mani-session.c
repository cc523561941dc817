/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The open projects. */

#include "mani-session.h"

#include <stdlib.h>
#include <string.h>

struct _ManiSession
{
  GObject parent_instance;
  GPtrArray *editors;
};

static GType
get_item_type (GListModel *model)
{
  return MANI_TYPE_EDITOR;
}

static guint
get_n_items (GListModel *model)
{
  return MANI_SESSION (model)->editors->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *editors = MANI_SESSION (model)->editors;

  return position < editors->len ? g_object_ref (editors->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiSession,
                               mani_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mani_session_dispose (GObject *object)
{
  ManiSession *self = MANI_SESSION (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);

  G_OBJECT_CLASS (mani_session_parent_class)->dispose (object);
}

static void
mani_session_class_init (ManiSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_session_dispose;
}

static void
mani_session_init (ManiSession *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

ManiSession *
mani_session_new (void)
{
  return g_object_new (MANI_TYPE_SESSION, NULL);
}

void
mani_session_add (ManiSession *self, ManiEditor *editor)
{
  g_ptr_array_add (self->editors, g_object_ref (editor));
  g_list_model_items_changed (G_LIST_MODEL (self), self->editors->len - 1, 0, 1);
}

void
mani_session_remove (ManiSession *self, ManiEditor *editor)
{
  guint position;

  mani_editor_close (editor);
  if (!g_ptr_array_find (self->editors, editor, &position))
    return;
  g_ptr_array_remove_index (self->editors, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Where links lead; a path that leads nowhere stands for itself. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *result = g_strdup (real != NULL ? real : path);

  free (real);
  return result;
}

gboolean
mani_session_is_same_file (const char *a, const char *b)
{
  g_autofree char *real_a = resolve (a);
  g_autofree char *real_b = resolve (b);

  return strcmp (real_a, real_b) == 0;
}

ManiEditor *
mani_session_find (ManiSession *self, const char *path)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      const char *other = mani_editor_get_path (self->editors->pdata[i]);

      if (other != NULL && mani_session_is_same_file (other, path))
        return self->editors->pdata[i];
    }

  return NULL;
}
