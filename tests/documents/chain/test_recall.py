"""What the picture of a recall shows."""

from __future__ import annotations

from datetime import date

from lotbook.documents.chain.recall import chain_of
from lotbook.domain.filters import Filters
from lotbook.tables.trace.recall import recall
from tests.story import records

STORY = """
    Receiving
    Lot ID  | Material | Heat on certificate | Quantity | Unit  | Status
    AL6-001 | AL6      | H83017              | 10       | sheet | Released

    Manufacture
    Run ID   | Part number | Quantity made | Unit | Status
    MFG-0001 | BRK         | 90            | pcs  | Complete
    MFG-0002 | BRK         | 4             | pcs  | Complete

    Materials used
    Run ID   | Source   | Quantity | Unit
    MFG-0001 | AL6-001  | 2        | sheet
    MFG-0002 | MFG-0001 | 2        | pcs

    Orders
    Order ID | Customer | Part number
    {orders}

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit
    {shipments}
"""


def found_with(count):
    orders = "\n    ".join(f"ORD-{n:04} | Customer {n % 7} | BRK" for n in range(count))
    shipments = "\n    ".join(
        f"SHP-{n:04} | 2024-02-05 | ORD-{n:04} | MFG-000{1 + (n == 0)} | 2 | pcs" for n in range(count)
    )
    return recall(
        records(STORY.format(orders=orders, shipments=shipments)),
        Filters(lot=("AL6-001",)),
        today=date(2024, 3, 1),
    )


def chain(count):
    drawn = chain_of(found_with(count))
    return drawn, {box.name: box.lines for box in drawn.boxes.values() if box.column == "Shipments"}


def test_few_shipments_are_drawn_one_by_one_with_their_customer():
    drawn, shipments = chain(2)
    assert shipments == {
        "SHP-0000": ("Customer 0", "2\u00a0pcs, 5 Feb 2024"),
        "SHP-0001": ("Customer 1", "2\u00a0pcs, 5 Feb 2024"),
    }
    assert set(drawn.arrows) == {
        ("al6-001", "mfg-0001"),
        ("mfg-0001", "mfg-0002"),
        ("mfg-0001", "to shp-0001"),
        ("mfg-0002", "to shp-0000"),
    }


def test_many_shipments_stand_together_by_run_and_nobody_is_left_out_of_the_numbers():
    drawn, shipments = chain(31)
    assert shipments == {
        "7 customers": ("30 shipments", "60\u00a0pcs"),
        "SHP-0000": ("Customer 0", "2\u00a0pcs, 5 Feb 2024"),
    }
    assert len([arrow for arrow in drawn.arrows if arrow[1].startswith("to ")]) == 2


def lines(text, count):
    return "\n    ".join(text(n) for n in range(count))


MANY = """
    Receiving
    Lot ID  | Material | Supplier | Quantity | Unit  | Status
    AL6-001 | AL6      | Alu Co   | 400      | sheet | Released

    Manufacture
    Run ID | Part number | Part revision | Quantity made | Unit | Status
    {runs}

    Materials used
    Run ID | Source | Quantity | Unit
    {uses}

    Orders
    Order ID | Customer
    {orders}

    Shipments
    Shipment ID | Order ID | Run ID | Quantity | Unit
    {shipments}
"""


def test_many_runs_stand_together_by_part_and_nothing_is_left_out_of_the_numbers():
    story = MANY.format(
        runs=lines(lambda n: f"MFG-{n:04} | BRK-{n % 4} | A | 10 | pcs | Complete", 200),
        uses=lines(
            lambda n: f"MFG-{n:04} | {'AL6-001' if n < 160 else f'MFG-{n - 160:04}'} | 1 | sheet", 200
        ),
        orders=lines(lambda n: f"ORD-{n:04} | Customer {n}", 400),
        shipments=lines(lambda n: f"SHP-{n:04} | ORD-{n:04} | MFG-{n // 2:04} | 2 | pcs", 400),
    )
    drawn = chain_of(recall(records(story), Filters(lot=("AL6-001",)), today=date(2024, 3, 1)))
    boxes = [(box.column, box.name, *box.lines) for box in drawn.boxes.values()]
    assert len(boxes) == 1 + 8 + 8  # the lot, four parts at two depths, and what was sent of each
    assert boxes.count(("Runs", "BRK-0 rev A", "40 runs", "400\u00a0pcs")) == 1
    assert boxes.count(("Runs", "BRK-0 rev A", "10 runs", "100\u00a0pcs")) == 1
    assert sum(int(lines[0].split()[0]) for column, _, *lines in boxes if column == "Runs") == 200
    assert sum(int(lines[0].split()[0]) for column, _, *lines in boxes if column == "Shipments") == 400
    assert len(drawn.arrows) == 4 + 4 + 8


def drawn_of(runs, uses):
    story = MANY.format(
        runs=runs, uses=uses, orders="ORD-1 | Ann", shipments="SHP-1 | ORD-1 | MFG-0000 | 1 | pcs"
    )
    return chain_of(recall(records(story), Filters(lot=("AL6-001",)), today=date(2024, 3, 1)))


def test_a_long_chain_ends_in_one_box_that_counts_all_that_came_later():
    drawn = drawn_of(
        lines(lambda n: f"MFG-{n:04} | P-{n} | A | 10 | pcs | Complete", 9),
        lines(lambda n: f"MFG-{n:04} | {f'MFG-{n - 1:04}' if n else 'AL6-001'} | 1 | sheet", 9),
    )
    boxes = [(box.name, *box.lines) for box in drawn.boxes.values() if box.column == "Runs"]
    assert boxes == [
        *[(f"MFG-{n:04}", f"P-{n} rev A", "10\u00a0pcs, Complete") for n in range(3)],
        ("6 parts", "6 runs", "60\u00a0pcs"),
    ]


def test_hundreds_of_parts_stand_together_by_how_far_from_the_material_they_are():
    """Every part is made of other ones, some of each other."""
    circle = "\n    MFG-0000 | MFG-0301 | 1 | pcs"
    drawn = drawn_of(
        lines(lambda n: f"MFG-{n:04} | P-{n} | A | 10 | pcs | Complete", 400),
        lines(lambda n: f"MFG-{n:04} | {f'MFG-{n - 100:04}' if n > 99 else 'AL6-001'} | 1 | sheet", 400)
        + circle,
    )
    boxes = [(box.name, *box.lines) for box in drawn.boxes.values() if box.column == "Runs"]
    assert boxes == [("100 parts", "100 runs", "1000\u00a0pcs")] * 4
