"""The gate on shipments: counted, of settled runs, with serials, certified once."""

from __future__ import annotations

import pytest

from lotbook.documents.gate.rules import gate
from tests.documents.gate_story import SOUND, case, changed, found

SENT = "    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |\n"


def test_an_order_without_a_shipment_stops():
    assert found(changed((SENT, ""))) == [("Orders", 2, "Order ID", "gate-nothing-shipped")]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0001 |  | pcs", "Quantity", "gate-quantity-missing"),
        ("SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0001 | 0 | pcs", "Quantity", "gate-quantity-missing"),
        ("SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0001 | 4 |", "Unit", "gate-quantity-missing"),
        ("SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0001 | 4 | kg", "Unit", "gate-units-differ"),
        ("SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0009 | 4 | pcs", "Run ID", "gate-unresolved"),
    ],
)
def test_a_shipment_has_quantity_unit_and_run(row, column, code):
    assert ("Shipments", 2, column, code) in found(changed((SENT, f"    {row}\n")))


def test_other_shipments_of_the_run_count_against_what_was_made_less_scrap():
    other = "    SHP-0002 | 2024-02-05 | ORD-0777 | MFG-0001 | {} | pcs | |\n"
    assert found(SOUND.rstrip(" ") + other.format(5)) == []
    assert found(SOUND.rstrip(" ") + other.format(6)) == [
        ("Manufacture", 2, "Quantity made", "gate-more-than-made")
    ]


def test_a_run_that_does_not_say_how_many_it_made_stops():
    text = changed(
        (
            "| C             | 10            | 1                 |",
            "| C             |               |                   |",
        )
    )
    assert found(text) == [("Manufacture", 2, "Quantity made", "gate-made-unknown")]


@pytest.mark.parametrize(
    ("status", "code"),
    [("Hold", "gate-run-stopped"), ("Planned", "gate-run-stopped"), ("In process", "gate-run-not-complete?")],
)
def test_runs_of_sub_assemblies_are_settled_too(status, code):
    text = changed(
        ("20            |                   | pcs  | Bob      | Complete", f"20 | | pcs | Bob | {status}")
    )
    assert found(text) == [("Manufacture", 3, "Status", code)]


def test_a_cancelled_run_ships_nothing():
    text = changed(("| 1                 | pcs  | Bob      | Complete", "| 1 | pcs | Bob | Cancelled"))
    assert {code for *_, code in found(text)} >= {"gate-run-stopped", "gate-no-material"}


def test_a_serialised_part_needs_a_serial_for_each_piece():
    text = changed(("Bracket     | pcs  |            |", "Bracket     | pcs  | Yes        |"))
    assert found(text) == [("Shipments", 2, "Serials", "gate-serials")]
    assert found(changed(("4        | pcs  |         |", "4 | pcs | a1, a2, a3, a4 |"), text=text)) == []
    assert found(changed(("4        | pcs  |         |", "4 | pcs | a1, a2, a3, A1 |"), text=text)) == [
        ("Shipments", 2, "Serials", "gate-serials")
    ]


def test_a_serial_of_the_same_part_ships_once():
    text = changed(("4        | pcs  |         |", "2 | pcs | a1, a2 |"))
    again = "    SHP-0002 | 2024-01-05 | ORD-0777 | {} | 1 | pcs | A2 |\n"
    assert found(text.rstrip(" ") + again.format("MFG-0001")) == [
        ("Shipments", 3, "Serials", "gate-serial-shipped-before")
    ]
    assert found(text.rstrip(" ") + again.format("MFG-0002")) == []  # another part may use the same number


REGISTER = """
    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs       | Status
    COC-0001       | A        | ORD-0001 | SHP-0009, shp-0001 | {}
"""


@pytest.mark.parametrize(
    ("status", "codes"),
    [
        ("Issued", ["gate-certified-already"]),
        ("Affected by recall", ["gate-certified-already"]),
        ("Void", []),
    ],
)
def test_a_shipment_stands_on_one_valid_certificate(status, codes):
    assert [code for *_, code in found(SOUND + REGISTER.format(status))] == codes


