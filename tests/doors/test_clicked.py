"""What a click means with what is selected: the same words as on the command line, a question, or a plain refusal."""

from __future__ import annotations

import pytest

from lotbook.cli import command
from lotbook.commands.shell.arguments import parsed, with_workbook
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Ask, Refusal, Run, SelectedRow, Selection
from lotbook.errors import UsageError


def selection(sheet, header, *rows, column="", marked=None):
    """Rows as text tables: the header's columns separated by |; the cursor stands in the first row."""
    columns = [name.strip() for name in header.split("|")]
    cells = [
        dict(zip(columns, (text.strip() or None for text in row.split("|")), strict=True)) for row in rows
    ]
    selected = tuple(SelectedRow(number, each) for number, each in enumerate(cells, start=5))
    here = column or columns[0]
    value = cells[0].get(here) if cells else None
    return Selection(sheet, selected, here, value, len(rows) > 1 if marked is None else marked)


def meant(verb, selected):
    return command(verb).clicked(selected)


def test_assign_numbers_the_marked_rows_and_everything_where_only_the_cursor_stands():
    rows = selection("Receiving", "Lot ID | Supplier", " | Mill", " | Mill", " | Yard")
    assert meant("assign", rows) == Run((("--sheet", "Receiving", "--rows", "5,6,7"),))
    assert meant("assign", rows._replace(rows=rows.rows[:1], marked=False)) == Run(((),))
    assert meant("assign", selection("Start", "x", "y")) == Run(((),))
    assert meant("assign", Selection("Suppliers", rows.rows, marked=True)) == Run(((),))


def test_marked_rows_that_give_nothing_never_mean_everything():
    assert isinstance(meant("assign", Selection("Receiving", marked=True)), Refusal)
    assert isinstance(meant("certs", Selection("Receiving", marked=True)), Refusal)
    unnumbered = selection("Receiving", "Lot ID | Supplier", " | Mill", " | Yard")
    assert isinstance(meant("certs", unnumbered), Refusal)


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column", "words"),
    [
        ("Receiving", "Lot ID | Supplier | Quantity", "PLY-0524-001 | Mill | 3", "Lot ID", "--lot=PLY-0524-001"),
        ("Receiving", "Lot ID | Supplier | Quantity", "PLY-0524-001 | Mill | 3", "Supplier", "--supplier=Mill"),
        ("Receiving", "Lot ID | Supplier | Quantity", "PLY-0524-001 | Mill | 3", "Quantity", "--lot=PLY-0524-001"),
        ("Receiving", "Lot ID | Heat on material", "L-1 | =22E1", "Heat on material", "--heat==22E1"),
        ("Receiving", "Lot ID | Heat on material", "L-1 | --x", "Heat on material", "--heat=--x"),
        ("Manufacture", "Run ID | Machine", "MFG-0001 | Laser 1", "Machine", "--machine=Laser 1"),
        ("Shipments", "Shipment ID | Run ID", "SHP-0001 | MFG-0001", "Shipment ID", "--run=MFG-0001"),
        ("Outside processes", "Run ID | Supplier", "MFG-0001 | Plater", "Supplier", "--process-supplier=Plater"),
        ("Measurements", "Run ID | Gauge", "MFG-0001 | G-7", "Gauge", "--gauge=G-7"),
        ("Suppliers", "Supplier | Contact", "Mill | Ann", "Contact", "--supplier=Mill"),
    ],
)  # fmt: skip
def test_recall_follows_what_the_cursor_stands_on_else_what_its_row_is_about(
    sheet, header, row, column, words
):
    run = meant("recall", selection(sheet, header, row, column=column))
    assert run.turns == ((words,),)
    options = parsed(command("recall"), with_workbook("book.xlsx", run.turns[0]))
    name, _, value = words.removeprefix("--").partition("=")
    assert getattr(options, name.replace("-", "_")) == [value]


def test_recall_of_several_rows_names_each_once():
    rows = selection("Receiving", "Lot ID", "L-1", "L-2", "L-1")
    assert meant("recall", rows).turns == (("--lot=L-1", "--lot=L-2"),)


