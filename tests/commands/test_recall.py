"""The recall command: screen, JSON, the Recall sheet, export, and workbooks that cannot be written."""

import csv
import json
import subprocess
import sys

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.recall import COMMAND
from lotbook.commands.recalling.export import write_lists
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Issued, Plan
from lotbook.hosts.journal import Journal
from lotbook.tables.trace.listing import listing
from tests.tables.trace.shop import SHOP, rows_of, with_row, without_row


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(SHOP))
    return path


def answered(capsys, *arguments):
    code = main(["recall", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def sheet(path):
    return list(openpyxl.load_workbook(path)["Recall"].iter_rows(values_only=True))


def test_the_json_has_the_documented_keys_and_the_answer(book, capsys):
    code, said = answered(capsys, book, "--lot", "ACR-0923-01")
    assert set(said) == set(COMMAND.json_keys)
    assert code == 0
    assert said["complete"] is True
    assert said["counts"] == {"lots": 1, "cuts": 1, "runs": 3, "shipments": 2, "customers": 2}
    assert [run["run_id"] for run in said["runs"]] == ["MFG-1", "MFG-2", "MFG-3"]
    assert [sent["email"] for sent in said["received_by"]] == ["ann@acme.test", "bob@bolt.test"]
    assert said["filters"] == [{"filter": "lot", "values": ["ACR-0923-01"], "matches": 1}]
    (balance,) = said["balance"]
    parts = ("used_in_good_parts", "scrapped", "returned", "on_hand", "unexplained")
    assert sum(balance[part] for part in parts) == balance["received"] == 20
    assert balance["percent"]["scrapped"] == 5
    assert 0 < said["elapsed_seconds"] < 60


def test_the_screen_tells_the_parts_in_their_order(book, capsys):
    assert main(["recall", str(book), "--lot", "ACR-0923-01"]) == 0
    out = capsys.readouterr().out
    order = [
        "1 lot, 1 cut, 3 runs, 2 shipments, 2 customers.",
        "Complete: every row could be resolved.",
        "1. STOP NOW",
        "2. WHO RECEIVED WHAT",
        "3. MASS BALANCE",
        "4. THE CHAIN",
        "5. GAPS AND SIBLINGS",
        "Answered in",
    ]
    places = [out.index(text) for text in order]
    assert places == sorted(places)


def test_the_recall_sheet_is_rebuilt_whole_with_links(book, capsys):
    main(["recall", str(book), "--supplier", "Perspex"])
    long = len(sheet(book))
    capsys.readouterr()
    _, said = answered(capsys, book, "--lot", "PLA-0424-01")
    rows = sheet(book)
    assert said["written"]
    assert len(rows) < long
    texts = {cell for row in rows for cell in row}
    assert {"lot PLA-0424-01", "cy@cray.test", "SHP-3"} <= texts
    assert "ann@acme.test" not in texts
    page = openpyxl.load_workbook(book)["Recall"]
    links = {
        cell.value: cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink
    }
    assert links["Cray"] == "'Shipments'!A4"
    assert links["PLA-0424-01"] == "'Receiving'!A4"


def pictures(path):
    """The row above each picture of the sheet Recall, and its height in points."""
    page = openpyxl.load_workbook(path)["Recall"]
    return [
        (page.cell(image.anchor._from.row, 1).value, round(image.height * 0.75)) for image in page._images
    ]


def test_the_chain_is_drawn_below_its_heading_and_drawn_anew_by_the_next_recall(book, capsys):
    main(["recall", str(book), "--lot", "ACR-0923-01"])
    ((heading, high),) = pictures(book)
    main(["recall", str(book), "--supplier", "Perspex"])
    ((second, higher),) = pictures(book)
    assert heading == second == "4. The chain"
    assert higher > high > 100


def test_a_recall_with_nothing_to_draw_takes_the_picture_away(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    build_workbook(
        path, rows=rows_of(with_row(SHOP, "Receiving", "ACR-0923-99 | 2023-09-09 | Perspex | PO-2 | ACR"))
    )
    main(["recall", str(path), "--lot", "ACR-0923-01"])
    assert pictures(path)
    capsys.readouterr()
    _, said = answered(capsys, path, "--lot", "ACR-0923-99")
    assert (said["written"], said["counts"]["runs"], pictures(path)) == (True, 0, [])


def test_undo_takes_the_picture_back_byte_for_byte(book, capsys):
    before = book.read_bytes()
    main(["recall", str(book), "--lot", "ACR-0923-01"])
    once = book.read_bytes()
    main(["recall", str(book), "--supplier", "Perspex"])
    for expected in (once, before):
        assert main(["undo", str(book)]) == 0
        assert book.read_bytes() == expected


def test_nobody_waits_for_the_lists_because_the_picture_cannot_be_drawn(book, capsys, monkeypatch):
    from lotbook.documents.chain import places

    places.sized.cache_clear()
    monkeypatch.setattr(places, "_TYPEFACES", {True: (b"\0",), False: (b"\0",)})
    code, said = answered(capsys, book, "--lot", "ACR-0923-01")
    assert (code, said["written"], pictures(book)) == (0, True, [])
    assert "4. The chain" in [row[0] for row in sheet(book)]


def test_text_that_starts_like_a_formula_stays_text_on_the_sheet_and_in_the_export(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    story = SHOP.replace("Acme ", "=1+1")
    build_workbook(path, rows=rows_of(story))
    main(["recall", str(path), "--lot", "ACR-0923-01", "--export", str(tmp_path / "out")])
    page = openpyxl.load_workbook(path)["Recall"]
    assert next(cell.data_type for row in page.iter_rows() for cell in row if cell.value == "=1+1") == "s"
    exported = openpyxl.load_workbook(tmp_path / "out" / "recall.xlsx")["received_by"]
    assert (exported["A2"].value, exported["A2"].data_type) == ("=1+1", "s")
    with (tmp_path / "out" / "received_by.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][0] == "'=1+1"


def test_the_export_has_every_list_as_csv_and_as_sheets(book, capsys, tmp_path):
    _, said = answered(capsys, book, "--lot", "ACR-0923-01", "--export", tmp_path / "out")
    names = {path.stem for path in (tmp_path / "out").glob("*.csv")}
    assert {"received_by", "customers", "balance", "chain", "gaps", "stop_lots", "stop_orders"} <= names
    assert set(openpyxl.load_workbook(tmp_path / "out" / "recall.xlsx").sheetnames) == names
    assert len(said["exported"]) == len(names) + 3  # the workbook and the picture twice
    with (tmp_path / "out" / "customers.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Customer"] for row in csv.DictReader(file)] == ["Acme", "Bolt"]


def test_a_dry_run_writes_nothing(book, capsys):
    before = book.read_bytes()
    _, said = answered(capsys, book, "--lot", "ACR-0923-01", "--dry-run")
    assert book.read_bytes() == before
    assert not said["written"]
    assert not Journal(book.with_name("shop.lotbook")).path.exists()


def test_a_workbook_that_is_open_elsewhere_is_answered_all_the_same(book, capsys):
    book.with_name("~$shop.xlsx").write_bytes(b"\x05Alice" + b" " * 159)
    before = book.read_bytes()
    code, said = answered(capsys, book, "--lot", "ACR-0923-01")
    assert code == 0
    assert said["counts"]["customers"] == 2
    assert not said["written"]
    assert "open" in said["not_written_because"]
    assert book.read_bytes() == before


def test_a_table_put_on_the_recall_sheet_does_not_hinder_the_answer(book, capsys):
    from openpyxl.worksheet.table import Table

    opened = openpyxl.load_workbook(book)
    opened["Recall"]["A9"], opened["Recall"]["A10"] = "Mine", "1"
    opened["Recall"].add_table(Table(displayName="Mine", ref="A9:A10"))
    opened.save(book)
    code, said = answered(capsys, book, "--lot", "ACR-0923-01")
    assert (code, said["counts"]["customers"], said["written"]) == (0, 2, False)
    assert "Recall" in said["not_written_because"]


def test_an_answer_that_may_be_short_exits_with_one(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(with_row(SHOP, "Materials used", "MFG-4 | ACR-O923-01 | 1 | sheet")))
    code, said = answered(capsys, path, "--lot", "ACR-0923-01")
    assert (code, said["complete"]) == (1, False)
    assert said["gaps"][0]["code"] == "gap-source-looks-alike"


def test_an_unknown_lot_is_refused_with_near_matches(book, capsys):
    code, said = answered(capsys, book, "--lot", "ACR-0923-1")
    assert code == 26
    assert "ACR-0923-01" in said["next_step"]


@pytest.mark.parametrize(
    "arguments", [(), ("--revision", "A"), ("--material", "ACR", "--from", "03/09/2023")]
)
def test_a_recall_that_cannot_be_understood_is_a_usage_error(book, capsys, arguments):
    assert answered(capsys, book, *arguments)[0] == 2


def test_a_row_the_journal_knows_is_told_as_deleted(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(without_row(SHOP, "ACR-0923-01 |")))
    with open_workbook(path, writing=True) as opened:
        opened.write(Plan("assign", "test", issued=(Issued("lot", 1, "ACR-0923-01"),)), who="Ann")
    _, said = answered(capsys, path, "--lot", "ACR-0923-01")
    assert "gap-row-deleted" in [gap["code"] for gap in said["gaps"]]
    assert said["counts"]["customers"] == 2


def test_the_journal_knows_what_was_recalled(book, capsys):
    main(["recall", str(book), "--lot", "ACR-0923-01", "--who", "Ann"])
    (entry,) = Journal(book.with_name("shop.lotbook")).entries()
    assert (entry.command, entry.who, entry.reports) == ("recall", "Ann", ("Recall",))
    assert "2 customers" in entry.summary


def test_a_recall_imports_none_of_the_heavy_libraries(book):
    script = (
        "import sys; from lotbook.cli import main; "
        f"main(['recall', {str(book)!r}, '--lot', 'ACR-0923-01', '--json']); "
        "heavy = {'pandas', 'numpy', 'openpyxl', 'docxtpl', 'pikepdf', 'reportlab', 'difflib'} & set(sys.modules); "
        "sys.exit(f'imported {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("+33 1 23 45", "+33 1 23 45"),
        ("+33123", "+33123"),
        ("+49 (711) 5", "+49 (711) 5"),
        ("+33-1-2", "'+33-1-2"),  # a spreadsheet would calculate it
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("=1+1", "'=1+1"),
    ],
)
def test_a_phone_number_stands_in_the_csv_as_it_was_typed_and_a_formula_does_not(tmp_path, typed, written):
    each = listing("x", 1, "x", ("Phone",), [typed], cells=lambda row: (row,), nothing="none")
    write_lists([each], tmp_path, "x")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()[1].strip('"') == written
