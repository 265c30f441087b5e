"""Pictures on a sheet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import picture_file, says

if TYPE_CHECKING:
    from xlwings import Sheet


@says(
    "a picture is put at a cell, sized, named, found and taken away",
    "Sheet.pictures",
    "Pictures.add",
    "Picture.name",
    "Picture.left",
    "Picture.top",
    "Picture.width",
    "Picture.height",
    "Picture.delete",
    "Picture.parent",
)
def _(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "chain.png")
        file.write_bytes(picture_file(64, 32))
        picture = sheet.pictures.add(str(file), name="Chain", anchor=sheet["C5"])
    assert (picture.left, picture.top) == (
        pytest.approx(sheet["C5"].left, abs=1),
        pytest.approx(sheet["C5"].top, abs=1),
    )
    assert picture.width / picture.height == pytest.approx(2, abs=0.1)
    assert picture.parent == sheet
    assert "Chain" in sheet.pictures
    picture.width = 200
    assert picture.height == pytest.approx(100, abs=3)
    picture.left, picture.top = 10, 20
    assert (picture.left, picture.top) == (pytest.approx(10, abs=1), pytest.approx(20, abs=1))
    sheet.pictures["Chain"].delete()
    assert len(sheet.pictures) == 0


@says("a picture of a given size has that size", "Pictures.add", "Picture.lock_aspect_ratio", "Picture.index")
def _(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "chain.png")
        file.write_bytes(picture_file(64, 32))
        picture = sheet.pictures.add(str(file), left=5, top=5, width=100, height=50)
    assert (picture.width, picture.height) == (pytest.approx(100, abs=1), pytest.approx(50, abs=1))
    assert picture.name in sheet.pictures
