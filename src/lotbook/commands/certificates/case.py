"""Gathers what is known of each delivery and its certificate: reads each file once, compares, looks for twin heats."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.heats import heats
from lotbook.checks.shop import Shop, named
from lotbook.compliance.house_limits import limits_of
from lotbook.compliance.reported import typed
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.comparison import Comparison, Outcome, compare
from lotbook.documents.certificate.delivery import Delivery
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.reading import Reading, reading
from lotbook.documents.certificate.scan import Sighting
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import same
from lotbook.errors import NotFoundError
from lotbook.tables.chemistry import Analysis
from lotbook.tables.custody import Transfer
from lotbook.tables.grade_limits import GradeLimit
from lotbook.tables.receiving import Receipt

DONE = frozenset({"Released", "Returned"})
_FOLDER = "certificates"
_SEVERAL = re.compile(r"\s*[;\n|]\s*")


class Examined(NamedTuple):
    """One delivery that was looked at.

    Attributes:
        comparison: what came of comparing.
        path: the certificate's file; None when there is none.
        file: what the cell should say: as it says, or where the file was found.
        sighting: where a scan seems to show the heat.
        notes: findings of the heat twin radar and about shared files.
    """

    comparison: Comparison
    path: Path | None
    file: str
    sighting: Sighting | None = None
    notes: tuple[Finding, ...] = ()

    @property
    def receipt(self) -> Receipt:
        """The delivery's row."""
        return self.comparison.delivery.receipt

    @property
    def reading(self) -> Reading:
        """Its certificate."""
        return self.comparison.delivery.reading

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything to look at."""
        return (*self.comparison.findings, *self.notes)

    @property
    def name(self) -> str:
        """What people call the delivery."""
        return named(self.receipt)


def chosen(receipts: Sequence[Receipt], lots: Iterable[str], also: Collection[int] = ()) -> list[Receipt]:
    """The deliveries with these Lot IDs; without any, all that are not released yet, and the rows of ``also``.

    Raises:
        NotFoundError: a lot is not there.
    """
    wanted = list(dict.fromkeys(lots))
    if not wanted:
        return [receipt for receipt in receipts if receipt.status not in DONE or receipt.row in also]
    found = []
    for name in wanted:
        fitting = [receipt for receipt in receipts if same(receipt.lot_id, name)]
        if not fitting:
            raise NotFoundError(f"There is no lot {name} on Receiving.")
        found += fitting
    return sorted(dict.fromkeys(found), key=lambda receipt: receipt.row)


class _Around(NamedTuple):
    """What belongs to each delivery, found once for all of them."""

    shop: Shop
    folder: Path
    read: Callable[[Path], Reading]
    transfers: Mapping[str, Sequence[Transfer]]
    analyses: Mapping[str, Sequence[Analysis]]
    limits: Callable[[str | None], Sequence[GradeLimit]]
    spoiled: Mapping[int, Sequence[Finding]]
    sharing: Mapping[int, Sequence[Receipt]]
    notes: Mapping[int, tuple[Finding, ...]]


def examine(
    shop: Shop, receipts: Sequence[Receipt], folder: Path, known: Iterable[Finding] = ()
) -> list[Examined]:
    """Compares each delivery with its certificate.

    Args:
        shop: the whole workbook.
        receipts: the deliveries to look at.
        folder: the workbook's folder, which file names start from.
        known: what the journal tells of deliveries.
    """
    records = shop.records
    sharing = _sharing(records.receiving)
    around = _Around(
        shop,
        folder,
        cache(reading),
        shop.grouped(records.custody, "lot_id"),
        shop.grouped(records.chemistry, "lot_id"),
        cache(lambda grade: limits_of(records.grade_limits, grade)),
        _spoiled(records.loaded("Receiving").findings),
        sharing,
        _notes(shop, receipts, sharing, known),
    )
    return [_examined(around, receipt) for receipt in receipts]


def _examined(around: _Around, receipt: Receipt) -> Examined:
    path, file = located(around.folder, receipt.certificate_file or "")
    material = around.shop.material_of(receipt)
    lot = around.shop.keys[receipt.lot_id]
    notes = around.notes.get(receipt.row, ())
    delivery = Delivery(
        receipt,
        material,
        around.read(path) if path else Reading(CertificateText("", 0, "")),
        around.transfers.get(lot, ()),
        around.limits(material.grade if material else None),
        typed(around.analyses.get(lot, ())),
        around.spoiled.get(receipt.row, ()),
        around.sharing.get(receipt.row, ()),
    )
    several = [part for part in _SEVERAL.split(receipt.certificate_file or "") if part]
    if len(several) > 1 and not delivery.reading.is_there:
        said = f"{len(several)} files are named ({', '.join(several[:3])})."
        finding = delivery.found(kinds.SEVERAL_FILES, "certificate_file", said)
        return Examined(Comparison(delivery, Outcome.LOOK, findings=(finding,)), None, file, notes=notes)
    return Examined(compare(delivery), path if delivery.reading.is_there else None, file, notes=notes)


def _spoiled(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """By row: what reading found in cells of heats that do not hold what was typed."""
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.place.column.startswith("Heat on") and finding.stops:
            found.setdefault(finding.place.row, []).append(finding)
    return found


def located(folder: Path, cell: str) -> tuple[Path | None, str]:
    """The file that a cell names, and what the cell should say; a bare name is also looked for in ``certificates``."""
    named_file = cell.strip().strip('"').replace("\\", "/")
    if not named_file:
        return None, ""
    path = folder / named_file
    in_folder = f"{_FOLDER}/{named_file}"
    try:
        if "/" not in named_file and not path.exists() and (folder / in_folder).is_file():
            return folder / in_folder, in_folder
    except (OSError, ValueError):  # a text that can be no file name
        pass
    return path, named_file if '"' in cell else cell  # Windows copies a path with quotes around it


def _sharing(receipts: Iterable[Receipt]) -> dict[int, list[Receipt]]:
    """By row: the other deliveries whose certificate is the same file."""
    by_file: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.certificate_file:
            by_file.setdefault(receipt.certificate_file.replace("\\", "/").casefold(), []).append(receipt)
    return {
        receipt.row: [other for other in together if other is not receipt]
        for together in by_file.values()
        for receipt in together
        if len(together) > 1
    }


def _notes(
    shop: Shop,
    receipts: Sequence[Receipt],
    sharing: Mapping[int, Sequence[Receipt]],
    known: Iterable[Finding],
) -> dict[int, tuple[Finding, ...]]:
    """By row: what is known, identical and look-alike heats of other deliveries, other deliveries with the same file."""
    found: dict[int, list[Finding]] = {receipt.row: [] for receipt in receipts}
    for finding in (*known, *heats(shop)):
        if finding.place.row in found:
            found[finding.place.row].append(finding)
    for receipt in receipts:
        if others := sharing.get(receipt.row):
            delivery = Delivery(receipt, None, Reading(CertificateText("", 0, "")))
            said = f"{receipt.certificate_file} is also the certificate of {', '.join(map(named, others))}."
            found[receipt.row].append(delivery.found(kinds.SHARED_FILE, "certificate_file", said))
    return {row: tuple(each) for row, each in found.items()}
