"""What around the workbook forbids to change it is said in words, and nothing is changed; reading goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from lotbook.errors import (
    CloudFolderError,
    LockedError,
    LotbookError,
    NotAWorkbookError,
    OpenElsewhereError,
    ReadOnlyError,
)
from lotbook.hosts.file import lock
from lotbook.hosts.file.book import FileBook
from tests.hosts.file.books import lotbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return lotbook(tmp_path / "lotbook.xlsx")


def refused(path: Path, error: type[LotbookError], match: str) -> None:
    before = sorted(each.name for each in path.parent.iterdir())
    with pytest.raises(error, match=match):
        FileBook.open(path, writing=True)
    assert sorted(each.name for each in path.parent.iterdir()) == before
    with FileBook.open(path) as reading:
        assert reading.sheet_names()


def test_a_workbook_open_in_excel_is_not_changed_and_says_who_has_it(book: Path) -> None:
    name = "Jürgen Weiß"
    owner = bytes([len(name.encode())]) + name.encode() + b" " * 40 + name.encode("utf-16-le")
    (book.parent / "~$lotbook.xlsx").write_bytes(owner.ljust(165, b" "))
    refused(book, OpenElsewhereError, r"open in Excel \(Jürgen Weiß\).*delete the file ~\$lotbook.xlsx")


def test_a_workbook_open_in_libreoffice_is_not_changed_and_says_who_has_it(book: Path) -> None:
    (book.parent / ".~lock.lotbook.xlsx#").write_text(
        ",Anna,office-pc,22.11.2024 08:15,file:///home;", encoding="utf-8"
    )
    refused(book, OpenElsewhereError, r"open in LibreOffice \(Anna on office-pc\)")


def test_an_owner_file_that_says_nothing_still_counts(book: Path) -> None:
    (book.parent / "~$lotbook.xlsx").write_bytes(b"")
    refused(book, OpenElsewhereError, "open in Excel")


def test_a_write_protected_file_is_not_changed(book: Path) -> None:
    book.chmod(0o444)
    refused(book, ReadOnlyError, "write-protected")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Example GmbH", "OneDrive"), ("onedrive", "OneDrive"), ("Dropbox (Personal)", "Dropbox"),
        ("iCloudDrive", "iCloud"), ("Google Drive", "Google"), ("CloudStorage", "cloud"), ("Nextcloud", "cloud"),
    ],
)  # fmt: skip
def test_a_folder_a_cloud_client_synchronises_is_not_written_unless_that_is_accepted(
    tmp_path: Path, folder: str, service: str
) -> None:
    (tmp_path / folder / "shop").mkdir(parents=True)
    path = lotbook(tmp_path / folder / "shop" / "lotbook.xlsx")
    refused(path, CloudFolderError, service)
    with FileBook.open(path, writing=True, cloud_ok=True) as opened:
        assert opened.writing


@pytest.mark.parametrize("folder", ["One Drive plans", "dropboxes", "shop", "sharepointless"])
def test_a_folder_that_only_sounds_like_a_cloud_is_written(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    with FileBook.open(lotbook(tmp_path / folder / "lotbook.xlsx"), writing=True) as opened:
        assert opened.writing


def test_onedrive_is_known_by_its_variable_wherever_it_lies(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(book.parent))
    refused(book, CloudFolderError, "OneDrive")


def test_a_missing_workbook_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbookError, match="There is no file"):
        FileBook.open(tmp_path / "none.xlsx", writing=True)
    assert not list(tmp_path.iterdir())


def test_a_second_command_waits_and_then_says_who_works(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys, time; from lotbook.hosts.file.book import FileBook\n"
        "with FileBook.open(sys.argv[1], writing=True): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(book)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setattr(lock, "PATIENCE", 0.2)
        with pytest.raises(LockedError, match=f"process {holder.pid} on"):
            FileBook.open(book, writing=True)
        holder.kill()
    with FileBook.open(book, writing=True) as opened:  # the system gave the dead command's lock back
        assert opened.writing
    with FileBook.open(book, writing=True) as opened:
        assert opened.writing


def test_the_lock_is_given_back_when_the_workbook_cannot_be_used(book: Path) -> None:
    good = book.read_bytes()
    book.write_bytes(good[:-50])
    with pytest.raises(NotAWorkbookError):
        FileBook.open(book, writing=True)
    book.write_bytes(good)
    with FileBook.open(book, writing=True) as opened:
        assert opened.writing


def test_copies_of_diverging_versions_are_noticed(book: Path) -> None:
    for name in ("lotbook-DESKTOP-4711.xlsx", "lotbook (Anna's conflicted copy 2025-01-01).xlsx", "lotbook-2024.xlsx",
                 "lotbook.sync-conflict-20250101.xlsx", "other (conflicted copy).xlsx"):  # fmt: skip
        (book.parent / name).write_bytes(b"x")
    with FileBook.open(book) as opened:
        assert opened.conflict_copies == (
            "lotbook (Anna's conflicted copy 2025-01-01).xlsx", "lotbook-DESKTOP-4711.xlsx",
            "lotbook.sync-conflict-20250101.xlsx",
        )  # fmt: skip


def test_reading_costs_no_heavy_import() -> None:
    code = "import sys, lotbook.hosts.file.book as b; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "numpy",
        "pandas",
        "openpyxl",
        "filelock",
        "zipfile",
        "tempfile",
        "dataclasses",
        "json",
        "xml.sax",
        "hashlib",
    }
    assert not heavy & set(loaded)
