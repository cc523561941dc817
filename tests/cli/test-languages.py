#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-languages.py PROGRAM CATALOGUES: each language of po/LINGUAS is what the program speaks, from the
catalogues of the build folder, when the environment asks for it. Prints TAP."""

import os
import subprocess
import sys
import tempfile

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(SOURCE, "po"))
sys.dont_write_bytecode = True
import catalogues  # noqa: E402

MESSAGE = "Makes an empty project; a file that is there is left alone."


def make_locale(folder):
    """gettext translates in any locale but C, and Debian may have that one alone."""
    return subprocess.run(["localedef", "--no-archive", "-i", "en_US", "-f", "UTF-8",
                           os.path.join(folder, "en_US.UTF-8")], capture_output=True, check=False).returncode == 0


def speaks(language, environment):
    """Whether the program says the catalogue's translation."""
    wanted = next(message.translations[0] for message in catalogues.read(catalogues.catalogue(language))
                  if message.text == MESSAGE)
    said = subprocess.run([PROGRAM, "--help"], env={**environment, "LANGUAGE": language}, capture_output=True,
                          text=True, check=True).stdout
    if (wanted or MESSAGE) not in said:
        print(f"# {wanted!r} is not in {said!r}")
        return False
    return True


def main(folder):
    languages = catalogues.languages()
    print(f"1..{len(languages)}")
    try:
        is_there = make_locale(folder)
    except FileNotFoundError:
        is_there = False
    environment = {**os.environ, "LOCPATH": folder, "LC_ALL": "en_US.UTF-8", "MANI_LOCALE_DIR": CATALOGUES}
    bad = False
    for number, language in enumerate(languages, 1):
        name = f"/cli/languages/{language}-is-spoken"
        if not is_there:
            print(f"ok {number} {name} # SKIP no locale can be made here")
            continue
        good = speaks(language, environment)
        bad |= not good
        print(f"{'' if good else 'not '}ok {number} {name}")
    return bad


if __name__ == "__main__":
    PROGRAM, CATALOGUES = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place:
        sys.exit(main(place))
