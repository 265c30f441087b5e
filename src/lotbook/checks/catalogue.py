"""The catalogue of findings: every code with its title, why it matters and what to do; also as a documentation page."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from lotbook.checks.all import MODULES
from lotbook.domain.findings import Kind, Severity
from lotbook.tables import kinds

_WORDS = {
    Severity.STOP: "Stop: blocks a certificate until it is corrected.",
    Severity.WARN: "Warning: look at it before you ship; a certificate can be issued with a name and a reason.",
    Severity.NOTE: "Note: good to know; nothing is blocked.",
}
_HEAD = """# Findings

What `lotbook check` and **Check workbook** can find, and after it what other commands can. Each finding names the sheet, the row and the column, says what is
wrong and what to do. The codes are public and never change. In the light profile `shop` few things stop; where a rule
is stricter in the profiles `aerospace` and `medical`, its entry says so.

This page is generated from the catalogue in the code; do not edit it.
"""


def kinds_of(module: ModuleType) -> tuple[Kind, ...]:
    """The kinds of finding that stand in one module, in the order they are written."""
    return tuple(value for value in vars(module).values() if isinstance(value, Kind))


def subjects() -> tuple[tuple[str, tuple[Kind, ...]], ...]:
    """Each subject's title with its kinds of finding, reading first."""
    found: list[tuple[str, tuple[Kind, ...]]] = [("Reading cells, headers and rows", kinds.KINDS)]
    found += [(_title(module), kinds_of(module)) for module in MODULES]
    return tuple((title, entries) for title, entries in found if entries)


def every_kind() -> tuple[Kind, ...]:
    """Every kind of finding that checking the workbook has."""
    return tuple(kind for _, entries in subjects() for kind in entries)


def page(others: Sequence[tuple[str, Sequence[Kind]]] = ()) -> str:
    """The findings page of the documentation, in Markdown; ``others`` are what other commands can find."""
    parts = [_HEAD]
    for title, entries in (*subjects(), *others):
        parts.append(f"## {title}\n")
        parts += [_entry(kind) for kind in entries]
    return "\n".join(parts)


def _title(module: ModuleType) -> str:
    return (module.__doc__ or module.__name__).strip().splitlines()[0].split(":")[0].rstrip(".")


def _entry(kind: Kind) -> str:
    return (
        f"### {kind.code}\n\n**{kind.title}.** {_WORDS[kind.severity]}\n\n"
        f"- Why: {kind.why}\n- What to do: {kind.fix}\n"
    )
