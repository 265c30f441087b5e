"""Gate: the supplier's certificates are there, can be read, and are the certificates of exactly these lots."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.certificate.context import other_heats, stands_aside
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.words import labelled
from lotbook.documents.frozen.around import file_key
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.gate.case import Case, Rule
from lotbook.documents.gate.lot import needs_certificate
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import same

FILE_MISSING = Kind(
    "gate-certificate-missing",
    Severity.STOP,
    "A certificate file is missing",
    "The package must hold the certificate of every lot and of every outside process.",
    "Put the file where the cell says, or name it there; ask the supplier if there is none.",
)
FILE_UNREADABLE = Kind(
    "gate-certificate-unreadable",
    Severity.STOP,
    "A certificate file cannot be read",
    "A damaged or locked file cannot be checked, and the customer could not open it either.",
    "Ask the supplier for a clean file without a password.",
)
FILE_DOUBTFUL = Kind(
    "gate-certificate-doubtful",
    Severity.WARN,
    "A certificate file is odd",
    "It opens, but something about it is not as it should be; pages may be missing.",
    "Open the file and look at every page; issue with your name and what you saw.",
)
WITHOUT_HEAT = Kind(
    "gate-certificate-without-heat",
    Severity.STOP,
    "The certificate file does not name the lot's heat",
    "It is most likely the certificate of another heat.",
    "Open the file: link the right one, or correct Heat on certificate as printed there.",
)
IS_PICTURE = Kind(
    "gate-certificate-is-picture",
    Severity.WARN,
    "The certificate is a scan that cannot be searched",
    "A machine cannot tell whether it names the heat; a person must look.",
    "Open the file, compare the heat, and issue with your name and what you saw.",
)
TYPE_TOO_LOW = Kind(
    "gate-certificate-type",
    Severity.STOP,
    "The certificate is not of the type that the material needs",
    "A declaration without test results (EN 10204 2.1) is no inspection certificate (3.1).",
    "Ask the supplier for the right certificate, or correct Certificate type as printed on it.",
)
SHARED_FILE = Kind(
    "gate-certificate-shared",
    Severity.WARN,
    "One certificate file stands for two heats",
    "Mostly the wrong file was linked to one of them; some mills do print several heats on one paper.",
    "Open the file: link the right one, or see that it does name both heats.",
)
HEAT_TWICE = Kind(
    "gate-heat-two-suppliers",
    Severity.WARN,
    "Another supplier delivered the same heat",
    "Two mills may use one number for different metal; certificates and tags are then easily exchanged.",
    "Compare both certificates; fill Mill of both lots where one mill made both, or issue with your name and what you saw.",
)
# What a certificate of each type may stand in for: EN 10204:2004; MTR is the North American name of a 3.1.
SATISFIES = {
    "3.2": {"3.2", "3.1", "MTR", "2.2", "2.1", "CofC", "CoA"},
    "3.1": {"3.1", "MTR", "2.2", "2.1", "CofC", "CoA"},
    "MTR": {"3.1", "MTR", "2.2", "2.1", "CofC", "CoA"},
    "2.2": {"2.2", "2.1", "CofC"},
    "CoA": {"CoA", "CofC", "2.2", "2.1"},
    "2.1": {"2.1", "CofC"},
    "CofC": {"CofC", "2.1"},
}


def lot_certificates(case: Case) -> Iterator[Finding]:
    """Each lot that needs a certificate has a file that opens and names its heat, of the type it needs."""
    for lot in case.frozen.lots:
        receipt, needed = lot.receipt, needs_certificate(lot)
        place = at(receipt, "certificate_file")
        if receipt.certificate_file:
            yield from opened(
                place, f"Lot {lot.lot_id}", receipt.certificate_file, receipt.heat_on_certificate, case
            )
        elif needed:
            yield FILE_MISSING.at(place, f"Lot {lot.lot_id} has no certificate file.")
        yield from _type(lot)


def _type(lot: LotRecord) -> Iterator[Finding]:
    wanted = lot.material.certificate_needed if lot.material else None
    given = lot.receipt.certificate_type
    if wanted and wanted != "None" and wanted not in SATISFIES.get(given or "None", set()):
        yield TYPE_TOO_LOW.at(
            at(lot.receipt, "certificate_type"),
            f"Lot {lot.lot_id}: {lot.receipt.material} needs {wanted}, the certificate is {given or 'not named'}.",
        )


def opened(place: Place, subject: str, file: str, heat: str | None, case: Case) -> Iterator[Finding]:
    """One file: there, readable, and naming what it should; ``heat`` None when nothing is looked for."""
    paper = case.read(file)
    if not paper.sha256:
        yield FILE_MISSING.at(place, f"{subject}: {paper.problem or file + ' is not there.'}")
    elif not paper.pages and not paper.text:
        yield FILE_UNREADABLE.at(place, f"{subject}: {paper.problem or file + ' cannot be read.'}")
    elif heat and not paper.contains(heat):
        yield from _heat_not_found(place, subject, file, heat, paper)
    elif heat and (said := _of_another(paper.text, heat)):
        yield FILE_DOUBTFUL.at(place, f"{subject}: {file} {said}.")
    elif paper.problem and len(paper.pages_without_text) < paper.pages:  # a scan of a process needs no text
        yield FILE_DOUBTFUL.at(place, f"{subject}: {paper.problem}")


def _of_another(text: str, heat: str) -> str:
    """Why a file that names the heat may be the certificate of another one all the same; empty where it is not."""
    aside = stands_aside(text, heat)
    if aside:
        return f"names {heat} only in a remark: {aside[:120]!r}"
    others = () if any(same(name, heat) for name in labelled(text)) else other_heats(text, heat)
    return f"calls {', '.join(others[:3])} its heat, and {heat} stands elsewhere in it" if others else ""


def _heat_not_found(
    place: Place, subject: str, file: str, heat: str, paper: CertificateText
) -> Iterator[Finding]:
    if paper.pages_without_text:
        yield IS_PICTURE.at(
            place,
            f"{subject}: {heat} does not stand in the text of {file}, but {_scanned(paper)} without text; "
            "a person must see whether it stands there.",
        )
    elif paper.problem:
        yield FILE_DOUBTFUL.at(place, f"{subject}: {paper.problem} {heat} was not found in it.")
    else:
        yield WITHOUT_HEAT.at(place, f"{subject}: {file} does not name {heat}.")


def _scanned(paper: CertificateText) -> str:
    bare = paper.pages_without_text
    if len(bare) == paper.pages:
        return "it is a picture"
    return (
        f"page {bare[0]} is a picture"
        if len(bare) == 1
        else f"{len(bare)} of {paper.pages} pages are pictures"
    )


def shared_files(case: Case) -> Iterator[Finding]:
    """No certificate file stands for two heats, here or on another delivery, unless it names both."""
    first: dict[str, LotRecord] = {}
    for lot in case.frozen.lots:
        file = lot.receipt.certificate_file
        paper = case.read(file) if file else None
        if file and paper and paper.sha256:
            other = first.setdefault(paper.sha256, lot)
            yield from _shared(lot, paper, other.lot_id, other.heat)
            for receipt in case.frozen.around.receipts:
                if file_key(receipt.certificate_file) == file_key(file):
                    yield from _shared(lot, paper, receipt.lot_id or "", receipt.heat_on_certificate)


def _shared(lot: LotRecord, paper: CertificateText, other: str, heat: str | None) -> Iterator[Finding]:
    if not (heat and lot.heat) or same(heat, lot.heat) or (paper.contains(heat) and paper.contains(lot.heat)):
        return
    yield SHARED_FILE.at(
        at(lot.receipt, "certificate_file"),
        f"Lots {other} (heat {heat}) and {lot.lot_id} (heat {lot.heat}) have one certificate file.",
    )


def heat_twins(case: Case) -> Iterator[Finding]:
    """No other supplier delivered this heat, unless the same mill made both."""
    for lot in case.frozen.lots:
        for other in case.frozen.around.receipts:
            if not same(other.heat_on_certificate, lot.heat) or same(other.supplier, lot.receipt.supplier):
                continue
            if not same(other.mill, lot.receipt.mill):
                yield HEAT_TWICE.at(
                    at(lot.receipt, "heat_on_certificate"),
                    f"Heat {lot.heat} of {lot.lot_id} came from {other.supplier or '(nobody)'} as well: {other.lot_id}.",
                )


RULES: tuple[Rule, ...] = (lot_certificates, shared_files, heat_twins)
