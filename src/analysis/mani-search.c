/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run is one search: a thread fills its batches, the main thread takes them. A run that another
 * has replaced has no owner any more, so that its answers reach nobody. */

#include "mani-search.h"

/* Between two batches, in microseconds. */
#define BATCH_TIME (50 * 1000)

typedef struct
{
  GArray *matches; /* of ManiSearchMatch */
  guint n_articles;
} Batch;

typedef struct
{
  gatomicrefcount references;
  ManiSearch *owner; /* of the main thread; NULL when its answers are not wanted any more */
  ManiSnapshot *snapshot;
  char *query;
  ManiSearchOptions options;
  GCancellable *cancellable;
  GMainContext *context;

  /* Of the thread */
  Batch *filling;
  gint64 told_at;

  GMutex lock;      /* over what follows */
  GPtrArray *ready; /* of Batch: not taken yet */
} Run;

struct _ManiSearch
{
  GObject parent_instance;
  Run *run;   /* the last one */
  Run *shown; /* the one whose batches these are; keeps the snapshot that they borrow from */
  GPtrArray *batches;
  guint n_hits;
  guint n_articles;
  gboolean is_running;
};

enum
{
  PROP_0,
  PROP_QUERY,
  PROP_IS_RUNNING,
  PROP_N_HITS,
  PROP_N_ARTICLES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->matches);
  g_free (batch);
}

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->matches = g_array_new (FALSE, FALSE, sizeof (ManiSearchMatch));

  return batch;
}

static Run *
run_new (ManiSearch *owner,
         ManiSnapshot *snapshot,
         const char *query,
         const ManiSearchOptions *options)
{
  Run *run = g_new0 (Run, 1);

  g_atomic_ref_count_init (&run->references);
  g_mutex_init (&run->lock);
  run->owner = owner;
  run->snapshot = mani_snapshot_ref (snapshot);
  run->query = g_strdup (query);
  run->options = *options;
  run->cancellable = g_cancellable_new ();
  run->context = g_main_context_ref_thread_default ();
  run->filling = batch_new ();
  run->ready = g_ptr_array_new_with_free_func (batch_free);

  return run;
}

static Run *
run_ref (Run *run)
{
  g_atomic_ref_count_inc (&run->references);
  return run;
}

static void
run_unref (gpointer data)
{
  Run *run = data;

  if (!g_atomic_ref_count_dec (&run->references))
    return;

  mani_snapshot_unref (run->snapshot);
  g_free (run->query);
  g_object_unref (run->cancellable);
  g_main_context_unref (run->context);
  batch_free (run->filling);
  g_ptr_array_unref (run->ready);
  g_mutex_clear (&run->lock);
  g_free (run);
}

static GPtrArray *
run_take_ready (Run *run)
{
  GPtrArray *ready;

  g_mutex_lock (&run->lock);
  ready = run->ready;
  run->ready = g_ptr_array_new_with_free_func (batch_free);
  g_mutex_unlock (&run->lock);

  return ready;
}

static GType
get_item_type (GListModel *model)
{
  return MANI_TYPE_SEARCH_HIT;
}

static guint
get_n_items (GListModel *model)
{
  return MANI_SEARCH (model)->n_hits;
}

/* NULL past the end. */
static const ManiSearchMatch *
get_match (ManiSearch *self, guint position)
{
  for (guint i = 0; i < self->batches->len; i++)
    {
      GArray *matches = ((Batch *) self->batches->pdata[i])->matches;

      if (position < matches->len)
        return &g_array_index (matches, ManiSearchMatch, position);
      position -= matches->len;
    }

  return NULL;
}

/* Belong two hits under one title? */
static gboolean
are_together (const ManiSearchMatch *a, const ManiSearchMatch *b)
{
  return a->article == b->article &&
         (a->article != NULL || G_OBJECT_TYPE (a->record) == G_OBJECT_TYPE (b->record));
}

static gpointer
get_item (GListModel *model, guint position)
{
  ManiSearch *self = MANI_SEARCH (model);
  const ManiSearchMatch *match = get_match (self, position);

  if (match == NULL)
    return NULL;

  return mani_search_hit_new (match, position == 0 ||
                                         !are_together (match, get_match (self, position - 1)));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiSearch,
                               mani_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
set_running (ManiSearch *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
}

/* Shows what @run has ready: after what it has found before, or instead of what another run has. */
static void
take_over (ManiSearch *self, Run *run)
{
  g_autoptr (GPtrArray) ready = run_take_ready (run);
  guint old_hits = self->n_hits, old_articles = self->n_articles;
  guint position = old_hits, n_removed = 0;

  if (self->shown != run)
    {
      position = 0;
      n_removed = old_hits;
      self->n_hits = self->n_articles = 0;
      g_ptr_array_set_size (self->batches, 0);
      g_clear_pointer (&self->shown, run_unref);
      self->shown = run_ref (run);
    }
  for (guint i = 0; i < ready->len; i++)
    {
      Batch *batch = ready->pdata[i];

      self->n_hits += batch->matches->len;
      self->n_articles += batch->n_articles;
    }
  g_ptr_array_extend_and_steal (self->batches, g_steal_pointer (&ready));

  if (n_removed > 0 || self->n_hits > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, self->n_hits - position);
  if (self->n_hits != old_hits)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HITS]);
  if (self->n_articles != old_articles)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ARTICLES]);
}

