"""Draws the tab as it is laid out, for the pages: no screenshot, and the page says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from lotbook.doors.controls import CONTROLS, Control

_HEIGHT, _TOP = 128, 34
_LETTER = 6.6  # width of an average letter at 12 px
_ROWS = 3  # small buttons stand three deep
_PITCH = 24  # from one to the next
_INK, _LINE, _PAPER, _ICON, _NAME = "#333333", "#c8c8c8", "#f7f7f7", "#0072b2", "#767676"
_TEXT = 'font-family="Segoe UI, Carlito, Arial, sans-serif" font-size="12"'


class Drawn(NamedTuple):
    """A piece of the picture and how wide it is."""

    shapes: str
    width: float


def ribbon_picture(controls: Iterable[Control] = CONTROLS) -> str:
    """The tab as SVG text."""
    shapes, at = [], 6.0
    for name, members in groupby(controls, key=lambda control: control.button.group):
        group = _group(name, list(members), at)
        shapes.append(group.shapes)
        at += group.width
    width = round(at + 6)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" '
        f'role="img" aria-label="The groups and buttons of the tab Lotbook">'
    )
    paper = f'<rect width="{width}" height="{_HEIGHT}" fill="{_PAPER}"/>'
    return "\n".join([head, paper, _words(16, 18, "Lotbook", weight="600"), *shapes, "</svg>"]) + "\n"


def _group(name: str, members: Sequence[Control], left: float) -> Drawn:
    shapes, at = [], left + 8
    large = [control for control in members if control.button.large]
    small = [control for control in members if not control.button.large]
    columns = [small[i : i + _ROWS] for i in range(0, len(small), _ROWS)]
    for draw in (*(partial(_large, each) for each in large), *(partial(_column, each) for each in columns)):
        drawn = draw(at)
        shapes.append(drawn.shapes)
        at += drawn.width
    width = max(at - left + 4, len(name) * _LETTER + 20)
    shapes.append(_words(left + width / 2, _HEIGHT - 8, name, anchor="middle", fill=_NAME))
    shapes.append(f'<path d="M{left + width:.0f} {_TOP - 6}V{_HEIGHT - 4}" stroke="{_LINE}"/>')
    return Drawn("\n".join(shapes), width)


def _large(control: Control, left: float) -> Drawn:
    words = control.button.label.split()
    half = (len(words) + 1) // 2
    lines = [" ".join(words[:half]), " ".join(words[half:])]
    width = max(len(line) for line in lines) * _LETTER + 14
    middle = left + width / 2
    text = "".join(
        _words(middle, _TOP + 48 + 14 * i, line, anchor="middle") for i, line in enumerate(lines) if line
    )
    return Drawn(_icon(middle - 16, _TOP, 32) + text, width)


def _column(controls: Sequence[Control], left: float) -> Drawn:
    shapes = [
        _icon(left, _TOP + _PITCH * i, 16) + _words(left + 22, _TOP + 12 + _PITCH * i, control.button.label)
        for i, control in enumerate(controls)
    ]
    return Drawn("".join(shapes), max(len(control.button.label) for control in controls) * _LETTER + 34)


def _icon(left: float, top: float, size: int) -> str:
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{size}" height="{size}" rx="3" fill="none" stroke="{_ICON}" '
        f'stroke-width="2"/>'
    )


def _words(
    left: float, base: float, text: str, *, anchor: str = "start", fill: str = _INK, weight: str = "400"
) -> str:
    return (
        f'<text x="{left:.0f}" y="{base:.0f}" text-anchor="{anchor}" fill="{fill}" font-weight="{weight}" {_TEXT}>'
        f"{escape(text)}</text>"
    )
