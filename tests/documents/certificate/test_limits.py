"""Limits printed on a text certificate: read where the layout is clear, a person's where it is not, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.certificate.comparison import Outcome, compare
from lotbook.documents.certificate.layout import rows_of_text
from lotbook.documents.certificate.reading import Reading, reading
from lotbook.documents.certificate.table import tables_in
from tests.documents.deliveries import CERTIFICATES, PAPER, codes, compared, delivery, paper
from tests.documents.pdfs import draw

ACROSS = ["Element", "Si", "Fe", "Cu", "Mg"]


def table(path: Path, *rows: list[str], align: str = "CENTER") -> Reading:
    """A certificate for our delivery with a table as people make them, drawn cell by cell."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    style = getSampleStyleSheet()["Normal"]
    text = [Paragraph(line, style) for line in PAPER.format(heat="H83-017").splitlines()]
    drawn = Table([list(row) for row in rows], colWidths=70)
    drawn.setStyle(TableStyle([("ALIGN", (1, 0), (-1, -1), align)]))
    SimpleDocTemplate(str(path), pagesize=A4, invariant=True).build([*text, drawn])
    return reading(path)


def own(found: Reading) -> dict[str, tuple[str, str, str]]:
    return {v.name: (str(v.value), str(v.minimum), str(v.maximum)) for v in found.tables.values}


READ = {
    "Si": ("0.63", "0.4", "0.8"), "Fe": ("0.8", "None", "0.7"), "Cu": ("0.23", "0.15", "None"),
    "Mg": ("1.03", "0.8", "1.2"),
}  # fmt: skip
SAID = ["certs-value-own-limits"]


@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
def test_elements_across_the_page_are_held_against_the_limits_above_them(tmp_path, align):
    rows = [
        ACROSS,
        ["Min %", "0.4", "", "0.15", "0.8"],
        ["Max %", "0.8", "0.7", "", "1.2"],
        ["Actual %", "0.63", "0.8", "0.23", "1.03"],
    ]
    found = table(tmp_path / "m.pdf", *rows, align=align)
    assert own(found) == READ
    result = compared(found)
    assert (result.outcome, codes(result)) == (Outcome.DIFFERS, SAID)
    assert result.faults == (
        "Fe 0.8 % is outside the certificate's own limits (at most 0.7 %), as the text of the file was read.",
    )


@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
def test_elements_one_below_the_other_in_german_with_decimal_commas_are_read_too(tmp_path, align):
    rows = [
        ["Element", "Min %", "Max %", "Ist %"],
        ["Si", "0,4", "0,8", "0,63"],
        ["Fe", "", "0,7", "0,8"],
        ["Cu", "0,15", "", "0,23"],
        ["Mg", "0,8", "1,2", "1,03"],
    ]
    found = table(tmp_path / "m.pdf", *rows, align=align)
    assert own(found) == READ
    assert codes(compared(found)) == SAID


def test_results_before_the_limits_and_properties_with_their_unit_are_read(tmp_path):
    rows = [
        ["Property", "Symbol", "Unit", "Actual", "Minimum", "Maximum", "Method"],
        ["Tensile strength", "Rm", "MPa", "350", "370", "", "6892"],
        ["Elongation", "A", "%", "12", "8", "", "6892"],
    ]
    found = table(tmp_path / "m.pdf", *rows)
    assert own(found) == {"Rm": ("350", "370", "None"), "A": ("12", "8", "None")}
    assert codes(compared(found)) == SAID


def test_within_the_printed_limits_it_is_proposed(tmp_path):
    rows = [
        ACROSS,
        ["Min", "0.4", "", "0.15", "0.8"],
        ["Max", "0.8", "0.7", "0.4", "1.2"],
        ["Actual", "0.63", "0.3", "0.23", "1.03"],
    ]
    assert compared(table(tmp_path / "m.pdf", *rows)).outcome is Outcome.AGREES


def test_lines_written_without_columns_are_read_where_no_cell_is_missing_and_else_left_to_a_person(tmp_path):
    lines = ["Si Fe Cu Mg", "Min 0.4 - 0.15 0.8", "Max 0.8 0.7 0.4 1.2", "Actual 0.63 0.3 0.23 1.03"]
    head = PAPER.format(heat="H83-017").splitlines()
    assert compared(reading(draw(tmp_path / "a.pdf", [*head, *lines]))).outcome is Outcome.AGREES
    lines[1] = "Min 0.4 0.15 0.8"
    found = compared(reading(draw(tmp_path / "b.pdf", [*head, *lines])))
    assert codes(found) == ["certs-limits-unread"]
    below = ["Element Min Max Actual", "Si 0.4 0.8 0.63", "Mg 0.8 1.2 1.03"]
    assert compared(reading(draw(tmp_path / "c.pdf", [*head, *below]))).outcome is Outcome.AGREES
    below[1] = "Si 0.8 0.63"
    found = compared(reading(draw(tmp_path / "d.pdf", [*head, *below])))
    assert codes(found) == ["certs-limits-unread"]


