"""One command, five ways to it: command line, RunPython, own bridge, helper, LibreOffice's toolbar. The same comes of each."""

from __future__ import annotations

import builtins
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from benchmarks.generate import write

from lotbook.doors.helper.mailbox import DONE
from lotbook.hosts.calc.app import HEADLESS_VARIABLE
from lotbook.hosts.calc.office import PIPE_VARIABLE
from tests.doors.test_attach_live import Child

pytestmark = pytest.mark.libreoffice
COMPONENT = Path(__file__).parents[2] / "addin" / "oxt" / "lotbook_calc.py"
CLICKS = ("recall", "check", "assign")
REPORTS = ("Recall", "Check results")
VARIES = ("Made at", "Elapsed", "Checked at")  # when it was asked, how long it took


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A small workbook with a delivery that waits for its number, and the lot to recall."""
    path = tmp_path_factory.mktemp("same") / "shop.xlsx"
    lot = write(60, path)
    book = openpyxl.load_workbook(path)
    for name in REPORTS:
        book.create_sheet(name)
    sheet = book["Receiving"]
    waiting = [sheet.cell(sheet.max_row, column).value for column in range(1, sheet.max_column + 1)]
    for column, value in enumerate(waiting[1:], start=2):
        sheet.cell(sheet.max_row + (column == 2), column, value)
    sheet.tables["Receiving"].ref = f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
    book.save(path)
    return path, lot


class Desk:
    """A copy of the workbook for one way, open in the live spreadsheet unless the way wants it closed."""

    def __init__(self, spreadsheet, shop, folder):
        self.app, self.lot, self.folder = spreadsheet, shop[1], folder
        folder.mkdir()
        self.path = folder / "shop.xlsx"
        self.path.write_bytes(shop[0].read_bytes())
        self.pipe = spreadsheet.impl.office.pipe
        self.environment = {
            **os.environ, PIPE_VARIABLE: self.pipe, HEADLESS_VARIABLE: "1",
            "XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config"),
        }  # fmt: skip

    def clicked(self, press):
        """What every sheet of interest and the journal hold after the clicks."""
        book = self.app.books.open(str(self.path))
        try:
            sheet = book.sheets["Receiving"]
            sheet.activate()
            sheet.range((sheet.range("A1:A100").value.index(self.lot) + 1, 1)).select()
            for control in CLICKS:
                press(control)
                sheet.activate()
            return self._found(book)
        finally:
            book.close()

    def commanded(self, run):
        """The same after the commands on the closed file."""
        for words in (["recall", "--lot", self.lot], ["check"], ["assign"]):
            run([words[0], str(self.path), *words[1:]])
        book = self.app.books.open(str(self.path))
        try:
            return self._found(book)
        finally:
            book.close()

    def _found(self, book):
        found = {name: _told(book.sheets[name].used_range.options(ndim=2).value) for name in REPORTS}
        found["Lot IDs"] = book.sheets["Receiving"].range("A1:A100").value
        lines = (self.folder / "shop.lotbook" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines]
        found["Journal"] = [entry["issued"] for entry in entries if entry.get("issued")]
        return found

    def process(self, *words):
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode in (0, 1), done.stderr
        return done


def _told(rows):
    return [row for row in rows if any(row) and not str(row[0]).startswith(VARIES)]


@pytest.fixture(scope="module")
def expected(spreadsheet, shop):
    desk = Desk(spreadsheet, shop, shop[0].parent / "command-line")
    return desk.commanded(lambda words: desk.process("-m", "lotbook", *words))


@pytest.fixture
def desk(request, spreadsheet, shop):
    return Desk(spreadsheet, shop, shop[0].parent / request.node.name)


def test_the_command_line_answers_at_all(shop, expected):
    assert any(shop[1] in str(cell) for row in expected["Recall"] for cell in row)
    assert len(expected["Check results"]) > 2
    assert len(expected["Journal"]) == 1
    waiting = expected["Journal"][0]
    assert [each for each in expected["Lot IDs"] if each][-1] in json.dumps(waiting)


def test_runpython(desk, expected):
    prelude = 'import xlwings.utils;xlwings.utils.prepare_sys_path("false;shop.xlsx;lotbook.xlam;;;;"); '
    caller = ("--wb=shop.xlsx", "--from_xl=1", "--app=LibreOffice", "--hwnd=0")

    def press(control):
        desk.process("-B", "-c", f"{prelude}import lotbook.doors.ribbon as r; r.click('{control}')", *caller)

    assert desk.clicked(press) == expected


def test_the_own_bridge(desk, expected):
    caller = ("--wb=shop.xlsx", "--from_xl=1", "--app=LibreOffice", "--hwnd=0")
    assert (
        desk.clicked(lambda control: desk.process("-m", "lotbook.doors.bridge", control, *caller)) == expected
    )


def test_the_helper(desk, expected, monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    helper = Child(desk.folder / "state", desk.pipe, "--no-window")
    try:
        helper.ready()

        def press(control):
            answer = helper.click(control)
            assert answer.state == DONE, answer

        assert desk.clicked(press) == expected
    finally:
        helper.close()


def test_the_toolbar_of_libreoffice(desk, expected, monkeypatch):
    handler = component()
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)

    def press(control):
        click = SimpleNamespace(
            control=control,
            workbook="shop.xlsx",
            settings={},
            interpreter=sys.executable,
            mark=handler.stamp(),
        )
        handler.run_python(click, desk.pipe)

    assert desk.clicked(press) == expected


def component():
    """LibreOffice's side of a click, loaded into this Python as LibreOffice loads it into its own."""
    from lotbook.hosts.calc.unolink import uno

    bridge = uno()
    found = importlib.util.spec_from_file_location("lotbook_calc", COMPONENT)
    made = importlib.util.module_from_spec(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(Path(bridge.__file__).parent)])
        patch.setattr(builtins, "__import__", bridge._uno_import)
        found.loader.exec_module(made)
    return made
