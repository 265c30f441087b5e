"""The line of the helper's window for hand scanners: real keys, each code into the row that is selected, none lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

if "CI" not in os.environ:
    pytest.importorskip("tkinter", reason="this Python has no tkinter")

from lotbook.doors.helper.click import Clicks
from lotbook.doors.helper.mailbox import FAILED, Answer
from lotbook.doors.helper.spreadsheet import Calc
from lotbook.doors.window.style import VERMILLION
from tests.doors.screen import hand
from tests.doors.window.test_main import desk_of

pytestmark = pytest.mark.usefixtures("display")
DEMO = Path(__file__).parents[3] / "workbook" / "demo.xlsx"


@pytest.fixture
def desk(tmp_path):
    with desk_of(tmp_path) as made:
        made.codes = []
        made.helper.worker._carry_out = lambda _, job, tell: made.codes.append(job.typed) or made.wait(job)
        made.wait = lambda _: made.go_on.wait(10) and made.answer
        yield made


def scan(desk, code):
    """What a hand scanner does: types the code as fast as it can, then Enter."""
    hand("type", "--delay", "2", code)
    hand("key", "Return")


def test_a_window_in_front_takes_a_scan_without_a_click_and_is_ready_for_the_next(desk):
    for number, code in enumerate(("1TACR-0923-01|PACR", "1TPLA-1023-01"), start=1):
        scan(desk, code)
        desk.until(lambda number=number: len(desk.codes) == number and "done in" in desk.said[0])
        assert desk.said[1] == desk.answer.message
        assert desk.window.scan.line.get() == ""
    assert desk.codes == ["1TACR-0923-01|PACR", "1TPLA-1023-01"]


def test_enter_alone_scans_nothing_and_escape_empties_the_line(desk):
    hand("key", "Return")
    hand("type", "1TACR")
    desk.until(lambda: desk.window.scan.line.get() == "1TACR")
    desk.keys("Escape", "Return")
    desk.until(lambda: desk.window.scan.line.get() == "")
    assert desk.codes == []


def test_codes_that_are_scanned_while_one_is_at_work_follow_in_their_order(desk):
    desk.go_on.clear()
    codes = ["1TA", "1TB", "1TC", "1TD"]
    for code in codes:
        scan(desk, code)
        desk.until(lambda: desk.window.scan.line.get() == "")
    desk.until(lambda: len(desk.window._waiting) == 3)
    assert desk.codes == ["1TA"]
    desk.go_on.set()
    desk.until(lambda: desk.codes == codes)


def test_after_a_code_that_fits_not_the_ones_behind_it_are_given_up_and_named(desk):
    desk.go_on.clear()
    desk.answer = Answer(FAILED, "The label says something else than the row.")
    for code in ("1TA", "1TB", "1TC"):
        scan(desk, code)
        desk.until(lambda: desk.window.scan.line.get() == "")
    desk.until(lambda: len(desk.window._waiting) == 2)
    desk.go_on.set()
    desk.until(lambda: "not done" in desk.said[0])
    assert "something else than the row" in desk.said[1]
    assert "Scanned after it and not carried out: 1TB, 1TC." in desk.said[1]
    assert str(desk.window.answer["foreground"]) == VERMILLION
    assert desk.codes == ["1TA"]


def test_without_a_workbook_nothing_can_be_scanned(desk):
    desk.helper.worker._spreadsheet.open = []
    desk.helper.worker.look()
    desk.until(lambda: desk.window.scan.line.instate(["disabled"]))
    scan(desk, "1TA")
    desk.until(lambda: True)
    assert (desk.codes, desk.window.scan.line.get()) == ([], "")


@pytest.mark.libreoffice
def test_a_scan_damaged_by_a_german_keyboard_fills_the_selected_row_of_a_live_calc(tmp_path, spreadsheet):
    shutil.copy(DEMO, tmp_path / "live.xlsx")
    book = spreadsheet.books.open(str(tmp_path / "live.xlsx"))
    try:
        sheet = book.sheets["Receiving"]
        headers = sheet.range("A1:Z1").value
        heat = sheet.range((14, headers.index("Heat on material") + 1))
        heat.clear_contents()
        sheet.activate()
        heat.select()
        with desk_of(tmp_path, Calc(pipe=spreadsheet.impl.office.pipe), Clicks().carry_out) as desk:
            desk.window.chooser.current(list(desk.window.chooser["values"]).index("live.xlsx"))
            subprocess.run(["setxkbmap", "de"], check=True)  # while the scanner types as an American one
            scan(desk, "1TPXß2309ß4553'PACR")
            desk.until(lambda: "done in" in desk.said[0], 60)
            subprocess.run(["setxkbmap", "us"], check=True)
            assert heat.value == "PX-2309-4553"
            assert "The scanner types for a German keyboard." in desk.said[1]
            assert "Heat on material PX-2309-4553" in desk.said[1]
            scan(desk, "1TOTHER-1")
            desk.until(lambda: "not done" in desk.said[0], 60)
            assert "the label says OTHER-1" in desk.said[1]
        assert heat.value == "PX-2309-4553"
    finally:
        book.close()


def test_the_last_lines_of_an_answer_are_on_a_small_screen_too(desk):
    root = desk.window.root
    root.winfo_screenheight = lambda: 768
    desk.window._to_the_right()
    desk.window._say("\n".join(["Complete: every row could be resolved."] * 5), VERMILLION)
    desk.until(lambda: desk.window.answer.winfo_height() > 60)
    bottom = desk.window.answer.winfo_rooty() + desk.window.answer.winfo_height()
    assert bottom <= 768
