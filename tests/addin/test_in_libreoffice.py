"""LibreOffice executes the add-in's own modules: requests really lie in the mailbox, and the mailbox's reader takes them.

The file is built by the same builder. Only ``Host`` is another, because there is neither Excel's ``Shell`` nor a Mac.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lotbook.artefacts.addin.ribbon_xml import ribbon_xml
from lotbook.artefacts.addin.xlam import build_xlam, sources
from lotbook.doors import start_sign
from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper.mailbox import Answer, Request, read_answer, unescaped
from lotbook.doors.helper.mailbox_folder import Mailbox
from tests.addin.excel import WINDOWS_SETTINGS, Excel

HERE = Path(__file__).parent
IDS = frozenset(control.id for control in CONTROLS)
FILTER = "Calc MS Excel 2007 VBA XML"  # LibreOffice knows .xlam by no other sign
DEMO = HERE.parents[1] / "workbook" / "demo.xlsx"
LOTS = ("ACR-0923-01", "PLA-1023-01", "PET-1023-001")
NAME = "Ünïcode 中한 😀.xlam"
FAKE_CONTROL = "Option Explicit\nPublic ID As String\n"
DRIVER = """\
Attribute VB_Name = "Driver"
Option Explicit
Public Function Click(ByVal controlId As String) As String
    Dim control As FakeControl
    Set control = New FakeControl
    control.ID = controlId
    LotbookOnAction control
    Click = "clicked"
End Function
Public Function WriteAndRead(ByVal path As String, ByVal text As String) As String
    SaveText path, text
    WriteAndRead = ReadText(path)
End Function
"""

pytestmark = pytest.mark.libreoffice


class Calc:
    """LibreOffice with the add-in open in it, and the folder that the add-in takes for the user's own."""

    def __init__(self, office, document, folder):
        self.office = office
        self._scripts = document.getScriptProvider()
        self.folder = folder
        self.mailbox = Mailbox(folder / "mailbox")
        self.python = folder / "python"

    def call(self, name, *values):
        where = f"vnd.sun.star.script:Lotbook.{name}?language=Basic&location=document"
        return self._scripts.getScript(where).invoke(values, (), ())[0]

    def started(self):
        return (self.folder / "started.txt").read_text(encoding="ascii").splitlines()


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    from lotbook.hosts.calc import office
    from lotbook.hosts.calc.unolink import properties, url

    folder = tmp_path_factory.mktemp("state") / "lotbook"
    folder.mkdir()
    modules = {**sources(HERE.parents[1] / "addin" / "vba"), "Driver": DRIVER}
    modules["Host"] = (HERE / "CalcHost.bas").read_text(encoding="ascii")
    build_xlam(folder / NAME, modules, ribbon_xml(), {"FakeControl": FAKE_CONTROL})
    running = office.start(environment={"LOTBOOK_TRIAL": str(folder)})
    try:
        # MacroExecutionMode 4: always, without asking
        options = properties(Hidden=True, MacroExecutionMode=4, FilterName=FILTER)
        document = running.desktop.loadComponentFromURL(url(str(folder / NAME)), "_blank", 0, options)
        yield Calc(running, document, folder)
    finally:
        running.stop()


@pytest.fixture(autouse=True)
def clean(calc):
    for path in (*calc.mailbox.folder.iterdir(), *calc.folder.glob("started*"), calc.python):
        path.unlink(missing_ok=True)
    calc.python.write_text("", encoding="ascii")
    (calc.folder / "lotbook.conf").write_text(f'"INTERPRETER_LINUX","{calc.python}"\n', encoding="ascii")


class Helper(threading.Thread):
    """The reader of the mailbox as `lotbook attach` has it: takes what comes and answers it."""

    def __init__(self, mailbox, *, takes=True):
        super().__init__(daemon=True)
        self.mailbox, self.takes, self.taken, self.over = mailbox, takes, [], threading.Event()

    def __enter__(self):
        self.mailbox.say_alive()
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join(5)

    def run(self):
        while not self.over.is_set():
            self.mailbox.say_alive()
            for stem in self.mailbox.waiting() if self.takes else ():
                if (found := self.mailbox.take(stem, IDS)) is not None:
                    self.taken.append(found.asked)
                    self.mailbox.answer(stem, Answer("done", "Recall is there."))
            time.sleep(0.02)


