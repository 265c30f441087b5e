"""What another process of the same user, a full disk or a kill may do to the mailbox: nothing hangs, nothing is run."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lotbook.doors.helper.mailbox import DONE, FAILED, Answer, Request, is_stem, read_answer, write_request
from lotbook.doors.helper.mailbox_folder import ALIVE, KEPT_ANSWERS, Mailbox
from lotbook.doors.helper.news import Ended, OpenBook
from lotbook.doors.helper.single import only_one
from lotbook.doors.helper.whole import Helper
from lotbook.errors import ReadOnlyError
from tests.doors.test_attach import STEM, Shelf, answer_to, appeared, done, heard, left

FINE = write_request(Request("recall", "shop.xlsx", 0))
SHOP = OpenBook("shop.xlsx", 0)
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes among its files")
_CHILD = """
import sys, time
from pathlib import Path
from lotbook.doors.helper.whole import Helper
from lotbook.doors.helper.news import OpenBook
from lotbook.doors.helper.mailbox import DONE, Answer
from lotbook.doors.helper.mailbox_folder import Mailbox
from lotbook.doors.helper.single import only_one
from tests.doors.test_attach import Shelf

folder = Path(sys.argv[1])
def work(book, job, tell):
    time.sleep(0.02)
    return Answer(DONE, job.control)
box = Mailbox(folder)
with only_one(box) as alone:
    assert alone
    with Helper(box, Shelf(OpenBook("shop.xlsx", 0)), folder.parent / "logs", work):
        time.sleep(60)
