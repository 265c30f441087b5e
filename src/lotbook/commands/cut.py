"""Cut: takes pieces from a lot, each with its number, its mark and its tag; another person verifies the mark."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.cutting.options import add_arguments, portions
from lotbook.commands.cutting.plan import Cutting, How, plan, the_source
from lotbook.commands.cutting.verify import verify
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.days import day_given
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.shell.told import findings_lines
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, LotbookError, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records


class _Papers(NamedTuple):
    """What was made beside the rows: tags, report, and what went wrong with either."""

    tags: Path | None = None
    report: Path | None = None
    remarks: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Where they lie."""
        yield from (f"Tags to print: {self.tags}",) if self.tags else ()
        yield from (f"Mark transfer report: {self.report}",) if self.report else ()
        yield from self.remarks


def run(options: Namespace) -> Outcome:
    """Cuts, or verifies a piece; with ``--dry-run`` shows what would be written."""
    if options.report_only:
        return _reported(options)
    writing, entry, papers = not options.dry_run, None, _Papers()
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        today = datetime.now().astimezone().date()
        on = day_given(options.on, "--on") or today
        shop = Shop(records, today)
        made = _verified(shop, options, on) if options.verify else _cut(shop, book, options, on)
        if writing and not made.stops:
            entry = book.write(made.plan, who=who(options)).entry
            papers = _papers(book, made, options, today)
        cells = cells_of(records, made.findings)
    said = f"{'' if writing else 'Not written (dry run): '}{made.plan.summary}"
    lines = [*findings_lines(made.findings, cells), "Nothing was written." if made.stops else said]
    return Outcome(
        (*lines, *papers.lines()),
        _answer(options, made.plan.summary, papers, made, entry),
        EXIT_FINDINGS if made.stops else EXIT_FINE,
    )


def _answer(
    options: Namespace, summary: str, papers: _Papers, made: Cutting | None = None, entry: int | None = None
) -> dict[str, object]:
    return {
        "pieces": list(made.pieces) if made and not made.stops else [],
        "findings": [finding.as_json() for finding in made.findings] if made else [],
        "labels": str(papers.tags) if papers.tags else None,
        "report": str(papers.report) if papers.report else None,
        "summary": summary,
        "entry": entry,
        "dry_run": options.dry_run,
    }


def _papers(book: Host, made: Cutting, options: Namespace, on: date) -> _Papers:
    """The tags of new pieces, and the mark transfer report where a mark is asked for or was made."""
    from lotbook.commands.cutting.report import Report, make, needed
    from lotbook.commands.cutting.stock import Stock

    tags, remark, report = None, "", Report(None)
    if made.plan.appends and options.labels != "none":
        tags, remark = _tags(book, made, options.labels)
    if options.report != "none" and needed(Stock(Shop(Records(book), on)), made.pieces):
        report = make(book, made.pieces, on, pdf=options.report == "pdf")
    return _Papers(tags, report.file, (*filter(None, (remark,)), *report.remarks))


def _reported(options: Namespace) -> Outcome:
    """Nothing is cut: the mark transfer report of a lot as it stands now."""
    from lotbook.commands.cutting.report import make

    if not options.source:
        raise UsageError("Say which lot the report is about.", next_step="Write --report-only and the lot.")
    on = datetime.now().astimezone().date()
    with open_workbook(options.workbook) as book:
        name = the_source(Shop(Records(book), on), options.source)
        report = make(book, [name], on, pdf=options.report == "pdf")
    papers = _Papers(None, report.file, report.remarks)
    answer = _answer(options, f"Mark transfer report of {name}.", papers)
    return Outcome(tuple(papers.lines()), answer, EXIT_FINE)


def _cut(shop: Shop, book: Host, options: Namespace, on: date) -> Cutting:
    how = How(on, options.unit, options.heat_marked.strip(), options.method, options.marked_by.strip())
    return plan(shop, book.journal.counters(), portions(shop, options), how)


def _verified(shop: Shop, options: Namespace, on: date) -> Cutting:
    if not options.heat_marked.strip() or not options.verified_by.strip():
        raise UsageError(
            "To verify, say what you read on the piece and who you are.",
            next_step='Write --verify PIECE --heat-marked "as it stands there" --verified-by NAME.',
        )
    return verify(shop, options.verify, options.heat_marked.strip(), options.verified_by.strip(), on)


def _tags(book: Host, made: Cutting, preset: str) -> tuple[Path | None, str]:
    """A tag for each new piece; when it cannot be made, the cut stands and says so."""
    from lotbook.documents.papers.label import labels
    from lotbook.documents.papers.label_sheet import PRESETS, draw
    from lotbook.documents.whole_file import write_whole

    target = book.folder / "labels" / f"{made.pieces[0]}{'-and-more' if len(made.pieces) > 1 else ''}.pdf"
    try:
        tags, _ = labels(Records(book), made.pieces)
        write_whole(target, draw(tags, PRESETS[preset]))
    except LotbookError as error:
        return None, f"The tags were not made: {error.problem} Print them with `lotbook labels`."
    return target, ""


def clicked(selection: Selection) -> Clicked:
    """Cuts from the one lot or piece that is selected; asks how much."""
    column = {"Receiving": "Lot ID", "Cuts": "New lot ID"}.get(selection.sheet, "")
    names = selection.texts(column)
    if len(names) != 1:
        return Refusal("Select the row of one lot on Receiving, or of one piece on Cuts, first.")
    source = names[0]

    def then(text: str) -> Clicked:
        amount, _, pieces = text.replace("x", "*").replace("×", "*").partition("*")
        words = ("--quantity", amount.strip(), *(("--pieces", pieces.strip()) if pieces.strip() else ()))
        return Run(((source, *words),))

    return Ask(
        f"Cut from {source}",
        "How much is each piece? For several equal pieces write e.g. 400 x 3. Who marked and who verified them is "
        "entered on the new rows of Cuts.",
        "",
        then,
    )


COMMAND = Command(
    verb="cut",
    summary="Cut a lot into pieces, each with its number, its heat and its tag; or verify the mark of a piece.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "pieces": "the new pieces, or the one that was verified",
        "findings": "list of findings: what stands against it, or must be looked at",
        "labels": "the file with the pieces' tags; null when none was made",
        "report": "the mark transfer report; null when none was made",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Lot",
        label="Cut or split",
        icon="SplitCells",
        screentip="Cut or split a lot",
        supertip=(
            "Take pieces from the selected lot. Each gets the next number, inherits heat and certificate, and a tag to "
            "print. Unavailable for lots that are on Hold, Rejected or Returned."
        ),
        keytip="D",
    ),
    clicked=clicked,
)
