"""Standing checks: what a customer once sent papers back for, kept as rows of Settings and looked at ever after.

A row is ``Never twice 001``; its value says what is looked at and for whom (``needs Receiving: Country of melt for Smith
& Sons``), its meaning tells the day and the story. Such a row can be read, corrected and deleted by anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lotbook.domain.identifiers import key, same
from lotbook.tables.book import TABLES

if TYPE_CHECKING:
    from lotbook.tables.settings import Setting

NAME = "Never twice"
FOR = " for "
ASK, NEEDS, ONLY, PAPER, ONE = "ask", "needs", "only", "paper", "one"
ONE_OF = ("heat", "lot", "run")
# Sheets whose rows stand on a certificate, so that a column of them can be asked for.
SHEETS = (
    "Orders", "Customers", "Parts", "Shipments", "Manufacture", "Outside processes", "Measurements", "Receiving", "Cuts",
    "Materials",
)  # fmt: skip
_ROW = re.compile(rf"{NAME}\s+(\d+)", re.IGNORECASE)
_COLUMN = re.compile(r"([^:=]+):([^:=]+?)(?:=(.+))?")


class Standing(NamedTuple):
    """One standing check.

    Attributes:
        name: of its row, such as ``Never twice 001``.
        row: where it stands on the sheet Settings.
        customer: whom it holds for, as typed.
        kind: what is looked at: ``needs`` a column filled, ``only`` some values in it, a ``paper``, ``one`` heat, lot or
            run for each certificate, or ``ask`` a person each time; empty when it cannot be understood.
        sheet: whose column is looked at.
        field: the column's field.
        words: the values allowed, the paper, or what there may be one of.
        story: day and reason, as the customer told them.
    """

    name: str
    row: int
    customer: str
    kind: str
    sheet: str = ""
    field: str = ""
    words: tuple[str, ...] = ()
    story: str = ""


def is_standing(name: str | None) -> bool:
    """Whether a row of Settings of this name is a standing check."""
    return bool(_ROW.fullmatch((name or "").strip()))


def standing(rows: Sequence[Setting], customer: str | None) -> tuple[Standing, ...]:
    """The standing checks of one customer, and those that cannot be understood and may be meant for it."""
    return tuple(
        check
        for row in rows
        if is_standing(row.setting)
        for check in (parse(row),)
        if not check.kind or same(check.customer, customer)
    )


def ownerless(rows: Sequence[Setting], customers: Iterable[str | None]) -> tuple[Standing, ...]:
    """The standing checks whose customer is none of these: renamed since, or mistyped, so that nobody is looked at."""
    checks = [check for row in rows if is_standing(row.setting) for check in (parse(row),) if check.kind]
    known = {key(name) for name in customers if name} if checks else set()
    return tuple(check for check in checks if key(check.customer) not in known)


def parse(row: Setting) -> Standing:
    """One row as a standing check; its ``kind`` is empty when the value is not one."""
    what, _, customer = (row.value or "").partition(FOR)
    empty = Standing(
        (row.setting or "").strip(), row.row, customer.strip(), "", story=(row.meaning or "").strip()
    )
    kind, _, rest = what.strip().partition(" ")
    return rule(kind, rest.strip(), empty) if customer.strip() else empty


def rule(kind: str, rest: str, empty: Standing) -> Standing:
    """The rule that ``kind`` and what follows it say; ``empty`` itself when they say none.

    >>> nobody = Standing("Never twice 001", 2, "Smith", "")
    >>> rule("one", "Heat", nobody).words
    ('heat',)
    >>> rule("needs", "Receiving: Colour", nobody).kind
    ''
    """
    kind, words = kind.casefold(), rest.casefold()
    if kind == ASK and not rest:
        return empty._replace(kind=ASK)
    if kind == ONE and words in ONE_OF:
        return empty._replace(kind=ONE, words=(words,))
    if kind == PAPER and rest:
        return empty._replace(kind=PAPER, words=(rest,))
    named = _COLUMN.fullmatch(rest)
    place = _place(named[1], named[2]) if named and kind in (NEEDS, ONLY) else None
    values = tuple(each.strip() for each in (named[3] or "").split(",") if each.strip()) if named else ()
    if place is None or (kind == ONLY) != bool(values):
        return empty
    return empty._replace(kind=kind, sheet=place[0], field=place[1], words=values)


def _place(sheet: str, header: str) -> tuple[str, str] | None:
    for spec in TABLES:
        if spec.name in SHEETS and same(spec.name, sheet):
            for field, column in spec.columns.items():
                if same(column.header, header):
                    return spec.name, field
    return None


def headers() -> Iterator[tuple[str, str]]:
    """Sheet and header of every column that can be asked for."""
    for spec in TABLES:
        if spec.name in SHEETS:
            yield from ((spec.name, column.header) for column in spec.columns.values())


def next_name(rows: Sequence[Setting]) -> str:
    """The name of a further standing check."""
    used = [int(found[1]) for row in rows if (found := _ROW.fullmatch((row.setting or "").strip()))]
    return f"{NAME} {max(used, default=0) + 1:03}"


def in_words(check: Standing) -> str:
    """What is looked at, as the value's first half says it."""
    header = next((h for s, h in headers() if s == check.sheet and _place(s, h) == (s, check.field)), "")
    where = f"{check.sheet}: {header}" if header else ""
    words = ", ".join(check.words)
    tail = f"{where} = {words}" if where and words else where or words
    return f"{check.kind} {tail}".strip()
