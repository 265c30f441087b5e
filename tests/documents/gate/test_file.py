"""The gate on real certificate files: there, readable, of this heat and of the type the material needs."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from lotbook.documents.certificate.file import read
from lotbook.documents.gate.rules import gate
from tests.documents import pdfs
from tests.documents.gate_story import Reader, case, changed, found

# What the rows say of these files beside the heat; a picture says nothing.
BESIDES = {"m1.pdf": "Certificate no. M1, Alpine Rolling", "m2.pdf": "M2", "bc9.pdf": "Batch MFG-0001"}


def draw(path: Path, *lines: str) -> None:
    pdfs.draw(path, (*lines, BESIDES.get(path.name, "")) if lines else ())


@pytest.fixture
def folder(tmp_path) -> Path:
    draw(tmp_path / "m1.pdf", "Inspection certificate 3.1 EN 10204", "Heat No. H83017")
    draw(tmp_path / "m2.pdf", "Certificate of conformity", "Lot S1 fittings")
    draw(tmp_path / "bc9.pdf", "Anodising certificate BC-9 MIL-PRF-8625 F")
    return tmp_path


def reading(folder: Path) -> Reader:
    return lambda file: read(folder / file)


def test_real_certificates_that_name_their_heats_pass(folder):
    assert found(read=reading(folder)) == []


@pytest.mark.parametrize("file", ["m1.pdf", "m2.pdf"])
def test_a_file_that_is_not_there_stops(folder, file):
    (folder / file).unlink()
    assert [(column, code) for _, _, column, code in found(read=reading(folder))] == [
        ("Certificate file", "gate-certificate-missing")
    ]


def test_a_lot_that_needs_a_certificate_names_its_file():
    text = changed(("| m1.pdf           |", "|                  |"))
    assert found(text) == [("Receiving", 2, "Certificate file", "gate-certificate-missing")]


def test_the_certificate_of_another_heat_stops_though_the_sheet_says_otherwise(folder):
    draw(folder / "m1.pdf", "Inspection certificate 3.1 EN 10204", "Heat No. H83018 and H830170")
    assert found(read=reading(folder)) == [
        ("Receiving", 2, "Certificate file", "gate-certificate-without-heat")
    ]


def test_a_scan_asks_for_a_person(folder):
    draw(folder / "m1.pdf")
    assert found(read=reading(folder)) == [
        ("Receiving", 2, "Certificate file", "gate-certificate-is-picture?")
    ]


def test_a_scan_of_an_outside_process_is_as_good_as_any(folder):
    draw(folder / "bc9.pdf")
    assert found(read=reading(folder)) == []


def test_a_file_with_a_password_or_without_content_stops(folder):
    with pikepdf.open(folder / "m1.pdf") as opened:
        opened.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    (folder / "m1.pdf").write_bytes((folder / "locked.pdf").read_bytes())
    (folder / "m2.pdf").write_bytes(b"")
    assert [(row, code) for _, row, _, code in found(read=reading(folder))] == [
        (2, "gate-certificate-unreadable"),
        (3, "gate-certificate-unreadable"),
    ]


def test_a_damaged_file_that_could_be_saved_warns(folder):
    draw(folder / "m1.pdf", "EN 10204 3.1", *(f"Heat No. H83017, bundle {number}" for number in range(30)))
    whole = (folder / "m1.pdf").read_bytes()
    (folder / "m1.pdf").write_bytes(whole[: len(whole) * 9 // 10])
    assert found(read=reading(folder)) == [("Receiving", 2, "Certificate file", "gate-certificate-doubtful?")]


@pytest.mark.parametrize(
    ("given", "stops"),
    [
        ("3.2", False),
        ("MTR", False),
        ("2.2", True),
        ("2.1", True),
        ("CofC", True),
        ("None", True),
        ("", True),
    ],
)
def test_a_material_that_needs_a_3_1_takes_no_less(given, stops):
    text = changed(("| sheet | 3.1              |", f"| sheet | {given} |"))
    assert (("Receiving", 2, "Certificate type", "gate-certificate-type") in found(text)) is stops


def test_an_outside_process_has_number_revision_and_file(folder):
    text = changed(
        ("| F             | BrightCoat | BC-9               | bc9.pdf          |", "| | BrightCoat | | |")
    )
    assert found(text) == [
        ("Outside processes", 2, "Certificate file", "gate-certificate-missing"),
        ("Outside processes", 2, "Certificate number", "gate-process-certificate-number"),
        ("Outside processes", 2, "Spec revision", "gate-process-revision-missing?"),
    ]


def test_one_file_for_two_heats_warns_here_and_across_deliveries(folder):
    both = changed(("| M2                 | m2.pdf           |", "| M2                 | m1.pdf           |"))
    assert ("Receiving", 3, "Certificate file", "gate-certificate-shared?") in found(
        both, read=reading(folder)
    )
    other = "    AL6-0124-009 | 2024-01-10  | North Metals | AL6 | H99 | H99 | 3 | sheet | 3.1 | M9 | M1.PDF | Bob | 2024-01-10 | | | Released | |\n"
    elsewhere = changed(("    OIL-0124-001 | 2024-01-12 ", other + "    OIL-0124-001 | 2024-01-12 "))
    assert found(elsewhere, read=reading(folder)) == [
        ("Receiving", 2, "Certificate file", "gate-certificate-shared?")
    ]


def test_a_paper_that_names_both_heats_may_stand_for_both(folder):
    both = changed(("| M2                 | m2.pdf           |", "| M2                 | m1.pdf           |"))
    draw(folder / "m1.pdf", "EN 10204 3.1", "H83017", "S1", "Certificate no. M2")
    assert found(both, read=reading(folder)) == []


def test_a_wrong_certificate_with_a_page_that_has_no_text_says_so_and_is_no_scan(folder):
    pdfs.draw(folder / "m1.pdf", ["Inspection certificate 3.1", "Heat No. H99"], [])
    (only,) = gate(case(read=reading(folder)))
    assert only.message == (
        "Lot AL6-0124-001: H83017 does not stand in the text of m1.pdf, but page 2 is a picture without text; "
        "a person must see whether it stands there."
    )


def test_the_certificate_of_a_process_names_its_number(folder):
    draw(folder / "bc9.pdf", "Anodising certificate BC-8 MIL-PRF-8625 F")
    assert found(read=reading(folder)) == [
        ("Outside processes", 2, "Certificate file", "gate-process-certificate-other?")
    ]


def test_a_file_that_was_exchanged_after_its_lot_was_released_is_told(folder):
    seen = {"al6-0124-001": read(folder / "m1.pdf").sha256, "ss3-0124-001": read(folder / "m2.pdf").sha256}
    case_now = case(read=reading(folder))._replace(released=seen)
    assert [each.code for each in gate(case_now)] == []
    draw(folder / "m1.pdf", "Inspection certificate 3.1 EN 10204 revised", "Heat No. H83017")
    (finding,) = gate(case_now)
    assert (finding.code, finding.place.row, finding.stops) == ("gate-certificate-swapped", 2, False)


@pytest.mark.parametrize(
    "line", ["Heat No. X99-4: not to be mixed with H83017", "Heat No. X99-4", "Heat: X99-4  Replaces H83017"]
)
def test_a_certificate_of_another_heat_that_mentions_ours_needs_a_person(folder, line):
    draw(folder / "m1.pdf", "Inspection certificate 3.1 EN 10204", line, "Drawing H83017")
    if "H83017" in line:
        draw(folder / "m1.pdf", "Inspection certificate 3.1 EN 10204", line)
    (told,) = found(read=reading(folder))
    assert told == ("Receiving", 2, "Certificate file", "gate-certificate-doubtful?")