"""


@pytest.fixture
def box(tmp_path):
    return Mailbox(tmp_path / "mailbox")


def helping(box, carry_out=done):
    return Helper(box, Shelf(SHOP), box.folder.parent / "logs", carry_out)


def stem(number):
    return f"20260514-093001-{number:06}"


def names(box):
    return sorted(path.name for path in box.folder.iterdir())


def test_an_answer_that_cannot_be_written_does_not_end_the_helper_and_comes_later(box, monkeypatch):
    real, full = os.open, [True]

    def on_a_full_disk(path, flags, *rest):
        if full and str(path).endswith(".answer.part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", on_a_full_disk)
    with helping(box) as helper:
        left(box)
        heard(helper, Ended)
        left(box, b"garbage", stem(2))
        appeared(box.folder / f"{stem(2)}.taken")
        full.clear()
        assert answer_to(box).state == DONE
        assert answer_to(box, stem(2)).state == FAILED
        left(box, stem=stem(3))
        assert answer_to(box, stem(3)).state == DONE


@pytest.mark.parametrize("ending", [".answer", ".answer.part", ".taken"])
def test_a_folder_in_the_place_of_a_file_holds_up_nobody_else(box, ending):
    (box.folder / f"{STEM}{ending}" / "in it").mkdir(parents=True)
    with helping(box):
        left(box)
        left(box, stem=stem(4))
        assert answer_to(box, stem(4)).state == DONE
        left(box, b"\xff" * 100, stem(5))
        assert answer_to(box, stem(5)).state == FAILED


def test_two_thousand_requests_at_once_leave_the_helper_alive_and_its_folder_small(box):
    for number in range(2_000):
        (box.folder / f"{stem(number)}.request").write_bytes(FINE if number % 2 else b"x" * 5000)
    with helping(box):
        ages = []
        while box.waiting():
            ages.append(time.time() - appeared(box.folder / ALIVE).stat().st_mtime)
            time.sleep(0.1)
        assert max(ages) < 4
        left(box, stem="20990101-000000-000000")
        assert answer_to(box, "20990101-000000-000000").state == DONE
    box.sweep()
    assert len(names(box)) < KEPT_ANSWERS + 10
    assert {Path(name).suffix for name in names(box)} <= {".answer"}


def test_a_helper_that_was_killed_after_its_answer_leaves_the_answer(box):
    left(box)
    box.take(STEM, {"recall"})
    box.answer(STEM, Answer(DONE, "2 runs."))
    (box.folder / f"{STEM}.taken").write_bytes(FINE)
    assert box.answer_the_orphans() == []
    assert read_answer((box.folder / f"{STEM}.answer").read_bytes()) == Answer(DONE, "2 runs.")
    assert names(box) == [f"{STEM}.answer"]


def test_an_answer_that_lay_there_before_the_click_is_replaced_by_the_true_one(box):
    (box.folder / f"{STEM}.answer").write_bytes(b"state=done\nmessage=Everything is fine.\n")
    with helping(box):
        left(box, b"lotbook=1\ncontrol=format-disk\nworkbook=shop.xlsx\nhwnd=0\n")
        until = time.monotonic() + 20
        while (answer := answer_to(box)).state == DONE:
            assert time.monotonic() < until
    assert "no button" in answer.message


@POSIX_ONLY
def test_a_pipe_in_the_place_of_the_sign_of_life_makes_nobody_wait(box):
    os.mkfifo(box.folder / ALIVE)
    assert box.helper() is None
    box.say_alive()
    assert box.helper() == os.getpid()


@pytest.mark.skipif(not hasattr(os, "link"), reason="no hard links here")
def test_a_sign_of_life_that_is_another_file_by_a_second_name_leaves_that_file_alone(box, tmp_path):
    mine = tmp_path / "mine"
    mine.write_text("mine")
    os.link(mine, box.folder / ALIVE)
    box.say_alive()
    assert mine.read_text() == "mine"


def test_a_huge_sign_of_life_is_not_read_whole(box):
    with (box.folder / ALIVE).open("wb") as file:
        file.truncate(1 << 40)
    assert box.helper() is None


@pytest.mark.parametrize("name", [ALIVE, "attach.lock"])
def test_a_folder_in_the_place_of_the_helpers_own_files_is_told_in_words(box, name):
    (box.folder / name).mkdir()
    with pytest.raises(ReadOnlyError, match=r"The mailbox .* cannot be used"), only_one(box), helping(box):
        pass


def test_a_clock_that_jumps_refuses_what_seems_old_and_goes_on(box):
    with helping(box):
        for number, jump in enumerate((-3600, 3600, 10**9)):
            (box.folder / f"{stem(number)}.part").write_bytes(FINE)
            os.utime(box.folder / f"{stem(number)}.part", (time.time() + jump,) * 2)
            (box.folder / f"{stem(number)}.part").rename(box.folder / f"{stem(number)}.request")
            answer = answer_to(box, stem(number))
            assert (answer.state, "Click again." in answer.message) == (FAILED, True)
        left(box, stem=stem(9))
        assert answer_to(box, stem(9)).state == DONE
    future = time.time() - 10**6
    box.sweep(now=future)
    assert f"{stem(9)}.answer" in names(box)


def test_a_folder_that_is_removed_and_made_again_is_used_again(box):
    with helping(box):
        appeared(box.folder / ALIVE)
        for path in box.folder.iterdir():
            path.unlink()
        box.folder.rmdir()
        appeared(box.folder / ALIVE)
        left(box)
        assert answer_to(box).state == DONE


def test_two_that_start_at_once_are_one_helper(box):
    words = [sys.executable, "-c", _CHILD, str(box.folder)]
    children = [subprocess.Popen(words, stderr=subprocess.PIPE) for _ in range(2)]
    try:
        appeared(box.folder / ALIVE)
        until = time.monotonic() + 40
        while sum(child.poll() is None for child in children) > 1:
            assert time.monotonic() < until
            time.sleep(0.05)
        [alone] = [child for child in children if child.poll() is None]
        assert box.helper() == alone.pid
    finally:
        for child in children:
            child.kill()
            child.communicate()


@POSIX_ONLY
def test_a_helper_killed_at_any_moment_leaves_no_click_without_an_answer(box):
    """Requests keep coming while the helper is killed and started again; in the end each one is answered or withdrawn."""
    dice = random.Random(7)
    kills, asked = int(os.environ.get("LOTBOOK_KILLS", "3")), 0
    words = [sys.executable, "-c", _CHILD, str(box.folder)]
    for turn in range(kills + 1):
        (box.folder / ALIVE).unlink(missing_ok=True)
        child = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        try:
            appeared(box.folder / ALIVE)
            until = time.monotonic() + dice.uniform(0, 0.4)
            while time.monotonic() < until:
                asked += 1
                left(box, FINE if dice.random() < 0.8 else dice.randbytes(60), stem(asked))
                time.sleep(dice.uniform(0, 0.03))
            if turn == kills:
                while box.waiting() or any(name.endswith(".taken") for name in names(box)):
                    time.sleep(0.05)
        finally:
            child.send_signal(signal.SIGKILL)
            child.wait(10)
    answered = [name for name in names(box) if name.endswith(".answer")]
    assert len(answered) == asked
    left_over = set(names(box)) - set(answered) - {ALIVE, "attach.lock"}
    assert {Path(name).suffix for name in left_over} <= {".part"}
    assert all(is_stem(name.removesuffix(".answer")) for name in answered)
    states = {read_answer((box.folder / name).read_bytes()).state for name in answered}
    assert states == {DONE, FAILED}
