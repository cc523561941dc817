/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small but complete project file, and short ways to read and write bytes. Failures end the test.
 */

#pragma once

#include "mani-project-reader.h"

G_BEGIN_DECLS

/* All lines but the digest and the last brace. */
#define SAMPLE_LINES                                                                                      \
  "{\"manicule\":1,\n"                                                                                    \
  "\"project\":{\"id\":\"p\",\"title\":\"Karabakh 2021\",\"created\":\"2026-11-24T02:10:00Z\"},\n"        \
  "\"labels\":[\n"                                                                                        \
  "{\"id\":\"place\",\"name\":\"Place\",\"color\":\"#009e73\",\"key\":\"2\",\"entity\":\"place\"},\n"     \
  "{\"id\":\"person\",\"name\":\"Person\",\"color\":\"#0072b2\",\"key\":\"1\",\"entity\":\"person\"}\n"   \
  "],\n"                                                                                                  \
  "\"entities\":[\n"                                                                                      \
  "{\"id\":\"baku\",\"kind\":\"place\",\"name\":\"Baku\",\"aliases\":[\"Bakı\"],\"latitude\":40.4,"      \
  "\"longitude\":49.88}\n"                                                                                \
  "],\n"                                                                                                  \
  "\"articles\":[\n"                                                                                      \
  "{\"id\":\"b\",\"title\":\"Second\",\"sha256\":"                                                        \
  "\"2b4dd389265596812e031c8d2dd567270502cdbe79e2967fb85e4f0fe60c09b4\",\"blocks\":[[0,4,\"heading1\"]]," \
  "\"text\":[\n"                                                                                          \
  "\"Baku\\n\",\n"                                                                                        \
  "\"\\n\",\n"                                                                                            \
  "\"Hajiyev said.\"\n"                                                                                   \
  "]},\n"                                                                                                 \
  "{\"id\":\"a\",\"title\":\"No text\"}\n"                                                                \
  "],\n"                                                                                                  \
  "\"annotations\":[\n"                                                                                   \
  "{\"id\":\"n2\",\"article\":\"b\",\"ranges\":[[0,4]],\"quote\":\"Baku\",\"label\":\"place\","           \
  "\"entity\":\"baku\"},\n"                                                                               \
  "{\"id\":\"n1\",\"article\":\"b\",\"ranges\":[[6,13],[14,18]],\"quote\":\"Hajiyev … said\","          \
  "\"note\":\"who?\",\"confidence\":0.9},\n"                                                              \
  "{\"id\":\"n3\",\"article\":\"a\",\"tags\":[\"whole\"]}\n"                                              \
  "],\n"                                                                                                  \
  "\"relations\":[\n"                                                                                     \
  "{\"id\":\"r\",\"from\":\"n1\",\"to\":\"n2\",\"directed\":false}\n"                                     \
  "],\n"                                                                                                  \
  "\"later\":{\"x\": [1.0 ,2]},\n"                                                                        \
  "\"more\" : null,\n"

/* What sha256sum says of SAMPLE_LINES. */
#define SAMPLE_SHA256 "d5734f18f55a26d7c1379fd283f4ee516c533a6ff97b947506bad85472b2a4f8"

#define SAMPLE SAMPLE_LINES "\"digest\":\"sha256:" SAMPLE_SHA256 "\"\n}"

/* (transfer full): what is written, ended by a NUL. */
char *store_write_bytes (ManiProject *project);

/* Says where the two part, not what they are. */
void store_assert_same_bytes (const char *bytes, const char *expected);

/* (transfer full): @report may be NULL. */
ManiProject *store_read_bytes (const char *bytes, ManiReadReport *report);

G_END_DECLS
