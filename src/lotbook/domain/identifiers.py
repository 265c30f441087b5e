"""Comparing identifiers: what was typed is kept, what is compared is cleaned of what nobody can see.

Excel, mail programs and PDF copies bring no-break spaces, zero-width marks and five kinds of dashes. Two identifiers
are the same when their keys are the same; look-alikes (O and 0) are never the same, only worth a question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
_LOOKALIKE = str.maketrans("OQDIL|SBZG", "0001115826")
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+\Z")
_PLAIN_LINES = re.compile(r"[A-Za-z0-9_./\n-]*\Z")
_LOOKALIKE_LINES = _LOOKALIKE | dict.fromkeys(map(ord, ".-"))
_PARTING = " .,;:-_/\\&+'\"()[]{}#*"
_BARE_LINES = _LOOKALIKE | dict.fromkeys(map(ord, _PARTING))
_BARE_BYTES = bytes(
    ord(chr(each).upper().translate(_LOOKALIKE)) if each < 128 else each for each in range(256)
)
_VISIBLE = bytes(range(ord(" "), ord("~") + 1))
_SPACES = re.compile(r"\s+")


def key(text: str) -> str:
    """The form in which two identifiers are compared: NFKC, one kind of dash, no invisible marks, case folded.

    >>> key(" h83\u00a0\u2013017 ") == key("H83 -017")
    True
    """
    if _PLAIN.match(text):
        return text.lower()
    clean = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES).translate(_INVISIBLE)
    return _SPACES.sub(" ", clean).strip().casefold()


def keys(texts: Sequence[str]) -> list[str]:
    r"""The keys of a whole column; a register's identifiers are plain for the most part and cost next to nothing.

    >>> keys(["H83-017", "", "h\u00a01"])
    ['h83-017', '', 'h 1']
    """
    lines = "\n".join(texts)
    if texts and _shows_all(lines, len(texts)) and "  " not in lines:
        return lines.lower().split("\n")
    known = {text: key(text) for text in set(texts)}
    return list(map(known.__getitem__, texts))


def are_plain(texts: Sequence[str]) -> bool:
    """Whether all of some texts are plain: none is empty, and none holds more than ASCII that can be seen.

    >>> are_plain(["H83-017", "on hold"]), are_plain(["H83-017 "]), are_plain(["H83", ""])
    (True, False, False)
    """
    lines = "\n".join(texts)
    return "" not in texts and _shows_all(lines, len(texts))


def is_plain(text: str) -> bool:
    """Whether one text is plain; see ``are_plain``."""
    return are_plain((text,))


def _shows_all(lines: str, count: int) -> bool:
    """Whether every character of some lines can be seen, and every space stands between characters."""
    if not lines.isascii() or " \n" in lines or "\n " in lines or lines[:1] == " " or lines[-1:] == " ":
        return False
    return len(lines.encode().translate(None, _VISIBLE)) == count - 1  # the line ends put in, nothing else


def lookalike_key(text: str) -> str:
    """One form for identifiers that a tired eye or a scanner takes for each other: O/0, I/1, B/8, S/5, Z/2.

    >>> lookalike_key("H83O17") == lookalike_key("H83017")
    True
    """
    return re.sub(r"[\s.-]", "", key(text)).upper().translate(_LOOKALIKE)


def lookalike_keys(keys: Sequence[str]) -> list[str]:
    """The look-alike form of each of many comparison keys.

    >>> lookalike_keys(["h83o17", "h-83 017"])
    ['H83017', 'H83017']
    """
    lines = "\n".join(keys)
    if _PLAIN_LINES.match(lines) and lines.count("\n") == len(keys) - 1:
        return lines.upper().translate(_LOOKALIKE_LINES).split("\n")
    return [lookalike_key(each) for each in keys]


def bare_keys(keys: Sequence[str]) -> list[str]:
    """The look-alike form of each of many comparison keys, without anything that parts letters and digits.

    >>> bare_keys(["h83/o17", "h_83 (017)"])
    ['H83017', 'H83017']
    """
    return "\n".join(keys).upper().translate(_BARE_LINES).split("\n") if keys else []  # no key has a line end


def bare_bytes(text: bytes) -> bytes:
    r"""The bare form of a plain text, also of very many in one stretch, with whatever stands between them.

    >>> bare_bytes(b"<t>h83/o17</t>\t<t>h-83 (017)</t>")
    b'<T>H83017<T><T>H83017<T>'
    """
    return text.translate(_BARE_BYTES, _PARTING.encode() + b"\t\r\n")


def same(left: str | None, right: str | None) -> bool:
    """Whether two identifiers are the same one; an empty one is the same as nothing."""
    return bool(left and right) and key(left or "") == key(right or "")


def hidden_characters(text: str) -> tuple[str, ...]:
    """Names of what stands in a text but cannot be seen: outer spaces, no-break spaces, zero-width marks, tabs."""
    if _PLAIN.match(text):
        return ()
    found = ["a space at the start or end"] if text != text.strip(" ") else []
    found += [
        unicodedata.name(mark, f"control character {ord(mark)}").lower()
        for mark in text
        if ord(mark) in _INVISIBLE or (mark.isspace() and mark != " ") or ord(mark) < 32
    ]
    return tuple(dict.fromkeys(found))
