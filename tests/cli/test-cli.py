# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-cli.py PROGRAM MANUAL_PAGE: drives manicule-cli as a script does, each case in a folder of its own.

What is expected is what the manual page promises: exit statuses, what goes to which stream, and that a file is
byte for byte as it was when something failed. Offsets are counted by Python, whose strings are code points too.
Prints TAP. To add a case, write a function whose one argument is a Case and put it into CASES.
"""

import csv
import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import unicodedata

from case import DONE, FAILED, LOSS, PROGRAM, TEXT, USAGE, Skip, members, run_cases

MANUAL = sys.argv[2]

COMMANDS = ("new add articles labels text annotations annotate check formats export import convert read "
            "label-sets add-labels merge recover").split()


def every_command_explains_itself(case):
    overview = case.run("--help")
    assert case.said == ""
    assert re.findall(r"^  ([\w-]+) ", overview, re.M) == COMMANDS, overview
    for command in COMMANDS:
        help_text = case.run(command, "--help")
        assert help_text.startswith(f"Usage:\n  manicule-cli {command} "), help_text
        assert case.said == ""
    assert re.fullmatch(r"manicule-cli \d+\.\d+\.\d+\n", case.run("--version"))


def the_manual_has_every_command_and_option(case):
    with open(MANUAL, encoding="utf-8") as file:
        source = file.read().replace("\\-", "-")
    # A section begins with .TP and a line whose first word is the command
    sections = {}
    name = None
    for line in source.split("\n"):
        begun = re.match(r'\.B[IR]? "?([\w-]+)', line)
        if begun and begun[1] in COMMANDS and line.split()[0] in (".BI", ".BR"):
            name = begun[1]
        elif line.startswith(".SH"):
            name = None
        if name is not None:
            sections[name] = sections.get(name, "") + line + "\n"
    assert sorted(sections) == sorted(COMMANDS), sorted(sections)
    for command in COMMANDS:
        for short, option in re.findall(r"^  (?:-(\w), )?(--[a-z-]+)", case.run(command, "--help"), re.M):
            if option == "--help":
                continue
            assert option in sections[command], f"{command} {option} is not in the manual page"
            assert not short or re.search(rf"(?<![\w-])-{short}\b", sections[command]), f"{command} -{short}"
        # And nothing that the program does not take
        for option in set(re.findall(r"(?<![\w-])--[a-z]+", sections[command])):
            assert option in case.run(command, "--help"), f"{command} does not take {option}"


def wrong_usage_is_status_2(case):
    project = case.project()
    before = case.snapshot()
    for arguments in (
        [], ["bogus"], ["--bogus"], ["new"], ["new", "a", "b"], ["add", project], ["articles"], ["text", project],
        ["check"], ["formats", "x"], ["read"], ["convert", "x"], ["new", "--bogus", "x"],
        ["annotate", project, "1"], ["annotate", project, "1", "--quote", "Baku", "--whole"],
        ["annotate", project, "1", "--quote", ""], ["annotate", project, "1", "--whole", "--tag", ""],
        ["annotate", project, "1", "--whole", "--tag", "a", "--tag", " "], ["new", ""],
        ["annotate", project, "1", "--range", "0:1", "--all"], ["annotate", project, "1", "--whole", "--all"],
        ["export", project], ["export", project, "--format", "bogus"], ["import", project, "x"],
        ["import", project, "--format", "bogus", "x"], ["import", project, "--format", "html", "x"],
        ["convert", project, "x.bogus"], ["convert", project, "-"], ["convert", "x", "y.csv", "--from", "bogus"],
        ["convert", project, "x.csv", "--to", "bogus"],
    ):
        assert case.run(*arguments, status=USAGE) == "", arguments
        assert case.said.startswith("manicule-cli: "), case.said
    assert case.snapshot() == before


def a_project_is_made_once(case):
    case.run("new", "p.manicule", "--title", "Karabakh “2021”")
    document = json.loads(case.bytes("p.manicule"))
    assert document["project"]["title"] == "Karabakh “2021”"
    case.fail("new", "p.manicule", about="p.manicule", says="already")
    case.fail("new", "no/where.manicule", about="no/where.manicule", says="/no: there is no such folder")
    assert "lock" not in case.said, case.said
    labels = case.table("labels", "p.manicule")
    assert [label["id"] for label in labels] == "person place organisation date quote claim".split()
    assert [label["key"] for label in labels] == list("123456")
    assert labels[0]["name"] == "Person" and labels[0]["color"] == "#0072b2" and labels[0]["entity"] == "person"
    assert case.objects("labels", "p.manicule", "--json")[1]["name"] == "Place"
    assert case.table("articles", "p.manicule") == []
    assert case.objects("articles", "p.manicule", "--json") == []


def labels_come_from_sets_files_and_projects(case):
    sets = case.table("label-sets")
    assert [row["id"] for row in sets] == ["people-and-places", "quotations-and-claims", "interview-coding",
                                           "named-entities", "ontonotes"]
    assert sets[0]["labels"] == "6" and sets[0]["name"] == "People and Places"
    assert case.objects("label-sets", "--json")[4]["labels"] == 18
    case.run("new", "ner.manicule", "--labels", "named-entities")
    assert [row["name"] for row in case.table("labels", "ner.manicule")] == ["PER", "LOC", "ORG", "MISC"]

    case.write("own.csv", "name,parent,color,key\nRiver,Water,#123456,1\nWater,,,\n")
    case.run("new", "own.manicule", "--labels", "own.csv")
    rows = case.table("labels", "own.manicule")
    assert [row["name"] for row in rows] == ["Water", "River"] and rows[1]["parent"] == rows[0]["id"]
    case.write("bad.csv", "name,color\nRiver,blue\n")
    case.fail("new", "no.manicule", "--labels", "bad.csv", about="bad.csv", says=":2:7: “blue” is no colour")
    for command in ["new", "no.manicule", "--labels", "nope"], ["add-labels", "ner.manicule", "nope"]:
        case.fail(*command, about="nope", says="there is no such file, and no such set of labels")
        assert all(row["id"] in case.said for row in sets), case.said
    assert not os.path.exists(case.path("no.manicule"))

    # A label is the same where its path is
    project = case.project()
    case.run("add-labels", project, "own.manicule")
    assert "1 label comes without its key" in case.said, case.said
    assert len(case.table("labels", project)) == 8
    case.run("annotate", project, "1", "--whole", "--label", "River")
    case.run("annotate", project, "1", "--whole", "--label", "Water")
    assert [row["uses"] for row in case.table("labels", project)[6:]] == ["1", "1"]
    case.write("own.csv", "path,color\nWater/River,#654321\n")
    case.run("add-labels", project, "own.csv")
    assert case.table("labels", project)[7]["color"] == "#123456"
    case.run("add-labels", "--update", project, "own.csv")
    assert case.table("labels", project)[7]["color"] == "#654321"
    case.run("add-labels", project, "-", stdin=b'[{"name": "Sea", "parent": "Water"}]')
    assert case.table("labels", project)[8]["name"] == "Sea"
    case.fail("add-labels", project, "bad.csv", about="bad.csv", says=":2:7:")


def articles_are_added_all_or_none(case):
    project = case.project()
    case.write("b.md", "# Second\n\nA *marked* word.\n")
    case.fail("add", project, "b.md", "missing.txt", about="missing.txt", says="No such file or directory")
    case.write("empty.txt", "")
    case.fail("add", project, "b.md", "empty.txt", about="empty.txt", says="empty")
    case.fail("add", project, "--charset", "bogus", "a.txt", about="a.txt", says="bogus")
    case.run("add", project, "b.md")
    case.run("add", project, "-", stdin="From a pipe.\n".encode())
    case.write("latin.txt", "Örtlich, déjà vu.\n".encode("iso-8859-1"))
    case.run("add", project, "--charset", "ISO-8859-1", "latin.txt")
    rows = case.table("articles", project)
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["characters"] == str(len(TEXT)) and rows[0]["status"] == "new", rows[0]
    assert rows[0]["source"] == os.path.realpath(case.path("a.txt")), rows[0]
    assert rows[1]["title"] == "Second"
    assert case.run("text", project, "3") == "From a pipe.\n"
    assert case.run("text", project, "4") == "Örtlich, déjà vu.\n"
    objects = case.objects("articles", project, "--json")
    assert [item["id"] for item in objects] == [row["id"] for row in rows]
    assert objects[0]["characters"] == len(TEXT) and objects[0]["number"] == 1


def a_text_is_added_once(case):
    project = case.project()
    before = case.bytes(project)
    case.run("add", project, "a.txt")
    assert case.said == "manicule-cli: a.txt: this text is there already, as “a.txt”; it is not added again\n", case.said
    assert case.bytes(project) == before
    # Under another name, and twice at once
    case.write("b.txt", TEXT)
    case.write("new.txt", "New.\n")
    case.write("again.txt", "New.\n")
    case.run("add", project, "b.txt", "new.txt", "again.txt")
    assert [line.split(": ")[1] for line in case.said.splitlines()] == ["b.txt", "again.txt"], case.said
    assert [row["characters"] for row in case.table("articles", project)] == [str(len(TEXT)), "5"]


def the_same_is_annotated_once(case):
    project = case.project()

    def annotate(*options):
        case.run("annotate", project, "1", *options)
        return [int(number) for number in re.findall(r"^manicule-cli: [^:]+: (\d+) annotation", case.said, re.M)]

    assert annotate("--quote", "Baku", "--all", "--label", "Place") == [2]
    before = case.bytes(project)
    assert annotate("--quote", "Baku", "--all", "--label", "Place") == [0, 2]
    assert case.bytes(project) == before
    assert annotate("--range", "13:17", "--label", "place") == [0, 1]
    # Another label, none at all, and the whole article are something else
    assert annotate("--range", "13:17", "--label", "Claim") == [1]
    assert annotate("--range", "13:17") == [1]
    assert annotate("--whole") == [1]
    assert annotate("--whole") == [0, 1]
    # What says more is made; what says less is there
    assert annotate("--whole", "--note", "n", "--tag", "a", "--tag", "b", "--entity", "E") == [1]
    assert annotate("--whole", "--note", "n", "--tag", "b", "--entity", "E") == [0, 1]
    assert annotate("--whole", "--note", "m") == [1]
    # One of several
    assert annotate("--quote", "Yerevan", "--label", "Place") == [1]
    case.write("more.txt", "Yerevan Yerevan Yerevan\n")
    case.run("add", project, "more.txt")
    case.run("annotate", project, "2", "--range", "8:15", "--label", "Place")
    case.run("annotate", project, "2", "--quote", "Yerevan", "--all", "--label", "Place")
    assert "2 annotations made" in case.said and "1 annotation was there already" in case.said, case.said


def an_article_is_its_number_or_its_id(case):
    project = case.project()
    identity = case.table("articles", project)[0]["id"]
    assert case.run("text", project, "1") == case.run("text", project, identity) == TEXT
    for wrong in ("0", "2", "-1", "1x", "bogus", ""):
        case.fail("text", "--", project, wrong, about=project, says="article")
    case.run("annotate", project, identity, "--whole")
    assert len(case.table("annotations", project, "--article", identity)) == 1
    case.fail("annotations", project, "--article", "2", about=project, says="article")
    case.fail("export", project, "--format", "csv", "--article", "2", about=project, says="article")


def a_label_is_its_id_or_its_name(case):
    project = case.project()
    case.run("annotate", project, "1", "--range", "13:17", "--label", "place")
    case.run("annotate", project, "1", "--range", "30:37", "--label", "Place")
    assert [row["label"] for row in case.table("annotations", project)] == ["Place", "Place"]
    assert case.table("labels", project)[1]["uses"] == "2"
    assert len(case.table("annotations", project, "--label", "Place")) == 2
    assert case.table("annotations", project, "--label", "person") == []
    case.fail("annotate", project, "1", "--whole", "--label", "Bogus", about=project, says="Bogus")
    case.fail("annotations", project, "--label", "Bogus", about=project, says="Bogus")
    case.fail("export", project, "--format", "csv", "--label", "Bogus", about=project, says="Bogus")
    # The same name under two parents
    case.write("two.manicule", json.dumps({"manicule": 1, "project": {"id": "aaaaaaaaaaaaaaaa"}, "labels": [
        {"id": "up1", "name": "Up"}, {"id": "up2", "name": "Down"}, {"id": "one", "name": "Same", "parent": "up1"},
        {"id": "two", "name": "Same", "parent": "up2"}]}))
    case.run("add", "two.manicule", "a.txt")
    case.fail("annotate", "two.manicule", "1", "--whole", "--label", "Same", about="two.manicule", says="Same")
    case.run("annotate", "two.manicule", "1", "--whole", "--label", "two")
    assert case.objects("annotations", "two.manicule", "--json")[0]["label"] == "two"


def a_range_lies_in_the_text(case):
    project = case.project()
    n = len(TEXT)
    for wrong in f"0:{n + 1}", f"{n + 1}:{n + 1}":
        case.fail("annotate", project, "1", "--range", wrong, about=project, says=f"{n} characters")
        assert "“a.txt”" in case.said, case.said
    for wrong in "3:2", "-1:2", "1", "1:", ":2", "1:2:3", "1:2x", "a:b", "0:99999999999", "1.5:2", "":
        assert case.run("annotate", project, "1", "--range", wrong, status=USAGE) == ""
        assert case.said.startswith("manicule-cli: --range: START:END"), case.said
    start = TEXT.index("😀")
    case.run("annotate", project, "1", "--range", f"{start}:{start + 1}")
    case.run("annotate", project, "1", "--range", f"0:{n}")
    rows = case.table("annotations", project)
    assert [(row["start"], row["end"], row["quote"]) for row in rows] == [
        ("0", str(n), TEXT), (str(start), str(start + 1), "😀")], rows


def a_quotation_fits_once(case):
    project = case.project()
    case.fail("annotate", project, "1", "--quote", "Baku", about=project, says="3 times")
    case.fail("annotate", project, "1", "--quote", "Tbilisi", about=project,
              says="“Tbilisi” is not in the article “a.txt”")
    case.fail("annotate", project, "1", "--quote", "Tbilisi", "--all", about=project, says="“Tbilisi”")
    case.fail("annotate", project, "1", "--quote", "baku,", about=project, says="“baku,”")
    # Without --all it need not be a whole word
    case.run("annotate", project, "1", "--quote", "kuvia")
    row = case.table("annotations", project)[0]
    assert (int(row["start"]), row["quote"]) == (TEXT.index("kuvia"), "kuvia")


def all_means_whole_words(case):
    # A letter, a combining mark and digits touch it; punctuation and the text's ends do not
    text = "Baku Bakuvian xBaku Baku\u0301 Baku7 7Baku Baku's «Baku» Baku-Ganja BAKU Baku"
    project = case.project(text)
    case.run("annotate", project, "1", "--quote", "Baku", "--all", "--label", "Place")

    def touches(character):
        return unicodedata.category(character)[0] in "LMN"

    expected = [match.start() for match in re.finditer("Baku", text)
                if not (match.start() > 0 and touches(text[match.start() - 1]))
                and not (match.end() < len(text) and touches(text[match.end()]))]
    assert len(expected) == 5, expected
    assert [int(row["start"]) for row in case.table("annotations", project)] == expected
    case.fail("annotate", project, "1", "--quote", "akuvia", "--all", about=project, says="akuvia")


def cells_are_escaped(case):
    project = case.project()
    note = "tab\there\nline\rback\\slash \\n “q” 😀"
    tags = ["two words", "a\\b", "c,d"]
    case.run("annotate", project, "1", "--whole", "--note", note, "--entity", "A\tB",
             *(f"--tag={tag}" for tag in tags))
    raw = case.run("annotations", project)
    assert raw.startswith("id\tarticle\tstart\tend\tlabel\tquote\tentity\ttags\tnote\n"), raw
    assert raw.count("\n") == 2 and "\r" not in raw, raw
    assert raw.split("\n")[1].endswith("\tA\\tB\ttwo words,a\\\\b,c\\,d\ttab\\there\\nline\\rback\\\\slash \\\\n “q” 😀"), raw
    assert members(raw.split("\n")[1].split("\t")[7]) == tags
    row = case.table("annotations", project)[0]
    assert row["note"] == note and row["entity"] == "A\tB"
    assert row["start"] == row["end"] == row["quote"] == row["label"] == ""
    found = case.objects("annotations", project, "--json")[0]
    assert found["note"] == note and found["tags"] == tags and "ranges" not in found


def an_entity_is_made_once(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Yerevan", "--label", "Place", "--entity", "Yerevan")
    case.run("annotate", project, "1", "--whole", "--entity", "Yerevan")
    entities = json.loads(case.bytes(project))["entities"]
    assert [(entity["name"], entity["kind"]) for entity in entities] == [("Yerevan", "place")], entities
    assert [row["entity"] for row in case.table("annotations", project)] == ["Yerevan", "Yerevan"]


def several_ranges_stand_in_one_cell(case):
    project = case.project()
    document = json.loads(case.bytes(project))
    article = document["articles"][0]["id"]
    del document["digest"]
    document["annotations"] = [{"id": "aaaaaaaaaaaaaaaa", "article": article, "ranges": [[13, 17], [35, 39]]}]
    case.write("several.manicule", json.dumps(document))
    row = case.table("annotations", "several.manicule")[0]
    assert (row["start"], row["end"]) == ("13,35", "17,39"), row
    assert row["quote"] == TEXT[13:17] + " … " + TEXT[35:39], row
    assert case.objects("annotations", "several.manicule", "--json")[0]["ranges"] == [[13, 17], [35, 39]]


def formats_can_all_do_something(case):
    rows = case.table("formats")
    assert list(rows[0]) == "id name suffix media_type read write".split(), rows[0]
    assert {row["id"] for row in rows} >= {"w3c", "csv", "tsv", "json", "markdown", "html"}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert {row["read"], row["write"]} <= {"yes", "no"} and "yes" in (row["read"], row["write"]), row
        assert row["name"] and row["suffix"] and "/" in row["media_type"], row
    assert [item["id"] for item in case.objects("formats", "--json")] == [row["id"] for row in rows]
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Yerevan", "--label", "Place")
    for row in rows:
        if row["write"] == "yes":
            out = case.run("export", project, "--format", row["id"])
            assert "Yerevan" in out, row
            case.run("export", project, "--format", row["id"], "--output", f"out.{row['suffix']}")
            assert case.run("export", project, "--output", "-", "--format", row["id"]) == out, row
            assert case.bytes(f"out.{row['suffix']}").decode() == out, row


def an_export_is_not_written_over_another_format(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Yerevan", "--label", "Place")
    case.run("export", project, "--output", "x.jsonld")
    before = case.snapshot()
    case.run("export", project, "--format", "csv", "--output", "x.jsonld", status=FAILED)
    assert "x.jsonld" in case.said, case.said
    assert case.snapshot() == before
    # The same again, and a format under a name that is not its own but was its before
    case.run("export", project, "--output", "x.jsonld")
    case.run("export", project, "--format", "csv", "--output", "x.tsv.new")
    case.run("export", project, "--format", "csv", "--output", "x.tsv.new")
    case.run("export", project, "--format", "w3c", "--output", "x.csv")
    case.run("export", project, "--format", "w3c", "--output", "x.csv")
    assert case.said == "", case.said


def an_export_takes_what_is_asked_for(case):
    project = case.project()
    case.write("b.txt", "Yerevan, again.\n")
    case.run("add", project, "b.txt")
    for article in "1", "2":
        case.run("annotate", project, article, "--quote", "Yerevan", "--label", "Place")
        case.run("annotate", project, article, "--quote", "Yerevan", "--label", "Claim")

    def count(*arguments):
        return len(case.objects("export", project, "--format", "json", *arguments))

    assert count() == 4
    assert count("--article", "2") == 2
    assert count("--article", "1", "--article", "2") == 4
    assert count("--label", "Place") == 2
    assert count("--label", "Place", "--label", "claim", "--article", "1") == 2


def strict_writes_nothing_when_something_is_lost(case):
    project = case.project()
    case.run("annotate", project, "1", "--whole", "--tag", "reported")
    # Reports have no times
    before = case.snapshot()
    assert case.run("export", project, "--format", "html", "--strict", status=LOSS) == ""
    losses = case.said
    assert losses.startswith(f"manicule-cli: {project}: "), losses
    case.run("export", project, "--format", "html", "--output", "x.html", "--strict", status=LOSS)
    case.run("convert", project, "x.html", "--strict", status=LOSS)
    assert case.snapshot() == before
    case.run("export", project, "--format", "html", "--output", "x.html")
    assert case.said == losses
    case.write("x.html", "mine")
    case.run("export", project, "--format", "html", "--output", "x.html", "--strict", status=LOSS)
    assert case.bytes("x.html") == b"mine"
    case.run("export", project, "--format", "w3c", "--strict")
    assert case.said == ""


def what_is_taken_away_comes_back_once(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Baku", "--all", "--label", "Place", "--tag", "city", "--note", "a\n\tb")
    case.run("annotate", project, "1", "--whole", "--entity", "Somebody")
    rows = case.table("annotations", project)
    for name in "x.jsonld", "x.csv", "x.tsv", "x.jsonl":
        case.run("convert", project, name)
        case.run("import", project, "--format", "auto", name)
        assert case.table("annotations", project) == rows, name
        # A project that has the article, but none of the annotations
        document = json.loads(case.bytes(project))
        del document["digest"], document["annotations"]
        case.write("bare.manicule", json.dumps(document))
        for _ in range(2):
            case.run("import", "bare.manicule", "--format", "auto", name)
            said = case.said
            assert case.table("annotations", "bare.manicule") == rows, name
        assert f"0 new, 0 changed, {len(rows)} there already" in said, said
    case.run("import", "bare.manicule", "--format", "csv", "-", stdin=case.bytes("x.csv"))
    assert case.table("annotations", "bare.manicule") == rows


def conversions_go_there_and_back(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Baku", "--all", "--label", "Place")
    case.run("convert", project, "x.jsonld", "--strict")
    case.run("convert", "x.jsonld", "y.jsonl")
    case.run("convert", "y.jsonl", "z.jsonld", "--from", "json", "--to", "w3c")
    assert case.bytes("x.jsonld").count(b'"exact":"Baku"') == case.bytes("z.jsonld").count(b'"exact":"Baku"') == 2
    case.run("convert", "x.jsonld", "new.manicule")
    case.run("check", "new.manicule")
    assert [row["quote"] for row in case.table("annotations", "new.manicule")] == ["Baku", "Baku"]
    case.fail("convert", "x.jsonld", "new.manicule", about="new.manicule", says="already")
    case.fail("convert", "missing.csv", "y.csv", about="missing.csv", says="No such file or directory")
    case.write("bad.jsonl", '{"quote":"a"}\n{"quote":}\n')
    case.fail("convert", "bad.jsonl", "y.csv", about="bad.jsonl", says="bad.jsonl:2:10:")


def positions_need_no_text(case):
    """Our own W3C file has no text of the article; what it states goes on, and what is lost is said."""
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Baku", "--all", "--label", "Place")
    case.run("convert", project, "x.jsonld")
    case.run("convert", project, "want.csv")

    def cells(name, *columns):
        with open(case.path(name), encoding="utf-8", newline="") as file:
            return sorted([row[column] for column in columns] for row in csv.DictReader(file))

    known = ("start", "end", "quote", "prefix", "suffix", "document_sha256", "labels", "document_source")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert [row[5] for row in cells("want.csv", *known)] == [sha256, sha256]
    case.run("convert", "x.jsonld", "y.csv", "--strict")
    assert cells("y.csv", *known) == cells("want.csv", *known)
    assert "text of the article “a.txt” is not here" in case.said, case.said
    assert "project" not in case.said, case.said
    # Through every format that is read, and through a project, which is sound
    for name in "z.jsonld", "z.jsonl", "z.tsv", "z.manicule":
        case.run("convert", "y.csv", name, *([] if name == "z.manicule" else ["--strict"]))
        case.run("convert", name, "z.csv", "--strict")
        assert cells("z.csv", *known) == cells("want.csv", *known), name
    case.run("check", "z.manicule")
    assert case.said == ""
    # No SHA-256 is made up
    case.write("bare.csv", "document,quote,start,end\nElsewhere,word,3,7\n")
    case.run("convert", "bare.csv", "b.csv", "--strict")
    assert cells("b.csv", "start", "end", "document_sha256") == [["3", "7", ""]]
    # Reports do not say where it stood; bytes of no text are no place; a column that nobody knows is lost
    case.run("convert", "y.csv", "r.html", "--strict", status=LOSS)
    assert "where 2 annotations without a place in the text are said to stand is left out" in case.said, case.said
    for content in "document,quote,start,end,offset_unit\nE,word,3,7,byte\n", "document,quote,mood\nE,word,glum\n":
        case.write("lossy.csv", content)
        before = case.snapshot()
        for output in "b.jsonl", "new.manicule":
            case.run("convert", "lossy.csv", output, "--strict", status=LOSS)
            assert "left out" in case.said, case.said
        assert case.snapshot() == before


def other_files_are_no_projects(case):
    case.write("binary.manicule", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    case.write("diary.manicule", "Dear diary\n")
    case.write("list.json", "[1]")
    case.write("object.json", '\n {"a": 1}')
    case.write("a.txt", TEXT)
    for name, place in ("binary.manicule", "1:1"), ("diary.manicule", "1:1"), ("list.json", "1:1"), ("object.json", "2:2"):
        for command in (["check"], ["articles"], ["add", "a.txt"], ["annotate", "1", "--whole"],
                        ["export", "--format", "csv"], ["text", "1"]):
            case.fail(command[0], name, *command[1:], about=name, says=f":{place}: this is not a Manicule project")


def losses_say_what(case):
    case.write("a.md", "---\ntitle: T\nauthor: A\nkeywords: [x, y]\nmood: glum\n---\n\nBaku.\n")
    case.run("new", "p.manicule")
    case.run("add", "p.manicule", "a.md")
    case.run("export", "p.manicule", "--format", "html")
    assert "left out: tags" in case.said and "byline" not in case.said, case.said
    case.run("export", "p.manicule", "--format", "json")
    assert "of 1 article this is left out: title, byline," in case.said, case.said


def the_readme_is_true(case):
    """Its example for the command line, word for word, in the sources' folder."""
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        lines = re.findall(r"^    manicule-cli (.*)$", file.read(), re.M)
    assert len(lines) >= 6, lines
    os.symlink(os.path.join(root, "data"), case.path("data"))
    for line in lines:
        out = case.run(*shlex.split(line))
        if line.startswith("annotations"):
            assert out.count("\tPort Sorrel\t") >= 2, out
    assert case.bytes("ferry.jsonld").count(b'"exact":"Port Sorrel"') >= 2


