"""DFARS 252.225-7009: what a specialty metal is, where it may be melted, and what is not known."""

from datetime import date

import pytest

from lotbook.compliance.dfars import judge_lot
from lotbook.compliance.lists import shipped_lists
from lotbook.compliance.verdict import Question, Verdict
from tests.story import records

QUESTION = Question(date(2025, 7, 1), shipped_lists())
FULL = "Mn 0.9, Si 0.2, Cu 0.2, Cr 0.1, Ni 0.1, Mo 0.02"  # 1018, as a complete certificate has it


def judged(family="Carbon steel", country="", analysis="", statement=""):
    lines = "\n".join(
        f"STL-0125-001 | {part.split()[0]} | {part.split()[1]} | %" for part in analysis.split(", ") if part
    )
    declared = f"STL-0125-001 | DFARS | {statement} | 2020-01-01" if statement else ""
    story = records(f"""
Receiving
Lot ID       | Supplier | Material | Country of melt
STL-0125-001 | Steel Co | STL      | {country}

Materials
Material | Family
STL      | {family}

Chemistry
Lot ID | Element or property | Value | Unit
{lines}

Declarations
Lot ID | Regulation | Statement | Dated
{declared}
""")
    return judge_lot(story, story.receiving[0], QUESTION)


@pytest.mark.parametrize("family", ["Aluminium", "Copper alloy", "Plastic", "Wood"])
def test_other_materials_are_no_specialty_metals_wherever_they_come_from(family):
    assert judged(family, "China").verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("analysis", "in_scope"),
    [
        ("Mn 1.65, Si 0.60, Cu 0.60, Cr 0.25, Ni 0.25, Mo 0.25", False),  # at each limit is not above it
        ("Mn 1.66, Si 0.2, Cu 0.2, Cr 0.1, Ni 0.1, Mo 0.02", True),
        ("Si 0.61", True),
        ("Cu 0.61", True),
        ("Cr 0.95, Mo 0.20", True),  # 4140
        ("V 0.26", True),
        (FULL, False),
    ],
)
def test_steel_is_in_scope_by_its_alloy_content(analysis, in_scope):
    verdict = judged(country="China", analysis=analysis).verdict
    assert verdict is (Verdict.NOT_COMPLIANT if in_scope else Verdict.COMPLIANT)


@pytest.mark.parametrize("family", ["Stainless steel", "Titanium"])
def test_stainless_steel_and_titanium_are_always_in_scope(family):
    assert judged(family, "China").verdict is Verdict.NOT_COMPLIANT
    assert judged(family, "USA").verdict is Verdict.COMPLIANT


@pytest.mark.parametrize("country", ["Germany", "germany ", "DE", "U.S.A.", "United Kingdom", "Türkiye"])
def test_the_united_states_and_qualifying_countries_are_accepted_however_they_are_written(country):
    assert judged("Stainless steel", country).verdict is Verdict.COMPLIANT


def test_steel_whose_analysis_is_not_complete_is_never_left_out_in_silence():
    found = judged(country="India", analysis="C 0.15, Mn 0.9")
    assert found.verdict is Verdict.NEEDS_DATA
    assert "Si, Cu, Cr, Ni, Mo" in found.reason
    assert [(f.place.sheet, f.place.column, f.code) for f in found.findings] == [
        ("Receiving", "Country of melt", "comply-scope-unknown")
    ]


def test_without_a_country_of_melt_the_suppliers_statement_counts_and_does_not_age():
    assert judged("Titanium").verdict is Verdict.NEEDS_DATA
    assert judged("Titanium", statement="Compliant").verdict is Verdict.COMPLIANT


def test_a_country_that_does_not_qualify_beats_the_suppliers_statement():
    assert judged("Titanium", "China", statement="Compliant").verdict is Verdict.NOT_COMPLIANT


def test_a_supplier_who_says_no_is_believed():
    assert judged("Titanium", "USA", statement="Not compliant").verdict is Verdict.NOT_COMPLIANT


@pytest.mark.parametrize("family", ["Fitting", "Fastener", "Powder", "Nickel alloy"])
def test_bought_parts_and_powders_of_unknown_metal_need_data(family):
    assert judged(family, "China").verdict is Verdict.NEEDS_DATA


def test_a_fitting_of_stainless_steel_is_known_by_its_analysis():
    assert judged("Fitting", "China", "Cr 16.9, Ni 10.3").verdict is Verdict.NOT_COMPLIANT
