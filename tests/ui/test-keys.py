# SPDX-License-Identifier: GPL-3.0-or-later
"""The single keys of the article, by value and by place, with four layouts; and that they are letters like any other in
a field."""


import harness
import marks
import pages

# Keys by their place, named after the us layout
DIGIT_2, N, H, STOP = 11, 57, 43, 60


def keys_with(session, layout, note):
    window = marks.start(session)
    sorrel, brandt, monday = marks.locate(session, window, "Port Sorrel", "Ilse Brandt", "Monday")
    session.layout(layout)

    pages.drag_over(window, sorrel)
    window.key_at(DIGIT_2)
    marks.expect(session, "Place: Port Sorrel")
    pages.drag_over(window, brandt)
    window.key_at(STOP)
    marks.expect(session, "Place: Port Sorrel", "Place: Ilse Brandt")
    pages.drag_over(window, monday)
    window.key_at(H)
    marks.expect(session, "Place: Port Sorrel", "Place: Ilse Brandt", "Highlight: Monday")

    # A note, whose letters are no commands
    window.key_at(N)
    session.settle()
    window.key_at(DIGIT_2, N, STOP)
    window.key("ctrl+Return")
    marks.expect_no_more(session, "Place: Port Sorrel", "Place: Ilse Brandt", f"Highlight: Monday, note: {note}")


def us_layout(session):
    keys_with(session, "us", "2n.")


def french_layout(session):
    keys_with(session, "fr", "én:")


def russian_layout(session):
    keys_with(session, "ru", "2тю")


def armenian_layout(session):
    keys_with(session, "am", "ձլշ")


def french_values(session):
    """What the keys type counts before where they are."""
    window = marks.start(session)
    sorrel, brandt = marks.locate(session, window, "Port Sorrel", "Ilse Brandt")
    session.layout("fr")

    pages.drag_over(window, sorrel)
    window.key("2")
    marks.expect(session, "Place: Port Sorrel")
    pages.drag_over(window, brandt)
    window.key("period")
    marks.expect(session, "Place: Port Sorrel", "Place: Ilse Brandt")


def walks_removes_and_undoes(session):
    window = marks.start(session)
    sorrel, brandt, monday = marks.locate(session, window, "Port Sorrel", "Ilse Brandt", "Monday")
    for box, key in ((sorrel, "2"), (brandt, "1"), (monday, "4")):
        pages.drag_over(window, box)
        window.key(key)
    every = ["Place: Port Sorrel", "Person: Ilse Brandt", "Date: Monday"]
    marks.expect(session, *every)

    window.key("Tab")
    marks.status(session, "Place · 1 of 3")
    window.key("Tab")
    marks.status(session, "Person · 2 of 3")
    window.key("shift+Tab")
    marks.status(session, "Place · 1 of 3")

    # A label's key relabels what is selected
    window.key("3")
    marks.expect(session, "Organisation: Port Sorrel", *every[1:])
    window.key("ctrl+z")
    marks.expect(session, *every)

    window.key("Delete")
    marks.expect(session, *every[1:])
    undo_by_toast(session, window, "Remove Annotation of “Port Sorrel”")
    marks.expect(session, *every)


def undo_by_toast(session, window, text):
    session.find(role="label", name=text)
    # The toast's button, not the header bar's
    undo = session.find(role="label", name="Undo")
    session.settle()
    marks.click_on(session, window, undo)
    session.wait_until(lambda: not session.find_all(role="label", name=text), "the toast to go")


def a_change_by_a_key_is_told(session):
    """Who types while no field has the keys sees what that has done, and can take it back."""
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    # A mark that is made is seen where it is made
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    window.key("ctrl+Home", "ctrl+Right", "ctrl+Right", "shift+ctrl+Left", "1")
    marks.expect(session, "Place: Notes", "Person: on")
    assert not session.find_all(role="label", name="Undo"), "a new mark is told, too"

    window.key("3")
    marks.expect(session, "Place: Notes", "Organisation: on")
    undo_by_toast(session, window, "Relabel “on” as Organisation")
    marks.expect(session, "Place: Notes", "Person: on")
    window.key("h")
    undo_by_toast(session, window, "Take Label from “on”")
    marks.expect(session, "Place: Notes", "Person: on")
    window.key("shift+Tab", "period")
    undo_by_toast(session, window, "Take Label from “Notes”")
    window.key("r", "Tab", "r")
    undo_by_toast(session, window, "Relate “Notes” to “on”")
    marks.expect(session, "Place: Notes", "Person: on")


harness.run(us_layout, french_layout, russian_layout, armenian_layout, french_values, walks_removes_and_undoes,
            a_change_by_a_key_is_told)
