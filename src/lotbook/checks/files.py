"""Files: every paper that a row names lies where the row says."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named, stopping
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.receiving import Receipt

FILE_MISSING = Kind(
    "file-missing",
    Severity.WARN,
    "A file that a row names is not there",
    "A paper nobody can open proves nothing; Issue COC stops at the certificate of a lot or process without its file. "
    "A stop where the lot is Released.",
    "Put the file where the cell says, counted from the workbook's folder, or name in the cell where it lies.",
)
_NO_LONGER_HERE = frozenset({"Rejected", "Returned"})


def certificates_of_lots(shop: Shop) -> Iterator[Finding]:
    """The certificate file of every delivery that was not sent back."""
    for lot in shop.records.receiving:
        if lot.status in _NO_LONGER_HERE or _waits_in_folder(shop, lot):
            continue
        if _is_lost(shop, lot.certificate_file):
            kind = stopping(FILE_MISSING, when=lot.status == "Released")
            yield kind.at(
                at(lot, "certificate_file"), f"{named(lot)} names {lot.certificate_file}, which is not there."
            )


def _waits_in_folder(shop: Shop, lot: Receipt) -> bool:
    """Whether a bare name lies in the folder ``certificates``, where comparing finds it and completes the cell.

    A released lot is not compared again, and Issue COC takes the cell at its word.
    """
    name = (lot.certificate_file or "").strip().strip('"')
    if lot.status == "Released" or not name or "/" in name or "\\" in name or not shop.has_file:
        return False
    return shop.has_file(f"certificates/{name}")


def certificates_of_processes(shop: Shop) -> Iterator[Finding]:
    """The certificate file of every outside process."""
    for process in shop.records.outside_processes:
        if _is_lost(shop, process.certificate_file):
            message = f"{process.process} of run {process.run_id} names {process.certificate_file}, which is not there."
            yield FILE_MISSING.at(at(process, "certificate_file"), message)


def declarations(shop: Shop) -> Iterator[Finding]:
    """The file of every declaration."""
    for declaration in shop.records.declarations:
        if _is_lost(shop, declaration.file):
            message = f"{named(declaration)} names {declaration.file}, which is not there."
            yield FILE_MISSING.at(at(declaration, "file"), message)


def _is_lost(shop: Shop, file: str | None) -> bool:
    """Whether a named file is not there; a link to a page on a server is not looked up."""
    return bool(file and shop.has_file and "://" not in file and not shop.has_file(file))


CHECKS: tuple[Check, ...] = (certificates_of_lots, certificates_of_processes, declarations)
