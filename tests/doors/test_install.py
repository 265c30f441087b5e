"""Install: the add-in stands where Excel loads it, twice is the same as once, and removing takes back exactly that."""

import hashlib
import stat
from pathlib import Path

import pytest

from lotbook import __version__
from lotbook.doors import configuration
from lotbook.doors.installation.files import Copy, put
from lotbook.doors.installation.plan import excel_steps, settings
from lotbook.doors.installation.receipt import read_receipt
from lotbook.doors.installation.remove_plan import remove_steps
from lotbook.doors.installation.script import filled
from lotbook.doors.installation.status import ABSENT, CHANGED, GONE, NEWER, OLDER, status
from lotbook.doors.installation.step import Program
from lotbook.doors.installation.versions import newer, version_of
from lotbook.doors.places import places
from lotbook.errors import MissingFileError, OpenElsewhereError, ReadOnlyError, UsageError
from lotbook.shipped import shipped
from tests.doors.computers import linux, macos, package, windows

PYTHON = Path("/opt/lotbook/bin/python")
NO_OFFICE = Program(None)


@pytest.fixture
def addin(tmp_path):
    return package(tmp_path / "shipped", "lotbook.xlam", __version__)


@pytest.fixture(params=[windows, macos], ids=["windows", "macos"])
def computer(request, tmp_path):
    return request.param(tmp_path)


def done(steps):
    for step in steps:
        step.do()
    return [(step.action, Path(step.place).name) for step in steps if step.told]


