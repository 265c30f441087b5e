"""The place of a signature in its PDF, which no signature can cover: nothing stands there but the signature and zeros.

A PDF signature leaves out the place where it stands (ISO 32000-2, 12.8.1): its hexadecimal digits, then zeros up to the end
of the room that was kept for them. Of the digits, those of the signer's certificate and of what was signed are protected by
the signature itself; the certificates of authorities that travel with it are for whoever wants to follow them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def as_written(content: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the place of a signature holds its digits, all large or all small, and behind them zeros alone."""
    from asn1crypto.cms import ContentInfo

    start, length, end = (int(signature.byte_range[number]) for number in range(3))
    place = content[start + length : end]
    plain = ContentInfo.load(bytes(signature.pkcs7_content)).dump().hex()
    zeros = b"0" * (len(place) - len(plain) - 2)
    return place in {b"<%b%b>" % (digits.encode(), zeros) for digits in (plain, plain.upper())}
