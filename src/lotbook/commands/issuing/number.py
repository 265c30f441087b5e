"""Which number and revision a certificate gets, and which row of the register it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lotbook.commands.issuing.order import near
from lotbook.documents.frozen.facts import STANDING
from lotbook.domain.edits import Issued
from lotbook.domain.identifiers import key, same
from lotbook.domain.lot_ids import Facts, Numbers, Refused
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.certificates import Certificate
from lotbook.tables.orders import Order
from lotbook.tables.records import Records


class Number(NamedTuple):
    """A certificate's number and revision; ``issued`` is None for a further revision of a known number."""

    certificate_id: str
    revision: str
    issued: Issued | None

    @property
    def name(self) -> str:
        """Both together, such as ``COC-0042 B``."""
        return f"{self.certificate_id} {self.revision}"


def number_for(
    records: Records, counters: Mapping[str, int], replaced: Certificate | None, today: date
) -> Number:
    """The next number in revision A, or the next revision of the number that is replaced.

    Raises:
        UsageError: the format in Settings cannot be used.
    """
    if replaced:
        mine = [
            c.revision or "A" for c in records.certificates if same(c.certificate_id, replaced.certificate_id)
        ]
        return Number(replaced.certificate_id or "", next_revision(mine), None)
    existing = [c.certificate_id for c in records.certificates if c.certificate_id]
    taken = Numbers(counters, existing).take(records.setting("Certificate ID format"), Facts(day=today))
    if isinstance(taken, Refused):
        raise UsageError(
            f"The setting Certificate ID format cannot be used: {taken.reason}.",
            next_step="Correct it in Settings, e.g. COC-{seq:04}.",
        )
    return Number(taken.identifier, "A", taken)


def next_revision(given: list[str]) -> str:
    """The revision after the highest one: A, B, ... Z, AA.

    >>> next_revision(["A", "B"]), next_revision(["Z"])
    ('C', 'AA')
    """
    highest = max((revision.strip().upper() for revision in given), key=lambda text: (len(text), text))
    if highest.endswith("Z"):
        head = highest.rstrip("Z")
        tail = "A" * (len(highest) - len(head))
        return (next_revision([head]) if head else "A") + tail
    return highest[:-1] + chr(ord(highest[-1]) + 1)


def register_row(records: Records, name: str) -> Certificate:
    """The valid row of a certificate in the register: ``COC-0001``, or ``COC-0001 B`` to name the revision.

    Raises:
        NotFoundError: there is no such certificate, or none of its revisions is valid any more.
    """
    wanted = key(name)
    rows = [
        row
        for row in records.certificates
        if wanted in (key(row.certificate_id or ""), key(f"{row.certificate_id} {row.revision}"),
                      key(f"{row.certificate_id}-{row.revision}"))
    ]  # fmt: skip
    if not rows:
        raise NotFoundError(
            f"There is no certificate {name} in the register.",
            next_step=near(name, (row.certificate_id for row in records.certificates)),
        )
    standing = [row for row in rows if row.status in STANDING]
    if not standing:
        raise NotFoundError(_not_valid(rows[-1]), next_step=_instead(records, rows[-1]))
    return standing[-1]


def _not_valid(row: Certificate) -> str:
    name = f"{row.certificate_id} {row.revision or ''}".strip()
    word = {"Void": "void", "Superseded": "superseded by a later revision"}.get(row.status or "")
    return (
        f"{name} is not valid any more: it is {word}."
        if word
        else f"{name} is not valid: its Status is {row.status or 'empty'}."
    )


def _instead(records: Records, row: Certificate) -> str:
    """The revision in force where there is one; else that the shipments can be certified anew."""
    valid = [
        each
        for each in records.certificates
        if same(each.certificate_id, row.certificate_id) and each.status in STANDING
    ]
    if valid:
        return f"Valid is {valid[-1].certificate_id} {valid[-1].revision}."
    return f"No revision of {row.certificate_id} is valid; what it covered can be certified anew: lotbook issue, without --supersede."


def replaced_row(records: Records, order: Order, name: str) -> Certificate:
    """The register's row that a re-issue replaces.

    Raises:
        NotFoundError: see ``register_row``.
        UsageError: it is a certificate of another order.
    """
    row = register_row(records, name)
    if not same(row.order_id, order.order_id):
        raise UsageError(
            f"{row.certificate_id} belongs to order {row.order_id}, not to {order.order_id}.",
            next_step=f"Issue again for {row.order_id}, or leave --supersede out.",
        )
    return row
