"""Writes the handbook's page of what can keep a button from working: one entry for each examination of the doctor."""

from __future__ import annotations

from lotbook.doors.doctor import EXAMINATIONS
from lotbook.doors.examination.question import EVERYWHERE, Examination
from lotbook.doors.places import System

_INTRODUCTION = """\
# When a button fails

    lotbook doctor
    lotbook doctor shop.xlsx         # also looks at this workbook

(`python3 start.py doctor` where you run Lotbook out of its folder.) It looks at everything below and changes nothing. ✓
is fine, ! works but is worth a look, ✗ stops Lotbook from working; below each stands why, and what to do.

Somebody is to help you? `lotbook doctor shop.xlsx --report` writes one text file to send. In it are versions, the answers
and the configuration of the buttons; your name, your folders and the workbook's name are taken out; no cell, no
customer, no password was ever in it. Read it before you send it.

**Nothing helps?** Every button is also a command that works on the closed workbook, and `lotbook attach` shows the same
buttons in a window of its own: see [attach](attach.md).

## What you see, why, what to do

"""
_NAMES = {System.WINDOWS: "Windows", System.MACOS: "Mac", System.LINUX: "Linux"}


def doctor_page() -> str:
    """The page as Markdown text."""
    rows = ["| what you see | why | what to do | the doctor's line |", "|---|---|---|---|"]
    rows += [_row(each) for each in EXAMINATIONS]
    foot = "This page is written by `python -m lotbook.artefacts` from the doctor's own list."
    return f"{_INTRODUCTION}{chr(10).join(rows)}\n\n{foot}\n"


def _row(each: Examination) -> str:
    where = (
        ""
        if each.systems == EVERYWHERE
        else f" ({', '.join(_NAMES[s] for s in System if s in each.systems)})"
    )
    texts = (each.symptom, each.why, each.remedy, f"{each.name}{where}")
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"
