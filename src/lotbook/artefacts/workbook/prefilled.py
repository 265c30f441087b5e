"""What a new workbook already knows: the settings with their defaults and the shipped screening limits of alloys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.tables.settings import DEFAULTS

Row = Mapping[str, Value]


def settings(rows: Sequence[Row], own: Mapping[str, str]) -> list[Row]:
    """Every setting with its meaning: the rows given win over ``own``, ``own`` wins over the default.

    Raises:
        KeyError: ``own`` names a setting that there is not.
    """
    unknown = {key(name) for name in own} - {key(default.name) for default in DEFAULTS}
    if unknown:
        raise KeyError(f"no settings {sorted(unknown)}")
    values: dict[str, Value] = {key(name): value for name, value in own.items()}
    values |= {key(str(row["Setting"])): row.get("Value") for row in rows}
    known = {key(default.name) for default in DEFAULTS}
    filled: list[Row] = [
        {
            "Setting": default.name,
            "Value": values.get(key(default.name), default.value) or None,
            "Meaning": default.meaning,
        }
        for default in DEFAULTS
    ]
    return filled + [row for row in rows if key(str(row["Setting"])) not in known]


def grade_limits() -> list[Row]:
    """The shipped screening limits; each says where it comes from and that the shop must confirm it."""
    import csv

    data = files("lotbook.compliance").joinpath("data/alloy_limits.csv")
    with data.open(encoding="utf-8") as lines:
        return [_limit(row) for row in csv.DictReader(lines)]


def _limit(row: Mapping[str, str]) -> Row:
    origin = "general knowledge" if row["source"] == "K" else f"published data {row['source']}"
    return {
        "Grade": row["grade"],
        "Element or property": row["element"],
        "Minimum": _number(row["min"]),
        "Maximum": _number(row["max"]),
        "Unit": "%",
        # The basis is not given as the row's specification: that is for the shop to say once it has compared.
        "Source": f"Screening value from {origin}, after {row['spec_basis']}; confirm against your own standard",
    }


def _number(text: str) -> float | None:
    return float(text) if text else None
