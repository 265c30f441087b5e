"""Reads the text of a PDF that came from outside, within bounds: pages, time, unpacked size."""

from __future__ import annotations

import io
import json
import re
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.certificate.cells import LIMIT_WORD
from lotbook.documents.certificate.layout import Row, rows_of_page, rows_of_text
from lotbook.documents.certificate.legible import Look, faults, look

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES = 1000
_LONGEST_SECONDS = 20.0
_LARGEST_UNPACKED = 1_000_000_000  # bytes of all streams together
_STEP = 1 << 20
_FEWEST_LETTERS = 12  # a page with less text than this is a picture with a stamp on it
_EMBEDDED = ".json"  # a digital certificate inside its PDF, mostly called dmp.json
_LARGEST_EMBEDDED = 20_000_000
_BLANK = "is damaged: its pages show nothing; ask the supplier to send it again."
_STREAM = re.compile(rb"stream\r?\n")
_TWICE_PACKED = re.compile(rb"/FlateDecode\s*/FlateDecode|/Fl\s*/Fl\b")


class Pages(NamedTuple):
    """Pages of a certificate: how many, their text, what is wrong, which are pictures (from 1), the data it carries.

    ``rows`` are its lines, each word with its place on pages that name limits; empty where no page does. ``faults`` says
    why a person could hardly read it, though it opens.
    """

    pages: int
    text: str
    problem: str = ""
    without_text: tuple[int, ...] = ()
    digital: tuple[bytes, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: str = ""


def read(path: Path, content: bytes) -> Pages:
    """The text of every page, and of a digital certificate inside the PDF."""
    import pypdfium2 as pdfium

    if _unpacks_too_far(content):
        return Pages(0, "", "was refused: unpacked it would be far larger than any certificate.")
    try:
        with pdfium.PdfDocument(path) as opened:
            return _text(opened)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            return Pages(0, "", "is protected by a password; ask the supplier for one that opens.")
    return _repaired(content)


class _Page(NamedTuple):
    """One page: its text, its lines, whether it names limits, how it looks."""

    text: str
    rows: tuple[Row, ...]
    names_limits: bool
    look: Look


def _text(opened: PdfDocument) -> Pages:
    count, pages, digital = len(opened), list(_pages(opened)), tuple(_embedded(opened))
    if pages and not digital and all(page.look.is_blank for page in pages):
        return Pages(0, "", _BLANK)
    bare = tuple(
        number
        for number, page in enumerate(pages, 1)
        if sum(mark.isalnum() for mark in page.text) < _FEWEST_LETTERS
    )
    problem = ""
    if len(bare) == count:
        problem = "is a picture without text; a person must compare it with the material."
    elif count > len(pages):
        problem = f"has {count} pages; only the first {len(pages)} were read."
    text = "\n".join([*(page.text for page in pages), *map(identifying, digital)])
    has_limits = any(page.names_limits for page in pages)
    rows = tuple(row for page in pages for row in page.rows) if has_limits else ()
    return Pages(count, text, problem, bare, digital, rows, faults([page.look for page in pages]))


def _pages(opened: PdfDocument) -> Iterator[_Page]:
    """The pages, as far as there is time for them."""
    end = time.monotonic() + _LONGEST_SECONDS
    for number in range(min(len(opened), _MOST_PAGES)):
        if time.monotonic() > end:
            break
        sheet = opened[number]
        page = sheet.get_textpage()
        text = page.get_text_bounded()
        names_limits = LIMIT_WORD.search(text) is not None
        rows = rows_of_page(page) if names_limits else rows_of_text(text)
        yield _Page(text, tuple(rows), names_limits, look(sheet, page))


def _embedded(opened: PdfDocument) -> Iterator[bytes]:
    """The data files inside the PDF that may be digital certificates."""
    for number in range(min(opened.count_attachments(), 20)):
        attachment = opened.get_attachment(number)
        if attachment.get_name().lower().endswith(_EMBEDDED):
            data = bytes(attachment.get_data())
            if len(data) <= _LARGEST_EMBEDDED:
                yield data


def identifying(data: bytes) -> str:
    """The identifying texts of a digital certificate; empty when it cannot be read."""
    from lotbook.documents.certificate.digital import lines

    try:
        return "\n".join(lines(json.loads(data)))
    except (ValueError, RecursionError):
        return ""


def _repaired(content: bytes) -> Pages:
    """What can be saved of a damaged PDF; a person must look whether pages are missing."""
    import pikepdf
    import pypdfium2 as pdfium

    saved = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            opened.save(saved)
        with pdfium.PdfDocument(saved.getvalue()) as again:
            found = _text(again)
    except pikepdf.PasswordError:
        return Pages(0, "", "is protected by a password; ask the supplier for one that opens.")
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, RuntimeError):
        return Pages(0, "", "is damaged and cannot be opened; ask the supplier to send it again.")
    if not found.pages:
        return found
    pages = "one page" if found.pages == 1 else f"{found.pages} pages"
    return found._replace(problem=f"is damaged; {pages} could be saved, and there may have been more.")


def _unpacks_too_far(content: bytes) -> bool:
    """Whether its streams unpack to more than a certificate can hold; looks at each without keeping any."""
    if _TWICE_PACKED.search(content):
        return True
    unpacked = 0
    for match in _STREAM.finditer(content):
        for size in _unpacked(content, match.end()):
            unpacked += size
            if unpacked > _LARGEST_UNPACKED:
                return True
    return False


def _unpacked(content: bytes, start: int) -> Iterator[int]:
    """Sizes of the pieces one stream unpacks to; nothing when it is not packed this way."""
    if content[start : start + 1] not in (b"x", b"h", b"H", b"X", b"8", b"\x18", b"\x28", b"(", b"\x58"):
        return
    engine = zlib.decompressobj()
    waiting = content[start : start + _STEP]
    position = start + len(waiting)
    try:
        while waiting and not engine.eof:
            yield len(engine.decompress(waiting, _STEP))
            waiting = engine.unconsumed_tail
            if not waiting:
                waiting = content[position : position + _STEP]
                position += len(waiting)
    except zlib.error:
        return
