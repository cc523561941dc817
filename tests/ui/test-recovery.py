# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed with unsaved work: the next one offers it, and it is there as if nothing had happened."""

import os
import signal

import harness
import marks

TEN = ["Notes", "on", "the", "ferry", "Port", "Sorrel", "is", "where", "the", "night"]


def make_project(session):
    project = session.path("ferry.manicule")
    harness.cli("new", project)
    harness.cli("add", project, marks.write(session, "ferry.txt", marks.FERRY))
    return project


def open_project(session, *arguments):
    window = session.start(harness.program("manicule"), *arguments)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")
    return window


def mark(session, window, count):
    """The first words, one after the other, each a person."""
    for number in range(1, count + 1):
        window.key("ctrl+Home", *["ctrl+Right"] * (number - 1), "shift+ctrl+Right", "1")
        marks.expect(session, *expected(number))


def expected(count):
    return [f"Person: {word}" for word in TEN[:count]]


def end(window, number):
    os.kill(window.process.pid, number)
    window.process.wait(harness.TIMEOUT)


def journals(session):
    folder = os.path.join(session.environment["XDG_STATE_HOME"], "manicule", "journal")
    return os.listdir(folder) if os.path.isdir(folder) else []


def start_again(session, *arguments):
    """Waits for the question, which has a window of its own."""
    process = session.start(harness.program("manicule"), *arguments).process
    session.find(name="Recover Unsaved Changes?")
    return process


def answer(session, process, name):
    """Answers, and gives the window that was behind the question."""
    session.wait_until(lambda: len(session._visible_windows()) == 2, "the window and its question")
    marks.press(session, name)
    session.wait_until(lambda: len(session._visible_windows()) == 1, "the question to go")
    window = harness.Window(session, session._visible_windows()[0], process)
    session.windows = [window]
    window.focus()
    return window


def ten_marks_after_a_kill(session):
    project = make_project(session)
    window = open_project(session, project)
    mark(session, window, 10)
    end(window, signal.SIGKILL)
    assert marks.annotations(project) == []
    assert len(journals(session)) == 1

    process = start_again(session, project)
    session.find(role="label", where=lambda node: node.name.startswith("10 changes to “ferry” were not saved"))
    session.screenshot("recovery.png")
    window = answer(session, process, "Recover")
    marks.expect(session, *expected(10))
    session.find(role="label", name="10 changes were recovered")

    # As if nothing had happened: what was done can be undone
    window.key("ctrl+z")
    marks.expect(session, *expected(9))
    window.key("ctrl+s")
    session.wait_until(lambda: len(marks.annotations(project)) == 9, "the nine to be saved")
    session.wait_until(lambda: not journals(session), "the journal to go")
    window.close()
    assert window.wait_for_end() == 0


def without_a_file(session):
    window = marks.start(session)
    window.key("ctrl+Home", "shift+ctrl+Right", "2")
    marks.expect(session, "Place: Notes")
    end(window, signal.SIGKILL)

    window = answer(session, start_again(session), "Recover")
    marks.article(session)
    marks.expect(session, "Place: Notes")
    end(window, signal.SIGKILL)

    # Thrown away it is not asked about again
    window = answer(session, start_again(session), "Discard")
    session.wait_until(lambda: not journals(session), "the journal to go")
    window.close()
    assert window.wait_for_end() == 0
    session.start(harness.program("manicule"))
    marks.showing(session, "label", "Read Closely")


def told_to_end(session):
    project = make_project(session)
    window = open_project(session, project)
    mark(session, window, 1)
    end(window, signal.SIGTERM)
    assert window.process.returncode == 0
    assert marks.annotations(project) == []

    # Not now
    window = answer(session, start_again(session, project), "Later")
    marks.expect_no_more(session)
    window.close()
    assert window.wait_for_end() == 0
    assert len(journals(session)) == 1

    # Then it is too late for another version of the file, but nothing is removed
    harness.cli("annotate", project, "1", "--quote", "ferry", "--label", "place")
    window = session.start(harness.program("manicule"), project)
    session.find(role="label", name="Unsaved changes to an earlier state of this project were found, and are kept")
    window.close()
    assert window.wait_for_end() == 0
    assert len(journals(session)) == 1


harness.run(ten_marks_after_a_kill, without_a_file, told_to_end)
