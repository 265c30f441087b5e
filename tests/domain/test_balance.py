"""The balance of a lot: it closes for consistent data, and what cannot be told is unexplained, never good."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.balance import balance, left, size_of
from lotbook.domain.books import Amount, Books, Fate, Flow, Gone, Made, Received, RunState

D = Decimal


def flow(source, target, quantity, unit="kg"):
    return Flow(source, target, Amount(None if quantity is None else D(str(quantity)), unit))


def made(pieces, scrapped=0, state=RunState.FINISHED):
    return Made(
        state, None if pieces is None else D(pieces), None if scrapped is None else D(scrapped), "pcs"
    )


def books(flows, runs=None, also_into=()):
    by_source, into = {}, {}
    for each in flows:
        by_source.setdefault(each.source, []).append(each)
    for each in (*flows, *also_into):
        if each.target and each.target not in (runs or {}):
            into.setdefault(each.target, []).append(each)
    return Books(by_source, into, runs or {})


def lot(quantity, unit="kg", **more):
    return Received("lot", Amount(None if quantity is None else D(str(quantity)), unit), **more)


def parts(found):
    return (found.used_in_good_parts, found.scrapped, found.returned, found.on_hand, found.unexplained)


def test_a_lot_is_used_scrapped_by_the_runs_share_and_on_hand():
    found = balance(lot(20), books([flow("lot", "run", 10)], {"run": made(10, 1)}))
    assert parts(found) == (D(9), D(1), D(0), D(10), D(0))
    assert found.doubts == ()


def test_pieces_on_hand_count_as_on_hand():
    found = balance(lot(20), books([flow("lot", "cut", 5), flow("cut", "run", 2)], {"run": made(1)}))
    assert parts(found) == (D(2), D(0), D(0), D(18), D(0))


def test_a_blend_passes_on_only_the_lots_own_share():
    rows = [flow("lot", "blend", 3), flow("blend", "run", 4)]
    found = balance(lot(3), books(rows, {"run": made(4, 1)}, also_into=[flow("other", "blend", 1)]))
    # 3 of the 4 kg in the blend are the lot's; all is used, a quarter of the pieces is scrap
    assert parts(found) == (D("2.25"), D("0.75"), D(0), D(0), D(0))


def test_scrap_of_a_sub_assembly_takes_its_share_of_the_lot():
    rows = [flow("lot", "sub", 10), flow("sub", "top", 5, "pcs")]
    found = balance(lot(10), books(rows, {"sub": made(10), "top": made(5, 1)}))
    assert parts(found) == (D(9), D(1), D(0), D(0), D(0))


def test_a_rejected_lots_rest_is_returned():
    found = balance(lot(20, gone_back=True), books([flow("lot", "run", 5)], {"run": made(5)}))
    assert parts(found) == (D(5), D(0), D(15), D(0), D(0))


def test_scrap_and_returns_of_the_lot_itself_are_not_on_hand():
    gone = {"lot": [Gone(Fate.SCRAPPED, Amount(D(2), "kg")), Gone(Fate.RETURNED, Amount(D(3000), "g"))]}
    found = balance(lot(20), books([])._replace(gone=gone))
    assert parts(found) == (D(0), D(2), D(3), D(15), D(0))


def test_of_a_blend_that_is_scrapped_or_sold_the_lot_loses_its_share():
    rows = [flow("lot", "blend", 2), flow("other", "blend", 6)]
    gone = {"blend": [Gone(Fate.SCRAPPED, Amount(D(4), "kg")), Gone(Fate.SOLD, Amount(D(2), "kg"))]}
    found = balance(lot(20), books(rows)._replace(gone=gone))
    assert parts(found) == (D("0.5"), D(1), D(0), D("18.5"), D(0))


def test_what_was_sold_in_another_measure_is_a_doubt_and_unexplained():
    gone = {"lot": [Gone(Fate.SOLD, Amount(D(2), "sheet"))]}
    found = balance(lot(20), books([])._replace(gone=gone))
    assert parts(found) == (D(0), D(0), D(0), None, D(20))
    assert found.doubts == ("lot: how much of it was sold as it was cannot be told",)


def test_more_used_than_received_is_an_error():
    found = balance(lot(20), books([flow("lot", "run", 25)], {"run": made(5)}))
    assert found.is_over
    assert parts(found) == (D(25), D(0), D(0), D(0), D(-5))


def test_a_piece_used_up_twice_is_an_error_although_the_lot_has_enough():
    rows = [flow("lot", "cut", 5), flow("cut", "run", 7)]
    found = balance(lot(20), books(rows, {"run": made(5)}))
    assert found.is_over
    assert found.unexplained == D(-2)


def test_units_of_one_measure_are_converted():
    found = balance(lot(1), books([flow("lot", "run", 200, "g")], {"run": made(1)}))
    assert parts(found) == (D("0.2"), D(0), D(0), D("0.8"), D(0))


def test_units_that_do_not_compare_leave_the_rest_unexplained_and_say_so():
    found = balance(lot(10), books([flow("lot", "run", 3, "pcs")], {"run": made(3)}))
    assert parts(found) == (D(0), D(0), D(0), None, D(10))
    assert found.doubts == ("lot to run: pcs cannot be told in kg",)


@pytest.mark.parametrize(
    ("runs", "doubt"),
    [
        ({}, "run: not in the workbook"),
        (
            {"run": made(None, None, RunState.CANCELLED)},
            "run: cancelled, so nobody wrote what became of its material",
        ),
        ({"run": made(None)}, "run: the quantity made is missing"),
    ],
)
def test_material_in_a_run_that_tells_nothing_is_unexplained(runs, doubt):
    known = books([flow("lot", "run", 4)], runs)._replace(inflows={})
    found = balance(lot(10), known)
    assert parts(found) == (D(0), D(0), D(0), D(6), D(4))
    assert found.doubts == (doubt,)


def test_material_in_a_run_in_process_is_told_apart():
    found = balance(lot(10), books([flow("lot", "run", 4)], {"run": made(None, 0, RunState.IN_PROCESS)}))
    assert (found.used_in_good_parts, found.in_process) == (D(4), D(4))


def test_a_missing_quantity_leaves_the_rest_unexplained():
    found = balance(lot(10), books([flow("lot", "run", None)], {"run": made(4)}))
    assert found.unexplained == D(10)
    assert found.doubts == ("lot to run: the quantity is missing",)


def test_without_a_delivered_quantity_nothing_is_claimed():
    found = balance(lot(None), books([flow("lot", "run", 3)], {"run": made(4)}))
    assert parts(found) == (None,) * 5
    assert found.doubts


def test_a_circle_ends_and_what_went_into_it_is_unexplained():
    rows = [flow("lot", "a", 4), flow("a", "b", 4), flow("b", "a", 4)]
    found = balance(lot(10), books(rows))
    assert parts(found) == (D(0), D(0), D(0), D(6), D(4))
    assert found.doubts == ("a, b: made from each other in a circle",)


def test_thirds_add_up_exactly():
    rows = [flow("lot", f"run{i}", 1) for i in range(3)]
    found = balance(lot(3), books(rows, {f"run{i}": made(3, 1) for i in range(3)}))
    assert sum(parts(found)) == D(3)
    assert found.unexplained == 0
    assert not found.is_over


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(1, 9), st.integers(0, 9)), max_size=6),
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 100)), max_size=4),
    st.integers(0, 60),
    st.randoms(use_true_random=False),
)
def test_the_parts_of_consistent_data_add_up_to_what_was_received(runs, cuts, rest, chance):
    """Runs use the lot directly; cuts are used up to a percentage; whatever is left is on hand."""
    flows, known = [], {}
    total = D(rest)
    for i, (quantity, pieces, scrap) in enumerate(runs):
        flows.append(flow("lot", f"run{i}", quantity))
        known[f"run{i}"] = made(pieces, min(scrap, pieces))
        total += quantity
    for i, (quantity, percent) in enumerate(cuts):
        flows.append(flow("lot", f"cut{i}", quantity))
        flows.append(flow(f"cut{i}", f"used{i}", D(quantity) * percent / 100))
        known[f"used{i}"] = made(2, 1)
        total += quantity
    chance.shuffle(flows)
    if total <= 0:
        return
    found = balance(lot(total), books(flows, known))
    assert sum(parts(found)) == total
    assert found.unexplained == 0
    assert all(part >= 0 for part in parts(found))


@given(st.permutations([flow("lot", "a", 3), flow("lot", "b", 4), flow("a", "run", 2), flow("b", "run", 3)]))
def test_the_order_of_rows_does_not_change_the_balance(rows):
    wanted = balance(lot(10), books(sorted(rows), {"run": made(7, 2)}))
    assert balance(lot(10), books(rows, {"run": made(7, 2)})) == wanted


def test_what_is_left_is_in_the_lots_own_unit_and_may_be_below_zero():
    assert left(Amount(D(1), "kg"), [flow("lot", "run", 250, "g")]) == D("0.75")
    assert left(Amount(D(1), "kg"), [flow("lot", "run", 2)]) == D(-1)
    assert left(Amount(D(1), "kg"), [flow("lot", "run", 2, "pcs")]) is None
    assert left(Amount(None, "kg"), []) is None


def test_a_piece_is_as_big_as_everything_that_went_into_it():
    assert size_of([flow("a", "p", 1), flow("b", "p", 500, "g")]) == Amount(D(1500), "g")
    assert size_of([flow("a", "p", 1), flow("b", "p", 1, "pcs")]).quantity is None


def test_percentages_are_of_what_was_received():
    found = balance(lot(8), books([flow("lot", "run", 1)], {"run": made(1)}))
    assert found.percent(found.used_in_good_parts) == D("12.5")
    assert balance(lot(None), books([])).percent(D(1)) is None


def test_where_the_rest_of_the_lot_cannot_be_told_none_of_it_counts_as_on_hand():
    rows = [flow("lot", "cut", 4), flow("lot", "run", 1, "Kilogramm")]
    found = balance(lot(10), books(rows, {"run": made(1)}))
    assert (found.on_hand, found.unexplained) == (None, D(10))


def test_doubts_name_things_as_people_write_them():
    rows = [flow("lot", "a", 1), flow("a", "b", 1), flow("b", "a", 1)]
    found = balance(lot(10), books(rows, {"a": made(1), "b": made(1)}), {"a": "MFG-1", "b": "MFG 2"}.get)
    assert found.doubts == ("MFG-1, MFG 2: made from each other in a circle",)
