"""Reads the dated lists: RoHS substances and exemptions, and the dates of the REACH Candidate List."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_CANDIDATE_LIST = "reach_candidate_list_2026-02-04.csv"


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
        """When it ends for equipment of a RoHS category; categories 9 and 11 have their own date."""
        return self.expiry_9_11 if category in {"9", "11"} else self.expiry


@cache
def rohs_limits() -> Mapping[str, Decimal]:
    """Element symbol -> limit in percent by weight, for the restricted substances a metal certificate can show.

    Source: Directive 2011/65/EU Annex II as amended by (EU) 2015/863.
    """
    symbols = {"Lead": "Pb", "Mercury": "Hg", "Cadmium": "Cd"}
    text = (_DATA / "rohs_substances.json").read_text(encoding="utf-8")
    rows = json.loads(text, parse_float=Decimal)["substances"]
    return {symbols[row["name"]]: Decimal(row["limit_pct"]) for row in rows if row["name"] in symbols}


@cache
def exemptions() -> tuple[Exemption, ...]:
    """The lead-in-alloy exemptions, with the expiry dates the table was published with."""
    rows = json.loads((_DATA / "rohs_exemptions.json").read_text(encoding="utf-8"))["exemptions"]
    return tuple(
        Exemption(
            row["id"],
            row["scope"],
            tuple(row["families"]),
            Decimal(row["limit_percent"]),
            date.fromisoformat(row["expiry"]),
            date.fromisoformat(row["expiry_9_11"]),
            row["confidence"],
        )
        for row in rows
    )


@cache
def exemption_table_date() -> date:
    """The date of the exemption table in use."""
    text = (_DATA / "rohs_exemptions.json").read_text(encoding="utf-8")
    return date.fromisoformat(json.loads(text)["table_date"])


@cache
def _candidate_list_dates() -> tuple[date, ...]:
    import csv

    with (_DATA / _CANDIDATE_LIST).open(encoding="utf-8", newline="") as lines:
        found = {row["date_of_inclusion"][:10] for row in csv.DictReader(lines)}
    return tuple(sorted(date.fromisoformat(text) for text in found))


def candidate_list_date(as_of: date) -> date:
    """The date of the REACH Candidate List that was current on a day; the first list before that.

    The list grows about twice a year; each entry carries the day it was added. Source: ECHA.
    """
    dates = _candidate_list_dates()
    return dates[max(bisect_right(dates, as_of) - 1, 0)]
