"""What installing would do, step by step, before anything of it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from lotbook import __version__
from lotbook.doors import configuration
from lotbook.doors.installation import extension
from lotbook.doors.installation.files import Copy, put, refuse_held, told
from lotbook.doors.installation.receipt import (
    Installed,
    Receipt,
    Setting,
    new_folders,
    read_receipt,
    sha256_of,
    write_receipt,
)
from lotbook.doors.installation.script import filled
from lotbook.doors.installation.step import Program, Step, emptied
from lotbook.doors.installation.versions import version_of
from lotbook.doors.places import ADDIN, EXTENSION, SCRIPT, Computer, Places, System, interpreter_key, places
from lotbook.errors import MissingFileError, UsageError
from lotbook.shipped import shipped


def excel_steps(computer: Computer, interpreter: Path, *, addin: Path | None = None) -> list[Step]:
    """Installs the add-in for Excel.

    Raises:
        UsageError: there is no Excel on this system.
        MissingFileError: this Lotbook carries no add-in.
        OpenElsewhereError: Excel holds the add-in.
    """
    copies = _copies(computer, interpreter, addin)
    for copy in copies:
        if not copy.current:
            refuse_held(copy.target)
    steps = [
        Step(
            "keep" if copy.current else "copy",
            str(copy.target),
            told(copy),
            lambda copy=copy: put(copy),  # type: ignore[misc]
        )
        for copy in copies
    ]
    receipt = [copy.installed() for copy in copies]
    return _with_settings(
        computer, interpreter, steps, lambda old: old._replace(files=tuple(receipt)), _folders(receipt)
    )


def calc_steps(
    computer: Computer, interpreter: Path, program: Program, *, oxt: Path | None = None
) -> list[Step]:
    """Installs the extension for LibreOffice.

    Raises:
        MissingFileError: there is no LibreOffice, or this Lotbook carries no extension.
    """
    source = oxt or shipped("addin", EXTENSION)
    unopkg = extension.unopkg(program.office)
    new = Installed(str(program.profile or ""), sha256_of(source), version_of(source))
    old = read_receipt(places(computer).receipt) or Receipt()
    there = extension.installed_version(program.profile or places(computer).office_profile)
    current = bool(there) and old.extension == new
    step = Step(
        "keep" if current else "add",
        str(program.profile or "LibreOffice"),
        f"extension for LibreOffice {new.version}: {_change(there, new.version, current=current)}",
        (lambda: None) if current else lambda: extension.add(unopkg, source, program.profile),
    )
    return _with_settings(computer, interpreter, [step], lambda old: old._replace(extension=new), ())


def _change(there: str, version: str, *, current: bool) -> str:
    if current:
        return "already there"
    return f"replaces {there}" if there and there != version else "put in anew" if there else "new"


def _copies(computer: Computer, interpreter: Path, given: Path | None) -> list[Copy]:
    where = places(computer)
    if where.addin is None:
        raise UsageError(
            "There is no Excel for Linux.",
            next_step="For LibreOffice: `lotbook addin install --calc`.",
        )
    addin = given or shipped("addin", ADDIN)
    found = [Copy("add-in", addin.read_bytes(), version_of(addin) or __version__, where.addin)]
    if where.scripts is not None:
        script = addin.with_name(SCRIPT)
        if not script.is_file():
            raise MissingFileError(f"{SCRIPT} is missing from this installation of Lotbook.")
        content = filled(script.read_bytes(), str(interpreter))
        found.append(Copy("script", content, __version__, where.scripts / SCRIPT))
    return found


def _folders(files: Iterable[Installed]) -> tuple[str, ...]:
    return tuple(folder for each in files for folder in new_folders(Path(each.path).parent))


def settings(computer: Computer, interpreter: Path) -> dict[str, str]:
    """The lines of the configuration that belong to Lotbook.

    Excel for Mac reads plain letters only; where the mailbox has others it looks at the usual place by itself.
    """
    mailbox = str(places(computer).mailbox)
    unreadable = computer.system is System.MACOS and not mailbox.isascii()
    return {
        interpreter_key(computer.system): str(interpreter),
        "PYTHONPATH": "",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "LOTBOOK_MAILBOX": "" if unreadable else mailbox,
        "LOTBOOK_VERSION": __version__,
    }


def _with_settings(
    computer: Computer,
    interpreter: Path,
    steps: list[Step],
    noted: Callable[[Receipt], Receipt],
    folders: Iterable[str],
) -> list[Step]:
    """The steps, the configuration after them, and first of all the receipt: what is begun can then be undone."""
    where = places(computer)
    wanted = settings(computer, interpreter)
    there = configuration.read(where.configuration)
    old = read_receipt(where.receipt) or Receipt()
    made = (*folders, *new_folders(where.configuration.parent), *new_folders(where.receipt.parent))
    receipt = noted(old)._replace(
        settings=_kept_settings(old, there.settings, wanted),
        folders=tuple(dict.fromkeys((*old.folders, *made))),
    )
    same = not there.strange and all(there.settings.get(key) == value for key, value in wanted.items())
    damaged = "; the damaged file is kept beside it" if there.strange else ""
    said = "already as it should be" if same else f"Python is {interpreter}{damaged}"
    path = where.configuration
    told = f"configuration: {said}, {path}"
    last = Step("set", str(path), told, lambda: configuration.write(path, wanted))
    first = Step(
        "note",
        str(where.receipt),
        "",
        lambda: write_receipt(where.receipt, receipt),
        lambda: _note_what_is_there(where, old, receipt),
    )
    return [first, *steps, Step("keep", str(path), told) if same else last]


def _note_what_is_there(where: Places, old: Receipt, begun: Receipt) -> None:
    """After a step was refused the receipt names only what came, so that nothing counts as installed and gone."""
    files = tuple(each for each in begun.files if each in old.files or sha256_of(Path(each.path)))
    new = begun.extension
    profile = Path(new.path) if new and new.path else where.office_profile
    came = new if new and extension.installed_version(profile) == new.version else old.extension
    write_receipt(where.receipt, begun._replace(files=files, extension=came))
    for step in emptied(each for each in begun.folders if each not in old.folders):
        step.do()


def _kept_settings(old: Receipt, there: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, Setting]:
    """What stood there before Lotbook came; what an earlier installation noted stays noted."""
    return {
        key: Setting(value, old.settings[key].before if key in old.settings else there.get(key))
        for key, value in wanted.items()
    }
