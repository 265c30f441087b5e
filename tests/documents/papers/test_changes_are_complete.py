"""Whatever cell makes any paper of a package print something else, the page of what changed names a difference.

Every cell of a small workbook is typed over, one at a time, and all papers are filled before and after: no list of fields
is kept by hand here, so a paper that prints a new fact fails until the page tells it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from lotbook.compliance.answer import answer
from lotbook.documents.frozen.facts import Frozen, find_order, freeze, shipments_of
from lotbook.documents.frozen.head import CertificateHead, Company
from lotbook.documents.language.words import TEXTS
from lotbook.documents.package import manifest
from lotbook.documents.papers import (
    certificate_list,
    changes,
    coc,
    compliance_statement,
    dimensional_report,
    first_article,
    mark_transfer,
    packing_slip,
    traceability_report,
)
from lotbook.domain.values import Value
from lotbook.tables.book import TABLES
from lotbook.tables.lists import DOCUMENTS
from lotbook.tables.records import Records
from tests.documents.gate_story import TODAY, changed
from tests.story import MemorySource, source

EVERYTHING = changed(
    ("COC, Material certificates   |                   |", f"{', '.join(DOCUMENTS)} | As ordered. |"),
    ("| MFG-0001 | 4        | pcs  |         |", "| MFG-0001 | 4 | pcs | 1, 2 |"),
)
MORE = """
    Custody
    Lot ID       | Step | From         | To    | Moved on   | Document | Heat on document
    AL6-0124-001 | 1    | Alpine       | North | 2024-01-05 | DN-1     | H83017

    Chemistry
    Lot ID       | Element or property | Value | Unit | Minimum | Maximum | Source
    AL6-0124-001 | Si                  | 0.6   | %    | 0.4     | 0.8     | m1

    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Quantity | Disposition | Concession reference | Approved by
    NCR-0001 | 2024-02-04 | MFG-0001   | Scratch     | 1        | Use as is   | C-118                | Ann
"""
NOT_HELD = frozenset({"Certificates", "Recalls", "Recall", "Check results", "Lists"})  # reports and registers


def typed_over(text: str) -> Iterator[tuple[str, str, MemorySource]]:
    """Sheet, column and workbook, once for each cell of each row."""
    plain = source(text)
    for sheet in TABLES:
        view = plain.view(sheet.name, sheet.table, ())
        if view is None or sheet.name in NOT_HELD:
            continue
        for row in range(len(view.rows)):
            for index, header in enumerate(view.headers):
                copy = source(text)
                cells = copy.view(sheet.name, sheet.table, ())._cells[row]
                cells[index] = other(cells[index], header)
                yield sheet.name, header, copy


def other(value: Value, header: str) -> Value:
    if isinstance(value, Decimal):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if value is None:
        return date(2024, 1, 9) if header.endswith(" on") else "7"
    return f"{value}X"


def frozen_of(book: MemorySource) -> tuple[Frozen, Records] | None:
    rows = Records(book)
    order = find_order(rows, "ORD-0001")
    return (freeze(rows, order, shipments_of(rows, order), signer="Ann"), rows) if order else None


def head_of(frozen: Frozen) -> CertificateHead:
    person = frozen.person("Ann")
    return CertificateHead(
        "COC-0042", "B", datetime(2024, 3, 1), Company.of(frozen.settings.__getitem__), "Ann",
        (person and person.title) or "", frozen.statement, frozen.settings["Place of issue"],
    )  # fmt: skip


def papers(frozen: Frozen, rows: Records) -> dict[str, object]:
    head = head_of(frozen)
    answers = [answer(rows, "ORD-0001", name, today=TODAY) for name in ("RoHS", "REACH")]
    said = {
        "coc": coc.context(frozen, head),
        "list": certificate_list.context(frozen, head, (), {}),
        "dimensional": dimensional_report.context(frozen, head, None),
        "first article": first_article.context(frozen, head),
        "slip": packing_slip.context(frozen, head),
        "marks": mark_transfer.context(frozen, head),
        "trace": traceability_report.context(frozen, head),
        "statement": compliance_statement.context(answers, head, frozen),
    }
    return without_pictures(said)


def without_pictures(value: object) -> object:
    if isinstance(value, dict):
        return {name: without_pictures(each) for name, each in value.items() if name != "extra"}
    return [without_pictures(each) for each in value] if isinstance(value, list | tuple) else value


def test_every_printed_difference_is_told():
    text = EVERYTHING + MORE
    frozen, rows = frozen_of(source(text))
    head, before = head_of(frozen), papers(frozen, rows)
    former = {
        "chain": json.loads(json.dumps(manifest.chain(frozen, {}))),
        "certificate": {"signed_by": head.signer, "title": head.title},
    }
    silent = []
    for sheet, column, book in typed_over(text):
        now = frozen_of(book)
        if now and papers(*now) != before and not changes.since(former, now[0], head_of(now[0]), {}):
            silent.append(f"{sheet}: {column}")
    assert "\n".join(sorted(set(silent))) == ""


def test_every_difference_is_told_in_the_customers_language_too():
    text = EVERYTHING + MORE
    frozen, _ = frozen_of(source(text))
    head = head_of(frozen)
    former = {"chain": manifest.chain(frozen, {}), "certificate": {"signed_by": "Bob", "title": "Cutter"}}
    words = set()
    for _, _, book in typed_over(text):
        if now := frozen_of(book):
            words |= {
                each.what.rpartition(": ")[2]
                for each in changes.since(former, now[0], head, {})
                if each.before and each.now
            }
    rows = ("Run ", "Lot ", "Shipment ", "Piece ", "Nonconformance ", "Process ", "Characteristic ")
    assert sorted(word for word in words if f"what > {word}" not in TEXTS and not word.startswith(rows)) == []
