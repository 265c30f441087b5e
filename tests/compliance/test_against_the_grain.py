"""What makes a yes wrong although a paper says yes: a later no, a part that BOM knows, a unit, another shipment."""

from __future__ import annotations

from datetime import date

import pytest

from lotbook.compliance.answer import answer
from lotbook.compliance.verdict import Verdict
from tests.story import records

TODAY = date(2025, 12, 1)
STORY = """
Receiving
Lot ID | Supplier | Material
AAA-1  | Alu Ltd  | AL6
BBB-1  | Bolt Co  | INS

Manufacture
Run ID   | Part number | Part revision
MFG-0001 | BRK         | A
MFG-0002 | ASM         | A

Materials used
Run ID   | Source
{uses}

BOM
Part number | Part revision | Component
{bom}

Orders
Order ID | Part number | Part revision
ORD-0001 | ASM         | A

Shipments
Shipment ID | Shipped on | Order ID | Run ID
SHP-0001    | 2025-06-01 | ORD-0001 | MFG-0001
SHP-0002    | 2025-09-01 | ORD-0001 | MFG-0002

Declarations
Lot ID | Supplier | Material | Regulation | Statement | Dated
       | Alu Ltd  | AL6      | RoHS       | Compliant | 2025-01-01
       | Bolt Co  | INS      | RoHS       | Compliant | 2025-01-01
{more}

Chemistry
Lot ID | Element or property | Value | Unit
{chemistry}
"""
USES = "MFG-0001 | AAA-1\nMFG-0002 | BBB-1\nMFG-0002 | MFG-0001"


def asked(*, uses=USES, bom="", more="", chemistry="", **how):
    shop = records(STORY.format(uses=uses, bom=bom, more=more, chemistry=chemistry))
    return answer(shop, "ORD-0001", "RoHS", today=TODAY, **how)


def codes(found):
    return [finding.code for finding in found.findings]


def test_the_story_is_compliant():
    found = asked()
    assert (found.verdict, codes(found)) == (Verdict.COMPLIANT, [])


@pytest.mark.parametrize("lot", ["AAA-1 | Alu Ltd |    ", "      | alu ltd | AL6"])
@pytest.mark.parametrize("dated", ["", "2025-01-01", "2025-10-01"])
def test_a_no_that_nothing_settled_is_never_a_yes(lot, dated):
    found = asked(more=f"{lot} | RoHS | Not compliant | {dated}")
    assert found.verdict.is_open
    assert found.is_open


def test_two_declarations_of_one_day_count_the_same_however_the_rows_are_sorted():
    no = "AAA-1 | | | RoHS | Not compliant | 2025-02-01"
    yes = "AAA-1 | | | RoHS | Compliant | 2025-02-01"
    assert {asked(more=f"{a}\n{b}").verdict for a, b in ((no, yes), (yes, no))} == {Verdict.NOT_COMPLIANT}


def test_a_no_is_settled_by_a_later_yes():
    more = "AAA-1 | | | RoHS | Not compliant | 2025-02-01\nAAA-1 | | | RoHS | Compliant | 2025-03-01"
    assert asked(more=more).verdict is Verdict.COMPLIANT


def test_a_general_yes_does_not_settle_a_no_about_this_very_lot():
    more = "AAA-1 | | | RoHS | Not compliant | 2024-12-01\n"
    assert asked(more=more).verdict is Verdict.NOT_COMPLIANT


@pytest.mark.parametrize("bom", ["ASM | A | GLUE", "BRK | A | AL6\nBRK | A | INS"])
def test_a_component_that_nobody_entered_is_never_a_yes(bom):
    found = asked(bom=bom)
    assert (found.verdict, codes(found)) == (Verdict.NEEDS_DATA, ["comply-component-unknown"])


def test_a_bill_that_was_followed_is_fine_also_through_cuts():
    story = "BRK | A | al6\nASM | A | INS\nASM | A | BRK\nASM | B | GLUE"
    assert asked(bom=story).verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("value", "unit"), [("2.7", ""), ("2.7", "wt. %"), ("2.7", "mass-%"), ("27000", "µg/g"), ("2.7", "Ma.-%")]
)
def test_lead_in_any_unit_of_a_share_condemns(value, unit):
    found = asked(chemistry=f"AAA-1 | Pb | {value} | {unit}")
    assert found.verdict is Verdict.NOT_COMPLIANT


def test_a_certificate_of_a_part_of_the_order_speaks_of_that_part_alone():
    found = asked(shipments={2}, more="BBB-1 | | | RoHS | Not compliant | 2025-02-01")
    assert [judged.subject for judged in found.judgements] == ["AAA-1"]
    assert (found.verdict, found.as_of) == (Verdict.COMPLIANT, date(2025, 6, 1))
