"""One click on one button: what is selected becomes the words of a command, its answer is shown where people look.

Every way from a spreadsheet to Python ends here: the ribbon, the helper beside it, the toolbar of LibreOffice. What is
carried out is the same command, with the same words, as on the command line.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from lotbook.commands import VERBS
from lotbook.commands.shell.arguments import parsed, with_workbook
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run
from lotbook.commands.shell.session import perform
from lotbook.doors.answers import box_text, error_text
from lotbook.doors.only_clicked import ONLY_CLICKED
from lotbook.doors.patience import attempts, wait_until_ready
from lotbook.doors.prompts import Prompts
from lotbook.doors.refusals import no_button, refuse_name, refuse_steering, refuse_unknown
from lotbook.doors.while_working import Progress, gone_in_words, status_bar
from lotbook.errors import EXIT_FINE, EXIT_USAGE, LotbookError, NotFoundError

if TYPE_CHECKING:
    from xlwings import Book

    from lotbook.hosts.live.book import LiveBook
    from lotbook.hosts.live.memory import Memory

PATIENCE = 5.0  # seconds to wait for another command on the same workbook
SAVED = "The workbook was saved, so that its register says what was done."
NOT_SAVED = "The workbook could not be saved; save it now, or its register will not say what was done."
CHANGED_MEANWHILE = "The workbook was changed while the question was open. Look once more.\n\n"

_REFUSED = "refused"  # key of an answer that a person cancelled or that could mean nothing

_TIMED = frozenset({"elapsed_seconds", "recalled_at", "checked_at", "summary"})


def click(
    control: str,
    book: Book,
    prompts: Prompts,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """Carries one button out on the open workbook and shows what came of it; a broken surrounding is told, not raised.

    Args:
        control: the button's id: a command's verb, or one of ``ONLY_CLICKED``.
        book: the workbook it was clicked for.
        prompts: where a person is asked and told.
        progress: takes a few words while it works; the status bar by default.
        memory: what the workbook held at the click before, for a door that stays between clicks.

    Returns:
        What the command answered; of several turns the last one, with the worst exit code.
    """
    title = "Lotbook"
    try:
        refuse_unknown(control)
        title = _title(control)
        refuse_name(str(book.name))
        wait_until_ready(book)
        refuse_steering(book)
        with attempts(), status_bar(book, progress) as tell, gone_in_words(book):
            return _Click(control, title, book, prompts, tell, memory=memory).carry_out()
    except LotbookError as error:
        text = error_text(error)
        prompts.tell(title, text)
        return Outcome((text,), {"error": type(error).__name__, "problem": error.problem}, error.exit_code)


def _command(verb: str) -> Command:
    found = import_module(f"lotbook.commands.{VERBS[verb]}").COMMAND
    assert isinstance(found, Command)
    return found


def _title(control: str) -> str:
    """The button's words; a verb without a button is not carried out by a click."""
    button = ONLY_CLICKED[control] if control in ONLY_CLICKED else _command(control).button
    if button is None:
        raise no_button(control)
    return button.label


