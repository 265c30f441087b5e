"""What python-docx has no word for: fixed columns, lines and shades of tables, rows kept whole, page numbers."""
# ruff: noqa: SLF001 - python-docx gives its XML in no other way

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

FONT = "Calibri"  # Carlito has the same widths where Calibri is not installed
INK = RGBColor(0x22, 0x2B, 0x36)


def letter(
    style: ParagraphStyle,
    size: float,
    *,
    colour: RGBColor = INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    """Sets a style's type; theme fonts would win over the font named here, so they go."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.keep_with_next, shape.widow_control = keep, True


def plain(table: Table, widths: Sequence[int]) -> Table:
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


def borders(table: Table, *, top: str = "", bottom: str = "", inside: str = "") -> None:
    """Horizontal lines in these colours; none where there is no colour."""
    lines = OxmlElement("w:tblBorders")
    for side, colour in (("top", top), ("bottom", bottom), ("insideH", inside)):
        if colour:
            line = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
                line.set(qn(f"w:{key}"), value)
            lines.append(line)
    _set(table, lines)


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


def fill(cell: _Cell, texts: Sequence[str], style: str = "Normal", *, more: bool = False) -> None:
    """Writes paragraphs into a cell, from its first one on or, with ``more``, behind what stands there."""
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 and not more else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)


def where_filled(line: str) -> tuple[str, ...]:
    """The paragraphs of ``field ? text``: the text between steps that leave it out where the field is empty."""
    field, mark, text = line.partition(" ? ")
    return (f"{{%p if {field} %}}", text, "{%p endif %}") if mark else (line,)


def shade(cell: _Cell, colour: str) -> None:
    """Fills a cell's ground with a colour."""
    ground = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def keep_whole(row: _Row, *, repeat: bool = False) -> None:
    """A row is never torn over two pages; a head row comes again on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def field(paragraph: Paragraph, code: str) -> None:
    """A number that Word keeps up to date: PAGE or NUMPAGES."""
    kept = OxmlElement("w:fldSimple")
    kept.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    kept.append(run)
    paragraph._p.append(kept)


def closing(paragraph: Paragraph, *, last: bool) -> None:
    """The paragraph that Word wants in a header or footer beside its table, made as small as it can be."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)
    if last:
        parent = paragraph._p.getparent()
        assert parent is not None
        parent.append(paragraph._p)
