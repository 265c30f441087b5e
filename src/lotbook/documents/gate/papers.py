"""Gate: every paper that the order or its customer asks for can be part of the package."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule
from lotbook.documents.package.papers import OWN_PAPERS, STATEMENTS, shops_own, stated
from lotbook.documents.papers import first_article, mark_transfer
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key

PAPER_NOT_MADE = Kind(
    "gate-paper-not-made",
    Severity.WARN,
    "A required paper is not made by Lotbook",
    "The customer asks for a paper that must be added by hand, or the package comes back.",
    "Send it separately and say so when you issue, or correct Documents required.",
)
NOT_MEASURED = Kind(
    "gate-not-measured",
    Severity.STOP,
    "A dimensional report is required and nothing was measured",
    "The report would be empty.",
    "Enter the results on the sheet Measurements.",
)
NOTHING_CUT = Kind(
    "gate-nothing-cut",
    Severity.WARN,
    "A mark transfer report is required and nothing was cut",
    "The report would say that whole lots were used; if pieces were cut, they are not on the sheet Cuts.",
    "Enter the pieces on the sheet Cuts, or issue with your name and that whole lots were used.",
)
NO_FIRST_ARTICLE = Kind(
    "gate-no-first-article",
    Severity.WARN,
    "A first article is required and no run is marked as one",
    "AS9102 asks for the run that the first article was made in.",
    "Mark the run on the sheet Manufacture, or correct Documents required.",
)
FIRST_ARTICLE_DUE = Kind(
    "gate-first-article-due",
    Severity.WARN,
    "A first article is due and this run is not marked as one",
    "AS9102 asks for a first article of a new part, after a change of design, process or source, and after two years "
    "without production. Looked at for customers with the profile aerospace or medical.",
    "Mark the run on the sheet Manufacture as Full or Partial, or say why none is due.",
)
SUBSTANCES_UNKNOWN = Kind(
    "gate-substances",
    Severity.STOP,
    "A required RoHS or REACH statement cannot be given",
    "The statement would be a yes that nobody can prove.",
    "Ask the supplier for a current declaration, and enter it on the sheet Declarations.",
)
SUBSTANCES_OPEN = Kind(
    "gate-declaration",
    Severity.WARN,
    "A declaration is missing, old or speaks against the material",
    "The material asks for a declaration; the order does not need a statement, so this only warns.",
    "Ask the supplier for a current declaration, and enter it on the sheet Declarations.",
)

_ENCLOSED = frozenset({key("Process certificates")})  # papers of others, which are part of every package
_ALWAYS = frozenset({key("COC"), key("Traceability report")})
_MADE = _ENCLOSED | _ALWAYS | {key(name) for paper in OWN_PAPERS for name in paper.documents}


def papers_obtainable(case: Case) -> Iterator[Finding]:
    """Every paper that the order or its customer asks for can be part of the package."""
    frozen = case.frozen
    place = at(frozen.order, "documents_required")
    enclosed = {key(name) for name in case.enclosed}
    for paper in frozen.documents_required:
        if key(paper) not in _MADE | enclosed and not shops_own(paper, case.templates):
            yield PAPER_NOT_MADE.at(place, f"{paper} is required, and it is no paper that Lotbook makes.")
    if case.planned:
        return
    if "Dimensional report" in frozen.documents_required and not any(
        r.measurements for r in frozen.shipped_runs
    ):
        yield NOT_MEASURED.at(
            place, "A dimensional report is required, and no result of these runs is entered."
        )
    if mark_transfer.TITLE in frozen.documents_required and not any(lot.cuts for lot in frozen.lots):
        yield NOTHING_CUT.at(place, "A mark transfer report is required, and no piece was cut of these lots.")
    if "First article" in frozen.documents_required and not any(r.run.first_article for r in frozen.runs):
        yield NO_FIRST_ARTICLE.at(
            place, "A first article is required, and none of these runs is marked as one."
        )


def first_article_due(case: Case) -> Iterator[Finding]:
    """For aerospace and medical customers: a shipped run that differs from its last first article is one itself."""
    if not case.strict:
        return
    for run in case.frozen.shipped_runs:
        told = first_article.due_of(case.frozen, run)
        if told.reasons and not run.run.first_article:
            message = f"{run.run_id} is not marked as a first article. {' '.join(told.reasons)}"
            yield FIRST_ARTICLE_DUE.at(at(run.run, "first_article"), message)


def substances(case: Case) -> Iterator[Finding]:
    """A required RoHS or REACH statement can be given; a declaration that a material asks for is there and current."""
    frozen = case.frozen
    for regulation in STATEMENTS.values():
        answer = case.answers.get(regulation)
        if answer is None:
            continue
        required = regulation in stated(frozen, case.enclosed)
        if required and answer.is_open and not any(judged.is_open for judged in answer.judgements):
            reason = next((found.message for found in answer.findings), "Nothing is known of the goods.")
            place = next((found.place for found in answer.findings), Place("Shipments"))
            yield SUBSTANCES_UNKNOWN.at(place, f"{regulation}: {answer.verdict}. {reason}")
        for judgement in answer.judgements:
            lot = frozen.lot(judgement.subject)
            asked = lot and lot.material and getattr(lot.material, f"{regulation.lower()}_needed")
            if not judgement.is_open or not (required or asked):
                continue
            kind = SUBSTANCES_UNKNOWN if required else SUBSTANCES_OPEN
            place = at(lot.receipt, "lot_id") if lot else Place("Outside processes", 0, judgement.subject)
            yield kind.at(
                place, f"{judgement.subject}: {regulation}: {judgement.verdict}. {judgement.reason}"
            )


RULES: tuple[Rule, ...] = (papers_obtainable, first_article_due, substances)
