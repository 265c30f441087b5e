"""Days as people type them behind an option; one that can be read in two ways is asked about, never guessed."""

from __future__ import annotations

from datetime import date

from lotbook.errors import UsageError

_WRITE = "Write it as year-month-day, e.g. 2024-05-03."


def day_given(text: str | None, option: str) -> date | None:
    """The day somebody typed; None when none was.

    ``2024-05-03``, ``3.5.2024`` (dots are written day first wherever they are used), ``13/05/2024``, ``3 May 2024``.

    Raises:
        UsageError: it is no day, or could be two.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _in_another_way(text.strip(), option)


def _in_another_way(text: str, option: str) -> date:
    from lotbook.tables.foreign.values import Order, date_order, read_date

    order = date_order([text])
    if (found := read_date(text, order)) is not None and _year_in_full(text, found):
        return found
    readings = [read_date(text, each) for each in (Order.DAY_FIRST, Order.MONTH_FIRST)]
    either = [f"{day:%d %B %Y}".lstrip("0") for day in readings if day is not None]
    if len(either) == 2 and order is Order.UNKNOWN:
        raise UsageError(f"{option} {text} can be {either[0]} or {either[1]}.", next_step=_WRITE)
    raise UsageError(f"{option} {text} is not a day.", next_step=_WRITE)


def _year_in_full(text: str, day: date) -> bool:
    return str(day.year) in text
