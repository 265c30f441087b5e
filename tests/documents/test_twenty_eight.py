"""The 28 faults that send certificate packages back, planted one at a time into a good order: the gate names each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document

from lotbook.commands.issuing.order import case_of, the_order, the_shipments
from lotbook.documents.gate.rules import gate
from tests.documents.gate_story import changed
from tests.documents.pdfs import draw, scan
from tests.documents.shop import certificates
from tests.story import records

TODAY = date(2024, 3, 1)
# The good order is looked at as hard as can be: a wording of the customer's own, a mail limit, a specification with its
# revision, and two standing checks.
GOOD = changed(
    (
        "    Default signer  | Ann\n",
        """    Default signer  | Ann
    Company e-mail  | quality@northfield.example
    Never twice 001 | one heat for Smith & Sons <UK>
    Never twice 002 | needs Receiving: Country of melt for Smith & Sons <UK>
""",
    ),
    ("Statement wording | Profile\n", "Statement wording | Profile | E-mail | Mail limit (MB)\n"),
    (
        "| COC, Material certificates   |                   |\n",
        "| COC, Material certificates   | Made as ordered.  |         | qa@smith.example, j.smith@smith.example | 7\n",
    ),
    ("| Expires on | Mill\n", "| Expires on | Mill | Country of melt\n"),
    ("|            | Alpine Rolling\n", "|            | Alpine Rolling | Austria\n"),
    ("|             |             | Released |        |\n    OIL", "| | | Released | | | | Italy\n    OIL"),
    ("| Documents required  | Status\n", "| Documents required  | Status | Material required | PO line\n"),
    ("| Traceability report | Open\n", "| Traceability report | Open | 6061 to ASTM B209-21 | 1\n"),
)
REGISTER = """
    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs | Status
    COC-0001       | A        | ORD-0001 | {}     | {}
"""
SECOND_HEAT = (
    (
        "    SS3-0124-001 | 2024-01-12",
        (
            "    AL6-0124-002 | 2024-01-10 | North Metals | AL6 | H83018 | H83018 | 3 | sheet | 3.1 | M3 | m3.pdf | Bob "
            "| 2024-01-10 | Ann | 2024-01-11 | Released | | | Alpine Rolling | Austria\n    SS3-0124-001 | 2024-01-12"
        ),
    ),
    (
        "    MFG-0001 | MFG-0002 ",
        "    MFG-0001 | AL6-0124-002 | 3 | sheet | 2024-02-03 |\n    MFG-0001 | MFG-0002 ",
    ),
)


class Fault(NamedTuple):
    """One fault: its rank, what is wrong, the code that must name it, and how it is planted."""

    rank: int
    what: str
    code: str
    texts: tuple[tuple[str, str], ...] = ()
    add: str = ""
    files: Callable[[Path], object] = lambda folder: None


def _remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _cut_off(path: Path) -> None:
    """A download that broke off: the file opens, and nothing of its page is left."""
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"stream")] + b"stream\nendstream\nendobj\n")


def _template(folder: Path) -> None:
    document = Document()
    document.add_paragraph("We certify whatever you want. {{ customer.name }}")
    (folder / "own").mkdir()
    document.save(folder / "own" / "coc.docx")


NCR = """
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Quantity | Disposition | Approved by
    NCR-0001 | 2024-02-04 | {} | Scratch | {} | {} | {}
