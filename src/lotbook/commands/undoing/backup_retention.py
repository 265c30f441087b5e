"""What a backup says about keeping: the longest duty, customers without a duration, and the last day of each file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from lotbook.commands.undoing.backup_files import path_of
from lotbook.domain.values import number_text
from lotbook.hosts.host import Host
from lotbook.tables.retention import USUAL_YEARS, Duty, Retention

_SHOWN = 8  # customers that are told by name
NOTHING_SHIPPED = "Nothing was shipped yet, so no duty to keep records has begun."
NOT_DELETED = "Lotbook deletes nothing; who does, asks the customer and the law first."


def longest(kept: Retention) -> str:
    """The longest duty in one sentence."""
    duty = kept.longest
    if duty is None:
        return NOTHING_SHIPPED
    return (
        f"Keep the workbook, its journal and this backup until {duty.until}: {duty.customer} asks for "
        f"{number_text(duty.years)} years from {duty.last_shipped}."
    )


def unknown(kept: Retention) -> Iterator[str]:
    """The customers for whom no years are entered."""
    names = [duty.customer for duty in kept.duties if not duty.is_given]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield (
            f"No Retention (years) is entered for {', '.join(names[:_SHOWN])}{more}; {USUAL_YEARS} years were taken."
        )


def lines(kept: Retention, today: date) -> Iterator[str]:
    """Each duration with its customers, the longest first; then what is over."""
    yield longest(kept)
    yield from unknown(kept)
    running = [duty for duty in kept.duties if duty.until >= today]
    for duty in running[:_SHOWN]:
        yield f"  until {duty.until}: {duty.customer}, {_years(duty)}, last shipped {duty.last_shipped}"
    if len(running) > _SHOWN:
        yield f"  and {len(running) - _SHOWN} more customers until {running[_SHOWN].until} at most"
    over = len(kept.duties) - len(running)
    if over:
        ended = sum(until < today for until in kept.files.values())
        yield f"Over for {over} {'customer' if over == 1 else 'customers'}, and for {ended} certificates and packages."
    yield NOT_DELETED


def _years(duty: Duty) -> str:
    return f"{number_text(duty.years)} years{'' if duty.is_given else ' (none entered)'}"


def by_path(book: Host, kept: Retention, paths: Collection[str]) -> Mapping[str, date]:
    """The last day of each file of a backup: of a certificate or package its own, of all else that of the longest duty."""
    if kept.longest is None:
        return {}
    own = dict[str, date]()
    for cell, until in kept.files.items():
        place = path_of(book, cell)
        own[place] = max(until, own.get(place, until))
    found = {}
    for path in paths:
        above = (path, *map(str, PurePosixPath(path).parents))
        found[path] = next((own[place] for place in above if place in own), kept.longest.until)
    return found
