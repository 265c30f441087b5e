"""The look of our Word papers: one page set-up, one type scale, one kind of table, built with python-docx.

Widths are millimetres and add up to the width of the text, 174 mm, which fits A4 and Letter. Nothing here needs a
text box, a floating picture or tab stops: those are what converters draw wrongly.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lotbook.artefacts.word_xml import (
    INK,
    borders,
    closing,
    field,
    fill,
    keep_whole,
    letter,
    plain,
    shade,
    where_filled,
)

TEXT_WIDTH = 174
_ACCENT, _SOFT = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x5B, 0x67, 0x73)
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
        left, right = plain(table, (60, 114)).rows[0].cells
        fill(left, ("{%p if logo %}", "{{ logo }}", "{%p else %}"))
        fill(left, ("{{ company.name }}",), "Company", more=True)
        fill(left, ("{%p endif %}",), more=True)
        fill(right, ("{%p if logo %}",), "Small right")
        fill(right, ("{{ company.name }}",), "Strong right", more=True)
        fill(
            right,
            ("{%p endif %}", "{{ company.address }}", "{{ company.contact }}"),
            "Small right",
            more=True,
        )
        code = "{% if company.supplier_code %}Supplier code {{ company.supplier_code }}{% endif %}"
        fill(right, (code,), "Small right", more=True)
        closing(header.paragraphs[0], last=True)

    def foot(self, text: str) -> None:
        """A line with the paper's number on the left and page x of y on the right."""
        footer = self.document.sections[0].footer
        table = footer.add_table(1, 2, Mm(TEXT_WIDTH))
        left, right = plain(table, (130, 44)).rows[0].cells
        fill(left, (text,), "Small")
        fill(right, ("Page ",), "Small right")
        pages = right.paragraphs[0]
        field(pages, "PAGE")
        pages.add_run(" of ")
        field(pages, "NUMPAGES")
        borders(table, top=_RULE)
        closing(footer.paragraphs[0], last=False)

    def title(self, text: str, under: str) -> None:
        """The paper's name and one line under it."""
        self.document.add_paragraph(text, "Heading 1")
        self.document.add_paragraph(under, "Under title")

    def heading(self, text: str) -> None:
        """A section."""
        self.document.add_paragraph(text, "Heading 2")

    def new_page(self, text: str) -> None:
        """A section that starts on a page of its own."""
        self.document.add_paragraph(text, "Heading 2").paragraph_format.page_break_before = True

    def text(self, *paragraphs: str, style: str = "Normal") -> None:
        """Paragraphs of text, or steps such as ``{%p if ... %}``."""
        for text in paragraphs:
            self.document.add_paragraph(text, style)

    def notice(self, text: str) -> None:
        """One shaded line that must not be overlooked."""
        table = plain(self.document.add_table(1, 1), (TEXT_WIDTH,))
        fill(table.rows[0].cells[0], (text,), "Cell")
        shade(table.rows[0].cells[0], _NOTICE)

    def grid(self, widths: Sequence[int], rows: Sequence[Sequence[Shown]]) -> None:
        """Facts in columns: a small label with its value under it."""
        table = plain(self.document.add_table(len(rows), len(widths)), widths)
        borders(table, top=_RULE, bottom=_RULE, inside=_RULE)
        for row, shown in zip(table.rows, rows, strict=True):
            keep_whole(row)
            position = 0
            for cell in shown:
                target = row.cells[position]
                if cell.span > 1:
                    target = target.merge(row.cells[position + cell.span - 1])
                fill(target, (cell.label,), "Label")
                fill(target, (cell.value,), "Cell", more=True)
                position += cell.span

    def table(self, loop: str, columns: Sequence[Column]) -> None:
        """A table with one row for each item of a list; its head is repeated on every page it reaches."""
        table = plain(self.document.add_table(4, len(columns)), [column.width for column in columns])
        borders(table, top=_RULE, bottom=_RULE, inside=_RULE)
        head, begin, each, end = table.rows
        for cell, column in zip(head.cells, columns, strict=True):
            fill(cell, (column.heading,), "Table head")
            shade(cell, _FILL)
        for cell, column in zip(each.cells, columns, strict=True):
            first, *others = column.shows
            fill(cell, (first,), "Cell")
            for line in others:
                fill(cell, where_filled(line), "Cell small", more=True)
        fill(begin.cells[0], (f"{{%tr for {loop} %}}",), "Cell")
        fill(end.cells[0], ("{%tr endfor %}",), "Cell")
        keep_whole(head, repeat=True)
        keep_whole(each)

    def side_by_side(self, widths: Sequence[int], cells: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Blocks of (text, style) beside each other that stay on one page."""
        table = plain(self.document.add_table(1, len(widths)), widths)
        keep_whole(table.rows[0])
        for cell, lines in zip(table.rows[0].cells, cells, strict=True):
            for number, (text, style) in enumerate(lines):
                fill(cell, (text,), style, more=number > 0)

    def content(self) -> bytes:
        """The finished file; equal papers give equal parts, and equal bytes on one machine."""
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
        section.top_margin, section.bottom_margin = Mm(32), Mm(17)
        section.header_distance, section.footer_distance = Mm(11), Mm(9)
        settings = self.document.settings.element
        for name in ("hideGrammaticalErrors", "hideSpellingErrors"):  # a tag is no word of any language
            settings.insert(1, OxmlElement(f"w:{name}"))
        mode = next(iter(settings.iter(qn("w:compatSetting"))))
        mode.set(qn("w:val"), "15")  # Word 2013 and later, else Word opens it in compatibility mode

    def _styles(self) -> None:
        styles = self.document.styles
        letter(styles["Normal"], 10, after=4)
        letter(styles["Heading 1"], 20, colour=_ACCENT, bold=True, after=0)
        letter(styles["Heading 2"], 11.5, colour=_ACCENT, bold=True, before=8, after=3, keep=True)
        letter(styles["List Bullet"], 10, after=2)
        for name, size, colour, bold, before, right in _OWN_STYLES:
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            letter(style, size, colour=colour, bold=bold, before=before)
            if right:
                style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        styles["Under title"].paragraph_format.space_after = Pt(6)
        styles["Statement"].paragraph_format.space_after = Pt(4)
        styles["Statement"].paragraph_format.keep_with_next = True  # never parted from its signature


# name, size, colour, bold, space before, aligned right
_OWN_STYLES = (
    ("Under title", 10.5, _SOFT, False, 0, False),
    ("Company", 16, _ACCENT, True, 0, False),
    ("Strong right", 10, INK, True, 0, True),
    ("Small", 8.5, _SOFT, False, 0, False),
    ("Small right", 8.5, _SOFT, False, 0, True),
    ("Label", 8, _SOFT, False, 1, False),
    ("Cell", 9.5, INK, False, 0, False),
    ("Cell small", 8.5, _SOFT, False, 0, False),
    ("Table head", 8.5, INK, True, 0, False),
    ("Statement", 10, INK, False, 0, False),
    ("Under table", 9.5, INK, False, 6, False),
    ("Gap", 4, INK, False, 0, False),
    ("Line", 10, INK, False, 0, False),
    ("Name to sign over", 10, INK, False, 40, False),
    ("Signature picture", 10, INK, False, 4, False),
    ("Signature space", 10, INK, False, 34, False),
)
