"""LibreOffice as PDF engine, apart from the one the user may have open, with a time limit for each document."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lotbook.documents.pdf import pool as libreoffice_pool
from lotbook.documents.pdf.office import DOCUMENT_SECONDS, NO_WINDOW, START_SECONDS, end_all
from lotbook.documents.pdf.profile import write_settings
from lotbook.documents.pdf.soffice import program
from lotbook.errors import PdfEngineError

_VERSION_SECONDS = 30
_WORTH_A_START = 10  # documents that take as long as a second LibreOffice takes to start
_MOST_AT_ONCE = 4  # each takes 200 MB
_VERSIONS: dict[Path, str] = {}


class LibreOffice:
    """A LibreOffice on this machine, run without a window and apart from the one the user may have open."""

    name = "LibreOffice"
    last_resort = False

    def available(self) -> bool:
        """Whether soffice was found."""
        return program() is not None

    def version(self) -> str:
        """The version it reports, such as 7.4.7.2; empty when it does not say."""
        found = program()
        return _version(found) if found else ""

    def prepare(self) -> None:
        """Begins to start, so that it is ready when there are documents; returns at once."""
        if found := program():
            libreoffice_pool.prepare(found)

    def waits_for_more(self, documents: int) -> bool:
        """Whether one office draws so many documents and waits for each, instead of being started for a call."""
        found = program()
        return found is not None and libreoffice_pool.stays(found) and len(_shares([Path()] * documents)) == 1

    def refuses(self, document: Path) -> str:  # noqa: ARG002 - part of what every engine offers
        """Nothing: what it draws wrongly is found by comparing."""
        return ""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """The PDFs of the documents; their names must differ.

        Raises:
            PdfEngineError: it failed, took too long, or left a document out.
        """
        found = program()
        if found is None:
            raise PdfEngineError("LibreOffice was not found.")
        from concurrent.futures import (
            ThreadPoolExecutor,  # with logging it brings in, longer than all the rest
        )

        shares = _shares(documents)
        with ThreadPoolExecutor(len(shares)) as pool:
            list(pool.map(lambda share: _convert(found, share, folder), shares))
        return [folder / f"{document.stem}.pdf" for document in documents]


def _shares(documents: Sequence[Path]) -> list[Sequence[Path]]:
    """The documents for each LibreOffice: one for a few; for many one on each processor but Lotbook's own."""
    free = max((os.cpu_count() or 1) - 1, 1)
    several = min(free, _MOST_AT_ONCE, max(len(documents) // _WORTH_A_START, 1))
    return [documents[number::several] for number in range(several)]


def _convert(found: Path, documents: Sequence[Path], folder: Path) -> None:
    """With an office that waits or is started; where none can be reached, in one call of its own."""
    office = libreoffice_pool.take(found)
    if office is None:
        _convert_at_once(found, documents, folder)
        return
    try:
        office.draw(documents, folder)
    except PdfEngineError:
        if office.version:
            raise
        libreoffice_pool.leave(found)
        _convert_at_once(found, documents, folder)
    else:
        _VERSIONS[found] = office.version
        libreoffice_pool.give_back(office)
        _must_be_there(documents, folder)


def _convert_at_once(found: Path, documents: Sequence[Path], folder: Path) -> None:
    limit = START_SECONDS + DOCUMENT_SECONDS * len(documents)
    with tempfile.TemporaryDirectory(prefix="lotbook-lo-", ignore_cleanup_errors=True) as profile:
        write_settings(Path(profile))
        said = _run(
            [
                str(found),
                f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(folder),
                *map(str, documents),
            ],
            limit,
        )
    _must_be_there(documents, folder, said)


def _must_be_there(documents: Sequence[Path], folder: Path, said: str = "") -> None:
    for document in documents:
        pdf = folder / f"{document.stem}.pdf"
        if not pdf.is_file() or not pdf.stat().st_size:
            raise PdfEngineError(f"LibreOffice made no PDF of {document.name}.", cause=said[-300:])


def _version(found: Path) -> str:
    """As it said itself while it drew; else it is asked."""
    if found not in _VERSIONS:
        try:
            said = _run([str(found), "--version"], _VERSION_SECONDS)
        except PdfEngineError:
            return ""
        number = re.search(r"\d+(?:\.\d+)+", said)
        _VERSIONS[found] = number.group() if number else ""
    return _VERSIONS[found]


def _run(command: Sequence[str], seconds: float) -> str:
    """What the program said; it is ended with all it started when it takes too long."""
    alone = {"start_new_session": True} if os.name == "posix" else {}
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on this machine, arguments never through a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            creationflags=NO_WINDOW,
            **alone,  # type: ignore[call-overload]
        )
    except OSError as error:
        raise PdfEngineError("LibreOffice did not start.", cause=f"{error}.") from error
    with process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            end_all(process)
            raise PdfEngineError(f"LibreOffice took longer than {seconds:.0f} seconds.") from error
        except BaseException:
            end_all(process)
            raise
    if process.returncode:
        raise PdfEngineError(f"LibreOffice stopped with code {process.returncode}.", cause=said[-300:])
    return str(said)
