# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-up of the window, from the start of the program until the window manager has its window, beside GNOME Text
Editor on the same display. Prints a line of name, value, unit, reference, ratio."""

import os
import select
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "ui"))
import harness

ROUNDS = 7
REFERENCE = "gnome-text-editor"
SKIPPED = 77


def start_once(program):
    """The seconds one start takes, with a home folder, buses and display of its own. A warning ends no program here:
    the reference has its own."""
    with harness.Session(accessible=False, environment={"G_DEBUG": ""}) as session:
        # Unbuffered, so that select() sees all that there is to read
        spy = session.spawn("xprop", "-root", "-spy", "_NET_CLIENT_LIST", stdout=subprocess.PIPE, bufsize=0)
        spy.stdout.readline()
        begin = time.monotonic()
        process = session.spawn(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not select.select([spy.stdout], [], [], 1)[0] or b"0x" not in spy.stdout.readline():
            if process.poll() is not None:
                raise harness.Failure(f"{program} ended with {process.returncode}")
        return time.monotonic() - begin


def main():
    ours = harness.program("manicule")
    missing = [name for name in (ours, REFERENCE) if not shutil.which(name)]
    if missing:
        print(f"skipped: there is no {missing[0]}", file=sys.stderr)
        return SKIPPED

    # The first start of each only warms the caches
    times = [(start_once(ours), start_once(REFERENCE)) for _ in range(ROUNDS + 1)][1:]
    value, reference = (min(column) for column in zip(*times))
    print(f"start-window\t{value:.3f}\ts\t{reference:.3f}\t{value / reference:.2f}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except harness.Unavailable as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        sys.exit(SKIPPED)
