/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the sample project from the articles in data/sample and the tables below:
 *
 *   make-sample data/sample > data/sample.manicule
 *
 * Its ids and times are fixed: the same sources always give the same bytes, and a test asks for it.
 * A passage is named by its words, so that an article can be corrected without counting anew. */

#include "mani-codec.h"
#include "mani-project-writer.h"
#include "mani-project.h"
#include "mani-reader.h"

#include <stdio.h>
#include <string.h>

#define START "2021-09-14T08:00:00Z"
#define CREATOR "M. Quist"

typedef struct
{
  const char *id;
  const char *file;
  ManiArticleStatus status;
  const char *tags; /* parted by spaces */
  const char *note;
} Article;

static const Article articles[] = {
  { "ferry", "ferry.md", MANI_ARTICLE_READING, "harbour",
    "Ask the board for the *first* notice. Only one of the two has been seen." },
  { "letters", "letters.md", MANI_ARTICLE_DONE, "archive harbour", NULL },
  { "harbour", "harbour.md", MANI_ARTICLE_NEW, NULL, NULL },
};

typedef struct
{
  const char *id;
  const char *name;
  const char *color;
  const char *key;
  ManiLabelUse use;
  const char *description;
} Label;

/* Besides those that every project starts with */
static const Label labels[] = {
  { "boat", "Boat", "#117733", "7", MANI_LABEL_FOR_PASSAGES, "Ships and boats by their names" },
  { "disputes", "Disputes", "#d55e00", NULL, MANI_LABEL_FOR_RELATIONS,
    "The first passage says that the second is wrong" },
  { "supports", "Supports", "#009e73", NULL, MANI_LABEL_FOR_RELATIONS,
    "The first passage is a reason to believe the second" },
  { "recalls", "Recalls", "#56b4e9", NULL, MANI_LABEL_FOR_RELATIONS,
    "The first passage tells again what the second tells" },
};

typedef struct
{
  const char *id;
  ManiEntityKind kind;
  const char *name;
  const char *aliases; /* parted by bars */
  const char *dates;
  const char *note;
} Entity;

static const Entity entities[] = {
  { "ilse-brandt", MANI_ENTITY_PERSON, "Ilse Brandt", "Captain Brandt|إلزه براندت", NULL,
    "Captain of the *Constance* for eleven years" },
  { "tomas-okafor-lind", MANI_ENTITY_PERSON, "Tomás Okafor-Lind", "توماس أوكافور ليند", NULL,
    "Secretary of the Harbour Board" },
  { "dunya-rahim", MANI_ENTITY_PERSON, "Dunya Rahim", "دنيا رحيم", NULL, "Writer" },
  { "anselm-quill", MANI_ENTITY_PERSON, "Anselm Quill", NULL, NULL, "Mate of the *Constance*" },
  { "oona-marsh", MANI_ENTITY_PERSON, "Oona Marsh", NULL, NULL, NULL },
  { "father-ruan", MANI_ENTITY_PERSON, "Father Ruan", NULL, NULL, NULL },
  { "josiah-wren", MANI_ENTITY_PERSON, "Josiah Wren", NULL, "fl. 1868–1887",
    "Keeper of the light on Great Anvil" },
  { "harriet-wren", MANI_ENTITY_PERSON, "Harriet", NULL, NULL,
    "Sister of Josiah Wren; her later name is not known" },
  { "pascoe", MANI_ENTITY_PERSON, "Pascoe", NULL, "fl. 1887", "Assistant keeper" },
  { "captain-thorne", MANI_ENTITY_PERSON, "Captain Thorne", NULL, NULL, NULL },
  { "lucius-vane", MANI_ENTITY_PERSON, "Lucius Vane", "Mr Vane", NULL, NULL },
  { "yusuf-najjar", MANI_ENTITY_PERSON, "يوسف النجّار", "يوسف", NULL, NULL },
  { "old-pascoe", MANI_ENTITY_PERSON, "باسكو", "Pascoe", NULL,
    "Says that his grandfather was the assistant keeper: not to be confused with him" },
  { "port-sorrel", MANI_ENTITY_PLACE, "Port Sorrel", "بورت سوريل", NULL, NULL },
  { "great-anvil", MANI_ENTITY_PLACE, "Great Anvil", "السندان الكبير", NULL, NULL },
  { "little-anvil", MANI_ENTITY_PLACE, "Little Anvil", "السندان الصغير", NULL, NULL },
  { "saint-brannoc", MANI_ENTITY_PLACE, "Saint Brannoc", NULL, NULL, NULL },
  { "tern-channel", MANI_ENTITY_PLACE, "Tern Channel", NULL, NULL, NULL },
  { "harbour-board", MANI_ENTITY_ORGANISATION, "Harbour Board of Port Sorrel",
    "the board|هيئة الميناء", NULL, NULL },
  { "harbour-gazette", MANI_ENTITY_ORGANISATION, "Harbour Gazette", "جريدة الميناء", NULL, NULL },
  { "pilots-guild", MANI_ENTITY_ORGANISATION, "Pilots’ Guild", NULL, NULL, NULL },
  { "hale-and-daughters", MANI_ENTITY_ORGANISATION, "Hale & Daughters", "هيل وبناتها", NULL,
    "Insurers" },
  { "board-of-lights", MANI_ENTITY_ORGANISATION, "Board of Lights", NULL, NULL, NULL },
  { "constance", MANI_ENTITY_NONE, "Constance", "كونستانس", NULL, "The night boat" },
  { "the-admiral", MANI_ENTITY_NONE, "The Admiral", NULL, NULL, "A goat" },
};

