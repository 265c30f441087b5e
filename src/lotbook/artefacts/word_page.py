"""The look of our Word papers: one page set-up, one type scale, one kind of table, built with python-docx.

Widths are millimetres and add up to the width of the text, 174 mm, which fits A4 and Letter. Nothing here needs a
text box, a floating picture or tab stops: those are what converters draw wrongly.
"""
# ruff: noqa: SLF001 - python-docx gives its XML in no other way

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

TEXT_WIDTH = 174
_FONT = "Calibri"  # Carlito has the same widths where Calibri is not installed
_INK, _ACCENT, _SOFT = RGBColor(0x22, 0x2B, 0x36), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x5B, 0x67, 0x73)
_RULE, _FILL, _NOTICE = "C9D1DA", "EDF2F7", "FDF3E1"
_MADE = datetime(2024, 1, 1, tzinfo=UTC)
_ALWAYS_1980 = (1980, 1, 1, 0, 0, 0)


class Shown(NamedTuple):
    """One cell of a grid: a small label, what stands under it, and how many columns it takes."""

    label: str
    value: str
    span: int = 1


class Column(NamedTuple):
    """One column of a table: its heading, its width in millimetres, the lines each row shows there.

    A further line ``lot.mill ? Mill {{ lot.mill }}`` stands there only where that field is filled.
    """

    heading: str
    width: int
    shows: tuple[str, ...]


