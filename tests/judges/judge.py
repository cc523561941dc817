# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: judge.py JUDGE PROGRAM SAMPLE SCHEMA: has a program of others judge what manicule-cli writes.

Exports the sample and a project full of what breaks exports (hostile.py) and hands them over. The programs are those
of package.json, in the folder that MANI_JUDGES names (./dev judges puts them there), and Debian's. Prints TAP.
To add a judge, write a function whose one argument is a Folder and put it into JUDGES.
"""

import csv
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import hostile

HERE = pathlib.Path(__file__).resolve().parent
PROJECTS = ("sample", "hostile")

done = 0


def report(name, problems):
    global done
    done += 1
    for problem in problems[:20]:
        print(f"# {name}: {problem}")
    print(f"{'not ok' if problems else 'ok'} {done} {name}")


class Folder:
    """The projects, and what manicule-cli makes of them."""

    def __init__(self, path, program, sample, schema):
        self.path, self.program, self.schema = pathlib.Path(path), program, schema
        # Written by the program itself, as people have it
        self.run(self.program, "convert", sample, self.project("sample"))
        hostile.write(self.path / "by-hand.manicule")
        self.run(self.program, "check", self.path / "by-hand.manicule")
        self.run(self.program, "convert", self.path / "by-hand.manicule", self.project("hostile"))

    def run(self, *command):
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300).stdout

    def project(self, name):
        return self.path / f"{name}.manicule"

    def data(self, name):
        return json.loads(self.project(name).read_text(encoding="utf-8"))

    def export(self, name, format, suffix):
        path = self.path / f"{name}.{suffix}"
        self.run(self.program, "export", self.project(name), "--format", format, "--output", path)
        return path

    def node(self, script, *arguments):
        """Its TAP stands for this program's own."""
        os.execvp("node", ["node", str(HERE / script), *map(str, arguments)])


# The project file, read by jq and by Python; its hashes made by Python

def judge_project(folder):
    for name in PROJECTS:
        path = folder.project(name)
        raw = path.read_bytes()
        data = json.loads(raw, object_pairs_hook=no_twins)
        report(f"{name}: jq reads what Python reads",
               [] if json.loads(folder.run("jq", "-c", ".", path)) == data else ["they differ"])
        report(f"{name}: the digest is that of the bytes before it",
               compare(data["digest"], "sha256:" + hashlib.sha256(raw[:raw.rindex(b'"digest"')]).hexdigest()))
        for article in data["articles"]:
            text = "".join(article["text"])
            report(f"{name}: the hash of {article['id']} is that of its text",
                   compare(article["sha256"], hashlib.sha256(text.encode()).hexdigest()))
        report(f"{name}: quotations are what is at their ranges", wrong_quotes(data))
        lines = folder.export(name, "json", "jsonl").read_bytes()
        rows = [json.loads(line) for line in lines.splitlines() if line]
        report(f"{name}: JSON Lines are lines of JSON for jq too",
               compare(len(folder.run("jq", "-c", ".", folder.path / f"{name}.jsonl").splitlines()), len(rows)))
        report(f"{name}: an annotation is a line", compare([row["id"] for row in rows if "article" in row],
                                                           [mark["id"] for mark in data["annotations"]]))


