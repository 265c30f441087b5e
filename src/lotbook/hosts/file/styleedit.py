"""Cell formats that a value needs and the workbook does not have yet: a date that must look like one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from lotbook.domain.values import Value
from lotbook.hosts.file.outline import Outline, Span
from lotbook.hosts.file.styles import DAY, NOT_A_DATE, Styles

_ISO_DAY = "yyyy-mm-dd"
_BUILT_IN_DAY = 14


class StyleEditor:
    """The workbook's cell formats while new ones are added; those that are there keep their numbers.

    Args:
        styles: the formats as they are.
        part: the name of the part, for messages.
    """

    def __init__(self, styles: Styles, part: str) -> None:
        self._styles = styles
        self._part = part
        self._new: list[bytes] = []
        self._made: dict[tuple[str, int], int] = {}
        self._lists: Mapping[str, tuple[Span, list[Span]]] | None = None

    @property
    def data(self) -> bytes | None:
        """The styles part with the new formats, or None when none was needed."""
        if not self._new or self._styles.data is None:
            return None
        whole, formats = self._listed("cellXfs")
        data = self._styles.data
        tag = re.sub(
            rb'\bcount="\d+"',
            b'count="%d"' % (len(formats) + len(self._new)),
            data[whole.start : whole.inner],
        )
        end = whole.inner_end
        return data[: whole.start] + tag + data[whole.inner : end] + b"".join(self._new) + data[end:]

    def fitting(self, cell_format: int, value: Value) -> int:
        """The format for a value in a cell: its own, but a date looks like a date and a number like a number."""
        is_date = isinstance(value, date)
        is_number = isinstance(value, (int, float)) or type(value).__name__ == "Decimal"
        shown = self._styles.shows(cell_format)
        if is_date and shown != DAY:
            return self._clone(cell_format, self._day_format())
        if is_number and not isinstance(value, bool) and shown != NOT_A_DATE:
            return self._clone(cell_format, 0)
        return cell_format

    def as_day(self, cell_format: int) -> int:
        """The same format, showing days as the workbook's other dates do."""
        return self.numbered(cell_format, self._day_format())

    def numbered(self, cell_format: int, number_format: int) -> int:
        """The same format with this number format."""
        formats = self._styles.cell_formats
        if not formats:
            return cell_format
        known = cell_format < len(formats)
        if known and int(formats[cell_format].get("numFmtId", "0")) == number_format:
            return cell_format
        return self._clone(cell_format, number_format)

    def named(self, name: str) -> int:
        """The format of cells with a named style; plain when the workbook has no such style."""
        style = self._styles.named.get(name)
        if style is None or self._styles.data is None:
            return 0
        made = self._made.get(("style", style))
        if made is not None:
            return made
        _, formats = self._listed("cellXfs")
        _, bases = self._listed("cellStyleXfs")
        base = bases[style]
        for number, span in enumerate(formats):
            if span.attributes.get("xfId", "0") == str(style) and self._looks(span) == self._looks(base):
                self._made["style", style] = number
                return number
        return self._add("style", style, _with(self._bytes(base), b"xfId", style))

    def _looks(self, span: Span) -> tuple[object, ...]:
        """What a format shows, however its flags are written."""
        assert self._styles.data is not None
        ids = (span.attributes.get(name, "0") for name in ("numFmtId", "fontId", "fillId", "borderId"))
        return (*ids, self._styles.data[span.inner : span.inner_end])

    def _clone(self, cell_format: int, number_format: int) -> int:
        made = self._made.get((f"format {number_format}", cell_format))
        if made is not None:
            return made
        _, formats = self._listed("cellXfs")
        base = self._new_or_old(cell_format, formats)
        content = _with(_with(base, b"numFmtId", number_format), b"applyNumberFormat", 1)
        return self._add(f"format {number_format}", cell_format, content)

    def _new_or_old(self, cell_format: int, formats: list[Span]) -> bytes:
        if cell_format < len(formats):
            return self._bytes(formats[cell_format])
        return self._new[cell_format - len(formats)]

    def _add(self, kind: str, key: int, content: bytes) -> int:
        _, formats = self._listed("cellXfs")
        every = [*map(self._bytes, formats), *self._new]
        if content not in every:
            self._new.append(content)
            every.append(content)
        self._made[kind, key] = every.index(content)
        return self._made[kind, key]

    def _day_format(self) -> int:
        """The workbook's own format for days, as its other dates have it."""
        for number, code in self._styles.formats.items():
            if code.lower().startswith(_ISO_DAY):
                return number
        return _BUILT_IN_DAY

    def _bytes(self, span: Span) -> bytes:
        assert self._styles.data is not None
        return self._styles.data[span.start : span.end]

    def _listed(self, name: str) -> tuple[Span, list[Span]]:
        if self._lists is None:
            assert self._styles.data is not None
            outline = Outline(self._styles.data, 2, self._part)
            self._lists = {
                span.name.rpartition(":")[2]: (span, outline.children(span)) for span in outline.children()
            }
        return self._lists[name]


def _with(element: bytes, name: bytes, value: int) -> bytes:
    """The element with this attribute in its first tag."""
    told = b'%s="%d"' % (name, value)
    tag, mark, rest = element.partition(b">")
    changed, count = re.subn(rb'\b%s="[^"]*"' % name, told, tag)
    if not count:
        space = changed.find(b" ") if b" " in changed else len(changed.rstrip(b"/"))
        changed = changed[:space] + b" " + told + changed[space:]
    return changed + mark + rest