class _Click:
    """One click while it is worked on."""

    def __init__(
        self,
        control: str,
        title: str,
        book: Book,
        prompts: Prompts,
        progress: Progress,
        *,
        memory: Memory | None = None,
    ) -> None:
        from lotbook.hosts.live.book import LiveBook

        self._control = control
        self._title = title
        self._prompts = prompts
        self._progress = progress
        progress(f"{title} ...")
        self._live: LiveBook = LiveBook(book, PATIENCE, memory)

    def carry_out(self) -> Outcome:
        """The command, or the movement of the cursor."""
        if self._control in ONLY_CLICKED:
            from lotbook.doors.moving import move

            done = move(self._control, self._live)
            if done.lines:
                self._prompts.tell(self._title, "\n".join(done.lines))
            return done
        command = _command(self._control)
        if command.clicked is None:
            return self._run(command, Run(((),)))
        from lotbook.doors.selected import selection_of

        return self._follow(command, command.clicked(selection_of(self._live)))

    def _follow(self, command: Command, meant: Clicked) -> Outcome:
        """Asks until there is something to carry out."""
        while isinstance(meant, Ask):
            answer = self._prompts.ask(meant.title, meant.text, meant.default)
            if answer is None:
                return _stopped("Cancelled; nothing was changed.")
            meant = meant.then(answer)
        if isinstance(meant, Refusal):
            self._prompts.tell(self._title, meant.text)
            return _stopped(meant.text)
        return self._run(command, meant)

    def _run(self, command: Command, meant: Run) -> Outcome:
        if meant.confirm and not self._confirmed(command, meant):
            return _stopped("Cancelled; nothing was changed.")
        outcomes = []
        for number, words in enumerate(meant.turns, start=1):
            if len(meant.turns) > 1:
                self._progress(f"{self._title} {number} of {len(meant.turns)} ...")
            outcomes.append(self._turn(command, words, meant.instead))
        worst = max(outcome.exit_code for outcome in outcomes)
        return outcomes[-1]._replace(exit_code=worst)

    def _confirmed(self, command: Command, meant: Run) -> bool:
        """Shows what would be done and asks; once more where it became something else while the question stood there."""
        changed = ""
        tries = [("--dry-run", *words) for words in (meant.turns[0], *meant.instead)]
        would = self._first_known(command, tries)
        while self._prompts.confirm(self._title, f"{changed}{box_text(would)}\n\n{meant.confirm}"):
            now = self._first_known(command, tries)
            if _lasting(now) == _lasting(would):
                return True
            would, changed = now, CHANGED_MEANWHILE
        return False

    def _turn(self, command: Command, words: Sequence[str], instead: Sequence[Sequence[str]]) -> Outcome:
        outcome = self._first_known(command, [words, *instead])
        again = command.clicked_again(tuple(words), outcome) if command.clicked_again else None
        if again is not None:
            followed = self._follow(command, again)
            if _REFUSED not in followed.json:
                return followed  # else the first answer is what there is, and it is shown
        if command.saves and _changed_register(outcome):
            outcome = outcome._replace(lines=(*outcome.lines, self._save()))
        from lotbook.doors.shown import show

        show(self._control, self._title, outcome, self._live, self._prompts)
        return outcome

    def _first_known(self, command: Command, tries: Sequence[Sequence[str]]) -> Outcome:
        """The answer of the first words whose name the workbook knows; where it knows none, what the first ones say."""
        unknown: NotFoundError | None = None
        for words in tries:
            try:
                return self._perform(command, words)
            except NotFoundError as error:
                unknown = unknown or error
        assert unknown is not None
        raise unknown

    def _perform(self, command: Command, words: Sequence[str]) -> Outcome:
        options: Namespace = parsed(command, with_workbook(str(self._live.path), words))
        if "dry_run" not in options:
            options.dry_run = False
        return perform(command, options, self._live)

    def _save(self) -> str:
        self._progress("saving the workbook ...")
        try:
            self._live.save()
        except Exception:  # noqa: BLE001 - every spreadsheet fails in its own way; the person must know
            return NOT_SAVED
        return SAVED


def _stopped(text: str) -> Outcome:
    return Outcome((text,), {_REFUSED: text}, EXIT_FINE if text.startswith("Cancelled") else EXIT_USAGE)


def _changed_register(outcome: Outcome) -> bool:
    """Whether a register says something new; the draft of an e-mail is noted in the journal only."""
    acted = outcome.json.get("act")  # of a recall: what it opened, apart from the report
    written = acted if isinstance(acted, dict) else outcome.json
    return bool(written.get("entry")) and outcome.json.get("sent") is not False


def _lasting(outcome: Outcome) -> dict[str, object]:
    """What an answer says but for the time it took."""
    return {name: value for name, value in outcome.json.items() if name not in _TIMED}
