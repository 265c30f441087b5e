"""What a cell can hold besides text and numbers: dates, which Calc keeps as numbers, truth values and errors."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
_DAY = 86400
DATE_FORMAT = "yyyy-mm-dd"
TIME_FORMAT = "yyyy-mm-dd hh:mm:ss"

# com.sun.star.util.NumberFormat
IS_DATE = 2
IS_TIME = 4
IS_TEXT = 256
IS_LOGICAL = 1024

# what a format shows as it stands is stepped over: quoted or escaped text, colours and conditions, AM/PM
_DATE_LETTERS = re.compile(r'(?<!")(?<!\\)\b(?!AM/PM)[YMDHS]+(?=(?:[^"]*"[^"]*")*[^"]*$)(?![^\[]*\])')

# LibreOffice's error numbers as Excel's seven errors; the numbers: LibreOffice Help, "Error Codes in LibreOffice Calc".
_ERRORS = {
    503: "#NUM!",
    521: "#NULL!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    508: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def as_excel_code(code: str) -> str:
    """A date's format as Excel writes it: LibreOffice has capitals in YYYY-MM-DD; quoted text and AM/PM stay."""
    return _DATE_LETTERS.sub(lambda found: found[0].lower(), code)


class CellError:
    """An error in a cell, in Excel's words, such as #DIV/0!."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def error_of(number: int) -> CellError:
    """LibreOffice's error by its number; those Excel does not know are #VALUE!."""
    return CellError(_ERRORS.get(number, "#VALUE!"))


class Serial(float):
    """A date on its way into a cell: days since the end of 1899, with the format it is shown in."""

    __slots__ = ("format",)
    format: str


def as_serial(moment: dt.date) -> Serial:
    """A date or a moment as a cell keeps it; a time zone is dropped, a cell has none."""
    at = moment if isinstance(moment, dt.datetime) else dt.datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001
    at = at.replace(tzinfo=None)
    serial = Serial((at - EPOCH).total_seconds() / _DAY)
    serial.format = TIME_FORMAT if at.time() != dt.time() else DATE_FORMAT
    return serial


@lru_cache(maxsize=16_384)  # the same days stand in many rows
def as_moment(serial: float) -> dt.datetime:
    """A cell's number as the moment it shows, to the millisecond."""
    return EPOCH + dt.timedelta(seconds=round(serial * _DAY, 3))
