"""What checking certificates changes: Rejected with its reason, cells the certificate fills, links, kept copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lotbook.commands.certificates.case import Examined
from lotbook.commands.issuing.released_by_hand import OURS
from lotbook.documents.certificate.comparison import Outcome
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.heat import OF_THE_ROW
from lotbook.domain.edits import Edit, Link, Plan
from lotbook.domain.identifiers import same
from lotbook.domain.values import Value
from lotbook.tables.lists import CERTIFICATE_TYPES
from lotbook.tables.receiving import Receipt

_LONGEST = 250  # characters of a reason; a cell is no letter
_MAY_CHANGE = (None, "Quarantine")


def plan(examined: Sequence[Examined], files: Mapping[int, str]) -> Plan:
    """The edits of one check run.

    Args:
        examined: the deliveries that were compared.
        files: row -> what Certificate file shall say, for files that were newly kept.
    """
    edits = [edit for each in examined for edit in _edits(each, files)]
    links = tuple(
        Link("Receiving", each.receipt.row, "Certificate file", files[each.receipt.row])
        for each in examined
        if each.receipt.row in files
    )
    return Plan(
        "certs",
        summary(examined),
        edits=tuple(edits),
        links=links,
        details={"certificates": [_told(each) for each in examined if each.reading.is_there]},
    )


def summary(examined: Sequence[Examined]) -> str:
    """One sentence: how many deliveries came out how."""
    total = len(examined)
    if not total:
        return "No delivery waits for release."
    words = [
        _STOPPED if agrees_but_is_stopped(each) else _WORDS[each.comparison.outcome] for each in examined
    ]
    parts = [f"{words.count(word)} {word}" for word in (*_WORDS.values(), _STOPPED) if word in words]
    return f"{total} {'delivery' if total == 1 else 'deliveries'} compared: {', '.join(parts)}."


def stopped_by_a_person(receipt: Receipt) -> bool:
    """Whether a person put the delivery on Hold or rejected it, so that its certificate alone does not release it."""
    ours = (receipt.reason or "").startswith(OURS)
    return receipt.status == "Hold" or (receipt.status == "Rejected" and not ours)


def agrees_but_is_stopped(each: Examined) -> bool:
    """Whether nothing is wrong with the certificate, and a person stopped the delivery for another reason."""
    return each.comparison.outcome in PROPOSED and stopped_by_a_person(each.receipt)


PROPOSED = (Outcome.AGREES, Outcome.NOT_NEEDED)  # what a person may release without saying what they saw
_STOPPED = "stopped by a person though the certificate agrees"


_WORDS = {
    Outcome.AGREES: "proposed for release",
    Outcome.LOOK: "for a person to look at",
    Outcome.DIFFERS: "rejected",
    Outcome.UNREADABLE: "with an unreadable certificate",
    Outcome.MISSING: "without a certificate",
    Outcome.NOT_NEEDED: "without need of a certificate",
}


def _told(each: Examined) -> dict[str, str]:
    """What the journal keeps of one certificate."""
    return {
        "lot": each.receipt.lot_id or "",
        "file": each.file,
        "sha256": each.reading.file.sha256,
        "outcome": str(each.comparison.outcome),
    }


def newly_rejected(each: Examined) -> bool:
    """Whether this run rejects the delivery, or rejects it for another reason than before."""
    receipt = each.receipt
    if each.comparison.outcome is not Outcome.DIFFERS:
        return False
    return receipt.status in _MAY_CHANGE or (_is_ours(each) and receipt.reason != reason(each))


def reason(each: Examined) -> str:
    """The reason that stands in the row: every fault, as far as there is room."""
    text = OURS + " ".join(each.comparison.faults)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _is_ours(each: Examined) -> bool:
    return each.receipt.status == "Rejected" and (each.receipt.reason or "").startswith(OURS)


def _was_mistyped(each: Examined) -> bool:
    """Whether it was rejected for the two heats in its row, which are the same now; there is no file to say more."""
    no_file = each.comparison.outcome in (Outcome.MISSING, Outcome.UNREADABLE)
    return no_file and OF_THE_ROW in (each.receipt.reason or "")


def _edits(each: Examined, files: Mapping[int, str]) -> Iterator[Edit]:
    receipt, outcome = each.receipt, each.comparison.outcome
    if newly_rejected(each):
        yield from _changed(each, "Status", receipt.status, "Rejected")
        yield from _changed(each, "Reason", receipt.reason, reason(each))
    elif _is_ours(each) and (outcome in (Outcome.AGREES, Outcome.LOOK) or _was_mistyped(each)):
        yield from _changed(each, "Status", receipt.status, "Quarantine")
        yield from _changed(each, "Reason", receipt.reason, None)
    if outcome in (Outcome.AGREES, Outcome.LOOK):
        yield from _filled(each)
    file = files.get(receipt.row, each.file)
    if file and file != receipt.certificate_file:
        yield from _changed(each, "Certificate file", receipt.certificate_file, file)


def _filled(each: Examined) -> Iterator[Edit]:
    """Empty cells that the certificate answers; what somebody typed is never changed."""
    receipt, facts = each.receipt, each.reading.facts
    if facts is None:
        if receipt.heat_on_certificate is None and _names_heat(each):
            yield from _changed(each, "Heat on certificate", None, receipt.heat_on_material)
        return
    heat = next((name for name in facts.identities if same(name, receipt.heat_on_material)), None)
    kind = facts.kind if facts.kind in CERTIFICATE_TYPES else None
    for column, old, new in (
        ("Heat on certificate", receipt.heat_on_certificate, heat),
        ("Certificate number", receipt.certificate_number, facts.number or None),
        ("Certificate type", receipt.certificate_type, kind),
        ("Mill", receipt.mill, facts.maker or None),
    ):
        if old is None and new:
            yield from _changed(each, column, old, new)


def _names_heat(each: Examined) -> bool:
    """Whether the certificate's text names the heat beyond doubt."""
    heat = next((c for c in each.comparison.compared if c.what == "Heat"), None)
    return heat is not None and heat.agreement is Agreement.SAME


def _changed(each: Examined, column: str, old: Value, new: Value) -> Iterable[Edit]:
    if old != new:
        yield Edit("Receiving", each.receipt.row, column, old, new, each.name)
