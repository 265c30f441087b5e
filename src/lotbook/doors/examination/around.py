"""The doctor on what Lotbook needs around it: the mailbox, PDFs, fonts, disk space, Outlook, passwords."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import stat
from pathlib import Path

from lotbook.doors.examination.question import (
    EVERYWHERE,
    WINDOWS,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)
from lotbook.doors.helper.mailbox_folder import Mailbox
from lotbook.doors.places import System
from lotbook.doors.start_sign import STARTED
from lotbook.mail.outlook import installed

_LITTLE, _FEW = (
    200_000_000,
    1_000_000_000,
)  # bytes free: a package and its snapshots need some hundred megabytes
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LOG = re.compile(r"\d{8}-\d{6}-\d{6}\.log", re.ASCII)  # as a button names it
_KIND = re.compile(r"[A-Za-z_.]+(?:Error|Exception|Exit|Interrupt)\b")  # what Python calls what went wrong
_FONTS = ("calibri", "carlito")  # the font of the templates, and the free one of the same widths


def _mailbox(case: Case) -> Diagnosis:
    folder = case.places.mailbox
    if not folder.exists():
        near = next(each for each in folder.parents if each.exists())
        ready = near.is_dir() and os.access(near, os.W_OK)
        return not_here("made when it is needed") if ready else stops(f"{near} cannot be written")
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or (os.name == "posix" and seen.st_uid != os.geteuid()):
        return stops(f"{folder} is no folder of yours")
    if os.name == "posix" and seen.st_mode & _OF_OTHERS:
        return stops(f"others may use {folder}")
    return fine(str(folder)) if os.access(folder, os.W_OK) else stops(f"{folder} cannot be written")


def _helper(case: Case) -> Diagnosis:
    folder = case.places.mailbox
    number = Mailbox(folder).helper() if folder.is_dir() else None
    if number is None:
        return not_here("lotbook attach does not run; the buttons start Python at each click")
    return fine(f"lotbook attach runs (process {number})")


def _last_click(case: Case) -> Diagnosis:
    """Told without the words of the log: they may name a customer, and the report must not."""
    logs = case.places.logs.glob("*.log") if case.places.logs.is_dir() else ()
    newest = max((path for path in logs if _LOG.fullmatch(path.name)), default=None)
    if newest is None:
        return not_here("no click of the last day started Python by itself")
    written = [line.rstrip() for line in newest.read_text(encoding="utf-8", errors="replace").splitlines()]
    rest = [line for line in written if line and line != STARTED]
    if not rest:
        return fine("nothing went wrong")
    kind = _KIND.match(rest[-1])
    return worth_a_look(f"it went wrong ({kind[0] if kind else 'in words'}); its log is {newest}")


def _pdf(case: Case) -> Diagnosis:  # noqa: ARG001 - part of what every examination takes
    from lotbook.documents.pdf.making import available_engine

    engine = available_engine()
    if engine is None:
        return stops("neither Word nor LibreOffice was found")
    said = f"{engine.name} {engine.version()}".strip()
    return (
        worth_a_look(f"{said} only; it refuses what it cannot draw")
        if _is_built_in(engine.name)
        else fine(said)
    )


def _is_built_in(name: str) -> bool:
    return name not in ("Word", "LibreOffice")


def _fonts(case: Case) -> Diagnosis:
    if case.system is not System.LINUX:
        return not_here("Office brings the fonts of the papers along")
    program = shutil.which("fc-list")
    if program is None:
        return not_here("this system does not tell its fonts")
    found = case.run([program, ":", "family"], 20.0).said.casefold()
    have = [name.capitalize() for name in _FONTS if name in found]
    return fine(have[0]) if have else worth_a_look("neither Calibri nor Carlito is installed")


def _space(case: Case) -> Diagnosis:
    named = {case.computer.home, case.workbook.absolute().parent if case.workbook else case.computer.home}
    folders = {next(near for near in (each, *each.parents) if near.is_dir()) for each in named}
    least = min((shutil.disk_usage(each).free, each) for each in folders)
    said = f"{least[0] / 1e9:.1f} GB free at {least[1]}"
    if least[0] < _LITTLE:
        return stops(said)
    return worth_a_look(said) if least[0] < _FEW else fine(said)


def _passwords(case: Case) -> Diagnosis:  # noqa: ARG001 - part of what every examination takes
    if importlib.util.find_spec("keyring") is None:
        return not_here("the password store is not used")
    keyring = importlib.import_module("keyring").get_keyring()
    if keyring.priority <= 0:
        return worth_a_look("there is no password store that works")
    return fine(type(keyring).__module__.removeprefix("keyring.backends.").partition(".")[0])


def _outlook(case: Case) -> Diagnosis:
    found = installed(case.registry.values)
    if not found.opens_drafts:
        return not_here(
            f"{'the new Outlook is used' if found.is_new else 'no classic Outlook'}; drafts are files"
        )
    said = f"classic Outlook {found.version}"
    if importlib.util.find_spec("win32com") is None:
        return worth_a_look(f"{said}, and no pywin32 that could ask it; drafts are files")
    return fine(f"{said} opens drafts; the project has not tried that on a real Outlook yet")


def _temporary(case: Case) -> Diagnosis:
    names = ("TEMP", "TMP") if case.system is System.WINDOWS else ("TMPDIR",)
    folder = next((Path(named) for name in names if (named := case.computer.environment.get(name))), None)
    if folder is None:
        return fine("the system's own")
    usable = folder.is_dir() and os.access(folder, os.W_OK)
    return fine(str(folder)) if usable else stops(f"{folder} is not there or cannot be written")


EXAMINATIONS = (
    Examination(
        "mailbox",
        "Mailbox of the buttons",
        "The buttons do not use `lotbook attach` although it runs.",
        "The folder where they leave their requests cannot be written, or others could write there.",
        "Make the folder yours alone, or delete it; it is made anew.",
        EVERYWHERE,
        _mailbox,
    ),
    Examination(
        "helper",
        "Helper",
        "Each click takes half a second longer than it could.",
        "`lotbook attach` does not run. It need not; it only keeps Python warm.",
        "Start `lotbook attach` and leave it running.",
        EVERYWHERE,
        _helper,
    ),
    Examination(
        "last-click",
        "Last click",
        "A click started, and nothing came of it.",
        "What went wrong after Python had started stands in the log of the click.",
        "Open the log that the line names; its last lines say what it was. Logs are deleted after a day.",
        EVERYWHERE,
        _last_click,
    ),
    Examination(
        "pdf",
        "PDF",
        "Certificates come as Word files without a PDF.",
        "Nothing on this computer can make a PDF of a Word file.",
        "Install LibreOffice (free) or Word.",
        EVERYWHERE,
        _pdf,
    ),
    Examination(
        "fonts",
        "Fonts of the papers",
        "Lines of a certificate break elsewhere than on another computer.",
        "The font of the templates, Calibri, or one of the same widths, is not installed.",
        "Install the package fonts-crosextra-carlito (google-carlito-fonts on Fedora).",
        EVERYWHERE,
        _fonts,
    ),
    Examination(
        "disk-space",
        "Disk space",
        "A command says that a file cannot be written.",
        "The disk is full or nearly full; before each change Lotbook keeps a copy of the workbook.",
        "Free some space.",
        EVERYWHERE,
        _space,
    ),
    Examination(
        "temporary-folder",
        "Temporary folder",
        "A click fails at once, or a certificate is not made.",
        "The folder for passing files does not exist or cannot be written.",
        "Correct the variable TEMP (TMPDIR on a Mac and on Linux), or make the folder.",
        EVERYWHERE,
        _temporary,
    ),
    Examination(
        "outlook",
        "Drafts in Outlook",
        "An e-mail draft does not open in Outlook; it lies in the folder outbox.",
        "Only classic Outlook can be asked to open a draft, and only with pywin32; the new Outlook cannot.",
        "Open the file in the folder outbox; or install pywin32 in Lotbook's Python where classic Outlook is used.",
        WINDOWS,
        _outlook,
    ),
    Examination(
        "password-store",
        "Password store",
        "Sending mail asks for the password each time, or says that it cannot be kept.",
        "The system has no password store, or it is locked.",
        "On Linux install gnome-keyring or KWallet and log on once; elsewhere unlock the key chain.",
        EVERYWHERE,
        _passwords,
    ),
)
