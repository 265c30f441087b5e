"""What changed and why: a certificate that is issued again, compared field by field with the one it replaces.

Both are compared as they were frozen when they were issued, so nothing is told from memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.package import manifest
from lotbook.documents.package.printed import LATER
from lotbook.documents.papers import heading
from lotbook.documents.template.fields import Field

TEMPLATE = "changes.docx"
TITLE = "What changed and why"
FIELDS = (
    *heading.FIELDS,
    *heading.PICTURES,
    Field("former.name", "The certificate and revision that is replaced.", "COC-0042 revision A"),
    Field("former.signed_by", "Who signed it.", "Ann Miller"),
    Field("changes[].what", "What is different.", "Lot AL6-0424-001: heat"),
    Field("changes[].before", "How it was; empty where it was not there.", "H83-O17"),
    Field("changes[].now", "How it is; empty where it is not there any more.", "H83-017"),
    Field("unknown", "Why nothing could be compared; empty when it could.", ""),
)
_IDENTIFIED_BY = ("characteristic", "shipment", "run", "lot", "piece", "ncr", "process", "source")
_WORDS = {
    "customer_po": "purchase order", "po_line": "PO line", "sha256": "file", "certificate_sha256": "certificate's file",
    "ncr": "nonconformance", "described_as": "material's description", "bought_on": "our purchase order",
    "their_part_number": "customer's part number", "ordered": "quantity ordered", "issuer": "company", "drawn": "drawing's words",
    "issuer_address": "company's address", "issuer_phone": "company's phone", "issuer_email": "company's e-mail",
    "place": "place of issue", "reports": "nonconformances", "gaps": "what could not be resolved", "made": "quantity made",
    "scrapped": "quantity scrapped", "delivered": "quantity delivered",
}  # fmt: skip
_PRINTED = "printed"
_LONG = 64  # digits of a SHA-256; on paper the first ones tell files apart
_SHOWN = 16


class Change(NamedTuple):
    """One difference: what, how it was and how it is; an empty text where it was, or is, not there."""

    what: str
    before: str
    now: str


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Every difference between two frozen chains, in the order of the certificate; rows are found by their IDs.

    >>> changes({"customer_po": "88", "lots": [{"lot": "A", "heat": "1"}]}, {"customer_po": "89", "lots": []})
    [Change(what='Purchase order', before='88', now='89'), Change(what='Lot A', before='on the certificate', now='')]
    """
    return list(_between(before, now, ""))


def _between(before: Mapping[str, Any], now: Mapping[str, Any], within: str) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *now)):
        old, new = before.get(name), now.get(name)
        not_kept = (name == _PRINTED and not (old and new)) or (
            name in LATER and (old is None or new is None)
        )
        if old == new or not_kept:
            continue  # what an older certificate printed besides was not kept, so it cannot be compared
        if name == _PRINTED:
            yield from _between(before[name], now[name], within)
        elif _is_rows(old) or _is_rows(new):
            yield from _rows(old or [], new or [], within)
        else:
            word = _WORDS.get(name, name.replace("_", " "))
            what = f"{within}: {word}" if within else f"{word[0].upper()}{word[1:]}"
            yield Change(what, _shown(old), _shown(new))


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _rows(
    before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], within: str
) -> Iterator[Change]:
    old, new = _by_name(before), _by_name(now)
    for name in dict.fromkeys((*old, *new)):
        what = f"{within}, {name[0].lower()}{name[1:]}" if within else name
        if name not in new:
            yield Change(what, "on the certificate", "")
        elif name not in old:
            yield Change(what, "", "on the certificate")
        else:
            yield from _between(old[name], new[name], what)


def _by_name(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Rows by what people call them; a second one of the same name gets its number."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        field = next((each for each in _IDENTIFIED_BY if row.get(each)), "")
        word = _WORDS.get(field, field)
        name = f"{word[:1].upper()}{word[1:]} {row.get(field, '')}".strip() or "Row"
        number = 2
        while name in found:
            name = f"{name.removesuffix(f' ({number - 1})')} ({number})"
            number += 1
        found[name] = row
    return found


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    text = "" if value is None else str(value)
    return text[:_SHOWN] if len(text) == _LONG and set(text) <= set("0123456789abcdef") else text


def since(
    former: Mapping[str, Any], frozen: Frozen, head: CertificateHead, fingerprints: Mapping[str, str]
) -> list[Change]:
    """Everything that a certificate says otherwise than the one it replaces, who signs it among that.

    Args:
        former: the manifest of the one it replaces.
        frozen: the chain as it is now.
        head: the new certificate's.
        fingerprints: SHA-256 of certificate files, by what their cell says.
    """
    signed = former["certificate"]
    found = changes(former["chain"], manifest.chain(frozen, fingerprints))
    for what, field, now in (
        ("Signed by", "signed_by", head.signer),
        ("Title of the signer", "title", head.title),
    ):
        before = signed.get(field)
        if before is not None and before != now:  # an older certificate may not have kept it
            found.append(Change(what, str(before), now))
    return found


def context(
    frozen: Frozen, head: CertificateHead, former: Mapping[str, Any], fingerprints: Mapping[str, str]
) -> dict[str, object]:
    """The fields of the page; everything is finished text, lists of it or mappings of it.

    Args:
        frozen: the chain as it is now.
        head: the new certificate's.
        former: the manifest of the one it replaces; empty when its files are not there any more.
        fingerprints: SHA-256 of certificate files, by what their cell says.
    """
    found = since(former, frozen, head, fingerprints) if former else []
    signed = str(former["certificate"].get("signed_by", "")) if former else ""
    return {
        **heading.context(frozen, head),
        "former": {"name": head.supersedes, "signed_by": signed},
        "changes": [change._asdict() for change in found],
        "unknown": ""
        if former
        else f"The files of {head.supersedes} are not there, so nothing could be compared.",
    }
