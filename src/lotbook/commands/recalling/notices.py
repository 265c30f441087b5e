"""The notices of a recall: for each customer who received anything, the paper, its PDF and an e-mail draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.issuing.order import resolved
from lotbook.commands.mailing.text import mail_text
from lotbook.commands.recalling.opened import Opened
from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.head import Company
from lotbook.documents.language.translation import ENGLISH, choose
from lotbook.documents.papers import recall_notice
from lotbook.documents.papers.recall_notice import Goods, NoticeHead
from lotbook.documents.template.render import render
from lotbook.documents.whole_file import write_whole
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Delivery, Recall, Total
from lotbook.errors import MissingFileError
from lotbook.mail.compose import addresses, as_eml, compose
from lotbook.shipped import shipped
from lotbook.tables.customers import Customer
from lotbook.tables.lists import PAPERS
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.records import Records
from lotbook.tables.trace.affected import grouped
from lotbook.tables.trace.deliveries import totals

_MAIL = "recall_notice"
Progress = Callable[[str], None]


class Notice(NamedTuple):
    """One customer's notice: its paper without ending, whom it goes to, what is affected there, in which language."""

    customer: Total
    name: str
    context: Mapping[str, object]
    to: tuple[str, ...]
    paper: str
    language: str


def head_of(records: Records, found: Recall | None, opened: Opened, folder: Path, signer: str) -> NoticeHead:
    """What every paper of this recall says: who recalls what, why, and who signs."""
    person = _person(records, signer)
    names = ("Company name", "Company address", "Company phone", "Company e-mail", "Supplier code")
    return NoticeHead(
        opened.recall_id,
        opened.at.astimezone().date(),  # the shop's own day, as on every other paper
        opened.reason,
        _material(records, found) if found else "",
        Company(*(records.setting(name) for name in names)),
        signer,
        (person and person.title) or "",
        opened.drill,
        {name: file for name, file in _pictures(records, folder, signer).items() if file.is_file()},
    )


def _person(records: Records, signer: str) -> Person | None:
    return next((each for each in records.people if key(each.name or "") == key(signer)), None)


def _pictures(records: Records, folder: Path, signer: str) -> dict[str, Path]:
    person = _person(records, signer)
    named = {
        "logo": records.setting("Logo file").strip(),
        "signature": (person and person.signature_file) or "",
    }
    return {name: folder / file.replace("\\", "/") for name, file in named.items() if file}


def lost_pictures(records: Records, folder: Path, signer: str) -> tuple[str, ...]:
    """Pictures that are named and not there; a recall does not wait for a logo, so the papers go without them."""
    lost = [file.name for file in _pictures(records, folder, signer).values() if not file.is_file()]
    return tuple(f"The picture {name} is not there; the papers were made without it." for name in lost)


def signer_of(records: Records, named: str) -> str:
    """Who signs: whoever was named, else whom Settings names."""
    return named.strip() or records.setting("Default signer")


def templates_of(records: Records, folder: Path) -> Path | None:
    """The shop's own templates, where Settings names a folder."""
    own = records.setting("Templates folder").strip()
    return resolved(folder, own) if own else None


def paper_of(*named: str | None) -> str:
    """The first paper size named that is one, in any letters; A4 where none is."""
    known = {each.casefold(): each for each in PAPERS}
    return next((known[key(name)] for name in named if name and key(name) in known), PAPERS[0])


def _material(records: Records, found: Recall) -> str:
    """The material that a recall of deliveries or of pieces speaks of; empty where it starts from runs."""
    described = {key(each.material or ""): each.description for each in records.materials}
    starts = {key(start.id) for start in found.starts}
    named = [
        ": ".join(
            part for part in (lot.lot_id, described.get(key(lot.material or "")) or lot.material) if part
        )
        + (f"{recall_notice.HEAT}{lot.heat}" if lot.heat else "")
        for lot in found.lots
        if key(lot.lot_id) in starts
    ]
    named += [
        f"{piece.lot_id} ({', '.join(piece.cut_from)})"
        + (f"{recall_notice.HEAT}{piece.heat_marked}" if piece.heat_marked else "")
        for piece in found.cuts
        if key(piece.lot_id) in starts
    ]
    return "; ".join(named)


