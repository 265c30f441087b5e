"""The fields that a place in a template may use: what a name stands for there, and what was meant by one that is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

ANYTHING = object()  # a value whose inside is not known, such as a row of an empty list
TEXT = ""


class Wrong(NamedTuple):
    """What is wrong with an expression, and what was probably meant."""

    problem: str
    meant: str = ""


class Vocabulary:
    """The names that hold at one place, and what was found wrong with their use.

    Args:
        scopes: names and their values, the innermost last.
    """

    def __init__(self, scopes: Sequence[Mapping[str, object]]) -> None:
        self.scopes = scopes
        self.wrong: list[Wrong] = []

    def _field(self, name: str) -> object:
        path, *parts = name.split(".")
        scope = next((scope for scope in reversed(self.scopes) if path in scope), None)
        if scope is None:
            self._say(f"uses the unknown field {path}", self._near(name))
            return ANYTHING
        found = scope[path]
        for part in parts:
            found = self._member(found, part, path)
            path = f"{path}.{part}"
        return found

    def _member(self, found: object, part: str, path: str) -> object:
        if isinstance(found, Mapping):
            if part in found:
                return found[part]
            self._say(f"uses the unknown field {part} of {path}", self._near(f"{path}.{part}"))
        elif isinstance(found, list | tuple):
            self._say(f"takes {part} of {path}, which is a list: repeat it with {{% for %}}")
        elif found is not ANYTHING:
            self._say(f"takes {part} of {path}, which is plain text")
        elif part.startswith("_"):
            self._say(f"takes {part} of {path}, which is no field")
        return ANYTHING

    def _row(self, source: object, path: str) -> object:
        if isinstance(source, list | tuple):
            return source[0] if source else ANYTHING
        if source is not ANYTHING:
            what = "a group of fields" if isinstance(source, Mapping) else "plain text"
            self._say(f"repeats {path or 'something'}, which is {what} and no list")
        return ANYTHING

    def _plain(self, found: object, path: str) -> None:
        """Says so where a whole list or group would be printed."""
        if isinstance(found, Mapping):
            first = next((name for name, each in found.items() if not isinstance(each, Mapping | list)), "")
            self._say(
                f"prints {path}, which is a whole group of fields: name one of them",
                first and f"{path}.{first}",
            )
        elif isinstance(found, list | tuple):
            self._say(f"prints {path}, which is a whole list: repeat it with {{% for %}}")

    def _say(self, problem: str, meant: str = "") -> None:
        self.wrong.append(Wrong(problem, meant))

    def _near(self, name: str) -> str:
        known = _names(self.scopes)
        near = get_close_matches(name.lower(), known, 1, 0.6)
        return known[near[0]] if near else ""


def _names(scopes: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Every name that may be meant, in small letters, with how it is written or told."""
    found: dict[str, str] = {}
    for scope in scopes:
        for field, value in scope.items():
            found.setdefault(field.lower(), field)
            if isinstance(value, Mapping):
                found.update({f"{field}.{inner}".lower(): f"{field}.{inner}" for inner in value})
            elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
                rows = {f"{field}.{inner}".lower(): f"{inner} of each row of {field}" for inner in value[0]}
                found = rows | found
    return found