typedef struct
{
  const char *article;
  const char *passage; /* its words; "@2 word" is the second place where they stand; several
                        * parts are parted by bars; NULL: the whole article */
  const char *label;
  const char *entity;
  const char *tags; /* parted by spaces */
  const char *note;
  ManiAnnotationStatus status;
  double confidence; /* of a suggestion; 0: a person marked it */
} Mark;

static const Mark marks[] = {
  { "ferry", "Port Sorrel", "place", "port-sorrel" },
  { "ferry", "Great Anvil", "place", "great-anvil" },
  { "ferry", "Monday", "date", NULL, NULL, "6 September, before one in the morning" },
  { "ferry", "Captain Ilse Brandt", "person", "ilse-brandt", "captain" },
  { "ferry", "Little Anvil", "place", "little-anvil", NULL, "no lamp since 2019, see minutes" },
  { "ferry",
    "“Nobody told us the light was out,”|“because nobody at the Harbour Board of Port Sorrel had "
    "asked.”",
    "quote", "ilse-brandt", "light", NULL, MANI_ANNOTATION_CONFIRMED },
  { "ferry", "@2 Brandt", "person", "ilse-brandt", "captain witness",
    "Speaks for the crew; check against the log." },
  { "ferry", "the Harbour Board of Port Sorrel", "organisation", "harbour-board" },
  { "ferry", "@2 Port Sorrel", "place", "port-sorrel" },
  { "ferry", "Tomás Okafor-Lind", "person", "tomas-okafor-lind", NULL,
    "disputes the captain’s account" },
  { "ferry", "two notices were posted, and that both were read", "claim", NULL, "notices",
    "Whose handwriting is it? See *what happens next*.", MANI_ANNOTATION_DISPUTED },
  { "ferry", "the writer Dunya Rahim", "person", "dunya-rahim", "passenger" },
  { "ferry", "Saint Brannoc", "place", "saint-brannoc" },
  { "ferry", "“has never been locked by anyone on the northern coast.”", "quote", "dunya-rahim" },
  { "ferry", "on the northern coast", NULL, NULL, NULL, "Which coast does she mean?" },
  { "ferry", "What the affair will cost is not yet known.", "claim" },
  { "ferry", "Constance", "boat", "constance" },
  { "ferry", "the mate, Anselm Quill", "person", "anselm-quill", "witness" },
  { "ferry", "no light on Great Anvil. Sounded twice.", "claim", NULL, "light log",
    "The two overlap: what is seen, and what is heard.", MANI_ANNOTATION_CONFIRMED },
  { "ferry", "Great Anvil. Sounded twice. No answer.", "quote", NULL, "log" },
  { "ferry", "Taken for Great Anvil.", "claim", NULL, "light log" },
  { "ferry", "The last line is underlined, and the pen has gone through the paper.", NULL, NULL,
    "log" },
  { "ferry", "The light to the east was a bonfire.", "claim", NULL, "fire", NULL,
    MANI_ANNOTATION_CONFIRMED },
  { "ferry", "Oona Marsh", "person", "oona-marsh" },
  { "ferry", "the Harbour Gazette", "organisation", "harbour-gazette" },
  { "ferry", "23 August", "date", NULL, "notices" },
  { "ferry", "30 August", "date", NULL, "notices" },
  { "ferry", "“until a part arrives from the mainland”", "quote", "tomas-okafor-lind" },
  { "ferry",
    "on both days it carried the tide table, an advertisement for a piano, and nothing else",
    "claim", NULL, "notices", NULL, MANI_ANNOTATION_DISPUTED },
  { "ferry",
    "I have read that board for eleven years. I could sing you the tide table. If there had been a "
    "word on it about the light, I would have gone round by the Tern Channel and had everyone in "
    "bed by one.",
    "quote", "ilse-brandt" },
  { "ferry", "the Tern Channel", "place", "tern-channel" },
  { "ferry", "28 August", "date" },
  { "ferry", "the sexton, Father Ruan", "person", "father-ruan", "witness" },
  { "ferry", "“It hung where it always hangs, over everything else.”", "quote", "father-ruan",
    "notices", "The piano covered the notice, then. Is that in the minutes?" },
  { "ferry", "The Pilots’ Guild", "organisation", "pilots-guild" },
  { "ferry", "one has been found, in a drawer, with a date that has been corrected by hand",
    "claim", NULL, "notices evidence", NULL, MANI_ANNOTATION_CONFIRMED },
  { "ferry", "Thursday, 9 September", "date" },
  { "ferry", "the net loft at Port Sorrel", "place", "port-sorrel", NULL, NULL,
    MANI_ANNOTATION_UNVERIFIED, 0.72 },
  { "ferry", "Hale & Daughters", "organisation", "hale-and-daughters" },

  { "letters", NULL, NULL, NULL, "tone",
    "Read the three as one story: he is accused, he is heard, he forgives. The goat is in all of "
    "them." },
  { "letters", "Josiah Wren", "person", "josiah-wren" },
  { "letters", "his sister Harriet", "person", "harriet-wren" },
  { "letters", "Sorrel County Archive", "organisation" },
  { "letters", "3rd February 1887", "date" },
  { "letters", "Pascoe", "person", "pascoe" },
  { "letters", "the Admiral", NULL, "the-admiral", "goat" },
  { "letters", "The lamp did not go out.", "claim", "josiah-wren", "light", NULL,
    MANI_ANNOTATION_CONFIRMED },
  { "letters", "Captain Thorne of the Meridian", "person", "captain-thorne", "captain" },
  { "letters", "Meridian", "boat" },
  { "letters", "the Board of Lights", "organisation", "board-of-lights" },
  { "letters", "why he lost his anchor off Little Anvil", "claim", "captain-thorne", "light", NULL,
    MANI_ANNOTATION_DISPUTED },
  { "letters", "I have kept a light for nineteen years, and I know when one is burning.", "quote",
    "josiah-wren" },
  { "letters", "17th April 1887", "date" },
  { "letters", "Mr Lucius Vane", "person", "lucius-vane" },
  { "letters", "“There is an Admiral.”", "quote", "pascoe", "goat" },
  { "letters",
    "from the office one sees only whether it was lit. One does not see that somebody lit it.",
    "quote", "lucius-vane", "light" },
  { "letters", "30th June 1887", "date" },
  { "letters",
    "the lamp on Great Anvil burned from dusk to dawn|the light which Captain Thorne saw go out "
    "was another, on Little Anvil",
    "claim", "board-of-lights", "light", NULL, MANI_ANNOTATION_CONFIRMED },
  { "letters", "the people there had lit a fire on the old slip for a wedding", "claim", NULL,
    "fire", "The same slip, 134 years before the bonfire." },
  { "letters", "Some night another captain will see a fire where no light should be", "claim", NULL,
    "fire" },

  { "harbour", "بورت سوريل", "place", "port-sorrel" },
  { "harbour", "العبّارة «كونستانس»", "boat", "constance" },
  { "harbour", "يوسف النجّار", "person", "yusuf-najjar" },
  { "harbour", "«البحر لا يخطئ، الذي يخطئ هو من يكتب الإعلانات»", "quote", "yusuf-najjar",
    "notices" },
  { "harbour", "هيئة الميناء", "organisation", "harbour-board" },
  { "harbour", "جزيرة السندان الكبير", "place", "great-anvil" },
  { "harbour", "القبطانة إلزه براندت", "person", "ilse-brandt", "captain" },
  { "harbour", "رأيتُ نارًا فظننتُها منارة.", "quote", "ilse-brandt", "fire" },
  { "harbour", "الخميس ٩ سبتمبر ٢٠٢١", "date" },
  { "harbour", "«هيل وبناتها» (Hale & Daughters)", "organisation", "hale-and-daughters" },
  { "harbour", "رجل عجوز اسمه باسكو", "person", "old-pascoe", NULL, NULL,
    MANI_ANNOTATION_UNIDENTIFIABLE },
  { "harbour", "للجزيرة الصغيرة منارة الآن", "claim", "dunya-rahim", "light" },
};

