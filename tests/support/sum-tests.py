#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums up meson's JSON test logs: counts the cases of TAP programs, other programs as one case each.

The last line is "N passed, N failed", with ", N skipped" when there are any. The status is 1 when a case
or a program failed, or when there was nothing to count.
"""

import json
import os
import re
import sys

CASE = re.compile(r"^(not )?ok\b(?P<rest>.*)$")
GOOD = {"OK", "EXPECTEDFAIL"}


def count(test):
    """The passed, failed and skipped cases of one program, and the names of those that failed."""
    passed, failed, skipped = 0, [], 0
    for line in (test.get("stdout") or "").splitlines():
        match = CASE.match(line)
        if not match:
            continue
        if re.search(r"#\s*skip", match["rest"], re.IGNORECASE):
            skipped += 1
        elif match[1] and not re.search(r"#\s*todo", match["rest"], re.IGNORECASE):
            failed.append(match["rest"].strip())
        else:
            passed += 1

    if test["result"] == "SKIP" and not passed:
        return 0, [], max(skipped, 1)
    if test["result"] in GOOD and not passed and not skipped:
        passed = 1
    if test["result"] not in GOOD and test["result"] != "SKIP" and not failed:
        failed.append(test["result"].lower())
    return passed, failed, skipped


def main(paths):
    passed, failed, skipped = 0, 0, 0
    for path in paths:
        if not os.path.exists(path):
            print(f"failed: {path} was not written")
            failed += 1
            continue
        with open(path, encoding="utf-8") as log:
            for line in log:
                test = json.loads(line)
                ok, bad, left = count(test)
                passed += ok
                failed += len(bad)
                skipped += left
                for name in bad:
                    print(f"failed: {test['name']}: {name}")

    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
