"""Comparing identifiers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.identifiers import hidden_characters, key, keys, lookalike_key, same


@pytest.mark.parametrize(
    "typed",
    [
        "H83-017",
        "h83-017",
        " H83-017 ",
        "H83\u2013017",
        "H83\u2011017",
        "H83\u2212017",
        "\uff2883-017",
        "H83-017\u00a0",
        "H83\u200b-017",
        "\ufeffH83-017",
    ],
)
def test_what_nobody_can_see_does_not_make_two_identifiers_different(typed):
    assert key(typed) == "h83-017"
    assert same(typed, "H83-017")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("00123", "123"),
        ("H83017", "H83-017"),
        ("H83O17", "H83017"),
        ("22E1", "220"),
        ("A 1", "A1"),
        ("A.1", "A-1"),
    ],
)
def test_zeros_dashes_letters_and_inner_spaces_are_part_of_an_identifier(left, right):
    assert not same(left, right)


def test_an_empty_identifier_is_the_same_as_nothing():
    assert not same(None, None)
    assert not same("", "")
    assert not same(None, "A")


@given(st.text())
def test_the_key_of_a_key_is_itself(text):
    assert key(key(text)) == key(text)


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./", min_size=1, max_size=20))
def test_plain_identifiers_take_the_short_way_to_the_same_key(text):
    assert key(text) == key(text + "\u200b")


@given(st.lists(st.text(alphabet="aZ9-./_") | st.text(max_size=4) | st.sampled_from(["", "\n", "H\u00a01"])))
def test_a_whole_column_has_the_keys_of_its_identifiers(texts):
    assert keys(texts) == [key(text) for text in texts]


@pytest.mark.parametrize(
    ("left", "right"),
    [("H83O17", "H83017"), ("B8-1", "88-I"), ("S5Z2", "5522"), ("H83-017", "h83 017"), ("L1", "II")],
)
def test_what_a_tired_eye_takes_for_the_same_looks_alike(left, right):
    assert lookalike_key(left) == lookalike_key(right)


def test_other_digits_do_not_look_alike():
    assert lookalike_key("4711") != lookalike_key("4712")
    assert lookalike_key("A1") != lookalike_key("C1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A-1", ()),
        ("A 1", ()),
        ("A-1 ", ("a space at the start or end",)),
        ("A\u00a01", ("no-break space",)),
        ("\u200bA", ("zero width space",)),
        ("A\tB", ("control character 9",)),
        ("M\u00fcller", ()),
    ],
)
def test_hidden_characters_are_called_by_their_names(text, names):
    assert hidden_characters(text) == names
