"""Answers "is this order RoHS (or REACH) compliant?" from everything its shipped goods were made of."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from lotbook.compliance import reach, rohs
from lotbook.compliance.lists import candidate_list_date, exemption_table_date
from lotbook.compliance.verdict import Judgement, Verdict, worst
from lotbook.domain.identifiers import key, same
from lotbook.tables.chain import lineage
from lotbook.tables.records import Records

_RULES: MappingProxyType[str, ModuleType] = MappingProxyType({"RoHS": rohs, "REACH": reach})


class Answer(NamedTuple):
    """The verdict for one order, each part's judgement, and the list it was judged by.

    Attributes:
        as_of: the day asked about: the last shipment's, or today when nothing was shipped.
        list_text: the list and its date, as every statement must print it.
        gaps: identifiers of the chain that are not in the workbook; with any, the answer is never a yes.
    """

    order_id: str
    regulation: str
    verdict: Verdict
    as_of: date
    list_text: str
    judgements: tuple[Judgement, ...]
    gaps: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        return {
            "order": self.order_id,
            "regulation": self.regulation,
            "verdict": str(self.verdict),
            "as_of": self.as_of.isoformat(),
            "list": self.list_text,
            "parts": [
                {
                    "subject": j.subject,
                    "verdict": str(j.verdict),
                    "reason": j.reason,
                    "exemption": j.exemption,
                    "evidence": [{"what": e.what, "file": e.file, "dated": e.dated} for e in j.evidence],
                }
                for j in self.judgements
            ],
            "gaps": list(self.gaps),
        }


def answer(records: Records, order_id: str, regulation: str = "RoHS", *, today: date) -> Answer:
    """Judges every lot and outside process behind what was shipped for an order.

    Nothing shipped, or a link of the chain that leads nowhere, is never a yes: the verdict is then Needs data or worse.
    """
    shipments = [shipment for shipment in records.shipments if same(shipment.order_id, order_id)]
    as_of = max((shipment.shipped_on for shipment in shipments if shipment.shipped_on), default=today)
    reached = lineage(records).backward(key(s.run_id) for s in shipments if s.run_id).nodes
    judge = _RULES[regulation]
    months = int(records.setting("Declaration age (months)") or 0)
    category = _category(records, order_id)
    lots = [lot for lot in records.receiving if lot.lot_id and key(lot.lot_id) in reached]
    judgements = [
        judge.judge_lot(records, lot, as_of=as_of, months=months, category=category) for lot in lots
    ]
    judgements += [
        judge.judge_process(records, process, as_of=as_of, months=months)
        for process in records.outside_processes
        if process.run_id and key(process.run_id) in reached
    ]
    gaps = _unknown(records, reached)
    verdict = worst(judgements)
    if gaps and verdict is not Verdict.NOT_COMPLIANT:
        verdict = Verdict.NEEDS_DATA
    return Answer(
        order_id, regulation, verdict, as_of, _list_text(regulation, as_of), tuple(judgements), gaps
    )


def _category(records: Records, order_id: str) -> str | None:
    order = next((order for order in records.orders if same(order.order_id, order_id)), None)
    if order is None:
        return None
    return next(
        (
            part.rohs_category
            for part in records.parts
            if same(part.part_number, order.part_number) and same(part.revision, order.part_revision)
        ),
        None,
    )


def _unknown(records: Records, reached: frozenset[str]) -> tuple[str, ...]:
    """Identifiers of the chain that no sheet knows, and runs that nothing went into."""
    known = {key(lot.lot_id) for lot in records.receiving if lot.lot_id}
    known |= {key(cut.new_lot_id) for cut in records.cuts if cut.new_lot_id}
    runs = {key(run.run_id) for run in records.manufacture if run.run_id}
    fed = {key(use.run_id) for use in records.materials_used if use.run_id}
    return tuple(sorted((reached - known - runs) | ((runs & reached) - fed)))


def _list_text(regulation: str, as_of: date) -> str:
    if regulation == "REACH":
        return f"REACH Candidate List of {candidate_list_date(as_of).isoformat()}"
    return f"Directive 2011/65/EU Annex II with (EU) 2015/863; exemption table of {exemption_table_date().isoformat()}"
