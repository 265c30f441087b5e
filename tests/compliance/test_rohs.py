"""RoHS verdicts for one lot: the analysis, the declaration, exemptions and their age."""

from datetime import date
from decimal import Decimal

import pytest

from lotbook.compliance.lists import shipped_lists
from lotbook.compliance.rohs import judge_lot, judge_process
from lotbook.compliance.verdict import Question, Verdict
from tests.story import records

STORY = """
Receiving
Lot ID      | Supplier | Material | Quantity | Unit
{lot}       | Alu Ltd  | {material} | 10     | kg

Materials
Material | Family
AL6      | Aluminium
BRS      | Copper alloy
STL      | Carbon steel

Chemistry
Lot ID | Element or property | Value | Unit
{lot}  | Pb                  | {lead} | {unit}

Declarations
Lot ID | Supplier | Material   | Regulation | Statement   | Exemption   | Dated   | Valid until
{about} | Alu Ltd | {covers}   | RoHS       | {statement} | {exemption} | {dated} | {until}
"""


def verdict(as_of=date(2026, 6, 1), months=24, **facts):
    given = {
        "lot": "AL6-0124-001",
        "material": "AL6",
        "lead": "0.01",
        "unit": "%",
        "about": "",
        "covers": "AL6",
    }
    given |= {"statement": "Compliant", "exemption": "", "dated": "2025-06-01", "until": ""}
    story = records(STORY.format(**(given | facts)))
    return judge_lot(story, story.receiving[0], Question(as_of, shipped_lists(), months))


def test_a_current_declaration_answers_for_the_suppliers_material():
    assert verdict().verdict is Verdict.COMPLIANT


def test_no_declaration_is_never_a_yes():
    assert verdict(covers="BRS").verdict is Verdict.NEEDS_DATA


def test_an_analysis_alone_never_clears_a_lot():
    judged = verdict(covers="BRS", lead="0.0001")
    assert (judged.verdict, judged.reason) == (Verdict.NEEDS_DATA, "No RoHS declaration is on file.")


@pytest.mark.parametrize(
    ("material", "lead", "unit", "expected"),
    [
        ("AL6", "0.1", "%", Verdict.COMPLIANT),  # at the limit is within it
        ("AL6", "0.11", "%", Verdict.WITH_EXEMPTION),  # 6(b)-II
        ("AL6", "0.4", "%", Verdict.WITH_EXEMPTION),
        ("AL6", "0.41", "%", Verdict.NOT_COMPLIANT),  # 2011 and 6262 reach this
        ("AL6", "900", "ppm", Verdict.COMPLIANT),
        ("AL6", "4100", "ppm", Verdict.NOT_COMPLIANT),
        ("BRS", "2.7", "%", Verdict.WITH_EXEMPTION),  # 6(c), C36000
        ("STL", "0.35", "%", Verdict.WITH_EXEMPTION),  # 6(a)-I, 12L14
        ("STL", "0.36", "%", Verdict.NOT_COMPLIANT),
    ],
)
def test_lead_in_the_analysis_overrules_a_declaration(material, lead, unit, expected):
    assert verdict(material=material, covers=material, lead=lead, unit=unit).verdict is expected


def test_an_exemption_that_ended_no_longer_helps():
    assert verdict(lead="0.3", as_of=date(2027, 6, 11)).verdict is not Verdict.NOT_COMPLIANT
    assert verdict(lead="0.3", as_of=date(2027, 6, 12), months=0).verdict is Verdict.NOT_COMPLIANT


def test_an_exemption_needs_a_declaration_too():
    judged = verdict(lead="0.3", covers="BRS")
    assert judged.verdict is Verdict.NEEDS_DATA


def test_an_impossible_share_is_not_used():
    assert verdict(lead="150").verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"dated": "2024-06-02"}, Verdict.COMPLIANT),
        ({"dated": "2024-06-01"}, Verdict.NEEDS_DATA),  # 24 months to the day
        ({"dated": "2026-06-02"}, Verdict.NEEDS_DATA),  # dated after the day asked about
        ({"dated": ""}, Verdict.NEEDS_DATA),
        ({"until": "2026-05-31"}, Verdict.NEEDS_DATA),
        ({"until": "2026-06-01"}, Verdict.COMPLIANT),
        ({"statement": "Not compliant"}, Verdict.NOT_COMPLIANT),
        ({"statement": "On file"}, Verdict.NEEDS_DATA),
        ({"statement": "Compliant with exemption", "exemption": "6(b)-I"}, Verdict.WITH_EXEMPTION),
        ({"statement": "Compliant with exemption", "exemption": "99(z)"}, Verdict.NEEDS_DATA),
        ({"statement": "Compliant with exemption"}, Verdict.NEEDS_DATA),
    ],
)
def test_what_a_declaration_is_worth(facts, expected):
    assert verdict(**facts).verdict is expected


