"""The doctor's report: one text file for whoever helps, without a name, a password or a word of the shop's data."""

from __future__ import annotations

import getpass
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata

from lotbook import __version__
from lotbook.doors.configuration import KEYS, OF_XLWINGS
from lotbook.doors.examination.question import Case, Diagnosis, Examination

HEAD = """\
Report of lotbook doctor
========================

In this file: the versions of Lotbook, Python, the system and what Lotbook is built on; the answer of each examination;
the configuration of the buttons. Your folder stands as ~, your name as <user>, this computer's as <computer>, the
workbook as <workbook>. No cell, no customer, no password. Read it before you send it.
"""
_PACKAGES = ("xlwings", "openpyxl", "pandas", "docxtpl", "pikepdf", "pypdfium2", "reportlab", "filelock")
_SECRET = frozenset({"LICENSE_KEY"})
_OWN_WORDS = frozenset({"lotbook", "python", "excel", "workbook", "configuration"})  # they name nobody
_SHORTEST = 3  # letters of a name that is looked for; a shorter one is a part of too many words


def report(case: Case, found: Iterable[tuple[Examination, Diagnosis]]) -> str:
    """The whole text, with the names taken out."""
    lines = [HEAD, *_versions(), "", *_answers(found), "", *_configuration(case), ""]
    return without_names("\n".join(lines), case)


def _versions() -> Iterator[str]:
    yield f"Lotbook {__version__}, Python {sys.version.split()[0]}, {platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python is {sys.executable}, made of {sys.base_prefix}"
    for name in _PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} is not installed"


def _answers(found: Iterable[tuple[Examination, Diagnosis]]) -> Iterator[str]:
    for examination, diagnosis in found:
        yield f"[{diagnosis.state}] {examination.id}: {diagnosis.said}"
        if diagnosis.why:
            yield f"    why: {diagnosis.why}"


def _configuration(case: Case) -> Iterator[str]:
    yield f"configuration {case.places.configuration}"
    known = KEYS.keys() | OF_XLWINGS - _SECRET
    for key, value in case.configuration.settings.items():
        yield f"    {key} = {value}" if key in known else f"    {key} (its value is left out)"
    for number, _ in case.configuration.strange:
        yield f"    line {number} is no setting"


def without_names(text: str, case: Case) -> str:
    """The text without the names of the person, the computer, the workbook and the folders they are in."""
    replaced: list[tuple[str, str]] = []
    if case.workbook is not None:
        path = case.workbook.absolute()
        replaced += [(str(path), "<workbook>"), (path.name, "<workbook>"), (path.stem, "<workbook>")]
        replaced.append((str(path.parent), "<folder of the workbook>"))
    replaced += [(str(case.computer.home), "~"), (platform.node(), "<computer>"), (_user(), "<user>")]
    for name, instead in replaced:
        if len(name) >= _SHORTEST and name.casefold() not in _OWN_WORDS:
            text = re.sub(rf"(?<![\w<]){re.escape(name)}(?![\w>])", instead, text, flags=re.IGNORECASE)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container whose user has no name
        return ""