def test_recall_tries_lot_then_run_where_both_may_stand():
    run = meant("recall", selection("Materials used", "Source | Run ID", "MFG-0001 | MFG-0002"))
    assert (run.turns, run.instead) == ((("--lot=MFG-0001",),), (("--run=MFG-0001",),))
    elsewhere = meant("recall", Selection("Recall", value="SN-7"))
    assert ("--serial=SN-7",) in elsewhere.instead


def test_recall_refuses_in_words_where_it_can_mean_nothing():
    assert (
        "Assign IDs" in meant("recall", selection("Receiving", "Lot ID | Note", " | new", column="Note")).text
    )
    assert "Orders" in meant("recall", selection("Orders", "Order ID", "ORD-0001")).text
    assert isinstance(meant("recall", Selection("")), Refusal)


def test_origin_takes_the_identifier_under_the_cursor_else_the_rows_own():
    shipments = selection(
        "Shipments", "Shipment ID | Order ID | Carrier", "SHP-1 | ORD-1 | DHL", "SHP-2 | ORD-1 | DHL"
    )
    assert meant("origin", shipments).turns == (("--", "SHP-1", "SHP-2"),)
    assert meant("origin", shipments._replace(column="Order ID")).turns == (("--", "ORD-1"),)
    assert meant("origin", shipments._replace(column="Carrier")).turns == (("--", "SHP-1", "SHP-2"),)
    assert parsed(command("origin"), ("b.xlsx", "--", "-x", "SHP-2")).ids == ["-x", "SHP-2"]
    assert isinstance(meant("origin", Selection("Settings")), Refusal)


def orders_of(options):
    """A command takes one order or several."""
    return [options.order] if isinstance(options.order, str) else options.order


@pytest.mark.parametrize("verb", ["ready", "issue"])
def test_orders_are_taken_from_orders_and_from_shipments(verb):
    orders = selection("Orders", "Order ID | Note", "ORD-1 | ", "ORD-2 | x", "ORD-1 | ")
    assert meant(verb, orders).turns == (("--", "ORD-1"), ("--", "ORD-2"))
    sent = selection("Shipments", "Shipment ID | Order ID", "SHP-1 | ORD-1", "SHP-2 | ORD-1", "SHP-3 | ORD-2")
    first, second = meant(verb, sent).turns
    assert first == ("--shipment=SHP-1", "--shipment=SHP-2", "--", "ORD-1")
    options = parsed(command(verb), with_workbook("b.xlsx", first))
    assert (orders_of(options), options.shipment) == (["ORD-1"], ["SHP-1", "SHP-2"])
    assert second == ("--shipment=SHP-3", "--", "ORD-2")


@pytest.mark.parametrize("verb", ["ready", "issue"])
def test_orders_that_cannot_be_meant_are_refused(verb):
    assert "Select the row of an order" in meant(verb, Selection("Suppliers")).text
    assert "Assign IDs" in meant(verb, selection("Orders", "Order ID | Note", " | new")).text
    many = [f"ORD-{number} | " for number in range(30)]
    assert "30 orders" in meant(verb, selection("Orders", "Order ID | Note", *many)).text


@pytest.mark.parametrize("status", ["Issued", "affected by recall"])
def test_issue_on_a_valid_certificate_asks_what_changed_and_replaces_it(status):
    row = f"COC-0001 | A | {status} | ORD-1"
    asked = meant("issue", selection("Certificates", "Certificate ID | Revision | Status | Order ID", row))
    assert isinstance(asked, Ask)
    assert "COC-0001 A for ORD-1 will be replaced" in asked.text
    options = parsed(command("issue"), with_workbook("b.xlsx", asked.then(" -2 pieces ").turns[0]))
    assert (orders_of(options), options.supersede, options.reason) == (["ORD-1"], "COC-0001", "-2 pieces")
    assert isinstance(asked.then("  "), Refusal)


