# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and marking without a pointer."""


import harness
import marks


def press(window, *keys):
    """Without letting go of what is held down."""
    for key in keys:
        window.key_down(key)
        window.key_up(key)


def caret_selects_and_marks(session):
    window = marks.start(session)
    view = marks.article(session)
    text = marks.FERRY

    # The article that was opened has the keys
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Home", "Down", "Down", "Home")
    start = text.index("Port Sorrel")
    session.wait_until(lambda: view.caret == start, f"the caret at {start}")
    window.key_down("shift")
    press(window, *["Right"] * len("Port Sorrel"))
    window.key_up("shift")
    session.wait_until(lambda: view.selection == (start, start + 11), "the selected words")
    window.key("2")
    marks.expect(session, "Place: Port Sorrel")


def armed_label_waits_for_shift(session):
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")

    window.key("1")
    marks.status(session, "Person marks every selection")
    window.key("ctrl+Home", "Down", "Down", "Down", "Down", "Home")
    window.key_down("shift")
    press(window, *["Right"] * 4)
    session.settle()
    assert marks.names(session) == [], "marked before Shift was let go"
    press(window, *["Right"] * 7)
    window.key_up("shift")
    marks.expect_no_more(session, "Person: Ilse Brandt")
    # And it stays armed
    marks.status(session, "Person marks every selection")


def escape_lets_go_one_after_another(session):
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")

    # Something selected: an annotation; something armed: a label; then a find bar
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    marks.status(session, "Place · 1 of 1")
    window.key("Escape")
    session.wait_until(lambda: not session.find_all(
        role="status bar", where=lambda node: node.name.startswith("Place · 1 of 1")), "the annotation to be let go")
    window.key("3")
    marks.status(session, "Organisation marks every selection")
    window.key("ctrl+f")
    session.wait_until(lambda: not view.has_state("FOCUSED"), "the find bar")
    window.key("Escape")
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys again")
    marks.status(session, "Organisation marks every selection")
    window.key("Escape")
    session.wait_until(lambda: not session.find_all(
        role="status bar", where=lambda node: "marks every selection" in node.name), "the label to be let go")
    marks.expect(session, "Place: Notes")


def leaves_the_article(session):
    window = marks.start(session)
    view = marks.article(session)
    for key in ("ctrl+Tab", "F6"):
        session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
        window.key(key)
        session.wait_until(lambda: not view.has_state("FOCUSED"), f"{key} to leave the article")
        # F6 goes round the panes, and comes back
        for _ in range(3):
            session.settle()
            if not view.has_state("FOCUSED"):
                window.key("F6")


def enter_opens_the_inspector(session):
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    # It comes when it was hidden, too
    window.key("shift+F9")
    window.key("Return")
    session.wait_until(lambda: not view.has_state("FOCUSED"), "the inspector to have the keys")
    session.wait_until(lambda: [node for node in session.find_all(where=lambda node: node.has_state("FOCUSED"))
                                if node.role != "text"], "a row of the inspector to have the keys")
    window.key("Escape")
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys again")


def articles_are_stepped_through_from_anywhere(session):
    """Texts and lists have another use for these keys, which the window does not leave them."""
    other = "Another article\n"
    window = session.start(harness.program("manicule"), marks.write(session, "ferry.txt", marks.FERRY),
                           marks.write(session, "other.txt", other))
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Page_Down")
    marks.article(session, other)
    window.key("ctrl+Page_Up")
    marks.article(session)

    # From the note of an annotation
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    window.key("n")
    session.wait_until(lambda: not view.has_state("FOCUSED"), "the note to have the keys")
    window.key("ctrl+Page_Down")
    marks.article(session, other)

    # From the list of articles
    window.key("F6")
    window.key("ctrl+Page_Up")
    marks.article(session)


harness.run(caret_selects_and_marks, armed_label_waits_for_shift, escape_lets_go_one_after_another, leaves_the_article,
            enter_opens_the_inspector, articles_are_stepped_through_from_anywhere)
