"""A package is made whole or not at all, from the files as they came."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from lotbook.documents.certificate.file import read
from lotbook.documents.frozen.head import CertificateHead, Company
from lotbook.documents.package.folder import build
from lotbook.documents.package.job import Job
from lotbook.documents.package.manifest import Override
from lotbook.documents.whole_folder import whole_folder
from lotbook.errors import MissingFileError, PackageError, TemplateError
from tests.documents.gate_story import SOUND, case, changed
from tests.documents.pdfs import draw
from tests.documents.shop import certificates

HEAD = CertificateHead(
    "COC-0001", "A", datetime(2024, 3, 1, 9, 30, tzinfo=UTC), Company("Northfield"), "Ann", "Quality manager",
    "We certify that it conforms.",
)  # fmt: skip


def job(folder: Path, text: str = SOUND, **more) -> Job:
    """A job on real certificate files, by default without any PDF engine, which is quick."""
    frozen = case(text).frozen
    files = {lot.receipt.certificate_file for lot in frozen.lots} - {None}
    return Job(
        frozen, HEAD, (), lambda cell: folder / cell, {}, None, {"name": "shop.xlsx"},
        {file: read(folder / file).sha256 for file in files}, engines=more.pop("engines", ()),
    )._replace(**more)  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    return certificates(tmp_path / "shop")


def test_the_package_holds_our_papers_and_exactly_the_certificates_of_its_lots(folder, tmp_path):
    draw(folder / "other.pdf", ["not of this order"])
    made = build(job(folder), tmp_path / "p" / "COC-0001-A")
    assert sorted(p.relative_to(made.folder).as_posix() for p in made.folder.rglob("*") if p.is_file()) == [
        "certificate_list.docx",
        "certificates/AL6-0124-001_m1.pdf",
        "certificates/MFG-0001_bc9.pdf",
        "certificates/SS3-0124-001_m2.pdf",
        "coc.docx",
        "enclosed_certificates.pdf",
        "manifest.json",
        "traceability_report.docx",
    ]


def test_suppliers_files_are_byte_for_byte_as_they_came(folder, tmp_path):
    made = build(job(folder), tmp_path / "COC-0001-A")
    assert (made.folder / "certificates/AL6-0124-001_m1.pdf").read_bytes() == (folder / "m1.pdf").read_bytes()


def test_without_a_pdf_engine_the_word_files_stay_and_it_is_said(folder, tmp_path):
    made = build(job(folder), tmp_path / "COC-0001-A")
    assert made.main.name == "coc.docx"
    assert made.engine == ""
    assert any("No PDF was made" in remark for remark in made.remarks)
    said = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert said["made_with"]["pdf_engine"] == "none: no PDF was made"
    with pikepdf.open(made.folder / "enclosed_certificates.pdf") as merged, merged.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Material certificate 3.1 M1 (lot AL6-0124-001)",
            "Material certificate CofC M2 (lot SS3-0124-001)",
            "Anodise certificate BC-9 (run MFG-0001)",
        ]


def test_the_manifest_lists_every_file_and_says_who_answered_for_what(folder, tmp_path):
    over = Override("gate-x", "Receiving A", "m", "Ann", "looked")
    made = build(job(folder, overrides=(over,)), tmp_path / "COC-0001-A")
    said = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {entry["path"] for entry in said["files"]}
    there = {p.relative_to(made.folder).as_posix() for p in made.folder.rglob("*") if p.is_file()}
    assert listed == there - {"manifest.json"}
    assert said["gate"]["overrides"] == [over.as_json()]
    assert said["certificate"]["issued_at"] == "2024-03-01T09:30:00+00:00"


def test_one_file_for_two_lots_is_enclosed_once_and_names_both(folder, tmp_path):
    text = changed(("| M2                 | m2.pdf           |", "| M2                 | m1.pdf           |"))
    made = build(job(folder, text), tmp_path / "COC-0001-A")
    assert [entry.what for entry in made.files if entry.path.startswith("certificates/")] == [
        "Material certificate 3.1 M1 (lot AL6-0124-001); Material certificate CofC M2 (lot SS3-0124-001)",
        "Anodise certificate BC-9 (run MFG-0001)",
    ]


def test_a_certificate_that_is_no_pdf_lies_beside_and_is_named(folder, tmp_path):
    (folder / "m2.json").write_text('{"BatchId": "S1"}', encoding="utf-8")
    made = build(job(folder, changed(("m2.pdf", "m2.json"))), tmp_path / "COC-0001-A")
    assert (made.folder / "certificates/SS3-0124-001_m2.json").is_file()
    assert any("SS3-0124-001_m2.json is no PDF" in remark for remark in made.remarks)


def test_a_hostile_file_name_stays_in_the_package(folder, tmp_path):
    (tmp_path / "evil # & <1>.pdf").write_bytes((folder / "m2.pdf").read_bytes())
    made = build(job(folder, changed(("m2.pdf", "../evil # & <1>.pdf"))), tmp_path / "q" / "COC-0001-A")
    assert (made.folder / "certificates/SS3-0124-001_evil _ & _1_.pdf").is_file()


def test_an_issued_folder_is_never_written_again(folder, tmp_path):
    build(job(folder), tmp_path / "COC-0001-A")
    before = (tmp_path / "COC-0001-A" / "coc.docx").read_bytes()
    with pytest.raises(PackageError, match="never overwritten"):
        build(job(folder), tmp_path / "COC-0001-A")
    assert (tmp_path / "COC-0001-A" / "coc.docx").read_bytes() == before


@pytest.mark.parametrize("fault", ["missing", "broken"])
def test_when_something_fails_nothing_is_left_behind(folder, tmp_path, fault):
    if fault == "missing":
        (folder / "m2.pdf").unlink()
    else:
        (folder / "m2.pdf").write_bytes(b"%PDF-1.7 but nothing else")
    broken = job(folder)
    with pytest.raises((MissingFileError, PackageError), match=r"m2\.pdf"):
        build(broken, tmp_path / "p" / "COC-0001-A")
    assert list((tmp_path / "p").iterdir()) == []


def test_the_shops_own_template_wins(folder, tmp_path):
    from lotbook.shipped import shipped

    own = tmp_path / "own"
    own.mkdir()
    (own / "coc.docx").write_bytes(shipped("templates", "traceability_report.docx").read_bytes())
    with pytest.raises(TemplateError, match=r"coc\.docx"):  # its fields are not those of a certificate
        build(job(folder, templates=own), tmp_path / "COC-0001-A")


def test_a_package_too_large_for_the_customers_mail_says_so(folder, tmp_path):
    text = changed(("| Statement wording | Profile\n", "| Statement wording | Profile | Mail limit (MB)\n"),
                   ("| COC, Material certificates   |                   |", "| COC, Material certificates   |                   | | 0.001"))  # fmt: skip
    remarks = build(job(folder, text), tmp_path / "COC-0001-A").remarks
    assert any("Smith & Sons <UK> accepts 0.001 MB" in remark for remark in remarks)
    assert not any("MB" in remark for remark in build(job(folder), tmp_path / "COC-0001-B").remarks)


def test_what_a_killed_command_left_half_filled_is_removed(folder, tmp_path):
    left = tmp_path / "p" / ".COC-0001-A-x1y2.part"
    other = tmp_path / "p" / ".COC-0002-A-x1y2.part"
    for half in (left, other):
        half.mkdir(parents=True)
        (half / "coc.docx").write_text("half")
    build(job(folder), tmp_path / "p" / "COC-0001-A")
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == [other.name, "COC-0001-A"]


class Lossy:
    """An office whose PDFs show hardly anything."""

    name, last_resort = "office", False

    def version(self) -> str:
        return "1"

    def available(self) -> bool:
        return True

    def refuses(self, document: Path) -> str:
        return ""

    def convert(self, documents, folder: Path) -> list[Path]:
        for document in documents:
            draw(folder / f"{document.stem}.pdf", ["hardly anything"])
        return [folder / f"{document.stem}.pdf" for document in documents]


def test_a_package_whose_paper_is_cut_off_is_not_made_at_all(folder, tmp_path):
    with pytest.raises(TemplateError, match=r"Not everything gets onto paper: coc\.docx"):
        build(job(folder, engines=(Lossy(),)), tmp_path / "COC-0001-A")
    assert not (tmp_path / "COC-0001-A").exists()


def test_what_to_do_about_a_folder_that_is_there_is_said_in_the_words_of_what_was_to_be_made(tmp_path):
    with pytest.raises(PackageError) as error, whole_folder(tmp_path, taken="Name another folder."):
        pass
    assert error.value.next_step == "Name another folder."