def test_a_reissue_may_replace_the_certificate_of_the_shipment():
    whole = REGISTER.replace("SHP-0009, ", "").format("Issued")
    assert found(SOUND + whole, supersedes="COC-0001") == []


def test_a_shipment_without_a_number_cannot_be_certified():
    text = changed(("SHP-0001    |", "            |"))
    assert found(text) == [("Shipments", 2, "Shipment ID", "gate-shipment-unnumbered")]


@pytest.mark.parametrize(
    ("day", "stays"), [("          ", True), ("2024-03-02", True), ("2024-03-01", False)]
)
def test_a_certificate_for_goods_that_have_not_left_needs_a_name(day, stays):
    text = changed(("SHP-0001    | 2024-02-05", f"SHP-0001    | {day}"))
    expected = [("Shipments", 2, "Shipped on", "gate-not-shipped-yet?")] if stays else []
    assert found(text) == expected


OLDER = """
    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs       | Status
    COC-0001       | A        | {}       | SHP-0001, SHP-0009 | Issued
"""


def test_a_shipment_that_was_moved_to_another_order_is_still_certified():
    text = SOUND + OLDER.format("ORD-0777")
    assert found(text) == [("Shipments", 2, "Certificate", "gate-certified-already")]


def test_a_reissue_that_covers_less_is_asked_about():
    text = SOUND + OLDER.format("ORD-0001")
    assert found(text, supersedes="COC-0001") == [
        ("Certificates", 2, "Shipment IDs", "gate-shipment-left-out?")
    ]


TWO_RUNS = (
    (
        "    MFG-0002 | 2024-02-01",
        "    MFG-0003 | 2024-02-03 | 2024-02-04 | BRK-100 | C | 10 | 1 | pcs | Bob | Complete |\n    MFG-0002 | 2024-02-01",
    ),
    (
        "    MFG-0001 | MFG-0002 ",
        "    MFG-0003 | SS3-0124-001 | 3 | pcs | 2024-02-03 |\n    MFG-0001 | MFG-0002 ",
    ),
    (SENT, f"{SENT}    SHP-0002 | 2024-02-06 | ORD-0001 | MFG-0003 | 5 | pcs | |\n"),
)


def test_two_batches_on_one_certificate_have_the_same_outside_processes():
    text = changed(*TWO_RUNS)
    assert ("Manufacture", 3, "Run ID", "gate-process-left-out?") in found(text)
    row = next(line for line in text.splitlines() if "| Anodise |" in line)
    both = changed((row, f"{row}\n{row.replace('MFG-0001', 'MFG-0003')}"), text=text)
    assert not [each for each in found(both) if "process-left-out" in each[3]]


@pytest.mark.parametrize("paper", ["Dimensional report", "First article"])
def test_a_result_without_limits_is_told_where_a_report_would_show_it(paper):
    no_limits = changed(("| 9.9         | 10.1        |", "|             |             |"))
    assert found(no_limits) == []
    asked = changed(
        ("| COC, Material certificates   |", f"| COC, {paper} |"),
        ("| Complete |\n    MFG-0002", "| Complete | Full\n    MFG-0002"),
        text=no_limits,
    )
    assert found(asked) == [("Characteristics", 2, "Upper limit", "gate-limits-missing?")]


def test_a_row_without_a_number_is_called_by_its_place():
    text = changed(("bc9.pdf          | 2024-02-04", "bc9.pdf          | 2024-02-09"))
    (said,) = [each.message for each in gate(case(text)) if each.code == "gate-done-after-shipping"]
    assert (
        said == "Done on of row 2 of Outside processes is 2024-02-09; shipment SHP-0001 left on 2024-02-05."
    )


def test_a_reissue_that_says_the_same_is_asked_about_and_one_that_does_not_is_not():
    text = SOUND + OLDER.format("ORD-0001").replace(", SHP-0009", "")
    same = case(text, supersedes="COC-0001")
    codes = [{f.code for f in gate(each)} for each in (same, same._replace(unchanged=True))]
    assert [f.stops for f in gate(same._replace(unchanged=True)) if f.code == "gate-nothing-changed"] == [
        False
    ]
    assert codes[1] - codes[0] == {"gate-nothing-changed"}
