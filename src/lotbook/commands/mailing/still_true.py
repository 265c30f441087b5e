"""Whether a certificate may still be mailed: its material stands released, and the workbook still says what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lotbook.commands.issuing.certified_since import changed_since
from lotbook.commands.issuing.overrides import ALL, Answered, answered
from lotbook.commands.mailing.sending import name_of
from lotbook.domain.identifiers import key
from lotbook.errors import PackageError
from lotbook.hosts.host import Host
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records

_NOT_GOOD = frozenset({"Hold", "Cancelled"})  # of a run


def answered_for(
    book: Host, records: Records, row: Certificate, said: Mapping[str, Any], given: str
) -> Answered:
    """What was changed since the certificate was issued, and who answers for mailing it all the same.

    Args:
        book: the workbook.
        records: its rows.
        row: the certificate.
        said: its manifest.
        given: ``NAME: reason``; empty where nobody answers.

    Raises:
        PackageError: a lot is not released or a run is on hold, for which nobody can answer.
        UsageError: no name, no reason, or nobody on the sheet People.
    """
    if held := next(_held(records, said), ""):
        raise PackageError(
            f"{name_of(row)} is not mailed: {held}",
            cause="It certifies goods that the shop itself does not release.",
            next_step="Release what is good and mail it then; else void the certificate, or recall the material.",
        )
    every = list(changed_since(book.folder, records, [row]))
    people = [person.name for person in records.people]
    return answered(every, [(ALL, given)] if given else [], people)


def _held(records: Records, said: Mapping[str, Any]) -> Iterator[str]:
    """Lots of the certificate that are not released now, and runs on hold; lost rows are told by `check`."""
    chain = said.get("chain", {})
    lots = {key(str(each.get("lot") or "")) for each in chain.get("lots", ())}
    for lot in records.receiving:
        if lot.lot_id and key(lot.lot_id) in lots and lot.status != "Released":
            reason = f": {lot.reason}" if lot.reason else ""
            yield f"lot {lot.lot_id} is {_as_word(lot.status)}{reason}."
    runs = {key(str(each.get("run") or "")) for each in chain.get("runs", ())}
    for run in records.manufacture:
        if run.run_id and key(run.run_id) in runs and run.status in _NOT_GOOD:
            yield f"run {run.run_id} is {_as_word(run.status)}{f': {run.note}' if run.note else ''}."


def _as_word(status: str | None) -> str:
    return {"Hold": "on hold", "Quarantine": "in quarantine", None: "without a status"}.get(
        status, (status or "").lower()
    )
