/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a date word by word: every word and number must have a part in it, so that a sentence that
 * speaks of a date is none. */

#include "mani-date-private.h"

#include <stdio.h>
#include <string.h>

/* Longer lines are no dates. */
#define MAX_BYTES 200
#define MAX_NUMBERS 3

/* Lower case, composed, parted by spaces. */
static const char *const months[12] = {
  "january jan januar jänner jän janvier janv enero ene gennaio gen январь января янв січень січня "
  "հունվար հունվարի յունուար يناير ינואר",
  "february feb februar feber février févr fév febrero febbraio февраль февраля фев февр лютий "
  "лютого փետրվար փետրվարի فبراير פברואר",
  "march mar märz mär maerz mars marzo март марта мар березень березня մարտ մարտի مارس מרץ מרס",
  "april apr avril avr abril abr aprile апрель апреля апр квітень квітня ապրիլ ապրիլի أبريل ابريل "
  "אפריל",
  "may mai mayo maggio mag май мая травень травня մայիս մայիսի مايو מאי",
  "june jun juni juin junio giugno giu июнь июня июн червень червня հունիս հունիսի يونيو יוני",
  "july jul juli juillet juil julio luglio lug июль июля июл липень липня հուլիս հուլիսի يوليو "
  "יולי",
  "august aug août aout agosto ago август августа авг серпень серпня օգոստոս օգոստոսի أغسطس "
  "اغسطس אוגוסט",
  "september sep sept septembre septiembre setiembre settembre set сентябрь сентября сен сент "
  "вересень вересня սեպտեմբեր սեպտեմբերի سبتمبر ספטמבר",
  "october oct oktober okt octobre octubre ottobre ott октябрь октября окт жовтень жовтня "
  "հոկտեմբեր հոկտեմբերի أكتوبر اكتوبر אוקטובר",
  "november nov novembre noviembre ноябрь ноября ноя нояб листопад листопада նոյեմբեր նոյեմբերի "
  "نوفمبر נובמבר",
  "december dec dezember dez décembre déc decembre diciembre dic dicembre декабрь декабря дек "
  "грудень грудня դեկտեմբեր դեկտեմբերի ديسمبر דצמבר",
};

/* Words that may stand beside a date: articles, ordinals, weekdays, times of day, "published". */
static const char fillers[] =
    "st nd rd th the of on date dated published posted updated am pm at utc gmt t z h "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun "
    "der den vom am datum stand veröffentlicht uhr montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag mo di mi do fr sa so "
    "le du er publié lundi mardi mercredi jeudi vendredi samedi dimanche "
    "el de del lunes martes miércoles jueves viernes sábado domingo "
    "il lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "г год года го е дата опубликовано понедельник вторник среда четверг пятница суббота "
    "воскресенье пн вт ср чт пт сб вс "
    "р рік року понеділок вівторок середа четвер пʼятниця субота неділя "
    "թ թվական թվականի ին երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի "
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد م "
    "ב ה יום ראשון שני שלישי רביעי חמישי שישי שבת 年 月 日";

typedef struct
{
  int value;
  guint n_digits;
  gunichar before; /* what parts it from the number before: '.', 0 for nothing but space */
} Number;

typedef struct
{
  Number numbers[MAX_NUMBERS];
  guint n_numbers;
  int month; /* by name; 0: none */
} Parts;

static gboolean
has_word (const char *words, const char *word)
{
  gsize n = strlen (word);

  for (const char *p = words; (p = strstr (p, word)) != NULL; p += n)
    if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
      return TRUE;

  return FALSE;
}

static gboolean
is_cjk_mark (gunichar c)
{
  return c == 0x5e74 || c == 0x6708 || c == 0x65e5;
}

/* A word at *@p; moves on. FALSE when it has no part in a date. */
static gboolean
read_word (const char **p, Parts *parts)
{
  const char *start = *p;
  gboolean cjk = is_cjk_mark (g_utf8_get_char (start));
  g_autofree char *word = NULL;

  do
    *p = g_utf8_next_char (*p);
  while (!cjk &&
         (g_unichar_isalpha (g_utf8_get_char (*p)) || g_unichar_ismark (g_utf8_get_char (*p))));
  word = g_utf8_strdown (start, *p - start);

  for (int i = 0; i < 12; i++)
    if (has_word (months[i], word))
      {
        if (parts->month != 0)
          return FALSE;
        parts->month = i + 1;
        return TRUE;
      }
  /* Hebrew puts "in" before the month: בספטמבר */
  if (g_str_has_prefix (word, "ב") && word[2] != '\0')
    for (int i = 0; i < 12; i++)
      if (parts->month == 0 && has_word (months[i], word + 2))
        {
          parts->month = i + 1;
          return TRUE;
        }

  return has_word (fillers, word);
}

/* A time of day at @p, "10:00", "9.30" not: that may be a date. Returns what follows it, or NULL.
 */
