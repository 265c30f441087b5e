"""How the answer of ``certs`` reads: by what must be done, then lot by lot; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.commands.certificates.case import DONE, Examined
from lotbook.commands.certificates.plan import PROPOSED, agrees_but_is_stopped, stopped_by_a_person
from lotbook.documents.certificate.comparison import Outcome, sentence
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.facts import Facts
from lotbook.domain.json_form import as_json
from lotbook.domain.values import number_text

_TITLES = {
    Outcome.DIFFERS: "REJECTED: THE CERTIFICATE IS NOT FOR THIS DELIVERY",
    Outcome.LOOK: "A PERSON MUST LOOK",
    Outcome.UNREADABLE: "CERTIFICATE UNREADABLE",
    Outcome.MISSING: "CERTIFICATE MISSING",
    Outcome.AGREES: "PROPOSED FOR RELEASE",
    Outcome.NOT_NEEDED: "NO CERTIFICATE NEEDED",
}
_STOPPED = "STOPPED BY A PERSON, THOUGH THE CERTIFICATE AGREES"
_ORDER = (*_TITLES.values(), _STOPPED)


def lines(examined: Sequence[Examined]) -> Iterator[str]:
    """What came out, worst first; each with what to do."""
    groups = [(title, [each for each in examined if _title(each) == title]) for title in _ORDER]
    for title, found in groups:
        if not found:
            continue
        yield f"{title} ({len(found)})"
        for each in found:
            yield from _delivery(each)
        yield ""


def _title(each: Examined) -> str:
    return _STOPPED if agrees_but_is_stopped(each) else _TITLES[each.comparison.outcome]


def _delivery(each: Examined) -> Iterator[str]:
    receipt = each.receipt
    heat = receipt.heat_on_material or receipt.heat_on_certificate or "without a heat"
    held = f", {receipt.status}" if receipt.status in ("Hold", "Released", "Returned") else ""
    yield f"  {each.name}: {receipt.material}, heat {heat}, {each.file or 'no file'}{held}"
    if not receipt.lot_id:
        yield "      It has no Lot ID yet; run: lotbook assign."
    if each.comparison.outcome is Outcome.AGREES:
        same = [c.what for c in each.comparison.compared if c.agreement is Agreement.SAME]
        yield f"      Agrees: {', '.join(same).lower()}."
    if agrees_but_is_stopped(each):
        yield f"      It is {receipt.status}: {receipt.reason or 'no reason is given'}."
        yield "          Leave it so; or, when that is settled, release it with --seen and why."
    for finding in each.findings:
        yield f"      {sentence(finding)} ({finding.code})"
        if finding.severity != "note":
            yield f"          {finding.fix}"


def proposed(examined: Sequence[Examined]) -> list[str]:
    """The lots that a person may release now."""
    return [
        each.receipt.lot_id
        for each in examined
        if each.receipt.lot_id
        and each.comparison.outcome in PROPOSED
        and each.receipt.status not in DONE
        and not stopped_by_a_person(each.receipt)
    ]


def delivery_json(each: Examined) -> dict[str, object]:
    """One delivery in the documented, stable JSON form."""
    receipt, file, facts = each.receipt, each.reading.file, each.reading.facts
    seen = each.sighting
    return {
        "lot": receipt.lot_id,
        "row": receipt.row,
        "supplier": receipt.supplier,
        "material": receipt.material,
        "heat_on_material": receipt.heat_on_material,
        "status": receipt.status,
        "file": each.file,
        "sha256": file.sha256,
        "paper": each.reading.paper,
        "outcome": str(each.comparison.outcome),
        "compared": [
            {"what": c.what, "ours": c.ours, "theirs": c.theirs, "result": str(c.agreement)}
            for c in each.comparison.compared
        ],
        "certificate": facts_json(facts) if facts else None,
        "review": [
            {
                "name": line.name, "value": line.value, "own_limits": line.own, "own_result": str(line.own_result),
                "house_limits": line.house, "house_result": str(line.house_result), "note": line.note,
            }
            for line in each.comparison.values
        ],
        "scan": {"page": seen.page, "read": seen.read, "exact": seen.is_exact} if seen else None,
        "findings": [finding.as_json() for finding in each.findings],
    }  # fmt: skip


def facts_json(facts: Facts) -> dict[str, object]:
    """What a digital certificate says, numbers as printed."""
    return {
        "schema": facts.schema,
        "number": facts.number,
        "dated": facts.dated,
        "type": facts.kind,
        "heats": list(facts.heats),
        "lots": list(facts.lots),
        "grades": list(facts.grades),
        "specifications": [{"name": norm.name, "revision": norm.revision} for norm in facts.norms],
        "orders": list(facts.orders),
        "amounts": [{"value": number_text(each.value), "unit": each.unit} for each in facts.amounts],
        "maker": facts.maker,
        "country": facts.country,
        "values": as_json(facts.values),
        "signed_by": facts.signed_by,
    }
