# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels in the window: each thing that is done with them, as a person does it, and what the file then holds."""

import json

import harness
import marks


def labels(project):
    """The labels of a project's file, by name, in their order."""
    with open(project, encoding="utf-8") as file:
        return {label["name"]: label for label in json.load(file)["labels"]}


def open_dialog(session):
    session.find(role="push button", name="Manage Labels").act()
    dialog = session.next_window()
    session.wait_until(lambda: rows(session), "the rows of labels")
    session.settle()
    return dialog


def rows(session):
    """What a screen reader says of each row of the dialog."""
    for node in session.find_all(role="list", name="Labels"):
        return [child.name for child in node.children if child.name]
    return []


def expect_rows(session, *beginnings):
    """Waits until the dialog's rows begin so, and there are no others."""
    def same():
        found = rows(session)
        return len(found) == len(beginnings) and all(row.startswith(name) for row, name in zip(found, beginnings))

    try:
        session.wait_until(same, f"the rows {beginnings}")
    except harness.Failure as failure:
        raise harness.Failure(f"{failure}; there are {rows(session)}") from None


def toast(session, text):
    return session.find(role="label", where=lambda node: text in node.name)


def press_button(session, name):
    session.find(where=lambda node: node.name == name and "button" in node.role).act()


def frame(session):
    """Where the dialog's widgets count from."""
    return session.find(where=lambda node: node.role in ("frame", "dialog") and node.name == "Labels").extents()[:2]


def enter(dialog, text):
    dialog.type(text)
    dialog.key("Return")
    dialog.session.settle()


def keep(session, window, dialog, project):
    """Closes the dialog and saves; the labels of the file."""
    session.settle()
    dialog.focus()
    dialog.key("Escape")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
    window.focus()
    session.settle()
    marks.save(session, window, project)
    session.wait_until(lambda: "not saved" not in session.describe(), "the project to be saved")
    return labels(project)


def are_added_and_edited(session):
    window = marks.start(session)
    dialog = open_dialog(session)

    # One after another, behind the selected one
    dialog.key("Insert")
    enter(dialog, "Ship")
    expect_rows(session, "Person", "Ship", "Place", "Organisation", "Date", "Quote", "Claim")
    enter(dialog, "Ferry")
    expect_rows(session, "Person", "Ship", "Ferry", "Place", "Organisation", "Date", "Quote", "Claim")
    # A name that is taken is refused, and can be mended
    enter(dialog, "Ship")
    toast(session, "another label of the name “Ship”")
    dialog.key("ctrl+a")
    enter(dialog, "Captain")
    session.wait_until(lambda: any(row.startswith("Captain") for row in rows(session)), "a third label")

    # Renamed in place
    dialog.key("shift+Tab", "shift+Tab")
    session.find(name="Edit Captain").act()
    session.find(role="text", name="Name")
    session.settle()
    dialog.key("ctrl+a")
    dialog.type("Master")
    session.settle()
    dialog.key("Tab")
    session.settle()
    enter(dialog, "Who commands the ship")
    session.wait_until(lambda: any(row.startswith("Master") for row in rows(session)), "another name")
    dialog.key("Escape")
    session.settle()
    dialog.key("F2")
    session.settle()
    enter(dialog, "Skipper")
    session.wait_until(lambda: any(row.startswith("Skipper") for row in rows(session)), "a third name")

    # Esc keeps the name
    dialog.key("F2")
    session.settle()
    dialog.type("Nobody")
    dialog.key("Escape")
    session.settle()
    assert not any(row.startswith("Nobody") for row in rows(session)), rows(session)

    # One below it
    dialog.key("shift+Insert")
    enter(dialog, "Mate")
    session.wait_until(lambda: any(row.startswith("Mate") for row in rows(session)), "one below")

    found = keep(session, window, dialog, session.path("ferry.manicule"))
    assert list(found) == ["Person", "Ship", "Ferry", "Skipper", "Mate", "Place", "Organisation", "Date", "Quote",
                           "Claim"], list(found)
    assert found["Skipper"]["description"] == "Who commands the ship", found["Skipper"]
    assert found["Mate"]["parent"] == found["Skipper"]["id"], found["Mate"]
    assert "parent" not in found["Skipper"]


