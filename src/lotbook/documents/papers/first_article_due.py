"""Why a first article is due: what is different from the run that the last first article was made in.

Source: AS9102 Rev C, 4.6: a new part, a design change, a change of source, process, inspection, place, tooling or
material, two years without production. A change of NC program, a corrective action or a natural event stands on no
sheet, so the shop must think of those itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lotbook.documents.language.text_format import day
from lotbook.domain.identifiers import key, same
from lotbook.tables.manufacture import Run
from lotbook.tables.outside_processes import OutsideProcess

_LAPSE_DAYS = 730  # AS9102 4.6: two years from the last operation to the restart
_MADE = frozenset({"Complete", "In process"})


class Due(NamedTuple):
    """The first article that a run is compared with, and why it needs one of its own; no reasons when it needs none."""

    baseline: Run | None
    reasons: tuple[str, ...]


def due(run: Run, others: Iterable[Run], processes: Sequence[OutsideProcess]) -> Due:
    """Compares a run with the last first article of its part before it.

    Args:
        run: the run asked about.
        others: every other run of the workbook, or of the part.
        processes: the outside processes of all of them.
    """
    earlier = [other for other in others if _before(other, run)]
    articles = [other for other in earlier if other.first_article]
    baseline = max(articles, key=_started, default=None)
    if baseline is None:
        return Due(None, (f"New part: no first article of {run.part_number} is on record.",))
    return Due(
        baseline, (*_changes(run, baseline), *_source(run, baseline, processes), *_lapse(run, earlier))
    )


def _before(other: Run, run: Run) -> bool:
    return (
        other.row != run.row
        and same(other.part_number, run.part_number)
        and other.status in _MADE
        and other.started_on is not None
        and run.started_on is not None
        and (other.started_on, other.row) < (run.started_on, run.row)
    )


def _started(run: Run) -> tuple[int, int]:
    return (run.started_on.toordinal() if run.started_on else 0, run.row)


def _changes(run: Run, baseline: Run) -> Iterator[str]:
    """What the two rows of Manufacture say differently; a cell that is empty on one of them tells nothing."""
    article = f"first article {baseline.run_id}"
    if not same(run.part_revision, baseline.part_revision):
        yield f"Design: revision {run.part_revision}; {article} was revision {baseline.part_revision}."
    for what, field in (("machine", "machine"), ("work instruction", "sop")):
        now, then = getattr(run, field), getattr(baseline, field)
        if now and then and not same(now, then):
            yield f"Process: {what} {now}; {article} had {then}."


def _source(run: Run, baseline: Run, processes: Sequence[OutsideProcess]) -> Iterator[str]:
    """Outside processes that somebody else did, or that were not there."""
    then = _processors(baseline, processes)
    for name, row in _processors(run, processes).items():
        former = then.get(name)
        if former is None:
            yield f"Process: {row.process} was not part of first article {baseline.run_id}."
        elif not same(row.supplier, former.supplier):
            went = f"first article {baseline.run_id} went to {former.supplier}"
            yield f"Source: {row.process} by {row.supplier}; {went}."


def _processors(run: Run, processes: Sequence[OutsideProcess]) -> dict[str, OutsideProcess]:
    """The outside processes of one run by their names, as names are compared."""
    return {key(row.process): row for row in processes if row.process and same(row.run_id, run.run_id)}


def _lapse(run: Run, earlier: Sequence[Run]) -> Iterator[str]:
    last = max((other.finished_on or other.started_on for other in earlier if other.started_on), default=None)
    if last and run.started_on and (run.started_on - last).days > _LAPSE_DAYS:
        yield f"Lapse: none was made for two years, since {day(last)}."
