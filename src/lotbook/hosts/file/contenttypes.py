"""Says what kind of content the parts of a workbook are: the part that Excel reads before all others."""

from __future__ import annotations

from collections.abc import Collection

from lotbook.hosts.file.markup import escape
from lotbook.hosts.file.outline import Outline, Span

PART = "[Content_Types].xml"


def with_type(data: bytes, part: str, kind: str) -> bytes:
    """The content types with this one for a part; a part that has one already keeps it."""
    outline = Outline(data, 1, PART)
    if any(_names(span, part) for span in outline.children()):
        return data
    name = outline.like_root("Override")
    return outline.appended(f'<{name} PartName="/{escape(part)}" ContentType="{kind}"/>'.encode())


def with_extension(data: bytes, part: str, kind: str) -> bytes:
    """The same for every part of its extension; where another kind is told for that, only for this part."""
    extension = part.rpartition(".")[2].lower()
    outline = Outline(data, 1, PART)
    told = [
        span.attributes.get("ContentType", "").lower()
        for span in outline.children()
        if span.attributes.get("Extension", "").lower() == extension
    ]
    if told:
        return data if told == [kind] else with_type(data, part, kind)
    name = outline.like_root("Default")
    return outline.appended(f'<{name} Extension="{extension}" ContentType="{kind}"/>'.encode())


def without(data: bytes, parts: Collection[str]) -> bytes:
    """The content types without those of parts that go."""
    outline = Outline(data, 1, PART)
    return outline.without([span for span in outline.children() if any(_names(span, each) for each in parts)])


def _names(span: Span, part: str) -> bool:
    return span.attributes.get("PartName", "").lower() == f"/{part.lower()}"
