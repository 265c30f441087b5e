"""What lies beside a workbook: its folder, Lotbook's data folder with the journal, copies that a cloud client made."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lotbook.hosts.journal import Journal


def real(path: Path) -> Path:
    """The file itself: through whatever name a workbook is opened, it has one lock and one journal."""
    return path.resolve() if path.is_symlink() else path


def data_folder_of(path: Path) -> Path:
    """Where Lotbook keeps the journal and snapshots of a workbook, whether the workbook can be read or not."""
    return real(path).absolute().with_name(path.stem + ".lotbook")


class Beside:
    """A workbook as a file among others, be it closed or open in a spreadsheet.

    Attributes:
        path: the workbook's file.
    """

    path: Path

    @property
    def folder(self) -> Path:
        """The folder that relative file names in the workbook start from."""
        return self.path.absolute().parent

    @property
    def data_folder(self) -> Path:
        """Where Lotbook keeps the journal and snapshots of this workbook."""
        return data_folder_of(self.path)

    @cached_property
    def journal(self) -> Journal:
        """The journal of this workbook."""
        from lotbook.hosts.journal import Journal

        return Journal(self.data_folder)

    @property
    def conflict_copies(self) -> tuple[str, ...]:
        """File names beside the workbook that look like copies a cloud client made of two diverging versions."""
        from lotbook.hosts.file.surroundings import conflict_copies

        return conflict_copies(self.path)
