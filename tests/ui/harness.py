# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window from outside, as a person would: a display of its own (Xvfb with openbox), keys
and pointer through xdotool, reading back through AT-SPI and pictures.

A test is a program run with /usr/bin/python3 (Debian's, which has gi) under meson, protocol TAP:

    import harness

    def note_is_kept(session):
        window = session.start(harness.program("manicule"), "article.txt")
        window.click(400, 300)
        window.key("ctrl+f")
        window.type("Yerevan")
        session.wait_until(lambda: "3" in session.find(role="label", name="hits").text, "3 hits")
        window.screenshot("found.png")

    harness.run(note_is_kept)

Pictures that `./dev shots` takes are made with it too, by shots.py.

Each test gets a fresh Session: its own display, home folder, D-Bus and accessibility bus. Everything
it started is killed at its end, also when it fails; a failed test leaves a picture beside the test log.
Coordinates are pixels from the window's upper left corner. openbox takes Alt+drag and Alt+Shift+Left.

Environment: MANI_BUILD, the build folder (build); MANI_SHOTS, where screenshot() puts relative
paths (MANI_BUILD/shots); MANI_PICTURES_OF_FAILURES (MANI_BUILD/meson-logs).
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import screen_reader

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.realpath(os.environ.get("MANI_BUILD", os.path.join(SOURCE, "build")))
SHOTS = os.environ.get("MANI_SHOTS", os.path.join(BUILD, "shots"))
FAILURES = os.environ.get("MANI_PICTURES_OF_FAILURES", os.path.join(BUILD, "meson-logs"))
AT_SPI_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
TIMEOUT = 20.0

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


class Failure(AssertionError):
    """What the test expected did not happen."""


class Unavailable(Exception):
    """The machine lacks a program that the test needs."""


def program(name):
    """The path of one of our programs in the build folder."""
    room = {"manicule": "app", "manicule-cli": "cli"}[name]
    return os.path.join(BUILD, "src", room, name)


def cli(*arguments):
    """What manicule-cli prints; it must succeed."""
    done = subprocess.run([program("manicule-cli"), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"manicule-cli {' '.join(arguments)}: {done.returncode}: {done.stderr}")
    return done.stdout


def wait_until(condition, what, timeout=TIMEOUT):
    """The first true value of @condition, which is asked again and again; Failure after @timeout seconds."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f"waited {timeout:g} s in vain for {what}")
        time.sleep(0.05)


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _descendants(pid):
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as stat:
                    parent = int(stat.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry))

    found, left = [], [pid]
    while left:
        for child in children.get(left.pop(), []):
            found.append(child)
            left.append(child)
    return found


def _running(pid):
    """Whether a process is running or could run, and for how many seconds it has."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            is_ready = stat.read().rsplit(")", 1)[1].split()[0] in "RD"
        with open(f"/proc/{pid}/schedstat", encoding="utf-8") as schedstat:
            return is_ready, int(schedstat.read().split()[0]) / 1e9
    except OSError:
        return False, 0.0


def _kill_descendants():
    """Ends whatever this process has started, D-Bus services included (it is their subreaper)."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        end = time.monotonic() + 2
        while pids := _descendants(os.getpid()):
            for pid in pids:
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            while True:
                try:
                    if os.waitpid(-1, os.WNOHANG)[0] == 0:
                        break
                except ChildProcessError:
                    break
            if time.monotonic() > end:
                break
            time.sleep(0.02)


class Session:
    """A display with a window manager, a home folder, and the buses. Use it in a with statement."""

    def __init__(self, accessible=True, size=(1280, 900), environment=None):
        """@accessible: with an AT-SPI bus, for find(). @environment: more variables for programs."""
        self.accessible = accessible
        self.size = size
        self.environment = dict(os.environ)
        self.home = None
        self.windows = []
        self._more = environment or {}
        self._bus = None
        self._services = []

    def __enter__(self):
        needed = ["Xvfb", "openbox", "xdotool", "setxkbmap", "import", "dbus-daemon"]
        missing = [name for name in needed if not shutil.which(name)]
        if self.accessible and not os.path.exists(AT_SPI_LAUNCHER):
            missing.append("at-spi2-core")
        if missing:
            raise Unavailable(f"not installed: {', '.join(missing)}")

        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
        self.home = tempfile.mkdtemp(prefix="manicule-ui-")
        try:
            self._set_environment()
            self._start_display()
            self._start_buses()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_exception):
        _kill_descendants()
        shutil.rmtree(self.home, ignore_errors=True)

    def _set_environment(self):
        environment = self.environment
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "LANGUAGE", "NO_AT_BRIDGE",
                     "GTK_THEME", "GTK_A11Y", "G_DEBUG", "XDG_CURRENT_DESKTOP"):
            environment.pop(name, None)
        for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache"),
                             ("XDG_STATE_HOME", "state"), ("XDG_RUNTIME_DIR", "runtime")):
            environment[name] = os.path.join(self.home, folder)
            os.mkdir(environment[name], 0o700)
        environment.update({
            "HOME": self.home,
            "LC_ALL": "C.UTF-8",
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi" if self.accessible else "none",
            "GSETTINGS_BACKEND": "memory",
            "GSETTINGS_SCHEMA_DIR": os.path.join(BUILD, "data"),
            "GIO_USE_VFS": "local",
            "ADW_DISABLE_PORTAL": "1",
            "G_DEBUG": "fatal-criticals",
        })
        environment.update(self._more)

    def spawn(self, *command, **options):
        """Starts a program in this session; it ends with it."""
        return subprocess.Popen(command, env=self.environment, preexec_fn=_die_with_parent, **options)

    def _start_display(self):
        reader, writer = os.pipe()
        width, height = self.size
        with open(os.path.join(self.home, "Xvfb.log"), "wb") as log:
            self.spawn("Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
                       "-noreset", pass_fds=[writer], stdout=log, stderr=log)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            with open(os.path.join(self.home, "Xvfb.log"), encoding="utf-8", errors="replace") as log:
                raise Failure(f"Xvfb does not start: {log.read()}")
        self.environment["DISPLAY"] = f":{number}"

        self.spawn("openbox", "--sm-disable", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: self.output("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").count("window id"),
                   "the window manager")
        # Out of the way, or a tooltip may show
        self.command("xdotool", "mousemove", str(width - 1), str(height - 1))

    def _start_buses(self):
        bus = self.spawn("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, text=True)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        if not self.accessible:
            return

        self.spawn(AT_SPI_LAUNCHER, "--launch-immediately", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: self._accessibility_address(), "the accessibility bus")
        self._bus = screen_reader.Bus(self._accessibility_address())

    def _accessibility_address(self):
        reply = self.output("dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus",
                            "org.a11y.Bus.GetAddress")
        return reply.strip()

    def output(self, *command):
        """What a command prints in this session, or "" when it fails."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    def command(self, *command):
        """Runs a command in this session that must succeed; what it prints."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}: {done.stderr}")
        return done.stdout

    def path(self, name):
        """A path in the session's home folder, which is gone afterwards."""
        return os.path.join(self.home, name)

    def start(self, *command, timeout=TIMEOUT, **options):
        """Starts a program and waits until it shows its first window."""
        # The display gives the numbers of windows that are gone to others
        self.windows = [window for window in self.windows if window.process.poll() is None]
        before = self._visible_windows()
        process = self.spawn(*command, **options)

        def shown():
            if process.poll() is not None:
                raise Failure(f"{command[0]} ended with {process.returncode} before it showed a window")
            return [window for window in self._visible_windows() if window not in before]

        window = Window(self, wait_until(shown, f"a window of {command[0]}", timeout)[-1], process)
        self.windows.append(window)
        window.focus()
        return window

    def _visible_windows(self):
        """The windows the window manager lists, oldest first."""
        line = self.output("xprop", "-root", "_NET_CLIENT_LIST")
        return [int(word.strip(","), 16) for word in line.split() if word.startswith("0x")]

    def next_window(self, timeout=TIMEOUT):
        """The next window that shows and is not known yet: a dialog, a second project."""
        known = {window.identifier for window in self.windows}
        process = self.windows[-1].process if self.windows else None

        def shown():
            return [window for window in self._visible_windows() if window not in known]

        window = Window(self, wait_until(shown, "another window", timeout)[0], process)
        self.windows.append(window)
        return window

    def layout(self, name):
        """The keyboard's layout from now on: us, fr, ru, am."""
        self.command("setxkbmap", name)
        self.settle()

    def settle(self, quiet=0.2):
        """Waits until the programs have taken what they were given and shown it: for @quiet seconds they have slept
        and hardly run. A program that a busy machine keeps waiting is not asleep."""
        pids = {window.process.pid for window in self.windows if window.process.poll() is None}
        start, since = None, 0.0

        def is_quiet():
            nonlocal start, since
            states = [_running(pid) for pid in pids]
            total = sum(seconds for _, seconds in states)
            now = time.monotonic()
            if start is None or total - start > 0.003 or any(ready for ready, _ in states):
                start, since = total, now
            return now - since >= quiet

        wait_until(is_quiet, "the program to come to rest")

    def screenshot(self, path):
        """A picture of the whole display as PNG; a relative @path goes to SHOTS. Returns its path."""
        path = os.path.join(SHOTS, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.command("import", "-window", "root", path)
        return path

    def wait_until(self, condition, what, timeout=TIMEOUT):
        return wait_until(condition, what, timeout)

    # Reading back through AT-SPI

    def tree(self):
        """The accessible applications of the display."""
        return self._bus.root()

    def find_all(self, role=None, name=None, where=None):
        """The Nodes with this role (as AT-SPI calls it: "push button", "text", "label", "list item") and
        this name, and for which @where is true, in tree order."""
        nodes = [node for node in self.tree().walk() if role is None or node.role == role]
        if name is not None:
            names = self._bus.get(nodes, screen_reader.ACCESSIBLE, "Name")
            nodes = [node for node, its in zip(nodes, names) if its == name]
        return [node for node in nodes if where is None or where(node)]

    def find(self, role=None, name=None, where=None, timeout=TIMEOUT):
        """The first such Node, waited for."""
        return wait_until(lambda: self.find_all(role, name, where), f"a {role or 'thing'} named {name!r}", timeout)[0]

    def describe(self):
        """The accessible tree as text, a line a node: for looking at while a test is written."""
        nodes = self.tree().walk()
        names = dict(zip(map(id, nodes), self._bus.get(nodes, screen_reader.ACCESSIBLE, "Name")))
        lines = []

        def add(node, depth):
            lines.append(f"{'  ' * depth}{node.role}: {names[id(node)]!r}")
            for child in node.below:
                add(child, depth + 1)

        add(nodes[0], 0)
        return "\n".join(lines)


class Window:
    """A window of the program, and the keyboard and pointer in it."""

    def __init__(self, session, identifier, process):
        self.session = session
        self.identifier = identifier
        self.process = process

    def _xdotool(self, *arguments):
        return self.session.command("xdotool", *map(str, arguments))

    @property
    def geometry(self):
        """x, y, width, height on the display."""
        # Not xdotool: it adds the window manager's frame twice
        lines = self.session.command("xwininfo", "-id", str(self.identifier)).splitlines()
        values = dict(line.strip().split(":", 1) for line in lines if ":" in line)
        return tuple(int(values[name]) for name in ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height"))

    @property
    def title(self):
        return self._xdotool("getwindowname", self.identifier).rstrip("\n")

    def is_open(self):
        return self.identifier in self.session._visible_windows()

    def focus(self):
        self._xdotool("windowactivate", "--sync", self.identifier)

    def resize(self, width, height):
        self._xdotool("windowsize", "--sync", self.identifier, width, height)
        self.session.settle()

    def key(self, *names):
        """Presses keys by value: "a", "1", "ctrl+shift+z", "Tab", "Cyrillic_ie"."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)

    def key_at(self, *codes):
        """Presses keys by place (X key codes): 10 to 19 are the digits 1 to 0, 26 is e and 60 is the full
        stop on the us layout, whatever the present layout writes there."""
        for code in codes:
            self._xdotool("key", "--clearmodifiers", code)

    def key_down(self, name):
        self._xdotool("keydown", name)

    def key_up(self, name):
        self._xdotool("keyup", name)

    def type(self, text):
        self._xdotool("type", "--clearmodifiers", "--delay", 15, "--", text)

    def move(self, x, y):
        # By the display: relative to a window xdotool would need the window under the pointer to be it
        left, top, _, _ = self.geometry
        self._xdotool("mousemove", "--sync", left + x, top + y)

    def click(self, x, y, button=1, times=1, held=()):
        """@held: modifier keys held down meanwhile, as ("ctrl",)."""
        self.move(x, y)
        for name in held:
            self.key_down(name)
        self._xdotool("click", "--repeat", times, "--delay", 60, button)
        for name in held:
            self.key_up(name)

    def double_click(self, x, y):
        self.click(x, y, times=2)

    def drag(self, from_x, from_y, to_x, to_y, button=1, held=(), steps=8):
        self.move(from_x, from_y)
        for name in held:
            self.key_down(name)
        self._xdotool("mousedown", button)
        for step in range(1, steps + 1):
            self.move(from_x + (to_x - from_x) * step // steps, from_y + (to_y - from_y) * step // steps)
            time.sleep(0.02)
        self._xdotool("mouseup", button)
        for name in held:
            self.key_up(name)

    def scroll(self, x, y, clicks):
        """Turns the wheel, down for positive @clicks."""
        self.move(x, y)
        self._xdotool("click", "--repeat", abs(clicks), "--delay", 20, 5 if clicks > 0 else 4)

    def screenshot(self, path):
        """A picture of the window, with what lies over it, as PNG; a relative @path goes to SHOTS."""
        path = os.path.join(SHOTS, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        x, y, width, height = self.geometry
        self.session.command("import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage", path)
        return path

    def close(self):
        """Asks the window to close, as the window manager's close button does."""
        self.focus()
        self.key("alt+F4")

    def wait_for_end(self, timeout=TIMEOUT):
        """Waits until the program has ended; its exit status."""
        wait_until(lambda: self.process.poll() is not None, "the end of the program", timeout)
        return self.process.returncode


# How a test's process ends that wants another try
TRY_AGAIN = 75


def _run_one(test, number, options, is_last):
    """Runs one test in this process; prints its TAP line, but for a failure that is not the last."""
    title = test.__name__.replace("_", "-")
    session = Session(**options)
    try:
        with session:
            try:
                test(session)
            except BaseException:
                try:
                    picture = session.screenshot(os.path.join(FAILURES, f"{title}.png"))
                    print(f"# picture: {picture}")
                except (Failure, OSError):
                    pass
                raise
    except Unavailable as reason:
        print(f"ok {number} {title} # SKIP {reason}")
    except BaseException:
        print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), end="")
        if not is_last:
            print(f"# {title} is tried once more: on a busy machine keys and clicks may come too late", flush=True)
            os._exit(TRY_AGAIN)
        print(f"not ok {number} {title}")
    else:
        print(f"ok {number} {title}")
    sys.stdout.flush()


def run(*tests, **options):
    """Runs the tests, each with a Session(**options) in a process of its own, prints TAP and ends the program.
    With names as arguments only those tests run."""
    wanted = [name.replace("-", "_") for name in sys.argv[1:]]
    chosen = [test for test in tests if not wanted or test.__name__ in wanted]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    print(f"1..{len(chosen)}", flush=True)
    bad = 0
    for number, test in enumerate(chosen, 1):
        for is_last in (False, True):
            child = os.fork()
            if child == 0:
                _die_with_parent()
                _run_one(test, number, options, is_last)
                os._exit(0)
            try:
                _, status = os.waitpid(child, 0)
            except BaseException:
                os.kill(child, signal.SIGTERM)
                os.waitpid(child, 0)
                raise
            if os.waitstatus_to_exitcode(status) != TRY_AGAIN:
                break
        if status != 0:
            bad += 1
            print(f"not ok {number} {test.__name__} # the test ended with status {status}", flush=True)
    sys.exit(1 if bad else 0)
