"""An installation that is refused half-way leaves no trace but what came; who it belongs to; two Pythons; twice removed."""

import os
from pathlib import Path

import pytest

from lotbook import __version__
from lotbook.cli import main
from lotbook.doors import configuration
from lotbook.doors.installation.plan import calc_steps, excel_steps
from lotbook.doors.installation.receipt import Installed, Receipt, read_receipt, write_receipt
from lotbook.doors.installation.remove_plan import remove_steps
from lotbook.doors.installation.status import ABSENT, CURRENT, GONE, status
from lotbook.doors.installation.step import Program, carry_out
from lotbook.doors.places import Computer, System, places
from lotbook.errors import LotbookError, ReadOnlyError
from tests.doors.computers import linux, macos, package, windows
from tests.doors.test_install import tree

PYTHON = Path("/opt/lotbook/bin/python")
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="a script stands in for LibreOffice's program")


@pytest.fixture
def addin(tmp_path):
    return package(tmp_path / "shipped", "lotbook.xlam", __version__)


@pytest.fixture
def refusing(tmp_path):
    """A LibreOffice whose program for extensions refuses, as it does for root."""
    program = tmp_path / "office" / "unopkg"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\necho 'ERROR: Cannot run unopkg as root without --allow-root.' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    return Program(program.parent)


@POSIX_ONLY
def test_an_extension_that_is_refused_was_never_installed_and_leaves_the_home_as_it_was(
    tmp_path, addin, refusing
):
    computer = linux(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(LotbookError, match="does not let the administrator"):
        carry_out(calc_steps(computer, PYTHON, refusing, oxt=addin))
    assert tree(tmp_path) == before
    assert [part.state for part in status(computer).parts] == [ABSENT]


@POSIX_ONLY
def test_an_upgrade_that_is_refused_leaves_the_receipt_of_the_older_one(tmp_path, addin, refusing):
    computer = linux(tmp_path)
    older = Receipt(extension=Installed("", "0" * 64, "0.0.9"))
    write_receipt(places(computer).receipt, older)
    with pytest.raises(LotbookError):
        carry_out(calc_steps(computer, PYTHON, refusing, oxt=addin))
    assert read_receipt(places(computer).receipt).extension == older.extension


def test_what_came_before_the_refusal_is_noted_and_can_be_removed(tmp_path, addin):
    computer = macos(tmp_path)
    scripts = places(computer).scripts
    scripts.parent.mkdir(parents=True)
    scripts.write_text("a file where the folder of scripts belongs")
    before = tree(tmp_path)
    with pytest.raises(ReadOnlyError):
        carry_out(excel_steps(computer, PYTHON, addin=addin))
    states = {part.name: part.state for part in status(computer).parts}
    assert states["script"] == ABSENT
    assert GONE not in states.values()
    assert places(computer).addin.exists()
    carry_out(remove_steps(computer, Program(None)))
    assert tree(tmp_path) == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away"
)
@pytest.mark.parametrize("action", ["install", "remove"])
def test_with_sudo_nothing_is_installed_into_somebody_elses_home(tmp_path, monkeypatch, capsys, action):
    home = tmp_path / "anna"
    home.mkdir()
    os.chown(home, 65534, 65534)
    monkeypatch.setattr(
        "lotbook.doors.addin.this_computer", lambda: Computer(System.MACOS, {"HOME": str(home)}, home)
    )
    assert main(["addin", action]) == 2
    assert "Run the command without sudo" in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_the_folders_that_windows_moved_to_another_drive_are_used(tmp_path, addin):
    here = windows(tmp_path / "C")
    other = tmp_path / "D" / "Jörg Müller & Söhne's data"
    moved = {
        "USERPROFILE": str(other),
        "APPDATA": str(other / "Roaming"),
        "LOCALAPPDATA": str(other / "Local"),
    }
    computer = Computer(System.WINDOWS, moved, here.home)
    before = tree(tmp_path)
    carry_out(excel_steps(computer, PYTHON, addin=addin))
    assert (other / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "lotbook.xlam").is_file()
    assert tree(tmp_path / "C") == {
        name.removeprefix("C/"): content for name, content in before.items() if name.startswith("C/")
    }
    carry_out(remove_steps(computer, Program(None)))
    assert {name: content for name, content in tree(tmp_path).items() if not name.startswith("D")} == before


def test_a_home_that_cannot_be_written_is_named_with_its_whole_path(tmp_path, addin):
    computer = windows(tmp_path)
    (computer.home / ".lotbook").write_text("a file where the folder belongs")
    with pytest.raises(ReadOnlyError) as told:
        carry_out(excel_steps(computer, PYTHON, addin=addin))
    assert str(computer.home) in told.value.problem


@pytest.mark.parametrize("make", [windows, macos])
def test_of_two_pythons_the_last_one_counts_and_either_removes_all_twice(tmp_path, addin, make, monkeypatch):
    monkeypatch.setattr(
        "lotbook.doors.installation.status.shipped", lambda *parts: addin.with_name(parts[-1])
    )
    computer = make(tmp_path)
    before = tree(tmp_path)
    for python in ("/opt/one/python", "/opt/My Python & Co's/python"):
        carry_out(excel_steps(computer, Path(python), addin=addin))
        found = status(computer)
        assert found.interpreter == str(Path(python))
        assert {part.state for part in found.parts if part.name != "extension"} == {CURRENT}
    for _ in range(2):
        carry_out(remove_steps(computer, Program(None)))
        assert tree(tmp_path) == before
    assert configuration.read(places(computer).configuration).settings == {}
