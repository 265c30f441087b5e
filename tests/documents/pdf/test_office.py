"""The LibreOffice that draws is started once, ends with Lotbook, and one that fails is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lotbook.documents.pdf import office as libreoffice_office
from lotbook.documents.pdf import pool as libreoffice_pool
from lotbook.documents.pdf.libreoffice import LibreOffice, program
from lotbook.errors import PdfEngineError
from tests.documents.word_files import template

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        "not __import__('lotbook.documents.pdf.pool', fromlist=['x']).python_of("
        "__import__('lotbook.documents.pdf.libreoffice', fromlist=['x']).program() or __import__('pathlib').Path())",
        reason="this LibreOffice has no Python of its own",
    ),
]


@pytest.fixture(autouse=True)
def none_waits() -> Iterator[None]:
    libreoffice_pool.end_waiting()
    yield
    libreoffice_pool.end_waiting()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return template(tmp_path / "t.docx", "heat H83-017")


def waiting() -> libreoffice_office.Office:
    (office,) = libreoffice_pool._waiting
    return office


def profile(office: libreoffice_office.Office) -> Path:
    return office._profile


def is_pdf(path: Path) -> bool:
    return path.read_bytes().startswith(b"%PDF")


def test_one_start_serves_one_package_after_another(tmp_path: Path, document: Path) -> None:
    LibreOffice().prepare()
    first = waiting()
    for _ in range(3):
        (made,) = LibreOffice().convert([document], tmp_path)
        assert is_pdf(made)
        made.unlink()
    assert waiting() is first
    assert first.drawn == 3
    assert LibreOffice().version() == first.version != ""
    libreoffice_pool.end_waiting()
    assert not first.alive
    assert not profile(first).exists()


def test_one_that_died_is_replaced(tmp_path: Path, document: Path) -> None:
    LibreOffice().convert([document], tmp_path)
    first = waiting()
    libreoffice_office.end_all(first._office)
    assert is_pdf(LibreOffice().convert([document], tmp_path)[0])
    assert first.drawn == 1


def test_one_that_dies_at_work_is_told_and_leaves_nothing(tmp_path: Path, document: Path) -> None:
    found = program()
    assert found is not None
    office = libreoffice_pool.take(found)
    assert office is not None
    office.draw([document], tmp_path)
    libreoffice_office.end_all(office._script)
    with pytest.raises(PdfEngineError, match="stopped"):
        office.draw([document], tmp_path)
    assert not office.alive
    assert not profile(office).exists()


def test_one_that_takes_too_long_is_ended(
    tmp_path: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LibreOffice().convert([document], tmp_path)
    office = waiting()
    monkeypatch.setattr(libreoffice_office, "DOCUMENT_SECONDS", 0.0)
    with pytest.raises(PdfEngineError, match="took longer"):
        LibreOffice().convert([document], tmp_path)
    assert not office.alive


def test_a_document_it_cannot_open_is_named_and_the_next_is_drawn(tmp_path: Path, document: Path) -> None:
    with pytest.raises(PdfEngineError, match="gone"):
        LibreOffice().convert([tmp_path / "gone.docx"], tmp_path)
    assert is_pdf(LibreOffice().convert([document], tmp_path)[0])


def test_where_it_cannot_be_reached_each_call_starts_its_own(
    tmp_path: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice_pool, "python_of", lambda found: None)
    assert is_pdf(LibreOffice().convert([document], tmp_path)[0])
    monkeypatch.setattr(
        libreoffice_pool, "python_of", lambda found: Path(sys.executable)
    )  # knows nothing of uno
    monkeypatch.setattr(libreoffice_pool, "_unreachable", set())
    assert is_pdf(LibreOffice().convert([document], tmp_path)[0])
    assert libreoffice_pool._unreachable == {program()}
    assert libreoffice_pool._waiting == []


@pytest.mark.skipif("sys.platform == 'win32'", reason="needs a signal that cannot be caught")
def test_it_ends_also_when_lotbook_is_killed() -> None:
    script = (
        "import os, signal, sys; from lotbook.documents.pdf import pool; "
        "from lotbook.documents.pdf.libreoffice import LibreOffice; LibreOffice().prepare(); "
        "(office,) = pool._waiting; print(office._profile, office._office.pid, flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    folder, pid = done.stdout.rsplit(maxsplit=1)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (Path(folder).exists() or runs(int(pid))):
        time.sleep(0.1)
    assert not Path(folder).exists()
    assert not runs(int(pid))


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[:1]
        if Path("/proc").is_dir()
        else True
    )
