#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the checks of the house find what they are for: each fault alone in an otherwise good house."""

import importlib.util
import os
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
SPDX = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"

# Written in two pieces so that this file passes its own check
UNFINISHED = "TO" + "DO"

GOOD = {
    "src/base/mani-error.h": SPDX,
    "src/core/mani-thing.h": SPDX + '#include "mani-error.h"\n',
    "src/core/mani-thing.c": SPDX + '#include "mani-thing.h"\n#include <glib.h>\nchar *s = _ ("Thing");\n',
    "src/store/mani-store.h": SPDX + '#include "mani-thing.h"\n',
    "src/formats/mani-format.h": SPDX,
    "src/app/mani-compat.c": SPDX + "#include <gtk/gtk.h>\n#if GTK_CHECK_VERSION(4, 10, 0)\n#endif\n",
    "ui/manicule.gresource.xml": "<gresources><gresource><file>mani-window.ui</file></gresource></gresources>",
    "ui/mani-window.ui": '<interface><property translatable="yes">A</property></interface>',
    "po/POTFILES": "src/core/mani-thing.c\nui/mani-window.ui\n",
    "tests/core/meson.build": "'thing'\n",
    "tests/core/test-thing.c": SPDX + '#include "mani-thing.h"\n',
}

# The check that must fail, and what makes it: a file's new text, or None to take it away
FAULTS = [
    ("rooms-include-downwards", "src/base/mani-error.h", SPDX + '#include "mani-thing.h"\n'),
    ("rooms-include-downwards", "src/formats/mani-format.h", SPDX + '#include "mani-store.h"\n'),
    ("rooms-include-downwards", "src/store/mani-store.h", SPDX + '#include "../core/mani-thing.h"\n'),
    ("rooms-include-downwards", "src/core/mani-thing.h", SPDX + "#include <gtk/gtk.h>\n"),
    ("rooms-include-downwards", "src/store/mani-thing.h", SPDX),
    ("rooms-include-downwards", "src/other/mani-other.h", SPDX),
    ("rooms-include-downwards", "tests/core/test-thing.c", SPDX + '#include "mani-store.h"\n'),
    ("translators-see-every-string", "po/POTFILES", "src/core/mani-thing.c\n"),
    ("translators-see-every-string", "po/POTFILES", "ui/mani-window.ui\n"),
    ("translators-see-every-string", "po/POTFILES", "ui/mani-window.ui\nsrc/core/mani-thing.c\n"),
    ("translators-see-every-string", "po/POTFILES", "src/core/mani-thing.c\nsrc/core/no.c\nui/mani-window.ui\n"),
    ("translators-see-every-string", "po/POTFILES", None),
    ("files-say-their-licence", "src/formats/mani-format.h", "/* Formats */\n"),
    ("files-say-their-licence", "tests/core/check.py", "print()\n"),
    ("files-are-not-too-long", "src/formats/mani-format.h", SPDX + "\n" * 1000),
    ("versions-are-asked-in-one-place", "src/formats/mani-format.h", SPDX + "#if GLIB_CHECK_VERSION (2, 80, 0)\n#endif\n"),
    ("versions-are-asked-in-one-place", "src/formats/mani-format.h", SPDX + "#if GTK_MINOR_VERSION > 8\n#endif\n"),
    ("templates-are-resources", "ui/mani-other.ui", "<interface/>"),
    ("templates-are-resources", "ui/mani-window.ui", None),
    ("tests-are-built", "tests/core/meson.build", "'things'\n"),
    ("tests-are-built", "tests/core/test-other.c", SPDX),
    ("nothing-is-unfinished", "src/formats/mani-format.h", SPDX + f"/* {UNFINISHED}: write it */\n"),
    ("code-is-formatted", "src/formats/mani-format.h", SPDX + "int\tf(void);\n"),
]


def load():
    spec = importlib.util.spec_from_file_location("check_house", os.path.join(FOLDER, "check-house.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def failing(module, files, with_format):
    """The names of the checks that find something in a house of these files."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            if text is not None:
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                    file.write(text)
        house = module.House(root)
        return [name for name, check in module.CHECKS.items()
                if (check is not module.check_format or with_format) and list(check(house))]


def main():
    module = load()
    with open(os.path.join(FOLDER, "..", "..", ".clang-format"), encoding="utf-8") as file:
        GOOD[".clang-format"] = file.read()
    cases = [([], {})] + [([name], {path: text}) for name, path, text in FAULTS]
    bad = 0
    print(f"1..{len(cases)}")
    for number, (expected, change) in enumerate(cases, 1):
        title = f"{expected[0]}: {next(iter(change))}" if expected else "a good house passes"
        with_format = expected in ([], ["code-is-formatted"]) and module.find_formatter() is not None
        if expected == ["code-is-formatted"] and not with_format:
            print(f"ok {number} {title} # SKIP clang-format 14 is not here")
            continue
        found = failing(module, {**GOOD, **change}, with_format)
        # A fault may break other habits too, but not in a good house
        good = set(expected) <= set(found) if expected else not found
        bad += not good
        print(f"{'' if good else 'not '}ok {number} {title}" + ("" if good else f" # found by {found}"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
