"""A number or a day is taken for what a text became only where a spreadsheet would make it of that text."""

import pytest

from lotbook.domain.spoilt_identifiers import is_at_risk, may_have_become


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("22E1", "220"),
        ("22e1", "220"),
        ("1E-3", "0.001"),
        ("00123", "123"),
        ("4711", "4711"),
        ("7.50", "7.5"),
        ("5-3", "2024-03-05"),
        ("5-3", "2024-05-03"),
        ("5.3", "2024-03-05"),
        ("3/24", "2024-03-01"),
        ("5-3-24", "2024-03-05"),
        ("5\u20133", "2024-03-05"),
        ("MAR5", "2024-03-05"),
        ("Sept-2", "2025-09-02"),
        ("2 Okt", "2025-10-02"),
        ("MAR-24", "2024-03-01"),
        ("5-3", "2024-03-05 00:00"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_text_is_known_again(typed, shown):
    assert is_at_risk(typed)
    assert may_have_become(typed, shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("22E1", "22"),
        ("H22E1", "220"),
        ("5-3", "2024-03-06"),
        ("5-3", "53"),
        ("53", "2024-03-05"),
        ("MAR5", "2024-04-05"),
        ("BOX5", "2024-03-05"),
        ("ACR-0923-01", "2023-09-01"),
        ("", "220"),
        ("22E1", ""),
    ],
)
def test_anything_else_is_not(typed, shown):
    assert not may_have_become(typed, shown)


@pytest.mark.parametrize("typed", ["H83-017", "PLY-0524-001", "ACR 5", "", "-", "1E999", "5-3-24-1"])
def test_most_identifiers_are_at_no_risk(typed):
    assert not is_at_risk(typed)
