"""Broken surroundings: one small tree of exceptions, each with an exit code, a cause and a next step in words.

Data problems are never raised; they are findings. What stands here is what stops a command before or while it
works: a locked file, a workbook of something else, a broken template. Exit codes are public and never reused.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_FINE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2


class LotbookError(Exception):
    """Something around the data is broken and the command stopped; nothing was changed.

    Attributes:
        problem: what is wrong, naming the user's own thing.
        cause: why it is so, if known; may be empty.
        next_step: what to do now, in one sentence.
        exit_code: what the command line returns.
    """

    exit_code: ClassVar[int] = 10
    next_step_default: ClassVar[str] = (
        "Try again; if it stays, run the command with --json and keep the output."
    )

    def __init__(self, problem: str, *, cause: str = "", next_step: str = "") -> None:
        self.problem = problem
        self.cause = cause
        self.next_step = next_step or self.next_step_default
        super().__init__(" ".join(part for part in (problem, cause, self.next_step) if part))


class UsageError(LotbookError):
    """The command was asked for something it cannot do as asked."""

    exit_code = EXIT_USAGE
    next_step_default = "See `lotbook <command> --help`."


class NotAWorkbookError(LotbookError):
    """The file is missing, damaged or no .xlsx workbook at all."""

    exit_code = 11
    next_step_default = "Name an .xlsx file made by `lotbook new`."


class NotALotbookError(LotbookError):
    """A workbook, but not one of ours: the sheets or their tables are missing."""

    exit_code = 12
    next_step_default = "Name a workbook made by `lotbook new`, or bring this one in with `lotbook import`."


class SchemaError(LotbookError):
    """The workbook was made by a newer version of Lotbook than this one."""

    exit_code = 13
    next_step_default = "Update Lotbook, then try again."


class EncryptedError(LotbookError):
    """The workbook is protected with a password or a sensitivity label that encrypts it."""

    exit_code = 14
    next_step_default = "Open it in Excel, remove the password (File > Info > Protect Workbook) and save."


class OpenElsewhereError(LotbookError):
    """The workbook is open in Excel or LibreOffice, so the file must not be changed underneath."""

    exit_code = 15
    next_step_default = "Save and close the workbook there, then try again."


class CloudFolderError(LotbookError):
    """The workbook lies in a folder that a cloud client synchronises; writing the closed file could lose work."""

    exit_code = 16
    next_step_default = (
        "Work on a copy outside the synchronised folder, or pass --cloud-ok after pausing the sync."
    )


class ReadOnlyError(LotbookError):
    """The file or its folder cannot be written."""

    exit_code = 17
    next_step_default = "Remove the write protection, or work on a copy."


class LockedError(LotbookError):
    """Another Lotbook command is working on this workbook."""

    exit_code = 18
    next_step_default = "Wait for the other command to end, then try again."


class MovedError(LotbookError):
    """The workbook changed between reading and writing, so nothing was written."""

    exit_code = 19
    next_step_default = "Run the command again; it will read the workbook as it is now."


class UnsafeEditError(LotbookError):
    """The sheet is built in a way that this change cannot be made in without risking what is in it."""

    exit_code = 20
    next_step_default = "Make the sheet simple again as the message says, then try again."


class TemplateError(LotbookError):
    """A Word template cannot be filled: an unknown field, a broken tag, or damaged by tracked changes."""

    exit_code = 21
    next_step_default = "Correct the field in the template; templates/README.md lists every field."


class PdfEngineError(LotbookError):
    """No PDF could be made of a document."""

    exit_code = 22
    next_step_default = "Install LibreOffice (or Word), then issue again."


class MissingFileError(LotbookError):
    """A file that the workbook names is not there."""

    exit_code = 23
    next_step_default = "Put the file where the workbook says, or correct the cell."


class JournalError(LotbookError):
    """The journal is damaged or was changed by hand."""

    exit_code = 24
    next_step_default = (
        "Run `lotbook log --verify` to see where, and keep the folder as it is for the auditor."
    )


class UndoError(LotbookError):
    """The last change cannot be taken back safely."""

    exit_code = 25
    next_step_default = "Correct the cells by hand; `lotbook log` lists what was changed."


class NotFoundError(LotbookError):
    """Nothing in the workbook has this identifier."""

    exit_code = 26
    next_step_default = "Check the spelling, or look with `lotbook find`."


class PackageError(LotbookError):
    """A certificate package could not be made or is not as it was issued."""

    exit_code = 27
    next_step_default = "Issue the package again as a new revision."


class UnsafeFileError(LotbookError):
    """A file was refused because reading it could harm: a zip or XML bomb, or a file far larger than it says."""

    exit_code = 28
    next_step_default = "Do not open this file; ask its sender for a clean one."


class SpreadsheetError(LotbookError):
    """The open spreadsheet cannot be reached, or is busy with something only a person can end."""

    exit_code = 29
    next_step_default = "Finish what you are doing in the spreadsheet (a cell being typed in, a question on the screen), then try again."


class ListError(LotbookError):
    """A list of the shop's own, such as a newer Candidate List, cannot be read."""

    exit_code = 30
    next_step_default = "Correct the file as docs/how-to/answer-compliance.md describes it, or move it away to use Lotbook's own list."


class BackupError(LotbookError):
    """A backup could not be made, read or restored."""

    exit_code = 31
    next_step_default = "Look whether the place of the backups can be reached, then try again."


class MailError(LotbookError):
    """A message was not accepted, or this computer does not know how to send one."""

    exit_code = 32
    next_step_default = "Nothing was sent. Use the draft instead, or correct what the message says."
