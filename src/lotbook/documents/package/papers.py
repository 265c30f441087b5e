"""Our own papers of a certificate package: which are made for whom, in what order, from what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lotbook.compliance.answer import Answer
from lotbook.documents.chain import picture as chain_picture
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.language.translation import ENGLISH
from lotbook.documents.package.enclosures import Enclosure
from lotbook.documents.papers import (
    certificate_list,
    changes,
    coc,
    compliance_statement,
    dimensional_report,
    first_article,
    mark_transfer,
    packing_slip,
    traceability_report,
    verification_code,
)
from lotbook.domain.identifiers import key
from lotbook.errors import PdfEngineError
from lotbook.tables.lists import DOCUMENTS

# What customers call the statements in Documents required -> the regulation it answers.
STATEMENTS: Mapping[str, str] = {"RoHS statement": "RoHS", "REACH statement": "REACH"}


class Content(NamedTuple):
    """What the papers of one package are filled from.

    Attributes:
        frozen: the chain.
        head: the certificate's.
        answers: regulation -> what can be said.
        fingerprints: SHA-256 of certificate files, by what their cell says.
        enclosed: the papers of others that go into the package, in their order.
        by_hand: the documents that somebody adds as a file.
        former: the manifest of the certificate that is replaced; empty for a first issue, or where it is lost.
        language: of the template that is filled, for what stands in pictures.
    """

    frozen: Frozen
    head: CertificateHead
    answers: Mapping[str, Answer]
    fingerprints: Mapping[str, str]
    enclosed: tuple[Enclosure, ...]
    by_hand: Collection[str] = ()
    former: Mapping[str, Any] = MappingProxyType({})
    language: str = ENGLISH


class Filled(NamedTuple):
    """The fields of one paper, pictures as paths among them, and what could not be drawn."""

    fields: Mapping[str, object]
    remarks: tuple[str, ...] = ()


class OwnPaper(NamedTuple):
    """One paper of ours.

    Attributes:
        title: how the certificate lists it and its bookmark says.
        label: what its page labels start with; empty for the certificate's number.
        template: its Word template, and the name of its file.
        documents: the words of Documents required that ask for it; none for a paper that is always made.
        fill: its fields, from the content and a folder for pictures.
    """

    title: str
    label: str
    template: str
    documents: tuple[str, ...]
    fill: Callable[[Content, Path], Filled]


def own_papers(
    required: Collection[str],
    by_hand: Collection[str] = (),
    *,
    again: bool = False,
    templates: Path | None = None,
) -> tuple[OwnPaper, ...]:
    """The papers of ours that a package holds, in their order; one that was added by hand is not made again.

    A word that is none of ours is a paper where a Word template of the shop is called so: ``Test certificate`` is made
    from ``Test certificate.docx``, with the fields of the certificate.

    Args:
        required: Documents required of the order and its customer.
        by_hand: documents that somebody adds as a file.
        again: it replaces a certificate, so it brings the page of what changed.
        templates: the shop's own templates; None for the shipped ones.
    """
    added = {key(name) for name in by_hand}
    words = {key(name): name for name in required if key(name) not in added}
    ours = [
        paper._replace(title=_statement_of(words))
        if paper.template == compliance_statement.TEMPLATE
        else paper
        for paper in (_AGAIN if again else OWN_PAPERS)
        if not paper.documents or any(key(name) in words for name in paper.documents)
    ]
    others = [paper for word in words.values() if (paper := shops_own(word, templates))]
    if not others:
        return tuple(ours)
    last = [paper for paper in ours if paper.template == certificate_list.TEMPLATE]
    return (*(paper for paper in ours if paper not in last), *others, *last)


def _statement_of(words: Collection[str]) -> str:
    """The statement by the name it has as a title: what it answers."""
    return compliance_statement.title_of([law for name, law in STATEMENTS.items() if key(name) in words])


def shops_own(word: str, templates: Path | None) -> OwnPaper | None:
    """The paper that a template of the shop's own makes; None where none of its templates is called by this word."""
    if templates is None or not templates.is_dir() or paper_name(word) in _OURS:
        return None  # one of ours is made from the template of its own name, such as packing_slip.docx
    wanted = f"{paper_name(word)}.docx"
    found = next(
        (path.name for path in sorted(templates.glob("*.docx")) if path.name.casefold() == wanted), None
    )
    if found is None:
        return None
    initials = "".join(part[0] for part in word.split() if part[0].isalnum()).upper()
    return OwnPaper(word, initials or "OWN", found, (word,), _coc)


