"""The gate on the ordered material and finish: grade, temper and specification as ordered; the finish was done."""

from __future__ import annotations

import pytest

from lotbook.documents.gate.material import Fit, how_well
from lotbook.tables.materials import Material
from tests.documents.gate_story import SOUND, changed, found

AEROSPACE = (
    "| COC, Material certificates   |                   |",
    "| COC, Material certificates   |                   | aerospace",
)
OTHER, DIFFERS = "gate-material-other", "gate-material-differs?"
NOT_DONE = "gate-finish-not-done?"


def ordered(column: str, words: str, text: str = SOUND) -> str:
    return changed(
        ("| Documents required  | Status\n", f"| Documents required  | Status | {column}\n"),
        ("| Traceability report | Open\n", f"| Traceability report | Open | {words}\n"),
        text=text,
    )


def materials(rows: str) -> str:
    """The story with a grade for the plate, and other rows of Materials where a case asks for them."""
    return changed(
        (
            "| Specification | Spec revision | RoHS needed\n",
            "| Specification | Spec revision | RoHS needed | Grade\n",
        ),
        ("| ASTM B209     | 21            |\n", f"| {rows}\n"),
    )


PLATE = materials("ASTM B209 | 21 | | 6061-T6")


@pytest.mark.parametrize(
    "words",
    [
        "6061-T6",
        "6061",
        "EN AW-6061 T6",
        "UNS A96061",
        "6061-T6, ASTM B209-21",
        "6061-T6/T651 to ASTM B 209",
        "ASTM B209-21",
        "6061-T6 plate 12 x 304 mm, EN 10204 3.1",
    ],
)
def test_the_ordered_material_under_any_of_its_names_passes(words):
    assert found(ordered("Material required", words, PLATE)) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("7075-T6, ASTM B209-21", OTHER),  # the specification alone does not make it right
        ("7075-T6", OTHER),
        ("EN AW-6082 T6", OTHER),
        ("304 stainless", OTHER),
        ("6061-T651", DIFFERS),
        ("6061-O", DIFFERS),
        ("6061-T6 to ASTM B221", DIFFERS),  # nor does the grade alone
        ("ASTM B2091", DIFFERS),
        ("60612", DIFFERS),
        ("aluminium plate 304 x 200, as drawing", DIFFERS),
        ("6061-T6 with 303 inserts", DIFFERS),  # no lot of 303 went in
    ],
)
def test_another_material_than_ordered_stops_and_what_nobody_can_tell_warns(words, code):
    text = ordered("Material required", words, PLATE)
    assert found(text) == [("Orders", 2, "Material required", code)]


@pytest.mark.parametrize(
    ("words", "code"),
    [("6061-T651", "gate-material-differs"), ("aluminium as drawing", "gate-material-differs?")],
)
def test_another_temper_stops_for_aerospace_and_prose_only_warns(words, code):
    text = ordered("Material required", words, changed(AEROSPACE, text=PLATE))
    assert ("Orders", 2, "Material required", code) in found(text)


def test_metal_certified_as_two_grades_answers_to_both():
    both = materials("ASTM A240 | 23 | | 304/304L")
    assert found(ordered("Material required", "304L to ASTM A240-23", both)) == []
    assert [code for *_, code in found(ordered("Material required", "316L", both))] == [OTHER]
    low = materials("ASTM A240 | 23 | | 304L")
    assert [code for *_, code in found(ordered("Material required", "304", low))] == [DIFFERS]


def test_a_grade_whose_name_goes_on_is_another_grade():
    titanium = materials("AMS 4928 | W | | Ti-6Al-4V")
    assert found(ordered("Material required", "Ti-6Al-4V, AMS 4928", titanium)) == []
    assert [code for *_, code in found(ordered("Material required", "Ti-6Al-4V ELI", titanium))] == [DIFFERS]


def test_a_grade_that_only_the_description_names_counts():
    assert found(ordered("Material required", "6061 to ASTM B209-21")) == []
    assert [code for *_, code in found(ordered("Material required", "7075"))] == [OTHER]


def test_oil_and_screws_beside_the_metal_do_not_answer_for_it():
    screws = changed(
        (
            "    SS3      | Fitting     | Fitting   | pcs   |                      | CofC               |               |               |\n",
            "    SS3 | Screw | Fastener | pcs | | CofC | ISO 4762 | 2004 | | A4-80\n",
        ),
        text=PLATE,
    )
    assert [code for *_, code in found(ordered("Material required", "7075-T6", screws))] == [OTHER]


