/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec's writing half, and times. */

#include "mani-codec.h"

#include "mani-json-writer.h"
#include "mani-record-private.h"

#include <string.h>

/* A line of a text is one JSON string; none is longer than this, in bytes. */
#define MAX_LINE 65536

/* Times: years 1 to 9999. */
#define MIN_TIME (G_GINT64_CONSTANT (-62135596800) * G_USEC_PER_SEC)
#define MAX_TIME (G_GINT64_CONSTANT (253402300800) * G_USEC_PER_SEC)

static void
put_digits (char *end, guint number, guint n)
{
  while (n-- > 0)
    {
      *--end = '0' + number % 10;
      number /= 10;
    }
}

/* Without a GDateTime: a project has as many times as annotations. Days to dates after H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms": years begin with March, so that the leap day is
 * the last one, and come in eras of 400. */
static void
append_time (GString *out, gint64 microseconds)
{
  char text[] = "0000-00-00T00:00:00.000000Z";
  gint64 seconds = microseconds / G_USEC_PER_SEC;
  gint64 fraction = microseconds % G_USEC_PER_SEC;
  gint64 days;
  guint second, era, day_of_era, year, day_of_year, month;

  g_return_if_fail (microseconds >= MIN_TIME && microseconds < MAX_TIME);

  if (fraction < 0)
    {
      fraction += G_USEC_PER_SEC;
      seconds--;
    }
  days = (seconds - MIN_TIME / G_USEC_PER_SEC) / 86400;
  second = (seconds - MIN_TIME / G_USEC_PER_SEC) % 86400;

  /* From 1 January 1 to 1 March 0, where eras begin. */
  days += 306;
  era = days / 146097;
  day_of_era = days % 146097;
  year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
  month = (5 * day_of_year + 2) / 153;

  put_digits (text + 10, day_of_year - (153 * month + 2) / 5 + 1, 2);
  put_digits (text + 7, month < 10 ? month + 3 : month - 9, 2);
  put_digits (text + 4, year + era * 400 + (month >= 10), 4);
  put_digits (text + 13, second / 3600, 2);
  put_digits (text + 16, second / 60 % 60, 2);
  put_digits (text + 19, second % 60, 2);
  put_digits (text + 26, fraction, 6);
  if (fraction == 0)
    {
      g_string_append_len (out, text, 19);
      g_string_append_c (out, 'Z');
    }
  else
    {
      g_string_append_len (out, text, 27);
    }
}

char *
mani_codec_format_time (gint64 microseconds)
{
  GString *out = g_string_sized_new (32);

  append_time (out, microseconds);

  return g_string_free (out, FALSE);
}

/* The form that mani_codec_format_time() writes, read without a GDateTime: a project has as many
 * times as annotations. */
