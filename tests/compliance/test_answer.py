"""The answer for an order: the worst of everything its goods were made of, and never a yes over a gap."""

from datetime import date

from lotbook.compliance.answer import answer
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