PAIRS = """
    grade       | specification | family          | ordered                                                 | verdict
    6061-T6     | ASTM B209     | Aluminium       | per drawing                                             | FITS
    6061-T6     | ASTM B209     | Aluminium       | laut Zeichnung                                          | FITS
    6061-T6     | ASTM B209     | Aluminium       | customer supplied                                       | FITS
    6061-T6     | ASTM B209     | Aluminium       | beigestellt                                             | FITS
    6061-T6     | ASTM B209     | Aluminium       | -                                                       | FITS
    6061-T6     | ASTM B209     | Aluminium       | n/a                                                     | FITS
    6061-T6     | ASTM B209     | Aluminium       | Alu                                                     | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061T6                                                  | FITS
    6061-T6     | ASTM B209     | Aluminium       | A6061-T6                                                | FITS
    6061-T6     | ASTM B209     | Aluminium       | 3.3211                                                  | FITS
    6061-T6     | ASTM B209     | Aluminium       | EN AW-AlMg1SiCu T6                                      | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6 to ASTM B221 or B209                            | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6, ASTM-B-209                                     | FITS
    6061-T6     | ASTM B209     | Aluminium       | EN AW-6061 T6 EN 573-3                                  | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6, anodised DIN 17611                             | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6 or 7075-T6                                      | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6, not 7075-T6                                    | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6 as of 2024                                      | FITS
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6 EN 573-3/EN 755-2                               | DIFFERS
    6061-T6     | ASTM B209     | Aluminium       | 6061 annealed                                           | DIFFERS
    6061-T6     | ASTM B209     | Aluminium       | Body 6061-T6 ASTM B209; insert 316L ASTM A276           | UNCLEAR
    6061-T6     | ASTM B209     | Aluminium       | 6061-T6 with 303 inserts                                | UNCLEAR
    6061-T6     | ASTM B209     | Aluminium       | 7075-T6, no substitution with 6061-T6                   | OTHER
    6061-T6     | ASTM B209     | Aluminium       | 7075-T6, not 6061-T6                                    | OTHER
    6061-T6     | ASTM B209     | Aluminium       | Titan 3.7165                                            | OTHER
    6061-T6     | ASTM B209     | Aluminium       | 1.4404                                                  | OTHER
    EN AW-6082 T6 | EN 755-2    | Aluminium       | AW6082 T6                                               | FITS
    EN AW-6082 T6 | EN 755-2    | Aluminium       | AW6082                                                  | FITS
    6082-T6     | EN 755-2      | Aluminium       | EN AW6082                                               | FITS
    6082-T6     | EN 755-2      | Aluminium       | 3.2315                                                  | FITS
    6082-T6     | EN 755-2      | Aluminium       | EN AW-6061 T6                                           | OTHER
    7075-T6     | EN 755-2      | Aluminium       | 3.4365                                                  | FITS
    304         | ASTM A240     | Stainless steel | 1.4301 / X5CrNi18-10                                    | FITS
    304         | ASTM A240     | Stainless steel | SS304                                                   | FITS
    304         | ASTM A240     | Stainless steel | 304SS                                                   | FITS
    304         | ASTM A240     | Stainless steel | W.Nr.1.4301                                             | FITS
    304         | ASTM A240     | Stainless steel | 304/304L                                                | FITS
    304         | ASTM A240     | Stainless steel | 1.4307                                                  | DIFFERS
    304         | ASTM A240     | Stainless steel | 304 L                                                   | DIFFERS
    304         | ASTM A240     | Stainless steel | 1.4401                                                  | OTHER
    304         | ASTM A240     | Stainless steel | 1.4301, EN 10088-2                                      | DIFFERS
    1.4301      | EN 10088-2    | Stainless steel | AISI 304                                                | FITS
    1.4301      | EN 10088-2    | Stainless steel | 316                                                     | OTHER
    316L        | ASTM A276     | Stainless steel | 316/316L                                                | FITS
    316L        | ASTM A276     | Stainless steel | 1.4404                                                  | FITS
    316L        | ASTM A276     | Stainless steel | 1.4401                                                  | DIFFERS
    316         | ASTM A276     | Stainless steel | 316 Ti                                                  | DIFFERS
    316         | ASTM A276     | Stainless steel | 1.4571                                                  | DIFFERS
    303         | ASTM A582     | Stainless steel | 1.4305                                                  | FITS
    17-4PH H900 | AMS 5643      | Stainless steel | 17-4 PH H900                                            | FITS
    17-4PH H900 | AMS 5643      | Stainless steel | 1.4542                                                  | FITS
    17-4PH H900 | AMS 5643      | Stainless steel | 17-4 PH H1025                                           | DIFFERS
    4140        | ASTM A29      | Alloy steel     | 42CrMo4                                                 | FITS
    4140        | ASTM A29      | Alloy steel     | 1.7225                                                  | FITS
    4140        | ASTM A29      | Alloy steel     | 4140 HT 28-32 HRC                                       | UNCLEAR
    4140 HT     | ASTM A29      | Alloy steel     | 4140 HT                                                 | FITS
    S235JR      | EN 10025-2    | Carbon steel    | S235JR EN 10025                                         | FITS
    S235JR      | EN 10025-2    | Carbon steel    | S235JR EN 10025-3                                       | DIFFERS
    Ti-6Al-4V   | AMS 4928      | Titanium        | Ti6Al4V                                                 | FITS
    Ti-6Al-4V   | AMS 4928      | Titanium        | 3.7165                                                  | FITS
    Ti-6Al-4V   | AMS 4928      | Titanium        | Grade 5                                                 | FITS
    Ti-6Al-4V   | AMS 4928      | Titanium        | Ti-6Al-4V ELI                                           | DIFFERS
    1018        | ASTM A108     | Carbon steel    | Screws Grade 5                                          | UNCLEAR
    C36000      | ASTM B16      | Copper alloy    | C360                                                    | FITS
    C36000      | ASTM B16      | Copper alloy    | CW614N                                                  | FITS
    PA6         |               | Plastic         | PA6 GF30                                                | DIFFERS
    PA6 GF30    |               | Plastic         | PA6 GF30                                                | FITS
    PEEK        |               | Plastic         | PEEK GF30                                               | DIFFERS
    PEEK        |               | Plastic         | PEEK natural                                            | FITS
"""


