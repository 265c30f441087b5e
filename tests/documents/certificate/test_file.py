import hashlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.documents.certificate.file import CertificateText, contains, read
from tests.documents import goods


def pdf(path: Path, *pages: str, password: str = "", picture: Path | None = None) -> Path:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(50, 780 - 20 * number, line)
        if picture:
            canvas.drawImage(str(picture), 50, 100, 400, 200)
        canvas.showPage()
    canvas.save()
    return path


HEAT = "Inspection certificate 3.1\nHeat number: H83-017\nGrade 6061"


def test_a_pdf_gives_its_text_its_pages_and_its_fingerprint(tmp_path: Path) -> None:
    path = pdf(tmp_path / "MTR.pdf", HEAT, "Page two of the certificate")
    found = read(path)
    assert (found.pages, found.problem, found.pages_without_text) == (2, "", ())
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.contains("h83\u2013017")


@pytest.mark.parametrize(
    ("text", "identifier", "found"),
    [
        ("Heat 91234", "123", False),
        ("Heat 1234", "123", False),
        ("Heat 123", "123", True),
        ("Heat 123.", "123", True),
        ("Heat (123), plate", "123", True),
        ("Heat: 123/124", "124", True),
        ("Heat 123-4", "123", False),
        ("Heat 9-123", "123", False),
        ("Heat 0.123", "123", False),
        ("H83O17", "H83017", False),
        ("HEAT H83\u2011017", "h83-017", True),
        ("H83-\n017", "H83-017", True),
        ("H83-\r\n  017", "H83-017", True),
        ("H83\x02\n017", "H83-017", True),
        ("H83\u00ad\n017", "H83017", True),
        ("H83\n017", "H83017", False),
        ("Lot 123456789\u00a010", "123456789 10", True),
        ("Lot 123456789\n10", "123456789 10", True),
        ("anything", "", False),
        ("anything", "  ", False),
        ("a.b", "a+b", False),
    ],
)
def test_an_identifier_is_found_whole_or_not_at_all(text: str, identifier: str, found: bool) -> None:
    assert contains(text, identifier) is found


@given(
    heat=st.from_regex(r"[A-Z0-9]{1,4}(-[A-Z0-9]{1,6})?", fullmatch=True),
    digit=st.sampled_from("0123456789AZ"),
)
def test_a_heat_is_in_its_own_certificate_and_not_in_a_longer_one(heat: str, digit: str) -> None:
    assert contains(f"Heat no. {heat} of today", heat)
    assert not contains(f"#{heat}{digit}#", heat)
    assert not contains(f"#{digit}{heat}#", heat)


def test_a_scan_is_told_as_a_picture(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "scan.pdf", "", "", picture=goods.picture(tmp_path / "p.png")))
    assert (found.pages, found.pages_without_text) == (2, (1, 2))
    assert "picture without text" in found.problem


def test_pages_that_are_pictures_are_counted_beside_pages_with_text(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "MTR.pdf", HEAT, ""))
    assert (found.problem, found.pages_without_text) == ("", (2,))


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "MTR.pdf", HEAT, password="secret"))
    assert found.problem == "MTR.pdf is protected by a password; ask the supplier for one that opens."
    assert found.sha256


def test_a_damaged_pdf_is_read_as_far_as_it_goes_and_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "MTR.pdf", HEAT, "second page of it")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref") - 20])
    found = read(path)
    assert "is damaged; " in found.problem
    path.write_bytes(content[:60])
    assert read(path).problem == "MTR.pdf is damaged and cannot be opened; ask the supplier to send it again."


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"", "a.pdf is empty."),
        ("a.pdf", b"<!DOCTYPE html><html><body>Sign in</body></html>", "a.pdf is a web page"),
        ("a.pdf", b"\xef\xbb\xbf\n<HTML>", "a.pdf is a web page"),
        ("a.jpg", b"\xff\xd8\xff\xe0 picture", "a.jpg is a picture"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "a.pdf is a picture"),
        ("a.docx", b"PK\x03\x04 word", "a.docx is a Word, Excel or zip file"),
        ("a.bin", bytes(range(256)), "a.bin is damaged, or no kind of file"),
        ("a.json", b'{"Certificate": ', "a.json is damaged"),
        ("a.json", b"[" * 200_000, "a.json is damaged"),
        ("a.json", b'{"Parts": []}', "a.json holds data, but no digital certificate"),
        ("a.json", b"[1, 2]", "a.json holds data, but no digital certificate"),
    ],
)
def test_a_file_that_is_no_certificate_is_told_by_what_it_is(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert read(tmp_path / name).problem.startswith(problem)


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    assert read(tmp_path / "no.pdf") == CertificateText("", 0, "", "no.pdf is not there.")
    assert read(tmp_path).problem.endswith("is a folder, not a file.")
    assert read(tmp_path / "a\0b.pdf").problem


@pytest.mark.parametrize("packings", [1, 2])
def test_a_pdf_that_unpacks_far_beyond_a_certificate_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packings: int
) -> None:
    monkeypatch.setattr("lotbook.documents.certificate.pdf._LARGEST_UNPACKED", 4_000_000)
    content = bytes(5_000_000)
    for _ in range(packings):
        content = zlib.compress(content, 9)
    filters = b" /FlateDecode" * packings
    path = tmp_path / "bomb.pdf"
    head = b"%%PDF-1.7\n1 0 obj<</Length %d/Filter[%s]>>stream\n" % (len(content), filters)
    path.write_bytes(head + content + b"\nendstream endobj\n%%EOF")
    assert "was refused" in read(path).problem


def test_three_hundred_pages_are_read_whole(tmp_path: Path) -> None:
    found = read(
        pdf(tmp_path / "MTR.pdf", *(f"Certificate of heat number {number:05}" for number in range(300)))
    )
    assert (found.pages, found.problem) == (300, "")
    assert found.contains("00299")


def test_more_pages_than_anybody_reads_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotbook.documents.certificate.pdf._MOST_PAGES", 2)
    found = read(pdf(tmp_path / "MTR.pdf", *["some text on this page"] * 3))
    assert found.problem == "MTR.pdf has 3 pages; only the first 2 were read."


EN10168 = {
    "Certificate": {"ProductDescription": {"B07": ["7282841"], "B08": 16}, "Inspection": {"C00": 175508}}
}
PASSPORT = {
    "DigitalMaterialPassport": {
        "Product": {"BatchId": "B12345"},
        "ChemicalAnalysis": {"HeatNumber": "H98765"},
    }
}


@pytest.mark.parametrize(
    ("data", "heats"), [(EN10168, ("7282841", "175508")), (PASSPORT, ("B12345", "H98765"))]
)
def test_a_digital_certificate_names_its_heats_and_lots_and_no_other_number(
    tmp_path: Path, data: object, heats: tuple[str, ...]
) -> None:
    (tmp_path / "c.json").write_text(json.dumps(data))
    found = read(tmp_path / "c.json")
    assert found.problem == ""
    assert all(found.contains(heat) for heat in heats)
    assert not found.contains("16")


def test_a_digital_certificate_inside_a_pdf_is_read_too(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(pdf(tmp_path / "MTR.pdf", "a certificate whose heat is a picture")) as opened:
        opened.attachments["dmp.json"] = pikepdf.AttachedFileSpec(
            opened, json.dumps(PASSPORT).encode(), filename="dmp.json"
        )
        opened.save(tmp_path / "DMP.pdf")
    assert not read(tmp_path / "MTR.pdf").contains("H98765")
    assert read(tmp_path / "DMP.pdf").contains("H98765")
