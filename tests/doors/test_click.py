"""A click on the open workbook: the command line's own answer, shown where people look, and nothing else moved."""

from __future__ import annotations

import json
import shutil

import pytest

from lotbook.artefacts.demo.certificates import make_certificates
from lotbook.artefacts.demo.registers import certified_order
from lotbook.cli import command
from lotbook.commands.shell.arguments import parsed
from lotbook.commands.shell.session import perform
from lotbook.doors.click import CHANGED_MEANWHILE, NOT_SAVED, click
from lotbook.doors.prompts import Scripted
from lotbook.errors import SpreadsheetError
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook
from lotbook.tables.records import Records
from tests.hosts.live.shops import WORKBOOK, cell, demo_in, opened, small_in

pytestmark = pytest.mark.libreoffice

# What differs from one run to the next, or names the folder.
PASSING = {
    "workbook", "entry", "elapsed_seconds", "recalled_at", "checked_at", "manifest_sha256", "files", "package", "open",
    "exported", "notices", "pdf_engine", "remarks",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(spreadsheet, tmp_path_factory):
    """The open demo workbook; the tests of this file work on it one after the other."""
    path = demo_in(tmp_path_factory.mktemp("shop"))
    make_certificates(WORKBOOK / "demo", path.parent)
    with opened(spreadsheet, path) as open_book:
        yield open_book


@pytest.fixture(scope="module")
def copy(book, tmp_path_factory):
    """A closed copy of the same workbook, for the command line."""
    folder = tmp_path_factory.mktemp("copy")
    path = folder / "copy.xlsx"
    shutil.copy(book.fullname, path)
    shutil.copytree(LiveBook(book).folder / "certificates", folder / "certificates")
    return path


def stand(book, sheet, address):
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()


def clicked(book, control, sheet="Start", address="A1", *answers):
    stand(book, sheet, address)
    prompts = Scripted(answers)
    return click(control, book, prompts), prompts


def typed(copy, verb, *words):
    """What the command line answers."""
    known = command(verb)
    options = parsed(known, (str(copy), *words))
    if not known.writes:
        options.dry_run = False
    return perform(known, options).json


def alike(answer):
    plain = json.loads(json.dumps(answer, default=str))
    return {name: value for name, value in plain.items() if name not in PASSING}


@pytest.fixture(scope="module")
def walked(book, copy):
    """A walk through the buttons, one after the other, and the same commands on the closed copy: pairs of answers."""
    order = certified_order(WORKBOOK / "demo")
    row = next(o.row for o in Records(FileBook.open(copy)).orders if o.order_id == order)
    steps = [
        (("check", "Orders", "B5"), ("check",)),
        (("assign", "Receiving", "A60:A63"), ("assign", "--sheet", "Receiving", "--rows", "60,61,62,63")),
        (("assign", "Orders", "B5"), ("assign",)),
        (("recall", "Receiving", "F14"), ("recall", "--heat", "PX-2309-4553")),
        (("origin", "Shipments", "C10"), ("origin", "ORD-0008")),
        (("find", "Start", "A1", "ACR-0923"), ("find", "ACR-0923")),
        (("ready", "Orders", f"A{row}"), ("ready", order)),
        (("issue", "Orders", f"A{row}"), ("issue", order)),
        (("void", "Certificates", "A2", "wrong heat"), ("void", "COC-0001 A", "--reason", "wrong heat")),
    ]  # fmt: skip
    pairs = {}
    for (control, *where), words in steps:
        outcome, _ = clicked(book, control, *where)
        pairs[control, *where] = alike(outcome.json), alike(typed(copy, *words))
    with LiveBook(book).opened(writing=False) as live:
        commands = [entry.command for entry in live.journal.entries()]
        pairs["journal"] = commands, [entry.command for entry in FileBook.open(copy).journal.entries()]
    return pairs


def test_every_button_answers_what_the_command_line_answers(walked):
    for step, (clicked_answer, typed_answer) in walked.items():
        assert clicked_answer == typed_answer, step


def test_the_open_workbook_and_the_closed_one_hold_the_same_rows_afterwards(walked, book, copy):
    assert walked
    with LiveBook(book).opened(writing=False) as live, FileBook.open(copy) as file:
        ours, theirs = Records(live), Records(file)
        for name in ("cuts", "manufacture", "orders", "shipments", "certificates"):
            mine, other = list(getattr(ours, name)), list(getattr(theirs, name))
            if name == "certificates":  # its hour and its fingerprint are its own
                mine, other = (
                    [row._replace(issued_at="", sha256="") for row in rows] for rows in (mine, other)
                )
            assert mine == other, name


def test_issue_saves_links_the_certificate_and_names_its_package(walked, book):
    assert walked
    row = next(s.row for s in Records(FileBook.open(book.fullname)).shipments if s.certificate == "COC-0001")
    link = book.sheets["Shipments"].range(f"K{row}").hyperlink
    path = LiveBook(book).folder / link.replace("%20", " ")
    assert path.suffix == ".pdf"
    assert path.is_file()
    with FileBook.open(book.fullname) as file:
        certificate = next(iter(Records(file).certificates))
    assert (certificate.certificate_id, certificate.revision) == ("COC-0001", "A")


def test_the_journal_of_the_clicks_is_whole_and_what_left_the_house_is_not_undone(walked, book):
    assert walked["journal"][0][-2:] == ["issue", "void"]
    live = LiveBook(book)
    assert live.journal.verify() == []
    if live.journal.entries()[-1].command == "void":
        outcome, prompts = clicked(book, "undo", "Start", "A1", True)
        assert outcome.exit_code == 25
        assert "register of certificates" in prompts.told[0][1]


def test_check_shows_its_sheet_with_the_cursor_on_the_first_finding(book):
    _, prompts = clicked(book, "check", "Orders", "B5")
    assert (book.selection.sheet.name, book.selection.address) == ("Check results", "$C$7")
    assert prompts.told == []
    assert book.sheets["Check results"].range("C7").formula.startswith("=HYPERLINK(")


def test_next_finding_goes_from_one_cell_to_the_next(book):
    clicked(book, "check")
    stand(book, "Check results", "C7")
    first = click("next-finding", book, Scripted())
    second = click("next-finding", book, Scripted())
    assert (first.json["number"], second.json["number"]) == (1, 2)
    assert book.selection.sheet.name == second.json["sheet"]
    assert book.selection.address.replace("$", "") == second.json["cell"]
    stand(book, "Start", "A1")
    assert click("next-finding", book, Scripted()).json["number"] == 1


def test_recall_shows_its_sheet_with_links_and_the_chain(book):
    outcome, prompts = clicked(book, "recall", "Receiving", "A14")
    assert outcome.json["written"]
    assert (book.selection.sheet.name, prompts.told) == ("Recall", [])
    page = book.sheets["Recall"]
    pictures = [picture.name for picture in page.pictures]
    assert pictures == ["Lotbook chain"]
    clicked(book, "recall", "Receiving", "A14")
    assert [picture.name for picture in page.pictures] == ["Lotbook chain"]
    column = [text for text in page.range("A1:A200").value if text]
    assert column.index("4. The chain") > column.index("2. Who received what")


def test_assign_takes_only_visible_selected_rows(spreadsheet, tmp_path):
    path = small_in(tmp_path)
    with opened(spreadsheet, path) as book:
        page = book.sheets["Receiving"]
        book.sheets["Materials"].range("A2").value = "STL"
        page.range("E2:E31").value = [["STL"]] * 30
        page.range("B2:B31").value = 45415  # 3 May 2024
        page.range("5:8").rows.hidden = True
        outcome, _ = clicked(book, "assign", "Receiving", "A4:C10")
        assert [each["row"] for each in outcome.json["assigned"]] == [4, 9, 10]
        assert (book.selection.sheet.name, book.selection.address) == ("Receiving", "$A$4:$C$10")
        assert page.range("5:8").rows.hidden


def test_undo_shows_what_it_takes_back_and_takes_it_back_only_then(book):
    book.sheets["Receiving"].range("A63").value = None
    clicked(book, "assign", "Receiving", "A63:B63")
    given = cell(book, "Receiving", "A63")
    _, prompts = clicked(book, "undo")
    assert given in prompts.told[-1][1]
    assert cell(book, "Receiving", "A63") == given
    outcome, prompts = clicked(book, "undo", "Start", "A1", True)
    assert outcome.json["way"] == "cells"
    assert prompts.told[-1][1].startswith("Took back")
    assert cell(book, "Receiving", "A63") is None


def test_find_goes_to_the_next_hit_with_each_click(book):
    clicked(book, "find", "Start", "A1", "ACR-0923-01")
    first = book.selection.sheet.name, book.selection.address
    click("find", book, Scripted(["ACR-0923-01"]))
    assert (book.selection.sheet.name, book.selection.address) != first


def test_settings_and_help_change_nothing(book):
    before = len(LiveBook(book).journal.entries())
    clicked(book, "settings")
    assert book.selection.sheet.name == "Settings"
    _, prompts = clicked(book, "help")
    assert "Recall" in prompts.told[0][1]
    assert len(prompts.told[0][1].split("\n")) <= 12
    assert len(LiveBook(book).journal.entries()) == before


def test_cancelling_a_question_changes_nothing(walked, book):
    assert walked
    before = len(LiveBook(book).journal.entries())
    for control in ("void", "find", "undo"):
        outcome, _ = clicked(book, control, "Certificates", "A2")
        assert outcome.exit_code in (0, 25)
    assert len(LiveBook(book).journal.entries()) == before


@pytest.mark.parametrize("control", ["import", "nonsense", "recall; rm", "../recall", ""])
def test_only_registered_buttons_are_carried_out(book, control):
    outcome, prompts = clicked(book, control)
    assert outcome.exit_code == 2
    assert "no button" in prompts.told[0][1]


@pytest.mark.parametrize("name", ["lotbook.conf", "_Lotbook.conf", "xlwings.conf", "tools.PY"])
def test_a_workbook_that_would_steer_python_is_refused(book, name):
    page = book.sheets.add(name)
    try:
        outcome, prompts = clicked(book, "check")
        assert outcome.exit_code == 28
        assert name in prompts.told[0][1]
    finally:
        page.delete()


def test_a_click_does_not_wait_for_ever_for_another_command(book, monkeypatch):
    monkeypatch.setattr("lotbook.doors.click.PATIENCE", 0.2)
    with LiveBook(book).opened(writing=True):
        outcome, prompts = clicked(book, "assign", "Receiving", "A63:B63")
    assert outcome.exit_code == 18
    assert "Another Lotbook command" in prompts.told[0][1]
    assert cell(book, "Receiving", "A63") is None


def test_a_protected_sheet_is_told_in_words(book):
    page = book.sheets["Receiving"]
    page.api.protect("secret")
    try:
        outcome, prompts = clicked(book, "assign", "Receiving", "A63:B63")
        assert outcome.exit_code == 17
        assert "Receiving is protected" in prompts.told[0][1]
        assert cell(book, "Receiving", "A63") is None
    finally:
        page.api.unprotect("secret")


def test_cancelling_the_question_after_an_answer_still_shows_the_answer(book):
    """Check certificates proposes what may be released and asks who does it; Cancel leaves all as it is."""
    outcome, prompts = clicked(book, "certs")
    asked = [title for title, _ in prompts.told]
    assert outcome.json["proposed"] or "Release" not in asked
    assert prompts.told[-1][0] == "Check certificates"
    assert "refused" not in outcome.json


def test_a_failed_save_after_issuing_is_said(walked, book, monkeypatch):
    """The register's row stands in the open workbook only; a person must save it."""
    assert walked
    monkeypatch.setattr(LiveBook, "save", lambda _: 1 / 0)
    page = book.sheets["Certificates"]
    page.range("F2").value = "Issued"
    outcome, prompts = clicked(book, "void", "Certificates", "A2", "again")
    assert outcome.exit_code == 0
    assert NOT_SAVED in prompts.told[-1][1]


def test_a_workbook_never_saved_is_refused_in_words(spreadsheet):
    new = spreadsheet.books.add()
    try:
        prompts = Scripted()
        outcome = click("check", new, prompts)
        assert outcome.exit_code == 11
        assert "not been saved" in prompts.told[0][1]
    finally:
        new.close()


class Interrupted(Scripted):
    """A person who is slow to answer: something else happens while the first question stands there."""

    def __init__(self, meanwhile, answers):
        super().__init__(answers)
        self._meanwhile = [meanwhile]

    def confirm(self, title, text):
        if self._meanwhile:
            self._meanwhile.pop()()
        return super().confirm(title, text)


def test_only_what_was_shown_is_taken_back(spreadsheet, tmp_path):
    with opened(spreadsheet, small_in(tmp_path)) as book:
        page = book.sheets["Receiving"]
        book.sheets["Materials"].range("A2").value = "STL"
        page.range("E2:E5").value = [["STL"]] * 4
        page.range("B2:B5").value = 45415  # 3 May 2024
        clicked(book, "assign", "Receiving", "A2:A3")
        stand(book, "Receiving", "A4:A5")
        later = Interrupted(lambda: click("assign", book, Scripted()), [True, False])
        click("undo", book, later)
        first, second = (text for _, text in later.told[:2])
        assert "Took back" not in str(later.told)
        assert second.startswith(CHANGED_MEANWHILE)
        assert "Receiving row 2" in first
        assert "Receiving row 4" in second
        assert all(page.range("A2:A5").value)


@pytest.mark.parametrize("reads", [0, 1, 3, 6])
def test_a_workbook_closed_in_the_middle_of_a_click_is_told_in_words(
    spreadsheet, tmp_path, monkeypatch, reads
):
    book = spreadsheet.books.open(str(small_in(tmp_path)))
    book.sheets["Receiving"].range("A2").value = "L-1"
    stand(book, "Receiving", "A2")
    read, done = LiveBook.view, []

    def closing(live, *given):
        done.append(given)
        if len(done) == reads + 1:
            book.close()
        return read(live, *given)

    monkeypatch.setattr(LiveBook, "view", closing)
    prompts = Scripted()
    outcome = click("recall", book, prompts, lambda _: None)
    assert outcome.exit_code == SpreadsheetError.exit_code
    assert "closed" in prompts.told[-1][1]


def test_an_undo_that_was_not_saved_can_be_done_again(spreadsheet, tmp_path):
    path = small_in(tmp_path)
    with opened(spreadsheet, path) as book:
        book.sheets["Materials"].range("A2").value = "STL"
        book.sheets["Receiving"].range("E2:E5").value = [["STL"]] * 4
        book.sheets["Receiving"].range("B2:B5").value = 45415  # 3 May 2024
        clicked(book, "assign", "Receiving", "A2:A3")
        book.save()
        clicked(book, "undo", "Start", "A1", True)
        assert cell(book, "Receiving", "A2") is None
    with opened(spreadsheet, path) as book:  # closed without saving: the number is back
        assert cell(book, "Receiving", "A2")
        outcome, _ = clicked(book, "undo", "Start", "A1", True)
        assert outcome.json["undone"] == 2
        assert cell(book, "Receiving", "A2") is None
