"""Where the elements of an XML part stand in its bytes, so that one can be exchanged and the rest kept as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from xml.parsers import expat

from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.markup import parse


class Span(NamedTuple):
    """One element in the bytes of its part.

    Attributes:
        name: as written, with its prefix.
        parent: the position of the element it stands in, among all spans; -1 for the outermost.
        start: where its first tag starts.
        inner: where its first tag ends.
        inner_end: where its last tag starts; the same as ``inner`` when it closes itself.
        end: where it ends.
    """

    name: str
    attributes: Mapping[str, str]
    parent: int
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def closes_itself(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner_end == self.end


class Outline:
    """The elements of a part down to a depth, with their places.

    Args:
        data: the part, in UTF-8.
        depth: 1 = the outermost element and its children.
        part: its name, for messages.

    Raises:
        UnsafeEditError: the part is not written in UTF-8.
        NotAWorkbookError: it is not well-formed XML.
    """

    def __init__(self, data: bytes, depth: int, part: str) -> None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnsafeEditError(
                f"The workbook's part {part} is not written in UTF-8.",
                next_step="Open the workbook in Excel, save it, and try again.",
            )
        self.data = data
        self.spans: list[Span] = []
        self._open: list[int] = []
        self._deepest = depth
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parse(self._parser, data, part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > self._deepest:
            self._open.append(-1)
            return
        start = self._parser.CurrentByteIndex
        parent = self._open[-1] if self._open else -1
        inner = _tag_end(self.data, start)
        self._open.append(len(self.spans))
        self.spans.append(Span(name, attributes, parent, start, inner, inner, inner))

    def _end(self, _: str) -> None:
        index = self._open.pop()
        if index < 0:
            return
        span = self.spans[index]
        if self.data[span.inner - 2 : span.inner] != b"/>":
            at = self._parser.CurrentByteIndex
            self.spans[index] = span._replace(inner_end=at, end=self.data.index(b">", at) + 1)

    @property
    def root(self) -> Span:
        """The outermost element."""
        return self.spans[0]

    def children(self, parent: Span | None = None) -> list[Span]:
        """The elements directly inside one element; inside the outermost one when none is given."""
        position = self.spans.index(parent) if parent else 0
        return [span for span in self.spans if span.parent == position]

    def child(self, name: str) -> Span | None:
        """The first element of this name directly inside the outermost one."""
        return next((span for span in self.children() if span.name == name), None)

    def prefix(self, namespace: str) -> str | None:
        """The prefix that the outermost element gives a namespace."""
        for name, value in self.root.attributes.items():
            if value == namespace and name.startswith("xmlns:"):
                return name[6:]
        return None

    def put(self, name: str, content: bytes, before: Collection[str]) -> bytes:
        """The part with this child: exchanged where it stands, else in front of the first of the ``before`` ones."""
        found = self.child(name)
        if found:
            return self.data[: found.start] + content + self.data[found.end :]
        follower = next((span.start for span in self.children() if span.name in before), self.root.inner_end)
        if self.root.closes_itself:
            raise UnsafeEditError("The workbook holds an empty part where content is needed.")
        return self.data[:follower] + content + self.data[follower:]

    def like_root(self, local: str) -> str:
        """A name with the prefix that the outermost element has."""
        prefix = self.root.name.rpartition(":")[0]
        return f"{prefix}:{local}" if prefix else local

    def appended(self, content: bytes) -> bytes:
        """The part with this at the end of its outermost element."""
        root, data = self.root, self.data
        if root.closes_itself:
            tag = data[root.start : root.end].removesuffix(b"/>") + b">"
            return data[: root.start] + tag + content + f"</{root.name}>".encode() + data[root.end :]
        return data[: root.inner_end] + content + data[root.inner_end :]

    def without(self, spans: Collection[Span]) -> bytes:
        """The part without these elements."""
        kept = []
        at = 0
        for span in sorted(spans, key=lambda each: each.start):
            kept.append(self.data[at : span.start])
            at = span.end
        return b"".join([*kept, self.data[at:]])


def _tag_end(data: bytes, start: int) -> int:
    """Where the tag that starts here ends; a quoted ``>`` is part of it."""
    end = data.index(b">", start)
    while not _balanced(data[start:end]):
        end = data.index(b">", end + 1)
    return end + 1


def _balanced(tag: bytes) -> bool:
    """Whether no quotation is open at the end of this piece of a tag."""
    open_quote = 0
    for mark in tag:
        if open_quote:
            open_quote = 0 if mark == open_quote else open_quote
        elif mark in b"\"'":
            open_quote = mark
    return not open_quote
