"""What a command needs of the place a workbook lives in: read it, write one plan whole, know its folders."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from lotbook.domain.edits import Plan
from lotbook.tables.source import Source


class Written(Protocol):
    """What a write did."""

    @property
    def entry(self) -> int:
        """The number of the journal entry that tells of it."""


class Host(Source, Protocol):
    """A workbook that can be read and changed."""

    @property
    def path(self) -> Path:
        """The workbook's file."""

    @property
    def folder(self) -> Path:
        """The folder that relative file names in the workbook start from."""

    @property
    def data_folder(self) -> Path:
        """Where Lotbook keeps the journal and snapshots of this workbook."""

    def property_value(self, name: str) -> str | None:
        """A custom document property, such as the schema version."""

    def write(self, plan: Plan, *, who: str) -> Written:
        """Makes every change of a plan, or none.

        Raises:
            MovedError: a cell is no longer what the plan saw, or the file changed since it was read.
            ReadOnlyError: the file cannot be written.
            UnsafeEditError: the change cannot be made without risking something else in the workbook.
        """
