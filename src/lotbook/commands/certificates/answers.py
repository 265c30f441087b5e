"""What can be said about substances for one certificate: for every regulation that a paper, a material or a lot asks about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lotbook.compliance import reach
from lotbook.compliance.answer import Answer, answer
from lotbook.compliance.own_lists import folders_of, lists_of
from lotbook.compliance.verdict import Verdict
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.package.papers import STATEMENTS
from lotbook.domain.identifiers import key
from lotbook.tables.records import Records


def answers(records: Records, frozen: Frozen, today: date, folder: Path) -> dict[str, Answer]:
    """What can be said about the regulations that a paper, a material or a listed substance asks about."""
    asked = set()
    for paper, regulation in STATEMENTS.items():
        needed = (getattr(lot.material, f"{regulation.lower()}_needed", None) for lot in frozen.lots)
        if paper in frozen.documents_required or any(needed):
            asked.add(regulation)
    if _may_hold_listed(records, frozen):
        asked.add(reach.REGULATION)
    order = frozen.order.order_id or ""
    sent = {record.shipment.row for record in frozen.shipments}
    lists = lists_of(folders_of(records, folder))
    return {
        regulation: answer(records, order, regulation, today=today, lists=lists, shipments=sent)
        for regulation in sorted(asked)
    }


def _may_hold_listed(records: Records, frozen: Frozen) -> bool:
    """Whether an analysis, or a supplier who declares a listed substance, makes it worth asking for such substances."""
    processors = {key(done.process.supplier or "") for run in frozen.runs for done in run.processes}
    declared = (row for lot in frozen.lots for row in lot.declarations)
    others = (row for row in records.declarations if key(row.supplier or "") in processors)
    return any(lot.chemistry for lot in frozen.lots) or any(
        row.statement == Verdict.CONTAINS_SVHC for row in (*declared, *others)
    )
