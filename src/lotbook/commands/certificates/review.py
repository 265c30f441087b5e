"""The review of a certificate's values: who compared them with which limits, when, by which rule, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lotbook.checks.shop import Shop, at
from lotbook.commands.certificates.case import Examined
from lotbook.commands.certificates.people import REVIEWS, refusal
from lotbook.commands.certificates.release import Decision
from lotbook.compliance.review import Line, Result, impossible
from lotbook.documents.certificate.comparison import sentence
from lotbook.documents.certificate.findings import NOT_REVIEWED, VALUE_IMPOSSIBLE, VALUE_OUTSIDE_OWN
from lotbook.documents.file_names import file_name
from lotbook.documents.papers import letterhead, review_card
from lotbook.domain.edits import Append, Edit, Plan
from lotbook.domain.findings import Finding
from lotbook.domain.values import Value

FOLDER = "reviews"
EVERY = "Every certificate"
_NEVER_ACCEPTED = frozenset({VALUE_IMPOSSIBLE.code, VALUE_OUTSIDE_OWN.code})
_DOUBTFUL = frozenset({Result.OUTSIDE, Result.ROUNDED, Result.OTHER_UNIT, Result.UNKNOWN})


def against(shop: Shop, each: Examined, decision: Decision) -> tuple[str, ...]:
    """What stands against recording the review, one sentence each; the card is made all the same."""
    return tuple(_against(shop, each, decision))


def _against(shop: Shop, each: Examined, decision: Decision) -> Iterator[str]:
    lines = each.comparison.values
    if not each.receipt.lot_id:
        yield "It has no Lot ID yet; run: lotbook assign."
    untrained = refusal(shop, decision.who, REVIEWS, decision.on)
    if untrained:
        yield untrained
    if not each.comparison.delivery.values:
        yield "There are no values to review; type them from the certificate into Chemistry."
    wrong = [sentence(finding) for finding in each.findings if finding.code in _NEVER_ACCEPTED]
    if wrong:
        yield " ".join(wrong)
    elif each.comparison.delivery.limits_are_unread and not decision.seen:
        yield "Limits on the paper could not be read; compare them yourself, then write --seen and what came of it."
    elif each.comparison.delivery.values_are_read and not decision.seen:
        yield "The values were read out of the text; compare each with the paper, then write --seen and that you did."
    elif _doubtful(lines) and not decision.seen:
        yield f"{' '.join(_doubtful(lines))} Write --seen and why it is accepted."


def _doubtful(lines: Sequence[Line]) -> list[str]:
    """What needs the reviewer's own words."""
    said = []
    for line in lines:
        if line.house_result is Result.OUTSIDE:
            said.append(f"{line.name} {line.value} is outside house limits ({line.house}).")
        elif line.is_left_out:
            said.append(f"{line.name} is not reported ({line.house} asked for).")
        elif _DOUBTFUL & set(line.results):
            said.append(f"{line.name} {line.value} cannot be judged by itself ({line.house or line.own}).")
    return said


def refused(each: Examined, sentences: Sequence[str]) -> tuple[Finding, ...]:
    """What stands against a review, as findings."""
    place = at(each.receipt, "reviewed_by")
    return tuple(NOT_REVIEWED.at(place, f"{each.name}: {text}") for text in sentences)


def plan(reviewed: Sequence[Examined], decision: Decision, sampling: str) -> Plan:
    """Reviewed by and on in the rows; the values on Chemistry where nobody entered any yet."""
    edits = [edit for each in reviewed for edit in _stamped(each, decision)]
    appends = [row for each in reviewed for row in _values(each)]
    return Plan(
        "certs",
        f"Values of {', '.join(each.name for each in reviewed)} reviewed by {decision.who.name}.",
        edits=tuple(edits),
        appends=tuple(appends),
        details={
            "reviewed": {
                each.name: review_card.verdict(
                    each.comparison.values,
                    accepted=True,
                    limits_unread=each.comparison.delivery.limits_are_unread,
                )
                for each in reviewed
            },
            "reviewed_by": decision.who.name or "",
            "sampling": sampling,
            "seen": decision.seen,
        },
    )


def _stamped(each: Examined, decision: Decision) -> Iterator[Edit]:
    receipt = each.receipt
    for column, old, new in (
        ("Reviewed by", receipt.reviewed_by, decision.who.name),
        ("Reviewed on", receipt.reviewed_on, decision.on),
    ):
        if old != new:
            yield Edit("Receiving", receipt.row, column, old, new, each.name)


def _values(each: Examined) -> Iterator[Append]:
    delivery = each.comparison.delivery
    if delivery.typed:
        return
    facts = delivery.reading.facts
    source = (facts and facts.number) or each.receipt.certificate_number or each.file
    seen: Counter[str] = Counter()
    for value in delivery.values:
        if value.value is None:
            continue
        name = value.element or value.name
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name} ({seen[name]})"  # ladle and product, or two specimens
        row: dict[str, Value] = {
            "Lot ID": each.receipt.lot_id,
            "Element or property": name,
            "Value": value.value,
            "Unit": value.unit or "-",
            "Minimum": value.minimum,
            "Maximum": value.maximum,
            "Source": source,
        }
        filled = {header: cell for header, cell in row.items() if cell is not None}
        yield Append("Chemistry", filled, f"{each.receipt.lot_id} {name}")


def card(
    shop: Shop, each: Examined, decision: Decision, sampling: str, *, accepted: bool, folder: Path
) -> Path:
    """Writes the review card beside the workbook; an earlier card of the lot is kept.

    Raises:
        TemplateError: the shop's template has mistakes.
        ReadOnlyError: the folder cannot be written.
    """
    from lotbook.documents.template.render import render

    delivery, setting = each.comparison.delivery, shop.records.setting
    review = review_card.Review(
        each.receipt, delivery.material, each.comparison.compared, each.comparison.values,
        reviewer=decision.who.name or "", title=decision.who.title or "", on=decision.on,
        accepted=accepted, remark=decision.seen, sampling=sampling, fingerprint=each.reading.file.sha256,
        cannot_be=impossible(delivery.values), limits_unread=delivery.limits_are_unread,
    )  # fmt: skip
    out = free(folder / FOLDER / f"{file_name(f'{each.name} review')}.docx")
    template = letterhead.template(review_card.TEMPLATE, setting, folder)
    pictures = letterhead.pictures(setting, folder)
    render(template, review_card.context(review, setting), out, pictures=pictures, paper=setting("Paper"))
    return out


def free(path: Path) -> Path:
    """The path itself, or with the next number behind it where there is such a file already."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found
