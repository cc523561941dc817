# SPDX-License-Identifier: GPL-3.0-or-later
"""A small article for tests of marking, and what the window says of its marks."""


import harness
import pages

FERRY = """Notes on the ferry

Port Sorrel is where the night boat waits, and has waited for eleven years.

Ilse Brandt steered it alongside on Monday. Nobody had lit the lamp that night.

Great Anvil lies to the north; the lighthouse there was dark.
"""


def write(session, name, text, encoding="utf-8"):
    """A file of this text in the session's home folder; its path."""
    path = session.path(name)
    with open(path, "w", encoding=encoding) as file:
        file.write(text)
    return path


def start(session, text=FERRY, name="ferry.txt"):
    """The program's window with this article."""
    window = session.start(harness.program("manicule"), write(session, name, text))
    article(session, text)
    return window


def article(session, text=FERRY):
    """The article view with this text, as a screen reader finds it."""
    return session.find(role="text", where=lambda node: node.text == text)


def locate(session, window, *words):
    """The box of each of these words, which stay where they are: the find bar stays open."""
    found = []
    for word in words:
        pages.find_words(session, window, word)
        # The hits of the words before are gone by now
        session.settle()
        found.append(pages.boxes(window)[0])
    return found


def names(session):
    """The rows of the list of annotations."""
    return [node.name for rows in session.find_all(role="list", name="Annotations of this article")
            for node in rows.walk() if node.role == "list item" and ": " in node.name]


def expect(session, *wanted):
    """Waits until the list of annotations holds these, and nothing else."""
    def same():
        return names(session) == list(wanted)

    try:
        session.wait_until(same, f"the marks {wanted}")
    except harness.Failure as failure:
        raise harness.Failure(f"{failure}; there are {names(session)}") from None


def expect_no_more(session, *wanted):
    """That these are the marks, and remain so."""
    expect(session, *wanted)
    session.settle()
    expect(session, *wanted)


def status(session, beginning):
    """Waits until the line at the window's foot begins so."""
    return session.find(role="status bar", where=lambda node: node.name.startswith(beginning)).name


def double_click_until(session, window, place, name):
    """On a busy machine the two clicks may come too far apart for one double-click; a person tries again too. Two single
    clicks mark nothing, so another try cannot make a second mark."""
    for _ in range(5):
        window.double_click(*place)
        try:
            session.find(role="list item", name=name, timeout=3)
            return
        except harness.Failure:
            continue
    session.find(role="list item", name=name)


def is_on_screen(node):
    """GTK 4.8 does not tell what is shown; what is hidden has no size."""
    box = node.extents()
    return box is not None and box[2] > 1 and box[3] > 1


def showing(session, role, name, timeout=harness.TIMEOUT):
    """The first such thing that is on the screen; buttons’ names repeat their label."""
    def is_it(node):
        return (node.name == name or node.name.endswith(" " + name)) and is_on_screen(node)

    return session.find(role=role, where=is_it, timeout=timeout)


def press(session, name, role="push button"):
    """Presses a button that is on the screen."""
    showing(session, role, name).act()


def choose_item(session, name):
    """Chooses from the menu that is open, and waits until it can be."""
    def is_it(node):
        return node.role.endswith("menu item") and node.name == name and is_on_screen(node)

    session.find(where=is_it).act()


def choose(session, window, *names):
    """Chooses from the main menu, and its submenus."""
    window.key("F10")
    for name in names:
        session.find(where=lambda node, name=name: node.role.endswith("menu item") and node.name == name).act()


def menu_items(session):
    """What the menus on the screen offer."""
    return [node.name for node in session.find_all(
        where=lambda node: node.role.endswith("menu item"))]


def origin(session, window):
    """From where a screen reader counts the places of the window's widgets."""
    return session.find(role="frame", where=lambda frame: frame.name == window.title).extents()[:2]


def click_on(session, window, node, **options):
    """A click in the middle of what a screen reader names."""
    x, y, width, height = node.extents()
    left, top = origin(session, window)
    window.click(x - left + width // 2, y - top + height // 2, **options)


def type_path(session, path):
    """Answers the file dialog that comes, by the name that is typed."""
    dialog = session.next_window()
    dialog.focus()
    dialog.key("ctrl+a")
    dialog.type(path)
    dialog.key("Return")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")


def save(session, window, path):
    """Saves for the first time, under this name."""
    window.key("ctrl+s")
    type_path(session, path)


def annotations(project):
    """The rows of `manicule-cli annotations` as dicts."""
    header, *rows = harness.cli("annotations", project).rstrip("\n").split("\n")
    return [dict(zip(header.split("\t"), row.split("\t"))) for row in rows]
