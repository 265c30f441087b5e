"""One step of installing or removing, and LibreOffice as far as these need it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lotbook.errors import LotbookError


class Step(NamedTuple):
    """One step: ``copy``, ``set``, ``add``, ``delete``, ``unset``, ``take out`` or ``keep`` (nothing is to be done).

    Attributes:
        do: does it.
        refused: what is to be done when a step after it was refused.
    """

    action: str
    place: str
    told: str
    do: Callable[[], object] = lambda: None
    refused: Callable[[], object] = lambda: None


class Program(NamedTuple):
    """LibreOffice as far as an installation needs it: the folder of soffice, and the profile that was asked for."""

    office: Path | None
    profile: Path | None = None


def carry_out(steps: list[Step]) -> None:
    """Does one step after the other; where one is refused, the ones before it put right what they had noted.

    Raises:
        LotbookError: what the step that was refused says.
    """
    for number, step in enumerate(steps):
        try:
            step.do()
        except LotbookError:
            for before in reversed(steps[:number]):
                before.refused()
            raise


def emptied(folders: Iterable[str]) -> Iterator[Step]:
    """Takes away the folders that were made, innermost first, where nothing else is kept in them."""
    for folder in reversed(tuple(folders)):
        yield Step("note", folder, "", lambda folder=folder: _remove_empty(Path(folder)))  # type: ignore[misc]


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # somebody keeps something else there, so it stays
        folder.rmdir()
