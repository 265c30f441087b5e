"""Writes the office's page of the add-in: how it comes in, the first click, and what each button does."""

from __future__ import annotations

from lotbook.artefacts.addin.ribbon_xml import TAB_KEYTIP
from lotbook.doors.controls import CONTROLS, Control

_BEFORE = """\
# Put the buttons into Excel or LibreOffice

You need Lotbook itself first (Python 3.11 or newer; the [tutorial](../tutorial/first-certificate.md) starts there). Either
keep its folder where it is and write `python3 start.py` (on Windows `py start.py`) wherever this page says `lotbook`. Or
install it for good, in Lotbook's folder: `pipx install .` or `uv tool install .`.

## Excel on Windows or on a Mac

1. Close Excel.
2. In a terminal:

        lotbook addin install

3. Start Excel and open your workbook. The tab **Lotbook** stands right of Home.

![The tab Lotbook, drawn](../../addin/ribbon.svg)

(Drawn from the list of buttons; Excel shows its own icons in place of the squares.)

Nothing is downloaded and nobody's rights are needed. Two or three small files are written into your own folders;
`lotbook addin install --dry-run` shows which, and [the page for IT](it.md) says what each is for.

On a Mac, three questions may come, each once. While installing: whether Terminal may use data of other apps (Excel reads
only its own folder, so the settings file lies there): **Allow**. At the first click: whether Excel may be controlled: **OK**.
And when Excel asks for access to a folder: choose the folder of your workbook.

## LibreOffice on Linux, Windows or a Mac

    lotbook addin install --calc

Start LibreOffice anew: a menu **Lotbook** and a toolbar with the same buttons are there.

![The invented shop in LibreOffice, with the toolbar and the menu Lotbook](../pictures/calc-buttons.png)

## The first click

1. Make something to play with: `lotbook demo` writes a folder with an invented shop. Open its `demo.xlsx`.
2. Go to the sheet Receiving, and put the cursor on a row.
3. Press **Recall**. The sheet Recall opens: what to stop now, who received what, the balance, the chain as a picture.
4. Press **Undo**. The workbook is as it was.

The first click of the day takes a second or two. `lotbook attach`, left running, makes every click fast: see
[attach](attach.md).

## What each button does

A button acts on the rows you have selected, where that makes sense, and on the whole workbook otherwise. Nothing is
written while something stands against it; the message says what. Keys: Alt, then {keytip}, then the letter (Windows).

"""
_AFTER = """
## See what is installed, update, take it out

    lotbook addin status      # versions, files, checksums
    lotbook addin install     # again after every update of Lotbook
    lotbook addin remove

Twice is the same as once. An older add-in is replaced, and both versions are named. `remove` takes back what `install`
wrote and nothing else: other add-ins, and lines in the configuration that are yours, stay as they were.

A button does nothing, or the tab is missing? `lotbook doctor`, or [this list](when-a-button-fails.md).

This page is written by `python -m lotbook.artefacts`; the buttons come from the commands themselves.
"""


def install_page() -> str:
    """The page as Markdown text."""
    rows = ["| button | does | key |", "|---|---|---|", *map(_row, CONTROLS)]
    return _BEFORE.format(keytip=TAB_KEYTIP) + "\n".join(rows) + "\n" + _AFTER


def _row(control: Control) -> str:
    button = control.button
    return f"| **{button.label}** | {button.supertip} | {button.keytip} |"
