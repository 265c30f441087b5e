from collections.abc import Callable
from pathlib import Path

import pytest

from lotbook.documents.papers import coc, heading, traceability_report
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.documents.template.fields import examples, names
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents import goods
from tests.documents.word_files import text_of

OWN = {"extra"}  # the shop's own columns have names of their own


def made(tmp_path: Path, text: str = goods.BRACKETS, **head: object) -> Path:
    chosen = goods.head(**head)
    out = tmp_path / "COC.docx"
    context = coc.context(goods.frozen(text), chosen)
    render(shipped("templates", coc.TEMPLATE), context, out, pictures=chosen.pictures, paper=chosen.paper)
    return out


def test_the_certificate_says_what_it_said_before(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("coc.txt", text_of(made(tmp_path)))


def test_a_reissued_certificate_says_what_it_replaces_and_why(
    tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    changes = {"revision": "B", "supersedes": "COC-0042 revision A", "changed": "Customer PO corrected"}
    golden(
        "coc_reissued.txt",
        text_of(made(tmp_path, paper="Letter", validity="For these items only.", **changes)),
    )


@pytest.mark.parametrize(
    ("ordered", "named"),
    [
        ("6061-T651 to ASTM B209-21", ["6061-T651 to ASTM B209-21"]),
        ("6061-T651 ASTM B209", ["6061-T651 ASTM B209 rev\u00a021"]),
        ("6061-T651 ASTM B209; cut to size", ["6061-T651 ASTM B209 rev\u00a021; cut to size"]),
        ("6061-T651 ASTM B209-14", ["6061-T651 ASTM B209-14", "ASTM B209 rev\u00a021"]),
        ("6061-T651 ASTM B2099", ["6061-T651 ASTM B2099", "ASTM B209 rev\u00a021"]),
        ("6061-T651", ["6061-T651", "ASTM B209 rev\u00a021"]),
    ],
)
def test_a_specification_that_the_order_names_is_listed_once_with_its_revision(
    ordered: str, named: list[str]
) -> None:
    text = goods.BRACKETS.replace("6061-T651 to ASTM B209-21", ordered)
    requirements = coc.context(goods.frozen(text), goods.head())["requirements"]
    assert [each for each in requirements if "6061" in each or "B209" in each] == named


@pytest.mark.parametrize("paper", [coc, traceability_report])
def test_every_field_is_documented_and_every_documented_field_exists(paper: object) -> None:
    context = paper.context(goods.frozen(), goods.head())
    context["exceptions"] = context["exceptions"] or ["one"]
    context["gaps"] = ["one"]
    context["serial_lists"] = ["one"]
    given = {name for name in names(context) if name.split(".")[0] not in OWN}
    if paper is coc:
        given -= {"gaps[]"}
    assert given == {field.name for field in paper.FIELDS}


def test_every_value_is_finished_text() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for inner in value.values() for leaf in leaves(inner)]
        return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]

    context = traceability_report.context(goods.frozen(), goods.head())
    assert {type(leaf) for leaf in leaves(context)} == {str}


def test_an_example_of_every_field_fills_the_shipped_template(tmp_path: Path) -> None:
    render(shipped("templates", coc.TEMPLATE), examples(coc.FIELDS), tmp_path / "example.docx")
    text = text_of(tmp_path / "example.docx")
    assert "COC-0042" in text
    assert "H83-017" in text


def test_a_lot_reached_on_two_ways_stands_once_with_both_batches() -> None:
    lots = coc.context(goods.frozen(), goods.head())["lots"]
    assert [(lot["id"], lot["pieces"], lot["runs"]) for lot in lots] == [
        ("AL6-0424-001", "AL6-0424-001-1, AL6-0424-001-2", "MFG-0056, MFG-0057"),
        ("PLA-0424-01", "", "MFG-0051"),
    ]


def test_what_was_scrapped_is_no_exception_and_a_concession_is() -> None:
    exceptions = coc.context(goods.frozen(), goods.head(exceptions=("Overridden.",)))["exceptions"]
    assert exceptions == [
        "NCR-0007 (MFG-0056, 1\u00a0pcs): Bore 0.004 mm over. Use as is, concession\u00a0C-118, approved by\u00a0Ann Miller.",
        "Overridden.",
    ]


def test_without_exceptions_processes_and_own_logo_the_certificate_says_so(tmp_path: Path) -> None:
    text = goods.BRACKETS
    for sheet in ("Outside processes", "Nonconformances"):
        start = text.index(f"{sheet}\n")
        text = text[:start] + text[text.index("\n\n", start) + 2 :]
    said = text_of(made(tmp_path, text))
    assert "Outside processes: none.\nExceptions and concessions: none.\n" in said


def test_a_supplier_who_is_the_maker_is_named_once(tmp_path: Path) -> None:
    said = text_of(made(tmp_path, goods.BRACKETS.replace("Metal Depot", "Alpine Rolling")))
    assert ("Alpine Rolling" in said, "From Alpine Rolling" in said) == (True, False)


def test_the_customers_number_is_printed_and_ours_where_he_has_none() -> None:
    without = goods.BRACKETS.replace("S-4471-C", "        ")
    numbers = [
        heading.context(goods.frozen(text), goods.head())["part"] for text in (goods.BRACKETS, without)
    ]
    assert [part["customer_number"] for part in numbers] == ["S-4471-C", "BRK-100"]


def test_quantities_of_different_units_are_not_added_up() -> None:
    text = goods.BRACKETS.replace(
        "| 15       | pcs  |                  | PS-2211", "| 15       | kg   |      | PS-2211"
    )
    assert (
        heading.context(goods.frozen(text), goods.head())["shipped"]["quantity"] == "25\u00a0pcs + 15\u00a0kg"
    )


def test_the_shops_own_columns_are_fields_by_their_header() -> None:
    text = goods.BRACKETS.replace("| Destination ", "| Cost centre | 2nd code | Destination ").replace(
        "| Hull works", "| 0815 | 7 | Hull works"
    )
    assert heading.context(goods.frozen(text), goods.head())["extra"] == {
        "cost_centre": "0815",
        "column_2nd_code": "7",
    }


LONG = "The Extraordinarily Long Named Aerospace Precision Components and Subassemblies Manufacturing Company of Northumberland & Sons <UK> Ltd"


@pytest.mark.libreoffice
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_certificate_becomes_a_complete_pdf_on_the_customers_paper(tmp_path: Path, paper: str) -> None:
    import pypdfium2

    logo = goods.picture(tmp_path / "logo.png")
    serials = ", ".join(f"SN-{number:05}" for number in range(1, 301))
    text = goods.BRACKETS.replace(goods.CUSTOMER, LONG).replace("0001, 0002, 0003", serials)
    document = made(tmp_path, text, paper=paper, logo_file=logo, signature_file=logo)
    done = pdf.convert([document], tmp_path, using=[LibreOffice()])
    assert done.problems == ()
    with pypdfium2.PdfDocument(done.pdfs[0]) as opened:
        width, height = (round(side / 72 * 25.4) for side in opened[0].get_size())
        assert (width, height) == {"A4": (210, 297), "Letter": (216, 279)}[paper]
        assert len(opened) == 2
        last = opened[1].get_textpage().get_text_bounded()
        assert "Page 2 of 2" in last
        assert (
            "Statement of conformance" in last.split("Ann Miller\r\n")[0]
        )  # never parted from its signature
