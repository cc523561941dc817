# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles in their list: each thing that is done with them, as a person does it, and what the file then holds."""

import json
import os

import harness
import marks

NAMES = ["Anchor", "Buoy", "Capstan", "Davit", "Ebb"]


def write_article(session, name, n_paragraphs=1, word="rope"):
    text = f"# {name}\n\n" + "".join(f"Line {i} of {name} has the {word} {i * 7} of {name}.\n\n"
                                   for i in range(n_paragraphs))
    return marks.write(session, f"{name.lower()}.md", text)


def start(session, names=NAMES, n_paragraphs=1, size=None):
    """The window of a project with these articles; and the project's file."""
    project = session.path("harbour.manicule")
    harness.cli("new", project, "--title", "Harbour")
    harness.cli("add", project, *(write_article(session, name, n_paragraphs) for name in names))
    window = session.start(harness.program("manicule"), project)
    if size:
        window.resize(*size)
    expect(session, *names)
    return window, project


def rows(session):
    """What a screen reader says of each row."""
    for node in session.find_all(role="list", name="Articles"):
        return [child.name for child in node.children if child.name]
    return []


def expect(session, *wanted):
    """Waits until the rows are these: names of articles, and “[Group 2]” for a heading."""
    def shown():
        found = []
        for name in rows(session):
            parts = name.split(", ")
            if parts[0].startswith("Group "):
                found.append(f"[{parts[0][6:]} {parts[1].split(' ')[0]}]")
            else:
                found.append(parts[0])
        return found

    try:
        session.wait_until(lambda: shown() == list(wanted), f"the articles {wanted}")
    except harness.Failure as failure:
        raise harness.Failure(f"{failure}; there are {rows(session)}") from None


def row(session, name):
    return session.find(role="list item", where=lambda node: node.name.split(", ")[0] == name)


def select(session, window, name, held=()):
    marks.click_on(session, window, row(session, name), held=held)


def select_alone(session, window, name):
    """Selects it, and waits until it is the current article."""
    select(session, window, name)
    session.wait_until(lambda: window.title.startswith(name + " "), f"{name} to be open")


def menu(session, window, *choice):
    """Chooses from the menu of what is selected."""
    # Not below the menu: GTK 4.8 loses the press that follows when one closes under the pointer
    window.move(500, 600)
    window.key("Menu")
    for item in choice:
        marks.choose_item(session, item)


def view(session, window, *names):
    """Chooses from the menu of what is shown, and how."""
    for name in names:
        window.move(500, 600)
        buttons = session.find_all(name="What Is Shown, and How", where=marks.is_on_screen)
        # The one within the other that can be pressed
        buttons[1].act()
        marks.choose_item(session, name)


def answer(session, window, entry, text):
    """Types over what stands in the small form of this name, and Enter."""
    field = session.find(role="text", name=entry, where=marks.is_on_screen)
    session.wait_until(lambda: field.has_state("FOCUSED"), "the entry to have the keys")
    window.key("ctrl+a")
    window.type(text)
    window.key("Return")
    session.wait_until(lambda: not session.find_all(role="text", name=entry, where=marks.is_on_screen),
                       "the form to go")


def save(session, window, project):
    """Saves; the articles of the file."""
    def is_saved():
        return session.find_all(role="label", name="Harbour · saved")

    # A menu that is still closing takes the first
    for _ in range(5):
        window.key("ctrl+s")
        try:
            session.wait_until(is_saved, "the project to be saved", timeout=4)
            break
        except harness.Failure:
            continue
    session.wait_until(is_saved, "the project to be saved")
    with open(project, encoding="utf-8") as file:
        return json.load(file)["articles"]


def are_renamed_and_removed(session):
    window, project = start(session)

    # In place by F2; Esc leaves the title
    select_alone(session, window, "Buoy")
    window.key("F2")
    answer(session, window, "Title", "Bell Buoy")
    expect(session, "Anchor", "Bell Buoy", "Capstan", "Davit", "Ebb")
    # By the menu, from the keyboard
    window.key("Menu")
    marks.choose_item(session, "Rename…")
    answer(session, window, "Title", "Buoys")
    expect(session, "Anchor", "Buoys", "Capstan", "Davit", "Ebb")
    window.key("F2")
    session.find(role="text", name="Title", where=marks.is_on_screen)
    window.type("Nothing")
    window.key("Escape")

    # Two at once; a toast brings them back
    select_alone(session, window, "Capstan")
    select(session, window, "Ebb", held=("ctrl",))
    session.find(role="label", name="2 articles selected")
    window.key("Delete")
    expect(session, "Anchor", "Buoys", "Davit")
    session.find(role="label", name="Remove 2 Articles")
    session.wait_until(lambda: window.title.startswith("Davit "), "the next one to be open")
    marks.press(session, "Undo", role="push button")
    expect(session, "Anchor", "Buoys", "Capstan", "Davit", "Ebb")

    # The one that comes after is open then, or else the one before
    select_alone(session, window, "Ebb")
    menu(session, window, "Remove")
    expect(session, "Anchor", "Buoys", "Capstan", "Davit")
    session.wait_until(lambda: window.title.startswith("Davit "), "the one before to be open")
    assert [article["title"] for article in save(session, window, project)] == ["Anchor", "Buoys", "Capstan", "Davit"]


