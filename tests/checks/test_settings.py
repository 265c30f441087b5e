"""Settings."""

import pytest

from lotbook.checks.settings import format_trouble
from tests.checks.clean import found


def test_settings_are_known_and_usable():
    text = """
        Settings
        Setting                  | Value
        Company name             | Lot & Book
        Profile                  | strict
        Paper                    | A4
        Balance tolerance (%)    | five
        Run ID format            | RUN-{seq:04}
        Order ID format          | RUN-{seq:04}
        Shipment ID format       | SHP
        Fax number               | 12

        Materials
        Material | Lot ID format
        AL6      | AL6-{seq:03}
        PLA      | {material}-{week}-{seq:03}
    """
    assert found(text, "setting-invalid") == [
        ("Materials", 3, "Lot ID format"),
        ("Settings", 3, "Value"),
        ("Settings", 5, "Value"),
        ("Settings", 7, "Value"),
        ("Settings", 8, "Value"),
    ]
    assert found(text, "setting-unknown") == [("Settings", 9, "Setting")]


def test_the_company_has_a_name():
    text = "Settings\nSetting | Value\nCompany name |"
    assert found(text, "company-name-missing") == [("Settings", 2, "Value")]
    assert found(text.replace("name |", "name | Lot & Book"), "company-name-missing") == []


@pytest.mark.parametrize(
    ("text", "lot", "fine"),
    [
        ("{material}-{mm}{yy}-{seq:03}", True, True),
        ("MFG-{seq:04}", False, True),
        ("{yyyy}-{seq:04}", False, False),
        ("MFG-{seq:04}-{seq:04}", False, False),
        ("MFG", False, False),
        ("mfg-{seq:04}", False, False),
        ("MFG/{seq:04}", False, False),
        ("{material}-{seq:03}", False, False),
    ],
)
def test_an_id_format_makes_safe_unique_identifiers(text, lot, fine):
    assert (format_trouble(text, lot=lot) == "") is fine


def test_a_standing_check_that_nobody_can_understand_is_told():
    text = """
        Settings
        Setting         | Value
        Never twice 001 | needs Receiving: Country of melt for Smith & Sons
        Never twice 002 | needs Receiving: Colour for Smith & Sons
        Never twice 003 | look twice
    """
    assert found(text, "standing-check-unclear") == [("Settings", 3, "Value"), ("Settings", 4, "Value")]


def test_a_standing_check_for_a_customer_who_is_not_on_customers_is_told():
    text = """
        Settings
        Setting         | Value
        Never twice 001 | needs Receiving: Country of melt for smith & sons
        Never twice 002 | one heat for Smith & Sons Ltd
        Never twice 003 | look twice

        Customers
        Customer
        Smith & Sons
    """
    assert found(text, "standing-check-without-customer") == [("Settings", 3, "Value")]
