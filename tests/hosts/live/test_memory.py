"""What a helper remembers of a workbook never tells anything but what stands there now, whatever was done in between."""

from __future__ import annotations

import random
from datetime import date

import pytest

from lotbook.errors import LotbookError
from lotbook.hosts.live.book import LiveBook
from lotbook.hosts.live.content import _same
from lotbook.hosts.live.memory import Memory
from lotbook.hosts.live.readiness import get_ready
from lotbook.tables.book import TABLES
from lotbook.tables.load import load
from tests.hosts.live.shops import demo_in, opened

RECEIVING = next(spec for spec in TABLES if spec.name == "Receiving")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((("a", 1.0),), (("a", 1.0),), True),
        ((("a", 1.0),), (("b", 1.0),), False),
        ((("a", 1.0),), (("a", True),), False),
        ((("a", 1.0),), (("a", 1),), False),
        ((("a", "1"),), (("a", 1.0),), False),
        ((("a", ""),), (("a", None),), False),
        ((("a",), ("b",)), (("b",), ("a",)), False),
    ],
)
def test_cells_are_the_same_in_value_and_in_kind(one, other, same):
    assert _same(one, other) is same


@pytest.fixture(scope="module")
def book(spreadsheet, tmp_path_factory):
    with opened(spreadsheet, demo_in(tmp_path_factory.mktemp("memory"))) as open_book:
        yield open_book


def told(live):
    found = load(live, RECEIVING)
    return list(found.rows), list(found.findings), found.headers


def anew(book):
    """What somebody reads who has never seen the workbook; what the engine keeps is put aside for it."""
    engine = book.impl
    aside, engine.last_read = engine.last_read, {}
    try:
        return told(LiveBook(book))
    finally:
        engine.last_read = aside


def changes(page, rnd):
    """What a person may do to a sheet between two clicks."""
    row = rnd.randrange(4, 40)
    other = rnd.randrange(41, 60)
    cells = page.range((row, 1)), page.range((other, 1))

    def exchange():
        one, two = (cell.value for cell in cells)
        cells[0].value, cells[1].value = two, one

    def sort_two_rows():
        last = page.used_range.last_cell.column
        first, second = page.range((row, 1), (row, last)), page.range((other, 1), (other, last))
        one, two = first.value, second.value
        first.value, second.value = two, one

    def look(code):
        day = page.range((row, page.range("A1:Z1").value.index("Received on") + 1))
        day.number_format = code

    def insert_and_delete():
        page.range(f"{row}:{row}").insert("down")
        page.range(f"{other}:{other}").delete("up")

    def type_a_day():
        page.range((row, page.range("A1:Z1").value.index("Received on") + 1)).value = date(
            2026, 1, 1 + row % 28
        )

    def an_error():
        page.range((row, page.range("A1:Z1").value.index("Heat on material") + 1)).formula = "=NA()"

    return [
        exchange, sort_two_rows, insert_and_delete, type_a_day, an_error, lambda: look("0.00"), lambda: look("BOOLEAN"),
        lambda: look("yyyy-mm-dd"), lambda: cells[0].clear_contents(), lambda: page.range((row, 3)).clear(), lambda: None,
    ]  # fmt: skip


@pytest.mark.libreoffice
def test_what_is_remembered_is_what_stands_there_after_any_change(book):
    rnd, memory, page = random.Random(7), Memory(), book.sheets["Receiving"]
    kept = LiveBook(book, memory=memory)
    assert told(kept) == anew(book)
    for _ in range(3):
        for change in rnd.sample(every := changes(page, rnd), len(every)):
            change()
            kept.reload()
            found = told(kept)
            assert found == anew(book)


@pytest.mark.libreoffice
def test_only_a_sheet_that_changed_is_worked_through_again(book):
    memory = Memory()
    kept = LiveBook(book, memory=memory)
    get_ready(kept)
    before = {spec.name: content_of(kept, spec) for spec in TABLES}
    book.sheets["Orders"].range("C5").value = "changed"
    kept.reload()
    after = {spec.name: content_of(kept, spec) for spec in TABLES}
    assert {name for name in before if before[name] is not after[name]} == {"Orders"}


@pytest.mark.libreoffice
def test_a_number_that_becomes_a_day_by_its_format_alone_is_a_change(book):
    page = book.sheets["Shipments"]
    column = page.range("A1:Z1").value.index("Quantity") + 1
    memory, spec = Memory(), next(spec for spec in TABLES if spec.name == "Shipments")
    kept = LiveBook(book, memory=memory)
    before = content_of(kept, spec)
    page.range((3, column)).number_format = "yyyy-mm-dd"
    kept.reload()
    assert content_of(kept, spec) is not before
    assert isinstance(content_of(kept, spec).row(3)[column - 1], date)


@pytest.mark.libreoffice
def test_another_workbook_of_the_same_sheets_is_read_for_itself(spreadsheet, book, tmp_path):
    memory = Memory()
    with opened(spreadsheet, demo_in(tmp_path)) as second:
        second.sheets["Receiving"].range("A2").value = "ANOTHER-01"
        assert told(LiveBook(book, memory=memory)) == anew(book)
        assert told(LiveBook(second, memory=memory)) == anew(second)
        assert told(LiveBook(book, memory=memory)) == anew(book)


def content_of(live, spec):
    view = live.view(spec.name, spec.table, ())
    if view is None:
        raise LotbookError(f"{spec.name} is missing")
    return view.cells.content
