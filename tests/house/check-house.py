#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-house.py [SOURCE_FOLDER]

Checks what no compiler does: who includes whom, that translators see every string, and the habits of the
house. Prints TAP; each problem is a line `# FILE:LINE: what`. To add a check, write a generator of problems
and put it into CHECKS.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

# Each room and the rooms it may include: below it, never beside it
BELOW = {
    "base": [],
    "text": ["base"],
    "markup": ["base", "text"],
    "core": ["base", "text"],
    "store": ["base", "text", "core"],
    "formats": ["base", "text", "markup", "core"],
    "readers": ["base", "text", "markup", "core"],
    "suggest": ["base", "text", "core"],
    "analysis": ["base", "text", "core"],
    "online": ["base", "text", "core"],
    "session": ["base", "text", "core", "store", "formats", "readers", "suggest", "analysis", "online"],
}
BELOW["cli"] = BELOW["app"] = [*BELOW["session"], "session"]

# Headers of libraries that belong to one room
RESERVED = {
    re.compile(r"<(gtk/|adwaita|gdk/|gsk/)"): ["app"],
    re.compile(r"<libsoup/"): ["online"],
    re.compile(r"<(libxml/|zip\.h)"): ["markup"],
}

LONGEST = 1000
VERSION = re.compile(r"^\s*#\s*(el)?if.*\b(\w+_CHECK_VERSION|\w+_(MAJOR|MINOR|MICRO)_VERSION|\w+_VERSION_\d\w*)\b")
TRANSLATABLE = re.compile(r"(?<![A-Za-z0-9_])(_|N_|C_|Q_|NC_|g_dngettext|ngettext|g_dpgettext2?)\s*\(\s*\"")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
INCLUDE = re.compile(r"^\s*#\s*include\s+([<\"])([^>\"]+)[>\"]")


class House:
    """The files of a source folder, with paths relative to it."""

    def __init__(self, root):
        self.root = root
        self.files = sorted(self._walk())
        self._text = {}

    def _walk(self):
        for top in ("src", "ui", "data", "po", "tests", ".ci"):
            for folder, folders, names in os.walk(os.path.join(self.root, top)):
                folders[:] = [name for name in folders if name not in ("__pycache__", ".git")]
                for name in names:
                    yield os.path.relpath(os.path.join(folder, name), self.root)
        if os.path.exists(os.path.join(self.root, "dev")):
            yield "dev"

    def text(self, path):
        if path not in self._text:
            with open(os.path.join(self.root, path), encoding="utf-8") as file:
                self._text[path] = file.read()
        return self._text[path]

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), 1)

    def below(self, folder, *endings):
        """The files under @folder whose names end so; test data is not code."""
        return [path for path in self.files if path.startswith(folder + "/") and path.endswith(endings)
                and not path.startswith(("tests/data/", "tests/fuzz/corpus"))]

    def code(self):
        return self.below("src", ".c", ".h") + self.below("tests", ".c", ".h")


def room_of(path):
    """The room a file of src or tests belongs to, or None."""
    parts = path.split("/")
    return parts[1] if parts[0] in ("src", "tests") and len(parts) > 2 and parts[1] in BELOW else None


def check_includes(house):
    """Rooms include downwards only."""
    owners = {}
    for path in house.below("src", ".h"):
        name = os.path.basename(path)
        if name in owners:
            yield path, 1, f"there is a header of this name in {owners[name]} too"
        owners[name] = path
        if room_of(path) is None:
            yield path, 1, "this header is in no room that is known"

    for path in house.code():
        room = room_of(path)
        for number, line in house.lines(path):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, name = match.groups()
            if quote == "<":
                for pattern, rooms in RESERVED.items():
                    if pattern.match("<" + name) and room in BELOW and room not in rooms:
                        yield path, number, f"<{name}> is for {', '.join(rooms)} only"
                continue
            if "/" in name:
                yield path, number, f'"{name}": headers are included by their name alone'
            owner = owners.get(name)
            if owner is None or room is None:
                continue
            other = room_of(owner)
            if other != room and other not in BELOW[room]:
                yield path, number, f"{room} may not include {name}, which is in {other}"
            if name.endswith("-private.h") and other != room:
                yield path, number, f"{name} is private to {other}"


def check_potfiles(house):
    """Every file with strings for translators is in po/POTFILES."""
    if "po/POTFILES" not in house.files:
        yield "po/POTFILES", 1, "is missing"
        return
    listed = [line for _, line in house.lines("po/POTFILES") if line and not line.startswith("#")]
    if listed != sorted(listed):
        yield "po/POTFILES", 1, "is not sorted"

    for path in listed:
        if path not in house.files:
            yield "po/POTFILES", 1, f"{path} does not exist"

    for path in house.below("src", ".c", ".h") + house.below("ui", ".ui") + house.below("data", ".in", ".xml"):
        pattern = TRANSLATABLE if path.startswith("src/") else re.compile(r'translatable="(yes|true)"')
        if path.endswith(".gschema.xml"):
            pattern = re.compile(r"<summary>")
        if path.endswith((".desktop.in", ".metainfo.xml.in")):
            pattern = re.compile(r"^(Name=|\s*<name>)", re.MULTILINE)
        if pattern.search(house.text(path)) and path not in listed:
            yield path, 1, "has strings for translators and is not in po/POTFILES"


