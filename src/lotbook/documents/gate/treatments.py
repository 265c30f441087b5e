"""The treatments that are mostly done outside, in the words of orders and processes, and which of them answers which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

HARD_ANODISING, PASSIVATION, CONVERSION = "hard anodising", "passivation", "conversion coating"
PLATING, COATING, HEAT_TREATMENT = "plating", "coating", "heat treatment"
GENERAL = frozenset((PLATING, COATING, HEAT_TREATMENT))  # words that leave open which treatment it was


class Treatment(NamedTuple):
    """One treatment.

    Attributes:
        name: how a message calls it.
        words: how orders and outside processes say it, English or German, in capitals.
        specifications: numbers of specifications that are of this treatment and no other.
        answered_by: further treatments that are this one too, when it was ordered.
    """

    name: str
    words: str
    specifications: str = ""
    answered_by: frozenset[str] = frozenset()


def _of(*names: str) -> frozenset[str]:
    return frozenset(names)


def _metal(word: str) -> str:
    """A metal that is a colour too counts only beside a word of plating."""
    return rf"{word}[\s-]+(?:ELECTRO)?PLAT(?:E|ED|ING)\b|PLAT(?:ED|ING|E)\W+(?:WITH\s+)?{word}\b|{word}\s+OVER\b|OVER\s+{word}\b"


_PLATINGS = _of(
    "zinc plating", "zinc-nickel plating", "nickel plating", "electroless nickel", "chrome plating", "hard chrome",
    "cadmium plating", "gold plating", "silver plating", "tin plating", "copper plating", "zinc coating",
)  # fmt: skip
_COATINGS = _PLATINGS | _of(
    "powder coating", "paint", "electrocoating", "PTFE coating", "dry film lubricant", "PVD coating", "zinc flake coating",
    "thermal spraying", "hot-dip galvanising", CONVERSION, HARD_ANODISING, PLATING, "phosphating",
)  # fmt: skip
_HEAT = _of(
    "hardening", "case hardening", "nitriding", "annealing", "tempering", "stress relieving", "quenching and tempering",
    "age hardening", "QPQ",
)  # fmt: skip

# The numbers are the specifications' own titles: MIL-PRF-8625 "Anodic coatings", ASTM B633 "Electrodeposited coatings of
# zinc", AMS 2404 "Electroless nickel", ISO 2081 "Electroplated coatings of zinc", ASTM A967 "Chemical passivation".
TREATMENTS = (
    Treatment("anodising", r"ANODI[SZ]|ELOX|ANODIC", r"8625|7599|17611|2471|2472", _of(HARD_ANODISING)),
    Treatment(
        HARD_ANODISING,
        r"(?:HARD|HART)[\s-]*(?:BLACK\s+|CLEAR\s+)?(?:ANODI[SZ]|ELOX|COAT)|HARTANOD|ANODI[SZ]\w*[,\s]+HARD\b",
        r"10074|2469",
    ),
    Treatment(
        "zinc plating",
        r"(?<!VER)ZIN[CK](?![\s/-]*(?:NICKEL|NI\b|PHOSPH|CHROMAT\w*\s+PRIM|RICH|PRIM|FLAKE|LAMEL|STAUB|ALLOY|FREE|HOT))"
        r"|GALVANISCH\w*\s+VERZINK|\bZN(?=\d|[\s-]+PLAT|\b(?![\s/-]*NI))",
        r"B633|2081|Z-325",
        _of("zinc coating"),
    ),
    Treatment("zinc coating", r"(?<!GALVANISCH )(?<!FEUER)VERZINK", "", _of("zinc plating", "hot-dip galvanising")),
    Treatment(
        "hot-dip galvanising", r"GALVANI[SZ](?!CH)|FEUERVERZINK|HOT[\s-]*DIP", r"1461|A123|A153"
    ),
    Treatment("zinc-nickel plating", r"(?:ZIN[CK]|\bZN)[\s/-]*(?:NICKEL|NI\b)", r"B841|2417"),
    Treatment("zinc flake coating", r"ZIN[CK][\s-]*(?:FLAKE|LAMEL)|GEOMET|DACROMET|DELTA[\s-]PROTE[KC]T", r"10683"),
    Treatment(
        "nickel plating",
        r"(?<!ZINC[\s/-])(?<!ZINK[\s/-])(?<!ZINC)(?<!ZINK)NICKEL(?![\s-]*(?:ACET|FREE|FREI|ALLOY|STEEL|SEAL))|VERNICKEL",
        r"2403|N-290|B689|1456",
        _of("electroless nickel"),
    ),
    Treatment(
        "electroless nickel",
        r"ELECTROLESS|(?:CHEMISCH|CHEM\.?|CHEMICAL|STROMLOS)\s*(?:VER)?NICKEL|\bENP\b",
        r"2404|2405|B733|26074|4527",
    ),
    Treatment("chrome plating", r"CHROM(?:E|IUM)[\s-]+PLAT|VERCHROM|\bCHROMED?$", r"", _of("hard chrome")),
    Treatment(
        "hard chrome", r"HARD[\s-]*CHROM|HARTVERCHROM|HARTCHROM|INDUSTRIAL\s+CHROM", r"2406|2460|C-320|B650|6158"
    ),
    Treatment("cadmium plating", r"CADMI|\bCAD[\s-]+PLAT", r"2400|2401|P-416|B766|2082"),
    Treatment("gold plating", _metal("GOLD") + r"|VERGOLD", r"45204|B488|2422"),
    Treatment("silver plating", _metal("SILVER") + r"|VERSILBER", r"B700|S-365|2410|2411|2412"),
    Treatment("tin plating", _metal(r"\bTIN") + r"|VERZINN|\bTINNED", r"B545|10727|2408"),
    Treatment("copper plating", _metal("COPPER") + r"|VERKUPFER", r"14550|2418|B734"),
    Treatment(PASSIVATION, r"PASSIV", r"A967|2700|P-35|16048"),
    Treatment("powder coating", r"POWDER|PULVER(?:BESCH|LACK|COAT)|PULVERN|GEPULVERT"),
    Treatment("paint", r"PAINT|(?<!PULVER)(?<!GLEIT)LACKIER|PRIMER\b|PRIMED|LACQUER|ENAMEL|VARNISH|NASSLACK"),
    Treatment("electrocoating", r"\bE-?COAT|\bKTL\b|CATAPHOR|KATAPHOR|ELECTRO-?COAT"),
    Treatment(CONVERSION, r"CONVERSION|CHEM[\s-]*FILM|ALODIN|ALOCHROM|IRIDIT|CHROMAT|CHEMICAL\s+FILM", r"5541|81706"),
    Treatment("phosphating", r"PHOSPHAT|PARKERI[SZ]", r"16232|9717"),
    Treatment("black oxide", r"BLACK[\s-]*OXID|BR(?:Ü|UE|U)NIER|BLACKEN", r"13924|50938|11408|2485"),
    Treatment("electropolishing", r"ELE[CK]TRO[\s-]*POLI", r"B912|15730"),
    Treatment("PTFE coating", r"PTFE|TEFLON"),
    Treatment("dry film lubricant", r"(?:DRY|SOLID)[\s-]*FILM|GLEITLACK|\bMOS2\b", r"46010|AS5272"),
    Treatment("PVD coating", r"\bPVD\b|\bDLC\b|\bT(?:IN|IALN|ICN)[\s-]+(?:COAT|BESCH)"),
    Treatment("thermal spraying", r"(?:THERMAL|PLASMA|FLAME)[\s-]*SPRAY|HVOF|THERMISCH\w*\s+GESPRITZ"),
    Treatment("shot peening", r"SHOT[\s-]*PEEN|KUGELGESTRAHL|KUGELSTRAHL", r"2430|13165"),
    Treatment("penetrant inspection", r"\bFPI\b|PENETRANT|EINDRINGPR", r"E1417|3452"),
    Treatment("magnetic particle inspection", r"\bMPI\b|MAGNETIC[\s-]*PARTICLE|MAGNETPULVER", r"E1444"),
    Treatment(
        "hardening",
        r"(?<!CASE[\s-])(?<!AGE[\s-])HARDEN|(?<!EINSATZ)(?<!EINSATZGE)(?<!AUSGE)H(?:Ä|AE)RTE[NTR]",
        "",
        _of(HEAT_TREATMENT, "quenching and tempering"),
    ),
    Treatment("case hardening", r"CARBURI[SZ]|CASE[\s-]*HARD|EINSATZGE?H|EINSATZH|AUFKOHL"),
    Treatment("nitriding", r"NITRID|NITRIER|NITROC|GASNITR", r"2759/10|2759/6", _of("QPQ")),
    Treatment("QPQ", r"\bQPQ\b|TENIFER|MELONIT|TUFFTRID"),
    Treatment("annealing", r"ANNEAL|GEGL(?:Ü|UE)HT|\bGL(?:Ü|UE)HEN", "", _of(HEAT_TREATMENT)),
    Treatment(
        "tempering", r"TEMPERED|TEMPERING|ANGELASSEN|ANLASSEN", "", _of(HEAT_TREATMENT, "quenching and tempering")
    ),
    Treatment("stress relieving", r"STRESS[\s-]*RELIE|SPANNUNGSARM", "", _of(HEAT_TREATMENT)),
    Treatment("age hardening", r"\bAGED\b|AGE[\s-]*HARDEN|SOLUTION[\s-]*TREAT|AUSGEH(?:Ä|AE)RT", "", _of(HEAT_TREATMENT)),
    Treatment("quenching and tempering", r"VERG(?:Ü|UE)T|QUENCH", "", _of(HEAT_TREATMENT, "tempering")),
    Treatment(
        HEAT_TREATMENT,
        r"HEAT[\s-]*TREAT|W(?:Ä|AE)RMEBEHAND",
        r"2759\S*|2770|2769|H-6875|H-6088|17022\S*",
        _HEAT,
    ),
    Treatment(PLATING, r"PLATED|PLATING|GALVANISCH", "", _PLATINGS),
    Treatment(COATING, r"COATED|COATING|BESCHICHT", "", _COATINGS),
)  # fmt: skip
ANY = "|".join(each.words for each in TREATMENTS)
_WORDS = {each.name: re.compile(each.words) for each in TREATMENTS}
_SPECIFIED = {
    each.name: re.compile(rf"(?<![\dA-Z/])(?:{each.specifications})(?![\d/])")
    for each in TREATMENTS
    if each.specifications
}
_ANSWERED_BY = {each.name: each.answered_by for each in TREATMENTS}
# Zinc and cadmium are passivated or chromated in the same line; nobody sends the parts out twice for it.
_PASSIVATED_WITH = _of(
    "zinc plating", "zinc coating", "zinc-nickel plating", "cadmium plating", "hot-dip galvanising"
)


def named(text: str) -> frozenset[str]:
    """The treatments that a text in capitals says in words."""
    return frozenset(name for name, words in _WORDS.items() if words.search(text))


def closest(names: Iterable[str]) -> frozenset[str]:
    """Treatments without the wider words for them: electroless nickel says all that nickel plating says."""
    every = frozenset(names)
    return frozenset(
        wide
        for wide in every
        if not any(wide not in _ANSWERED_BY[narrow] for narrow in every & _ANSWERED_BY[wide])
    )


def specified(norms: Iterable[str]) -> frozenset[str]:
    """The treatments that specifications are of, such as zinc plating for ASTM B633."""
    plain = [re.sub(r"(?<=[A-Z])\s+(?=\d)|(?<=ASTM)[\s-]+", " ", each.upper()) for each in norms]
    return frozenset(
        name for name, numbers in _SPECIFIED.items() if any(numbers.search(each) for each in plain)
    )


def answers(ordered: str, beside: Iterable[str], done: frozenset[str]) -> bool:
    """Whether treatments that were done are the one that was ordered, ``beside`` the others of the same order."""
    if done & {ordered, *_ANSWERED_BY[ordered]}:
        return True
    return ordered in (PASSIVATION, CONVERSION) and bool(
        _PASSIVATED_WITH & set(beside) and _PASSIVATED_WITH & done
    )
