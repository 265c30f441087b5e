"""Receiving."""

import pytest

from lotbook.checks.receiving import serves
from tests.checks.clean import found, messages, severities


def test_the_heat_on_the_material_is_the_heat_on_the_certificate():
    text = """
        Receiving
        Lot ID | Heat on certificate | Heat on material | Status
        A-1    | H83-017             | h83\u2013017\\xa0 | Released
        A-2    | 22E1                | 22E7             | Released
        A-3    | 22E1                | 22E7             | Quarantine
        A-4    | 22E1                | 22E7             | Rejected
    """
    assert found(text, "heat-mismatch") == [
        ("Receiving", 3, "Heat on material"),
        ("Receiving", 4, "Heat on material"),
    ]


MATERIALS = """
    Materials
    Material | Family    | Certificate needed | RoHS needed | SDS needed
    AL6      | Aluminium | 3.1                | Yes         |
    PLA      | Plastic   | 3.1                |             | Yes
    RAG      | Consumable | None              |             |
"""


def lots(rows: str) -> str:
    rows = rows.strip("\n")
    return f"""
    Receiving
    Lot ID | Material | Supplier | Received on | Heat on certificate | Heat on material | Certificate type | Certificate file | Checked by | Checked on | Status
{rows}
{MATERIALS}"""


def test_a_released_lot_has_its_heat():
    text = lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-2    | AL6      | S        | 2024-05-01  | H1                  |                  | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-3    | AL6      | S        | 2024-05-01  |                     | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-4    | AL6      | S        | 2024-05-01  |                     |                  | 3.1 | c.pdf | Ann | 2024-05-01 | Quarantine
    A-5    | RAG      | S        | 2024-05-01  |                     |                  |     |       | Ann | 2024-05-01 | Released
""")
    assert found(text, "released-without-heat") == [
        ("Receiving", 3, "Heat on material"),
        ("Receiving", 4, "Heat on certificate"),
    ]


def test_a_released_lot_names_the_file_of_its_certificate_and_who_checked_it():
    text = lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-2    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 |       |     |            | Released
    A-3    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 |       |     |            | Quarantine
    A-4    | RAG      | S        | 2024-05-01  |                     |                  |     |       | Ann |            | Released
""")
    assert found(text, "certificate-missing") == [("Receiving", 3, "Certificate file")]
    assert found(text, "released-unchecked") == [
        ("Receiving", 3, "Checked by"),
        ("Receiving", 5, "Checked on"),
    ]


def test_the_certificate_type_serves_for_what_the_material_needs():
    text = lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.2  | c.pdf | Ann | 2024-05-01 | Released
    A-2    | AL6      | S        | 2024-05-01  | H1                  | H1               | 2.2  | c.pdf | Ann | 2024-05-01 | Released
    A-3    | AL6      | S        | 2024-05-01  | H1                  | H1               |      | c.pdf | Ann | 2024-05-01 | Released
    A-4    | PLA      | S        | 2024-05-01  | H1                  | H1               | CofC | c.pdf | Ann | 2024-05-01 | Released
    A-5    | RAG      | S        | 2024-05-01  | H1                  | H1               |      |       | Ann | 2024-05-01 | Released
""")
    assert found(text, "certificate-too-weak") == [
        ("Receiving", 3, "Certificate type"),
        ("Receiving", 4, "Certificate type"),
    ]


@pytest.mark.parametrize(
    ("has", "needed", "family", "fits"),
    [
        ("3.2", "3.1", "Aluminium", True),
        ("3.1", "3.2", "Aluminium", False),
        ("MTR", "3.1", "Aluminium", True),
        ("3.1", "MTR", "Aluminium", True),
        ("MTR", "3.2", "Aluminium", False),
        ("2.2", "3.1", "Aluminium", False),
        ("2.2", "2.1", "Aluminium", True),
        ("CofC", "MTR", "Aluminium", False),
        ("CofC", "MTR", "Plastic", True),
        ("None", "CofC", "Plastic", False),
        ("None", "None", "Aluminium", True),
    ],
)
def test_the_order_of_certificate_types_follows_en_10204(has, needed, family, fits):
    assert serves(has, needed, family=family) is fits


def test_declarations_that_a_material_needs_are_on_file():
    text = lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-2    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-3    | PLA      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-4    | PLA      | Other    | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-5    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Quarantine

    Declarations
    Lot ID | Supplier | Material | Regulation | Dated
    A-1    |          |          | RoHS       | 2024-04-01
           | S        | PLA      | SDS        | 2024-04-01
           | Other    | PLA      | REACH      | 2024-04-01
""")
    assert found(text, "declaration-missing") == [("Receiving", 3, "Material"), ("Receiving", 5, "Material")]


