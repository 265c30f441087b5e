"""Scanned codes fill empty cells of the right row, never over what stands there, never with a thing nobody knows."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from lotbook.artefacts.workbook.build import build_workbook
from lotbook.cli import main
from lotbook.commands.scan import COMMAND
from lotbook.commands.scanning.plan import one, rows_with_scans
from lotbook.domain.edits import Edit, NewColumn, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.shop import rows_of
from tests.story import records, source

STORY = """
    Materials
    Material
    AL6

    Suppliers
    Supplier
    North & Co

    Receiving
    Lot ID       | Material | Supplier   | Heat on material | Quantity | Purchase order | {scan}
    AL6-0124-001 | AL6      | North & Co | H83017           | 4        | PO-7           |
                 |          |            |                  |          |                | {one}
                 | AL6      |            | H99              | 12       |                | {two}

    Manufacture
    Run ID
    MFG-0001

    Materials used
    Run ID   | Source | Scan
    MFG-0001 |        | {three}
"""
TODAY = date(2024, 6, 1)
CODE = "1TH83O18|PAL6|Q12.5|KPO-9|VNorth & Co"
_BAR = "¦"  # stands for the bar of a code, because the bar parts the cells of a table


def story(one=CODE, two="", three="1TAL6-0124-001", scan="Scan"):
    one, two, three = (code.replace("|", _BAR) for code in (one, two, three))
    read = source(STORY.format(one=one, two=two, three=three, scan=scan))
    for name in ("Receiving", "Materials used"):
        view = read.view(name, "", ())
        view._cells = [
            [c.replace(_BAR, "|") if isinstance(c, str) else c for c in row] for row in view._cells
        ]
    return Records(read)


def scanned_rows(records):
    return rows_with_scans(records, TODAY)


def edits(found):
    return [(e.sheet, e.row, e.column, str(e.new)) for e in found.plan.edits]


def codes(found):
    return [(f.place.sheet, f.place.row, f.place.column, f.code) for f in found.findings]


def test_a_delivery_gets_heat_material_quantity_order_and_supplier_from_the_suppliers_label():
    assert edits(scanned_rows(story())) == [
        ("Receiving", 3, "Heat on material", "H83O18"),
        ("Receiving", 3, "Material", "AL6"),
        ("Receiving", 3, "Quantity", "12.5"),
        ("Receiving", 3, "Purchase order", "PO-9"),
        ("Receiving", 3, "Supplier", "North & Co"),
        ("Materials used", 2, "Source", "AL6-0124-001"),
    ]


def test_what_stands_there_is_never_written_over_and_nothing_else_of_that_label_is_taken():
    found = scanned_rows(story(one="", two="1TH100|Q12|KPO-9"))
    assert codes(found) == [("Receiving", 4, "Heat on material", "scan-differs")]
    assert ("Receiving", 4) not in {(e.sheet, e.row) for e in found.plan.edits}


def test_what_agrees_is_left_and_the_rest_filled():
    assert edits(scanned_rows(story(one="", two="1TH99|Q12.0|KPO-9", three=""))) == [
        ("Receiving", 4, "Purchase order", "PO-9")
    ]


@pytest.mark.parametrize(
    ("receiving", "used", "found"),
    [
        ("hello", "", [("Receiving", 3, "Scan", "scan-not-read")]),
        ("1TH1|Qmany", "", [("Receiving", 3, "Scan", "scan-not-read")]),
        ("1TAL6-0124-001", "", [("Receiving", 3, "Scan", "scan-own-label")]),
        ("", "1TAL6-0124-009", [("Materials used", 2, "Scan", "scan-unknown")]),
    ],
)
def test_what_cannot_be_right_is_told_with_its_cell_and_nothing_is_filled(receiving, used, found):
    scanned = scanned_rows(story(one=receiving, three=used))
    assert codes(scanned) == found
    assert scanned.plan.edits == ()


def test_a_keyboard_of_another_country_is_recognised_and_told():
    found = scanned_rows(story(one="", three="1TAL6ß0124ß001"))
    assert edits(found) == [("Materials used", 2, "Source", "AL6-0124-001")]
    assert "German" in found.repaired[0]


def test_a_part_or_supplier_the_shop_does_not_know_says_nothing():
    assert edits(scanned_rows(story(one="1TH1|PX-77|VSomebody", three=""))) == [
        ("Receiving", 3, "Heat on material", "H1")
    ]


def test_without_a_column_for_scans_nothing_is_looked_for():
    assert scanned_rows(story(scan="Code")).plan.edits[0].sheet == "Materials used"


def test_a_code_alone_adds_a_row():
    found = one(story(), "Materials used", "1Tmfg-0001", None, TODAY)
    assert found.plan.appends[0].values == {"Source": "MFG-0001"}


def test_the_command_writes_once_and_a_second_time_has_nothing_to_do(tmp_path, capsys):
    rows = rows_of(source(STORY.format(one="", two="", three="", scan="Note")))
    build_workbook(tmp_path / "shop.xlsx", rows=rows)
    workbook = Path(shutil.copy(tmp_path / "shop.xlsx", tmp_path / "copy.xlsx"))
    with FileBook.open(workbook, writing=True) as book:
        cell = Edit("Materials used", 2, "Scan", None, "1TAL6-0124-001")
        book.write(Plan("t", "", edits=(cell,), columns=(NewColumn("Materials used", "Scan"),)), who="Ann")

    def said(*words, code=0):
        capsys.readouterr()
        assert main(["scan", str(workbook), *words, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    assert said("--dry-run")["entry"] is None
    answer = said()
    assert set(answer) == set(COMMAND.json_keys)
    assert [(each["column"], each["value"]) for each in answer["filled"]] == [("Source", "AL6-0124-001")]
    assert said()["filled"] == []
    with FileBook.open(workbook) as book:
        assert Records(book).materials_used[0].source == "AL6-0124-001"
    assert said("--sheet", "Materials used", "--text", "1TMFG-0001", "--row", "2", code=1)["findings"]
    assert main(["scan", str(workbook), "--text", "1TX"]) == 2


HELD = """
    Materials
    Material | Mark transfer needed | Shelf life (days)
    AL6      | Yes                  |
    RES      |                      | 30

    Receiving
    Lot ID       | Material | Received on | Status     | Reason
    AL6-0124-001 | AL6      | 2024-01-02  | Released   |
    AL6-0124-002 | AL6      | 2024-01-02  | Hold       | RCL-001: wrong heat
    AL6-0124-003 | AL6      | 2024-01-02  | Quarantine |
    AL6-0124-004 | AL6      | 2024-01-02  | Rejected   | plate is bent
    RES-0124-001 | RES      | 2024-01-02  | Released   |
    RES-0524-001 | RES      | 2024-05-20  | Released   |

    Cuts
    From         | New lot ID     | Heat marked | Marked by | Verified by | Verified on
    AL6-0124-001 | AL6-0124-001-1 | H1          | Bob       | Ann         | 2024-02-01
    AL6-0124-001 | AL6-0124-001-2 | H1          | Bob       |             |
    AL6-0124-001 | AL6-0124-001-3 | H1          | Bob       | Bob         | 2024-02-01
    AL6-0124-002 | AL6-0124-002-1 | H2          | Bob       | Ann         | 2024-02-01

    Manufacture
    Run ID   | Status   | Note
    MFG-0001 | Complete |
    MFG-0002 | Hold     | gauge out
    MFG-0003 | Complete |
    MFG-0004 | Complete |
    MFG-0005 | Planned  |

    Materials used
    Run ID   | Source
    MFG-0001 | AL6-0124-001-1
    MFG-0003 | AL6-0124-002-1
    MFG-0004 | MFG-0002

    Shipments
    Shipment ID | Run ID
