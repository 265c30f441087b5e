"""Writes the page with the checksum of each file that `lotbook addin install` may copy, for those who must compare."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from lotbook import __version__

_WHAT = {
    "lotbook.xlam": "the add-in for Excel",
    "lotbook.applescript": "the script of Excel for Mac, before the path of Python is filled in",
    "lotbook.oxt": "the extension for LibreOffice Calc",
}
_INTRODUCTION = f"""\
# Files of the add-in

What `lotbook addin install` of Lotbook {__version__} may copy. On a Mac the installed script differs from the shipped one
in one line, the path of Python. `lotbook addin status` compares what is installed with what is shipped.

| file | bytes | SHA-256 | what |
|---|---|---|---|
"""
_END = """\

Compare on Windows with `certutil -hashfile lotbook.xlam SHA256`, on a Mac with `shasum -a 256 lotbook.xlam`.
This page is written by `python -m lotbook.artefacts`.
"""


def checksums_page(folder: Path) -> str:
    """The page as Markdown text.

    Args:
        folder: the folder ``addin`` with everything built.
    """
    installed = [name for name in _WHAT if (folder / name).is_file()]
    return _INTRODUCTION + "".join(_row(folder, name) for name in installed) + _END


def _row(folder: Path, name: str) -> str:
    content = (folder / name).read_bytes()
    return f"| `{name}` | {len(content)} | `{sha256(content).hexdigest()}` | {_WHAT[name]} |\n"
