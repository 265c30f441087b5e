"""The gate compares what a row says of its certificate with the enclosed file's own words."""

from __future__ import annotations

import re
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


SAYS, UNSAID = "gate-certificate-says-otherwise", "gate-certificate-does-not-say?"
OF_MATERIAL = """
    grade      | specification | the certificate's own lines                              | verdict
    6061-T6    | ASTM B209     | Alloy / temper 6061-T6 \\ Specification ASTM B209-21     |
    6061-T6    | ASTM B209     | Alloy 6061-T6, ASTM B209-2021a, test method ASTM B557    |
    6061-T6    | ASTM B209     | Shipped as agreed                                        |
    6061-T6    | ASTM B209     | Werkstoff EN AW-6061 T6                                  |
    6061       | ASTM B209     | Alloy 6061-T6                                            |
    304/304L   | ASTM A240     | Grade 304L, ASTM A240/A240M                              |
    304L       | ASTM A240     | Type 304/304L to ASTM A240                               |
    6061-T6    | EN 485-2      | Alloy 6061-T6 according to DIN EN 485-2:2016             |
    S235JR     | EN 10025-2    | Grade S235JR to EN 10025                                 |
    6061-T6    | ASTM B209     | Tensile test to ASTM E8, hardness ASTM E18, EN ISO 6892-1 |
    7075-T6    | ASTM B209     | Alloy / temper 6061-T6 \\ Specification ASTM B209        | stop
    6061-T6    | ASTM B209     | Alloy 7075-T6                                            | stop
    6061-T6    | ASTM B209     | 7075-T6 ASTM B209                                        | stop
    304        | ASTM A240     | Alloy / temper 6061-T6                                   | stop
    304        | ASTM A240     | Grade: 316 \\ ASTM A240                                  | stop
    6082-T6    | EN 755-2      | Alloy 6061-T6                                            | stop
    304        | ASTM A240     | Grade: 304L                                              | warn
    6061-T6    | ASTM B209     | Order 6061 plate \\ Alloy 7075-T6                        | warn
    6061-T6    | ASTM B209     | Alloy 6061-T651                                          | warn
    S235JR     | EN 10025-2    | Grade 4140                                               | warn
    6061-T6    | AMS 4027      | Alloy 6061-T6 \\ Specification ASTM B209-21              | warn
    304        | ASTM A276     | Type 304 according to ASTM A240                          | warn
"""


def _rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.strip()][1:]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize(("grade", "specification", "lines", "verdict"), _rows(OF_MATERIAL))
def test_grade_and_specification_are_those_of_the_enclosed_certificate(
    folder, grade, specification, lines, verdict
):
    text = changed(
        (
            "| Specification | Spec revision | RoHS needed\n",
            "| Specification | Spec revision | RoHS needed | Grade\n",
        ),
        ("| ASTM B209     | 21            |\n", f"| {specification} | 21 | | {grade}\n"),
    )
    pdfs.draw(folder / "m1.pdf", [*MILL, *re.split(r" \\+ ", lines)])
    expected = {"": [], "stop": [SAYS], "warn": [UNSAID]}[verdict]
    assert said(folder, text) == [("Receiving", 2, "Material", code) for code in expected]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Manufacturer: Alpine Rolling Inc.", []),
        ("Manufacturer: AR Inc.", ["gate-certificate-does-not-say?"]),  # its first letters
        ("Manufacturer: BR Inc.", ["gate-certificate-says-otherwise"]),
    ],
)
def test_a_maker_by_its_first_letters_asks_for_a_person(folder, printed, codes):
    pdfs.draw(folder / "m1.pdf", (printed, *MILL[1:]))
    assert [code for *_, code in said(folder, SOUND)] == codes


@pytest.mark.parametrize(
    ("row", "printed", "codes"),
    [
        ("MTR-640882", "Cert. No: 640882", []),
        ("640882", "Report no. MTR-640882", []),
        ("MTR-640882", "Cert. No: 640883", ["gate-certificate-says-otherwise"]),
        ("MTR-640882", "Report no. COC-640882", ["gate-certificate-says-otherwise"]),
        ("MTR-17", "Cert. No: 17", ["gate-certificate-does-not-say?"]),
    ],
)
def test_a_number_may_stand_without_the_kind_of_paper_before_it(folder, row, printed, codes):
    pdfs.draw(folder / "m1.pdf", [line.replace("Report no. M1", printed) for line in MILL])
    assert [code for *_, code in said(folder, changed(("| M1                 |", f"| {row} |")))] == codes


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("EN 10204/3.1B", []),
        ("EN 10204:2004/3.1", []),
        ("EN 10204-3.1", []),
        ("EN 10204/2.2", ["gate-certificate-says-otherwise"]),
    ],
)
def test_the_type_may_stand_right_behind_its_standard(folder, printed, codes):
    lines = [line.replace("Inspection certificate 3.1 according to EN 10204:2004", printed) for line in MILL]
    pdfs.draw(folder / "m1.pdf", [line.replace("MILL TEST REPORT", "") for line in lines])
    assert [code for *_, code in said(folder, SOUND)] == codes
