# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of an article and of the project is changed in dialogs, each thing by one step."""

import json

import harness
import marks


def open_dialog(session, window, *names):
    marks.choose(session, window, *names)
    dialog = session.next_window()
    dialog.focus()
    return dialog


def close(session, dialog):
    dialog.key("Escape")
    session.wait_until(lambda: not dialog.is_open(), "the dialog to close")


def article_is_described(session):
    window = marks.start(session)
    dialog = open_dialog(session, window, "Properties of the Article")
    dialog.screenshot("article-properties.png")
    dialog.key("ctrl+a")
    dialog.type("The Night Boat")
    dialog.key("Tab")
    dialog.type("A. Author")
    dialog.key("Tab")
    dialog.type("2021-09-06")
    dialog.key("Return")
    close(session, dialog)
    session.wait_until(lambda: window.title.startswith("The Night Boat"), "the article's new title")
    path = session.path("ferry.manicule")
    marks.save(session, window, path)
    with open(path, encoding="utf-8") as file:
        article = json.load(file)["articles"][0]
    assert (article["title"], article["byline"], article["date"]) == ("The Night Boat", "A. Author", "2021-09-06"), article
    # Each was a step of its own
    window.focus()
    for _ in range(3):
        window.key("ctrl+z")
    session.wait_until(lambda: not window.title.startswith("The Night Boat"), "the article's old title")


def project_is_described(session):
    window = marks.start(session)
    dialog = open_dialog(session, window, "Properties of the Project")
    dialog.key("ctrl+a")
    dialog.type("Harbour affair")
    close(session, dialog)
    session.wait_until(lambda: window.title.endswith("Harbour affair"), "the project's new title")


harness.run(article_is_described, project_is_described)
