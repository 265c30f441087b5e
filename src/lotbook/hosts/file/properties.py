"""Writes a custom document property, such as the number of the workbook's layout, and the part for it where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.domain.edits import Property
from lotbook.hosts.file import contenttypes
from lotbook.hosts.file.markup import escape
from lotbook.hosts.file.outline import Outline
from lotbook.hosts.file.package import Package, relations_part
from lotbook.hosts.file.parts import Parts
from lotbook.hosts.file.relations import Relations

_PART = "docProps/custom.xml"
_KIND = "custom-properties"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what every custom property carries, MS-OLEPS 2.22
_FIRST = 2  # the lowest id of a property, ECMA-376 part 1, 22.3
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = f'{_HEAD}<Properties xmlns="{_NAMESPACE}"></Properties>'.encode()


def set_properties(package: Package, properties: Sequence[Property], parts: Parts) -> None:
    """Gives document properties new values; the part that holds them is made where there is none."""
    if not properties:
        return
    related = next((r.target for r in package.relations("").values() if r.kind == _KIND), "")
    target = related or _PART
    if target not in parts:
        if not related:
            relations = Relations(parts.read(relations_part("")), relations_part(""))
            relations.relate(_KIND, target)
            parts.put(relations.part, relations.data)
        types = parts.read(contenttypes.PART)
        parts.put(contenttypes.PART, contenttypes.with_type(types, target, _CONTENT_TYPE))
        parts.put(target, _EMPTY)
    data = parts.read(target)
    for each in properties:
        data = _with_property(data, each, target)
    parts.put(target, data)


def _with_property(data: bytes, new: Property, part: str) -> bytes:
    outline = Outline(data, 1, part)
    listed = outline.children()
    found = next((span for span in listed if span.attributes.get("name") == new.name), None)
    ids = [int(span.attributes.get("pid", "0")) for span in listed]
    number = found.attributes.get("pid", "") if found else str(max([*ids, _FIRST - 1]) + 1)
    name = outline.like_root("property")
    told = (
        f'<{name} fmtid="{_FORMAT}" pid="{number}" name="{escape(new.name)}">'
        f'<vt:i4 xmlns:vt="{_VALUES}">{new.value}</vt:i4></{name}>'
    ).encode()
    if found:
        return data[: found.start] + told + data[found.end :]
    return outline.appended(told)
