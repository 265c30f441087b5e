"""One entry of the journal and how it stands in the file: plain JSON that an auditor can read without Lotbook.

Text, whole numbers, fractions, yes or no and nothing stand as they are; what JSON has no form for is told by its
name, so that Undo puts back exactly what was there: ``{"decimal": "1.50"}``, ``{"date": "2024-05-03"}``,
``{"datetime": "2024-05-03T07:30:00"}``, ``{"error": "#N/A"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from lotbook.domain.edits import Append, Edit, Issued, Link, NewColumn, Plan
from lotbook.domain.values import CellError, Value

LIVE = "open:"  # begins the fingerprints of changes to an open workbook


class State(StrEnum):
    """What became of an entry."""

    BEGUN = "begun"  # told, and not yet known whether it was written
    COMMITTED = "commit"
    RECOVERED = "recovered"  # the command was killed, but its change stands in the workbook
    ABANDONED = "abandoned"  # the change was not made; its numbers stay taken
    UNCLEAR = "unclear"  # the command was killed and the workbook was changed since
    NOTED = "note"  # nothing of the workbook was to change

    @property
    def stands(self) -> bool:
        """Whether the change is in the workbook."""
        return self in (State.COMMITTED, State.RECOVERED)


class Entry(NamedTuple):
    """What one command did.

    Attributes:
        at: when, in UTC.
        rows: sheet row numbers of ``appends``, in their order.
        reports: names of the report sheets that were rebuilt.
        before: fingerprint of the workbook before the change; empty for a note.
        after: fingerprint of the workbook after it.
        hash: the seal of the entry's line.
    """

    number: int
    at: datetime
    who: str
    command: str
    summary: str
    state: State
    edits: tuple[Edit, ...]
    appends: tuple[Append, ...]
    rows: tuple[int, ...]
    links: tuple[Link, ...]
    reports: tuple[str, ...]
    issued: tuple[Issued, ...]
    details: Mapping[str, object]
    before: str
    after: str
    hash: str
    columns: tuple[NewColumn, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it was written into an open workbook, which a person may have closed without saving."""
        return self.after.startswith(LIVE)


def plan_as_json(plan: Plan, rows: tuple[int, ...]) -> dict[str, object]:
    """A plan as the journal keeps it; numbers handed out come first, because they are looked up often."""
    return {
        "issued": [issued._asdict() for issued in plan.issued],
        "command": plan.command,
        "summary": plan.summary,
        "columns": [column._asdict() for column in plan.columns],
        "edits": [
            edit._asdict() | {"old": value_as_json(edit.old), "new": value_as_json(edit.new)}
            for edit in plan.edits
        ],
        "appends": [
            {
                "sheet": append.sheet,
                "row": row,
                "key": append.key,
                "values": {header: value_as_json(value) for header, value in append.values.items()},
                "links": dict(append.links),
            }
            for append, row in zip(plan.appends, rows, strict=True)
        ],
        "links": [link._asdict() for link in plan.links],
        "reports": [report.sheet for report in plan.reports],
        "details": dict(plan.details),
    }


def entry_of(line: Mapping[str, Any], state: State) -> Entry:
    """The entry that a line of the file tells of."""
    appends = line.get("appends", ())
    return Entry(
        number=line["number"],
        at=datetime.fromisoformat(line["at"]),
        who=line["who"],
        command=line["command"],
        summary=line["summary"],
        state=state,
        edits=tuple(
            Edit(**{**edit, "old": value_of(edit["old"]), "new": value_of(edit["new"])})
            for edit in line.get("edits", ())
        ),
        appends=tuple(
            Append(each["sheet"], _values(each["values"]), each["key"], each["links"]) for each in appends
        ),
        rows=tuple(each["row"] for each in appends),
        links=tuple(Link(**link) for link in line.get("links", ())),
        reports=tuple(line.get("reports", ())),
        issued=tuple(Issued(**issued) for issued in line.get("issued", ())),
        details=line.get("details", {}),
        before=line.get("before", ""),
        after=line.get("after", ""),
        hash=line["hash"],
        columns=tuple(NewColumn(**column) for column in line.get("columns", ())),
    )


def _values(values: Mapping[str, Any]) -> dict[str, Value]:
    return {header: value_of(value) for header, value in values.items()}


def value_as_json(value: Value) -> object:
    """A cell's value as it stands in the file."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, CellError):
        return {"error": value.code}
    return value


def value_of(stored: Any) -> Value:  # noqa: ANN401 - whatever JSON holds
    """A cell's value from the file, of exactly the kind it was."""
    if not isinstance(stored, dict):
        return stored  # type: ignore[no-any-return]
    ((kind, text),) = stored.items()
    value: Value = _KINDS[kind](text)
    return value


_KINDS: Mapping[str, Any] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "error": CellError,
}
