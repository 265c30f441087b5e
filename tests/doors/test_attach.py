"""The helper: it carries out registered buttons and nothing else, one at a time, and outlives a spreadsheet that ends."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from queue import SimpleQueue
from threading import Event
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.doors.attach import spreadsheet_of
from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper import single
from lotbook.doors.helper.clerk import BUSY, Clerk
from lotbook.doors.helper.log import NAME
from lotbook.doors.helper.mailbox import DONE, FAILED, Answer, Request, read_answer, write_request
from lotbook.doors.helper.mailbox_folder import STOPPED, Mailbox
from lotbook.doors.helper.news import Asked, Called, Ended, Job, Looked, OpenBook, Question, Refused
from lotbook.doors.helper.pipes import _of_files
from lotbook.doors.helper.spreadsheet import Spreadsheet
from lotbook.doors.helper.whole import Helper
from lotbook.errors import NotAWorkbookError, SpreadsheetError, UsageError

STEM = "20260514-093001-482913"
SHOP = OpenBook("shop.xlsx", 0)
IDS = frozenset(each.id for each in CONTROLS)


class Shelf(Spreadsheet):
    """A spreadsheet program with these workbooks; ``gone`` makes it answer like one that has ended."""

    program = "Calc"

    def __init__(self, *books):
        super().__init__()
        self.open, self.gone, self.forgotten = list(books), None, 0

    def books(self):
        if self.gone:
            raise self.gone
        return [(book, f"{book.name} in {book.hwnd}") for book in self.open]

    def ours(self):
        return tuple(book for book, _ in self.books() if "foreign" not in book.name)

    def forget(self):
        super().forget()
        self.forgotten += 1

    def _apps(self):
        return []

    def _window(self, app):
        return 0


@pytest.fixture
def box(tmp_path):
    return Mailbox(tmp_path / "mailbox")


def left(box, data=None, stem=STEM):
    (box.folder / f"{stem}.part").write_bytes(data or write_request(Request("recall", "shop.xlsx", 0)))
    (box.folder / f"{stem}.part").rename(box.folder / f"{stem}.request")


def answer_to(box, stem=STEM, seconds=30):
    return read_answer(appeared(box.folder / f"{stem}.answer", seconds).read_bytes())


def appeared(path, seconds=30):
    until = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} did not come"
        time.sleep(0.01)
    return path


def heard(helper, kind, seconds=30):
    """The next news of a kind."""
    until = time.monotonic() + seconds
    while True:
        news = helper.news.get(timeout=max(until - time.monotonic(), 0.01))
        if isinstance(news, kind):
            return news


def done(book, job, tell):
    return Answer(DONE, f"{job.control} of {book}")


def helper_of(box, tmp_path, spreadsheet, carry_out=done):
    return Helper(box, spreadsheet, tmp_path / "logs", carry_out)


def test_a_request_is_carried_out_on_its_workbook_and_answered(box, tmp_path):
    with helper_of(box, tmp_path, Shelf(OpenBook("other.xlsx", 0), SHOP)) as helper:
        left(box)
        assert answer_to(box) == Answer(DONE, "recall of shop.xlsx in 0")
        assert heard(helper, Ended).job == Job("recall", SHOP, STEM)


def test_the_window_number_tells_two_workbooks_of_one_name_apart(box, tmp_path):
    shelf = Shelf(OpenBook("shop.xlsx", 11), OpenBook("shop.xlsx", 22))
    with helper_of(box, tmp_path, shelf):
        left(box, write_request(Request("recall", "shop.xlsx", 22)))
        assert answer_to(box).message == "recall of shop.xlsx in 22"
        left(box, stem=STEM[:-1] + "4")
        assert "Two workbooks called shop.xlsx are open" in answer_to(box, STEM[:-1] + "4").message


def test_a_workbook_of_another_kind_is_not_offered_but_a_click_on_it_is_carried_out_and_told_there(
    box, tmp_path
):
    with helper_of(box, tmp_path, Shelf(OpenBook("foreign.xlsx", 0), SHOP)) as helper:
        assert heard(helper, Looked).books == (SHOP,)
        left(box, write_request(Request("recall", "foreign.xlsx", 0)))
        assert answer_to(box).message == "recall of foreign.xlsx in 0"


def test_a_spreadsheet_in_which_a_cell_is_being_typed_keeps_its_workbooks(box, tmp_path):
    class Busy(Exception):
        hresult = -2147418111

    shelf = Shelf(SHOP)
    with helper_of(box, tmp_path, shelf) as helper:
        assert heard(helper, Looked).books == (SHOP,)
        shelf.gone = Busy()
        helper.worker.look()
        time.sleep(0.5)
        assert helper.news.empty()
        assert shelf.forgotten == 0


def test_a_workbook_that_is_not_open_is_told(box, tmp_path):
    with helper_of(box, tmp_path, Shelf()):
        left(box)
        answer = answer_to(box)
    assert answer.state == FAILED
    assert "shop.xlsx is not open in Calc" in answer.message


def test_a_workbook_is_read_once_before_its_first_click_and_let_go_when_it_is_closed(box, tmp_path):
    shelf, seen = Shelf(SHOP), SimpleQueue()
    with Helper(box, shelf, tmp_path / "logs", done, seen.put) as helper:
        assert seen.get(timeout=60) == "shop.xlsx in 0"
        left(box)
        assert answer_to(box).state == DONE
        helper.worker.look()
        other = OpenBook("other.xlsx", 0)
        for books in ([SHOP, other], [other], []):
            shelf.open[:] = books
            helper.worker.look()
            while heard(helper, Looked).books != tuple(books):
                pass
            time.sleep(0.5)
        assert [seen.get(timeout=30) for _ in range(2)] == ["other.xlsx in 0", None]
        assert seen.empty()


def test_a_workbook_that_cannot_be_read_beforehand_is_clicked_all_the_same(box, tmp_path):
    tried = SimpleQueue()

    def breaks(book):
        tried.put(book)
        raise SpreadsheetError("A question is on the screen.")

    with Helper(box, Shelf(SHOP), tmp_path / "logs", done, breaks):
        assert tried.get(timeout=60)
        left(box)
        assert answer_to(box).state == DONE
    assert "was not read before its first click" in (tmp_path / "logs" / NAME).read_text(encoding="utf-8")


def test_a_refused_request_is_answered_and_told_and_never_carried_out(box, tmp_path):
    clicked = []
    with helper_of(box, tmp_path, Shelf(SHOP), lambda *given: clicked.append(given)) as helper:
        left(box, b"lotbook=1\ncontrol=os.system\nworkbook=shop.xlsx\nhwnd=0\n")
        assert "no button 'os.system'" in answer_to(box).message
        assert "os.system" in heard(helper, Refused).message
    assert clicked == []


def test_a_second_click_is_refused_while_the_first_is_at_work(box, tmp_path):
    go_on = Event()

    def slow(book, job, tell):
        go_on.wait(5)
        return Answer(DONE, "")

    with helper_of(box, tmp_path, Shelf(SHOP), slow):
        left(box)
        appeared(box.folder / f"{STEM}.taken")
        left(box, stem=STEM[:-1] + "4")
        assert answer_to(box, STEM[:-1] + "4") == Answer(FAILED, BUSY)
        go_on.set()
        assert answer_to(box).state == DONE


def test_the_answer_of_a_click_that_is_turned_away_is_there_when_its_request_is_gone(box):
    clerk = Clerk(box, IDS, SimpleNamespace(at_work=True, offer=None), lambda news: None)
    seen = []
    unlink = os.unlink

    def look(path, *rest, **more):
        seen.append((os.fspath(path)[-8:], (box.folder / f"{STEM}.answer").exists()))
        unlink(path, *rest, **more)

    left(box)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "unlink", look)
        clerk.take_all()
    assert (".request", True) in seen
    assert answer_to(box) == Answer(FAILED, BUSY)
    assert box.waiting() == []


def test_a_click_that_breaks_is_told_and_the_next_one_works(box, tmp_path):
    shelf, outcomes = (
        Shelf(SHOP),
        [RuntimeError("the office is gone"), UsageError("Select a row.", next_step="Then click.")],
    )

    def breaks(book, job, tell):
        if outcomes:
            raise outcomes.pop(0)
        return Answer(DONE, "")

    stems = [STEM[:-1] + digit for digit in "123"]
    with helper_of(box, tmp_path, shelf, breaks):
        answers = [left(box, stem=stem) or answer_to(box, stem) for stem in stems]
        assert shelf.forgotten == 1
    assert [answer.state for answer in answers] == [FAILED, FAILED, DONE]
    assert NAME in answers[0].message
    assert "the office is gone" not in answers[0].message
    assert answers[1].message == "Select a row. Then click."
    assert "RuntimeError: the office is gone" in (tmp_path / "logs" / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("trouble", [SpreadsheetError("No LibreOffice is open."), ConnectionError("gone")])
def test_a_spreadsheet_that_ends_and_comes_back_is_found_again(box, tmp_path, trouble):
    shelf = Shelf(SHOP)
    with helper_of(box, tmp_path, shelf) as helper:
        assert heard(helper, Looked) == Looked("Calc", (SHOP,))
        shelf.gone = trouble
        helper.worker.look()
        assert heard(helper, Looked).trouble
        left(box)
        assert answer_to(box).state == FAILED
        shelf.gone = None
        helper.worker.look()
        assert heard(helper, Looked) == Looked("Calc", (SHOP,))
        left(box, stem=STEM[:-1] + "4")
        assert answer_to(box, STEM[:-1] + "4").state == DONE


def test_what_a_killed_helper_had_taken_is_answered_when_the_next_one_starts(box, tmp_path):
    left(box)
    box.take(STEM, IDS)
    with helper_of(box, tmp_path, Shelf()):
        assert answer_to(box) == Answer(FAILED, STOPPED)


def test_the_ribbon_sees_whether_a_helper_is_there(box, tmp_path):
    with helper_of(box, tmp_path, Shelf()):
        assert box.helper() is not None
        appeared(box.folder / "attach.alive").unlink()
        appeared(box.folder / "attach.alive")
    assert box.helper() is None


@pytest.mark.parametrize("pause", [0, 0.3])
def test_a_question_that_nobody_answers_any_more_is_cancelled_when_the_helper_ends(box, tmp_path, pause):
    def asks(book, job, tell):
        time.sleep(pause)
        reply = SimpleQueue()
        tell(Asked(Question("Issue COC", "Which order?", "", ("OK", "Cancel")), reply))
        return Answer(DONE, reply.get(timeout=5).button)

    with helper_of(box, tmp_path, Shelf(SHOP), asks):
        left(box)
        appeared(box.folder / f"{STEM}.taken")
        time.sleep(0.1)
    assert answer_to(box).message == "Cancel"


def test_ending_waits_for_the_click_that_is_at_work(box, tmp_path):
    def slow(book, job, tell):
        time.sleep(0.3)
        return Answer(DONE, "")

    with helper_of(box, tmp_path, Shelf(SHOP), slow):
        left(box)
        appeared(box.folder / f"{STEM}.taken")
    assert answer_to(box, seconds=0.1).state == DONE


def test_the_log_tells_what_was_clicked_and_does_not_grow_for_ever(box, tmp_path):
    with helper_of(box, tmp_path, Shelf(SHOP), lambda *_: Answer(DONE, "x" * 1000)):
        left(box)
        answer_to(box)
        for _ in range(1500):
            logging.getLogger("lotbook.attach").info("y" * 2000)
    files = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert files == [NAME, f"{NAME}.1", f"{NAME}.2", f"{NAME}.3"]
    assert max(path.stat().st_size for path in (tmp_path / "logs").iterdir()) <= 512 * 1024


def test_without_a_place_for_its_log_it_works_all_the_same(box, tmp_path):
    (tmp_path / "logs").write_text("in the way")
    with helper_of(box, tmp_path, Shelf(SHOP)):
        left(box)
        assert answer_to(box).state == DONE


def test_a_second_start_calls_the_first_one_to_the_front(box, tmp_path):
    with single.only_one(box) as first, single.only_one(box) as second:
        assert (first, second) == (True, False)
        with helper_of(box, tmp_path, Shelf()) as helper:
            single.call(box)
            assert heard(helper, Called) == Called()
    with single.only_one(box) as again:
        assert again


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=200), rest=st.sampled_from([b"", b"lotbook=1\nworkbook=a.xlsx\nhwnd=0\ncontrol="])
)
def test_any_bytes_in_the_mailbox_end_as_an_answer_and_only_a_registered_button_is_offered(box, data, rest):
    offered = []
    desk = SimpleNamespace(at_work=False, offer=lambda job: bool(offered.append(job)) or True)
    clerk = Clerk(box, IDS, desk, lambda news: None)
    left(box, rest + data + b"\n")
    clerk.take_all()
    assert all(job.control in IDS for job in offered)
    assert len(offered) == 1 or read_answer((box.folder / f"{STEM}.answer").read_bytes()).state == FAILED
    for path in box.folder.iterdir():
        path.unlink()


@pytest.mark.skipif(os.name != "posix", reason="Windows lists its pipes itself")
def test_the_pipes_of_lotbooks_extension_are_found_newest_first_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    start = f"OSL_PIPE_{os.geteuid()}_lotbook"
    sockets = []
    for age, name in enumerate([f"{start}new", f"{start}old", f"OSL_PIPE_{os.geteuid()}_SingleOfficeIPC_1"]):
        sockets.append(socket.socket(socket.AF_UNIX))
        sockets[-1].bind(name)
        os.utime(name, (1000 - age, 1000 - age))
    (tmp_path / f"{start}file").touch()
    assert _of_files(start, [tmp_path, tmp_path / "missing"]) == ["lotbooknew", "lotbookold"]
    for each in sockets:
        each.close()


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="Excel may be there")
def test_where_there_is_no_excel_it_says_how_to_help_calc():
    with pytest.raises(UsageError, match=r"no Excel on this system.*--calc"):
        spreadsheet_of(None)


def test_a_workbook_to_open_that_is_not_there_is_told_before_anything_starts(tmp_path):
    with pytest.raises(NotAWorkbookError, match="There is no file"):
        spreadsheet_of(str(tmp_path / "shop.xlsx"))


def test_the_log_tells_the_click_and_not_what_was_answered(box, tmp_path):
    def answers(book, job, tell):
        return Answer(FAILED, "Heat on material holds H83017; the label says H99 of Smith & Sons <UK>.")

    with helper_of(box, tmp_path, Shelf(SHOP), answers):
        left(box)
        assert "H83017" in answer_to(box).message
    written = (tmp_path / "logs" / NAME).read_text(encoding="utf-8")
    assert "recall on shop.xlsx: failed in " in written
    assert "H83017" not in written
    assert "Smith" not in written
