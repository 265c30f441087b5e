"""Gate: who gets an article with a listed substance above 0.1 % is told so (REACH, Article 33)."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.compliance.recipients import asks_article_33
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.documents.package.papers import STATEMENTS
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key

NOT_TOLD = Kind(
    "gate-article-33-not-told",
    Severity.WARN,
    "The goods contain a substance of very high concern, and no paper tells the customer",
    "Regulation (EC) 1907/2006, Article 33(1): who supplies an article with more than 0.1 % by weight of a substance of the "
    "Candidate List tells the recipient its name and how to use it safely, without being asked. Not looked at where the "
    "address names a country without that duty.",
    "Add REACH statement to Documents required of the order, so that the package tells it; or issue with your name and how "
    "the customer was told.",
)
_REGULATION = "REACH"
_STATEMENT = next(paper for paper, regulation in STATEMENTS.items() if regulation == _REGULATION)


def told(case: Case) -> Iterator[Finding]:
    """A REACH statement is among the papers where the goods contain a listed substance above 0.1 %."""
    frozen, answer = case.frozen, case.answers.get(_REGULATION)
    lines = answer.article_33 if answer else ()
    papers = map(key, (*frozen.documents_required, *case.enclosed))
    if not lines or key(_STATEMENT) in papers:
        return
    address = frozen.customer.address if frozen.customer else None
    duty = asks_article_33(frozen.order.destination, address, frozen.settings["Company address"])
    if duty is not False:
        where = "" if duty else " No address here names the country."
        yield NOT_TOLD.at(
            at(frozen.order, "documents_required"),
            f"{listed((line.text.rstrip('.') for line in lines), most=3)}. No {_STATEMENT} is among the papers.{where}",
        )


RULES: tuple[Rule, ...] = (told,)
