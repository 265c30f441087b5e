"""The merged areas of an open sheet, asked of halves of it, because most sheets have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lotbook.hosts.live.area import Area

if TYPE_CHECKING:
    from xlwings import Sheet


def merged_areas(page: Sheet, area: Area) -> tuple[str, ...]:
    """The merged areas of a sheet, such as ``B2:C2``, from the top; looked for in the area that holds anything."""
    return tuple(dict.fromkeys(_within(page, area)))


def _within(page: Sheet, area: Area) -> Iterator[str]:
    cells = page.range((area.top, area.left), (area.bottom, area.right))
    if cells.merge_cells is False:
        return
    if area.top == area.bottom and area.left == area.right:
        yield cells.merge_area.address.replace("$", "")
        return
    for half in _halves(area):
        yield from _within(page, half)


def _halves(area: Area) -> tuple[Area, Area]:
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        return area._replace(bottom=middle), area._replace(top=middle + 1)
    middle = (area.left + area.right) // 2
    return area._replace(right=middle), area._replace(left=middle + 1)
