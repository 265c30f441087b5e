from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lotbook.documents.language.text_format import day, days, joined, moment, plain, quantity, with_revision


@pytest.mark.parametrize(
    ("value", "text"), [(date(2024, 5, 3), "3 May 2024"), (date(2024, 12, 31), "31 Dec 2024"), (None, "")]
)
def test_a_date_has_its_month_in_letters(value: date | None, text: str) -> None:
    assert day(value) == text


def test_several_dates_stand_once_each_and_in_order() -> None:
    assert days([date(2024, 5, 3), None, date(2023, 1, 2), date(2024, 5, 3)]) == "2 Jan 2023, 3 May 2024"


def test_a_moment_names_its_zone() -> None:
    assert moment(datetime(2024, 5, 3, 14, 5, tzinfo=UTC)) == "3 May 2024, 14:05 UTC"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("10", "pcs", "10\u00a0pcs"),
        ("0.50", "kg", "0.5\u00a0kg"),
        ("1E+3", "g", "1000\u00a0g"),
        ("0", None, "0"),
    ],
)
def test_a_quantity_is_plain_digits_with_its_unit_on_one_line(
    number: str, unit: str | None, text: str
) -> None:
    assert quantity(Decimal(number), unit) == text


def test_an_unknown_quantity_is_not_zero() -> None:
    assert quantity(None, "pcs") == ""


def test_a_revision_is_never_invented() -> None:
    assert [with_revision("ASTM B209", "21"), with_revision("ASTM B209", None), with_revision(None, "C")] == [
        "ASTM B209 rev\u00a021",
        "ASTM B209",
        "",
    ]


def test_other_cells_read_like_text() -> None:
    assert [plain(True), plain(19.99), plain(None), plain(date(2024, 5, 3))] == [
        "Yes",
        "19.99",
        "",
        "3 May 2024",
    ]
    assert joined("a", None, "", "b", "a", by=", ") == "a, b"