typedef struct
{
  const char *from; /* article and the start of a passage */
  const char *from_passage;
  const char *to;
  const char *to_passage;
  const char *label;
  const char *note;
} Link;

static const Link links[] = {
  { "ferry", "on both days", "ferry", "two notices", "disputes", NULL },
  { "ferry", "one has been found", "ferry", "on both days", "supports",
    "A corrected date is no proof, but it is something." },
  { "letters", "The lamp did not", "letters", "why he lost", "disputes", NULL },
  { "letters", "the lamp on", "letters", "The lamp did not", "supports", NULL },
  { "ferry", "The light to the east", "letters", "the people there", "recalls", NULL },
  { "harbour", "رأيتُ", "letters", "Some night", "recalls", "Did she know the letters?" },
};

static void
fail (const char *what, const char *which)
{
  fprintf (stderr, "make-sample: %s: %s\n", what, which);
  exit (1);
}

static void
must (GError *error)
{
  if (error != NULL)
    fail ("failed", error->message);
}

static gint64
get_time (guint minutes)
{
  gint64 start;

  if (!mani_codec_parse_time (START, &start))
    g_assert_not_reached ();

  return start + minutes * G_GINT64_CONSTANT (60) * G_USEC_PER_SEC;
}

static void
set_list (ManiRecordBuilder *builder, guint field, const char *words, const char *separator)
{
  g_auto (GStrv) list = words != NULL ? g_strsplit (words, separator, -1) : NULL;

  if (list != NULL)
    mani_record_builder_set_strings (builder, field, (const char *const *) list);
}

