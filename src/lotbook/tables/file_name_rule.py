"""How the PDF of a package is called: a row of Settings for every customer, or for one.

``File name`` with ``{po} {certificate}-{revision}`` holds for all; ``File name 001`` with ``{customer_part} {certificate}
for Smith & Sons`` for one customer. Such a row can be read, corrected and deleted by anybody; without one the PDF is
called after the certificate and its revision.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING

from lotbook.domain.identifiers import same

if TYPE_CHECKING:
    from lotbook.tables.settings import Setting

NAME = "File name"
FOR = " for "
WORDS = (
    "certificate", "revision", "po", "line", "order", "part", "customer_part", "part_revision", "customer", "date",
)  # fmt: skip
_ROW = re.compile(rf"{NAME}(?:\s+(\d+))?", re.IGNORECASE)


def is_file_name(name: str | None) -> bool:
    """Whether a row of Settings of this name says how PDFs are called."""
    return bool(_ROW.fullmatch((name or "").strip()))


def rule_for(rows: Sequence[Setting], customer: str | None) -> str:
    """How this customer's PDFs are called: its own rule, else the one for all; empty where there is none."""
    rules = [parts(row) for row in rows if is_file_name(row.setting) and row.value]
    own = [rule for rule, whom in rules if whom and same(whom, customer)]
    every = [rule for rule, whom in rules if whom is None]
    return (own or every or [""])[-1]


def parts(row: Setting) -> tuple[str, str | None]:
    """The rule, and the customer it holds for: None for all, empty where a numbered row names nobody."""
    found, value = _ROW.fullmatch((row.setting or "").strip()), (row.value or "").strip()
    if not (found and found[1]):
        return value, None
    rule, mark, customer = value.rpartition(FOR)
    return (rule.strip(), customer.strip()) if mark else (value, "")


def trouble(row: Setting) -> str:
    """What is wrong with such a row; empty when nothing is."""
    rule, customer = parts(row)
    if customer == "":
        return "names no customer: write the rule, then for, then the customer"
    try:
        words = [word for _, word, _, _ in Formatter().parse(rule) if word is not None]
    except ValueError:
        return "has a brace too many or too few"
    unknown = [word for word in words if word not in WORDS]
    if unknown:
        return f"names {{{unknown[0]}}}; known are {', '.join(f'{{{word}}}' for word in WORDS)}"
    return "" if "certificate" in words else "must hold {certificate}, so that no two PDFs have one name"


def filled(rule: str, values: Mapping[str, str]) -> str:
    """A rule with its words filled in; what is empty leaves no double blanks behind."""
    return " ".join(rule.format_map({word: values.get(word, "") for word in WORDS}).split())
