#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: table.py [--check] BOUNDS LOG...

Shows what the benchmarks in meson's JSON logs printed (lines of name, value, unit, reference, ratio, with tabs
between) as one table. With --check the status is 1 when a ratio is out of its bound, or a bound was not
measured. A benchmark that fails always makes it 1.
"""

import json
import sys


def read_bounds(path):
    with open(path, encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#"))
        return {name: (relation, float(ratio)) for name, relation, ratio in rows}


def read_lines(paths):
    """The lines of cells that were printed, and what failed."""
    lines, failed = [], []
    for path in paths:
        with open(path, encoding="utf-8") as log:
            for entry in map(json.loads, log):
                if entry["result"] == "SKIP":
                    lines.append([entry["name"], "", "skipped", "", ""])
                elif entry["result"] != "OK":
                    failed.append(f"{entry['name']} failed: {entry.get('stderr') or entry['result']}")
                cells = (line.split("\t") for line in (entry.get("stdout") or "").splitlines())
                lines += [line for line in cells if len(line) == 5]
    return lines, failed


def is_within(ratio, bound):
    relation, limit = bound
    return ratio <= limit if relation == "<=" else ratio >= limit


def main(arguments):
    check = arguments[:1] == ["--check"]
    bounds_path, *logs = arguments[1:] if check else arguments
    bounds = read_bounds(bounds_path)
    lines, problems = read_lines(logs)
    short = []

    table = [["measure", "value", "unit", "reference", "ratio", "bound"]]
    for name, value, unit, reference, ratio in lines:
        bound = bounds.pop(name, None)
        text = "" if bound is None else f"{bound[0]} {bound[1]:g}"
        if bound is not None and not (ratio and is_within(float(ratio), bound)):
            short.append(f"{name}: the ratio {ratio or '(none)'} is not {text}")
            text += " SHORT"
        table.append([name, value, unit, reference, ratio, text])

    short += [f"{name}: was not measured" for name in bounds]
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        cells = [cell.rjust(width) if i in (1, 3, 4) else cell.ljust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())

    for problem in problems + (short if check else []):
        print(problem, file=sys.stderr)
    return 1 if problems or (check and short) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
