"""The answer for an order: the worst of everything its goods were made of, and never a yes over a gap."""

from datetime import date

import pytest

from lotbook.compliance.answer import answer, judge
from lotbook.compliance.subjects import find
from lotbook.compliance.verdict import Verdict
from tests.story import records

TODAY = date(2025, 9, 1)
STORY = """
Receiving
Lot ID       | Supplier | Material
AL6-0125-001 | Alu Ltd  | AL6
INS-0125-001 | Bolt Co  | INS

Manufacture
Run ID   | Part number | Part revision
MFG-0001 | BRK         | A
MFG-0002 | ASM         | A

Materials used
Run ID   | Source
MFG-0001 | AL6-0125-001
MFG-0002 | MFG-0001
MFG-0002 | {insert}

Orders
Order ID | Part number | Part revision
ORD-0001 | ASM         | A

Shipments
Shipment ID | Shipped on | Order ID | Run ID
SHP-0001    | 2025-06-01 | ORD-0001 | MFG-0002

Declarations
Supplier | Material | Regulation | Statement | Dated
Alu Ltd  | AL6      | RoHS       | Compliant | 2025-01-01
Bolt Co  | {covers} | RoHS       | Compliant | 2025-01-01
"""


def judged(insert="INS-0125-001", covers="INS", order="ORD-0001"):
    return answer(records(STORY.format(insert=insert, covers=covers)), order, "RoHS", today=TODAY)


def test_all_parts_behind_an_order_are_judged_through_sub_assemblies():
    found = judged()
    assert found.verdict is Verdict.COMPLIANT
    assert [part.subject for part in found.judgements] == ["AL6-0125-001", "INS-0125-001"]


def test_one_part_without_a_paper_makes_the_whole_need_data():
    assert judged(covers="OTHER").verdict is Verdict.NEEDS_DATA


def test_a_link_that_leads_nowhere_is_named_and_is_never_a_yes():
    found = judged(insert="INS-9999-001")
    assert (found.verdict, found.gaps) == (Verdict.NEEDS_DATA, ("ins-9999-001",))


def test_an_order_without_shipments_needs_data():
    found = judged(order="ORD-0002")
    assert (found.verdict, found.as_of) == (Verdict.NEEDS_DATA, TODAY)


def test_the_day_asked_about_is_the_day_it_was_shipped():
    assert judged().as_of == date(2025, 6, 1)


def test_the_answer_prints_the_list_it_was_judged_by():
    assert judged().list_text.endswith("exemption table of 2025-11-21")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("MFG-0002 | {insert}", "MFG-0002 | INS-0125-001\nMFG-0002 | ", ("Materials used", 5, "Source")),
        (
            "MFG-0002\n\nDecl",
            "MFG-0002\nSHP-0002 | 2025-06-01 | ORD-0001 |\n\nDecl",
            ("Shipments", 3, "Run ID"),
        ),
    ],
)
def test_an_empty_cell_where_the_chain_should_go_on_is_never_a_yes(old, new, place):
    assert old in STORY
    story = records(STORY.replace(old, new).format(insert="INS-0125-001", covers="INS"))
    found = answer(story, "ORD-0001", "RoHS", today=TODAY)
    assert found.verdict is Verdict.NEEDS_DATA
    assert [(f.place.sheet, f.place.row, f.place.column, f.code) for f in found.findings] == [
        (*place, "comply-chain-gap")
    ]


def subject(what, name, text=STORY):
    return find(records(text.format(insert="INS-0125-001", covers="INS")), what, name)


@pytest.mark.parametrize(
    ("what", "name", "starts"),
    [
        ("lot", "al6-0125-001", {"al6-0125-001"}),
        ("run", "MFG-0001", {"mfg-0001"}),
        ("order", "ORD-0001", {"mfg-0002"}),
        ("shipment", "SHP-0001", {"mfg-0002"}),
        ("part", "ASM", {"mfg-0002"}),
        ("material", "INS", {"ins-0125-001"}),
    ],
)
def test_each_kind_of_subject_starts_from_its_own_rows(what, name, starts):
    assert subject(what, name).starts == starts


def test_a_cancelled_run_is_not_what_a_part_is_made_of():
    text = STORY.replace(
        "Run ID   | Part number | Part revision\nMFG-0001 | BRK         | A",
        "Run ID   | Part number | Part revision | Status\nMFG-0001 | BRK         | A | Cancelled",
    )
    assert subject("part", "BRK", text).starts == frozenset()


def test_a_delivery_without_an_id_is_not_left_out_of_its_material():
    text = STORY.replace(
        "INS-0125-001 | Bolt Co  | INS", "INS-0125-001 | Bolt Co  | INS\n             | Bolt Co  | INS"
    )
    assert [(place.sheet, place.row) for place in subject("material", "INS", text).lost] == [("Receiving", 4)]


def test_what_was_never_delivered_or_made_needs_data():
    found = judge(
        records("Materials\nMaterial | Family\nXYZ | Wood"),
        find(records("Materials\nMaterial\nXYZ"), "material", "XYZ"),
        "RoHS",
        as_of=TODAY,
    )
    assert (found.verdict, found.findings[0].code) == (Verdict.NEEDS_DATA, "comply-nothing-behind")
