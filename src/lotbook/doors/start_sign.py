"""The first word of a Python that a button started: Excel waits for it, and says so when it does not come.

The word stands in a log file of this click's own; what goes wrong later stands there too, because a program started by
Excel has no window to say it in.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

STARTED = "lotbook started"
KEPT_SECONDS = 86_400.0
_MARK = re.compile(r"--log=(\d{8}-\d{6}-\d{6})", re.ASCII)


def give(words: Sequence[str], logs: Path) -> Path | None:
    """Writes the first word into the log that the arguments name, and sends what goes wrong there from now on.

    Args:
        words: the arguments of the program, one of them ``--log=<day>-<time>-<six digits>``.
        logs: the folder of the logs; it is made when it is not there.

    Returns:
        The log; None when none was asked for or the folder cannot be written, where the click goes on without.
    """
    found = next(filter(None, map(_MARK.fullmatch, words)), None)
    if not found:
        return None
    path = logs / f"{found[1]}.log"
    try:
        logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(logs)
        log = path.open("x", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError:
        return None
    log.write(f"{STARTED}\n")
    sys.stderr = log
    return path


def _sweep(logs: Path) -> None:
    limit = time.time() - KEPT_SECONDS
    for path in logs.glob("*.log"):
        with suppress(OSError):
            if _MARK.fullmatch(f"--log={path.stem}") and path.stat().st_mtime < limit:
                path.unlink()
