"""Gate: the certificate file of each lot is still the one that a person looked at when the lot was released."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule, strictly
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key

SWAPPED = Kind(
    "gate-certificate-swapped",
    Severity.WARN,
    "The certificate file is not the one the lot was released by",
    "Nobody compared this file with the material; it was saved again, revised or exchanged since. Stops for aerospace "
    "and medical customers.",
    "Open both: the released one is kept in the data folder. Set the lot to Quarantine and release it again by this file.",
)


def released_files(case: Case) -> Iterator[Finding]:
    """Every released certificate file has the bytes it had when a person released its lot."""
    for lot in case.frozen.lots:
        seen, file = case.released.get(key(lot.lot_id)), lot.receipt.certificate_file
        if not seen or not file:
            continue
        now = case.read(file).sha256
        if now and now != seen:
            message = f"Lot {lot.lot_id}: {file} is not the file that it was released by."
            yield strictly(SWAPPED, case).at(at(lot.receipt, "certificate_file"), message)


RULES: tuple[Rule, ...] = (released_files,)
