"""Every button of the ribbon: nothing missing, nothing twice, each with its texts."""

from __future__ import annotations

import re

import pytest

from lotbook.cli import command
from lotbook.commands import VERBS
from lotbook.commands.shell.arguments import parsed
from lotbook.commands.shell.selection import Ask, Refusal, Run, Selection
from lotbook.doors.controls import CONTROLS, GROUPS


def test_every_id_and_every_keytip_stands_once() -> None:
    ids = [control.id for control in CONTROLS]
    keytips = [control.button.keytip for control in CONTROLS]
    assert len(set(ids)) == len(ids)
    assert len(set(keytips)) == len(keytips)


def test_an_id_is_a_verb_or_a_button_that_changes_nothing() -> None:
    for control in CONTROLS:
        assert re.fullmatch(r"[a-z][a-z-]*", control.id)
        assert control.id in VERBS or control.id in ("next-finding", "settings", "help")


def test_every_button_has_all_its_texts_within_the_ribbons_limits() -> None:
    for control in CONTROLS:
        button = control.button
        assert button.group in GROUPS
        assert 0 < len(button.label) <= 20
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", button.icon)
        assert 0 < len(button.screentip) <= 60
        assert 20 < len(button.supertip) <= 300
        assert re.fullmatch(r"[A-Z][A-Z0-9]?", button.keytip)


def test_no_keytip_hides_another_that_begins_with_it() -> None:
    keytips = [control.button.keytip for control in CONTROLS]
    assert [(a, b) for a in keytips for b in keytips if a != b and b.startswith(a)] == []


@pytest.mark.parametrize("verb", [control.id for control in CONTROLS if control.id in VERBS])
def test_a_click_has_all_the_words_its_command_needs(verb: str) -> None:
    """Either the command tells what a click means, or it needs nothing but the workbook."""
    known = command(verb)
    if known.clicked is None:
        assert parsed(known, ("book.xlsx",)).workbook == "book.xlsx"
    else:
        meant = known.clicked(Selection(""))
        assert isinstance(meant, Run | Ask | Refusal)


def test_groups_stand_together_and_in_their_order() -> None:
    order = [GROUPS.index(control.button.group) for control in CONTROLS]
    assert order == sorted(order)
    assert set(order) == set(range(len(GROUPS)))


def test_the_buttons_the_design_promises_are_there() -> None:
    promised = {
        "assign",
        "check",
        "next-finding",
        "recall",
        "origin",
        "ready",
        "issue",
        "void",
        "find",
        "undo",
    }
    assert promised | {"settings", "help"} <= {control.id for control in CONTROLS}
