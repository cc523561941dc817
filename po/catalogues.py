#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: catalogues.py template FILE.pot       the messages of the sources
       catalogues.py update [LANGUAGE...]    brings po/LANGUAGE.po (all of po/LINGUAS) to the sources
       catalogues.py pseudo FILE.mo          a language that nobody speaks, for looking at the window

Messages that are no more are dropped and new ones are empty: nothing is guessed from a message that looks alike. In
the language that nobody speaks each message is accented, longer by a third, and in brackets, so that one sees what is
clipped, pasted together, or not translatable."""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

FOLDER = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(FOLDER)

FIELD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t|L)?(?:<\w+>)?[a-zA-Z%]")
TAG = re.compile(r"</?[a-z]\w*(?:\s[^<>]*)?>")
ENTITY = re.compile(r"&#?\w+;")
# What a program reads of a message, and no translation may change
FIXED = re.compile("|".join(pattern.pattern for pattern in (PLACEHOLDER, TAG, ENTITY)))

ACCENTED = str.maketrans("aceinouyACEINOUYdglrstz", "áçëîñöüýÁÇËÎÑÖÜÝðğłřšťž")


@dataclass
class Message:
    """One entry of a catalogue."""
    context: str = None
    text: str = ""
    plural: str = None
    translations: list = field(default_factory=list)
    flags: set = field(default_factory=set)

    @property
    def is_header(self):
        return self.text == "" and self.context is None

    @property
    def is_translated(self):
        return "fuzzy" not in self.flags and all(self.translations)

    @property
    def name(self):
        return (f"{self.context}: " if self.context else "") + self.text


def run(*command):
    """Standard output of a program of gettext."""
    return subprocess.run(command, cwd=SOURCE, check=True, stdout=subprocess.PIPE).stdout.decode()


def unquote(lines):
    """The text of the strings in lines of a catalogue."""
    inside = "".join(line[1:-1] for line in lines.splitlines())
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), inside)


def quote(text):
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def read(path):
    """The messages of a catalogue, without those that are no more."""
    messages = []
    for block in run("msgcat", "--no-wrap", path).split("\n\n"):
        message = Message()
        for line in re.findall("^#,(.*)", block, re.MULTILINE):
            message.flags |= {flag.strip() for flag in line.split(",")}
        fields = FIELD.findall(block)
        for name, lines in fields:
            if name.startswith("msgstr"):
                message.translations.append(unquote(lines))
            else:
                setattr(message, {"msgctxt": "context", "msgid": "text", "msgid_plural": "plural"}[name], unquote(lines))
        if fields:
            messages.append(message)
    return messages


def write(path, messages):
    with open(path, "w", encoding="utf-8") as file:
        for message in messages:
            if message.context is not None:
                file.write(f"msgctxt {quote(message.context)}\n")
            file.write(f"msgid {quote(message.text)}\n")
            if message.plural is not None:
                file.write(f"msgid_plural {quote(message.plural)}\n")
            for number, translation in enumerate(message.translations):
                index = f"[{number}]" if message.plural is not None else ""
                file.write(f"msgstr{index} {quote(translation)}\n")
            file.write("\n")


def read_lines(path):
    """Those that are not empty and no comment."""
    with open(path, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def languages():
    return read_lines(os.path.join(FOLDER, "LINGUAS"))


def catalogue(language):
    return os.path.join(FOLDER, language + ".po")


def make_template(path):
    arguments = read_lines(os.path.join(FOLDER, "xgettext.args"))
    # The same sources give the same template: no date, which every merge would bring into every catalogue.
    text = run("xgettext", *arguments, "--files-from=po/POTFILES", "--package-name=manicule", "--output=-")
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r'"POT-Creation-Date: .*\n', "", text))


def merge(path, template, result):
    """A catalogue with exactly the messages of a template."""
    whole = result + ".whole"
    try:
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "--add-location=file", "--output-file", whole,
            path, template)
        run("msgattrib", "--no-obsolete", "--no-wrap", "--output-file", result, whole)
    finally:
        if os.path.exists(whole):
            os.unlink(whole)


def update(chosen):
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "manicule.pot")
        make_template(template)
        for language in chosen or languages():
            path = catalogue(language)
            merge(path, template, path)
            messages = [message for message in read(path) if not message.is_header]
            left = sum(not message.is_translated for message in messages)
            print(f"{os.path.relpath(path, SOURCE)}: {len(messages)} messages, {left} not translated")


def pretend(text):
    """What @text is in the language that nobody speaks."""
    words, at = [], 0
    for match in FIXED.finditer(text):
        words += [text[at:match.start()].translate(ACCENTED), match[0]]
        at = match.end()
    words.append(text[at:].translate(ACCENTED))
    body = "".join(words)
    longer = ("~~~~ " * len(text))[:len(text) // 3 + 1].strip()
    end = "\n" if body.endswith("\n") else ""
    return f"[{body.rstrip()} {longer}]{end}"


def make_pseudo(path):
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "manicule.pot")
        made = os.path.join(folder, "pseudo.po")
        make_template(template)
        messages = read(template)
        for message in messages:
            if message.is_header:
                message.translations = ["Content-Type: text/plain; charset=UTF-8\n"
                                        "Plural-Forms: nplurals=2; plural=n != 1;\n"]
            elif message.plural is not None:
                message.translations = [pretend(message.text), pretend(message.plural)]
            else:
                message.translations = [pretend(message.text)]
        write(made, messages)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        run("msgfmt", "--output-file", path, made)


def main(command="", *arguments):
    if command == "template" and len(arguments) == 1:
        make_template(os.path.abspath(arguments[0]))
    elif command == "update":
        update(arguments)
    elif command == "pseudo" and len(arguments) == 1:
        make_pseudo(os.path.abspath(arguments[0]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as problem:
        sys.exit(f"catalogues: {problem}")
