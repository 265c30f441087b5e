"""The status report of a recall, and the closing report that is filed when it is over: Word, and PDF where possible."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.commands.recalling.followup import notices_of
from lotbook.commands.recalling.notices import (
    delivered,
    head_of,
    lost_pictures,
    paper_of,
    signer_of,
    template_of,
    templates_of,
)
from lotbook.commands.recalling.open import FOLDER
from lotbook.commands.recalling.opened import Opened
from lotbook.commands.recalling.options import filters_from_json
from lotbook.commands.recalling.release import about, held_by
from lotbook.commands.recalling.untold import untold
from lotbook.documents.file_names import file_name
from lotbook.documents.papers import recall_status
from lotbook.documents.papers.recall_account import accounts
from lotbook.documents.papers.recall_standing import Done, Standing
from lotbook.documents.papers.recall_status import Made
from lotbook.documents.pdf import making as pdf
from lotbook.documents.template.render import render
from lotbook.documents.whole_folder import whole_folder
from lotbook.domain.edits import Issued
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Recall
from lotbook.errors import LotbookError, ReadOnlyError
from lotbook.hosts.entries import Entry
from lotbook.hosts.host import Host
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records
from lotbook.tables.trace.deliveries import totals
from lotbook.tables.trace.recall import recall as traced


class Filed(NamedTuple):
    """A report that was written: its files, what must be told, and what the journal tells of it."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...]
    details: Mapping[str, object]


def status_report(options: Namespace, book: Host, recall: RecallRow, folder: Path) -> Filed:
    """Writes the status report into a folder; nothing that lies there is overwritten.

    Raises:
        TemplateError: the template has mistakes.
        MissingFileError: the template is not there.
        ReadOnlyError: the folder cannot be written.
    """
    made = Made(datetime.now(UTC))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(f"{folder} cannot be written.", cause=str(error)) from error
    name = f"{recall.recall_id} status report {made.at:%Y-%m-%d}"
    files, remarks = _written(options, book, recall, made, folder / _free(folder, name))
    return Filed(files, remarks, {})


def closing_report(options: Namespace, book: Host, recall: RecallRow, who: str) -> Filed:
    """Files the closing report with the papers of the recall, in a folder of its own, which Undo takes back.

    Raises:
        TemplateError: the template has mistakes.
        MissingFileError: the template is not there.
        PackageError: the folder cannot be written.
    """
    made = Made(datetime.now(UTC), who, options.reason.strip())
    above = book.folder / FOLDER / file_name(recall.recall_id or "")
    target = above / _free_folder(above, "closing")
    with whole_folder(target, taken=f"Move {target} away, then do it again.") as filling:
        files, remarks = _written(
            options, book, recall, made, filling / file_name(f"{recall.recall_id} closing report")
        )
        seals = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    details = {"folder": target.relative_to(book.folder).as_posix(), "files": seals}
    return Filed(tuple(target / path.name for path in files), remarks, details)


def _free(folder: Path, name: str) -> str:
    plain = file_name(name)
    number, free = 2, plain
    while any(folder.glob(f"{free}.*")):
        free, number = f"{plain} {number}", number + 1
    return free


def _free_folder(above: Path, name: str) -> str:
    number, free = 2, name
    while (above / free).exists():
        free, number = f"{name} {number}", number + 1
    return free


def _written(
    options: Namespace, book: Host, recall: RecallRow, made: Made, stem: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    records = Records(book)
    told = standing(records, recall, book.journal.entries(), JournalIdentifiers(book))
    signer = signer_of(records, options.signer)
    number = Issued(recall.recall_id or "", 0, "Recall")
    opened = Opened(number, made.at, 0.0, recall.trigger or "", recall.reason or "", recall.status == "Drill")
    head = head_of(records, told.found, opened, book.folder, signer)
    document = stem.with_name(f"{stem.name}.docx")
    template = template_of(recall_status.TEMPLATE, templates_of(records, book.folder))
    fields = recall_status.context(told, head, made)
    render(template, fields, document, pictures=head.pictures, paper=paper_of(records.setting("Paper")))
    pdfs = pdf.convert([document], stem.parent)
    return (document, *pdfs.pdfs), (*lost_pictures(records, book.folder, signer), *pdfs.problems)


def standing(
    records: Records, recall: RecallRow, entries: Sequence[Entry], known: Mapping[str, str]
) -> Standing:
    """How a recall stands: traced again as it was asked, with what the registers and the journal tell."""
    done = list(about(entries, recall.recall_id or ""))
    found, doubts = _again(records, done, known)
    goods = list(delivered(found)) if found else []
    notices = notices_of(records, recall)
    unreached = untold(records, found) if found else ()
    return Standing(
        recall,
        found,
        {key(total.customer): total for total in totals(goods)},
        accounts(goods, _day(recall.opened_at), notices),
        notices,
        held_by(records, recall, entries),
        _decisions(records, found, recall),
        tuple(Done(entry.at, entry.who, entry.summary) for entry in done),
        (*unreached, *doubts),
    )


def _again(
    records: Records, done: Sequence[Entry], known: Mapping[str, str]
) -> tuple[Recall | None, tuple[str, ...]]:
    """What the recall reaches today, which is more than at first where more was found or sent since."""
    asked = next((entry.details["asked"] for entry in done if "asked" in entry.details), None)
    if not isinstance(asked, Mapping):
        return None, (
            "The journal does not tell what was asked, so quantities and receivers are not told here.",
        )
    try:
        return traced(records, filters_from_json(asked), known=known), ()
    except (LotbookError, ValueError, TypeError) as error:
        told = error.problem if isinstance(error, LotbookError) else str(error)
        return None, (f"It could not be traced again: {told}",)


def _decisions(records: Records, found: Recall | None, recall: RecallRow) -> tuple[Nonconformance, ...]:
    """The nonconformances on affected goods since the recall was opened."""
    if found is None:
        return ()
    since = _day(recall.opened_at)
    names = {key(lot.lot_id) for lot in found.lots} | {key(cut.lot_id) for cut in found.cuts}
    names |= {key(run.run_id) for run in found.runs}
    return tuple(
        row
        for row in records.nonconformances
        if key(row.subject or "") in names
        and (row.found_on is None or since is None or row.found_on >= since)
    )


def _day(opened_at: str | None) -> date | None:
    try:
        return date.fromisoformat((opened_at or "")[:10])
    except ValueError:
        return None
