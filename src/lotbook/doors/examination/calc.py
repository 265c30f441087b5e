"""The doctor on LibreOffice: is it there, does it speak with this Python, is the extension in."""

from __future__ import annotations

import re
import sys

from lotbook.doors.examination.question import (
    EVERYWHERE,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)
from lotbook.doors.installation.status import ABSENT, CURRENT, GONE, IN_WORDS
from lotbook.doors.places import System

_CLOSED_OFF = re.compile(r"/snap/|/var/lib/flatpak/|.*/\.local/share/flatpak/")
_WHY_CLOSED = (
    "A snap or a flatpak keeps its extensions and its Python to itself; it makes PDFs, but takes no buttons."
)
_OPEN_ONE = "For the buttons install LibreOffice from your system's own packages or from libreoffice.org."
_AGAIN = "Close LibreOffice, run `lotbook addin install --calc`, start LibreOffice."


def _there(case: Case) -> Diagnosis:
    from lotbook.documents.pdf.libreoffice import LibreOffice
    from lotbook.documents.pdf.soffice import program

    found = program()
    if found is not None and _CLOSED_OFF.match(str(found)):
        return worth_a_look(f"{found} comes as a closed package", _WHY_CLOSED, _OPEN_ONE)
    if found is not None:
        version = LibreOffice().version()
        return fine(f"{version}, {found}") if version else stops(f"{found} does not tell its version")
    return worth_a_look("not found") if case.system is System.LINUX else not_here("not found")


def _bridge(case: Case) -> Diagnosis:
    from lotbook.documents.pdf.soffice import program
    from lotbook.hosts.calc.unolink import trouble

    if program() is None:
        return not_here("there is no LibreOffice")
    found = trouble()
    if found is None:
        return fine(f"fits Python 3.{sys.version_info.minor}")
    wanted = _extension_part(case) != ABSENT or case.system is System.LINUX
    return (stops if wanted else worth_a_look)(found.problem, found.cause, found.next_step)


def _extension_part(case: Case) -> str:
    return next(part.state for part in case.status.parts if part.name == "extension")


def _extension(case: Case) -> Diagnosis:
    part = next(each for each in case.status.parts if each.name == "extension")
    if part.state == CURRENT:
        return fine(f"{part.version}, {part.path}")
    said = f"{IN_WORDS[part.state]}: {part.path}"
    if part.state == ABSENT:
        return (
            worth_a_look(said, "Nobody installed it yet.") if case.system is System.LINUX else not_here(said)
        )
    if part.state == GONE:
        return stops(
            said,
            "Somebody took it out, LibreOffice has a fresh profile, or the installation stopped half-way.",
        )
    return stops(said)


EXAMINATIONS = (
    Examination(
        "libreoffice",
        "LibreOffice",
        "There is no LibreOffice, or it does not start.",
        "It is not installed, or its installation is damaged.",
        "Install LibreOffice Calc from libreoffice.org or your system's packages.",
        EVERYWHERE,
        _there,
    ),
    Examination(
        "libreoffice-bridge",
        "LibreOffice's Python bridge",
        "A click in LibreOffice does nothing, or `lotbook attach --calc` says that it cannot reach the spreadsheet.",
        "The bridge (python3-uno) is missing, or was made for another version of Python than Lotbook's.",
        "Install python3-uno, and Lotbook in the Python version that the message names.",
        EVERYWHERE,
        _bridge,
    ),
    Examination(
        "extension",
        "Extension for LibreOffice",
        "The menu Lotbook is missing in LibreOffice.",
        "The extension is not installed for you, or is of another version.",
        _AGAIN,
        EVERYWHERE,
        _extension,
    ),
)