/* Main thread */
static gboolean
ready_cb (gpointer data)
{
  Run *run = data;
  g_autoptr (ManiSearch) self = run->owner != NULL ? g_object_ref (run->owner) : NULL;

  if (self != NULL)
    take_over (self, run);

  return G_SOURCE_REMOVE;
}

/* Main thread */
static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  if (run->owner != NULL)
    {
      g_autoptr (ManiSearch) self = g_object_ref (run->owner);

      take_over (self, run);
      if (run->owner == self)
        set_running (self, FALSE);
    }
  run_unref (run);
}

/* Of the thread: what was found so far is ready to be taken. */
static void
make_ready (Run *run)
{
  g_mutex_lock (&run->lock);
  g_ptr_array_add (run->ready, run->filling);
  g_mutex_unlock (&run->lock);
  run->filling = batch_new ();
}

/* Of the thread */
static void
found_cb (const ManiSearchMatch *matches, guint n, gpointer data)
{
  Run *run = data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) source = NULL;

  g_array_append_vals (run->filling->matches, matches, n);
  run->filling->n_articles += matches[0].article != NULL;
  if (run->told_at != 0 && now - run->told_at < BATCH_TIME)
    return;

  run->told_at = now;
  make_ready (run);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ready_cb, run_ref (run), run_unref);
  g_source_attach (source, run->context);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;

  mani_search_run (run->snapshot, run->query, &run->options, found_cb, run, NULL, cancellable,
                   NULL);
  if (run->filling->matches->len > 0)
    make_ready (run);
  g_task_return_boolean (task, TRUE);
}

static void
mani_search_dispose (GObject *object)
{
  ManiSearch *self = MANI_SEARCH (object);

  mani_search_stop (self);
  g_clear_pointer (&self->run, run_unref);
  g_clear_pointer (&self->shown, run_unref);

  G_OBJECT_CLASS (mani_search_parent_class)->dispose (object);
}

static void
mani_search_finalize (GObject *object)
{
  g_ptr_array_unref (MANI_SEARCH (object)->batches);

  G_OBJECT_CLASS (mani_search_parent_class)->finalize (object);
}

static void
mani_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiSearch *self = MANI_SEARCH (object);

  switch (id)
    {
    case PROP_QUERY:
      g_value_set_string (value, mani_search_get_query (self));
      break;

    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;

    case PROP_N_HITS:
      g_value_set_uint (value, self->n_hits);
      break;

    case PROP_N_ARTICLES:
      g_value_set_uint (value, self->n_articles);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_search_class_init (ManiSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_search_dispose;
  object_class->finalize = mani_search_finalize;
  object_class->get_property = mani_search_get_property;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", read);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, read);
  properties[PROP_N_HITS] = g_param_spec_uint ("n-hits", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_N_ARTICLES] = g_param_spec_uint ("n-articles", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_search_init (ManiSearch *self)
{
  self->batches = g_ptr_array_new_with_free_func (batch_free);
}

ManiSearch *
mani_search_new (void)
{
  return g_object_new (MANI_TYPE_SEARCH, NULL);
}

void
mani_search_start (ManiSearch *self,
                   ManiSnapshot *snapshot,
                   const char *query,
                   const ManiSearchOptions *options)
{
  g_autoptr (GTask) task = NULL;
  gboolean is_other;

  g_return_if_fail (MANI_IS_SEARCH (self));
  g_return_if_fail (query != NULL);

  is_other = !g_str_equal (query, mani_search_get_query (self));
  if (self->run != NULL)
    {
      g_cancellable_cancel (self->run->cancellable);
      self->run->owner = NULL;
      run_unref (self->run);
    }
  self->run = run_new (self, snapshot, query, options);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);

  if (*query == '\0')
    {
      set_running (self, FALSE);
      take_over (self, self->run);
      return;
    }

  set_running (self, TRUE);
  task = g_task_new (NULL, self->run->cancellable, finished_cb, run_ref (self->run));
  g_task_set_source_tag (task, mani_search_start);
  g_task_set_task_data (task, run_ref (self->run), run_unref);
  g_task_run_in_thread (task, search_thread);
}

void
mani_search_stop (ManiSearch *self)
{
  g_return_if_fail (MANI_IS_SEARCH (self));

  if (self->run == NULL)
    return;
  g_cancellable_cancel (self->run->cancellable);
  self->run->owner = NULL;
  set_running (self, FALSE);
}

const char *
mani_search_get_query (ManiSearch *self)
{
  return self->run != NULL ? self->run->query : "";
}

gboolean
mani_search_is_running (ManiSearch *self)
{
  return self->is_running;
}

guint
mani_search_get_n_hits (ManiSearch *self)
{
  return self->n_hits;
}

guint
mani_search_get_n_articles (ManiSearch *self)
{
  return self->n_articles;
}