def no_twins(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError(f"a member comes twice: {names}")
    return dict(pairs)


def compare(are, want):
    return [] if are == want else [f"{are!r}, not {want!r}"]


def texts_of(data):
    return {article["id"]: "".join(article["text"]) for article in data["articles"]}


def wrong_quotes(data):
    texts, wrong = texts_of(data), []
    for mark in data["annotations"]:
        if not mark.get("ranges"):
            continue
        text = " … ".join(texts[mark["article"]][start:end] for start, end in mark["ranges"])
        quote = mark.get("quote", "")
        if len(text) <= 200 and quote != text:
            wrong.append(f"{mark['id']}: {quote!r}, not {text!r}")
    return wrong


# Tables, by RFC 4180 as Python's strict reader and Papa Parse have it

def judge_csv(folder):
    for name in PROJECTS:
        data = folder.data(name)
        path = folder.export(name, "csv", "csv")
        raw = path.read_bytes()
        try:
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            report(f"{name}: CSV", [str(error)])
            continue
        theirs = json.loads(folder.run("node", HERE / "csv.mjs", path))
        if theirs and theirs[-1] == [""]:
            theirs.pop()
        report(f"{name}: Papa Parse reads what Python reads", first_difference(theirs, rows))
        report(f"{name}: every row ends with CR LF", [] if raw.endswith(b"\r\n") else ["the last does not"])
        report(f"{name}: CSV has what the project has", wrong_rows(rows, data, unguard))

        path = folder.export(name, "tsv", "tsv")
        lines = path.read_text(encoding="utf-8").split("\n")
        rows = [[unescape(cell) for cell in line.split("\t")] for line in lines[:-1]]
        report(f"{name}: TSV ends with its last row", compare(lines[-1], ""))
        report(f"{name}: TSV has what the project has", wrong_rows(rows, data, unguard))


def first_difference(theirs, ours):
    if len(theirs) != len(ours):
        return [f"{len(theirs)} rows, not {len(ours)}"]
    return [f"{a!r}, not {b!r}" for x, y in zip(theirs, ours) for a, b in zip(x, y) if a != b][:1]


def unescape(cell):
    out, at = "", 0
    while at < len(cell):
        if cell[at] == "\\":
            out += {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[cell[at + 1]]
            at += 1
        else:
            out += cell[at]
        at += 1
    return out


def unguard(cell):
    """Without the apostrophe that keeps spreadsheets from running it."""
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and bare[:1] and (bare[0] in "=+-@" or ord(bare[0]) < 32) else cell


def is_formula(cell):
    try:
        float(cell)
        return False
    except ValueError:
        return cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")


def wrong_rows(rows, data, clean):
    header, wrong = rows[0], []
    wrong += [f"row {i}: {len(row)} cells, not {len(header)}" for i, row in enumerate(rows) if len(row) != len(header)]
    wrong += [f"a spreadsheet would run {cell!r}" for row in rows for cell in row if is_formula(cell)]
    if wrong:
        return wrong

    texts = texts_of(data)
    table = {row[0]: {name: clean(cell) for name, cell in zip(header, row)} for row in rows[1:]}
    if list(table) != [mark["id"] for mark in data["annotations"]]:
        return ["other annotations, or in another order"]
    names = {label["id"]: label["name"] for label in data["labels"]}
    entities = {entity["id"]: entity["name"] for entity in data["entities"]}
    for mark in data["annotations"]:
        row, text = table[mark["id"]], texts[mark["article"]]
        want = {
            "start": ";".join(str(start) for start, _ in mark.get("ranges", [])),
            "end": ";".join(str(end) for _, end in mark.get("ranges", [])),
            # A list: "|" between its members, and "\\" before what is one or the other in them
            "labels": re.sub(r"([|\\])", r"\\\1", names.get(mark.get("label"), "")),
            "note": mark.get("note", ""),
            "entity_label": entities.get(mark.get("entity"), ""),
            "creator": mark.get("creator", ""),
        }
        if mark.get("ranges"):
            want["quote"] = " … ".join(text[start:end] for start, end in mark["ranges"])
        wrong += [f"{mark['id']}: {name} is {row[name]!r}, not {value!r}" for name, value in want.items()
                  if row[name] != value]
    return wrong


# The HTML report, by the validator of the W3C, and by what its own policy lets a browser do

def judge_html(folder):
    jar = pathlib.Path(os.environ["MANI_JUDGES"]) / "node_modules/vnu-jar/build/dist/vnu.jar"
    paths = [folder.export(name, "html", "html") for name in PROJECTS]
    bad = folder.path / "bad.html"
    bad.write_text("<!DOCTYPE html><title>t</title><p><div id=a></p><i id=a></b><a href='http://a b'>x</a>", encoding="utf-8")
    checked = subprocess.run(["java", "-jar", jar, "--format", "json", "--exit-zero-always", *paths, bad], check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    said = [one for one in json.loads(checked.stderr)["messages"] if one["type"] != "info"]
    for path in (*paths, bad):
        errors = [f"{one.get('lastLine')}: {one['message']}" for one in said if one["url"].endswith(f"/{path.name}")]
        if path == bad:
            report("the validator sees what is wrong", [] if len(errors) >= 3 else [f"only {errors}"])
        else:
            report(f"{path.stem}: the report is valid HTML", errors)
    for path in paths:
        report(f"{path.stem}: the report needs nothing and runs nothing", Page(path).problems)


class Page(html.parser.HTMLParser):
    """What a page does that "default-src 'none'; style-src 'unsafe-inline'" forbids, or that comes before it."""

    FORBIDDEN = {"script", "iframe", "object", "embed", "img", "audio", "video", "link", "base", "form", "svg", "input"}

    def __init__(self, path):
        super().__init__()
        self.problems, self.policy, self.in_style = [], None, False
        self.feed(path.read_text(encoding="utf-8"))
        wanted = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "style-src": "'unsafe-inline'"}
        policy = dict(part.split(None, 1) for part in (self.policy or "").split(";") if part.strip())
        if policy != wanted:
            self.problems.append(f"the policy is {policy}")

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = attributes["content"]
        elif self.policy is None and tag not in ("html", "head") and "charset" not in attributes:
            self.problems.append(f"{tag} comes before the policy")
        if tag in self.FORBIDDEN or attributes.get("http-equiv", "").lower() == "refresh":
            self.problems.append(f"there is a {tag}")
        for name, value in attributes.items():
            if name.startswith("on") or name in ("src", "srcset", "background", "poster", "ping", "formaction"):
                self.problems.append(f"{tag} has {name}")
            if name == "href" and not (value or "").startswith(("#", "https://", "http://", "mailto:")):
                self.problems.append(f"{tag} leads to {value}")
            if name == "style":
                self.check_style(value)
        self.in_style = tag == "style"

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style:
            self.check_style(data)

    def check_style(self, style):
        for word in ("url(", "@import", "expression(", "image-set(", "</"):
            if word in style.lower():
                self.problems.append(f"a style has {word}")


# Those that run as Node.js programs

def judge_w3c(folder):
    pairs = [path for name in PROJECTS for path in (folder.project(name), folder.export(name, "w3c", "jsonld"))]
    folder.node("w3c.mjs", HERE / "anno-context.json", *pairs)


def judge_schema(folder):
    folder.node("schema.mjs", folder.schema, folder.project("sample"), folder.project("hostile"),
                folder.path / "by-hand.manicule")


def judge_markdown(folder):
    pairs = [path for name in PROJECTS for path in (folder.project(name), folder.export(name, "markdown", "md"))]
    folder.node("markdown.mjs", *pairs)


JUDGES = {"project": judge_project, "csv": judge_csv, "html": judge_html, "w3c": judge_w3c, "schema": judge_schema,
          "markdown": judge_markdown}


def main():
    name, program, sample, schema = sys.argv[1:]
    if not (pathlib.Path(os.environ.get("MANI_JUDGES", "")) / "node_modules").is_dir() or not shutil.which("node"):
        print("1..0 # SKIP the judges are not installed: ./dev judges does that")
        return
    # Kept when a Node.js program takes over; it lies in the build folder and is made anew
    folder = pathlib.Path(os.environ["MANI_JUDGES"]) / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    JUDGES[name](Folder(folder, program, sample, schema))
    print(f"1..{done}")


if __name__ == "__main__":
    main()
