"""What a certificate speaks about is read from links alone."""

from __future__ import annotations

from decimal import Decimal

from lotbook.documents.frozen.facts import Frozen, find_order, freeze, shipments_of
from lotbook.tables.records import Records
from tests.story import records

PLATE = """
    Suppliers
    Supplier
    North Metals
    Bright Anodising

    Customers
    Customer           | Documents required    | Statement wording     | Paper  | Profile
    Smith & Sons <UK>  | Material certificates | We swear it conforms. | Letter | aerospace

    Materials
    Material | Description | Family    | Unit  | Mark transfer needed
    AL6      | 6061 plate  | Aluminium | sheet | Yes
    SS3      | Fitting     | Fitting   | pcs   |

    Parts
    Part number | Revision | Description | Unit | Customer part number
    BRK-100     | C        | Bracket     | pcs  | 77-1
    SUB-9       | A        | Insert      | pcs  |

    People
    Name | Title
    Ann  | Inspector
    Bob  | Cutter

    Receiving
    Lot ID       | Received on | Supplier     | Material | Heat on certificate | Heat on material | Quantity | Unit  | Checked by | Status   | Rack colour
    AL6-0124-001 | 2024-01-10  | North Metals | AL6      | H83017              | H83017           | 3        | sheet | Ann        | Released | red
    AL6-0124-002 | 2024-01-11  | North Metals | AL6      | H83018              | H83018           | 3        | sheet | Ann        | Released | blue
    SS3-0124-001 | 2024-01-12  | North Metals | SS3      | S1                  | S1               | 50       | pcs   | Ann        | Released |

    Cuts
    Cut ID   | Cut on     | From           | New lot ID       | Quantity | Unit  | Reason | Heat marked | Marked by | Verified by
    CUT-0001 | 2024-02-01 | AL6-0124-001   | AL6-0124-001-1   | 1        | sheet | Cut    | H83017      | Bob       | Ann
    CUT-0002 | 2024-02-02 | AL6-0124-001-1 | AL6-0124-001-1-1 | 0.5      | sheet | Cut    | H83017      | Bob       | Ann

    Manufacture
    Run ID   | Started on | Part number | Part revision | Quantity made | Unit | Operator | Status
    MFG-0001 | 2024-02-03 | BRK-100     | C             | 10            | pcs  | Bob      | Complete
    MFG-0002 | 2024-02-01 | SUB-9       | A             | 20            | pcs  | Bob      | Complete

    Materials used
    Run ID   | Source           | Quantity | Unit  | Used on
    MFG-0001 | AL6-0124-001-1-1 | 0.5      | sheet | 2024-02-03
    MFG-0001 | MFG-0002         | 10       | pcs   | 2024-02-03
    MFG-0002 | SS3-0124-001     | 20       | pcs   | 2024-02-01

    Outside processes
    Run ID   | Process | Specification | Supplier         | Certificate number
    MFG-0002 | Anodise | MIL-PRF-8625  | Bright Anodising | C-1

    Orders
    Order ID | Customer          | Customer PO | Part number | Part revision | Quantity | Unit | Documents required
    ORD-0001 | Smith & Sons <UK> | 0099-1      | BRK-100     | C             | 4        | pcs  | Traceability report

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit
    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs
"""


def frozen(text: str = PLATE, order: str = "ord-0001") -> Frozen:
    return freeze_in(records(text), order)


def freeze_in(rows: Records, order: str) -> Frozen:
    found = find_order(rows, order)
    assert found is not None
    return freeze(rows, found, shipments_of(rows, found))


def test_lots_are_reached_through_cuts_and_sub_assemblies_and_only_those():
    world = frozen()
    assert [lot.lot_id for lot in world.lots] == ["AL6-0124-001", "SS3-0124-001"]
    assert [(run.run_id, run.depth, run.lots, run.sub_runs) for run in world.runs] == [
        ("MFG-0001", 0, ("AL6-0124-001",), ("MFG-0002",)),
        ("MFG-0002", 1, ("SS3-0124-001",), ()),
    ]
    assert world.gaps == ()


def test_a_piece_keeps_its_lots_heat_and_its_way_of_cuts_parents_first():
    plate = frozen().lots[0]
    assert plate.heat == "H83017"
    assert [cut.new_lot_id for cut in plate.cuts] == ["AL6-0124-001-1", "AL6-0124-001-1-1"]
    assert (plate.quantity, plate.unit) == (Decimal("0.5"), "sheet")


def test_processes_of_sub_assemblies_are_part_of_the_world():
    sub = frozen().runs[1]
    assert [(p.process.process, p.supplier and p.supplier.supplier) for p in sub.processes] == [
        ("Anodise", "Bright Anodising")
    ]


