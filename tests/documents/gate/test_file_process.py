"""The gate holds the certificate of an outside process against batch, part, number and specification of its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.certificate import process as paper
from lotbook.documents.certificate.file import CertificateText, read
from lotbook.documents.certificate.reading import Reading
from tests.documents import pdfs
from tests.documents.gate_story import changed, found
from tests.documents.shop import certificates

TYPED = (
    ("MFG-0001 | Anodise | MIL-PRF-8625  | F ", "MFG-0001 | Anodise | MIL-PRF-8625 Type III | F "),
    ("| Operator | Status   | First article\n    MFG-0001 ", "| Operator | Status   | Work order\n    MFG-0001 "),
    ("| Bob      | Complete |\n    MFG-0002", "| Bob      | Complete | WO-24-512\n    MFG-0002"),
)  # fmt: skip
GOOD = (
    "CERTIFICATE OF PROCESSING", "Certificate no. BC-9 Customer batch MFG-0001", "Part number BRK-100 rev C",
    "Specification MIL-PRF-8625 Type III, revision F",
)  # fmt: skip
PLACE = ("Outside processes", 2, "Certificate file")
SPECIFICATION = ("Outside processes", 2, "Specification")
BATCH, OTHER = "gate-process-certificate-batch", "gate-process-certificate-other"
SPEC, SHARED = "gate-process-certificate-specification", "gate-process-certificate-shared"


def said(folder: Path, *lines: str, text: str = "") -> list[tuple[str, int, str, str]]:
    certificates(folder)
    pdfs.draw(folder / "bc9.pdf", lines)
    return found(text or changed(*TYPED), read=lambda file: read(folder / file))


def swapped(old: str, new: str) -> list[str]:
    lines = [line.replace(old, new) for line in GOOD]
    assert lines != list(GOOD)
    return lines


def test_the_certificate_of_this_batch_passes(tmp_path):
    assert said(tmp_path, *GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("MFG-0001", "MFG-0053", [(*PLACE, BATCH)]),  # last month's batch of the same part
        ("MFG-0001", "WO-24-453", [(*PLACE, BATCH)]),
        ("MFG-0001", "WO-24-512", []),  # our work order is as good as our run
        ("MFG-0001", "MFG-0001, MFG-0053", []),  # one paper for several batches
        ("BRK-100 rev C", "BPL-110 rev A", [(*PLACE, BATCH + "?")]),
        ("BRK-100 rev C", "BRK-100 rev B", [(*PLACE, BATCH + "?")]),
        ("BC-9", "BC-7", [(*PLACE, OTHER)]),
        ("Certificate no. BC-9", "", [(*PLACE, OTHER + "?")]),
        ("Type III", "Type II", [(*SPECIFICATION, SPEC)]),
        ("Type III", "Type 3", []),
        ("Type III", "", [(*SPECIFICATION, SPEC + "?")]),
        ("revision F", "revision E", [(*SPECIFICATION, SPEC)]),
        (", revision F", "", [(*SPECIFICATION, SPEC + "?")]),
        ("MIL-PRF-8625", "MIL-A-8625", [(*SPECIFICATION, SPEC + "?")]),
    ],
)
def test_another_batch_number_or_specification_is_told(tmp_path, old, new, expected):
    assert said(tmp_path, *swapped(old, new)) == expected


def test_another_part_on_a_paper_that_does_not_name_our_batch_stops(tmp_path):
    lines = [line.replace("Customer batch MFG-0001", "").replace("BRK-100 rev C", "BPL-110") for line in GOOD]
    assert said(tmp_path, *lines) == [(*PLACE, BATCH)]


def test_part_and_day_stand_for_the_batch_where_the_processor_names_none(tmp_path):
    lines = swapped("Customer batch MFG-0001", "Processed 4 Feb 2024")
    assert said(tmp_path, *lines) == []


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Processed 5 Feb 2024", []),
        ("Processed 7 Feb 2024", []),  # over a weekend
        ("Processed 8 Feb 2024", [(*PLACE, BATCH + "?")]),
        ("Work order: 24-512", []),
        ("Work order No. 24-5123", [(*PLACE, BATCH + "?")]),
        ("Offer 24-512", [(*PLACE, BATCH + "?")]),
        ("PO 0099-1, 10 pcs", []),  # the customer's order and all that the run made
        ("PO 0099-1, Quantity: 10", []),
        ("PO 0099-1, 9 pcs", [(*PLACE, BATCH + "?")]),
        ("PO 0099-12, 10 pcs", [(*PLACE, BATCH + "?")]),
        ("10 pcs", [(*PLACE, BATCH + "?")]),
    ],
)
def test_part_and_day_or_order_and_quantity_stand_for_the_batch(tmp_path, named, expected):
    assert said(tmp_path, *swapped("Customer batch MFG-0001", named)) == expected


def test_one_file_for_two_runs_is_asked_about_unless_it_names_both(tmp_path):
    row = "    MFG-0009 | Anodise | MIL-PRF-8625 Type III | F | BrightCoat | BC-9 | BC9.PDF | 2024-01-20\n    MFG-0001 | Anodise"
    run = "    MFG-0009 | 2024-01-03 | 2024-01-20 | BRK-100 | C | 1 | | pcs | Bob | Complete |\n    MFG-0001 | 2024-02-03"
    text = changed(("    MFG-0001 | Anodise", row), ("    MFG-0001 | 2024-02-03", run), text=changed(*TYPED))
    assert said(tmp_path, *GOOD, text=text) == [("Outside processes", 3, "Certificate file", SHARED + "?")]
    assert said(tmp_path, *GOOD, "and batch MFG-0009", text=text) == []


@pytest.mark.parametrize(
    ("printed", "agreement"),
    [
        ("MIL-PRF-8625F Type II Class 2", "SAME"),
        ("MIL-PRF-8625 F, Ty. and Type II, Class 2", "SAME"),
        ("anodised to MIL PRF 8625, Type II Class 2", "UNSURE"),  # written otherwise
        ("MIL-PRF-8625 Type II Class 1 rev F", "DIFFERENT"),
        ("MIL-PRF-8625 Type IIB Class 2 rev F", "DIFFERENT"),
        ("MIL-PRF-8625 rev. F\nType II\nClass 2", "SAME"),
        ("MIL-PRF-8625E Type II Class 2; MIL-PRF-8625F", "SAME"),
        ("MIL-PRF-86251 Type II Class 2 rev F", "UNSURE"),
    ],
)
def test_type_class_and_revision_are_read_behind_the_specification(printed, agreement):
    reading = Reading(CertificateText("ab", 1, printed))
    assert paper.specification(reading, "MIL-PRF-8625 Type II Class 2", "F").agreement.name == agreement