@pytest.mark.parametrize("status", ["Void", "Superseded", ""])
def test_issue_on_a_certificate_that_is_not_valid_means_its_order(status):
    row = f"COC-0001 | A | {status} | ORD-1"
    rows = selection("Certificates", "Certificate ID | Revision | Status | Order ID", row)
    assert meant("issue", rows).turns == (("--", "ORD-1"),)


def test_void_asks_why_and_refuses_to_guess():
    certificate = selection("Certificates", "Certificate ID | Revision | Status", "COC-0001 | B | Issued")
    asked = meant("void", certificate)
    assert isinstance(asked, Ask)
    assert "COC-0001 B" in asked.text
    run = asked.then(" --wrong heat ")
    options = parsed(command("void"), with_workbook("b.xlsx", run.turns[0]))
    assert (options.certificate, options.reason) == ("COC-0001 B", "--wrong heat")
    assert isinstance(asked.then("  "), Refusal)
    assert isinstance(meant("void", selection("Certificates", "Certificate ID", "COC-1", "COC-2")), Refusal)
    shipped = selection("Shipments", "Shipment ID | Certificate", "SHP-1 | COC-0001")
    assert meant("void", shipped).then("x").turns[0][-1] == "COC-0001"
    assert isinstance(meant("void", selection("Shipments", "Shipment ID | Certificate", "SHP-1 | ")), Refusal)


def test_find_proposes_what_the_cursor_stands_on():
    asked = meant("find", selection("Receiving", "Lot ID", "PLY-0524-001"))
    assert asked.default == "PLY-0524-001"
    assert parsed(command("find"), with_workbook("b.xlsx", asked.then("--x y").turns[0])).text == ["--x y"]
    assert isinstance(asked.then(" "), Refusal)


def test_undo_is_confirmed():
    assert meant("undo", Selection("")) == Run(((),), confirm="Take this back?")


def answered(*findings, **more):
    told = [
        {"code": code, "severity": severity, "message": f"{code}!", "fix": ""} for code, severity in findings
    ]
    return Outcome(("",), {"order": "ORD-1", "findings": told, "issued": False, **more}, 1)


def again(*findings, **more):
    return command("issue").clicked_again(("--", "ORD-1"), answered(*findings, **more))


def test_issue_asks_who_signs_where_nobody_is_named():
    asked = again(("gate-signer-missing", "stop"), ("x", "warn"))
    assert "Who signs" in asked.text
    options = parsed(command("issue"), with_workbook("b.xlsx", asked.then("Ann Miller").turns[0]))
    assert (options.signer, orders_of(options)) == ("Ann Miller", ["ORD-1"])


def test_issue_asks_who_answers_where_only_warnings_are_left():
    asked = again(*[(f"w{number}", "warn") for number in range(9)])
    assert "- w0!" in asked.text
    assert "and 3 more" in asked.text
    options = parsed(command("issue"), with_workbook("b.xlsx", asked.then("Ann: seen").turns[0]))
    assert options.accept_warnings == "Ann: seen"
    assert isinstance(asked.then(""), Refusal)


def test_issue_asks_nothing_where_something_stops_or_it_was_issued():
    assert again(("other", "stop"), ("w", "warn")) is None
    assert again(("w", "warn"), issued=True) is None
    assert again() is None


def test_what_is_named_is_understood_also_where_it_may_be_left_out():
    cut = meant("cut", selection("Receiving", "Lot ID", "AL6-0124-001")).then("400 x 3")
    options = parsed(command("cut"), with_workbook("b.xlsx", cut.turns[0]))
    assert (options.workbook, options.source) == ("b.xlsx", "AL6-0124-001")
    assert with_workbook("b.xlsx", ("--sheet", "Orders")) == ("b.xlsx", "--sheet", "Orders")


@pytest.mark.parametrize("words", [("--", "-x", "SHP-2"), ("--", "a b")])
def test_names_that_look_like_options_are_names(words):
    options = parsed(command("origin"), with_workbook("b.xlsx", words))
    assert (options.workbook, options.ids) == ("b.xlsx", list(words[1:]))


def test_words_that_are_not_understood_are_an_error_in_words():
    with pytest.raises(UsageError, match="not understood"):
        parsed(command("void"), ("b.xlsx", "--no-such"))
