# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-merge.py PROGRAM: `manicule-cli merge` alone, and as the merge driver of a real git.

What is expected is worked out on the JSON documents by Python. Prints TAP.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys

from case import FAILED, PROGRAM, USAGE, Skip, run_cases

DRIVER = f"{shlex.quote(PROGRAM)} merge %O %A %B --output %A --name %P"


def base_project(case, name="base.manicule"):
    """One article, and an annotation of “Yerevan” with a note."""
    case.project(name=name)
    case.run("annotate", name, "1", "--quote", "Yerevan", "--label", "Place", "--note", "old")
    return name


def version(case, name, base, change):
    """A version of @base of which @change has changed the document."""
    document = json.loads(case.bytes(base))
    change(document)
    del document["digest"]
    case.write("changing.manicule", json.dumps(document))
    for old in name, "changed.manicule":
        if os.path.exists(case.path(old)):
            os.remove(case.path(old))
    case.run("convert", "changing.manicule", "changed.manicule")
    os.replace(case.path("changed.manicule"), case.path(name))
    os.remove(case.path("changing.manicule"))
    return name


def note(text):
    def change(document):
        document["annotations"][0]["note"] = text
    return change


def document(case, name):
    """The project, after checking that it is sound."""
    case.run("check", name)
    assert case.said == "", case.said
    return json.loads(case.bytes(name))


def merge(case, *arguments, **more):
    return case.run("merge", "base.manicule", "ours.manicule", "theirs.manicule", *arguments, **more)


def what_either_changed_is_merged(case):
    base_project(case)
    for name in "ours.manicule", "theirs.manicule":
        shutil.copy(case.path("base.manicule"), case.path(name))
    case.run("annotate", "ours.manicule", "1", "--quote", "Ganja", "--label", "Place")
    case.run("annotate", "theirs.manicule", "1", "--whole", "--tag", "peace")
    case.write("b.txt", "Another.\n")
    case.run("add", "theirs.manicule", "b.txt")
    before = case.snapshot()
    assert merge(case, "--output", "out.manicule") == "" and case.said == "", case.said
    after = case.snapshot()
    merged = document(case, "out.manicule")
    assert {name: bytes for name, bytes in after.items() if name != "out.manicule"} == before
    ours, theirs = (json.loads(before[name]) for name in ("ours.manicule", "theirs.manicule"))
    assert merged["articles"] == theirs["articles"] and len(merged["articles"]) == 2
    union = {item["id"]: item for item in ours["annotations"] + theirs["annotations"]}
    assert len(union) == 3
    assert {item["id"]: item for item in merged["annotations"]} == union
    # Either way round the same comes of it, and a version with itself is that version
    case.run("merge", "base.manicule", "theirs.manicule", "ours.manicule", "-o", "again.manicule")
    assert {item["id"]: item for item in document(case, "again.manicule")["annotations"]} == union
    case.run("merge", "base.manicule", "ours.manicule", "ours.manicule", "-o", "same.manicule")
    assert case.bytes("same.manicule") == before["ours.manicule"]
    assert merge(case, "--output", "-").encode() == after["out.manicule"]


def a_conflict_is_listed_and_ours_stands(case):
    base_project(case)
    version(case, "ours.manicule", "base.manicule", note("mine"))
    version(case, "theirs.manicule", "base.manicule", note("yours"))
    case.run("annotate", "theirs.manicule", "1", "--whole")
    assert merge(case, "--output", "out.manicule", status=FAILED) == ""
    lines = case.said.splitlines()
    assert len(lines) == 1 and lines[0].startswith("manicule-cli: ours.manicule: "), lines
    assert "mine" in lines[0] and "yours" in lines[0], lines
    notes = [item.get("note") for item in document(case, "out.manicule")["annotations"]]
    assert sorted(map(str, notes)) == ["None", "mine"], notes
    merge(case, "--output", "-", "--name", "letters/1917.manicule", status=FAILED)
    assert case.said.startswith("manicule-cli: letters/1917.manicule: "), case.said


