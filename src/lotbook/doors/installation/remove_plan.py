"""What removing would do, step by step: it takes back what was installed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotbook.doors import configuration
from lotbook.doors.installation import extension
from lotbook.doors.installation.files import refuse_held, take_away
from lotbook.doors.installation.receipt import Installed, Receipt, read_receipt, write_receipt
from lotbook.doors.installation.step import Program, Step, emptied
from lotbook.doors.places import SCRIPT, Computer, Places, places
from lotbook.errors import MissingFileError


def remove_steps(computer: Computer, program: Program, *, calc_only: bool = False) -> list[Step]:
    """Takes back what was installed, and nothing else; works as well where the receipt is lost."""
    where = places(computer)
    known = read_receipt(where.receipt)
    receipt = known or _guessed(where)
    files = () if calc_only else receipt.files
    left = Receipt(files=receipt.files if calc_only else ())
    steps = [_delete(Path(each.path)) for each in files]
    if receipt.extension is not None:
        steps.append(_take_out(receipt.extension, program))
    if left.files:
        kept = receipt._replace(extension=None)
        return [*steps, Step("note", str(where.receipt), "", lambda: write_receipt(where.receipt, kept))]
    steps += _unset(where, receipt if known else None)
    if known:
        steps.append(Step("note", str(where.receipt), "", lambda: write_receipt(where.receipt, Receipt())))
    return [*steps, *emptied(receipt.folders)]


def _guessed(where: Places) -> Receipt:
    """What lies in our places under our names, where no receipt tells."""
    paths = [where.addin, where.scripts / SCRIPT if where.scripts else None]
    files = tuple(Installed(str(path), "", "") for path in paths if path and path.exists())
    version = extension.installed_version(where.office_profile)
    return Receipt(files, Installed("", "", version) if version else None)


def _delete(path: Path) -> Step:
    if not path.exists():
        return Step("keep", str(path), f"{path.name}: gone already")
    refuse_held(path)
    return Step("delete", str(path), f"{path.name}: deleted, {path}", lambda: take_away(path))


def _take_out(noted: Installed, program: Program) -> Step:
    profile = Path(noted.path) if noted.path else program.profile
    place = str(profile or "LibreOffice")
    try:
        unopkg = extension.unopkg(program.office)
    except MissingFileError:  # nothing is left that could load it
        return Step("keep", place, "extension for LibreOffice: LibreOffice itself is gone")
    said = "extension for LibreOffice: taken out"
    return Step("take out", place, said, lambda: extension.remove(unopkg, profile))


def _unset(where: Places, receipt: Receipt | None) -> Iterator[Step]:
    """The configuration without our lines; lines that somebody changed since are theirs and stay."""
    there = configuration.read(where.configuration).settings
    changes: dict[str, str | None] = {}
    for key in configuration.KEYS:
        noted = receipt.settings.get(key) if receipt else None
        if key in there and noted and there[key] == noted.wrote and there[key] != noted.before:
            changes[key] = noted.before
        elif key in there and noted and there[key] != noted.wrote:
            yield Step(
                "keep", str(where.configuration), f"configuration: {key} was changed by somebody, kept"
            )
        elif key in there and receipt is None:
            changes[key] = None
    if changes:
        yield Step(
            "unset",
            str(where.configuration),
            f"configuration: {len(changes)} lines taken back, {where.configuration}",
            lambda: configuration.write(where.configuration, changes),
        )
