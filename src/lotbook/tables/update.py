"""Brings a workbook of an older layout to the present one, in named steps: what each adds, and the plan that adds it.

A step adds columns at the right end of tables and rows of Settings, never anything between what is there. The
drop-downs and input messages of a workbook made anew are not put on such columns; the checks hold the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lotbook.domain.edits import Append, NewColumn, Plan, Property
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.tables import settings
from lotbook.tables.book import SCHEMA_PROPERTY, SCHEMA_VERSION, sheet
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import Source, TableView


class Step(NamedTuple):
    """What changed from one layout to the next.

    Attributes:
        version: the layout it starts from; it leads to the next number.
        name: what the change was for, in the words of the shop.
        columns: what it adds at the right end of tables; columns of the specification, none of them calculated.
        settings: the names of the settings it adds.
    """

    version: int
    name: str
    columns: tuple[NewColumn, ...] = ()
    settings: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    # Layout 0 is what workbooks had before they told their layout.
    Step(0, "First articles are marked on their run", (NewColumn("Manufacture", "First article"),)),
)


def plan_update(
    source: Source, version: int, *, steps: Sequence[Step] = STEPS, to: int = SCHEMA_VERSION
) -> Plan:
    """The plan that brings a workbook from its layout to the present one; what it has already is not added again.

    A sheet that is missing gets nothing; that it is missing is a finding of its own.

    Args:
        source: the workbook.
        version: its layout.
        steps: all steps there are, the oldest first.
        to: the layout to reach.
    """
    due = [step for step in steps if version <= step.version < to]
    columns = tuple(dict.fromkeys(new for step in due for new in step.columns if _lacks(source, new)))
    appends = tuple(_missing_settings(source, [name for step in due for name in step.settings]))
    added = [f"the column {new.header} of {new.sheet}" for new in columns]
    added += [f"the setting {append.key}" for append in appends]
    return Plan(
        "update",
        f"Brought from layout {version} to layout {to}: {', '.join(added) or 'nothing was missing'}.",
        appends=appends,
        details={"from": version, "to": to, "steps": [step.name for step in due]},
        columns=columns,
        properties=(Property(SCHEMA_PROPERTY, to),) if due else (),
    )


def _view(source: Source, name: str) -> TableView | None:
    spec = sheet(name)
    return source.view(name, spec.table, [column.header for column in spec.columns.values()])


def _lacks(source: Source, new: NewColumn) -> bool:
    view = _view(source, new.sheet)
    return view is not None and new.header in match_sheet(sheet(new.sheet), view.headers).missing


def _missing_settings(source: Source, names: Sequence[str]) -> Iterator[Append]:
    view = _view(source, settings.SHEET.name) if names else None
    if view is None:
        return
    position = match_sheet(settings.SHEET, view.headers).positions.get("setting")
    if position is None:
        return
    (cells,) = view.columns([position])
    present = {key(text_of(cell)) for cell in cells}
    for default in settings.DEFAULTS:
        if default.name in names and key(default.name) not in present:
            values = {"Setting": default.name, "Value": default.value or None, "Meaning": default.meaning}
            yield Append(settings.SHEET.name, values, default.name)
