# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-recover.py PROGRAM: what is damaged is said, and had again as far as it can be. Prints TAP."""

import json
import os
import shutil
import sys

from case import FAILED, USAGE, run_cases


def annotated(case):
    """A project of three annotations, each saved."""
    project = case.project()
    for quote in "Yerevan", "Ganja", "market":
        case.run("annotate", project, "1", "--quote", quote, "--label", "Place", "--note", f"about {quote}")
    return project


def recover(case, project="p.manicule", **more):
    """The project that is written."""
    if os.path.exists(case.path("out.manicule")):
        os.remove(case.path("out.manicule"))
    before = case.snapshot()
    assert case.run("recover", project, "--output", "out.manicule", **more) == ""
    told = case.said
    after = case.snapshot()
    assert {name: content for name, content in after.items() if name != "out.manicule"} == before
    case.run("check", "out.manicule")
    case.said = told
    return json.loads(case.bytes("out.manicule"))


def notes(document):
    return sorted(item["note"] for item in document["annotations"])


ALL = ["about Ganja", "about Yerevan", "about market"]


def a_whole_file_is_written_as_it_is(case):
    project = annotated(case)
    recover(case)
    assert case.bytes("out.manicule") == case.bytes(project)
    assert case.said == "manicule-cli: p.manicule: the file is whole\n", case.said


def what_the_file_was_is_found_by_its_digest(case):
    project = annotated(case)
    good = case.bytes(project)
    for damaged in (good.replace(b"Ganja", b"Gandja"), good[:300] + bytes(400) + good[700:],
                    good.replace(b'"annotations":[', b"")):
        case.write(project, damaged)
        recover(case)
        assert case.bytes("out.manicule") == good
        assert "is just what the file was" in case.said, case.said
    # It need not be the newest
    case.write(project, good)
    case.run("annotate", project, "1", "--whole", "--note", "later")
    case.write(project, good.replace(b"Ganja", b"Gandja"))
    recover(case)
    assert case.bytes("out.manicule") == good


def a_cut_file_is_completed(case):
    project = annotated(case)
    good = case.bytes(project)
    for n in range(0, len(good), 97):
        case.write(project, good[:n])
        document = recover(case)
        assert notes(document) == ALL, (n, document["annotations"])
        assert document["articles"] == json.loads(good)["articles"]


def what_is_newer_in_the_damaged_file_stays(case):
    project = annotated(case)
    document = json.loads(case.bytes(project))
    document["annotations"][0]["note"] = "newest"
    del document["digest"]
    case.write("new.manicule", json.dumps(document))
    case.run("convert", "new.manicule", "laid-out.manicule")
    shutil.rmtree(os.path.join(case.state, "manicule"))
    shutil.copy(case.path("p.manicule"), case.path("p.manicule~"))
    lines = case.bytes("laid-out.manicule").split(b"\n")
    at = lines.index(b'"annotations":[')
    # The first is whole, the second is damaged, the third and all behind it are gone
    lines[at + 2] = lines[at + 2].replace(b'"note"', b"#note#")
    case.write(project, b"\n".join(lines[: at + 3]))
    recovered = recover(case)
    assert len(recovered["annotations"]) == 3
    assert recovered["annotations"][0]["note"] == "newest"
    assert any(line.startswith(f"manicule-cli: p.manicule:{at + 3}:") for line in case.said.splitlines()), case.said
    assert "2 records that cannot be read come from an earlier version" in case.said, case.said


def without_other_versions_what_is_whole_is_kept(case):
    project = annotated(case)
    good = case.bytes(project)
    os.remove(case.path("p.manicule~"))
    shutil.rmtree(case.state)
    case.write(project, good[: good.index(b"about market") + 3])
    assert len(recover(case)["annotations"]) == 2
    for nothing in b"", bytes(4096), b"Dear diary\n":
        case.write(project, nothing)
        os.remove(case.path("out.manicule")) if os.path.exists(case.path("out.manicule")) else None
        case.run("recover", project, "--output", "out.manicule", status=FAILED)
        assert not os.path.exists(case.path("out.manicule"))
        assert case.said.splitlines()[-1] == "manicule-cli: p.manicule: nothing of a project can be read in it", case.said


def a_file_that_is_gone_comes_from_the_one_before(case):
    project = annotated(case)
    os.remove(case.path(project))
    assert notes(recover(case)) == ALL
    shutil.rmtree(case.state)
    assert len(recover(case)["annotations"]) == 2
    os.remove(case.path("p.manicule~"))
    os.remove(case.path("out.manicule"))
    case.run("recover", project, "--output", "out.manicule", status=FAILED)


def nothing_is_overwritten(case):
    project = annotated(case)
    for there in "p.manicule", "p.manicule~", "a.txt":
        case.fail("recover", project, "--output", there, about=there, says="already")
    assert case.run("recover", project, status=USAGE) == ""
    case.fail("recover", project, "--output", "no/where", about="no/where", says="no such folder")
    newer = case.bytes(project).replace(b'{"manicule":1', b'{"manicule":2')
    case.write("newer.manicule", newer)
    case.fail("recover", "newer.manicule", "--output", "out.manicule", about="newer.manicule", says="format 2")


def check_says_what_can_be_had(case):
    project = annotated(case)
    good = case.bytes(project)
    case.write(project, good[: good.index(b"about market") + 3])
    case.run("check", project, status=FAILED)
    said = case.said.splitlines()
    assert "labels: 6; people, places, organisations: 0; articles: 1; annotations: 2; relations: 0" in said[1], said
    versions = [line for line in said if "earlier version of" in line]
    assert [line.split(", ")[1] for line in versions] == ["3 annotations", "2 annotations", "1 annotation",
                                                        "0 annotations", "0 annotations"], said
    case.run("check", "-", stdin=good[:-40], status=FAILED)
    assert "annotations: 3" in case.said, case.said
    # Of what is no project at all nothing is promised
    case.write("x", b"Dear diary\n")
    case.run("check", "x", status=FAILED)
    assert len(case.said.splitlines()) == 1, case.said


CASES = [
    a_whole_file_is_written_as_it_is,
    what_the_file_was_is_found_by_its_digest,
    a_cut_file_is_completed,
    what_is_newer_in_the_damaged_file_stays,
    without_other_versions_what_is_whole_is_kept,
    a_file_that_is_gone_comes_from_the_one_before,
    nothing_is_overwritten,
    check_says_what_can_be_had,
]


if __name__ == "__main__":
    sys.exit(run_cases(CASES))
