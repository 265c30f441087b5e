"""A PDF that can tell for itself whether a byte of it was changed: its own SHA-256 stands in it.

The seal is computed over the whole file with zeros in the seal's place. It shows every accidental or clumsy change. It
is no signature: who wants to forge can seal again, so only the register and the journal can tell that a sealed file is
the one that was issued.
"""

from __future__ import annotations

import hashlib
import re

NAME = "LotbookSeal"
EMPTY = "0" * 64
_SEAL = re.compile(rb"/LotbookSeal \(([0-9a-f]{64})\)")


def sealed(content: bytes) -> bytes:
    """The file with its seal filled in; it must hold an empty one (``/LotbookSeal (000...)``) exactly once.

    Raises:
        ValueError: there is no place for the seal, or more than one.
    """
    places = list(_SEAL.finditer(content))
    if len(places) != 1 or places[0][1] != EMPTY.encode():
        raise ValueError("the file has no single empty place for its seal")
    digest = hashlib.sha256(content).hexdigest().encode()
    return content[: places[0].start(1)] + digest + content[places[0].end(1) :]


def before_signing(content: bytes) -> bytes | None:
    """The sealed file inside a signed one, whose signature was added behind it; None when there is none."""
    for end in re.finditer(rb"%%EOF[\r\n]*", content):
        if end.end() < len(content) and is_whole(content[: end.end()]):
            return content[: end.end()]
    return None


def is_whole(content: bytes) -> bool | None:
    """Whether no byte was changed since the file was sealed; None when it has no seal (any more)."""
    places = list(_SEAL.finditer(content))
    if len(places) != 1:
        return None
    start, end = places[0].span(1)
    blank = content[:start] + EMPTY.encode() + content[end:]
    return hashlib.sha256(blank).hexdigest().encode() == places[0][1]
