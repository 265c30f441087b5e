"""A workbook is never open twice for writing, whoever opened it first: a person, a command, or a LibreOffice of Lotbook's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lotbook.errors import OpenElsewhereError, ReadOnlyError
from lotbook.hosts.calc import engine, office
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook
from lotbook.shipped import shipped

if TYPE_CHECKING:
    from xlwings import App

pytestmark = pytest.mark.libreoffice
ANN = "Ann Example,ann,desk7,22.11.2026 10:00,file:///home/ann/.config/libreoffice/4;"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(shipped("workbook", "demo.xlsx"), tmp_path / "shop.xlsx"))


def lock_of(path: Path) -> Path:
    return path.with_name(f".~lock.{path.name}#")


def test_a_workbook_in_an_office_of_lotbooks_is_refused_to_commands_until_it_is_closed(
    spreadsheet: App, path: Path
) -> None:
    book = spreadsheet.books.open(path)
    try:
        assert lock_of(path).exists()
        with (
            pytest.raises(OpenElsewhereError, match="is open in LibreOffice"),
            FileBook.open(path, writing=True),
        ):
            pass
    finally:
        book.close()
    assert not lock_of(path).exists()
    with FileBook.open(path, writing=True):
        pass


def test_a_workbook_that_a_person_has_open_is_opened_for_reading_only_and_no_click_writes(
    spreadsheet: App, path: Path
) -> None:
    lock_of(path).write_text(ANN, encoding="utf-8")
    book = spreadsheet.books.open(path)
    try:
        assert book.api.isReadonly()
        with pytest.raises(ReadOnlyError, match="open for reading only"):
            LiveBook(book)._refuse_unwritable()
    finally:
        book.close()
    assert lock_of(path).read_text(encoding="utf-8") == ANN


def test_the_lock_of_an_office_that_was_killed_does_not_keep_the_same_profile_out(
    tmp_path: Path, path: Path
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    for _ in range(2):
        started = office.start(profile=profile)
        try:
            book = engine.join(started).books.open(path)
            assert not book.api.isReadonly()
        finally:
            started.stop(kill=True)
        assert lock_of(path).exists()
