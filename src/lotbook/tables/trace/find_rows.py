"""Which rows need not be searched: where no number or day can be meant, a workbook tells the rows that hold a text."""

from __future__ import annotations

from lotbook.domain.identifiers import bare_keys, key, lookalike_key
from lotbook.domain.spoilt_identifiers import is_at_risk
from lotbook.tables.book import TABLES
from lotbook.tables.source import Narrows, ReadsAhead, Source

# What cells show that hold no text: yes and no, and what a formula shows that cannot be worked out.
_WORDS = (
    "Yes", "No", "NaN", "Infinity", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
    "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!",
)  # fmt: skip


def searched(source: Source, wanted: str) -> Source:
    """The workbook with at least every row of which a cell holds what is wanted or looks like it.

    Args:
        source: the workbook.
        wanted: the comparison key of what is looked for.
    """
    look, bare = lookalike_key(wanted), _bare(wanted)
    may_be_no_text = (
        is_at_risk(wanted)
        or not any(map(str.isalpha, look))
        or any(look in lookalike_key(word) for word in _WORDS)
    )
    if bare and not may_be_no_text and isinstance(source, Narrows):
        few = source.narrowed(bare, lambda text: _holds(key(text), wanted, bare))
        if few is not None:
            return few
    if isinstance(source, ReadsAhead):
        source.read_ahead([sheet.name for sheet in TABLES])
    return source


def _holds(clean: str, wanted: str, bare: str) -> bool:
    return wanted in clean or bare in _bare(clean)


def _bare(text: str) -> str:
    return bare_keys([text])[0]
