"""Compares a PDF with the Word document it was made from: every word and every picture must be on it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from lotbook.documents.pdf import glyphs, right_to_left
from lotbook.documents.template.docx_text import Story, stories

_NOT_SEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\ue000-]|[\u2010-\u2015\u2212]")
_BROKEN = re.compile(r"[\x02\ufffe\u00ad]|[-\u2010](?=\s*(?:\n|\Z))")  # a hyphen at the end of a line
_BREAK = "\ue000"
# SHA-256 of a document and of its PDF -> what is missing: a PDF is compared as it comes, and asked about again
_KNOWN: dict[tuple[bytes, ...], list[str]] = {}
_MOST_KNOWN = 100
_NO_PAGE = "every page"
_JOINED = 0x0590  # Latin, Greek and Cyrillic stand below it; above, letters join and turn
_NO_FONT = "for which this computer has no font"


def missing(document: Path, pdf: Path) -> list[str]:
    """The words of a document that its PDF does not show often enough, and pictures that are not there.

    Words are compared without blanks, hyphens and case, so a word broken over two lines is still that word. Symbols
    count like words. Letters that are there as text and seen as empty boxes are missing too. Page numbers and other text
    that Word changes by itself is left out. Words that stand among Hebrew or Arabic may have another order in the PDF.
    """
    both = tuple(hashlib.sha256(each.read_bytes()).digest() for each in (document, pdf))
    if both not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            del _KNOWN[next(iter(_KNOWN))]
        _KNOWN[both] = _missing(document, pdf)
    return list(_KNOWN[both])


def _missing(document: Path, pdf: Path) -> list[str]:
    told = stories(document)
    pages, pictures = _shown(pdf)
    if not pages:
        return [_NO_PAGE]
    boxes = "".join(glyphs.without_a_font(pdf))
    unseen = [f"the letters {boxes}, {_NO_FONT}"] if boxes else []
    return [*unseen, *_words(told, pages), *_pictures(told, pictures)]


def cut_off(missing: Sequence[str]) -> list[str]:
    """Of what is missing, what the document itself has no room for: the same is not seen where Word prints it.

    Left out are letters without a font, which another computer has, a PDF without any page, and words in scripts whose
    letters a PDF gives back in another order or form.
    """
    elsewhere = (_NO_FONT, _NO_PAGE)
    return [each for each in missing if not each.endswith(elsewhere) and max(map(ord, each)) < _JOINED]


def _words(told: Sequence[Story], pages: Sequence[str]) -> Iterator[str]:
    wanted: Counter[str] = Counter()
    for story in told:
        repeated = story.name != "document"  # a header counts once: it may stand on one page or on twenty
        words = [word for paragraph in story.paragraphs for word in paragraph.text.split()]
        wanted.update(set(words) if repeated else words)
    forms: Counter[str] = Counter()
    for word, times in wanted.items():
        forms[_form(word)] += times
    whole = _form("\n".join(pages))
    lost = [
        word
        for word in wanted
        if (form := _form(word)) and whole.count(form) + _over_pages(word, pages) < forms[form]
    ]
    yield from map(repr, _not_there(lost, wanted, told, pages))


def _not_there(
    lost: Sequence[str], wanted: Mapping[str, int], told: Sequence[Story], pages: Sequence[str]
) -> Iterator[str]:
    """Of words that were not found those that are really lost: among Hebrew or Arabic a PDF's text has another order."""
    beside = {
        word
        for story in told
        for paragraph in story.paragraphs
        if right_to_left.stands_in(paragraph.text)
        for word in paragraph.text.split()
    }
    turned = beside.intersection(lost)
    if not turned:
        yield from lost
        return
    should, shown = right_to_left.Pieces(wanted), right_to_left.Pieces(Counter(" ".join(pages).split()))
    yield from (word for word in lost if word not in turned or not shown.hold(word, should))


def _over_pages(word: str, pages: Sequence[str]) -> int:
    """How often a word begins at the end of a line on one page and goes on behind a hyphen on the next."""
    found = 0
    for hyphen in re.finditer(r"[-\u2010](?=.)", word):
        begin, end = _kept(word[: hyphen.start()]) + _BREAK, _kept(word[hyphen.end() :])
        found += sum(begin in _kept(here) and end in _kept(after) for here, after in pairwise(pages))
    return found


def _pictures(told: Sequence[Story], shown: int) -> Iterator[str]:
    wanted = sum(story.pictures for story in told)
    if shown < wanted:
        yield f"{wanted - shown} of {wanted} pictures"


def _form(text: str) -> str:
    return _NOT_SEEN.sub("", _kept(text))


@lru_cache(maxsize=4096)
def _kept(text: str) -> str:
    """A text without blanks and case, hyphens at the ends of lines marked."""
    return re.sub(r"\s", "", _BROKEN.sub(_BREAK, unicodedata.normalize("NFKC", text))).casefold()


def _shown(pdf: Path) -> tuple[list[str], int]:
    """The text of each page, and how many pictures there are."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    texts: list[str] = []
    pictures = 0
    try:
        with pdfium.PdfDocument(pdf) as opened:
            for page in opened:
                texts.append(page.get_textpage().get_text_bounded())
                pictures += sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=8))
    except pdfium.PdfiumError:
        return [], 0
    return texts, pictures
