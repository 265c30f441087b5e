"""The Word templates in the customers' languages: the English ones with every word taken from the table of words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, unescape

from lotbook.documents.language.translation import TRANSLATED
from lotbook.documents.language.words import CODES, LABELS

_SPLIT = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}| · )")  # fields, and the dot between two texts
_LETTER = re.compile(r"[^\W\d_]")
_TEXT = re.compile(r"(<(?:w:t|dc:title|dc:subject)(?: [^>]*)?>)([^<]*)(</)")
_WORDS = re.compile(r"^[\W_]*(.*?)[\W_]*$", re.DOTALL)  # what stands between signs
_LANGUAGE = re.compile(r'(<w:lang[^>]* w:val=")[^"]*"')
_NUMBERED = re.compile(r"(\d+(?:, \d+| to \d+)*  )(.+)", re.DOTALL)  # a field of AS9102
_HIGH_SIGNS = re.compile(r"(?<![\s\u00a0])([:;?!])(?=\s|$)")
_PARTS = re.compile(r"word/(?:document|header\d+|footer\d+)\.xml|docProps/core\.xml")
_REGION = {"de": "de-DE", "fr": "fr-FR", "es": "es-ES"}


def files(english: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Name and content of every translated template, such as ``de/coc.docx``.

    Raises:
        ValueError: the table of words lacks a word that a template prints.
    """
    for language, code in CODES.items():
        if code:
            for name in sorted(TRANSLATED):
                yield f"{code}/{name}", _translated(english[name], language, name)


def _translated(content: bytes, language: str, name: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if _PARTS.fullmatch(entry.filename):
                part = _TEXT.sub(lambda found: _words(found, language, name), part.decode()).encode()
            elif entry.filename == "word/styles.xml":
                part = _LANGUAGE.sub(rf'\g<1>{_REGION[CODES[language]]}"', part.decode()).encode()
            target.writestr(entry, part)
    return out.getvalue()


def _words(found: re.Match[str], language: str, name: str) -> str:
    pieces = _SPLIT.split(unescape(found[2], {"&quot;": '"'}))
    said = "".join(piece if _SPLIT.fullmatch(piece) else _piece(piece, language, name) for piece in pieces)
    return f"{found[1]}{escape(said)}{found[3]}"


def _piece(piece: str, language: str, name: str) -> str:
    """A text between two fields, its signs and blanks kept; French sets a space before the higher ones."""
    word = _WORDS.sub(r"\1", piece)
    said = piece.replace(word, _word(word, language, name), 1) if _LETTER.search(word) else piece
    return _HIGH_SIGNS.sub("\u00a0\\1", said) if language == "French" else said


def _word(word: str, language: str, name: str) -> str:
    """A label; one of AS9102 keeps its number and, behind the translation, the name that the standard gives it."""
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        number = numbered[1].replace(" to ", f" {LABELS['to'][language]} ")
        said = _word(numbered[2], language, name)
        return f"{number}{said}" if numbered[2] in said else f"{number}{said} ({numbered[2]})"
    known = LABELS.get(word)
    if known is None:
        raise ValueError(
            f"{name} prints {word!r}, which has no word in {language}: documents/language/words.py."
        )
    return known[language]
