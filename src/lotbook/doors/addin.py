"""Add-in: puts the buttons into Excel or LibreOffice, tells what is installed, and takes it out again."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from lotbook import __version__
from lotbook.commands.shell.command import Command, Outcome
from lotbook.doors.examination.python import PYTHON_STARTS
from lotbook.doors.examination.question import Case, State, examine
from lotbook.doors.examination.registry import WindowsRegistry
from lotbook.doors.installation.interpreter import concerns, own_interpreter
from lotbook.doors.installation.plan import calc_steps, excel_steps
from lotbook.doors.installation.remove_plan import remove_steps
from lotbook.doors.installation.status import IN_WORDS, Status, status
from lotbook.doors.installation.step import Program, Step, carry_out
from lotbook.doors.places import Computer, System, this_computer
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError

_AFTER = {
    "install": "Next: start Excel anew; the tab Lotbook stands right of Home. If it does not: lotbook doctor",
    "install --calc": "Next: start LibreOffice anew; the menu Lotbook stands before Window and Help. If it does not: lotbook doctor",
    "remove": "Your workbooks were not touched.",
}


def run(options: Namespace) -> Outcome:
    """Carries out one of the three; every step is told, also when it is only shown."""
    computer = this_computer()
    if options.action != "status":
        _refuse_for_somebody_else(computer)
    doing: Callable[[Computer, Namespace], Outcome]
    doing = {"install": _install, "remove": _remove, "status": _status}[options.action]
    return doing(computer, options)


def _install(computer: Computer, options: Namespace) -> Outcome:
    interpreter = own_interpreter()
    steps = (
        calc_steps(computer, interpreter, _program(options))
        if options.calc
        else excel_steps(computer, interpreter)
    )
    place = concerns(str(interpreter), computer.system)
    warnings = [f"{each.problem} {each.cause} {each.next_step}" for each in place]
    done = _carried_out(steps, options)
    if not options.dry_run:
        warnings += _first_start(computer)
    lines = (*done.lines, *(f"Warning: {warning}" for warning in warnings))
    return done._replace(lines=lines, json={**done.json, "warnings": warnings})


def _first_start(computer: Computer) -> list[str]:
    """Starts Python once as a button does, so that what is wrong is told now and not at the first click."""
    found = examine(PYTHON_STARTS, Case(computer, WindowsRegistry()))
    return [f"{found.said}. {found.why} {found.remedy}"] if found.state is State.STOPS else []


def _remove(computer: Computer, options: Namespace) -> Outcome:
    return _carried_out(remove_steps(computer, _program(options), calc_only=options.calc), options)


def _program(options: Namespace) -> Program:
    from lotbook.hosts.calc.unolink import program_folder

    return Program(program_folder(), Path(options.profile).absolute() if options.profile else None)


def _carried_out(steps: list[Step], options: Namespace) -> Outcome:
    if not options.dry_run:
        carry_out(steps)
    seen = [step for step in steps if step.told]
    head = "Not done (dry run):" if options.dry_run else "Done:"
    lines = [head, *(f"  {step.told}" for step in seen)] if seen else ["Nothing of Lotbook is installed."]
    if seen and not options.dry_run:
        key = f"{options.action} --calc" if options.calc and options.action == "install" else options.action
        lines.append(_AFTER[key])
    answer = {
        "action": options.action,
        "version": __version__,
        "dry_run": options.dry_run,
        "steps": [{"action": step.action, "place": step.place, "told": step.told} for step in seen],
        "changed": any(step.action not in ("keep", "note") for step in seen) and not options.dry_run,
        "warnings": [],
    }
    return Outcome(tuple(lines), answer)


def _refuse_for_somebody_else(computer: Computer) -> None:
    """With sudo the home folder may be another person's, whose files the administrator must not own.

    Raises:
        UsageError: it is.
    """
    if os.name != "posix" or os.geteuid() != 0:
        return
    near = next(each for each in (computer.home, *computer.home.parents) if each.exists())
    if near.stat().st_uid != 0:
        raise UsageError(
            f"You are the administrator (root), and {computer.home} is somebody else's.",
            cause="The buttons belong to a person's own settings, which that person could not change any more.",
            next_step="Run the command without sudo, as the person who works in the spreadsheet.",
        )


def _status(computer: Computer, options: Namespace) -> Outcome:
    found = status(computer, Path(options.profile).absolute() if options.profile else None)
    answer = {
        "action": "status",
        "version": __version__,
        "fine": found.fine,
        "parts": [part._asdict() for part in found.parts],
        "configuration": str(found.configuration),
        "settings": found.settings,
        "interpreter": found.interpreter,
    }
    return Outcome(
        tuple(_status_lines(found, computer.system)), answer, EXIT_FINE if found.fine else EXIT_FINDINGS
    )


def _status_lines(found: Status, system: System) -> list[str]:
    lines = [f"Lotbook {__version__}"]
    for part in found.parts:
        version = f" {part.version}" if part.version else ""
        lines.append(f"  {part.name}{version}: {IN_WORDS[part.state]}, {part.path}")
        if part.sha256:
            lines.append(f"    SHA-256 {part.sha256}")
    told = f"Python is {found.interpreter}" if found.interpreter else "names no Python"
    lines.append(f"  configuration: {told}, {found.configuration}")
    if not found.fine:
        again = "lotbook addin install --calc" if system is System.LINUX else "lotbook addin install"
        lines.append(f"Next: {again}")
    return lines


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what to do and for which spreadsheet."""
    parser.add_argument("action", choices=("install", "status", "remove"), help="what to do")
    parser.add_argument("--calc", action="store_true", help="for LibreOffice instead of Excel")
    parser.add_argument(
        "--profile", default="", metavar="FOLDER", help="LibreOffice's settings folder, if not the usual one"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show each step of install or remove, change nothing"
    )


COMMAND = Command(
    verb="addin",
    summary="Put the buttons into Excel or LibreOffice, tell what is installed, or take them out again.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "action": "install, status or remove",
        "version": "this Lotbook",
        "dry_run": "install, remove: true when nothing was to be changed",
        "steps": "install, remove: list of {action, place, told}; action is copy, set, add, delete, unset, take out or keep",
        "changed": "install, remove: true when anything was changed",
        "warnings": "install, remove: sentences about what may make a click fail one day",
        "fine": "status: true when something is installed and all of it is what this Lotbook carries",
        "parts": (
            "status: list of {name, path, state, version, sha256, shipped_sha256}; state is current, absent, gone, older, "
            "newer or changed"
        ),
        "configuration": "status: the configuration file of the buttons",
        "settings": "status: what stands in it, key -> value",
        "interpreter": "status: the Python that the buttons start",
    },
)
