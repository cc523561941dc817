# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the window with each panel and dialog, in each look that it has to stand up to: SHOTS/LOOK/STATE.png.
With names of looks as arguments only those. They are for looking at; nothing is compared.

In the language that nobody speaks (see po/catalogues.py) what is not in brackets is not translatable, and a bracket
that is missing is clipped."""

import os
import shutil
import sys

import harness

SAMPLE = os.path.join(harness.SOURCE, "data", "sample.manicule")
ARTICLE = os.path.join(harness.SOURCE, "data", "sample", "ferry.md")
WIDE, NARROW = (1200, 860), (400, 760)
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
# A locale that tells dates as the language does
LOCALES = {"de": "de_DE", "fr": "fr_FR", "hy": "hy_AM", "ru": "ru_RU"}


def speaking(language):
    return {"LC_ALL": LOCALES.get(language, "en_US") + ".UTF-8", "LANGUAGE": language,
            "MANI_LOCALE_DIR": os.path.join(harness.BUILD, "po")}


LOOKS = {
    "light": (WIDE, {}),
    "dark": (WIDE, DARK),
    "high-contrast": (WIDE, {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    "narrow": (NARROW, {}),
    "narrow-dark": (NARROW, DARK),
    # GTK takes its direction from its own Arabic translation, but in a locale for which the program has none of its own
    # it would not translate itself either; English ones are exempt.
    "right-to-left": (WIDE, {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "ar"}),
    "narrow-right-to-left": (NARROW, {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "ar"}),
    "text-200": ((800, 760), {}),
    "pseudo": (WIDE, {**speaking("en_XA"), "MANI_LOCALE_DIR": os.path.join(harness.BUILD, "pseudo")}),
    "narrow-pseudo": (NARROW, {**speaking("en_XA"), "MANI_LOCALE_DIR": os.path.join(harness.BUILD, "pseudo")}),
}


def languages():
    with open(os.path.join(harness.SOURCE, "po", "LINGUAS"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def activate(session, action, *parameters):
    """An action of the first window, as a desktop's shell can."""
    room, name = action.split(".")
    path = "/org/manicule/Manicule" + ("/window/1" if room == "win" else "")
    session.command("gdbus", "call", "--session", "--dest", "org.manicule.Manicule", "--object-path", path, "--method",
                    "org.gtk.Actions.Activate", name, f"[{', '.join(parameters)}]", "{}")


# What is done in the window so that there is something to see, and what is taken back: functions of the session and the
# window, which return the window to picture when it is another

def with_keys(*keys, text=""):
    def act(_session, window):
        window.key(*keys)
        if text:
            window.type(text)
    return act


def acting(action, *keys):
    """Does an action, then presses keys."""
    def act(session, window):
        activate(session, action)
        session.settle()
        if keys:
            window.key(*keys)
    return act


def opening(action, *keys):
    """Opens a window, and presses keys in it."""
    def act(session, window):
        activate(session, action)
        opened = session.next_window()
        session.settle()
        opened.focus()
        for key in keys:
            opened.key(key)
            session.settle()
        return opened
    return act


def select_first(session, window):
    activate(session, "win.focus-article")
    window.key("ctrl+Home", "Tab", "Tab")


def on_selected(*keys):
    def act(session, window):
        select_first(session, window)
        session.settle()
        window.key(*keys)
    return act


STATES = {
    "window": select_first,
    "articles": acting("win.show-articles"),
    "annotations": acting("win.filter-annotations"),
    "people": acting("win.show-people"),
    "inspector": on_selected("Return"),
    "note": on_selected("n"),
    "link": on_selected("e"),
    "annotation-menu": on_selected("shift+F10"),
    "find": with_keys("ctrl+f", text="harbour"),
    "find-in-project": with_keys("ctrl+shift+f", text="light"),
    "menu": with_keys("F10"),
    "export": opening("win.export"),
    "article-properties": opening("win.article-properties"),
    "project-properties": opening("win.project-properties"),
    "labels": opening("win.manage-labels"),
    "label": opening("win.manage-labels", "Home", "Return"),
    "preferences": opening("app.preferences"),
    "shortcuts": opening("win.show-help-overlay"),
    "about": opening("app.about"),
}


def label_end(session, window):
    """What becomes of a label's annotations."""
    opening("win.manage-labels", "Home", "Delete")(session, window)
    return session.next_window()


STATES["label-end"] = label_end


# With an article that is in no project yet
OF_ARTICLE = {
    "article": with_keys(),
    "encoding": opening("win.encoding"),
    "question": opening("win.close"),
}


class Look:
    """The window in one look, one session a state: a state leaves nothing to the next."""

    def __init__(self, name):
        self.name = name
        self.size, self.environment = LOOKS[name]

    def picture(self, state, act, files):
        with harness.Session(accessible=False, size=(1280, 900), environment=self.environment) as session:
            if self.name == "text-200":
                scale_text(session, 2)
            copies = []
            for file in files:
                copies.append(session.path(os.path.basename(file)))
                shutil.copy(file, copies[-1])
            window = session.start(harness.program("manicule"), *copies, timeout=60)
            window.resize(*self.size)
            shown = act(session, window) or window
            if shown is not window and shown.geometry[2] > self.size[0]:
                shown.resize(self.size[0], min(shown.geometry[3], self.size[1]))
            session.settle()
            shown.screenshot(os.path.join(self.name, state + ".png"))

    def take(self):
        """All pictures; the names of those that could not be taken."""
        failed = []
        for state, act, files in [*((name, act, (SAMPLE,)) for name, act in STATES.items()),
                                  *((name, act, (ARTICLE,)) for name, act in OF_ARTICLE.items()),
                                  ("empty", with_keys(), ())]:
            try:
                self.picture(state, act, files)
            except harness.Failure as failure:
                failed.append(f"{self.name}/{state}: {failure}")
        return failed


def scale_text(session, factor):
    """As a desktop’s setting for larger text does."""
    path = session.path("resources")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"Xft.dpi: {int(96 * factor)}\n")
    session.command("xrdb", "-nocpp", "-merge", path)


def main(names):
    for language in languages():
        LOOKS[language] = (WIDE, speaking(language))
        LOOKS["narrow-" + language] = (NARROW, speaking(language))
    failed = []
    for name in names or LOOKS:
        print(f"{name}…", flush=True)
        failed += Look(name).take()
    return "\n".join(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
