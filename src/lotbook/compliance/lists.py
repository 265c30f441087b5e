"""The dated lists every verdict is judged by: RoHS substances and exemptions, the Candidate List, qualifying countries.

Each list is a data file with its date and its source. A shop's own newer file takes the place of ours
(``lotbook.compliance.own_lists``), and every answer names the list and its date.
"""

from __future__ import annotations

import csv
import json
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lotbook.domain.identifiers import key

DATA = Path(__file__).parent / "data"
_GROWS_EVERY = 8  # months after which ECHA will most likely have added entries; it does so about twice a year


class Substance(NamedTuple):
    """One RoHS substance: limit in percent by weight of homogeneous material, and everything it is called."""

    name: str
    cas: str
    limit_percent: Decimal
    also: tuple[str, ...]

    @property
    def short(self) -> str:
        """Its symbol or abbreviation, as certificates print it."""
        return self.also[0] if self.also else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """What an analysis may call it."""
        return (self.name, self.cas, *self.also)


class Exemption(NamedTuple):
    """One RoHS exemption for lead in alloys; limit in percent by weight.

    ``families`` are the material families it is taken for without further knowledge; an exemption without families
    (scrap, galvanising) must be claimed by the supplier.
    """

    id: str
    scope: str
    families: tuple[str, ...]
    limit_percent: Decimal
    expiry: date
    expiry_9_11: date
    confidence: str

    def expires_on(self, category: str | None) -> date:
        """When it ends for equipment of a RoHS category; 9 and 11 have their own date, an unknown one the earlier."""
        if not category:
            return min(self.expiry, self.expiry_9_11)
        return self.expiry_9_11 if category.strip() in {"9", "11"} else self.expiry


class Candidate(NamedTuple):
    """One entry of the REACH Candidate List."""

    name: str
    cas: str
    ec: str
    included_on: date


class CandidateList(NamedTuple):
    """The Candidate List as it was published on ``published``, its entries in the order they were added."""

    published: date
    entries: tuple[Candidate, ...]

    def current_on(self, day: date) -> date:
        """The date of the list that was current on a day; the first list before that.

        The list grows about twice a year; each entry carries the day it was added. Source: ECHA.
        """
        dates = [entry.included_on for entry in self.entries]
        return dates[max(bisect_right(dates, day) - 1, 0)]

    def find(self, cas: str, day: date) -> Candidate | None:
        """The entry with this CAS number, if it was on the list that day."""
        return next((e for e in self.entries if e.cas == cas and e.included_on <= day), None)

    def may_have_grown(self, day: date) -> bool:
        """Whether the list is so old on a day that a newer one has most likely been published."""
        return (day.year - self.published.year) * 12 + day.month - self.published.month >= _GROWS_EVERY


class Lists(NamedTuple):
    """Every list of one answer, each with its date.

    Attributes:
        countries: comparison key of each name of a country -> the country, where specialty metal may be melted.
        own: one sentence for each file of the shop's own that takes the place of ours.
    """

    substances: tuple[Substance, ...]
    substances_date: date
    exemptions: tuple[Exemption, ...]
    exemptions_date: date
    candidates: CandidateList
    countries: dict[str, str]
    countries_date: date
    own: tuple[str, ...] = ()


def read_substances(text: str) -> tuple[date, tuple[Substance, ...]]:
    """The RoHS substances of a file and its date; ``KeyError`` or ``ValueError`` where it is not of that form."""
    told = json.loads(text)
    return date.fromisoformat(told["list_date"]), tuple(
        Substance(row["name"], row["cas"], Decimal(row["limit_percent"]), tuple(row.get("also", ())))
        for row in told["substances"]
    )


def read_exemptions(text: str) -> tuple[date, tuple[Exemption, ...]]:
    """The RoHS exemptions of a file and its date; ``KeyError`` or ``ValueError`` where it is not of that form."""
    told = json.loads(text)
    return date.fromisoformat(told["table_date"]), tuple(
        Exemption(
            row["id"],
            row["scope"],
            tuple(row["families"]),
            Decimal(row["limit_percent"]),
            date.fromisoformat(row["expiry"]),
            date.fromisoformat(row["expiry_9_11"]),
            row["confidence"],
        )
        for row in told["exemptions"]
    )


def read_countries(text: str) -> tuple[date, dict[str, str]]:
    """The qualifying countries of a file and its date; ``KeyError`` or ``ValueError`` where it is not of that form."""
    told = json.loads(text)
    return date.fromisoformat(told["list_date"]), {
        key(name): row["name"] for row in told["countries"] for name in (row["name"], *row.get("also", ()))
    }


def read_candidates(rows: Iterable[dict[str, str]], published: date) -> CandidateList:
    """The Candidate List of rows with the columns of ECHA's export, whatever its order.

    Args:
        rows: with substance_name, cas_no, ec_no and date_of_inclusion (a date as 2018-06-27).
        published: the date of the list.
    """
    entries = [
        Candidate(
            row["substance_name"].strip(),
            row["cas_no"].strip(" -"),
            row["ec_no"].strip(" -"),
            date.fromisoformat(row["date_of_inclusion"][:10]),
        )
        for row in rows
    ]
    return CandidateList(published, tuple(sorted(entries, key=lambda entry: entry.included_on)))


@cache
def shipped_lists() -> Lists:
    """The lists that come with Lotbook."""
    substances_date, substances = read_substances(_text("rohs_substances.json"))
    exemptions_date, exemptions = read_exemptions(_text("rohs_exemptions.json"))
    countries_date, countries = read_countries(_text("dfars_countries.json"))
    newest = max(DATA.glob("reach_candidate_list_*.csv"))
    with newest.open(encoding="utf-8", newline="") as lines:
        candidates = read_candidates(csv.DictReader(lines), date.fromisoformat(newest.stem[-10:]))
    return Lists(
        substances, substances_date, exemptions, exemptions_date, candidates, countries, countries_date
    )


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")