def test_a_claimed_exemption_that_ended_is_not_compliant():
    facts = {"statement": "Compliant with exemption", "exemption": "6(b)-I", "dated": "2026-11-01"}
    assert verdict(as_of=date(2026, 12, 11), **facts).verdict is Verdict.WITH_EXEMPTION
    assert verdict(as_of=date(2026, 12, 12), **facts).verdict is Verdict.NOT_COMPLIANT


def test_the_lots_own_declaration_counts_before_the_suppliers():
    story = records("""
        Receiving
        Lot ID       | Supplier | Material
        AL6-0124-001 | Alu Ltd  | AL6

        Declarations
        Lot ID       | Supplier | Material | Regulation | Statement     | Dated
        AL6-0124-001 |          |          | RoHS       | Not compliant | 2025-01-01
                     | Alu Ltd  | AL6      | RoHS       | Compliant     | 2025-06-01
    """)
    judged = judge_lot(story, story.receiving[0], Question(date(2025, 7, 1), shipped_lists(), 24))
    assert judged.verdict is Verdict.NOT_COMPLIANT


def test_a_later_paper_does_not_hide_the_one_that_counted_on_the_day():
    story = records("""
        Receiving
        Lot ID       | Supplier | Material
        AL6-0124-001 | Alu Ltd  | AL6

        Declarations
        Supplier | Material | Regulation | Statement | Dated
        Alu Ltd  | AL6      | RoHS       | Compliant | 2024-01-01
        Alu Ltd  | AL6      | RoHS       | Compliant | 2025-06-01
    """)
    judged = judge_lot(story, story.receiving[0], Question(date(2025, 3, 1), shipped_lists(), 24))
    assert (judged.verdict, judged.evidence[0].dated) == (Verdict.COMPLIANT, date(2024, 1, 1))


def test_a_process_is_judged_by_its_suppliers_general_declaration():
    story = records("""
        Outside processes
        Run ID   | Process | Supplier
        MFG-0001 | Anodise | Coat Co

        Declarations
        Supplier | Material | Regulation | Statement | Dated
        Coat Co  | AL6      | RoHS       | Compliant | 2025-06-01
    """)
    judged = judge_process(story, story.outside_processes[0], Question(date(2025, 7, 1), shipped_lists(), 24))
    assert judged.verdict is Verdict.NEEDS_DATA


def test_the_limits_are_the_ten_of_annex_ii():
    limits = {substance.short: substance.limit_percent for substance in shipped_lists().substances}
    assert len(limits) == 10
    assert {name for name, limit in limits.items() if limit != Decimal("0.1")} == {"Cd"}
    assert limits["Cd"] == Decimal("0.01")


@pytest.mark.parametrize("name", ["DEHP", "117-81-7", "Cr(VI)", "hexavalent chromium", "PBB", "Hg"])
def test_any_of_the_ten_by_symbol_name_or_cas_number_above_its_limit_is_not_compliant(name):
    story = records(f"""
        Receiving
        Lot ID       | Supplier | Material
        AL6-0124-001 | Alu Ltd  | AL6

        Chemistry
        Lot ID       | Element or property | Value | Unit
        AL6-0124-001 | {name}              | 0.11  | %

        Declarations
        Lot ID       | Regulation | Statement | Dated
        AL6-0124-001 | RoHS       | Compliant | 2025-01-01
    """)
    judged = judge_lot(story, story.receiving[0], Question(date(2025, 7, 1), shipped_lists()))
    assert judged.verdict is Verdict.NOT_COMPLIANT
    assert [(f.place.sheet, f.place.row, f.place.column, f.code) for f in judged.findings] == [
        ("Chemistry", 2, "Value", "comply-above-limit")
    ]


def test_an_exemption_ends_on_the_earlier_day_while_the_category_is_unknown():
    scrap = next(e for e in shipped_lists().exemptions if e.id == "6(b)-I")
    days = [scrap.expires_on(category) for category in (None, "1", "9", "11")]
    assert days == [date(2026, 12, 11), date(2026, 12, 11), date(2027, 6, 30), date(2027, 6, 30)]


def test_every_exemption_states_how_sure_its_dates_are():
    assert all(exemption.confidence for exemption in shipped_lists().exemptions)
