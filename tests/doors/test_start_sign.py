"""The first word of a Python that a button started."""

import os
import sys
import time
from contextlib import contextmanager

import pytest

from lotbook.doors import start_sign
from lotbook.shipped import shipped

MARK = "20260514-093001-482913"


@contextmanager
def given(words, folder):
    """What ``give`` answers; afterwards errors go where they went before."""
    before = sys.stderr
    try:
        yield start_sign.give(words, folder)
    finally:
        if sys.stderr is not before:
            sys.stderr.close()
            sys.stderr = before


def test_the_first_word_stands_in_the_log_of_this_click_before_anything_else(tmp_path):
    with given(["recall", "--wb=shop.xlsx", f"--log={MARK}"], tmp_path / "new" / "logs") as path:
        assert path == tmp_path / "new" / "logs" / f"{MARK}.log"
        assert path.read_text(encoding="utf-8") == "lotbook started\n"


def test_what_goes_wrong_later_stands_below_it(tmp_path):
    with given([f"--log={MARK}"], tmp_path) as path:
        print("Traceback: Ünïcode", file=sys.stderr)
        assert path.read_text(encoding="utf-8").splitlines() == ["lotbook started", "Traceback: Ünïcode"]


@pytest.mark.parametrize(
    "word", [f"--log=../{MARK}", "--log=", f"--log={MARK}.log", "--log=/etc/passwd", f"--logs={MARK}"]
)
def test_only_a_mark_names_a_log(tmp_path, word):
    with given(["recall", word], tmp_path / "logs") as path:
        assert path is None
    assert not (tmp_path / "logs").exists()


def test_a_log_that_is_there_already_is_never_written_over(tmp_path):
    (tmp_path / f"{MARK}.log").write_text("mine", encoding="utf-8")
    with given([f"--log={MARK}"], tmp_path) as path:
        assert path is None
    assert (tmp_path / f"{MARK}.log").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_does_not_stop_the_click(tmp_path):
    (tmp_path / "logs").write_text("a file", encoding="utf-8")
    before = sys.stderr
    with given([f"--log={MARK}"], tmp_path / "logs") as path:
        assert path is None
        assert sys.stderr is before


def test_logs_of_clicks_older_than_a_day_go_and_other_files_stay(tmp_path):
    ages = {"20260513-080000-000001.log": 90_000, "20260514-080000-000001.log": 60, "attach.log": 90_000}
    for name, age in ages.items():
        (tmp_path / name).write_text("", encoding="utf-8")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    with given([f"--log={MARK}"], tmp_path):
        left = {path.name for path in tmp_path.iterdir()}
    assert left == {"20260514-080000-000001.log", "attach.log", f"{MARK}.log"}


def test_vba_waits_for_the_word_that_python_gives():
    text = shipped("addin", "vba", "Bridge.bas").read_text(encoding="ascii")
    assert f'FIRST_WORD As String = "{start_sign.STARTED}"' in text
