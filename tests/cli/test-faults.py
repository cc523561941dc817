# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-faults.py MANICULE_CLI FAULT_PRELOAD

Annotates a project with manicule-cli as it is shipped while every call that touches the project's folder fails in
turn, once and for ever: the project is the old or the new one, whole; success means the new one; failure is told.
Prints TAP."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile

ARTICLE = "The ferry from Sorrel\n\nSorrel lies north of Anvil. The ferry to Sorrel leaves at noon.\n"
FAULTS = [errno.EIO, errno.ENOSPC, errno.EACCES]
MOST_CALLS = 200


class Case:
    """A folder with a project, and the command that is tried on it."""

    def __init__(self, cli, preload, root):
        self.cli = cli
        self.preload = preload
        self.root = os.path.realpath(root)
        self.folder = os.path.join(self.root, "folder")
        self.project = os.path.join(self.folder, "p.manicule")
        self.fired = os.path.join(self.root, "fired")
        self.environment = dict(os.environ, HOME=self.root, XDG_STATE_HOME=os.path.join(self.root, "state"),
                                XDG_DATA_HOME=os.path.join(self.root, "data"))
        os.mkdir(self.folder)
        article = os.path.join(self.root, "article.txt")
        with open(article, "w", encoding="utf-8") as file:
            file.write(ARTICLE)
        for arguments in (["new", self.project], ["add", self.project, article]):
            subprocess.run([cli, *arguments], check=True, env=self.environment, capture_output=True)
        self.pristine = self.read()

    def read(self):
        with open(self.project, "rb") as file:
            return file.read()

    def reset(self):
        shutil.rmtree(self.folder)
        os.mkdir(self.folder)
        with open(self.project, "wb") as file:
            file.write(self.pristine)
        if os.path.exists(self.fired):
            os.remove(self.fired)

    def run(self, nth, code, for_ever):
        """Annotates; whether a call failed, and the finished process."""
        self.reset()
        environment = dict(self.environment, LD_PRELOAD=self.preload, MANI_FAULT_FOLDER=self.folder,
                           MANI_FAULT_NTH=str(nth), MANI_FAULT_ERRNO=str(code), MANI_FAULT_FIRED=self.fired)
        if for_ever:
            environment["MANI_FAULT_FOR_EVER"] = "1"
        done = subprocess.run([self.cli, "annotate", self.project, "1", "--quote", "Sorrel", "--all", "--label", "place"],
                              env=environment, capture_output=True, text=True, check=False, timeout=60)
        return os.path.exists(self.fired), done

    def count(self):
        """The annotations of the project, which must be sound."""
        subprocess.run([self.cli, "check", self.project], check=True, env=self.environment, capture_output=True)
        listing = subprocess.run([self.cli, "annotations", self.project], check=True, env=self.environment,
                                 capture_output=True, text=True)
        return len(listing.stdout.splitlines()) - 1

    def problem(self, done):
        """What is wrong after one try, or None."""
        if done.returncode not in (0, 1):
            return f"status {done.returncode}"
        if done.returncode == 1 and not done.stderr.startswith("manicule-cli: "):
            return f"the failure is told as {done.stderr!r}"
        if self.read() == self.pristine:
            if done.returncode == 0:
                return "success, and the project is the old one"
        elif self.count() != 3:
            return "the project is neither the old nor the new one"
        strays = [name for name in os.listdir(self.folder) if name not in ("p.manicule", "p.manicule~")]
        return f"left: {strays}" if strays else None


def try_all(case, code, for_ever):
    """How many calls were made to fail, and the first problem."""
    for nth in range(1, MOST_CALLS):
        fired, done = case.run(nth, code, for_ever)
        problem = case.problem(done)
        if problem is None and not fired and done.returncode != 0:
            problem = f"fails although no call did: {done.stderr}"
        if problem is not None:
            return nth, f"call {nth}: {problem}; {done.stderr.strip()}"
        if not fired:
            return nth - 1, None
    return MOST_CALLS, "it never ends"


def main(cli, preload):
    print(f"1..{2 * len(FAULTS)}")
    bad = 0
    with tempfile.TemporaryDirectory() as root:
        case = Case(cli, preload, root)
        number = 0
        for code in FAULTS:
            for for_ever in (False, True):
                number += 1
                count, problem = try_all(case, code, for_ever)
                if problem is None and count < 5:
                    problem = f"only {count} calls were made to fail"
                print(f"# {count} calls")
                if problem is not None:
                    bad += 1
                    print(f"# {problem}")
                title = f"/cli/faults/{errno.errorcode[code]}-{'for-ever' if for_ever else 'once'}"
                print(f"{'' if problem is None else 'not '}ok {number} {title}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