def tree(root):
    """Every file with its content, every folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def test_the_add_in_stands_where_excel_loads_it_byte_for_byte(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    assert places(computer).addin.read_bytes() == addin.read_bytes()


def test_the_configuration_names_the_whole_path_of_this_python_and_nothing_else_to_search(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    settings = configuration.read(places(computer).configuration).settings
    key = "INTERPRETER_WIN" if computer.system == "windows" else "INTERPRETER_MAC"
    assert dict(settings) == {
        key: str(PYTHON),
        "PYTHONPATH": "",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "False",
        "LOTBOOK_MAILBOX": str(places(computer).mailbox),
        "LOTBOOK_VERSION": __version__,
    }


def test_a_mac_gets_the_script_with_its_python_filled_in(tmp_path, addin):
    computer = macos(tmp_path)
    done(excel_steps(computer, Path("/Users/anna/my tools/python"), addin=addin))
    script = computer.home / "Library/Application Scripts/com.microsoft.Excel/lotbook.applescript"
    assert script.read_text() == 'property lotbookInterpreter : "/Users/anna/my tools/python"\n'


def test_the_shipped_script_has_its_place_for_python():
    text = filled(shipped("addin", "lotbook.applescript").read_bytes(), "/opt/python").decode()
    assert text.count('property lotbookInterpreter : "/opt/python"\n') == 1


def test_the_shipped_add_in_tells_its_version():
    assert version_of(shipped("addin", "lotbook.xlam")) == __version__


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"])
def test_a_damaged_add_in_has_no_version_and_is_no_error(tmp_path, content):
    path = tmp_path / "lotbook.xlam"
    path.write_bytes(content)
    assert version_of(path) == ""


def test_versions_are_compared_number_by_number():
    assert newer("0.10.0", "0.9.3")
    assert not newer("0.1.0", "0.1.0")


def test_a_script_without_a_place_for_python_is_refused():
    with pytest.raises(MissingFileError, match="damaged"):
        filled(b"-- something else", "/opt/python")


def test_a_mailbox_excel_for_mac_cannot_read_is_not_named(tmp_path):
    assert settings(macos(tmp_path, "jürgen"), PYTHON)["LOTBOOK_MAILBOX"] == ""
    assert settings(windows(tmp_path, "jürgen"), PYTHON)["LOTBOOK_MAILBOX"] != ""


def test_twice_is_the_same_as_once(computer, addin, tmp_path):
    done(excel_steps(computer, PYTHON, addin=addin))
    before = tree(tmp_path)
    steps = done(excel_steps(computer, PYTHON, addin=addin))
    assert {action for action, _ in steps} == {"keep"}
    assert tree(tmp_path) == before


def test_planning_changes_nothing(computer, addin, tmp_path):
    before = tree(tmp_path)
    assert next(step.action for step in excel_steps(computer, PYTHON, addin=addin) if step.told) == "copy"
    assert tree(tmp_path) == before


def test_removing_leaves_the_computer_as_it_was(computer, addin, tmp_path):
    before = tree(tmp_path)
    done(excel_steps(computer, PYTHON, addin=addin))
    done(remove_steps(computer, NO_OFFICE))
    assert tree(tmp_path) == before


def test_removing_brings_back_the_settings_that_stood_there_and_keeps_foreign_ones(computer, addin, tmp_path):
    path = places(computer).configuration
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('"MY OWN","stays"\n"PYTHONPATH","/home/anna/macros"\n')
    before = tree(tmp_path)
    done(excel_steps(computer, PYTHON, addin=addin))
    done(excel_steps(computer, Path("/opt/other/python"), addin=addin))
    done(remove_steps(computer, NO_OFFICE))
    assert tree(tmp_path) == before


def test_a_setting_somebody_changed_since_is_theirs_and_stays(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    path = places(computer).configuration
    configuration.write(path, {"PYTHONPATH": "/home/anna/macros"})
    steps = remove_steps(computer, NO_OFFICE)
    assert any("PYTHONPATH was changed by somebody, kept" in step.told for step in steps)
    done(steps)
    assert path.read_text() == '"PYTHONPATH","/home/anna/macros"\n'


def test_other_add_ins_and_their_folder_stay(computer, addin):
    startup = places(computer).startup
    startup.mkdir(parents=True, exist_ok=True)
    (startup / "personal.xlsb").write_bytes(b"mine")
    done(excel_steps(computer, PYTHON, addin=addin))
    done(remove_steps(computer, NO_OFFICE))
    assert [path.name for path in startup.iterdir()] == ["personal.xlsb"]


def test_removing_works_without_the_receipt(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    places(computer).receipt.unlink()
    done(remove_steps(computer, NO_OFFICE))
    assert not places(computer).addin.exists()
    assert not places(computer).configuration.exists()


def test_removing_where_nothing_is_installed_has_nothing_to_do(computer):
    assert remove_steps(computer, NO_OFFICE) == []


@pytest.mark.parametrize(
    ("there", "told"),
    [("0.0.9", "the older 0.0.9 is replaced by"), ("9.0.0", "the newer 9.0.0 is replaced by")],
)
def test_another_version_is_replaced_and_both_are_named(computer, addin, tmp_path, there, told):
    old = package(tmp_path / "old", "lotbook.xlam", there)
    done(excel_steps(computer, PYTHON, addin=old))
    steps = excel_steps(computer, PYTHON, addin=addin)
    assert told in steps[1].told
    done(steps)
    assert places(computer).addin.read_bytes() == addin.read_bytes()


@pytest.mark.parametrize(("there", "state"), [("0.0.9", OLDER), ("9.0.0", NEWER), (__version__, CHANGED)])
def test_status_tells_another_version_from_a_changed_file(computer, tmp_path, there, state):
    done(excel_steps(computer, PYTHON, addin=package(tmp_path / "old", "lotbook.xlam", there, filler="y")))
    part = status(computer).parts[0]
    assert (part.state, part.version) == (state, there)
    assert part.sha256 == hashlib.sha256(places(computer).addin.read_bytes()).hexdigest()


def test_status_tells_what_was_never_installed_from_what_was_taken_away(computer, addin):
    assert status(computer).parts[0].state == ABSENT
    done(excel_steps(computer, PYTHON, addin=addin))
    places(computer).addin.unlink()
    assert status(computer).parts[0].state == GONE


def test_a_file_windows_marked_as_foreign_is_written_anew_without_the_mark(tmp_path, addin):
    computer = windows(tmp_path)
    done(excel_steps(computer, PYTHON, addin=addin))
    mark = places(computer).addin.with_name("lotbook.xlam:Zone.Identifier")
    mark.write_text("[ZoneTransfer]\nZoneId=3\n")
    steps = excel_steps(computer, PYTHON, addin=addin)
    assert "freed of the mark" in steps[1].told
    done(steps)
    assert not mark.exists()
    assert places(computer).addin.read_bytes() == addin.read_bytes()


def test_an_add_in_that_excel_holds_is_left_alone_and_excel_is_named(computer, addin, tmp_path):
    done(excel_steps(computer, PYTHON, addin=package(tmp_path / "old", "lotbook.xlam", "0.0.9")))
    owner = places(computer).addin.with_name("~$lotbook.xlam")
    owner.write_bytes(b"\x04Anna")
    before = tree(tmp_path)
    with pytest.raises(OpenElsewhereError, match="Excel is open"):
        done(excel_steps(computer, PYTHON, addin=addin))
    with pytest.raises(OpenElsewhereError, match="Excel is open"):
        done(remove_steps(computer, NO_OFFICE))
    assert tree(tmp_path) == before


def test_excel_holding_a_current_add_in_is_no_obstacle(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    places(computer).addin.with_name("~$lotbook.xlam").write_bytes(b"\x04Anna")
    assert {action for action, _ in done(excel_steps(computer, PYTHON, addin=addin))} == {"keep"}


def test_an_interrupted_installation_can_be_taken_back(computer, addin, tmp_path):
    before = tree(tmp_path)
    done(excel_steps(computer, PYTHON, addin=addin)[:2])
    done(remove_steps(computer, NO_OFFICE))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"files": 3}', b"\xff\xfe"])
def test_a_damaged_receipt_counts_as_lost(computer, addin, damage):
    done(excel_steps(computer, PYTHON, addin=addin))
    places(computer).receipt.write_bytes(damage)
    assert read_receipt(places(computer).receipt) is None
    done(remove_steps(computer, NO_OFFICE))
    assert not places(computer).addin.exists()


def test_names_with_blanks_and_letters_from_everywhere_are_fine(tmp_path, addin):
    computer = windows(tmp_path, "Jürgen O'Neill & Söhne")
    before = tree(tmp_path)
    done(excel_steps(computer, Path("C:/Lotbook/python.exe"), addin=addin))
    assert status(computer).interpreter == str(Path("C:/Lotbook/python.exe"))
    done(remove_steps(computer, NO_OFFICE))
    assert tree(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_half_installed(tmp_path, addin):
    computer = windows(tmp_path)
    startup = places(computer).startup
    startup.write_text("a file where the folder should be")
    with pytest.raises(Exception, match=r"lotbook\.xlam cannot be written"):
        done(excel_steps(computer, PYTHON, addin=addin))
    assert not places(computer).configuration.exists()


def test_there_is_no_excel_for_linux(tmp_path, addin):
    with pytest.raises(UsageError, match="no Excel for Linux"):
        excel_steps(linux(tmp_path), PYTHON, addin=addin)


def test_a_mac_without_the_script_is_not_half_installed(tmp_path, addin):
    addin.with_name("lotbook.applescript").unlink()
    with pytest.raises(MissingFileError, match="applescript"):
        excel_steps(macos(tmp_path), PYTHON, addin=addin)


def test_what_is_installed_can_be_read_by_its_person(computer, addin):
    done(excel_steps(computer, PYTHON, addin=addin))
    assert places(computer).addin.stat().st_mode & stat.S_IRUSR


def test_an_add_in_that_vanishes_right_after_is_a_virus_scanners_work(tmp_path, addin, monkeypatch):
    monkeypatch.setattr("lotbook.doors.installation.files.write_whole", lambda path, content: None)
    computer = windows(tmp_path)
    with pytest.raises(MissingFileError, match="is gone or changed") as refused:
        done(excel_steps(computer, PYTHON, addin=addin))
    assert hashlib.sha256(addin.read_bytes()).hexdigest() in refused.value.next_step


def test_a_file_that_windows_does_not_let_go_is_told_as_held_by_excel(tmp_path, addin, monkeypatch):
    def refuses(path, content):
        raise ReadOnlyError(f"{path.name} cannot be written.") from PermissionError(13, "Access is denied")

    computer = windows(tmp_path)
    done(excel_steps(computer, PYTHON, addin=package(tmp_path / "old", "lotbook.xlam", "0.0.9")))
    monkeypatch.setattr("lotbook.doors.installation.files.write_whole", refuses)
    with pytest.raises(OpenElsewhereError, match="because Excel holds it"):
        put(Copy("add-in", addin.read_bytes(), __version__, places(computer).addin))


def test_half_written_copies_of_a_killed_installation_are_swept(tmp_path, addin):
    computer = windows(tmp_path)
    startup = places(computer).startup
    startup.mkdir()
    (startup / ".lotbook-0123456789ab.part").write_bytes(b"PK")
    (startup / ".other-0123456789ab.part").write_bytes(b"not ours")
    done(excel_steps(computer, PYTHON, addin=addin))
    assert sorted(path.name for path in startup.iterdir()) == [".other-0123456789ab.part", "lotbook.xlam"]
