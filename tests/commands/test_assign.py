"""Assign IDs: which rows get which number, and why a row gets none."""

import json
import subprocess
import sys
import time
from datetime import date

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.assign import COMMAND, plan, rows_of
from lotbook.commands.shell.workbook import open_workbook
from lotbook.errors import UsageError
from lotbook.hosts.entries import State
from lotbook.hosts.journal import Journal
from lotbook.tables.records import Records
from tests.story import source

MATERIALS = """
    Materials
    Material | Description | Family    | Unit  | Lot ID from         | Lot ID format
    PLY      | Plywood     | Wood      | sheet |                     |
    AL6      | 6061 plate  | Aluminium | sheet |                     |
    PET      | Filament    | Plastic   | kg    | Heat on certificate |
    ALPLATE  | Own format  | Aluminium | sheet |                     | AP{yyyy}-{seq:04}
    MAR      | Maraging    | Alloy steel | pcs |                     | {material}-{seq:02}
    BAD/1    | Slash       | Aluminium | pcs   |                     |
    WRONG    | Wrong       | Aluminium | pcs   |                     | {seq:03}-{material}
"""


def records(text):
    return Records(source(f"{MATERIALS}\n{text}"))


def assigned(made):
    return [(edit.sheet, edit.row, edit.column, edit.new) for edit in made.edits]


def found(made):
    return [(f.place.sheet, f.place.row, f.place.column, f.code) for f in made.findings]


def test_each_material_and_month_counts_by_itself():
    made = plan(
        records("""
    Receiving
    Lot ID       | Received on | Material | Quantity | Status
    PLY-0524-001 | 2024-05-03  | PLY      | 20       | Released
                 | 2024-05-31  | ply      | 10       | Quarantine
                 | 2024-05-31  | AL6      | 10       | Quarantine
                 | 2024-06-01  | PLY      | 10       | Quarantine
    """),
        {},
    )
    assert assigned(made) == [
        ("Receiving", 3, "Lot ID", "PLY-0524-002"),
        ("Receiving", 4, "Lot ID", "AL6-0524-001"),
        ("Receiving", 5, "Lot ID", "PLY-0624-001"),
    ]
    assert [(i.counter, i.number) for i in made.issued] == [("PLY-0524", 2), ("AL6-0524", 1), ("PLY-0624", 1)]
    assert made.findings == ()


def test_a_number_is_never_issued_again_although_its_row_was_deleted():
    text = """
    Receiving
    Lot ID       | Received on | Material | Status
    PLY-0524-001 | 2024-05-03  | PLY      | Released
                 | 2024-05-31  | PLY      | Quarantine
    """
    assert assigned(plan(records(text), {"PLY-0524": 7})) == [("Receiving", 3, "Lot ID", "PLY-0524-008")]


def test_a_new_delivery_without_status_starts_in_quarantine_and_a_typed_status_stays():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | PLY      |
           | 2024-05-03  | PLY      | Released
    """),
        {},
    )
    assert assigned(made) == [
        ("Receiving", 2, "Lot ID", "PLY-0524-001"),
        ("Receiving", 2, "Status", "Quarantine"),
        ("Receiving", 3, "Lot ID", "PLY-0524-002"),
    ]


def test_a_row_without_date_or_with_an_unknown_material_gets_a_finding_and_the_others_get_their_number():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Supplier | Status
           |             | PLY      |          | Hold
           | 2024-05-03  | PLX      |          | Hold
           | 2024-05-03  |          |          | Hold
           |             |          | Smith    | Hold
           | 2024-05-03  | PLY      |          | Hold
    """),
        {},
    )
    assert assigned(made) == [("Receiving", 6, "Lot ID", "PLY-0524-001")]
    assert found(made) == [
        ("Receiving", 2, "Received on", "id-fact-missing"),
        ("Receiving", 3, "Material", "id-material-unknown"),
        ("Receiving", 4, "Material", "id-material-unknown"),
        ("Receiving", 5, "Material", "id-material-unknown"),
    ]


