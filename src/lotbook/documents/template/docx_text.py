"""Reads what stands in a Word file, paragraph by paragraph with its place, without any Word library.

Used on templates (where is the tag?), on filled documents (is everything there?) and beside PDFs (is it all printed?).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

from lotbook.errors import TemplateError, UnsafeFileError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STORIES = re.compile(r"word/(document|(?:header|footer|footnotes|endnotes)\d*)\.xml\Z")
_CHANGES_BY_THEMSELVES = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "DATE", "TIME", "FILENAME", "TOC"}
)
_LARGEST = 200_000_000  # bytes unpacked; a certificate has well under a tenth of it
_TRACKED = frozenset({f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"})
_STANDS_FOR = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_NO_TEXT = frozenset({f"{_MC}Fallback", f"{_W}pPr", f"{_W}t"})


# SHA-256 of a file -> what stands in it: a template is asked for each package, a document before and after its PDF
_KNOWN: dict[bytes, tuple[Story, ...]] = {}
_MOST_KNOWN = 100


class Paragraph(NamedTuple):
    """One paragraph's text and where it stands; table, row and cell count from 1 and are 0 outside tables."""

    story: str
    number: int
    table: int
    row: int
    cell: int
    text: str

    @property
    def place(self) -> str:
        """The place as a person finds it: ``header, table 1, row 2, cell 1``."""
        parts = [] if self.story == "document" else [self.story]
        if self.table:
            parts.append(f"table {self.table}, row {self.row}, cell {self.cell}")
        else:
            parts.append(f"paragraph {self.number}")
        return ", ".join(parts)


class Row(NamedTuple):
    """One table row: its place in words and whether it shows nothing at all."""

    place: str
    empty: bool


class Story(NamedTuple):
    """One part of a document that holds text: the document itself, a header, a footer, notes.

    Attributes:
        pictures: how many pictures it shows.
        lost_pictures: relationship names of pictures whose file is not in the document.
        tracked: how many tracked insertions, deletions and moves it holds.
    """

    name: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    pictures: int
    lost_pictures: tuple[str, ...]
    tracked: int


def stories(document: Path | IO[bytes], *, name: str = "") -> list[Story]:
    """Everything with text in a .docx, the document first.

    Args:
        document: the file, or its open content.
        name: what messages call it; the file's own name when empty.

    Raises:
        TemplateError: the file is no Word document, or damaged.
        UnsafeFileError: unpacked it would be far larger than any document.
    """
    called = name or (document.name if isinstance(document, Path) else "The document")
    try:
        content = document.read_bytes() if isinstance(document, Path) else document.read()
        digest = hashlib.sha256(content).digest()
        if digest not in _KNOWN:
            if len(_KNOWN) >= _MOST_KNOWN:
                del _KNOWN[next(iter(_KNOWN))]
            _KNOWN[digest] = _stories(content, called)
        return list(_KNOWN[digest])
    except (zipfile.BadZipFile, OSError, ET.ParseError, KeyError, RuntimeError) as error:
        raise TemplateError(
            f"{called} cannot be read as a Word document.", cause=f"{error}.", next_step=_SAVE_AGAIN
        ) from error


