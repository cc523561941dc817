# SPDX-License-Identifier: GPL-3.0-or-later
"""People and places: said by typing, listed with their mentions, walked through, renamed, merged, removed."""

import harness
import marks
import pages

FERRY = """Notes on the ferry

Port Sorrel is where the night boat waits. Ilse Brandt steered it alongside on Monday.

Great Anvil lies to the north. Captain Brandt had not seen it, and Port Sorrel was dark.
"""


def rows(session, name):
    """The rows of the list of this name."""
    return [node.name for rows in session.find_all(role="list", name=name)
            for node in rows.walk() if node.role == "list item" and node.name]


def expect_people(session, *wanted):
    session.wait_until(lambda: rows(session, "People and places") == list(wanted), f"the people {wanted}")


def mark(session, window, box, key):
    pages.drag_over(window, box)
    window.key(key)


def link(session, window, title="Link to a Person or Place"):
    """Opens the popover that asks for a name; the entry has the keys."""
    # Not below the popover: GTK 4.8 loses the press that follows when one closes under the pointer
    window.move(400, 700)
    window.key("e")
    entry = session.find(role="text", name=title, where=marks.is_on_screen)
    session.wait_until(lambda: entry.has_state("FOCUSED"), "the entry to have the keys")


def answer(session, window, *keys, title="Link to a Person or Place"):
    """Presses these keys in it, and waits until it is gone."""
    window.key(*keys)
    session.wait_until(lambda: not any(map(marks.is_on_screen, session.find_all(role="text", name=title))),
                       "the popover to go")


def show_panel(session, window):
    marks.click_on(session, window, session.find(role="page tab", name="People"))


def names_are_typed_once(session):
    window = marks.start(session, FERRY)
    ilse, captain = marks.locate(session, window, "Ilse Brandt", "Captain Brandt")

    # The words of the passage are offered; Enter makes a person of them
    mark(session, window, ilse, "1")
    link(session, window)
    session.find(role="list item", name="New Person “Ilse Brandt”")
    window.screenshot("link-entity.png")
    answer(session, window, "Return")
    marks.expect(session, "Person · Ilse Brandt: Ilse Brandt")

    # The next passage is linked by a part of the name
    mark(session, window, captain, "1")
    link(session, window)
    window.type("bran")
    session.find(role="list item", name="Ilse Brandt, 1 mention")
    answer(session, window, "Return")
    marks.expect(session, "Person · Ilse Brandt: Ilse Brandt", "Person · Ilse Brandt: Captain Brandt")

    # Esc leaves all as it was
    link(session, window)
    window.type("Nobody")
    answer(session, window, "Escape")
    marks.expect(session, "Person · Ilse Brandt: Ilse Brandt", "Person · Ilse Brandt: Captain Brandt")

    # A selection is marked too, with the label that fits, in one step
    sorrel, = marks.locate(session, window, "Great Anvil")
    pages.drag_over(window, sorrel)
    link(session, window)
    session.find(role="list item", name="New Person “Great Anvil”")
    answer(session, window, "Down", "Return")
    marks.expect(session, "Person · Ilse Brandt: Ilse Brandt", "Place · Great Anvil: Great Anvil",
                 "Person · Ilse Brandt: Captain Brandt")
    window.key("ctrl+z")
    marks.expect(session, "Person · Ilse Brandt: Ilse Brandt", "Person · Ilse Brandt: Captain Brandt")
    window.key("ctrl+shift+z")

    project = session.path("ferry.manicule")
    marks.save(session, window, project)
    session.wait_until(lambda: "not saved" not in session.describe(), "the project to be saved")
    found = [(row["label"], row["quote"], row["entity"]) for row in marks.annotations(project)]
    assert found == [("Person", "Ilse Brandt", "Ilse Brandt"), ("Place", "Great Anvil", "Great Anvil"),
                     ("Person", "Captain Brandt", "Ilse Brandt")], found


