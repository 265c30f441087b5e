"""Answers in the form that JSON has: what other programs read of a recall or an origin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotbook.domain.findings import Finding


def as_json(value: object) -> object:
    """Any part of an answer as JSON-ready data: fields by name, days as yyyy-mm-dd, quantities as numbers."""
    if isinstance(value, Finding):
        return value.as_json()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    fields = getattr(value, "_asdict", None)
    if fields is not None:
        return {name: as_json(each) for name, each in fields().items()}
    if isinstance(value, (tuple, list)):
        return [as_json(each) for each in value]
    return value
