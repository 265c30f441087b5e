"""The customer's language: which template a paper is made from, and what the program itself says on it.

What the shop and its suppliers wrote stays as it is written: names, materials, specifications, descriptions. Numbers keep
the decimal point in every language, so that a figure reads on our paper as on the supplier's certificate behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.language.marked import marked
from lotbook.documents.language.words import CODES, MONTHS, TEXTS
from lotbook.shipped import shipped

ENGLISH = "English"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_ONLY = " > "  # between a field and a text that is looked for in that field only
_PARTS = re.compile(r"(; |\n|(?<=\.) (?=[A-Z]))")  # between texts that were put together
_CHANGED = re.compile(r"(: |, )")  # between the steps to what changed: Lot AL6-0424-001: heat


class Chosen(NamedTuple):
    """A template, the language it is filled in, and why that is not the customer's, if it is not."""

    template: Path
    language: str
    remark: str = ""


def choose(name: str, language: str, own: Path | None) -> Chosen:
    """The template of this name in the customer's language.

    The shop's own template wins over the shipped one: first ``de/coc.docx`` of its folder, then ``coc.docx``, which is
    taken as it is, in whatever language the shop wrote it.

    Args:
        name: such as ``coc.docx``.
        language: as on the sheet Customers.
        own: the shop's own templates; None for the shipped ones.
    """
    code = CODES.get(language, "")
    if own and code and (own / code / name).is_file():
        return Chosen(own / code / name, language)
    if own and (own / name).is_file():
        remark = (
            f"{name} is the shop's own; there is none in {language} ({code}/{name}) beside it."
            if code
            else ""
        )
        return Chosen(own / name, ENGLISH, remark)
    if code and name in TRANSLATED:
        return Chosen(shipped("templates", code, name), language)
    return Chosen(shipped("templates", name), ENGLISH, f"{name} is made in English only." if code else "")


# Papers that customers get, all of them in their language.
TRANSLATED = frozenset(
    (
        "coc.docx",
        "packing_slip.docx",
        "certificate_list.docx",
        "traceability_report.docx",
        "dimensional_report.docx",
        "mark_transfer.docx",
        "first_article.docx",
        "compliance_statement.docx",
        "changes.docx",
        "recall_notice.docx",
    )
)


# Fields that hold what people wrote; of these only the statement that comes with Lotbook is translated.
_WRITTEN = frozenset(
    ("description", "address", "destination", "changed", "finish", "material_required", "extra", "statement", "company",
     "gaps", "notes", "name", "part_name", "contact", "material", "grade", "heat", "mill", "processor", "process",
     "machine", "operator", "sop", "work_order", "characteristic", "designator", "gauge", "inspector", "packing_slip",
     "packing_slips", "heat_on_material", "po", "substances", "contact_or_name")
)  # fmt: skip
# Fields in which single words of ours stand among what people wrote; those words are marked.
_MIXED = frozenset(("exceptions", "requirements", "specification"))


def in_language(fields: Mapping[str, object], language: str, within: str = "") -> dict[str, object]:
    """The fields of a paper with the program's own texts in a language; lists and mappings are walked through.

    Args:
        fields: as the paper gives them.
        language: one of the sheet Customers.
        within: the field that they stand in, where they stand in one.

    >>> in_language({"date": "3 May 2024", "lots": ["12 results"], "description": "12 results"}, "German")
    {'date': '3. Mai 2024', 'lots': ['12 Ergebnisse'], 'description': '12 results'}
    """
    if language == ENGLISH:
        return dict(fields)
    said = {
        name: value if _is_written(name, value, within) else _translated(value, language, name)
        for name, value in fields.items()
    }
    statement = said.get("statement")
    if isinstance(statement, str) and statement in TEXTS:
        said["statement"] = TEXTS[statement][language]
    return said


def _is_written(name: str, value: object, within: str) -> bool:
    ours = (name == "statement" and isinstance(value, Mapping)) or (within, name) == ("former", "name")
    return name in _WRITTEN and not ours


def _translated(value: object, language: str, field: str) -> object:
    if isinstance(value, Mapping):
        return in_language(value, language, field)
    if isinstance(value, list | tuple):
        return [_translated(each, language, field) for each in value]
    if not isinstance(value, str):
        return value
    return marked(value, language) if field in _MIXED else text(value, language, field)


def text(said: str, language: str, field: str = "") -> str:
    """One text of the program in a language; what is not the program's own stays as it is.

    Args:
        said: in English.
        language: one of the sheet Customers.
        field: of the paper; some texts are looked for in their own field only.
    """
    if language == ENGLISH or not said:
        return said
    parting = _CHANGED if field == "what" else _PARTS
    asked = parting.split(said)
    pieces = [_known(piece, language, field) for piece in asked]
    if language == "French" and pieces != asked:  # a space before the higher signs
        pieces = ["\u00a0; " if piece == "; " else piece for piece in pieces]
    return _DAY.sub(lambda found: _day(found, language), marked("".join(pieces), language))


def _known(said: str, language: str, field: str) -> str:
    """One text of ours with its gaps filled; a full stop more than the table has is kept."""
    for asked, stop in ((said, ""), (said.removesuffix("."), ".")):
        exact = TEXTS.get(f"{field}{_ONLY}{asked}") or TEXTS.get(asked)
        if exact:
            return exact[language] + stop
        for pattern, words in (*_patterns(field), *_patterns("")):
            if found := pattern.fullmatch(asked):
                filled = (TEXTS[gap][language] if gap in TEXTS else gap for gap in found.groups())
                return words[language].format(*filled) + stop
        if not said.endswith("."):
            break
    return said


def _day(found: re.Match[str], language: str) -> str:
    month = MONTHS[language][_MONTHS.index(found[2])]
    first = language == "French" and found[1] == "1"
    number = "1er" if first else f"{found[1]}." if language == "German" else found[1]
    return f"{number} {month} {found[3]}"


@cache
def _patterns(field: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """The texts with gaps that are looked for in one field only, or in every field; those that say more come first."""
    asked = []
    for english, words in TEXTS.items():
        only, _, said = english.rpartition(_ONLY)
        if "{" in said and only == field:
            asked.append((said, words))
    asked.sort(key=lambda each: -len(re.sub(r"\{.?\}", "", each[0])))
    return tuple((_pattern(said), words) for said, words in asked)


def _pattern(english: str) -> re.Pattern[str]:
    """A text as a pattern; numbers keep to their unit by a space that does not break."""
    pattern = re.escape(english).replace(r"\ ", "[ \u00a0]")
    for gap, there in (("{*}", "(.+?)"), ("{}", r"(\S+?)"), ("{#}", r"([-+\d.]+)")):
        pattern = pattern.replace(re.escape(gap), there)
    return re.compile(pattern, re.DOTALL)
