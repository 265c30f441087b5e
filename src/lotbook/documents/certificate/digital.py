"""Reads the identifying texts of a digital certificate: EN 10168, Digital Material Passport, CoA.

Only fields that name something are taken (heat, lot, batch, certificate, order): a heat of 16 must not be found in
"16 pieces".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lotbook.documents.certificate.pdf import Pages

# EN 10168: A03 certificate, A07 order, A08 works order, A09 article, B06 marking, B07 lot, C00 heat.
_NAMES = re.compile(
    r"(?:A03|A0[789]|B0[67]|C00|Id|.*(?:Heat|Batch|Lot|Charge|Cast|Melt|Serial).*|.*Number)\Z"
)
_CERTIFICATES = frozenset({"Certificate", "DigitalMaterialPassport", "RefSchemaUrl"})
_LONGEST = 200  # characters; longer texts are pictures or prose


def read(content: bytes) -> Pages:
    """The identifying texts, one ``name: value`` a line."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Pages(0, "", "is damaged: it starts like a digital certificate but cannot be read.")
    if not isinstance(data, dict) or not _CERTIFICATES & data.keys():
        return Pages(0, "", "holds data, but no digital certificate that Lotbook knows.")
    return Pages(1, "\n".join(lines(data)), digital=(content,))


def lines(data: object) -> Iterator[str]:
    """``name: value`` of every identifying field, in the order of the file."""
    waiting: list[tuple[str, object]] = [("", data)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(str(inner), value[inner]) for inner in reversed(value)]
        elif isinstance(value, list):
            waiting += [(name, item) for item in reversed(value)]
        elif isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value)
            if _NAMES.match(name) and text and len(text) <= _LONGEST:
                yield f"{name}: {text}"