def test_a_date_that_is_text_is_no_date():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
           | 03/05/2024  | PLY      | Hold
    """),
        {},
    )
    assert (assigned(made), found(made)) == ([], [("Receiving", 2, "Received on", "id-fact-missing")])


def test_a_material_may_have_its_own_format():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | ALPLATE  | Hold
    """),
        {},
    )
    assert assigned(made) == [("Receiving", 2, "Lot ID", "AP2024-0001")]


def test_a_lot_id_that_excel_takes_for_a_date_or_that_holds_a_slash_is_refused():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | MAR      | Hold
           | 2024-05-03  | BAD/1    | Hold
    """),
        {},
    )
    assert (assigned(made), found(made)) == (
        [],
        [("Receiving", 2, "Lot ID", "id-not-usable"), ("Receiving", 3, "Lot ID", "id-not-usable")],
    )
    assert "a date" in made.findings[0].message


def test_a_wrong_format_is_told_once_where_it_stands():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | WRONG    | Hold
           | 2024-05-03  | WRONG    | Hold

    Settings
    Setting       | Value
    Run ID format | run {seq}

    Manufacture
    Run ID | Started on
           | 2024-05-03
           | 2024-05-03
    """),
        {},
    )
    assert (assigned(made), found(made)) == (
        [],
        [("Materials", 8, "Lot ID format", "id-format"), ("Settings", 2, "Value", "id-format")],
    )


def test_the_makers_number_becomes_the_lot_id_where_it_is_safe_and_unique():
    made = plan(
        records("""
    Receiving
    Lot ID   | Received on | Material | Heat on certificate | Status
    PF-00123 | 2024-05-01  | PET      | PF-00123            | Released
             | 2024-05-03  | PET      | pf-00124            | Hold
             | 2024-05-03  | PET      | PF-00123            | Hold
             | 2024-05-03  | PET      | PF-00124            | Hold
             | 2024-05-03  | PET      | 22E1                | Hold
             | 2024-05-03  | PET      |                     | Hold
    """),
        {},
    )
    assert assigned(made) == [("Receiving", 3, "Lot ID", "PF-00124")]
    assert found(made) == [
        ("Receiving", 4, "Heat on certificate", "id-heat-not-usable"),
        ("Receiving", 5, "Heat on certificate", "id-heat-not-usable"),
        ("Receiving", 6, "Heat on certificate", "id-heat-not-usable"),
        ("Receiving", 7, "Heat on certificate", "id-fact-missing"),
    ]
    assert made.issued == ()


def test_a_piece_is_named_after_its_parent_also_when_the_parent_is_a_piece_or_numbered_just_now():
    made = plan(
        records("""
    Receiving
    Lot ID       | Received on | Material | Status
    PLY-0524-001 | 2024-05-03  | PLY      | Released
                 | 2024-05-03  | PLY      | Hold

    Cuts
    Cut ID   | Cut on     | From             | New lot ID     | Reason
    CUT-0004 | 2024-05-04 | PLY-0524-001     | PLY-0524-001-1 | Cut
             | 2024-05-05 | ply\u20110524-001     |                | Cut
             | 2024-05-05 | PLY-0524-001-1   |                | Remnant
             | 2024-05-05 | PLY-0524-002     |                | Cut
    """),
        {},
    )
    assert assigned(made)[1:] == [
        ("Cuts", 3, "Cut ID", "CUT-0005"),
        ("Cuts", 3, "New lot ID", "PLY-0524-001-2"),
        ("Cuts", 4, "Cut ID", "CUT-0006"),
        ("Cuts", 4, "New lot ID", "PLY-0524-001-1-1"),
        ("Cuts", 5, "Cut ID", "CUT-0007"),
        ("Cuts", 5, "New lot ID", "PLY-0524-002-1"),
    ]


