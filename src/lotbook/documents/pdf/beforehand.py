"""What can be told of a template's PDF before a certificate needs it: letters without a font, rows that cut text off."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lotbook.documents.pdf import glyphs, making
from lotbook.documents.pdf.engine import Engine
from lotbook.documents.template.check import Fault
from lotbook.documents.template.docx_text import stories

_FIXED = re.compile(rb'<w:(?:trHeight|framePr) [^>]*w:hRule="exact"')
_READ = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml\Z")


def fixed_heights(template: Path) -> int:
    """How many rows and frames of a .docx have a height that does not grow with what stands in them."""
    with zipfile.ZipFile(template) as package:
        parts = [package.read(name) for name in package.namelist() if _READ.match(name)]
    return sum(len(_FIXED.findall(part)) for part in parts)


def without_a_font(template: Path, *, using: Sequence[Engine] | None = None) -> Iterator[Fault]:
    """The place of letters that every PDF made here would show as empty boxes; only a drawing tells, so one is made.

    Templates in Latin letters alone are not drawn. Without a PDF engine nothing can be told.

    Args:
        template: the .docx file.
        using: engines of which the first is asked; those of this machine when left out.

    Raises:
        TemplateError: the file is no Word document.
        PdfEngineError: the engine failed.
    """
    rare = [
        each
        for story in stories(template)
        for each in story.paragraphs
        if any(map(glyphs.may_lack, each.text))
    ]
    every = making.engines() if using is None else using
    engine = next((each for each in every if each.available()), None) if rare else None
    if engine is None:
        return
    with tempfile.TemporaryDirectory(prefix="lotbook-letters-", ignore_cleanup_errors=True) as scratch:
        copy = Path(shutil.copyfile(template, Path(scratch, "t.docx")))  # engines stumble over other names
        boxes = glyphs.without_a_font(engine.convert([copy], Path(scratch))[0])
    for paragraph in rare:
        if found := "".join(letter for letter in boxes if letter in paragraph.text):
            yield Fault(
                paragraph.place,
                found,
                f"cannot be drawn: {engine.name} has no font for these letters, and no PDF would be made. Install a font "
                "that has them, such as Noto, or write them in other letters",
            )
