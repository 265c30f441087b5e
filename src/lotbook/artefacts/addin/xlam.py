"""Builds the add-in file that Excel loads, from the text sources in ``addin/vba`` and the generated ribbon.

The container is an empty add-in that Excel itself saved, as pyOpenVBA carries it; ours are the modules, the ribbon and
the document properties. The same sources give the same bytes on every machine. pyOpenVBA is needed here only.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from lotbook import __version__
from lotbook.artefacts.addin.vba_project import source_only

MODULES = ("Ribbon", "Bridge", "Words", "Files", "Host")  # in the order of a click
UI_PART = "customUI/customUI14.xml"
_UI_RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell; the day of building would change the bytes
_CODE_PAGE = "ascii"  # sources hold plain letters only, so no code page of a reader can change them
_BUILT = "2026-01-01T00:00:00Z"
_CORE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>Lotbook</dc:creator>\
<dc:description>{description}</dc:description><cp:lastModifiedBy>Lotbook</cp:lastModifiedBy>\
<dcterms:created xsi:type="dcterms:W3CDTF">{built}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{built}</dcterms:modified></cp:coreProperties>"""
_APP = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity></Properties>"""
_DESCRIPTION = "Number deliveries, check the workbook, answer a recall, issue certificates: the tab Lotbook."


def sources(folder: Path) -> dict[str, str]:
    """The modules of the add-in: name -> text, as they lie in ``addin/vba``."""
    return {name: (folder / f"{name}.bas").read_text(encoding=_CODE_PAGE) for name in MODULES}


def build_xlam(
    target: Path, modules: Mapping[str, str], ribbon: str, classes: Mapping[str, str] | None = None
) -> None:
    """Writes an add-in of standard modules, the ribbon and, for tests only, class modules.

    Raises:
        ValueError: pyOpenVBA found the project wanting; the message lists why.
    """
    parts = _parts(modules, classes or {})
    parts["_rels/.rels"] = _with_ribbon(parts["_rels/.rels"])
    parts["xl/vbaProject.bin"] = source_only(parts["xl/vbaProject.bin"])
    parts["docProps/core.xml"] = _properties()
    parts["docProps/app.xml"] = _APP.encode()
    parts[UI_PART] = ribbon.encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    _pack(target, parts.items())


def _parts(modules: Mapping[str, str], classes: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of an empty add-in with our modules in it."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.xlam"
        with ExcelFile.create_new(path) as file:
            project = file.vba_project()
            for name, text in modules.items():
                project.add_module(name, _lines(text))
            for name, text in classes.items():
                project.add_module(name, _lines(text), kind=VBAModuleKind.other)
            project.delete_module("Module1")
            if wanting := project.validate():
                raise ValueError("; ".join(map(str, wanting)))
            file.save()
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}


def _lines(text: str) -> str:
    """VBA's own line ends, whatever the checkout has."""
    return re.sub(r"\r?\n", "\r\n", text)


def _with_ribbon(relationships: bytes) -> bytes:
    added = f'<Relationship Id="rIdRibbon" Type="{_UI_RELATIONSHIP}" Target="{UI_PART}"/></Relationships>'
    return relationships.replace(b"</Relationships>", added.encode())


def _properties() -> bytes:
    """Title and description are what Excel shows under Add-ins; the title carries the version for `lotbook addin`."""
    texts = {"title": f"Lotbook {__version__}", "description": _DESCRIPTION, "built": _BUILT}
    return _CORE.format(**{key: escape(value) for key, value in texts.items()}).encode()


def _pack(target: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    """Stored, not packed: packing differs from machine to machine, and a checksum is to be the same on all."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # not the system it was built on
            package.writestr(entry, content)
