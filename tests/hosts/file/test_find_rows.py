"""Rows that certainly hold no such text are not read; what is found is what reading every row finds."""

from __future__ import annotations

import random
import re
from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.artefacts.workbook import build_workbook
from lotbook.domain.identifiers import bare_keys, key
from lotbook.errors import LotbookError
from lotbook.hosts.file import narrowed as narrowing
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.narrowed import NarrowedBook
from lotbook.hosts.file.scannedtexts import ScannedTexts
from lotbook.hosts.file.strings import shared_texts
from lotbook.tables.trace.find import find
from lotbook.tables.trace.find_rows import searched
from tests.adversarial.test_recall_of_files import in_utf_16
from tests.hosts.file.books import Formula, by_xlsxwriter, parts, rewrite

ROWS = {
    "Receiving": [
        {"Lot ID": "AL6-0124-001", "Supplier": "Smith & Sons <UK>", "Heat on certificate": "H83O17", "Quantity": 501,
         "Note": "first"},
        {"Lot ID": "AL6-0124-002", "Supplier": "Müller\u2011Stahl\xa0AG", "Heat on certificate": "SO1", "Quantity": 2},
        {"Lot ID": "AL6-0124-003", "Heat on certificate": 220, "Note": date(2024, 3, 5)},
        {"Lot ID": "AL6-0124-004", "Heat on certificate": date(2024, 3, 5)},
        *({"Lot ID": f"PLY-0124-{number:03}", "Note": f"shelf {number % 7}"} for number in range(300)),
    ],
    "Manufacture": [{"Run ID": "MFG-0001", "Machine": "Laser 1", "Note": "H83-017 checked"}],
    "Materials used": [{"Run ID": "MFG-0001", "Source": "AL6-0124-001", "Quantity": 501}],
    "Orders": [{"Order ID": "ORD-0001", "Customer": "Ann", "Note": "501 of them"}],
    "Customers": [{"Customer": "Ann", "Contact": "O'Neill"}],
}  # fmt: skip
WORDS = ("AL6-0124-001", "h83017", "SO1", "501", "smith & sons", "<uk>", "müller-stahl ag", "o'neill", "no", "yes", "#n/a",
         "mfg-0001", "nowhere-at-all", "a", "laser", "2024", "ply-0124-2", "PLY0124299", "shelf 3", "_x", "51", "preserve",
         "22E1", "5-3", "MAR5")  # fmt: skip
RICH = b"<r><t>AL6-0124</t></r><r><rPr><b/></rPr><t>-001</t></r>"
WAYS = {  # a part, what stands there as Excel saves it, how it is written there, too
    "inline": ("worksheets/sheet4.xml", rb't="s"><v>(\d+)</v>', rb't="inlineStr"><is><t>Ann O\1</t></is>'),
    "rich": ("sharedStrings.xml", b"<t>AL6-0124-001</t>", RICH),
    "prefixed": ("worksheets/sheet1.xml", rb"<(/?)(\w)", rb"<\1x:\2"),
    "comment": ("worksheets/sheet1.xml", rb'(<row r="9".*?</row>)', rb"<!--\1-->"),
}


def saved(path, rows=ROWS, *, tables=True, formula=None):
    """A workbook as spreadsheets save it: each text once, named by number."""
    sheets = {}
    for name, filled in rows.items():
        headers = list(dict.fromkeys(header for row in filled for header in row))
        sheets[name] = [headers, *([row.get(header) for header in headers] for row in filled)]
    if formula:
        sheets["Customers"][1][1] = formula
    return by_xlsxwriter(path, sheets, tables=tables)


class ReadWhole:
    """A workbook that does not tell which texts its rows have."""

    def __init__(self, book):
        self.view, self.sheet_names, self.merged_cells = book.view, book.sheet_names, book.merged_cells


@pytest.fixture(scope="module", params=["as built", "utf-16", "shared", "formula", "no table", *WAYS])
def path(request, tmp_path_factory):
    """A workbook as Excel saves it, and with texts written in other ways."""
    path, way = tmp_path_factory.mktemp("find") / "shop.xlsx", request.param
    if way in ("as built", "utf-16"):
        build_workbook(path, rows=ROWS)
        if way == "utf-16":
            in_utf_16(path)
        return path
    saved(
        path,
        tables=way != "no table",
        formula=Formula('="H83"&"017"', "H83017") if way == "formula" else None,
    )
    if way in WAYS:
        name, pattern, replacement = WAYS[way]
        before = parts(path)[f"xl/{name}"]
        after = re.sub(pattern, replacement, before)
        if way == "prefixed":
            after = after.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")
        assert after != before
        rewrite(path, {f"xl/{name}": after})
    return path


@pytest.mark.parametrize("word", WORDS)
def test_what_is_found_is_what_reading_every_row_finds(path, word):
    with FileBook.open(path) as book:
        assert find(book, word) == find(ReadWhole(book), word)


