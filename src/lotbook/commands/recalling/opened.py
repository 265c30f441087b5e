"""A recall that is opened: its number, when, what was asked and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from lotbook.domain.edits import Issued
from lotbook.domain.lot_ids import Facts, Numbers, Refused
from lotbook.errors import UsageError
from lotbook.tables.records import Records

NO_REASON = "The material is under investigation."
DRILL_REASON = "Practice: can every piece be found, and how fast?"


class Opened(NamedTuple):
    """A recall that is acted on.

    Attributes:
        issued: its number.
        at: when it was opened, in UTC.
        seconds: from the start of the command to the answer.
        trigger: what it was asked, in words.
        reason: why, in a sentence.
        drill: it is only practised: nothing is held and nobody is told.
    """

    issued: Issued
    at: datetime
    seconds: float
    trigger: str
    reason: str
    drill: bool = False

    @property
    def recall_id(self) -> str:
        """Its number, such as RCL-001."""
        return self.issued.identifier

    @property
    def stamp(self) -> str:
        """When it was opened, as the registers say it."""
        return f"{self.at:%Y-%m-%d %H:%M} UTC"

    @property
    def why(self) -> str:
        """What stands beside everything it holds; other sentences are made of it, so it ends without a full stop."""
        return f"{self.recall_id}: {self.reason.rstrip(' .')}"


def number_for(
    records: Records, counters: Mapping[str, int], at: datetime, folders: Iterable[str] = ()
) -> Issued:
    """The next recall number, which no folder of papers has: another workbook beside this one may have taken it.

    Args:
        records: the workbook.
        counters: the highest number of each counter, as the journal tells.
        at: when the recall is opened.
        folders: the names of the folders where papers of recalls lie.

    Raises:
        UsageError: the format in Settings cannot be used.
    """
    existing = [row.recall_id for row in records.recalls if row.recall_id]
    taken = Numbers(counters, [*existing, *folders]).take(
        records.setting("Recall ID format"), Facts(day=at.date())
    )
    if isinstance(taken, Refused):
        raise UsageError(
            f"The setting Recall ID format cannot be used: {taken.reason}.",
            next_step="Correct it in Settings, e.g. RCL-{seq:03}.",
        )
    return taken
