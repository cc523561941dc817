#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the checks of catalogues find what they are for, and nothing else."""

import importlib.util
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location("check_catalogues", os.path.join(FOLDER, "check-catalogues.py"))
check = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(check)
Message = check.catalogues.Message

GOOD = [
    Message(text="Open %s…", translations=["%s öffnen…"]),
    Message(text="%s of %s", translations=["Von %2$s %1$s"]),
    Message(text="One", plural="%d marks", translations=["Eine", "%d Marken"]),
    Message(text="<b>Bold</b> text", translations=["<b>Fetter</b> Text"]),
    Message(text="Name:", translations=["Name:"]),
    Message(text="Commands:", translations=["Հրամաններ՝"]),
    Message(text="Not yet", translations=[""]),
]

FAULTY = {
    "a-lost-placeholder": Message(text="Open %s", translations=["Öffnen"]),
    "another-placeholder": Message(text="Open %s", translations=["%d öffnen"]),
    "a-lost-placeholder-of-a-plural": Message(text="%d mark", plural="%d marks", translations=["%d Marke", "Marken"]),
    "lost-markup": Message(text="<b>Bold</b>", translations=["Fett"]),
    "a-lost-end-of-markup": Message(text="<b>Bold</b>", translations=["<b>Fett"]),
    "a-lost-ellipsis": Message(text="Open…", translations=["Öffnen"]),
    "an-ellipsis-of-dots": Message(text="Open…", translations=["Öffnen..."]),
    "a-space-at-the-end": Message(text="Open", translations=["Öffnen "]),
    "a-lost-space-at-the-end": Message(text="Found ", translations=["Gefunden"]),
    "a-lost-colon": Message(text="Name:", translations=["Name"]),
}


def main():
    cases = {"good-ones-pass": not [problem for message in GOOD for problem in check.check_message(message)]}
    for name, message in FAULTY.items():
        cases[name] = bool(list(check.check_message(message)))
    other = [Message(text=str(number), translations=["x"]) for number in range(9)]
    same = Message(text="Manicule", translations=["Manicule"])
    cases["one-in-ten-may-be-the-same"] = not list(check.check_translated("de", "", [*other, same]))
    cases["more-may-not"] = bool(list(check.check_translated("de", "", [*other, same, same])))
    cases["what-is-empty-is-not-complete"] = bool(list(check.check_complete("de", "", [GOOD[-1]])))
    fuzzy = Message(text="Open", translations=["Öffnen"], flags={"fuzzy"})
    cases["what-is-guessed-is-not-complete"] = bool(list(check.check_complete("de", "", [fuzzy])))
    cases["what-is-translated-is-complete"] = not list(check.check_complete("de", "", GOOD[:-1]))

    print(f"1..{len(cases)}")
    for number, (name, good) in enumerate(cases.items(), 1):
        print(f"{'' if good else 'not '}ok {number} /house/check-catalogues/{name}")
    return 0 if all(cases.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
