"""Which sheets need not be searched: the workbook keeps its texts in one place, and a sheet names them by number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lotbook.domain.identifiers import bare_keys, key, keys, lookalike_key
from lotbook.domain.values import Value
from lotbook.tables.coded import Coded
from lotbook.tables.source import SharesTexts, Source

_MOST = 8  # texts worth looking for in every sheet; more of them are found by reading the sheets
# What cells show that hold no text: yes and no, and what a formula shows that cannot be worked out.
_WORDS = (
    "Yes", "No", "NaN", "Infinity", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
    "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!",
)  # fmt: skip


class Skipped:
    """The sheets that certainly hold no text like the one looked for, in a workbook that can tell."""

    def __init__(self, source: Source, wanted: str) -> None:
        self._source = source
        self._wanted = wanted
        self._numbers = _numbers(source, wanted) if isinstance(source, SharesTexts) else None

    def _is_meant(self, texts: str) -> bool:
        clean = key(texts)
        return self._wanted in clean or _bare(self._wanted) in _bare(clean)

    def different(self, cells: Sequence[Value]) -> list[Value]:
        """The different cells of a column, but for shared texts that are not meant."""
        if self._numbers is None or not isinstance(cells, Coded):
            return [cell for cell in dict.fromkeys(cells) if cell is not None]
        shared = range(cells.pool.shared)
        codes = [code for code in set(cells.codes) if code in self._numbers or code not in shared]
        return [cell for cell in map(cells.pool.values.__getitem__, codes) if cell is not None]

    def skips(self, sheet: str, table: str) -> bool:
        """Whether a sheet need not be read."""
        source = self._source
        return (
            self._numbers is not None
            and isinstance(source, SharesTexts)
            and source.lacks(sheet, table, self._numbers, self._is_meant)
        )


def _numbers(source: SharesTexts, wanted: str) -> Collection[int] | None:
    """The numbers of the texts that may be meant; None where a cell without text may be, or they are too many."""
    look, bare = lookalike_key(wanted), _bare(wanted)
    if not bare or not any(map(str.isalpha, look)) or any(look in lookalike_key(word) for word in _WORDS):
        return None
    texts = keys(list(source.texts))
    found = {number for number, text in enumerate(texts) if wanted in text}
    found.update(number for number, text in enumerate(bare_keys(texts)) if bare in text)
    return found if len(found) <= _MOST else None


def _bare(text: str) -> str:
    return bare_keys([text])[0]
