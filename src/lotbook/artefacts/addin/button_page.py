"""Writes ``addin/README.md``: every button, what it does, and which file it comes from."""

from __future__ import annotations

from itertools import groupby

from lotbook.artefacts.addin.ribbon_xml import TAB_KEYTIP
from lotbook.commands import VERBS
from lotbook.doors.controls import CONTROLS, Control

_INTRODUCTION = f"""\
# The add-in

What a shop installs: the tab **Lotbook** in Excel (`lotbook.xlam`) and a menu and toolbar in LibreOffice Calc
(`lotbook.oxt`). `lotbook addin install` puts it where Excel loads it, `lotbook addin install --calc` into LibreOffice;
`lotbook doctor` says what is wrong when a button does nothing.

![The tab Lotbook, drawn](ribbon.svg)

The picture is drawn from the list of buttons, not taken from Excel; Excel shows its own icons in place of the squares.

A button acts on the workbook that is open and, where it makes sense, on the selected rows. With the keyboard: Alt, then
{TAB_KEYTIP}, then the letter in the last column (Windows).
"""
_FILES = """\
## The files

| file | what |
|---|---|
| `lotbook.xlam` | the add-in for Excel, built from the files below; the same sources give the same bytes |
| `ribbon.xml` | the tab, generated from the buttons of the commands |
| `vba/Ribbon.bas` | the one callback of every button; it never changes |
| `vba/Bridge.bas` | from a click to Python: the mailbox of `lotbook attach` first, else Python is started |
| `vba/Words.bas`, `vba/Files.bas`, `vba/Host.bas` | texts, files, and what differs between Windows and Mac |
| `lotbook.applescript` | starts Python from Excel for Mac, which may not do it itself |
| `lotbook.oxt` | the extension for LibreOffice Calc, menu and toolbar from the same buttons |
| `oxt/lotbook_calc.py` | what runs in LibreOffice when a button is pressed |

What Excel does with such a file, and what is in ours, part by part: \
[docs/explanation/addin-file.md](../docs/explanation/addin-file.md). For IT: [docs/how-to/it.md](../docs/how-to/it.md).

This page is written by `python -m lotbook.artefacts`.
"""


def button_page() -> str:
    """The page as Markdown text."""
    parts = [_INTRODUCTION]
    for group, members in groupby(CONTROLS, key=lambda control: control.button.group):
        parts.append(f"## {group}\n\n| button | does | the same as | key |\n|---|---|---|---|")
        parts += [_row(control) for control in members]
        parts.append("")
    return "\n".join([*parts, _FILES])


def _row(control: Control) -> str:
    button = control.button
    same = f"`lotbook {control.id}`" if control.id in VERBS else "only a button"
    return f"| **{button.label}** | {button.supertip} | {same} | {button.keytip} |"
