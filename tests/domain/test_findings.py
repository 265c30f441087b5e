"""Findings."""

from lotbook.domain.findings import Finding, Kind, Place, Severity

KIND = Kind("heat-mismatch", Severity.STOP, "Title", "Why.", "Fix it.")
PLACE = Place("Receiving", 12, "PLY-0524-001", "Heat on material")


def test_a_finding_carries_its_place_code_and_fix():
    finding = KIND.at(PLACE, "PLY-0524-001 is marked 4712.")
    assert finding == Finding(
        PLACE, "heat-mismatch", Severity.STOP, "PLY-0524-001 is marked 4712.", "Fix it."
    )
    assert KIND.at(PLACE, "x", fix="Ask Metalco.").fix == "Ask Metalco."


def test_only_a_stop_stops():
    assert KIND.at(PLACE, "x").stops
    assert not KIND._replace(severity=Severity.WARN).at(PLACE, "x").stops
    assert not KIND._replace(severity=Severity.NOTE).at(PLACE, "x").stops


def test_the_json_form_has_plain_values_only():
    assert KIND.at(PLACE, "x").as_json() == {
        "sheet": "Receiving",
        "row": 12,
        "key": "PLY-0524-001",
        "column": "Heat on material",
        "code": "heat-mismatch",
        "severity": "stop",
        "message": "x",
        "fix": "Fix it.",
    }
    assert type(KIND.at(PLACE, "x").as_json()["severity"]) is str


def test_findings_sort_by_sheet_row_and_column():
    places = [Place("B", 1), Place("A", 10, "", "Z"), Place("A", 2, "", "B"), Place("A", 2, "", "A")]
    found = sorted(KIND.at(place, "x") for place in places)
    assert [finding.place for finding in found] == [places[3], places[2], places[1], places[0]]
