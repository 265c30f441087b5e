"""Acting on a recall: hold what is affected, mark its certificates, open the register's row, list who is told.

One plan, so one Undo takes all of it back until a notice was sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.commands.recalling.opened import Opened
from lotbook.commands.recalling.options import filters_as_json
from lotbook.commands.recalling.pieces import Pieces
from lotbook.documents.frozen.facts import STANDING
from lotbook.documents.frozen.reach import serials_of
from lotbook.domain.edits import Append, Edit, Plan
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Recall
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records

_NOT_USABLE_ALREADY = frozenset({"Hold", "Rejected", "Returned"})
_MARK = "Affected by recall"


class Acts(NamedTuple):
    """What is changed in the workbook, by what kind of thing it is; each list names identifiers."""

    lots_held: tuple[str, ...]
    pieces_held: tuple[str, ...]
    runs_held: tuple[str, ...]
    certificates_marked: tuple[str, ...]
    notified: tuple[str, ...]


def plan(
    records: Records,
    found: Recall,
    opened: Opened,
    *,
    hold: bool,
    pieces: Pieces,
    notices: Mapping[str, str | None],
    sheet: Plan,
    details: Mapping[str, object],
    report: str = "",
) -> tuple[Plan, Acts]:
    """Everything in one plan: the Recall sheet, the holds, the marks, the rows of both registers.

    Args:
        records: the whole workbook.
        found: the answer.
        opened: the recall's number, time and reason.
        hold: hold lots and runs, and mark certificates.
        pieces: what the register holds, with the reason it tells.
        notices: customer -> the notice's file, relative to the workbook; None before it is written.
        sheet: the plan that rebuilds the Recall sheet.
        details: facts for the journal, such as the files written.
        report: the report's file, relative to the workbook.
    """
    held = _held(records, found, opened) if hold else _Held((), (), ())
    acts = Acts(_keys(held.lots), pieces.held, _keys(held.runs), _keys(held.certificates), tuple(notices))
    made = sheet._replace(
        summary=_summary(opened, acts),
        edits=(*held.lots, *held.runs, *held.certificates),
        appends=(_register(found, opened, pieces.reason, report), *_told(opened, notices)),
        issued=(opened.issued,),
        details={
            **details,
            "recall": opened.recall_id,
            "reason": opened.reason,
            "drill": opened.drill,
            "asked": filters_as_json(found.filters),
            "affected": _affected(records, found) if hold else {},
        },
    )
    return made, acts


class _Held(NamedTuple):
    """The edits that put lots and runs on hold and mark certificates."""

    lots: tuple[Edit, ...]
    runs: tuple[Edit, ...]
    certificates: tuple[Edit, ...]


def _held(records: Records, found: Recall, opened: Opened) -> _Held:
    return _Held(
        tuple(_hold_lots(records, found, opened)),
        tuple(_hold_runs(records, found, opened)),
        tuple(_mark(records, found, opened)),
    )


def _told(opened: Opened, notices: Mapping[str, str | None]) -> tuple[Append, ...]:
    """The rows of whom there is a notice for; nobody is told of a drill."""
    if opened.drill:
        return ()
    return tuple(
        Append(
            "Recall notices",
            {"Recall ID": opened.recall_id, "Customer": customer, "Drafted at": opened.stamp},
            f"{opened.recall_id} {customer}",
            {"Drafted at": file} if file else {},
        )
        for customer, file in notices.items()
    )


def _affected(records: Records, found: Recall) -> dict[str, list[str]]:
    """What a release of another recall must leave held, also what was on hold before."""
    return {
        "Receiving": [lot.lot_id for lot in found.lots],
        "Manufacture": sorted(found.stop_now.run_ids),
        "Certificates": [f"{row.certificate_id} {row.revision}" for row in _certificates_of(records, found)],
    }


def _summary(opened: Opened, acts: Acts) -> str:
    word = "Drill" if opened.drill else "Recall"
    return f"{word} {opened.recall_id} of {opened.trigger}: {told(acts)}."


def told(acts: Acts) -> str:
    """What was done, in words."""
    parts = (
        (acts.lots_held, "lot held", "lots held"),
        (acts.pieces_held, "piece held", "pieces held"),
        (acts.runs_held, "run held", "runs held"),
        (acts.certificates_marked, "certificate marked", "certificates marked"),
        (acts.notified, "notice drafted", "notices drafted"),
    )
    return (
        ", ".join(f"{len(each)} {one if len(each) == 1 else many}" for each, one, many in parts if each)
        or "registered"
    )


def _keys(edits: Sequence[Edit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edit.key for edit in edits))


def _hold_lots(records: Records, found: Recall, opened: Opened) -> Iterator[Edit]:
    """Every affected lot that could still be taken for a job, or be certified again."""
    affected = {lot.row for lot in found.lots}
    for lot in records.receiving:
        if lot.row in affected and lot.status not in _NOT_USABLE_ALREADY:
            name = lot.lot_id or f"row {lot.row}"
            yield Edit("Receiving", lot.row, "Status", lot.status, "Hold", name)
            yield Edit("Receiving", lot.row, "Reason", lot.reason, _joined(lot.reason, opened.why), name)


def _hold_runs(records: Records, found: Recall, opened: Opened) -> Iterator[Edit]:
    """Every affected run that is not finished, or has pieces that did not leave yet."""
    here = {key(run_id) for run_id in found.stop_now.run_ids}
    for run in records.manufacture:
        if key(run.run_id or "") in here and run.status not in ("Hold", "Cancelled"):
            name = run.run_id or f"row {run.row}"
            yield Edit("Manufacture", run.row, "Status", run.status, "Hold", name)
            yield Edit("Manufacture", run.row, "Note", run.note, _joined(run.note, opened.why), name)


def _certificates_of(records: Records, found: Recall) -> list[Certificate]:
    """The certificates in force that hold an affected shipment, also those that no cell of Shipments names."""
    affected = {key(each.shipment_id) for each in found.deliveries}
    return [
        row
        for row in records.certificates
        if row.status in STANDING and affected.intersection(map(key, serials_of(row.shipment_ids)))
    ]


def _mark(records: Records, found: Recall, opened: Opened) -> Iterator[Edit]:
    """Marks each of them that is not marked yet."""
    for row in _certificates_of(records, found):
        if row.status != _MARK:
            name = f"{row.certificate_id} {row.revision}"
            yield Edit("Certificates", row.row, "Status", row.status, _MARK, name)
            reason = _joined(row.reason, opened.why)
            yield Edit("Certificates", row.row, "Reason", row.reason, reason, name)


def _joined(before: str | None, more: str) -> str:
    return f"{before}; {more}" if before else more


def _register(found: Recall, opened: Opened, reason: str, report: str) -> Append:
    counts = found.counts
    return Append(
        "Recalls",
        {
            "Recall ID": opened.recall_id,
            "Opened at": opened.stamp,
            "Trigger": opened.trigger,
            "Reason": reason,
            "Drill": "Yes" if opened.drill else "No",
            "Elapsed (s)": round(opened.seconds, 2),
            "Lots": counts["lots"],
            "Runs": counts["runs"],
            "Shipments": counts["shipments"],
            "Customers": counts["customers"],
            "Status": "Drill" if opened.drill else "Open",
        },
        opened.recall_id,
        {"Recall ID": report} if report else {},
    )
