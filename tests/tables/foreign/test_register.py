"""Bringing in an old register: columns by any of their names, identifiers as text, questions instead of guesses."""

from datetime import date
from decimal import Decimal

import pytest

from lotbook.domain.values import CellError
from lotbook.tables import measurements
from lotbook.tables.book import sheet
from lotbook.tables.foreign.register import Choices, ForeignTable, read_register
from lotbook.tables.foreign.rows import new_rows
from lotbook.tables.foreign.values import Mark, Order

RECEIVING = sheet("Receiving")


def register(text, **raw):
    """A register as text: the header line, then rows; ``raw`` replaces words by values Excel would hold."""
    header, *lines = [line.strip() for line in text.strip().splitlines()]
    rows = [tuple(raw.get(cell.strip(), cell.strip()) or None for cell in line.split(";")) for line in lines]
    return ForeignTable(
        "old.csv", tuple(cell.strip() for cell in header.split(";")), tuple(enumerate(rows, start=2))
    )


def read(text, choices=None, present=(), extra=(), **raw):
    return read_register(RECEIVING, register(text, **raw), choices or Choices(), present, extra)


def codes(reading):
    return [(f.place.row, f.place.column, f.code) for f in reading.findings]


@pytest.mark.parametrize(
    "header",
    [
        "Lot; Received date; Vendor; Qty; UoM; Heat no",
        "Losnummer; Eingangsdatum; Lieferant; Menge; Einheit; Schmelznummer",
        "Numéro de lot; Date de réception; Fournisseur; Quantité; Unité; N° de coulée",
        "Número de lote; Fecha de recepción; Proveedor; Cantidad; Unidad; Número de colada",
    ],
)
def test_columns_are_known_in_four_languages(header):
    reading = read(f"{header}\n PLY-0524-001; 2024-05-03; Holz AG; 20; Pcs; 00123")
    assert [dict(append.values) for append in reading.appends] == [
        {
            "Lot ID": "PLY-0524-001",
            "Received on": date(2024, 5, 3),
            "Supplier": "Holz AG",
            "Quantity": Decimal(20),
            "Unit": "pcs",
            "Heat on certificate": "00123",
        }
    ]
    assert codes(reading) == []


def test_identifiers_stay_text_whatever_they_look_like():
    reading = read("Heat\n22E1\n3-4\n00123\n1E5")
    assert [append.values["Heat on certificate"] for append in reading.appends] == [
        "22E1",
        "3-4",
        "00123",
        "1E5",
    ]


def test_an_identifier_that_excel_spoiled_is_a_question():
    reading = read("Heat\nA\nB\nC", A=date(2024, 4, 3), B=1e22, C=CellError("#N/A"))
    assert codes(reading) == [
        (2, "Heat", "import-lost-identifier"),
        (3, "Heat", "import-lost-identifier"),
        (4, "Heat", "import-unreadable"),
    ]
    assert len(reading.questions) == 3


@pytest.mark.parametrize(
    "seen", ["1.2E+10", "1,20e+11", "3.00E+05", "Mar-24", "24. Mrz", "3-Apr", "mars-24", "03-Apr-24"]
)
def test_an_identifier_that_reads_as_excel_spoils_them_is_a_question(seen):
    assert codes(read(f"Heat; Supplier\n{seen}; X")) == [(2, "Heat", "import-lost-identifier")]
    emptied = read(f"Heat; Supplier\n{seen}; X", Choices(leave_empty=True))
    assert [dict(append.values) for append in emptied.appends] == [{"Supplier": "X"}]


@pytest.mark.parametrize("seen", ["22E1", "1E5", "E+10", "MAR-24", "3-4", "Alu-24", "A-1.2E+10"])
def test_an_identifier_that_only_resembles_a_spoiled_one_is_kept(seen):
    reading = read(f"Heat; Supplier\n{seen}; X")
    assert (codes(reading), reading.appends[0].values["Heat on certificate"]) == ([], seen)


def test_a_number_shown_as_a_power_of_ten_is_a_question_where_an_identifier_belongs():
    table = register("Heat; Qty; Colour\nA; A; A", A=220.0)._replace(
        shown={(2, 0): "2.20E+02", (2, 1): "2.20E+02", (2, 2): "2.20E+02"}
    )
    assert codes(read_register(RECEIVING, table, Choices(), (), ())) == [
        (2, "Heat", "import-lost-identifier")
    ]
    (append,) = read_register(RECEIVING, table, Choices(leave_empty=True), (), ()).appends
    assert append.values == {"Quantity": 220, "Colour": 220.0}


