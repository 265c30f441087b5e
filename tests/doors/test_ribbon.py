"""A click as a process of its own: xlwings' RunPython protocol, and the short bridge, into a live spreadsheet."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lotbook.hosts.live.book import LiveBook
from tests.hosts.live.shops import cell, opened, small_in

pytestmark = pytest.mark.libreoffice

RUN_PYTHON = "import lotbook.doors.ribbon as r; r.click({control!r})"
HEAVY = {"numpy", "pandas", "matplotlib", "PIL", "openpyxl", "docxtpl", "pikepdf", "reportlab"}


@pytest.fixture(scope="module")
def book(spreadsheet, tmp_path_factory):
    with opened(spreadsheet, small_in(tmp_path_factory.mktemp("a folder & more"))) as open_book:
        open_book.sheets["Materials"].range("A2").value = "STL"
        page = open_book.sheets["Receiving"]
        page.range("E2:E31").value = [["STL"]] * 30
        page.range("B2:B31").value = 45415  # 3 May 2024
        yield open_book


def started(book, *words, name=None):
    """A child process as Excel or the toolbar starts it."""
    told = (f"--wb={name or book.name}", "--from_xl=1", "--app=x", "--hwnd=0")
    environment = {**os.environ, "LOTBOOK_CALC_PIPE": book.app.impl.office.pipe}
    return subprocess.Popen(
        [sys.executable, *words, *told], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip


def ended(process):
    out, error = process.communicate(timeout=120)
    return process.returncode, out, error


def stand(book, sheet, address):
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()


def test_run_python_carries_the_click_out_on_the_calling_workbook(book):
    stand(book, "Receiving", "A2:A3")
    code, _, error = ended(started(book, "-c", RUN_PYTHON.format(control="assign")))
    assert (code, error) == (0, "")
    assert [cell(book, "Receiving", f"A{row}") for row in (2, 3, 4)] == ["STL-0524-001", "STL-0524-002", None]


def test_the_bridge_does_the_same(book):
    stand(book, "Receiving", "A4:A5")
    code, _, error = ended(started(book, "-m", "lotbook.doors.bridge", "assign"))
    assert (code, error) == (0, "")
    assert cell(book, "Receiving", "A5") == "STL-0524-004"


def test_two_clicks_at_once_never_give_one_number_twice(book):
    """Both number everything that waits; one finds it done, or each numbers its part."""
    stand(book, "Start", "A1")
    both = [started(book, "-m", "lotbook.doors.bridge", "assign") for _ in range(2)]
    codes = [ended(process)[0] for process in both]
    assert set(codes) <= {0, 1, 18}
    page = book.sheets["Receiving"]
    given = page.range("A2:A31").value
    assert None not in given
    assert len(set(given)) == 30
    live = LiveBook(book)
    assert live.journal.verify() == []
    issued = [each.identifier for entry in live.journal.entries() for each in entry.issued]
    assert len(set(issued)) == len(issued)


def test_a_name_with_an_equals_sign_is_refused_before_xlwings_cuts_it_off(book):
    code, _, error = ended(started(book, "-m", "lotbook.doors.bridge", "check", name="a=b.xlsx"))
    assert code == 2
    assert "holds the sign =" in error


def test_an_unknown_button_does_nothing(book):
    before = len(LiveBook(book).journal.entries())
    code, _, _ = ended(started(book, "-m", "lotbook.doors.bridge", "nonsense"))
    assert code == 2
    assert len(LiveBook(book).journal.entries()) == before


def test_by_hand_it_says_where_it_belongs():
    environment = {name: value for name, value in os.environ.items() if name != "LOTBOOK_CALC_PIPE"}
    done = subprocess.run(
        [sys.executable, "-m", "lotbook.doors.bridge", "recall"], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 29
    assert "lotbook --help" in done.stderr


def test_a_cold_click_imports_no_heavy_library(book):
    """Only the picture of a recall needs one, after its answer stands."""
    script = "import sys; from lotbook.doors.bridge import main; sys.argv.insert(1, 'check'); main(); print(*sys.modules)"
    code, out, error = ended(started(book, "-c", script))
    assert (code, error) == (0, "")
    assert not set(out.split()) & HEAVY
