"""The short way from a ribbon button to Python: ``python -m lotbook.doors.bridge recall --wb=... --from_xl=1 --hwnd=...``.

Like RunPython, without its prelude: no folder is searched for code, no configuration sheet is read, and xlwings comes
without the libraries it does not need.
"""

from __future__ import annotations

import gc
import sys

from lotbook.errors import LotbookError


def main() -> int:
    """Carries the button out that the first argument names; returns the exit code."""
    gc.disable()  # one click, then the process ends
    from lotbook.doors.ribbon import click

    control = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    try:
        return click(control).exit_code
    except LotbookError as error:  # no workbook is there in which it could be told
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
