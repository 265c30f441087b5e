"""Compares a PDF with the Word document it was made from: every word and every picture must be on it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lotbook.documents.docx_text import Story, stories

_NOT_SEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\ufffe\x02-]|[\u2010-\u2015\u2212]")


def missing(document: Path, pdf: Path) -> list[str]:
    """The words of a document that its PDF does not show often enough, and pictures that are not there.

    Words are compared without blanks, hyphens and case, so a word broken over two lines is still that word. Symbols
    count like words. Page numbers and other text that Word changes by itself is left out.
    """
    told = stories(document)
    pages, text, pictures = _shown(pdf)
    if not pages:
        return ["every page"]
    return [*_words(told, text), *_pictures(told, pictures)]


def _words(told: Sequence[Story], text: str) -> Iterator[str]:
    wanted: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for story in told:
        repeated = story.name != "document"  # a header counts once: it may stand on one page or on twenty
        words = [word for paragraph in story.paragraphs for word in paragraph.text.split()]
        for word in dict.fromkeys(words) if repeated else words:
            form = _form(word)
            if form:
                wanted[form] += 1
                spelled.setdefault(form, word)
    for form, times in wanted.items():
        if text.count(form) < times:
            yield repr(spelled[form])


def _pictures(told: Sequence[Story], shown: int) -> Iterator[str]:
    wanted = sum(story.pictures for story in told)
    if shown < wanted:
        yield f"{wanted - shown} of {wanted} pictures"


def _form(text: str) -> str:
    return _NOT_SEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _shown(pdf: Path) -> tuple[int, str, int]:
    """How many pages, all their text in comparing form, how many pictures."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    texts: list[str] = []
    pictures = 0
    try:
        with pdfium.PdfDocument(pdf) as opened:
            for page in opened:
                texts.append(page.get_textpage().get_text_bounded())
                pictures += sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=8))
            return len(opened), _form("\n".join(texts)), pictures
    except pdfium.PdfiumError:
        return 0, "", 0
