"""Whatever the size of a workbook, a recall and a check give the same answer: read as a very large one, or patiently."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lotbook.domain.filters import Filters
from lotbook.errors import LotbookError
from lotbook.hosts.file import ahead, book, view
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.patient import PatientSheet
from lotbook.tables.broadpool import KeyColumn
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.origin import fields as origin_fields
from lotbook.tables.trace.origin import origin
from lotbook.tables.trace.recall import fields, recall
from tests.hosts.index.shops import write_shop
from tests.hosts.index.test_recall_index import KNOWN, QUESTIONS, TODAY

DAYS = Filters(lot=("AL6-0124-001",), from_day=date(2024, 1, 1), to_day=date(2025, 1, 1))


def as_very_large(patch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (book, "_WORTH_A_HELPER"),
        (book, "_WORTH_NUMPY"),
        (view, "_LONG"),
        (view, "_BROAD"),
        (ahead, "LARGE"),
    ):
        patch.setattr(module, name, 0)


def patiently(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        view.SheetReader, "_by_speed", lambda self: iter([PatientSheet(self.data, self._reader, self._part)])
    )


def answer(path: Path, filters: Filters) -> object:
    with FileBook.open(path) as opened:
        try:
            return recall(Records(opened, only=fields(filters)), filters, known=KNOWN, today=TODAY)
        except LotbookError as error:
            return str(error)


@pytest.mark.parametrize("seed", range(10))
def test_a_recall_of_a_very_large_workbook_is_that_of_the_patient_reader(tmp_path: Path, seed: int) -> None:
    path = write_shop(tmp_path / "shop.xlsx", seed, rows=20 + seed * 12, tidy=seed % 4 == 3)
    for filters in (*QUESTIONS, DAYS):
        with pytest.MonkeyPatch.context() as patch:
            as_very_large(patch)
            fast = answer(path, filters)
        with pytest.MonkeyPatch.context() as patch:
            patiently(patch)
            assert fast == answer(path, filters), filters


def backward(path: Path, identifier: str) -> object:
    with FileBook.open(path) as opened:
        try:
            return origin(Records(opened, only=origin_fields()), (identifier,), known=KNOWN)
        except LotbookError as error:
            return str(error), error.next_step


@pytest.mark.parametrize("seed", range(6))
def test_an_origin_in_a_very_large_workbook_is_that_of_the_patient_reader(tmp_path: Path, seed: int) -> None:
    path = write_shop(tmp_path / "shop.xlsx", seed, rows=20 + seed * 12, tidy=seed % 3 == 2)
    with FileBook.open(path) as opened:
        names = identifiers(Records(opened))
    for name in names[:: max(len(names) // 20, 1)]:
        with pytest.MonkeyPatch.context() as patch:
            as_very_large(patch)
            fast = backward(path, name)
        with pytest.MonkeyPatch.context() as patch:
            patiently(patch)
            assert fast == backward(path, name), name


def identifiers(records: Records) -> list[str]:
    """What somebody may ask for, and something that stands nowhere."""
    named = {row.lot_id for row in records.receiving} | {row.new_lot_id for row in records.cuts}
    named |= {row.run_id for row in records.manufacture}
    for row in records.shipments:
        named |= {
            row.shipment_id,
            row.order_id,
            row.packing_slip,
            row.certificate,
            *(row.serials or "").split(","),
        }
    named |= {row.customer_po for row in records.orders}
    return [*sorted(name for name in named if name and name.strip()), "NOWHERE-1"]


@pytest.mark.parametrize("seed", range(3))
def test_every_row_of_a_very_large_workbook_is_that_of_the_patient_reader(tmp_path: Path, seed: int) -> None:
    path = write_shop(tmp_path / "shop.xlsx", seed, rows=80, tidy=seed == 2)
    told = []
    for way in (as_very_large, patiently):
        with pytest.MonkeyPatch.context() as patch, FileBook.open(path) as opened:
            way(patch)
            records = Records(opened)
            findings = records.findings()
            told.append(
                (
                    findings,
                    [
                        tuple(records.loaded(name).rows)
                        for name in ("Receiving", "Cuts", "Materials used", "Shipments")
                    ],
                )
            )
    assert told[0] == told[1]


def test_a_very_large_workbook_is_read_as_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_very_large(monkeypatch)
    path = write_shop(tmp_path / "shop.xlsx", 3, rows=60, tidy=True)
    filters = QUESTIONS[0]
    with FileBook.open(path) as opened:
        records = Records(opened, only=fields(filters))
        source = column(records.materials_used, "source")
        assert isinstance(source.keys(), KeyColumn)  # type: ignore[attr-defined]
