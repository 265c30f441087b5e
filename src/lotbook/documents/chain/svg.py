"""The picture of a chain as SVG: lines that stay sharp at any size, texts that can be searched and copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lotbook.documents.chain.layout import Box, Chain
from lotbook.documents.chain.places import (
    COLOURS,
    HIGH,
    LINE,
    PAPER,
    WIDTH,
    Line,
    Places,
    Point,
    Written,
    places,
)
from lotbook.documents.whole_file import write_whole

_FONTS = "Carlito, Calibri, 'Liberation Sans', Arial, sans-serif"
_MARGIN = 1.0  # millimetres, so that the edges of the outer boxes are whole
_RISE = 0.95  # from the top of a line of text to its base line, in heights of its letters: as the typefaces above have it


def draw_svg(chain: Chain, out: Path) -> Path | None:
    """Writes a chain as SVG, in millimetres; None when there is nothing to draw.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    found = places(chain)
    if found is None:
        return None
    write_whole(out, "\n".join(_svg(found)).encode("utf-8"))
    return out


def _svg(found: Places) -> Iterator[str]:
    wide, high = WIDTH + 2 * _MARGIN, found.height + _MARGIN
    size = f'width="{_mm(wide)}mm" height="{_mm(high)}mm" viewBox="{_mm(-_MARGIN)} 0 {_mm(wide)} {_mm(high)}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family={quoteattr(_FONTS)}>'
    yield "<title>The chain, from the material on the left to who received it on the right</title>"
    yield f'<rect x="{_mm(-_MARGIN)}" width="{_mm(wide)}" height="{_mm(high)}" fill="{PAPER}"/>'
    yield f'<g fill="none" stroke="{LINE}" stroke-width="0.3">'
    lines = list(found.lines())
    yield from map(_line, lines)
    yield "</g>"
    yield f'<g fill="{LINE}">'
    yield from (_tip(line[-1].end) for line in lines)
    yield "</g>"
    for name, box in found.plan.boxes.items():
        yield from _box(found, name, box)
    yield from map(_text, found.headings())
    yield "</svg>\n"


def _line(line: tuple[Line, ...]) -> str:
    """Straight from the end of one step to the start of the next: that is the way through a column."""
    steps = (f"{_at(each.start)} C{_at(each.leaving)} {_at(each.arriving)} {_at(each.end)}" for each in line)
    return f'<path d="M{" L".join(steps)}"/>'


def _tip(at: Point) -> str:
    x, y = at
    return f'<path d="M{_at(at)} L{_at((x - 2, y - 0.9))} L{_at((x - 2, y + 0.9))} Z"/>'


def _box(found: Places, name: str, box: Box) -> Iterator[str]:
    (left, top), (fill, edge) = found.corner(name), COLOURS[box.column]
    told = ", ".join((box.name, *box.lines))
    yield f"<g><title>{escape(_plain(told))}</title>"
    yield (
        f'<rect x="{_mm(left)}" y="{_mm(top)}" width="{_mm(found.width)}" height="{_mm(HIGH)}" rx="1.2" '
        f'fill="{fill}" stroke="{edge}" stroke-width="0.3"/>'
    )
    yield from map(_text, found.texts(name, box))
    yield "</g>"


def _text(written: Written) -> str:
    x, y = written.at
    weight = ' font-weight="bold"' if written.bold else ""
    return (
        f'<text x="{_mm(x)}" y="{_mm(y + written.high * _RISE)}" font-size="{_mm(written.high)}" '
        f'fill="{written.colour}"{weight}>{escape(_plain(written.text))}</text>'
    )


def _plain(text: str) -> str:
    """A text without the marks that XML cannot hold; a space stands for each, and for each space that does not break."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _at(point: Point) -> str:
    return f"{_mm(point[0])},{_mm(point[1])}"


def _mm(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
