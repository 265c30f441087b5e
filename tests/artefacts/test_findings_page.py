"""The findings page of the documentation."""

from collections import Counter
from pathlib import Path

from lotbook.artefacts.findings_page import findings_page, other_subjects
from lotbook.checks.catalogue import every_kind

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"
REBUILD = (
    "from pathlib import Path; from lotbook.artefacts.findings_page import findings_page; "
    "Path('docs/reference/findings.md').write_text(findings_page(), encoding='utf-8', newline='')"
)


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == findings_page(), f'run: python -c "{REBUILD}"'


def test_no_two_kinds_of_finding_share_a_code():
    codes = [kind.code for kind in every_kind()]
    codes += [kind.code for _, kinds in other_subjects() for kind in kinds]
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_findings_of_numbering_and_of_the_gate_have_their_entries():
    text = findings_page()
    assert "### id-fact-missing\n" in text
    assert "### heat-mismatch\n" in text
