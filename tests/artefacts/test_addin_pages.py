"""The handbook's pages of the add-in are current, and leave out no button and nothing the doctor looks at."""

from pathlib import Path

from lotbook.artefacts.doctor_page import doctor_page
from lotbook.artefacts.install_page import install_page
from lotbook.doors.controls import CONTROLS
from lotbook.doors.doctor import EXAMINATIONS

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


def test_the_pages_are_current():
    assert (HOW_TO / "when-a-button-fails.md").read_text(encoding="utf-8") == doctor_page()
    assert (HOW_TO / "install.md").read_text(encoding="utf-8") == install_page()


def test_everything_the_doctor_looks_at_has_a_row():
    rows = [line for line in doctor_page().splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(EXAMINATIONS)
    assert [each.id for each in EXAMINATIONS if not any(each.symptom in row for row in rows)] == []
    assert {row.count(" | ") for row in rows} == {3}


def test_every_button_has_a_row():
    rows = [line for line in install_page().splitlines() if line.startswith("| **")]
    assert len(rows) == len(CONTROLS)
