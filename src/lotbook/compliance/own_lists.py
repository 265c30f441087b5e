"""A shop's own newer lists: a file dropped into its folder takes the place of ours, never silently.

A file must hold what ours holds and be dated later. One that cannot be read stops the answer: falling back to the older
list without a word is the mistake this is for.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from lotbook.compliance.lists import (
    CandidateList,
    Lists,
    Substance,
    read_candidates,
    read_countries,
    read_exemptions,
    read_substances,
    shipped_lists,
)
from lotbook.errors import ListError
from lotbook.tables.records import Records

ListT = TypeVar("ListT")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CANDIDATES = "reach_candidate_list_*.csv"
_CAS = re.compile(r"\d{2,7}-\d\d-\d")
_FEWEST = 200  # the list had 201 entries in January 2020 and only grows; fewer is a part of it
_DAY_FORMS = ("%Y-%m-%d", "%d-%b-%Y", "%d/%m/%Y", "%d.%m.%Y")


def folders_of(records: Records, folder: Path) -> tuple[Path, ...]:
    """Where a shop's own lists are looked for: the folder ``lists`` beside the workbook, and its templates folder."""
    own = records.setting("Templates folder").strip().replace("\\", "/")
    return (folder / "lists", *([folder / own] if own else []))


def lists_of(folders: Sequence[Path]) -> Lists:
    """The lists that count for a shop: its own where they are newer, else those that come with Lotbook.

    Files are looked for by name: ``reach_candidate_list_2026-06-30.csv`` (ECHA's export; the date is the list's),
    ``rohs_exemptions*.json``, ``rohs_substances*.json``, ``dfars_countries*.json`` (copies of ours, with their date
    inside).

    Raises:
        ListError: a file of such a name does not hold such a list.
    """
    lists = shipped_lists()
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    for path in (path for path in files if path.match(_CANDIDATES)):
        found = _read(path, _candidates)
        lists = _newer(lists, path, found.published, lists.candidates.published, candidates=found)
    for path in (path for path in files if path.match("rohs_exemptions*.json")):
        dated, exemptions = _read(path, read_exemptions)
        lists = _newer(
            lists, path, dated, lists.exemptions_date, exemptions=exemptions, exemptions_date=dated
        )
    for path in (path for path in files if path.match("rohs_substances*.json")):
        dated, substances = _read(path, _substances)
        lists = _newer(
            lists, path, dated, lists.substances_date, substances=substances, substances_date=dated
        )
    for path in (path for path in files if path.match("dfars_countries*.json")):
        dated, countries = _read(path, read_countries)
        lists = _newer(lists, path, dated, lists.countries_date, countries=countries, countries_date=dated)
    return lists


def _newer(lists: Lists, path: Path, dated: date, known: date, **fields: object) -> Lists:
    """The lists with a newer one in its place; an older one changes nothing, and both are said."""
    if dated <= known:
        told = f"{path.name} of your own folder is dated {dated}, not later than the list in use ({known}); it is not used."
        return lists._replace(own=(*lists.own, told))
    told = f"Judged by your own list {path.name} of {dated} in place of the one of {known}."
    return lists._replace(**fields, own=(*lists.own, told))  # type: ignore[arg-type]


def _read(path: Path, read: Callable[[str], ListT]) -> ListT:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return read(f"{path.stem}\n{text}" if path.suffix == ".csv" else text)
    except OSError as error:
        raise ListError(f"{path.name} cannot be read.", cause=error.strerror or "") from error
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        cause = f"{error} is missing." if isinstance(error, KeyError) else _in_words(error)
        raise ListError(f"{path.name} is not a list that Lotbook can judge by.", cause=cause) from error


def _in_words(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "It is not saved as UTF-8."
    return (
        f"It is no JSON: {error}."
        if isinstance(error, json.JSONDecodeError)
        else f"{error}".rstrip(".") + "."
    )


def _candidates(named: str) -> CandidateList:
    """The Candidate List of an export; the first line is the file's name without its ending."""
    name, _, text = named.partition("\n")
    found = _DATE.search(name)
    if not found:
        raise ValueError("its name must end with the list's date, such as reach_candidate_list_2026-06-30")
    lines = text.splitlines()
    head = next((n for n, line in enumerate(lines) if "date of inclusion" in _plain(line)), None)
    if head is None:
        raise ValueError("no column Date of inclusion")
    separator = max("\t;,", key=lines[head].count)
    table = csv.reader(lines[head:], delimiter=separator)
    headers = [_plain(cell).replace(" ", "_") for cell in next(table)]
    rows = [
        row | {"date_of_inclusion": _day(row["date_of_inclusion"])}
        for row in _rows(headers, table)
        if row.get("substance_name")
    ]
    if len(rows) < _FEWEST:
        raise ValueError(f"it holds {len(rows)} entries, and the whole list has more than {_FEWEST}")
    candidates = read_candidates(rows, date.fromisoformat(found.group()))
    _refuse_shorter(candidates)
    return candidates


def _refuse_shorter(own: CandidateList) -> None:
    """The list only grows, so one of a later date has what ours has; else its columns were exchanged or it is older."""
    ours = shipped_lists().candidates
    if own.published <= ours.published:
        return
    newest, known = own.entries[-1].included_on, ours.entries[-1].included_on
    if newest < known:
        raise ValueError(f"its newest entry is of {newest}, and the list has had one of {known}")
    wanted = {entry.cas for entry in ours.entries if _CAS.fullmatch(entry.cas)}
    there = wanted & {entry.cas for entry in own.entries}
    if len(there) * 10 < len(wanted) * 9:
        raise ValueError(f"its CAS numbers name {len(there)} of {len(wanted)} substances of the older list")


def _substances(text: str) -> tuple[date, tuple[Substance, ...]]:
    """The RoHS substances of a file; none of ours may be missing or have a higher limit."""
    dated, substances = read_substances(text)
    limits = {substance.cas: substance.limit_percent for substance in substances}
    for substance in shipped_lists().substances:
        limit = limits.get(substance.cas)
        if limit is None:
            raise ValueError(f"{substance.name} is missing")
        if not 0 < limit <= substance.limit_percent:
            raise ValueError(
                f"its limit for {substance.name} is {limit} percent, ours {substance.limit_percent}"
            )
    return dated, substances


def _rows(headers: Sequence[str], table: Iterable[list[str]]) -> Iterable[dict[str, str]]:
    for cells in table:
        yield dict(zip(headers, cells, strict=False))


def _plain(header: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", header.lower()).strip()


def _day(text: str) -> str:
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text.strip()[:11].strip(), form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date of inclusion")
