"""The workbook's shared texts, which cells name by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from lotbook.hosts.file.markup import MAIN, Element, unescape, unescape_cell, walk

# UTF-8, said or not, and a namespace that means shared texts.
PLAIN_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml(?:(?! encoding=)[^<>])*(?: encoding=["\'](?i:utf-8|us-ascii)["\'][^<>]*)?\?>\s*)?'
    rb'<sst xmlns="%s"[^<>]*>' % re.escape(MAIN.encode())
)
_HEAD = 1 << 16  # bytes in which the headers of all sheets stand
_ENTRY_END = b"</si>"
_FIRST, _BETWEEN, _LAST = "<si><t>", "</t></si><si><t>", "</t></si>"


class SharedTexts(Sequence[str]):
    """The shared texts of a large workbook: the first ones alone, as headers are, until another one is asked for.

    Args:
        data: the shared strings part.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _every(self) -> list[str]:
        return shared_texts(self._data)

    @cached_property
    def _first(self) -> list[str]:
        """As many texts as stand at the start and can be told from the rest with certainty."""
        start = self._data[:_HEAD]
        end = start.rfind(_ENTRY_END) + len(_ENTRY_END)
        sure = len(start) < len(self._data) and end > len(_ENTRY_END) and b"<!" not in start
        return shared_texts(start[:end] + b"</sst>") if sure and b"<sst" in start else []

    def __len__(self) -> int:
        return len(self._every)

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, int) and "_every" not in self.__dict__ and 0 <= index < len(self._first):
            return self._first[index]
        return self._every[index]


def shared_texts(data: bytes | None) -> list[str]:
    """All shared texts, by their numbers; rich text counts as its plain text, phonetic guides are no part of it.

    Args:
        data: the shared strings part, or nothing when the workbook has none.
    """
    if not data:
        return []
    if b"\r" in data[100:] or b"<!" in data or not _is_utf8(data):
        return _read_slowly(data)
    whole = data.decode("utf-8-sig").replace('<t xml:space="preserve">', "<t>").rstrip()
    texts = _uniform(whole)
    if texts is None:
        bare = whole.count("<si>")
        splits = whole.count("<si") == bare and whole.count("si>") == 2 * bare  # no prefixes, no attributes
        return _one_by_one(whole) if splits else _read_slowly(data)
    if "&" in whole or "_x" in whole:
        return [unescape_cell(unescape(text)) for text in texts]
    return texts


def _uniform(whole: str) -> list[str] | None:
    """The texts as they are written, when each stands alone between the same tags."""
    start, end = whole.find(_FIRST), whole.rfind(_LAST)
    if start < 0 or end < start or whole.count("<", 0, start) > 2 or whole[end + len(_LAST) :] != "</sst>":
        return None
    texts = whole[start + len(_FIRST) : end].split(_BETWEEN)
    # Every tag is one of those that were split at, so no text holds another.
    return texts if whole.count("<", start, end) == 4 * len(texts) - 2 else None


def _one_by_one(whole: str) -> list[str]:
    """The texts when some of them are rich; only those are read by the XML standard."""
    head, *entries = whole.split("<si>")
    texts = []
    for entry in entries:
        written = entry[len("<t>") : -len(_LAST)]
        if entry == f"<t>{written}{_LAST}" and "<" not in written:
            texts.append(unescape_cell(unescape(written)))
        else:
            texts += _read_slowly(f"{head}<si>{entry.removesuffix('</sst>')}</sst>".encode())
    return texts


def _is_utf8(data: bytes) -> bool:
    declared = re.match(rb'(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=["\']([^"\']*)', data[:200])
    plain_start = data[:3] == b"\xef\xbb\xbf" or data[:1] == b"<"
    return plain_start and (declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"))


def _read_slowly(data: bytes) -> list[str]:
    """Every text, by the XML standard."""
    collector = _Collector()
    walk(data, collector.start, collector.text, collector.end, part="the shared texts")
    return collector.texts


class _Collector:
    """Gathers texts while the part is walked."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._reading = False
        self._guides = 0

    def start(self, element: Element) -> None:
        local = element.local
        if local == "si":
            self._parts = []
        elif local == "rPh":
            self._guides += 1
        elif local == "t" and not self._guides:
            self._reading = True

    def text(self, data: str) -> None:
        if self._reading:
            self._parts.append(data)

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "t":
            self._reading = False
        elif local == "rPh":
            self._guides -= 1
        elif local == "si":
            self.texts.append(unescape_cell("".join(self._parts)))
