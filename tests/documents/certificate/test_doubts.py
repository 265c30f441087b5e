"""Certificates that nearly fit: what a hurried clerk or a sloppy supplier hands in is never proposed for release."""

from __future__ import annotations

import pytest

from lotbook.documents.certificate.comparison import Comparison, Outcome
from lotbook.documents.certificate.grades import as_printed
from lotbook.documents.certificate.tree import number, unreadable
from tests.documents.deliveries import PAPER, codes, compared, digital, paper, passport

OTHER, OURS = "H99-111", PAPER.format(heat="H83-017")


@pytest.mark.parametrize(
    "remark",
    [
        "Note: not valid for heat H83-017",
        "This certificate replaces the one of Heat No. H83-017",
        "Made from the same ingot as heat H83-017",
        "Your reference H83-017",
    ],
)
def test_a_certificate_of_another_heat_that_mentions_ours_in_a_remark_is_for_a_person(remark):
    found = compared(paper(f"{PAPER.format(heat=OTHER)}\n{remark}"))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


def test_our_heat_in_a_remark_under_a_table_of_another_is_for_a_person():
    text = OURS.replace(
        "Heat No. H83-017", "Heat   Pieces\nH99-111   40\nPrevious delivery H83-017 was scrapped"
    )
    assert compared(paper(text)).outcome is Outcome.LOOK


@pytest.mark.parametrize("heat", ["X9", "H83-018", "175508"])
def test_two_numbers_called_heat_on_one_paper_are_for_a_person(heat):
    found = compared(paper(f"{OURS}\nHeat No. {heat}"))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


def test_one_heat_that_is_printed_twice_or_has_lots_is_proposed():
    for more in (
        "Heat No. H83-017",
        "Lot No. 72828",
        "Heat treatment: 2 h",
        "This certificate is not signed",
    ):
        assert compared(paper(f"{OURS}\n{more}")).outcome is Outcome.AGREES


def test_a_heat_of_digits_that_stands_only_as_an_amount_is_for_a_person():
    text = OURS.replace("Heat No. H83-017", "Weight net 4711 kg, 4711 pcs")
    assert compared(paper(text), heat="4711").outcome is Outcome.LOOK
    assert compared(paper(text + "\nCast 4711"), heat="4711").outcome is Outcome.AGREES


@pytest.mark.parametrize("printed", ["H83\n017", "H 83 - 017"])
def test_a_heat_that_was_pulled_apart_is_for_a_person_and_not_rejected(printed):
    assert compared(paper(PAPER.format(heat=printed))).outcome is Outcome.LOOK


@pytest.mark.parametrize(
    "text",
    [
        OURS.replace("EN 10204:2004 3.1", "EN 10204:2004 2.1")
        + "\nNo inspection certificate 3.1 is available.",
        OURS.replace("EN 10204:2004 3.1", "EN 10204:2004 2.2") + "\nSee certificate 3.1 M-0",
    ],
)
def test_a_paper_that_speaks_of_two_types_is_for_a_person(text):
    found = compared(paper(text))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-type-differs"])


def test_our_grade_in_a_remark_of_a_certificate_for_another_is_for_a_person():
    text = OURS.replace("Grade 6061-T6", "Grade 7075-T6") + "\nNot to be used in place of 6061-T6"
    found = compared(paper(text))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-grade-unsure"])


@pytest.mark.parametrize(
    "line", ["Material passport 2024", "Date of material: 2024-04-22", "Alloy 6061 and alloy 7075"]
)
def test_a_year_is_no_grade_and_ours_among_others_is_proposed(line):
    assert compared(paper(f"{OURS}\n{line}")).outcome is Outcome.AGREES


def test_the_printed_temper_counts_and_not_ours():
    found = compared(paper(OURS.replace("6061-T6 ", "6061-T651 ")))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-grade-unsure"])
    assert as_printed("6061-T651, cut from 6061-T6", "6061-T6") == "6061-T6"


def test_a_digital_certificate_without_a_grade_is_for_a_person():
    data = passport("H83-017", MaterialDesignations=[])
    assert codes(compared(digital(data))) == ["certs-grade-unsure"]


def test_a_digital_certificate_of_two_products_is_for_a_person():
    data = passport("H83-017")
    product = data["DigitalMaterialPassport"]["Product"]
    data["DigitalMaterialPassport"]["Product"] = [product, {"MaterialDesignations": []}]
    assert compared(digital(data)).outcome is Outcome.LOOK


def analysed(symbol: str, value: object, unit: str, most: float) -> Comparison:
    data = passport("H83-017")
    measured = {"ResultType": "singleValue", "Value": value}
    elements = [("Mg", 1.0, "%", 1.2), ("Si", 0.6, "%", 0.8)]
    data["DigitalMaterialPassport"]["ChemicalAnalysis"]["Elements"] = [
        *(
            {"PropertySymbol": s, "Unit": u, "Actual": {"Value": v}, "Maximum": {"Value": m}}
            for s, v, u, m in elements
        ),
        {"PropertySymbol": symbol, "Unit": unit, "Actual": measured, "Maximum": {"Value": most}},
    ]
    return compared(digital(data))


@pytest.mark.parametrize("value", ["1.5*", "0.9 - 1.9", "≤1.5", "1,500", "−1.5", "1.5 (see note)"])
def test_a_value_that_cannot_be_read_is_never_left_out_of_its_own_limits(value):
    found = analysed("Fe", value, "ppm", 1200)
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-value-unsure"])
    assert value in found.doubts[0]


def test_the_rest_of_the_whole_is_no_value():
    assert analysed("Al", "bal.", "%", 99).outcome is Outcome.AGREES


def test_less_than_says_nothing_about_a_minimum_also_as_text():
    found = analysed("Mg", "< 0.9", "%", 1.2)
    assert "certs-value-unsure" in codes(found)


def test_a_comma_before_three_digits_may_be_a_thousand_and_is_no_number():
    assert (number("1,500"), number("0,150"), number("15,5")) == (None, number("0.150"), number("15.5"))
    assert (unreadable("1,500"), unreadable("0,150")) == ("1,500", "")