def check_licence(house):
    """Every source file says its licence at the top."""
    for path in house.code():
        if not house.text(path).startswith("/* SPDX-License-Identifier: GPL-3.0-or-later */\n"):
            yield path, 1, "the first line is not the SPDX line"
    for path in house.files:
        if path.endswith((".py", ".sh")) or path in ("dev", ".ci/run"):
            if "# SPDX-License-Identifier: GPL-3.0-or-later\n" not in house.text(path)[:200]:
                yield path, 1, "has no SPDX line at the top"


def check_length(house):
    """No source file is over 1,000 lines."""
    for path in house.code() + house.below("ui", ".ui", ".css") + house.below("tests", ".py"):
        count = house.text(path).count("\n")
        if count > LONGEST:
            yield path, LONGEST, f"has {count} lines, more than {LONGEST}: split it by concern"


def check_versions(house):
    """What depends on a library's version is in src/app/mani-compat.[ch] alone."""
    for path in house.code():
        if not path.startswith("src/app/mani-compat."):
            for number, line in house.lines(path):
                if VERSION.match(line):
                    yield path, number, "asks for a version; that belongs into src/app/mani-compat.[ch]"


def check_templates(house):
    """Every template is in the list of resources, and every listed one exists."""
    lists = house.below("ui", ".gresource.xml")
    listed = set()
    for path in lists:
        for element in ElementTree.fromstring(house.text(path)).iter("file"):
            name = element.text.strip()
            # Icons and the sample are resources too, and lie in data/.
            folder = "data" if f"data/{name}" in house.files else os.path.dirname(path)
            listed.add(os.path.join(folder, name))
    for path in house.below("ui", ".ui", ".css"):
        if path not in listed:
            yield path, 1, "is in no list of resources"
    for path in sorted(listed):
        if path.startswith("ui/") and path not in house.files:
            yield lists[0], 1, f"{path} does not exist"


def check_wiring(house):
    """Every test and benchmark program is built."""
    for path in house.below("tests", ".c", ".py"):
        folder, name = os.path.split(path)
        match = re.match(r"(test|bench|fuzz)-(.+)\.(c|py)$", name)
        if match:
            build = os.path.join(folder, "meson.build")
            text = house.text(build) if build in house.files else ""
            if not re.search(rf"['/-]{re.escape(match[2])}['.]", text):
                yield path, 1, f"{build} does not name it"


def check_unfinished(house):
    """Nothing is left for later in a comment."""
    for path in house.code() + house.below("tests", ".py") + house.below("ui", ".ui", ".css"):
        for number, line in house.lines(path):
            if UNFINISHED.search(line):
                yield path, number, "an undecided question is written out, not marked"


def find_formatter():
    """clang-format 14, or None: other versions format differently."""
    for name in ("clang-format-14", "clang-format"):
        if shutil.which(name):
            version = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
            if re.search(r"version 14\.", version):
                return name
    return None


def check_format(house):
    """Every C file is as clang-format 14 would write it."""
    done = subprocess.run([find_formatter(), "--dry-run", *house.code()], cwd=house.root, capture_output=True,
                          text=True, check=False)
    seen = set()
    for match in re.finditer(r"^([^:\n]+):(\d+):\d+: (?:warning|error): ", done.stderr, re.MULTILINE):
        if match[1] not in seen:
            seen.add(match[1])
            yield match[1], int(match[2]), "./dev format would change it"
    if done.returncode != 0 and not seen:
        yield ".clang-format", 1, done.stderr.strip()


CHECKS = {
    "rooms-include-downwards": check_includes,
    "translators-see-every-string": check_potfiles,
    "files-say-their-licence": check_licence,
    "files-are-not-too-long": check_length,
    "versions-are-asked-in-one-place": check_versions,
    "templates-are-resources": check_templates,
    "tests-are-built": check_wiring,
    "nothing-is-unfinished": check_unfinished,
    "code-is-formatted": check_format,
}


def main(root):
    house = House(root)
    print(f"1..{len(CHECKS)}")
    bad = 0
    for number, (name, check) in enumerate(CHECKS.items(), 1):
        if check is check_format and find_formatter() is None:
            print(f"ok {number} /house/{name} # SKIP clang-format 14 is not here")
            continue
        problems = list(check(house))
        for path, line, what in problems:
            print(f"# {path}:{line}: {what}")
        bad += bool(problems)
        print(f"{'not ' if problems else ''}ok {number} /house/{name}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "..")))
