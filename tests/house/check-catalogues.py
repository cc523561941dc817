#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-catalogues.py [--complete]

Checks the catalogue of each language of po/LINGUAS against the messages of the sources as they are now: that programs
can use it, and that no translation loses what programs or readers need of the message. With --complete, instead: that
every message is translated, and that a translated manual has the topics and keys of the original. Prints TAP; each
problem is a line `# LANGUAGE: message: what`.
"""

import collections
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(SOURCE, "po"))
sys.dont_write_bytecode = True
import catalogues  # noqa: E402

# Of so many messages, one may be its own translation: names, abbreviations
FOR_ONE_THE_SAME = 10


def fixed(text, pattern):
    """What of @text a translation must keep, in any order; %2$s counts as %s."""
    return collections.Counter(re.sub(r"%\d+\$", "%", match[0]) for match in pattern.finditer(text))


def check_message(message):
    """What is wrong with its translations."""
    originals = [message.text] + ([message.plural] if message.plural is not None else [])
    for translation in message.translations:
        if translation == "":
            continue
        for what, pattern in (("placeholders", catalogues.PLACEHOLDER), ("markup", catalogues.TAG)):
            if "no-c-format" in message.flags and pattern is catalogues.PLACEHOLDER:
                continue
            # One of a plural may be said without its figure; gettext knows which.
            wanted = [fixed(text, pattern) for text in originals]
            if fixed(translation, pattern) not in wanted and "c-format" not in message.flags:
                yield f"its {what} are others in “{translation}”"
        for what, end in (("space at the start", r"^\s"), ("space at the end", r"\s$"), ("ellipsis", "…$"),
                          ("colon", r"[:՝]$")):
            if bool(re.search(end, translation)) != bool(re.search(end, message.text)):
                yield f"the {what} is not the same in “{translation}”"


def check_sound(language, path, messages):
    """The catalogue does what programs ask of one."""
    done = subprocess.run(["msgfmt", "--check", "--check-accelerators=_", "--output-file=/dev/null", path],
                          capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode != 0 or "warning" in done.stderr:
        for line in done.stderr.splitlines():
            yield line.replace(path, f"po/{language}.po")
    for message in messages:
        for problem in check_message(message):
            yield f"“{message.name}”: {problem}"


def check_translated(_language, _path, messages):
    """Few messages are their own translation."""
    translated = [message for message in messages if message.is_translated]
    same = [message for message in translated if message.translations[0] == message.text]
    if len(same) * FOR_ONE_THE_SAME > len(translated):
        yield f"{len(same)} of {len(translated)} messages are as in the sources"
        for message in same:
            yield f"“{message.name}”"


def check_complete(_language, _path, messages):
    """Nothing is left to translate."""
    for message in messages:
        if not message.is_translated:
            yield f"“{message.name}” is not translated"


def read_manual(language):
    """The topics, keys and menu items of a manual in their order, or None when there is none in the language."""
    path = os.path.join(SOURCE, "data", "help", language, "manicule", "index.html")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return re.findall(r'<(?:section id|\w+ data-action)="([^"]+)"', file.read())


def check_manual(language, _path, _messages):
    """Its manual tells what the original tells."""
    ours, original = read_manual(language), read_manual("C")
    if ours is None:
        return
    for more, fewer, what in ((original, ours, "lacks"), (ours, original, "has too many of")):
        for name in collections.Counter(more) - collections.Counter(fewer):
            yield f"the manual {what} “{name}”"


def main(checks):
    names = catalogues.languages()
    print(f"1..{len(names) * len(checks) + 1}")
    sorted_names = names == sorted(names)
    print(f"{'' if sorted_names else 'not '}ok 1 /catalogues/languages-are-sorted")
    bad, number = not sorted_names, 1
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "manicule.pot")
        catalogues.make_template(template)
        for language in names:
            merged = os.path.join(folder, language + ".po")
            catalogues.merge(catalogues.catalogue(language), template, merged)
            messages = [message for message in catalogues.read(merged) if not message.is_header]
            for name, check in checks.items():
                problems = list(check(language, merged, messages))
                for problem in problems:
                    print(f"# {language}: {problem}".replace("\n", "\\n"))
                bad |= bool(problems)
                number += 1
                print(f"{'not ' if problems else ''}ok {number} /catalogues/{language}/{name}")
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--complete"]:
        sys.exit(main({"nothing-is-left": check_complete, "manual-is-complete": check_manual}))
    sys.exit(main({"programs-can-use-it": check_sound, "few-messages-are-the-same": check_translated}))
