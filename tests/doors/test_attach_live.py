"""The helper as a process of its own beside a live Calc: requests, both windows, either side ended and started again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from lotbook.doors.helper.mailbox import DONE, FAILED, Request, read_answer, write_request
from lotbook.doors.helper.mailbox_folder import STOPPED
from tests.doors.screen import hand, in_front, screen

pytestmark = pytest.mark.libreoffice
DEMO = Path(__file__).parents[2] / "workbook" / "demo.xlsx"
LOT = "ACR-0923-01"


@pytest.fixture(scope="module")
def opened(spreadsheet, tmp_path_factory):
    path = tmp_path_factory.mktemp("shop") / "shop.xlsx"
    shutil.copy(DEMO, path)
    book = spreadsheet.books.open(str(path))
    yield book
    book.close()


@pytest.fixture
def book(opened):
    """The demo workbook, open, with the cursor on a lot."""
    stand_on(opened, LOT)
    return opened


def stand_on(book, lot):
    sheet = book.sheets["Receiving"]
    sheet.activate()
    sheet.range((sheet.range("A1:A200").value.index(lot) + 1, 1)).select()


class Child:
    """A helper that runs as `lotbook attach`."""

    def __init__(self, state, pipe, *words):
        self.box = state / "lotbook" / "mailbox"
        environment = {**os.environ, "XDG_STATE_HOME": str(state)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lotbook", "attach", "--calc", pipe, "--json", *words],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ready(self):
        appeared(self.box / "attach.alive", self.process)
        return self

    def click(self, control, workbook="shop.xlsx", number=1):
        stem = f"20260514-093001-{number:06}"
        (self.box / f"{stem}.answer").unlink(missing_ok=True)
        (self.box / f"{stem}.part").write_bytes(write_request(Request(control, workbook, 0)))
        (self.box / f"{stem}.part").rename(self.box / f"{stem}.request")
        return read_answer(appeared(self.box / f"{stem}.answer", self.process).read_bytes())

    def ended(self):
        told, said = self.process.communicate(timeout=30)
        return self.process.returncode, told, said

    def close(self):
        self.process.kill()
        for stream in (self.process.stdout, self.process.stderr):
            stream.close()
        self.process.wait(10)


def appeared(path, process, seconds=40):
    until = time.monotonic() + seconds
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, f"{path.name} did not come"
        time.sleep(0.02)
    return path


@contextmanager
def child(tmp_path, spreadsheet, *words):
    made = Child(tmp_path / "state", spreadsheet.impl.office.pipe, *words)
    try:
        yield made.ready()
    finally:
        made.close()


def test_a_request_fills_the_recall_sheet_of_the_open_workbook(tmp_path, spreadsheet, book):
    with child(tmp_path, spreadsheet, "--no-window") as helper:
        answer = helper.click("recall")
        assert answer.state == DONE, answer
        assert LOT in answer.message
        assert any(LOT in str(cell) for row in book.sheets["Recall"].range("A1:F30").value for cell in row)
        assert helper.click("settings").state == DONE
        assert book.sheets.active.name == "Settings"
        refused = helper.click("recall", "other.xlsx")
        assert (refused.state, "other.xlsx is not open" in refused.message) == (FAILED, True)
        helper.process.send_signal(signal.SIGTERM)
        code, told, said = helper.ended()
    assert (code, json.loads(told)) == (0, {"started": True, "helper": None, "clicks": 3})
    assert "LibreOffice Calc: shop.xlsx" in said
    assert not (helper.box / "attach.alive").exists()


def test_a_killed_helper_leaves_an_answer_behind_when_it_starts_again(tmp_path, spreadsheet, book):
    with child(tmp_path, spreadsheet, "--no-window") as helper:
        helper.process.kill()
        helper.process.wait(10)
    orphan = helper.box / "20260514-093001-000009"
    orphan.with_suffix(".taken").write_bytes(write_request(Request("recall", "shop.xlsx", 0)))
    with child(tmp_path, spreadsheet, "--no-window", "--once") as helper:
        answer = read_answer(appeared(orphan.with_suffix(".answer"), helper.process).read_bytes())
        assert (answer.state, answer.message) == (FAILED, STOPPED)
        assert helper.click("settings").state == DONE
        assert helper.ended()[0] == 0


def test_a_second_helper_says_who_runs_and_ends(tmp_path, spreadsheet, book):
    with child(tmp_path, spreadsheet, "--no-window") as first:
        code, told, _ = Child(tmp_path / "state", spreadsheet.impl.office.pipe, "--no-window").ended()
        assert (code, json.loads(told)) == (0, {"started": False, "helper": first.process.pid, "clicks": 0})


def test_a_key_in_the_helpers_window_fills_the_recall_sheet_beside_it(tmp_path, spreadsheet, book):
    book.sheets["Recall"].range("A1:F30").clear_contents()
    with screen(), child(tmp_path, spreadsheet, "--once") as helper:
        find = ("search", "--sync", "--onlyvisible", "--name", "^Lotbook$")
        hand(*find, "windowactivate")
        in_front("Lotbook")
        until = time.monotonic() + 60
        while helper.process.poll() is None:  # a key before it has found the workbook does nothing
            assert time.monotonic() < until, log_of(helper)
            hand("key", "alt+t")
            time.sleep(0.5)
        code, told, _ = helper.ended()
        assert (code, json.loads(told)["clicks"]) == (0, 1)
    assert any(LOT in str(cell) for row in book.sheets["Recall"].range("A1:F30").value for cell in row)
    assert book.sheets.active.name == "Recall"


def log_of(helper):
    path = helper.box.parent / "logs" / "attach.log"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_an_office_that_crashed_and_was_opened_again_is_helped_again(tmp_path):
    from lotbook.hosts.calc import engine, office

    shutil.copy(DEMO, tmp_path / "shop.xlsx")
    offices = [office.start()]
    pipe = offices[0].pipe
    helper = Child(tmp_path / "state", pipe, "--no-window")
    try:
        helper.ready()
        offices[0].stop(kill=True)
        assert helper.click("settings").state == FAILED
        offices.append(office.start())
        engine.join(offices[1]).books.open(str(tmp_path / "shop.xlsx"))
        kept = listening(offices[1], pipe)
        until = time.monotonic() + 60
        while (answer := helper.click("settings", number=2)).state == FAILED:
            assert time.monotonic() < until, answer
        assert kept
    finally:
        helper.close()
        for each in offices:
            each.stop(kill=True)


def listening(office, pipe):
    """Opens a pipe in a running office, as Lotbook's extension does; it is open as long as this is kept."""
    acceptor = office.service("com.sun.star.office.Acceptor")
    acceptor.initialize((f"pipe,name={pipe};urp;StarOffice.ComponentContext", True))
    return acceptor
