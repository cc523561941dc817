# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of annotations: filtered, sorted, and what can be done there to several at once."""

import csv

import harness
import marks


TEXT = "Notes\n\nPort Sorrel\n\nIlse Brandt\n"


def three(session):
    """The window with Notes and Port Sorrel as places, Ilse Brandt as a person; nothing is selected."""
    window = marks.start(session, TEXT)
    view = marks.article(session, TEXT)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Home", "shift+End", "2")
    marks.expect(session, "Place: Notes")
    window.key("Escape", "Down", "Down", "Home", "shift+End", "2")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel")
    window.key("Escape", "Down", "Down", "Home", "shift+End", "1")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel", "Person: Ilse Brandt")
    window.key("Escape")
    return window, view


def enter_list(session, window):
    """The keys go to the first row of the list."""
    window.key("ctrl+l", "Down")
    session.wait_until(lambda: session.find_all(role="list item", where=lambda node: node.has_state("FOCUSED")),
                       "a row to have the keys")
    window.key("Home")


def list_is_filtered(session):
    window, _ = three(session)
    session.find(role="label", name="3 annotations")
    window.key("ctrl+l")
    window.type("port")
    session.find(role="label", name="1 of 3 annotations shown")
    marks.expect(session, "Place: Port Sorrel")
    window.screenshot("filtered.png")
    # One key shows all again, wherever the keys are
    window.key("Escape")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel", "Person: Ilse Brandt")
    window.key("ctrl+l")
    window.type("brandt")
    marks.expect(session, "Person: Ilse Brandt")
    window.key("ctrl+shift+l")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel", "Person: Ilse Brandt")


def several_are_changed(session):
    window, _ = three(session)
    enter_list(session, window)
    window.key("ctrl+a")
    session.find(role="label", name="3 annotations, 3 selected")
    window.key("3")
    marks.expect(session, "Organisation: Notes", "Organisation: Port Sorrel", "Organisation: Ilse Brandt")
    # That was one step
    window.key("ctrl+z")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel", "Person: Ilse Brandt")
    window.key("t")
    window.type("harbour")
    window.key("Return")
    marks.expect(session, "Place: Notes (harbour)", "Place: Port Sorrel (harbour)", "Person: Ilse Brandt (harbour)")
    enter_list(session, window)
    window.key("shift+Down", "Delete")
    marks.expect(session, "Person: Ilse Brandt (harbour)")
    window.key("ctrl+z")
    marks.expect(session, "Place: Notes (harbour)", "Place: Port Sorrel (harbour)", "Person: Ilse Brandt (harbour)")

    path = session.path("ferry.manicule")
    marks.save(session, window, path)
    session.wait_until(lambda: [row["tags"] for row in marks.annotations(path)] == ["harbour"] * 3, "three tags in the file")


def quotation_is_copied(session):
    window, _ = three(session)
    enter_list(session, window)
    # Into a note, where it can be read
    window.key("Down", "ctrl+shift+c", "n", "ctrl+v", "ctrl+Return")
    row = session.find(role="list item", where=lambda node: ", note: " in node.name).name.rstrip()
    assert row.startswith("Place: Port Sorrel, note: “Port Sorrel” — “"), row
    assert row.endswith(", paragraph 2"), row


def some_are_exported(session):
    window, _ = three(session)
    enter_list(session, window)
    window.key("shift+Down", "shift+F10")
    session.find(where=lambda node: node.role.endswith("menu item") and node.name == "Export These…").act()
    dialog = session.next_window()
    dialog.focus()
    session.find(where=lambda node: node.name == "2 Selected Annotations")
    dialog.screenshot("export-some.png")
    path = session.path("some.csv")
    marks.press(session, "Export…")
    marks.type_path(session, path)

    def written():
        try:
            with open(path, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        except OSError:
            return None

    quotes = [row["quote"] for row in session.wait_until(written, "the export")]
    assert len(quotes) == 2 and "Notes" in quotes and "Port Sorrel" in quotes, quotes


harness.run(list_is_filtered, several_are_changed, quotation_is_copied, some_are_exported)
