"""Undo: byte for byte where nobody changed the workbook since, cell by cell where somebody did, or a clear no."""

from datetime import UTC, date, datetime

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undo import plan
from lotbook.domain.edits import Append, Edit, Issued, Plan, Report
from lotbook.errors import UndoError
from lotbook.hosts.entries import Entry, State
from lotbook.hosts.journal import Journal
from lotbook.hosts.rows_now import RowsNow
from lotbook.tables.records import Records

EDIT = Edit("Receiving", 5, "Lot ID", None, "PLY-0524-001", "PLY-0524-001")


def entry(number, command="assign", *, before, after, state=State.COMMITTED, **more):
    empty = {"edits": (), "appends": (), "rows": (), "links": (), "reports": (), "issued": (), "details": {}}
    told = {**empty, **more}
    return Entry(
        number=number, at=datetime(2024, 5, 3, tzinfo=UTC), who="Anna", command=command, summary="done",
        state=state, before=before, after=after, hash="", **told,
    )  # fmt: skip


def always(_):
    return True


def never(_):
    return False


def test_the_last_change_is_taken_back_by_its_snapshot_when_the_workbook_is_as_it_left_it():
    entries = [entry(1, before="a", after="b", edits=(EDIT,)), entry(2, before="b", after="c", edits=(EDIT,))]
    taken = plan(entries, "c", always)
    assert (taken.entry.number, taken.whole, taken.plan.edits) == (2, True, ())
    assert taken.plan.details == {"undoes": 2}


def test_a_workbook_that_was_saved_since_is_put_back_cell_by_cell():
    taken = plan([entry(1, before="a", after="b", edits=(EDIT,))], "saved by Excel", always)
    assert (taken.whole, taken.plan.edits) == (False, (EDIT._replace(old="PLY-0524-001", new=None),))


def test_a_change_whose_snapshot_is_gone_is_put_back_cell_by_cell():
    taken = plan([entry(1, before="a", after="b", edits=(EDIT,))], "b", never)
    assert (taken.whole, len(taken.plan.edits)) == (False, 1)


def test_what_was_taken_back_already_or_never_done_is_left_out():
    entries = [
        entry(1, before="a", after="b", edits=(EDIT,)),
        entry(2, before="b", after="c", edits=(EDIT,)),
        entry(3, "undo", before="c", after="b", details={"undoes": 2}),
        entry(4, before="b", after="d", edits=(EDIT,), state=State.ABANDONED),
        entry(5, "verify", before="", after="", state=State.NOTED),
        entry(6, "mail", before="b", after="b"),
    ]
    taken = plan(entries, "b", always)
    assert (taken.entry.number, taken.whole) == (1, True)


def test_an_undo_that_failed_took_nothing_back():
    entries = [
        entry(1, before="a", after="b", edits=(EDIT,)),
        entry(2, "undo", before="b", after="a", details={"undoes": 1}, state=State.ABANDONED),
    ]
    assert plan(entries, "b", always).entry.number == 1


def test_rows_that_were_added_are_not_deleted_from_a_workbook_that_was_saved_since():
    added = entry(1, before="a", after="b", appends=(Append("Cuts", {}),), rows=(17,))
    assert plan([added], "b", always).whole
    with pytest.raises(UndoError, match="Cuts row 17"):
        plan([added], "saved by Excel", always)


@pytest.mark.parametrize("fingerprint", ["b", "saved by Excel"])
def test_an_issued_certificate_is_never_taken_back(fingerprint):
    row = Append("Certificates", {"Certificate ID": "COC-0001"}, "COC-0001")
    issued = entry(1, "issue", before="a", after="b", appends=(row,), rows=(2,))
    with pytest.raises(UndoError, match=r"COC-0001.*Void"):
        plan([issued], fingerprint, always)


def test_a_rebuilt_report_does_not_stand_in_the_way():
    entries = [
        entry(1, before="a", after="b", edits=(EDIT,)),
        entry(2, "check", before="b", after="c", reports=("Check results",)),
    ]
    assert plan(entries, "c", always).entry.number == 2
    assert plan(entries, "saved by Excel", always).entry.number == 1
    with pytest.raises(UndoError, match="Check results"):
        plan(entries[1:], "saved by Excel", always)


def test_nothing_to_take_back_is_told():
    with pytest.raises(UndoError, match="nothing to take back"):
        plan([], "a", always)


# On real workbooks

LOTS = [
    {"Lot ID": "PLY-0524-001", "Received on": date(2024, 5, 3), "Material": "PLY", "Status": "Released"},
    {"Received on": date(2024, 5, 31), "Material": "PLY"},
]
MATERIALS = [{"Material": "PLY", "Description": "Plywood", "Family": "Wood", "Unit": "sheet"}]


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows={"Receiving": LOTS, "Materials": MATERIALS})
    return path


