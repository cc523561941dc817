# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree as a screen reader reads it, over the accessibility bus. Everything is asked of the program
when it is wanted, nothing is kept; a whole level of the tree is asked for at once, since a window has some
hundred widgets and a test looks at them again and again.

Interfaces: at-spi2-core, xml/Accessible.xml, Text.xml, Action.xml, Component.xml."""

import gi

gi.require_version("Atspi", "2.0")
# pylint: disable=wrong-import-position
from gi.repository import Atspi, Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
TIMEOUT_MS = 5000
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
NOTHING = "/org/a11y/atspi/null"
# Atspi.CoordType.WINDOW as the bus has it
IN_WINDOW = 1


class Bus:
    """The accessibility bus of a session."""

    def __init__(self, address):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        # A widget keeps its role, and no two have one path
        self._roles = {}
        self._connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def root(self):
        """The desktop, whose children are the programs."""
        return Node(self, *ROOT)

    def ask(self, nodes, interface, method, arguments=None):
        """What each of @nodes replies to this call, in their order; None for what has gone or cannot reply."""
        replies = [None] * len(nodes)
        left = len(nodes)

        def replied(connection, result, place):
            nonlocal left
            left -= 1
            try:
                reply = connection.call_finish(result).unpack()
                replies[place] = reply[0] if len(reply) == 1 else reply
            except GLib.Error:
                pass

        for place, node in enumerate(nodes):
            self._connection.call(node.owner, node.path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NO_AUTO_START, TIMEOUT_MS, None, replied, place)
        while left > 0:
            GLib.MainContext.default().iteration(True)
        return replies

    def get(self, nodes, interface, name):
        """A property of each of @nodes."""
        return self.ask(nodes, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name)))

    def fill(self, nodes):
        """Gives @nodes, and all below them, the children that they have now."""
        level = nodes
        while level:
            self._learn_roles(level)
            for node, children in zip(level, self.ask(level, ACCESSIBLE, "GetChildren")):
                node.below = [Node(self, *child) for child in children or [] if child[1] != NOTHING]
            level = [child for node in level for child in node.below]

    def _learn_roles(self, nodes):
        new = [node for node in nodes if (node.owner, node.path) not in self._roles]
        for node, role in zip(new, self.ask(new, ACCESSIBLE, "GetRole")):
            if role is not None:
                self._roles[node.owner, node.path] = Atspi.role_get_name(Atspi.Role(role))

    def role(self, node):
        self._learn_roles([node])
        return self._roles.get((node.owner, node.path), "")


class Node:
    """A widget. What vanishes meanwhile reads as empty."""

    def __init__(self, bus, owner, path):
        self._bus = bus
        self.owner = owner
        self.path = path
        # Of the last walk
        self.below = []

    def _ask(self, interface, method, arguments=None):
        return self._bus.ask([self], interface, method, arguments)[0]

    def _get(self, interface, name):
        return self._bus.get([self], interface, name)[0]

    @property
    def role(self):
        return self._bus.role(self)

    @property
    def name(self):
        return self._get(ACCESSIBLE, "Name") or ""

    @property
    def description(self):
        return self._get(ACCESSIBLE, "Description") or ""

    @property
    def children(self):
        children = self._ask(ACCESSIBLE, "GetChildren") or []
        return [Node(self._bus, *child) for child in children if child[1] != NOTHING]

    def walk(self):
        """It and all below it, in tree order, as they are now."""
        self._bus.fill([self])
        left = [self]
        found = []
        while left:
            found.append(left.pop())
            left.extend(reversed(found[-1].below))
        return found

    @property
    def text(self):
        """All its text; its name when it has no text interface."""
        count = self._get(TEXT, "CharacterCount")
        if count is None:
            return self.name
        return self._ask(TEXT, "GetText", GLib.Variant("(ii)", (0, count))) or ""

    @property
    def caret(self):
        caret = self._get(TEXT, "CaretOffset")
        return caret if caret is not None else -1

    @property
    def selection(self):
        """(start, end) of the selected text, or None."""
        if not self._ask(TEXT, "GetNSelections"):
            return None
        return self._ask(TEXT, "GetSelection", GLib.Variant("(i)", (0,)))

    def has_state(self, name):
        """@name as Atspi.StateType has it: "SHOWING", "FOCUSED", "CHECKED", "SENSITIVE"."""
        words = self._ask(ACCESSIBLE, "GetState") or [0, 0]
        state = int(getattr(Atspi.StateType, name))
        return bool(words[state // 32] >> state % 32 & 1)

    def act(self, index=0):
        """Does the widget's first action: a button's click."""
        assert self._ask("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (index,))), \
            f"{self.role} {self.name!r} cannot be acted upon"

    def extents(self):
        """x, y, width, height in its window."""
        return self._ask("org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (IN_WINDOW,)))
