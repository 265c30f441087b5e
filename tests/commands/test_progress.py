"""How far a long command is, for who looks at it; nothing of it in a file that a program reads."""

import io
import re
import sys
from pathlib import Path

from lotbook.commands.shell import progress

COMMANDS = Path(progress.__file__).resolve().parents[1]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_passes_is_shown_on_a_terminal_in_the_place_of_the_one_before(monkeypatch):
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    progress.passing("Notice 1 of 2")
    progress.passing("Making", last=True)
    assert [part.rstrip(" ") for part in shown.getvalue().split("\r")] == [
        "",
        "Notice 1 of 2",
        f"Making{' ' * 72}\n",
    ]


def test_what_passes_is_not_written_where_nobody_looks(monkeypatch):
    monkeypatch.setattr(sys, "stderr", shown := io.StringIO())
    progress.passing("Notice 1 of 2")
    assert shown.getvalue() == ""


def test_no_command_prints_but_by_the_one_that_says_how_far_it_is():
    printing = re.compile(r"^\s*print\(", re.MULTILINE)
    found = {p.name for p in COMMANDS.rglob("*.py") if printing.search(p.read_text(encoding="utf-8"))}
    assert found == {"progress.py"}
