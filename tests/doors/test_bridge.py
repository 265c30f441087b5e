"""The short way from a button to Python, run as the add-in runs it, where no spreadsheet is there to answer."""

import os
import subprocess
import sys

import pytest

from lotbook.errors import SpreadsheetError, UsageError

MARK = "20260514-093001-482913"


def run(tmp_path, *words):
    """The bridge in a process of its own, with folders of its own."""
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(tmp_path),
        "LOTBOOK_CALC_PIPE": "",
        "HOME": str(tmp_path),
    }
    command = [sys.executable, "-E", "-P", "-X", "utf8", "-m", "lotbook.doors.bridge", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def test_started_by_hand_it_says_what_to_do_instead(tmp_path):
    done = run(tmp_path, "recall")
    assert done.returncode == SpreadsheetError.exit_code
    assert "by a button in the spreadsheet, not by hand" in done.stderr


@pytest.mark.parametrize("name", ["Pr\\u00DCfung \\u0041\\u003Db.xlsx", "a\\u003Db.xlsx"])
def test_the_name_in_plain_letters_is_read_before_anything_else_looks_at_it(tmp_path, name):
    done = run(tmp_path, "recall", f"--book={name}", "--from_xl=1", "--hwnd=0")
    assert done.returncode == UsageError.exit_code
    assert "=b.xlsx" in done.stderr


def test_a_name_that_is_cut_in_half_is_refused_in_words(tmp_path):
    done = run(tmp_path, "recall", "--book=x\\uD83D.xlsx", "--from_xl=1", "--hwnd=0")
    assert done.returncode == UsageError.exit_code
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a spreadsheet may answer")
def test_what_goes_wrong_stands_in_the_log_of_this_click_below_the_first_word(tmp_path):
    done = run(tmp_path, "recall", "--book=shop.xlsx", "--from_xl=1", "--hwnd=0", f"--log={MARK}")
    log = (tmp_path / "lotbook" / "logs" / f"{MARK}.log").read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (10, "")
    assert log.startswith("lotbook started\nTraceback")
    assert (
        f"What happened stands in {tmp_path / 'lotbook' / 'logs' / MARK}.log. To see what is wrong: lotbook doctor"
        in log
    )
