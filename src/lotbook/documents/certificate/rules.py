"""The single comparisons of a certificate with its delivery, except the heat: each looks at one thing only."""

from __future__ import annotations

from lotbook.checks.receiving import serves
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.delivery import Agreement, Compared, Delivery
from lotbook.documents.certificate.facts import Norm
from lotbook.documents.certificate.heat import listed
from lotbook.documents.certificate.words import (
    named_with,
    norm_key,
    norm_of,
    same_revision,
    signed,
    types_in,
)
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import same
from lotbook.tables.lists import CERTIFICATE_TYPES

_NOT_KEPT = ("Rejected", "Returned")


def compare_type(delivery: Delivery) -> Compared:
    """The type the certificate calls itself against the row's and against what the material needs (EN 10204)."""
    facts, typed, needed = delivery.reading.facts, delivery.receipt.certificate_type or "", delivery.needed
    said = ((facts.kind,) if facts.kind else ()) if facts else types_in(delivery.reading.file.text)
    family = delivery.material.family if delivery.material else None
    best, name = next(iter(said), typed), delivery.receipt.material
    if needed and best and not serves(best, needed, family=family):
        finding = delivery.found(
            kinds.TYPE_TOO_WEAK, "certificate_type", f"the certificate is a {best}; {name} needs a {needed}."
        )
        return Compared("Certificate type", needed, best, Agreement.DIFFERENT, finding)
    doubt, theirs = "", listed(said)
    if needed and needed not in CERTIFICATE_TYPES:
        doubt = f"by the sheet Materials {name} needs a {needed}, which is no type that Lotbook knows."
    elif needed and sum(each[0].isdigit() for each in said) > 1:
        theirs = listed([each for each in said if each[0].isdigit()])
        doubt = f"the certificate speaks of {theirs}; see which one it is."
    elif typed and said and typed not in said and not _same_worth(typed, said):
        doubt = f"the row says {typed}, the certificate {theirs}."
    if doubt:
        finding = delivery.found(kinds.TYPE_DIFFERS, "certificate_type", doubt)
        return Compared("Certificate type", needed or typed, listed(said), Agreement.UNSURE, finding)
    agreement = Agreement.SAME if said else Agreement.NOT_COMPARED
    return Compared("Certificate type", needed or typed, listed(said), agreement)


def _same_worth(typed: str, said: tuple[str, ...]) -> bool:
    return any(
        serves(each, typed, family=None) and serves(typed, each, family=None) for each in said
    ) or typed in ("CofC", "CoA")


def compare_specification(delivery: Delivery) -> Compared:
    """The specification and its revision."""
    material = delivery.material
    wanted = norm_of((material.specification if material else None) or "")
    revision = wanted.revision or (material.spec_revision if material else None) or ""
    facts, printed = delivery.reading.facts, delivery.reading.printed
    if not wanted.name or not ((facts and facts.norms) or printed):
        return Compared("Specification", _norm_text(wanted.name, revision), "", Agreement.NOT_COMPARED)
    ours = _norm_text(wanted.name, revision)
    listed_norms = facts.norms if facts else ()
    found = next((n for n in listed_norms if norm_key(n.name) == norm_key(wanted.name)), None)
    if found is None and printed:
        is_named, issue = named_with(printed, wanted.name)
        found = Norm(wanted.name, issue) if is_named else None
    if found is None:
        theirs = listed([_norm_text(*norm) for norm in listed_norms])
        said = f"asked for was {ours}; the certificate {f'names {theirs}' if theirs else 'does not name it'}."
        return _look(
            "Specification", ours, theirs, delivery.found(kinds.SPECIFICATION_UNSURE, "material", said)
        )
    theirs = _norm_text(found.name, found.revision)
    if revision and found.revision and not same_revision(revision, found.revision):
        said = f"asked for was {ours}, the certificate says {theirs}."
        return _look(
            "Specification", ours, theirs, delivery.found(kinds.SPECIFICATION_UNSURE, "material", said)
        )
    unnamed = revision and not found.revision
    return Compared("Specification", ours, theirs, Agreement.NO_REVISION if unnamed else Agreement.SAME)


def _norm_text(name: str, revision: str) -> str:
    return f"{name} ({revision})" if name and revision else name


def compare_order(delivery: Delivery) -> Compared:
    """Our purchase order; only a maker who sells to us himself must name it."""
    ours, facts = delivery.receipt.purchase_order or "", delivery.reading.facts
    if not ours:
        return Compared("Purchase order", "", "", Agreement.NOT_COMPARED)
    theirs = facts.orders if facts else ()
    if any(same(ours, each) for each in theirs) or delivery.reading.file.contains(ours):
        return Compared("Purchase order", ours, ours, Agreement.SAME)
    if not theirs:
        return Compared("Purchase order", ours, "", Agreement.NOT_COMPARED)
    said = f"our order is {ours}, the certificate names {listed(theirs)}."
    if facts and same(facts.maker, delivery.receipt.supplier):
        doubt = delivery.found(kinds.ORDER_OF_MAKER, "purchase_order", said)
        return _look("Purchase order", ours, listed(theirs), doubt)
    finding = delivery.found(kinds.ORDER_DIFFERS, "purchase_order", said)
    return Compared("Purchase order", ours, listed(theirs), Agreement.NOT_COMPARED, finding)


def compare_signature(delivery: Delivery) -> Compared:
    """A certificate of conformity for plastics and composites names who of the maker's quality answers for it."""
    reading = delivery.reading
    if delivery.is_metal or not reading.is_whole:
        return Compared("Signature", "", "", Agreement.NOT_COMPARED)
    who = reading.facts.signed_by if reading.facts else ""
    if who or signed(reading.printed):
        return Compared("Signature", "Quality", who or "found", Agreement.SAME)
    said = "nobody of the maker's quality department stands on the certificate."
    return _look("Signature", "Quality", "", delivery.found(kinds.UNSIGNED, "certificate_file", said))


def compare_custody(delivery: Delivery) -> Compared:
    """Every document from the maker to us carries the identical number."""
    tag = delivery.receipt.heat_on_material
    carried = [each for each in delivery.transfers if each.heat_on_document]
    if not tag or not carried:
        return Compared("Custody", tag or "", "", Agreement.NOT_COMPARED)
    wrong = next((each for each in carried if not same(each.heat_on_document, tag)), None)
    if wrong is None:
        return Compared("Custody", tag, f"{len(carried)} documents", Agreement.SAME)
    slip = f"{wrong.document or 'a document'} from {wrong.source} to {wrong.target}"
    said = f"the material is marked {tag}, but {slip} names {wrong.heat_on_document}."
    finding = delivery.found(kinds.CUSTODY_DIFFERS, "heat_on_material", said)
    return Compared("Custody", tag, wrong.heat_on_document or "", Agreement.DIFFERENT, finding)


def _look(what: str, ours: str, theirs: str, doubt: Finding) -> Compared:
    return Compared(what, ours, theirs, Agreement.UNSURE, doubt)
