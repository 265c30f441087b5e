"""Interpreter: its whole path is written down, and a place that makes clicks fail one day is told beforehand."""

import sys
from pathlib import Path

import pytest

from lotbook.doors.installation.interpreter import concerns, own_interpreter
from lotbook.doors.places import System
from lotbook.errors import LotbookError

FINE = """
windows | C:\\Users\\anna\\AppData\\Roaming\\uv\\tools\\lotbook\\Scripts\\python.exe
windows | C:\\Users\\Anna O'Neill\\pipx\\venvs\\lotbook\\Scripts\\python.exe
windows | C:\\Users\\Jürgen\\AppData\\Local\\Programs\\Python\\Python312\\python.exe
macos   | /Users/anna/.local/share/uv/tools/lotbook/bin/python
macos   | /Users/anna o'neill/My Tools/bin/python
linux   | /home/anna/Smith & Sons/venv/bin/python
"""
# system | path | words of the problem
POOR = r"""
windows | C:\Users\anna\AppData\Local\Microsoft\WindowsApps\python.exe         | Microsoft Store
windows | \\server\tools\python\python.exe                                     | network drive
windows | C:\Smith & Sons\python.exe                                           | holds &
windows | C:\100%^\python.exe                                                  | holds % and ^
windows | C:\Users\anna\AppData\Local\uv\cache\archive-v0\Xy12\Scripts\python.exe | swept away
macos   | /Users/anna/.cache/uv/archive-v0/Xy12/bin/python                     | swept away
linux   | /home/anna/.cache/uv/environments-v2/lotbook-1/bin/python            | swept away
linux   | /home/anna/.local/pipx/.cache/1234/bin/python                        | swept away
linux   | /home/anna/.cache/pipx/1234/bin/python                               | swept away
"""


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("system", "path"), rows(FINE))
def test_an_ordinary_place_is_fine(system, path):
    assert concerns(path, System(system), base="/usr") == []


@pytest.mark.parametrize(("system", "path", "words"), rows(POOR))
def test_a_place_that_makes_clicks_fail_is_told(system, path, words):
    found = concerns(path, System(system), base="/usr")
    assert len(found) == 1
    assert words in found[0].problem
    assert found[0].cause
    assert found[0].next_step


def test_an_environment_made_from_the_store_python_is_told_as_well():
    base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0"
    found = concerns(r"C:\Lotbook\Scripts\python.exe", System.WINDOWS, base=base)
    assert [each.stops for each in found] == [True]


def test_a_temporary_folder_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (found,) = concerns(str(tmp_path / "venv/bin/python"), System.LINUX, base="/usr")
    assert found.problem.endswith(f"swept away one day: {tmp_path / 'venv/bin/python'}.")
    assert found.cause == "It lies in the folder of temporary files."
    assert concerns(f"{tmp_path}-kept/bin/python", System.LINUX, base="/usr") == []


def test_the_python_of_this_environment_is_named_and_its_link_not_followed():
    assert own_interpreter() == Path(sys.executable).absolute()


def test_of_two_pythons_the_one_that_can_tell_what_went_wrong_is_named(tmp_path):
    for name in ("python.exe", "pythonw.exe"):
        (tmp_path / name).touch()
    assert own_interpreter(str(tmp_path / "pythonw.exe")) == tmp_path / "python.exe"


def test_a_python_that_does_not_know_itself_is_refused():
    with pytest.raises(LotbookError, match="which Python"):
        own_interpreter("")
