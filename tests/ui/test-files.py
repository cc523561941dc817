# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects as files: saving, closing, opening again, one window a project, damage."""

import os

import harness
import marks


def mark_first_word(session, window):
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    session.find(role="list item", where=lambda node: node.name.startswith("Place: "))


def keeps_and_opens_again(session):
    project = session.path("ferry.manicule")
    window = marks.start(session)
    mark_first_word(session, window)
    marks.save(session, window, project)
    session.wait_until(lambda: os.path.exists(project), "the project file")

    # A second start shows the same window
    second = session.spawn(harness.program("manicule"), project)
    session.wait_until(lambda: second.poll() is not None, "the second program to hand over")
    assert len(session._visible_windows()) == 1, "the project has two windows"

    # What has a name is saved on closing
    window.focus()
    window.key("Escape", "ctrl+End", "shift+ctrl+Left", "1")
    session.find(role="list item", where=lambda node: node.name.startswith("Person: "))
    window.close()
    assert window.wait_for_end() == 0
    labels = [row["label"] for row in marks.annotations(project)]
    assert labels == ["Place", "Person"], labels

    # And is there again
    window = session.start(harness.program("manicule"), project)
    session.wait_until(lambda: len(marks.names(session)) == 2, "both marks")


def says_what_is_damaged(session):
    project = session.path("damaged.manicule")
    with open(project, "w", encoding="utf-8") as file:
        file.write('{"manicule":1,\n"project":{"id"')
    session.start(harness.program("manicule"), project)
    session.find(role="label", where=lambda node: "damaged.manicule" in node.name)
    with open(project, encoding="utf-8") as file:
        assert file.read() == '{"manicule":1,\n"project":{"id"', "the damaged file was changed"


harness.run(keeps_and_opens_again, says_what_is_damaged)
