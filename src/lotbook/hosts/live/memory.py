"""What each sheet of one open workbook held when it was last read, so that what was made of it need not be made again.

Nothing is taken on trust: every cell is fetched anew, and only where all are as they were does what was made of them
count. So a sort, a paste or a filter in between needs no notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.live.content import Content

if TYPE_CHECKING:
    from xlwings import Range

    from lotbook.hosts.live.area import Area

MOST = 1_000_000  # cells of one sheet; a larger one is not kept


class Memory:
    """The sheets of one workbook by name; it grows with the workbook and is dropped with it."""

    def __init__(self) -> None:
        self._contents: dict[str, Content] = {}

    def content(self, name: str, cells: Range, area: Area) -> Content:
        """What a sheet holds now; the same object as before where no cell has changed."""
        now, known = Content(cells, area), self._contents.get(name)
        if known is not None and now.same_as(known):
            return known
        self._contents.pop(name, None)
        if now.size <= MOST:
            self._contents[name] = now
        return now
