/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding: what two texts have in common when one looks past capitals, width, diacritics, white
 * space and typography. For searching and comparing only; what is stored is never folded. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ManiFoldFlags:
 * @MANI_FOLD_NONE: nothing: the text byte for byte
 * @MANI_FOLD_CASE: full case folding (Unicode CaseFolding.txt, C and F): ß is ss, ς is σ
 * @MANI_FOLD_WIDTH: full-width and half-width forms are the usual ones
 * @MANI_FOLD_MARKS: diacritics fall away (not the vowel signs of Indic scripts or Thai, nor the
 *   voicing of kana, which tell words apart), a letter with a stroke is the letter, and so do
 *   characters that show nothing: soft hyphens, joiners, direction marks, variation selectors, and
 *   the Arabic tatweel
 * @MANI_FOLD_SPACE: a run of white space, line ends included, is one space
 * @MANI_FOLD_QUOTES: quotation marks of every shape are " or ', dashes and hyphens are -
 *
 * With any flag canonically equivalent texts fold to the same (é is é, however it is written).
 */
typedef enum
{
  MANI_FOLD_NONE = 0,
  MANI_FOLD_CASE = 1 << 0,
  MANI_FOLD_WIDTH = 1 << 1,
  MANI_FOLD_MARKS = 1 << 2,
  MANI_FOLD_SPACE = 1 << 3,
  MANI_FOLD_QUOTES = 1 << 4,
  MANI_FOLD_ALL = (1 << 5) - 1,
} ManiFoldFlags;

/**
 * ManiFolded:
 *
 * A folded text that remembers where each part of it came from. Immutable; the original is borrowed
 * and must outlive it. The map costs 24 bytes for each 256 of the text; a look-up folds as much
 * again.
 */
typedef struct _ManiFolded ManiFolded;

/* @text: valid UTF-8 of @n_bytes bytes, or up to its NUL if @n_bytes is -1 */
ManiFolded *mani_fold_new (const char *text, gssize n_bytes, ManiFoldFlags flags);

void mani_folded_free (ManiFolded *self);

/* The folded text, in UTF-8, ended by a NUL. */
const char *mani_folded_get_text (const ManiFolded *self);

gsize mani_folded_get_n_bytes (const ManiFolded *self);

/* The code point offset in the original of the character that gave the byte @folded_byte of the
 * folded text; for its length, the original's length. Where one character gave several (ß), all of
 * them have its offset; a run of white space has that of its first character. */
guint mani_folded_to_original (const ManiFolded *self, gsize folded_byte);

/* Returns: (transfer full): @text folded, without a map */
char *mani_fold_string (const char *text, ManiFoldFlags flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiFolded, mani_folded_free)

G_END_DECLS
