"""LibreOffice as PDF engine: one call for several documents, with a profile of its own and a time limit."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from lotbook.documents.libreoffice_profile import write_settings
from lotbook.errors import PdfEngineError

_START_SECONDS = 90  # a first start on a slow disk, with a virus scanner looking on
_DOCUMENT_SECONDS = 30
_VERSION_SECONDS = 30
_WORTH_A_START = 10  # documents that take as long as a second LibreOffice takes to start
_MOST_AT_ONCE = 4  # each takes 200 MB
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)


class LibreOffice:
    """A LibreOffice on this machine, run without a window and apart from the one the user may have open."""

    name = "LibreOffice"

    def available(self) -> bool:
        """Whether soffice was found."""
        return program() is not None

    def version(self) -> str:
        """The version it reports, such as 7.4.7.2; empty when it does not say."""
        found = program()
        return _version(found) if found else ""

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
    limit = _START_SECONDS + _DOCUMENT_SECONDS * len(documents)
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
    made = [folder / f"{document.stem}.pdf" for document in documents]
    for document, pdf in zip(documents, made, strict=True):
        if not pdf.is_file() or not pdf.stat().st_size:
            raise PdfEngineError(f"LibreOffice made no PDF of {document.name}.", cause=said[-300:])


def program() -> Path | None:
    """The soffice program, where each system keeps it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")]
    windows = [Path(root, "LibreOffice", "program", "soffice.com") for root in roots if root]
    home = Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    return next((place for place in (*windows, *map(Path, _PLACES), home) if place.is_file()), None)


@cache
def _version(found: Path) -> str:
    try:
        said = _run([str(found), "--version"], _VERSION_SECONDS)
    except PdfEngineError:
        return ""
    number = re.search(r"\d+(?:\.\d+)+", said)
    return number.group() if number else ""


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
            **alone,  # type: ignore[call-overload]
        )
    except OSError as error:
        raise PdfEngineError("LibreOffice did not start.", cause=f"{error}.") from error
    with process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise PdfEngineError(f"LibreOffice took longer than {seconds:.0f} seconds.") from error
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise PdfEngineError(f"LibreOffice stopped with code {process.returncode}.", cause=said[-300:])
    return str(said)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends soffice and the soffice.bin it started; only ours, never the one the user has open."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607 - part of Windows
            capture_output=True,
            check=False,
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
