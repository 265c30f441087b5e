"""Whatever stands in the registers: a yes is only said where every lot behind it has a current paper, and never over a gap."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.compliance.answer import answer
from lotbook.compliance.verdict import Verdict
from tests.story import records

SHIPPED = date(2025, 6, 1)
CURRENT = date(2025, 1, 21)  # the Candidate List on that day
MONTHS = 24
LOTS = ("AAA-1", "BBB-1", "CCC-1")


class Paper:
    """One declaration about one lot."""

    def __init__(self, lot: str, statement: str, age: int, until: int | None, listed: int) -> None:
        self.lot, self.statement = lot, statement
        self.dated = SHIPPED - timedelta(days=age)
        self.until = SHIPPED + timedelta(days=until) if until is not None else None
        self.listed = CURRENT + timedelta(days=listed)

    def row(self, regulation: str) -> str:
        until = self.until or ""
        return f"{self.lot} | {regulation} | {self.statement} | {self.dated} | {self.listed} | {until}"

    def says_yes(self, regulation: str) -> bool:
        """What a careful person would say about this paper alone, written without the code under test."""
        two_years = self.dated > date(SHIPPED.year - 2, SHIPPED.month, SHIPPED.day)
        valid = self.until is None or self.until >= SHIPPED
        listed = regulation != "REACH" or self.listed >= CURRENT
        return self.statement == "Compliant" and self.dated <= SHIPPED and two_years and valid and listed


papers = st.builds(
    Paper,
    st.sampled_from(LOTS),
    st.sampled_from(["Compliant", "On file", "Not compliant", "Contains SVHC", ""]),
    st.integers(-40, 900),
    st.none() | st.integers(-30, 30),
    st.integers(-3, 1),
)


def story(used, declared, regulation, link):
    uses = "\n".join(f"MFG-0001 | {lot} " for lot in [*used, *([link] if link else [])])
    rows = "\n".join(paper.row(regulation) for paper in declared)
    return records(f"""
Settings
Setting                  | Value
Declaration age (months) | {MONTHS}

Receiving
Lot ID | Supplier | Material
AAA-1  | A        | AL6
BBB-1  | B        | AL6
CCC-1  | C        | AL6

Manufacture
Run ID   | Part number | Part revision
MFG-0001 | BRK         | A

Materials used
Run ID | Source
{uses}

Orders
Order ID | Part number | Part revision
ORD-0001 | BRK         | A

Shipments
Shipment ID | Shipped on | Order ID | Run ID
SHP-0001    | {SHIPPED}  | ORD-0001 | MFG-0001

Declarations
Lot ID | Regulation | Statement | Dated | List date | Valid until
{rows}
""")


@settings(max_examples=150, deadline=None)
@given(
    used=st.lists(st.sampled_from(LOTS), unique=True),
    declared=st.lists(papers, max_size=6),
    regulation=st.sampled_from(["RoHS", "REACH"]),
    link=st.sampled_from(["", "", "LOST-1"]),
)
def test_a_yes_rests_on_a_current_paper_for_every_lot(used, declared, regulation, link):
    told = answer(story(used, declared, regulation, link), "ORD-0001", regulation, today=SHIPPED)
    if told.verdict is Verdict.COMPLIANT:
        assert used
        assert not link
        for lot in used:
            assert any(paper.says_yes(regulation) for paper in declared if paper.lot == lot)
    elif told.verdict.is_open:
        assert told.findings, "what stands in the way of a yes is named"
    for judged in told.judgements:
        newest = [p for p in declared if p.lot == judged.subject and p.dated <= SHIPPED]
        if newest and all(paper.statement == "Not compliant" for paper in newest) and regulation == "RoHS":
            assert told.verdict is Verdict.NOT_COMPLIANT
