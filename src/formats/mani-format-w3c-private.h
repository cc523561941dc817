/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the W3C format share: the writer, and the reader's parts for documents, for
 * bodies and for targets. */

#pragma once

#include "mani-format.h"
#include "mani-json-reader.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The bytes of a relation, in the file. */
typedef struct
{
  const char *raw;
  gsize n_raw;
} ManiW3cLink;

/* A document that is being read. */
typedef struct
{
  ManiImport *import;
  ManiJsonReader *reader;
  const char *name;   /* of the file */
  JsonParser *parser; /* for one annotation after the other */
  const char *raw;    /* the bytes of the present one */
  gsize n_raw;
  GHashTable *ids; /* "id" in the file -> record id */
  GArray *links;   /* of ManiW3cLink: relations, until all annotations are known */
  gboolean is_own; /* written by us: what is not there is not there */
  gboolean is_other;
} ManiW3c;

/* What the bodies of an annotation say. */
typedef struct
{
  ManiW3c *w3c;
  const char *motivation;
  const char *words; /* the first quotation, or NULL */
  GString *note;
  GPtrArray *tags;
  const char *label;        /* as the import knows it */
  const char *entity;       /* as the import knows it */
  ManiRecordBuilder *named; /* an entity that is named here */
} ManiW3cBodies;

/* The targets in one article. */
typedef struct
{
  const char *article; /* as the import knows it */
  GArray *anchors;     /* of ManiAnchor */
} ManiW3cGroup;

gboolean mani_format_w3c_read (const ManiImportInput *input, ManiImport *import, GError **error);

/* Sets an error with the place; returns FALSE. */
gboolean mani_w3c_fail (ManiW3c *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Notes that something is left out. */
void mani_w3c_skip (ManiW3c *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The name or address of who made @object, or NULL. */
const char *mani_w3c_get_agent (JsonObject *object);

/* Reads "body" and "bodyValue". */
void mani_w3c_bodies_init (ManiW3cBodies *self,
                           ManiW3c *w3c,
                           JsonObject *annotation,
                           const char *motivation,
                           const char *words);
void mani_w3c_bodies_clear (ManiW3cBodies *self);

/* (transfer full) (element-type ManiW3cGroup): of the targets that are text; NULL with an error. */
GArray *mani_w3c_read_targets (ManiW3c *self, GPtrArray *targets, GError **error);

G_END_DECLS
