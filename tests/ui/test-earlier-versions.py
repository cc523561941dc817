# SPDX-License-Identifier: GPL-3.0-or-later
"""Each save is kept as an earlier version; one is brought back by a step that can be undone, or opened as a copy."""

import json
import os

import harness
import marks


def name_project(session, window, title, path=None):
    """Gives the project a title, and saves it."""
    marks.choose(session, window, "Properties of the Project")
    dialog = session.next_window()
    dialog.focus()
    dialog.key("ctrl+a")
    dialog.type(title)
    dialog.key("Escape")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
    session.wait_until(lambda: window.title.endswith(title), f"the title {title}")
    window.focus()
    if path is not None:
        marks.save(session, window, path)
    else:
        window.key("ctrl+s")


def saved_title(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)["project"].get("title")
    except FileNotFoundError:
        return None


def versions(session):
    """The dialog, and its rows."""
    dialog = session.next_window()
    dialog.focus()
    rows = [node for listed in session.find_all(role="list", name="Earlier versions of the project")
            for node in listed.walk() if node.role == "list item"]
    return dialog, rows


def project_with_versions(session):
    window = marks.start(session)
    path = session.path("ferry.manicule")
    for number, title in enumerate(("One", "Two", "Three")):
        name_project(session, window, title, path if number == 0 else None)
        session.wait_until(lambda: saved_title(path) == title, f"the file with the title {title}")
    return window, path


def a_version_is_restored_and_that_undone(session):
    window, path = project_with_versions(session)
    marks.choose(session, window, "Earlier Versions…")
    dialog, rows = versions(session)
    dialog.screenshot("earlier-versions.png")
    assert len(rows) == 3, rows
    dialog.key("Down")
    dialog.key("Down")
    marks.press(session, "Restore")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
    session.wait_until(lambda: window.title.endswith("One"), "the first title")
    window.focus()
    window.key("ctrl+z")
    session.wait_until(lambda: window.title.endswith("Three"), "the last title")
    assert saved_title(path) == "Three"


def a_version_is_opened_as_a_copy(session):
    window, path = project_with_versions(session)
    marks.choose(session, window, "Earlier Versions…")
    dialog, _ = versions(session)
    dialog.key("Down")
    marks.press(session, "Open as a Copy")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
    copy = session.next_window()
    session.wait_until(lambda: copy.title.endswith("Two"), "the copy's title")
    assert window.title.endswith("Three")
    # The folder is only its owner's
    folder = session.path(os.path.join("state", "manicule", "backups"))
    if os.path.exists(folder):
        for root, _, names in os.walk(folder):
            assert os.stat(root).st_mode & 0o77 == 0, root
            assert all(os.stat(os.path.join(root, name)).st_mode & 0o77 == 0 for name in names)


harness.run(a_version_is_restored_and_that_undone, a_version_is_opened_as_a_copy)
