"""A purchase order asks for what the material's row needs, and for nothing else."""

from __future__ import annotations

import json

from lotbook.cli import main
from lotbook.commands.specify import COMMAND, words
from tests.documents.shop import shop
from tests.story import records

STORY = """
    Materials
    Material | Description    | Family    | Grade | Specification | Spec revision | Certificate needed | Mark transfer needed | RoHS needed | REACH needed | SDS needed
    AL6      | 6061 plate     | Aluminium | 6061  | ASTM B209     | 21            | 3.1                | Yes                  | Yes         |              |
    PLA      | Filament       | Plastic   |       | ISO 1043      |               | CofC               |                      |             | Yes          | Yes
    OIL      | Oil            | Consumable |      |               |               | None               |                      |             |              |
"""


def said(name, *, strict=False):
    row = next(each for each in records(STORY).materials if each.material == name)
    return " ".join(words(row, strict=strict))


def test_metal_is_ordered_with_its_certificate_its_heat_and_its_specification():
    text = said("AL6")
    for part in (
        "6061 plate",
        "ASTM B209 revision 21",
        "3.1 according to EN 10204:2004",
        "heat number",
        "2011/65/EU",
    ):
        assert part in text
    assert "country of melt" not in text
    assert "Candidate List" not in text


def test_plastic_is_never_asked_for_a_mill_test_report():
    text = said("PLA", strict=True)
    assert "maker's lot number" in text
    assert "revision in force" in text
    assert "heat" not in text
    assert "mill" not in text
    assert "safety data sheet" in text


def test_the_strict_profiles_ask_for_the_mill_and_every_dealer():
    assert "country of melt" in said("AL6", strict=True)


def test_material_without_a_certificate_is_ordered_by_its_name_alone():
    assert said("OIL") == "Oil."


def test_the_command_tells_all_materials_or_the_one_named(tmp_path, capsys):
    workbook = shop(tmp_path)
    assert main(["specify", str(workbook), "al6", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == set(COMMAND.json_keys)
    assert list(answer["materials"]) == ["AL6"]
    assert main(["specify", str(workbook)]) == 0
    assert "OIL:" in capsys.readouterr().out
    assert main(["specify", str(workbook), "AL7"]) == 26
