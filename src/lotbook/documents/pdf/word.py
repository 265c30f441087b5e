"""Microsoft Word as PDF engine, on Windows by its own automation, on a Mac by AppleScript.

Word cannot be run by the tests of this project, which have no Windows; what is here is small on purpose, and its PDF is
compared with the document like any other. It works in a process of its own, so that a dialog in Word cannot hold
Lotbook for ever.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lotbook.errors import PdfEngineError

_START_SECONDS = 60
_DOCUMENT_SECONDS = 30
_AS_PDF = 17  # wdExportFormatPDF
_NO_CHANGES = 0  # wdDoNotSaveChanges
_MAC_WORD = Path("/Applications/Microsoft Word.app")
_MAC_SCRIPT = """
on run files
  tell application "Microsoft Word"
    repeat with i from 1 to count of files by 2
      open POSIX file (item i of files)
      set theDocument to active document
      save as theDocument file name (item (i + 1) of files) file format format PDF
      close theDocument saving no
    end repeat
  end tell
end run
"""


class Word:
    """The Word of the person at this computer."""

    name = "Word"
    last_resort = False

    def available(self) -> bool:
        """Whether Word is installed and somebody is logged on to see it; a service has no Word."""
        if sys.platform == "win32":
            seen = os.environ.get("SESSIONNAME", "") not in ("", "Services")
            return seen and importlib.util.find_spec("win32com") is not None and _is_registered()
        return sys.platform == "darwin" and _MAC_WORD.exists()

    def version(self) -> str:
        """The main version, such as 16.0; empty when it is not known without starting Word."""
        return _registered_version() if sys.platform == "win32" else ""

    def refuses(self, document: Path) -> str:  # noqa: ARG002 - part of what every engine offers
        """Nothing: it is Word's own format."""
        return ""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """The PDFs of the documents.

        Raises:
            PdfEngineError: Word failed or waited for somebody.
        """
        pairs = [(document.resolve(), (folder / f"{document.stem}.pdf").resolve()) for document in documents]
        files = [str(path) for pair in pairs for path in pair]
        command = [sys.executable, "-m", __name__, *files]
        if sys.platform == "darwin":
            command = ["osascript", "-e", _MAC_SCRIPT, *files]
        try:
            done = subprocess.run(  # noqa: S603 - our own module or the system's own osascript
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_START_SECONDS + _DOCUMENT_SECONDS * len(documents),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PdfEngineError("Word did not answer.", cause=f"{error}.") from error
        made = [pdf for _, pdf in pairs]
        if done.returncode or not all(pdf.is_file() for pdf in made):
            raise PdfEngineError("Word could not make the PDF.", cause=done.stderr.strip()[-300:])
        return made


def _is_registered() -> bool:
    return bool(_registered_version())


def _registered_version() -> str:
    """Word's version as Windows knows it: ``Word.Application.16`` is 16.0."""
    if sys.platform == "win32":
        import winreg

        try:
            current = winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CurVer")
        except OSError:
            return ""
        return f"{current.rpartition('.')[2]}.0"
    return ""


def _export(files: Sequence[str]) -> None:
    """Opens each document in a Word of its own and exports it; ``files``: document, PDF, document, PDF ..."""
    word = importlib.import_module("win32com.client").DispatchEx("Word.Application")
    try:
        word.Visible = False
        word.DisplayAlerts = 0
        for document, pdf in zip(files[::2], files[1::2], strict=True):
            opened = word.Documents.Open(
                document, ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False
            )
            opened.ExportAsFixedFormat(pdf, _AS_PDF)
            opened.Close(_NO_CHANGES)
    finally:
        word.Quit(_NO_CHANGES)


if __name__ == "__main__":
    _export(sys.argv[1:])
