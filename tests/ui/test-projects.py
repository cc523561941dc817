# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing with unsaved work, new projects, several in several windows, other names, recent ones; articles pasted, added,
taken back, and read in another encoding."""

import os

import harness
import marks


def focused(session, view):
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")


def labels(project):
    return [row["label"] for row in marks.annotations(project)]


def make_project(session, name, text=marks.FERRY):
    """A project with an article of the same name."""
    project = session.path(f"{name}.manicule")
    harness.cli("new", project)
    harness.cli("add", project, marks.write(session, f"{name}.txt", text))
    return project


def closing_asks(session):
    project = session.path("kept.manicule")
    window = marks.start(session)
    focused(session, marks.article(session))
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")

    # Not after all
    window.close()
    dialog = session.next_window()
    session.screenshot("closing.png")
    marks.press(session, "Cancel")
    session.wait_until(lambda: not dialog.is_open(), "the question to go")
    marks.expect_no_more(session, "Place: Notes")
    assert window.is_open()

    # Saved, under a name that is asked for
    window.close()
    dialog = session.next_window()
    marks.press(session, "Save")
    session.wait_until(lambda: not dialog.is_open(), "the question to go")
    marks.type_path(session, project)
    assert window.wait_for_end() == 0
    assert labels(project) == ["Place"], labels(project)

    # Thrown away
    window = marks.start(session)
    window.close()
    session.next_window()
    marks.press(session, "Discard")
    assert window.wait_for_end() == 0
    assert sorted(os.listdir(session.home)).count("kept.manicule") == 1
    assert labels(project) == ["Place"]


def projects_have_their_windows(session):
    first = make_project(session, "first")
    second = make_project(session, "second", "Another text\n")
    # Asked for twice at once, it is opened once
    window = session.start(harness.program("manicule"), first, first)
    focused(session, marks.article(session))
    session.settle()
    assert len(session._visible_windows()) == 1

    # A new one, empty, which says what to do
    window.key("ctrl+n")
    new = session.next_window()
    marks.showing(session, "label", "Read Closely")
    new.screenshot("empty.png")
    # A project that is open already is shown, and has no second window
    new.focus()
    new.key("ctrl+o")
    marks.type_path(session, first)
    session.wait_until(lambda: session.output("xdotool", "getactivewindow").strip() == str(window.identifier),
                       "the first project's window in front")
    assert len(session._visible_windows()) == 2

    # Another takes the place of the empty one
    new.focus()
    new.key("ctrl+o")
    marks.type_path(session, second)
    view = marks.article(session, "Another text\n")
    other = session.next_window()
    session.wait_until(lambda: not new.is_open(), "the empty window to go")
    other.focus()
    focused(session, view)
    other.key("ctrl+Home", "shift+ctrl+Right", "1")
    session.find(role="list item", name="Person: Another")

    # Under another name, with the old file as it was
    third = session.path("third.manicule")
    other.key("ctrl+shift+s")
    marks.type_path(session, third)
    session.wait_until(lambda: os.path.exists(third), "the third project")
    session.wait_until(lambda: "third" in other.title, "the title to follow")
    assert labels(third) == ["Person"] and labels(second) == [] and labels(first) == []

    # All are among the recent ones; one is opened from there
    other.focus()
    marks.choose(session, other, "Open Recent")
    session.wait_until(lambda: {"first.manicule", "second.manicule", "third.manicule"} <=
                       set(marks.menu_items(session)), "the recent projects")
    other.screenshot("recent.png")
    session.find(role="menu item", name="second.manicule").act()
    again = session.next_window()
    session.wait_until(lambda: "second" in again.title, "the second project")
    assert window.is_open() and other.is_open()

    # Closing one leaves the others
    again.close()
    session.wait_until(lambda: not again.is_open(), "it to close")
    assert window.is_open() and other.is_open()


def articles_come_and_go(session):
    window = marks.start(session)
    focused(session, marks.article(session))

    # From the clipboard
    window.key("ctrl+Home", "shift+ctrl+Right", "shift+ctrl+Right", "ctrl+c")
    marks.choose(session, window, "Paste as Article")
    marks.article(session, "Notes on")
    window.key("ctrl+z")
    marks.article(session)
    session.wait_until(lambda: not session.find_all(role="text", where=lambda node: node.text == "Notes on"),
                       "the article to be taken back")
    window.key("ctrl+shift+z")
    session.find(role="label", name="Notes on")
    # The same once more is where it is
    marks.choose(session, window, "Paste as Article")
    session.find(role="label", name="“Notes on” is in the project already")
    marks.article(session, "Notes on")
    window.focus()
    window.key("ctrl+z")

    # From a file, by the dialog
    path = marks.write(session, "more.txt", "More to read\n")
    marks.choose(session, window, "Add Articles…")
    marks.type_path(session, path)
    marks.article(session, "More to read\n")
    window.focus()
    window.key("ctrl+z")
    marks.article(session)
    window.key("ctrl+shift+z", "ctrl+Page_Down")
    marks.article(session, "More to read\n")

    # The first page takes a text at once
    window.key("ctrl+n")
    other = session.next_window()
    marks.showing(session, "label", "Read Closely")
    other.focus()
    session.settle()
    other.key("ctrl+v")
    marks.article(session, "Notes on")


def files_are_dropped(session):
    project = make_project(session, "first")
    window = session.start(harness.program("manicule"))
    marks.showing(session, "label", "Read Closely")
    source = session.start("/usr/bin/python3", os.path.join(os.path.dirname(__file__), "drag-source.py"),
                           marks.write(session, "more.txt", "More to read\n"), project)
    session.command("xdotool", "windowmove", "--sync", str(source.identifier), "1100", "830")
    x, y, width, height = window.geometry
    left, top, _, _ = source.geometry
    source.drag(40, 20, x + width // 2 - left, y + height // 2 - top, steps=20)
    # An article comes into the window, a project has its own
    marks.article(session, "More to read\n")
    other = session.next_window()
    session.wait_until(lambda: "first" in other.title, "the project's window")
    assert window.is_open()


def encoding_is_chosen(session):
    text = "Съешь ещё этих мягких французских булок\n"
    window = session.start(harness.program("manicule"), marks.write(session, "bulky.txt", text, "koi8-r"))
    # Guessed or not, another one is chosen
    first = session.wait_until(lambda: [node for node in session.find_all(role="text")
                                        if node.text.endswith("\n")], "the article")[0].text
    wanted, other = ("KOI8-R", "WINDOWS-1251") if first != text else ("WINDOWS-1251", "KOI8-R")
    marks.choose(session, window, "Encoding of the Article…")
    dialog = session.next_window()
    dialog.focus()
    combo = session.find(role="combo box", name="The File Is Encoded In")
    session.wait_until(lambda: combo.has_state("FOCUSED"), "the encoding to have the keys")
    dialog.key("space")
    listed = ["UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1250",
              "ISO-8859-2", "WINDOWS-1251", "KOI8-R"]
    session.wait_until(lambda: wanted in [node.name for node in combo.walk()], "the encodings in the list")
    dialog.key("Home", *["Down"] * listed.index(wanted), "Return")
    again = text.encode("koi8-r").decode(wanted)
    session.find(role="label", where=lambda node: node.name.strip() == again.strip())
    session.screenshot("encoding.png")
    marks.press(session, "Read Again")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
    marks.article(session, again)
    window.focus()
    window.key("ctrl+z")
    marks.article(session, first)


harness.run(closing_asks, projects_have_their_windows, articles_come_and_go, files_are_dropped,
            encoding_is_chosen)
