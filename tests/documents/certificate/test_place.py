"""Certificates of other metal on which our number happens to stand: none of them is proposed for release."""

from __future__ import annotations

import json

import pytest

from lotbook.documents.certificate.comparison import Outcome
from lotbook.documents.certificate.context import likely_heats
from lotbook.documents.certificate.digital import lines
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.place import misplaced, not_valid
from lotbook.documents.certificate.reading import Reading, facts_of, reading
from tests.documents.deliveries import PAPER, codes, compared, digital, paper, passport

HEAT, OTHER = "H83-017", "H83-015"
OURS = PAPER.format(heat=HEAT)
OUR_LINE = f"Heat No. {HEAT}"


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("Tel. +49 30 47110", "47110"),
        ("North Metals, 47110 Duisburg", "47110"),
        ("Article no. 47110", "47110"),
        ("Plate 12 x 1500 x 3000", "3000"),
        ("Date 20240503", "20240503"),
        ("Your order 47110\nHeat see page 2", "47110"),
        ("Heat treated, order no. H83-017", HEAT),
    ],
)
def test_a_number_that_nothing_calls_heat_or_lot_is_for_a_person(line, tag):
    found = compared(paper(OURS.replace(OUR_LINE, line)), heat=tag)
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


@pytest.mark.parametrize(
    "line",
    [
        "Heat No. H83-017 B",
        "Heat No. H83-017 2",
        "Heat No. H83-017\u00a02",
        "Heat No. A H83-017",
        "Heat No. H83-017\n-2",
        "Heat No. H83-017-\n2",
        "Heat No. H83-017/2",
        "Heat No. H83-017+1",
        "Heat No. H83-017(2)",
        "Heat No. H83-010 - H83-017",
    ],
)
def test_a_number_that_may_be_part_of_a_longer_one_is_for_a_person(line):
    found = compared(paper(OURS.replace(OUR_LINE, line)))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


@pytest.mark.parametrize("heat", ["1H83-017", "H83-0171", "H83-017.2", "H83-017_2", "H83-\n0172", "Н83-017"])
def test_a_longer_number_and_one_of_other_letters_are_rejected(heat):
    assert compared(paper(PAPER.format(heat=heat))).outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    "table",
    [
        "Heat No. Lot Qty\nH83-015 A 20 kg\nH83-016 B 20 kg\nH83-017 C 20 kg",
        "Heat No. Billet\nH83-015 H83-017",
        "Heat No. Billet\nA9981 H83-017",
        "Pos Heat No. Size\nH83-017 A9981 12 mm",
        "Heat No.\nH83-015\nReference sample H83-017",
        "Heat No.\nH83-015\nTest no. 1\nH83-017",
    ],
)
def test_our_number_in_a_table_of_other_heats_is_for_a_person(table):
    found = compared(paper(OURS.replace(OUR_LINE, table)))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


@pytest.mark.parametrize(
    "line",
    [
        "Heat Qty\nH83-017 40",
        "Pos Heat No. Size\n1 H83-017 12 mm",
        "Heat\nNumber\nH83-017",
        "Heat/Cast: H83-017 Mill: North",
        "Chargen-Nr.: H83-017",
        "Schmelzennummer H83-017",
        "Numéro de coulée : H83-017",
        "Melt# H83-017",
        "Heat No. H83-01７ 12 mm",
        "C00 Heat number H83-017",
        "Lot No. H83-017",
        "Bar H83-017 6 pieces",
    ],
)
def test_the_ways_in_which_papers_name_their_heat_raise_no_alarm(line):
    assert compared(paper(OURS.replace(OUR_LINE, line))).outcome is Outcome.AGREES


@pytest.mark.parametrize("word", ["Cast", "Schmelze", "Charge", "Heat"])
def test_two_certificates_in_one_file_are_for_a_person(word):
    both = OURS.replace("Heat No.", word) + "\n" + OURS.replace(OUR_LINE, f"{word} {OTHER}")
    found = compared(paper(both))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


def test_our_heat_on_the_page_of_another_material_is_for_a_person():
    steel = OURS.replace("Grade 6061-T6", "Grade 304L")
    ours_without = OURS.replace(OUR_LINE, "")
    found = compared(paper(f"{steel}\n{ours_without}"))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-grade-unsure"])


