"""The packing slip: this delivery, what went before, what is still to come, and no field the template lacks."""

from __future__ import annotations

import pytest

from lotbook.documents.papers import packing_slip
from lotbook.documents.template.fields import names
from tests.documents.gate_story import SOUND, case, changed
from tests.documents.package.test_folder import HEAD

UNKNOWN = "not known, the quantities cannot be added up"  # an empty text would read as a complete order line
ONE = "    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |\n"


def slip(text=SOUND):
    return packing_slip.context(case(text).frozen, HEAD, ["Traceability report"])


def of_two(other: str) -> dict[str, object]:
    """The slip of the first shipment while the sheet holds a second one."""
    frozen = case(changed((ONE, ONE + other))).frozen
    first = frozen._replace(
        shipments=frozen.shipments[:1],
        around=frozen.around._replace(shipments=tuple(record.shipment for record in frozen.shipments[1:])),
    )
    return packing_slip.context(first, HEAD)


def test_every_documented_field_is_there_and_no_other():
    found = set(names(slip()))
    documented = {field.name for field in packing_slip.FIELDS}
    assert {name for name in found if ".extra" not in name and name != "extra"} <= documented
    assert {name for name in documented if "[]" not in name} <= found


def test_what_is_left_of_the_order_line_is_still_to_come():
    order = slip()["order"]
    assert (order["shipped_before"], order["still_open"]) == ("", "5\u00a0pcs")


@pytest.mark.parametrize(
    ("other", "before", "left"),
    [
        ("    SHP-0002    | 2024-02-01 | ORD-0001 | MFG-0001 | 3        | pcs  |         |\n", "3\u00a0pcs", "2\u00a0pcs"),
        ("    SHP-0002    | 2024-02-09 | ORD-0001 | MFG-0001 | 3        | pcs  |         |\n", "", "5\u00a0pcs"),
        ("    SHP-0002    | 2024-02-01 | ORD-0001 | MFG-0001 | 5        | pcs  |         |\n", "5\u00a0pcs", ""),
        ("    SHP-0002    | 2024-02-01 | ORD-0001 | MFG-0001 | 3        | kg   |         |\n", UNKNOWN, UNKNOWN),
        ("    SHP-0002    | 2024-02-01 | ORD-0001 | MFG-0001 | 3        |      |         |\n", "3\u00a0pcs", "2\u00a0pcs"),
        ("    SHP-0002    | 2024-02-01 | ORD-0001 | MFG-0001 |          | pcs  |         |\n", UNKNOWN, UNKNOWN),
    ],
)  # fmt: skip
def test_other_shipments_count_when_they_were_earlier_and_in_the_same_unit(other, before, left):
    order = of_two(other)["order"]
    assert (order["shipped_before"], order["still_open"]) == (before, left)


def test_the_goods_go_to_the_destination_or_else_to_the_customers_address():
    assert slip()["order"]["ship_to"] == "4 Dock Rd, Hull"


def test_the_certificate_is_named_first_among_the_papers():
    assert slip()["enclosed"] == ["Certificate of Conformance", "Traceability report"]


def test_a_delivery_in_another_unit_than_the_order_never_completes_it():
    other = changed((ONE, ONE.replace("pcs", "kg ")))
    assert slip(other)["order"]["still_open"] == UNKNOWN
