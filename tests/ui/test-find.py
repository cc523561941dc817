# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding: in the article, folded, counted and walked; in the whole project, as a list of hits with context whose places
are shown."""

import harness
import marks
import pages

# On several screens; the word is far below
LONG = "Long walk\n\n" + "".join(f"Paragraph {i} goes on about nothing that anybody looks for, and on, and on.\n\n"
                               for i in range(120)) + "Here the Zürich train leaves.\n\nAnd “ZURICH” again.\n"


def article_is_searched(session):
    window = marks.start(session, LONG, "long.txt")
    view = marks.article(session, LONG)
    window.key("ctrl+f")
    session.wait_until(lambda: not view.has_state("FOCUSED"), "the find bar")
    # Capitals and accents do not count
    window.type("zurich")
    session.find(role="label", name="1 of 2")
    # The hit is on the screen
    session.wait_until(lambda: pages.boxes(window), "a hit on the screen")
    window.screenshot("find.png")
    window.key("F3")
    session.find(role="label", name="2 of 2")
    window.key("F3")
    session.find(role="label", name="1 of 2")
    window.key("shift+F3")
    session.find(role="label", name="2 of 2")
    window.key("Return")
    session.find(role="label", name="1 of 2")
    window.key("shift+Return")
    session.find(role="label", name="2 of 2")
    window.key("ctrl+a")
    window.type("nowhere at all")
    session.find(role="label", name="No hits")
    window.key("ctrl+a")
    window.type("zurich")
    session.wait_until(lambda: pages.boxes(window), "a hit on the screen again")

    # Esc closes, takes the hits away, and the article has the keys
    window.key("F3", "Escape")
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    session.wait_until(lambda: not pages.boxes(window), "the hits to go")
    # The hit is the selection
    session.wait_until(lambda: view.selection is not None, "the hit to be selected")
    start, end = view.selection
    assert LONG[start:end] == "ZURICH", f"selected is {LONG[start:end]!r}"
    window.key("2")
    marks.expect(session, "Place: ZURICH")
    # F3 goes on where it was
    window.key("F3")
    session.find(role="label", where=lambda node: node.name.endswith(" of 2"))


def a_hit_is_marked(session):
    """Without waiting for the hits, and from the pane's keys alone."""
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    for name in ("Ilse Brandt", "Great Anvil"):
        window.key("ctrl+f", "ctrl+a")
        window.type(name)
        window.key("Escape")
        session.wait_until(lambda: view.selection is not None, f"{name} to be selected")
        window.key("1")
        marks.status(session, "Person")
    marks.expect(session, "Person: Ilse Brandt", "Person: Great Anvil")

    # Who has gone elsewhere in the article stays there
    window.key("Escape")
    box = pages.find_words(session, window, "lamp")
    window.click(box[0] - 60, pages.middle(box)[1])
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("Escape")
    session.wait_until(lambda: not pages.boxes(window), "the hits to go")
    session.settle()
    assert view.selection is None, f"selected is {view.selection}"

    # A window of 360 pixels, and the frame around it, has room for the bar
    window.resize(200, 600)
    assert window.geometry[2] <= 380, f"the narrowest window is {window.geometry[2]} pixels wide"


def project_is_searched(session):
    other = marks.write(session, "long.txt", LONG)
    window = session.start(harness.program("manicule"), marks.write(session, "ferry.txt", marks.FERRY), other)
    ferry = marks.article(session)
    session.wait_until(lambda: ferry.has_state("FOCUSED"), "the article to have the keys")

    window.key("ctrl+shift+f")
    session.wait_until(lambda: not ferry.has_state("FOCUSED"), "the search to have the keys")
    window.type("zurich")
    session.find(role="label", where=lambda node: node.name.startswith("2 hits in 1 article"))
    hits = session.wait_until(lambda: session.find_all(role="list item",
                                                       where=lambda node: "Zürich" in node.name), "a hit in the list")
    assert "Here the Zürich train leaves" in hits[0].name, f"without its context: {hits[0].name}"
    window.screenshot("search.png")

    # Return chooses the first: its article opens at the place
    window.key("Return")
    marks.article(session, LONG)
    box = session.wait_until(lambda: pages.boxes(window, pages.SELECTED_HIT), "the hit on the screen")[0]
    assert box[1] > 100 and box[3] < window.geometry[3] - 40, f"the hit is at the edge: {box}"
    window.screenshot("search-chosen.png")

    # As an annotation's note, too
    window.key("Escape")
    window.key("ctrl+Page_Up")
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    window.key("n")
    window.type("quayside")
    window.key("ctrl+Return")
    marks.expect(session, "Place: Notes, note: quayside")
    window.key("Escape", "ctrl+Page_Down")
    marks.article(session, LONG)
    # By its tab, too: the field has the keys
    marks.click_on(session, window, session.find(role="page tab", name="Annotations"))
    marks.click_on(session, window, session.find(role="page tab", name="Search"))
    session.settle()
    window.key("ctrl+a")
    window.type("quayside")
    session.find(role="list item", where=lambda node: "Note: quayside" in node.name)
    window.key("Return")
    marks.article(session)
    marks.status(session, "Place · 1 of 1")


harness.run(article_is_searched, a_hit_is_marked, project_is_searched)
