"""Codes on labels say the same after printing, scanning and a wrong keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.data_identifiers import IDENTIFIERS, encode, parse
from lotbook.domain.keyboard_layouts import LAYOUTS, TEST_TEXT, read

IDS = st.from_regex(r"\A[A-Z0-9][A-Z0-9-]{0,18}[A-Z0-9]\Z")
ANY = st.text(
    st.characters(blacklist_characters="|\x1d\x1e\x04", blacklist_categories=("Cs", "Cc", "Z")), min_size=1
)


@given(st.fixed_dictionaries({"lot": IDS}, optional=dict.fromkeys(sorted(set(IDENTIFIERS) - {"lot"}), ANY)))
def test_what_is_encoded_is_what_is_read(fields):
    assert parse(encode(fields)) == fields


def test_the_envelope_of_iso_15434_is_read_too():
    assert parse("[)>\x1e06\x1d1TACR-0923-01\x1dQ20\x1e\x04") == {"lot": "ACR-0923-01", "quantity": "20"}


@pytest.mark.parametrize(
    "text", ["", "ACR-0923-01", "https://example.com", "1T", "1TA|1TB", "Q20|hello", "4L"]
)
def test_what_is_no_such_code_is_not_taken_for_one(text):
    assert parse(text) == {}


def damaged(text: str, layout: str) -> str:
    table = LAYOUTS[layout]
    return "".join(table.get(sign, sign) for sign in text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_test_text_is_damaged_by_each_layout_and_read_all_the_same(layout):
    assert damaged(TEST_TEXT, layout) != TEST_TEXT
    found = read(damaged(TEST_TEXT, layout))
    assert found is not None
    assert (found.text, found.layout) == (TEST_TEXT, layout)


@given(IDS, st.sampled_from(sorted(LAYOUTS)))
def test_a_scanned_lot_is_the_printed_lot_or_nothing_never_another(lot, layout):
    """Only Y and Z change places on a German keyboard, and nothing tells that: such a lot needs the right setting."""
    found = read(damaged(encode({"lot": lot}), layout))
    if found is None:
        return
    if found.layout or not set(lot) & set("YZ") or layout == "French":
        assert found.fields == {"lot": lot}


@pytest.mark.parametrize(
    ("scanned", "lot", "layout"),
    [
        ("1TPLY-0524-001\r", "PLY-0524-001", ""),
        ("1TPLZß0524ß001", "PLY-0524-001", "German"),
        ("&TPLY)à(é')àà&", "PLY-0524-001", "French"),
        ("1TZY-0524-001", "ZY-0524-001", ""),
    ],
)
def test_real_scans(scanned, lot, layout):
    found = read(scanned)
    assert found is not None
    assert (found.fields["lot"], found.layout) == (lot, layout)