def test_only_the_rows_with_the_text_are_read(tmp_path):
    with FileBook.open(saved(tmp_path / "shop.xlsx")) as book:
        few = searched(book, "al6-0124-001")
        assert isinstance(few, NarrowedBook)
        counts = {name: len(few.view(name, name.replace(" ", ""), ()).rows) for name in ROWS}
        assert counts == {
            "Receiving": 1, "Manufacture": 0, "Materials used": 1, "Orders": 0, "Customers": 0
        }  # fmt: skip
        assert searched(book, "501") is book  # may be a number
        assert searched(book, "ply-0124") is book  # too many texts to look for one by one


PIECES = ["AL6", "al6", "-", " ", "0124", "O124", "\xa0", "\u2011", "Müller", "ß", "ss", "ﬁ", "&", "<b>", "_x0041_", "_x", "'",
          "  ", "\t", "1", "I", "preserve", "si", "t", "|", "１", "\u00ad"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
OWN = {
    "inline": b't="inlineStr"><is><t xml:space="preserve">%s</t></is></c>',
    "formula": b't="str"><f>A1</f><v>%s</v></c>',
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=12), TEXTS, st.sampled_from(["shared", *OWN]))
def test_a_workbook_of_odd_texts_is_searched_as_by_reading_every_row(tmp_path, texts, word, way):
    rows = [{"Lot ID": text, "Note": texts[-number]} for number, text in enumerate(texts, 1)]
    cuts = [{"From": texts[0], "New lot ID": word}]
    path = saved(
        tmp_path / "odd.xlsx", {"Receiving": rows, "Cuts": cuts, "Orders": [{"Order ID": "1"}]}, tables=True
    )
    if way in OWN:
        sheet = parts(path)["xl/worksheets/sheet1.xml"]
        own = OWN[way] % escape(texts[0]).encode()
        exchanged = re.sub(
            rb'(<c r="B2"[^>]*?) t="s"><v>\d+</v></c>', lambda found: found[1] + b" " + own, sheet
        )
        assert exchanged != sheet
        rewrite(path, {"xl/worksheets/sheet1.xml": exchanged})
    with FileBook.open(path) as book:
        if key(word):
            assert find(book, word) == find(ReadWhole(book), word)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=30), TEXTS, st.integers(0, 5))
def test_texts_are_told_by_number_as_reading_all_of_them_tells(texts, word, seed):
    data = shared_part(texts, random.Random(seed))
    every, scanned = shared_texts(data), ScannedTexts(data)
    if not scanned.is_plain:
        assert not texts
        return
    assert [scanned[number] for number in range(len(scanned))] == every
    bare = bare_keys([key(word)])[0]
    found = scanned.like(bare, lambda text: bare in bare_keys([key(text)])[0])
    if found is None:
        assert len(bare) < 3
    else:
        assert found == [number for number, text in enumerate(every) if bare in bare_keys([key(text)])[0]]


def shared_part(texts: list[str], chance: random.Random) -> bytes:
    tags = ("<t>", '<t xml:space="preserve">')
    entries = "".join(f"<si>{chance.choice(tags)}{escape(text)}</t></si>" for text in texts)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}{entries}</sst>".encode()


def test_a_text_that_stands_where_two_blocks_meet_is_told(monkeypatch):
    monkeypatch.setattr("lotbook.hosts.file.scannedtexts._BLOCK", 7)
    texts = [f"L-{number}" for number in range(100)]
    scanned = ScannedTexts(shared_part(texts, random.Random(1)))
    assert [scanned[number] for number in range(100)] == texts
    (bare,) = bare_keys(["l-99"])
    assert scanned.like(bare, lambda text: True) == [99]
    assert scanned.like("nowhere", lambda text: True) == []
    with pytest.raises(IndexError):
        scanned[100]


@pytest.mark.parametrize("odd", ["<si/>", "<si><r><t>L</t></r></si>", "<!-- <si><t>L</t></si> -->"])
def test_texts_that_are_written_otherwise_are_left_to_another_reader(odd):
    data = shared_part(["L-1"], random.Random(1)).replace(b"<si>", odd.encode() + b"<si>", 1)
    assert ScannedTexts(data).like("lot", lambda text: True) is None


def test_a_damaged_sheet_is_told_of_when_it_is_searched(tmp_path):
    with FileBook.open(saved(tmp_path / "shop.xlsx")) as book:
        where = book.package.sheet("Receiving")
        assert where
        damaged = book.container.part(where.part)
        assert damaged
        middle = damaged.data_at + damaged.packed // 2
        data = book.container.data
        book.container.data = data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
        with pytest.raises(LotbookError):
            find(book, "AL6-0124-001")


def test_pieces_of_a_part_are_the_part(tmp_path, monkeypatch):
    path = saved(tmp_path / "shop.xlsx")
    monkeypatch.setattr("lotbook.hosts.file.container._PIECE", 100)
    with FileBook.open(path) as book:
        for name in book.container.names():
            assert b"".join(book.container.pieces(name)) == book.container.read(name)
        monkeypatch.setattr(narrowing, "_MOST", 400)
        for word in ("ply-0124", "AL6-0124-001", "shelf"):  # rows at the seams of pieces must not get lost
            assert isinstance(searched(book, key(word)), NarrowedBook)
            assert find(book, word) == find(ReadWhole(book), word)
