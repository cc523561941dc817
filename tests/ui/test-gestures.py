# SPDX-License-Identifier: GPL-3.0-or-later
"""Marking with the pointer: the toolbar below a selection, whole words or not, further ranges, stacks of overlapping
marks, what a tooltip and a context menu say of them."""

import harness
import marks
import pages


# Without a compositor a tooltip is black
TOOLTIP = (0, 0, 0)


def drag_within(window, box, margin):
    """From within the first word of @box to within its last one."""
    y = (box[1] + box[3]) // 2
    window.drag(box[0] + margin, y, box[2] - margin, y)


def toolbar_marks_whole_words(session):
    window = marks.start(session)
    view = marks.article(session)
    sorrel, brandt = marks.locate(session, window, "Port Sorrel", "Ilse Brandt")

    # Within its words, and they are taken whole
    drag_within(window, sorrel, 12)
    toolbar = session.find(role="tool bar", name="Mark the selection")
    window.screenshot("mark-toolbar.png")
    button = next(node for node in toolbar.walk() if node.role == "push button" and node.name == "Place")
    marks.click_on(session, window, button)
    marks.expect(session, "Place: Port Sorrel")
    session.wait_until(lambda: not session.find_all(role="tool bar", name="Mark the selection"), "the toolbar to go")

    # Or not, when one says so
    marks.choose(session, window, "Select Whole Words")
    window.key("Escape")
    start = marks.FERRY.index("Ilse Brandt")
    drag_within(window, brandt, 12)
    session.wait_until(lambda: view.selection, "a selection")
    first, last = view.selection
    assert start < first < last < start + 11, f"whole words again: {view.selection}"
    window.key("1")
    marks.expect(session, "Place: Port Sorrel", f"Person: {marks.FERRY[first:last]}")


def ctrl_adds_ranges_and_an_armed_label_marks(session):
    window = marks.start(session)
    sorrel, brandt, anvil = marks.locate(session, window, "Port Sorrel", "Ilse Brandt", "Great Anvil")
    pages.drag_over(window, sorrel)
    window.key("2")
    marks.expect(session, "Place: Port Sorrel")

    y = pages.middle(anvil)[1]
    window.drag(anvil[0] + 1, y, anvil[2] + 1, y, held=("ctrl",))
    marks.expect(session, "Place: Port Sorrel … Great Anvil")
    y = pages.middle(brandt)[1]
    window.drag(brandt[0] + 1, y, brandt[2] + 1, y, held=("ctrl",))
    marks.expect(session, "Place: Port Sorrel … Ilse Brandt … Great Anvil")
    window.drag(brandt[0] + 1, y, brandt[2] + 1, y, held=("ctrl",))
    marks.expect(session, "Place: Port Sorrel … Great Anvil")
    window.screenshot("several-ranges.png")
    window.key("ctrl+z", "ctrl+z", "ctrl+z")
    marks.expect(session, "Place: Port Sorrel")

    # An armed label marks what is double-clicked, and stays armed
    window.key("Escape", "Escape", "4")
    marks.status(session, "Date marks every selection")
    monday, lamp = marks.locate(session, window, "Monday", "lamp")
    marks.double_click_until(session, window, pages.middle(monday), "Date: Monday")
    marks.double_click_until(session, window, pages.middle(lamp), "Date: lamp")
    marks.expect(session, "Place: Port Sorrel", "Date: Monday", "Date: lamp")


def stack_is_walked_and_listed(session):
    window = marks.start(session)
    line, brandt, ilse = marks.locate(session, window, "Ilse Brandt steered it", "Ilse Brandt", "Ilse")
    for box, key in ((line, "6"), (brandt, "1"), (ilse, "5")):
        pages.drag_over(window, box)
        window.key(key)
    stack = ["Quote: Ilse", "Person: Ilse Brandt", "Claim: Ilse Brandt steered it"]
    marks.expect(session, *stack)
    marks.status(session, "Quote · ")

    # A click walks from the innermost, which is selected, outwards, and round again
    place = pages.middle(ilse)
    for name in ("Person", "Claim", "Quote"):
        window.click(*place)
        marks.status(session, f"{name} · ")
    window.screenshot("stack.png")

    # The context menu lists them; one is chosen
    for opening in ("pointer", "key"):
        if opening == "pointer":
            window.click(*place, button=3)
        else:
            window.key("Menu")
        session.wait_until(lambda: set(stack) <= set(marks.menu_items(session)), f"the stack by {opening}")
        if opening == "pointer":
            window.screenshot("context-menu.png")
        chosen = stack[1] if opening == "pointer" else stack[2]
        session.find(role="menu item", name=chosen).act()
        marks.status(session, f"{chosen.split(':')[0]} · ")
        session.wait_until(lambda: not marks.menu_items(session), "the menu to close")

    # What is selected is relabelled by a key, and the last label repeated elsewhere
    window.key("4")
    marks.expect(session, *stack[:2], "Date: Ilse Brandt steered it")
    sorrel, = marks.locate(session, window, "Port Sorrel")
    pages.drag_over(window, sorrel)
    window.key("period")
    marks.expect(session, "Date: Port Sorrel", *stack[:2], "Date: Ilse Brandt steered it")


def note_is_one_step_and_shows(session):
    window = marks.start(session)
    sorrel, = marks.locate(session, window, "Port Sorrel")
    pages.drag_over(window, sorrel)
    window.key("2")
    marks.expect(session, "Place: Port Sorrel")

    note = session.find(role="text", name="Note", where=marks.is_on_screen)
    marks.click_on(session, window, note)
    session.wait_until(lambda: note.has_state("FOCUSED"), "the note to have the keys")
    window.type("Where the night boat waits.")
    # Leaving the field takes it over
    window.click(*pages.middle(sorrel))
    marks.expect(session, "Place: Port Sorrel, note: Where the night boat waits.")
    window.key("ctrl+z")
    marks.expect(session, "Place: Port Sorrel")
    window.key("ctrl+shift+z")
    marks.expect(session, "Place: Port Sorrel, note: Where the night boat waits.")

    # A tooltip comes; that it has label and note is in the picture and in tests/app/test-article-view.c
    x, y = pages.middle(sorrel)
    window.move(x + 60, y + 200)
    window.move(x, y)
    window.move(x + 2, y)
    session.wait_until(lambda: pages.boxes(window, TOOLTIP), "a tooltip")
    window.screenshot("tooltip.png")


harness.run(toolbar_marks_whole_words, ctrl_adds_ranges_and_an_armed_label_marks, stack_is_walked_and_listed,
            note_is_one_step_and_shows)
