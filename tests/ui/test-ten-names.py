# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newcomer comes for: from the first page to ten people and places, each named, as a table."""

import csv
import os
import unicodedata

import harness
import marks

ARTICLE = os.path.join(harness.SOURCE, "data", "sample", "ferry.md")
# Each with the key of its label, as the bar shows it
NAMES = [("Port Sorrel", "2"), ("Great Anvil", "2"), ("Ilse Brandt", "1"), ("Little Anvil", "2"), ("Tomás Okafor-Lind", "1"),
         ("Saint Brannoc", "2"), ("Dunya Rahim", "1"), ("Anselm Quill", "1"), ("Oona Marsh", "1"), ("Harbour Gazette", "3")]
LABELS = {"1": "Person", "2": "Place", "3": "Organisation"}


def without_accents(name):
    """The keyboard has none, and find does not mind."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def ten_names_become_a_table(session):
    window = session.start(harness.program("manicule"))
    # The first page has the keys, and its first button opens an article
    marks.showing(session, "label", "Read Closely")
    session.settle()
    window.key("Return")
    marks.type_path(session, ARTICLE)
    view = session.find(role="text", where=lambda node: "Port Sorrel" in node.text)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")

    for number, (name, key) in enumerate(NAMES, 1):
        window.key("ctrl+f", "ctrl+a")
        window.type(without_accents(name))
        window.key("Escape")
        session.wait_until(lambda: view.selection is not None, f"{name} to be selected")
        window.key(key)
        session.wait_until(lambda count=number: len(marks.names(session)) == count, f"a mark on {name}")
        # The words themselves are offered
        window.key("e")
        session.find(role="text", where=lambda node, name=name: node.text == name and node.has_state("FOCUSED"))
        window.key("Return")
        session.find(role="list item", name=f"{LABELS[key]} · {name}: {name}")
        session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys again")

    window.key("ctrl+e")
    dialog = session.next_window()
    dialog.focus()
    combo = session.find(role="combo box", name="Format")
    session.wait_until(lambda: combo.has_state("FOCUSED"), "the format to have the keys")
    names = [line.split("\t") for line in harness.cli("formats").rstrip("\n").split("\n")]
    formats = [row[names[0].index("id")] for row in names[1:] if row[names[0].index("write")] == "yes"]
    dialog.key("space")
    session.settle()
    dialog.key("Home", *["Down"] * formats.index("csv"), "Return")
    session.settle()
    marks.press(session, "Export…")
    path = session.path("names.csv")
    marks.type_path(session, path)
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")

    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = sorted((row["quote"], row["labels"], row["entity_label"]) for row in rows)
    assert found == sorted((name, LABELS[key], name) for name, key in NAMES), found


harness.run(ten_names_become_a_table)