def are_moved(session):
    window, project = start(session)

    # By keys, as far as one likes: the row keeps them
    select_alone(session, window, "Anchor")
    window.key("alt+Down")
    expect(session, "Buoy", "Anchor", "Capstan", "Davit", "Ebb")
    window.key("alt+Down")
    expect(session, "Buoy", "Capstan", "Anchor", "Davit", "Ebb")
    window.key("alt+Up")
    expect(session, "Buoy", "Anchor", "Capstan", "Davit", "Ebb")
    window.key("ctrl+z")
    expect(session, "Buoy", "Capstan", "Anchor", "Davit", "Ebb")

    # Several come together
    select_alone(session, window, "Buoy")
    select(session, window, "Davit", held=("ctrl",))
    window.key("alt+Down")
    expect(session, "Capstan", "Anchor", "Ebb", "Buoy", "Davit")

    # Dragged: one, then what is selected
    drag(session, window, "Capstan", "Ebb", 0.8)
    expect(session, "Anchor", "Ebb", "Capstan", "Buoy", "Davit")
    drag(session, window, "Davit", "Anchor", 0.2)
    expect(session, "Buoy", "Davit", "Anchor", "Ebb", "Capstan")

    assert [article["title"] for article in save(session, window, project)] == ["Buoy", "Davit", "Anchor", "Ebb",
                                                                               "Capstan"]


def drag(session, window, what, to, part):
    """Drags a row to this part of another one’s height."""
    x, y, _, height = row(session, what).extents()
    _, to_y, _, to_height = row(session, to).extents()
    left, top = marks.origin(session, window)
    window.drag(x - left + 120, y - top + height // 2, x - left + 124, to_y - top + int(to_height * part), steps=20)


def are_grouped(session):
    window, project = start(session)

    # A new group for two of them
    select_alone(session, window, "Buoy")
    select(session, window, "Davit", held=("ctrl",))
    menu(session, window, "Group", "New Group…")
    answer(session, window, "Name of the Group", "Gear")
    expect(session, "Anchor", "Capstan", "Ebb", "[Gear 2]", "Buoy", "Davit")
    # Into one that is there, out again by keys
    select_alone(session, window, "Anchor")
    menu(session, window, "Group", "Gear")
    expect(session, "Capstan", "Ebb", "[Gear 3]", "Anchor", "Buoy", "Davit")
    select_alone(session, window, "Anchor")
    window.key("alt+Up")
    expect(session, "Capstan", "Ebb", "Anchor", "[Gear 2]", "Buoy", "Davit")
    # Dragged onto the heading
    drag(session, window, "Ebb", "Group Gear", 0.5)
    expect(session, "Capstan", "Anchor", "[Gear 3]", "Ebb", "Buoy", "Davit")

    # The heading stands for the group: renamed, done, moved past another
    select(session, window, "Group Gear")
    window.key("F2")
    answer(session, window, "Name of the Group", "Tackle")
    expect(session, "Capstan", "Anchor", "[Tackle 3]", "Ebb", "Buoy", "Davit")
    select_alone(session, window, "Capstan")
    menu(session, window, "Group", "New Group…")
    answer(session, window, "Name of the Group", "Deck")
    expect(session, "Anchor", "[Tackle 3]", "Ebb", "Buoy", "Davit", "[Deck 1]", "Capstan")
    select(session, window, "Group Tackle")
    window.key("alt+Down")
    expect(session, "Anchor", "[Deck 1]", "Capstan", "[Tackle 3]", "Ebb", "Buoy", "Davit")
    window.screenshot("articles-groups.png")
    select(session, window, "Group Deck")
    menu(session, window, "Group", "Dissolve Group")
    expect(session, "Capstan", "Anchor", "[Tackle 3]", "Ebb", "Buoy", "Davit")

    groups = {article["title"]: article.get("meta", {}).get("group") for article in save(session, window, project)}
    assert groups == {"Anchor": None, "Capstan": None, "Ebb": "Tackle", "Buoy": "Tackle", "Davit": "Tackle"}, groups


def have_a_status_and_are_sorted(session):
    window, project = start(session)
    session.find(role="label", name="0 of 5 articles done")

    # Of the current one by a key in the article; of several by the menu
    select_alone(session, window, "Capstan")
    window.key("ctrl+d")
    session.find(role="label", name="1 of 5 articles done")
    select(session, window, "Anchor", held=("ctrl",))
    menu(session, window, "Status", "Done")
    session.find(role="label", name="2 of 5 articles done")
    select_alone(session, window, "Buoy")
    menu(session, window, "Status", "Reading")
    session.find(role="list item", where=lambda node: node.name.startswith("Buoy, ") and node.name.endswith(", reading"))

    # Sorted
    view(session, window, "By Status")
    expect(session, "Davit", "Ebb", "Buoy", "Anchor", "Capstan")
    view(session, window, "Turned Round")
    expect(session, "Anchor", "Capstan", "Buoy", "Davit", "Ebb")
    # Next and previous go as the list does
    select_alone(session, window, "Capstan")
    window.key("ctrl+Page_Down")
    session.wait_until(lambda: window.title.startswith("Buoy "), "Buoy")
    window.key("ctrl+Page_Up", "ctrl+Page_Up")
    session.wait_until(lambda: window.title.startswith("Anchor "), "Anchor")
    view(session, window, "By Title")
    expect(session, "Ebb", "Davit", "Capstan", "Buoy", "Anchor")
    view(session, window, "As in the Project", "Turned Round")
    expect(session, "Anchor", "Buoy", "Capstan", "Davit", "Ebb")

    # Filtered by status, and by words; steps keep to what is shown
    view(session, window, "New")
    expect(session, "Davit", "Ebb")
    session.find(role="label", name="2 of 5 articles")
    marks.press(session, "Show All")
    expect(session, "Anchor", "Buoy", "Capstan", "Davit", "Ebb")
    entry = session.find(name="Filter articles", where=marks.is_on_screen)
    marks.click_on(session, window, entry)
    window.type("A")
    expect(session, "Anchor", "Capstan", "Davit")
    window.key("Down")
    select_alone(session, window, "Anchor")
    window.key("ctrl+Page_Down", "ctrl+Page_Down")
    session.wait_until(lambda: window.title.startswith("Davit "), "Davit")
    window.key("Escape")
    expect(session, "Anchor", "Buoy", "Capstan", "Davit", "Ebb")

    statuses = {article["title"]: article.get("status") for article in save(session, window, project)}
    assert statuses == {"Anchor": "done", "Buoy": "reading", "Capstan": "done", "Davit": None, "Ebb": None}, statuses


def duplicates_are_told(session):
    window, project = start(session, names=["Anchor", "Buoy"], n_paragraphs=40)

    def add(path):
        session.find(name="Add Articles", role="push button").act()
        marks.type_path(session, path)
        window.focus()

    # The very same text under another name
    with open(session.path("buoy.md"), encoding="utf-8") as file:
        text = file.read()
    add(marks.write(session, "again.md", text))
    session.find(role="label", name="“Buoy” is in the project already")
    session.wait_until(lambda: window.title.startswith("Buoy "), "the one that is there to be open")

    # Nearly the same
    add(marks.write(session, "corrected.md", text.replace("Buoy\n", "Buoys\n", 1).replace("rope 14", "chain 14")))
    session.find(role="label", name="“Buoys” is nearly the same as “Buoy”")
    expect(session, "Anchor", "Buoy", "Buoys")
    session.wait_until(lambda: window.title.startswith("Buoys "), "the new one to be open")
    marks.press(session, "Show the Other")
    session.wait_until(lambda: window.title.startswith("Buoy "), "the other to be open")

    # All of the project, at any time
    view(session, window, "Find Duplicates")
    session.find(role="label", name="1 article is in the project twice, or nearly so")
    session.wait_until(lambda: window.title.startswith("Buoys "), "the later one to be selected")
    assert len(save(session, window, project)) == 3


def kept_places(session):
    """What is remembered: the offset at the top of each article, the one that was read last first."""
    folder = session.path("state/manicule/places")
    name, = os.listdir(folder)
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)["places"]


