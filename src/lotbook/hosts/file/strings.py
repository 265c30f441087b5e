"""The workbook's shared texts, decoded only when a cell asks for one."""

from __future__ import annotations

import re

from lotbook.hosts.file.markup import Element, unescape, unescape_cell, walk

_PLAIN = re.compile(rb'<t(?: xml:space="preserve")?>([^<]*)</t></si>')


class SharedStrings:
    """The shared strings part; rich text counts as its plain text, phonetic guides are not part of it.

    Args:
        data: the part, or nothing when the workbook has none.
    """

    def __init__(self, data: bytes | None) -> None:
        self._pieces: list[bytes] | None = None
        self._texts: dict[int, str] = {}
        self._data = b""
        if not data:
            self._count = 0
        elif _is_plain(data):
            # Each piece is one text; splitting is many times cheaper than reading them all.
            self._data = data
            self._pieces = data.split(b"<si>")[1:]
            self._count = len(self._pieces)
        else:
            self._texts = dict(enumerate(_read_slowly(data)))
            self._count = len(self._texts)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> str:
        """One text.

        Raises:
            IndexError: the workbook has no such text.
        """
        found = self._texts.get(index)
        if found is None:
            if self._pieces is None or not 0 <= index < self._count:
                raise IndexError(index)
            plain = _PLAIN.match(self._pieces[index])
            if plain is None or b"\r" in plain[1]:
                return self._read_all()[index]
            found = self._texts[index] = unescape_cell(unescape(plain[1].decode()))
        return found

    def _read_all(self) -> dict[int, str]:
        """Every text by the XML standard: what rich text and other rare forms need."""
        self._texts = dict(enumerate(_read_slowly(self._data)))
        return self._texts


def _is_plain(data: bytes) -> bool:
    """Whether every text stands in a bare ``<si>`` and nothing hides one."""
    if b"<!" in data or data.count(b"<?") > 1 or not _is_utf8(data):
        return False
    return data.count(b"<si") == data.count(b"<si>") == data.count(b"</si>")


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
