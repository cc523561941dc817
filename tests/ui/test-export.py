# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking annotations away from the window: every format there is, what it loses, and the very file that the command line
writes."""

import os
import subprocess

import harness
import marks


def make_project(session):
    """A project with what not every format can hold."""
    project = session.path("ferry.manicule")
    harness.cli("new", project)
    harness.cli("add", project, marks.write(session, "ferry.txt", marks.FERRY))
    harness.cli("annotate", project, "1", "--quote", "Port Sorrel", "--label", "Place", "--note", "The *port*",
                "--tag", "harbour")
    harness.cli("annotate", project, "1", "--quote", "Ilse Brandt", "--label", "Person")
    return project


def command(project, identifier):
    """What the command line gives in this format, and what it says is lost."""
    done = subprocess.run([harness.program("manicule-cli"), "export", "--format", identifier, project],
                          capture_output=True, check=True)
    lines = done.stderr.decode().splitlines()
    return done.stdout, [line.split(f"{os.path.basename(project)}: ", 1)[1] for line in lines]


def shown(session, lines):
    """Which of these lines the dialog shows."""
    found = {node.name for node in session.find_all(role="label")}
    return [line for line in lines if line in found]


def every_format_is_written(session):
    project = make_project(session)
    window = session.start(harness.program("manicule"), project)
    view = marks.article(session)
    session.wait_until(lambda: view.has_state("FOCUSED"), "the article to have the keys")

    header, *rows = harness.cli("formats").rstrip("\n").split("\n")
    formats = [dict(zip(header.split("\t"), row.split("\t"))) for row in rows]
    formats = [row for row in formats if row["write"] == "yes"]
    assert len(formats) >= 6, formats

    commands = [command(project, row["id"]) for row in formats]
    every_loss = {line for _, lost in commands for line in lost}
    assert len(every_loss) > 1, "a project that every format can hold"

    for number, row in enumerate(formats):
        content, lost = commands[number]
        window.focus()
        window.key("ctrl+e")
        dialog = session.next_window()
        dialog.focus()
        combo = session.find(role="combo box", name="Format")
        session.wait_until(lambda: combo.has_state("FOCUSED"), "the format to have the keys")

        # The list has every format, in the registry's order
        dialog.key("space")
        session.wait_until(lambda: {other["name"] for other in formats} <= {
            node.name for node in combo.walk() if node.role == "label"}, "the formats in the list")
        if number == 0:
            session.screenshot("export-formats.png")
        dialog.key("Home", *["Down"] * number, "Return")
        session.find(role="label", name="This format cannot hold everything:" if lost
                     else "Nothing is lost in this format.")
        session.wait_until(lambda: shown(session, every_loss) == [line for line in every_loss if line in lost],
                           f"the losses of {row['id']}: {lost}")
        session.screenshot(f"export-{row['id']}.png")

        path = session.path(f"out.{row['suffix']}")
        marks.press(session, "Export…")
        marks.type_path(session, path)
        session.wait_until(lambda: not dialog.is_open(), "the dialog to close")
        with open(path, "rb") as file:
            assert file.read() == content, f"{row['id']}: the window writes something else"


def last_format_is_offered_again(session):
    """Also after the program has been left."""
    session.environment["GSETTINGS_BACKEND"] = "keyfile"
    project = make_project(session)
    for name, keys in (("Comma-separated values (CSV)", ["Home", "Down", "Down"]), ("Tab-separated values (TSV)", [])):
        window = session.start(harness.program("manicule"), project)
        view = marks.article(session)
        session.wait_until(lambda view=view: view.has_state("FOCUSED"), "the article to have the keys")
        window.key("ctrl+e")
        dialog = session.next_window()
        dialog.focus()
        combo = session.find(role="combo box", name="Format")
        session.wait_until(lambda combo=combo: combo.has_state("FOCUSED"), "the format to have the keys")
        session.find(role="label", name=name, where=marks.is_on_screen)
        if not keys:
            break
        dialog.key("space")
        session.settle()
        dialog.key(*keys, "Return")
        session.find(role="label", name="Tab-separated values (TSV)", where=marks.is_on_screen)
        marks.press(session, "Export…")
        marks.type_path(session, session.path("out.tsv"))
        session.wait_until(lambda dialog=dialog: not dialog.is_open(), "the dialog to close")
        session.find(role="label", name="Exported to “out.tsv”")
        window.focus()
        window.key("ctrl+q")
        assert window.wait_for_end() == 0


harness.run(every_format_is_written, last_format_is_offered_again)