def test_numbers_of_neighbouring_cells_that_touch_are_parted_where_each_was_drawn():
    found = own(reading(CERTIFICATES / "metals" / "valid_minimal.pdf"))
    assert (found["Si"], found["Fe"]) == (("0.4502", "0.3", "0.6"), ("0.1625", "0.1", "0.3"))
    assert found["Ti"] == ("0.0148", "None", "0.1")


UNCLEAR = [
    "Si Fe Cu Mn Mg\nMin 0.40 0.15 0.8\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nSpec 0.40 0.15 0.8 0.1 0.2\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nMax ppm 0.40 0.15 0.8 0.1 2\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nMin 0.9 0.9 0.9 0.9 2\nMax 0.1 0.1 0.1 0.1 1\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nMax 0.9 0.9 0.9 0.9 2\nMax 0.1 0.1 0.1 0.1 1\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nMax >0.9 0.9 0.9 0.9 2\nActual 0.63 0.32 0.23 0.11 1.03",
    "Si Fe Cu Mn Mg\nMax 0.9 0.9 0.9 0.9 2\nActual 0.63 0.320.23 0.11 1.03",
    "Element Min Max Actual\nPb 3.5 4.1",
    "Element Min Max\nPb 2.5 3.5 4.1",
    "Element Min Max Actual Spec Min\nPb 2.5 3.5 4.1 2.0",
    "Pb 4.1 % (max 3.5 %)",
    "Pb: max. 3.5",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCLEAR)
def test_limits_that_cannot_be_read_for_sure_are_a_persons_and_none_is_guessed(text):
    found = compared(paper(f"{PAPER.format(heat='H83-017')}\n{text}"))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-limits-unread"])
    assert found.doubts == ("Limits on the paper could not be read; compare them yourself.",)


@pytest.mark.parametrize(
    "text",
    [
        "Austenitizing 850 C 45 min Air",
        "Vicat softening 108 °C min. 105 °C",
        "Inspector: Max Berger, 12.03.2024",
        "Packaging: max 20 t",
        "C43 Mean value 80.3 J min 78.5 J max 90.6 J",
        "Max load 2 t, In 3 days",
    ],
)
def test_other_words_that_look_like_limits_raise_no_alarm(text):
    assert compared(paper(f"{PAPER.format(heat='H83-017')}\n{text}")).outcome is Outcome.AGREES


def test_a_second_table_below_does_not_lend_its_limits_to_the_first():
    text = (
        "Symbol C Si Mn P\nActual 0.1 0.2 0.3 0.4\nC85 C86 C92 C93\nSymbol Cr CEV Ni Mo\nMax 0.1 0.1 0.1 0.1"
    )
    assert all(each.maximum is None for each in tables_in(rows_of_text(text)).values)


def test_values_typed_from_the_paper_have_its_limits_unless_somebody_typed_those():
    text = f"{PAPER.format(heat='H83-017')}\nElement Min Max Actual\nMg 0.8 1.1 1.15\nSi 0.4 0.8 0.6"
    typed = "L1 | Mg | 1.15 | % | {low} | {high}\n    L1 | Si | 0.6 | % | |"
    assert codes(compared(paper(text), chemistry=typed.format(low="", high=""))) == SAID
    assert compared(paper(text), chemistry=typed.format(low="0.8", high="1.2")).outcome is Outcome.AGREES


def test_limits_that_somebody_typed_answer_those_that_could_not_be_read():
    text = f"{PAPER.format(heat='H83-017')}\n{UNCLEAR[0]}"
    bare = "L1 | Mg | 1.03 | % | |\n    L1 | Si | 0.63 | % | |"
    assert codes(compared(paper(text), chemistry=bare)) == ["certs-limits-unread"]
    limited = "L1 | Mg | 1.03 | % | 0.8 | 1.2\n    L1 | Si | 0.63 | % | 0.4 |"
    assert compared(paper(text), chemistry=limited).outcome is Outcome.AGREES


@pytest.mark.parametrize("path", sorted(CERTIFICATES.glob("*/*.pdf")), ids=lambda path: path.stem)
def test_every_published_paper_is_within_its_own_limits_and_none_is_asked_about(path):
    found = codes(compare(delivery(reading(path))))
    assert not {"certs-value-own-limits", "certs-limits-unread"} & set(found)
