"""Where every unit is tracked only affected units are recalled; anything less certain is taken whole."""

import pytest

from lotbook.errors import NotFoundError
from lotbook.tables.trace.index_fields import odd_rows
from tests.story import records
from tests.tables.trace.shop import codes, ids, recalled

UNITS = """
    Receiving
    Lot ID  | Supplier | Material | Quantity | Unit | Status
    TIT-1   | Timet    | TIT      | 10       | m    | Released
    TIT-2   | Timet    | TIT      | 10       | m    | Released

    Manufacture
    Run ID | Part number | Quantity made | Unit | Status
    MFG-1  | IMPLANT     | 4             | pcs  | Complete

    Materials used
    Run ID | Source | Quantity | Unit | Unit serial
    MFG-1  | TIT-1  | 1        | m    | SN-1
    MFG-1  | TIT-1  | 1        | m    | SN-2
    MFG-1  | TIT-2  | 1        | m    | SN-3
    MFG-1  | TIT-2  | 1        | m    | {fourth}

    Orders
    Order ID | Customer | Part number | Quantity | Unit | Status
    ORD-1    | Acme     | IMPLANT     | 2        | pcs  | Shipped
    ORD-2    | Bolt     | IMPLANT     | 1        | pcs  | Shipped
    ORD-3    | Cray     | IMPLANT     | 1        | pcs  | Shipped

    Shipments
    Shipment ID | Order ID | Run ID | Quantity | Unit | Serials
    SHP-1       | ORD-1    | MFG-1  | 2        | pcs  | SN-1, sn-3
    SHP-2       | ORD-2    | MFG-1  | 1        | pcs  | SN-2
    SHP-3       | ORD-3    | MFG-1  | {third}  | pcs  | {listed}

    Customers
    Customer
    Acme
    Bolt
    Cray
"""


def story(fourth="SN-4", third="1", listed="SN-4"):
    return UNITS.format(fourth=fourth, third=third, listed=listed)


def test_shipments_without_an_affected_unit_are_left_out_and_that_is_told():
    found = recalled(story(), lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2"]
    assert [tuple(run) for run in found.narrowed] == [("MFG-1", ("SN-1", "SN-2"), ("SHP-3",))]


def test_one_row_without_a_unit_takes_the_whole_run():
    found = recalled(story(fourth=""), lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]
    assert found.narrowed == ()


@pytest.mark.parametrize("listed", ["SN-O4", "4", "S/N SN-4", "SN-5", "SN-3-SN-4", "SN-3 SN-4", "SN-1/SN-4"])
def test_a_serial_that_materials_used_does_not_know_may_be_an_affected_one(listed):
    found = recalled(story(listed=listed), lot="TIT-1")
    assert "SHP-3" in ids(found.deliveries, "shipment_id")
    assert ("gap-serials-unsure", "Shipments", 4, "Serials") in codes(found)


def test_a_row_may_name_several_units():
    found = recalled(story(fourth="SN-4; SN-5", listed="SN-5"), lot="TIT-1")
    assert [tuple(run) for run in found.narrowed] == [("MFG-1", ("SN-1", "SN-2"), ("SHP-3",))]


def test_a_shipment_with_fewer_serials_than_pieces_is_taken():
    found = recalled(story(third="2"), lot="TIT-1")
    assert "SHP-3" in ids(found.deliveries, "shipment_id")
    assert ("gap-serials-unsure", "Shipments", 4, "Serials") in codes(found)


def test_a_shipment_without_serials_is_taken():
    found = recalled(story(listed=""), lot="TIT-1")
    assert "SHP-3" in ids(found.deliveries, "shipment_id")
    assert ("gap-serials-unsure", "Shipments", 4, "Serials") in codes(found)


def test_a_serial_recalls_its_own_shipment_where_units_are_tracked():
    found = recalled(story(), serial="sn-3")
    assert ids(found.starts, "id") == ["MFG-1"]
    assert ids(found.deliveries, "shipment_id") == ["SHP-1"]


def test_a_serial_recalls_the_whole_run_where_units_are_not_tracked():
    found = recalled(story(fourth=""), serial="SN-3")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]
    assert ("gap-units-not-tracked", "Materials used", 5, "Unit serial") in codes(found)
    assert "row 5 of Materials used has no Unit serial" in found.gaps[0].message


@pytest.mark.parametrize("silent", ["SN-2", "SN-3"])
def test_where_one_row_without_a_unit_takes_the_whole_run_the_row_is_told(silent):
    found = recalled(story().replace(f"| {silent}\n", "|\n"), lot="TIT-1")
    row = {"SN-2": 3, "SN-3": 4}[silent]
    assert ("gap-units-not-tracked", "Materials used", row, "Unit serial") in codes(found)
    assert found.narrowed == ()


def test_a_lot_that_was_asked_for_with_a_serial_is_no_run_without_units():
    found = recalled(story(), lot="TIT-1", serial="SN-3")
    assert codes(found) == []


def test_a_recalled_run_is_never_narrowed_by_its_materials():
    found = recalled(story(), run="MFG-1", lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]


def test_a_serial_that_went_out_twice_takes_both_shipments():
    story_ = story(listed="SN-4").replace("1        | pcs  | SN-2", "1        | pcs  | SN-4")
    found = recalled(story_, lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]
    assert {row for code, _, row, _ in codes(found) if code == "gap-serial-shipped-twice"} == {3, 4}
    assert not found.is_complete


