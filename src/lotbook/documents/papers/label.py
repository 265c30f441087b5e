"""What stands on a label: one identifier in large letters, the facts below it, and the two codes beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.documents.language.text_format import day, quantity
from lotbook.domain.data_identifiers import IDENTIFIERS, encode
from lotbook.domain.identifiers import key, same
from lotbook.domain.units import converted
from lotbook.domain.values import number_text
from lotbook.tables.chain import Chain, chain
from lotbook.tables.cuts import Cut
from lotbook.tables.manufacture import Run
from lotbook.tables.materials import Material
from lotbook.tables.recall_holds import held_pieces
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

_STOPPED = frozenset({"Hold", "Rejected", "Returned"})


class Label(NamedTuple):
    """One label.

    Attributes:
        title: the identifier; never cut, whatever the size of the label.
        facts: (name, value), the most important first; the last ones are left out where there is no room.
        code: text of the QR code, in data identifiers.
        bars: text of the Code 128: the identifier with its data identifier.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    code: str
    bars: str


def labels(records: Records, names: Sequence[str]) -> tuple[list[Label], list[str]]:
    """The label of each lot, piece or run.

    Returns:
        The labels, and the names that nothing in the workbook has.
    """
    every = _Known(records)
    made, unknown = [], []
    for name in names:
        label = every.label(name)
        if label:
            made.append(label)
        else:
            unknown.append(name)
    return made, unknown


class _Known:
    """Everything that can have a label, by identifier."""

    def __init__(self, records: Records) -> None:
        self.lots = {key(lot.lot_id): lot for lot in records.receiving if lot.lot_id}
        self.twins = Counter(key(lot.lot_id) for lot in records.receiving if lot.lot_id)
        self.pieces: dict[str, list[Cut]] = {}
        for cut in records.cuts:
            if cut.new_lot_id:
                self.pieces.setdefault(key(cut.new_lot_id), []).append(cut)
        self.held = held_pieces(records.recalls, records.cuts)
        self.runs = {key(run.run_id): run for run in records.manufacture if run.run_id}
        self.materials = {key(each.material or ""): each for each in records.materials}
        self.parts = {(key(each.part_number or ""), key(each.revision or "")): each for each in records.parts}
        self._records = records
        self._chain: Chain | None = None

    def label(self, name: str) -> Label | None:
        node = key(name)
        if node in self.lots:
            lot = self.lots[node]
            return _of_lot(lot, self._material(lot.material), twins=self.twins[node])
        if node in self.pieces:
            return self._of_piece(self.pieces[node])
        if node in self.runs:
            return self._of_run(self.runs[node])
        return None

    def _material(self, code: str | None) -> Material | None:
        return self.materials.get(key(code or ""))

    def _origins(self, node: str) -> tuple[list[Receipt], bool]:
        """The deliveries something comes from, and whether every link back was found."""
        self._chain = self._chain or chain(self._records)
        reached = self._chain.steps.backward([node]).distance
        loose = [each for each in reached if each not in (*self.lots, *self.pieces, *self.runs)]
        return [self.lots[each] for each in reached if each in self.lots], not loose

    def _of_piece(self, cuts: Sequence[Cut]) -> Label:
        """Several rows are the parts of a blend: their amounts together, every source, verified when all of them are."""
        first = cuts[0]
        name = first.new_lot_id or ""
        origins, is_whole = self._origins(key(name))
        code = origins[0].material if origins else None
        whole = _together(cuts)
        verified = list(dict.fromkeys(cut.verified_by or "" for cut in cuts))
        facts = (  # what warns stands first: a small label has room for four lines
            ("Mark", "" if all(verified) else "NOT VERIFIED"),
            ("Status", _stopped(origins) or ("HOLD" if key(name) in self.held else "")),
            ("Material", _described(self._material(code), code)),
            ("Heat", _heat_of_piece(cuts, origins, is_whole=is_whole)),
            ("Quantity", quantity(whole, first.unit)),
            ("Cut from", ", ".join(dict.fromkeys(cut.source for cut in cuts if cut.source))),
            ("Cut on", day(max((cut.cut_on for cut in cuts if cut.cut_on), default=None))),
            ("Verified", ", ".join(verified) if all(verified) else ""),
        )
        amount = number_text(whole) if whole is not None else ""
        return _label(name, facts, part=code, quantity=amount)

    def _of_run(self, run: Run) -> Label:
        name = run.run_id or ""
        part = self.parts.get((key(run.part_number or ""), key(run.part_revision or "")))
        facts = (
            (
                "Part",
                " ".join(p for p in (run.part_number, run.part_revision and f"rev {run.part_revision}") if p),
            ),
            ("", (part and part.description) or ""),
            ("Heat", _heats(*self._origins(key(name)))),
            ("Quantity", quantity(run.quantity_made, run.unit)),
            ("Work order", run.work_order or ""),
            ("Finished", day(run.finished_on)),
        )
        amount = number_text(run.quantity_made) if run.quantity_made is not None else ""
        return _label(name, facts, part=run.part_number, revision=run.part_revision, quantity=amount)