def get_keys_and_colours(session):
    window = marks.start(session)
    dialog = open_dialog(session)

    def choose_key(*names):
        dialog.key("ctrl+k")
        session.settle()
        for name in names:
            dialog.key(name)
            session.settle()

    # A free one at once
    choose_key("9")
    expect_rows(session, "Person, key 9", "Place, key 2", "Organisation, key 3", "Date, key 4", "Quote, key 5",
                "Claim, key 6")
    # A command's is refused with the reason; another label's is said, and taken when pressed again
    choose_key("n")
    toast(session, "it is the key of a command")
    dialog.key("2")
    toast(session, "“2” is the key of “Place”")
    dialog.key("2")
    expect_rows(session, "Person, key 2", "Place, 0", "Organisation, key 3", "Date, key 4", "Quote, key 5",
                "Claim, key 6")
    # In one step, which undo takes back
    session.settle()
    dialog.key("ctrl+z")
    expect_rows(session, "Person, key 9", "Place, key 2", "Organisation, key 3", "Date, key 4", "Quote, key 5",
                "Claim, key 6")
    dialog.key("Down")
    session.settle()
    choose_key("BackSpace")
    expect_rows(session, "Person, key 9", "Place, 0", "Organisation, key 3", "Date, key 4", "Quote, key 5",
                "Claim, key 6")

    session.find(name="Colour of Place").act()
    press_button(session, "Rose")
    session.settle()

    # What it is for, and what it names
    session.find(name="Edit Date").act()
    session.settle()
    left, top = frame(session)
    x, y, width, height = session.find(role="combo box", name="Use").extents()
    dialog.click(x - left + width // 2, y - top + height // 2)
    session.settle()
    dialog.key("Down", "Down", "Return")
    session.settle()
    dialog.key("Escape")
    expect_rows(session, "For Passages", "Person", "Place", "Organisation", "Quote", "Claim", "For Articles", "Date")

    found = keep(session, window, dialog, session.path("ferry.manicule"))
    assert found["Person"]["key"] == "9" and "key" not in found["Place"], found
    assert found["Place"]["color"] == "#cc6677", found["Place"]
    assert found["Date"]["use"] == "article", found["Date"]


def are_moved(session):
    window = marks.start(session)
    dialog = open_dialog(session)

    dialog.key("ctrl+Down")
    expect_rows(session, "Place", "Person", "Organisation", "Date", "Quote", "Claim")
    session.settle()
    dialog.key("ctrl+Right")
    session.settle()
    dialog.key("Down")
    session.settle()
    dialog.key("ctrl+Right")
    session.settle()
    # Person and Organisation below Place; Organisation out again, and Person up to nowhere
    dialog.key("ctrl+Left")
    session.settle()
    expect_rows(session, "Place", "Person", "Organisation", "Date", "Quote", "Claim")

    # Dragged: Claim before Place, Date below Quote
    left, top = frame(session)

    def drag(what, to, part):
        boxes = [session.find(role="list item", where=lambda node: node.name.startswith(name + ", ")).extents()
                 for name in (what, to)]
        (x, y, _, height), (_, to_y, _, to_height) = boxes
        dialog.drag(x - left + 150, y - top + height // 2, x - left + 150, to_y - top + int(to_height * part), steps=20)
        session.settle()

    drag("Claim", "Place", 0.15)
    expect_rows(session, "Claim", "Place", "Person", "Organisation", "Date", "Quote")
    drag("Date", "Quote", 0.5)
    expect_rows(session, "Claim", "Place", "Person", "Organisation", "Quote", "Date")

    found = keep(session, window, dialog, session.path("ferry.manicule"))
    parents = {name: label.get("parent") for name, label in found.items()}
    assert parents == {"Claim": None, "Place": None, "Person": "place", "Organisation": None, "Quote": None,
                       "Date": "quote"}, parents
    assert list(found) == ["Claim", "Place", "Person", "Organisation", "Quote", "Date"], list(found)


def mark_two(window, session):
    """Two places and a person."""
    for n, keys in enumerate((("ctrl+Home", "shift+ctrl+Right", "2"), ("ctrl+End", "shift+ctrl+Left", "2"),
                              ("ctrl+Home", "ctrl+Right", "shift+ctrl+Right", "1"))):
        window.key(*keys)
        session.wait_until(lambda count=n + 1: len(marks.names(session)) == count, "another mark")
        window.key("Escape")
        session.settle()


def go_and_leave_their_annotations(session):
    window = marks.start(session)
    project = session.path("ferry.manicule")
    mark_two(window, session)

    # Without annotations nothing is asked
    dialog = open_dialog(session)
    dialog.key("End")
    session.settle()
    dialog.key("Delete")
    toast(session, "Remove Label “Claim”")
    expect_rows(session, "Person", "Place, key 2, 2 uses", "Organisation", "Date", "Quote")

    # With: another label, remove, or keep; each one step
    def remove_place(*keys):
        dialog.key("Home", "Down")
        session.settle()
        dialog.key("Delete")
        question = session.next_window()
        toast(session, "What becomes of the 2 annotations that have it?")
        session.settle()
        question.key(*keys)
        session.wait_until(lambda: not question.is_open(), "the question to close")
        session.wait_until(lambda: not any(row.startswith("Place") for row in rows(session)), "the label to go")
        session.settle()

    def undo():
        dialog.key("ctrl+z")
        expect_rows(session, "Person", "Place, key 2, 2 uses", "Organisation", "Date", "Quote")

    remove_place("alt+a", "alt+d")
    expect_rows(session, "Person, key 1, 3 uses", "Organisation", "Date", "Quote")
    undo()
    remove_place("alt+r", "alt+d")
    session.wait_until(lambda: len(marks.names(session)) == 1, "the annotations to go")
    undo()
    session.wait_until(lambda: len(marks.names(session)) == 3, "the annotations to come back")
    remove_place("Return")

    keep(session, window, dialog, project)
    assert [row["label"] for row in marks.annotations(project)] == ["", "Person", ""], marks.annotations(project)


def are_merged(session):
    window = marks.start(session)
    project = session.path("ferry.manicule")
    mark_two(window, session)
    dialog = open_dialog(session)
    dialog.key("Down")
    session.settle()
    dialog.key("Return")
    session.find(role="text", name="Name")
    session.find(role="list item", name="Merge into Another Label…")
    dialog.key("alt+m")
    question = session.next_window()
    session.settle()
    # Person is the first of the others
    press_button(session, "_Merge Merge" if session.find_all(name="_Merge Merge") else "Merge")
    session.wait_until(lambda: not question.is_open(), "the question to close")
    toast(session, "Merge Label “Place” into “Person”")
    expect_rows(session, "Person, key 1, 3 uses", "Organisation", "Date", "Quote", "Claim")
    keep(session, window, dialog, project)
    assert [row["label"] for row in marks.annotations(project)] == ["Person"] * 3


def come_from_files_and_go_to_them(session):
    window = marks.start(session)
    dialog = open_dialog(session)

    def choose(path):
        chooser = session.next_window()
        session.settle()
        chooser.key("ctrl+a")
        chooser.type(path)
        chooser.key("Return")
        session.wait_until(lambda: not chooser.is_open(), "the file chooser to close")
        dialog.focus()

    def menu(*keys):
        dialog.key("F10")
        session.settle()
        dialog.key(*keys)

    # "Person" is here; "Ship" is new, with a key that is taken
    path = session.path("ships.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("name,description,key\nPerson,Whoever sails,1\nShip,What sails,2\n")
    menu("f")
    choose(path)
    # What differs is asked
    toast(session, "1 label is here already and differs")
    question = session.next_window()
    session.settle()
    question.key("alt+u")
    toast(session, "1 label added · 1 updated · 1 without its key, which is taken")
    expect_rows(session, "Person", "Place", "Organisation", "Date", "Quote", "Claim", "Ship")

    # And given away again
    saved = session.path("given.csv")
    dialog.focus()
    menu("c")
    choose(saved)
    toast(session, "Labels saved")
    with open(saved, encoding="utf-8") as file:
        lines = file.read()
    assert "Whoever sails" in lines and "Ship" in lines, lines

    found = keep(session, window, dialog, session.path("ferry.manicule"))
    assert found["Person"]["description"] == "Whoever sails", found["Person"]
    assert "key" not in found["Ship"], found["Ship"]


def are_chosen_for_a_new_project(session):
    window = session.start(harness.program("manicule"))
    session.find(where=lambda node: node.name == "Labels: People and Places").act()
    session.settle()
    session.find(where=lambda node: node.name == "Interview Coding" and node.role != "label").act()
    session.find(where=lambda node: node.name == "Labels: Interview Coding")
    marks.save(session, window, session.path("talk.manicule"))
    found = labels(session.path("talk.manicule"))
    assert len(found) == 9 and found["Feeling"]["key"] == "3", found


def have_a_menu_in_the_bar(session):
    window = marks.start(session)
    project = session.path("ferry.manicule")

    def open_menu(name):
        node = session.find(where=lambda each: each.name == name and "button" in each.role)
        x, y, width, height = node.extents()
        left, top = session.find(role="frame", where=lambda frame: frame.name == window.title).extents()[:2]
        window.click(x - left + width // 2, y - top + height // 2, button=3)
        session.settle()

    open_menu("Place")
    press_button(session, "Rose")
    session.settle()
    open_menu("Date")
    marks.choose_item(session, "Mark Every Selection")
    marks.status(session, "Date marks every selection")
    window.key("Escape")
    open_menu("Claim")
    window.key("d")
    toast(session, "Remove Label “Claim”")
    marks.save(session, window, project)
    found = labels(project)
    assert found["Place"]["color"] == "#cc6677" and "Claim" not in found, found


harness.run(are_added_and_edited, get_keys_and_colours, are_moved, go_and_leave_their_annotations, are_merged,
            come_from_files_and_go_to_them, are_chosen_for_a_new_project, have_a_menu_in_the_bar)
