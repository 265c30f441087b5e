"""Splits files over several e-mails, so that each stays below what the customer's mail server takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

AS_MAIL = 1.37  # attachments are encoded as text (base64 with its line ends), measured on PDFs
TEXT = 20_000  # bytes left for the words and headers of a message
DEFAULT_LIMIT = (
    7.0  # MB: a common limit of 10 MB, less what mail servers add; larger ones vanish without notice
)


class Parcel(NamedTuple):
    """The files of one e-mail, and its place among those that belong together."""

    files: tuple[Path, ...]
    number: int
    of: int

    @property
    def part(self) -> str:
        """``1 of 3``; empty when there is only one."""
        return f"{self.number} of {self.of}" if self.of > 1 else ""


def parcels(files: Sequence[Path], limit: float | None) -> tuple[list[Parcel], list[Path]]:
    """Puts files into as few e-mails as their order allows.

    Args:
        files: in the order they are to arrive.
        limit: megabytes an e-mail may have as it travels; None for the default of 7.

    Returns:
        The e-mails, and the files that are too large for any.
    """
    room = int((limit or DEFAULT_LIMIT) * 1_000_000) - TEXT
    groups: list[list[Path]] = []
    too_large: list[Path] = []
    left = 0
    for file in files:
        size = int(file.stat().st_size * AS_MAIL) + 1000
        if size > room:
            too_large.append(file)
            continue
        if not groups or size > left:
            groups.append([])
            left = room
        groups[-1].append(file)
        left -= size
    return [
        Parcel(tuple(group), number, len(groups)) for number, group in enumerate(groups, start=1)
    ], too_large
