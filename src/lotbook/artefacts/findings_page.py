"""Writes the reference page of findings: every code of every command with its reason and what to do."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from lotbook import checks, commands, compliance, documents, tables
from lotbook.checks.catalogue import every_kind, kinds_of, page
from lotbook.domain.findings import Kind


def findings_page() -> str:
    """The page as Markdown text: what checking finds first, then what other commands find in the same words."""
    return page(other_subjects())


def other_subjects() -> tuple[tuple[str, tuple[Kind, ...]], ...]:
    """The kinds of finding that are not part of checking the workbook, with the title of their module."""
    told = {kind.code for kind in every_kind()}
    found = []
    for module in _modules():
        entries = tuple(kind for kind in kinds_of(module) if kind.code not in told)
        told |= {kind.code for kind in entries}
        if entries:
            title = (module.__doc__ or module.__name__).strip().splitlines()[0].rstrip(".")
            found.append((title, entries))
    return tuple(found)


def _modules() -> Iterator[ModuleType]:
    for package in (tables, checks, compliance, documents, commands):
        for name in sorted(
            found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        ):
            if not name.endswith("__main__"):
                yield import_module(name)