class Page:
    """A paper under construction, from top to bottom."""

    def __init__(self, title: str, subject: str) -> None:
        self.document = Document()
        self._set_up()
        self._styles()
        properties = self.document.core_properties
        properties.title, properties.subject = title, subject
        properties.author, properties.comments = "{{ company.name }}", ""
        properties.created = properties.modified = _MADE
        properties.last_modified_by = ""

    def head(self) -> None:
        """Logo or name on the left, the company's address on the right, on every page."""
        header = self.document.sections[0].header
        table = header.add_table(1, 2, Mm(TEXT_WIDTH))
        left, right = _plain(table, (60, 114)).rows[0].cells
        _fill(left, ("{%p if logo %}", "{{ logo }}", "{%p else %}"))
        _fill(left, ("{{ company.name }}",), "Company", more=True)
        _fill(left, ("{%p endif %}",), more=True)
        _fill(right, ("{%p if logo %}",), "Small right")
        _fill(right, ("{{ company.name }}",), "Strong right", more=True)
        _fill(
            right,
            ("{%p endif %}", "{{ company.address }}", "{{ company.contact }}"),
            "Small right",
            more=True,
        )
        code = "{% if company.supplier_code %}Supplier code {{ company.supplier_code }}{% endif %}"
        _fill(right, (code,), "Small right", more=True)
        _closing(header.paragraphs[0], last=True)

    def foot(self, text: str) -> None:
        """A line with the paper's number on the left and page x of y on the right."""
        footer = self.document.sections[0].footer
        table = footer.add_table(1, 2, Mm(TEXT_WIDTH))
        left, right = _plain(table, (130, 44)).rows[0].cells
        _fill(left, (text,), "Small")
        _fill(right, ("Page ",), "Small right")
        pages = right.paragraphs[0]
        _field(pages, "PAGE")
        pages.add_run(" of ")
        _field(pages, "NUMPAGES")
        _borders(table, top=_RULE)
        _closing(footer.paragraphs[0], last=False)

    def title(self, text: str, under: str) -> None:
        """The paper's name and one line under it."""
        self.document.add_paragraph(text, "Heading 1")
        self.document.add_paragraph(under, "Under title")

    def heading(self, text: str) -> None:
        """A section."""
        self.document.add_paragraph(text, "Heading 2")

    def text(self, *paragraphs: str, style: str = "Normal") -> None:
        """Paragraphs of text, or steps such as ``{%p if ... %}``."""
        for text in paragraphs:
            self.document.add_paragraph(text, style)

    def notice(self, text: str) -> None:
        """One shaded line that must not be overlooked."""
        table = _plain(self.document.add_table(1, 1), (TEXT_WIDTH,))
        _fill(table.rows[0].cells[0], (text,), "Cell")
        _shade(table.rows[0].cells[0], _NOTICE)

    def grid(self, widths: Sequence[int], rows: Sequence[Sequence[Shown]]) -> None:
        """Facts in columns: a small label with its value under it."""
        table = _plain(self.document.add_table(len(rows), len(widths)), widths)
        _borders(table, top=_RULE, bottom=_RULE, inside=_RULE)
        for row, shown in zip(table.rows, rows, strict=True):
            _keep_whole(row)
            position = 0
            for cell in shown:
                target = row.cells[position]
                if cell.span > 1:
                    target = target.merge(row.cells[position + cell.span - 1])
                _fill(target, (cell.label,), "Label")
                _fill(target, (cell.value,), "Cell", more=True)
                position += cell.span

    def table(self, loop: str, columns: Sequence[Column]) -> None:
        """A table with one row for each item of a list; its head is repeated on every page it reaches."""
        table = _plain(self.document.add_table(4, len(columns)), [column.width for column in columns])
        _borders(table, top=_RULE, bottom=_RULE, inside=_RULE)
        head, begin, each, end = table.rows
        for cell, column in zip(head.cells, columns, strict=True):
            _fill(cell, (column.heading,), "Table head")
            _shade(cell, _FILL)
        for cell, column in zip(each.cells, columns, strict=True):
            first, *others = column.shows
            _fill(cell, (first,), "Cell")
            for line in others:
                _fill(cell, _where_filled(line), "Cell small", more=True)
        _fill(begin.cells[0], (f"{{%tr for {loop} %}}",), "Cell")
        _fill(end.cells[0], ("{%tr endfor %}",), "Cell")
        _keep_whole(head, repeat=True)
        _keep_whole(each)

    def side_by_side(self, widths: Sequence[int], cells: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Blocks of (text, style) beside each other that stay on one page."""
        table = _plain(self.document.add_table(1, len(widths)), widths)
        _keep_whole(table.rows[0])
        for cell, lines in zip(table.rows[0].cells, cells, strict=True):
            for number, (text, style) in enumerate(lines):
                _fill(cell, (text,), style, more=number > 0)

    def content(self) -> bytes:
        """The finished file; equal papers give equal bytes."""
        raw, packed = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _ALWAYS_1980)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return packed.getvalue()

    def _set_up(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin, section.bottom_margin = Mm(34), Mm(20)
        section.header_distance, section.footer_distance = Mm(11), Mm(9)
        settings = self.document.settings.element
        for name in ("hideGrammaticalErrors", "hideSpellingErrors"):  # a tag is no word of any language
            settings.insert(1, OxmlElement(f"w:{name}"))
        mode = next(iter(settings.iter(qn("w:compatSetting"))))
        mode.set(qn("w:val"), "15")  # Word 2013 and later, else Word opens it in compatibility mode

    def _styles(self) -> None:
        styles = self.document.styles
        _letter(styles["Normal"], 10, after=4)
        _letter(styles["Heading 1"], 20, colour=_ACCENT, bold=True, after=0)
        _letter(styles["Heading 2"], 11.5, colour=_ACCENT, bold=True, before=10, after=3, keep=True)
        _letter(styles["List Bullet"], 10, after=2)
        for name, size, colour, bold, before, right in _OWN_STYLES:
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            _letter(style, size, colour=colour, bold=bold, before=before)
            if right:
                style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        styles["Under title"].paragraph_format.space_after = Pt(6)
        styles["Statement"].paragraph_format.space_after = Pt(4)
        styles["Statement"].paragraph_format.keep_with_next = True  # never parted from its signature


# name, size, colour, bold, space before, aligned right
_OWN_STYLES = (
    ("Under title", 10.5, _SOFT, False, 0, False),
    ("Company", 16, _ACCENT, True, 0, False),
    ("Strong right", 10, _INK, True, 0, True),
    ("Small", 8.5, _SOFT, False, 0, False),
    ("Small right", 8.5, _SOFT, False, 0, True),
    ("Label", 8, _SOFT, False, 1, False),
    ("Cell", 9.5, _INK, False, 0, False),
    ("Cell small", 8.5, _SOFT, False, 0, False),
    ("Table head", 8.5, _INK, True, 0, False),
    ("Statement", 10, _INK, False, 0, False),
    ("Under table", 9.5, _INK, False, 6, False),
    ("Signature picture", 10, _INK, False, 8, False),
    ("Signature space", 10, _INK, False, 34, False),
)


def _letter(
    style: ParagraphStyle,
    size: float,
    *,
    colour: RGBColor = _INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    """Sets a style's type; theme fonts would win over the font named here, so they go."""
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.keep_with_next, shape.widow_control = keep, True


def _plain(table: Table, widths: Sequence[int]) -> Table:
    """Fixed columns, no lines, a little air in each cell."""
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for index, width in enumerate(widths):
        table.columns[index].width = Mm(width)
        for cell in table.columns[index].cells:
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _set(table, margins)
    return table


def _borders(table: Table, *, top: str = "", bottom: str = "", inside: str = "") -> None:
    borders = OxmlElement("w:tblBorders")
    for side, colour in (("top", top), ("bottom", bottom), ("insideH", inside)):
        if colour:
            line = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
                line.set(qn(f"w:{key}"), value)
            borders.append(line)
    _set(table, borders)


def _set(table: Table, element: _Element) -> None:
    """Puts a property of a table where Word's schema wants it."""
    properties = table._tbl.tblPr
    later = _AFTER[element.tag]
    following = next((child for child in properties if child.tag in map(qn, later)), None)
    if following is None:
        properties.append(element)
    else:
        following.addprevious(element)


_AFTER = {
    qn("w:tblBorders"): ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    qn("w:tblCellMar"): ("w:tblLook",),
}


def _fill(cell: _Cell, texts: Sequence[str], style: str = "Normal", *, more: bool = False) -> None:
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 and not more else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)


def _where_filled(line: str) -> tuple[str, ...]:
    field, mark, text = line.partition(" ? ")
    return (f"{{%p if {field} %}}", text, "{%p endif %}") if mark else (line,)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: _Row, *, repeat: bool = False) -> None:
    """A row is never torn over two pages; a head row comes again on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _closing(paragraph: Paragraph, *, last: bool) -> None:
    """The paragraph that Word wants in a header or footer beside its table, made as small as it can be."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)
    if last:
        parent = paragraph._p.getparent()
        assert parent is not None
        parent.append(paragraph._p)