@pytest.mark.parametrize(
    "remark",
    [
        "Revision B: heat number corrected, was H83-017, now H83-018",
        "Revision B: heat corrected from H83-017 to H83-018",
        "Revision B: heat H83-017 -> H83-018",
        "Erratum: in revision A this read H83-017",
    ],
)
def test_a_revision_that_took_our_heat_off_the_paper_is_for_a_person(remark):
    assert compared(paper(OURS.replace(OUR_LINE, remark))).outcome is Outcome.LOOK


@pytest.mark.parametrize("word", ["VOID", "DRAFT - NOT VALID", "Cancelled", "This certificate is superseded by M-2", "STORNIERT"])  # fmt: skip
def test_a_paper_that_says_it_does_not_count_is_for_a_person(word):
    found = compared(paper(f"{word}\n{OURS}"))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-not-valid"])


def test_the_usual_small_print_is_no_such_word():
    for line in (
        "This certificate is not valid without signature",
        "Any alteration makes this certificate void and is prosecuted",
        "Revision 2. This certificate supersedes revision 1",
        "Specimen 1",
    ):
        assert not not_valid(line)
        assert compared(paper(f"{OURS}\n{line}")).outcome is Outcome.AGREES


def test_the_data_of_two_certificates_in_one_file_is_for_a_person():
    both = tuple(json.dumps(passport(heat)).encode() for heat in (HEAT, OTHER))
    text = "\n".join(lines(passport(HEAT)))
    file = CertificateText("ab", 1, text, digital=both)
    found = compared(Reading(file, facts_of(both[0]), has_pages=False, certificates=2))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-several-inside"])


def test_how_many_certificates_a_pdf_carries_is_counted(tmp_path):
    import pypdfium2 as pdfium

    from tests.documents.pdfs import draw

    def carrying(name, *data):
        draw(tmp_path / "plain.pdf", OURS.splitlines())
        with pdfium.PdfDocument(tmp_path / "plain.pdf") as opened:
            for number, each in enumerate(data):
                opened.new_attachment(f"{number}.json").set_data(json.dumps(each).encode())
            opened.save(str(tmp_path / name))
        return reading(tmp_path / name).certificates

    assert carrying("two.pdf", passport(HEAT), passport(OTHER)) == 2
    assert carrying("same.pdf", passport(HEAT), passport(HEAT)) == 1
    assert carrying("none.pdf") == 0


def test_amounts_days_and_our_own_heat_are_no_other_heat():
    text = "Heat H83-017\nMelt 1550 °C\nCast 2024-05-03\nHeat 4711 kg\nHeat treatment 530\nCast H83-018"
    assert likely_heats(text, HEAT) == ("H83-018",)


def test_what_is_said_names_what_to_look_for():
    assert misplaced("Heat No. H83-017 B", HEAT) == "may be part of a longer number there: 'H83-017 B'"
    assert "such as H83-015" in misplaced("Heat\nH83-015\nH83-017", HEAT)


@pytest.mark.parametrize("tag", ["N/A", "none", "see certificate", "OK"])
def test_a_word_in_place_of_a_heat_is_for_a_person_though_both_say_it(tag):
    for read in (paper(PAPER.format(heat=tag)), digital(passport(tag))):
        found = compared(read, heat=tag)
        assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


def test_a_short_heat_that_may_be_part_of_a_longer_one_is_for_a_person_too():
    assert compared(paper(PAPER.format(heat="16")), heat="16").outcome is Outcome.AGREES
    assert compared(paper(PAPER.format(heat="16 B")), heat="16").outcome is Outcome.LOOK


def test_printed_pages_that_call_another_number_the_heat_than_the_data_inside_are_for_a_person():
    content = json.dumps(passport(HEAT)).encode()
    text = PAPER.format(heat=OTHER) + f"\nSample {HEAT}\n" + "\n".join(lines(passport(HEAT)))
    read = Reading(CertificateText("ab", 1, text, digital=(content,)), facts_of(content))
    assert codes(compared(read)) == ["certs-heat-unsure"]
