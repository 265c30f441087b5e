"""Where an open workbook lies on this computer, also where the spreadsheet names it by its address in the cloud."""

from __future__ import annotations

import pytest

from lotbook.errors import NotAWorkbookError
from lotbook.hosts.live.location import FOLDER_VARIABLE, located

ADDRESS = "https://shop.sharepoint.com/sites/Shop/Shared%20Documents/2026/lots%20%26%20runs.xlsx"


def test_a_path_is_a_path(tmp_path):
    path = tmp_path / "lots.xlsx"
    path.touch()
    assert located(str(path), {}) == path


@pytest.mark.parametrize("name", ["Book1", "lots.xlsx"])
def test_a_workbook_never_saved_has_no_place(name):
    with pytest.raises(NotAWorkbookError, match="not been saved"):
        located(name, {})


def test_an_address_leads_to_the_file_in_the_synchronised_folder(tmp_path):
    folder = tmp_path / "Shop - Documents" / "2026"
    folder.mkdir(parents=True)
    (folder / "lots & runs.xlsx").touch()
    environment = {"OneDriveCommercial": str(tmp_path / "Shop - Documents")}
    assert located(ADDRESS, environment) == folder / "lots & runs.xlsx"
    assert located(ADDRESS, {FOLDER_VARIABLE: str(folder)}) == folder / "lots & runs.xlsx"


def test_most_of_the_address_counts(tmp_path):
    """A workbook of the same name that lies higher up is another one."""
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "lots & runs.xlsx").touch()
    (tmp_path / "lots & runs.xlsx").touch()
    assert located(ADDRESS, {"OneDrive": str(tmp_path)}) == tmp_path / "2026" / "lots & runs.xlsx"


def test_two_files_that_may_be_it_are_refused_by_name(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lots & runs.xlsx").touch()
    environment = {"OneDrive": str(tmp_path / "a"), "OneDriveCommercial": str(tmp_path / "b")}
    with pytest.raises(NotAWorkbookError, match="more than one"):
        located(ADDRESS, environment)


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://shop.sharepoint.com/../../etc/passwd", "https://x.com/"]
)
def test_an_address_without_a_file_here_is_refused_with_what_to_do(tmp_path, address):
    with pytest.raises(NotAWorkbookError, match="Synchronise"):
        located(address, {"OneDrive": str(tmp_path)})
