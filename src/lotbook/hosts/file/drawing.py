"""Exchanges the picture that a report has on its sheet; whatever else is drawn there stays as it is.

A sheet names one drawing part, the drawing names its pictures. Both are made where there is none yet, and taken out
again where nothing is left in them. See ECMA-376 part 1, 20.5 (spreadsheet drawings) and 12.3.8.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lotbook.domain.edits import Picture
from lotbook.hosts.file import contenttypes
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.markup import RELATIONSHIPS, escape
from lotbook.hosts.file.outline import Outline, Span
from lotbook.hosts.file.package import relations_part
from lotbook.hosts.file.parts import Parts
from lotbook.hosts.file.relations import Relations
from lotbook.hosts.report_picture import MARGIN, NAME, TOLD, shown

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}"></xdr:wsDr>'
).encode()
_KIND = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMU = 12_700  # English Metric Units in a point
_DEEP = 8  # levels in which an anchor names the picture it shows
_ABOVE_NAME = ("nvPicPr", "pic")  # what stands around the name of a picture, up to its anchor
_ID = re.compile(rb"cNvPr\b[^>]*?\bid=[\"'](\d+)")
_NAMING = (":embed", ":link", ":id")  # endings of the attributes that name a relationship


def exchange(draft: SheetDraft, parts: Parts, picture: Picture | None) -> None:
    """Takes the picture of the report before off a sheet, and puts the new one on it.

    Raises:
        UnsafeEditError: the sheet's drawing is in a form that cannot be changed safely.
    """
    relation = draft.frame.drawing()
    found = parts.relations(draft.sheet.part).get(relation)
    part = found.target if found and found.target in parts else ""
    if part:
        _remove_ours(parts, part)
    if picture:
        if not part:
            part = _new_drawing(draft, parts)
        _add(parts, part, picture)
    elif part and _is_left_empty(parts, part):
        draft.frame.drop("drawing")
        draft.relations.remove({relation})
        parts.remove(part, *([rels] if (rels := relations_part(part)) in parts else []))


def _new_drawing(draft: SheetDraft, parts: Parts) -> str:
    """An empty drawing that the sheet names."""
    sheet = draft.sheet.part
    part = parts.free(
        posixpath.normpath(posixpath.join(posixpath.dirname(sheet), "../drawings/drawing")), "xml"
    )
    parts.put(part, _EMPTY)
    parts.put(contenttypes.PART, contenttypes.with_type(parts.read(contenttypes.PART), part, _KIND))
    draft.frame.set_drawing(draft.relations.relate("drawing", _seen_from(sheet, part)))
    return part


def _remove_ours(parts: Parts, part: str) -> None:
    """Takes our picture out of a drawing, and its file out of the workbook where nothing else shows it."""
    outline = Outline(parts.read(part), _DEEP, part)
    anchors = list(_ours(outline))
    if not anchors:
        return
    left = outline.without(anchors)
    parts.put(part, left)
    gone = {
        name for name in _named_in(outline, anchors) if not re.search(rb"[\"']%s[\"']" % name.encode(), left)
    }
    targets = {
        each.target for name, each in parts.relations(part).items() if name in gone and not each.external
    }
    rels = relations_part(part)
    if not gone or rels not in parts:
        return
    relations = Relations(parts.read(rels), rels)
    relations.remove(gone)
    parts.put(rels, relations.data)
    if not parts.relations(part):
        parts.remove(rels)
    unnamed = targets.difference(parts.named())
    if unnamed:
        parts.remove(*unnamed)


def _ours(outline: Outline) -> Iterator[Span]:
    """The anchors that hold our picture and nothing else."""
    for span in outline.spans:
        if _local(span) == "cNvPr" and span.attributes.get("name") == NAME:
            above = [*_above(outline, span)]
            if tuple(map(_local, above[:-2])) == _ABOVE_NAME:
                yield above[-2]


def _above(outline: Outline, span: Span) -> Iterator[Span]:
    while span.parent >= 0:
        span = outline.spans[span.parent]
        yield span


def _local(span: Span) -> str:
    return span.name.rpartition(":")[2]


def _named_in(outline: Outline, anchors: list[Span]) -> set[str]:
    """The relationships that these anchors name."""
    return {
        value
        for span in outline.spans
        if any(anchor.start <= span.start < anchor.end for anchor in anchors)
        for name, value in span.attributes.items()
        if name.endswith(_NAMING)
    }


def _is_left_empty(parts: Parts, part: str) -> bool:
    """Whether our picture was all that was drawn; a drawing that was empty before is not ours."""
    return part in parts.changed and len(Outline(parts.read(part), 1, part).spans) == 1


def _add(parts: Parts, part: str, picture: Picture) -> None:
    media = parts.free(posixpath.normpath(posixpath.join(posixpath.dirname(part), "../media/image")), "png")
    parts.put(media, picture.png)
    parts.put(
        contenttypes.PART, contenttypes.with_extension(parts.read(contenttypes.PART), media, "image/png")
    )
    rels = relations_part(part)
    relations = Relations(parts.read(rels) if rels in parts else None, rels)
    relation = relations.relate("image", _seen_from(part, media))
    parts.put(rels, relations.data)
    data = parts.read(part)
    number = max((int(found[1]) for found in _ID.finditer(data)), default=1) + 1
    parts.put(part, Outline(data, 1, part).appended(_anchor(picture, number, relation)))


def _anchor(picture: Picture, number: int, relation: str) -> bytes:
    """It hangs on the corner of its row and keeps its size, whatever becomes of the columns."""
    size, margin = shown(picture.png), round(MARGIN * _EMU)
    extent = f'cx="{round(size.width * _EMU)}" cy="{round(size.height * _EMU)}"'
    return (
        f'<xdr:oneCellAnchor xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="{RELATIONSHIPS}">'
        f"<xdr:from><xdr:col>0</xdr:col><xdr:colOff>{margin}</xdr:colOff>"
        f"<xdr:row>{picture.row - 1}</xdr:row><xdr:rowOff>{margin}</xdr:rowOff></xdr:from><xdr:ext {extent}/>"
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="{NAME}" descr="{escape(TOLD)}"/>'
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    ).encode()


def _seen_from(part: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(part))
