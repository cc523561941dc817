# SPDX-License-Identifier: GPL-3.0-or-later
"""Where words are in the window: AT-SPI of GTK 4.8 does not tell, so find shows them and their colour is looked for in
a picture."""

import subprocess

# The fill of find hits on a light page, see src/app/view/mani-mark-palette.c
HIT = (255, 236, 130)
# The same where it is selected, too
SELECTED_HIT = (196, 204, 152)


def pixels(window):
    """Width, height and the RGB bytes of what the window shows."""
    x, y, width, height = window.geometry
    data = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage",
                           "-depth", "8", "rgb:-"], capture_output=True, check=True,
                          env=window.session.environment).stdout
    return width, height, data


def boxes(window, color=HIT):
    """(left, top, right, bottom) of each area of this colour, from the top."""
    width, height, data = pixels(window)
    wanted = bytes(color)
    found = []
    for y in range(height):
        row = data[y * width * 3:(y + 1) * width * 3]
        start = row.find(wanted)
        while start >= 0:
            if start % 3:
                start = row.find(wanted, start + 1)
                continue
            left = start // 3
            right = left
            # Letters interrupt the fill; a gap of more than a wide letter ends it
            gap = 0
            x = left
            while x < width and gap < 24:
                if row[x * 3:x * 3 + 3] == wanted:
                    right, gap = x, 0
                else:
                    gap += 1
                x += 1
            for box in found:
                if box[3] >= y - 3 and left <= box[2] and right >= box[0]:
                    box[0], box[2], box[3] = min(box[0], left), max(box[2], right), y
                    break
            else:
                found.append([left, y, right, y])
            start = row.find(wanted, (right + 1) * 3)
    return [tuple(box) for box in found if box[2] - box[0] > 10 and box[3] - box[1] > 6]


def find_words(session, window, words):
    """Finds @words with Ctrl+F; the box of the first hit on the screen. The find bar stays open."""
    window.key("ctrl+f")
    window.key("ctrl+a")
    window.type(words)
    return session.wait_until(lambda: boxes(window), f"a hit of {words!r} on the screen")[0]


def middle(box):
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def drag_over(window, box):
    """Selects what is in @box: from its left edge to its right one."""
    y = (box[1] + box[3]) // 2
    window.drag(box[0] + 1, y, box[2] + 1, y)