def page(session, name):
    """The article view with this article."""
    return session.find(role="text", where=lambda node: node.text.startswith(f"{name}\n"))


def expect_caret(session, name, offset):
    session.wait_until(lambda: page(session, name).caret == offset, f"{name} to be at {offset}")


def places_are_kept(session):
    window, project = start(session, names=["Anchor", "Buoy"], n_paragraphs=300)

    select_alone(session, window, "Anchor")
    marks.click_on(session, window, page(session, "Anchor"))
    window.key(*["Page_Down"] * 12)
    session.wait_until(lambda: page(session, "Anchor").caret > 2000, "twelve pages to be read")
    window.key("ctrl+Page_Down")
    session.wait_until(lambda: window.title.startswith("Buoy "), "Buoy")
    expect_caret(session, "Buoy", 0)

    # Back where it was: the caret is at the top of the page
    window.key("ctrl+Page_Up")
    session.wait_until(lambda: window.title.startswith("Anchor "), "Anchor")
    session.wait_until(lambda: page(session, "Anchor").caret > 1500, "Anchor to be where it was read")
    top = page(session, "Anchor").caret

    # Closed and opened again, with the article that was read last
    window.key("ctrl+w")
    window.wait_for_end()
    places = kept_places(session)
    assert [offset for _, offset in places] == [top, 0], (places, top)
    window = session.start(harness.program("manicule"), project)
    session.wait_until(lambda: window.title.startswith("Anchor "), "Anchor")
    expect_caret(session, "Anchor", top)
    window.key("ctrl+w")
    window.wait_for_end()
    assert kept_places(session) == places, (kept_places(session), places)


harness.run(are_renamed_and_removed, are_moved, are_grouped, have_a_status_and_are_sorted, duplicates_are_told,
            places_are_kept)
