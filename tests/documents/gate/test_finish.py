"""The gate on the ordered finish: which process answers which words, specifications and types."""

from __future__ import annotations

import pytest

from lotbook.documents.gate.finish import not_done
from lotbook.tables.outside_processes import OutsideProcess

# ordered finish | done processes, each as process: specification | what is missing ("" = nothing)
OTHER_METAL_OR_KIND = """
    Cadmium plate                         | Zinc plating: ASTM B633                 | for cadmium plating
    Zinc plate                            | Nickel plating: AMS 2403                | for zinc plating
    Zinc plate                            | Plating: AMS 2404                       | for zinc plating
    Nickel plated                         | Zinc plating: ASTM B633                 | for nickel plating
    Gold plated over nickel               | Nickel plating: AMS 2403                | for gold plating
    Powder coated RAL 9005                | Conversion coating: MIL-DTL-5541        | for powder coating
    pulverbeschichtet RAL 9005            | Lackieren: RAL 9005                     | for powder coating
    Electroless nickel, 25 µm             | Nickel plating: AMS 2403                | for electroless nickel
    Zinc-nickel                           | Zinc plating: ASTM B633                 | for zinc-nickel plating
    Zinc plate                            | Zinc-nickel: ASTM B841                  | for zinc plating
    feuerverzinkt                         | Verzinken: ISO 2081                     | for hot-dip galvanising
    Hard chrome                           | Chrome plating: ASTM B177               | for hard chrome
    Hard anodise, black                   | Anodise: MIL-PRF-8625                   | for hard anodising
    Hardened 58 HRC                       | Case hardening: AMS 2759/7              | for hardening
    einsatzgehärtet                       | Härten: DIN 17022                       | for case hardening
    nitriert                              | Wärmebehandlung: DIN 17022              | for nitriding
    Silver plated                         | Tin plating: ASTM B545                  | for silver plating
"""
KNOWN_WORDS = """
    hartverchromt 20 µm                   | | for hard chrome
    hard chrome                           | | for hard chrome
    vernickelt                            | | for nickel plating
    Nickel                                | | for nickel plating
    chemisch vernickelt                   | | for electroless nickel
    zinc-nickel                           | | for zinc-nickel plating
    nitriert                              | | for nitriding
    einsatzgehärtet                       | | for case hardening
    lackiert RAL 7035                     | | for paint
    paint RAL 9005                        | | for paint
    electropolished                       | | for electropolishing
    elektropoliert                        | | for electropolishing
    QPQ                                   | | for QPQ
    FPI                                   | | for penetrant inspection
    PTFE                                  | | for PTFE coating
    KTL                                   | | for electrocoating
    MIL-STD-171 No 7.3                    | | to MIL-STD-171
    pre-phosphated                        | | for phosphating
    No burrs, anodise                     | | for anodising
    no paint anodise Type II              | | for anodising
    not painted and zinc plated           | | for zinc plating
    not only passivated                   | | for passivation
    Do not anodize threads. Anodize Type II | | for anodising
"""
ONE_OF_TWO = """
    Passivate ASTM A967, then black oxide | Passivation: ASTM A967                  | for black oxide
    Anodise MIL-PRF-8625, then PTFE       | Anodise: MIL-PRF-8625                   | for PTFE coating
    Anodise, then chem film holes         | Anodise: MIL-PRF-8625                   | for conversion coating
    vernickelt und gehärtet               | Härten: DIN 17022                       | for nickel plating
    Heat treated and black oxide          | Heat treat: AMS 2759                    | for black oxide
    MIL-PRF-8625 and ASTM A967            | Anodise: MIL-PRF-8625                   | to ASTM A967
    ASTM A967 or AMS 2700                 | Black oxide: MIL-DTL-13924              | to ASTM A967
"""
ANOTHER_TYPE = """
    Hard anodize Type III                 | Anodise: MIL-PRF-8625 Type II           | for hard anodising
    Anodise Type III                      | Anodise: MIL-PRF-8625 Type II           | Anodise to
    Type III MIL-PRF-8625                 | Anodise: MIL-PRF-8625                   | names no type
    Anodise, MIL-PRF-8625, Type III       | Anodise: MIL-PRF-8625                   | names no type
    Type 3 anodise                        | Anodise: MIL-PRF-8625 Type II           | Anodise to
    MIL-PRF-8625 Type II Cl 1             | Anodise: MIL-PRF-8625 Type 2 Class 2    | Anodise to
    MIL-PRF-8625 Typ II Klasse 2          | Eloxieren: MIL-PRF-8625 Type 2 Class 1  | Eloxieren to
    Passivate ASTM A967 Nitric 2          | Passivation: ASTM A967 Citric 4         | Passivation to
    MIL-A-8625 Type II                    | Anodise: MIL-PRF-8625 Type III          | Anodise to
    Anodise Type II or III                | Anodise: MIL-PRF-8625 Type I            | Anodise to
    Zinc plate ASTM B633 SC4              | Zinc plating: ASTM B633 SC2             | Zinc plating to
    Do not paint. Zinc plate ASTM B633    | Anodise: MIL-PRF-8625                   | for zinc plating
    Anodize. No dye.                      | Zinc plating: ASTM B633                 | for anodising
"""
ASKS_FOR_NOTHING = """
    uncoated                              | |
    unplated                              | |
    no plating                            | |
    no coating                            | |
    no heat treat                         | |
    no paint, plating or coating          | |
    do not anodize                        | |
    Do not anodize per MIL-PRF-8625       | |
    Raw, not anodized                     | |
    not to be painted                     | |
    passivation not required              | |
    Zinc plating not required             | |
    anodise - NO                          | |
    Keine Beschichtung                    | |
    Keine weitere Beschichtung            | |
    ohne Beschichtung                     | |
    nicht eloxiert                        | |
    ungehärtet                            | |
    unlackiert                            | |
    blank, nicht verzinkt                 | |
    Eloxieren nicht erforderlich          | |
    vorverzinkt                           | |
    pre-hardened                          | |
    galvanised sheet DX51D+Z275 EN 10346  | |
    No. 4 polish                          | |
    Free of plating                       | |
    Uncoated / unpainted                  | |
    gestrahlt, nicht lackiert oder beschichtet | |
    2B per EN 10088-2                     | |
    EN 10204 3.1                          | |
    DIN 7168                              | |
    DIN 6930-m                            | |
    DIN 509                               | |
    laser cut EN ISO 9013                 | |
    welded ISO 3834 / ISO 5817-C          | |
    EN 1090 EXC2                          | |
    ISO 8501-1 Sa 2.5                     | |
    EN 10346                              | |
    MIL-STD-130 marking                   | |
    ASME B46.1 / MIL-STD-10               | |
    RoHS conform EN IEC 63000             | |
"""
WAS_DONE = """
    MIL-A-8625                            | Anodise: MIL-PRF-8625                   |
    MIL-A-8625F Type III                  | Hard anodise: MIL-PRF-8625 Type III     |
    Anodise Type III                      | Hard anodise: MIL-PRF-8625              |
    Hard anodise                          | Anodise: MIL-PRF-8625 Type III Class 1  |
    MIL-C-5541                            | Chem film: MIL-DTL-5541                 |
    QQ-P-416                              | Cadmium plating: AMS-QQ-P-416           |
    ASTM A967 or AMS 2700                 | Passivation: AMS 2700                   |
    Passivate QQ-P-35 or ASTM A967        | Passivation: ASTM A967                  |
    ASTM B733 / AMS 2404                  | Electroless nickel: AMS 2404            |
    ASTM B733/AMS 2404                    | Electroless nickel: ASTM B733           |
    Zinc plate oder black oxide           | Brünieren: DIN 50938                    |
    MIL-PRF-8625 Type 2 Cl 1              | Anodise: MIL-PRF-8625 Type II Class 1   |
    Anodise Type II or III                | Anodise: MIL-PRF-8625 Type III          |
    Chem film MIL-DTL-5541 Ty II Cl 3 gold | Chemfilm: MIL-DTL-5541 Type II Class 3 |
    Zinc Plate ASTM B633, Type II, SC 2 (Fe/Zn 8) | Zinc plating: ASTM B633 Type II SC2 |
    Hard anodized Type III, PTFE sealed   | Hard anodise with PTFE: MIL-PRF-8625 Type III |
    Heat treat H900 AMS 2759/3, then passivate AMS 2700 Method 1 Type 2 | Heat treat: AMS 2759/3; Passivate: AMS 2700 Method 1 Type 2 |
    Harteloxal                            | Harteloxieren: ISO 10074                |
    Eloxiert E6/EV1 20 µm, Gewinde abdecken | Eloxieren: DIN 17611                  |
    Galv. verzinkt, blau chromatiert 8 µm | Galv. Verzinken: ISO 2081               |
    Anodise, black, MIL-PRF-8625 Type II Class 2 | Anodise, black: MIL-PRF-8625 Type II Class 2 |
    DIN EN ISO 2081                       | Zinc plating: ISO 2081                  |
    EN ISO 2081 Fe//Zn8                   | Verzinken: DIN EN ISO 2081              |
    verzinkt                              | Zinc plating: ISO 2081                  |
    Zinc plate                            | Verzinken: ISO 2081                     |
    Zinc plate with yellow chromate       | Zinc plating: ASTM B633                 |
    verzinkt, blau passiviert             | Galvanisch Verzinken: ISO 2081          |
    Zinc plate                            | Plating: ASTM B633                      |
    gehärtet                              | Härten: DIN 17022                       |
    gehärtet und angelassen               | Wärmebehandlung: DIN 17022              |
    vergütet                              | Heat treatment: AMS 2759                |
    Heat treat AMS 2759                   | Heat treat: AMS2759/3                   |
    Galvanised                            | Feuerverzinken: EN ISO 1461             |
    Electroless nickel                    | Chemisch Nickel: ISO 4527               |
    Nickel plated                         | Electroless nickel: AMS 2404            |
    Gold plated over nickel               | Nickel: AMS 2403; Gold plating: ASTM B488 |
    Pulverbeschichtung RAL 9005           | Powder coating: RAL 9005                |
    Anodise, gold                         | Eloxieren: ISO 7599                     |
    black anodize, nickel acetate seal    | Anodise: MIL-PRF-8625                   |
    Passivate ASTM A967, then black oxide | Passivation: ASTM A967; Black oxide: MIL-DTL-13924 |
"""

