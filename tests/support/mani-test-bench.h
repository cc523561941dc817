/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For benchmarks: programs of tests/bench that `./dev bench` runs and shows as one table. Each
 * figure stands beside a reference taken in the same run on the same data, so that their ratio
 * means something on any machine. Bounds of ratios are in tests/bench/bounds.tsv. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The least seconds that @function took in @rounds runs. */
double mani_test_bench_time (GFunc function, gpointer data, gpointer user_data, guint rounds);

/* Prints one line of the table: what was measured, without a tab, and the figure of it and of the
 * reference, in @unit. */
void mani_test_bench_report (const char *name, double value, const char *unit, double reference);

G_END_DECLS
