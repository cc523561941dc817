# SPDX-License-Identifier: GPL-3.0-or-later
"""The inspector: people and places completed, tags as chips, several at once, relations, attributes."""

import json

import harness
import marks


def start(session):
    """The window with Notes and Port Sorrel as places; the second is selected and the article has the keys."""
    window = marks.start(session)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    window.key("Escape", "Down", "Down", "Home", "shift+ctrl+Right", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes", "Place: Port Sorrel")
    return window, view


def records(path):
    """The project's file."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def to_entity(session, window, view):
    """Puts the caret into the inspector's field for people and places."""
    x, y, width, height = session.find(role="text", name="Who or Where").extents()
    window.click(x + width // 2, y + height // 2)
    session.wait_until(lambda: not view.has_state("FOCUSED"), "the field to have the keys")


def entity_is_completed(session):
    window, view = start(session)
    # The marked words are offered, and Enter takes them
    to_entity(session, window, view)
    session.find(role="list", name="Suggestions", where=marks.is_on_screen)
    window.key("Return")
    marks.expect(session, "Place: Notes", "Place · Port Sorrel: Port Sorrel")
    # The other one by a few letters, which the list of suggestions completes
    window.key("Escape", "shift+Tab")
    to_entity(session, window, view)
    window.type("sorr")
    session.find(role="list", name="Suggestions")
    session.find(role="label", name="Port Sorrel")
    window.key("Down", "Return")
    marks.expect(session, "Place · Port Sorrel: Notes", "Place · Port Sorrel: Port Sorrel")
    path = session.path("ferry.manicule")
    marks.save(session, window, path)
    project = records(path)
    assert [entity["name"] for entity in project["entities"]] == ["Port Sorrel"], project["entities"]
    assert {one["entity"] for one in project["annotations"]} == {project["entities"][0]["id"]}


def tags_are_chips(session):
    window, _ = start(session)
    # Of one, then of both: what only one has is a chip too, and says so by its removal
    window.key("ctrl+l", "Down", "Home", "t")
    window.type("harbour")
    window.key("Return")
    marks.expect(session, "Place: Notes (harbour)", "Place: Port Sorrel")
    window.key("ctrl+l", "Down", "Home", "ctrl+a", "t")
    session.find(role="label", name="2 Annotations")
    window.type("har")
    session.find(role="list", name="Suggestions")
    window.key("Down", "Return")
    marks.expect(session, "Place: Notes (harbour)", "Place: Port Sorrel (harbour)")
    session.find(role="push button", name="Remove the tag harbour").act()
    marks.expect(session, "Place: Notes", "Place: Port Sorrel")
    # Not of what is typed in the entry
    window.key("Escape", "ctrl+z")
    marks.expect(session, "Place: Notes (harbour)", "Place: Port Sorrel (harbour)")


def annotations_are_related(session):
    window, view = start(session)
    window.key("r")
    marks.status(session, "Select the annotation that this one is related to")
    window.key("Escape")
    marks.status(session, "Place · 2 of 2")
    window.key("r", "shift+Tab", "r")
    path = session.path("ferry.manicule")
    marks.save(session, window, path)
    project = records(path)
    first, second = (one["id"] for one in project["annotations"])
    assert [(one["from"], one["to"]) for one in project["relations"]] == [(second, first)], project["relations"]
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")

    # Turned round from its row
    width, height = window.geometry[2:]
    window.scroll(width - 100, height - 40, 20)
    session.settle()
    marks.click_on(session, window, session.find(role="list item", name="Relations"))
    menu = "Label and direction of the relation"
    marks.showing(session, "push button", menu)
    session.settle()
    window.screenshot("relation.png")
    session.find_all(role="push button", name=menu)[-1].act()
    session.find(where=lambda node: node.role.endswith("menu item") and node.name == "Reverse").act()
    window.key("ctrl+s")
    session.wait_until(lambda: [(one["from"], one["to"]) for one in records(path)["relations"]] == [(first, second)],
                       "the relation to be turned round")


harness.run(entity_is_completed, tags_are_chips, annotations_are_related)
