"""Safety data sheets: asked for by the material, on file, and still valid."""

from datetime import date

import pytest

from lotbook.compliance.lists import shipped_lists
from lotbook.compliance.sds import judge_lot
from lotbook.compliance.verdict import Question, Verdict
from tests.story import records


def verdict(needed="Yes", regulation="SDS", dated="2015-01-01", until="", material="RSN"):
    story = records(f"""
        Receiving
        Lot ID       | Supplier  | Material
        RSN-0125-001 | Resin Co  | {material}

        Materials
        Material | Family | SDS needed
        RSN      | Resin  | {needed}

        Declarations
        Supplier | Material | Regulation   | Statement | Dated   | Valid until
        Resin Co | RSN      | {regulation} | On file   | {dated} | {until}
    """)
    return judge_lot(story, story.receiving[0], Question(date(2025, 7, 1), shipped_lists(), 12)).verdict


def test_a_sheet_on_file_counts_until_it_is_replaced():
    assert verdict() is Verdict.COMPLIANT


def test_a_sheet_that_names_its_last_day_ends_there():
    assert verdict(until="2025-06-30") is Verdict.NEEDS_DATA
    assert verdict(until="2025-07-01") is Verdict.COMPLIANT


@pytest.mark.parametrize(("needed", "expected"), [("Yes", Verdict.NEEDS_DATA), ("No", Verdict.COMPLIANT)])
def test_without_a_sheet_it_depends_on_the_material(needed, expected):
    assert verdict(needed, regulation="RoHS") is expected


def test_a_material_that_nobody_knows_needs_data():
    assert verdict(material="XYZ") is Verdict.NEEDS_DATA