static gboolean
parse_own_time (const char *text, gint64 *microseconds)
{
  static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
  static const int month_days[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  gint64 days;
  gboolean is_leap;

  for (guint i = 0; i < sizeof form; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;

#define DIGITS(at) ((text[at] - '0') * 10 + text[(at) + 1] - '0')
  year = DIGITS (0) * 100 + DIGITS (2);
  month = DIGITS (5);
  day = DIGITS (8);
  hour = DIGITS (11);
  minute = DIGITS (14);
  second = DIGITS (17);
#undef DIGITS
  is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  if (day >
      (month == 12 ? 31 : month_days[month] - month_days[month - 1]) + (month == 2 && is_leap))
    return FALSE;

  year--;
  days = (gint64) year * 365 + year / 4 - year / 100 + year / 400 + month_days[month - 1] +
         (month > 2 && is_leap) + day - 1 - 719162;
  *microseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * G_USEC_PER_SEC;

  return TRUE;
}

gboolean
mani_codec_parse_time (const char *text, gint64 *microseconds)
{
  g_autoptr (GDateTime) time = NULL;

  if (parse_own_time (text, microseconds))
    return TRUE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *microseconds = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return *microseconds >= MIN_TIME && *microseconds < MAX_TIME;
}

/* Writing */

static void
write_text (GString *out, const char *text, gsize n)
{
  const char *end = text + n;

  g_string_append_c (out, '[');
  for (const char *line = text; line < end;)
    {
      const char *newline = memchr (line, '\n', end - line);
      gsize size = (newline != NULL ? newline + 1 : end) - line;

      if (size > MAX_LINE)
        {
          size = MAX_LINE;
          while ((line[size] & 0xc0) == 0x80)
            size--;
        }
      g_string_append (out, line == text ? "\n" : ",\n");
      mani_json_append_string (out, line, size);
      line += size;
    }
  g_string_append (out, "\n]");
}

static void
write_strings (GString *out, const char *const *values)
{
  g_string_append_c (out, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mani_json_append_string (out, values[i], -1);
    }
  g_string_append_c (out, ']');
}

static void
write_map (GString *out, const char *const *pairs)
{
  g_string_append_c (out, '{');
  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mani_json_append_string (out, pairs[i], -1);
      g_string_append_c (out, ':');
      mani_json_append_string (out, pairs[i + 1], -1);
    }
  g_string_append_c (out, '}');
}

static void
write_range (GString *out, guint32 start, guint32 end)
{
  g_string_append_c (out, '[');
  mani_json_append_int64 (out, start);
  g_string_append_c (out, ',');
  mani_json_append_int64 (out, end);
}

void
mani_codec_write_field (GString *out, ManiRecord *record, guint field)
{
  const ManiField *row = &mani_record_get_record_type (record)->fields[field];
  guint n;

  if (!mani_record_has (record, field))
    {
      g_string_append (out, "null");
      return;
    }

  switch (row->kind)
    {
    case MANI_FIELD_STRING:
    case MANI_FIELD_REF:
      mani_json_append_string (out, mani_record_get_string (record, field), -1);
      break;

    case MANI_FIELD_TEXT:
      write_text (out, mani_record_get_string (record, field),
                  mani_record_get_text_length (record, field));
      break;

    case MANI_FIELD_STRINGS:
      write_strings (out, mani_record_get_strings (record, field));
      break;

    case MANI_FIELD_MAP:
      write_map (out, mani_record_get_strings (record, field));
      break;

    case MANI_FIELD_WORD:
      mani_json_append_string (out, row->words[mani_record_get_word (record, field)], -1);
      break;

    case MANI_FIELD_FLAG:
      g_string_append (out, mani_record_get_flag (record, field) ? "true" : "false");
      break;

    case MANI_FIELD_TIME:
      g_string_append_c (out, '"');
      append_time (out, mani_record_get_time (record, field));
      g_string_append_c (out, '"');
      break;

    case MANI_FIELD_NUMBER:
      mani_json_append_double (out, mani_record_get_number (record, field));
      break;

    case MANI_FIELD_RANGES:
      {
        const ManiRange *ranges = mani_record_get_ranges (record, field, &n);

        g_string_append_c (out, '[');
        for (guint i = 0; i < n; i++)
          {
            if (i > 0)
              g_string_append_c (out, ',');
            write_range (out, ranges[i].start, ranges[i].end);
            g_string_append_c (out, ']');
          }
        g_string_append_c (out, ']');
      }
      break;

    case MANI_FIELD_BLOCKS:
      {
        const ManiBlock *blocks = mani_record_get_blocks (record, field, &n);

        g_string_append_c (out, '[');
        for (guint i = 0; i < n; i++)
          {
            if (i > 0)
              g_string_append_c (out, ',');
            write_range (out, blocks[i].start, blocks[i].end);
            g_string_append_c (out, ',');
            mani_json_append_string (out, row->words[blocks[i].kind], -1);
            if (blocks[i].value != NULL)
              {
                g_string_append_c (out, ',');
                mani_json_append_string (out, blocks[i].value, -1);
              }
            g_string_append_c (out, ']');
          }
        g_string_append_c (out, ']');
      }
      break;

    case MANI_FIELD_OFFSETS:
      {
        const guint32 *offsets = mani_record_get_offsets (record, field, &n);

        g_string_append_c (out, '[');
        for (guint i = 0; i < n; i++)
          {
            if (i > 0)
              g_string_append_c (out, ',');
            mani_json_append_int64 (out, offsets[i]);
          }
        g_string_append_c (out, ']');
      }
      break;

    default:
      g_assert_not_reached ();
    }
}

void
mani_codec_write_with (GString *out, ManiRecord *record, guint field, const char *value)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  const char *unknown = mani_record_get_unknown (record);
  gboolean is_first = TRUE;

  g_string_append_c (out, '{');
  for (guint i = 0; i < type->n_fields; i++)
    {
      gboolean is_given = i == field && value != NULL;

      if (!is_given && !mani_record_has (record, i))
        continue;
      if (!is_first)
        g_string_append_c (out, ',');
      is_first = FALSE;
      g_string_append_c (out, '"');
      g_string_append (out, type->fields[i].name);
      g_string_append (out, "\":");
      if (is_given)
        mani_json_append_string (out, value, -1);
      else
        mani_codec_write_field (out, record, i);
    }
  if (unknown != NULL)
    {
      if (!is_first)
        g_string_append_c (out, ',');
      g_string_append (out, unknown);
    }
  g_string_append_c (out, '}');
}

void
mani_codec_write (GString *out, ManiRecord *record)
{
  mani_codec_write_with (out, record, 0, NULL);
}

void
mani_codec_write_difference (GString *out, ManiRecord *before, ManiRecord *after)
{
  const ManiRecordType *type = mani_record_get_record_type (after);
  const char *unknown = mani_record_get_unknown (after);
  gsize start = out->len;

  for (guint i = 0; i < type->n_fields; i++)
    if (!mani_record_field_equal (before, after, i))
      {
        g_string_append_printf (out, ",\"%s\":", type->fields[i].name);
        mani_codec_write_field (out, after, i);
      }
  if (!mani_record_field_equal (before, after, MANI_RECORD_UNKNOWN_BIT))
    g_string_append_printf (out, ",\"" MANI_CODEC_UNKNOWN "\":{%s}",
                            unknown != NULL ? unknown : "");

  if (out->len == start)
    g_string_append_c (out, '{');
  else
    out->str[start] = '{';
  g_string_append_c (out, '}');
}

char *
mani_codec_dup_field_text (ManiRecord *record, guint field)
{
  const ManiField *row = &mani_record_get_record_type (record)->fields[field];
  GString *out;

  if (!mani_record_has (record, field))
    return g_strdup ("");

  switch (row->kind)
    {
    case MANI_FIELD_STRING:
    case MANI_FIELD_REF:
    case MANI_FIELD_TEXT:
      return g_strdup (mani_record_get_string (record, field));

    case MANI_FIELD_WORD:
      return g_strdup (row->words[mani_record_get_word (record, field)]);

    case MANI_FIELD_TIME:
      return mani_codec_format_time (mani_record_get_time (record, field));

    case MANI_FIELD_STRINGS:
      return g_strjoinv (" ", (GStrv) mani_record_get_strings (record, field));

    case MANI_FIELD_FLAG:
    case MANI_FIELD_NUMBER:
    case MANI_FIELD_MAP:
    case MANI_FIELD_RANGES:
    case MANI_FIELD_BLOCKS:
    case MANI_FIELD_OFFSETS:
    default:
      out = g_string_new (NULL);
      mani_codec_write_field (out, record, field);
      return g_string_free (out, FALSE);
    }
}
