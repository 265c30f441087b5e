"""REACH verdicts: lead above 0.1 % of an article, and declarations that refer to an older Candidate List."""

from datetime import date
from decimal import Decimal

import pytest

from lotbook.compliance.lists import shipped_lists
from lotbook.compliance.reach import judge_lot
from lotbook.compliance.verdict import Judgement, Question, Verdict
from tests.story import records


def verdict(as_of=date(2026, 6, 1), lead="0.01", statement="Compliant", list_date="2026-02-04"):
    story = records(f"""
        Receiving
        Lot ID       | Supplier | Material
        BRS-0124-001 | Alu Ltd  | BRS

        Chemistry
        Lot ID       | Element or property | Value  | Unit
        BRS-0124-001 | Pb                  | {lead} | %

        Declarations
        Lot ID       | Regulation | Statement   | Dated      | List date
        BRS-0124-001 | REACH      | {statement} | 2026-02-10 | {list_date}
    """)
    return judge_lot(story, story.receiving[0], Question(as_of, shipped_lists(), 24)).verdict


def test_lead_above_a_tenth_of_a_percent_must_be_told():
    assert verdict(lead="0.1") is Verdict.COMPLIANT
    assert verdict(lead="0.11") is Verdict.CONTAINS_SVHC


def test_a_declared_substance_must_be_told():
    assert verdict(statement="Contains SVHC") is Verdict.CONTAINS_SVHC


@pytest.mark.parametrize("list_date", ["2025-11-05", ""])
def test_a_declaration_against_an_older_list_needs_data(list_date):
    assert verdict(list_date=list_date) is Verdict.NEEDS_DATA


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2026, 2, 3), date(2025, 11, 5)),
        (date(2026, 2, 4), date(2026, 2, 4)),
        (date(2026, 11, 1), date(2026, 2, 4)),
        (date(2000, 1, 1), date(2008, 10, 28)),
    ],
)
def test_the_list_that_was_current_on_a_day(day, current):
    assert shipped_lists().candidates.current_on(day) == current


def test_a_supplier_who_says_no_is_believed():
    assert verdict(statement="Not compliant") is Verdict.NOT_COMPLIANT


def story_of(statement: str, lead: str = "0.01") -> Judgement:
    story = records(f"""
        Receiving
        Lot ID       | Supplier | Material
        BRS-0124-001 | Alu Ltd  | BRS

        Chemistry
        Lot ID       | Element or property | Value  | Unit
        BRS-0124-001 | Pb                  | {lead} | %

        Declarations
        Lot ID       | Regulation | Statement   | Dated      | List date
        BRS-0124-001 | REACH      | {statement} | 2026-02-10 | 2026-02-04
    """)
    return judge_lot(story, story.receiving[0], Question(date(2026, 6, 1), shipped_lists(), 24))


def test_a_declared_substance_that_nothing_names_is_asked_for_with_its_cell():
    judged = story_of("Contains SVHC")
    assert [(f.place.sheet, f.place.row, f.place.column, f.code) for f in judged.findings] == [
        ("Declarations", 2, "Statement", "comply-substance-unnamed")
    ]
    assert judged.is_open  # Article 33 asks for the name, so nobody can sign this yet


def test_an_analysis_that_names_the_substance_is_enough_for_article_33():
    judged = story_of("Contains SVHC", lead="2.7")
    assert judged.findings == ()
    assert not judged.is_open
    assert [(s.name, s.cas, s.percent) for s in judged.contained] == [("Lead", "7439-92-1", Decimal("2.7"))]
