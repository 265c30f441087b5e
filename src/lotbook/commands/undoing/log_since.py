"""What changed since a day or an hour: one sentence for each command, and where somebody changed cells by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from lotbook.commands.shell.days import day_given
from lotbook.errors import UsageError
from lotbook.hosts.entries import LIVE, Entry

OPTION = "--since"
_AGO = re.compile(r"(\d{1,4}|an?)\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)(\s+ago)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_FILLING = re.compile(r"^(since|from|on|at)\s+")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3  # letters of a weekday
_BY_HAND = "What was typed then is not in the journal; a backup or a snapshot shows it."


def since(text: str, now: datetime) -> datetime:
    """The moment meant by ``friday``, ``this week``, ``8:00``, ``2h``, ``a week ago`` or a day, in the time zone of ``now``.

    A weekday is the last one that is over or began before today; on a Friday, ``friday`` is a week ago.

    Raises:
        UsageError: it is none of these, could be two days, or is still to come.
    """
    words = _FILLING.sub("", " ".join(text.casefold().split()))
    ago = _AGO.fullmatch(words)
    if ago:
        many = 1 if ago[1] in ("a", "an") else int(ago[1])
        return now - timedelta(**{_UNITS[ago[2][0]]: many})
    clock = _CLOCK.fullmatch(words)
    today = datetime.combine(now.date(), datetime.min.time(), now.tzinfo)
    if clock:
        found = today + timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    else:
        found = datetime.combine(_day(words, text, now.date()), datetime.min.time(), now.tzinfo)
    if found > now:
        raise UsageError(f"{OPTION} {text} is still to come.", next_step="Name a day that was.")
    return found


def _day(words: str, text: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    named = {
        "today": today,
        "this morning": today,
        "yesterday": today - timedelta(days=1),
        "this week": monday,
        "last week": monday - timedelta(days=7),
        "this month": first,
        "last month": (first - timedelta(days=1)).replace(day=1),
    }
    if words in named:
        return named[words]
    weekday = words.removeprefix("last ").removesuffix(" morning")
    for number, name in enumerate(_WEEKDAYS):
        if len(weekday) >= _SHORTEST and name.startswith(weekday):
            return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    try:
        found = day_given(text, OPTION)
    except UsageError as error:
        step = f"{error.next_step} Or as friday, yesterday, last week, 8:00, 2h, 3 days."
        raise UsageError(error.problem, next_step=step) from error
    if found is None:
        raise UsageError(f"{OPTION} was given without a day.", next_step="Write e.g. --since friday.")
    return found


def sentences(entries: Sequence[Entry], start: datetime, fingerprint: str = "") -> Iterator[str]:
    """What the journal tells since a moment, in the time zone of that moment.

    Args:
        entries: the whole journal, oldest first.
        start: from when on.
        fingerprint: of the workbook as it is now; empty when it is not known.
    """
    recent = [entry for entry in entries if entry.at >= start]
    yield f"Since {_when(start, start)}: {_in_all(recent)}."
    before = next((entry for entry in reversed(entries) if entry.at < start and _has_end(entry)), None)
    for entry in recent:
        if before and _is_closed(entry.before) and entry.before != before.after:
            yield f"Between {_when(before.at, start)} and {_when(entry.at, start)} somebody saved the workbook by hand."
        yield f"{_when(entry.at, start)}, {entry.who or 'unknown'}: {_did(entry)}"
        before = entry if _has_end(entry) else before
    if before and fingerprint and fingerprint != before.after:
        yield f"Since {_when(before.at, start)} somebody saved the workbook by hand. {_BY_HAND}"


def _in_all(recent: Sequence[Entry]) -> str:
    if not recent:
        return "no command has changed the workbook"
    done = [entry for entry in recent if entry.state.stands]
    people = len({entry.who for entry in recent})
    cells = sum(len(entry.edits) for entry in done)
    rows = sum(len(entry.rows) for entry in done)
    who = "1 person" if people == 1 else f"{people} people"
    commands = "1 command" if len(recent) == 1 else f"{len(recent)} commands"
    return f"{commands} by {who}, {_of(cells, 'cell')} changed and {_of(rows, 'row')} added"


def _did(entry: Entry) -> str:
    """The summary, and how much of which sheet it changed."""
    told = f"{entry.command}: {entry.summary.rstrip('. ')}"
    if not entry.state.stands:
        return f"{told} ({entry.state})."
    cells = Counter(edit.sheet for edit in entry.edits)
    rows = Counter(each.sheet for each in entry.appends)
    parts = [
        f"{sheet}: " + " and ".join(
            part
            for part in (
                f"{_of(cells[sheet], 'cell')} changed" if cells[sheet] else "",
                f"{_of(rows[sheet], 'row')} added" if rows[sheet] else "",
            )
            if part
        )
        for sheet in dict.fromkeys([*cells, *rows])
    ]  # fmt: skip
    return f"{told} ({'; '.join(parts)})." if parts else f"{told}."


def _has_end(entry: Entry) -> bool:
    """Whether it left a closed workbook whose bytes are known."""
    return entry.state.stands and _is_closed(entry.after)


def _is_closed(fingerprint: str) -> bool:
    return bool(fingerprint) and not fingerprint.startswith(LIVE)


def _when(moment: datetime, like: datetime) -> str:
    """A moment with its weekday, in the time zone of another."""
    return f"{moment.astimezone(like.tzinfo):%A %Y-%m-%d %H:%M}"


def _of(count: int, one: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {one}s"
