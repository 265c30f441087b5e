"""What stands in the codes on our labels: data identifiers of ANSI MH10.8.2, so any scanner in the trade reads them.

``1TACR-0923-01|PACR|Q20`` says: supplier's trace number (lot, batch, heat) ACR-0923-01, part or material ACR, quantity
20. Fields are parted by a bar, because scanners that type like a keyboard lose control characters. The envelope of
ISO/IEC 15434 (``[)>``, record and group separators), which others print, is read, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# Field -> data identifier (ANSI MH10.8.2, categories 14 to 17, 19 and 20; edition of 2021).
IDENTIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "lot": "1T",
        "part": "P",
        "revision": "2P",
        "quantity": "Q",
        "order": "K",
        "serial": "S",
        "supplier": "V",
    }
)
_FIELDS = {code: field for field, code in IDENTIFIERS.items()}
_PREFIX = re.compile(r"\A(1T|2P|P|Q|K|S|V)(?=.)")
_SEPARATORS = re.compile(r"[|\x1d\x1e\x04]")
_ENVELOPE = re.compile(r"\A\[\)>\x1e?06\x1d?")


def encode(fields: Mapping[str, str | None]) -> str:
    """The text of a code; empty fields are left out, a bar inside a value becomes a slash.

    >>> encode({"lot": "ACR-0923-01", "part": "ACR", "quantity": "20"})
    '1TACR-0923-01|PACR|Q20'
    """
    return "|".join(
        f"{code}{value.replace('|', '/').strip()}"
        for field, code in IDENTIFIERS.items()
        if (value := fields.get(field)) and value.strip()
    )


def parse(scanned: str) -> dict[str, str]:
    """The fields of a scanned code; empty when it is none of ours or of this kind.

    >>> parse("1TACR-0923-01|Q20")
    {'lot': 'ACR-0923-01', 'quantity': '20'}
    """
    text = _ENVELOPE.sub("", scanned.strip(" \t\r\n"))
    found: dict[str, str] = {}
    for part in filter(None, _SEPARATORS.split(text)):
        prefix = _PREFIX.match(part)
        if prefix is None or _FIELDS[prefix[1]] in found:
            return {}
        found[_FIELDS[prefix[1]]] = part[prefix.end() :]
    return found
