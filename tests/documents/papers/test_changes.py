"""What changed: two frozen chains compared field by field, rows found by their IDs."""

from __future__ import annotations

from lotbook.documents.package import manifest
from lotbook.documents.papers import changes
from lotbook.documents.template.fields import names
from tests.documents.gate_story import SOUND, case, changed
from tests.documents.package.test_folder import HEAD

FILES = {"m1.pdf": "a" * 64, "m2.pdf": "b" * 64}


def chain(text: str = SOUND, files: dict[str, str] = FILES) -> dict[str, object]:
    return manifest.chain(case(text).frozen, files)


def told(text: str, files: dict[str, str] = FILES) -> list[tuple[str, str, str]]:
    return [tuple(change) for change in changes.changes(chain(), chain(text, files))]


def test_equal_chains_have_no_difference():
    assert told(SOUND) == []


def test_one_changed_cell_is_one_line_with_before_and_now():
    assert told(changed(("| 0099-1 ", "| 0099-2 "))) == [("Purchase order", "0099-1", "0099-2")]
    assert told(changed(("| 4        | pcs  |         |", "| 3        | pcs  |         |"))) == [
        ("Shipment SHP-0001: quantity", "4", "3")
    ]
    assert told(changed(("|            | Alpine Rolling", "|            | Beta Mill"))) == [
        ("Lot AL6-0124-001: mill", "Alpine Rolling", "Beta Mill")
    ]


def test_another_file_of_a_certificate_is_told_by_its_first_digits():
    assert told(SOUND, {**FILES, "m1.pdf": "c" * 64}) == [
        ("Lot AL6-0124-001: certificate's file", "a" * 16, "c" * 16)
    ]


def test_a_lot_that_came_or_went_is_told_whole():
    text = changed(("    MFG-0001 | OIL-0124-001   | 1        | L     | 2024-02-03 |\n", ""))
    assert told(text) == [
        ("Run MFG-0001, source OIL-0124-001", "on the certificate", ""),
        ("Lot OIL-0124-001", "on the certificate", ""),
    ]


def test_the_order_of_rows_changes_nothing():
    before = chain()
    now = {**before, "lots": list(reversed(before["lots"]))}
    assert changes.changes(before, now) == []


def test_every_documented_field_is_there_and_no_other():
    former = {"chain": chain(changed(("| 0099-1 ", "| 0099-2 "))), "certificate": {"signed_by": "Ann"}}
    context = changes.context(case().frozen, HEAD._replace(supersedes="COC-0042 revision A"), former, FILES)
    found = {name for name in names(context) if ".extra" not in name and name != "extra"}
    assert found == {field.name for field in changes.FIELDS}


def test_a_lost_former_certificate_is_told_not_passed_over():
    context = changes.context(case().frozen, HEAD._replace(supersedes="COC-0042 revision A"), {}, FILES)
    assert "nothing could be compared" in context["unknown"]
    assert context["changes"] == []


def test_what_is_only_printed_is_told_too():
    assert told(changed(("| 4 Dock Rd, Hull |", "| 5 Dock Rd, Hull |"))) == [
        ("Address", "4 Dock Rd, Hull", "5 Dock Rd, Hull")
    ]
    assert told(changed(("| Bracket     |", "| Bracket, bent |"))) == [
        ("Description", "Bracket", "Bracket, bent")
    ]
    assert told(changed(("| 10.0   |", "| 9.95   |"))) == [
        ("Characteristic BRK #1 of MFG-0001: results", "10.0", "9.95")
    ]


def test_a_former_certificate_that_kept_less_is_compared_by_what_it_kept():
    former = chain()
    del former["printed"]
    now = chain(changed(("| 4 Dock Rd, Hull |", "| 5 Dock Rd, Hull |")))
    assert changes.changes(former, now) == []
