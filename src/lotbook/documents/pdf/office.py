"""A LibreOffice without a window that draws one document after another, so that its start is paid for once.

It is Lotbook's own, with a profile of its own, and never the one that a person has open.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from lotbook.documents.pdf import script as libreoffice_script
from lotbook.documents.pdf.profile import write_settings
from lotbook.errors import PdfEngineError

START_SECONDS = 90.0  # a first start on a slow disk, with a virus scanner looking on
DOCUMENT_SECONDS = 30.0
_WORN = 400  # documents after which a fresh one is started, because it grows
_GOODBYE = 5.0  # seconds that it has to end by itself
_LOOKS = 0.1  # seconds between two looks whether it is still there
NO_WINDOW: int = getattr(
    subprocess, "CREATE_NO_WINDOW", 0
)  # of Windows: no black window beside the spreadsheet
_FOREIGN = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "PYTHONSTARTUP")


class Office:
    """One LibreOffice and the script beside it; made at once, ready a moment later.

    Args:
        program: soffice.
        python: the Python that LibreOffice's bridge belongs to.
    """

    def __init__(self, program: Path, python: Path) -> None:
        self.program, self.drawn, self.version = program, 0, ""
        self._profile = Path(tempfile.mkdtemp(prefix="lotbook-lo-"))
        write_settings(self._profile)
        pipe = f"lotbook{secrets.token_hex(6)}"
        self._office = _spawn(  # what it leaves in its temporary folder goes with its profile
            [
                str(program), "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                f"-env:UserInstallation={self._profile.resolve().as_uri()}",
                f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
            ],
            TMPDIR=str(self._profile), TEMP=str(self._profile), TMP=str(self._profile),
        )  # fmt: skip
        script = str(Path(libreoffice_script.__file__).resolve())
        words = [str(python), "-E", script, pipe, str(START_SECONDS), str(self._profile)]
        self._script = _spawn(words, talking=True)
        self._said: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def draw(self, documents: Sequence[Path], folder: Path) -> None:
        """Writes a PDF of each document into ``folder``.

        Raises:
            PdfEngineError: it did not start, failed, or took too long; it is ended then.
        """
        try:
            if not self.version:
                self.version = self._answer(START_SECONDS).get("version", "")
            for document in documents:
                self._ask(document.resolve(), (folder / f"{document.stem}.pdf").resolve())
        except BaseException:
            self._kill()
            raise

    def _ask(self, document: Path, pdf: Path) -> None:
        assert self._script.stdin is not None
        with suppress(OSError):  # that it is gone is seen when it does not answer
            self._script.stdin.write(json.dumps([str(document), str(pdf)]) + "\n")
            self._script.stdin.flush()
        self.drawn += 1
        if trouble := self._answer(DOCUMENT_SECONDS).get("error", ""):
            raise PdfEngineError(f"LibreOffice made no PDF of {document.name}.", cause=trouble)

    def _answer(self, seconds: float) -> dict[str, str]:
        deadline = monotonic() + seconds
        while monotonic() < deadline:
            with suppress(Empty):
                line = self._said.get(timeout=_LOOKS)
                if not line:
                    raise PdfEngineError("LibreOffice stopped.")
                answer = json.loads(line)
                return {str(name): str(value) for name, value in answer.items()}
            if self._office.poll() is not None:
                raise PdfEngineError(f"LibreOffice stopped with code {self._office.returncode}.")
        raise PdfEngineError(f"LibreOffice took longer than {seconds:.0f} seconds.")

    def _listen(self) -> None:
        assert self._script.stdout is not None
        with suppress(ValueError, OSError):
            for line in self._script.stdout:
                self._said.put(line)
        self._said.put("")

    @property
    def alive(self) -> bool:
        """Whether both its programs run."""
        return self._office.poll() is None and self._script.poll() is None

    @property
    def worn(self) -> bool:
        """Whether it has drawn so much that a fresh one is better."""
        return self.drawn >= _WORN

    def let_go(self) -> None:
        """Asks it to end, and waits for nothing: its script ends it and removes its profile."""
        if self._script.stdin:
            with suppress(OSError):
                self._script.stdin.close()

    def end(self) -> None:
        """Ends it, by force where it does not end by itself; only ours, never the one that a person has open."""
        self.let_go()
        for process in (self._script, self._office):
            try:
                process.wait(_GOODBYE)
            except subprocess.TimeoutExpired:
                end_all(process)
        self._clear()

    def _kill(self) -> None:
        for process in (self._script, self._office):
            end_all(process)
        self.let_go()
        self._clear()

    def _clear(self) -> None:
        if self._script.stdout:
            with suppress(OSError):
                self._script.stdout.close()
        shutil.rmtree(self._profile, ignore_errors=True)


def _spawn(command: Sequence[str], *, talking: bool = False, **more: str) -> subprocess.Popen[str]:
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - a program found on this machine, arguments never through a shell
            command,
            stdin=pipe if talking else quiet,
            stdout=pipe if talking else quiet,
            stderr=quiet,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={name: value for name, value in os.environ.items() if name not in _FOREIGN} | more,
            start_new_session=os.name == "posix",
            creationflags=NO_WINDOW,
        )
    except OSError as error:
        raise PdfEngineError("LibreOffice did not start.", cause=f"{error}.") from error


def end_all(process: subprocess.Popen[str]) -> None:
    """Ends a program and all it started; soffice starts a soffice.bin."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607 - part of Windows
            capture_output=True,
            check=False,
            creationflags=NO_WINDOW,
        )
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