def test_a_cut_from_an_unknown_lot_gets_no_piece():
    made = plan(
        records("""
    Cuts
    Cut ID   | Cut on     | From         | New lot ID | Reason
    CUT-0001 | 2024-05-04 | PLY-0524-009 |            | Cut
    CUT-0002 | 2024-05-04 |              |            | Cut
    """),
        {},
    )
    assert (assigned(made), found(made)) == (
        [],
        [("Cuts", 2, "From", "id-parent-unknown"), ("Cuts", 3, "From", "id-parent-unknown")],
    )


def test_a_piece_of_a_piece_whose_name_no_longer_fits_is_refused():
    made = plan(
        records("""
    Receiving
    Lot ID               | Received on | Material | Status
    PLYWOOD18-202405-001 | 2024-05-03  | PLY      | Released

    Cuts
    Cut ID   | Cut on     | From                 | New lot ID | Reason
    CUT-0001 | 2024-05-04 | PLYWOOD18-202405-001 |            | Cut
    """),
        {},
    )
    assert (assigned(made), found(made)) == ([], [("Cuts", 2, "New lot ID", "id-not-usable")])


def test_the_rows_of_a_blend_share_one_new_lot_which_only_the_shop_can_name():
    made = plan(
        records("""
    Receiving
    Lot ID       | Received on | Material | Status
    PET-0524-001 | 2024-05-03  | PET      | Released
    PET-0524-002 | 2024-05-03  | PET      | Released

    Cuts
    Cut ID   | Cut on     | From         | New lot ID   | Reason
    CUT-0001 | 2024-05-04 | PET-0524-001 | PET-0524-B01 | Blend
    CUT-0002 | 2024-05-04 | PET-0524-002 | PET-0524-B01 | Blend
    CUT-0003 | 2024-05-04 | PET-0524-002 |              | Blend
    """),
        {},
    )
    assert (assigned(made), found(made)) == ([], [("Cuts", 4, "New lot ID", "id-blend")])


def test_runs_orders_shipments_and_nonconformances_count_on():
    made = plan(
        records("""
    Manufacture
    Run ID   | Started on
    MFG-0056 | 2024-05-03
             | 2024-05-03

    Orders
    Order ID | Ordered on
             | 2024-05-03

    Shipments
    Shipment ID | Shipped on
                | 2024-05-03
                |

    Nonconformances
    NCR ID | Found on
           | 2024-05-03
    """),
        {"SHP": 11},
    )
    assert [new for *_, new in assigned(made)] == ["MFG-0057", "ORD-0001", "SHP-0012", "NCR-0001"]


def test_an_id_that_stands_there_is_never_touched_whatever_it_is():
    made = plan(
        records("""
    Receiving
    Lot ID  | Received on | Material | Status
    !220    | 2024-05-03  | PLY      | Hold
    !#N/A   | 2024-05-03  | PLY      | Hold
    old one | 2024-05-03  | PLY      | Hold
    """),
        {},
    )
    assert (assigned(made), found(made)) == ([], [("Receiving", 3, "Lot ID", "id-unreadable")])


def test_a_cell_with_only_spaces_is_empty_but_the_plan_tells_what_it_saw():
    made = plan(
        records("""
    Receiving
    Lot ID | Received on | Material | Status
    \\xa0    | 2024-05-03  | PLY      | ""
    """),
        {},
    )
    assert [(e.column, e.old, e.new) for e in made.edits] == [
        ("Lot ID", "\u00a0", "PLY-0524-001"),
        ("Status", "", "Quarantine"),
    ]


def test_a_number_that_stands_there_twice_is_found():
    made = plan(
        records("""
    Receiving
    Lot ID       | Received on | Material | Status
    PLY-0524-001 | 2024-05-03  | PLY      | Hold
    ply-0524-001 | 2024-05-03  | PLY      | Hold
    """),
        {},
    )
    assert (assigned(made), found(made)) == ([], [("Receiving", 3, "Lot ID", "duplicate-key")])