def ours_itself_may_be_written_and_nothing_else(case):
    base_project(case)
    version(case, "ours.manicule", "base.manicule", note("mine"))
    version(case, "theirs.manicule", "base.manicule", lambda whole: whole["project"].update(title="T"))
    ours = case.bytes("ours.manicule")
    for other in "base.manicule", "theirs.manicule":
        case.fail("merge", "base.manicule", "ours.manicule", "theirs.manicule", "--output", other, about=other,
                  says="there is a file of this name already")
    case.write("x.txt", "mine")
    case.fail("merge", "base.manicule", "ours.manicule", "theirs.manicule", "--output", "x.txt", about="x.txt",
              says="there is a file of this name already")
    names = sorted(os.listdir(case.folder))
    os.chmod(case.path("ours.manicule"), 0o600)
    os.symlink("ours.manicule", case.path("link.manicule"))
    merge(case, "--output", "link.manicule")
    os.remove(case.path("link.manicule"))
    assert sorted(os.listdir(case.folder)) == names
    assert os.stat(case.path("ours.manicule")).st_mode & 0o777 == 0o600
    merged = document(case, "ours.manicule")
    assert merged["annotations"][0]["note"] == "mine" and merged["project"]["title"] == "T"
    assert case.bytes("ours.manicule") != ours


def another_project_is_refused(case):
    base_project(case)
    shutil.copy(case.path("base.manicule"), case.path("ours.manicule"))
    case.run("new", "other.manicule")
    for names in (("base", "ours", "other"), ("other", "ours", "base")):
        case.fail("merge", *(f"{name}.manicule" for name in names), "--output", "out.manicule",
                  about="other.manicule", says="another project")
    case.fail("merge", "base.manicule", "other.manicule", "ours.manicule", "-o", "out.manicule",
              about="base.manicule", says="another project")


def what_cannot_be_read_changes_nothing(case):
    base_project(case)
    shutil.copy(case.path("base.manicule"), case.path("ours.manicule"))
    case.write("cut.manicule", case.bytes("base.manicule")[:-30])
    case.write("empty.manicule", b"")
    for wrong in "cut.manicule", "missing.manicule":
        for names in ([wrong, "ours.manicule", "base.manicule"], ["base.manicule", "ours.manicule", wrong],
                      ["base.manicule", wrong, "ours.manicule"]):
            case.fail("merge", *names, "--output", "ours.manicule", about=wrong, says="")
    case.fail("merge", "base.manicule", "ours.manicule", "empty.manicule", "--output", "ours.manicule",
              about="empty.manicule", says="empty")
    case.fail("merge", "base.manicule", "empty.manicule", "ours.manicule", "--output", "empty.manicule",
              about="empty.manicule", says="empty")
    assert merge_usage(case) and merge_usage(case, "--output", "")


def merge_usage(case, *arguments):
    return merge(case, *arguments, status=USAGE) == "" and "--output" in case.said


def nothing_in_common_is_an_empty_base(case):
    base_project(case)
    case.write("nothing.manicule", b"")
    version(case, "ours.manicule", "base.manicule", note("mine"))
    shutil.copy(case.path("base.manicule"), case.path("theirs.manicule"))
    case.run("annotate", "theirs.manicule", "1", "--whole")
    case.run("merge", "nothing.manicule", "ours.manicule", "theirs.manicule", "-o", "out.manicule", status=FAILED)
    lines = case.said.splitlines()
    assert len(lines) == 1 and "both have it" in lines[0], lines
    assert len(document(case, "out.manicule")["annotations"]) == 2


def git(case, *arguments, status=0):
    environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull, HOME=case.folder,
                       XDG_STATE_HOME=case.state, GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@b.c",
                       GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@b.c")
    done = subprocess.run(["git", *arguments], cwd=case.folder, env=environment, timeout=60, check=False,
                          capture_output=True, text=True)
    assert done.returncode == status, f"git {arguments}: {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def repository(case):
    """One with the driver, and a project that is committed."""
    if shutil.which("git") is None:
        raise Skip("git is not here")
    git(case, "init", "--quiet", "--initial-branch=main")
    git(case, "config", "merge.manicule.driver", DRIVER)
    case.write(".gitattributes", "*.manicule merge=manicule\n")
    case.write(".gitignore", "a.txt\nb.txt\n*~\n")
    base_project(case, "p.manicule")
    os.remove(case.path("p.manicule~"))
    git(case, "add", ".")
    git(case, "commit", "--quiet", "-m", "base")


def commit(case, message):
    git(case, "commit", "--quiet", "-a", "-m", message)


