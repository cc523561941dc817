/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measuring and reporting for benchmarks. */

#include "mani-test-bench.h"

double
mani_test_bench_time (GFunc function, gpointer data, gpointer user_data, guint rounds)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();

      function (data, user_data);
      least = MIN (least, g_get_monotonic_time () - start);
    }

  return (double) least / G_USEC_PER_SEC;
}

void
mani_test_bench_report (const char *name, double value, const char *unit, double reference)
{
  g_print ("%s\t%.4g\t%s\t%.4g\t%.2f\n", name, value, unit, reference, value / reference);
}
