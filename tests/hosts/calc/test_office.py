"""A LibreOffice starts apart from others, is reached from another process, and its end is told in words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lotbook.errors import SpreadsheetError
from lotbook.hosts.calc import engine, office, unolink
from lotbook.hosts.calc.app import HEADLESS_VARIABLE
from lotbook.hosts.calc.profile import write_settings

if TYPE_CHECKING:
    from xlwings import App

needs_office = pytest.mark.libreoffice
IN_A_CHILD = """
import sys
from lotbook.hosts.live.lean import xlwings
from lotbook.hosts.calc import engine
engine.register()
book = xlwings().Book.caller()
sheet = book.sheets[0]
sheet["B1"].value = sheet["A1"].value * 2
print(book.name, book.app.alert("Go on?", "Lotbook", "ok_cancel"))
assert not {"pandas", "numpy", "PIL", "matplotlib"} & set(sys.modules)
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[App]:
    """A LibreOffice that a test may end."""
    app = engine.start()
    yield app
    app.kill()


@needs_office
def test_a_child_process_finds_the_calling_workbook_by_the_protocol_of_runpython(
    spreadsheet: App, tmp_path: Path
) -> None:
    book = spreadsheet.books.add()
    book.save(tmp_path / "shop.xlsx")
    book.sheets[0]["A1"].value = 21
    pipe = spreadsheet.impl.office.pipe
    environment = {**os.environ, office.PIPE_VARIABLE: pipe, HEADLESS_VARIABLE: "1"}
    words = ["--wb=shop.xlsx", "--from_xl=1", "--app=LibreOffice", "--hwnd=0"]
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "shop.xlsx cancel\n"
    assert book.sheets[0]["B1"].value == 42.0
    book.close()


@needs_office
def test_a_question_that_nobody_can_see_is_kept_and_answered_safely_or_as_written_down(
    spreadsheet: App,
) -> None:
    host = spreadsheet.impl
    host.alerts.clear()
    assert spreadsheet.alert("Void it?", "Void COC", "yes_no") == "no"
    host.answers.append("yes")
    assert spreadsheet.alert("Void it?", "Void COC", "yes_no", "critical") == "yes"
    assert [(alert.title, alert.prompt, alert.mode) for alert in host.alerts] == [
        ("Void COC", "Void it?", None),
        ("Void COC", "Void it?", "critical"),
    ]
    assert spreadsheet.visible is False
    with pytest.raises(NotImplementedError, match=r"App\.visible"):
        spreadsheet.visible = True


@needs_office
def test_an_office_that_was_killed_is_told_in_words_and_forgotten(own: App) -> None:
    sheet = own.books.add().sheets[0]
    own.impl.office._process.kill()
    own.impl.office._process.wait(10)
    with pytest.raises(SpreadsheetError, match="closed, or LibreOffice ended"):
        sheet["A1"].value = 1
    assert own.impl.office.alive is False
    own.quit()
    assert own.impl not in list(own.impl.engine.apps)


@needs_office
def test_a_closed_workbook_is_told_in_words(spreadsheet: App) -> None:
    book = spreadsheet.books.add()
    sheet = book.sheets[0]
    book.impl.api.close(True)
    with pytest.raises(SpreadsheetError, match="workbook was closed"):
        _ = sheet["A1"].value


@needs_office
def test_what_libreoffice_throws_passes_through_a_with_block(spreadsheet: App) -> None:
    book = spreadsheet.books.add()
    with (
        pytest.raises(RuntimeError, match="LibreOffice refused"),
        spreadsheet.properties(display_alerts=False),
    ):
        book.sheets[0].range((1, 99999)).value  # noqa: B018
    book.close()


@needs_office
def test_two_offices_stand_beside_each_other(spreadsheet: App, own: App) -> None:
    assert own.pid != spreadsheet.pid
    own.books.add().sheets[0]["A1"].value = "own"
    assert [app.pid for app in own.impl.engine.apps][:1] == [own.pid]
    spreadsheet.activate()
    assert [app.pid for app in own.impl.engine.apps][:1] == [spreadsheet.pid]


