"""Recalls of random shops against an obviously right, slow answer; and the order of rows and sheets changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.domain.filters import Filters
from lotbook.domain.json_form import as_json
from lotbook.tables.trace.origin import origin
from lotbook.tables.trace.recall import recall
from tests.story import records
from tests.tables.trace.shop import TODAY

LOTS = [f"LOT-A{i}" for i in range(4)]
PIECES = [f"PIECE-B{i}" for i in range(4)]
RUNS = [f"RUN-C{i}" for i in range(5)]
ORDERS = [f"ORD-D{i}" for i in range(5)]

SHOPS = st.fixed_dictionaries(
    {
        "cuts": st.lists(st.tuples(st.sampled_from(LOTS + PIECES), st.sampled_from(PIECES)), max_size=6),
        "uses": st.lists(
            st.tuples(st.sampled_from(RUNS), st.sampled_from(LOTS + PIECES + RUNS)), max_size=10
        ),
        "shipments": st.lists(st.tuples(st.sampled_from(ORDERS), st.sampled_from(RUNS)), max_size=8),
        "cancelled_runs": st.sets(st.sampled_from(RUNS), max_size=2),
        "cancelled_orders": st.sets(st.sampled_from(ORDERS), max_size=2),
        "deleted": st.sets(st.sampled_from(LOTS + RUNS), max_size=2),
    }
)
CHANCE = st.randoms(use_true_random=False)


def tables(shop):
    """Sheet -> (headers, rows)."""
    gone, off = shop["deleted"], shop["cancelled_runs"]
    return {
        "Receiving": ("Lot ID | Quantity | Unit", [f"{lot} | 10 | kg" for lot in LOTS if lot not in gone]),
        "Cuts": ("From | New lot ID | Quantity | Unit", [f"{s} | {t} | 1 | kg" for s, t in shop["cuts"]]),
        "Manufacture": (
            "Run ID | Part number | Quantity made | Unit | Status",
            [
                f"{run} | P | 9 | pcs | {'Cancelled' if run in off else 'Complete'}"
                for run in RUNS
                if run not in gone
            ],
        ),
        "Materials used": (
            "Run ID | Source | Quantity | Unit",
            [f"{run} | {source} | 1 | {'pcs' if source in RUNS else 'kg'}" for run, source in shop["uses"]],
        ),
        "Orders": (
            "Order ID | Customer | Part number | Quantity | Unit | Status",
            [
                f"{order} | Customer {i} | P | 9 | pcs | {'Cancelled' if order in shop['cancelled_orders'] else 'Open'}"
                for i, order in enumerate(ORDERS)
            ],
        ),
        "Shipments": (
            "Shipment ID | Order ID | Run ID | Quantity | Unit",
            [f"SHP-{i} | {order} | {run} | 1 | pcs" for i, (order, run) in enumerate(shop["shipments"])],
        ),
        "Customers": ("Customer", [f"Customer {i}" for i in range(len(ORDERS))]),
    }


def written(shop, chance=None):
    """The shop as text tables, with its rows and sheets shuffled when there is a chance."""
    sheets = list(tables(shop).items())
    if chance:
        chance.shuffle(sheets)
    blocks = []
    for name, (headers, rows) in sheets:
        order = list(rows)
        if chance:
            chance.shuffle(order)
        blocks.append("\n".join([name, headers, *order]))
    return "\n\n".join(blocks)


def named(shop):
    """Identifiers that stand somewhere in the workbook."""
    here = set(LOTS + RUNS) - shop["deleted"]
    return here | {node for pair in (*shop["cuts"], *shop["uses"]) for node in pair}


def naive_runs(shop, start):
    """Everything made from a start, row by row until nothing is added; cancelled runs, where known, take nothing."""
    cancelled = shop["cancelled_runs"] - shop["deleted"]
    found = {start}
    before = 0
    while before != len(found):
        before = len(found)
        for source, piece in shop["cuts"]:
            if source in found:
                found.add(piece)
        for run, source in shop["uses"]:
            if source in found and run not in cancelled:
                found.add(run)
    return found - (cancelled if start in cancelled else set())


def naive_customers(shop, start):
    made = naive_runs(shop, start)
    return {
        f"Customer {ORDERS.index(order)}"
        for order, run in shop["shipments"]
        if run in made and order not in shop["cancelled_orders"]
    }


def asked(shop, start):
    name = "run" if start in RUNS else "lot"
    return recall(records(written(shop)), Filters(**{name: (start,)}), today=TODAY)


@given(SHOPS, st.sampled_from(LOTS))
@settings(max_examples=150, deadline=None)
def test_a_recall_names_the_customers_that_a_slow_closure_names(shop, start):
    if start not in named(shop):
        return
    found = asked(shop, start)
    assert {total.customer for total in found.customers} == naive_customers(shop, start)
    reached = {step.id for step in found.chain if step.what != "shipment"}
    assert {node.casefold() for node in reached} == {node.casefold() for node in naive_runs(shop, start)}


@given(SHOPS, st.sets(st.sampled_from(LOTS + PIECES), min_size=2, max_size=3), CHANCE)
@settings(max_examples=100, deadline=None)
def test_the_order_of_rows_sheets_and_starts_changes_nothing_but_row_numbers(shop, starts, chance):
    starts = sorted(starts & named(shop))
    if not starts:
        return
    again = list(starts)
    chance.shuffle(again)
    one = recall(records(written(shop)), Filters(lot=tuple(starts)), today=TODAY)
    other = recall(records(written(shop, chance)), Filters(lot=tuple(again)), today=TODAY)
    assert without_rows(one) == without_rows(other)


def without_rows(found):
    """The answer without sheet row numbers, the order of what was typed, and texts that tell a row number."""
    plain = as_json(found._replace(filters=Filters(), matches=(), gaps=()))
    codes = sorted((gap.code, gap.place.sheet, gap.place.column) for gap in found.gaps)
    return _cleaned(plain), codes


def _cleaned(value):
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items() if name != "row"}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


@given(SHOPS, st.lists(st.sampled_from(LOTS), min_size=2, max_size=3, unique=True))
@settings(max_examples=80, deadline=None)
def test_several_lots_at_once_reach_what_each_reaches(shop, starts):
    starts = [start for start in starts if start in named(shop)]
    if not starts:
        return
    together = recall(records(written(shop)), Filters(lot=tuple(starts)), today=TODAY)
    assert {total.customer for total in together.customers} == {
        customer for start in starts for customer in naive_customers(shop, start)
    }


@given(SHOPS, st.sampled_from(LOTS))
@settings(max_examples=100, deadline=None)
def test_a_shipment_is_recalled_exactly_when_its_origin_names_the_lot(shop, start):
    if start not in named(shop) or start in shop["deleted"]:
        return
    recalled = {sent.shipment_id for sent in asked(shop, start).deliveries}
    for i, (order, run) in enumerate(shop["shipments"]):
        if order in shop["cancelled_orders"] or run in shop["cancelled_runs"] - shop["deleted"]:
            continue
        back = origin(records(written(shop)), [f"SHP-{i}"], known={})
        assert (f"SHP-{i}" in recalled) == (start in {lot.lot_id for lot in back.lots})