def _stories(content: bytes, called: str) -> tuple[Story, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(info.file_size for info in package.infolist()) > _LARGEST:
            raise UnsafeFileError(f"{called} is far larger than a document when unpacked.")
        names = sorted(part for part in package.namelist() if _STORIES.match(part))
        if "word/document.xml" not in names:
            raise TemplateError(f"{called} is no Word document (.docx).", next_step=_SAVE_AGAIN)
        present = set(package.namelist())
        return tuple(_story(package, part, present) for part in names)


_SAVE_AGAIN = "Open it in Word, save it as .docx and try again."


def squeezed(text: str) -> str:
    """A text with every run of white space made one blank, for comparing."""
    return " ".join(text.split())


def _story(package: zipfile.ZipFile, name: str, present: set[str]) -> Story:
    content = package.read(name)
    if b"<!DOCTYPE" in content[:4096]:
        raise UnsafeFileError(f"{name} of the document declares entities, which no Word file does.")
    root = ET.fromstring(content)  # noqa: S314 - entities are refused above
    short = PurePosixPath(name).stem.rstrip("0123456789")
    reader = _Reader(short)
    reader.walk(root, (0, 0, 0))
    targets = _targets(package, name, present)
    used = [
        blip.get(f"{_R}embed") or blip.get(f"{_R}id") or ""
        for blip in root.iter()
        if blip.tag in (f"{_A}blip", f"{_V}imagedata")
    ]
    tracked = sum(element.tag in _TRACKED for element in root.iter())
    lost = tuple(rid for rid in used if rid and targets.get(rid) not in present)
    return Story(short, tuple(reader.paragraphs), tuple(reader.rows), len(used), lost, tracked)


def _targets(package: zipfile.ZipFile, name: str, present: set[str]) -> dict[str, str]:
    path = PurePosixPath(name)
    rels = f"{path.parent}/_rels/{path.name}.rels"
    if rels not in present:
        return {}
    root = ET.fromstring(package.read(rels))  # noqa: S314 - a part of the same file, read after the size check
    found: dict[str, str] = {}
    for relation in root:
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else f"{path.parent}/{target}"
        found[relation.get("Id", "")] = whole
    return found


class _Reader:
    """Walks one story in reading order; nested tables and text boxes count like everything else."""

    def __init__(self, story: str) -> None:
        self.story = story
        self.paragraphs: list[Paragraph] = []
        self.rows: list[Row] = []
        self.tables = 0
        self.fields: list[list[str | bool]] = []

    def walk(self, element: ET.Element, cell: tuple[int, int, int]) -> None:
        for child in element:
            if child.tag == f"{_W}p":
                self.paragraph(child, cell)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag != f"{_MC}Fallback":
                self.walk(child, cell)

    def table(self, table: ET.Element) -> None:
        self.tables += 1
        number = self.tables
        for index, row in enumerate(_inside(table, "tr"), start=1):
            before = len(self.paragraphs)
            for place, cell in enumerate(_inside(row, "tc"), start=1):
                self.walk(cell, (number, index, place))
            shown = any(p.text.strip() for p in self.paragraphs[before:]) or _draws(row)
            where = Paragraph(self.story, 0, number, index, 1, "").place.removesuffix(", cell 1")
            self.rows.append(Row(where, not shown))

    def paragraph(self, paragraph: ET.Element, cell: tuple[int, int, int]) -> None:
        boxes: list[ET.Element] = []
        index = len(self.paragraphs)
        text = "".join(self.texts(paragraph, boxes))
        self.paragraphs.insert(index, Paragraph(self.story, index + 1, *cell, text))
        for box in boxes:
            self.walk(box, cell)

    def texts(self, element: ET.Element, boxes: list[ET.Element]) -> Iterator[str]:
        for child in element:
            if child.tag == f"{_W}txbxContent":
                boxes.append(child)
            elif child.tag == f"{_W}t" and not self.volatile:
                yield child.text or ""
            elif child.tag in _STANDS_FOR:
                yield _STANDS_FOR[child.tag]
            elif child.tag in (f"{_W}fldChar", f"{_W}instrText"):
                self.field(child)
            elif child.tag not in _NO_TEXT and not _is_volatile(child.get(f"{_W}instr", "")):
                yield from self.texts(child, boxes)

    @property
    def volatile(self) -> bool:
        return any(shows and _is_volatile(str(code)) for code, shows in self.fields)

    def field(self, element: ET.Element) -> None:
        """Follows Word's fields: their code, then what they showed when the file was saved."""
        kind = element.get(f"{_W}fldCharType", "")
        if kind == "begin":
            self.fields.append(["", False])
        elif not self.fields:
            return
        elif kind == "separate":
            self.fields[-1][1] = True
        elif kind == "end":
            self.fields.pop()
        else:
            self.fields[-1][0] = f"{self.fields[-1][0]}{element.text or ''}"


def _is_volatile(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _CHANGES_BY_THEMSELVES


def _inside(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Rows of a table or cells of a row, also those wrapped in content controls."""
    for child in element:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _inside(child, tag)


def _draws(element: ET.Element) -> bool:
    return any(
        child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}fldSimple", f"{_W}fldChar")
        for child in element.iter()
    )
