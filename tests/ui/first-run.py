# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: first-run.py PICTURE PROGRAM [FILE...]: starts the program on a display of its own and leaves a picture
of its window."""

import os
import signal
import sys
import time

import harness


def main(picture, *command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with harness.Session(accessible=False, size=(1280, 800)) as session:
        window = session.start(*command, timeout=60)
        # Fonts and icons of a first start are slow to come
        time.sleep(2)
        window.screenshot(os.path.abspath(picture))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (harness.Failure, harness.Unavailable) as problem:
        sys.exit(f"first-run: {problem}")