def lots(path):
    sheet = openpyxl.load_workbook(path)["Receiving"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    return [
        (sheet.cell(row, headers["Lot ID"]).value, sheet.cell(row, headers["Status"]).value) for row in (2, 3)
    ]


def typed(path, sheet, cell, value):
    """Somebody opens the workbook, types into a cell and saves."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_undo_puts_the_file_back_byte_for_byte_and_the_number_stays_used(shop, capsys):
    before = shop.read_bytes()
    assert main(["assign", str(shop)]) == 0
    assert lots(shop)[1] == ("PLY-0524-002", "Quarantine")
    assert main(["undo", str(shop), "--who", "Ben"]) == 0
    assert shop.read_bytes() == before
    assert "Not given out again: PLY-0524-002." in capsys.readouterr().out
    assert main(["assign", str(shop)]) == 0
    assert lots(shop)[1] == ("PLY-0524-003", "Quarantine")
    assert Journal(shop.with_suffix(".lotbook")).verify() == []


def test_undo_after_somebody_saved_keeps_what_they_typed(shop):
    main(["assign", str(shop)])
    typed(shop, "Receiving", "H2", 20)
    assert main(["undo", str(shop)]) == 0
    assert lots(shop) == [("PLY-0524-001", "Released"), (None, None)]
    assert openpyxl.load_workbook(shop)["Receiving"]["H2"].value == 20


def test_undo_refuses_when_a_cell_no_longer_holds_what_was_written_and_changes_nothing(shop, capsys):
    main(["assign", str(shop)])
    status = openpyxl.load_workbook(shop)["Receiving"]
    column = next(cell.column_letter for cell in status[1] if cell.value == "Status")
    typed(shop, "Receiving", f"{column}3", "Released")
    content = shop.read_bytes()
    assert main(["undo", str(shop)]) == 25
    assert "Released" in capsys.readouterr().err
    assert shop.read_bytes() == content


def test_two_commands_are_taken_back_one_after_the_other(shop):
    first = shop.read_bytes()
    main(["assign", str(shop)])
    second = shop.read_bytes()
    with open_workbook(shop, writing=True) as book:
        book.write(Plan("test", "note", edits=(Edit("Receiving", 2, "Note", None, "=1+1"),)), who="Anna")
    assert main(["undo", str(shop)]) == 0
    assert shop.read_bytes() == second
    assert main(["undo", str(shop)]) == 0
    assert shop.read_bytes() == first
    assert main(["undo", str(shop)]) == 25


def test_a_damaged_snapshot_is_not_used(shop, capsys):
    main(["assign", str(shop)])
    content = shop.read_bytes()
    (snapshot,) = (shop.with_suffix(".lotbook") / "snapshots").iterdir()
    build_workbook(snapshot, rows={})
    assert main(["undo", str(shop)]) == 25
    assert "not as it was kept" in capsys.readouterr().err
    assert shop.read_bytes() == content


def test_a_dry_run_tells_and_changes_nothing(shop, capsys):
    main(["assign", str(shop)])
    content = shop.read_bytes()
    journal = (shop.with_suffix(".lotbook") / "journal.jsonl").read_bytes()
    capsys.readouterr()
    assert main(["undo", str(shop), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("Would take back entry 1, assign")
    assert shop.read_bytes() == content
    assert (shop.with_suffix(".lotbook") / "journal.jsonl").read_bytes() == journal


def test_numbers_and_rows_and_reports_of_real_plans_come_back(shop):
    before = shop.read_bytes()
    made = Plan(
        "cut",
        "One cut.",
        appends=(Append("Cuts", {"Cut ID": "CUT-0001", "From": "PLY-0524-001"}, "CUT-0001"),),
        reports=(Report("Check results", ()),),
        issued=(Issued("CUT", 1, "CUT-0001"),),
    )
    with open_workbook(shop, writing=True) as book:
        book.write(made, who="Anna")
    assert main(["undo", str(shop)]) == 0
    assert shop.read_bytes() == before


def sorted_by_hand(path, first, second):
    """Two rows of Receiving change places, as when a person sorts the table."""
    book = openpyxl.load_workbook(path)
    page = book["Receiving"]
    for upper, lower in zip(page[first], page[second], strict=True):
        upper.value, lower.value = lower.value, upper.value
    book.save(path)


def held(path):
    """Lot ID -> Status of every delivery."""
    with open_workbook(path) as book:
        return {lot.lot_id: lot.status for lot in Records(book).receiving}


@pytest.fixture
def two_lots(tmp_path):
    """Lot A1 in row 2 was put on hold by hand, lot A2 in row 3 by a command."""
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows={"Receiving": [{"Lot ID": "A1"}, {"Lot ID": "A2"}]})
    with open_workbook(path, writing=True) as book:
        book.write(
            Plan("recall", "hold", edits=(Edit("Receiving", 2, "Status", None, "Hold", "A1"),)), who="Anna"
        )
        book.write(
            Plan("recall", "hold", edits=(Edit("Receiving", 3, "Status", None, "Hold", "A2"),)), who="Anna"
        )
    return path


def test_undo_finds_the_row_again_after_the_sheet_was_sorted(two_lots):
    sorted_by_hand(two_lots, 2, 3)
    assert main(["undo", str(two_lots), "--who", "Anna"]) == 0
    assert held(two_lots) == {"A1": "Hold", "A2": None}


def test_undo_touches_no_row_that_took_the_place_of_a_deleted_one(two_lots, capsys):
    book = openpyxl.load_workbook(two_lots)
    book["Receiving"]["A3"] = "A9"  # somebody typed another delivery over it
    book.save(two_lots)
    assert main(["undo", str(two_lots), "--who", "Anna"]) == UndoError.exit_code
    assert "A2" in capsys.readouterr().err
    assert held(two_lots) == {"A1": "Hold", "A9": "Hold"}


def test_a_row_that_stands_twice_is_told_apart_by_its_place_or_not_at_all(two_lots):
    with open_workbook(two_lots) as book:
        assert RowsNow(book).row("Receiving", 3, "a2") == 3
        assert RowsNow(book).row("Receiving", 7, "A2") == 3
        assert RowsNow(book).row("Receiving", 3, "A7") is None
        assert RowsNow(book).row("Receiving", 9, "A7") == 9
    book = openpyxl.load_workbook(two_lots)
    book["Receiving"]["A2"] = "A2"
    book.save(two_lots)
    with open_workbook(two_lots) as book:
        assert RowsNow(book).row("Receiving", 2, "A2") == 2
        assert RowsNow(book).row("Receiving", 9, "A2") is None
