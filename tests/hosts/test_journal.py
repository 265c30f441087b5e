"""The journal: nothing is lost, nothing is handed out twice, and every change by hand shows."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.domain.edits import Append, Edit, Issued, Link, NewColumn, Plan, Report
from lotbook.domain.values import CellError
from lotbook.errors import JournalError, ReadOnlyError
from lotbook.hosts.entries import State, value_as_json, value_of
from lotbook.hosts.journal import Journal


def plan(number=1, *, counter="PLY-0524", **more):
    identifier = f"{counter}-{number:03}"
    edit = Edit("Receiving", 5, "Lot ID", None, identifier, identifier)
    issued = (Issued(counter, number, identifier),)
    return Plan("assign", "1 ID assigned.", edits=(edit,), issued=issued, **more)


def told(journal, number=1, *, commit=True, **more):
    entry = journal.begin(plan(number, **more), who="Anna Müller", before="before", after="after", rows=())
    if commit:
        journal.commit(entry)
    return entry


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "shop.lotbook")


def test_reading_leaves_no_folder_behind(journal):
    assert (journal.entries(), journal.counters(), journal.verify(), journal.remarks()) == ([], {}, [], [])
    assert journal.recover("x") is None
    assert not journal.folder.exists()


def test_an_entry_tells_who_did_what_and_when_and_each_cell(journal):
    cut = Append(
        "Cuts", {"Quantity": Decimal("1.50"), "Cut on": date(2024, 5, 3)}, "CUT-1", {"File": "a.pdf"}
    )
    made = plan(
        appends=(cut,),
        links=(Link("Receiving", 5, "Certificate file", "a.pdf"),),
        reports=(Report("Check results", ()),),
        details={"reason": "agreed by phone"},
        columns=(NewColumn("Cuts", "Colour"),),
    )
    start = datetime.now(UTC).replace(microsecond=0)
    number = journal.begin(made, who="Anna Müller", before="b", after="a", rows=(17,))
    journal.commit(number)
    (entry,) = journal.entries()
    assert entry._replace(at=start, hash="") == (
        1, start, "Anna Müller", "assign", "1 ID assigned.", State.COMMITTED, made.edits, made.appends, (17,),
        made.links, ("Check results",), made.issued, {"reason": "agreed by phone"}, "b", "a", "",
        made.columns,
    )  # fmt: skip
    assert start <= entry.at <= datetime.now(UTC)
    assert journal.verify() == []


def test_an_auditor_reads_the_file_without_lotbook(journal):
    told(journal)
    first = json.loads(journal.path.read_text(encoding="utf-8").splitlines()[0])
    assert (first["who"], first["edits"][0]["new"]) == ("Anna Müller", "PLY-0524-001")


@given(
    st.none() | st.text() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates()
    | st.datetimes() | st.decimals(allow_nan=False) | st.builds(CellError, st.text())
)  # fmt: skip
def test_a_value_comes_back_exactly_as_it_was(value):
    back = value_of(json.loads(json.dumps(value_as_json(value))))
    assert (type(back), back, str(back)) == (type(value), value, str(value))


def test_numbers_count_whatever_became_of_the_command(journal):
    told(journal, 1)
    journal.abandon(told(journal, 2, commit=False))
    told(journal, 3, counter="MFG")
    told(journal, 7, commit=False)
    journal.note(
        "verify", 'says "issued":[{"counter":"X","number":9}]', who="x", details={"issued": [{"counter": 1}]}
    )
    assert journal.counters() == {"PLY-0524": 7, "MFG": 3}


@pytest.mark.parametrize(
    ("fingerprint", "state"),
    [("after", State.RECOVERED), ("before", State.ABANDONED), ("something else", State.UNCLEAR)],
)
def test_a_killed_command_is_settled_by_what_the_workbook_is_now(journal, fingerprint, state):
    told(journal)
    number = told(journal, 2, commit=False)
    journal.note("verify", "A package was looked at.", who="Ben")
    settled = journal.recover(fingerprint)
    assert (settled.number, settled.state) == (number, state)
    assert journal.recover(fingerprint) is None
    assert [entry.state for entry in journal.entries()] == [State.COMMITTED, state, State.NOTED]
    assert journal.verify() == []


def test_a_command_that_was_never_settled_is_shown_as_such(journal):
    told(journal, commit=False)
    assert [entry.state for entry in journal.entries()] == [State.BEGUN]


# Killed while writing


@pytest.mark.parametrize("kept", [0, 1, 40, -70, -2])
def test_a_half_written_line_is_moved_aside_and_told_and_is_no_fault(journal, kept):
    told(journal)
    whole = journal.path.read_bytes()
    told(journal, 2, commit=False)
    second = journal.path.read_bytes()[len(whole) :]
    journal.path.write_bytes(whole + second[:kept])
    assert journal.verify() == []
    assert len(journal.remarks()) == (1 if kept else 0)
    assert [entry.number for entry in journal.entries()] == [1]
    assert told(journal, 3) == 2
    assert (journal.verify(), journal.counters()) == ([], {"PLY-0524": 3})
    assert journal.torn_path.exists() is bool(kept)
    if kept:
        assert journal.torn_path.read_bytes() == second[:kept] + b"\n"
        assert "half-written" in journal.remarks()[0]


def test_a_line_that_lacks_only_its_line_break_is_whole(journal):
    told(journal)
    told(journal, 2, commit=False)
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    assert [entry.number for entry in journal.entries()] == [1, 2]
    assert journal.counters() == {"PLY-0524": 2}
    assert journal.recover("after").number == 2
    assert (journal.verify(), journal.torn_path.exists()) == ([], False)


def test_zeros_that_a_power_cut_left_at_the_end_are_moved_aside(journal):
    told(journal)
    with journal.path.open("ab") as file:
        file.write(b"\0" * 4096)
    assert told(journal, 2) == 2
    assert journal.verify() == []


def test_a_last_line_that_cannot_be_read_stops_the_next_change(journal):
    told(journal)
    with journal.path.open("ab") as file:
        file.write(b"scribble\n")
    with pytest.raises(JournalError):
        told(journal, 2)
    assert journal.verify() == ["Line 3 of journal.jsonl cannot be read."]


# Changed by hand


def three(journal):
    for number in (1, 2, 3):
        told(journal, number)
    return journal.path.read_bytes().splitlines(keepends=True)


def rewrite(journal, lines):
    journal.path.write_bytes(b"".join(lines))
    return journal.verify()


@settings(max_examples=60)
@given(st.data())
def test_every_single_altered_byte_is_found(tmp_path_factory, data):
    journal = Journal(tmp_path_factory.mktemp("journal"))
    content = bytearray(b"".join(three(journal)))
    position = data.draw(st.integers(0, len(content) - 2))  # the last line break only ends the file
    content[position] ^= data.draw(st.integers(1, 255))
    journal.path.write_bytes(content)
    assert journal.verify()


def test_an_altered_line_is_named(journal):
    lines = three(journal)
    lines[2] = lines[2].replace("Müller".encode(), b"Mueller")
    (problem,) = rewrite(journal, lines)
    assert problem.startswith("Line 3 of journal.jsonl (entry 2 of ")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: lines[1:], 1),
        (lambda lines: lines[:2] + lines[3:], 3),
        (lambda lines: [*lines[:1], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [*lines[:2], lines[1], *lines[2:]], 3),
        (lambda lines: [*lines[:2], b"\n", *lines[2:]], 3),
    ],
    ids=["first missing", "one missing", "two exchanged", "one repeated", "empty line"],
)
def test_missing_repeated_and_exchanged_lines_are_found_where_they_are(journal, change, line):
    problems = rewrite(journal, change(three(journal)))
    assert problems[0].startswith(f"Line {line} of journal.jsonl")


def test_a_line_sealed_anew_does_not_fit_the_line_after_it(journal):
    from lotbook.hosts.sealed_lines import seal

    lines = three(journal)
    told_line = json.loads(lines[2])
    told_line.pop("hash")
    lines[2] = seal({**told_line, "who": "Somebody else"})
    (problem,) = rewrite(journal, lines)
    assert problem.startswith("Line 4 of journal.jsonl (entry 2 of ")
    assert "does not continue" in problem


def test_the_head_is_the_last_hash(journal):
    lines = three(journal)
    head = journal.head()
    assert (head.lines, head.number, head.hash) == (6, 3, json.loads(lines[-1])["hash"])


# Cost and company


def test_beginning_reads_only_the_end_of_a_long_journal(journal, monkeypatch):
    told(journal, details={"text": "x" * 300_000})
    told(journal, 2)
    read = []
    real = os.fdopen

    def watched(*arguments, **named):
        file = real(*arguments, **named)

        class Watched:
            def __getattr__(self, name):
                return getattr(file, name)

            def __enter__(self):
                return self

            def __exit__(self, *error):
                file.close()

            def read(self, size):
                read.append(size)
                return file.read(size)

        return Watched()

    monkeypatch.setattr(os, "fdopen", watched)
    told(journal, 3)
    monkeypatch.undo()
    assert sum(read) < 200_000
    assert journal.verify() == []


def test_a_line_longer_than_a_block_is_read_back(journal):
    told(journal, details={"text": "ü" * 200_000})
    number = told(journal, 2, commit=False, details={"text": "x" * 200_000})
    assert journal.recover("after").number == number
    assert journal.verify() == []


def test_processes_writing_at_once_lose_no_line(tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from lotbook.hosts.file.lock import Lock; from lotbook.hosts.journal import Journal\n"
        "journal, lock = Journal(Path(sys.argv[1])), Lock(Path(sys.argv[1]))\n"
        "for i in range(25):\n"
        "    lock.take(); journal.note('test', str(i), who=sys.argv[2]); lock.give_back()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, tmp_path, str(i)]) for i in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    journal = Journal(tmp_path)
    assert journal.verify() == []
    assert sorted(entry.number for entry in journal.entries()) == list(range(1, 101))


def test_a_folder_that_cannot_be_made_is_told_with_its_name(tmp_path):
    (tmp_path / "shop.lotbook").write_text("a file stands in the way")
    with pytest.raises(ReadOnlyError, match=r"shop\.lotbook"):
        told(Journal(tmp_path / "shop.lotbook"))


def test_no_heavy_module_is_imported():
    script = (
        "import sys; import lotbook.hosts.journal, lotbook.hosts.snapshots\n"
        "print(*{'dataclasses', 'tempfile', 'uuid', 'shutil', 'openpyxl', 'pandas', 'inspect'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []
