"""The short way from a ribbon button to Python: ``python -m lotbook.doors.bridge recall --wb=... --from_xl=1 --hwnd=...``.

Like RunPython, without its prelude: no folder is searched for code, no configuration sheet is read, and xlwings comes
without the libraries it does not need. The add-in names the workbook by ``--book=`` in plain letters, and by ``--log=``
where the first word is awaited.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from lotbook.doors import start_sign
from lotbook.errors import LotbookError

_BOOK = "--book="


def main() -> int:
    """Carries the button out that the first argument names; returns the exit code."""
    gc.disable()  # one click, then the process ends
    log = _first_word()
    try:
        sys.argv[1:] = [_as_called(word) for word in sys.argv[1:]]
        from lotbook.doors.ribbon import click

        control = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
        return click(control).exit_code
    except LotbookError as error:  # no workbook is there in which it could be told
        _last_word(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - a click has no terminal to fall back on
        import traceback

        traceback.print_exc()
        kept = f" What happened stands in {log}." if log else ""
        _last_word(
            f"The click was not carried out: {str(error).rstrip('.')}.{kept} To see what is wrong: lotbook doctor"
        )
        return LotbookError.exit_code


def _first_word() -> Path | None:
    """Tells Excel that Python is there, before anything that takes time."""
    if not any(word.startswith("--log=") for word in sys.argv[1:]):
        return None
    from lotbook.doors.places import places, this_computer

    return start_sign.give(sys.argv[1:], places(this_computer()).logs)


def _as_called(word: str) -> str:
    """The workbook's name as it is, where the add-in gave it in plain letters."""
    if not word.startswith(_BOOK):
        return word
    from lotbook.doors.helper.mailbox import unescaped

    return f"--wb={unescaped(word.removeprefix(_BOOK))}"


def _last_word(text: str) -> None:
    from lotbook.doors.last_word import tell

    tell(text)


if __name__ == "__main__":
    sys.exit(main())