def notices(records: Records, found: Recall, head: NoticeHead) -> Iterator[Notice]:
    """One notice for each customer who has received affected goods; what is still to be shipped is stopped, not told."""
    customers = {key(each.customer or ""): each for each in records.customers}
    parts = {(key(each.part_number or ""), key(each.revision or "")): each for each in records.parts}
    taken: set[str] = set()
    sent = grouped(delivered(found), lambda each: key(each.customer or ""))
    for total in found.customers:
        here = sent.get(key(total.customer), ())
        if here:
            (told,) = totals(here)
            goods = [_described(each, parts) for each in here]
            row = customers.get(key(total.customer))
            context = recall_notice.context(head, told, (row and row.address) or "", goods)
            name = _free(file_name(f"{head.recall_id} {total.customer}"), taken)
            yield Notice(
                total,
                name,
                context,
                addresses(total.email),
                _paper(row, records),
                (row and row.language) or ENGLISH,
            )


def delivered(found: Recall) -> Iterator[Delivery]:
    """What has left the shop."""
    return (each for each in found.deliveries if not each.planned)


def _described(sent: Delivery, parts: Mapping[tuple[str, str], Part]) -> Goods:
    part = parts.get((key(sent.part_number or ""), key(sent.part_revision or "")))
    return Goods(sent, part and part.customer_part_number, part and part.description)


def _paper(row: Customer | None, records: Records) -> str:
    return paper_of(row and row.paper, records.setting("Paper"))


def _free(name: str, taken: set[str]) -> str:
    """Two customers whose names become one file name get a number each."""
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} {number}", number + 1
    taken.add(free.casefold())
    return free


def papers(
    folder: Path, every: Sequence[Notice], head: NoticeHead, templates: Path | None, progress: Progress
) -> list[Path]:
    """Fills the Word paper of each notice.

    Raises:
        TemplateError: the shop's template has mistakes.
        MissingFileError: a template or picture is not there.
    """
    made = []
    for number, notice in enumerate(every, start=1):
        progress(f"Notice {number} of {len(every)}: {notice.customer.customer}")
        paper = folder / f"{notice.name}.docx"
        chosen = choose(recall_notice.TEMPLATE, notice.language, templates)
        fields = recall_notice.in_language(notice.context, chosen.language)
        render(chosen.template, fields, paper, pictures=head.pictures, paper=notice.paper)
        made.append(paper)
    return made


def drafts(
    folder: Path, every: Sequence[Notice], papers: Sequence[Path], head: NoticeHead, templates: Path | None
) -> None:
    """Writes an e-mail draft beside each notice, in its language, with the notice attached.

    Raises:
        TemplateError: the mail's text has mistakes.
    """
    for notice, paper in zip(every, papers, strict=True):
        text = mail_text(_MAIL, notice.language, templates)
        fields = recall_notice.in_language(notice.context, text.language)
        draft = compose(text.read(), fields, to=notice.to, files=(paper,), name=text.file.name)
        write_whole(folder / f"{notice.name}.eml", as_eml(draft, sender=head.company.email))


def in_other_language(every: Sequence[Notice], templates: Path | None) -> tuple[str, ...]:
    """Which notices are not in their customer's language, because the shop's own template is in one only."""
    told = (choose(recall_notice.TEMPLATE, notice.language, templates).remark for notice in every)
    return tuple(dict.fromkeys(remark for remark in told if remark))


def without_address(every: Sequence[Notice], *, drill: bool) -> tuple[str, ...]:
    """Whom nobody has an e-mail address of, in a sentence."""
    missing = [notice.customer.customer for notice in every if not notice.to]
    if not missing:
        return ()
    then = "they could not be told at once" if drill else "their drafts have no receiver yet"
    return (f"No e-mail address is known for {', '.join(missing)}: {then}.",)


def template_of(name: str, templates: Path | None) -> Path:
    """The shop's own template where it has one, else the one that ships."""
    own = templates / name if templates else None
    if own and own.is_file():
        return own
    found = shipped("templates", *name.split("/"))
    if not found.is_file():
        raise MissingFileError(f"The template {name} is not there.", next_step="Install Lotbook again.")
    return found
