# SPDX-License-Identifier: GPL-3.0-or-later
"""A small GTK program for test-harness.py: an entry, a text, a button that counts."""

import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gtk


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Toy", default_width=500, default_height=400)
    window.set_titlebar(Gtk.HeaderBar())
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    entry = Gtk.Entry()
    text = Gtk.TextView(vexpand=True)
    text.get_buffer().set_text("Hello, Երևան")
    button = Gtk.Button(label="Press")
    button.connect("clicked", lambda *_: button.set_label("Pressed"))
    for widget in (entry, text, button):
        box.append(widget)
    window.set_child(box)
    window.present()
    entry.grab_focus()


application = Gtk.Application(application_id="org.manicule.Toy")
application.connect("activate", activate)
sys.exit(application.run(None))