def git_merges_branches_by_record(case):
    repository(case)
    git(case, "checkout", "--quiet", "-b", "theirs")
    # Both write at the same lines of the file: by line these would be conflicts
    case.run("annotate", "p.manicule", "1", "--quote", "Ganja", "--label", "Place")
    case.run("annotate", "p.manicule", "1", "--whole", "--tag", "theirs")
    theirs = json.loads(case.bytes("p.manicule"))
    commit(case, "theirs")
    git(case, "checkout", "--quiet", "main")
    case.run("annotate", "p.manicule", "1", "--quote", "market", "--label", "Place")
    case.run("annotate", "p.manicule", "1", "--whole", "--tag", "ours")
    ours = json.loads(case.bytes("p.manicule"))
    commit(case, "ours")

    git(case, "-c", "merge.manicule.driver=false", "merge", "--quiet", "theirs", status=1)
    git(case, "merge", "--abort")
    git(case, "merge", "--quiet", "-m", "merged", "theirs")
    assert git(case, "status", "--porcelain", "--ignored") == "!! a.txt\n!! p.manicule~\n"
    merged = document(case, "p.manicule")
    union = {item["id"]: item for item in ours["annotations"] + theirs["annotations"]}
    assert len(union) == 5
    assert {item["id"]: item for item in merged["annotations"]} == union


def git_tells_conflicts_and_leaves_a_project(case):
    repository(case)
    git(case, "checkout", "--quiet", "-b", "theirs")
    version(case, "p.manicule", "p.manicule", note("yours"))
    case.run("annotate", "p.manicule", "1", "--whole", "--tag", "theirs")
    commit(case, "theirs")
    git(case, "checkout", "--quiet", "main")
    version(case, "p.manicule", "p.manicule", note("mine"))
    commit(case, "ours")

    said = git(case, "merge", "theirs", status=1)
    told = [line for line in said.splitlines() if line.startswith("manicule-cli: p.manicule: ")]
    assert len(told) == 1 and "mine" in told[0] and "yours" in told[0], said
    assert "CONFLICT" in said, said
    merged = document(case, "p.manicule")
    assert b"<<<<<<<" not in case.bytes("p.manicule")
    assert sorted((item.get("note"), "tags" in item) for item in merged["annotations"]
                  if item.get("note")) == [("mine", False)], merged["annotations"]
    assert len(merged["annotations"]) == 2
    assert git(case, "status", "--porcelain") == "UU p.manicule\n"
    git(case, "add", "p.manicule")
    git(case, "commit", "--quiet", "-m", "merged")
    assert git(case, "status", "--porcelain") == ""


def git_rebases_and_picks_too(case):
    repository(case)
    git(case, "checkout", "--quiet", "-b", "theirs")
    for quote in "Ganja", "market":
        case.run("annotate", "p.manicule", "1", "--quote", quote, "--label", "Place")
        commit(case, quote)
    git(case, "checkout", "--quiet", "main")
    case.run("annotate", "p.manicule", "1", "--whole")
    commit(case, "ours")
    git(case, "cherry-pick", "theirs")
    assert len(document(case, "p.manicule")["annotations"]) == 3
    git(case, "checkout", "--quiet", "theirs")
    git(case, "rebase", "--quiet", "main")
    assert len(document(case, "p.manicule")["annotations"]) == 4


def git_keeps_ours_when_theirs_is_damaged(case):
    repository(case)
    git(case, "checkout", "--quiet", "-b", "theirs")
    case.write("p.manicule", case.bytes("p.manicule")[:-40])
    commit(case, "theirs")
    git(case, "checkout", "--quiet", "main")
    case.run("annotate", "p.manicule", "1", "--whole")
    commit(case, "ours")
    ours = case.bytes("p.manicule")
    git(case, "merge", "theirs", status=1)
    assert case.bytes("p.manicule") == ours
    assert git(case, "status", "--porcelain") == "UU p.manicule\n"


CASES = [
    what_either_changed_is_merged,
    a_conflict_is_listed_and_ours_stands,
    ours_itself_may_be_written_and_nothing_else,
    another_project_is_refused,
    what_cannot_be_read_changes_nothing,
    nothing_in_common_is_an_empty_base,
    git_merges_branches_by_record,
    git_tells_conflicts_and_leaves_a_project,
    git_rebases_and_picks_too,
    git_keeps_ours_when_theirs_is_damaged,
]


if __name__ == "__main__":
    sys.exit(run_cases(CASES))
