/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file brings, and how it becomes one edit of a project.
 *
 * A reader adds records to a #ManiImport in the ids of the file, references among them included.
 * mani_import_make_edit() then
 * - matches articles by id, SHA-256, source, title, or by where the quotations stand; one that is
 *   new is added (without a text if the file has none: its annotations then wait without a place);
 * - matches labels by id, then by name; new ones get a colour that is not yet in use;
 * - matches entities by id, then by URI, then by name and kind;
 * - places annotations (mani_anchor_find()); what cannot be placed becomes an orphan with its
 *   quotation and context, never dropped;
 * - recognises annotations and relations by id, or when the file has no ids, by what they say: the
 *   same one is brought up to date, nothing is there twice.
 * A label, entity or article that is recognised keeps what the project says of it; only what it
 * does not say yet is taken from the file. */

#pragma once

#include "mani-anchor.h"
#include "mani-project.h"

G_BEGIN_DECLS

/* Input */

typedef struct _ManiImportInput ManiImportInput;

ManiImportInput *mani_import_input_new (void);
void mani_import_input_free (ManiImportInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiImportInput, mani_import_input_free)

/* One of the files that are read together; the first is the one that the person named. @name is for
 * errors and, by its last part, for telling the files of a format apart. */
void mani_import_input_add (ManiImportInput *self, const char *name, GBytes *bytes);
guint mani_import_input_get_n (const ManiImportInput *self);
const char *mani_import_input_get_name (const ManiImportInput *self, guint i);
const char *mani_import_input_get_data (const ManiImportInput *self, guint i, gsize *n_bytes);
/* The number of the file whose name ends with @base_name, or -1. */
int mani_import_input_find (const ManiImportInput *self, const char *base_name);

/* Result, as a reader fills it */

typedef struct _ManiImport ManiImport;

typedef enum
{
  MANI_OFFSETS_CODE_POINTS,
  MANI_OFFSETS_UTF16,
  MANI_OFFSETS_BYTES,
  MANI_OFFSETS_UNKNOWN, /* found out by the quotations, article by article */
} ManiOffsets;

ManiImport *mani_import_new (void);
void mani_import_free (ManiImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiImport, mani_import_free)

/* In what the positions of the anchors are counted; code points unless said. */
void mani_import_set_offsets (ManiImport *self, ManiOffsets offsets);

/* For which fields of records of @kind (bits 1 << field) absence in the file means that there is
 * none. For all others it means that the file does not tell, and the project's value stays. */
void mani_import_set_told (ManiImport *self, ManiKind kind, guint64 fields);

/* What the file says of the project as a whole; a project that has no title takes it over. */
void mani_import_set_title (ManiImport *self, const char *title);

/* Adds a record; annotations by mani_import_add_annotation(). A record whose id was added before is
 * ignored. An article may lack its text. */
void mani_import_add (ManiImport *self, gpointer record);
/* What was added under this id, borrowed, or NULL. */
gpointer mani_import_lookup (ManiImport *self, ManiKind kind, const char *id);

/**
 * mani_import_add_annotation:
 * @annotation: without ranges and quotation; of an article that was added, or whose id the project
 *   knows, or MANI_IMPORT_NAMELESS when the file does not say which
 * @anchors: where it stands: one for each range; none for a whole article
 * @has_id: whether its id means it again in another version of the file; FALSE for one that was
 *   made up
 */
void mani_import_add_annotation (ManiImport *self,
                                 ManiAnnotation *annotation,
                                 const ManiAnchor *anchors,
                                 guint n_anchors,
                                 gboolean has_id);

/* Stands for the article that a file does not name. */
#define MANI_IMPORT_NAMELESS "?"

/**
 * mani_import_ensure:
 * @builder: of a label, entity or article, without an id; is left empty
 *
 * For what a file only names. Two labels are the same when name and parent are, two entities when
 * their first URI is or (without one) kind and name, two articles when SHA-256, source and title
 * are: then what was added first is it.
 *
 * Returns: its id, borrowed; NULL when the builder makes no record
 */
const char *mani_import_ensure (ManiImport *self, ManiRecordBuilder *builder);
/* The same for what a file names with its id, where @id is not NULL: that one is meant, and what
 * the builder says of it counts if it is the first to come. Errors: MANI_ERROR_INVALID when the
 * builder makes no record; then NULL. */
const char *
mani_import_take (ManiImport *self, ManiRecordBuilder *builder, const char *id, GError **error);
/* The label of this name. */
const char *mani_import_ensure_label (ManiImport *self, const char *name);
/* The label of the last name, which stands below that of the one before, and so on; NULL for none.
 */
const char *mani_import_ensure_label_path (ManiImport *self, const char *const *names);

/* (transfer full): the id of a record that another program calls @id: @id itself where it is unique
 * by its nature and can be an id here, else made from @scope (such as the file's name; NULL: none)
 * and @id, the same every time. */
char *mani_import_make_id (const char *scope, const char *id);

/* Says that something was left out, and why: a translated line with the place. */
void mani_import_skip (ManiImport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says what was guessed or is missing, where nothing of the file is lost: a translated line. */
void mani_import_tell (ManiImport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Result, as it is used */

/* Where annotations go whose article the file does not name; NULL: the project's only article, or
 * the one that has the quotations. */
void mani_import_set_article (ManiImport *self, const char *id);

/**
 * mani_import_make_edit:
 *
 * To be called once. An edit of length 0 means that the project has it all already.
 *
 * Returns: (transfer full): one edit, one step to undo, to be given to mani_project_apply(); or
 * NULL
 */
ManiEdit *mani_import_make_edit (ManiImport *self, ManiProject *project, GError **error);

typedef enum
{
  MANI_IMPORT_ADDED,
  MANI_IMPORT_UPDATED,
  MANI_IMPORT_SAME,
  MANI_IMPORT_ORPHANED, /* annotations only, among the added and updated ones: without a place */
  MANI_IMPORT_N_OUTCOMES,
} ManiImportOutcome;

/* How many records, once the edit is made. */
guint mani_import_get_count (ManiImport *self, ManiKind kind, ManiImportOutcome outcome);
/* How many records the file brings. */
guint mani_import_get_n_found (ManiImport *self, ManiKind kind);
/* How many times something of the file was left out. */
guint mani_import_get_n_skipped (ManiImport *self);
/* Lines for people: what was left out or guessed, NULL-terminated; borrowed. */
const char *const *mani_import_get_lines (ManiImport *self);

G_END_DECLS
