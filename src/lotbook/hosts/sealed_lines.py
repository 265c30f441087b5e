"""Sealed lines: JSON objects of which each carries the hash of the line before it and its own; read from the end, too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from lotbook.errors import JournalError

FIRST: Final = "0" * 64  # what the first line names as the hash before it
_SEAL = b',"hash":"'
_SEAL_LENGTH = len(_SEAL) + 64 + len(b'"}')
_BLOCK = 1 << 16

Line = Mapping[str, Any]

# What every line tells, and what it tells by its kind; a line that lacks it was not written by Lotbook.
_ALWAYS: Final = {"line": int, "last": int, "kind": str, "at": str, "previous": str, "hash": str}
_OF_A_NOTE: Final = {"number": int, "who": str, "command": str, "summary": str}
_OF_A_CHANGE: Final = {**_OF_A_NOTE, "before": str, "after": str}
_OF_A_VERDICT: Final = {"entry": int}


def seal(said: Mapping[str, object]) -> bytes:
    """The line for the file: canonical JSON with its own hash as the last field."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str).encode(
        "utf-8", "surrogatepass"
    )
    return body[:-1] + _SEAL + sha256(body).hexdigest().encode() + b'"}\n'


def is_sealed(raw: bytes) -> bool:
    """Whether every byte of a line is as it was written."""
    body, seal = raw[:-_SEAL_LENGTH], raw[-_SEAL_LENGTH:]
    return seal == _SEAL + sha256(body + b"}").hexdigest().encode() + b'"}'


def read(raw: bytes) -> Line | None:
    """The line's content, or None when it is not one of ours."""
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    if not isinstance(line, dict) or not line.keys() >= _ALWAYS.keys():
        return None
    more = (
        _OF_A_CHANGE if line["kind"] == "begin" else _OF_A_NOTE if line["kind"] == "note" else _OF_A_VERDICT
    )
    fitting = all(isinstance(line.get(name), kind) for name, kind in (_ALWAYS | more).items())
    return line if fitting else None


def _name(line: Line) -> str:
    return f"entry {line.get('number', line.get('entry'))} of {line['at']}"


def last_line(file: BinaryIO, path: Path) -> Line | None:
    """The last whole line of a file, or None when there is none.

    Raises:
        JournalError: it cannot be read.
    """
    raw = next(backwards(file), None)
    if raw is None:
        return None
    line = read(raw)
    if line is None:
        raise JournalError(
            f"The last line of {path} cannot be read, so nothing can be added to the journal.",
            cause="The file was changed outside Lotbook or damaged on disk.",
            next_step="Put the journal back from a backup; numbers already handed out stand in it.",
        )
    return line


def unended(file: BinaryIO) -> tuple[bytes, int]:
    """What stands after the last line break, and where it starts."""
    end = file.seek(0, os.SEEK_END)
    if end == 0:
        return b"", 0
    file.seek(end - 1)
    if file.read(1) == b"\n":
        return b"", end
    tail = next(_pieces(file, end))
    return tail, end - len(tail)


def backwards(file: BinaryIO) -> Iterator[bytes]:
    """Whole lines from the last to the first, reading no more of the file than is asked for."""
    tail, end = unended(file)
    if tail and is_sealed(tail):
        yield tail
    if end:
        yield from _pieces(file, end - 1)


def _pieces(file: BinaryIO, end: int) -> Iterator[bytes]:
    """What stands between line breaks before ``end``, from the last to the first."""
    rest = b""
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        block = b""
        while len(block) < end - start:
            block += file.read(end - start - len(block))
        rest, *lines = (block + rest).split(b"\n")
        yield from reversed(lines)
        end = start
    yield rest


def faults(lines: Iterable[bytes], file_name: str) -> list[str]:
    """Where lines are not as they were written: altered, missing, added or in another order; one sentence each."""
    problems: list[str] = []
    previous, expected = FIRST, 1
    for position, raw in enumerate(lines, start=1):
        line = read(raw)
        if line is None:
            problems.append(f"Line {position} of {file_name} cannot be read.")
            expected += 1
            previous = ""
            continue
        if not is_sealed(raw):
            problems.append(f"Line {position} of {file_name} ({_name(line)}) was altered.")
        if line["line"] != expected:
            problems.append(
                f"Line {position} of {file_name} was written as line {line['line']}, but line "
                f"{expected} should stand here: lines are missing, repeated or out of order."
            )
        elif previous and line["previous"] != previous:
            problems.append(
                f"Line {position} of {file_name} ({_name(line)}) does not continue the line before it: "
                "that line was exchanged."
            )
        previous, expected = line["hash"], line["line"] + 1
    return problems
