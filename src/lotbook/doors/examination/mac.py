"""The doctor on a Mac: may Python speak to Excel, and does the shell that starts it stay silent."""

from __future__ import annotations

from lotbook.doors.examination.question import (
    MACOS,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)

_SECONDS = 20.0
_NOT_ALLOWED = "-1743"  # errAEEventNotPermitted
_IS_OPEN = 'application "Microsoft Excel" is running'
_ASK_NAME = 'tell application "Microsoft Excel" to get name'


def _allowed(case: Case) -> Diagnosis:
    asked = case.run(["osascript", "-e", _IS_OPEN], _SECONDS)
    if asked.code or asked.said != "true":  # asking for more would start Excel
        return not_here("Excel is not open; open it and run lotbook doctor again to have this looked at")
    ran = case.run(["osascript", "-e", _ASK_NAME], _SECONDS)
    if not ran.code:
        return fine("allowed")
    if _NOT_ALLOWED in ran.said:
        return stops("this Mac does not let Lotbook speak to Excel (error -1743)")
    return worth_a_look(f"Excel did not answer: {ran.said[:120]}")


def _profile(case: Case) -> Diagnosis:
    path = case.computer.home / ".bash_profile"
    if not path.exists():
        return fine("there is none")
    ran = case.run(
        ["/bin/bash", "-c", 'source "$0"', str(path)],
        _SECONDS,
        {**case.computer.environment, "HOME": str(path.parent)},
    )
    if ran.code:
        return worth_a_look(f"{path} ends with an error: {ran.said[:120] or f'code {ran.code}'}")
    return worth_a_look(f"{path} prints {ran.said[:60]!r}") if ran.said else fine("silent")


EXAMINATIONS = (
    Examination(
        "automation",
        "Permission to speak to Excel",
        "A click does nothing, or says error -1743.",
        "A Mac asks once whether one program may control another; somebody said no, or the question never came.",
        "System Settings > Privacy & Security > Automation: switch on Microsoft Excel below Excel and Terminal. If nothing is "
        "listed there, run `lotbook attach` once in Terminal and answer the question with OK.",
        MACOS,
        _allowed,
    ),
    Examination(
        "shell-profile",
        "Shell profile",
        "The Mac sounds when a macro of your own calls RunPython, and nothing happens.",
        "RunPython of xlwings runs your .bash_profile first; what it prints, or an error in it, gets in the way.",
        "Make .bash_profile silent and free of errors, or rename it.",
        MACOS,
        _profile,
    ),
)
