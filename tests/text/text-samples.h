/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random texts that have in them what goes wrong: emoji and their sequences, combining marks, CR
 * LF, U+2028, scripts written from right to left, and plain words. */

#pragma once

#include <glib.h>
#include <string.h>

static const char *const text_samples[] = {
  "a",
  "b ",
  " ",
  "  \t",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u00a0",
  ". ",
  "? ",
  "! ",
  ", ",
  "3.14",
  "can\u2019t",
  "\u201cquoted\u201d",
  "Stra\u00dfe",
  "e\u0301",
  "\u00e9",
  "a\u0323\u0302\u0307",
  "\u0301",
  "co\u00adoperate",
  "\u200d",
  "\u200b",
  "\ufe0f",
  "\U0001f44d\U0001f3fd",
  "\U0001f468\u200d\U0001f469\u200d\U0001f467",
  "\U0001f1e6\U0001f1f2",
  "\U0001f1e6",
  "\u2764\ufe0f",
  "\U0001d11e",
  "\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576\u056b ",
  "\u0587",
  "\u0560\u0561\u0580\u0565\u055c\u0582\u0589 ",
  "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ",
  "\u0643\u064e\u062a\u064e\u0628\u064e",
  "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd ",
  "\u05d0\u05f3",
  "\u0915\u094d\u0937\u093f ",
  "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
  "\ud55c\uad6d\uc5b4 ",
  "\u1112\u1161\u11ab",
  "\u6f22\u5b57",
  "\u304b\u3099",
  "\uff76\uff9e",
  "\uff21\uff22",
  "\u0130",
  "word ",
  "Word ",
  "Mr. ",
};

/* Returns: (transfer full): a text of @n_pieces of the above, as the test's seed has it */
static inline char *
text_samples_random (guint n_pieces)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, text_samples[g_test_rand_int_range (0, G_N_ELEMENTS (text_samples))]);

  return g_string_free (text, FALSE);
}
