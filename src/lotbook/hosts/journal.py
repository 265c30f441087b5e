"""The journal: every change a command made, in order, each line sealed with the hash of the line before it.

``journal.jsonl`` in the workbook's data folder holds one JSON object a line. A change is told twice: ``begin`` before
the workbook is touched, ``commit`` after; a command that was killed in between is settled by the next one. Numbers
handed out count from the ``begin`` on, so a number is never handed out again, whatever became of the command.

The seal shows accidents and changes by hand. Who rewrites the whole file can seal it anew, or cut off its end, so
the hash of the last line is worth keeping elsewhere now and then; ``head`` gives it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lotbook.domain.edits import Plan
from lotbook.errors import JournalError, ReadOnlyError
from lotbook.hosts.entries import Entry, State, entry_of, plan_as_json
from lotbook.hosts.sealed_lines import (
    FIRST,
    Line,
    backwards,
    faults,
    is_sealed,
    last_line,
    read,
    seal,
    unended,
)
from lotbook.hosts.snapshots import Snapshots

_ISSUED = b'"issued":['
_SETTLING = frozenset({State.COMMITTED, State.RECOVERED, State.ABANDONED, State.UNCLEAR})


class Head(NamedTuple):
    """The end of the chain: how many lines, the highest entry number, the last line's hash."""

    lines: int
    number: int
    hash: str


