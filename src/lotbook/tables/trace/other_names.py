"""Other names of what is traced: shops write the heat, the work order or a serial where the identifier belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lotbook.domain.identifiers import bare_keys, key
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.siblings import NO_NUMBER

_SEPARATORS = re.compile(r"[\W_]+")
_LISTED = re.compile(r"[,;&+|()]|\s+/\s+")


class OtherNames:
    """What affected lots, cuts, runs and shipments are called beside their identifiers."""

    def __init__(self, reached: Affected) -> None:
        told = sorted((text, what) for text, what in _names(reached) if text and text not in NO_NUMBER)
        self._names = {_bare(text): what for text, what in reversed(told)}
        self._names.pop("", None)
        self._counted = {_counted(node): reached.name(node) for node in sorted(reached.reach.distance)}

    def of(self, node: str) -> str:
        """What an unknown identifier is of something affected, in words: ``the heat of ACR-0923-01``; or nothing."""
        each = (_bare(part) for part in (node, *_LISTED.split(node)))
        return next((self._names[name] for name in each if name in self._names), "") or self._piece(node)

    def _piece(self, node: str) -> str:
        """Of what an identifier without its leading zeros may be a piece."""
        parts = _SEPARATORS.split(node)
        whole = (_counted("-".join(parts[:end])) for end in range(len(parts), 0, -1))
        return next((f"perhaps of {self._counted[each]}" for each in whole if each in self._counted), "")


def _bare(text: str) -> str:
    return bare_keys([key(text)])[0]


def _counted(text: str) -> str:
    """An identifier with each of its numbers as a number: ``acr-923-1`` for ``acr-0923-01``."""
    return "-".join(part.lstrip("0") or part for part in _SEPARATORS.split(text))


def _names(reached: Affected) -> Iterator[tuple[str | None, str]]:
    for lots in reached.lots.values():
        for lot in lots:
            own: tuple[tuple[str, str | None], ...] = (
                ("heat", lot.heat_on_certificate),
                ("heat", lot.heat_on_material),
                ("certificate", lot.certificate_number),
                ("purchase order", lot.purchase_order),
                ("material", lot.material),
            )
            yield from _of(own, lot.lot_id)
    for cuts in reached.cuts.values():
        for cut in cuts:
            yield from _of((("cut", cut.cut_id), ("heat", cut.heat_marked)), cut.new_lot_id)
    for node, runs in reached.runs.items():
        for run in runs if node in reached.reach.distance else ():
            yield from _of((("work order", run.work_order), ("part", run.part_number)), run.run_id)
    for shipment in reached.shipments:
        papers = (("shipment", shipment.shipment_id), ("packing slip", shipment.packing_slip))
        yield from _of((*papers, *_serials(shipment.serials)), shipment.run_id)
    for use in reached.uses:
        yield from _of(_serials(use.unit_serial), use.run_id)


def _of(names: Iterable[tuple[str, str | None]], owner: str | None) -> Iterator[tuple[str | None, str]]:
    for what, name in names:
        yield name, f"the {what} of {owner}"


def _serials(text: str | None) -> Iterator[tuple[str, str]]:
    return (("serial", serial) for serial in serials_in(text))