def test_a_serial_that_came_back_and_went_to_another_customer_went_out_once():
    back = "    SHP-4       | ORD-3    | MFG-1  | -1       | pcs  | SN-4\n"
    again = "    SHP-5       | ORD-2    | MFG-1  | 1        | pcs  | SN-4\n"
    found = recalled(story().replace("\n    Customers", f"{back}{again}\n    Customers"), lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2"]
    assert found.narrowed[0].shipments_left_out == ("SHP-3", "SHP-4", "SHP-5")
    assert found.is_complete


def test_an_affected_unit_that_is_left_in_stock_takes_no_shipment_with_it():
    stock = story().replace("1        | pcs  | SN-2", "0        | pcs  | ")
    found = recalled(stock, lot="TIT-1")
    assert "gap-serial-nowhere" not in [code for code, *_ in codes(found)]
    assert found.narrowed[0].shipments_left_out == ("SHP-3",)


def test_a_unit_nobody_lists_is_told_and_the_whole_run_is_taken():
    three = story().replace(
        "Quantity made | Unit | Status\n    MFG-1  | IMPLANT     | 4 ",
        "Quantity made | Unit | Status\n    MFG-1  | IMPLANT     | 3 ",
    )
    sold = three.replace("    SHP-2       | ORD-2    | MFG-1  | 1        | pcs  | SN-2\n", "")
    found = recalled(sold, lot="TIT-1")
    assert ("gap-serial-nowhere", "Manufacture", 2, "Run ID") in codes(found)
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-3"]


def test_a_unit_that_was_reworked_with_affected_material_is_affected_in_its_first_run_too():
    rework = (
        story()
        .replace(
            "\n    Materials used",
            "    MFG-2  | IMPLANT     | 1             | pcs  | Complete\n\n    Materials used",
        )
        .replace(
            "\n    Orders",
            "    MFG-2  | MFG-1  | 1        | pcs  | SN-4\n    MFG-2  | TIT-1  | 1        | m    | SN-4\n\n    Orders",
        )
    ).replace("\n\n\n", "\n\n")
    found = recalled(rework, lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]
    assert found.narrowed[0].serials == ("SN-1", "SN-2", "SN-4")


@pytest.mark.parametrize("listed", ["SN-10 - SN-19", "SN-10-19", "SN-10...19", "SN-10 to SN-19"])
def test_a_serial_within_a_range_is_told(listed):
    story_ = story(third="10", listed=listed).replace("ORD-3    | MFG-1", "ORD-3    | MFG-9")
    known = story_.replace("1        | pcs  | SN-2", "1        | pcs  | SN-15")
    found = recalled(known, serial="SN-15")
    assert ("gap-serials-as-a-range", "Shipments", 4, "Serials") in codes(found)
    assert "gap-serials-as-a-range" not in [code for code, *_ in codes(recalled(known, serial="SN-3"))]
    with pytest.raises(NotFoundError) as caught:
        recalled(story_, serial="SN-12")
    assert listed in str(caught.value.next_step)
    assert 4 in odd_rows(records(known))["Shipments"]


def amounts(total):
    return [(str(each.quantity), each.unit) for each in total]


def test_a_shipment_with_other_units_too_counts_its_affected_ones_only():
    found = recalled(story(), lot="TIT-1")
    first, second = found.deliveries
    assert (first.quantity, first.affected_quantity, first.affected_serials) == (2, 1, "SN-1")
    assert first.is_partly
    assert (second.affected_quantity, second.affected_serials, second.is_partly) == (1, "SN-2", False)
    acme, bolt = found.customers
    assert (amounts(acme.quantities), amounts(acme.shipped)) == ([("1", "pcs")], [("2", "pcs")])
    assert amounts(bolt.quantities) == amounts(bolt.shipped) == [("1", "pcs")]


def test_of_a_return_with_other_units_too_the_affected_ones_came_back():
    back = "    SHP-4       | ORD-1    | MFG-1  | -2       | pcs  | SN-1, SN-3\n"
    found = recalled(story().replace("\n    Customers", f"{back}\n    Customers"), lot="TIT-1")
    acme = found.customers[0]
    assert (amounts(acme.quantities), amounts(acme.shipped), amounts(acme.returned)) == (
        [("1", "pcs")], [("2", "pcs")], [("1", "pcs")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "third"),
    [("SN-4", "2"), ("SN-9", "1"), ("SN-1", "1")],
    ids=["fewer than pieces", "unknown", "twice"],
)
def test_a_shipment_that_its_serials_do_not_tell_counts_whole(listed, third):
    found = recalled(story(listed=listed, third=third), lot="TIT-1")
    doubtful = next(each for each in found.deliveries if each.shipment_id == "SHP-3")
    assert (doubtful.affected_quantity, doubtful.is_partly) == (doubtful.quantity, False)


def test_where_an_affected_unit_is_nowhere_every_shipment_counts_whole():
    """SN-2 left in some shipment, and no one knows in which."""
    sent = story(fourth="SN-4; SN-5").replace("1        | pcs  | SN-2", "1        | pcs  | SN-5")
    found = recalled(sent, lot="TIT-1")
    assert "gap-serial-nowhere" in [code for code, *_ in codes(found)]
    assert [each.is_partly for each in found.deliveries] == [False, False, False]
