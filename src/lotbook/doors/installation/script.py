"""The script that Excel for Mac may run: the shipped text with the whole path of this Python filled in."""

from __future__ import annotations

from lotbook.errors import MissingFileError

_EMPTY = 'property lotbookInterpreter : ""'


def filled(script: bytes, interpreter: str) -> bytes:
    """The script that starts this Python and no other; Excel cannot write its folder, so no macro can change that.

    Raises:
        MissingFileError: the shipped script has no place for it.
    """
    text = script.decode("utf-8")
    if text.count(_EMPTY) != 1:
        raise MissingFileError(
            "The script for Excel on a Mac is damaged in this installation of Lotbook.",
            next_step="Install Lotbook again.",
        )
    literal = interpreter.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace(_EMPTY, f'{_EMPTY[:-1]}{literal}"').encode()
