"""A finding: something wrong or doubtful, with its place, a code, a severity and what to do about it.

A ``Kind`` is the catalogue entry (data, not a class hierarchy): its code is public and never renamed. A ``Finding``
is one case of it. Findings are returned, never raised, and sort by sheet, row and column.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: ``stop`` blocks issuing and makes `check` exit with 1."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


class Place(NamedTuple):
    """Where a finding is: sheet, the sheet's row number (0 = the whole sheet), the row's own key, the column."""

    sheet: str
    row: int = 0
    key: str = ""
    column: str = ""


class Kind(NamedTuple):
    """One kind of finding, as the findings page of the documentation lists it."""

    code: str
    severity: Severity
    title: str
    why: str
    fix: str

    def at(self, place: Place, message: str, *, fix: str = "") -> Finding:
        """A finding of this kind at one place; ``message`` names the user's own things."""
        return Finding(place, self.code, self.severity, message, fix or self.fix)


class Finding(NamedTuple):
    """One thing to look at: place, code, severity, what is wrong in words, what to do."""

    place: Place
    code: str
    severity: Severity
    message: str
    fix: str

    @property
    def stops(self) -> bool:
        """Whether this finding blocks a certificate."""
        return self.severity is Severity.STOP

    def as_json(self) -> dict[str, str | int]:
        """The documented, stable JSON form."""
        return {
            "sheet": self.place.sheet,
            "row": self.place.row,
            "key": self.place.key,
            "column": self.place.column,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "fix": self.fix,
        }