def a_mistyped_name_goes(session):
    """With the mention that it was typed for; and a possessive is no part of a name."""
    window = marks.start(session, "Notes\n\nIlse Brandt’s boat waits.\n")
    box, = marks.locate(session, window, "Brandt")
    window.click(box[2] + 60, pages.middle(box)[1])
    window.key("1")
    marks.double_click_until(session, window, (box[0] + 12, pages.middle(box)[1]), "Person: Brandt")
    show_panel(session, window)
    link(session, window)
    session.find(role="list item", name="New Person “Brandt”")
    window.type("Brant")
    answer(session, window, "Return")
    expect_people(session, "Brant, Person, 1 mention")

    link(session, window)
    window.type("Brandt")
    session.find(role="list item", name="New Person “Brandt”")
    answer(session, window, "Return")
    expect_people(session, "Brandt, Person, 1 mention")
    window.key("ctrl+z")
    expect_people(session, "Brant, Person, 1 mention")
    window.key("ctrl+z")
    session.wait_until(lambda: not rows(session, "People and places"), "nobody to be left")


def panel_renames_merges_and_walks(session):
    window = marks.start(session, FERRY)
    show_panel(session, window)
    session.find(role="label", name="No People or Places Yet")
    window.screenshot("people-empty.png")
    ilse, captain, sorrel = marks.locate(session, window, "Ilse Brandt", "Captain Brandt", "Port Sorrel")
    for box, key in ((ilse, "1"), (captain, "1"), (sorrel, "2")):
        mark(session, window, box, key)
        link(session, window)
        answer(session, window, "Return")
    expect_people(session, "Captain Brandt, Person, 1 mention", "Ilse Brandt, Person, 1 mention",
                  "Port Sorrel, Place, 1 mention")

    # Renamed in place
    row = session.find(role="list item", name="Port Sorrel, Place, 1 mention")
    marks.click_on(session, window, row)
    session.wait_until(lambda: any("Port Sorrel" in name for name in rows(session, "Mentions")), "its mentions")
    window.key("F2")
    session.find(role="text", name="Name", where=marks.is_on_screen)
    window.key("ctrl+a")
    window.type("Sorrel")
    window.key("Return")
    expect_people(session, "Captain Brandt, Person, 1 mention", "Ilse Brandt, Person, 1 mention",
                  "Sorrel, Place, 1 mention")

    # Merged by typing, one step
    row = session.find(role="list item", name="Captain Brandt, Person, 1 mention")
    marks.click_on(session, window, row)
    window.key("Menu")
    session.find(role="menu item", name="Merge…").act()
    session.find(role="text", name="Merge “Captain Brandt” Into", where=marks.is_on_screen)
    window.type("ils")
    session.find(role="list item", name="Ilse Brandt, 1 mention")
    window.key("Return")
    expect_people(session, "Ilse Brandt, Person, 2 mentions", "Sorrel, Place, 1 mention")
    session.find(role="label", name="Merge “Captain Brandt” into “Ilse Brandt”")
    window.screenshot("people.png")

    # Her mentions are walked through by keys, round
    session.wait_until(lambda: len(rows(session, "Mentions")) == 2, "two mentions")
    window.key("F8")
    marks.status(session, "Person · 2 of 3")
    window.key("F8")
    marks.status(session, "Person · 3 of 3")
    window.key("F8")
    marks.status(session, "Person · 2 of 3")
    window.key("shift+F8")
    marks.status(session, "Person · 3 of 3")

    window.key("ctrl+z")
    expect_people(session, "Captain Brandt, Person, 1 mention", "Ilse Brandt, Person, 1 mention",
                  "Sorrel, Place, 1 mention")

    # Found by typing, removed, and brought back
    entry = session.find(name="Find people and places", where=marks.is_on_screen)
    marks.click_on(session, window, entry)
    window.type("sorr")
    expect_people(session, "Sorrel, Place, 1 mention")
    marks.click_on(session, window, session.find(role="list item", name="Sorrel, Place, 1 mention"))
    window.key("Delete")
    session.find(role="label", name="Nobody Found")
    window.key("ctrl+z")
    expect_people(session, "Sorrel, Place, 1 mention")


harness.run(names_are_typed_once, a_mistyped_name_goes, panel_renames_merges_and_walks)
