"""A command killed at any moment leaves a whole workbook and a true journal; commands at once lose nothing."""

import os
import random
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lotbook.domain.edits import Append, Edit, Issued, Plan
from lotbook.hosts.entries import State
from lotbook.hosts.file import save
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.journal import Journal
from lotbook.tables.records import Records
from tests.hosts.file.books import headers, lotbook
from tests.hosts.file.standard import violations

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="processes are started and killed the POSIX way"
)

KILLS = 250


@pytest.fixture
def book(tmp_path: Path) -> Path:
    row = {"Lot ID": "FIRST", "Quantity": 0}
    return lotbook(
        tmp_path / "lotbook.xlsx", {"Receiving": [[row.get(name) for name in headers("Receiving")]]}
    )


def add(path: Path, name: str, number: int) -> None:
    with FileBook.open(path, writing=True) as book:
        count = Records(book).receiving[0].quantity
        assert count is not None
        plan = Plan(
            "test",
            f"Adds {name}.",
            edits=(Edit("Receiving", 2, "Quantity", count, count + 1),),
            appends=(Append("Receiving", {"Lot ID": name}, name),),
            issued=(Issued("test", number, name),),
        )
        book.write(plan, who=name)


def start(work: Callable[[], None]) -> int:
    """Runs the work in a process of its own and returns its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except Exception:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(code)


def lots(path: Path) -> list[str]:
    with FileBook.open(path) as book:
        rows = Records(book).receiving
        assert rows[0].quantity == len(rows) - 1  # the edit and the new row of a plan come together
        return [str(row.lot_id) for row in rows]


@pytest.mark.slow
def test_a_killed_command_never_harms_the_workbook_or_the_journal(book: Path) -> None:
    chance = random.Random(4711)
    add(book, "SECOND", 1)  # whatever is imported late is here now
    began = time.perf_counter()
    add(book, "THIRD", 2)
    one = time.perf_counter() - began
    written = ["FIRST", "SECOND", "THIRD"]
    inside = 0

    def work(kill: int) -> None:
        for number in range(1000):
            add(book, f"K{kill}-{number}", kill * 1000 + number + 3)

    for kill in range(KILLS):
        child = start(lambda kill=kill: work(kill))  # type: ignore[misc]
        slow = (
            len(written) < kill / 5
        )  # the machine does something else now, so that few commands come to their end
        time.sleep(chance.uniform(0, (8 if slow else 4) * one))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        inside += bool(list(book.parent.glob("~lotbook-*")))
        assert zipfile.ZipFile(book).testzip() is None
        now = lots(book)
        assert now[: len(written)] == written
        written = now
    with FileBook.open(book, writing=True) as opened:
        journal = opened.journal
        assert journal.verify() == []
        standing = [entry for entry in journal.entries() if entry.state.stands]
        assert ["FIRST", *(str(entry.appends[0].values["Lot ID"]) for entry in standing)] == written
        assert {entry.state for entry in journal.entries()} <= {
            State.COMMITTED,
            State.RECOVERED,
            State.ABANDONED,
        }
        assert [entry.rows for entry in standing] == [(number + 3,) for number in range(len(standing))]
    assert len(written) > KILLS / 10
    assert inside > KILLS / 25  # many were killed while they wrote
    assert violations(book) == []


@pytest.mark.slow
def test_eight_commands_at_once_lose_nothing(book: Path) -> None:
    def work(who: int) -> None:
        for number in range(8):
            add(book, f"W{who}-{number}", who * 100 + number + 1)

    children = [start(lambda who=who: work(who)) for who in range(8)]  # type: ignore[misc]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert sorted(lots(book)) == sorted(
        ["FIRST", *(f"W{who}-{number}" for who in range(8) for number in range(8))]
    )
    journal = Journal(book.parent / "lotbook.lotbook")
    assert journal.verify() == []
    assert [entry.state for entry in journal.entries()] == [State.COMMITTED] * 64


@pytest.mark.parametrize("moment", ["begin", "keep", "_replace", "_sync_folder", "commit"])
def test_a_command_killed_at_each_step_is_settled_by_the_next(
    book: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    places = {
        "begin": "lotbook.hosts.journal.Journal.begin",
        "keep": "lotbook.hosts.snapshots.Snapshots.keep",
        "_replace": "lotbook.hosts.file.save._replace",
        "_sync_folder": "lotbook.hosts.file.save._sync_folder",
        "commit": "lotbook.hosts.journal.Journal.commit",
    }

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        monkeypatch.setattr(places[moment], die)
        add(book, "KILLED", 1)

    os.waitpid(start(work), 0)
    replaced = moment in ("_sync_folder", "commit")
    assert lots(book) == (["FIRST", "KILLED"] if replaced else ["FIRST"])
    add(book, "NEXT", 2)
    assert lots(book) == (["FIRST", "KILLED", "NEXT"] if replaced else ["FIRST", "NEXT"])
    kept = {each.stem for each in (book.parent / "lotbook.lotbook" / "snapshots").iterdir()}
    assert kept == {"begin": {"000001"}, "keep": {"000002"}, "_replace": {"000002"}}.get(
        moment, {"000001", "000002"}
    )
    states = [entry.state for entry in Journal(book.parent / "lotbook.lotbook").entries()]
    told = [] if moment == "begin" else [State.RECOVERED if replaced else State.ABANDONED]
    assert states == [*told, State.COMMITTED]


def test_an_interruption_behind_the_replacement_is_no_failure(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lotbook.hosts.file.save._sync_folder", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(book, "THERE", 1)
    assert lots(book) == ["FIRST", "THERE"]
    assert [entry.state for entry in Journal(book.parent / "lotbook.lotbook").entries()] == [State.COMMITTED]


def test_a_link_to_the_workbook_has_its_lock_and_journal(book: Path, tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    link = tmp_path / "desktop" / "my register.xlsx"
    link.symlink_to(book)
    add(link, "A", 1)
    assert link.is_symlink()
    assert lots(book) == ["FIRST", "A"]
    assert len(Journal(book.parent / "lotbook.lotbook").entries()) == 1
    assert [each.name for each in link.parent.iterdir()] == [link.name]


def test_a_workbook_saved_meanwhile_by_another_program_is_not_overwritten(book: Path) -> None:
    from lotbook.errors import MovedError

    plan = Plan("t", "", appends=(Append("Receiving", {"Lot ID": "X"}),))
    with FileBook.open(book, writing=True) as opened:
        book.write_bytes(book.read_bytes())
        os.utime(book, (1, 1))
        before = book.read_bytes()
        with pytest.raises(MovedError, match="saved by another program"):
            opened.write(plan, who="T")
    assert book.read_bytes() == before
    assert [entry.state for entry in opened.journal.entries()] == [State.ABANDONED]


def test_what_killed_commands_left_is_cleared_away_after_an_hour(book: Path) -> None:
    old, new = book.parent / "~lotbook-1.tmp", book.parent / "~lotbook-2.tmp"
    for each in (old, new):
        each.write_bytes(b"x")
    os.utime(old, (time.time() - 4000,) * 2)
    add(book, "A", 1)
    assert (old.exists(), new.exists()) == (False, True)


class _HeldError(OSError):
    winerror = 32


def _always_held(*_: object) -> Path:
    raise _HeldError


def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that another program holds; most hold a new file only for a moment."""
    from lotbook.errors import OpenElsewhereError

    temporary, target = tmp_path / "a", tmp_path / "b"
    temporary.write_text("new", encoding="utf-8")
    held = [_HeldError(), _HeldError()]
    real = Path.replace

    def replace(self: Path, other: Path) -> Path:
        if held:
            raise held.pop()
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    save._replace(temporary, target, pause=lambda _: None)
    assert target.read_text(encoding="utf-8") == "new"
    monkeypatch.setattr(Path, "replace", _always_held)
    temporary.write_text("newer", encoding="utf-8")
    with pytest.raises(OpenElsewhereError, match="held by another program"):
        save._replace(temporary, target, pause=lambda _: None, patience=0.01)
    assert target.read_text(encoding="utf-8") == "new"
