"""The papers of others that go into a package: certificates of exactly the lots shipped, of processes, added by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.language.text_format import joined
from lotbook.errors import MissingFileError


class Enclosure(NamedTuple):
    """One file of somebody else, byte for byte as it came.

    Attributes:
        content: its bytes.
        path: where it goes in the package's folder.
        title: what it is, as the certificate lists it and as its bookmark says.
        label: what its page labels start with.
    """

    content: bytes
    path: str
    title: str
    label: str

    @property
    def sha256(self) -> str:
        """Its fingerprint."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_pdf(self) -> bool:
        """Whether it can become pages of the merged PDF."""
        return b"%PDF-" in self.content[:1024]


class _Wanted(NamedTuple):
    """One file as the workbook names it, for one subject."""

    file: Path
    subject: str
    title: str


def enclosures(
    frozen: Frozen, resolve: Callable[[str], Path], by_hand: Mapping[str, Path]
) -> tuple[Enclosure, ...]:
    """Every enclosed file once: one file for several lots is enclosed under the first and names them all.

    Args:
        frozen: the chain.
        resolve: the file that a cell names.
        by_hand: document -> file, added by whoever issues.

    Raises:
        MissingFileError: a file is not there (any more).
    """
    found: dict[str, Enclosure] = {}
    taken: set[str] = set()
    for wanted in _wanted(frozen, resolve, by_hand):
        content = _content(wanted)
        digest = hashlib.sha256(content).hexdigest()
        known = found.get(digest)
        if known:
            if wanted.title not in known.title:
                found[digest] = known._replace(title=f"{known.title}; {wanted.title}")
            continue
        path = _free_path(wanted, taken)
        found[digest] = Enclosure(content, path, wanted.title, wanted.subject)
    return tuple(found.values())


def _wanted(frozen: Frozen, resolve: Callable[[str], Path], by_hand: Mapping[str, Path]) -> Iterator[_Wanted]:
    for lot in frozen.lots:
        receipt = lot.receipt
        if receipt.certificate_file:
            kind = "" if receipt.certificate_type in (None, "None") else receipt.certificate_type
            paper = joined("Material certificate", kind, receipt.certificate_number)
            yield _Wanted(resolve(receipt.certificate_file), lot.lot_id, f"{paper} (lot {lot.lot_id})")
    for run in frozen.runs:
        for done in run.processes:
            process = done.process
            if process.certificate_file:
                paper = joined(process.process, "certificate", process.certificate_number)
                yield _Wanted(resolve(process.certificate_file), run.run_id, f"{paper} (run {run.run_id})")
    for document, file in by_hand.items():
        yield _Wanted(file, document, document)


def _content(wanted: _Wanted) -> bytes:
    try:
        return wanted.file.read_bytes()
    except OSError as error:
        raise MissingFileError(
            f"{wanted.file} cannot be read; it is enclosed as {wanted.title}.", cause=error.strerror or ""
        ) from error


def _free_path(wanted: _Wanted, taken: set[str]) -> str:
    """A name that starts with the lot and that no other enclosure has, also where capitals do not count."""
    name = file_name(f"{wanted.subject}_{wanted.file.name}")
    path = PurePosixPath("certificates", name)
    number = 2
    while str(path).casefold() in taken:
        path = PurePosixPath("certificates", f"{PurePosixPath(name).stem}_{number}{path.suffix}")
        number += 1
    taken.add(str(path).casefold())
    return str(path)
