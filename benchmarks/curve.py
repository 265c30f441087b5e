"""Draws lines over a growing size as SVG, both axes logarithmic, so that what grows evenly is straight."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 50, 50
# Okabe and Ito's colours, which colour-blind readers can tell apart; each line has its own dashes as well.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_NAME = 16  # the height of a name
DASHES = ("none", "7 4", "2 4", "10 3 2 3")


class Line(NamedTuple):
    """One line: its name and its value at each size."""

    name: str
    values: Sequence[float]


def picture(title: str, sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """The picture as an SVG document."""
    every = [value for line in lines for value in line.values]
    low, high = floor(log10(min(every))), ceil(log10(max(every)))
    first, last = log10(min(sizes)), log10(max(sizes))

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(size) - first) / max(last - first, 0.1)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(value) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="28" font-size="16">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" stroke="#cccccc"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for size in sizes:
        parts.append(
            f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        )
    beside = _apart([y(line.values[-1]) + 4 for line in lines])
    for line, colour, dash, height in zip(lines, COLOURS, DASHES, beside, strict=False):
        points = [(x(size), y(value)) for size, value in zip(sizes, line.values, strict=True)]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        )
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in points]
        parts.append(
            f'<text x="{points[-1][0] + 10:.1f}" y="{height:.1f}" fill="{colour}">{escape(line.name)}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights of names at the ends of lines, moved down where two would lie upon each other."""
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for number, height in sorted(enumerate(heights), key=lambda each: each[1]):
        lowest = placed[number] = max(height, lowest + _NAME)
    return [placed[number] for number in range(len(heights))]
