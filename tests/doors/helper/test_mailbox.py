"""The mailbox: four lines name a button and a workbook; whatever else lies there is refused and does nothing."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.doors.helper.mailbox import (
    DONE,
    FAILED,
    Answer,
    Request,
    escaped,
    is_stem,
    read_answer,
    read_request,
    unescaped,
    write_answer,
    write_request,
)
from lotbook.doors.helper.mailbox_folder import ALIVE, STOPPED, Mailbox
from lotbook.errors import LotbookError, ReadOnlyError, UsageError

BUTTONS = frozenset({"recall", "assign"})
STEM = "20260514-093001-482913"
FINE = b"lotbook=1\ncontrol=recall\nworkbook=shop.xlsx\nhwnd=0\n"
POSIX_ONLY = pytest.mark.skipif(
    os.name != "posix", reason="Windows keeps others out by the folder's own rights"
)


@pytest.fixture
def box(tmp_path):
    return Mailbox(tmp_path / "mailbox")


def left(box, data=FINE, stem=STEM):
    """A request as the ribbon leaves it: written beside, then renamed."""
    part = box.folder / f"{stem}.part"
    part.write_bytes(data)
    part.rename(box.folder / f"{stem}.request")
    return stem


def names(box):
    return sorted(path.name for path in box.folder.iterdir())


# What a request says


def test_a_request_names_a_button_a_workbook_and_a_window():
    assert read_request(FINE, BUTTONS) == Request("recall", "shop.xlsx", 0)


@pytest.mark.parametrize("data", [FINE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FINE, FINE[:-1]])
def test_line_ends_of_windows_a_byte_order_mark_and_no_last_line_end_are_fine(data):
    assert read_request(data, BUTTONS).control == "recall"


REFUSED = [
    (b"", "means nothing"),
    (FINE + b"path=C:\\evil.py\n", "means nothing"),
    (FINE + b"control=assign\n", "control twice"),
    (FINE.replace(b"hwnd=0\n", b""), "does not say hwnd"),
    (FINE.replace(b"=1", b"=2"), "another version"),
    (FINE.replace(b"recall", b"os.system"), "no button 'os.system'"),
    (FINE.replace(b"recall", b"Recall"), "no button"),
    (FINE.replace(b"recall", b"recall "), "no button"),
    (FINE.replace(b"hwnd=0", b"hwnd=-1"), "no number"),
    (FINE.replace(b"hwnd=0", b"hwnd=0x10"), "no number"),
    (FINE.replace(b"shop.xlsx", b""), "names no workbook"),
    (FINE.replace(b"shop.xlsx", b"x" * 256), "names no workbook"),
    (FINE.replace(b"shop.xlsx", b"../shop.xlsx"), "is a path"),
    (FINE.replace(b"shop.xlsx", b"C:\\\\shop.xlsx"), "is a path"),
    (FINE.replace(b"shop.xlsx", b"\\u002e\\u002e\\u002fshop.xlsx"), "is a path"),
    (FINE.replace(b"shop.xlsx", b".."), "is a path"),
    (FINE.replace(b"shop.xlsx", b"a\\u0000b.xlsx"), "cannot be seen"),
    (FINE.replace(b"shop.xlsx", b"a\\nb.xlsx"), "begins no escape"),
    (FINE.replace(b"shop.xlsx", b"a\\ud800b.xlsx"), "cut in half"),
    (FINE.replace(b"shop.xlsx", b"M\xfcller.xlsx"), "not plain text"),
    (FINE + b"#" * 4096, "longer than 4096 bytes"),
]


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_whatever_is_not_exactly_a_request_is_refused_in_words(data, why):
    with pytest.raises(UsageError, match=why):
        read_request(data, BUTTONS)


def test_a_name_beyond_ascii_stands_as_escapes_or_as_utf_8():
    name = "Müller & Söhne ✂ 𝄞.xlsx"
    data = write_request(Request("recall", name, 7))
    assert data.isascii()
    assert read_request(data, BUTTONS) == Request("recall", name, 7)
    plain = FINE.replace(b"shop.xlsx", name.encode())
    assert read_request(plain, BUTTONS).workbook == name


@given(st.text())
def test_every_text_comes_back_from_its_escapes(text):
    if any(0xD800 <= ord(mark) <= 0xDFFF for mark in text):
        return
    assert unescaped(escaped(text)) == text
    assert escaped(text).isascii()
    assert escaped(text).isprintable()


@given(st.binary(max_size=5000))
def test_any_bytes_are_a_request_for_a_registered_button_or_refused(data):
    try:
        told = read_request(data, BUTTONS).control
        assert told in BUTTONS
    except LotbookError as error:
        told = error.problem
    assert told.isascii()
    assert told.isprintable()


LINES = st.sampled_from([
    "lotbook=1", "control=recall", "control=__import__", "workbook=a.xlsx", "workbook=..", "hwnd=0", "hwnd=", "", "=",
    "control", "workbook=\\u0041.xlsx", "workbook=\\", "lotbook=1=1", "\x00", "extra=1",
])  # fmt: skip


@given(st.lists(LINES, max_size=7))
def test_any_lines_in_any_order_are_a_request_for_a_registered_button_or_refused(lines):
    try:
        found = read_request("\n".join(lines).encode(), BUTTONS)
    except LotbookError:
        return
    assert found.control == "recall"
    assert {line.partition("=")[0] for line in lines if line} == {"lotbook", "control", "workbook", "hwnd"}


def test_an_answer_is_one_line_whatever_was_said():
    data = write_answer(Answer(DONE, "2 runs.\nMüller: ask\tthem."))
    assert data == b"state=done\nmessage=2 runs. M\\u00fcller: ask them.\n"
    assert read_answer(data) == Answer(DONE, "2 runs. Müller: ask them.")


@given(st.binary(max_size=300))
def test_any_bytes_read_as_an_answer_never_crash(data):
    assert read_answer(data).state in {DONE, FAILED}


# The folder


def test_a_taken_request_is_nobody_elses(box):
    left(box)
    assert box.waiting() == [STEM]
    taken = box.take(STEM, BUTTONS)
    assert taken.asked == Request("recall", "shop.xlsx", 0)
    assert box.waiting() == []
    assert names(box) == [f"{STEM}.taken"]
    assert box.take(STEM, BUTTONS) is None


def test_a_request_that_was_withdrawn_is_no_longer_taken(box):
    left(box)
    (box.folder / f"{STEM}.request").unlink()
    assert box.take(STEM, BUTTONS) is None


def test_an_answer_replaces_what_was_taken(box):
    left(box)
    box.take(STEM, BUTTONS)
    box.answer(STEM, Answer(DONE, "2 runs."))
    assert names(box) == [f"{STEM}.answer"]
    assert read_answer((box.folder / f"{STEM}.answer").read_bytes()) == Answer(DONE, "2 runs.")


@pytest.mark.parametrize(
    "name",
    [
        f"{STEM}.part",
        "shop.request",
        "../x.request",
        f"{STEM}.request.part",
        f"{STEM}.exe",
        f"x{STEM}.request",
    ],
)
def test_half_written_requests_and_foreign_files_are_left_alone(box, name):
    path = box.folder / name.replace("../", "..")
    path.write_bytes(FINE)
    assert box.waiting() == []
    assert path.exists()


def test_a_folder_that_is_called_like_a_request_is_left_alone(box):
    (box.folder / f"{STEM}.request").mkdir()
    assert box.waiting() == []


def test_requests_are_taken_in_the_order_of_the_clicks(box):
    for stem in ("20260514-093002-000001", "20260514-093001-999999"):
        left(box, stem=stem)
    assert box.waiting() == ["20260514-093001-999999", "20260514-093002-000001"]


def test_a_request_older_than_half_a_minute_is_refused(box):
    left(box)
    before = time.time() - 31
    os.utime(box.folder / f"{STEM}.request", (before, before))
    assert "older than 30 seconds" in box.take(STEM, BUTTONS).asked.problem


def test_a_link_is_refused_and_what_it_leads_to_stays(box, tmp_path):
    target = tmp_path / "elsewhere"
    target.write_bytes(FINE)
    try:
        (box.folder / f"{STEM}.request").symlink_to(target)
    except OSError:
        pytest.skip("this user may not make links")
    assert "maybe a link" in box.take(STEM, BUTTONS).asked.problem
    box.answer(STEM, Answer(FAILED, "no"))
    assert names(box) == [f"{STEM}.answer"]
    assert target.read_bytes() == FINE


@POSIX_ONLY
def test_a_pipe_is_refused_and_does_not_make_the_helper_wait(box):
    os.mkfifo(box.folder / f"{STEM}.request")
    assert "no plain file" in box.take(STEM, BUTTONS).asked.problem


@POSIX_ONLY
def test_a_request_that_everybody_can_write_is_refused(box):
    left(box)
    (box.folder / f"{STEM}.request").chmod(0o666)
    assert "other people can write it" in box.take(STEM, BUTTONS).asked.problem


@POSIX_ONLY
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root can give a file away")
def test_a_request_of_somebody_else_is_refused(box):
    left(box)
    os.chown(box.folder / f"{STEM}.request", 65534, 65534)
    assert "other people" in box.take(STEM, BUTTONS).asked.problem


@POSIX_ONLY
def test_the_folder_is_made_private_and_a_link_is_no_mailbox(tmp_path):
    wide = tmp_path / "wide"
    wide.mkdir(mode=0o777)
    wide.chmod(0o777)
    assert Mailbox(wide).folder.stat().st_mode & 0o777 == 0o700
    (tmp_path / "link").symlink_to(wide)
    with pytest.raises(ReadOnlyError, match="not yours alone"):
        Mailbox(tmp_path / "link")


def test_a_file_where_the_mailbox_belongs_is_told(tmp_path):
    (tmp_path / "mailbox").write_text("x")
    with pytest.raises(ReadOnlyError, match="cannot be used"):
        Mailbox(tmp_path / "mailbox")


def test_what_an_ended_helper_had_taken_is_answered_as_failed(box):
    left(box)
    box.take(STEM, BUTTONS)
    assert Mailbox(box.folder).answer_the_orphans() == [STEM]
    assert read_answer((box.folder / f"{STEM}.answer").read_bytes()) == Answer(FAILED, STOPPED)
    assert box.answer_the_orphans() == []


def test_answers_and_half_written_files_of_yesterday_are_swept(box):
    old, new = "20260513-093001-482913", STEM
    for stem in (old, new):
        for ending in (".answer", ".part", ".answer.part"):
            path = box.folder / f"{stem}{ending}"
            path.write_bytes(b"")
            if stem == old:
                os.utime(path, (1, 1))
    (box.folder / "notes.txt").write_text("mine")
    box.sweep()
    assert names(box) == [f"{STEM}.answer", f"{STEM}.answer.part", f"{STEM}.part", "notes.txt"]


def test_a_helper_is_known_by_its_fresh_sign_of_life(box):
    assert box.helper() is None
    box.say_alive()
    assert box.helper() == os.getpid()
    assert box.helper(time.time() + 6) is None
    box.say_gone()
    assert box.helper() is None


@pytest.mark.parametrize("text", ["", "pid", "pid x", "pid 12 13", "pid ²", "tid 12"])
def test_a_damaged_sign_of_life_is_none(box, text):
    (box.folder / ALIVE).write_text(text, encoding="utf-8")
    assert box.helper() is None


def test_a_sign_of_life_that_is_a_link_does_not_reach_what_it_leads_to(box, tmp_path):
    target = tmp_path / "mine"
    target.write_text("mine")
    try:
        (box.folder / ALIVE).symlink_to(target)
    except OSError:
        pytest.skip("this user may not make links")
    box.say_alive()
    assert target.read_text() == "mine"


@pytest.mark.parametrize("name", ["", "x", "20260514-093001", "20260514-093001-48291", f"{STEM}\n", "２０260514-093001-482913"])  # fmt: skip
def test_only_the_names_the_ribbon_gives_count(name):
    assert not is_stem(name)
