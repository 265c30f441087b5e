"""What Article 33 of REACH asks to be told: which article holds which listed substance above 0.1 percent.

Each article of an assembly counts for itself (Court of Justice of the EU, C-106/14), so the line names the part that was
made of the lot, not the assembly it ended in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lotbook.compliance.verdict import Contained, Judgement
from lotbook.domain.genealogy import Walk
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.records import Records


class Article33(NamedTuple):
    """One article with one listed substance.

    Attributes:
        article: part and revision, or the material where nothing was made of it.
        lot: the lot or process it comes from.
        file: the supplier's declaration, which holds what is known about safe use; empty when there is none.
    """

    article: str
    lot: str
    substance: Contained
    file: str

    @property
    def text(self) -> str:
        """The line as a statement prints it."""
        what = self.substance
        numbers = ", ".join(
            part for part in (what.cas and f"CAS {what.cas}", what.ec and f"EC {what.ec}") if part
        )
        name = what.name or "a substance of the Candidate List that its supplier's declaration names"
        share = (
            f"{number_text(what.percent)} % by weight"
            if what.percent is not None
            else "above 0.1 % by weight"
        )
        since = f", on the Candidate List since {what.listed_on.isoformat()}" if what.listed_on else ""
        shown = f"{name} ({numbers})" if numbers else name
        return f"{self.article} contains {shown}: {share} (lot {self.lot}){since}."

    @property
    def safe_use(self) -> str:
        """What can be said about safe use."""
        if self.file:
            return "Safe use: see the supplier's declaration."
        return "Safe use: no information beyond the substance's name is on file."

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        what = self.substance
        return {
            "article": self.article,
            "lot": self.lot,
            "substance": what.name,
            "cas": what.cas,
            "ec": what.ec,
            "percent": number_text(what.percent) if what.percent is not None else None,
            "listed_on": what.listed_on.isoformat() if what.listed_on else None,
            "text": self.text,
            "safe_use": self.safe_use,
        }


def articles(records: Records, walk: Walk, judgements: Iterable[Judgement]) -> Iterator[Article33]:
    """A line for each article and substance behind what was asked about."""
    for judged in judgements:
        file = next((paper.file for paper in judged.evidence if "declaration" in paper.what), "")
        for substance in judged.contained:
            for article in _made_of(records, walk, judged.subject):
                yield Article33(article, judged.subject, substance, file)


def _made_of(records: Records, walk: Walk, lot: str) -> list[str]:
    """The parts that were made of a lot or a piece of it; the material itself where nothing was."""
    runs = {key(run.run_id): run for run in records.manufacture if run.run_id}
    found: dict[str, None] = {}
    waiting, seen = [key(lot)], {key(lot)}
    while waiting:
        node = waiting.pop()
        for link in walk.links:
            if link.source != node or link.target in seen:
                continue
            seen.add(link.target)
            run = runs.get(link.target)
            if run is None:
                waiting.append(link.target)
            else:
                found[f"{run.part_number} revision {run.part_revision or '–'}"] = None
    if found:
        return list(found)
    material = next((row.material for row in records.receiving if same(row.lot_id, lot)), None)
    described = next((m.description for m in records.materials if same(m.material, material)), None)
    return [described or material or lot]
