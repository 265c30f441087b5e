"""The ribbon has what Excel asks for, and our checker of it sees each mistake that Excel would answer with silence."""

import re
from pathlib import Path

import pytest

from lotbook.artefacts.addin.icons import ICONS
from lotbook.artefacts.addin.ribbon_check import problems
from lotbook.artefacts.addin.ribbon_xml import CALLBACK, ribbon_xml
from lotbook.commands.shell.command import Button
from lotbook.doors.controls import CONTROLS, GROUPS, Control

ADDIN = Path(__file__).parents[2] / "addin"
PLAIN = ribbon_xml(
    [
        Control(
            "recall",
            Button("Trace", "Recall", "TraceDependents", "Recall", "Find who got it.", "T", large=True),
        ),
        Control(
            "origin", Button("Trace", "Show origin", "TracePrecedents", "Show origin", "Find its lots.", "G")
        ),
    ]
)


def test_the_ribbon_of_every_command_has_no_problem():
    assert problems(ribbon_xml()) == []


def test_the_shipped_ribbon_is_the_generated_one():
    assert (ADDIN / "ribbon.xml").read_text(encoding="utf-8") == ribbon_xml()


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)
def test_each_button_calls_the_one_callback_under_its_own_id(control):
    line = next(line for line in ribbon_xml().splitlines() if f'<button id="{control.id}"' in line)
    assert f'onAction="{CALLBACK}"' in line
    assert f'keytip="{control.button.keytip}"' in line


def test_groups_stand_in_the_order_of_the_work():
    assert re.findall(r'<group id="\w+" label="(\w+)"', ribbon_xml()) == list(GROUPS)


def test_texts_of_commands_cannot_break_the_markup():
    nasty = Button("Lot", 'Smith & "Sons" <UK>', "Numbering", "It's", "a < b & c > d", "A")
    assert problems(ribbon_xml([Control("assign", nasty)])) == []


# what is written instead of what, and the word that the problem must name
MUTANTS = {
    "a misspelt element": ("<button id", "<buton id", "buton"),
    "a misspelt attribute": ("supertip=", "supertipp=", "supertipp"),
    "an attribute of another element": (
        '<group id="lotbookTrace"',
        '<group size="large" id="lotbookTrace"',
        "size",
    ),
    "a size that is none": ('size="large"', 'size="big"', "big"),
    "an id twice": ('id="origin"', 'id="recall"', "recall"),
    "an id with a blank": ('id="origin"', 'id="ori gin"', "ori gin"),
    "an id that starts with a digit": ('id="origin"', 'id="1origin"', "1origin"),
    "an empty text": ('screentip="Recall"', 'screentip=""', "screentip"),
    "a text too long": ("Find who got it.", "x" * 1025, "1025"),
    "no label": ('label="Show origin" ', "", "label"),
    "no icon": ('imageMso="TracePrecedents" ', "", "imageMso"),
    "an icon Office does not know": ("TracePrecedents", "TracePrecedent", "TracePrecedent"),
    "an icon twice": ("TracePrecedents", "TraceDependents", "TraceDependents"),
    "a keytip twice": ('keytip="G"', 'keytip="T"', "T"),
    "a keytip behind a shorter one": ('keytip="G"', 'keytip="TG"', "TG"),
    "a keytip of four letters": ('keytip="G"', 'keytip="GOGO"', "GOGO"),
    "a keytip with a blank": ('keytip="G"', 'keytip="G "', "G "),
    "another callback": ("LotbookOnAction", "OnAction", "onAction"),
    "a blank in insertAfterMso": ("TabHome", "Tab Home", "Tab Home"),
    "the namespace of Office 2007": ("2009/07/customui", "2006/01/customui", "root"),
    "text between elements": ("</group>", "</group>oops", "text"),
    "an empty group": (
        PLAIN[PLAIN.index("          <button") : PLAIN.index("        </group>")],
        "",
        "empty",
    ),
    "a button outside its group": ("</group>", '</group><button id="x"/>', "button"),
    "a supertip that repeats the label": ("Find its lots.", "Show origin", "supertip"),
    "a tag not closed": ("</tab>", "", "XML"),
    "a document type": ("<customUI", '<!DOCTYPE x [<!ENTITY a "b">]><customUI', "document type"),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_checker_sees(mutant):
    old, new, named = MUTANTS[mutant]
    assert old in PLAIN
    found = problems(PLAIN.replace(old, new))
    assert any(named in each for each in found), found


def test_the_checker_lets_the_ribbon_pass_that_the_mutants_were_made_of():
    assert problems(PLAIN) == []


def test_every_icon_says_where_it_is_known_from():
    assert [name for name, source in ICONS.items() if not source] == []
