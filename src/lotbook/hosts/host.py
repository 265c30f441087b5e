"""What a command needs of the place a workbook lives in: read it, write one plan whole, know its folders."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lotbook.domain.edits import Plan
from lotbook.tables.source import Source

if TYPE_CHECKING:
    from lotbook.hosts.journal import Journal


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

    @property
    def journal(self) -> Journal:
        """The journal of this workbook."""

    @property
    def fingerprint(self) -> str:
        """One word for the whole content; that of an open workbook never equals that of a closed one."""

    @property
    def schema_version(self) -> int:
        """The layout this workbook was made with; 0 when it does not say."""

    @property
    def writing(self) -> bool:
        """Whether this process holds the workbook's lock."""

    @property
    def conflict_copies(self) -> tuple[str, ...]:
        """File names beside the workbook that look like copies a cloud client made of two diverging versions."""

    def property_value(self, name: str) -> str | None:
        """A custom document property, such as the schema version."""

    def saved_content(self) -> bytes:
        """The bytes of the workbook's file, as it was last saved."""

    def reload(self) -> None:
        """Reads the workbook as it is now when it is asked next."""

    def write(self, plan: Plan, *, who: str) -> Written:
        """Makes every change of a plan, or none.

        Raises:
            MovedError: a cell is no longer what the plan saw, or the file changed since it was read.
            ReadOnlyError: the file cannot be written.
            UnsafeEditError: the change cannot be made without risking something else in the workbook.
        """


class OpenHost(Host, Protocol):
    """A workbook that is open in a spreadsheet: it is there before the command and stays there after it."""

    def opened(self, *, writing: bool) -> AbstractContextManager[Host]:
        """The workbook as it is now; with ``writing`` no other command works on it until the block ends.

        Raises:
            LotbookError: it is not one of ours, cannot be written, or another command is working on it.
        """
