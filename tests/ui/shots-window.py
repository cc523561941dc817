# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the window's main states, for looking at: light, dark, high contrast, 400 px wide, right to left, empty, with
its dialogs."""

import os
import shutil
import sys

import harness

SAMPLE = os.path.join(harness.SOURCE, "data", "sample.manicule")


def scale_text(session, factor):
    """As a desktop’s setting for larger text does."""
    path = session.path("resources")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"Xft.dpi: {int(96 * factor)}\n")
    session.command("xrdb", "-nocpp", "-merge", path)


def picture(name, act=None, size=None, files=(SAMPLE,), environment=None, display=(1280, 900), text=1):
    with harness.Session(accessible=False, size=display, environment=environment) as session:
        if text != 1:
            scale_text(session, text)
        copies = []
        for file in files:
            copies.append(session.path(os.path.basename(file)))
            shutil.copy(file, copies[-1])
        window = session.start(harness.program("manicule"), *copies, timeout=60)
        session.settle()
        if size:
            window.resize(*size)
            session.settle()
        if act:
            window = act(session, window) or window
            session.settle()
        window.screenshot(name)
        print(name)


def select_first(_session, window):
    width, height = window.geometry[2:]
    window.click(width // 2, height // 2)
    window.key("Tab", "Tab")


def find(_session, window):
    window.key("ctrl+f")
    window.type("harbour")


def find_in_project(_session, window):
    window.key("ctrl+shift+f")
    window.type("light")


def dialog(*keys):
    def act(session, window):
        window.key(*keys)
        return session.next_window()
    return act


def keys(session, window):
    window.key("ctrl+comma")
    preferences = session.next_window()
    session.settle()
    preferences.click(preferences.geometry[2] * 11 // 20, 27)
    return preferences


def change_key(session, window):
    preferences = keys(session, window)
    session.settle()
    preferences.click(200, 200)
    dialog = session.next_window()
    dialog.key("F3")
    return dialog


def menu(_session, window):
    window.key("F10")


# GTK takes its direction from its own Arabic translation, but in a locale for which the program has none of its own it
# would not translate itself either; English ones are exempt.
RIGHT_TO_LEFT = {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "ar"}

SHOTS = [
    ("light.png", select_first, None, {}),
    ("dark.png", select_first, None, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    ("high-contrast.png", select_first, None, {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    ("narrow.png", None, (400, 760), {}),
    ("narrow-dark.png", None, (400, 760), {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    ("right-to-left.png", select_first, None, RIGHT_TO_LEFT),
    ("find.png", find, None, {}),
    ("find-in-project.png", find_in_project, None, {}),
    ("export.png", dialog("ctrl+e"), None, {}),
    ("labels.png", dialog("ctrl+shift+k"), None, {}),
    ("labels-dark.png", dialog("ctrl+shift+k"), None, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    ("shortcuts.png", dialog("ctrl+question"), None, {}),
    ("menu.png", menu, None, {}),
    ("preferences.png", dialog("ctrl+comma"), None, {}),
    ("preferences-dark.png", dialog("ctrl+comma"), None, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    ("keys.png", keys, None, {}),
    ("change-key.png", change_key, None, {}),
]


def main():
    for name, act, size, environment in SHOTS:
        picture(name, act, size, environment=environment)
    picture("empty.png", files=())
    picture("text-200.png", select_first, (800, 760), text=2)
    picture("text-200-preferences.png", dialog("ctrl+comma"), (800, 760), text=2)
    picture("text-200-keys.png", keys, (800, 760), text=2)


if __name__ == "__main__":
    try:
        main()
    except (harness.Failure, harness.Unavailable) as problem:
        sys.exit(f"shots: {problem}")
