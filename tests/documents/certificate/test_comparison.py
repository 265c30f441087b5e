"""One certificate against its delivery: what rejects it, what a person must see, what is only noted."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.documents.certificate.comparison import Outcome, compare
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.findings import HEAT_SPOILED
from lotbook.documents.certificate.heat import bare
from lotbook.documents.certificate.reading import Reading
from lotbook.domain.findings import Severity
from lotbook.domain.identifiers import lookalike_key
from tests.documents.deliveries import PAPER, codes, compared, delivery, digital, paper, passport

HEAT = "H83-017"


def test_a_certificate_that_agrees_is_proposed():
    found = compared(paper(PAPER.format(heat=HEAT)))
    assert (found.outcome, codes(found)) == (Outcome.AGREES, [])


def test_a_digital_certificate_that_agrees_is_proposed():
    found = compared(digital(passport(HEAT)))
    assert (found.outcome, codes(found)) == (Outcome.AGREES, [])


@pytest.mark.parametrize(
    "other", ["H83-0I7", "H83-O17", "H83-01", "H83-0177", "H83-071", "G83-017", "X", "H83-017A"]
)
def test_another_heat_is_rejected_in_text_and_in_data(other):
    for reading in (paper(PAPER.format(heat=other)), digital(passport(other))):
        found = compared(reading)
        assert found.outcome is Outcome.DIFFERS
        assert codes(found) == ["certs-heat-differs"]


def test_the_mistaken_letters_are_named():
    found = compared(digital(passport("H83-O17")))
    assert found.faults == (
        "The material is marked H83-017, but the certificate is for H83-O17, B-1 (0 for O: they are easily mistaken).",
    )


def test_tag_and_typed_heat_must_be_the_same_whatever_the_file_says():
    case = delivery(paper(PAPER.format(heat=HEAT)))
    found = compare(case._replace(receipt=case.receipt._replace(heat_on_certificate="H83-O17")))
    assert (found.outcome, codes(found)) == (Outcome.DIFFERS, ["certs-heat-differs"])
    same = compare(case._replace(receipt=case.receipt._replace(heat_on_certificate="h83\u2011017 ")))
    assert same.outcome is Outcome.AGREES


def test_two_heats_in_the_row_are_a_mismatch_even_without_the_file():
    case = delivery(Reading(CertificateText("", 0, "")))
    found = compare(case._replace(receipt=case.receipt._replace(heat_on_certificate="H83-O17")))
    assert (found.outcome, codes(found)) == (Outcome.DIFFERS, ["certs-heat-differs", "certs-file-missing"])


def test_a_heat_that_excel_spoiled_is_a_question_not_a_rejection():
    case = delivery(paper(PAPER.format(heat="22E1")), heat="220")
    spoiled = compare(
        case._replace(spoiled=[case.found(HEAT_SPOILED, "heat_on_material", "holds 220 as a number.")])
    )
    assert (spoiled.outcome, codes(spoiled)) == (Outcome.LOOK, ["certs-heat-spoiled"])


@pytest.mark.parametrize("printed", ["H83 017", "H83017", "H83.017", "H 83-017"])
def test_other_dashes_and_spaces_are_left_to_a_person(printed):
    found = compared(paper(PAPER.format(heat=printed)))
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-heat-unsure"])


def test_the_lot_counts_beside_the_heat():
    assert compared(digital(passport("H-9")), heat="B-1").outcome is Outcome.AGREES


def test_one_of_seventeen_heats_is_proposed_and_it_is_said():
    found = compared(digital(passport("H-9", BatchId=[f"72828{n:02}" for n in range(17)])), heat="7282806")
    assert (found.outcome, codes(found)) == (Outcome.AGREES, ["certs-several-heats"])
    assert compared(
        digital(passport("H-9", BatchId=[f"72828{n:02}" for n in range(17)])), heat="7282817"
    ).outcome is (Outcome.DIFFERS)


def test_a_short_number_in_the_text_proves_nothing():
    text = PAPER.format(heat="Z-1") + "\n16 pieces"
    assert codes(compared(paper(text), heat="16")) == ["certs-heat-unsure"]
    assert compared(paper(PAPER.format(heat="16")), heat="16").outcome is Outcome.AGREES


def test_a_number_that_stands_elsewhere_while_a_look_alike_is_called_heat_is_doubtful():
    text = PAPER.format(heat="H83-O17") + "\nYour reference H83-017"
    assert codes(compared(paper(text))) == ["certs-heat-unsure"]


def test_a_list_of_lots_behind_its_label_counts_as_a_whole_also_in_two_languages():
    lots = ", ".join(f"72828{n}" for n in range(41, 58))
    label = "Heat No. 175508\nB07 Identification of the product / Identification du produit"
    text = PAPER.replace("Heat No. {heat}", f"{label} {lots}")
    assert compared(paper(text), heat="7282857").outcome is Outcome.AGREES
    assert compared(paper(text), heat="7282858").outcome is Outcome.DIFFERS


def test_a_tag_that_is_the_certificates_own_number_is_doubtful():
    text = PAPER.format(heat="H-12345").replace("No. M-1", "No. M-12345")
    assert codes(compared(paper(text), heat="M-12345")) == ["certs-heat-unsure"]


def test_a_heat_in_a_table_without_a_label_is_found():
    text = PAPER.replace("Heat No. {heat}", "Bar   {heat}   6 pieces")
    assert compared(paper(text.format(heat=HEAT))).outcome is Outcome.AGREES


def test_a_digital_certificate_without_heat_and_lot_is_a_question():
    inside = passport("")
    del inside["DigitalMaterialPassport"]["Product"]["BatchId"]
    assert codes(compared(digital(inside), heat="PO-7")) == ["certs-heat-unsure"]


def test_an_empty_tag_is_a_question_not_a_rejection():
    row = "L1 | AL6 | North Metals | PO-7 |  | 100 | kg | 3.1 | m1.pdf"
    assert codes(compared(paper(PAPER.format(heat=HEAT)), row)) == ["certs-tag-missing"]


def test_pages_that_are_pictures_are_never_a_mismatch():
    found = compared(paper("page two has text only, nothing else", pictures=(1,)))
    assert found.outcome is Outcome.LOOK
    assert "certs-heat-unsure" in codes(found)


def test_data_inside_that_its_printed_pages_contradict_is_a_question():
    inside = digital(passport(HEAT))
    text = f"{PAPER.format(heat='H83-018')}\n{inside.file.text}"
    found = compared(Reading(inside.file._replace(text=text, sha256="x"), inside.facts))
    assert codes(found) == ["certs-heat-unsure"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("2.2", "certs-type-too-weak"), ("2.1", "certs-type-too-weak"), ("3.2", "certs-type-differs")],
)
def test_the_type_the_certificate_calls_itself_counts(kind, code):
    text = PAPER.format(heat=HEAT).replace("3.1 No", f"{kind} No")
    assert codes(compared(paper(text))) == [code]


def test_a_mill_test_report_serves_as_a_3_1():
    text = PAPER.format(heat=HEAT).replace(
        "Inspection certificate EN 10204:2004 3.1", "CERTIFIED MILL TEST REPORT"
    )
    assert compared(paper(text)).outcome is Outcome.AGREES


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("6063-T6", "certs-grade-differs"),
        ("6061-T651", "certs-grade-unsure"),
        ("Alu 47", "certs-grade-unsure"),
    ],
)
def test_another_grade_is_rejected_and_another_temper_or_an_unknown_name_is_asked_about(named, code):
    inside = passport(HEAT, MaterialDesignations=[{"Name": {"System": "AA", "Value": named}}])
    assert codes(compared(digital(inside))) == [code]


@pytest.mark.parametrize("named", ["EN AW-6061 T6", "A96061", "6061", "Alloy 6061-T6"])
def test_a_grade_is_the_same_under_its_other_names(named):
    inside = passport(HEAT, MaterialDesignations=[{"Number": {"System": "x", "Value": named}}])
    assert compared(digital(inside)).outcome is Outcome.AGREES


def test_a_text_that_calls_another_alloy_its_grade_is_rejected():
    text = PAPER.format(heat=HEAT).replace("6061-T6", "6063-T6")
    assert codes(compared(paper(text))) == ["certs-grade-differs"]


@pytest.mark.parametrize("named", ["ASTM B209-21a", "ASTM B209/B209M-21a", "ASTM B 209-21", "ASTM B209"])
def test_a_specification_is_the_same_however_it_is_written(named):
    assert compared(paper(PAPER.format(heat=HEAT).replace("ASTM B209-21a", named))).outcome is Outcome.AGREES


@pytest.mark.parametrize("named", ["ASTM B209-14", "ASTM B221-21", "as agreed"])
def test_another_specification_or_revision_is_left_to_a_person(named):
    found = compared(paper(PAPER.format(heat=HEAT).replace("ASTM B209-21a", named)))
    assert codes(found) == ["certs-specification-unsure"]


def test_a_certificate_for_less_than_was_delivered_is_asked_about():
    inside = passport(HEAT, Weight=99, WeightUnit="kg")
    assert codes(compared(digital(inside))) == ["certs-quantity-smaller"]
    assert compared(digital(passport(HEAT, Weight=100_000, WeightUnit="g"))).outcome is Outcome.AGREES
    assert compared(digital(passport(HEAT, Quantity=1))).outcome is Outcome.AGREES  # pieces are no kilograms


def test_another_order_is_a_note_with_a_dealer_and_a_question_from_the_maker():
    inside = passport(HEAT)
    inside["DigitalMaterialPassport"]["TransactionData"]["BusinessTransaction"]["Order"]["Id"] = "PO-8"
    found = compared(digital(inside))
    assert (found.outcome, codes(found)) == (Outcome.AGREES, ["certs-order-differs"])
    inside["DigitalMaterialPassport"]["TransactionData"]["Parties"] = {
        "Manufacturer": {"Name": "North Metals"}
    }
    assert codes(compared(digital(inside))) == ["certs-order-of-maker"]


PLASTIC = "L1 | ACR | Plastics Co | PO-7 | {heat} | 5 | kg | CofC | c.pdf"
CONFORMITY = "Certificate of conformity\nCast acrylic PMMA GS\nISO 7823-1:2003\nLot no. {heat}\n{end}"


def test_plastic_needs_a_certificate_of_conformity_and_no_mill_test_report():
    text = CONFORMITY.format(heat="PX-1", end="Quality Control: E. Sandoval")
    assert compared(paper(text), PLASTIC, heat="PX-1").outcome is Outcome.AGREES


def test_plastic_named_by_its_product_without_its_grade_is_only_noted():
    text = CONFORMITY.format(heat="PX-1", end="Quality Control").replace(
        "Cast acrylic PMMA GS", "Sheet of acrylic"
    )
    found = compared(paper(text), PLASTIC, heat="PX-1")
    assert (found.outcome, codes(found)) == (Outcome.AGREES, ["certs-grade-unnamed"])
    other = compared(paper(text.replace("Sheet", "Foil")), PLASTIC, heat="PX-1")
    assert codes(other) == ["certs-grade-unsure"]


def test_an_amendment_is_part_of_the_revision():
    text = CONFORMITY.format(heat="PX-1", end="QC").replace("ISO 7823-1:2003", "ISO 7823-1:2003+A1:2015")
    case = delivery(paper(text), PLASTIC, heat="PX-1")
    amended = case._replace(material=case.material._replace(spec_revision="2003 + A1:2015"))
    assert compare(amended).outcome is Outcome.AGREES
    assert codes(compare(case)) == ["certs-specification-unsure"]


def test_plastic_whose_certificate_nobody_signed_is_asked_about():
    assert codes(compared(paper(CONFORMITY.format(heat="PX-1", end="")), PLASTIC, heat="PX-1")) == [
        "certs-unsigned"
    ]


def test_every_packing_slip_carries_the_identical_lot():
    custody = """Lot ID | Step | From  | To       | Document | Heat on document
    L1 | 1 | Maker | Dealer | PS-1 | PX-1
    L1 | 2 | Dealer | us | PS-2 | PX-I"""
    text = CONFORMITY.format(heat="PX-1", end="QC ok")
    found = compared(paper(text), PLASTIC, heat="PX-1", custody=custody)
    assert codes(found) == ["certs-custody-differs"]
    fine = compared(paper(text), PLASTIC, heat="PX-1", custody=custody.replace("PX-I", "px-1"))
    assert fine.outcome is Outcome.AGREES


def element(name, value, unit="%", low=None, high=None):
    limits = {"Minimum": low, "Maximum": high}
    given = {k: {"ResultType": "numeric", "Value": v} for k, v in limits.items() if v is not None}
    return {
        "PropertySymbol": name,
        "Unit": unit,
        "Actual": {"ResultType": "numeric", "Value": value},
        **given,
    }


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        ([element("Mg", 1.0), element("Si", 0.6)], []),
        ([element("Mg", 1.3), element("Si", 0.6)], ["certs-value-house-limits"]),
        ([element("Mg", 13000, "ppm"), element("Si", 0.6)], ["certs-value-house-limits"]),
        ([element("Mg", 1.24), element("Si", 0.6)], ["certs-value-unsure"]),
        ([element("Mg", 1.0)], ["certs-value-unsure"]),
        ([element("Mg", 1.0, high=0.9), element("Si", 0.6)], ["certs-value-own-limits"]),
        ([element("Mg", 1.0), element("Si", 0.6), element("C", 150.5)], ["certs-value-impossible"]),
    ],
)
def test_values_are_compared_with_both_limits(elements, found):
    inside = passport(HEAT)
    inside["DigitalMaterialPassport"]["ChemicalAnalysis"]["Elements"] = elements
    result = compared(digital(inside))
    assert codes(result) == found
    assert not any("ASTM" in finding.message for finding in result.findings)


def test_values_typed_from_paper_are_compared_too():
    found = compared(
        paper(PAPER.format(heat=HEAT)), chemistry="L1 | Mg | 1.3 | % | |\n    L1 | Si | 0.5 | % | |"
    )
    assert codes(found) == ["certs-value-house-limits"]
    assert found.doubts == ("Mg 1.3 % is outside house limits (0.8 to 1.2 %).",)


def test_a_value_on_chemistry_that_is_not_the_certificates_is_told():
    inside = passport(HEAT)
    inside["DigitalMaterialPassport"]["ChemicalAnalysis"]["Elements"] = [
        element("Mg", 1.0),
        element("Si", 0.6),
    ]
    typed = "L1 | MG | 10000 | ppm | |\n    L1 | Si | 0.5 | % | |"
    found = compared(digital(inside), chemistry=typed)
    assert [(f.code, f.message) for f in found.findings] == [
        ("certs-value-typed-otherwise", "L1: Chemistry says 0.5 % for Si, the certificate 0.6 %.")
    ]


def test_no_certificate_is_waited_for_only_where_one_is_needed():
    nothing = Reading(CertificateText("", 0, "", "m1.pdf is not there."))
    assert compared(nothing).outcome is Outcome.MISSING
    oil = "L1 | OIL | Oils | PO-7 | | 5 | L | | "
    assert compared(nothing, oil).outcome is Outcome.NOT_NEEDED


@pytest.mark.parametrize(
    "problem", ["m1.pdf is empty.", "m1.pdf is protected by a password; ask.", "m1.pdf is a web page."]
)
def test_what_does_not_open_is_told_and_never_rejected(problem):
    found = compared(Reading(CertificateText("ab", 0, "", problem)))
    assert (found.outcome, codes(found)) == (Outcome.UNREADABLE, ["certs-file-unreadable"])
    assert problem in found.findings[0].message


ALPHABET = string.ascii_uppercase + string.digits
HEATS = st.from_regex(r"[A-Z0-9]{2,4}-?[A-Z0-9]{3,6}", fullmatch=True)


@st.composite
def changed(draw):
    """A heat, and the same with one character other, more, less, or two swapped."""
    heat = draw(HEATS)
    place = draw(st.integers(0, len(heat) - 1))
    mark = draw(st.sampled_from(ALPHABET))
    other = draw(
        st.sampled_from([
            heat[:place] + mark + heat[place + 1 :],
            heat[:place] + mark + heat[place:],
            heat[:place] + heat[place + 1 :],
            heat[:place] + heat[place : place + 2][::-1] + heat[place + 2 :],
        ])
    )  # fmt: skip
    return heat, other


@settings(max_examples=400, deadline=None)
@given(pair=changed())
def test_one_character_other_is_never_proposed(pair):
    heat, other = pair
    if bare(heat) == bare(other):
        return
    for reading in (paper(PAPER.format(heat=other)), digital(passport(other))):
        assert compared(reading, heat=heat).outcome is not Outcome.AGREES


@settings(max_examples=200, deadline=None)
@given(heat=HEATS.filter(lambda heat: any(mark.isdigit() for mark in heat)))
def test_the_very_heat_raises_no_alarm(heat):
    for reading in (paper(PAPER.format(heat=heat)), digital(passport(heat))):
        assert compared(reading, heat=heat).outcome is Outcome.AGREES


@settings(max_examples=100, deadline=None)
@given(heat=HEATS, seed=st.integers(0, 9))
def test_look_alikes_are_told_as_what_they_are(heat, seed):
    swaps = {
        "0": "O",
        "1": "I",
        "5": "S",
        "8": "B",
        "2": "Z",
        "O": "0",
        "I": "1",
        "S": "5",
        "B": "8",
        "Z": "2",
    }
    places = [n for n, mark in enumerate(heat) if mark in swaps]
    if not places:
        return
    place = random.Random(seed).choice(places)
    other = heat[:place] + swaps[heat[place]] + heat[place + 1 :]
    found = compared(digital(passport(other)), heat=heat)
    assert lookalike_key(heat) == lookalike_key(other)
    assert [f.severity for f in found.findings] == [Severity.STOP]
    assert "easily mistaken" in found.findings[0].message
