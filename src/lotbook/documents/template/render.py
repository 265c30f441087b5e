"""Fills a Word template: the one place that knows the template library and the only way a document is made.

Templates cannot reach Python; a field that does not exist is an error with its place, never a silent blank; the
document is opened again and looked through before it is put where it belongs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lotbook.documents.template import check as template_check
from lotbook.documents.template import output_check, picture
from lotbook.documents.template.page import fit
from lotbook.documents.whole_file import write_whole
from lotbook.errors import MissingFileError, TemplateError

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INLINE = re.compile(
    rb"<wp:inline(?![^>]*dist)"
)  # without these LibreOffice leaves a gap beside each picture
_NO_MARGIN = b'<wp:inline distT="0" distB="0" distL="0" distR="0"'
_ALWAYS_1980 = (1980, 1, 1, 0, 0, 0)  # the oldest date of a zip file, so that equal documents are equal files

_PRINTED = (
    str,
    int,
    float,
    Decimal,
    date,
)  # what a field may be; texts that the library escaped are str, too

_COMPILED: dict[str, Any] = {}  # text of a template -> its code, which holds nothing of who fills it
_PATCHED: dict[str, str] = {}  # text of a template -> the same without what Word puts into the middle of tags
_MOST_REMEMBERED = 64


class Box(NamedTuple):
    """The largest size of a picture, in millimetres; it keeps its proportions."""

    width: float
    height: float


BOXES = {
    "logo": Box(48, 14),
    "signature": Box(50, 16),
    "chain": Box(174, 155),
    "plot": Box(38, 10),
    "code": Box(22, 22),
}
_ANY_BOX = Box(80, 60)


def render(
    template: Path,
    context: Mapping[str, object],
    out: Path,
    *,
    pictures: Mapping[str, Path] | None = None,
    paper: str = "",
) -> None:
    """Fills ``template`` and writes the finished document to ``out``, whole or not at all.

    Args:
        template: a .docx with fields such as ``{{ order.po }}``.
        context: field -> finished text, or lists and mappings of such; a path is a picture that stands there.
        out: where the document goes.
        pictures: field -> PNG or JPEG file; the picture stands where the template has the field.
        paper: ``A4`` or ``Letter`` to change the page to it, keeping the width of the text; empty to leave it.

    Raises:
        TemplateError: the template has mistakes (each is named with its place), or the filled document is not whole.
        MissingFileError: a picture is not there or is no picture.
        ReadOnlyError: ``out`` cannot be written.
    """
    images = dict(pictures or {})
    values = {**context, **images}
    faults = template_check.check(template, {name: _named(value) for name, value in values.items()})
    if faults:
        raise template_check.refuse(template, faults)
    content, printed, shown = _filled(template, values, paper)
    problems = output_check.problems(template, content, printed, shown)
    if problems:
        raise TemplateError(
            f"The document made from {template.name} is not whole: {' '.join(problems[:5])}",
            next_step="Correct the template, or the value that stands there, and make the document again.",
        )
    write_whole(out, content)


def _filled(template: Path, context: Mapping[str, object], paper: str) -> tuple[bytes, list[str], int]:
    """The filled document, every text it was given and how many pictures it was given."""
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import TemplateError as JinjaError

    printed: list[str] = []
    shown = 0

    def finished(value: object) -> object:
        nonlocal shown
        if isinstance(value, InlineImage):
            shown += 1
            return value
        if not (value is None or isinstance(value, _PRINTED)):
            raise ValueError("A whole list or group of fields would be printed; name one field")
        text = _clean(value)
        printed.append(text)
        return text

    class Remembering(DocxTemplate):  # type: ignore[misc]
        """Makes the text of a template ready for filling once for all packages of one call."""

        def patch_xml(self, source: str) -> str:
            return str(_remembered(_PATCHED, source, super().patch_xml))

    document = Remembering(template)
    document.init_docx()
    placed = {name: _placed(document, name, value) for name, value in context.items()}
    try:
        document.render(placed, jinja_env=_environment(finished), autoescape=True)
    except (JinjaError, ValueError) as error:
        raise _explained(template, error) from error
    _plain_properties(document)
    if paper:
        fit(document, paper)
    return _packed(document), printed, shown


def _environment(finished: Any) -> SandboxedEnvironment:  # noqa: ANN401 - the library's own signature
    """Templates get text and nothing else: no Python, no files, no silent blanks, every ``&`` and ``<`` kept."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Remembering(SandboxedEnvironment):
        """Compiles the text of a template once for all packages of one call; that is a third of the filling."""

        def compile(self, source: Any, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - the library's own signature
            if not isinstance(source, str) or rest or options:
                return super().compile(source, *rest, **options)
            return _remembered(_COMPILED, source, super().compile)

    environment = Remembering(autoescape=True, undefined=StrictUndefined, finalize=finished)
    environment.globals.clear()
    return environment


def _remembered(known: dict[str, Any], source: str, work: Callable[[str], Any]) -> Any:  # noqa: ANN401 - text or code
    """What ``work`` makes of a template's text, worked out once."""
    if source not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[source] = work(source)
    return known[source]


def _clean(value: object) -> str:
    """A value as text that a Word file can hold; None is nothing."""
    if value is None:
        return ""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return _NOT_IN_XML.sub("", text).replace("\t", " ").replace("\f", " ")


def _named(value: object) -> object:
    """A value with the file's name where a picture will stand."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, Mapping):
        return {name: _named(inner) for name, inner in value.items()}
    return [_named(inner) for inner in value] if isinstance(value, list | tuple) else value


def _placed(document: DocxTemplate, name: str, value: object) -> object:
    """A value with each picture in its document; ``name`` is its field, which its size goes by."""
    if isinstance(value, Path):
        return _picture(document, value, BOXES.get(name, _ANY_BOX))
    if isinstance(value, Mapping):
        return {inner: _placed(document, inner, each) for inner, each in value.items()}
    return [_placed(document, name, each) for each in value] if isinstance(value, list | tuple) else value


def _picture(document: DocxTemplate, path: Path, box: Box) -> object:
    """The picture in the largest size that fits its box."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    try:
        found = picture.size(path.read_bytes())
    except OSError as error:
        raise MissingFileError(f"The picture {path.name} is not there.") from error
    if found is None:
        problem = f"{path.name} is no picture that Word can show, or not all of it is there."
        raise MissingFileError(problem, next_step="Use a PNG or JPEG file that opens.")
    wide, high = found
    if wide * box.height > high * box.width:
        return InlineImage(document, str(path), width=Mm(box.width))
    return InlineImage(document, str(path), height=Mm(box.height))


def _plain_properties(document: DocxTemplate) -> None:
    """Title, author and so on hold plain text; the library writes ``&`` into them as it must be written in XML."""
    properties = document.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(properties, name, unescape(getattr(properties, name)))


def _explained(template: Path, error: Exception) -> TemplateError:
    """The library's error with the place of the tag it speaks of."""
    words = re.findall(r"'([^']+)'", str(error))
    place = next(
        (found for word in reversed(words) if (found := template_check.place_of(template, word))), ""
    )
    where = f" in {place}" if place else ""
    return TemplateError(f"The template {template.name} cannot be filled{where}.", cause=f"{error}.")


def _packed(document: DocxTemplate) -> bytes:
    """The document as a file whose bytes depend on its content only."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ALWAYS_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _INLINE.sub(_NO_MARGIN, source.read(name)))
    return packed.getvalue()
