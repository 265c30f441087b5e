"""The vocabulary of templates: each field with its meaning and an example, from which the reference is written.

``lots[].heat`` is the field ``heat`` of each row of the list ``lots``; a plain list of texts is ``enclosed[]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """One field that a template may use."""

    name: str
    meaning: str
    example: str


def examples(fields: Iterable[Field]) -> dict[str, object]:
    """A context that holds every field with its example; each list has one row."""
    context: dict[str, object] = {}
    for field in fields:
        *path, last = field.name.split(".")
        place = context
        for step in path:
            place = _step(place, step)
        if last.endswith("[]"):
            place[last[:-2]] = [field.example]
        else:
            place[last] = field.example
    return context


def names(context: Mapping[str, object], within: str = "") -> Iterator[str]:
    """The names of every field a context holds, as ``Field.name`` writes them; of lists the first row counts."""
    for name, value in context.items():
        path = f"{within}{name}"
        if isinstance(value, Mapping):
            yield from names(value, f"{path}.")
        elif isinstance(value, list | tuple):
            first = value[0] if value else None
            if isinstance(first, Mapping):
                yield from names(first, f"{path}[].")
            else:
                yield f"{path}[]"
        else:
            yield path


def _step(place: dict[str, object], step: str) -> dict[str, object]:
    if step.endswith("[]"):
        rows = place.setdefault(step[:-2], [{}])
        assert isinstance(rows, list)
        inner = rows[0]
    else:
        inner = place.setdefault(step, {})
    assert isinstance(inner, dict)
    return inner
