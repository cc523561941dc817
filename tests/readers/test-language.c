/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Languages that their script tells, and texts that it does not. */

#include "mani-language-private.h"

static void
test_script (void)
{
  static const struct
  {
    const char *text;
    const char *language;
  } cases[] = {
    { "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով։", "hy" },
    { "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით.", "ka" },
    { "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.", "el" },
    { "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.", "ko" },
    { "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
      "ja" },
    { "コンピュータープログラムにおける文字コードのエンコーディングについて", "ja" },
    { "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.", "he" },
    { "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ", "th" },
    /* With a name in Latin letters */
    { "Բոլոր մարդիկ ծնվում են ազատ ու հավասար (Ilse Brandt) իրենց արժանապատվությամբ։", "hy" },
    /* Scripts of many languages */
    { "All human beings are born free and equal in dignity and rights.", NULL },
    { "Все люди рождаются свободными и равными в своем достоинстве и правах.", NULL },
    { "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.", NULL },
    { "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神互相對待。",
      NULL },
    { "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।", NULL },
    /* Chinese that names one Japanese thing; English that quotes Greek; two together; too little */
    { "人人生而自由在尊嚴和權利上一律平等他們賦有理性和良心並應以兄弟關係的精神互相對待の", NULL },
    { "The first words of the declaration in Greek are Όλοι οι άνθρωποι γεννιούνται ελεύθεροι.",
      NULL },
    { "Բոլոր մարդիկ ծնվում են ազատ ու հավասար Όλοι οι άνθρωποι γεννιούνται ελεύθεροι", NULL },
    { "Բոլոր", NULL },
    { "", NULL },
    { "1234 ... !!!", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (mani_language_from_script (cases[i].text), ==, cases[i].language);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/language/is-told-by-scripts-of-one-language", test_script);

  return g_test_run ();
}