def a_dash_is_a_standard_stream(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Yerevan", "--label", "Place")
    whole = case.bytes(project)
    assert case.run("convert", project, "-", "--to", "manicule").encode() == whole
    assert case.run("convert", "-", "-", "--from", "manicule", "--to", "manicule", stdin=whole).encode() == whole
    w3c = case.run("convert", project, "-", "--to", "w3c")
    back = case.run("convert", "-", "-", "--from", "w3c", "--to", "json", stdin=w3c.encode())
    assert json.loads(back)["quote"] == "Yerevan", back
    assert case.run("read", "-", stdin=b"One line.\n") == "One line.\n"
    case.fail("read", "-", stdin=b"", about="-", says="standard input: it is empty")
    assert case.table("articles", "-", stdin=whole) == case.table("articles", project)
    case.run("check", "-", stdin=whole)
    case.fail("check", "-", stdin=whole[:-9], about="-", says=":")
    case.fail("articles", "-", stdin=b"", about="-", says="empty")
    case.fail("add", "-", "a.txt", stdin=whole, about="-", says="")
    assert not os.path.exists(case.path("-"))


def a_mark_ends_the_options(case):
    project = case.project()
    case.write("-odd.txt", "Odd.\n")
    case.run("add", project, "--", "-odd.txt")
    case.write("-even.txt", "Even.\n")
    case.run("add", "--", project, "-even.txt")
    assert case.run("read", "--", "-odd.txt") == "Odd.\n"
    assert len(case.table("articles", project)) == 3


def a_full_disk_is_no_success(case):
    project = case.project()
    for arguments in (["text", project, "1"], ["articles", project], ["export", project, "--format", "w3c"],
                      ["formats"], ["read", "a.txt"], ["convert", project, "-", "--to", "csv"]):
        with open("/dev/full", "wb") as full:
            case.run(*arguments, status=FAILED, stdout=full)
        assert "No space left on device" in case.said, case.said


def what_is_read_is_shown(case):
    case.write("a.md", "# Title\n\nA *word*.\n")
    assert case.run("read", "a.md") == "Title\nA word.\n"
    article, = case.objects("read", "a.md", "--json")
    assert "".join(article["text"]) == "Title\nA word.\n" and article["title"] == "Title"
    assert [0, 5, "heading1"] in article["blocks"], article["blocks"]
    case.write("binary", bytes(range(256)) * 4)
    case.fail("read", "binary", about="binary", says="")
    case.fail("read", "missing", about="missing", says="No such file or directory")
    case.fail("read", ".", about=".", says="regular file")


def check_tells_sound_from_damaged(case):
    project = case.project()
    case.run("annotate", project, "1", "--quote", "Yerevan", "--label", "Place")
    good = case.bytes(project)
    assert case.run("check", project) == "" and case.said == ""
    for name, content, place in (
        ("empty.manicule", b"", "empty"),
        ("other.manicule", b"Dear diary\n", "1:1:"),
        ("list.manicule", b"[]", "1:1"),
        ("object.manicule", b"{}", ":"),
        ("cut.manicule", good[: len(good) // 2], ":"),
        ("newer.manicule", good.replace(b'{"manicule":1', b'{"manicule":2'), "format 2"),
        ("flipped.manicule", good.replace(b"Ganja", b"Gandja"), "digest"),
        ("utf8.manicule", good.replace(b"Ganja", b"G\xffnja"), "UTF-8"),
        ("outside.manicule", good.replace(b'"ranges":[[', b'"ranges":[[999'), ":"),
    ):
        assert content != good
        case.write(name, content)
        case.fail("check", name, about=name, says=place)
    case.fail("check", "missing.manicule", about="missing.manicule", says="No such file or directory")
    case.fail("check", ".", about=".", says="regular file")
    # Others say the same, and a damaged project is not written
    for command in (["articles", "cut.manicule"], ["add", "cut.manicule", "a.txt"], ["text", "cut.manicule", "1"],
                    ["annotate", "cut.manicule", "1", "--whole"], ["export", "cut.manicule", "--format", "csv"],
                    ["convert", "cut.manicule", "x.csv"]):
        case.fail(*command, about="cut.manicule", says=":")
    # A wrong digest alone is told, and opens
    case.run("articles", "flipped.manicule")
    assert case.said.startswith("manicule-cli: flipped.manicule:"), case.said


def what_is_saved_is_kept(case):
    project = case.project()
    folder = os.path.join(case.state, "manicule", "backups", json.loads(case.bytes(project))["project"]["id"])
    saved = [case.bytes(project)]
    for number in range(3):
        case.run("annotate", project, "1", "--range", f"{number}:{number + 1}")
        saved.append(case.bytes(project))
    names = sorted(os.listdir(folder))
    assert [name.split("-")[0] for name in names] == [f"{number:010}" for number in range(1, 6)], names
    assert [name.split("-")[2] for name in names] == ["0", "0", "1", "2", "3"], names
    for name, content in zip(names[1:], saved):
        with open(os.path.join(folder, name), "rb") as file:
            assert file.read() == content, name
        assert name.endswith(f"-{hashlib.sha256(content).hexdigest()}.manicule"), name
        assert os.stat(os.path.join(folder, name)).st_mode & 0o777 == 0o600
    assert os.stat(folder).st_mode & 0o777 == 0o700
    # What comes from elsewhere is kept before it is replaced
    document = json.loads(saved[0])
    document["project"]["id"] = "elsewhere"
    del document["digest"]
    case.run("convert", case.write("x.manicule", json.dumps(document)), "y.manicule")
    shutil.rmtree(os.path.join(case.state, "manicule", "backups"))
    before = case.bytes("y.manicule")
    case.run("annotate", "y.manicule", "1", "--whole")
    folder = os.path.join(case.state, "manicule", "backups", "elsewhere")
    kept = sorted(os.listdir(folder))
    assert [name.split("-")[2] for name in kept] == ["0", "1"], kept
    with open(os.path.join(folder, kept[0]), "rb") as file:
        assert file.read() == before
    # Where nothing can be kept the project is saved all the same
    shutil.rmtree(case.state)
    with open(case.state, "w", encoding="utf-8"):
        pass
    case.run("annotate", project, "1", "--whole")
    assert len(case.said.splitlines()) == 2 and "cannot be kept as an earlier version" in case.said, case.said
    assert len(json.loads(case.bytes(project))["annotations"]) == 4


def a_project_that_is_open_elsewhere_is_left_alone(case):
    project = case.project()
    case.run("convert", project, "x.jsonld")
    lock = os.open(case.path(f".{project}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    # An OFD lock on the whole file, as another program's window holds it
    fcntl.fcntl(lock, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
    try:
        for command in (["add", project, "a.txt"], ["annotate", project, "1", "--whole"],
                        ["import", project, "--format", "w3c", "x.jsonld"]):
            case.fail(*command, about=project, says="")
            assert "open" in case.said, case.said
        # Reading needs no lock
        assert case.run("text", project, "1") == TEXT
        case.run("check", project)
    finally:
        os.close(lock)
    case.run("annotate", project, "1", "--whole")
    assert not os.path.exists(case.path(f".{project}.lock"))


def a_read_only_folder_is_only_read(case):
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        raise Skip("root writes everywhere, and setpriv is not here")
    os.mkdir(case.path("d"))
    case.project()
    shutil.copy(case.path("p.manicule"), case.path("d/p.manicule"))
    os.chmod(case.path("d/p.manicule"), 0o444)
    os.chmod(case.path("d"), 0o555)
    os.chmod(case.folder, 0o755)
    # Root may write anywhere, so it gives up that power
    wrapper = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if os.geteuid() != 0:
        wrapper = []
    elif subprocess.run([*wrapper, "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Skip("root's powers cannot be given up here")

    def run(*arguments):
        done = subprocess.run([*wrapper, PROGRAM, *arguments], cwd=case.folder, capture_output=True, check=False,
                              env=dict(os.environ, XDG_STATE_HOME=case.state))
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    before = case.snapshot()
    for arguments in (["annotate", "d/p.manicule", "1", "--whole"], ["add", "d/p.manicule", "a.txt"],
                      ["new", "d/q.manicule"], ["export", "d/p.manicule", "--format", "csv", "--output", "d/x.csv"]):
        status, out, said = run(*arguments)
        assert (status, out) == (FAILED, ""), (arguments, status, out, said)
        assert said.startswith("manicule-cli: d/"), said
    assert case.snapshot() == before
    assert run("text", "d/p.manicule", "1") == (DONE, TEXT, "")
    os.chmod(case.path("d"), 0o755)


def the_main_job_on_a_real_article(case):
    article = os.path.join(os.environ.get("MANI_TEST_SAMPLES", ""), "articles/text/karabakh-peacekeepers.txt")
    if not os.path.exists(article):
        raise Skip("the article is not here; MANI_TEST_SAMPLES says where articles are")
    case.run("new", "p.manicule")
    case.run("add", "p.manicule", article)
    case.run("annotate", "p.manicule", "1", "--quote", "Azerbaijan", "--all", "--label", "Place")
    text = case.run("text", "p.manicule", "1")
    page = json.loads(case.run("export", "p.manicule", "--format", "w3c"))
    assert len(page["items"]) == 16, len(page["items"])
    starts = set()
    for item in page["items"]:
        selectors = {}
        queue = [item["target"]]
        while queue:
            node = queue.pop()
            if isinstance(node, dict):
                if str(node.get("type", "")).endswith("Selector"):
                    selectors[node["type"]] = node
                queue += node.values()
            elif isinstance(node, list):
                queue += node
        position, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] == "Azerbaijan", item
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"]), item
        starts.add(start)
    assert starts == {match.start() for match in re.finditer(r"(?<!\w)Azerbaijan(?!\w)", text)}


def no_window_library_is_linked(case):
    if shutil.which("ldd") is None:
        raise Skip("ldd is not here")
    libraries = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout
    assert "libglib-2.0" in libraries, libraries
    for name in "libgtk", "libgdk", "libadwaita", "libX11", "libwayland":
        assert name not in libraries, libraries


CASES = [
    every_command_explains_itself,
    the_manual_has_every_command_and_option,
    wrong_usage_is_status_2,
    a_project_is_made_once,
    labels_come_from_sets_files_and_projects,
    articles_are_added_all_or_none,
    a_text_is_added_once,
    the_same_is_annotated_once,
    an_article_is_its_number_or_its_id,
    a_label_is_its_id_or_its_name,
    a_range_lies_in_the_text,
    a_quotation_fits_once,
    all_means_whole_words,
    cells_are_escaped,
    an_entity_is_made_once,
    several_ranges_stand_in_one_cell,
    formats_can_all_do_something,
    an_export_is_not_written_over_another_format,
    an_export_takes_what_is_asked_for,
    strict_writes_nothing_when_something_is_lost,
    what_is_taken_away_comes_back_once,
    conversions_go_there_and_back,
    positions_need_no_text,
    other_files_are_no_projects,
    losses_say_what,
    the_readme_is_true,
    a_dash_is_a_standard_stream,
    a_mark_ends_the_options,
    a_full_disk_is_no_success,
    what_is_read_is_shown,
    check_tells_sound_from_damaged,
    what_is_saved_is_kept,
    a_project_that_is_open_elsewhere_is_left_alone,
    a_read_only_folder_is_only_read,
    the_main_job_on_a_real_article,
    no_window_library_is_linked,
]


if __name__ == "__main__":
    sys.exit(run_cases(CASES))
