"""A person's clicks on the real buttons in a real window of Calc do what the commands do.

The pictures of the documentation are made here: LOTBOOK_PICTURES names the folder to put them in.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lotbook.artefacts.demo.registers import certified_order
from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper.clerk import BUSY, Clerk
from lotbook.doors.helper.mailbox_folder import Mailbox
from lotbook.doors.helper.news import Job
from lotbook.errors import SpreadsheetError
from lotbook.shipped import shipped
from tests.live.desk import Desk, select, wait_until

if TYPE_CHECKING:
    from xlwings import Book

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]
RECALLED = "ACR-0923-01"
ORDER = certified_order(shipped("workbook", "demo"))


def test_every_button_stands_on_the_toolbars(desk: Desk, book: Book, pictures: Path) -> None:
    select(book.sheets["Receiving"], "Lot ID", RECALLED)
    desk.point_at("Recall")
    assert {each.button.label for each in CONTROLS} <= desk.buttons()
    desk.picture(pictures / "calc-buttons.png")


def test_recall_fills_its_sheet_and_brings_it_to_the_front(desk: Desk, book: Book, pictures: Path) -> None:
    select(book.sheets["Receiving"], "Lot ID", RECALLED)
    desk.press("Recall")
    wait_until(lambda: book.sheets.active.name == "Recall")
    desk.idle()
    sheet = book.sheets["Recall"]
    assert sheet["A1"].value == "Recall"
    assert sheet["B2"].value == f"lot {RECALLED}"
    assert "34 customers" in sheet["B3"].value
    assert desk.picture(pictures / "calc-recall.png").stat().st_size > 50_000


def test_issue_puts_the_package_on_disk_and_its_link_into_the_order(
    desk: Desk, book: Book, pictures: Path
) -> None:
    folder = Path(book.fullname).parent
    select(book.sheets["Orders"], "Order ID", ORDER)
    desk.press("Issue COC")
    wait_until(lambda: any(folder.glob("packages/*/*/manifest.json")), 180)
    wait_until(desk.asks)  # the answer, in a box
    desk.picture(pictures / "calc-issue.png")
    assert "was issued for" in desk.read_box()
    desk.idle()
    [package] = [path.parent for path in folder.glob("packages/*/*/manifest.json")]
    assert package.parent.name == ORDER
    assert list(package.glob("*.pdf"))
    register = book.sheets["Certificates"].tables[0].columns["Order ID"].data_body_range
    assert ORDER in register.options(ndim=1).value


def test_a_link_in_a_workbook_cannot_press_a_button(desk: Desk, book: Book) -> None:
    sheet = book.sheets["Recall"]
    before = sheet["B5"].value
    frame = book.impl.controller.Frame
    desk.dispatch(frame, "org.lotbook:recall", {"Referer": book.impl.api.URL})
    assert "This is a link, not a button" in desk.read_box()
    assert sheet["B5"].value == before


def test_only_registered_buttons_are_carried_out(desk: Desk, book: Book) -> None:
    desk.dispatch(book.impl.controller.Frame, "org.lotbook:format-disk", {})
    assert "not one of Lotbook's" in desk.read_box()


def test_a_second_click_waits_for_the_first(desk: Desk, book: Book) -> None:
    select(book.sheets["Receiving"], "Lot ID", RECALLED)
    desk.dispatch(book.impl.controller.Frame, "org.lotbook:check", {})
    desk.dispatch(book.impl.controller.Frame, "org.lotbook:recall", {})
    assert "still at work on demo.xlsx" in desk.read_box()
    wait_until(lambda: book.sheets.active.name == "Check results")
    desk.idle()


def test_a_helper_that_is_at_work_says_so_in_the_spreadsheet(desk: Desk, book: Book) -> None:
    mailbox = Mailbox(desk.folder / "home" / ".local" / "state" / "lotbook" / "mailbox")
    busy = Clerk(mailbox, {each.id for each in CONTROLS}, _AtWork(), lambda news: None)
    busy.start()
    try:
        desk.press("Recall")
        assert BUSY in desk.read_box()
    finally:
        busy.stop()


class _AtWork:
    """Somebody who works on another click."""

    at_work = True

    def offer(self, job: Job) -> bool:
        raise AssertionError(job)


def test_a_button_waits_for_a_person_who_types_and_then_says_so(desk: Desk, book: Book) -> None:
    sheet = book.sheets["Receiving"]
    sheet.activate()
    sheet["X70"].select()
    desk.show("demo.xlsx")
    desk.type("half a wo")
    wait_until(book.impl._attention.typing)
    with pytest.raises(SpreadsheetError, match="A cell is being typed in"):
        sheet["X71"].value = "underneath"
    desk.dispatch(book.impl.controller.Frame, "org.lotbook:assign", {})
    assert "being typed in" in desk.read_box()
    desk.keys("Escape")
    wait_until(lambda: not book.impl._attention.typing())
    assert sheet["X70:X71"].value == [None, None]


def test_typing_is_seen_in_a_window_that_was_split_and_made_whole_again(desk: Desk, book: Book) -> None:
    sheet, controller, attention = book.sheets["Receiving"], book.impl.controller, book.impl._attention
    assert not attention.typing()
    for left, top, panes in ((300, 200, 4), (0, 0, 1)):
        controller.splitAtPosition(left, top)
        wait_until(lambda panes=panes: controller.Count == panes)
        sheet.activate()
        sheet["X70"].select()
        desk.show("demo.xlsx")
        desk.type("half a wo")
        wait_until(attention.typing)
        desk.keys("Escape")
        wait_until(lambda: not attention.typing())
    assert sheet["X70"].value is None


def test_a_window_that_waits_for_an_answer_does_not_hang_a_program(desk: Desk, book: Book) -> None:
    sheet = book.sheets["Receiving"]
    desk.show("demo.xlsx")
    desk.keys("ctrl+1")
    wait_until(desk.asks)
    began = time.monotonic()
    sheet["X71"].value = "beside it"
    assert sheet["X71"].value == "beside it"
    assert time.monotonic() - began < 5
    sheet["X71"].clear_contents()
    desk.keys("Escape")
    wait_until(lambda: not desk.asks())
