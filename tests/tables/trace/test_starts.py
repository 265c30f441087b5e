"""Each filter finds its own starts; several narrow or widen as told; an unknown value gets near matches."""

from datetime import date

import pytest

from lotbook.domain.filters import Filters
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.trace.recall import recall
from tests.story import records
from tests.tables.trace.shop import SHOP, codes, ids, recalled, with_row

ALL_ACRYLIC = ["ACR-0923-01", "ACR-0923-02"]


@pytest.mark.parametrize(
    ("filters", "starts"),
    [
        ({"lot": "acr-0923-01"}, ["ACR-0923-01"]),
        ({"lot": "ACR-0923-01-1"}, ["ACR-0923-01-1"]),
        ({"heat": "h1"}, ["ACR-0923-01", "ACR-0923-01-1", "ACR-0923-02", "ALU-0124-01"]),
        ({"supplier": "Filaco"}, ["PLA-0424-01"]),
        ({"supplier_lot": "77"}, ["PLA-0424-01"]),
        ({"material": "ACR"}, ALL_ACRYLIC),
        ({"certificate": "C-2"}, ["ACR-0923-02"]),
        ({"certificate": "OP-7"}, ["MFG-2"]),
        ({"purchase_order": "PO-1"}, ["ACR-0923-01"]),
        ({"run": "MFG-1"}, ["MFG-1"]),
        ({"work_order": "WO-2"}, ["MFG-2"]),
        ({"machine": "laser 1"}, ["MFG-1", "MFG-3"]),
        ({"operator": "Lena"}, ["MFG-2", "MFG-4"]),
        ({"gauge": "G-9"}, ["MFG-4"]),
        ({"process_supplier": "Coat Co"}, ["MFG-2"]),
        ({"part": "PANEL"}, ["MFG-1", "MFG-3"]),
        ({"part": "BOX", "revision": "B"}, ["MFG-2"]),
    ],
)
def test_each_filter_finds_its_starts(filters, starts):
    found = recalled(**filters)
    assert ids(found.starts, "id") == starts
    assert next(match.matches for match in found.matches) == len(starts)


@pytest.mark.parametrize(
    ("filters", "starts"),
    [
        ({"lot": ("ACR-0923-01", "PLA-0424-01")}, ["ACR-0923-01", "PLA-0424-01"]),  # several values widen
        (
            {"heat": "H1", "material": "ACR"},
            ["ACR-0923-01", "ACR-0923-01-1", "ACR-0923-02"],
        ),  # filters narrow
        (
            {"heat": "H1", "purchase_order": "PO-1"},
            ["ACR-0923-01", "ACR-0923-01-1"],
        ),  # the cut is of that lot
        ({"heat": "H1", "purchase_order": "PO-2"}, ["ACR-0923-02"]),
        ({"machine": "Laser 1", "work_order": "WO-3"}, ["MFG-3"]),
        (
            {"lot": "PLA-0424-01", "machine": "Bench"},
            ["MFG-2", "PLA-0424-01"],
        ),  # lots and runs: both are starts
    ],
)
def test_filters_of_one_thing_narrow_and_values_of_one_filter_widen(filters, starts):
    assert ids(recalled(**filters).starts, "id") == starts


@pytest.mark.parametrize(
    ("first", "last", "more", "starts"),
    [
        ("2023-09-05", "2023-09-30", {}, ["ACR-0923-02", "MFG-1"]),
        ("2023-09-05", "2023-09-30", {"material": "ACR"}, ["ACR-0923-02"]),
        ("2023-09-05", "2023-09-30", {"machine": "Laser 1"}, ["MFG-1"]),
        ("2023-09-05", None, {"material": "ACR"}, ["ACR-0923-02"]),
        (None, "2023-09-05", {"material": "ACR"}, ["ACR-0923-01"]),
        ("2023-09-01", "2023-09-01", {"material": "ACR"}, ["ACR-0923-01"]),  # both days count
    ],
)
def test_days_narrow_lots_by_receipt_and_runs_by_start(first, last, more, starts):

    days = {name: date.fromisoformat(day) for name, day in (("from_day", first), ("to_day", last)) if day}
    filters = Filters(**days, **{name: (value,) for name, value in more.items()})
    assert ids(recall(records(SHOP), filters).starts, "id") == starts


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2023-09-01", "2023-09-01", "2023-09-01"),
        ("2023-09-01", "2023-09-05", "2023-09-01 to 2023-09-05"),
        ("2023-09-01", None, "since 2023-09-01"),
        (None, "2023-09-05", "until 2023-09-05"),
    ],
)
def test_the_heading_says_days_as_people_do(first, last, told):

    days = {name: date.fromisoformat(day) for name, day in (("from_day", first), ("to_day", last)) if day}
    found = recall(records(SHOP), Filters(material=("ACR",), **days))
    assert [each.values for each in found.matches if each.filter == "received"] == [(told,)]


