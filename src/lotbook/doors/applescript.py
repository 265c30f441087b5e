"""The script through which Excel for Mac starts Python: the shipped text with this installation's Python filled in.

It lies where Excel's sandbox can run but not write, so a workbook cannot change which program a button starts.
"""

from __future__ import annotations

import re

from lotbook.errors import UsageError

_LINE = re.compile(r'(?m)^property lotbookInterpreter : "(.*)"$')


def filled(text: str, interpreter: str) -> str:
    """The text of ``lotbook.applescript`` that starts the given Python.

    Raises:
        UsageError: the path is not whole, or holds a line break; or the text is not Lotbook's.
    """
    if not interpreter.startswith("/") or not interpreter.isprintable():
        raise UsageError(
            f"{interpreter!r} is not the whole path of a Python on a Mac.",
            next_step="Install Lotbook again, then run `lotbook addin install`.",
        )
    quoted = interpreter.replace("\\", "\\\\").replace('"', '\\"')
    result, count = _LINE.subn(lambda _: f'property lotbookInterpreter : "{quoted}"', text)
    if count != 1:
        raise UsageError("This is not Lotbook's script for Excel.", next_step="Install Lotbook again.")
    return result


def interpreter(text: str) -> str:
    """The Python that an installed script starts; empty when it names none."""
    found = _LINE.search(text)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else ""
