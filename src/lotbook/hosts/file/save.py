"""Writes the changed workbook beside the old one and puts it in its place in one step, or not at all."""

from __future__ import annotations

import errno
import os
import struct
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lotbook.errors import MovedError, OpenElsewhereError, ReadOnlyError, UnsafeEditError
from lotbook.hosts.file.container import Container, Part
from lotbook.hosts.file.deflate import fast_zlib

Stamp = tuple[int, int]
Pieces = Sequence[bytes | memoryview]

_TEMPORARY = "~lotbook-"
_STALE = 3600.0  # seconds after which a temporary file belongs to a command that was killed
_BLOCK = 1 << 20
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LARGEST = 0xFFFF_FFFE
_UTF8 = 0x800
_RETRY_FOR = 2.5  # seconds; virus scanners and indexers hold a new file for a moment
_SHARING = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation


class Content(NamedTuple):
    """One part of the file to come: as it was, or with new content."""

    name: str
    crc: int
    size: int


class NewFile:
    """The changed workbook as a temporary file in the same folder.

    Args:
        container: the workbook as it was read.
        path: where it stands.
        changed: part name -> new content in pieces; names that are new are added.
        removed: names of parts to leave out.

    Attributes:
        contents: what the new file holds, for its fingerprint.
        replaced: whether it stands in the place of the old one.

    Raises:
        ReadOnlyError: the folder cannot be written or the disk is full.
        UnsafeEditError: the file would grow beyond what a workbook can be.
    """

    def __init__(
        self, container: Container, path: Path, changed: Mapping[str, Pieces], removed: frozenset[str]
    ) -> None:
        self._container = container
        self._target = path.resolve()
        self._changed = changed
        self._removed = removed
        self.replaced = False
        self.contents: list[Content] = []
        remove_stale(self._target.parent)
        self._temporary = self._target.parent / f"{_TEMPORARY}{os.urandom(6).hex()}.tmp"
        try:
            self._write()
        except OSError as error:
            self.discard()
            raise _refused(f"The folder {self._target.parent} cannot be written.", error) from error
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Removes the temporary file."""
        self._temporary.unlink(missing_ok=True)

    def replace(self, stamp: Stamp) -> None:
        """Puts the new file in the place of the old one.

        Args:
            stamp: when the old file was changed and how long it was when it was read.

        Raises:
            MovedError: the old file is not that one any more.
            OpenElsewhereError: another program holds it.
        """
        refuse_moved(self._target, stamp)
        self._temporary.chmod(self._target.stat().st_mode & 0o777)
        _replace(self._temporary, self._target)
        self.replaced = True
        _sync_folder(self._target.parent)

    def _write(self) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self._temporary, flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            directory = [self._part(file, part) for part in self._container.parts() if self._kept(part)]
            present = {part.name.lower() for part in self._container.parts()}
            for name, pieces in self._changed.items():
                if name.lower() not in present:
                    directory.append(self._packed(file, _new_part(name), pieces))
            start = file.tell()
            file.write(b"".join(directory))
            length = file.tell() - start
            if start + length > _LARGEST:
                raise UnsafeEditError("The workbook would become larger than 4 GB.")
            count = len(directory)
            file.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, length, start, 0))
            file.flush()
            os.fsync(file.fileno())

    def _kept(self, part: Part) -> bool:
        return part.name not in self._removed

    def _part(self, file: BinaryIO, part: Part) -> bytes:
        pieces = self._changed.get(part.name)
        if pieces is not None:
            return self._packed(file, part, pieces)
        at = file.tell()
        file.write(_local(part))
        file.write(self._container.packed(part))
        self.contents.append(Content(part.name, part.crc, part.size))
        return _central(part, at)

    def _packed(self, file: BinaryIO, part: Part, pieces: Pieces) -> bytes:
        at = file.tell()
        file.write(bytes(_LOCAL.size + len(part.raw_name)))
        start = file.tell()
        crc = size = 0
        engine = _packer(sum(len(piece) for piece in pieces))
        for block in _blocks(pieces):
            crc = zlib.crc32(block, crc)
            size += len(block)
            file.write(engine.compress(block))
        file.write(engine.flush())
        end = file.tell()
        if max(size, end) > _LARGEST:
            raise UnsafeEditError("The workbook would become larger than 4 GB.")
        done = part._replace(method=8, crc=crc, packed=end - start, size=size)
        file.seek(at)
        file.write(_local(done))
        file.seek(end)
        self.contents.append(Content(part.name, crc, size))
        return _central(done, at)


def _packer(size: int) -> Any:  # noqa: ANN401 - zlib's or isal's
    module = fast_zlib()
    if module is zlib:
        return zlib.compressobj(1 if size > _BLOCK else 6, zlib.DEFLATED, -15)
    return module.compressobj(2, module.DEFLATED, -15)


def _blocks(pieces: Pieces) -> Iterable[memoryview]:
    for piece in pieces:
        view = memoryview(piece)
        for at in range(0, len(view), _BLOCK):
            yield view[at : at + _BLOCK]


def _new_part(name: str) -> Part:
    raw = name.encode()
    return Part(name, raw, 0 if name.isascii() else _UTF8, 8, 0, 0x21, 0, 0, 0, 0, 0, 0)


def _local(part: Part) -> bytes:
    told = (20, part.flags & _UTF8, part.method, part.time, part.day, part.crc, part.packed, part.size)
    return _LOCAL.pack(b"PK\x03\x04", *told, len(part.raw_name), 0) + part.raw_name


def _central(part: Part, at: int) -> bytes:
    told = (20, 20, part.flags & _UTF8, part.method, part.time, part.day, part.crc, part.packed, part.size)
    rest = (len(part.raw_name), 0, 0, 0, 0, part.attributes, at)
    return _CENTRAL.pack(b"PK\x01\x02", *told, *rest) + part.raw_name


def refuse_moved(path: Path, stamp: Stamp) -> None:
    """Stops when a file is not the one that was read.

    Raises:
        MovedError: it was changed or deleted.
    """
    try:
        told = path.stat()
    except FileNotFoundError as error:
        raise MovedError(f"{path.name} was moved or deleted while the command worked.") from error
    if (told.st_mtime_ns, told.st_size) != tuple(stamp):
        raise MovedError(f"{path.name} was saved by another program while the command worked.")


def _replace(
    temporary: Path,
    target: Path,
    *,
    pause: Callable[[float], None] = time.sleep,
    patience: float = _RETRY_FOR,
) -> None:
    deadline = time.monotonic() + patience
    wait = 0.05
    while True:
        try:
            temporary.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING:
                raise _refused(f"{target.name} cannot be replaced.", error) from error
            if time.monotonic() > deadline:
                raise OpenElsewhereError(
                    f"{target.name} is held by another program.", cause=str(error)
                ) from error
            pause(wait)
            wait = min(wait * 2, 1.0)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system lets a folder be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return  # network shares may refuse; the file itself is on disk
    finally:
        os.close(descriptor)


def remove_stale(folder: Path) -> None:
    """Clears away what killed commands left behind."""
    for found in folder.glob(f"{_TEMPORARY}*.tmp"):
        try:
            if time.time() - found.stat().st_mtime > _STALE:
                found.unlink()
        except OSError:
            continue  # somebody else was quicker, or still writes it


def _refused(problem: str, error: OSError) -> ReadOnlyError:
    """The system's own words as cause; a full disk has another next step than a write protection."""
    cause = f"{error.strerror}." if error.strerror else str(error)
    if error.errno == errno.ENOSPC:
        return ReadOnlyError(problem, cause=cause, next_step="Make room on the disk, then try again.")
    return ReadOnlyError(problem, cause=cause)
