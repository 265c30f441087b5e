"""From anything shipped, made or cut back to the lots, with marks, papers and what could not be resolved."""

import pytest

from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.records import Records
from lotbook.tables.trace.origin import fields, origin
from tests.journaled import Told
from tests.story import records, source
from tests.tables.trace.shop import SHOP, codes, ids, with_row, without_row
from tests.tables.trace.test_serials import story as units


def found(*identifiers, story=SHOP, known=None):
    answer = origin(Records(source(story), only=fields()), identifiers, known=known or {})
    assert answer == origin(records(story), identifiers, known=known or {})
    return answer


@pytest.mark.parametrize(
    ("identifier", "what", "lots"),
    [
        ("SHP-2", ["shipment"], ["ACR-0923-01"]),
        ("ORD-2", ["order"], ["ACR-0923-01"]),
        ("4713", ["order"], ["PLA-0424-01"]),  # the customer's own order number
        ("PS-3", ["packing slip"], ["PLA-0424-01"]),
        ("mfg-2", ["run"], ["ACR-0923-01"]),
        ("ACR-0923-01-1", ["cut"], ["ACR-0923-01"]),
        ("ACR-0923-02", ["lot"], ["ACR-0923-02"]),
        ("COC-0001-A", ["certificate"], ["ACR-0923-01"]),
        ("COC-0001", ["certificate"], ["ACR-0923-01"]),
    ],
)
def test_every_kind_of_identifier_leads_to_its_lots(identifier, what, lots):
    answer = found(identifier)
    assert ids(answer.asked, "what") == what
    assert ids(answer.lots, "lot_id") == lots


def test_a_certificate_number_is_not_taken_for_a_longer_one():
    with pytest.raises(NotFoundError):
        found("COC-000")


def test_the_register_names_the_shipments_of_a_certificate():
    story = (
        SHOP
        + """
    Certificates
    Certificate ID | Revision | Shipment IDs
    COC-0007       | A        | SHP-2, SHP-3
    """
    )
    answer = found("COC-0007", story=story)
    assert ids(answer.shipments, "shipment_id") == ["SHP-2", "SHP-3"]
    assert ids(answer.lots, "lot_id") == ["ACR-0923-01", "PLA-0424-01"]


def test_the_way_back_tells_runs_cuts_processes_and_the_tree():
    answer = found("SHP-2")
    assert [(run.run_id, run.distance) for run in answer.runs] == [("MFG-2", 0), ("MFG-1", 1)]
    assert [(cut.lot_id, cut.cut_from, cut.heat_marked) for cut in answer.cuts] == [
        ("ACR-0923-01-1", "ACR-0923-01", "H1")
    ]
    assert [(done.run_id, done.certificate_number) for done in answer.outside_processes] == [
        ("MFG-2", "OP-7")
    ]
    assert [(step.level, step.id, step.what, step.repeated) for step in answer.chain] == [
        (0, "SHP-2", "shipment", False),
        (1, "MFG-2", "run", False),
        (2, "MFG-1", "run", False),
        (3, "ACR-0923-01", "lot", False),
        (3, "ACR-0923-01-1", "cut", False),
        (4, "ACR-0923-01", "lot", True),
    ]


def test_each_lot_is_told_with_its_papers():
    (lot,) = found("SHP-3").lots
    assert (
        lot.supplier,
        lot.purchase_order,
        lot.heat_on_certificate,
        lot.certificate_number,
        lot.status,
    ) == (
        "Filaco",
        "PO-3",
        "77",
        "C-3",
        "Released",
    )


@pytest.mark.parametrize(
    ("story", "asked", "gap", "stops"),
    [
        (with_row(SHOP, "Materials used", "MFG-4 | XXX-1 | 1 | kg"), "SHP-3", ("gap-source-not-in-workbook", "Materials used", 7, "Source"), True),
        (with_row(SHOP, "Materials used", "MFG-4 | | 1 | kg"), "SHP-3", ("gap-no-source", "Materials used", 7, "Source"), True),
        (with_row(SHOP, "Materials used", "MFG-4 | !220 | 1 | kg"), "SHP-3", ("gap-unreadable-identifier", "Materials used", 7, "Source"), True),
        (without_row(SHOP, "MFG-4  | PLA"), "SHP-3", ("gap-run-without-material", "Manufacture", 5, "Run ID"), True),
        (SHOP.replace("ORD-3    | MFG-4 ", "ORD-3    |       "), "SHP-3", ("gap-shipment-without-run", "Shipments", 4, "Run ID"), True),
        (without_row(SHOP, "PLA-0424-01 |"), "SHP-3", ("gap-source-not-in-workbook", "Materials used", 6, "Source"), True),
        (SHOP.replace("| 77                  | 77 ", "| 77                  | 78 "), "SHP-3", ("gap-heats-differ", "Receiving", 4, "Heat on material"), False),
        (SHOP.replace("| 77                  | 77 ", "|                     |    "), "SHP-3", ("gap-lot-without-heat", "Receiving", 4, "Heat on certificate"), False),
        (SHOP.replace("C-3                | Released", "C-3                | Hold    "), "SHP-3", ("gap-lot-not-released", "Receiving", 4, "Status"), False),
        (SHOP.replace("| Cut    | H1", "| Cut    | H2"), "SHP-1", ("gap-heats-differ", "Cuts", 2, "Heat marked"), False),
        (SHOP, "SHP-3", ("gap-lot-without-certificate", "Receiving", 4, "Certificate file"), False),
        (with_row(SHOP, "Materials used", "MFG-1 | MFG-2 | 1 | pcs"), "SHP-1", ("gap-cycle", "Materials used", 4, "Source"), False),
    ],
)  # fmt: skip
def test_what_breaks_or_weakens_a_branch_is_told(story, asked, gap, stops):
    answer = found(asked, story=story)
    assert gap in codes(answer)
    assert answer.is_complete is not stops


