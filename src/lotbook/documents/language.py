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

from lotbook.documents.words import CODES, MONTHS, TEXTS
from lotbook.shipped import shipped

ENGLISH = "English"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")


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
    remark = f"{name} is made in English only: its wording is that of the law or standard." if code else ""
    return Chosen(shipped("templates", name), ENGLISH, remark)


# Papers that are translated. The others quote a law or a standard word by word (AS9102 field names, RoHS, REACH).
TRANSLATED = frozenset(
    (
        "coc.docx",
        "packing_slip.docx",
        "certificate_list.docx",
        "traceability_report.docx",
        "dimensional_report.docx",
        "mark_transfer.docx",
        "changes.docx",
    )
)


# Fields that hold what people wrote; of these only the statement that comes with Lotbook is translated.
_WRITTEN = frozenset(
    ("description", "address", "destination", "changed", "exceptions", "finish", "material_required", "extra", "statement",
     "requirements", "company", "gaps", "notes")
)  # fmt: skip


def in_language(fields: Mapping[str, object], language: str) -> dict[str, object]:
    """The fields of a paper with the program's own texts in a language; lists and mappings are walked through.

    >>> in_language({"date": "3 May 2024", "lots": ["12 results"], "description": "12 results"}, "German")
    {'date': '3. Mai 2024', 'lots': ['12 Ergebnisse'], 'description': '12 results'}
    """
    if language == ENGLISH:
        return dict(fields)
    said = {
        name: value if name in _WRITTEN else _translated(value, language) for name, value in fields.items()
    }
    statement = said.get("statement")
    if isinstance(statement, str) and statement in TEXTS:
        said["statement"] = TEXTS[statement][language]
    return said


def _translated(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        return in_language(value, language)
    if isinstance(value, list | tuple):
        return [_translated(each, language) for each in value]
    return text(value, language) if isinstance(value, str) else value


def text(said: str, language: str) -> str:
    """One text of the program in a language; what is not the program's own stays as it is."""
    if language == ENGLISH or not said:
        return said
    parts = said.split("; ")
    for number, part in enumerate(parts):
        for pattern, words in _patterns():
            if found := pattern.fullmatch(part):
                parts[number] = words[language].format(*found.groups())
                break
    return _DAY.sub(lambda found: _day(found, language), "; ".join(parts))


def _day(found: re.Match[str], language: str) -> str:
    month = MONTHS[language][_MONTHS.index(found[2])]
    number = f"{found[1]}." if language == "German" else found[1]
    return f"{number} {month} {found[3]}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Each text as a pattern; those without a gap first, so that the exact one wins."""
    found = []
    for english, words in sorted(TEXTS.items(), key=lambda each: each[0].count("{")):
        pattern = re.escape(english)
        for gap, found_there in (("{*}", "(.+?)"), ("{}", r"(\S+)"), ("{#}", r"([-+\d.]+)")):
            pattern = pattern.replace(re.escape(gap), found_there)
        found.append((re.compile(pattern), words))
    return tuple(found)
