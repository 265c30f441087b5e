"""The check of certificates: keeps a copy of each, writes what is wrong into the rows, drafts letters and reminders."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.certificates import chase as certs_chase
from lotbook.commands.certificates import plan as certs_plan
from lotbook.commands.certificates import told as certs_told
from lotbook.commands.certificates.case import DONE, Examined
from lotbook.commands.certificates.chase import Score
from lotbook.commands.certificates.deciding import empty_answer
from lotbook.commands.certificates.letters import Drafted, complaint, draft, name_of
from lotbook.commands.certificates.scans import picture_name
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.who import who
from lotbook.documents.certificate import store as certificate_store
from lotbook.documents.whole_file import write_whole
from lotbook.domain.edits import Plan
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE
from lotbook.hosts.host import Host


class Chased(NamedTuple):
    """What we wait for: the scorecard, the reminders that were drafted, texts for purchase orders."""

    scores: Sequence[Score]
    letters: Sequence[Drafted]
    notes: Sequence[str]
    lines: Sequence[str]


class Done(NamedTuple):
    """What one check wrote."""

    plan: Plan
    entry: int | None = None
    letters: Sequence[Drafted] = ()
    pictures: Sequence[str] = ()
    chased: Chased | None = None


def check(book: Host, shop: Shop, examined: Sequence[Examined], options: Namespace, today: date) -> Outcome:
    """The check itself: what is wrong is rejected with its reason and a letter, the rest is proposed or left to people."""
    writing = not options.dry_run
    files = _kept(book, examined) if writing else {}
    waiting = [each for each in examined if each.receipt.status not in DONE]
    made = certs_plan.plan(waiting, files)
    done = Done(made)
    if writing:
        pictures = _pictures(book.folder, examined)
        wrong = [complaint(each) for each in waiting if certs_plan.newly_rejected(each)]
        letters = draft(shop, wrong, folder=book.folder, today=today, writer=who(options))
        done = Done(made, _written(book, made, letters, who(options)), letters, pictures)
    if options.chase:
        done = done._replace(chased=_chase(book, shop, waiting, options, today))
    return _outcome(examined, options, done)


def _written(book: Host, made: Plan, letters: Sequence[Drafted], name: str) -> int | None:
    """Writes the plan; letters about a rejection that was not written are taken away again."""
    if not made.writes:
        return None
    try:
        return book.write(made, who=name).entry
    except BaseException:
        for each in letters:
            each.letter.unlink(missing_ok=True)
            each.mail.unlink(missing_ok=True)
        raise


def _kept(book: Host, examined: Sequence[Examined]) -> dict[int, str]:
    """Copies every certificate into the store; row -> the relative path that its cell is to link to, for new ones."""
    found: dict[int, str] = {}
    for each in examined:
        if each.path is None:
            continue
        is_new = certificate_store.keep(each.path, each.reading.file, book.data_folder)
        inside = _inside(each.path, book.folder)
        if inside is None:
            found[each.receipt.row] = certificate_store.bring_beside(
                each.path, book.folder, each.reading.file.sha256
            )
        elif is_new or each.file != each.receipt.certificate_file:
            found[each.receipt.row] = inside
    return found


def _inside(path: Path, folder: Path) -> str | None:
    """The path as it is told from the workbook's folder; None when the file lies elsewhere."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def _pictures(folder: Path, examined: Sequence[Examined]) -> list[str]:
    """Writes the cut-outs of scans that a person has to compare with the tag."""
    written = []
    for each in examined:
        if each.sighting:
            name = picture_name(each)
            write_whole(folder / name, each.sighting.picture)
            written.append(name)
    return written


def _chase(book: Host, shop: Shop, waiting: Sequence[Examined], options: Namespace, today: date) -> Chased:
    """What we wait for and the scorecard; without ``--dry-run`` a reminder for each supplier."""
    open_ones = certs_chase.waiting(waiting)
    entries = book.journal.entries() if book.journal.path.exists() else []
    scores = certs_chase.scorecard(shop, open_ones, certs_chase.first_seen(shop, entries), today)
    letters: list[Drafted] = []
    before = certs_chase.asked_on(shop, entries, today)
    if not options.dry_run:
        asked = [
            complaint(each, today) for each in open_ones if shop.keys[name_of(each.receipt)] not in before
        ]
        letters = draft(shop, asked, folder=book.folder, today=today, writer=who(options), reminder=True)
        if letters:
            told = {"reminders": [each.as_json() for each in letters], "day": today.isoformat()}
            book.journal.note("certs", _reminded(letters), who=who(options), details=told)
    materials = {shop.keys[m.material]: m for each in open_ones if (m := each.comparison.delivery.material)}
    notes = [note for material in materials.values() if (note := certs_chase.order_note(material))]
    lines = certs_chase.lines(scores, open_ones, today)
    lines += [f"Reminded today already: {letter}" for letter in dict.fromkeys(before.values())]
    if letters and not shop.people.get(shop.keys[who(options)]):
        lines.append(f"Signed by the company alone: {who(options)} is not on the sheet People.")
    lines += ["", "FOR THE NEXT PURCHASE ORDER", *(f"  {note}" for note in notes)] if notes else []
    return Chased(scores, letters, notes, lines)


def _reminded(letters: Sequence[Drafted]) -> str:
    names = ", ".join(each.supplier for each in letters)
    return f"{len(letters)} {'reminder' if len(letters) == 1 else 'reminders'} drafted: {names}."


def _outcome(examined: Sequence[Examined], options: Namespace, done: Done) -> Outcome:
    lots = certs_told.proposed(examined)
    lines = list(certs_told.lines(examined))
    lines += [f"Compare with the tag: {name}" for name in done.pictures]
    lines += [f"Letter to {each.supplier}: {each.letter}" for each in done.letters]
    answer = empty_answer(options) | {
        "deliveries": [certs_told.delivery_json(each) for each in examined],
        "proposed": lots,
        "pictures": list(done.pictures),
        "letters": [each.as_json() for each in done.letters],
        "summary": done.plan.summary,
        "entry": done.entry,
    }
    if done.chased:
        answer |= _chased_json(done, done.chased)
        lines += [*done.chased.lines, ""]
        lines += [f"Reminder to {each.supplier}: {each.letter}" for each in done.chased.letters]
    if lots:
        lines.append(
            f"A trained person releases: lotbook certs {options.workbook} --release {lots[0]} --who NAME"
        )
    summary = done.plan.summary
    lines.append(f"Not written (dry run): {summary}" if options.dry_run else summary)
    stops = any(finding.stops for each in examined for finding in each.findings)
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if stops else EXIT_FINE)


def _chased_json(done: Done, chased: Chased) -> dict[str, object]:
    return {
        "letters": [each.as_json() for each in (*done.letters, *chased.letters)],
        "scorecard": [each.as_json() for each in chased.scores],
        "order_notes": list(chased.notes),
    }
