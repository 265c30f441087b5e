"""Writes a custom document property, such as the number of the workbook's layout, and the part for it where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lotbook.domain.edits import Property
from lotbook.hosts.file.markup import RELATIONSHIPS, escape
from lotbook.hosts.file.outline import Outline
from lotbook.hosts.file.package import Package, relations_part

_TYPES = "[Content_Types].xml"
_PART = "docProps/custom.xml"
_KIND = "custom-properties"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what every custom property carries, MS-OLEPS 2.22
_FIRST = 2  # the lowest id of a property, ECMA-376 part 1, 22.3
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = f'{_HEAD}<Properties xmlns="{_NAMESPACE}"></Properties>'.encode()


def with_properties(
    package: Package, properties: Sequence[Property], read: Callable[[str], bytes]
) -> dict[str, bytes]:
    """The parts that change when these properties get their values.

    Args:
        package: the workbook's directory.
        properties: the new values.
        read: gives a part as it is by now, other changes of the same plan included.
    """
    if not properties:
        return {}
    target = next((r.target for r in package.relations("").values() if r.kind == _KIND), "")
    changed: dict[str, bytes] = {}
    if not target or target not in package.container:
        target = target or _PART
        relations = relations_part("")
        if not any(r.kind == _KIND for r in package.relations("").values()):
            changed[relations] = _related(read(relations), target, relations)
        changed[_TYPES] = _typed(read(_TYPES), target)
        data = _EMPTY
    else:
        data = read(target)
    for each in properties:
        data = _with_property(data, each, target)
    return {**changed, target: data}


def _with_property(data: bytes, new: Property, part: str) -> bytes:
    outline = Outline(data, 1, part)
    listed = outline.children()
    found = next((span for span in listed if span.attributes.get("name") == new.name), None)
    ids = [int(span.attributes.get("pid", "0")) for span in listed]
    number = found.attributes.get("pid", "") if found else str(max([*ids, _FIRST - 1]) + 1)
    name = _prefixed(outline, "property")
    told = (
        f'<{name} fmtid="{_FORMAT}" pid="{number}" name="{escape(new.name)}">'
        f'<vt:i4 xmlns:vt="{_VALUES}">{new.value}</vt:i4></{name}>'
    ).encode()
    if found:
        return data[: found.start] + told + data[found.end :]
    return _inside(outline, told)


def _related(data: bytes, target: str, part: str) -> bytes:
    outline = Outline(data, 1, part)
    taken = {span.attributes.get("Id") for span in outline.children()}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    name = _prefixed(outline, "Relationship")
    return _inside(
        outline,
        f'<{name} Id="rId{number}" Type="{RELATIONSHIPS}/{_KIND}" Target="{escape(target)}"/>'.encode(),
    )


def _typed(data: bytes, target: str) -> bytes:
    outline = Outline(data, 1, _TYPES)
    named = "/" + target.lower()
    if any(span.attributes.get("PartName", "").lower() == named for span in outline.children()):
        return data
    name = _prefixed(outline, "Override")
    return _inside(outline, f'<{name} PartName="/{escape(target)}" ContentType="{_CONTENT_TYPE}"/>'.encode())


def _prefixed(outline: Outline, local: str) -> str:
    prefix = outline.root.name.rpartition(":")[0]
    return f"{prefix}:{local}" if prefix else local


def _inside(outline: Outline, content: bytes) -> bytes:
    """The part with this at the end of its outermost element."""
    root, data = outline.root, outline.data
    if root.closes_itself:
        tag = data[root.start : root.end].removesuffix(b"/>") + b">"
        return data[: root.start] + tag + content + f"</{root.name}>".encode() + data[root.end :]
    return data[: root.inner_end] + content + data[root.inner_end :]
