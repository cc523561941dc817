# SPDX-License-Identifier: GPL-3.0-or-later
"""A window to drag files from: drag-source.py FILE..."""

import os
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def main():
    uris = "".join(GLib.filename_to_uri(os.path.abspath(path)) + "\r\n" for path in sys.argv[1:])
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uris.encode())))
    label = Gtk.Label(label="Files")
    label.add_controller(source)
    window = Gtk.Window(title="Files", child=label, default_width=120, default_height=60, decorated=False)
    loop = GLib.MainLoop()
    window.connect("close-request", lambda *_: loop.quit())
    window.present()
    loop.run()


main()