"""
MILL = ("Alpine Rolling", "EN 10204 3.1", "Certificate no. M1", "Melted in Austria", "Heat No. H83017")
BALLOONS = (
    ("| Lower limit | Upper limit | Unit\n", "| Lower limit | Upper limit | Unit | Balloon | Nominal\n"),
    ("| 9.9         | 10.1        | mm\n", "| 9.9 | 10.1 | mm | 4 | 10\n    BRK #2 | BRK-100 | C | 4.9 | 5.1 | mm | 5 | 5\n"),
    ("| 1     | 10.0   | Ann       | 2024-02-04  |\n", "| 1 | 10.0 | Ann | 2024-02-04 |\n    MFG-0001 | BRK #2 | 1 | 5 | Ann | 2024-02-04 |\n"),
)  # fmt: skip
RUN = "MFG-0001 | 2024-02-03 | 2024-02-04  | BRK-100     | C  "
LOT = "2024-01-10  | North Metals | AL6      | H83017              | H83017 "
FAULTS = (
    Fault(1, "no PO", "gate-po-missing", (("| 0099-1 ", "| "),)),
    Fault(2, "another part was made", "gate-part-differs", ((RUN, RUN.replace("BRK-100", "SUB-9  ")),)),
    Fault(2, "a part of another customer", "gate-part-of-other-customer",
          (("Bracket     | pcs  |            |", "Bracket     | pcs  |            | Miller AG"),)),
    Fault(3, "no revision", "gate-revision-missing", (("| BRK-100     | C             | 9 ", "| BRK-100     |               | 9 "),)),
    Fault(3, "another revision was made", "gate-part-differs", ((RUN, RUN.replace("| C", "| B")),)),
    Fault(3, "measured to another revision", "characteristic-of-other-part",
          (("BRK #1         | BRK-100     | C ", "BRK #1         | BRK-100     | B "),)),
    Fault(4, "a run without material", "gate-no-material", (("    MFG-0002 | SS3-0124-001   | 20       | pcs   | 2024-02-01 |\n", ""),)),
    Fault(4, "a lot without heat", "gate-heat-missing", ((LOT, LOT.replace("| H83017 ", "|        ")),)),
    Fault(5, "the certificate file is gone", "gate-certificate-missing", files=_remove("m1.pdf")),
    Fault(5, "the certificate file is empty", "gate-certificate-unreadable", files=lambda folder: (folder / "m1.pdf").write_bytes(b"")),
    Fault(5, "the certificate is of another heat", "gate-certificate-without-heat",
          files=lambda folder: draw(folder / "m1.pdf", ["EN 10204 3.1", "Heat No. H83O17"])),
    Fault(6, "the material carries another heat", "gate-heat-differs", ((LOT, LOT[:-7] + "H83071 "),)),
    Fault(7, "a lot on hold", "gate-lot-not-released",
          (("2024-01-11  | Released |", "2024-01-11  | Hold     |"),)),
    Fault(8, "the signer may not sign", "gate-signer-may-not-sign", (("Default signer  | Ann", "Default signer  | Bob"),)),
    Fault(8, "the signer has no title", "gate-signer-title", (("| Quality manager |", "|                 |"),)),
    Fault(9, "more is shipped than was made", "gate-more-than-made", (("| MFG-0001 | 4  ", "| MFG-0001 | 40 "),)),
    Fault(10, "the customer's wording is not printed", "gate-wording-not-printed",
          (("    Default signer  | Ann\n", "    Default signer  | Ann\n    Templates folder | own\n"),), files=_template),
    Fault(11, "the specification has no revision", "gate-spec-revision-missing", (("ASTM B209     | 21 ", "ASTM B209     |    "),)),
    Fault(11, "another revision of the specification was ordered", "gate-spec-revision-differs", (("ASTM B209-21 ", "ASTM B209-14 "),)),
    Fault(11, "another alloy was ordered", "gate-material-other", (("6061 to ASTM B209-21 ", "7075 to ASTM B209-21 "),)),
    Fault(11, "another specification was ordered", "gate-material-differs", (("6061 to ASTM B209-21 ", "6061 to ASTM B221-21 "),)),
    Fault(12, "the ordered finish was not done", "gate-finish-not-done",
          (("| Material required | PO line\n", "| Material required | PO line | Finish\n"), ("B209-21 | 1\n", "B209-21 | 1 | Passivate, ASTM A967\n"))),
    Fault(12, "no certificate of the plating", "gate-certificate-missing", (("| bc9.pdf ", "|         "),)),
    Fault(12, "the plating's specification has no revision", "gate-process-revision-missing", (("MIL-PRF-8625  | F ", "MIL-PRF-8625  |   "),)),
    Fault(12, "the plating is missing", "gate-process-left-out",
          (("    MFG-0001 | Anodise | MIL-PRF-8625 ", "    MFG-0009 | Anodise | MIL-PRF-8625 "),
           ("    MFG-0001 | 2024-02-03 ", "    MFG-0009 | 2024-01-03 | 2024-01-20 | BRK-100 | C | 1 | | pcs | Bob | Complete |\n    MFG-0001 | 2024-02-03 "))),
    Fault(13, "nobody reviewed the mill certificate", "gate-certificate-not-reviewed", (("| Ann         | 2024-01-11  |", "|             |             |"),)),
    Fault(13, "a trainee reviewed the mill certificate", "gate-certificate-not-reviewed",
          (("| Ann         | 2024-01-11  |", "| Bob         | 2024-01-11  |"), ("| 2030-01-01    | No", "| 2024-01-10    | No"))),
    Fault(14, "no country of melt", "gate-never-twice", (("Alpine Rolling | Austria", "Alpine Rolling |"),)),
    Fault(14, "a certificate of a lower type", "gate-certificate-type", (("sheet | 3.1 ", "sheet | 2.1 "),)),
    Fault(15, "two heats on one certificate", "gate-never-twice", SECOND_HEAT,
          files=lambda folder: draw(folder / "m3.pdf", ["EN 10204 3.1", "Heat No. H83018"])),
    Fault(16, "no serial numbers", "gate-serials", (("Bracket     | pcs  |            |", "Bracket     | pcs  | Yes        |"),)),
    Fault(16, "a serial number twice", "gate-serials", (("| 4        | pcs  |         |", "| 4        | pcs  | 1, 2, 3, 2 |"),)),
    Fault(17, "a blank result", "gate-result-blank", (("| 1     | 10.0   |", "| 1     |        |"),)),
    Fault(17, "out of tolerance without a disposition", "gate-out-of-tolerance", (("| 1     | 10.0   |", "| 1     | 10.4   |"),)),
    Fault(17, "one balloon twice", "gate-balloon-twice", (*BALLOONS, ("| mm | 5 | 5\n", "| mm | 4 | 5\n"))),
    Fault(17, "a nominal outside its limits", "nominal-outside-limits", (*BALLOONS, ("| mm | 4 | 10\n", "| mm | 4 | 86\n"))),
    Fault(17, "a partial first article without one before it", "gate-first-article-baseline",
          (("| 1                 | pcs  | Bob      | Complete |\n", "| 1 | pcs | Bob | Complete | Partial\n"),)),
    Fault(17, "one characteristic twice", "duplicate-key",
          (("    BRK #1         | BRK-100     | C             | 9.9 ", "    BRK #1 | BRK-100 | C | 9.8 | 10.2 | mm\n    BRK #1         | BRK-100     | C             | 9.9 "),)),
    Fault(18, "used as it is without a concession", "gate-no-concession", add="""
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Quantity | Disposition | Approved by
    NCR-0001 | 2024-02-04 | MFG-0001   | Scratch     | 1        | Use as is   | Ann
