"""The compliance statement: what can be said about RoHS, REACH, safety data sheets or specialty metals, and by what.

It says no more than its evidence: the verdict, the list with its date, each lot and process with its reason, the
exemptions with their last day, the Article 33 lines, and what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from lotbook.compliance.answer import Answer
from lotbook.compliance.subjects import Subject
from lotbook.compliance.verdict import Verdict
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.language.text_format import day, days, joined
from lotbook.documents.papers import heading
from lotbook.documents.template.fields import Field
from lotbook.domain.values import number_text

TEMPLATE = "compliance_statement.docx"
TITLE = "Compliance statement"
FIELDS = (
    *heading.FIELDS,
    Field("statement.title", "What the statement is about.", "RoHS and REACH statement"),
    Field(
        "statement.about[]", "The goods, one text each.", "Order ORD-0117, part BRK-100 revision C, Bracket"
    ),
    Field("statement.as_of", "The day it speaks of; several where goods left on several.", "2 May 2024"),
    Field(
        "statement.reference", "Certificate it belongs to; empty when it stands alone.", "COC-0042 revision B"
    ),
    Field("statement.is_complete", "Yes; empty while a point is open, and then nobody signs.", "Yes"),
    Field("answers[].regulation", "RoHS, REACH, SDS or DFARS.", "RoHS"),
    Field("answers[].law", "The rule's full name.", "Directive 2011/65/EU (RoHS)"),
    Field("answers[].about", "The goods it speaks of, where there are several.", "Order ORD-0117"),
    Field("answers[].verdict", "What can be said.", "Compliant with exemption"),
    Field(
        "answers[].conclusion", "The verdict as one sentence.", "The goods conform to Directive 2011/65/EU."
    ),
    Field(
        "answers[].list", "The list it was judged by, with its date.", "REACH Candidate List of 27 Jun 2024"
    ),
    Field("answers[].parts[].subject", "A lot or an outside process.", "BRS-0823-001"),
    Field("answers[].parts[].verdict", "What can be said about it.", "Compliant with exemption"),
    Field("answers[].parts[].reason", "Why.", "The supplier declares it compliant."),
    Field(
        "answers[].parts[].evidence", "The papers behind it.", "RoHS declaration, BRS of Keystone, 8 Jul 2024"
    ),
    Field("answers[].remarks[]", "What a reader must know besides.", "There is a newer list."),
    Field("limits[].substance", "The ten RoHS substances, when RoHS is answered.", "Cadmium"),
    Field("limits[].cas", "CAS number.", "7440-43-9"),
    Field("limits[].limit", "Limit in homogeneous material, by weight.", "0.01 %"),
    Field("exemptions[]", "RoHS exemptions used, with their last day.", "6(c), until 30 Jun 2027"),
    Field(
        "article_33[].text",
        "Each article with a listed substance above 0.1 %.",
        "KNB-150 revision A contains Lead (CAS 7439-92-1): 2.71 % by weight.",
    ),
    Field(
        "article_33[].safe_use", "What is known about safe use.", "Safe use: see the supplier's declaration."
    ),
    Field("open[]", "What is missing, old or wrong.", "STT-0624-001: no RoHS declaration is on file."),
    *heading.PICTURES,
)
_LAWS = MappingProxyType(
    {
        "RoHS": "Directive 2011/65/EU (RoHS), Annex II as amended by Delegated Directive (EU) 2015/863",
        "REACH": "Regulation (EC) No 1907/2006 (REACH), Article 33",
        "SDS": "Safety data sheets, Regulation (EC) No 1907/2006, Article 31",
        "DFARS": "DFARS 252.225-7009, specialty metals",
    }
)
_YES = MappingProxyType(
    {
        "RoHS": "The goods conform: no restricted substance is above its limit in any homogeneous material.",
        "REACH": "No article in the goods contains a substance of the Candidate List above 0.1 % by weight.",
        "SDS": "Each material that asks for a safety data sheet has one on file.",
        "DFARS": "The goods contain no specialty metal, or such as was melted or produced in the United States or a qualifying country.",
    }
)
_OTHERWISE = MappingProxyType(
    {
        Verdict.WITH_EXEMPTION: "The goods conform under the exemption named below.",
        Verdict.CONTAINS_SVHC: "The goods contain a substance of the Candidate List above 0.1 % by weight; the information that Article 33 asks for stands below.",
        Verdict.NEEDS_DATA: "No statement can be made yet; what is missing stands below.",
        Verdict.NOT_COMPLIANT: "The goods do not conform, for the reason below.",
    }
)
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


def context(
    answers: Sequence[Answer], head: CertificateHead, frozen: Frozen | None = None
) -> dict[str, object]:
    """The fields of the statement; everything is finished text, lists of it or mappings of it.

    Args:
        answers: what was asked and what can be said, at least one.
        head: who issues and signs; with a certificate's number when it belongs to one.
        frozen: the order and its chain, when it is about one order.
    """
    regulations = list(dict.fromkeys(answer.regulation for answer in answers))
    subjects = list(dict.fromkeys(answer.subject for answer in answers))
    fields = heading.context(frozen, head) if frozen else heading.nothing() | heading.issuer(head)
    complete = is_complete(answers)
    if not complete:
        fields["signer"] = {"name": "", "title": ""}
    own = f"{head.certificate_id} revision {head.revision}" if head.certificate_id else ""
    return {
        **fields,
        "statement": {
            "title": title_of(regulations) if complete else f"{_in_a_row(regulations)} questions, still open",
            "about": [about(subject) for subject in subjects],
            "as_of": days(answer.as_of for answer in answers),
            "reference": own,
            "is_complete": "Yes" if complete else "",
        },
        "answers": [_answer(answer, several=len(subjects) > 1) for answer in answers],
        "limits": [
            {
                "substance": substance.name,
                "cas": substance.cas,
                "limit": f"{number_text(substance.limit_percent)}\u00a0%",
            }
            for substance in dict.fromkeys(each for answer in answers for each in answer.limits)
        ],
        "exemptions": _once(text for answer in answers for text in answer.exemptions),
        "article_33": [
            {"text": in_words(line.text), "safe_use": line.safe_use}
            for line in dict.fromkeys(line for answer in answers for line in answer.article_33)
        ],
        "open": _once(finding.message for answer in answers for finding in answer.findings),
    }


def title_of(regulations: Sequence[str]) -> str:
    """What a statement is called that answers these, such as ``RoHS and REACH statement``."""
    return f"{_in_a_row(regulations)} statement"


def is_complete(answers: Sequence[Answer]) -> bool:
    """Whether every question has an answer that somebody can sign; what is open is never signed."""
    return not any(answer.is_open for answer in answers)


def pictures(answers: Sequence[Answer], head: CertificateHead) -> dict[str, Path]:
    """Logo and signature; no signature under what is still open."""
    signed = is_complete(answers)
    return {name: path for name, path in head.pictures.items() if signed or name != "signature"}


def about(subject: Subject) -> str:
    """What was asked about, in words."""
    name = f"{subject.name[0].upper()}{subject.name[1:]}"
    part = f"part {subject.part_number}" if subject.part_number and subject.what != "part" else ""
    if part and subject.revision:
        part = f"{part} revision {subject.revision}"
    return joined(name, part, subject.description, by=", ")


def in_words(text: str) -> str:
    """A sentence with its dates as papers show them: 2027-06-30 becomes 30 Jun 2027."""
    return _ISO.sub(lambda found: day(date(*map(int, found.groups()))), text)


def _answer(answer: Answer, *, several: bool) -> dict[str, object]:
    conclusion = (
        _YES[answer.regulation] if answer.verdict is Verdict.COMPLIANT else _OTHERWISE[answer.verdict]
    )
    return {
        "regulation": answer.regulation,
        "law": _LAWS[answer.regulation],
        "about": about(answer.subject) if several else "",
        "verdict": str(answer.verdict),
        "conclusion": conclusion,
        "list": in_words(answer.list_text),
        "parts": [
            {
                "subject": judged.subject,
                "verdict": str(judged.verdict),
                "reason": in_words(judged.reason),
                "evidence": "\n".join(
                    joined(
                        paper.what,
                        day(paper.dated),
                        PurePosixPath(paper.file.replace("\\", "/")).name,
                        by=", ",
                    )
                    for paper in judged.evidence
                ),
            }
            for judged in answer.judgements
        ],
        "remarks": [in_words(text) for text in answer.remarks],
    }


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(in_words(text) for text in texts))


def _in_a_row(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
