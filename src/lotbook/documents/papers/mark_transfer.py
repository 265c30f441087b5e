"""The mark transfer report: each piece that was cut, the heat marked on it, who marked, who verified it and when.

The heat must not get lost where a plate or bar is cut: it is put on every piece and read there by a second person before
the piece is used, remnants among them. The report says of each piece whether that was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.language.text_format import day, joined, listed, quantity
from lotbook.documents.papers import heading
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import key, same
from lotbook.tables.cuts import Cut

TITLE = "Mark transfer report"
TEMPLATE = "mark_transfer.docx"
_MOST = 8  # runs in one cell of a table
FIELDS = (
    *heading.FIELDS,
    Field("report.about", "The lots it is about, where it belongs to no certificate.", "AL6-0424-001"),
    Field("report.date", "The day it was made.", "3 May 2024"),
    Field("report.conclusion", "The result in one line.", "All 2 marks were verified by a second person."),
    *chain_rows.LOT_FIELDS,
    Field("lots[].received", "How much was delivered.", "20 kg"),
    Field("lots[].left", "How much is left of it by the books; empty on a certificate.", "17.6 kg"),
    Field("pieces[].id", "The piece that was cut.", "AL6-0424-001-1"),
    Field("pieces[].source", "What it was cut from.", "AL6-0424-001"),
    Field("pieces[].date", "When.", "25 Apr 2024"),
    Field("pieces[].reason", "Cut, Remnant, Re-mark or Blend.", "Cut"),
    Field("pieces[].quantity", "How much.", "1.2 kg"),
    Field("pieces[].heat", "Heat as marked on the piece.", "H83-017"),
    Field("pieces[].method", "How it was marked.", "Hard punch"),
    Field("pieces[].marked_by", "Who marked it.", "Tom Baker"),
    Field("pieces[].verified_by", "Who read the mark on the piece.", "Ann Miller"),
    Field("pieces[].verified", "When.", "25 Apr 2024"),
    Field("pieces[].result", "Whether its mark holds.", "Verified"),
    Field("pieces[].used", "The runs that used it, with their first day.", "MFG-0056, 26 Apr 2024"),
    *heading.PICTURES,
)
VERIFIED, NOT_VERIFIED, BY_THE_MARKER, TOO_LATE, OTHER_HEAT, NOT_MARKED, NOT_NEEDED = (
    "Verified",
    "Not verified",
    "Verified by the marker",
    "Verified after use",
    "Another heat",
    "Not marked",
    "No mark needed",
)


class Piece(NamedTuple):
    """One piece with the delivered lots it goes back to; a blend has several."""

    cut: Cut
    lots: tuple[LotRecord, ...]

    @property
    def used(self) -> tuple[tuple[str, date | None], ...]:
        """The runs that took this very piece, and when."""
        name = self.cut.new_lot_id
        found = [
            (use.run_id or "", use.used_on) for lot in self.lots for use in lot.uses if same(use.source, name)
        ]
        return tuple(dict.fromkeys(found))

    @property
    def result(self) -> str:
        """Whether its mark holds: the heat of its lot, read by somebody else than the marker, before it was used."""
        cut = self.cut
        if not cut.heat_marked:
            needed = any(lot.material is None or lot.material.mark_transfer_needed for lot in self.lots)
            return NOT_MARKED if needed else NOT_NEEDED
        if cut.reason != "Blend" and not any(same(cut.heat_marked, lot.heat) for lot in self.lots):
            return OTHER_HEAT
        if not cut.verified_by or not cut.verified_on:
            return NOT_VERIFIED
        if same(cut.verified_by, cut.marked_by):
            return BY_THE_MARKER
        late = any(on is not None and on < cut.verified_on for _, on in self.used)
        return TOO_LATE if late else VERIFIED


def context(frozen: Frozen, head: CertificateHead) -> dict[str, object]:
    """The fields of the report that belongs to a certificate: every piece behind what was shipped."""
    return {**heading.context(frozen, head), **table(frozen.lots, head.issued_at.date())}


def alone(
    company: Mapping[str, object],
    lots: Sequence[LotRecord],
    on: date,
    left: Mapping[str, str],
) -> dict[str, object]:
    """The fields of the report that is made when something was cut, and belongs to no certificate.

    Args:
        company: the fields of the head of a paper without an order.
        lots: the delivered lots, each with every piece that was cut from it.
        on: the day it is made.
        left: comparison key of a lot -> what is left of it, as text.
    """
    return {**heading.nothing(), "logo": "", "signature": "", **company, **table(lots, on, left)}


def table(lots: Sequence[LotRecord], on: date, left: Mapping[str, str] | None = None) -> dict[str, object]:
    """The result, the lots that something was cut from, and the pieces, each once."""
    found = list(pieces(lots))
    cut_from = [lot for lot in lots if lot.cuts]
    return {
        "report": {
            "about": joined(*(lot.lot_id for lot in cut_from), by=", "),
            "date": day(on),
            "conclusion": conclusion(found),
        },
        "lots": [_lot(lot, left or {}) for lot in cut_from],
        "pieces": [_piece(piece) for piece in found],
    }


def pieces(lots: Sequence[LotRecord]) -> Iterator[Piece]:
    """Every piece that was cut from these lots, each row of Cuts once."""
    rows: dict[int, list[LotRecord]] = {}
    cuts: dict[int, Cut] = {}
    for lot in lots:
        for cut in lot.cuts:
            cuts[cut.row] = cut
            rows.setdefault(cut.row, []).append(lot)
    yield from (Piece(cut, tuple(rows[row])) for row, cut in cuts.items())


def conclusion(found: Sequence[Piece]) -> str:
    """The result in one line, worst first; never that a mark holds which nobody verified."""
    marks = [piece.result for piece in found if piece.result != NOT_NEEDED]
    if not marks:
        return (
            "No piece needed a mark of its own: whole lots were used."
            if not found
            else "No piece needs a mark."
        )
    open_ones = [mark for mark in marks if mark != VERIFIED]
    if open_ones:
        return f"{len(open_ones)} of {len(marks)} marks are open: these pieces are not to be used."
    if len(marks) == 1:
        return "The mark was verified by a second person."
    return f"All {len(marks)} marks were verified by a second person."


def _lot(lot: LotRecord, left: Mapping[str, str]) -> dict[str, object]:
    return {
        **chain_rows.lot(lot),
        "received": quantity(lot.receipt.quantity, lot.receipt.unit),
        "left": left.get(key(lot.lot_id), ""),
    }


def _piece(piece: Piece) -> dict[str, object]:
    cut = piece.cut
    return {
        "id": cut.new_lot_id or "",
        "source": cut.source or "",
        "date": day(cut.cut_on),
        "reason": cut.reason or "",
        "quantity": quantity(cut.quantity, cut.unit),
        "heat": cut.heat_marked or "",
        "method": cut.mark_method or "",
        "marked_by": cut.marked_by or "",
        "verified_by": cut.verified_by or "",
        "verified": day(cut.verified_on),
        "result": piece.result,
        "used": listed(
            (joined(run, day(on), by=", ") for run, on in piece.used),
            _MOST,
            "runs, see Materials used",
            by="\n",
        ),
    }
