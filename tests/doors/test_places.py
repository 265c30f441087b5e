"""Places: each system keeps its files where its programs look for them."""

from pathlib import Path

import pytest

from lotbook.doors.places import Computer, System, interpreter_key, places
from tests.doors.computers import linux, macos, windows

# What, and where below the person's folder: windows | macos | linux
TABLE = """
configuration  | .lotbook/lotbook.conf                           | Library/Containers/com.microsoft.Excel/Data/lotbook.conf | .config/lotbook/lotbook.conf
receipt        | .lotbook/installed.json                         | Library/Application Support/Lotbook/installed.json | .config/lotbook/installed.json
startup        | AppData/Roaming/Microsoft/Excel/XLSTART         | Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel |
scripts        |                                                 | Library/Application Scripts/com.microsoft.Excel |
mailbox        | AppData/Local/Lotbook/mailbox                   | Library/Containers/com.microsoft.Excel/Data/lotbook/mailbox | .local/state/lotbook/mailbox
logs           | AppData/Local/Lotbook/logs                      | Library/Containers/com.microsoft.Excel/Data/lotbook/logs | .local/state/lotbook/logs
office_profile | AppData/Roaming/LibreOffice/4                   | Library/Application Support/LibreOffice/4 | .config/libreoffice/4
"""


@pytest.mark.parametrize("number", [1, 2, 3], ids=["windows", "macos", "linux"])
def test_every_place_is_where_the_systems_own_programs_look(tmp_path, number):
    computer = [windows, macos, linux][number - 1](tmp_path)
    found = places(computer)._asdict()
    for line in TABLE.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        wanted = computer.home / cells[number] if cells[number] else None
        assert found.pop(cells[0]) == wanted, cells[0]
    assert found == {}


def test_finding_places_makes_no_folder(tmp_path):
    computer = Computer(System.WINDOWS, {}, tmp_path / "nobody")
    assert not places(computer).configuration.parent.exists()
    assert not (tmp_path / "nobody").exists()


def test_a_roaming_folder_that_was_moved_is_followed(tmp_path):
    computer = windows(tmp_path)
    moved = computer._replace(environment={**computer.environment, "APPDATA": r"\\server\profiles\anna"})
    assert str(places(moved).startup).startswith(r"\\server\profiles\anna")


@pytest.mark.parametrize("named", ["", "state", "./state"])
def test_a_state_folder_that_is_no_whole_path_counts_as_not_set(tmp_path, named):
    computer = linux(tmp_path)
    odd = computer._replace(environment={"XDG_STATE_HOME": named, "XDG_CONFIG_HOME": named})
    assert places(odd).mailbox == computer.home / ".local/state/lotbook/mailbox"
    assert places(odd).configuration == computer.home / ".config/lotbook/lotbook.conf"


def test_a_state_folder_that_is_a_whole_path_is_used(tmp_path):
    odd = linux(tmp_path)._replace(environment={"XDG_STATE_HOME": "/var/anna"})
    assert places(odd).mailbox == Path("/var/anna/lotbook/mailbox")


def test_each_system_names_its_python_by_a_key_of_its_own():
    assert [interpreter_key(each) for each in System] == [
        "INTERPRETER_WIN",
        "INTERPRETER_MAC",
        "INTERPRETER_LINUX",
    ]
