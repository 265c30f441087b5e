"""Gate: what was found wrong is decided, and the decision lets these goods go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import MeasuredRecord, RunRecord
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.gate.concession import only_spoken
from lotbook.documents.papers.rows import COUNTED
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.units import converted
from lotbook.domain.values import number_text
from lotbook.tables.cuts import Cut
from lotbook.tables.nonconformances import Nonconformance

NCR_OPEN = Kind(
    "gate-ncr-open",
    Severity.STOP,
    "A nonconformance on the way is not decided",
    "Nothing may be certified as conforming while this is open.",
    "Decide it: fill Disposition and Approved by.",
)
NO_CONCESSION = Kind(
    "gate-no-concession",
    Severity.STOP,
    "Parts ship as they are without the customer's written concession",
    "A spoken yes is an audit finding; the certificate must name the concession.",
    "Ask the customer in writing, and fill Concession reference.",
)
NCR_OF_OTHER = Kind(
    "gate-ncr-of-other",
    Severity.STOP,
    "A result names a nonconformance that is about something else",
    "What was decided about other goods decides nothing about this piece, and it is not among the exceptions printed.",
    "Name the nonconformance of this run in the row of the measurement, or open one.",
)
NOT_MEASURED_AGAIN = Kind(
    "gate-not-measured-again",
    Severity.STOP,
    "A piece was to be reworked and was not measured again",
    "Rework brings a piece back into its limits; only a later result shows that it did.",
    "Add a row of Measurements for the same run, characteristic and piece with the new result; Measured on in both rows.",
)
SCRAPPED = Kind(
    "gate-scrapped-shipped",
    Severity.STOP,
    "What was scrapped or sent back is in these goods",
    "A nonconformance says that this material or these pieces do not exist any more, and the certificate would ship them.",
    "Compare the nonconformance with the run; correct the quantity, the piece it names, or what was used.",
)
COVERS_FEWER = Kind(
    "gate-ncr-covers-fewer",
    Severity.WARN,
    "More pieces are out of limits than their nonconformance is about",
    "What was decided about one piece decides nothing about the others; a concession covers the pieces it names.",
    "Correct Quantity of the nonconformance, or open one for the other pieces.",
)
PARTLY_SCRAPPED = Kind(
    "gate-partly-scrapped",
    Severity.WARN,
    "Part of the material was scrapped or sent back",
    "How much is left cannot be told, because its quantity is not counted in pieces or sheets.",
    "Cut the bad part off on the sheet Cuts and name that piece in the nonconformance; or issue with your name and why "
    "what was used is good.",
)
APPROVER_UNKNOWN = Kind(
    "gate-ncr-approver",
    Severity.WARN,
    "Who decided a nonconformance is not on the list of people",
    "The certificate prints the name; a decision by somebody unknown is none. A stop for aerospace and medical customers.",
    "Correct Approved by, or add the person to the sheet People.",
)
NEEDS_CONCESSION = ("Use as is", "Repair", "Concession")
GONE = ("Scrap", "Return to supplier")


def nonconformances(case: Case) -> Iterator[Finding]:
    """Every nonconformance of the chain is decided by somebody known, with a concession where parts go as they are."""
    for ncr in _every(case):
        if ncr.disposition in (None, "Open"):
            yield NCR_OPEN.at(
                at(ncr, "disposition"), f"{ncr.ncr_id} on {ncr.subject} is not decided: {ncr.description}."
            )
            continue
        if ncr.disposition in NEEDS_CONCESSION and not ncr.concession:
            yield NO_CONCESSION.at(
                at(ncr, "concession"),
                f"{ncr.ncr_id} on {ncr.subject}: {ncr.disposition} without a concession.",
            )
        elif ncr.disposition in NEEDS_CONCESSION and only_spoken(ncr.concession or ""):
            yield NO_CONCESSION.at(
                at(ncr, "concession"),
                f"{ncr.ncr_id} on {ncr.subject}: {ncr.disposition}, and the concession is {ncr.concession!r}.",
            )
        if ncr.approved_by and case.frozen.person(ncr.approved_by) is None:
            yield strictly(APPROVER_UNKNOWN, case).at(
                at(ncr, "approved_by"),
                f"{ncr.ncr_id} on {ncr.subject} was decided by {ncr.approved_by}, who is not on People.",
            )


def _every(case: Case) -> list[Nonconformance]:
    found = [ncr for run in case.frozen.runs for ncr in run.nonconformances]
    found += [ncr for lot in case.frozen.lots for ncr in lot.nonconformances]
    return list(dict.fromkeys(found))


def named_by_results(case: Case) -> Iterator[Finding]:
    """A nonconformance that a result names is about this piece, and its decision was carried out."""
    for record in case.frozen.runs:
        about = _about(case, record)
        for measured in record.measurements:
            ncr, row = measured.nonconformance, measured.measurement
            if ncr is None:
                continue
            name = f"Run {record.run_id}, {row.characteristic}, piece {row.piece or '(none)'}"
            if key(ncr.subject or "") not in about:
                subject = f"{ncr.subject or '(nothing)'}{_by_order(ncr, record)}"
                yield NCR_OF_OTHER.at(at(row, "nonconformance"), f"{name}: {ncr.ncr_id} is about {subject}.")
            elif measured.within is False:
                yield from _carried_out(case, measured, ncr, name)


def _by_order(ncr: Nonconformance, record: RunRecord) -> str:
    """What to write where a nonconformance names the run by its work order, which nothing looks up."""
    return (
        f", the work order of this run: write {record.run_id} there"
        if same(ncr.subject, record.run.work_order)
        else ""
    )


def enough_decided(case: Case) -> Iterator[Finding]:
    """A nonconformance is about as many pieces as results out of limits name it."""
    for record in case.frozen.runs:
        pieces: defaultdict[Nonconformance, set[str]] = defaultdict(set)
        for measured in record.measurements:
            piece, ncr = measured.measurement.piece, measured.nonconformance
            if ncr and piece and measured.within is False and same(ncr.subject, record.run_id):
                pieces[ncr].add(key(piece))
        for ncr, named in pieces.items():
            if ncr.quantity is not None and len(named) > ncr.quantity:
                yield COVERS_FEWER.at(
                    at(ncr, "quantity"),
                    f"{ncr.ncr_id} on {ncr.subject} is about {number_text(ncr.quantity)}; {len(named)} pieces out of "
                    "limits name it.",
                )


def _about(case: Case, record: RunRecord) -> set[str]:
    """The run, what went into it, and the runs it went into: a nonconformance of these may speak of its pieces."""
    names = {record.run_id, *record.lots, *record.sub_runs, *(use.source or "" for use in record.uses)}
    for run in case.frozen.runs:
        names |= {run.run_id} if any(same(sub, record.run_id) for sub in run.sub_runs) else set()
    for lot in case.frozen.lots:
        if any(same(run, record.run_id) for run in lot.runs):
            names |= {cut.new_lot_id or "" for cut in lot.cuts}
    return {key(name) for name in names if name}


def _carried_out(case: Case, measured: MeasuredRecord, ncr: Nonconformance, name: str) -> Iterator[Finding]:
    row = measured.measurement
    if ncr.disposition == "Rework" and measured.again is None:
        yield NOT_MEASURED_AGAIN.at(
            at(row, "result"),
            f"{name} is out of its limits, {ncr.ncr_id} says Rework, and no later result is entered.",
        )
    serials = {key(serial) for serial in case.frozen.serials}
    if ncr.disposition in GONE and row.piece and key(row.piece) in serials:
        yield SCRAPPED.at(at(row, "piece"), f"{name} is shipped, and {ncr.ncr_id} says {ncr.disposition}.")


class _Source(NamedTuple):
    """A lot, piece or sub-assembly run: how much there was, and how much of it these goods took."""

    name: str
    whole: Decimal | None
    unit: str | None
    taken: tuple[tuple[Decimal | None, str | None], ...]
    nonconformances: tuple[Nonconformance, ...]


def scrapped(case: Case) -> Iterator[Finding]:
    """Nothing went into these goods that a nonconformance had scrapped or sent back."""
    for source in _sources(case):
        gone = [ncr for ncr in source.nonconformances if ncr.disposition in GONE]
        taken = [(amount, unit) for amount, unit in source.taken]
        if not gone or not taken:
            continue
        names = f"{listed(ncr.ncr_id or 'a nonconformance' for ncr in gone)} on {source.name}"
        place = at(gone[-1], "quantity")
        left, used = _left(source, gone), _used(source)
        if left is not None and (left <= 0 or (used is not None and used > left)):
            yield SCRAPPED.at(place, f"{names}: {gone[-1].disposition}, and these goods are made of it.")
        elif left is None or used is None or source.unit not in COUNTED:
            amount = number_text(gone[-1].quantity or Decimal(0))
            yield PARTLY_SCRAPPED.at(
                place,
                f"{names}: {gone[-1].disposition}, quantity {amount}; these goods are made of the rest.",
            )


def _left(source: _Source, gone: Sequence[Nonconformance]) -> Decimal | None:
    """What is left of it; nothing where a nonconformance names no quantity, because then it speaks of the whole."""
    amounts = [ncr.quantity for ncr in gone if ncr.quantity is not None]
    if len(amounts) < len(gone):
        return Decimal(0)
    return None if source.whole is None else source.whole - sum(amounts, Decimal(0))


def _used(source: _Source) -> Decimal | None:
    amounts = [
        amount if unit == source.unit or amount is None else converted(amount, unit, source.unit)
        for amount, unit in source.taken
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _sources(case: Case) -> Iterator[_Source]:
    frozen = case.frozen
    cuts = list(dict.fromkeys(cut for lot in frozen.lots for cut in lot.cuts))
    drawn = [(use.source, use.quantity, use.unit) for run in frozen.runs for use in run.uses]
    drawn += [(cut.source, cut.quantity, cut.unit) for cut in cuts]
    known = [(lot.lot_id, lot.receipt.quantity, lot.receipt.unit) for lot in frozen.lots]
    known += [_piece(name, cuts) for name in dict.fromkeys(key(cut.new_lot_id or "") for cut in cuts)]
    known += [(run.run_id, run.run.quantity_made, run.run.unit) for run in frozen.runs]
    every = _every(case)
    for name, whole, unit in known:
        taken = tuple((amount, of) for source, amount, of in drawn if same(source, name))
        yield _Source(name, whole, unit, taken, tuple(ncr for ncr in every if same(ncr.subject, name)))


def _piece(name: str, cuts: Sequence[Cut]) -> tuple[str, Decimal | None, str | None]:
    """A cut piece, or a blend with the shares of all its parents; of shares in different units nobody knows the sum."""
    shares = [cut for cut in cuts if same(cut.new_lot_id, name)]
    amounts = [cut.quantity for cut in shares if cut.quantity is not None and cut.unit == shares[0].unit]
    whole = sum(amounts, Decimal(0)) if len(amounts) == len(shares) else None
    return shares[0].new_lot_id or "", whole, shares[0].unit


RULES: tuple[Rule, ...] = (nonconformances, named_by_results, enough_decided, scrapped)
