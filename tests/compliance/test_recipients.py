"""Whether a recipient must be told of listed substances is read from the address, and unknown stays unknown."""

from __future__ import annotations

import pytest

from lotbook.compliance.recipients import asks_article_33


@pytest.mark.parametrize(
    ("addresses", "asked"),
    [
        (("Am Sandtorkai 31, 20457 Hamburg, Germany",), True),
        (("9 Cutlers Row\nSheffield S1 4XX\nUNITED KINGDOM",), True),
        (("Rue 4, 75001 Paris, France.",), True),
        (("4 Elm St, Toledo, OH 43604",), False),
        (("1 Main St, Toronto, ON M5V 2T6",), False),
        (("1 Main St, Springfield, U.S.A.",), False),
        (("12 Mill Lane",), None),
        ((None, ""), None),
        (("Dock 4", "Am Sandtorkai 31, Hamburg, Germany"), True),
        (("Plant 2, Ohio, USA", "Am Sandtorkai 31, Hamburg, Germany"), False),
        (("Germany Street 4, Springfield",), None),
    ],
)
def test_the_first_address_that_names_a_country_counts(addresses, asked):
    assert asks_article_33(*addresses) is asked
