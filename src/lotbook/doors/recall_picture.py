"""The picture of a recall's chain on the sheet Recall: from the material on the left to the customers on the right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from lotbook.commands.recall_sheet import WIDTH
from lotbook.documents.chain_picture import png_of
from lotbook.documents.recall_chain import chain_of_answer
from lotbook.hosts.live.area import Area
from lotbook.hosts.live.content import read
from lotbook.hosts.live.report import OURS
from lotbook.tables.trace.recall_lists import PARTS

if TYPE_CHECKING:
    from xlwings import Sheet

Answer = Mapping[str, Any]  # the JSON of a recall, as the command documents it

_WIDEST, _HIGHEST = 720.0, 400.0  # points; a row of a sheet is 409 high at most
_PIXELS = 6  # per millimetre of a page: a little finer than a screen shows it
_MARGIN = 6.0
_HEADING_WITHIN = 20_000  # rows
_CHAIN = next(number for number, part in enumerate(PARTS, start=1) if "chain" in part.lower())


def add_picture(page: Sheet, answer: Answer) -> None:
    """Puts the picture below the heading of the chain, in a row of its own."""
    row = _heading(page)
    drawn = png_of(chain_of_answer(answer), _PIXELS) if row else None
    if drawn is None or row is None:
        return
    width, height = _size(drawn)
    with TemporaryDirectory(prefix="lotbook-") as folder:
        file = Path(folder) / "chain.png"
        file.write_bytes(drawn)
        scale = min(_WIDEST / width, _HIGHEST / height)
        page.range(f"{row + 1}:{row + 1}").insert("down")
        page.range((row + 1, 1), (row + 1, WIDTH)).clear_formats()  # of the heading above
        page.range((row + 1, 1)).row_height = height * scale + 2 * _MARGIN
        place = page.range((row + 1, 1))
        page.pictures.add(
            str(file),
            name=f"{OURS} chain",
            left=place.left + _MARGIN,
            top=place.top + _MARGIN,
            width=width * scale,
            height=height * scale,
        )


def _heading(page: Sheet) -> int | None:
    """The row of the chain's heading."""
    last = min(page.used_range.last_cell.row, _HEADING_WITHIN)
    cells = read(page, Area(1, 1, last, 1))
    return next(
        (row for row, (cell,) in enumerate(cells, start=1) if str(cell).startswith(f"{_CHAIN}. ")), None
    )


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the head of every PNG tells them (ISO/IEC 15948, 11.2.2)."""
    head = picture[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
