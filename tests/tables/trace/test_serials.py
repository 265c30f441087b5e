"""Where every unit is tracked only affected units are recalled; anything less certain is taken whole."""

import pytest

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
    assert "gap-units-not-tracked" in [code for code, *_ in codes(found)]


def test_a_recalled_run_is_never_narrowed_by_its_materials():
    found = recalled(story(), run="MFG-1", lot="TIT-1")
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2", "SHP-3"]
