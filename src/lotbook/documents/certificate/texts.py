"""The texts of many certificate files at once; what was read once is kept, and read again only when its file changed.

The store is a throw-away file in the workbook's data folder: for each file its time and size and the SHA-256 of its
content, for each content its text. A store that is damaged or was written by another Lotbook is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lotbook import __version__
from lotbook.documents.certificate.file import read
from lotbook.documents.whole_file import write_whole
from lotbook.errors import LotbookError

STORE = "certificate_texts.json"


class _Seen(NamedTuple):
    """A file as it was when it was read: time of its last change in nanoseconds, bytes, fingerprint of its content."""

    changed: int
    size: int
    sha256: str


def texts(files: Iterable[str], data_folder: Path) -> dict[str, str]:
    """The text of each file that is there; files that hold none, or that cannot be read, have an empty text.

    Args:
        files: paths of certificate files; those that are not there are left out.
        data_folder: of the workbook; nothing is kept where it does not exist yet.
    """
    seen, known = _stored(data_folder)
    found: dict[str, str] = {}
    now: dict[str, _Seen] = {}
    for path in dict.fromkeys(files):
        try:
            status = os.stat(path)  # noqa: PTH116 - of thousands of files
        except (OSError, ValueError):
            continue
        last = seen.get(path)
        if last is None or (last.changed, last.size) != (status.st_mtime_ns, status.st_size):
            content = read(Path(path))
            last = _Seen(status.st_mtime_ns, status.st_size, content.sha256)
            known[last.sha256] = content.text
        now[path] = last
        found[path] = known.get(last.sha256, "")
    if now != seen and data_folder.is_dir():
        _keep(data_folder, now, known)
    return found


def _stored(data_folder: Path) -> tuple[dict[str, _Seen], dict[str, str]]:
    try:
        stored = json.loads((data_folder / STORE).read_text(encoding="utf-8"))
        if stored["made_by"] != __version__:
            return {}, {}
        seen = {path: _Seen(*each) for path, each in stored["files"].items()}
        known = {str(sha256): str(text) for sha256, text in stored["texts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}
    return {path: each for path, each in seen.items() if each.sha256 in known}, known


def _keep(data_folder: Path, files: Mapping[str, _Seen], known: Mapping[str, str]) -> None:
    """Keeps what is named still; that it cannot be kept costs time, and nothing else."""
    used = {each.sha256 for each in files.values()}
    stored = {
        "made_by": __version__,
        "files": files,
        "texts": {sha256: text for sha256, text in known.items() if sha256 in used},
    }
    with suppress(LotbookError):
        write_whole(data_folder / STORE, json.dumps(stored, ensure_ascii=False).encode("utf-8", "replace"))
