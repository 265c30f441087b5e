"""What is traced may stand in other rows under another name or in another spelling; none of it is left out in silence."""

from datetime import date

import pytest

from lotbook.domain.filters import Filters
from lotbook.tables.trace.index_fields import odd_rows
from lotbook.tables.trace.recall import recall
from tests.story import records
from tests.tables.trace.shop import SHOP, TODAY, codes, ids, recalled, with_row

USED = "Materials used"
OTHER = "MFG-4"  # a run that uses nothing of ACR


@pytest.mark.parametrize(
    ("written", "is_what"),
    [
        ("h1", "the heat of ACR-0923-01"),
        ("PO-1", "the purchase order of ACR-0923-01"),
        ("C 1", "the certificate of ACR-0923-01"),
        ("ACR", "the material of ACR-0923-01"),
        ("CUT-1", "the cut of ACR-0923-01-1"),
        ("WO-1", "the work order of MFG-1"),
        ("Box", "the part of MFG-2"),
        ("SHP-1", "the shipment of MFG-1"),
        ("PS-2", "the packing slip of MFG-2"),
        ("77, H1", "the heat of ACR-0923-01"),
    ],
)
def test_a_source_that_is_another_name_of_something_traced_makes_the_answer_incomplete(written, is_what):
    found = recalled(with_row(SHOP, USED, f"{OTHER} | {written} | 1 | sheet"), lot="ACR-0923-01")
    (gap,) = [gap for gap in found.gaps if gap.code == "gap-source-another-name"]
    assert (gap.place.sheet, gap.place.row, gap.place.column) == (USED, 7, "Source")
    assert is_what in gap.message
    assert not found.is_complete


def test_another_name_of_something_else_is_a_doubt_as_before():
    found = recalled(with_row(SHOP, USED, f"{OTHER} | WO-4 | 1 | pcs"), lot="ACR-0923-01")
    assert ("gap-source-unknown", USED, 7, "Source") in codes(found)
    assert found.is_complete


def test_what_was_made_from_a_cancelled_run_that_took_traced_material_is_told_through_any_number_of_them():
    story = SHOP
    for line in (
        "MFG-8 | 2024-05-01 | | WO-8 | PANEL | A | 5 | 0 | pcs | Bench | Lena | Cancelled",
        "MFG-9 | 2024-05-01 | | WO-9 | PANEL | A | 5 | 0 | pcs | Bench | Lena | Cancelled",
    ):
        story = with_row(story, "Manufacture", line)
    for line in ("MFG-8 | ACR-0923-01 | 1 | sheet", "MFG-9 | MFG-8 | 5 | pcs", f"{OTHER} | MFG-9 | 5 | pcs"):
        story = with_row(story, USED, line)
    assert ("gap-made-from-cancelled-run", USED, 9, "Source") in codes(recalled(story, lot="ACR-0923-01"))
    assert "gap-made-from-cancelled-run" not in [
        code for code, *_ in codes(recalled(story, lot="PLA-0424-01"))
    ]


RECEIVED = "ACR-0524-09 | 2024-05-01 | {supplier} | {order} | ACR | {heat} | {heat} | 1 | sheet | {paper} | Released | A1"


def delivered(supplier="Other Co", order="PO-8", heat="H7", paper="C-8"):
    return RECEIVED.format(supplier=supplier, order=order, heat=heat, paper=paper)


