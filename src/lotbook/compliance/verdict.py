"""The five answers to "is it compliant?", for one lot or process and rolled up the chain: the worst one counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What can be said, from best to worst."""

    COMPLIANT = "Compliant"
    WITH_EXEMPTION = "Compliant with exemption"
    CONTAINS_SVHC = "Contains SVHC"
    NEEDS_DATA = "Needs data"
    NOT_COMPLIANT = "Not compliant"


_WORSE = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Evidence(NamedTuple):
    """One paper or value a verdict rests on."""

    what: str
    file: str = ""
    dated: date | None = None


class Judgement(NamedTuple):
    """The verdict for one lot or one outside process, why, and on what evidence.

    Attributes:
        subject: the lot's ID, or the process and who did it.
        reason: one sentence.
        exemption: exemption and expiry when one is used, e.g. ``6(c), until 30 June 2027``.
    """

    subject: str
    verdict: Verdict
    reason: str
    exemption: str = ""
    evidence: tuple[Evidence, ...] = ()


def worst(judgements: Iterable[Judgement]) -> Verdict:
    """The verdict of a whole: the worst of its parts; a whole without parts needs data."""
    return max(
        (judgement.verdict for judgement in judgements), key=_WORSE.__getitem__, default=Verdict.NEEDS_DATA
    )
