"""The chain read from rows: what carries material on, and what does not."""

from lotbook.tables.chain import FIELDS, chain, lineage
from lotbook.tables.records import Records
from tests.story import records, source

STORY = """
    Cuts
    New lot ID    | From        | Quantity | Unit
    ACR-0923-01-1 | acr-0923-01 | 2        | sheet
                  | ACR-0923-01 | 1        | sheet

    Manufacture
    Run ID | Status
    MFG-1  | Complete
    MFG-2  | Cancelled
    MFG-3  | Cancelled
    MFG-3  | Complete

    Materials used
    Run ID | Source        | Quantity | Unit
    MFG-1  | ACR-0923-01-1 | 1        | sheet
    MFG-2  | ACR-0923-01   | 1        | sheet
    MFG-3  | ACR-0923-01   | 1        | sheet
    MFG-9  | ACR\u20110923-01\xa0  | 1        | sheet
           | ACR-0923-01   | 1        | sheet
    MFG-1  |               | 1        | sheet
"""


def test_identifiers_link_whatever_their_case_dashes_and_hidden_spaces():
    walk = lineage(records(STORY)).forward(["acr-0923-01"])
    assert walk.distance == {"acr-0923-01": 0, "acr-0923-01-1": 1, "mfg-3": 1, "mfg-9": 1, "mfg-1": 2}


def test_a_cancelled_run_carries_nothing_unless_another_row_of_it_is_not_cancelled():
    found = chain(records(STORY))
    assert found.cancelled == {"mfg-2"}
    reached = found.steps.forward(["acr-0923-01"]).distance
    assert "mfg-2" not in reached
    assert "mfg-3" in reached


def test_rows_that_carry_nothing_on_are_kept_by_their_source():
    found = chain(records(STORY))
    assert {source: found.rows_of(positions) for source, positions in found.idle.items()} == {
        "acr-0923-01": ([3], [3, 6]),
        "": ([], [7]),
    }


def test_the_columns_of_the_chain_are_enough_to_walk_it():
    few = chain(Records(source(STORY), only=FIELDS))
    whole = lineage(records(STORY))
    assert few.steps.forward(["acr-0923-01"]).distance == whole.forward(["acr-0923-01"]).distance
    assert few.steps.backward(["mfg-1"]).distance == whole.backward(["mfg-1"]).distance


def test_links_tell_where_they_stand():
    walk = lineage(records(STORY)).forward(["acr-0923-01-1"])
    assert [(link.place.sheet, link.place.row, link.place.column) for link in walk.links] == [
        ("Materials used", 2, "Source")
    ]
