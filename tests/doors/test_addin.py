"""The addin command: what a person reads, what a program reads, and that a dry run changes nothing."""

import json
import sys
from pathlib import Path

import pytest

from lotbook import __version__
from lotbook.cli import main
from lotbook.doors.addin import COMMAND
from lotbook.doors.places import places
from tests.doors.computers import linux, macos, package, windows


@pytest.fixture(params=[windows, macos], ids=["windows", "macos"])
def computer(request, tmp_path, monkeypatch):
    found = request.param(tmp_path)
    addin = package(tmp_path / "shipped", "lotbook.xlam", __version__)
    monkeypatch.setattr("lotbook.doors.addin.this_computer", lambda: found)
    for module in ("plan", "status"):
        monkeypatch.setattr(
            f"lotbook.doors.installation.{module}.shipped", lambda *parts: addin.with_name(parts[-1])
        )
    return found


def answer(capsys, *words):
    capsys.readouterr()
    code = main(["addin", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_install_status_remove_tell_the_same_story(computer, capsys):
    assert answer(capsys, "status")[0] == 1
    code, told = answer(capsys, "install")
    assert (code, told["changed"]) == (0, True)
    assert answer(capsys, "install")[1]["changed"] is False
    code, told = answer(capsys, "status")
    assert (code, told["fine"], told["interpreter"]) == (0, True, sys.executable)
    assert told["parts"][0]["sha256"] == told["parts"][0]["shipped_sha256"]
    assert answer(capsys, "remove")[1]["changed"] is True
    assert answer(capsys, "status")[1]["parts"][0]["state"] == "absent"


def test_a_dry_run_shows_each_step_and_changes_nothing(computer, capsys):
    assert main(["addin", "install", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Not done (dry run):\n")
    assert str(places(computer).addin) in shown
    assert str(places(computer).configuration) in shown
    assert not places(computer).addin.exists()
    main(["addin", "install"])
    main(["addin", "remove", "--dry-run"])
    assert places(computer).addin.exists()


def test_every_key_of_the_answers_is_documented_and_given(computer, capsys):
    keys = set()
    for action in ("install", "status", "remove"):
        keys |= answer(capsys, action)[1].keys()
    assert keys == COMMAND.json_keys.keys()


def test_removing_nothing_says_so(computer, capsys):
    assert main(["addin", "remove"]) == 0
    assert capsys.readouterr().out == "Nothing of Lotbook is installed.\n"


def test_on_linux_the_way_to_libreoffice_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("lotbook.doors.addin.this_computer", lambda: linux(tmp_path))
    assert main(["addin", "install"]) == 2
    assert "lotbook addin install --calc" in capsys.readouterr().err


def test_a_python_that_vanishes_one_day_is_warned_of(computer, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    python = tmp_path / "bin" / "python"
    monkeypatch.setattr("lotbook.doors.addin.own_interpreter", lambda: python)
    main(["addin", "install"])
    assert "Warning: The environment of this Python is swept away one day" in capsys.readouterr().out


def test_a_python_that_cannot_start_lotbook_is_told_at_once(computer, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.doors.addin.own_interpreter", lambda: Path("/bin/false"))
    told = answer(capsys, "install")[1]
    assert any("/bin/false does not start Lotbook" in warning for warning in told["warnings"])
    assert answer(capsys, "install", "--dry-run")[1]["warnings"] == []
