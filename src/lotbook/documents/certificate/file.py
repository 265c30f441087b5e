"""Reads a supplier's certificate file as far as a machine safely can: its fingerprint, its pages, its text.

Whatever is wrong with the file is told as a sentence, never raised: the file came from outside and a person decides.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.certificate import digital as certificate_json
from lotbook.documents.certificate import pdf as certificate_pdf
from lotbook.documents.certificate.layout import Row
from lotbook.documents.certificate.pdf import Pages
from lotbook.documents.template import picture
from lotbook.domain.identifiers import key

_LARGEST = 100_000_000  # bytes
_WORD_SHOWS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_PICTURES = (*_WORD_SHOWS, b"RIFF")
_BROKEN = re.compile(
    r"(?:[\x02\ufffe\u00ad]|(?<=-))[ \t]*\r?\n[ \t]*"
)  # where a reader of PDFs met a hyphen at a line's end
_SOFT = "\x02"


class CertificateText(NamedTuple):
    """What a certificate file holds.

    Attributes:
        sha256: fingerprint of the file's bytes; empty when there is no file.
        pages: how many pages; 0 when it has none or they cannot be counted.
        text: all text that was found, page after page.
        problem: why a person must look at it, as one sentence; empty when the text is whole.
        pages_without_text: pages that are pictures, counted from 1.
        is_picture: it is a whole picture of a kind that Word can show, such as a signature.
        digital: the data of digital certificates in it, as it stands in the file.
        size: of the file, in bytes.
        rows: lines of a PDF that names limits, its words with their places; empty for anything else.
        faults: why a person could hardly read it, such as a coarse scan; empty where nothing is wrong.
    """

    sha256: str
    pages: int
    text: str
    problem: str = ""
    pages_without_text: tuple[int, ...] = ()
    is_picture: bool = False
    digital: tuple[bytes, ...] = ()
    size: int = 0
    rows: tuple[Row, ...] = ()
    faults: str = ""

    def contains(self, identifier: str) -> bool:
        """Whether the text names this heat, lot or other number as a whole, also when it is broken at a hyphen.

        Compared as identifiers are: one kind of dash, nothing invisible, no case. ``123`` is neither in ``91234`` nor
        in ``123-4``; a look-alike (O for 0) is never the same.
        """
        return contains(self.text, identifier)


def contains(text: str, identifier: str) -> bool:
    """Whether a text names an identifier as a whole; see ``CertificateText.contains``."""
    wanted = key(identifier)
    if not wanted:
        return False
    pattern = "".join(_SOUGHT.get(mark, re.escape(mark) + f"{_SOFT}?") for mark in wanted)
    return re.search(rf"(?<!\w)(?<!\w[-._]){pattern}(?!\w|[-._]\w)", _compared(text)) is not None


_SOUGHT = {" ": r"\s+", "-": f"(?:-{_SOFT}?|{_SOFT})"}


@lru_cache(maxsize=8)
def _compared(text: str) -> str:
    """A text in the form identifiers are compared in, line by line."""
    return "\n".join(
        _SOFT.join(map(key, line.split(_SOFT))) for line in _BROKEN.sub(_SOFT, text).splitlines()
    )


def read(path: Path) -> CertificateText:
    """Reads one certificate file: PDF, digital certificate (JSON) or plain text; never raises for what it is or holds."""
    try:
        if path.is_dir():
            return CertificateText("", 0, "", f"{path.name} is a folder, not a file.")
        if path.stat().st_size > _LARGEST:
            return CertificateText("", 0, "", f"{path.name} is larger than {_LARGEST // 1_000_000} MB.")
        content = path.read_bytes()
    except FileNotFoundError:
        return CertificateText("", 0, "", f"{path.name} is not there.")
    except (OSError, ValueError) as error:
        return CertificateText("", 0, "", f"{path.name} cannot be opened: {error}.")
    found = _pages(path, content)
    problem = f"{path.name} {found.problem}" if found.problem else ""
    fingerprint = hashlib.sha256(content).hexdigest()
    is_picture = content.startswith(_WORD_SHOWS) and picture.size(content) is not None
    return CertificateText(
        fingerprint,
        found.pages,
        found.text,
        problem,
        found.without_text,
        is_picture,
        found.digital,
        len(content),
        found.rows,
        found.faults,
    )


def _pages(path: Path, content: bytes) -> Pages:
    """What a file holds, told apart by its content; its name may lie."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content:
        return Pages(0, "", "is empty.")
    if b"%PDF-" in content[:1024]:
        return certificate_pdf.read(path, content)
    if start.startswith(_PICTURES):
        return Pages(1, "", "is a picture; a person must compare it with the material.", (1,))
    if start.startswith((b"{", b"[")):
        return certificate_json.read(content)
    if re.match(rb"<(!doctype html|html|head|\?xml[^>]*>\s*<(!doctype )?html)", start, re.IGNORECASE):
        return Pages(0, "", "is a web page, not a certificate; the download went wrong, so fetch it again.")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Pages(0, "", "is a Word, Excel or zip file; ask the supplier for a PDF.")
    return _plain_text(content)


def _plain_text(content: bytes) -> Pages:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Pages(0, "", "is damaged, or no kind of file a certificate comes in.")
    if sum(not (mark.isprintable() or mark.isspace()) for mark in text) * 50 > len(text):
        return Pages(0, "", "is damaged, or no kind of file a certificate comes in.")
    return Pages(1, text)
