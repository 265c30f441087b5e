"""The gate on the shop's own files, and on placeholders where facts are printed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.file import read as read_file
from lotbook.documents.gate.rules import gate
from lotbook.shipped import shipped
from tests.documents.gate_story import case, changed, found, with_heats
from tests.documents.word_files import template

SIGNER = ("Default signer  | Ann", "Default signer  | Ann\n    {} | {}")
NAMED = with_heats("H83017", "S1", "BC-9")


def setting(name: str, value: str) -> str:
    return changed((SIGNER[0], SIGNER[1].format(name, value)))


def beside(folder: Path):
    """Reads pictures from a folder, and takes every certificate for right."""

    def read(file: str) -> CertificateText:
        return NAMED(file) if file.endswith(".pdf") else read_file(folder / file)

    return read


def drawn(kind: str, mode: str = "RGB") -> bytes:
    """A small picture in the bytes of one kind of file."""
    out = io.BytesIO()
    Image.effect_noise((80, 40), 60).convert(mode).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "good"),
    [
        (drawn("PNG"), True),
        (drawn("JPEG"), True),
        (drawn("GIF", "P"), True),
        (drawn("TIFF"), True),
        (drawn("BMP"), True),
        (drawn("PNG")[:-400], False),
        (drawn("JPEG")[:-400], False),
        (drawn("JPEG")[:30], False),
        (drawn("JPEG", "CMYK"), False),
        (drawn("WEBP"), False),
        (b"\x89PNG\r\n\x1a\n", False),
    ],
    ids=[
        "png",
        "jpeg",
        "gif",
        "tiff",
        "bmp",
        "half a png",
        "half a jpeg",
        "a start",
        "cmyk",
        "webp",
        "nothing",
    ],
)
def test_a_signature_that_word_cannot_show_whole_stops_before_the_certificate_is_made(
    content, good, tmp_path
):
    (tmp_path / "sign.img").write_bytes(content)
    signed = changed(
        ("Trained until | May sign\n", "Trained until | May sign | Signature file\n"),
        ("| 2030-01-01    | Yes", "| 2030-01-01    | Yes | sign.img"),
    )
    stops = [] if good else [("People", 2, "Signature file", "gate-signature-missing")]
    assert found(signed, read=beside(tmp_path)) == stops


def test_logo_and_signature_are_pictures_that_are_there(tmp_path):
    (tmp_path / "logo.png").write_bytes(drawn("PNG"))
    (tmp_path / "text.png").write_bytes(b"not a picture")
    read = beside(tmp_path)
    assert found(setting("Logo file", "logo.png"), read=read) == []
    for file in ("gone.png", "text.png"):
        assert found(setting("Logo file", file), read=read) == [("Settings", 0, "Value", "gate-logo")]
        signed = changed(
            ("Trained until | May sign\n", "Trained until | May sign | Signature file\n"),
            ("| 2030-01-01    | Yes", f"| 2030-01-01    | Yes | {file}"),
        )
        assert found(signed, read=read) == [("People", 2, "Signature file", "gate-signature-missing")]


def test_a_templates_folder_that_is_not_there_is_not_passed_over_in_silence(tmp_path):
    assert found(templates=tmp_path / "gone") == [("Settings", 0, "Value", "gate-templates-missing")]
    assert found(templates=tmp_path) == []  # a folder without this template uses the shipped one


def test_the_shops_own_copy_of_the_template_passes(tmp_path):
    shutil.copy(shipped("templates", "coc.docx"), tmp_path)
    shutil.copy(shipped("templates", "traceability_report.docx"), tmp_path)
    assert found(templates=tmp_path) == []


@pytest.mark.parametrize("lost", ["{{ statement }}", "{{ lot.heat"])
def test_a_template_that_leaves_out_what_buyers_ask_for_is_told(tmp_path, lost):
    document = Document(str(shipped("templates", "coc.docx")))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    held = [each for each in paragraphs if lost in each.text]
    assert held
    for each in held:
        each.text = ""
    document.save(str(tmp_path / "coc.docx"))
    assert found(templates=tmp_path) == [("Settings", 0, "Value", "gate-template-lacks?")]


def test_a_template_with_an_unknown_field_stops_before_anything_is_made(tmp_path):
    template(tmp_path / "coc.docx", "{{ statment }}")
    assert found(templates=tmp_path) == [("Settings", 0, "Value", "gate-template-broken")]
    (tmp_path / "coc.docx").write_bytes(b"no Word file")
    assert found(templates=tmp_path) == [("Settings", 0, "Value", "gate-template-broken")]


OWN = (
    ("| Documents required  | Status\n    ORD", "| Documents required  | Status | Cost centre\n    ORD"),
    ("| Traceability report | Open", "| Traceability report | Open | CC-7"),
    ("| Expires on | Mill\n", "| Expires on | Mill | Shelf colour\n"),
)


def with_tags(folder: Path, *tags: str, name: str = "coc.docx") -> None:
    """The shipped template with more tags, each in a paragraph of its own at the end."""
    document = Document(str(shipped("templates", name)))
    for tag in tags:
        document.add_paragraph(tag)
    document.save(str(folder / name))


def test_the_users_own_columns_are_fields_of_a_template(tmp_path):
    with_tags(
        tmp_path, "{{ extra.cost_centre }}", "{% for lot in lots %}{{ lot.extra.shelf_colour }}{% endfor %}"
    )
    report = ("{% for lot in lots %}{{ lot.extra.shelf_colour }}{% endfor %}", "{{ extra.cost_centre }}")
    with_tags(tmp_path, *report, name="traceability_report.docx")
    assert found(changed(*OWN), templates=tmp_path) == []
    assert found(templates=tmp_path) == [("Settings", 0, "Value", "gate-template-broken")] * 4


def test_a_misspelt_own_column_is_told_with_the_one_that_was_meant(tmp_path):
    with_tags(tmp_path, "{{ extra.cost_center }}")
    (finding,) = gate(case(changed(*OWN), templates=tmp_path))
    assert finding.code == "gate-template-broken"
    assert "unknown field cost_center of extra. Did you mean extra.cost_centre?" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("| 0099-1 ", "| TBD ", ("Orders", 2, "Customer PO")),
        ("4 Dock Rd, Hull", "XXX", ("Customers", 2, "Address")),
        ("| Bracket     |", "| Bracket ??? |", ("Parts", 2, "Description")),
        ("12 Mill Lane", "TBC", ("Settings", 0, "Value")),
        ("| BC-9               |", "| TBD |", ("Outside processes", 2, "Certificate number")),
    ],
)
def test_a_placeholder_is_no_fact(old, new, place):
    named = with_heats("H83017", "S1", "BC-9", "TBD")
    assert found(changed((old, new)), read=named) == [(*place, "gate-placeholder")]


def order(material: str) -> str:
    return changed(
        (
            "| Documents required  | Status\n    ORD",
            "| Documents required  | Status | Material required\n    ORD",
        ),
        ("| Traceability report | Open", f"| Traceability report | Open | {material}"),
    )


def test_the_ordered_material_is_recognised_in_the_lots():
    assert found(order("6061 to astm-b209")) == []
    assert found(order("7075-T6 to AMS 4045")) == [("Orders", 2, "Material required", "gate-material-other")]


def test_a_standing_check_does_not_drop_off_when_its_customer_is_renamed():
    kept = setting("Never twice 001", "needs Receiving: Country of melt for Smith & Sons <UK>")
    assert {code for *_, code in found(kept)} == {"gate-never-twice"}
    renamed = kept.replace("for Smith & Sons <UK>", "for Smith & Sons")
    assert found(renamed) == [("Settings", 5, "Value", "gate-never-twice-ownerless?")]
    other = changed(
        (
            "    Smith & Sons <UK> | 4 Dock",
            "    Smith & Sons | 1 Mill St, York | COC | | \n    Smith & Sons <UK> | 4 Dock",
        ),
        text=renamed,
    )
    assert found(other) == []
