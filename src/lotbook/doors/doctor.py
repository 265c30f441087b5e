"""Doctor: looks at everything that can keep the buttons or the commands from working, and says what to do.

``EXAMINATIONS`` is the registry: one line in a tuple of a module above is one more thing looked at, one more line on the
screen, in the JSON answer and in the handbook.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from lotbook import __version__
from lotbook.commands.shell.command import Command, Outcome
from lotbook.doors.examination import around, calc, excel, mac, python, workbook
from lotbook.doors.examination.question import Case, Diagnosis, Examination, State, examine
from lotbook.doors.examination.registry import WindowsRegistry
from lotbook.doors.places import this_computer
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, NotAWorkbookError, ReadOnlyError

EXAMINATIONS: tuple[Examination, ...] = (
    *excel.EXAMINATIONS,
    *mac.EXAMINATIONS,
    *calc.EXAMINATIONS,
    *python.EXAMINATIONS,
    *around.EXAMINATIONS,
    *workbook.EXAMINATIONS,
)
_SIGN = {State.FINE: "✓", State.WORTH_A_LOOK: "!", State.STOPS: "✗", State.NOT_HERE: "-"}


def run(options: Namespace) -> Outcome:
    """Looks at everything; only what stops work makes the exit code 1.

    Raises:
        NotAWorkbookError: the workbook named is not there.
        ReadOnlyError: the report has no place to be written, or this user has no home folder.
    """
    workbook = Path(options.workbook) if options.workbook else None
    if workbook and not workbook.is_file():
        raise NotAWorkbookError(f"There is no file {workbook}.")
    profile = Path(options.profile).absolute() if options.profile else None
    case = Case(this_computer(), WindowsRegistry(), workbook, profile)
    found = [(each, examine(each, case)) for each in EXAMINATIONS]
    kept = _kept(options.report, case, found) if options.report is not None else None
    return outcome(case, found, kept, everything=options.all)


def _kept(named: str, case: Case, found: list[tuple[Examination, Diagnosis]]) -> Path:
    from lotbook.documents.whole_file import write_whole
    from lotbook.doors.examination.report import report

    try:
        path = Path(named or f"lotbook-doctor-{datetime.now(UTC):%Y%m%d-%H%M}.txt").absolute()
    except OSError as error:
        raise ReadOnlyError(
            "The folder you are in is not there any more, so the report has no place.",
            next_step="Go to another folder, then try again.",
        ) from error
    write_whole(path, report(case, found).encode())
    return path


def outcome(
    case: Case, found: list[tuple[Examination, Diagnosis]], kept: Path | None, *, everything: bool
) -> Outcome:
    """The answer in lines and as JSON; what does not arise on this computer is told only when asked for."""
    lines = []
    for examination, diagnosis in found:
        if everything or diagnosis.state is not State.NOT_HERE:
            lines += _told(examination, diagnosis)
    stopping = sum(diagnosis.state is State.STOPS for _, diagnosis in found)
    worth = sum(diagnosis.state is State.WORTH_A_LOOK for _, diagnosis in found)
    lines += ["", _summary(stopping, worth)]
    if kept:
        lines.append(
            f"The report is {kept}. It holds no cell, no customer and no password; read it, then send it."
        )
    answer = {
        "version": __version__,
        "system": str(case.system),
        "fine": not stopping,
        "stops": stopping,
        "worth_a_look": worth,
        "examined": [_as_json(*each) for each in found],
        "report": str(kept) if kept else None,
    }
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if stopping else EXIT_FINE)


def _told(examination: Examination, diagnosis: Diagnosis) -> list[str]:
    lines = [f"{_SIGN[diagnosis.state]} {examination.name}: {diagnosis.said}"]
    if diagnosis.why:
        lines.append(f"    Why: {diagnosis.why}")
    if diagnosis.remedy:
        lines.append(f"    Do:  {diagnosis.remedy}")
    return lines


def _as_json(examination: Examination, diagnosis: Diagnosis) -> dict[str, str]:
    return {
        "id": examination.id,
        "name": examination.name,
        "state": str(diagnosis.state),
        "said": diagnosis.said,
        "why": diagnosis.why,
        "do": diagnosis.remedy,
    }


def _summary(stopping: int, worth: int) -> str:
    if not stopping and not worth:
        return "All is well."
    stop = f"{stopping} {'thing stops' if stopping == 1 else 'things stop'} Lotbook from working (✗)"
    look = f"{worth} {'is' if worth == 1 else 'are'} worth a look (!)"
    return f"{', '.join(([stop] if stopping else []) + ([look] if worth else []))}."


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook that makes trouble and the report."""
    parser.add_argument("workbook", nargs="?", default="", help="a workbook to look at as well")
    parser.add_argument(
        "--report",
        nargs="?",
        const="",
        metavar="FILE",
        help="write one text file for whoever helps you; it holds no data of yours",
    )
    parser.add_argument("--all", action="store_true", help="also tell what is no matter of this computer")
    parser.add_argument(
        "--profile", default="", metavar="FOLDER", help="LibreOffice's settings folder, if not the usual one"
    )


COMMAND = Command(
    verb="doctor",
    summary="Find out why a button does not work, and what to do.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "version": "this Lotbook",
        "system": "windows, macos or linux",
        "fine": "true when nothing stops work",
        "stops": "how many things stop work",
        "worth_a_look": "how many things work, but slowly or not for ever",
        "examined": (
            "list of {id, name, state, said, why, do}; state is fine, worth a look, stops or not here"
        ),
        "report": "the report written; else null",
    },
)
