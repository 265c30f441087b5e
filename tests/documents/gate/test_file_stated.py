"""The gate compares what a row says of its certificate with the enclosed file's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.certificate.file import read
from lotbook.documents.gate.rules import gate
from tests.documents import pdfs
from tests.documents.gate_story import SOUND, case, changed, found

MILL = (
    "Alpine Rolling", "MILL TEST REPORT", "Inspection certificate 3.1 according to EN 10204:2004",
    "Report no. M1", "Heat No. H83017", "Melted in Austria",
)  # fmt: skip
MELTED = (
    ("| Expires on | Mill\n", "| Expires on | Mill | Country of melt\n"),
    ("|            | Alpine Rolling\n", "|            | Alpine Rolling | Austria\n"),
)


@pytest.fixture
def folder(tmp_path) -> Path:
    pdfs.draw(tmp_path / "m1.pdf", MILL)
    pdfs.draw(tmp_path / "m2.pdf", ["Certificate of conformity M2", "Lot S1 fittings"])
    pdfs.draw(tmp_path / "bc9.pdf", ["Certificate BC-9", "Batch MFG-0001", "MIL-PRF-8625 rev F"])
    return tmp_path


def said(folder: Path, text: str) -> list[tuple[str, int, str, str]]:
    return found(text, read=lambda file: read(folder / file))


def test_a_row_that_says_what_its_certificate_says_passes(folder):
    assert said(folder, changed(*MELTED)) == []


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("| M1                 |", "| MTR-999            |", "Certificate number"),
        ("| sheet | 3.1              |", "| sheet | 3.2              |", "Certificate type"),
        ("| Austria\n", "| China\n", "Country of melt"),
    ],
)
def test_a_row_that_its_certificate_contradicts_stops(folder, old, new, column):
    text = changed((old, new), text=changed(*MELTED))
    assert said(folder, text) == [("Receiving", 2, column, "gate-certificate-says-otherwise")]


def test_what_is_merely_not_found_asks_for_a_person(folder):
    text = changed(("| Alpine Rolling\n", "| Kaiser Aluminum\n"))
    assert said(folder, text) == [("Receiving", 2, "Mill", "gate-certificate-does-not-say?")]


def test_the_message_names_both_words_and_the_file(folder):
    text = changed(("| M1                 |", "| MTR-999            |"))
    (only,) = gate(case(text, read=lambda file: read(folder / file)))
    assert only.message == "Lot AL6-0124-001: Certificate number is MTR-999; m1.pdf calls itself M1."


def test_a_picture_and_another_heats_file_are_told_once(folder):
    text = changed(("| M1                 |", "| MTR-999            |"))
    pdfs.draw(folder / "m1.pdf", [])
    assert said(folder, text) == [("Receiving", 2, "Certificate file", "gate-certificate-is-picture?")]
    pdfs.draw(folder / "m1.pdf", ["Report no. M7", "Heat No. H99999"])
    assert said(folder, text) == [("Receiving", 2, "Certificate file", "gate-certificate-without-heat")]


def test_makers_of_what_no_mill_melts_certify_by_the_sellers_name(folder):
    text = changed(("| S1                  | S1 ", "| S1                  | S1 "), text=SOUND)
    text = changed(
        (
            "2024-01-12 |             |             | Released |        |\n    OIL",
            "2024-01-12 | | | Released | | | Boltmaker\n    OIL",
        ),
        text=text,
    )
    assert said(folder, text) == []


def test_an_empty_cell_and_no_certificate_have_nothing_to_compare(folder):
    text = changed(
        ("| M1                 |", "|                    |"),
        ("| CofC             | M2 ", "| None             |    "),
    )
    codes = [code for *_, code in said(folder, text)]
    assert not any(code.startswith("gate-certificate-says") or "does-not-say" in code for code in codes)