"""


@pytest.mark.parametrize(
    ("sheet", "scanned", "code", "said"),
    [
        ("Materials used", "AL6-0124-001", "", ""),
        ("Materials used", "AL6-0124-001-1", "", ""),
        ("Materials used", "AL6-0124-002", "scan-held", "AL6-0124-002 is on Hold: RCL-001: wrong heat."),
        ("Materials used", "AL6-0124-002-1", "scan-held", "AL6-0124-002-1, a piece of AL6-0124-002, is on Hold: RCL-001: wrong heat."),
        ("Materials used", "AL6-0124-003", "scan-held", "AL6-0124-003 is in Quarantine: nobody released it yet."),
        ("Materials used", "AL6-0124-004", "scan-held", "AL6-0124-004 is Rejected: plate is bent."),
        ("Materials used", "AL6-0124-001-2", "scan-not-verified", "AL6-0124-001-2: nobody verified the mark that Bob put on it."),
        ("Materials used", "AL6-0124-001-3", "scan-not-verified", "AL6-0124-001-3: Bob both marked it and verified the mark."),
        ("Materials used", "RES-0124-001", "scan-held", "RES-0124-001 could be used until 2024-02-01 only."),
        ("Materials used", "RES-0524-001", "", ""),
        ("Materials used", "MFG-0002", "scan-held", "MFG-0002 is on Hold: gauge out."),
        ("Materials used", "MFG-0005", "scan-held", "MFG-0005 is Planned."),
        ("Cuts", "AL6-0124-001", "", ""),
        ("Cuts", "AL6-0124-001-2", "", ""),
        ("Cuts", "AL6-0124-004", "scan-held", "AL6-0124-004 is Rejected: plate is bent."),
        ("Shipments", "MFG-0001", "", ""),
        ("Shipments", "MFG-0002", "scan-held", "MFG-0002 is on Hold: gauge out."),
        ("Shipments", "MFG-0003", "scan-held", "MFG-0003 was made of AL6-0124-002, which is on Hold: RCL-001: wrong heat."),
        ("Shipments", "MFG-0004", "scan-held", "MFG-0004 was made with MFG-0002, which is on Hold: gauge out."),
    ],
)  # fmt: skip
def test_what_must_not_be_used_is_refused_at_the_scan(sheet, scanned, code, said):
    found = one(records(HELD), sheet, f"1T{scanned}", None, TODAY)
    assert [(f.code, f.message) for f in found.findings] == ([(code, said)] if code else [])
    assert len(found.plan.appends) == (0 if code else 1)


def test_a_lot_that_nobody_released_may_be_cut_with_a_warning():
    found = one(records(HELD), "Cuts", "1TAL6-0124-003", None, TODAY)
    assert [(f.code, f.stops) for f in found.findings] == [("scan-not-released", False)]
    assert found.plan.appends[0].values == {"From": "AL6-0124-003"}


def test_a_row_that_names_it_already_is_no_news_though_it_is_held_now():
    text = HELD.replace("Run ID   | Source\n", "Run ID   | Source         | Scan\n").replace(
        "MFG-0003 | AL6-0124-002-1", "MFG-0003 | AL6-0124-002-1 | 1TAL6-0124-002-1"
    )
    assert scanned_rows(records(text)).findings == ()
    empty = text.replace("MFG-0003 | AL6-0124-002-1 |", "MFG-0003 |                |")
    refused = scanned_rows(records(empty))
    assert (codes(refused), refused.plan.edits) == ([("Materials used", 3, "Scan", "scan-held")], ())
