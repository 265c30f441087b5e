"""Whether a journal is as it was written, as far as it and the snapshots beside it can tell."""

from __future__ import annotations

from lotbook.hosts.journal import Journal
from lotbook.hosts.snapshots import Snapshots


def faults(journal: Journal) -> list[str]:
    """Where the journal is not as it was written, its missing end included as far as snapshots tell of it."""
    problems = journal.verify()
    newest, last = Snapshots(journal.folder).newest(), journal.head().number
    if newest > last:
        problems.append(
            f"{journal.path.name} ends with entry {last}, but a snapshot of entry {newest} is there: "
            "the end of the journal is missing."
        )
    return problems
