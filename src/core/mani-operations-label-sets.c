/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels from elsewhere come into a project. */

#include "mani-label-set.h"

#include "mani-label-tree.h"
#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What becomes of the labels so far. */
typedef struct
{
  ManiProject *project;
  ManiEdit *edit;
  GHashTable *ids;     /* id elsewhere -> id here */
  GHashTable *by_path; /* "parent id\nname" -> label here, as edited */
  GHashTable *taken;   /* ids here */
  GHashTable *keys;
  guint n_of_color[32];
} Arrival;

static char *
dup_place (const char *parent, const char *name)
{
  return g_strconcat (parent != NULL ? parent : "", "\n", name, NULL);
}

static void
count_color (Arrival *self, ManiLabel *label)
{
  for (guint i = 0; mani_label_palette[i] != NULL; i++)
    self->n_of_color[i] += strcmp (mani_label_get_color (label), mani_label_palette[i]) == 0;
}

static const char *
get_free_color (Arrival *self)
{
  guint best = 0;

  for (guint i = 1; mani_label_palette[i] != NULL; i++)
    if (self->n_of_color[i] < self->n_of_color[best])
      best = i;

  return mani_label_palette[best];
}

static void
know (Arrival *self, ManiLabel *label)
{
  const char *key = mani_label_get_key (label);

  g_hash_table_replace (self->by_path,
                        dup_place (mani_label_get_parent (label), mani_label_get_name (label)),
                        g_object_ref (label));
  g_hash_table_add (self->taken, g_strdup (mani_record_get_id (MANI_RECORD (label))));
  if (key != NULL)
    g_hash_table_add (self->keys, g_strdup (key));
  count_color (self, label);
}

/* The key that @label may bring, or NULL; one that it may not is counted. */
static const char *
get_key (Arrival *self, ManiLabel *label, ManiLabel *here, ManiLabelsReport *report)
{
  const char *key = mani_label_get_key (label);

  if (key == NULL || (here != NULL && g_strcmp0 (mani_label_get_key (here), key) == 0))
    return key;
  if (mani_label_check_key (key, NULL) && !g_hash_table_contains (self->keys, key))
    return key;
  report->n_keys++;

  return NULL;
}

static void
update (Arrival *self, ManiLabel *label, ManiLabel *here, ManiLabelsReport *report)
{
  static const guint fields[] = { MANI_LABEL_DESCRIPTION, MANI_LABEL_COLOR, MANI_LABEL_USE,
                                  MANI_LABEL_ENTITY };
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (here));
  g_autoptr (ManiRecord) after = NULL;
  const char *key = get_key (self, label, here, report);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (mani_record_has (MANI_RECORD (label), fields[i]))
      mani_record_builder_copy (builder, MANI_RECORD (label), fields[i]);
  if (key != NULL)
    mani_record_builder_set_string (builder, MANI_LABEL_KEY, key);
  after = mani_record_builder_end (builder, NULL);
  if (mani_record_equal (after, MANI_RECORD (here)))
    {
      report->n_kept++;
      return;
    }
  mani_edit_replace (self->edit, here, after);
  know (self, MANI_LABEL (after));
  report->n_updated++;
}

static ManiLabel *
arrive (Arrival *self, ManiLabel *label, const char *parent, ManiLabelsReport *report)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (ManiRecord) after = NULL;

  if (g_hash_table_contains (self->taken, mani_record_get_id (MANI_RECORD (label))))
    mani_record_builder_clear (builder, MANI_LABEL_ID);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, get_key (self, label, NULL, report));
  if (!mani_record_has (MANI_RECORD (label), MANI_LABEL_COLOR))
    mani_record_builder_set_string (builder, MANI_LABEL_COLOR, get_free_color (self));
  after = mani_record_builder_end (builder, NULL);
  mani_edit_add (self->edit, after);
  know (self, MANI_LABEL (after));
  report->n_added++;

  return MANI_LABEL (after);
}

ManiEdit *
mani_operation_add_labels (ManiProject *project,
                           GPtrArray *labels,
                           gboolean is_update,
                           ManiLabelsReport *report)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_LABEL);
  ManiLabelsReport counts = { 0 };
  Arrival self = { project, mani_edit_new (NULL) };

  self.ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    know (&self, mani_table_get (table, i));

  for (guint i = 0; i < labels->len; i++)
    {
      ManiLabel *label = labels->pdata[i];
      const char *above = mani_label_get_parent (label);
      const char *parent = above != NULL ? g_hash_table_lookup (self.ids, above) : NULL;
      g_autofree char *place = dup_place (parent, mani_label_get_name (label));
      ManiLabel *here = g_hash_table_lookup (self.by_path, place);

      if (here == NULL)
        here = arrive (&self, label, parent, &counts);
      else if (is_update)
        update (&self, label, here, &counts);
      else
        counts.n_kept++;
      here = g_hash_table_lookup (self.by_path, place);
      g_hash_table_insert (self.ids, (gpointer) mani_record_get_id (MANI_RECORD (label)),
                           (gpointer) mani_record_get_id (MANI_RECORD (here)));
    }

  if (counts.n_added > 0)
    mani_operation_named (
        self.edit, g_strdup_printf (ngettext ("Add %u Label", "Add %u Labels", counts.n_added),
                                    counts.n_added));
  else
    mani_operation_named (
        self.edit,
        g_strdup_printf (ngettext ("Update %u Label", "Update %u Labels", counts.n_updated),
                         counts.n_updated));
  if (report != NULL)
    *report = counts;
  g_hash_table_unref (self.ids);
  g_hash_table_unref (self.by_path);
  g_hash_table_unref (self.taken);
  g_hash_table_unref (self.keys);

  return self.edit;
}

ManiEdit *
mani_operation_start_with_labels (ManiProject *project,
                                  GPtrArray *labels,
                                  const char *name,
                                  GError **error)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_LABEL);
  g_autoptr (ManiEdit) edit = mani_edit_new (NULL);

  for (guint i = mani_table_get_length (table); i > 0; i--)
    {
      ManiRecord *label = mani_table_get (table, i - 1);
      const char *id = mani_record_get_id (label);

      if (mani_project_count_uses (project, MANI_KIND_LABEL, id) >
          mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_LABEL))
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT, _ ("the label “%s” is in use"),
                       mani_label_get_name (MANI_LABEL (label)));
          return NULL;
        }
      mani_edit_remove (edit, label);
    }
  for (guint i = 0; i < labels->len; i++)
    mani_edit_add (edit, labels->pdata[i]);

  /* Translators: the name of a set of labels, such as “Interview Coding” */
  return mani_operation_named (g_steal_pointer (&edit),
                               g_strdup_printf (_ ("Start with Labels “%s”"), name));
}

gboolean
mani_label_set_is_in (GPtrArray *labels, ManiProject *project)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_LABEL);

  if (mani_table_get_length (table) != labels->len)
    return FALSE;
  for (guint i = 0; i < labels->len; i++)
    if (!mani_record_equal (mani_table_get (table, i), labels->pdata[i]))
      return FALSE;

  return TRUE;
}
