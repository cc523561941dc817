# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds: whatever takes the focus has a name, and none that is its type’s; the window’s foot says what
annotation the caret enters and leaves."""

import os
import re
import shutil

import harness
import marks
import shots

TYPE_NAME = re.compile(r"^(Gtk|Adw|Mani)[A-Z]\w*$")
# They pass the focus on to what is in them, if there is anything that takes it
CONTAINERS = {"scroll pane", "list", "list item"}
# What stands inside is a part of them and does not take the focus by itself
WHOLE = {"combo box", "push button", "spin button", "check box", "text", "entry", "menu item"}


def passes_on(node):
    return node.role == "scroll pane" or (
        node.role in CONTAINERS and any(below.has_state("FOCUSABLE") for child in node.children for below in child.walk()))


def unnamed(session):
    """What takes the focus, is on the screen, and has no name of its own; and how many there are."""
    found = []
    count = 0

    def walk(node, path):
        nonlocal count
        path = [*path, f"{node.role} {node.name!r}"]
        takes_focus = node.has_state("FOCUSABLE")
        if takes_focus and not passes_on(node):
            box = node.extents()
            if box and box[2] > 0 and box[3] > 0:
                count += 1
                if not node.name.strip() or TYPE_NAME.match(node.name):
                    found.append(" > ".join(path[-4:]))
        if not (takes_focus and node.role in WHOLE):
            for child in node.children:
                walk(child, path)

    walk(session.tree(), [])
    return found, count


def check(session, where):
    session.settle()
    problems, count = unnamed(session)
    print(f"# {where}: {count} take the focus")
    if count < 3:
        raise harness.Failure(f"{where}: only {count} take the focus")
    if problems:
        raise harness.Failure(f"{where}: without a name:\n" + "\n".join(problems))


def start(session, *files):
    copies = []
    for file in files:
        copies.append(session.path(os.path.basename(file)))
        shutil.copy(file, copies[-1])
    window = session.start(harness.program("manicule"), *copies, timeout=60)
    session.settle()
    return window


def window_has_names(session):
    window = start(session, shots.SAMPLE)
    check(session, "the window")
    width, height = window.geometry[2:]
    window.click(width // 2, height // 2)
    window.key("Tab", "Tab")
    check(session, "an annotation selected")
    window.key("ctrl+f")
    check(session, "the find bar")
    window.type("light")
    window.key("Escape")
    window.key("ctrl+shift+f")
    window.type("light")
    check(session, "the search panel")
    window.key("F10")
    check(session, "the menu")


def empty_window_has_names(session):
    start(session)
    check(session, "the window without an article")


def preferences_have_names(session):
    window = start(session, shots.SAMPLE)
    window.key("ctrl+comma")
    dialog = session.next_window()
    check(session, "the preferences")
    session.find(role="page tab", name="Keys").act()
    check(session, "the keys")
    row = session.find(role="list item", name="Highlight without a label")
    x, y, width, height = row.extents()
    dialog.click(x + width // 2, y + height // 2)
    session.next_window()
    check(session, "the dialog of a key")


# The windows of shortcuts and of the program's name are not ours; GTK calls its search button GtkImage
def dialogs_have_names(session):
    window = start(session, shots.SAMPLE)
    for state in ("export", "article-properties", "project-properties", "labels", "label"):
        dialog = shots.STATES[state](session, window)
        check(session, state)
        while dialog.is_open():
            dialog.key("Escape")
            session.settle()
    window.focus()
    shots.STATES["label-end"](session, window)
    check(session, "the end of a label")


def panels_have_names(session):
    window = start(session, shots.SAMPLE)
    for state in ("people", "inspector", "link", "annotation-menu"):
        shots.STATES[state](session, window)
        check(session, state)
        window.key("Escape")
        session.settle()


def encoding_has_names(session):
    window = start(session, shots.ARTICLE)
    shots.OF_ARTICLE["encoding"](session, window)
    check(session, "encoding")


def status_says_where_the_caret_is(session):
    window = marks.start(session)
    if TYPE_NAME.match(marks.article(session).name or "Gtk"):
        raise harness.Failure(f"the article is called {marks.article(session).name!r}")
    sorrel, _brandt = marks.locate(session, window, "Port Sorrel", "Ilse Brandt")
    marks.pages.drag_over(window, sorrel)
    window.key("2")
    marks.expect(session, "Place: Port Sorrel")
    marks.status(session, "Place · 1 of 1")
    # The find bar first
    window.key("Escape", "Escape")
    session.find(role="status bar", where=lambda node: node.name == "In Place")
    window.key("ctrl+End")
    session.wait_until(lambda: not [node for node in session.find_all(role="status bar") if node.name.startswith("In ")],
                       "the caret to leave")
    window.key("ctrl+Home", "Down", "Down")
    session.find(role="status bar", where=lambda node: node.name == "In Place")


harness.run(window_has_names, empty_window_has_names, preferences_have_names, dialogs_have_names, panels_have_names,
            encoding_has_names, status_says_where_the_caret_is)
