"""Opens a recall: the answer, the notices on disk, then the workbook in one step; or none of it."""

from __future__ import annotations

import os
import secrets
import shutil
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.mailing.in_step import keep_in_step
from lotbook.commands.recalling import sheet as recall_sheet
from lotbook.commands.recalling.act import Acts, plan, told
from lotbook.commands.recalling.folder import fill
from lotbook.commands.recalling.notices import (
    Notice,
    head_of,
    in_other_language,
    lost_pictures,
    notices,
    paper_of,
    signer_of,
    templates_of,
)
from lotbook.commands.recalling.opened import DRILL_REASON, NO_REASON, Opened, number_for
from lotbook.commands.recalling.pieces import Pieces, pieces_to_hold
from lotbook.commands.recalling.sheet import Answered
from lotbook.commands.recalling.untold import untold
from lotbook.commands.shell import progress
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.file_names import file_name
from lotbook.documents.language.text_format import joined
from lotbook.documents.papers.recall_notice import NoticeHead
from lotbook.documents.papers.recall_report import Asked
from lotbook.documents.whole_folder import whole_folder
from lotbook.domain.filters import Filters
from lotbook.domain.identifiers import key
from lotbook.errors import NotFoundError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records

FOLDER = "recalls"


class Acted(NamedTuple):
    """What was done, or with ``--dry-run`` would be; ``folder`` None when no notice was written."""

    opened: Opened
    acts: Acts
    folder: Path | None
    files: Mapping[str, str]
    remarks: tuple[str, ...]
    entry: int | None

    @property
    def lines(self) -> list[str]:
        """For people."""
        word = "Drill" if self.opened.drill else "Recall"
        would = "" if self.entry else "Not written (dry run). Would be: "
        lines = [f"{would}{word} {self.opened.recall_id}: {told(self.acts)}."]
        lines += [f"Its papers: {self.folder}"] if self.folder else []
        lines += self.remarks
        if self.entry and not self.opened.drill:
            lines.append("Nothing was sent. `lotbook undo` takes all of it back.")
        return lines

    def as_json(self) -> dict[str, object]:
        """With documented keys."""
        return {
            "recall_id": self.opened.recall_id,
            "drill": self.opened.drill,
            "reason": self.opened.reason,
            "lots_held": list(self.acts.lots_held),
            "pieces_held": list(self.acts.pieces_held),
            "runs_held": list(self.acts.runs_held),
            "certificates_marked": list(self.acts.certificates_marked),
            "notices": list(self.acts.notified),
            "folder": str(self.folder) if self.folder else None,
            "files": sorted(self.files),
            "remarks": list(self.remarks),
            "entry": self.entry,
        }


def act(
    options: Namespace, filters: Filters, answer: Callable[[Host, Filters], Answered]
) -> tuple[Answered, Acted]:
    """Answers and acts on a workbook that is held for writing until all is done.

    Raises:
        NotFoundError: a drill found no lot that was used.
        LotbookError: the workbook or the notices cannot be written; nothing was changed.
    """
    writing = not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        if options.drill and not filters.named and not filters.has_days:
            filters = filters._replace(lot=(_any_lot(records),))
        made = answer(book, filters)
        opened = Opened(
            number_for(records, book.journal.counters(), made.at, _folders(book.folder / FOLDER)),
            made.at,
            made.seconds,
            recall_sheet.asked(made.found),
            options.reason.strip() or (DRILL_REASON if options.drill else NO_REASON),
            options.drill,
        )
        return made, _carry_out(options, book, records, made, opened)


def _folders(where: Path) -> list[str]:
    """The folders of papers that lie there; two workbooks in one folder share it."""
    return [path.name for path in where.iterdir()] if where.is_dir() else []


def _any_lot(records: Records) -> str:
    """A lot at random among those that something was made of: a drill that finds nothing teaches nothing."""
    sources = [*(use.source for use in records.materials_used), *(cut.source for cut in records.cuts)]
    used = {key(source) for source in sources if source}
    lots = [lot.lot_id for lot in records.receiving if lot.lot_id and key(lot.lot_id) in used]
    if not lots:
        raise NotFoundError(
            "There is no lot to practise with: none was used yet.",
            next_step="Enter on Materials used what runs were made of; a drill traces that.",
        )
    return secrets.choice(lots)


def _carry_out(options: Namespace, book: Host, records: Records, made: Answered, opened: Opened) -> Acted:
    hold = options.hold and not opened.drill
    pieces = pieces_to_hold(records, made.found, opened.reason) if hold else Pieces(opened.reason)
    change = partial(
        plan,
        records,
        made.found,
        opened,
        hold=hold,
        pieces=pieces,
        sheet=recall_sheet.plan(made.found, at=made.at, seconds=made.seconds, aside=pieces.told),
    )
    remarks = lost_pictures(records, book.folder, signer_of(records, options.signer))
    if not options.reason.strip() and not opened.drill:
        remarks = (f"No reason was given; it says: {opened.reason} Give one with --reason.", *remarks)
    head, every = _papers(options, book, records, made, opened)
    remarks = (*remarks, *in_other_language(every, templates_of(records, book.folder)))
    _, acts = change(notices=dict.fromkeys(notice.customer.customer for notice in every), details={})
    unreached = untold(records, made.found) if options.notices or opened.drill else ()
    remarks = (*filter(None, [pieces.told]), *unreached, *remarks)
    if options.dry_run:
        return Acted(opened, acts, None, {}, remarks, None)
    target = book.folder / FOLDER / file_name(opened.recall_id)
    place = Path(os.path.relpath(target, book.folder)).as_posix()
    done = Asked(
        opened.at,
        opened.trigger,
        opened.seconds,
        recall_sheet.completeness(made.found),
        joined(f"{told(acts)}.", pieces.told, *unreached),
    )
    with whole_folder(target, taken=f"Move {target} away, then do it again.") as filling:
        written = fill(
            filling, made.found, done, head, every,
            templates=templates_of(records, book.folder), paper=paper_of(records.setting("Paper")), progress=_progress,
        )  # fmt: skip
    links = {customer: f"{place}/{file}" for customer, file in written.notices.items()}
    details = {"folder": place, "files": dict(written.files)}
    made_plan, _ = change(notices=links, details=details, report=f"{place}/{written.report}")
    try:
        entry = book.write(made_plan, who=who(options)).entry
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)  # papers of a recall that the register does not know
        raise
    remarks = (*remarks, *written.remarks, *keep_in_step(book, made_plan.edits))
    return Acted(opened, acts, target, written.files, remarks, entry)


def _papers(
    options: Namespace, book: Host, records: Records, made: Answered, opened: Opened
) -> tuple[NoticeHead, list[Notice]]:
    """The head of all papers, and the notices that were asked for; a drill writes them, too."""
    head = head_of(records, made.found, opened, book.folder, signer_of(records, options.signer))
    return head, list(notices(records, made.found, head)) if options.notices or opened.drill else []


def _progress(text: str) -> None:
    progress.passing(text, last=text.startswith("Making"))