def test_a_lot_never_gets_the_name_of_a_run_or_piece():
    made = plan(
        records("""
    Materials
    Material | Description | Family | Unit | Lot ID format
    MFG      | Blanks      | Wood   | pcs  | {material}-{seq:04}

    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | MFG      | Hold

    Manufacture
    Run ID   | Started on
    MFG-0056 | 2024-05-03
    """),
        {},
        sheets=("Receiving",),
    )
    assert assigned(made) == [("Receiving", 2, "Lot ID", "MFG-0057")]


def test_only_the_chosen_sheets_and_rows_are_numbered():
    text = """
    Receiving
    Lot ID | Received on | Material | Status
           | 2024-05-03  | PLY      | Hold
           | 2024-05-03  | PLY      | Hold

    Orders
    Order ID | Ordered on
             | 2024-05-03
    """
    made = plan(records(text), {}, sheets=("Receiving",), rows=rows_of("3-9"))
    assert assigned(made) == [("Receiving", 3, "Lot ID", "PLY-0524-001")]


def test_a_sheet_that_lost_its_id_column_is_told_and_the_others_are_numbered():
    made = plan(
        Records(source("Orders\nOrder ID | Ordered on\n | 2024-05-03", without=("Receiving",))),
        {},
    )
    assert (assigned(made), found(made)) == (
        [("Orders", 2, "Order ID", "ORD-0001")],
        [("Receiving", 0, "", "sheet-missing")],
    )


@pytest.mark.parametrize("text", ["", "a", "5-", "-5", "5;6", "5-9999999", "5-9-12"])
def test_rows_must_be_row_numbers(text):
    with pytest.raises(UsageError):
        rows_of(text)


def test_rows_may_be_given_as_ranges():
    assert rows_of("5-7, 9") == {5, 6, 7, 9}


# On real workbooks

PLYWOOD = {"Material": "PLY", "Description": "Plywood", "Family": "Wood", "Unit": "sheet"}


def shop(tmp_path, lots):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows={"Receiving": lots, "Materials": [PLYWOOD]})
    return path


def delivered(number, **more):
    return {"Received on": date(2024, 5, 3), "Material": "PLY", "Quantity": number, **more}


def lot_ids(path):
    """Quantity -> Lot ID, read by another library."""
    rows = openpyxl.load_workbook(path)["Receiving"].iter_rows(values_only=True)
    headers = next(rows)
    lot, quantity = headers.index("Lot ID"), headers.index("Quantity")
    return {row[quantity]: row[lot] for row in rows if row[quantity] is not None}


