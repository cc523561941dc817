# SPDX-License-Identifier: GPL-3.0-or-later
"""A project made of what breaks exports: markup, formulas, separators, scripts of all directions, passages that
cross, touch, have several parts or no length. Written by Python, not by Manicule."""

import hashlib
import json

PARAGRAPHS = [
    "A title with <b>tags</b> & “quotes”, 😀 and *stars*",
    "<script>alert(\"1\")</script> & &amp; &lt; ]]> --> <!-- <img src=x onerror=alert(1)> </article></body>",
    "=1+1, \"quoted\"; semi\tand a tab, 'apostrophe', back\\slash \\n and a | bar",
    "+49 170 and @sum(A1) and -2",
    "*stars* _lines_ `code` [link](javascript:alert(1)) ![picture](x.png) <https://example.org/> [^1] [^9]: no note",
    "# no heading, - no item, > no quotation, 1. no number, ~~~ no fence, | no | table |",
    "1. not the first of a list",
    "- nor of this one",
    "    not code",
    "👩\u200d👩\u200d👧\u200d👦 a family, e\u0301 decomposed, 🇦🇲 a flag, \U00020bb7 a rare character, a\u2028line\u2029separator",
    "Հայերեն և русский, العربية مع English وسط الجملة, עברית",
    "\u202eright to left\u202c, a zero\u200bwidth space, a soft\u00adhyphen, a no-break\u00a0space, \u007f",
    "$math$ and \\(math\\) {{ template }} ${shell} %s %n {0}",
]
TEXT = "\n".join(PARAGRAPHS) + "\n"


def span(words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return [at, at + len(words)]


def annotations():
    hostile_note = "<script>alert(2)</script> *not bold*\n\n# no heading\n\n[^1] \"quoted\", =SUM(A1) 😀 <!-- "
    whole = {"note": "About the whole: " + hostile_note, "tags": ["a|b", "c\\d", "=x", "ä, ö"]}
    marks = [
        {"ranges": [span(PARAGRAPHS[0])], "label": "l1", "note": hostile_note},
        {"ranges": [span("<script>alert(\"1\")</script>")], "label": "l1"},
        {"ranges": [span("alert(\"1\")</script> & &amp;")], "label": "l2"},
        {"ranges": [span("=1+1, \"quoted\"; semi\tand")], "label": "l1", "note": "=cmd|' /C calc'!A0"},
        {"ranges": [span("+49 170")], "label": "l2"},
        {"ranges": [span("*stars* _lines_ `code`")], "label": "l1"},
        {"ranges": [span("[link](javascript:alert(1))")], "label": "l3"},
        {"ranges": [span("not code"), span("a family"), span("English")], "label": "l2", "note": "in parts"},
        {"ranges": [span("👩\u200d👩\u200d👧\u200d👦")], "label": "l1", "entity": "e1"},
        {"ranges": [span("🇦🇲")], "entity": "e2", "attributes": {"<k>": "\"v\"", "a b": "=1"}},
        {"ranges": [span("e\u0301")]},
        {"ranges": [span("العربية مع English وسط")], "label": "l1", "entity": "e1"},
        {"ranges": [span("a\u2028line\u2029separator")], "label": "l2"},
        {"ranges": [[span("Հայերեն")[0]] * 2], "label": "l2", "note": "between two letters"},
        # Over the end of a paragraph
        {"ranges": [[span("|' ")[0] if "|' " in TEXT else span("| bar")[0], span("+49")[1]]], "label": "l3"},
        {"ranges": [[0, len(TEXT)]], "label": "l3", "status": "disputed", "confidence": 0.1},
        whole,
        {"quote": "is <not> there, \"anywhere\"", "prefix": "=a", "suffix": "*b", "label": "l1"},
    ]
    for number, mark in enumerate(marks):
        mark.update(id=f"m{number:02}", article="a", creator="<i>Anna</i>, =B", created="2026-02-03T04:05:06Z")
        if "ranges" in mark:
            mark["quote"] = " … ".join(TEXT[start:end] for start, end in mark["ranges"])
            if len(mark["quote"]) > 200:
                del mark["quote"]
    return marks


def project():
    bounds = [0]
    for paragraph in PARAGRAPHS:
        bounds.append(bounds[-1] + len(paragraph) + 1)
    blocks = [[bounds[i], bounds[i + 1] - 1, "heading1" if i == 0 else "paragraph"] for i in range(len(PARAGRAPHS))]
    return {
        "manicule": 1,
        "project": {"id": "hostile", "title": "A </title><script> & \"project\" 😀"},
        "labels": [
            {"id": "l1", "name": "<b>One</b> & \"more\"", "color": "#0072b2"},
            {"id": "l2", "name": "=Two|*2*\\", "parent": "l1", "color": "#d55e00"},
            {"id": "l3", "name": "‹Three›"},
            {"id": "r", "name": "[rel](x)", "use": "relation"},
        ],
        "entities": [
            {"id": "e1", "kind": "person", "name": "<Name> *of* \"someone\"", "aliases": ["=a|b"],
             "sameAs": ["https://example.org/?a=1&b=<2>", "javascript:alert(3)"]},
            {"id": "e2", "kind": "place", "name": "🇦🇲 [Hayastan](x)", "latitude": 40.18, "longitude": -0.5},
        ],
        "articles": [
            {"id": "a", "title": PARAGRAPHS[0], "byline": "<i>B</i>, =C", "date": "2026-01-02", "language": "en",
             "source": "javascript:alert(4)", "tags": ["=t|u"], "note": "# no heading\n\n<hr>",
             "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "blocks": blocks,
             "text": [line + "\n" for line in TEXT.split("\n")[:-1]]},
        ],
        "annotations": annotations(),
        "relations": [{"id": "r1", "from": "m01", "to": "m02", "label": "r", "note": "<b>why</b>"}],
    }


def write(path):
    """With the digest that the format asks for."""
    body = json.dumps(project(), ensure_ascii=False)[:-1] + ",\n"
    digest = hashlib.sha256(body.encode()).hexdigest()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(f'{body}"digest":"sha256:{digest}"\n}}')