static gpointer
end (ManiRecordBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  gpointer record = mani_record_builder_end (builder, &error);

  must (error);

  return record;
}

static ManiArticle *
make_article (const Article *article, const char *folder, guint minutes)
{
  g_autofree char *path = g_build_filename (folder, article->file, NULL);
  ManiReaderOptions options = { .source = article->file };
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) read = mani_reader_read_file (path, &options, NULL, &error);
  g_autoptr (ManiRecordBuilder) builder = NULL;

  must (error);
  builder = mani_record_builder_new_from (MANI_RECORD (read));
  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, article->id);
  mani_record_builder_clear (builder, MANI_ARTICLE_SOURCE);
  mani_record_builder_set_time (builder, MANI_ARTICLE_ADDED, get_time (minutes));
  mani_record_builder_set_word (builder, MANI_ARTICLE_STATUS, article->status);
  mani_record_builder_set_string (builder, MANI_ARTICLE_NOTE, article->note);
  set_list (builder, MANI_ARTICLE_TAGS, article->tags, " ");

  return end (builder);
}

static ManiRecord *
make_label (const Label *label)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);

  mani_record_builder_set_string (builder, MANI_LABEL_ID, label->id);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, label->name);
  mani_record_builder_set_string (builder, MANI_LABEL_DESCRIPTION, label->description);
  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, label->color);
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, label->key);
  mani_record_builder_set_word (builder, MANI_LABEL_USE, label->use);

  return end (builder);
}

static ManiRecord *
make_entity (const Entity *entity)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);

  mani_record_builder_set_string (builder, MANI_ENTITY_ID, entity->id);
  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, entity->kind);
  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, entity->name);
  mani_record_builder_set_string (builder, MANI_ENTITY_DATES, entity->dates);
  mani_record_builder_set_string (builder, MANI_ENTITY_NOTE, entity->note);
  set_list (builder, MANI_ENTITY_ALIASES, entity->aliases, "|");

  return end (builder);
}

/* "word", or "@2 word" */
static ManiRange
find_passage (ManiArticle *article, const char *passage)
{
  const char *text = mani_article_get_text (article);
  const char *words = passage, *found = NULL;
  guint nth = 1;
  ManiRange range;

  if (*passage == '@')
    {
      nth = g_ascii_strtoull (passage + 1, (char **) &words, 10);
      words++;
    }
  for (guint i = 0; i < nth; i++)
    {
      found = strstr (found != NULL ? found + 1 : text, words);
      if (found == NULL)
        fail ("no such passage", passage);
    }
  range.start = g_utf8_pointer_to_offset (text, found);
  range.end = range.start + g_utf8_strlen (words, -1);

  return range;
}

static void
set_ranges (ManiRecordBuilder *builder, ManiArticle *article, const char *passage)
{
  g_auto (GStrv) parts = g_strsplit (passage, "|", -1);
  g_autofree ManiRange *ranges = g_new (ManiRange, g_strv_length (parts));
  guint n = 0;

  for (; parts[n] != NULL; n++)
    ranges[n] = find_passage (article, parts[n]);
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
}