def test_a_row_without_a_day_may_lie_in_the_range_so_it_does():

    story = with_row(
        SHOP, "Receiving", "ACR-0000-01 | | Perspex | PO-9 | ACR | H9 | H9 | 1 | sheet | | Released |"
    )
    found = recall(records(story), Filters(material=("ACR",), from_day=date(2023, 9, 5)))
    assert ids(found.starts, "id") == ["ACR-0000-01", "ACR-0923-02"]


@pytest.mark.parametrize("typed", ["ACR-O923-01", "ACR-0923-1", "acr 0923 01", "0923-01"])
def test_an_unknown_lot_gets_near_matches_never_an_empty_answer(typed):
    with pytest.raises(NotFoundError) as caught:
        recalled(lot=typed)
    assert caught.value.problem == f"There is no lot {typed}."
    assert "5 different ones stand in Receiving and Cuts" in caught.value.cause
    assert "ACR-0923-01" in caught.value.next_step


def test_one_unknown_value_of_several_is_an_error():
    with pytest.raises(NotFoundError, match="There is no lot NO-1"):
        recalled(lot=("ACR-0923-01", "NO-1"))


def test_filters_that_have_nothing_in_common_say_how_much_each_found():
    with pytest.raises(NotFoundError) as caught:
        recalled(material="PLA", heat="H1")
    assert "heat H1: 4" in caught.value.cause
    assert "material PLA: 1" in caught.value.cause


def test_a_run_given_as_lot_is_not_taken_for_one():
    with pytest.raises(NotFoundError, match="There is no lot MFG-1"):
        recalled(lot="MFG-1")


def test_a_recall_needs_a_start_and_a_revision_needs_a_part():
    with pytest.raises(UsageError, match="something to start from"):
        recalled()
    with pytest.raises(UsageError, match="Add --part"):
        recalled(revision="A")


def test_a_delivery_without_lot_id_that_fits_is_a_gap():
    story = with_row(
        SHOP, "Receiving", " | 2023-10-01 | Perspex | PO-9 | ACR | H1 | H1 | 1 | sheet | | Quarantine |"
    )
    found = recalled(story, heat="H1")
    assert ("gap-no-lot-id", "Receiving", 6, "Lot ID") in codes(found)
    assert not found.is_complete


def test_a_heat_is_found_on_the_delivery_note_of_an_earlier_holder():
    story = (
        SHOP
        + """
    Custody
    Lot ID      | Step | Heat on document
    ACR-0923-02 | 1    | SUP-88
    """
    )
    assert ids(recalled(story, supplier_lot="SUP-88").starts, "id") == ["ACR-0923-02"]


def test_a_lot_only_the_journal_knows_is_answered_with_what_is_missing():
    found = recalled(known={"acr-9999-01": "ACR-9999-01"}, lot="ACR-9999-01")
    assert ids(found.starts, "id") == ["acr-9999-01"]
    assert codes(found)[0][0] == "gap-row-deleted"


@pytest.mark.parametrize(
    ("started", "finished", "status", "taken"),
    [
        (
            "2024-01-05",
            "",
            "Complete",
            True,
        ),  # when it ended nobody wrote; it may have been worked on that day
        ("2024-01-05", "", "Cancelled", False),
        ("2024-02-05", "2024-02-01", "Complete", True),  # the wrong way round
        ("2024-02-09", "2024-02-04", "Complete", False),
        ("", "2024-02-20", "Complete", True),
        ("", "2024-02-01", "Complete", False),
        ("2024-02-04", "", "In process", False),
    ],
)
def test_a_run_whose_days_do_not_rule_it_out_is_taken(started, finished, status, taken):
    story = with_row(
        SHOP, "Manufacture", f"MFG-9 | {started} | {finished} | | CLIP | A | 1 | 0 | pcs | Lathe | | {status}"
    )
    story = with_row(
        story,
        "Manufacture",
        "MFG-10 | 2024-02-02 | 2024-02-02 | | CLIP | A | 1 | 0 | pcs | Lathe | | Complete",
    )
    days = {"from_day": date(2024, 2, 2), "to_day": date(2024, 2, 3)}
    found = recall(records(story), Filters(machine=("Lathe",), **days))
    assert ("MFG-9" in [start.id for start in found.starts]) is taken
