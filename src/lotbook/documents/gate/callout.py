"""What the finish on an order asks for: its parts, the choices it leaves, what it rules out, specifications and types."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lotbook.documents.certificate.facts import Norm
from lotbook.documents.certificate.words import norm_key, norm_of
from lotbook.documents.gate.ordered import SPECIFICATION
from lotbook.documents.gate.treatments import ANY, HARD_ANODISING, closest, named

# Standards of surfaces, edges, tolerances, cuts, welds, markings, papers and bare metal; no treatment is done to them.
_OF_DRAWINGS = re.compile(
    r"^(?!ASTM|AMS|MIL|QQ|ASME).*?(?<!\d)(?:13715|1302|21920|4287|4288|2768|8015|22081|1101|7168|6930|509|9013|3834|5817|10042"
    r"|1090|8501|10088|10204|10474|10346|10143|10169|10025|10083|10130|10131|10140|10029|10051|10163|10210|10219|10305|10277"
    r"|10278|573|485|754|755|1706|63000|9001|9100|13485|13920|9692|2553|286|965|3302|25178|14405|5459|6410|6411|3040|16016"
    r"|2692|5458|9606|15614|15085|6507|6508|6506)(?!\d)"
    r"|B46\.1|Y14|^MIL-STD-(?:10|12|100|105|129|130|810|1246|1916|2073|31000)(?!\d)|D3951"
)
_REVISION = re.compile(r"[\s,]*REV(?:ISION)?\.?\s*(\w+)")
_VALUE = r"(?:[IVX]+[A-C]?|\d{1,2}[A-Z]?|[A-Z])"
_TYPE = re.compile(
    rf"\b(TYPE|TYP|TY|CLASS|KLASSE|GRADE|CODE|CL|KL|SC)(?:\b[.:]?\s*|(?<=SC)(?=\d))({_VALUE}\b(?:\s*(?:/|\bOR\b|\bODER\b)\s*{_VALUE}(?![\w.]))*)"
)
_METHOD = re.compile(r"\b(NITRIC|CITRIC)\s*-?\s*(\d)\b")
_SAME_WORD = {"TYP": "TYPE", "TY": "TYPE", "KLASSE": "CLASS", "KL": "CLASS", "CL": "CLASS"}
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_TREATED = rf"\w*(?:{ANY})\w*"
_FILLER = r"(?:(?:TO|BE|ANY|FURTHER|ADDITIONAL|OTHER|SURFACE|WEITERE[RN]?|ZUS[ÄA]TZLICHE[RN]?|EINE[RN]?|METAL|EXTERNAL)\s+)*"
_TREATMENT = rf"{_TREATED}(?:\s+(?:PLAT|COAT|FINISH|CONVERSION)\w*)?"
_NEVER = (
    rf"\b(?:NOT|NO|DON'?T|NICHT|KEINE[RN]?|KEIN|OHNE|WITHOUT|NEITHER|FREE (?:OF|FROM)|FREI VON)\s+{_FILLER}{_TREATMENT}"
    rf"(?:(?:\s*,\s*{_TREATMENT})*\s*(?:/|\bOR\b|\bNOR\b|\bODER\b|\bNOCH\b)\s*{_FILLER}{_TREATMENT})*"
    rf"(?:\s+(?:PER|TO|IAW|NACH)\s+{SPECIFICATION.pattern})?"
)
_BARE = (
    rf"\b(?:(?:UN(?:GE)?|NON)-?(?=\w)(?:{ANY})"
    r"|(?:PRE|VOR)-?(?:VERZINK|GALVANI|LACKIER|PAINT|HARDEN|GEH|VERG|COATED|BESCHICHT|PLATED))\w*"
)
_NOT_REQUIRED = (
    rf"{_TREATMENT}\s*[:–-]?\s*(?:(?:IS|ARE|IST)\s+)?(?:"
    r"NOT\s+(?:REQUIRED|NEEDED|NECESSARY|ALLOWED|PERMITTED|APPLICABLE)"
    r"|NICHT\s+(?:ERFORDERLICH|N[ÖO]TIG|ZUL[ÄA]SSIG|GEFORDERT)|ENTF[ÄA]LLT"
    r"|(?:NONE|NO|N/A|KEINE|NEIN)(?=\s*(?:$|[.,;])))"
)
# Sheet that the mill has galvanised is no finish of the shop's.
_MILL_COATED = r"GALVANI[SZ]ED\s+(?:SHEET|STEEL|COIL)(?=.*(?:DX5\dD|\+Z\d|10346))"
_EITHER = re.compile(
    r"\s*,?\s*\b(?:AND/OR|UND/ODER|OR|ODER|BZW\.?)(?!\w)\s*|\s/\s(?=(?:ASTM|AMS|MIL|QQ|ISO|EN|DIN|SAE|BS)\b)"
)
_NEXT = re.compile(
    r"\s*(?:;|,(?!\d)|\+(?!A\d)|&|(?<=[A-Z]{4})\.(?=\s)"
    r"|\b(?:AND|UND|THEN|DANN|ANSCHLIESSEND|DANACH|FOLLOWED\s+BY|PLUS|WITH|MIT)\b(?!/))\s*"
)


class Callout(NamedTuple):
    """One thing that a finish asks for.

    Attributes:
        norms: its specifications, each with its revision.
        treatments: the treatments it says in words.
        types: what it says behind Type, Class, Grade, Code or SC (service condition), in arabic figures: {"TYPE": {"2"}}.
    """

    norms: tuple[Norm, ...]
    treatments: tuple[str, ...]
    types: Mapping[str, set[str]]


def asked(wanted: str) -> list[list[Callout]]:
    """Everything a finish asks for; where it leaves a choice, several callouts of which one is enough.

    >>> [[each.treatments for each in choice] for choice in asked("Passivated or electropolished, not painted")]
    [[('passivation',), ('electropolishing',)]]
    """
    text = plain(wanted)
    for ruled_out in (_NEVER, _BARE, _NOT_REQUIRED, _MILL_COATED):
        text = re.sub(ruled_out, " ", text)
    parts = _joined(_NEXT, text)
    return [[callout(each) for each in _joined(_EITHER, part)] for part in parts]


def _joined(between: re.Pattern[str], text: str) -> list[str]:
    """The pieces of a text; one that names no treatment and no specification belongs to the piece before it."""
    ends = [match.span() for match in between.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    found: list[tuple[int, int]] = []
    for start, stop in zip(starts, stops, strict=True):
        if found and not (_asks(text[start:stop]) and _asks(text[slice(*found[-1])])):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return [text[start:stop] for start, stop in found if _asks(text[start:stop])]


def _asks(text: str) -> bool:
    return bool(named(text) or next(norms(text), None))


def callout(text: str) -> Callout:
    """What one piece of text in capitals names, of an order or of an outside process."""
    return Callout(tuple(norms(text)), tuple(sorted(closest(named(text)))), types(text))


def plain(text: str) -> str:
    """A text in capitals, with plain spaces and dashes and a slash between two specifications set apart."""
    upper = " ".join(text.upper().replace("\u2011", "-").replace("\u2010", "-").split())
    return re.sub(
        r"(?<!ISO)(?<!DIN)(?<!\bEN)\s*/\s*(?=(?:ASTM|AMS|MIL|QQ|ISO|EN|DIN|SAE|BS)\b)", " / ", upper
    )


def norms(text: str) -> Iterator[Norm]:
    """The specifications a text names, each with its revision: MIL-PRF-8625F, ASTM A967-17, ISO 4042 rev 2018."""
    for match in SPECIFICATION.finditer(text):
        if _OF_DRAWINGS.search(match.group().strip()):
            continue
        whole = match.group().strip(" .,:;/")
        norm = norm_of(whole)
        if not re.search(r"\d", norm.name):  # the number of QQ-P-416 looks like a revision
            norm = Norm(whole)
        letter = re.search(r"(?<=\d)[A-Z]$", norm.name) if "/" not in norm.name else None
        behind = _REVISION.match(text, match.end())
        name = norm.name[: letter.start()] if letter else norm.name
        yield Norm(name, norm.revision or (letter[0] if letter else "") or (behind[1] if behind else ""))


def document(name: str) -> str:
    """The form in which specifications of finishes are compared.

    DIN EN ISO 2081 is ISO 2081. A military specification kept its number when it became a performance or detail
    specification or went to SAE: MIL-A-8625 is MIL-PRF-8625, MIL-C-26074 is AMS-C-26074, QQ-P-416 is AMS-QQ-P-416.
    """
    found = re.sub(r"^EN(?=ISO)", "", norm_key(name)).removeprefix("SAE")
    found = re.sub(r"^AMS-?(?=QQ)", "", found)
    return re.sub(r"^(?:MIL|AMS|DOD)-?(?!STD|HDBK)[A-Z]{1,3}-?(?=\d{3})", "MIL-", found)


def types(text: str) -> dict[str, set[str]]:
    """What stands behind Type, Class, Grade, Code or SC; hard anodising is Type 3 of MIL-PRF-8625."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, values in _TYPE.findall(text):
        found[_SAME_WORD.get(word, word)] |= {_arabic(each) for each in re.findall(rf"\b{_VALUE}\b", values)}
    for acid, number in _METHOD.findall(text):
        found["METHOD"].add(f"{acid} {number}")
    if "TYPE" not in found and HARD_ANODISING in named(text):
        found["TYPE"].add("3")
    return found


def _arabic(value: str) -> str:
    found = re.fullmatch(r"([IVX]+)([A-C]?)", value)
    return _ROMAN.get(found[1], found[1]) + found[2] if found else value
