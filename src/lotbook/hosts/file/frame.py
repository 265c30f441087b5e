"""What stands around the rows of a sheet: its used area, its rules and formats for areas, its hyperlinks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.markup import RELATIONSHIPS, Area, area, escape
from lotbook.hosts.file.outline import Outline, Span
from lotbook.hosts.file.shape import Region

# What follows the hyperlinks of a sheet, in the order of the standard (ECMA-376 part 1, 18.3.1.99).
_TAIL = (
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "mc:AlternateContent",
)  # fmt: skip
_AFTER_LINKS = frozenset(_TAIL)
_AFTER_DRAWING = frozenset(_TAIL[_TAIL.index("drawing") + 1 :])
_USUAL_WIDTH = 8.43
_AFTER_DIMENSION = frozenset(["sheetViews", "sheetFormatPr", "cols", "sheetData"])
_PLACEHOLDER = b"<sheetData/>"
_SQREF = re.compile(
    rb'(<(?:\w+:)?(?:dataValidation|conditionalFormatting|ignoredError)\b[^>]*?\bsqref=")([^"]*)(")'
)
_EXTENSION_SQREF = re.compile(rb"(<xm:sqref>)([^<]*)(</xm:sqref>)")


class Frame:
    """A sheet's part without its rows.

    Args:
        data: the sheet's part.
        region: where its rows stand.
        part: its name, for messages.
    """

    def __init__(self, data: bytes, region: Region, part: str) -> None:
        self._part = part
        self._bytes = data[: region.outer_start] + _PLACEHOLDER + data[region.outer_end :]

    def halves(self) -> tuple[bytes, bytes]:
        """What stands before the rows and what stands after them."""
        before, _, after = self._bytes.partition(_PLACEHOLDER)
        return before, after

    def _outline(self, depth: int = 1) -> Outline:
        return Outline(self._bytes, depth, self._part)

    def child_names(self) -> set[str]:
        """The names of the elements around the rows."""
        return {span.name for span in self._outline().children()}

    def set_dimension(self, used: Area) -> None:
        """Tells the used area of the sheet."""
        outline = self._outline()
        if outline.child("dimension"):
            content = f'<dimension ref="{used}"/>'.encode()
            self._bytes = outline.put("dimension", content, _AFTER_DIMENSION)

    def dimension(self) -> Area | None:
        """The used area as the sheet tells it."""
        found = self._outline().child("dimension")
        return area(found.attributes.get("ref", "")) if found else None

    def grow_areas(self, table: Area, bottom: int) -> None:
        """Rules and formats that end on the table's last row reach down to its new last row."""

        def grown(found: re.Match[bytes]) -> bytes:
            references = [_grown(each, table, bottom) for each in found[2].decode().split()]
            return found[1] + " ".join(references).encode() + found[3]

        self._bytes = _EXTENSION_SQREF.sub(grown, _SQREF.sub(grown, self._bytes))

    def column_format(self, column: int) -> int:
        """The format of a column's cells that are not there."""
        for told in self.columns:
            if int(told["min"]) <= column <= int(told["max"]):
                return int(told.get("style", "0"))
        return 0

    def column_width(self, column: int) -> float:
        """The width of a column in characters."""
        for told in self.columns:
            if int(told["min"]) <= column <= int(told["max"]) and "width" in told:
                return float(told["width"])
        return _USUAL_WIDTH

    @cached_property
    def columns(self) -> list[Mapping[str, str]]:
        """What the sheet says about its columns: the attributes of each format, in order."""
        outline = self._outline(2)
        columns = outline.child("cols")
        return [span.attributes for span in outline.children(columns)] if columns else []

    def set_columns(self, columns: Sequence[Mapping[str, str]]) -> None:
        """Says these formats of columns instead."""
        told = [
            " ".join(["<col", *(f'{name}="{escape(value)}"' for name, value in each.items())]) + "/>"
            for each in sorted(columns, key=lambda each: int(each["min"]))
        ]
        content = f"<cols>{''.join(told)}</cols>".encode()
        self._bytes = self._outline().put("cols", content, {"sheetData"})
        self.__dict__.pop("columns", None)

    def merged(self) -> list[Area]:
        """The merged areas."""
        outline = self._outline(2)
        cells = outline.child("mergeCells")
        found = [area(span.attributes.get("ref", "")) for span in outline.children(cells)] if cells else []
        return [each for each in found if each]

    def drop(self, *names: str) -> None:
        """Takes these elements out."""
        outline = self._outline()
        self._bytes = outline.without([span for span in outline.children() if span.name in names])

    def drawing(self) -> str:
        """The relationship of the sheet's drawing; empty when it has none."""
        found = self._outline().child("drawing")
        return _relation(found) if found else ""

    def set_drawing(self, relation: str) -> None:
        """Names the drawing of a sheet that had none."""
        outline = self._outline()
        prefix = outline.prefix(RELATIONSHIPS)
        space = "" if prefix else f' xmlns:r="{RELATIONSHIPS}"'
        content = f'<drawing{space} {prefix or "r"}:id="{relation}"/>'.encode()
        self._bytes = outline.put("drawing", content, _AFTER_DRAWING)

    def linked_relations(self, references: Iterable[str] | None = None) -> set[str]:
        """The relationship ids that hyperlinks use: of these cells, or of all."""
        wanted = None if references is None else set(references)
        return {
            _relation(span)
            for span in self._links()
            if _relation(span) and (wanted is None or span.attributes.get("ref") in wanted)
        }

    def _links(self) -> list[Span]:
        outline = self._outline(2)
        links = outline.child("hyperlinks")
        return outline.children(links) if links else []

    def link(self, targets: Mapping[str, str], relate: Callable[[str], str]) -> None:
        """Puts hyperlinks on cells; one that stood on such a cell is exchanged.

        Args:
            targets: cell reference -> target; inside the workbook it starts with ``#``; empty takes the link away.
            relate: gives an outside target a relationship and returns its id.
        """
        if not targets:
            return
        outline = self._outline(2)
        links = outline.child("hyperlinks")
        kept = [
            self._bytes[span.start : span.end]
            for span in (outline.children(links) if links else ())
            if span.attributes.get("ref") not in targets
        ]
        prefix = outline.prefix(RELATIONSHIPS)
        new = [_link(cell, target, relate, prefix) for cell, target in targets.items() if target]
        if not kept and not new:
            self.drop("hyperlinks")
            return
        content = b"<hyperlinks>" + b"".join([*kept, *new]) + b"</hyperlinks>"
        self._bytes = outline.put("hyperlinks", content, _AFTER_LINKS)


def _relation(span: Span) -> str:
    return next((value for name, value in span.attributes.items() if name.endswith(":id")), "")


def _link(cell: str, target: str, relate: Callable[[str], str], prefix: str | None) -> bytes:
    if target.startswith("#"):
        return f'<hyperlink ref="{cell}" location="{escape(target[1:])}"/>'.encode()
    if len(target) > 2000:
        raise UnsafeEditError(f"The link on {cell} is longer than Excel can hold.")
    space = "" if prefix else f' xmlns:r="{RELATIONSHIPS}"'
    return f'<hyperlink{space} ref="{cell}" {prefix or "r"}:id="{escape(relate(target))}"/>'.encode()


def _grown(reference: str, table: Area, bottom: int) -> str:
    found = area(reference)
    inside = (
        found and found.bottom == table.bottom and found.left <= table.right and found.right >= table.left
    )
    return str(found._replace(bottom=bottom)) if found and inside else reference
