"""An index answers what the workbook answers, or nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from lotbook.domain.filters import Filters
from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Link
from lotbook.domain.recall import Recall
from lotbook.errors import LotbookError
from lotbook.hosts.file.book import FileBook, data_folder_of
from lotbook.hosts.index import build as building
from lotbook.hosts.index.build import NAME, build
from lotbook.hosts.index.keep import is_current, recall_from_index
from lotbook.hosts.index.pages import BrokenIndexError, PageReader, PageWriter
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import fields, recall
from tests.hosts.index.shops import write_shop
from tests.journaled import Told

TODAY = date(2025, 6, 1)


class EveryPiece(Told):
    """A journal that knows every name with a slip in it as a piece that was cut from what it begins with."""

    def cuts_into(self, piece: str) -> Sequence[Link]:
        source = piece.removesuffix("x").removesuffix("-1")
        if not piece.endswith("x") or source == piece:
            return ()
        return [Link(source, piece, Decimal(1), "kg", Place("Cuts", 0, piece, "From"))]


KNOWN = EveryPiece({"AL6-0124-001": "Receiving"})


def with_index(path: Path) -> Path:
    data_folder_of(path).mkdir(exist_ok=True)
    build(path)
    return path


def by_reading(path: Path, filters: Filters) -> Recall | None:
    with FileBook.open(path) as book:
        try:
            return recall(Records(book, only=fields(filters)), filters, known=KNOWN, today=TODAY)
        except LotbookError:
            return None


def by_index(path: Path, filters: Filters) -> Recall | None:
    told = recall_from_index(path, filters, known=KNOWN, today=TODAY)
    return told[0] if told else None


QUESTIONS = [
    Filters(lot=("AL6-0124-000",)),
    Filters(lot=("AL6-0124-001", "al6-0124-002")),
    Filters(lot=("AL6-0124-001-1",)),
    Filters(lot=("AL6-0124-003",), siblings=True),
    Filters(lot=("NOBODY KNOWS",)),
    Filters(run=("MFG-0001",)),
    Filters(run=("MFG-0002", "MFG-0003")),
    Filters(lot=("AL6-0124-000",), run=("MFG-0004",)),
    Filters(heat=("H001",)),
    Filters(heat=("H002",), siblings=True),
    Filters(supplier=("Supplier 1",)),
    Filters(supplier_lot=("H001",)),
    Filters(certificate=("H000",)),
    Filters(serial=("S3",)),
    Filters(run=("MFG-0001",), serial=("S4",)),
    Filters(work_order=("WO-3",)),
    Filters(machine=("M1",)),
    Filters(gauge=("G1",)),
    Filters(process_supplier=("Plater",)),
    Filters(part=("PN-2",), revision=("A",)),
]


@pytest.mark.parametrize("seed", [*range(16), 104])
def test_the_index_gives_the_answer_of_the_whole_workbook(tmp_path: Path, seed: int) -> None:
    path = with_index(write_shop(tmp_path / "shop.xlsx", seed, rows=20 + seed * 6, tidy=seed % 4 == 3))
    assert is_current(path)
    answered = 0
    for filters in QUESTIONS:
        told, whole = by_index(path, filters), by_reading(path, filters)
        if whole is None:
            assert told is None
        elif told is not None:
            assert told == whole, filters
            answered += 1
    assert answered > len(QUESTIONS) // 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_index(write_shop(tmp_path_factory.mktemp("shop") / "shop.xlsx", 5))


@pytest.fixture
def copied(shop: Path, tmp_path: Path) -> Path:
    shutil.copy(shop, tmp_path / shop.name)
    shutil.copytree(data_folder_of(shop), data_folder_of(tmp_path / shop.name))
    return tmp_path / shop.name


LOT = Filters(lot=("AL6-0124-000",))


def test_days_are_left_to_the_workbook(copied: Path) -> None:
    assert by_index(copied, Filters(from_day=date(2024, 1, 1))) is None


def test_a_workbook_without_an_index_is_read(copied: Path) -> None:
    shutil.rmtree(data_folder_of(copied))
    assert by_index(copied, LOT) is None
    assert not is_current(copied)


def test_nothing_is_left_beside_a_workbook_without_a_data_folder(copied: Path) -> None:
    shutil.rmtree(data_folder_of(copied))
    assert not build(copied)
    assert not data_folder_of(copied).exists()


def test_a_changed_workbook_has_no_index_until_it_is_built_again(copied: Path) -> None:
    write_shop(copied, 6)
    assert by_index(copied, LOT) is None
    assert build(copied)
    assert by_index(copied, LOT) == by_reading(copied, LOT)


def test_the_index_of_another_workbook_is_not_believed(copied: Path, tmp_path: Path) -> None:
    other = with_index(write_shop(tmp_path / "other.xlsx", 9))
    shutil.copy(data_folder_of(other) / NAME, data_folder_of(copied) / NAME)
    assert by_index(copied, LOT) is None


def test_an_index_of_another_lotbook_is_not_believed(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotbook.hosts.index.keep.made_by", lambda: ["0.0", 1, "little"])
    assert by_index(copied, LOT) is None


def test_a_page_that_is_not_what_was_written_is_not_believed(copied: Path) -> None:
    where = data_folder_of(copied) / NAME
    whole = where.read_bytes()
    expected = by_reading(copied, LOT)
    rng = Random(1)
    refused = 0
    for _ in range(150):
        at = rng.randrange(len(whole))
        where.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :])
        told = by_index(copied, LOT)
        assert told in (None, expected)
        refused += told is None
    assert refused > 50


@pytest.mark.parametrize("length", [0, 10, 44, 1000, -1])
def test_an_index_that_ends_too_early_is_not_believed(copied: Path, length: int) -> None:
    where = data_folder_of(copied) / NAME
    where.write_bytes(where.read_bytes()[:length])
    assert by_index(copied, LOT) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x04\x95" + b"x" * 200, b"\0" * 4096])
def test_another_kind_of_file_is_not_believed(copied: Path, content: bytes) -> None:
    (data_folder_of(copied) / NAME).write_bytes(content)
    assert by_index(copied, LOT) is None


def test_too_many_strange_rows_leave_the_question_to_the_workbook(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder_of(copied) / NAME).unlink()
    monkeypatch.setattr(building, "_MOST_ODD", 1)
    assert not build(copied)
    assert [each.name for each in data_folder_of(copied).iterdir()] == []


def test_a_killed_build_leaves_the_old_index_whole(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PageWriter, "finish", die)
    with pytest.raises(KeyboardInterrupt):
        build(copied)
    assert by_index(copied, LOT) == by_reading(copied, LOT)
    assert [each.name for each in data_folder_of(copied).iterdir()] == [NAME]


def test_pages_come_back_as_they_were_written(tmp_path: Path) -> None:
    where = tmp_path / "x"
    with where.open("wb") as file:
        pages = PageWriter(file)
        for first in range(0, 50, 10):
            pages.add("numbers", first, bytes(range(first, first + 10)), packed=first % 20 == 0)
        pages.finish({"of": "numbers"})
    with where.open("rb") as file:
        read = PageReader(file)
        assert read.told == {"of": "numbers"}
        assert [read.position("numbers", item) for item in (0, 9, 10, 49, 99)] == [0, 0, 1, 4, 4]
        assert read.page("numbers", 1) == bytes(range(10, 20))
        assert read.page("numbers", 2, packed=True) == bytes(range(20, 30))
        assert not read.pages("nothing").firsts
    where.write_bytes(where.read_bytes() + b"x")
    with where.open("rb") as file, pytest.raises(BrokenIndexError):
        PageReader(file)