class Journal:
    """The journal of one workbook; the folder and the file come into being with the first entry.

    Reading needs no lock; who adds to it holds the workbook's lock.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "journal.jsonl"
        self.torn_path = folder / "journal.torn"

    def begin(self, plan: Plan, *, who: str, before: str, after: str, rows: tuple[int, ...]) -> int:
        """Tells what is about to be written, and is on disk before it returns.

        Args:
            plan: the change.
            who: the person's name.
            before: fingerprint of the workbook as it is.
            after: fingerprint of the workbook as it will be.
            rows: sheet row numbers of the plan's appended rows, in their order.

        Returns:
            The entry's number.

        Raises:
            JournalError: the last line of the journal cannot be read, or its end is missing.
            ReadOnlyError: the data folder cannot be written.
        """
        said = plan_as_json(plan, rows)
        return self._append({"kind": "begin", "who": who, "before": before, "after": after, **said})

    def commit(self, entry: int) -> None:
        """The change of this entry stands in the workbook."""
        self._append({"kind": State.COMMITTED, "entry": entry})

    def abandon(self, entry: int) -> None:
        """The change of this entry was not made; the numbers it took stay taken."""
        self._append({"kind": State.ABANDONED, "entry": entry})

    def recover(
        self, fingerprint: str, look: Callable[[Entry], State] = lambda _: State.UNCLEAR
    ) -> Entry | None:
        """Settles the entry of a command that was killed, by what the workbook is now.

        Args:
            fingerprint: of the workbook.
            look: what the cells of an entry tell that was written into an open workbook, which has no fingerprint that
                could be compared.

        Returns:
            The entry with what became of it, or None when nothing was left open.
        """
        begun = self._left_open()
        if begun is None:
            return None
        if fingerprint == begun["after"]:
            state = State.RECOVERED
        elif fingerprint == begun["before"]:
            state = State.ABANDONED
        else:
            begun_entry = entry_of(begun, State.BEGUN)
            state = look(begun_entry) if begun_entry.is_live else State.UNCLEAR
        self._append({"kind": state, "entry": begun["number"]})
        return entry_of(begun, state)

    def note(
        self, command: str, summary: str, *, who: str, details: Mapping[str, object] | None = None
    ) -> int:
        """Tells of something that did not change the workbook: a package verified, a file sent."""
        said = {"issued": [], "command": command, "summary": summary, "details": dict(details or {})}
        return self._append({"kind": State.NOTED, "who": who, **said})

    def counters(self) -> dict[str, int]:
        """The highest number of each counter ever handed out, also by commands that failed afterwards.

        Raises:
            JournalError: a line is missing or cannot be read; numbers handed out may have stood in it.
        """
        highest: dict[str, int] = {}
        count, raw = 0, b""
        for count, raw in enumerate(self._raw_lines(), start=1):
            for each in self._issued(raw, count):
                if each["number"] > highest.get(each["counter"], 0):
                    highest[each["counter"]] = each["number"]
        last = read(raw)
        if count and (last is None or last["line"] != count):
            raise self._unknown_numbers(f"Lines of {self.path} are missing, or its last one cannot be read.")
        return highest

    def _issued(self, raw: bytes, position: int) -> list[dict[str, Any]]:
        """The numbers one line hands out; the rest of a long line is not read."""
        start = raw.find(_ISSUED) + len(_ISSUED)
        if start < len(_ISSUED) or raw[start : start + 1] != b"{":
            return []
        try:
            issued, _ = json.JSONDecoder().raw_decode(raw[start - 1 :].decode("utf-8", "surrogatepass"))
        except ValueError as error:
            raise self._unknown_numbers(f"Line {position} of {self.path} cannot be read.") from error
        assert isinstance(issued, list)
        return issued

    def _unknown_numbers(self, problem: str) -> JournalError:
        return JournalError(
            problem,
            cause="Which numbers were handed out stands there; without it a number could be given twice.",
            next_step="Run `lotbook log --verify` to see where, and put the journal back from a backup.",
        )

    def entries(self) -> list[Entry]:
        """Every entry with what became of it, oldest first; lines that cannot be read are left out."""
        told: dict[int, Line] = {}
        states: dict[int, State] = {}
        for raw in self._raw_lines():
            line = read(raw)
            if line is None:
                continue
            if "entry" in line:
                states[line["entry"]] = State(line["kind"])
            else:
                told[line["number"]] = line
                states.setdefault(line["number"], State.NOTED if line["kind"] == State.NOTED else State.BEGUN)
        return [entry_of(line, states[number]) for number, line in told.items()]

    def head(self) -> Head:
        """The end of the chain, for keeping elsewhere."""
        last = None
        for raw in self._raw_lines():
            last = read(raw) or last
        return Head(last["line"], last["last"], last["hash"]) if last else Head(0, 0, FIRST)

    def verify(self) -> list[str]:
        """Where the journal is not as it was written: lines altered, missing, added or in another order.

        Returns:
            One sentence for each place; empty when the journal is whole.
        """
        return faults(self._raw_lines(), self.path.name)

    def remarks(self) -> list[str]:
        """What is worth knowing and no fault: lines that were only half written when a command was killed."""
        said: list[str] = []
        if self._tail_is_torn():
            said.append(
                f"The last line of {self.path.name} is only half written, because a command was stopped while "
                "writing it. Nothing of it was done; the next command moves it aside."
            )
        if self.torn_path.exists():
            said.append(
                f"{self.torn_path.name} keeps half-written lines of commands that were stopped; nothing of "
                "them was done."
            )
        return said

    # Writing

    def _append(self, said: dict[str, object]) -> int:
        """Adds one line and returns the highest entry number."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        except OSError as error:
            raise ReadOnlyError(f"The journal {self.path} cannot be written.", cause=str(error)) from error
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            return self._append_to(file, said)

    def _append_to(self, file: BinaryIO, said: dict[str, object]) -> int:
        self._mend(file)
        last = last_line(file, self.path)
        if said["kind"] == "begin":
            self._refuse_cut_off(last["last"] if last else 0)
        number = (last["last"] if last else 0) + (0 if "entry" in said else 1)
        body = {"line": last["line"] + 1 if last else 1, "last": number}
        if "entry" not in said:
            body["number"] = number
        now = datetime.now(UTC).isoformat(timespec="seconds")
        sealed = seal({**body, "at": now, **said, "previous": last["hash"] if last else FIRST})
        file.seek(0, os.SEEK_END)
        file.write(sealed)
        if "entry" not in said:  # should a power cut take a settling line, the next command settles again
            os.fsync(file.fileno())
        return number

    def _refuse_cut_off(self, last: int) -> None:
        newest = Snapshots(self.folder).newest()
        if newest > last:
            raise JournalError(
                f"The end of {self.path} is missing: it ends with entry {last}, but a snapshot of entry "
                f"{newest} is there.",
                cause="Which numbers were handed out stands there; without it a number could be given twice.",
                next_step=f"Put the journal back from a backup. If there is none, move the files of "
                f"{self.folder / 'snapshots'} elsewhere and compare the last numbers with your papers.",
            )

    def _mend(self, file: BinaryIO) -> None:
        """Moves a half-written last line aside, or ends it where only the line break is missing."""
        tail, start = unended(file)
        if not tail:
            return
        if is_sealed(tail) and read(tail) is not None:
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
            return
        with self.torn_path.open("ab") as aside:
            aside.write(tail + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        file.truncate(start)

    # Reading

    def _raw_lines(self) -> Iterator[bytes]:
        """Whole lines without their line break; a half-written last line is none, unless it is all there."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise JournalError(f"The journal {self.path} cannot be read.", cause=str(error)) from error
        *lines, tail = content.split(b"\n")
        yield from lines
        if tail and is_sealed(tail):
            yield tail

    def _tail_is_torn(self) -> bool:
        try:
            with self.path.open("rb") as file:
                tail, _ = unended(file)
        except FileNotFoundError:
            return False
        return bool(tail) and not is_sealed(tail)

    def _left_open(self) -> Line | None:
        """The begin that nothing settles: the last line that is not a note, if it is one."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            for raw in backwards(file):
                line = read(raw)
                if line is None or line["kind"] in _SETTLING:
                    return None
                if line["kind"] == "begin":
                    return line
        return None