static const char *
skip_time (const char *p)
{
  int hour, minute, second, n = 0;

  if (sscanf (p, "%2d:%2d%n", &hour, &minute, &n) != 2 || n < 4 || hour > 24 || minute > 59)
    return NULL;
  p += n;
  if (sscanf (p, ":%2d%n", &second, &n) == 1)
    p += n;
  if (*p == '.' && g_ascii_isdigit (p[1]))
    p += 1 + strspn (p + 1, "0123456789");
  /* A zone: +02:00, -0500 */
  if ((*p == '+' || *p == '-') && g_ascii_isdigit (p[1]))
    p += 1 + strspn (p + 1, "0123456789:");

  return p;
}

static gboolean
read_number (const char **p, gunichar before, Parts *parts)
{
  Number number = { .before = before };

  for (; g_unichar_isdigit (g_utf8_get_char (*p)); *p = g_utf8_next_char (*p))
    {
      if (++number.n_digits > 4)
        return FALSE;
      number.value = number.value * 10 + g_unichar_digit_value (g_utf8_get_char (*p));
    }
  if (parts->n_numbers == MAX_NUMBERS)
    return FALSE;
  parts->numbers[parts->n_numbers++] = number;

  return TRUE;
}

static gboolean
is_between (gunichar c)
{
  switch (c)
    {
    case '.':
    case ',':
    case '-':
    case '/':
    case ':':
    case '(':
    case ')':
    case 0x00b0: /* degree sign: 1° settembre */
    case 0x00ba: /* masculine ordinal */
    case 0x055d: /* Armenian comma */
    case 0x0589: /* Armenian full stop */
    case 0x060c: /* Arabic comma */
    case 0x2013:
    case 0x200e:
    case 0x200f:
      return TRUE;

    default:
      return g_unichar_isspace (c);
    }
}

static gboolean
read_parts (const char *p, Parts *parts)
{
  gunichar before = 0;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        {
          const char *after = skip_time (p);

          if (after != NULL)
            p = after;
          else if (!read_number (&p, before, parts))
            return FALSE;
          before = 0;
        }
      else if (g_unichar_isalpha (c))
        {
          if (!read_word (&p, parts))
            return FALSE;
          before = c;
        }
      else if (is_between (c))
        {
          if (!g_unichar_isspace (c))
            before = c;
          p = g_utf8_next_char (p);
        }
      else
        return FALSE;
    }

  return TRUE;
}

static char *
format (int year, int month, int day)
{
  if (year < 1000 || !g_date_valid_dmy (day, month, year))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* 6 September 2021, September 6, 2021, 2021 September 6, September 2021 */
static char *
from_name (const Parts *parts)
{
  const Number *a = &parts->numbers[0], *b = &parts->numbers[1];

  if (parts->n_numbers == 1 && a->n_digits == 4)
    return a->value >= 1000 ? g_strdup_printf ("%04d-%02d", a->value, parts->month) : NULL;
  if (parts->n_numbers != 2)
    return NULL;
  if (a->n_digits == 4 && b->n_digits <= 2)
    return format (a->value, parts->month, b->value);
  if (a->n_digits <= 2 && b->n_digits == 4)
    return format (b->value, parts->month, a->value);

  return NULL;
}

/* 2021-09-06, 2021/9/6, 2021年9月6日, 6.9.2021, 13/9/2021, 9/13/2021 */
static char *
from_numbers (const Parts *parts, const char *printed)
{
  const Number *a = &parts->numbers[0], *b = &parts->numbers[1], *c = &parts->numbers[2];
  gunichar mark = b->before;

  if (parts->n_numbers != 3 || b->n_digits > 2)
    return NULL;
  if (mark == 0x5e74 && c->before == 0x6708)
    return format (a->value, b->value, c->value);
  if (c->before != mark || (mark != '.' && mark != '/' && mark != '-'))
    return NULL;
  if (a->n_digits == 4 && c->n_digits <= 2)
    return format (a->value, b->value, c->value);
  if (c->n_digits != 4 || a->n_digits > 2)
    return NULL;
  if (mark == '.' || a->value > 12 || a->value == b->value)
    return format (c->value, b->value, a->value);
  if (b->value > 12)
    return format (c->value, a->value, b->value);

  return g_date_valid_dmy (a->value, b->value, c->value) ? g_strdup (printed) : NULL;
}

char *
mani_date_read (const char *text, gsize n_bytes)
{
  g_autofree char *line = NULL;
  Parts parts = { 0 };

  if (n_bytes > MAX_BYTES)
    return NULL;
  line = g_utf8_normalize (text, n_bytes, G_NORMALIZE_DEFAULT_COMPOSE);
  if (line == NULL)
    return NULL;
  g_strstrip (line);
  if (!read_parts (line, &parts))
    return NULL;

  return parts.month != 0 ? from_name (&parts) : from_numbers (&parts, line);
}

gboolean
mani_date_is_full (const char *date)
{
  static const char form[] = "dddd-dd-dd";

  if (strlen (date) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != form[i])
      return FALSE;

  return TRUE;
}
