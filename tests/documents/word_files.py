"""Word files for tests: a template from a few lines, and the text of a document as lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document

from lotbook.documents.template.docx_text import stories


def template(
    path: Path,
    *paragraphs: str,
    table: Sequence[Sequence[str]] = (),
    header: str = "",
    footer: str = "",
) -> Path:
    """A .docx with these paragraphs, one table, a header and a footer."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        drawn = document.add_table(len(table), len(table[0]))
        for row, texts in zip(drawn.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    document.save(path)
    return path


def text_of(path: Path, story: str = "") -> str:
    """The text of a document, one line a paragraph, cells of a row on one line; of one story or of all."""
    lines: list[str] = []
    for part in stories(path):
        if story and part.name != story:
            continue
        if any(paragraph.text.strip() for paragraph in part.paragraphs):
            lines.append(f"[{part.name}]")
        last = None
        for paragraph in part.paragraphs:
            row = (paragraph.table, paragraph.row) if paragraph.table else None
            text = " ".join(paragraph.text.split())
            if row and row == last:
                lines[-1] += f" | {text}"
            elif text or row:
                lines.append(text)
            last = row
    return "\n".join(lines) + "\n"