def paper_name(word: str) -> str:
    """A word of Documents required as the name of a template, for comparing."""
    return " ".join(word.split()).casefold()


def stated(frozen: Frozen, by_hand: Collection[str] = ()) -> tuple[str, ...]:
    """The regulations that we state something about: those asked for, without what somebody adds as a file."""
    required = {key(name) for name in frozen.documents_required} - {key(name) for name in by_hand}
    return tuple(regulation for document, regulation in STATEMENTS.items() if key(document) in required)


def _coc(content: Content, scratch: Path) -> Filled:
    fields = {**coc.context(content.frozen, content.head), **content.head.pictures}
    if content.head.fingerprint:
        text = verification_code.said(content.head)
        fields["code"] = verification_code.draw(text, scratch / "code.png")
    return Filled(fields)


def _statement(content: Content, scratch: Path) -> Filled:
    del scratch
    answers = [
        content.answers[name] for name in stated(content.frozen, content.by_hand) if name in content.answers
    ]
    fields = compliance_statement.context(answers, content.head, content.frozen)
    return Filled({**fields, **compliance_statement.pictures(answers, content.head)})


def _dimensional(content: Content, scratch: Path) -> Filled:
    fields = dimensional_report.context(content.frozen, content.head, scratch)
    return Filled({**fields, **content.head.pictures})


def _first_article(content: Content, scratch: Path) -> Filled:
    del scratch
    return Filled({**first_article.context(content.frozen, content.head), **content.head.pictures})


def _packing_slip(content: Content, scratch: Path) -> Filled:
    del scratch
    enclosed = [title for title in content.head.enclosed if title != packing_slip.TITLE]
    return Filled({**packing_slip.context(content.frozen, content.head, enclosed), **_logo(content)})


def _mark_transfer(content: Content, scratch: Path) -> Filled:
    del scratch
    return Filled({**mark_transfer.context(content.frozen, content.head), **content.head.pictures})


def _traceability(content: Content, scratch: Path) -> Filled:
    fields = traceability_report.context(content.frozen, content.head, content.fingerprints)
    remarks: tuple[str, ...] = ()
    try:
        if drawn := chain_picture.draw(content.frozen, scratch / "chain.png", content.language):
            fields["chain"] = drawn
    except PdfEngineError as error:
        remarks = (f"The traceability report has no picture of the chain: {error.problem}",)
    return Filled({**fields, **content.head.pictures}, remarks)


def _certificate_list(content: Content, scratch: Path) -> Filled:
    del scratch
    fields = certificate_list.context(content.frozen, content.head, content.enclosed, content.fingerprints)
    return Filled({**fields, **_logo(content)})


def _changes(content: Content, scratch: Path) -> Filled:
    del scratch
    fields = changes.context(content.frozen, content.head, content.former, content.fingerprints)
    return Filled({**fields, **content.head.pictures})


def _logo(content: Content) -> dict[str, Path]:
    return {name: path for name, path in content.head.pictures.items() if name == "logo"}


OWN_PAPERS: tuple[OwnPaper, ...] = (
    OwnPaper("Certificate of Conformance", "", coc.TEMPLATE, (), _coc),
    OwnPaper(compliance_statement.TITLE, "CS", compliance_statement.TEMPLATE, tuple(STATEMENTS), _statement),
    OwnPaper(
        dimensional_report.TITLE, "DR", dimensional_report.TEMPLATE, ("Dimensional report",), _dimensional
    ),
    OwnPaper(first_article.TITLE, "FAI", first_article.TEMPLATE, ("First article",), _first_article),
    OwnPaper(packing_slip.TITLE, "PS", packing_slip.TEMPLATE, ("Packing slip",), _packing_slip),
    OwnPaper(mark_transfer.TITLE, "MT", mark_transfer.TEMPLATE, (mark_transfer.TITLE,), _mark_transfer),
    OwnPaper("Traceability report", "TR", traceability_report.TEMPLATE, (), _traceability),
    OwnPaper(  # the last of ours, so that the certificates stand behind it
        certificate_list.TITLE,
        "ML",
        certificate_list.TEMPLATE,
        ("Material certificates",),
        _certificate_list,
    ),
)
_OURS = frozenset(map(paper_name, DOCUMENTS)) | {Path(each.template).stem for each in OWN_PAPERS}
_AGAIN = (OWN_PAPERS[0], OwnPaper(changes.TITLE, "WC", changes.TEMPLATE, (), _changes), *OWN_PAPERS[1:])