def _of_lot(lot: Receipt, material: Material | None, *, twins: int) -> Label:
    amount = number_text(lot.quantity) if lot.quantity is not None else ""
    facts = (
        ("Status", _stopped([lot])),
        ("Material", _described(material, lot.material)),
        ("Heat", f"NOT CLEAR, {twins} rows have this Lot ID" if twins > 1 else _heat_of_lot(lot)),
        ("Supplier", lot.supplier or ""),
        ("Quantity", quantity(lot.quantity, lot.unit)),
        ("Received", day(lot.received_on)),
        ("Our order", lot.purchase_order or ""),
    )
    return _label(
        lot.lot_id or "",
        facts,
        part=lot.material,
        quantity=amount,
        order=lot.purchase_order,
        supplier=lot.supplier,
    )


def _together(cuts: Sequence[Cut]) -> Decimal | None:
    """What all parts are together, in the first one's unit; unknown where one is not told or does not convert."""
    told = [
        converted(cut.quantity, cut.unit, cuts[0].unit) if cut.quantity is not None else None for cut in cuts
    ]
    known = [amount for amount in told if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(told) else None


def _stopped(lots: Sequence[Receipt]) -> str:
    """What must not be used says so on its label; empty for everything else."""
    found = dict.fromkeys(lot.status.upper() for lot in lots if lot.status in _STOPPED)
    return ", ".join(found)


def _heat_of_lot(lot: Receipt) -> str:
    """The heat; both where certificate and material tell two."""
    paper, tag = lot.heat_on_certificate or "", lot.heat_on_material or ""
    if paper and tag and not same(paper, tag):
        return f"NOT CLEAR: marked {tag}, certificate {paper}"
    return paper or tag


def _heat_of_piece(cuts: Sequence[Cut], origins: Sequence[Receipt], *, is_whole: bool) -> str:
    """The heat of what it was cut from; a mark that says something else is told beside it."""
    heats = _heats(origins, is_whole)
    marked = list(dict.fromkeys(cut.heat_marked for cut in cuts if cut.heat_marked))
    wrong = [mark for mark in marked if not any(same(mark, lot.heat_on_certificate) for lot in origins)]
    if wrong and is_whole and any(lot.heat_on_certificate for lot in origins):
        return f"NOT CLEAR: marked {wrong[0]}, certificate {heats}"
    return heats or ", ".join(marked)


def _label(name: str, facts: Iterable[tuple[str, str]], **fields: str | None) -> Label:
    told = tuple((label, value) for label, value in facts if value)
    return Label(name, told, encode({"lot": name, **fields}), f"{IDENTIFIERS['lot']}{name}")


def _described(material: Material | None, code: str | None) -> str:
    return (material and material.description) or code or ""


def _heats(origins: Iterable[Receipt], is_whole: bool) -> str:  # noqa: FBT001 - told by _origins
    """The heats, or how many there are: a label that names one of many, or of those that were found, would be wrong."""
    if not is_whole:
        return "NOT TRACED, see Show origin"
    known = list(dict.fromkeys(lot.heat_on_certificate for lot in origins if lot.heat_on_certificate))
    return "".join(known) if len(known) <= 1 else f"{len(known)} heats, see Show origin"
