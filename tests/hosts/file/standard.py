"""What ECMA-376 demands of the parts that Lotbook changes: order and attributes of elements, and that all names lead somewhere.

Programs differ in what they forgive; this checks what the standard says, so that no program has to repair the file.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree

from openpyxl.utils import column_index_from_string, range_boundaries

from tests.hosts.file.books import parts

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# Part 1, 18.3.1.99 (CT_Worksheet), 18.2.27 (CT_Workbook), 18.5.1.2 (CT_Table), 18.8.39 (CT_Stylesheet)
WORKSHEET = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
WORKBOOK = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
]
TABLE = ["autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst"]
STYLES = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]
REPEATED = {"conditionalFormatting"}
# 20.5.2.24 (CT_OneCellAnchor), 20.5.2.33 (CT_TwoCellAnchor), 20.5.2.1 (CT_AbsoluteAnchor)
ANCHORS = {
    "oneCellAnchor": ["from", "ext", "", "clientData"],
    "twoCellAnchor": ["from", "to", "", "clientData"],
    "absoluteAnchor": ["pos", "ext", "", "clientData"],
}
DRAWN = {"sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart", "AlternateContent"}

ROW = {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "thickTop",
       "thickBot", "ph"}  # fmt: skip
CELL = {"r", "s", "t", "cm", "vm", "ph"}
CELL_TYPES = {"b", "n", "e", "s", "str", "inlineStr", "d"}
LINK = {"ref", "location", "tooltip", "display", f"{REL}id"}


def violations(path: Path) -> list[str]:
    """Every rule the file breaks, in words; empty when it breaks none."""
    content = parts(path)
    found: list[str] = []
    found += _types(content)
    found += _relations(content)
    texts = _count(content.get("xl/sharedStrings.xml"), "si")
    formats, more = _styles(content["xl/styles.xml"])
    found += more + _order("xl/workbook.xml", content["xl/workbook.xml"], WORKBOOK)
    for name, data in content.items():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            found += _sheet(name, data, content, formats, texts)
        elif re.fullmatch(r"xl/tables/[^/]+\.xml", name):
            found += _order(name, data, TABLE)
        elif re.fullmatch(r"xl/drawings/[^/]+\.xml", name):
            found += _drawing(name, data, content)
    return found


def _order(part: str, data: bytes, order: list[str]) -> list[str]:
    places, found = [], []
    for child in ElementTree.fromstring(data):
        if not child.tag.startswith(MAIN):
            continue  # extensions may stand anywhere
        local = child.tag.removeprefix(MAIN)
        if local not in order:
            found.append(f"{part}: unknown element {local}")
            continue
        place = order.index(local)
        if places and (place < places[-1] or (place == places[-1] and local not in REPEATED)):
            found.append(f"{part}: {local} stands in the wrong place")
        places.append(place)
    return found


def _types(content: dict[str, bytes]) -> list[str]:
    root = ElementTree.fromstring(content["[Content_Types].xml"])
    defaults = {e.get("Extension", "").lower() for e in root if e.tag == f"{TYPES}Default"}
    overrides = [e.get("PartName", "").lstrip("/") for e in root if e.tag == f"{TYPES}Override"]
    found = [f"content type of {name}, which is not there" for name in overrides if name not in content]
    found += [
        f"{name} has no content type"
        for name in content
        if name != "[Content_Types].xml"
        and name not in overrides
        and name.rpartition(".")[2].lower() not in defaults
    ]
    return found + [f"{name} has two content types" for name in overrides if overrides.count(name) > 1]


def _relations(content: dict[str, bytes]) -> list[str]:
    found = []
    named = {"[Content_Types].xml"}
    for name, data in content.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = set()
        for each in ElementTree.fromstring(data):
            if each.get("Id") in ids:
                found.append(f"{name}: id {each.get('Id')} twice")
            ids.add(each.get("Id"))
            if set(each.attrib) - {"Id", "Type", "Target", "TargetMode"}:
                found.append(f"{name}: unknown attribute")
            target = each.get("Target", "")
            if each.get("TargetMode") == "External":
                if re.search(r"[\s<>\"{}|\\^`]|[^\x00-\x7f]", target):
                    found.append(f"{name}: {target} is no address")
                continue
            whole = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            named.add(whole)
            if whole not in content:
                found.append(f"{name}: {target} leads nowhere")
    found += [f"nothing leads to {name}" for name in content if name not in named and name[-5:] != ".rels"]
    return found + [
        f"{name} belongs to a part that is not there"
        for name in content
        if name.endswith(".rels") and name != "_rels/.rels" and name.replace("_rels/", "")[:-5] not in content
    ]


def _ids(content: dict[str, bytes], part: str) -> dict[str, ElementTree.Element]:
    folder, base = posixpath.split(part)
    data = content.get(f"{folder}/_rels/{base}.rels")
    return {e.get("Id", ""): e for e in ElementTree.fromstring(data)} if data else {}


def _styles(data: bytes) -> tuple[int, list[str]]:
    root = ElementTree.fromstring(data)
    found = _order("xl/styles.xml", data, STYLES)
    formats = 0
    for child in root:
        if child.get("count") is not None and int(child.get("count", "")) != len(child):
            found.append(f"styles: {child.tag} says {child.get('count')}, holds {len(child)}")
        if child.tag == f"{MAIN}cellXfs":
            formats = len(child)
    named = root.find(f"{MAIN}cellStyleXfs")
    for xf in root.find(f"{MAIN}cellXfs") or ():
        if int(xf.get("xfId", "0")) >= (len(named) if named is not None else 1):
            found.append("styles: a format names a style that is not there")
    return formats, found


def _count(data: bytes | None, tag: str) -> int:
    return len(ElementTree.fromstring(data).findall(f"{MAIN}{tag}")) if data else 0


def _sheet(part: str, data: bytes, content: dict[str, bytes], formats: int, texts: int) -> list[str]:
    root = ElementTree.fromstring(data)
    found = _order(part, data, WORKSHEET)
    used = _rows(part, root, formats, texts, found)
    dimension = root.find(f"{MAIN}dimension")
    if dimension is not None and used:
        left, top, right, bottom = range_boundaries(dimension.get("ref"))
        if not all(left <= column <= right and top <= row <= bottom for row, column in used):
            found.append(f"{part}: cells outside the dimension {dimension.get('ref')}")
    relations = _ids(content, part)
    _links(part, root, relations, found)
    _tables(part, root, relations, content, used, found)
    for each in root.iter():
        name = each.get(f"{REL}id")
        if name and name not in relations:
            found.append(f"{part}: {each.tag} names the relationship {name}, which is not there")
    return found


def _rows(
    part: str, root: ElementTree.Element, formats: int, texts: int, found: list[str]
) -> dict[tuple[int, int], str]:
    used: dict[tuple[int, int], str] = {}
    last = 0
    for row in root.find(f"{MAIN}sheetData") or ():
        number = int(row.get("r", "0"))
        if number <= last or number > 1_048_576:
            found.append(f"{part}: row {number} after row {last}")
        last = number
        if {name for name in row.attrib if not name.startswith("{")} - ROW:
            found.append(f"{part}: row {number} has unknown attributes {row.attrib}")
        previous = 0
        for cell in row:
            if cell.tag != f"{MAIN}c":
                continue
            reference = cell.get("r", "")
            letters = reference.rstrip("0123456789")
            column = column_index_from_string(letters)
            if reference != f"{letters}{number}" or column <= previous:
                found.append(f"{part}: cell {reference} in row {number} after column {previous}")
            previous = column
            used[number, column] = _cell(part, cell, formats, texts, found)
        spans = row.get("spans")
        columns = [column for r, column in used if r == number]
        if (
            spans
            and columns
            and not int(spans.split(":")[0]) <= min(columns) <= max(columns) <= int(spans.split(":")[1])
        ):
            found.append(f"{part}: row {number} spans {spans}, holds {columns}")
    return used


def _cell(part: str, cell: ElementTree.Element, formats: int, texts: int, found: list[str]) -> str:
    where = f"{part}: {cell.get('r')}"
    kind = cell.get("t", "n")
    inner = [child.tag.removeprefix(MAIN) for child in cell]
    if set(cell.attrib) - CELL or kind not in CELL_TYPES:
        found.append(f"{where} has unknown attributes {cell.attrib}")
    if int(cell.get("s", "0")) >= formats:
        found.append(f"{where} has the format {cell.get('s')} of {formats}")
    if inner not in ([], ["f"], ["v"], ["f", "v"], ["is"]) or (
        ("is" in inner) != (kind == "inlineStr") and inner
    ):
        found.append(f"{where} holds {inner} as {kind}")
    value = cell.findtext(f"{MAIN}v")
    if kind == "s" and (value is None or int(value) >= texts) and inner:
        found.append(f"{where} names the text {value} of {texts}")
    if kind == "n" and value:
        float(value)
    if kind == "b" and value not in ("0", "1"):
        found.append(f"{where} is {value}")
    for text in cell.iter(f"{MAIN}t"):
        if len(text.text or "") > 32_767:
            found.append(f"{where} is too long")
    return "f" if "f" in inner else "".join(cell.itertext())


def _drawing(part: str, data: bytes, content: dict[str, bytes]) -> list[str]:
    root = ElementTree.fromstring(data)
    found = [] if root.tag == f"{XDR}wsDr" else [f"{part}: is no drawing but {root.tag}"]
    relations = _ids(content, part)
    shapes = [each.get("id") for each in root.iter() if each.tag.endswith("}cNvPr")]
    if len(set(shapes)) != len(shapes):
        found.append(f"{part}: two shapes have one id: {shapes}")
    for anchor in root:
        order = ANCHORS.get(anchor.tag.removeprefix(XDR))
        inner = [child.tag.rpartition("}")[2] for child in anchor]
        if order and ["" if name in DRAWN else name for name in inner] != order:
            found.append(f"{part}: {anchor.tag} holds {inner}")
        row = anchor.findtext(f"{XDR}from/{XDR}row")
        if row and not 0 <= int(row) < 1_048_576:
            found.append(f"{part}: something stands in row {row}")
    for blip in root.iter(f"{DML}blip"):
        told = relations.get(blip.get(f"{REL}embed", ""))
        if told is None or not told.get("Type", "").endswith("/image"):
            found.append(f"{part}: a picture names {blip.get(f'{REL}embed')}, which is no picture")
    types = ElementTree.fromstring(content["[Content_Types].xml"])
    told_type = {e.get("PartName"): e.get("ContentType", "") for e in types}.get(f"/{part}", "")
    if not told_type.endswith(("drawing+xml", "drawingml.chartshapes+xml", "vmlDrawing")):
        found.append(f"{part}: has the content type {told_type}")
    return found


def _links(
    part: str, root: ElementTree.Element, relations: dict[str, ElementTree.Element], found: list[str]
) -> None:
    links = root.find(f"{MAIN}hyperlinks")
    if links is None:
        return
    if not len(links):
        found.append(f"{part}: an empty list of hyperlinks")
    seen = set()
    for link in links:
        if {n for n in link.attrib if "revision" not in n} - LINK or link.tag != f"{MAIN}hyperlink":
            found.append(f"{part}: hyperlink with {link.attrib}")
        if link.get("ref") in seen:
            found.append(f"{part}: two hyperlinks on {link.get('ref')}")
        seen.add(link.get("ref"))
        relation = link.get(f"{REL}id")
        if relation and (relation not in relations or relations[relation].get("TargetMode") != "External"):
            found.append(f"{part}: the hyperlink on {link.get('ref')} leads nowhere")
        if not relation and not link.get("location"):
            found.append(f"{part}: the hyperlink on {link.get('ref')} has no target")


def _tables(
    part: str,
    root: ElementTree.Element,
    relations: dict[str, ElementTree.Element],
    content: dict[str, bytes],
    used: dict[tuple[int, int], str],
    found: list[str],
) -> None:
    areas = []
    for each in root.findall(f"{MAIN}tableParts/{MAIN}tablePart"):
        target = relations[each.get(f"{REL}id", "")].get("Target", "")
        name = (
            target[1:]
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        )
        table = ElementTree.fromstring(content[name])
        left, top, right, bottom = area = range_boundaries(table.get("ref"))
        columns = table.find(f"{MAIN}tableColumns")
        assert columns is not None
        if int(columns.get("count", "0")) != len(columns) or len(columns) != right - left + 1:
            found.append(f"{name}: {len(columns)} columns in {table.get('ref')}")
        if bottom <= top:
            found.append(f"{name}: no rows in {table.get('ref')}")
        filtered = table.find(f"{MAIN}autoFilter")
        totals = int(table.get("totalsRowCount", "0"))
        if filtered is not None and range_boundaries(filtered.get("ref")) != (
            left,
            top,
            right,
            bottom - totals,
        ):
            found.append(f"{name}: filter {filtered.get('ref')} in {table.get('ref')}")
        areas.append(area)
        for merged in root.findall(f"{MAIN}mergeCells/{MAIN}mergeCell"):
            m = range_boundaries(merged.get("ref"))
            if m[0] <= right and m[2] >= left and m[1] <= bottom and m[3] >= top:
                found.append(f"{name}: merged cells {merged.get('ref')} in the table")
    for one in areas:
        for other in areas:
            if (
                one < other
                and one[0] <= other[2]
                and other[0] <= one[2]
                and one[1] <= other[3]
                and other[1] <= one[3]
            ):
                found.append(f"{part}: tables overlap")
