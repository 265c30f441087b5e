"""Comply: can you prove it is RoHS, REACH or DFARS compliant? The verdict up the chain, and the papers behind it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.days import day_given
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.told import counted, findings_lines
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.compliance.answer import RULES, Answer, judge
from lotbook.compliance.lists import Lists
from lotbook.compliance.own_lists import folders_of, lists_of
from lotbook.compliance.subjects import WHATS, Subject, find
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.chain import lineage
from lotbook.tables.lists import PAPERS
from lotbook.tables.records import Records

if TYPE_CHECKING:
    from lotbook.documents.package.compliance_folder import Made

_ASKED = ("RoHS", "REACH")  # what customers ask about; the others are asked for by name


def run(options: Namespace) -> Outcome:
    """Answers; makes the folder or the statement when asked to, and notes in the journal what was said.

    The workbook is not changed.
    """
    today, makes = datetime.now().astimezone(), bool(options.documents or options.statement)
    with open_workbook(options.workbook, writing=makes, cloud_ok=options.cloud_ok, as_it_is=makes) as book:
        records = Records(book)
        subjects = [find(records, what, name) for what in WHATS for name in getattr(options, what)]
        if not subjects:
            raise UsageError(
                "Nothing was named to answer for.",
                next_step="Name a --lot, --run, --order, --shipment, --part or --material.",
            )
        lists = lists_of(folders_of(records, book.folder))
        answers = tuple(_answers(records, subjects, options, today.date(), lists))
        findings = tuple(dict.fromkeys(finding for answer in answers for finding in answer.findings))
        made = _made(book, records, answers, options, today)
        entry = _noted(book, records, answers, made, options) if made else None
        cells = cells_of(records, findings)
    return _outcome(answers, findings, cells, made, entry)


def _answers(
    records: Records, subjects: Iterable[Subject], options: Namespace, today: date, lists: Lists
) -> Iterator[Answer]:
    chain = lineage(records)
    for subject in subjects:
        as_of = options.as_of or subject.shipped_on or today
        for regulation in regulations(options.regulation):
            yield judge(records, subject, regulation, as_of=as_of, lists=lists, chain=chain)


def regulations(named: Iterable[str]) -> tuple[str, ...]:
    """The regulations to answer, in our order: those named, all of them, or the two that customers ask about."""
    wanted = {key(name) for name in named}
    if "all" in wanted:
        return tuple(RULES)
    return tuple(name for name in RULES if key(name) in wanted) or _ASKED


def _made(
    book: Host, records: Records, answers: tuple[Answer, ...], options: Namespace, now: datetime
) -> Made | None:
    if not options.documents and not options.statement:
        return None
    from lotbook.commands.complying.folder import make_folder

    return make_folder(book, records, answers, options, now)


def _noted(book: Host, records: Records, answers: tuple[Answer, ...], made: Made, options: Namespace) -> int:
    from lotbook.commands.complying.noted import noted

    complete = bool(options.statement) and not any(answer.is_open for answer in answers)
    signer = (options.signer.strip() or records.setting("Default signer").strip()) if complete else ""
    return noted(book, answers, made, who=who(options), signer=signer, about=_summary(answers, ()))


def _outcome(
    answers: tuple[Answer, ...],
    findings: tuple[Finding, ...],
    cells: Mapping[Place, str],
    made: Made | None,
    entry: int | None,
) -> Outcome:
    lines = [line for answer in answers for line in _lines(answer)]
    lines += findings_lines(findings, cells)
    summary = _summary(answers, findings)
    lines += [summary, *(_made_lines(made) if made else ())]
    told: dict[str, object] = {
        "answers": [answer.as_json() for answer in answers],
        "findings": [{**finding.as_json(), "cell": cells.get(finding.place, "")} for finding in findings],
        "folder": str(made.folder) if made else None,
        "open": str(made.main) if made else None,
        "files": list(made.files) if made else [],
        "missing_files": list(made.missing) if made else [],
        "remarks": list(made.remarks) if made else [],
        "summary": summary,
        "entry": entry,
    }
    is_open = any(answer.is_open for answer in answers) or bool(made and made.missing)
    return Outcome(tuple(lines), told, EXIT_FINDINGS if is_open else EXIT_FINE)


def _lines(answer: Answer) -> Iterator[str]:
    yield f"{answer.subject.name}, {answer.regulation}: {answer.verdict.upper()} as of {answer.as_of.isoformat()}"
    yield f"  Judged by: {answer.list_text}."
    for judged in answer.judgements:
        yield f"  {judged.subject}: {judged.verdict}. {judged.reason}"
    for line in answer.article_33:
        yield f"  Article 33: {line.text} {line.safe_use}"
    for remark in answer.remarks:
        yield f"  {remark}"
    yield ""


def _summary(answers: tuple[Answer, ...], findings: tuple[Finding, ...]) -> str:
    """Order ORD-0117: RoHS Compliant, REACH Contains SVHC. 1 warning to look at."""
    told: dict[str, list[str]] = {}
    for answer in answers:
        told.setdefault(answer.subject.name, []).append(f"{answer.regulation} {answer.verdict}")
    every = "; ".join(f"{name}: {', '.join(verdicts)}" for name, verdicts in told.items())
    open_ends = f" {counted(findings)} to look at." if findings else ""
    return f"{every[0].upper()}{every[1:]}.{open_ends}"


def _made_lines(made: Made) -> Iterator[str]:
    for file in made.missing:
        yield f"{file} is named as evidence and is not there."
    yield from made.remarks
    yield f"Open {made.main}"


def _day(text: str) -> date:
    try:
        found = day_given(text, "--as-of")
    except UsageError as error:
        raise ArgumentTypeError(f"{error.problem} {error.next_step}") from error
    if found is None:
        raise ArgumentTypeError("no day was given; write it as 2024-05-02")
    return found


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what is asked about, by which regulations, for which day, and what is to be made."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    for what, example in zip(WHATS, _EXAMPLES, strict=True):
        parser.add_argument(
            f"--{what}",
            action="append",
            default=[],
            metavar=example,
            help=f"this {what}; may be given several times",
        )
    parser.add_argument(
        "--regulation", action="append", default=[], choices=[*RULES, "all"],
        help="may be given several times (default: RoHS and REACH)",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", type=_day, default=None, metavar="DATE",
        help="the day asked about (default: the last shipment's day for orders and shipments, else today)",
    )  # fmt: skip
    parser.add_argument(
        "--documents", default="", metavar="DIR", help="collect the papers that prove it in this new folder, with an index"
    )  # fmt: skip
    parser.add_argument("--statement", action="store_true", help="make the statement, as Word and PDF")
    parser.add_argument(
        "--who", default="", metavar="NAME", help="name for the journal, which keeps what was stated (default: your login)"
    )  # fmt: skip
    parser.add_argument(
        "--cloud-ok",
        action="store_true",
        help="make it although the folder is synchronised by a cloud client",
    )
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs it (default: as in Settings)")
    parser.add_argument(
        "--paper", choices=PAPERS, default="", help="its paper size (default: as in Settings)"
    )


_EXAMPLES = ("PLY-0524-001", "MFG-0056", "ORD-0117", "SHP-0201", "BRK-100", "BRS")
# Sheet -> what its rows are, and the column that names them.
_CLICKED = {
    "Receiving": ("lot", "Lot ID"),
    "Cuts": ("lot", "New lot ID"),
    "Manufacture": ("run", "Run ID"),
    "Orders": ("order", "Order ID"),
    "Shipments": ("shipment", "Shipment ID"),
    "Parts": ("part", "Part number"),
    "Materials": ("material", "Material"),
}


def clicked(selection: Selection) -> Clicked:
    """Answers for the selected lots, runs, orders, shipments, parts or materials."""
    what, column = _CLICKED.get(selection.sheet, ("", ""))
    names = selection.texts(column) if column else ()
    if not names:
        return Refusal(
            "Select a row of Receiving, Cuts, Manufacture, Orders, Shipments, Parts or Materials first: the answer is "
            "about what stands there."
        )
    return Run((tuple(word for name in names for word in (f"--{what}", name)),))


COMMAND = Command(
    verb="comply",
    summary="Answer whether goods are RoHS, REACH or DFARS compliant, by which list, and collect the papers that prove it.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "answers": "list of {subject: {what, id}, regulation, verdict, as_of, list, parts: [{subject, verdict, reason, "
        "exemption, evidence: [{what, file, dated}]}], exemptions, article_33: [{article, lot, substance, cas, ec, percent, "
        "listed_on, text, safe_use}], gaps, remarks}; verdict is Compliant, Compliant with exemption, Contains SVHC, Needs "
        "data or Not compliant",
        "findings": "list of {sheet, row, key, column, code, severity, message, fix, cell}: what is missing, old or wrong",
        "folder": "the folder that was made; null when none was asked for",
        "open": "the file in it to open first",
        "files": "list of the files in it",
        "missing_files": "list of files that the workbook names as evidence and that are not there",
        "remarks": "list of sentences, e.g. that no PDF could be made",
        "summary": "one sentence",
        "entry": "number of the journal entry that keeps what was stated; null when nothing was made",
    },
    button=Button(
        group="Trace",
        label="Compliance answer",
        icon="ReviewAcceptChange",
        screentip="Compliance answer",
        supertip=(
            "Tell whether the selected lot, run, order, shipment, part or material is RoHS and REACH compliant, by which list "
            "and on what papers. What is missing is named with its cell. Nothing is written."
        ),
        keytip="W",
    ),
    clicked=clicked,
)
