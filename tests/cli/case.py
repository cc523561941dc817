# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of manicule-cli share: a folder for each case, the program run in it, and TAP."""

import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])

# A tab in the title, a character beyond 16 bits, a backslash, names that touch other letters
TEXT = "Peace\ttalks\n\nBaku 😀 and Yerevan: Baku, Bakuvians, \\Ganja\\ and Aghdam's market.\n"

DONE, FAILED, USAGE, LOSS = range(4)


class Skip(Exception):
    """The machine has not what the case needs."""


class Case:
    """A folder, and the program run in it."""

    def __init__(self, root):
        self.folder = os.path.join(root, "case")
        self.state = os.path.join(root, "state")
        os.mkdir(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return name

    def bytes(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run(self, *arguments, status=DONE, stdin=b"", **more):
        """Its standard output; the standard error is kept in self.said."""
        environment = dict(os.environ, XDG_STATE_HOME=self.state)
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=environment, input=stdin, timeout=120, check=False,
                              stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **more)
        self.said = done.stderr.decode()
        assert done.returncode == status, f"{arguments}: status {done.returncode}, not {status}: {self.said}"
        return done.stdout.decode() if done.stdout is not None else None

    def fail(self, *arguments, about, says, status=FAILED, **more):
        """Nothing on standard output, no file other than before, one line that names what it is about."""
        before = self.snapshot()
        out = self.run(*arguments, status=status, **more)
        assert out == "", out
        start = f"manicule-cli: {about}:"
        lines = [line for line in self.said.splitlines() if line.startswith(start)]
        assert lines, f"{arguments}: no line of {self.said!r} begins with {start!r}"
        assert says in lines[0], f"{arguments}: {says!r} is not in {self.said!r}"
        assert lines[0].count(f"{about}:") == 1, f"{arguments}: the file is named twice: {self.said!r}"
        assert not lines[0].endswith("."), self.said
        assert self.snapshot() == before, f"{arguments}: files have changed"

    def snapshot(self):
        files = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, self.folder)] = file.read()
        return files

    def project(self, text=TEXT, name="p.manicule"):
        """A project of one article."""
        self.write("a.txt", text)
        self.run("new", name)
        self.run("add", name, "a.txt")
        return name

    def table(self, *arguments, **more):
        """The rows of a listing, each a dict, after checking that its cells hold no tab and no line end."""
        lines = self.run(*arguments, **more).split("\n")
        assert lines.pop() == "", "the last line is not ended"
        header = lines[0].split("\t")
        rows = [line.split("\t") for line in lines[1:]]
        assert all(len(row) == len(header) for row in rows), rows
        return [dict(zip(header, map(unescape, row))) for row in rows]

    def objects(self, *arguments, **more):
        return [json.loads(line) for line in self.run(*arguments, **more).splitlines()]


def unescape(cell):
    return re.sub(r"\\(.)", lambda match: {"t": "\t", "n": "\n", "r": "\r"}.get(match[1], match[1]), cell)


def members(cell):
    """Of a list as it stands in a listing, before anything is unescaped."""
    return [unescape(member) for member in re.findall(r"((?:\\.|[^\\,])+)(?:,|$)", cell)]


def run_cases(cases):
    """Each a function whose one argument is a Case, in a folder of its own. Returns the exit status."""
    print(f"1..{len(cases)}")
    failed = False
    for number, function in enumerate(cases, 1):
        name = "/cli/" + function.__name__.replace("_", "-")
        # Names of files in messages are compared, so the folder's own is without links
        with tempfile.TemporaryDirectory(prefix="manicule-cli-") as folder:
            try:
                function(Case(os.path.realpath(folder)))
                print(f"ok {number} {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} {name} # SKIP {reason}", flush=True)
            except Exception as problem:
                failed = True
                line = problem.__traceback__.tb_next.tb_lineno
                print(f"not ok {number} {name}")
                print("# " + f"line {line}: {type(problem).__name__}: {problem}".replace("\n", "\n# "), flush=True)
    return 1 if failed else 0