def test_a_word_that_resembles_a_spoiled_identifier_stays_a_word():
    assert read("Heat; Note\nA; 3-Apr").appends[0].values["Note"] == "3-Apr"


def test_a_whole_number_in_an_identifier_column_becomes_text_and_is_told():
    reading = read("Heat\nA", A=4711.0)
    assert reading.appends[0].values == {"Heat on certificate": "4711"}
    assert codes(reading) == [(2, "Heat", "import-was-a-number")]


def test_dates_that_can_mean_two_days_are_asked_about():
    text = "Received; Qty\n03/04/2024; 1\n05/06/2024; 2"
    assert codes(read(text)) == [(1, "Received", "import-which-date")]
    answered = read(text, Choices(order=Order.MONTH_FIRST))
    assert [append.values["Received on"] for append in answered.appends] == [
        date(2024, 3, 4),
        date(2024, 5, 6),
    ]


def test_numbers_that_can_mean_two_amounts_are_asked_about():
    text = "Qty\n1,234"
    assert codes(read(text)) == [(1, "Qty", "import-which-decimal-mark")]
    assert read(text, Choices(mark=Mark.COMMA)).appends[0].values == {"Quantity": Decimal("1.234")}


def test_a_cell_that_cannot_be_read_stops_unless_it_may_stay_empty():
    text = "Lot; Qty\nA-1; 5 kg\nA-2; 7"
    assert codes(read(text)) == [(2, "Qty", "import-unreadable")]
    allowed = read(text, Choices(leave_empty=True))
    assert (allowed.questions, dict(allowed.appends[0].values)) == ((), {"Lot ID": "A-1"})


def test_two_columns_that_could_be_the_same_are_a_question_until_one_is_named():
    text = "Heat; Heat no\nA; B"
    assert codes(read(text)) == [(1, "", "import-two-columns")]
    named = read(text, Choices(columns={"Heat no": "Heat on certificate", "Heat": "Old heat"}))
    assert [f.code for f in named.questions] == ["import-no-such-column"]
    named = read(text, Choices(columns={"Heat no": "Heat on certificate", "Heat": "Heat on material"}))
    assert dict(named.appends[0].values) == {"Heat on certificate": "B", "Heat on material": "A"}


def test_the_users_own_columns_are_kept_and_only_new_ones_are_added():
    reading = read("Lot; Colour; Bin\nA-1; red; 7", extra=["colour"])
    assert reading.appends[0].values == {"Lot ID": "A-1", "colour": "red", "Bin": "7"}
    assert reading.new_columns == ("Bin",)


def test_a_row_that_is_there_already_is_left_out_and_a_different_one_is_a_question():
    present = [{"Lot ID": "A-1", "Quantity": 5.0}]
    assert read("Lot; Qty\nA-1; 5", present=present).skipped == 1
    reading = read("Lot; Qty\na-1; 6\nA-2; 1\nA-2; 2", present=present)
    assert codes(reading) == [
        (2, "Quantity", "import-already-there"),
        (4, "Quantity", "import-twice-in-file"),
    ]


def test_nothing_that_fits_is_a_question():
    assert codes(read("Foo; Bar\n1; 2")) == [(1, "", "import-no-columns")]


def test_a_mapping_to_a_header_nobody_knows_names_the_one_that_was_meant_and_makes_no_column():
    reading = read("Lot; Day\nA-1; 2024-05-03", Choices({"Day": "Recieved on"}))
    (question,) = reading.questions
    assert question.message == "Receiving has no column 'Recieved on'; did you mean 'Received on'?"
    assert (reading.new_columns, dict(reading.columns)) == ((), {"Lot": "Lot ID"})


def test_a_mapping_from_a_header_that_is_not_there_names_the_one_that_was_meant():
    reading = read("Lot; Delivered\nA-1; 2024-05-03", Choices({"Deliverd": "Received on"}))
    assert reading.questions[0].message == "old.csv has no column 'Deliverd'; did you mean 'Delivered'?"
    nothing = read("Lot\nA-1", Choices({"Zzz": "Received on"}))
    assert nothing.questions[0].message == "old.csv has no column 'Zzz'."


