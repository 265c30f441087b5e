"""The last resort for machines without Word and LibreOffice: a small converter, behind two guards.

It may draw only what it is known to draw well; anything else is named and refused beforehand. What it drew is compared
with the document afterwards, like every engine's work.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lotbook.errors import PdfEngineError

_PACKAGE = "word2pdf"
# What it leaves out, draws in the wrong place or cannot draw at all; each with the words a user knows it by.
_CANNOT = (
    (r"<w:txbxContent|<wps:txbx|<v:textbox", "text boxes"),
    (r"<wp:wrap(?:Square|Tight|Through|TopAndBottom)|<wp:anchor", "pictures that text flows around"),
    (r"<mc:AlternateContent", "drawn shapes"),
    (r"<w:object|<c:chart|drawingml/2006/chart", "charts or embedded objects"),
    (r"<w:(?:ins|del|moveFrom|moveTo) ", "tracked changes"),
    (
        r'<w:sym [^>]*w:font="(?:Wingdings|Webdings|Symbol)|[\u2610-\u2612\u2713-\u2718]',
        "tick boxes or symbols",
    ),
    (r'<w:cols [^>]*w:num="(?:[2-9]|\d\d)', "text in columns"),
    (r"<w:bidi/>|<w:rtl/>|<w:bidiVisual/>", "text from right to left"),
    (
        r'<w:tab [^>]*w:val="center"[^>]*/>\s*<w:tab [^>]*w:val="right"',
        "a centred and a right tab in one line",
    ),
    (r"<m:oMath", "formulas"),
    (r'<w:trHeight [^>]*w:hRule="exact"', "rows of a fixed height"),
    (r"<w:framePr", "text in frames"),
    (r"<w:tblpPr", "tables that text flows around"),
    (r'<w:textDirection (?![^>]*w:val="(?:lrTb|lr)")', "text turned on its side"),
    (r"<w:hyperlink [^>]*w:anchor=", "links inside the document"),
)


class Builtin:
    """The built-in converter, when its package is installed."""

    name = "built-in"
    last_resort = True

    def available(self) -> bool:
        """Whether the package is installed."""
        return importlib.util.find_spec(_PACKAGE) is not None

    def version(self) -> str:
        """The package's name and version."""
        if not self.available():
            return ""
        from importlib.metadata import version  # which brings in all that reads e-mails

        return f"{_PACKAGE} {version(_PACKAGE)}"

    def refuses(self, document: Path) -> str:
        """What in the document it cannot draw, in the user's words; empty when it may try."""
        with zipfile.ZipFile(document) as package:
            names = package.namelist()
            texts = [
                package.read(name).decode("utf-8", "replace")
                for name in names
                if re.match(r"word/(document|header\d*|footer\d*)\.xml\Z", name)
            ]
        found = [words for pattern, words in _CANNOT if any(re.search(pattern, text) for text in texts)]
        if any(name.lower().endswith((".emf", ".wmf", ".svg")) for name in names):
            found.append("pictures that are not PNG or JPEG")
        return f"has {' and '.join(found)}, which it cannot draw" if found else ""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """The PDFs of the documents.

        Raises:
            PdfEngineError: it could not draw one of them.
        """
        convert = importlib.import_module(_PACKAGE).convert
        made: list[Path] = []
        for document in documents:
            pdf = folder / f"{document.stem}.pdf"
            try:
                convert(str(document), str(pdf))
            except Exception as error:  # whatever a foreign converter stumbles over
                raise PdfEngineError(f"It stumbled over {document.name}.", cause=f"{error}.") from error
            made.append(pdf)
        return made