@needs_office
def test_a_protected_sheet_refuses_locked_cells_in_words_and_takes_the_others(spreadsheet: App) -> None:
    book = spreadsheet.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = "kept"
    protection = sheet["B1"].api.CellProtection
    protection.IsLocked = False
    sheet["B1"].api.CellProtection = protection
    sheet.api.protect("")
    with pytest.raises(SpreadsheetError, match=r"Sheet1 is protected, so A1 cannot be changed"):
        sheet["A1"].value = "changed"
    sheet["B1"].value = "changed"
    assert sheet["A1:B1"].value == ["kept", "changed"]
    book.close()


@needs_office
def test_a_selection_in_pieces_tells_each_of_its_visible_pieces(spreadsheet: App) -> None:
    book = spreadsheet.books.add()
    sheet = book.sheets[0]
    sheet["A1:A9"].value = [[row] for row in range(1, 10)]
    sheet["7:7"].rows.hidden = True
    pieces = book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for address in ("A2:A3", "A6:A8"):
        pieces.addRangeAddress(sheet[address].api.RangeAddress, False)
    book.impl.controller.select(pieces)
    selected = book.selection
    assert selected.address == "$A$2:$A$3,$A$6:$A$8"
    found = [area.address for area in selected.get_special_cells("visible")]
    assert found == ["$A$2:$A$3", "$A$6", "$A$8"]
    book.close()


@needs_office
def test_a_fresh_profile_that_has_settings_keeps_them(tmp_path: Path) -> None:
    write_settings(tmp_path)
    file = tmp_path / "user" / "registrymodifications.xcu"
    before = file.read_text()
    file.write_text(before.replace("</oor:items>", '<item oor:path="/own"/></oor:items>'))
    write_settings(tmp_path)
    assert file.read_text().count('<item oor:path="/own"/>') == 1
    assert file.read_text().endswith("</oor:items>")


def test_nobody_listening_is_told_at_once() -> None:
    if unolink.trouble() is not None:
        pytest.skip("this Python has no bridge to LibreOffice")
    with pytest.raises(SpreadsheetError, match="does not answer"):
        office.attach("lotbook-nobody-is-here", seconds=0)


def test_a_bridge_of_another_python_is_told_and_never_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = sys.version_info.minor + 1
    (tmp_path / "soffice.bin").write_bytes(b"")
    (tmp_path / "uno.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "libpyuno.so").write_bytes(b"\x7fELF ... libpython3.%d.so.1.0 ..." % other)
    monkeypatch.setenv("LOTBOOK_SOFFICE", str(tmp_path / "soffice.bin"))
    unolink.built_for.cache_clear()
    try:
        found = unolink.trouble()
    finally:
        unolink.built_for.cache_clear()
    assert found is not None
    assert f"LibreOffice speaks with Python 3.{other}" in found.problem
    assert f"--python 3.{other}" in found.next_step


@pytest.mark.parametrize(
    ("bytes_of_bridge", "minor"),
    [
        (b"libpython3.11.so.1.0", 11),
        (b"\0python38.dll\0", 8),
        (b"@loader_path/LibreOfficePython.framework/Versions/3.9/LibreOfficePython", 9),
        (b"nothing", None),
    ],
)
def test_the_python_of_a_bridge_is_read_from_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bytes_of_bridge: bytes, minor: int | None
) -> None:
    (tmp_path / "soffice.bin").write_bytes(b"")
    (tmp_path / "libpyuno.so").write_bytes(bytes_of_bridge)
    monkeypatch.setenv("LOTBOOK_SOFFICE", str(tmp_path / "soffice.bin"))
    unolink.built_for.cache_clear()
    try:
        assert unolink.built_for() == minor
    finally:
        unolink.built_for.cache_clear()


@needs_office
def test_loading_the_bridge_leaves_pythons_own_import_alone() -> None:
    code = (
        "import builtins, sys; before = builtins.__import__, list(sys.path)\n"
        "from lotbook.hosts.calc.unolink import uno; uno()\n"
        "assert (builtins.__import__, sys.path) == before"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_another_python_in_front_does_not_lead_libreoffices_own_astray(tmp_path):
    (tmp_path / "python3").touch()
    found = office._surroundings({"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONPATH": "x", "LANG": "C"})
    assert found == {"PATH": f"/usr/bin:/bin:{tmp_path}", "LANG": "C"}