def test_needed_columns_that_the_register_has_not_are_told():
    needed = {column.header for column in RECEIVING.columns.values() if column.required}
    reading = read("Lot; Received date; Colour\nA-1; 2024-05-03; red")
    assert set(reading.missing) == needed - {"Received on"}
    assert "Supplier" in reading.missing


@pytest.mark.parametrize(
    ("dates", "how"),
    [
        ("03/04/2024; 13/04/2024", "dates read day first, as 13/04/2024 shows"),
        ("03/04/2024; 04/13/2024", "dates read month first, as 04/13/2024 shows"),
        ("03.04.2024; 04.04.2024", "dates read day first, as 03.04.2024 shows"),
        ("2024-04-03; 5/5/2024", None),
    ],
)
def test_how_dates_were_read_is_told_with_the_date_that_shows_it(dates, how):
    text = "Received on\n" + dates.replace("; ", "\n")
    assert read(text).how == ({"Received on": how} if how else {})
    assert read(text, Choices(order=Order.DAY_FIRST)).how == {}


@pytest.mark.parametrize(
    ("name", "header", "missing"),
    [
        ("Materials used", "Rack; Menge", ["Run ID", "Source"]),
        ("Parts", "Description", ["Part number"]),
        ("Parts", "Part number; Description", []),
        ("Chemistry", "Lot ID; Value", ["Element or property"]),
        ("Receiving", "Heat", []),
        ("Orders", "Customer", []),
    ],
)
def test_a_register_without_the_column_its_rows_hang_on_is_a_question(name, header, missing):
    table = register(f"{header}\n" + "; ".join("7" for _ in header.split(";")))
    reading = read_register(sheet(name), table, Choices(), (), ())
    assert [f.place.column for f in reading.questions if f.code == "import-key-missing"] == missing


MEASURED = {"Run ID": "MFG-0001", "Characteristic": "BRK #1", "Piece": "1"}
OUT = MEASURED | {"Result": "10.4", "Measured on": "2024-02-04", "Nonconformance": "NCR-0001"}


@pytest.mark.parametrize(
    ("present", "day", "outcome"),
    [
        (OUT, "2024-02-05", (1, [])),
        (OUT, "2024-02-04", (1, [])),
        (OUT, "2024-02-03", (0, ["import-already-there"])),
        (OUT, "", (0, ["import-already-there"])),
        (OUT | {"Nonconformance": None}, "2024-02-05", (0, ["import-already-there"])),
    ],
)
def test_the_result_after_rework_is_a_further_row_of_the_same_piece(present, day, outcome):
    again = MEASURED | {"Result": "10.0"} | ({"Measured on": day} if day else {})
    found = new_rows(measurements.SHEET, "again.csv", [2], [again], [present])
    assert (len(found.appends), [each.code for each in found.findings]) == outcome


def test_a_result_after_rework_that_is_brought_in_twice_adds_nothing():
    again = MEASURED | {"Result": "10.0", "Measured on": "2024-02-05"}
    found = new_rows(measurements.SHEET, "again.csv", [2], [again], [OUT, again])
    assert (found.appends, found.findings, found.skipped) == ((), (), 1)


def test_a_column_of_dates_is_a_question_where_the_day_every_row_needs_has_no_column():
    text = "Date; Qty\n03/04/2024; 1"
    assert codes(read(text)) == [(1, "Date", "import-dates-of-nothing")]
    told = read(text, Choices(columns={"Date": "Received on"}, order=Order.DAY_FIRST))
    assert (codes(told), told.appends[0].values["Received on"]) == ([], date(2024, 4, 3))
    kept = read(text, Choices(leave_empty=True))
    assert (kept.questions, kept.appends[0].values["Date"]) == ((), "03/04/2024")


def test_a_further_column_of_dates_is_kept_without_a_question():
    assert codes(read("Received; Melted\n13/04/2024; 03/04/2024")) == []


def test_an_order_of_dates_that_met_no_date_is_told():
    assert codes(read("Received; Qty\n2024-04-03; 1", Choices(order=Order.DAY_FIRST))) == [
        (1, "", "import-dates-unused")
    ]