class Python(threading.Thread):
    """The Python that the add-in believes to start: gives its first word, as the real one does."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder = folder

    def __enter__(self):
        self.start()

    def __exit__(self, *_):
        self.join(15)

    def run(self):
        until = time.monotonic() + 12
        while time.monotonic() < until:
            if (self.folder / "started.txt").exists():
                mark = (self.folder / "started.txt").read_text(encoding="ascii").splitlines()[3]
                (self.folder / "logs").mkdir(exist_ok=True)
                (self.folder / "logs" / f"{mark}.log").write_text(f"{start_sign.STARTED}\n", encoding="utf-8")
                return
            time.sleep(0.02)


@pytest.mark.parametrize("control", ["recall", "next-finding"])
def test_a_click_lies_in_the_mailbox_and_the_helper_reads_it(calc, control):
    with Helper(calc.mailbox) as helper:
        calc.call("Driver.Click", control)
    assert helper.taken == [Request(control, NAME, 0)]
    assert {path.suffix for path in calc.mailbox.folder.iterdir()} == {".alive", ".answer"}
    assert not (calc.folder / "started.txt").exists()


def test_a_helper_that_does_not_take_the_click_leaves_it_to_python_and_the_request_is_gone(calc):
    with Helper(calc.mailbox, takes=False), Python(calc.folder):
        before = time.monotonic()
        calc.call("Driver.Click", "recall")
        took = time.monotonic() - before
    assert 0.9 < took < 8  # 1.5 seconds; the clock of LibreOffice Basic counts whole ones
    assert calc.mailbox.waiting() == []
    interpreter, control, name, mark = calc.started()
    assert (interpreter, control, unescaped(name)) == (str(calc.python), "recall", NAME)
    assert re.fullmatch(r"\d{8}-\d{6}-\d{6}", mark)


def test_without_a_helper_python_is_started_and_nothing_is_left_in_the_mailbox(calc):
    before = calc.mailbox.folder.stat().st_mtime_ns
    with Python(calc.folder):
        calc.call("Driver.Click", "check")
    assert calc.started()[1] == "check"
    assert calc.mailbox.folder.stat().st_mtime_ns == before


def test_a_helper_that_ended_a_while_ago_is_not_waited_for(calc):
    calc.mailbox.say_alive()
    old = time.time() - 30
    os.utime(calc.mailbox.folder / "attach.alive", (old, old))
    with Python(calc.folder):
        calc.call("Driver.Click", "check")
    assert calc.started()[1] == "check"
    assert {path.suffix for path in calc.mailbox.folder.iterdir()} == {".alive"}


def test_what_is_written_is_plain_ascii_byte_for_byte(calc):
    text = "lotbook=1\nworkbook=\\u00DC.xlsx\n"
    assert calc.call("Driver.WriteAndRead", str(calc.folder / "plain.txt"), text) == text
    assert (calc.folder / "plain.txt").read_bytes() == text.encode("ascii")


@pytest.mark.parametrize("text", ["Ünïcode", "中한", "😀", 'a"b&c%d=e\\f', "plain-1 (2)_x.xlsx"])
def test_escapes_are_utf_16_units_as_the_reader_takes_them(calc, text):
    assert unescaped(calc.call("Words.Escaped", text)) == text


@pytest.mark.parametrize(
    ("text", "is_id"), [("next-finding", True), ("Recall", False), ("re call", False), ("", False)]
)
def test_ids_are_told_from_other_texts(calc, text, is_id):
    assert bool(calc.call("Words.IsControlId", text)) is is_id


def test_a_mark_is_day_time_and_six_digits(calc):
    mark = calc.call("Words.Stamp")
    assert re.fullmatch(r"\d{8}-\d{6}-\d{6}", mark)
    assert mark[:8] in {time.strftime("%Y%m%d", time.localtime(time.time() - back)) for back in (0, 60)}


class Demo:
    """The demo workbook, open and in front."""

    def __init__(self, document, path):
        self.document, self.path = document, path
        self.sheet = document.Sheets.getByName("Receiving")
        self.lots = [row[0] for row in self.sheet.getCellRangeByName("A1:A200").DataArray]

    def stand_on(self, lot):
        self.document.CurrentController.ActiveSheet = self.sheet
        self.document.CurrentController.select(self.sheet.getCellByPosition(0, self.lots.index(lot)))

    def recalled(self, lot):
        """Whether the sheet Recall tells of a recall of this lot, and not of the other two."""
        cells = self.document.Sheets.getByName("Recall").getCellRangeByName("A1:H12").DataArray
        top = "\n".join("\t".join(map(str, row)) for row in cells)
        return [each for each in LOTS if each in top] == [lot]


@pytest.fixture(scope="module")
def demo(calc, tmp_path_factory):
    from lotbook.hosts.calc.unolink import properties, url

    path = tmp_path_factory.mktemp("shop") / "Fräserei 1.xlsx"
    shutil.copy(DEMO, path)
    document = calc.office.desktop.loadComponentFromURL(url(str(path)), "_blank", 0, properties())
    document.CurrentController.Frame.activate()
    yield Demo(document, path)
    document.close(True)


def test_the_helper_of_lotbook_attach_carries_out_a_click_of_the_add_in(calc, demo):
    demo.stand_on(LOTS[0])
    words = [sys.executable, "-m", "lotbook", "attach", "--calc", calc.office.pipe, "--no-window", "--once"]
    environment = {**os.environ, "XDG_STATE_HOME": str(calc.folder.parent)}
    helper = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: calc.mailbox.helper() == helper.pid, helper)
        calc.call("Driver.Click", "recall")
        wait_for(lambda: list(calc.mailbox.folder.glob("*.answer")), helper)
        [answer] = calc.mailbox.folder.glob("*.answer")
        assert read_answer(answer.read_bytes()).state == "done"
        assert demo.recalled(LOTS[0])
        assert not (calc.folder / "started.txt").exists()
    finally:
        helper.kill()
        helper.communicate(timeout=20)


def wait_for(happened, process, seconds=40):
    until = time.monotonic() + seconds
    while not happened():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("settings", "lot"),
    [(WINDOWS_SETTINGS, 1), (WINDOWS_SETTINGS + '"LOTBOOK_DOOR","runpython"\r\n', 2)],
    ids=["bridge", "runpython"],
)
def test_the_words_that_the_add_in_starts_python_with_carry_the_click_out(calc, demo, settings, lot):
    """The words come out of the shipped ``Host.bas``; only which Python it is is another one here."""
    demo.stand_on(LOTS[lot])
    excel = Excel(book=demo.path.name, settings=settings)
    excel.click("recall")
    words = shlex.split(excel.started.partition("|")[0])
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(calc.folder.parent),
        "LOTBOOK_CALC_PIPE": calc.office.pipe,
        "PYTHONPATH": str(demo.path.parent),  # must be ignored, and so must the folder it is started in
    }
    for name in ("json.py", "lotbook.py", "xlwings.py"):
        (demo.path.parent / name).write_text(
            "raise SystemExit('taken from the folder of a workbook')", encoding="ascii"
        )
    done = subprocess.run(
        [sys.executable, *words[1:]],
        env=environment,
        cwd=demo.path.parent,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert demo.recalled(LOTS[lot])
    marks = [word.removeprefix("--log=") for word in words if word.startswith("--log=")]
    logs = [(calc.folder / "logs" / f"{mark}.log").read_text(encoding="utf-8") for mark in marks]
    assert logs == [f"{start_sign.STARTED}\n"] * len(marks)
    assert len(marks) == (lot == 1)