@pytest.mark.parametrize(
    ("line", "filters", "column"),
    [
        (delivered(heat="Hl"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H-1"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H 1"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H1 / H3"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H3, H1"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H1 (rest)"), {"supplier_lot": "H1"}, "Heat on certificate"),
        (delivered(heat="Heat H1"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="H1 A"), {"heat": "H1"}, "Heat on certificate"),
        (delivered(heat="0077"), {"heat": "77"}, "Heat on certificate"),
        (delivered(paper="C-1 rev 2"), {"certificate": "C-1"}, "Certificate number"),
        (delivered(supplier="Perspex Ltd."), {"supplier": "Perspex"}, "Supplier"),
        (delivered(supplier="PERSPEX, Inc"), {"supplier": "Perspex"}, "Supplier"),
        (delivered(order="PO1"), {"purchase_order": "PO-1"}, "Purchase order"),
        (delivered(paper="C-2 + C-1"), {"certificate": "C-1"}, "Certificate number"),
    ],
)
def test_a_delivery_that_spells_what_was_asked_for_otherwise_makes_the_answer_incomplete(
    line, filters, column
):
    found = recalled(with_row(SHOP, "Receiving", line), **filters)
    assert "ACR-0524-09" not in ids(found.starts, "id")
    assert {("gap-spelt-otherwise", "Receiving", 6, column)} <= set(codes(found))
    assert not found.is_complete


@pytest.mark.parametrize(
    ("line", "filters"),
    [
        (delivered(heat="H2"), {"heat": "H1"}),
        (delivered(heat="H11"), {"heat": "H1"}),
        (delivered(heat="H1-2"), {"heat": "H1"}),
        (delivered(supplier="Perspex Service"), {"supplier": "Perspex"}),
        (delivered(order="PO-11"), {"purchase_order": "PO-1"}),
        (delivered(heat="H-1"), {"heat": "H1", "supplier": "Perspex"}),  # ruled out by its supplier
    ],
)
def test_what_is_something_else_is_no_other_spelling(line, filters):
    found = recalled(with_row(SHOP, "Receiving", line), **filters)
    assert "gap-spelt-otherwise" not in [code for code, *_ in codes(found)]


def test_a_firm_with_further_words_in_its_name_is_a_doubt():
    found = recalled(with_row(SHOP, "Receiving", delivered(supplier="Perspex Service")), supplier="Perspex")
    assert ("gap-firm-named-alike", "Receiving", 6, "Supplier") in codes(found)
    assert found.is_complete


def test_a_process_certificate_spelt_otherwise_is_told_with_and_without_an_index():
    story = with_row(SHOP, "Outside processes", "MFG-4 | Paint | P-1 | Coat Co | C1 | 2024-05-03")
    found = recalled(story, certificate="C-1")
    assert ("gap-spelt-otherwise", "Outside processes", 4, "Certificate number") in codes(found)
    assert odd_rows(records(story))["Outside processes"] == {4}


@pytest.mark.parametrize("written", ["ACR-923-1-7", "ACR-0923-1/7", "acr 923 01 (7)"])
def test_a_piece_nobody_booked_of_a_lot_named_without_its_zeros_makes_the_answer_incomplete(written):
    found = recalled(with_row(SHOP, USED, f"{OTHER} | {written} | 1 | sheet"), lot="ACR-0923-01")
    assert not found.is_complete
    assert recalled(
        with_row(SHOP, USED, f"{OTHER} | ACR-1023-1-7 | 1 | sheet"), lot="ACR-0923-01"
    ).is_complete


def test_a_spelling_that_is_asked_for_too_is_no_gap_any_more():
    story = with_row(SHOP, "Receiving", delivered(heat="H-1"))
    found = recall(records(story), Filters(heat=("H1", "H-1")), today=TODAY)
    assert "ACR-0524-09" in ids(found.starts, "id")
    assert "gap-spelt-otherwise" not in [code for code, *_ in codes(found)]


def test_lots_that_differ_in_where_their_parts_end_are_two_lots():
    line = delivered().replace("ACR-0524-09", "ACR-092-301")
    assert "gap-spelt-otherwise" not in [
        c for c, *_ in codes(recalled(with_row(SHOP, "Receiving", line), lot="ACR-0923-01"))
    ]
    line = delivered().replace("ACR-0524-09", "ACR-O923-01")
    assert ("gap-spelt-otherwise", "Receiving", 6, "Lot ID") in codes(
        recalled(with_row(SHOP, "Receiving", line), lot="ACR-0923-01")
    )


def test_a_machine_or_operator_spelt_otherwise_is_told():
    run = "MFG-7 | 2024-05-01 | 2024-05-02 | WO-7 | CLIP | A | 5 | 0 | pcs | Laser-1 | Lena | Complete"
    found = recalled(with_row(SHOP, "Manufacture", run), machine="laser 1")
    assert ("gap-spelt-otherwise", "Manufacture", 6, "Machine") in codes(found)
    found = recalled(with_row(SHOP, "Manufacture", run.replace("Lena", "Dana and Lena")), operator="Dana")
    assert ("gap-spelt-otherwise", "Manufacture", 6, "Operator") in codes(found)


def test_rows_that_may_be_meant_are_among_those_an_index_always_looks_at():
    story = with_row(SHOP, "Receiving", delivered(heat="H-1"))
    story = with_row(story, "Receiving", delivered(heat="77 / X").replace("ACR-0524-09", "ACR-0524-10"))
    odd = odd_rows(records(story))
    assert odd["Receiving"] == {2, 3, 5, 6, 7}  # of H1 and H-1 each, and the one that lists 77
    assert "Receiving" not in odd_rows(records(SHOP))


@pytest.mark.parametrize(
    ("first", "last", "filters", "starts"),
    [
        ("2023-09-11", None, {"machine": "Laser 1"}, ["MFG-1", "MFG-3"]),  # its last day counts
        ("2023-09-12", "2023-10-01", {"machine": "Bench"}, ["MFG-2"]),
        ("2024-06-20", None, {"machine": "Laser 1"}, ["MFG-3"]),  # not finished: worked on still
        (None, "2024-05-30", {"machine": "Laser 1"}, ["MFG-1"]),
        ("2024-05-20", None, {"gauge": "G-9"}, ["MFG-4"]),  # by the day measured, long after it was finished
        (None, "2024-05-19", {"gauge": "G-8"}, ["MFG-4"]),
        ("2023-10-05", None, {"process_supplier": "Coat Co"}, ["MFG-2"]),
    ],
)
def test_days_narrow_runs_by_when_they_were_worked_on_measured_or_done(first, last, filters, starts):
    story = SHOP.replace("Piece | Result | Gauge", "Piece | Result | Gauge | Measured on")
    story = story.replace("1     | 5      | G-9", "1     | 5      | G-9 | 2024-05-20")
    story = with_row(story, "Measurements", "MFG-4 | Width | 2 | 5 | G-8 | 2024-05-02")
    days = {name: date.fromisoformat(day) for name, day in (("from_day", first), ("to_day", last)) if day}
    asked = Filters(**days, **{name: (value,) for name, value in filters.items()})
    assert ids(recall(records(story), asked, today=TODAY).starts, "id") == starts
