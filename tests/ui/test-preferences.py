# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences in the window: what is chosen there is so at once, in the window and in what it makes."""

import json

import harness
import marks


def open_preferences(session, window):
    window.key("ctrl+comma")
    dialog = session.next_window()
    session.settle()
    return dialog


def close(session, window, dialog):
    dialog.focus()
    dialog.key("Escape")
    session.wait_until(lambda: not dialog.is_open(), "the preferences to close")
    window.focus()
    session.settle()


def click(session, dialog, node):
    """In the middle of a widget of the preferences."""
    x, y, width, height = node.extents()
    left, top = session.find(where=lambda node: node.role in ("frame", "dialog") and
                             node.name == dialog.title).extents()[:2]
    dialog.click(x - left + width // 2, y - top + height // 2)
    session.settle()


def text_is_zoomed(session):
    window = marks.start(session)

    def percent():
        window.key("F10")
        shown = session.find(role="label", where=lambda node: node.name.endswith(" %") and marks.is_on_screen(node)).name
        window.key("Escape")
        session.settle()
        return shown

    assert percent() == "100 %", percent()
    window.key("ctrl+plus")
    session.settle()
    larger = percent()
    assert int(larger.split()[0]) > 100, larger
    window.key("ctrl+minus", "ctrl+minus")
    session.settle()
    smaller = percent()
    assert int(smaller.split()[0]) < 100, smaller
    window.key("ctrl+0")
    session.settle()
    assert percent() == "100 %", percent()


def marks_follow_them(session):
    window = marks.start(session)
    dialog = open_preferences(session, window)
    click(session, dialog, session.find(role="list item", name="Whole Words"))
    click(session, dialog, session.find(role="text", name="Your Name on New Annotations"))
    dialog.type("Ilse")
    dialog.key("Return")
    close(session, window, dialog)

    # Two letters are no longer grown to their word
    window.key("ctrl+Home", "shift+Right", "shift+Right", "1")
    marks.expect(session, "Person: No")
    path = session.path("ferry.manicule")
    marks.save(session, window, path)
    session.wait_until(lambda: "not saved" not in session.describe(), "the project to be saved")
    with open(path, encoding="utf-8") as file:
        annotation = json.load(file)["annotations"][0]
    assert annotation["creator"] == "Ilse", annotation


def keys_can_be_changed(session):
    window = marks.start(session)
    dialog = open_preferences(session, window)
    session.find(role="page tab", name="Keys").act()
    session.settle()
    click(session, dialog, session.find(role="list item", name="Highlight without a label"))
    question = session.next_window()
    session.settle()
    question.focus()
    question.key("F4")
    session.settle()
    marks.press(session, "Set" if session.find_all(role="push button", name="Set") else "_Set Set")
    session.wait_until(lambda: not question.is_open(), "the question to close")
    close(session, window, dialog)

    window.key("ctrl+Home", "shift+ctrl+Right", "h")
    marks.expect_no_more(session)
    window.key("F4")
    marks.expect(session, "Highlight: Notes")


harness.run(text_is_zoomed, marks_follow_them, keys_can_be_changed)
