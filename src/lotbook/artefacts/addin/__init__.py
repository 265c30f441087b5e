"""Builds what Excel and LibreOffice load: the ribbon, the add-in, the extension, and the page that lists the buttons."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from lotbook.artefacts.addin.button_page import button_page
from lotbook.artefacts.addin.oxt import COMPONENT, build_oxt
from lotbook.artefacts.addin.ribbon_picture import ribbon_picture
from lotbook.artefacts.addin.ribbon_xml import ribbon_xml
from lotbook.artefacts.addin.xlam import build_xlam, sources


def rebuild(folder: Path) -> None:
    """Writes the generated files of the folder ``addin``; its ``vba`` and ``oxt`` are kept by hand.

    The add-in file itself needs pyOpenVBA, a tool of developers; without it the file is left as it is, and said so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"ribbon.xml": ribbon_xml(), "README.md": button_page(), "ribbon.svg": ribbon_picture()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    build_oxt(folder / "lotbook.oxt", (folder / "oxt" / COMPONENT).read_text(encoding="utf-8"))
    if find_spec("pyopenvba"):
        build_xlam(folder / "lotbook.xlam", sources(folder / "vba"), texts["ribbon.xml"])
    else:
        print("addin/lotbook.xlam was not built: it needs pyopenvba.", file=sys.stderr)
