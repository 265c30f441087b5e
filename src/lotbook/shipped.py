"""Finds the folders that ship with Lotbook (templates, demo data) in an installed wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

from lotbook.errors import MissingFileError

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of something that ships with Lotbook, for example ``shipped("templates", "coc.docx")``.

    Raises:
        MissingFileError: the installation is incomplete.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parents[1]):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise MissingFileError(
        f"{'/'.join(parts)} is missing from this installation of Lotbook.",
        next_step="Install Lotbook again.",
    )