"""),
    Fault(17, "out of tolerance by a nonconformance of another run", "gate-ncr-of-other",
          (("| 1     | 10.0   | Ann       | 2024-02-04  |", "| 1     | 10.4   | Ann       | 2024-02-04  | NCR-0001"),
           ("    MFG-0001 | 2024-02-03 ", "    MFG-0009 | 2024-01-03 | 2024-01-20 | KNB-1 | A | 1 | | pcs | Bob | Complete |\n    MFG-0001 | 2024-02-03 ")),
          NCR.format("MFG-0009", 1, "Scrap", "Ann")),
    Fault(17, "reworked and not measured again", "gate-not-measured-again",
          (("| 1     | 10.0   | Ann       | 2024-02-04  |", "| 1     | 10.4   | Ann       | 2024-02-04  | NCR-0001"),),
          NCR.format("MFG-0001", 1, "Rework", "Ann")),
    Fault(18, "pieces shipped that were scrapped", "gate-more-than-made", add=NCR.format("MFG-0001", 8, "Scrap", "Ann")),
    Fault(18, "the very piece of material was scrapped", "gate-scrapped-shipped", add=NCR.format("AL6-0124-001-1", 1, "Scrap", "Ann")),
    Fault(18, "decided by somebody unknown", "gate-ncr-approver", add=NCR.format("MFG-0001", 1, "Rework", "Nobody Known")),
    Fault(18, "an open nonconformance", "gate-ncr-open", add="""
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Quantity | Disposition | Approved by
    NCR-0001 | 2024-02-04 | MFG-0001   | Scratch     | 1        | Open        | Ann
