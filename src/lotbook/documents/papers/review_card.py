"""The review card: a certificate's values, one by one, against its own limits and the shop's, signed by the reviewer.

AS9100D 8.4.2 asks for evidence that test reports were compared with the specification. The card says "outside house
limits" of the shop's own limits; whether a standard is met is for the shop to say with its own copy of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.compliance.review import Line, Result
from lotbook.documents.certificate.delivery import Agreement, Compared
from lotbook.documents.language.text_format import day, joined, quantity, with_revision
from lotbook.documents.papers import letterhead
from lotbook.documents.template.fields import Field
from lotbook.tables.materials import Material
from lotbook.tables.receiving import Receipt

TITLE = "Certificate review card"
TEMPLATE = "review_card.docx"
FIELDS = (
    *letterhead.FIELDS,
    Field("review.date", "Day of the review.", "3 May 2024"),
    Field("review.reviewer", "Who compared.", "Maria Lindqvist"),
    Field("review.title", "Title of the reviewer.", "Quality Manager"),
    Field("review.result", "The result in one line.", "Accepted: every value is within its limits."),
    Field("review.remark", "What the reviewer saw and why it was accepted.", "Checked against our copy."),
    Field("review.sampling", "The sampling rule.", "Every certificate"),
    Field("review.limits", "Where the house limits come from.", "Grade limits, 6061-T6"),
    Field("lot.id", "The lot.", "AL6-0424-001"),
    Field("lot.material", "What it is.", "Aluminium plate 6061-T6, 12.7 x 305 mm"),
    Field("lot.grade", "Its grade.", "6061-T6"),
    Field("lot.specification", "The specification it is bought to.", "ASTM B209 rev 2021a"),
    Field("lot.supplier", "The supplier.", "Cascade Metals Supply"),
    Field("lot.mill", "Who made it.", "Great Lakes Rolling, Inc."),
    Field("lot.heat", "Heat or maker's lot number on the material.", "61T-49444"),
    Field("lot.quantity", "How much came.", "3660 mm"),
    Field("lot.received", "When.", "17 Apr 2024"),
    Field("lot.certificate", "Type and number of the certificate.", "3.1 MTR-62835"),
    Field("lot.file", "The certificate's file.", "certificates/MTR-62835.pdf"),
    Field("lot.fingerprint", "First digits of that file's SHA-256.", "9f3c22a17b6044d2"),
    Field("compared[].what", "What was compared.", "Heat"),
    Field("compared[].ours", "On the material and the order.", "61T-49444"),
    Field("compared[].theirs", "On the certificate.", "61T-49444"),
    Field("compared[].result", "What came of it.", "Agrees"),
    Field("values[].name", "Element or property.", "Mg"),
    Field("values[].value", "As the certificate says.", "1.03 %"),
    Field("values[].own", "The certificate's own limits.", "0.8 to 1.2 %"),
    Field("values[].own_result", "What came of them.", "Within"),
    Field("values[].house", "The shop's limits.", "0.8 to 1.2 %"),
    Field("values[].house_result", "What came of them.", "Within"),
    Field("values[].note", "What else must be known.", "= 0.0035 %"),
    letterhead.LOGO,
)  # fmt: skip
_FINGERPRINT = 16  # digits of a SHA-256 on paper
_WORDS = {
    Agreement.SAME: "Agrees",
    Agreement.DIFFERENT: "Differs",
    Agreement.UNSURE: "Seen by the reviewer",
    Agreement.NO_REVISION: "Agrees by name; the certificate names no revision",
    Agreement.NOT_COMPARED: "Not compared",
}


_COMPARED_BY_HAND = "the reviewer compared the limits on the paper, which could not be read."
_TO_COMPARE = "limits on the paper could not be read; compare them yourself."


class Review(NamedTuple):
    """One review of one certificate.

    Attributes:
        accepted: the reviewer accepts it.
        remark: what the reviewer saw, where the computer was not sure.
        sampling: the rule by which this certificate was chosen for review.
        fingerprint: SHA-256 of the certificate's file.
        cannot_be: what the certificate states that cannot be, in words.
        limits_unread: the certificate prints limits that could not be read, so that the reviewer compares them.
    """

    receipt: Receipt
    material: Material | None
    compared: Sequence[Compared]
    lines: Sequence[Line]
    reviewer: str
    title: str
    on: date
    accepted: bool
    remark: str
    sampling: str
    fingerprint: str
    cannot_be: Sequence[str] = ()
    limits_unread: bool = False


def verdict(
    lines: Sequence[Line], *, accepted: bool, cannot_be: Sequence[str] = (), limits_unread: bool = False
) -> str:
    """The result in one line, worst first; never that a standard is not met."""
    results = [result for line in lines for result in line.results]
    if cannot_be:
        return f"Not accepted, because it cannot be: {'; '.join(cannot_be)}."
    if any(line.own_result is Result.OUTSIDE for line in lines):
        return "Not accepted: a value is outside the certificate's own limits."
    outside = [line.name for line in lines if line.house_result is Result.OUTSIDE]
    said = "Accepted" if accepted else "Not accepted yet"
    if outside:
        return f"{said}: {', '.join(outside)} outside house limits."
    doubtful = {Result.ROUNDED, Result.OTHER_UNIT, Result.UNKNOWN} & set(results)
    if doubtful:
        return f"{said}: {', '.join(sorted(each.lower() for each in doubtful))}."
    if limits_unread:
        return f"{said}: {_COMPARED_BY_HAND if accepted else _TO_COMPARE}"
    if not any(line.house_result is Result.WITHIN for line in lines):
        own = any(line.own_result is Result.WITHIN for line in lines)
        return f"{said}: {'within its own limits; ' if own else ''}no house limit was there to compare with."
    return f"{said}: every value that has a limit is within it."


def context(review: Review, setting: Callable[[str], str]) -> dict[str, object]:
    """The fields of the card; everything finished text."""
    return {
        **letterhead.context(setting),
        "review": {
            "date": day(review.on),
            "reviewer": review.reviewer,
            "title": review.title,
            "result": _result(review),
            "remark": review.remark,
            "sampling": review.sampling,
            "limits": _limits(review),
        },
        "lot": _lot(review),
        "compared": [
            {"what": c.what, "ours": c.ours, "theirs": c.theirs, "result": _WORDS[c.agreement]}
            for c in review.compared
            if c.theirs or c.agreement is not Agreement.NOT_COMPARED
        ],
        "values": [_value(line) for line in review.lines],
    }


def _result(review: Review) -> str:
    return verdict(
        review.lines,
        accepted=review.accepted,
        cannot_be=review.cannot_be,
        limits_unread=review.limits_unread,
    )


def _limits(review: Review) -> str:
    grade = (review.material and review.material.grade) or ""
    has = any(line.house for line in review.lines)
    return (
        f"The shop's limits for {grade}" if has else f"The shop has no limits for {grade or 'this material'}"
    )


def _lot(review: Review) -> dict[str, str]:
    receipt, material = review.receipt, review.material
    return {
        "id": receipt.lot_id or "",
        "material": (material and material.description) or receipt.material or "",
        "grade": (material and material.grade) or "",
        "specification": with_revision(material.specification, material.spec_revision) if material else "",
        "supplier": receipt.supplier or "",
        "mill": receipt.mill or "",
        "heat": receipt.heat_on_material or "",
        "quantity": quantity(receipt.quantity, receipt.unit),
        "received": day(receipt.received_on),
        "certificate": joined(receipt.certificate_type, receipt.certificate_number),
        "file": receipt.certificate_file or "",
        "fingerprint": review.fingerprint[:_FINGERPRINT],
    }


def _value(line: Line) -> dict[str, str]:
    return {
        "name": line.name,
        "value": line.value,
        "own": line.own,
        "own_result": _said(line.own_result, "own limits"),
        "house": line.house,
        "house_result": _said(line.house_result, "house limits"),
        "note": line.note,
    }


def _said(result: Result, limits: str) -> str:
    if result is Result.OUTSIDE:
        return f"Outside {limits}"
    return "" if result is Result.NO_LIMIT else str(result)