def test_the_highest_row_is_deleted_and_its_number_is_not_given_again(tmp_path, capsys):
    path = shop(tmp_path, [delivered(1), delivered(2)])
    assert main(["assign", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["Receiving"]
    for cell in sheet[3]:
        cell.value = None
    sheet["B3"], sheet["E3"], sheet["H3"] = date(2024, 5, 4), "PLY", 3
    book.save(path)
    assert main(["assign", str(path)]) == 0
    assert lot_ids(path) == {1: "PLY-0524-001", 3: "PLY-0524-003"}


def test_findings_make_the_exit_code_one_and_the_others_are_numbered(tmp_path, capsys):
    path = shop(tmp_path, [delivered(1, Material="XXX"), delivered(2)])
    assert main(["assign", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert set(told) == set(COMMAND.json_keys)
    assert [each["identifier"] for each in told["assigned"]] == ["PLY-0524-001"]
    assert [each["code"] for each in told["findings"]] == ["id-material-unknown"]


def test_a_dry_run_shows_the_numbers_and_leaves_nothing_behind(tmp_path, capsys):
    path = shop(tmp_path, [delivered(1)])
    content = path.read_bytes()
    assert main(["assign", str(path), "--dry-run"]) == 0
    assert "PLY-0524-001" in capsys.readouterr().out
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["shop.xlsx"]


def test_nothing_waiting_writes_nothing(tmp_path, capsys):
    path = shop(tmp_path, [])
    content = path.read_bytes()
    assert main(["assign", str(path)]) == 0
    assert "No row was waiting" in capsys.readouterr().out
    assert path.read_bytes() == content


APPENDING = """
import sys
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Append, Plan
from lotbook.domain.lot_ids import Facts, Numbers
from lotbook.errors import LockedError
from datetime import date

try:
    with open_workbook(sys.argv[1], writing=True) as book:
        taken = Numbers(book.journal.counters(), []).take("{material}-{mm}{yy}-{seq:03}", Facts("PLY", date(2024, 5, 3)))
        row = {"Lot ID": taken.identifier, "Material": "PLY", "Quantity": int(sys.argv[2])}
        book.write(Plan("test", "One row.", appends=(Append("Receiving", row),), issued=(taken,)), who="test")
except LockedError as waited_too_long:
    sys.exit(waited_too_long.exit_code)
"""
LOCKED = 18


def test_fifty_processes_at_once_get_fifty_different_numbers_and_none_is_lost(tmp_path):
    """Half of them number a row that stands there, half add a row of their own; whoever waited too long tries again."""
    path = shop(tmp_path, [delivered(number) for number in range(25)])
    commands = [
        [
            sys.executable,
            "-m",
            "lotbook",
            "assign",
            str(path),
            "--sheet",
            "Receiving",
            "--rows",
            str(number + 2),
        ]
        for number in range(25)
    ]
    commands += [[sys.executable, "-c", APPENDING, str(path), str(number)] for number in range(25, 50)]
    while commands:
        running = [
            subprocess.Popen(each, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            for each in commands
        ]
        told = [process.communicate(timeout=120)[1] for process in running]
        failed = [
            text for process, text in zip(running, told, strict=True) if process.returncode not in {0, LOCKED}
        ]
        assert failed == []
        commands = [
            each for each, process in zip(commands, running, strict=True) if process.returncode == LOCKED
        ]
    numbers = lot_ids(path)
    assert sorted(numbers) == list(range(50))
    assert sorted(numbers.values()) == [f"PLY-0524-{number:03}" for number in range(1, 51)]
    journal = Journal(path.with_suffix(".lotbook"))
    assert journal.verify() == []
    assert sorted(issued.number for entry in journal.entries() for issued in entry.issued) == list(
        range(1, 51)
    )


ADDING = """
import sys
import time
from datetime import date
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Append, Plan
from lotbook.domain.lot_ids import Facts, Numbers

print("ready", flush=True)
while True:
    with open_workbook(sys.argv[1], writing=True) as book:
        taken = Numbers(book.journal.counters(), []).take("{material}-{mm}{yy}-{seq:03}", Facts("PLY", date(2024, 5, 3)))
        row = {"Lot ID": taken.identifier, "Material": "PLY", "Quantity": taken.number}
        book.write(Plan("test", "One row.", appends=(Append("Receiving", row),), issued=(taken,)), who="test")
"""


def _waits(path):
    """Moments to kill at: at least six, and more until six rows were written, however slow the machine is."""
    moments = (0.05, 0.11, 0.17, 0.23, 0.31, 0.37)
    for number in range(200):
        if number >= len(moments) and len(lot_ids(path)) > 5:
            return
        yield moments[number % len(moments)] * (1 + number // len(moments))


def test_a_command_killed_at_any_moment_leaves_a_whole_workbook_and_a_journal_that_agrees_with_it(tmp_path):
    path = shop(tmp_path, [])
    journal = Journal(path.with_suffix(".lotbook"))
    for wait in _waits(path):
        with subprocess.Popen([sys.executable, "-c", ADDING, str(path)], stdout=subprocess.PIPE) as running:
            running.stdout.readline()
            time.sleep(wait)
            running.kill()
        with open_workbook(path, writing=True):  # settles what was left open
            pass
        assert (journal.verify(), {e.state for e in journal.entries()} & {State.BEGUN, State.UNCLEAR}) == (
            [],
            set(),
        )
        done = [each.identifier for entry in journal.entries() if entry.state.stands for each in entry.issued]
        assert list(lot_ids(path).values()) == done
    taken = [each.identifier for entry in journal.entries() for each in entry.issued]
    assert len(taken) == len(set(taken)) > 5
