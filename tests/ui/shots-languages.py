# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the window and its dialogs in each language of po/LINGUAS, and in one that nobody speaks (see
po/catalogues.py): there, what is not in brackets is not translatable, and a bracket that is missing is clipped."""

import importlib
import os
import sys

import harness

window = importlib.import_module("shots-window")

PSEUDO = {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "en_XA", "MANI_LOCALE_DIR": os.path.join(harness.BUILD, "pseudo")}
# A locale that tells dates as the language does
LOCALES = {"de": "de_DE", "fr": "fr_FR", "hy": "hy_AM", "ru": "ru_RU"}
IN_EACH = ["light.png", "narrow.png", "labels.png", "export.png", "preferences.png", "menu.png"]


def languages():
    with open(os.path.join(harness.SOURCE, "po", "LINGUAS"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def main():
    for name, act, size, environment in window.SHOTS:
        if not environment:
            window.picture("pseudo-" + name, act, size, environment=PSEUDO)
    window.picture("pseudo-empty.png", files=(), environment=PSEUDO)
    for language in languages():
        environment = {"LC_ALL": LOCALES.get(language, "en_US") + ".UTF-8", "LANGUAGE": language,
                       "MANI_LOCALE_DIR": os.path.join(harness.BUILD, "po")}
        for name, act, size, more in window.SHOTS:
            if name in IN_EACH:
                window.picture(f"{language}-{name}", act, size, environment={**environment, **more})


if __name__ == "__main__":
    try:
        main()
    except (harness.Failure, harness.Unavailable) as problem:
        sys.exit(f"shots: {problem}")