"""),
    Fault(19, "supplied again without the RMA number", "gate-resupply-number", add=REGISTER.format("SHP-0000", "Void")),
    Fault(20, "no RoHS declaration", "gate-declaration", (("ASTM B209     | 21            |", "ASTM B209     | 21            | Yes"),)),
    Fault(21, "the certificate is a scan", "gate-certificate-is-picture", files=lambda folder: draw(folder / "m1.pdf", [])),
    Fault(21, "a scan too coarse to read", "gate-certificate-hard-to-read", files=lambda folder: scan(folder / "m1.pdf", 30, MILL)),
    Fault(21, "a page on its side", "gate-certificate-hard-to-read", files=lambda folder: scan(folder / "m1.pdf", 200, MILL, turned=90)),
    Fault(21, "a page is missing", "gate-certificate-pages-missing",
          files=lambda folder: draw(folder / "m1.pdf", [*MILL, "Page 1 of 2"])),
    Fault(21, "a damaged file that shows nothing", "gate-certificate-unreadable", files=lambda folder: _cut_off(folder / "m1.pdf")),
    Fault(22, "one file for two heats", "gate-certificate-shared", (("| m2.pdf ", "| m1.pdf "),)),
    Fault(22, "one heat from two suppliers", "gate-heat-two-suppliers",
          (("    SS3-0124-001 | 2024-01-12", ("    AL6-0124-002 | 2024-01-09 | BrightCoat | AL6 | H83017 | H83017 | 1 | sheet | 3.1 | M7 | m7.pdf | Bob | "
            "2024-01-10 | Ann | 2024-01-11 | Released | | | Mill & Sons | Austria\n    SS3-0124-001 | 2024-01-12")),)),
    Fault(23, "measured after it had left", "gate-done-after-shipping", (("| Ann       | 2024-02-04  |", "| Ann       | 2024-02-09  |"),)),
    Fault(23, "checked before it was received", "dates-out-of-order", (("m1.pdf           | Bob        | 2024-01-10", "m1.pdf           | Bob        | 2024-01-08"),)),
    Fault(24, "another unit than ordered", "gate-units-differ", (("| 4        | pcs  |         |", "| 4        | kg   |         |"),)),
    Fault(25, "certified already", "gate-certified-already", add=REGISTER.format("SHP-0001", "Issued")),
    Fault(26, "a placeholder", "gate-placeholder", (("B209-21 | 1\n", "B209-21 | TBD\n"),)),
    Fault(27, "addresses of two houses", "gate-recipient", (("j.smith@smith.example", "j.smith@smyth.example"),)),
    Fault(28, "larger than the customer's mail", "gate-package-too-large", (("j.smith@smith.example | 7", "j.smith@smith.example | 0.2"),)),
)  # fmt: skip


def codes(folder: Path, text: str) -> list[str]:
    """What the gate says to ORD-0001 of this workbook, as `ready` and `issue` ask it."""
    book = records(text)
    order = the_order(book, "ORD-0001")
    return [f.code for f in gate(case_of(book, folder, order, the_shipments(book, order, ()), today=TODAY))]


def test_the_good_order_passes_without_a_warning(tmp_path):
    certificates(tmp_path)
    assert codes(tmp_path, GOOD) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rank}-{fault.what}")
def test_a_planted_fault_is_named(fault, tmp_path):
    certificates(tmp_path)
    fault.files(tmp_path)
    text = changed(*fault.texts, text=GOOD) + fault.add
    assert fault.code in codes(tmp_path, text)


@pytest.mark.parametrize("unlike", [BALLOONS, ()], ids=["balloons", "as it is"])
def test_what_the_faults_are_planted_into_passes(unlike, tmp_path):
    certificates(tmp_path)
    scan(tmp_path / "m1.pdf", 200, MILL)
    assert codes(tmp_path, changed(*unlike, text=GOOD)) == []


def test_every_rank_has_its_fault():
    assert {fault.rank for fault in FAULTS} == set(range(1, 29))
