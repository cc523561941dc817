# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on a real article in the real window: open, mark with a key, mark with an armed label, write a note,
undo, redo, find, save; then the file and the accessible tree are asked what is there."""

import os
import sys

import harness
import marks
import pages

SAMPLES = os.environ.get("MANI_TEST_SAMPLES", "")
ARTICLE = os.path.join(SAMPLES, "articles", "text", "karabakh-peacekeepers.txt")


def article_is_marked_and_kept(session):
    project = session.path("first.manicule")
    window = session.start(harness.program("manicule"), ARTICLE)
    text = open(ARTICLE, encoding="utf-8").read()

    # A screen reader gets the whole text
    session.wait_until(lambda: any(node.text == text for node in session.find_all(role="text")),
                       "the article's text in the accessible tree")

    # A drag and a label's key
    box = pages.find_words(session, window, "Hikmet Hajiyev")
    pages.drag_over(window, box)
    window.key("1")
    session.find(role="list item", name="Person: Hikmet Hajiyev")

    # A label that is armed: Escape lets go of the annotation, then the key arms
    window.key("Escape")
    window.key("Escape")
    box = pages.find_words(session, window, "Baku is worried")
    # The caret comes into the article without marking anything
    window.click(box[2] - 2, pages.middle(box)[1])
    window.key("2")
    session.find(role="status bar", where=lambda node: node.name.startswith("Place marks every selection"))
    marks.double_click_until(session, window, (box[0] + 8, pages.middle(box)[1]), "Place: Baku")

    # A note, in place; its field is left with Ctrl+Enter
    window.key("n")
    window.type("Capital of Azerbaijan")
    window.key("ctrl+Return")
    session.find(role="list item", name="Place: Baku, note: Capital of Azerbaijan")

    # Undo takes the note back, then the mark; redo brings both
    window.key("ctrl+z")
    session.find(role="list item", name="Place: Baku")
    window.key("ctrl+z")
    session.wait_until(lambda: not session.find_all(role="list item", name="Place: Baku"), "the mark to be undone")
    window.key("ctrl+shift+z")
    window.key("ctrl+shift+z")
    session.find(role="list item", name="Place: Baku, note: Capital of Azerbaijan")

    # Find counts: "Baku-Yerevan" is the only place of the word
    window.key("Escape")
    pages.find_words(session, window, "Yerevan")
    session.find(role="label", name="1 of 1")
    window.screenshot("first-article.png")

    # Save As, by the name that is typed
    marks.save(session, window, project)
    session.wait_until(lambda: os.path.exists(project), "the project file")

    kept = marks.annotations(project)
    start = text.index("Hikmet Hajiyev")
    baku = text.index("Baku is worried")
    expected = [
        (str(start), str(start + 14), "Person", "Hikmet Hajiyev", ""),
        (str(baku), str(baku + 4), "Place", "Baku", "Capital of Azerbaijan"),
    ]
    found = [(row["start"], row["end"], row["label"], row["quote"], row["note"]) for row in kept]
    if found != expected:
        raise harness.Failure(f"the file holds {found}, expected was {expected}")

    window.close()
    status = window.wait_for_end()
    if status != 0:
        raise harness.Failure(f"the program ended with {status}")


if not os.path.exists(ARTICLE):
    print("1..0 # SKIP the sample articles are not here")
    sys.exit(0)
harness.run(article_is_marked_and_kept)