def of(grade: str, specification: str, family: str) -> Material:
    empty = dict.fromkeys(Material._fields)
    return Material(**empty | {"grade": grade, "specification": specification or None, "family": family})


@pytest.mark.parametrize(
    "line", [line for line in PAIRS.splitlines() if line.strip()][1:], ids=lambda line: " ".join(line.split())
)
def test_what_was_ordered_against_what_was_used(line):
    grade, specification, family, words, verdict = (cell.strip() for cell in line.split("|"))
    assert how_well(words, of(grade, specification, family)).name == verdict


def test_a_further_grade_is_answered_by_a_further_lot():
    body, insert = of("6061-T6", "ASTM B209", "Aluminium"), of("316L", "ASTM A276", "Stainless steel")
    words = "Body 6061-T6 ASTM B209; insert 316L ASTM A276"
    assert how_well(words, body, [insert]) is Fit.FITS
    assert how_well(words, body, [of("303", "ASTM A582", "Stainless steel")]) is Fit.UNCLEAR


@pytest.mark.parametrize(
    "words",
    [
        "Anodise, MIL-PRF-8625",
        "MIL-PRF-8625F",
        "black anodize",
        "As machined, deburr, Ra 1.6 ISO 21920",
        "edges ISO 13715",
        "none",
    ],
)
def test_a_finish_that_was_done_or_needs_no_outside_process_passes(words):
    assert found(ordered("Finish", words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Passivate, ASTM A967",
        "zinc plated",
        "Anodise, MIL-PRF-8625 rev G",
        "MIL-PRF-8625E",
        "MIL-PRF-8625 and ASTM A967",
        "powder coating RAL 9005",
    ],
)
def test_a_finish_that_no_outside_process_answers_warns(words):
    assert found(ordered("Finish", words)) == [("Orders", 2, "Finish", NOT_DONE)]


def test_another_type_or_class_is_not_the_finish_that_was_ordered():
    typed = changed(("| Anodise | MIL-PRF-8625  |", "| Anodise | MIL-PRF-8625 Type II Class 2 |"))
    assert found(ordered("Finish", "MIL-PRF-8625 Type II Class 2, black", typed)) == []
    assert found(ordered("Finish", "MIL-PRF-8625F Type 2 Cl 2", typed)) == []
    for words in ("MIL-PRF-8625 Type III Class 2", "MIL-PRF-8625 Type II Class 1"):
        assert found(ordered("Finish", words, typed)) == [("Orders", 2, "Finish", NOT_DONE)]


def test_a_finish_left_out_stops_for_aerospace():
    text = ordered("Finish", "Passivate, ASTM A967", changed(AEROSPACE))
    assert ("Orders", 2, "Finish", "gate-finish-not-done") in found(text)


def test_a_sub_assembly_that_was_treated_before_it_went_in_counts():
    inside = changed(("    MFG-0001 | Anodise |", "    MFG-0002 | Anodise |"))
    assert found(ordered("Finish", "Anodise, MIL-PRF-8625", inside)) == []