def test_customer_profile_wording_paper_and_documents_win_over_the_shops():
    world = frozen()
    assert (world.profile, world.statement, world.paper) == ("aerospace", "We swear it conforms.", "Letter")
    assert world.documents_required == ("COC", "Traceability report", "Material certificates")


def test_a_profile_is_as_strict_however_its_letters_are_typed():
    assert PLATE.count("aerospace") == 1
    assert frozen(PLATE.replace("aerospace", "AeroSpace")).profile == "aerospace"
    assert frozen(PLATE.replace("aerospace", "Medical  ")).profile == "medical"


def test_people_on_the_rows_are_known_and_the_users_columns_are_kept():
    world = frozen()
    assert {person.name for person in world.people} == {"Ann", "Bob"}
    assert world.lots[0].extras == {"Rack colour": "red"}


def test_a_source_that_is_nothing_is_a_gap_at_its_place():
    world = frozen(PLATE.replace("MFG-0002 | SS3-0124-001 ", "MFG-0002 | SS3-0124-999 "))
    assert [(g.what, g.identifier, g.place.sheet, g.place.row) for g in world.gaps] == [
        ("source", "SS3-0124-999", "Materials used", 4)
    ]
    assert [lot.lot_id for lot in world.lots] == ["AL6-0124-001"]


def test_a_lot_that_stands_in_two_rows_is_a_gap():
    world = frozen(PLATE.replace("AL6-0124-002", "al6-0124-001"))
    assert [(g.what, g.place.row) for g in world.gaps] == [("lot", 3)]


def test_cuts_that_lead_back_to_themselves_end_and_are_a_gap():
    world = frozen(PLATE.replace("| AL6-0124-001   |", "| AL6-0124-001-1-1 |"))
    assert ("chain", "Cuts") in {(g.what, g.place.sheet) for g in world.gaps}


def test_a_customer_part_or_run_that_is_not_there_is_a_gap():
    text = PLATE.replace("ORD-0001 | MFG-0001", "ORD-0001 | MFG-0100").replace(
        "BRK-100     | C        |", "BRK-100     | D        |"
    )
    found = {(g.what, g.place.sheet, g.place.column) for g in frozen(text).gaps}
    assert found == {("run", "Shipments", "Run ID"), ("part", "Orders", "Part number")}


def test_serials_narrow_the_lots_to_those_of_the_shipped_units():
    text = (
        PLATE.replace("| Used on\n", "| Used on    | Unit serial\n")
        .replace("0.5      | sheet | 2024-02-03", "0.5      | sheet | 2024-02-03 | S1")
        .replace(
            "MFG-0001 | MFG-0002 ",
            "MFG-0001 | AL6-0124-002 | 1 | sheet | 2024-02-03 | S2\n    MFG-0001 | MFG-0002 ",
        )
        .replace("Quantity | Unit\n    SHP", "Quantity | Unit | Serials\n    SHP")
        .replace("4        | pcs\n", "4        | pcs | s1, S3\n")
    )
    assert "s1, S3" in text
    world = frozen(text)
    assert world.serials == ("s1", "S3")
    assert [lot.lot_id for lot in world.lots] == ["AL6-0124-001", "SS3-0124-001"]
    assert [(gap.what, gap.identifier, gap.place.row) for gap in world.gaps] == [("serial", "s3", 2)]


def test_without_serials_every_lot_of_the_run_counts():
    text = PLATE.replace(
        "MFG-0001 | MFG-0002 ", "MFG-0001 | AL6-0124-002 | 1 | sheet |\n    MFG-0001 | MFG-0002 "
    )
    assert [lot.lot_id for lot in frozen(text).lots] == ["AL6-0124-001", "AL6-0124-002", "SS3-0124-001"]


def test_a_blend_lists_every_lot_and_claims_no_quantity_of_each():
    text = PLATE.replace(
        "CUT-0002 |",
        "CUT-0003 | 2024-02-02 | AL6-0124-002   | AL6-0124-001-1-1 | 0.5 | sheet | Blend |||\n    CUT-0002 |",
    )
    world = frozen(text)
    assert [(lot.lot_id, lot.quantity) for lot in world.lots] == [
        ("AL6-0124-002", None),
        ("AL6-0124-001", None),
        ("SS3-0124-001", Decimal(20)),
    ]
    assert [cut.cut_id for cut in world.lots[0].cuts] == ["CUT-0003"]


def test_a_cancelled_run_carries_no_material():
    world = frozen(PLATE.replace("10            | pcs  | Bob      | Complete", "10 | pcs | Bob | Cancelled"))
    assert world.lots == ()


def test_an_order_without_shipments_can_be_frozen_too():
    world = frozen(PLATE.split("    Shipments\n", maxsplit=1)[0])
    assert (world.shipments, world.lots, world.order.customer_po) == ((), (), "0099-1")
