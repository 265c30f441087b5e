"""Old registers as files: separators, code pages, titles above the header, sheets of foreign workbooks."""

import pytest
from openpyxl import Workbook

from lotbook.domain.values import CellError
from lotbook.errors import EncryptedError, MissingFileError, NotAWorkbookError, UsageError
from lotbook.hosts.foreign import open_register
from lotbook.tables.book import sheet

RECEIVING = sheet("Receiving")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_separator_and_code_page_is_read(tmp_path, separator, encoding):
    path = tmp_path / "old.csv"
    lines = (("Lot", "Lieferant", "Menge"), ("A-1", "Müller & Söhne", "00123"), ("A-2", "X", "7"))
    path.write_text("\n".join(separator.join(line) for line in lines), encoding=encoding)
    table = open_register(path, RECEIVING)
    assert table.headers == ("Lot", "Lieferant", "Menge")
    assert table.rows[0] == (2, ("A-1", "Müller & Söhne", "00123"))


def test_a_title_and_empty_rows_above_the_header_are_passed_over(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("Wareneingang 2024,,\n,,\nLot,Lieferant,Menge\nA-1,X,7\n,,\nA-2,Y,8\n", encoding="utf-8")
    table = open_register(path, RECEIVING)
    assert (table.headers, [number for number, _ in table.rows]) == (("Lot", "Lieferant", "Menge"), [4, 6])


def test_a_cell_with_the_separator_and_a_line_break_stays_one_cell(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text('Lot,Note\nA-1,"red, thick\nand bent"\n', encoding="utf-8")
    assert open_register(path, RECEIVING).rows[0][1] == ("A-1", "red, thick\nand bent")


def foreign_workbook(path):
    book = Workbook()
    book.active.title = "Cover"
    lots = book.create_sheet("Lots")
    lots.append(["Our lots", None])
    lots.append(["Lot", "Heat", "Qty"])
    lots.append(["A-1", 22e1, "=1/0"])
    lots["C3"].value = "#N/A"
    lots["C3"].data_type = "e"
    book.save(path)
    return path


def test_a_sheet_of_a_foreign_workbook_is_read_with_errors_as_errors(tmp_path):
    table = open_register(foreign_workbook(tmp_path / "old.xlsx"), RECEIVING, named="Lots")
    assert table.headers == ("Lot", "Heat", "Qty")
    assert table.rows == ((3, ("A-1", 220, CellError("#N/A"))),)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(UsageError, match="Cover, Lots"):
        open_register(foreign_workbook(tmp_path / "old.xlsx"), RECEIVING, named="Rows")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("old.xlsx", b"<html>Please log in</html>", NotAWorkbookError),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotAWorkbookError),
        ("old.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError),
        ("old.csv", b"PK\x03\x04\x00\x00\x00", NotAWorkbookError),
        ("old.csv", b'Lot,Note\nA-1,"never closed\n', NotAWorkbookError),
    ],
)
def test_a_file_that_is_not_what_it_claims_is_refused_by_name(tmp_path, name, content, error):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match="old"):
        open_register(tmp_path / name, RECEIVING)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFileError, match=r"gone\.csv"):
        open_register(tmp_path / "gone.csv", RECEIVING)


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [("00000", 123, "00123"), ("00-000", 12345, "12-345"), ('"L-"000', 7, "L-007"), ("000\\ ", 12345, "12345 "),
     ("00 00", 123456, "1234 56"), ("0", 7, None), ("0.00", 7, None), (".00", 7, None), ("General", 7, None)],
)  # fmt: skip
def test_a_format_of_zeros_shows_a_number_as_the_sheet_does(tmp_path, code, number, shown):
    book = Workbook()
    for row in (["Lot", "Qty"], [number, number]):
        book.active.append(row)
    book.active["A2"].number_format = code
    book.save(tmp_path / "old.xlsx")
    table = open_register(tmp_path / "old.xlsx", RECEIVING)
    expected = {(2, 0): shown} if shown and shown != str(number) else {}
    assert table.shown == expected


@pytest.mark.parametrize("code", ["0.00E+00", "##0.0E+0", "0E+00"])
def test_a_format_of_powers_of_ten_is_told_with_the_number(tmp_path, code):
    book = Workbook()
    book.active.append(["Lot", "Heat", "Qty"])
    book.active.append(["A-1", 220, 220])
    book.active["B2"].number_format = code
    book.save(tmp_path / "old.xlsx")
    table = open_register(tmp_path / "old.xlsx", RECEIVING)
    assert dict(table.shown) == {(2, 1): "2.20E+02"}
    assert table.rows[0][1] == ("A-1", 220, 220)