def test_all_declarations_that_are_missing_are_told_together():
    text = """
    Materials
    Material | Family | RoHS needed | REACH needed | SDS needed
    CuZn39   | Copper | Yes         | Yes          | Yes

    Receiving
    Lot ID | Material | Supplier | Status
    A-1    | CuZn39   | S        | Released

    Declarations
    Lot ID | Regulation | Dated
    A-1    | SDS        | 2024-04-01
    """
    assert messages(text, "declaration-missing") == [
        "A-1: no RoHS and no REACH declaration of S for CuZn39 is on file."
    ]


def test_a_lot_that_is_held_back_says_why():
    text = """
        Receiving
        Lot ID | Status     | Reason
        A-1    | Hold       | Waiting for the certificate
        A-2    | Rejected   |
        A-3    | Quarantine |
    """
    assert found(text, "reason-missing") == [("Receiving", 3, "Reason")]


def test_an_expired_lot_is_not_released_any_more():
    text = """
        Receiving
        Lot ID | Material | Received on | Expires on | Status
        R-1    | RES      | 2024-01-01  | 2024-07-01 | Released
        R-2    | RES      | 2024-01-01  | 2024-06-30 | Released
        R-3    | GLU      | 2024-05-01  |            | Released
        R-4    | GLU      | 2024-06-15  |            | Released
        R-5    | RES      | 2024-01-01  | 2024-06-30 | Hold

        Materials
        Material | Shelf life (days)
        RES      |
        GLU      | 30
    """
    assert found(text, "released-expired") == [("Receiving", 3, "Status"), ("Receiving", 4, "Status")]


def test_the_supplier_was_approved_on_the_day_of_delivery():
    text = """
        Receiving
        Lot ID | Received on | Supplier | Status
        A-1    | 2024-05-01  | Good     | Released
        A-2    | 2024-05-01  | Bad      | Released
        A-3    | 2024-05-01  | Old      | Released
        A-4    | 2024-05-01  | New      | Released
        A-5    | 2024-05-01  | Bad      | Rejected

        Suppliers
        Supplier | Approved | Approved until
        Good     | Yes      | 2024-05-01
        Bad      | No       |
        Old      | Yes      | 2024-04-30
        New      |          |
    """
    assert found(text, "supplier-not-approved") == [
        ("Receiving", 3, "Supplier"),
        ("Receiving", 4, "Supplier"),
    ]
    strict = text + "\n        Settings\n        Setting | Value\n        Profile | aerospace\n"
    assert ("Receiving", 5, "Supplier") in found(strict, "supplier-not-approved")


def test_our_own_shop_is_never_the_mill_of_metal():
    text = (
        lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
""")
        .replace("| Checked by |", "| Mill |")
        .replace("| Ann |", "| lot & book |")
        + """

    Settings
    Setting      | Value
    Company name | Lot & Book
    """
    )
    assert found(text, "own-name-as-mill") == [("Receiving", 2, "Mill")]
    assert found(text.replace("Lot & Book", "Another"), "own-name-as-mill") == []


def test_the_review_of_values_is_asked_for_in_the_stricter_profiles_only():
    text = lots("""
    A-1    | AL6      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
    A-2    | PLA      | S        | 2024-05-01  | H1                  | H1               | 3.1 | c.pdf | Ann | 2024-05-01 | Released
""")
    assert found(text, "released-unreviewed") == []
    strict = text + "\n\n    Settings\n    Setting | Value\n    Profile | medical\n"
    assert found(strict, "released-unreviewed") == [("Receiving", 2, "Reviewed by")]
    assert severities(strict, "released-unreviewed") == ["stop"]


def test_a_delivery_without_a_number_is_called_by_its_row():
    text = """
        Receiving
        Lot ID | Heat on certificate | Heat on material
               | H1                  | H2
    """
    assert messages(text, "heat-mismatch") == [
        "Row 2 of Receiving is marked H2, but its certificate is for heat H1."
    ]
