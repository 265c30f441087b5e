"""The gate on the ordered material and finish: grade, temper and specification as ordered; the finish was done."""

from __future__ import annotations

import pytest

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
        "6061-T6 with 303 inserts",
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
        ("AlMg1SiCu", DIFFERS),
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
