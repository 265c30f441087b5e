r"""What a request of the ribbon and its answer look like: four lines of text, read strictly, because anything may lie there.

A request names a button, a workbook and a window; it carries no command, no path and no program text. What is not
exactly that is refused in words.

    lotbook=1
    control=recall
    workbook=shop.xlsx
    hwnd=0

A character beyond ASCII stands as ``\uXXXX``, one for each UTF-16 unit as VBA counts them, and a backslash as ``\\``,
so the file is the same text in every code page. UTF-8 is understood as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from lotbook.errors import UsageError

VERSION = "1"
MOST_BYTES = 4096
MOST_SECONDS = 30.0  # a request older than this was left by a click nobody waits for any more
KEYS = ("lotbook", "control", "workbook", "hwnd")
LONGEST_NAME = 255  # of a file, on every system

REQUEST, PART, TAKEN, ANSWER = ".request", ".part", ".taken", ".answer"
DONE, FAILED = "done", "failed"

_STEM = re.compile(r"\d{8}-\d{6}-\d{6}", re.ASCII)
_NUMBER = re.compile(r"\d{1,19}", re.ASCII)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(\\))|\\", re.ASCII)
_AGAIN = "Click the button again; if it stays, run `lotbook addin install` so that ribbon and helper are of one version."


class Request(NamedTuple):
    """One click in a spreadsheet: which button, on which open workbook, in which window (0 where none is known)."""

    control: str
    workbook: str
    hwnd: int


class Answer(NamedTuple):
    """What became of a request: ``done`` or ``failed``, and one line for people."""

    state: str
    message: str


def is_stem(text: str) -> bool:
    """Whether a name without its ending is one that the ribbon gives: day, time and six digits."""
    return _STEM.fullmatch(text) is not None


def read_request(data: bytes, controls: Collection[str]) -> Request:
    """The request that a file holds.

    Args:
        data: the file's bytes.
        controls: the ids of every registered button.

    Raises:
        UsageError: it is longer than 4 kB, is no text, has another line than the four, lacks one, or names a button or
            workbook that cannot be.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"it is longer than {MOST_BYTES} bytes")
    found = _pairs(data)
    if found["lotbook"] != VERSION:
        raise _refused("it is of another version of Lotbook")
    if found["control"] not in controls:
        raise _refused(f"Lotbook has no button {_shown(found['control'])}")
    if not _NUMBER.fullmatch(found["hwnd"]):
        raise _refused(f"the window {_shown(found['hwnd'])} is no number")
    return Request(found["control"], _workbook(found["workbook"]), int(found["hwnd"]))


def _pairs(data: bytes) -> dict[str, str]:
    """The four lines by their key."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("it is not plain text") from None
    found: dict[str, str] = {}
    for line in text.replace("\r\n", "\n").rstrip("\n").split("\n"):
        key, equals, value = line.partition("=")
        if not equals or key not in KEYS:
            raise _refused(f"the line {_shown(line)} means nothing here")
        if key in found:
            raise _refused(f"it says {key} twice")
        found[key] = unescaped(value)
    missing = [key for key in KEYS if key not in found]
    if missing:
        raise _refused(f"it does not say {missing[0]}")
    return found


def _workbook(name: str) -> str:
    """The workbook's name as its title bar shows it: never a path, nothing that cannot be seen."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise _refused("it names no workbook")
    if any(mark in name for mark in "/\\:") or name.strip() in {".", ".."}:
        raise _refused(f"{_shown(name)} is a path; a workbook is named as its window shows it")
    if not name.isprintable():
        raise _refused("the workbook's name holds characters that cannot be seen")
    return name


def _refused(why: str) -> UsageError:
    return UsageError(f"A request was refused: {why}.", next_step=_AGAIN)


def _shown(text: str) -> str:
    """A piece of a foreign text, short and in ASCII, so that it can stand in a message and in the log."""
    return ascii(text if len(text) <= 40 else f"{text[:40]}...")


def write_request(request: Request) -> bytes:
    """The file of a request, as the ribbon writes it."""
    values = (VERSION, request.control, request.workbook, str(request.hwnd))
    return _lines(zip(KEYS, values, strict=True))


def write_answer(answer: Answer) -> bytes:
    """The file of an answer; a message of several lines becomes one."""
    message = " ".join(answer.message.split())[:1000]
    return _lines((("state", answer.state), ("message", message)))


def read_answer(data: bytes) -> Answer:
    """The answer that a file holds; what is no answer counts as failed."""
    found = dict(line.partition("=")[::2] for line in data.decode("ascii", "replace").splitlines())
    try:
        message = unescaped(found.get("message", ""))
    except UsageError:
        message = ""
    return Answer(DONE if found.get("state") == DONE else FAILED, message)


def _lines(pairs: Collection[tuple[str, str]] | zip[tuple[str, str]]) -> bytes:
    return "".join(f"{key}={escaped(value)}\n" for key, value in pairs).encode("ascii")


def escaped(text: str) -> str:
    r"""A value as it stands in a file: ASCII, each other UTF-16 unit as ``\uXXXX``."""
    units = text.encode("utf-16-be", "surrogatepass")
    numbers = (int.from_bytes(units[i : i + 2]) for i in range(0, len(units), 2))
    return "".join(_unit(number) for number in numbers)


def _unit(number: int) -> str:
    if number == ord("\\"):
        return "\\\\"
    return chr(number) if 32 <= number < 127 else f"\\u{number:04x}"


def unescaped(text: str) -> str:
    """The text behind a value of a file.

    Raises:
        UsageError: a backslash begins no escape, or half a character stands alone.
    """
    plain = _ESCAPE.sub(_meant, text)
    try:
        return plain.encode("utf-16-be", "surrogatepass").decode("utf-16-be")
    except UnicodeDecodeError:
        raise _refused("a character in it is cut in half") from None


def _meant(found: re.Match[str]) -> str:
    unit, backslash = found.groups()
    if unit:
        return chr(int(unit, 16))
    if backslash:
        return "\\"
    raise _refused("a backslash in it begins no escape")
