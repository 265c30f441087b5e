"""Answers "is this RoHS (REACH, SDS, DFARS) compliant?" from everything a thing was made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from lotbook.compliance import declared, dfars, open_ends, reach, rohs, sds, subjects
from lotbook.compliance.articles import Article33, articles
from lotbook.compliance.lists import Lists, Substance, shipped_lists
from lotbook.compliance.subjects import Subject
from lotbook.compliance.verdict import Evidence, Judgement, Question, Verdict, worst
from lotbook.domain.findings import Finding
from lotbook.domain.genealogy import Lineage, Walk
from lotbook.domain.identifiers import key
from lotbook.tables.chain import lineage
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.settings import DEFAULTS

RULES: Mapping[str, ModuleType] = MappingProxyType(
    {module.REGULATION: module for module in (rohs, reach, sds, dfars)}
)
_AGE = "Declaration age (months)"


class Answer(NamedTuple):
    """The verdict for one thing and one regulation, each part's judgement, and the list it was judged by.

    Attributes:
        as_of: the day asked about.
        list_text: the list and its date, as every statement must print it.
        article_33: what Article 33 of REACH asks to be told, one for each article and substance.
        gaps: identifiers of the chain that are not in the workbook; with any, the answer is never a yes.
        remarks: what a reader must know besides, such as that a list may have grown since.
        limits: the substances it was judged by, for RoHS.
    """

    subject: Subject
    regulation: str
    verdict: Verdict
    as_of: date
    list_text: str
    judgements: tuple[Judgement, ...]
    article_33: tuple[Article33, ...]
    gaps: tuple[str, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    limits: tuple[Substance, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether this is not yet an answer that somebody can sign."""
        return self.verdict.is_open or any(judged.is_open for judged in self.judgements)

    @property
    def exemptions(self) -> tuple[str, ...]:
        """The exemptions used, with their last day, each once."""
        return tuple(dict.fromkeys(j.exemption for j in self.judgements if j.exemption))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The papers and values the verdict rests on, each once."""
        return tuple(dict.fromkeys(paper for j in self.judgements for paper in j.evidence))

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        return {
            "subject": {"what": self.subject.what, "id": self.subject.id},
            "regulation": self.regulation,
            "verdict": str(self.verdict),
            "as_of": self.as_of.isoformat(),
            "list": self.list_text,
            "parts": [_part_json(judgement) for judgement in self.judgements],
            "exemptions": list(self.exemptions),
            "article_33": [line.as_json() for line in self.article_33],
            "gaps": list(self.gaps),
            "remarks": list(self.remarks),
        }


def answer(
    records: Records,
    order_id: str,
    regulation: str = "RoHS",
    *,
    today: date,
    lists: Lists | None = None,
    shipments: Collection[int] | None = None,
) -> Answer:
    """What can be said about what was shipped for an order, on the day of its last shipment.

    Args:
        records: the workbook.
        order_id: the order.
        regulation: one of ``RULES``.
        today: the day asked about where nothing was shipped.
        lists: the lists to judge by; those that come with Lotbook when left out.
        shipments: rows of Shipments, where only these are meant, as on a certificate of a part of the order.
    """
    subject = subjects.order(records, order_id, shipments)
    return judge(records, subject, regulation, as_of=subject.shipped_on or today, lists=lists)


def judge(
    records: Records,
    subject: Subject,
    regulation: str,
    *,
    as_of: date,
    lists: Lists | None = None,
    chain: Lineage | None = None,
) -> Answer:
    """Judges every lot and outside process behind a subject.

    Nothing behind it, or a link of the chain that leads nowhere, is never a yes: the verdict is then Needs data or worse.

    Args:
        records: the workbook.
        subject: what is asked about.
        regulation: one of ``RULES``.
        as_of: the day asked about.
        lists: the lists to judge by; those that come with Lotbook when left out.
        chain: the workbook's chain, where it was read already for another answer.
    """
    rule = RULES[regulation]
    question = Question(as_of, lists or shipped_lists(), _months(records), subject.category)
    walk = (chain or lineage(records)).backward(subject.starts)
    judgements = tuple(_judgements(records, walk, rule, question))
    gaps = open_ends.gaps(records, walk)
    ends = tuple(open_ends.findings(records, walk, subject, gaps))
    nothing = () if judgements or ends else (open_ends.nothing(subject),)
    found = (*(finding for judged in judgements for finding in judged.findings), *ends, *nothing)
    limits = question.lists.substances if rule is rohs else ()
    return Answer(
        subject, regulation, _verdict(judgements, ends), as_of, rule.list_text(question), judgements,
        tuple(articles(records, walk, judgements)), gaps, found, tuple(_remarks(regulation, question)), limits,
    )  # fmt: skip


def _verdict(judgements: Collection[Judgement], ends: Collection[Finding]) -> Verdict:
    """The worst of all; with a link that leads nowhere no yes, though a no stays a no."""
    verdict = worst(judgements)
    return Verdict.NEEDS_DATA if ends and verdict is not Verdict.NOT_COMPLIANT else verdict


def _judgements(records: Records, walk: Walk, rule: ModuleType, question: Question) -> Iterator[Judgement]:
    """Each lot and outside process by itself; a yes that its own supplier contradicts is an open question."""
    for lot in _lots(records, walk):
        judged = rule.judge_lot(records, lot, question)
        yield declared.doubted(judged, declared.all_for_lot(records, lot, rule.REGULATION))
    for process in _processes(records, walk) if rule.PROCESSES else ():
        judged = rule.judge_process(records, process, question)
        yield declared.doubted(judged, declared.all_for_supplier(records, process.supplier, rule.REGULATION))


def _months(records: Records) -> int:
    """How old a declaration may be; where the setting is no number, as old as in a new workbook."""
    told = records.setting(_AGE).strip()
    return int(told if told.isdigit() else next(row.value for row in DEFAULTS if row.name == _AGE))


def _part_json(judged: Judgement) -> dict[str, object]:
    return {
        "subject": judged.subject,
        "verdict": str(judged.verdict),
        "reason": judged.reason,
        "exemption": judged.exemption,
        "evidence": [
            {"what": paper.what, "file": paper.file, "dated": paper.dated and paper.dated.isoformat()}
            for paper in judged.evidence
        ],
    }


def _lots(records: Records, walk: Walk) -> Iterator[Receipt]:
    return (lot for lot in records.receiving if lot.lot_id and key(lot.lot_id) in walk.nodes)


def _processes(records: Records, walk: Walk) -> Iterator[OutsideProcess]:
    return (row for row in records.outside_processes if row.run_id and key(row.run_id) in walk.nodes)


def _remarks(regulation: str, question: Question) -> Iterator[str]:
    lists = question.lists
    if regulation == "REACH" and lists.candidates.may_have_grown(question.as_of):
        yield (
            f"The Candidate List in use is of {lists.candidates.published.isoformat()}; ECHA adds to it about twice a "
            "year, so look for a newer one."
        )
    if regulation == "REACH" and (current := lists.candidates.current_on(question.as_of)) < (
        lists.candidates.published
    ):
        yield f"Judged by the list of {current.isoformat()}, which was current then; there is one of {lists.candidates.published.isoformat()} now."
    if regulation in ("RoHS", "DFARS", "REACH"):
        yield from lists.own
