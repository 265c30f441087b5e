"""Adds and removes relationships of one part, such as the outside targets of hyperlinks."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote

from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.markup import RELATIONSHIPS, escape
from lotbook.hosts.file.outline import Outline

_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_WEB = re.compile(r"(?:https?|mailto|file):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_READABLE = "/:?#[]@!$&'()*+,;=%~"


class Relations:
    """The relationships of one part while they are changed.

    Args:
        data: the part that holds them, None when there is none yet.
        part: its name, for messages.
    """

    def __init__(self, data: bytes | None, part: str) -> None:
        self.part = part
        self.data = data if data is not None else _EMPTY
        self._before = self.data
        self._links: dict[str, str] = {}
        self._end: _End | None = None

    @property
    def changed(self) -> bool:
        """Whether anything was added or removed."""
        return self.data != self._before

    def _outline(self) -> Outline:
        return Outline(self.data, 1, self.part)

    def remove(self, ids: Collection[str]) -> None:
        """Takes relationships out by their ids."""
        if not ids:
            return
        self._end = None
        outline = self._outline()
        self.data = outline.without([span for span in outline.children() if span.attributes.get("Id") in ids])

    def link(self, target: str) -> str:
        """The id of a hyperlink to a file or address outside the workbook; equal targets share one."""
        known = self._links.get(target)
        if known is None:
            told = f'Target="{escape(link_address(target))}" TargetMode="External"'
            known = self._links[target] = self._add("hyperlink", told)
        return known

    def relate(self, kind: str, target: str) -> str:
        """The id of a new relationship to another part of the workbook.

        Args:
            kind: the last word of its type, such as ``drawing``.
            target: the part, as seen from the folder of the one these relationships belong to.
        """
        return self._add(kind, f'Target="{escape(target)}"')

    def _add(self, kind: str, leading: str) -> str:
        end = self._end or self._opened()
        number = len(end.taken) + 1
        while f"rId{number}" in end.taken:
            number += 1
        found = f"rId{number}"
        told = f'<{end.name} Id="{found}" Type="{RELATIONSHIPS}/{kind}" {leading}/>'.encode()
        self.data = self.data[: end.at] + told + self.data[end.at :]
        end.taken.add(found)
        self._end = end._replace(at=end.at + len(told))
        return found

    def _opened(self) -> _End:
        """Where the next relationship goes; read once, because a thousand links must not read the part a thousand times."""
        outline = self._outline()
        root, taken = outline.root, {span.attributes.get("Id") for span in outline.children()}
        name = outline.like_root("Relationship")
        if not root.closes_itself:
            return _End(taken, root.inner_end, name)
        opening = self.data[root.start : root.end][:-2] + b">"
        self.data = self.data[: root.start] + opening + f"</{root.name}>".encode() + self.data[root.end :]
        return _End(taken, root.start + len(opening), name)


class _End(NamedTuple):
    """The ids that are taken, where the next relationship is put, and what its element is called there."""

    taken: set[str | None]
    at: int
    name: str


def link_address(target: str) -> str:
    """A target as an address: file names with their spaces and letters escaped, web addresses as they are.

    >>> link_address("certificates/4711 Müller.pdf")
    'certificates/4711%20M%C3%BCller.pdf'

    Raises:
        UnsafeEditError: an address that starts a program instead of showing a paper.
    """
    if _WEB.match(target):
        return quote(target, safe=_READABLE)
    if _DRIVE.match(target):
        return "file:///" + quote(target.replace("\\", "/"), safe="/:")
    if target.startswith("\\\\"):
        return "file:" + quote(target.replace("\\", "/"), safe="/")
    if _SCHEME.match(target):
        raise UnsafeEditError(f"A link to {target} is neither a file nor a web address.")
    path = quote(target.replace("\\", "/"), safe="/")
    return "file://" + path if path.startswith("/") else path
