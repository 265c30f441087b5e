"""The workbook's shared texts, which cells name by number."""

from __future__ import annotations

import re

from lotbook.hosts.file.markup import Element, unescape, unescape_cell, walk

_EVERY = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


def shared_texts(data: bytes | None) -> list[str]:
    """All shared texts, by their numbers; rich text counts as its plain text, phonetic guides are no part of it.

    Args:
        data: the shared strings part, or nothing when the workbook has none.
    """
    if not data:
        return []
    if not _is_plain(data):
        return _read_slowly(data)
    texts = _EVERY.findall(data.decode("utf-8-sig"))
    if len(texts) != data.count(b"<si>"):  # some are rich text
        return _read_slowly(data)
    if b"&" in data or b"_x" in data:
        return [unescape_cell(unescape(text)) for text in texts]
    return texts


def _is_plain(data: bytes) -> bool:
    """Whether every text stands in a bare ``<si>`` and nothing hides one."""
    if b"<!" in data or b"\r" in data[100:] or data.count(b"<?") > 1 or not _is_utf8(data):
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
