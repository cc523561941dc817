/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The set of open names, and decoding. */

#include "mani-json-names-private.h"

#include "mani-json-lex-private.h"

#define N_FIRST 16

void
mani_json_names_init (ManiJsonNames *self)
{
  static guint64 key[2];
  static gsize has_key = 0;

  if (g_once_init_enter (&has_key))
    {
      for (guint i = 0; i < G_N_ELEMENTS (key); i++)
        key[i] = (guint64) g_random_int () << 32 | g_random_int () | 1;
      g_once_init_leave (&has_key, 1);
    }

  *self = (ManiJsonNames){ .key = { key[0], key[1] } };
}

void
mani_json_names_clear (ManiJsonNames *self)
{
  g_clear_pointer (&self->names, g_free);
  g_clear_pointer (&self->table, g_free);
}

void
mani_json_decode (GString *decoded, const guchar *raw, gsize n_bytes)
{
  const guchar *p = raw;
  const guchar *end = raw + n_bytes;

  while (p < end)
    {
      const guchar *backslash = memchr (p, '\\', end - p);
      const guchar *stop = backslash != NULL ? backslash : end;
      gunichar character;

      g_string_append_len (decoded, (const char *) p, stop - p);
      p = stop;
      if (p < end)
        {
          p += mani_json_escape (p, end, &character);
          g_string_append_unichar (decoded, character);
        }
    }
}

/* The two halves of a product, folded (the step of wyhash). */
static inline guint64
mix (guint64 a, guint64 b)
{
#ifdef __SIZEOF_INT128__
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
#else
  guint64 low = (a & G_MAXUINT32) * (b & G_MAXUINT32);
  guint64 middle1 = (a >> 32) * (b & G_MAXUINT32) + (low >> 32);
  guint64 middle2 = (a & G_MAXUINT32) * (b >> 32) + (middle1 & G_MAXUINT32);
  guint64 high = (a >> 32) * (b >> 32) + (middle1 >> 32) + (middle2 >> 32);

  return (middle2 << 32 | (low & G_MAXUINT32)) ^ high;
#endif
}

/* @end is not before the name's end. */
static inline guint64
hash_name (const ManiJsonNames *self,
           guint depth,
           const guchar *raw,
           gsize n_bytes,
           const guchar *end)
{
  guint64 hash = self->key[0] + n_bytes + ((guint64) depth << 40);
  guint64 tail = 0;

  for (; n_bytes >= 8; raw += 8, n_bytes -= 8)
    hash = mix (hash ^ mani_json_load (raw), self->key[1]);

  if (G_LIKELY (end - raw >= 8))
    tail = mani_json_load (raw) & ((G_GUINT64_CONSTANT (1) << (8 * n_bytes)) - 1);
  else
    for (gsize i = 0; i < n_bytes; i++)
      tail |= (guint64) raw[i] << (8 * i);

  return mix (hash ^ tail, self->key[1]);
}

static gboolean
names_equal (const ManiJsonName *a, const ManiJsonName *b)
{
  g_autoptr (GString) a_decoded = NULL;
  g_autoptr (GString) b_decoded = NULL;

  if (!a->has_escapes && !b->has_escapes)
    return a->n_bytes == b->n_bytes && memcmp (a->raw, b->raw, a->n_bytes) == 0;

  a_decoded = g_string_new (NULL);
  b_decoded = g_string_new (NULL);
  mani_json_decode (a_decoded, a->raw, a->n_bytes);
  mani_json_decode (b_decoded, b->raw, b->n_bytes);
  return g_string_equal (a_decoded, b_decoded);
}

static void
names_grow (ManiJsonNames *self)
{
  guint32 mask;

  self->n_allocated = MAX (N_FIRST, self->n_allocated * 2);
  self->names = g_renew (ManiJsonName, self->names, self->n_allocated);
  g_free (self->table);
  self->table = g_new0 (guint32, (gsize) self->n_allocated * 2);

  mask = self->n_allocated * 2 - 1;
  for (guint32 i = 0; i < self->n_names; i++)
    {
      guint32 place = self->names[i].hash & mask;

      while (self->table[place] != 0)
        place = (place + 1) & mask;
      self->table[place] = i + 1;
      self->names[i].place = place;
    }
}

gboolean
mani_json_names_add (ManiJsonNames *self,
                     guint32 first,
                     guint depth,
                     const guchar *raw,
                     gsize n_bytes,
                     gboolean has_escapes,
                     const guchar *end)
{
  ManiJsonName name = { .raw = raw, .n_bytes = n_bytes, .has_escapes = has_escapes };
  guint32 mask, place;

  if (G_UNLIKELY (self->n_names == self->n_allocated))
    names_grow (self);
  mask = self->n_allocated * 2 - 1;

  if (G_UNLIKELY (has_escapes))
    {
      g_autoptr (GString) decoded = g_string_sized_new (n_bytes);
      const guchar *bytes;

      mani_json_decode (decoded, raw, n_bytes);
      bytes = (const guchar *) decoded->str;
      name.hash = hash_name (self, depth, bytes, decoded->len, bytes + decoded->len);
    }
  else
    {
      name.hash = hash_name (self, depth, raw, n_bytes, end);
    }

  place = name.hash & mask;
  for (; self->table[place] != 0; place = (place + 1) & mask)
    {
      guint32 i = self->table[place] - 1;

      if (self->names[i].hash == name.hash && i >= first && names_equal (&self->names[i], &name))
        return FALSE;
    }

  name.place = place;
  self->names[self->n_names++] = name;
  self->table[place] = self->n_names;
  return TRUE;
}
