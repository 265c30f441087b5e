"""The reader of very long sheets reads what the patient one reads, and gives way where it is not sure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.domain.values import CellError, Value
from lotbook.hosts.file import broad
from lotbook.hosts.file.even import EvenSheet
from lotbook.hosts.file.markup import MAIN
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.file.shape import framed_region
from lotbook.tables.coded import Coded
from tests.hosts.file.books import Formula, Readers, by_xlsxwriter, rewrite

N_A = CellError("#N/A")
TEXTS = ["L-1", "l-1", "H\u00a012", "22E1", "Smith & Sons <UK>", ""]

# What a cell of a row may be, written for its reference; the styles 1 and 2 are those of a day and of a moment.
CELLS = [
    "",
    '<c r="%s" s="3"/>',
    '<c r="%s" s="3" t="s"><v>0</v></c>',
    '<c r="%s" t="s"><v>4</v></c>',
    '<c r="%s" t="s"><v>99</v></c>',
    '<c r="%s"><v>5</v></c>',
    '<c r="%s"><v>007</v></c>',
    '<c r="%s"><v>-12.5</v></c>',
    '<c r="%s"><v>1.5E-7</v></c>',
    '<c r="%s"><v>123456789012345</v></c>',
    '<c r="%s" s="1"><v>45415</v></c>',
    '<c r="%s" t="b"><v>1</v></c>',
    '<c r="%s" t="e"><v>#N/A</v></c>',
    '<c r="%s" t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c>',
    '<c r="%s" s="1"><f t="shared" si="0"/><v>12</v></c>',
    '<c r="%s" t="s"><v></v></c>',
    '<c r="%s"><v></v></c>',
    '<c r="%s" cm="1"><v>3</v></c>',
]
LETTERS = ["A", "B", "C", "AA"]


def read_both(path: Path, letters: list[str]) -> tuple[object, object]:
    """What the broad and the patient reader have, each value with its type."""
    readers = Readers(path, "T")
    region = framed_region(readers.data)
    assert region is not None
    fast = broad.read(readers.data, region, letters, readers.reader)
    return told(*fast[:2]), told(*readers.patient().whole(letters))


def told(rows: list[int], columns: object) -> object:
    return rows, [[(type(value), value) for value in column] for column in columns]  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [[text, date(2024, 5, 3)] for text in TEXTS]
    return by_xlsxwriter(tmp_path_factory.mktemp("broad") / "book.xlsx", {"T": rows}, tables=False)


def by_hand(book: Path, folder: Path, rows: str) -> Path:
    sheet = f'<worksheet xmlns="{MAIN}" xmlns:x14ac="x14ac"><sheetData>{rows}</sheetData></worksheet>'
    return rewrite(book, {"xl/worksheets/sheet1.xml": sheet.encode()}, target=folder / "hand.xlsx")


def row(number: int, forms: list[str]) -> str:
    cells = "".join(
        form % f"{letter}{number}" if form else "" for letter, form in zip(LETTERS, forms, strict=False)
    )
    return f'<row r="{number}" spans="1:27" x14ac:dyDescent="0.25">{cells}</row>'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 2000), st.lists(st.sampled_from(CELLS), min_size=4, max_size=4), st.integers(1, 6)
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([300, 1 << 20]),
)
def test_every_mixture_of_cells_reads_as_by_the_standard(
    book: Path, tmp_path: Path, drawn: list[tuple[int, list[str], int]], block: int
) -> None:
    number, rows = 0, ""
    for gap, forms, times in drawn:
        number += gap
        for _ in range(times):
            rows += row(number, forms)
            number += 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(broad, "_BLOCK", block)  # rows at the seams of blocks must not get lost
        for letters in (LETTERS, ["B"], []):
            fast, slow = read_both(by_hand(book, tmp_path, rows), letters)
            assert fast == slow


def test_a_long_register_is_read_as_numbers_of_its_texts(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Lot ID", "Day", "Quantity", "Value"]]
    for i in range(3000):
        lot = (
            None
            if i % 7 == 0
            else Formula("=NA()", N_A)
            if i == 1500
            else i
            if i % 400 == 9
            else f"L-{i % 90}"
        )
        rows.append([lot, date(2024, 1, 1 + i % 28), i / 4, Formula("=1+1", i) if i % 3 else None])
    path = by_xlsxwriter(tmp_path / "long.xlsx", {"T": rows})
    fast, slow = read_both(path, ["A", "B", "C", "D"])
    assert fast == slow
    readers = Readers(path, "T")
    region = framed_region(readers.data)
    assert region is not None
    assert len(readers.data) > 300_000
    lots = broad.read(readers.data, region, ["A"], readers.reader).columns[0]
    assert lots[1500:1502] == ["L-59", N_A]


def test_a_column_of_shared_texts_is_kept_as_their_numbers(tmp_path: Path) -> None:
    path = by_xlsxwriter(tmp_path / "t.xlsx", {"T": [[f"L-{i % 5}", i] for i in range(50)]}, tables=False)
    readers = Readers(path, "T")
    region = framed_region(readers.data)
    assert region is not None
    lots, numbers = broad.read(readers.data, region, ["A", "B"], readers.reader).columns
    assert isinstance(lots, Coded)
    assert numbers == list(range(50))


PLAIN = "".join(row(i, ['<c r="%s" t="s"><v>0</v></c>', '<c r="%s" s="3"/>', CELLS[5]]) for i in range(2, 40))


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'<c r="A7"', '<c r="A8"'),
        (r'<c r="B7"', '<c r="B17"'),  # also where nobody asks for the column
        (r'<c r="C7"', '<c r="C07"'),
        (r'<row r="7"', '<row r="6"'),
        (r'<row r="7"', '<row r="07"'),
        (r'<row r="7" spans="1:27"', '<row spans="1:27" r="7"'),
        (r'<row r="7"', '<row r="x"'),
        (r'<c r="A7" t="s">', '<c t="s" r="A7">'),
        (r'<c r="A7" t="s">', '<c t="s">'),
        (r'<c r="A7"', '<c r="a7"'),
        (r'<c r="A7"', '<c r="$A$7"'),
        (r'(<row r="7".*?</row>)', r"<!--\1-->"),
        (r'(<c r="A7".*?</c>)', r"<!--\1-->"),
        (r'<c r="B7" s="3"/>', '<c r="A7" t="s"><v>1</v></c>'),  # a column twice
        (r'</row>(<row r="7")', r'</row><c r="F6"><v>1</v></c>\1'),
        (r'<row r="7"', f'<row r="7" xmlns:x="{MAIN}"'),
        (r'<c r="B7" s="3"/>', '<c r="B7" t="inlineStr"><is><t>own</t></is></c>'),
        (r'(<c r="C7"><v>)5', r"\g<1>5</v><v>6"),
        (r'<c r="C7"><v>5</v></c>', '<c r="C7"><v1>5</v1></c>'),
        (r'<c r="C7"><v>5</v></c>', '<c r="C7"><v2>5</v></c>'),
        (r'<c r="C7"><v>5</v></c>', '<c r="C7"> <v>5</v></c>'),
        (r'<row r="7".*?</row>', '<row r="7"/>'),
        (r'(<row r="7".*?</row>)', r"\1\n"),
        (r'<c r="C7"><v>5</v></c>', '<c r="C7" odd="1"><v>5</v></c>'),
        (r'<c r="C7"><v>5</v></c>', '<c r="C7" t="str"><f>A1</f><v>a\rb</v></c>'),
        (r'<c r="C7"><v>5</v></c>', '<x:c r="C7"><v>5</v></x:c>'),
    ],
)
def test_it_gives_way_where_it_is_not_sure(
    book: Path, tmp_path: Path, pattern: str, replacement: str
) -> None:
    rows = re.sub(pattern, replacement, PLAIN)
    assert rows != PLAIN
    with pytest.raises(OddSheetError):
        read_both(by_hand(book, tmp_path, rows), ["A", "C"])


def test_rows_of_very_many_shapes_are_left_to_another_reader(book: Path, tmp_path: Path) -> None:
    rows = "".join(row(i, [f'<c r="%s" t="str"><v>{"x" * i}</v></c>']) for i in range(2, 100))
    with pytest.raises(OddSheetError):
        read_both(by_hand(book, tmp_path, rows), ["A"])


def test_it_tells_where_each_row_starts(book: Path, tmp_path: Path) -> None:
    rows = "".join(row(number, CELLS[number % 4 : number % 4 + 3]) for number in (2, 3, 7, 10, 11, 999, 1000))
    readers = Readers(by_hand(book, tmp_path, rows), "T")
    region = framed_region(readers.data)
    assert region is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(broad, "_BLOCK", 300)
        places = broad.read(readers.data, region, [], readers.reader).places
    for number in (2, 3, 7, 10, 11, 999, 1000):
        assert readers.data.startswith(f'<row r="{number}"'.encode(), places.of(number))
    assert [places.of(number) for number in (0, 1, 4, 9, 100, 1001, 7000)] == [-1] * 7


def test_single_rows_are_read_as_by_the_standard_once_all_were(book: Path, tmp_path: Path) -> None:
    rows = "".join(row(number, CELLS[number % 9 : number % 9 + 4]) for number in range(2, 400, 3))
    readers = Readers(by_hand(book, tmp_path, rows), "T")
    region = framed_region(readers.data)
    assert region is not None
    sheet, patient = EvenSheet(readers.data, region, readers.reader, broad=True), readers.patient()
    sheet.whole(["B"])
    for number in (398, 2, 5, 6, 200, 395, 1000):
        assert filled(sheet.row(number)) == filled(patient.row(number))


def filled(cells: dict[str, Value]) -> dict[str, object]:
    return {letter: (type(value), value) for letter, value in cells.items() if value is not None}