def test_an_unreadable_source_of_another_run_does_not_matter():
    story = with_row(SHOP, "Materials used", "MFG-1 | !220 | 1 | kg")
    assert found("SHP-3", story=story).is_complete


def test_a_deleted_lot_the_journal_knows_is_told_as_deleted():
    answer = found(
        "SHP-3", story=without_row(SHOP, "PLA-0424-01 |"), known=Told({"PLA-0424-01": "Receiving"})
    )
    assert codes(answer)[0] == ("gap-row-deleted", "Materials used", 6, "Source")


def test_a_piece_whose_row_is_gone_leads_on_to_its_lot_where_the_journal_tells_it():
    gone = without_row(without_row(SHOP, "CUT-1  |"), "MFG-1  | ACR-0923-01   |")
    known = Told({"ACR-0923-01-1": "Cuts"}, {"ACR-0923-01-1": ("ACR-0923-01", "4", "sheet")})
    answer = found("SHP-1", story=gone, known=known)
    assert [(lot.lot_id, lot.distance) for lot in answer.lots] == [("ACR-0923-01", 2)]
    assert [(step.id, step.what) for step in answer.chain][-2:] == [
        ("ACR-0923-01-1", "cut"),
        ("ACR-0923-01", "lot"),
    ]
    assert ("gap-row-deleted", "Materials used", 2, "Source") in codes(answer)


def test_a_piece_whose_row_is_gone_and_of_which_nothing_tells_its_lot_makes_the_answer_incomplete():
    gone = without_row(SHOP, "CUT-1  |")
    answer = found("SHP-1", story=gone, known=Told({"ACR-0923-01-1": "Cuts"}))
    assert ("gap-source-deleted", "Materials used", 3, "Source") in codes(answer)
    assert not answer.is_complete


def test_an_order_of_which_nothing_was_shipped_says_so():
    story = with_row(SHOP, "Orders", "ORD-9 | 2024-05-01 | Cray | 1 | PANEL | B | 9 | pcs | Open")
    assert codes(found("ORD-9", story=story)) == [("gap-order-not-shipped", "Shipments", 0, "Order ID")]


def test_a_serial_comes_from_its_own_material_where_units_are_told():
    answer = found("SN-2", story=units())
    assert ids(answer.lots, "lot_id") == ["TIT-1"]
    assert [tuple(unit) for unit in answer.narrowed] == [("MFG-1", ("SN-2",), ("TIT-2",))]


def test_a_shipment_of_counted_serials_comes_from_their_material():
    assert ids(found("SHP-1", story=units()).lots, "lot_id") == ["TIT-1", "TIT-2"]
    assert ids(found("SHP-2", story=units()).lots, "lot_id") == ["TIT-1"]


def test_a_shipment_without_serials_comes_from_all_material_of_its_run():
    assert ids(found("SHP-3", story=units(listed="")).lots, "lot_id") == ["TIT-1", "TIT-2"]


def test_a_shipment_of_a_serial_that_materials_used_does_not_know_comes_from_all_material_of_its_run():
    assert ids(found("SHP-3", story=units()).lots, "lot_id") == ["TIT-2"]
    assert ids(found("SHP-3", story=units(listed="SN-O4")).lots, "lot_id") == ["TIT-1", "TIT-2"]


def test_a_row_without_a_unit_belongs_to_every_unit():
    assert ids(found("SN-2", story=units(fourth="")).lots, "lot_id") == ["TIT-1", "TIT-2"]


def test_an_unknown_identifier_gets_near_matches():
    with pytest.raises(NotFoundError) as caught:
        found("SHP-22")
    assert "SHP-2" in caught.value.next_step
    with pytest.raises(UsageError):
        found()