static char *
make_mark_id (guint i)
{
  return g_strdup_printf ("m%02u", i + 1);
}

static ManiRecord *
make_mark (guint i, ManiArticle *article)
{
  const Mark *mark = &marks[i];
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autofree char *id = make_mark_id (i);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, mark->article);
  if (mark->passage != NULL)
    set_ranges (builder, article, mark->passage);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, mark->label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, mark->entity);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, mark->note);
  mani_record_builder_set_word (builder, MANI_ANNOTATION_STATUS, mark->status);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, CREATOR);
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED, get_time (10 + i));
  set_list (builder, MANI_ANNOTATION_TAGS, mark->tags, " ");
  if (mark->confidence > 0)
    {
      mani_record_builder_set_word (builder, MANI_ANNOTATION_ORIGIN, MANI_ANNOTATION_BY_SUGGESTION);
      mani_record_builder_set_number (builder, MANI_ANNOTATION_CONFIDENCE, mark->confidence);
    }

  return end (builder);
}

/* The id of the mark whose passage starts so. */
static char *
find_mark (const char *article, const char *passage)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (marks[i].article, article) == 0 && marks[i].passage != NULL &&
        g_str_has_prefix (marks[i].passage, passage))
      return make_mark_id (i);

  fail ("no such mark", passage);
  return NULL;
}

static ManiRecord *
make_link (guint i)
{
  const Link *link = &links[i];
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_relation_record_type);
  g_autofree char *id = g_strdup_printf ("r%02u", i + 1);
  g_autofree char *from = find_mark (link->from, link->from_passage);
  g_autofree char *to = find_mark (link->to, link->to_passage);

  mani_record_builder_set_string (builder, MANI_RELATION_ID, id);
  mani_record_builder_set_string (builder, MANI_RELATION_FROM, from);
  mani_record_builder_set_string (builder, MANI_RELATION_TO, to);
  mani_record_builder_set_string (builder, MANI_RELATION_LABEL, link->label);
  mani_record_builder_set_flag (builder, MANI_RELATION_DIRECTED, TRUE);
  mani_record_builder_set_string (builder, MANI_RELATION_NOTE, link->note);
  mani_record_builder_set_string (builder, MANI_RELATION_CREATOR, CREATOR);
  mani_record_builder_set_time (builder, MANI_RELATION_CREATED, get_time (120 + i));

  return end (builder);
}

static ManiProjectInfo *
make_info (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_project_info_record_type);

  mani_record_builder_set_string (builder, MANI_PROJECT_ID, "sample");
  mani_record_builder_set_string (builder, MANI_PROJECT_TITLE, "Harbour affair");
  mani_record_builder_set_string (builder, MANI_PROJECT_CREATOR, CREATOR);
  mani_record_builder_set_time (builder, MANI_PROJECT_CREATED, get_time (0));
  mani_record_builder_set_string (
      builder, MANI_PROJECT_NOTE,
      "A sample to try everything on. The people, the places and the goat are invented.");

  return end (builder);
}

static ManiProject *
make_project (const char *folder)
{
  g_autoptr (ManiProjectInfo) info = make_info ();
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (records, make_label (&labels[i]));
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_ptr_array_add (records, make_entity (&entities[i]));
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      ManiArticle *article = make_article (&articles[i], folder, 1 + i);

      g_ptr_array_add (records, article);
      g_hash_table_insert (by_id, (gpointer) articles[i].id, article);
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_ptr_array_add (records, make_mark (i, g_hash_table_lookup (by_id, marks[i].article)));
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_ptr_array_add (records, make_link (i));

  project = mani_project_new_from_records (info, records, NULL, NULL, &error);
  must (error);

  return project;
}

int
main (int argc, char **argv)
{
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) unresolved = NULL;
  gconstpointer data;
  gsize n;

  if (argc != 2)
    fail ("usage", "make-sample FOLDER > sample.manicule");

  project = make_project (argv[1]);
  unresolved = mani_project_get_unresolved (project);
  if (unresolved->len > 0)
    fail ("unknown reference in",
          mani_record_get_id (MANI_RECORD (g_ptr_array_index (unresolved, 0))));
  snapshot = mani_project_snapshot (project);
  bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
  data = g_bytes_get_data (bytes, &n);
  if (fwrite (data, 1, n, stdout) != n || fflush (stdout) != 0)
    fail ("failed", "the project cannot be written");

  return 0;
}
