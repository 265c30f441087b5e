"""Puts the add-in where Excel loads it: what is there already, the copy, its checksum, and what Windows attached to it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.whole_file import write_whole
from lotbook.doors.installation.receipt import Installed, sha256_of
from lotbook.doors.installation.versions import newer, version_of
from lotbook.errors import MissingFileError, OpenElsewhereError, ReadOnlyError

_CLOSE = "Save your work, close Excel (all its windows), then run the command again."


class Copy(NamedTuple):
    """A file to be put somewhere: what it is called, its content, its version, and where it goes."""

    name: str
    content: bytes
    version: str
    target: Path

    @property
    def sha256(self) -> str:
        """The checksum it has to have there."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def current(self) -> bool:
        """Whether it is there already, and Windows did not mark it as foreign."""
        return sha256_of(self.target) == self.sha256 and not zone_of(self.target).exists()

    def installed(self) -> Installed:
        """What the receipt keeps of it."""
        return Installed(str(self.target), self.sha256, self.version)


def told(copy: Copy) -> str:
    """What copying it means, seen from what is there now."""
    if not copy.target.exists():
        return f"{copy.name} {copy.version}: new, {copy.target}"
    if copy.current:
        return f"{copy.name} {copy.version}: already there, {copy.target}"
    if sha256_of(copy.target) == copy.sha256:
        return f"{copy.name} {copy.version}: freed of the mark that Windows gives to files from the internet, {copy.target}"
    before = version_of(copy.target) or "of unknown version"
    kind = (
        "the newer" if newer(before, copy.version) else "the older" if newer(copy.version, before) else "the"
    )
    return f"{copy.name}: {kind} {before} is replaced by {copy.version}, {copy.target}"


def put(copy: Copy) -> None:
    """Copies the file and reads it back.

    Raises:
        OpenElsewhereError: Excel holds the file that is there.
        ReadOnlyError: the folder cannot be written.
        MissingFileError: it was taken away or changed right after, as a virus scanner does.
    """
    _sweep(copy.target)
    if copy.current:
        return
    refuse_held(copy.target)
    try:
        write_whole(copy.target, copy.content)
    except ReadOnlyError as error:
        if isinstance(error.__cause__, PermissionError) and copy.target.exists():
            raise OpenElsewhereError(
                f"{copy.target.name} cannot be replaced, because Excel holds it.", next_step=_CLOSE
            ) from error
        raise
    zone_of(copy.target).unlink(missing_ok=True)
    if sha256_of(copy.target) != copy.sha256:
        raise MissingFileError(
            f"{copy.target} was written, and is gone or changed.",
            cause="A virus scanner does that with files it does not know.",
            next_step=f"Ask whoever looks after your virus scanner to allow the file with SHA-256 {copy.sha256}.",
        )


def take_away(path: Path) -> None:
    """Deletes a file that was installed; nothing when it is gone already.

    Raises:
        OpenElsewhereError: Excel holds it.
        ReadOnlyError: it cannot be deleted.
    """
    _sweep(path)
    if not path.exists():
        return
    refuse_held(path)
    try:
        path.unlink()
    except PermissionError as error:
        raise OpenElsewhereError(
            f"{path.name} cannot be deleted, because Excel holds it.", next_step=_CLOSE
        ) from error
    except OSError as error:
        raise ReadOnlyError(f"{path} cannot be deleted.", cause=f"{error.strerror or error}.") from error


def refuse_held(path: Path) -> None:
    """Stops where Excel says that it has the file open.

    Raises:
        OpenElsewhereError: it has.
    """
    owner = path.with_name(f"~${path.name}")
    if owner.exists():
        raise OpenElsewhereError(
            f"Excel is open and holds {path.name}.",
            next_step=f"{_CLOSE} If Excel is closed, delete the file {owner}.",
        )


def _sweep(path: Path) -> None:
    """Half-written copies of an installation that was killed; Excel would open them at each start."""
    for left in path.parent.glob(f".{path.stem}-*.part"):
        with suppress(OSError):
            left.unlink()


def zone_of(path: Path) -> Path:
    """Where Windows notes beside a file that it came from the internet, as a stream of the file."""
    return path.with_name(f"{path.name}:Zone.Identifier")
