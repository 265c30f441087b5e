"""Where backups lie: a folder, a network share, or an object store by its address, all through one well-kept library.

A place holds every content once, under its own name and checksum, and one list for each backup; anyone can read it
without Lotbook::

    files/3f/3fa4...c1/MTR-4711.pdf
    lists/shop/2026-11-22T101500Z.json
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lotbook.errors import BackupError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_BLOCK = 1 << 20


class BackupPlace:
    """One place for backups; ``address`` is a folder or an URL such as ``s3://bucket/shop`` or ``sftp://host/shop``.

    Raises:
        BackupError: nobody can reach it from here.
    """

    def __init__(self, address: str) -> None:
        from fsspec.core import url_to_fs

        try:
            found: tuple[AbstractFileSystem, str] = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise BackupError(
                f"Backups cannot go to {address}.",
                cause=f"{error}.",
                next_step="Name a folder, or install what this kind of address needs.",
            ) from error
        self.system, self.root = found[0], found[1].rstrip("/")
        self.address = address

    def keep(self, file: Path) -> tuple[str, str, bool]:
        """Keeps a file's content, if it is not there yet.

        Returns:
            Its SHA-256, its path inside the place, and whether it was copied now.

        Raises:
            BackupError: it cannot be read or written, or does not come back as it was.
        """
        sha = _sha256(file)
        path = f"files/{sha[:2]}/{sha}/{file.name}"
        try:
            if self._length(path) == file.stat().st_size:
                return sha, path, False
            self._put(file.read_bytes(), path)
        except OSError as error:
            raise self._refused(path, error) from error
        if self.sha256(path) != sha:
            raise BackupError(f"{file.name} did not arrive at {self.address} as it was sent.")
        return sha, path, True

    def write_list(self, name: str, content: Mapping[str, object]) -> str:
        """Writes the list of one backup, last of all: a backup without its list never happened."""
        path = f"lists/{name}.json"
        try:
            self._put(json.dumps(content, ensure_ascii=False, indent=1).encode(), path)
        except OSError as error:
            raise self._refused(path, error) from error
        return path

    def lists(self, workbook: str) -> list[str]:
        """The names of the backups of one workbook, the oldest first."""
        folder = self._full(f"lists/{workbook}")
        try:
            if not self.system.exists(folder):
                return []
            found = self.system.ls(folder, detail=False)
        except OSError as error:
            raise self._refused(folder, error) from error
        return sorted(Path(str(path)).stem for path in found if str(path).endswith(".json"))

    def workbooks(self) -> list[str]:
        """The workbooks that have backups here."""
        folder = self._full("lists")
        try:
            found = self.system.ls(folder, detail=False) if self.system.exists(folder) else []
        except OSError as error:
            raise self._refused(folder, error) from error
        return sorted(Path(str(path).rstrip("/")).name for path in found)

    def read_list(self, name: str) -> dict[str, Any]:
        """The list of one backup.

        Raises:
            BackupError: it cannot be read.
        """
        path = f"lists/{name}.json"
        try:
            found = json.loads(self.system.cat_file(self._full(path)))
        except (OSError, ValueError) as error:
            raise self._refused(path, error) from error
        if not isinstance(found, dict) or not isinstance(found.get("files"), list):
            raise BackupError(f"{path} is not the list of a backup.")
        return found

    def sha256(self, path: str) -> str:
        """The SHA-256 of a content as it lies there now; empty when it is gone."""
        made = hashlib.sha256()
        try:
            with self.system.open(self._full(path), "rb") as stream:
                while block := stream.read(_BLOCK):
                    made.update(block)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise self._refused(path, error) from error
        return made.hexdigest()

    def content(self, path: str) -> bytes:
        """A content as it lies there.

        Raises:
            BackupError: it is gone or cannot be read.
        """
        try:
            found: bytes = self.system.cat_file(self._full(path))
        except OSError as error:
            raise self._refused(path, error) from error
        return found

    def _length(self, path: str) -> int | None:
        try:
            size = self.system.size(self._full(path))
        except FileNotFoundError:
            return None
        return None if size is None else int(size)

    def _put(self, content: bytes, path: str) -> None:
        """Under another name first: a file that was cut off must not pass for a whole one."""
        full, part = self._full(path), self._full(f"{path}.part")
        self.system.makedirs(full.rpartition("/")[0], exist_ok=True)
        with self.system.open(part, "wb") as stream:
            stream.write(content)
        self.system.mv(part, full)

    def _full(self, path: str) -> str:
        return f"{self.root}/{path}"

    def _refused(self, path: str, error: Exception) -> BackupError:
        return BackupError(
            f"{path} cannot be read or written at {self.address}.",
            cause=f"{getattr(error, 'strerror', None) or error}.",
            next_step="Look whether the place can be reached and whether you may write there.",
        )


def _sha256(file: Path) -> str:
    made = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                made.update(block)
    except OSError as error:
        raise BackupError(f"{file} cannot be read.", cause=f"{error.strerror}.") from error
    return made.hexdigest()
