"""Keeps a copy of every certificate that was looked at, under its fingerprint, so that nobody can exchange it unseen.

The file people open stays where it is, under the name they know. The copy lies in the workbook's data folder:
``certificates/9f/9f3c...e2.pdf``.
"""

from __future__ import annotations

import re
from pathlib import Path

from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.file_names import file_name
from lotbook.documents.whole_file import write_whole

FOLDER = "certificates"
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


def place_of(sha256: str, name: str) -> Path:
    """Where the copy of a file lies, below the store's folder."""
    ending = _ENDING.search(name)
    return Path(sha256[:2]) / f"{sha256}{ending.group().lower() if ending else ''}"


def keep(source: Path, file: CertificateText, data_folder: Path) -> bool:
    """Puts a copy into the store; the original is only read. Returns whether it is new there.

    Raises:
        ReadOnlyError: the data folder cannot be written.
    """
    target = data_folder / FOLDER / place_of(file.sha256, source.name)
    if not file.sha256 or target.is_file():
        return False
    write_whole(target, source.read_bytes())
    return True


def bring_beside(source: Path, folder: Path, sha256: str) -> str:
    """Copies a file from elsewhere into the folder ``certificates`` beside the workbook; returns its relative path.

    A file of the same name with another content stays; the new one gets the first digits of its fingerprint.

    Raises:
        ReadOnlyError: the folder cannot be written.
    """
    name = file_name(source.name)
    target = folder / FOLDER / name
    content = source.read_bytes()
    if target.exists() and target.read_bytes() != content:
        target = target.with_name(f"{target.stem}-{sha256[:8]}{target.suffix}")
    if not target.exists():
        write_whole(target, content)
    return f"{FOLDER}/{target.name}"
