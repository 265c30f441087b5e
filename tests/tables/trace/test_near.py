"""Near matches: look-alikes first, then what contains the text, then small differences."""

import pytest

from lotbook.errors import NotFoundError
from lotbook.tables.trace.find import find
from lotbook.tables.trace.likeness import one_slip
from lotbook.tables.trace.near import near
from tests.story import source
from tests.tables.trace.shop import recalled

KNOWN = ["ACR-0923-01", "ACR-0923-02", "PLY-0524-001", "MFG-0056", "4711"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ACR-O923-O1", "ACR-0923-01"),
        ("acr 0923.01", "ACR-0923-01"),
        ("0524", "PLY-0524-001"),
        ("MFG-56", "MFG-0056"),
        ("PLY-0542-001", "PLY-0524-001"),
    ],
)
def test_the_likeliest_comes_first(typed, first):
    assert near(typed, KNOWN)[0] == first


@pytest.mark.parametrize("typed", ["MFG-16", "mfg16", "MFG 016"])
def test_zeros_that_people_leave_out_lead_to_the_number_they_mean(typed):
    assert near(typed, ["MFG-0116", "MFG-0126", "MFG-0016", "MFG-1600"])[0] == "MFG-0016"


def test_nothing_alike_gives_nothing():
    assert near("zzzzzz", KNOWN) == ()


def test_the_order_of_what_is_known_does_not_matter():
    assert near("ACR-0923", KNOWN) == near("ACR-0923", list(reversed(KNOWN)))


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("ACR09231", "ACR092301", True),  # a letter left out
        ("ACR092310", "ACR092301", True),  # two swapped
        ("ACX092301", "ACR092301", True),  # one mistaken
        ("ACR092302", "ACR092301", True),  # a digit mistaken: the journal knows which numbers were issued
        ("AC1", "AC12", False),  # too short to tell
        ("PLY092301", "ACR092301", False),
    ],
)
def test_one_slip_of_the_pen(left, right, slip):
    assert one_slip(left, right) is slip
    assert one_slip(right, left) is slip


SPOILT = """
    Receiving
    Lot ID | Material | Heat on certificate | Heat on material
    LOT-1  | AL6      | !220                | 22E1X
    LOT-2  | AL6      | !2024-03-05         | !2024-03-05
    LOT-3  | AL6      | H-9                 | H-9
"""


@pytest.mark.parametrize(
    ("heat", "hint"),
    [
        ("22E1", "Did you mean 220 in Receiving!C2 (Excel made a number of it) or 22E1X?"),
        ("5-3", "2024-03-05 in Receiving!C3 (Excel made a date of it)"),
    ],
)
def test_a_heat_that_excel_made_a_number_or_a_day_of_is_told_with_its_cell(heat, hint):
    with pytest.raises(NotFoundError) as caught:
        recalled(SPOILT, heat=heat)
    assert hint in caught.value.next_step


@pytest.mark.parametrize(("heat", "cells"), [("22E1", ["D2", "C2"]), ("5-3", ["C3", "D3"])])
def test_find_shows_what_excel_made_of_it(heat, cells):
    assert [hit.cell for hit in find(source(SPOILT), heat).hits] == cells