# Each is answered by itself alone; none of them by another.
APART = """
    Zinc plating | Nickel plating | Cadmium plating | Gold plating | Silver plating | Tin plating | Copper plating
    Chrome plating | Zinc-nickel plating | Hot dip galvanising | Passivation | Anodise | Powder coating | Paint | Chem film
    Phosphating | Black oxide | Electropolish | Hardening | Nitriding | Case hardening | Annealing | Shot peening | FPI
    PTFE | Zinc flake coating | Dry film lubricant | KTL | PVD coating
"""
KINDS = [each.strip() for line in APART.strip().splitlines() for each in line.split("|")]


def _rows(*tables: str) -> list[tuple[str, str, str]]:
    lines = [line.split("|") for table in tables for line in table.strip().splitlines()]
    return [(wanted.strip(), done.strip(), missing.strip()) for wanted, done, missing in lines]


def _missing(wanted: str, done: str) -> list[str]:
    told = [each.partition(": ") for each in done.split("; ") if each]
    processes = [
        OutsideProcess(2, "MFG-1", process, to, None, "P", None, None, None) for process, _, to in told
    ]
    return list(not_done(wanted, processes))


@pytest.mark.parametrize(
    ("wanted", "done", "missing"), _rows(OTHER_METAL_OR_KIND, KNOWN_WORDS, ONE_OF_TWO, ANOTHER_TYPE)
)
def test_another_metal_kind_or_type_than_ordered_is_told(wanted, done, missing):
    assert any(missing in each for each in _missing(wanted, done))


@pytest.mark.parametrize(("wanted", "done", "missing"), _rows(ASKS_FOR_NOTHING, WAS_DONE))
def test_a_finish_that_asks_for_nothing_or_was_done_is_told_nothing_about(wanted, done, missing):
    assert _missing(wanted, done) == []


@pytest.mark.parametrize("wanted", KINDS)
def test_a_treatment_answers_itself_and_no_other(wanted):
    assert [done for done in KINDS if not _missing(wanted, f"{done}: X")] == [wanted]
