# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves the harness on a program of which everything is known."""

import os
import time

import harness

TOY = os.path.join(harness.SOURCE, "tests", "ui", "toy.py")


def start(session):
    window = session.start("/usr/bin/python3", TOY)
    return window, session.find(role="text", name="GtkEntry")


def types_and_reads(session):
    window, entry = start(session)
    assert window.title == "Toy", window.title
    window.type("Yerevan, 3")
    session.wait_until(lambda: entry.text == "Yerevan, 3", "the typed text")
    window.key("ctrl+a")
    session.wait_until(lambda: entry.selection == (0, 10), "the selection")
    window.key("BackSpace")
    session.wait_until(lambda: entry.text == "", "the emptied entry")


def points_and_drags(session):
    window, _ = start(session)
    text = session.find(role="text", name="GtkTextView")
    assert text.text == "Hello, Երևան", text.text
    # The text's first line, wherever the title bar ends
    x, y, _, _ = text.extents()
    top = session.find(role="frame", name="Toy").extents()
    x, y = x - top[0], y - top[1]
    # Not from the very edge, where one takes hold of the window's frame
    window.drag(x + 12, y + 9, x + 300, y + 9)
    session.wait_until(lambda: text.selection and text.selection[0] <= 2 and text.selection[1] == 12, "the line")
    # Not so soon that it would count as a third click
    time.sleep(0.6)
    window.double_click(x + 15, y + 9)
    session.wait_until(lambda: text.selection == (0, 5), "the word under the pointer")


def acts_on_widgets(session):
    start(session)
    session.find(role="push button", name="Press").act()
    session.find(role="push button", name="Pressed")


def types_with_other_layouts(session):
    window, entry = start(session)
    # The key of the letter q on the us layout is a in French, y in Russian; the digits need Shift in French
    for layout, expected in (("us", "q1"), ("fr", "a&"), ("ru", "й1")):
        session.layout(layout)
        window.key("ctrl+a") if layout != "ru" else window.key("shift+Home")
        window.key_at(24, 10)
        session.wait_until(lambda: entry.text == expected, f"{expected} with {layout}")
    session.layout("am")
    window.key("shift+Home")
    window.key_at(24)
    session.wait_until(lambda: len(entry.text) == 1 and 0x530 <= ord(entry.text) < 0x590, "an Armenian letter")


def takes_pictures(session):
    window, _ = start(session)
    window.resize(400, 300)
    picture = window.screenshot(session.path("toy.png"))
    size = session.command("identify", "-format", "%w %h %k", picture).split()
    assert size[:2] == ["400", "300"], size
    assert int(size[2]) > 10, "the picture shows nothing"


def ends_by_itself(session):
    window, _ = start(session)
    window.close()
    assert window.wait_for_end() == 0


def notices_what_does_not_come(session):
    start(session)
    try:
        session.find(name="Nothing", timeout=0.5)
    except harness.Failure:
        return
    raise AssertionError("found what is not there")


harness.run(types_and_reads, points_and_drags, acts_on_widgets, types_with_other_layouts, takes_pictures, ends_by_itself,
            notices_what_does_not_come)
