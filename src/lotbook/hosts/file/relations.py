"""Adds and removes relationships of one part, such as the outside targets of hyperlinks."""

from __future__ import annotations

import re
from collections.abc import Collection
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
        outline = self._outline()
        self.data = outline.without([span for span in outline.children() if span.attributes.get("Id") in ids])

    def link(self, target: str) -> str:
        """The id of a hyperlink to a file or address outside the workbook; equal targets share one."""
        known = self._links.get(target)
        if known:
            return known
        outline = self._outline()
        taken = {span.attributes.get("Id") for span in outline.children()}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        found = self._links[target] = f"rId{number}"
        address = escape(link_address(target))
        prefix = outline.root.name.rpartition(":")[0]
        name = f"{prefix}:Relationship" if prefix else "Relationship"
        told = (
            f'<{name} Id="{found}" Type="{RELATIONSHIPS}/hyperlink" Target="{address}" TargetMode="External"/>'
        ).encode()
        if outline.root.closes_itself:
            start, root = self.data[: outline.root.start], self.data[outline.root.start : outline.root.end]
            end = f"</{outline.root.name}>".encode()
            self.data = start + root[:-2] + b">" + told + end + self.data[outline.root.end :]
        else:
            at = outline.root.inner_end
            self.data = self.data[:at] + told + self.data[at:]
        return found


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
