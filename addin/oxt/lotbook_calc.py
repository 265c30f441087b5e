"""Lotbook's buttons in LibreOffice Calc: hands a click over to the Python that Lotbook is installed in.

Runs inside LibreOffice, in LibreOffice's own Python, and knows nothing of Lotbook but the ids of its buttons. Only an
id, the workbook's name and the name of a private pipe leave LibreOffice; no text of a workbook is ever carried out.
The handing over is the same as the ribbon's in Excel: a request to `lotbook attach` where that runs, else a new Python.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

NAME = "org.lotbook.calc.Handler"
PROTOCOL = "org.lotbook:"
CONTROLS = frozenset(())  # the ids of Lotbook's buttons: written here when the extension is built

FRESH_SECONDS = 5.0
MOST_SECONDS_FOR_HELPER = 1.5
LINE = re.compile(r'\s*"([^"]*)","([^"]*)"\s*$')
PLAIN = re.compile(r"[A-Za-z0-9 ._()-]")
FOREIGN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "URE_BOOTSTRAP",
    "UNO_PATH",
)  # LibreOffice's own Python's
AGAIN = "In a terminal, type: lotbook addin install --calc"
DOCTOR = "To see what is wrong, type in a terminal: lotbook doctor"


def places():
    """Lotbook's settings file of this person, and the folder of its mailbox and logs; never beside a workbook."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
        return Path(os.environ.get("USERPROFILE") or home, ".lotbook", "lotbook.conf"), Path(local, "Lotbook")
    if sys.platform == "darwin":
        data = home / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
        return data / "lotbook.conf", data / "lotbook"
    config, state = (Path(os.environ.get(name, "")) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"))
    config = config if config.is_absolute() else home / ".config"
    state = state if state.is_absolute() else home / ".local" / "state"
    return config / "lotbook" / "lotbook.conf", state / "lotbook"


SETTINGS, STATE = places()
running = {}  # workbook -> the Python at work on it, so that two clicks do not race
acceptors = []  # the pipe of this LibreOffice, opened with the first click


class ClickError(Exception):
    """Why a click cannot be carried out, in words."""


class Handler(unohelper.Base, XInitialization, XDispatchProvider, XDispatch, XServiceInfo):
    """What LibreOffice asks when a button with Lotbook's protocol is shown or pressed."""

    def __init__(self, context, *_):
        self.context, self.frame = context, None

    def initialize(self, given):
        """Takes the window this is the handler of."""
        self.frame = given[0] if given else None

    def queryDispatch(self, url, _target, _flags):
        """Itself, for its own protocol."""
        return self if url.Protocol == PROTOCOL else None

    def queryDispatches(self, requests):
        """The same for several."""
        return tuple(self.queryDispatch(each.FeatureURL, "", 0) for each in requests)

    def addStatusListener(self, listener, url):
        """The button can be pressed; LibreOffice shows it grey until it is told."""
        event = uno.createUnoStruct("com.sun.star.frame.FeatureStateEvent")
        event.FeatureURL, event.IsEnabled, event.Source = url, url.Path in CONTROLS, self
        listener.statusChanged(event)

    def removeStatusListener(self, _listener, _url):
        """Nothing was kept."""

    def dispatch(self, url, arguments):
        """A click, or a link in a document that pretends to be one."""
        try:
            refuse(url.Path, arguments)
            start(Click(self.context, self.frame, url.Path))
        except ClickError as error:
            tell(self.context, self.frame, str(error))
        except Exception as error:
            tell(self.context, self.frame, "Lotbook could not start: {}.\n\n{}".format(error, DOCTOR))

    def supportsService(self, name):
        """What it is."""
        return name in self.getSupportedServiceNames()

    def getImplementationName(self):
        """What it is called."""
        return NAME

    def getSupportedServiceNames(self):
        """What it is."""
        return ("com.sun.star.frame.ProtocolHandler",)


class Click:
    """One click: the button, the window, the workbook in it, and how Python is reached."""

    def __init__(self, context, frame, control):
        self.context, self.frame, self.control = context, frame, control
        document = frame.getController().getModel()
        self.address = document.URL
        self.workbook = name_of(document)
        self.settings = read_settings(SETTINGS)
        self.interpreter = interpreter_of(self.settings)
        self.mark = stamp()


def refuse(control, arguments):
    """Nothing, for a button of ours; a link in a workbook can carry our protocol too, and tells where it stands."""
    if control not in CONTROLS:
        raise ClickError("This button is not one of Lotbook's.\n" + AGAIN)
    if any(each.Name == "Referer" and each.Value for each in arguments):
        raise ClickError("This is a link, not a button. Lotbook is started by its own buttons only.")


def start(click):
    """Hands one click over beside LibreOffice, which goes on at once."""
    busy = running.get(click.address)
    if busy is not None and busy.is_alive():
        raise ClickError(
            "Lotbook is still at work on {}. Wait a moment, then press again.".format(click.workbook)
        )
    pipe = open_pipe(click.context)
    running[click.address] = threading.Thread(target=carry, args=(click, pipe), daemon=True)
    running[click.address].start()


def name_of(document):
    """The workbook's file name, as it may be handed over."""
    if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        raise ClickError("This is no spreadsheet.")
    if not document.hasLocation():
        raise ClickError(
            "This workbook was never saved. Save it as an Excel workbook (.xlsx), then press again."
        )
    name = Path(uno.fileUrlToSystemPath(document.URL)).name
    if "=" in name:
        raise ClickError(
            "The name of this workbook has an equals sign in it: {}\nIt cannot be handed over like that. "
            "Save the workbook under a name without =, then press again.".format(name)
        )
    return name


def read_settings(path):
    """Key -> value of the lines ``"KEY","value"``; the first of a key counts."""
    try:
        lines = path.read_text(encoding="mbcs" if sys.platform == "win32" else "utf-8").splitlines()
    except (OSError, UnicodeError):
        raise ClickError(
            "Lotbook does not know which Python to start: {} cannot be read.\n{}".format(path, AGAIN)
        ) from None
    found = {}
    for match in filter(None, map(LINE.match, lines)):
        found.setdefault(match.group(1).strip(), match.group(2).strip())
    return found


def interpreter_of(settings):
    """The Python that Lotbook is installed in."""
    key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(sys.platform, "INTERPRETER_LINUX")
    named = settings.get(key, "")
    if not Path(named).is_absolute():
        raise ClickError(
            "Lotbook does not know which Python to start; its settings file does not say.\n" + AGAIN
        )
    if not Path(named).is_file():
        raise ClickError(
            "The Python that Lotbook was installed with is gone: {}\n{} {}".format(named, AGAIN, DOCTOR)
        )
    return named


def open_pipe(context):
    """The name of the pipe on which this LibreOffice can be reached by this person's own programs."""
    if not acceptors:
        name = "lotbook" + uuid.uuid4().hex[:12]
        acceptor = context.ServiceManager.createInstanceWithContext("com.sun.star.office.Acceptor", context)
        # True: listen and return at once; without it nothing listens
        acceptor.initialize(("pipe,name={};urp;StarOffice.ComponentContext".format(name), True))
        acceptors.append((name, acceptor))
    return acceptors[0][0]


def carry(click, pipe):
    """Beside LibreOffice: by the helper where it works, else by a new Python; what goes wrong is told."""
    try:
        if not taken_by_helper(click):
            run_python(click, pipe)
    except ClickError as error:
        tell_later(click, str(error))
    except Exception as error:
        tell_later(click, "Lotbook could not start: {}.\n\n{}".format(error, DOCTOR))


def taken_by_helper(click):
    """Leaves a request in the mailbox; False when no helper is there or none took it."""
    folder = Path(click.settings.get("LOTBOOK_MAILBOX") or STATE / "mailbox")
    try:
        if abs(time.time() - (folder / "attach.alive").stat().st_mtime) > FRESH_SECONDS:
            return False
        text = "lotbook=1\ncontrol={}\nworkbook={}\nhwnd=0\n".format(click.control, escaped(click.workbook))
        part = folder / (click.mark + ".part")
        part.write_text(text, encoding="ascii")
        request = part.with_suffix(".request")
        part.rename(request)
    except OSError:
        return False
    limit = time.monotonic() + MOST_SECONDS_FOR_HELPER
    while request.exists() and time.monotonic() < limit:
        time.sleep(0.02)
    try:
        request.unlink()
    except OSError:  # it cannot be withdrawn any more: the helper has it, or has turned it away
        tell_refusal(click, request.with_suffix(".answer"))
        return True
    return False


def tell_refusal(click, answer):
    """Tells why the helper did not take a click; an answer that is not there yet means that it is at work on it."""
    try:
        state, _, message = answer.read_text(encoding="ascii", errors="replace").partition("\nmessage=")
    except OSError:
        return
    if state == "state=failed":
        tell_later(click, message.strip())


def run_python(click, pipe):
    """A new Python for this click; returns when it has ended."""
    caller = ["--wb=" + click.workbook, "--from_xl=1", "--app=LibreOffice", "--hwnd=0"]
    if click.settings.get("LOTBOOK_DOOR") == "runpython":
        code = "import lotbook.doors.ribbon as r; r.click('{}')".format(click.control)
        words = ["-B", "-c", code, *caller]
    else:
        words = ["-m", "lotbook.doors.bridge", click.control, *caller, "--log=" + click.mark]
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment["LOTBOOK_CALC_PIPE"] = pipe
    quiet = {"creationflags": 0x08000000} if sys.platform == "win32" else {}  # no console window
    process = subprocess.Popen(
        [click.interpreter, "-E", "-P", "-X", "utf8", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        **quiet,
    )
    said = process.communicate()[1].decode("utf-8", "replace").strip()
    if process.returncode and said and not (STATE / "logs" / (click.mark + ".log")).is_file():
        raise ClickError(
            "Lotbook did not start (code {}).\n{}\n\n{}".format(process.returncode, said[-600:], DOCTOR)
        )


def stamp():
    """Day, time and six digits: the name of a request and of a log."""
    return "{}-{:06d}".format(time.strftime("%Y%m%d-%H%M%S"), random.SystemRandom().randrange(1000000))


def escaped(text):
    r"""Plain letters as they are, every other as ``\uXXXX``, one for each UTF-16 unit."""
    units = text.encode("utf-16-be")
    codes = [units[at] << 8 | units[at + 1] for at in range(0, len(units), 2)]
    return "".join(
        chr(code) if code < 128 and PLAIN.match(chr(code)) else "\\u{:04X}".format(code) for code in codes
    )


def tell(context, frame, text):
    """A box over the window."""
    kit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "WARNINGBOX")
    kit.createMessageBox(frame.getContainerWindow(), kind, 1, "Lotbook", text).execute()


class Later(unohelper.Base, XCallback):
    """Tells something when LibreOffice next has time, in its own thread, where windows belong."""

    def __init__(self, context, frame, text):
        self.given = context, frame, text

    def notify(self, _data):
        """Now."""
        tell(*self.given)


def tell_later(click, text):
    """A box over the window, from beside LibreOffice."""
    manager = click.context.ServiceManager
    waiting = manager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", click.context)
    waiting.addCallback(Later(click.context, click.frame, text), None)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name LibreOffice looks for
g_ImplementationHelper.addImplementation(Handler, NAME, ("com.sun.star.frame.ProtocolHandler",))
