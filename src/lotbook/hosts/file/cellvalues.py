"""One cell as the file has it becomes a value: text, number, date, yes or no, error, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, cast

from lotbook.domain.values import CellError, Value
from lotbook.hosts.file.markup import unescape_cell
from lotbook.hosts.file.styles import DAY, NOT_A_DATE, TIME, Styles
from lotbook.tables.cells import NO_VALUE
from lotbook.tables.coded import NOTHING, Pool

if TYPE_CHECKING:
    from lotbook.tables.placed import PlacedTexts

_FIRST_1904 = 1462  # days between the two date systems
_LAST_DAY = 2_958_465  # 31 Dec 9999
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no time zone


class RawCell(NamedTuple):
    """A cell as the file has it.

    Attributes:
        kind: the ``t`` attribute; empty means number.
        text: the value without XML entities, None when there is none.
        formula: whether it holds a formula.
    """

    cell_format: int
    kind: str
    text: str | None
    formula: bool = False


class CellReader:
    """Turns raw cells into values, with what the rest of the workbook says about them."""

    def __init__(self, texts: Sequence[str], styles: Styles, *, dates_1904: bool) -> None:
        self.texts = texts
        self._styles = styles
        self._dates_1904 = dates_1904
        self._known: dict[tuple[int, str], Value] = {}

    def value(self, cell: RawCell) -> Value:
        """The value of one cell."""
        cell_format, kind, text, formula = cell
        if text is None or (text == "" and kind in ("", "n")):
            return NO_VALUE if formula else None
        if kind == "s":
            return self.shared(text)
        if kind in ("", "n"):
            return self.number(text, cell_format)
        if kind in ("str", "inlineStr"):
            return unescape_cell(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return _iso(text)
        return CellError(text)

    @cached_property
    def pool(self) -> Pool:
        """The values that columns name by number: the shared texts and whatever else stands between them."""
        if not hasattr(self.texts, "starts"):
            return Pool(self.texts)
        from lotbook.tables.broadpool import BroadPool

        return BroadPool(cast("PlacedTexts", self.texts))

    def codes(self, indices: Sequence[str]) -> list[int]:
        """The numbers in the pool of cells that name shared texts; an empty one holds nothing."""
        if "" in indices:
            codes = [int(index) if index else NOTHING for index in indices]
        else:
            codes = list(map(int, indices))
        end = len(self.texts)
        if max(codes, default=NOTHING) >= end:
            missing = self.pool.number(CellError("missing text"))
            codes = [code if code < end else missing for code in codes]
        return codes

    def shared(self, index: str) -> Value:
        """The shared text of this number; an error value when the workbook has none of this number."""
        try:
            return self.texts[int(index)]
        except (IndexError, ValueError):
            return CellError("missing text")

    def shows(self, cell_format: int) -> int:
        """Whether numbers with this cell format show a day, a time, a duration or none of these."""
        return self._styles.shows(cell_format)

    def number(self, text: str, cell_format: int) -> Value:
        """A number, or the date it shows."""
        known = self._known.get((cell_format, text))
        if known is None:
            known = self._known[cell_format, text] = self._number(text, cell_format)
        return known

    def _number(self, text: str, cell_format: int) -> Value:
        try:
            value: int | float = int(text)
        except ValueError:
            try:
                value = float(text)
            except ValueError:
                return CellError(text)
            if not isfinite(value):
                return CellError(text)
        shown = self.shows(cell_format)
        if shown == NOT_A_DATE:
            return value
        found = day_of(value, dates_1904=self._dates_1904)
        if found is None or (shown != DAY and (shown != TIME or value < 1)):
            return value
        return found


def day_of(serial: float, *, dates_1904: bool) -> date | datetime | None:
    """The day, or the day and time, that a serial number stands for; None when it stands for no day.

    Serial 60 of the 1900 system is 29 February 1900, a day that never was; it reads as the 28th.
    """
    if serial < (0 if dates_1904 else 1) or serial > _LAST_DAY + 1:
        return None
    if dates_1904:
        serial += _FIRST_1904
    elif serial < 60:
        serial += 1
    whole = int(serial)
    # A millisecond is finer than any clock in a shop and coarser than the noise of binary fractions.
    milliseconds = round((serial - whole) * 86_400_000)
    try:
        moment = _ZERO + timedelta(days=whole, milliseconds=milliseconds)
    except OverflowError:
        return None
    return moment if milliseconds % 86_400_000 else moment.date()


def serial_of(day: date, *, dates_1904: bool) -> int | float:
    """The serial number of a day, with the time as a fraction.

    Raises:
        ValueError: the date system of the workbook cannot tell this day.
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    since = moment.replace(tzinfo=None) - _ZERO
    whole = since.days
    if dates_1904:
        whole -= _FIRST_1904
    elif whole <= 60:
        whole -= 1
    if whole < (0 if dates_1904 else 1):
        raise ValueError(f"{day} lies before the first day a workbook knows")
    fraction = since.seconds / 86_400 + since.microseconds / 86_400_000_000
    return whole + fraction if fraction else whole


def _iso(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return CellError(text)
    midnight = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return moment.date() if midnight and "T" not in text else moment.replace(tzinfo=None)
