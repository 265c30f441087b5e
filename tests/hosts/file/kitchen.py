"""A workbook of ours with everything a user, Excel or an add-in may put into one: nothing of it may get lost."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

from tests.hosts.file.books import headers, parts, rewrite, table_name

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
LOTS = 30
EXTRA = ["My column", "Value"]  # the user's own, the second one calculated


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    line = b"\0" + b"\x20\x80\xc0" * 8
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(line * 8))
        + chunk(b"IEND", b"")
    )


def make(path: Path) -> Path:
    """The workbook as .xlsm; the macro project is a dummy, it is never run."""
    logo, project = path.with_suffix(".png"), path.with_suffix(".bin")
    logo.write_bytes(picture())
    project.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a macro project" * 64)
    _build(path, logo, project)
    logo.unlink()
    project.unlink()
    return _inject(path)


def _build(path: Path, logo: Path, project: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.add_vba_project(str(project))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#FFEEAA"})
    ws = book.add_worksheet("Receiving")
    names = [*headers("Receiving"), *EXTRA]
    at = {name: number for number, name in enumerate(names)}
    last = len(names) - 1
    for i in range(1, LOTS + 1):
        ws.write_string(i, at["Lot ID"], f"ALU-0524-{i:03}", text)
        ws.write_datetime(i, at["Received on"], datetime(2024, 1, 1) + timedelta(i), day)
        ws.write_string(i, at["Supplier"], f"Supplier {i % 5}")
        ws.write_string(i, at["Heat on certificate"], f"{i:05}", text)
        ws.write_number(i, at["Quantity"], i * 1.5)
        ws.write_string(i, at["Status"], "Released")
        ws.write_string(i, at["My column"], f"mine {i}", bold)
    columns = [{"header": name} for name in names]
    columns[at["Received on"]]["format"] = day
    columns[at["Value"]]["formula"] = "=Receiving[[#This Row],[Quantity]]*2"
    ws.add_table(0, 0, LOTS, last, {"name": "Receiving", "columns": columns, "style": "Table Style Light 9"})
    status = at["Status"]
    ws.data_validation(1, status, LOTS, status, {"validate": "list", "source": ["Released", "Hold"]})
    ws.data_validation(1, 2, LOTS, 2, {"validate": "list", "source": "=Lists!$A$1:$A$5"})
    ws.conditional_format(
        1, at["Quantity"], LOTS, at["Quantity"], {"type": "data_bar", "data_bar_2010": True}
    )
    ws.conditional_format(
        1, status, LOTS, status, {"type": "cell", "criteria": "==", "value": '"Hold"', "format": bold}
    )
    ws.ignore_errors({"number_stored_as_text": f"D2:D{LOTS + 1}"})
    ws.write_comment("A2", "checked by JS")
    ws.write_url(1, at["Certificate file"], "external:certificates/1.pdf", string="1.pdf")
    ws.write_url(2, at["Certificate file"], "internal:'Dashboard'!A1", string="2.pdf")
    ws.set_column(0, 0, 23.5)
    ws.freeze_panes(1, 1)
    ws.set_header("&L&G", {"image_left": str(logo)})
    ws.set_landscape()
    ws.repeat_rows(0)
    ws.write_string(0, last + 3, "my notes beside the table")
    ws.write_string(2, last + 3, "a note in row 3")
    for name in ("Cuts", "Shipments", "Orders"):
        sheet = book.add_worksheet(name)
        for number, header in enumerate(headers(name)):
            sheet.write_string(0, number, header)
        sheet.add_table(
            0, 0, 1, len(headers(name)) - 1,
            {"name": table_name(name), "columns": [{"header": h} for h in headers(name)]},
        )  # fmt: skip
    board = book.add_worksheet("Dashboard")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Receiving!$H$2:$H$31", "categories": "=Receiving!$A$2:$A$31"})
    board.insert_chart("B2", chart)
    board.insert_image("L2", str(logo))
    board.insert_textbox("L8", "How to use this sheet")
    board.add_sparkline("A1", {"range": "Receiving!H2:H31"})
    board.insert_button("L16", {"macro": "NewLot", "caption": "New lot"})
    board.write_formula("A20", "=SUM(Receiving[Quantity])", None, 697.5)
    board.write_dynamic_array_formula("C20:C20", "=_xlfn._xlws.SORT(Receiving[Supplier])")
    board.write_rich_string("A22", "Heat ", bold, "BOLD", " plain")
    board.write_url("A23", "https://example.com/cert", None, "cert")
    board.merge_range("A25:D25", "merged", bold)
    board.embed_image("A28", str(logo))
    report = book.add_worksheet("Recall")
    report.set_column(0, 0, 41)
    report.set_landscape()
    report.set_footer("&CPage &P of &N")
    report.merge_range("A1:C1", "an old recall", bold)
    report.write_formula("A2", "=1+1", None, 2)
    report.write_url("A3", "https://example.com/old")
    report.write_url("A4", "internal:Receiving!A1")
    report.conditional_format("A1:A99", {"type": "cell", "criteria": "==", "value": '"Hold"', "format": bold})
    report.insert_image("F1", str(logo))
    lists = book.add_worksheet("Lists")
    for i in range(5):
        lists.write(i, 0, f"Supplier {i}")
    lists.hide()
    lists.protect("secret")
    sheet = book.add_chartsheet("Trend")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Receiving!$H$2:$H$31"})
    sheet.set_chart(line)
    book.define_name("Lots", "=Receiving!$A$2:$A$31")
    book.set_custom_property("Lotbook schema", 1)
    book.set_custom_property("MSIP_Label_abc_Enabled", "true")
    book.set_properties({"title": "Traceability", "author": "the shop"})
    book.close()


class _Injector:
    """Puts parts in by hand that no library writes."""

    def __init__(self, path: Path) -> None:
        self.parts = parts(path)
        self.types = self.parts["[Content_Types].xml"].decode()

    def part(self, name: str, data: str | bytes, kind: str = "") -> None:
        self.parts[name] = data if isinstance(data, bytes) else (_HEAD + data).encode()
        if kind:
            override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
            self.types = self.types.replace("</Types>", f"{override}</Types>")

    def relate(self, part: str, kind: str, target: str, number: int) -> str:
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        empty = (
            _HEAD
            + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
        told = f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/></Relationships>'
        self.parts[name] = self.parts.get(name, empty.encode()).replace(b"</Relationships>", told.encode())
        return f"rId{number}"


def _inject(path: Path) -> Path:
    x = _Injector(path)
    book, sheet = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    ms = "application/vnd.ms-excel"
    x.part("customXml/item1.xml", '<trace xmlns="urn:trace"><schema>3</schema></trace>')
    x.relate(book, f"{_OFFICE}/customXml", "../customXml/item1.xml", 901)
    x.part(
        "docMetadata/LabelInfo.xml",
        '<labelList xmlns="urn:label"/>',
        "application/vnd.ms-office.classificationlabels+xml",
    )
    x.relate(
        "",
        "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
        "docMetadata/LabelInfo.xml",
        902,
    )
    x.part(
        "customUI/customUI14.xml", '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
    )
    x.relate(
        "",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
        "customUI/customUI14.xml",
        903,
    )
    x.part(
        "xl/persons/person.xml",
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
        f"{ms}.person+xml",
    )
    x.relate(
        book, "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml", 905
    )
    x.part(
        "xl/threadedComments/threadedComment1.xml",
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
        f"{ms}.threadedcomments+xml",
    )
    x.relate(
        sheet,
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
        906,
    )
    x.part(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{_X14}" name="Slicer_Status" sourceName="Status"/>',
        f"{ms}.slicerCache+xml",
    )
    cache = x.relate(
        book,
        "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
        "slicerCaches/slicerCache1.xml",
        907,
    )
    x.part(
        "xl/slicers/slicer1.xml",
        f'<slicers xmlns="{_X14}"><slicer name="Status" cache="Slicer_Status" rowHeight="241300"/></slicers>',
        f"{ms}.slicer+xml",
    )
    slicer = x.relate(
        sheet, "http://schemas.microsoft.com/office/2007/relationships/slicer", "../slicers/slicer1.xml", 908
    )
    x.part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheSource type="worksheet"><worksheetSource name="Receiving"/></cacheSource><cacheFields count="0"/></pivotCacheDefinition>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
    )
    pivot = x.relate(book, f"{_OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", 910)
    x.part(
        "xl/connections.xml",
        '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml",
    )
    x.relate(book, f"{_OFFICE}/connections", "connections.xml", 911)
    chain = "".join(f'<c r="AA{row}" i="1"/>' for row in range(2, LOTS + 2))
    x.part(
        "xl/calcChain.xml",
        f'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{chain}<c r="A20" i="5"/><c r="A2" i="6"/></calcChain>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
    )
    x.relate(book, f"{_OFFICE}/calcChain", "calcChain.xml", 913)
    extension = (
        f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{_X14}"><x14:slicerList>'
        f'<x14:slicer r:id="{slicer}"/></x14:slicerList></ext></extLst></worksheet>'
    )
    x.parts[sheet] = x.parts[sheet].replace(b"</extLst></worksheet>", extension.encode())
    assert slicer.encode() in x.parts[sheet]
    tail = (
        f'<pivotCaches><pivotCache cacheId="77" r:id="{pivot}"/></pivotCaches><extLst>'
        '<ext uri="{46BE6895-7355-4a93-B00E-2C351335B9C9}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
        f'<x15:slicerCaches xmlns:x14="{_X14}"><x14:slicerCache r:id="{cache}"/></x15:slicerCaches></ext></extLst></workbook>'
    )
    links = "xl/worksheets/_rels/sheet1.xml.rels"  # XlsxWriter writes the path as Windows does
    x.parts[links] = x.parts[links].replace(b"certificates\\1.pdf", b"certificates/1.pdf")
    data = x.parts[book].replace(b"</workbook>", tail.encode())
    x.parts[book] = data.replace(b' fullCalcOnLoad="1"', b"")

    return rewrite(path, {**x.parts, "[Content_Types].xml": x.types.encode()})
