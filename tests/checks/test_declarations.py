"""Declarations, custody and chemistry."""

from tests.checks.clean import found

TEXT = """
    Receiving
    Lot ID | Heat on certificate | Status
    A-1    | H1                  | Released
    A-2    | H2                  | Quarantine

    Declarations
    Lot ID | Supplier | Material | Regulation | Statement                | Exemption | Dated      | Valid until | File
    A-1    |          |          | RoHS       | Compliant                |           | 2024-01-01 |             | 1.pdf
           | Metalco  |          | RoHS       | Compliant                |           | 2024-01-01 |             | 1.pdf
    A-1    |          |          | SDS        | On file                  |           | 2010-01-01 |             |
    A-2    |          |          | RoHS       | Compliant with exemption |           | 2024-01-01 |             | 1.pdf
    A-2    |          |          | REACH      | Compliant                |           | 2022-06-01 |             | 1.pdf
           | Metalco  | AL6      | REACH      | Compliant                |           | 2020-01-01 |             | 1.pdf
           | Metalco  | AL6      | REACH      | Compliant                |           | 2024-01-01 | 2024-07-01  | 1.pdf
           | Metalco  | STL      | REACH      | Compliant                |           | 2024-01-01 | 2024-06-30  | 1.pdf

    Custody
    Lot ID | Step | From    | To      | Heat on document
    A-1    | 2    | metalco | Us      | H1
    A-1    | 1    | Alcor   | Metalco | h1
    A-2    | 1    | Alcor   | Metalco | H3
    A-2    | 2    | Trader  | Us      |

    Chemistry
    Lot ID | Element or property | Value | Unit | Minimum | Maximum
    A-1    | Mg                  | 0.8   | %    | 0.8     | 1.2
    A-1    | Si                  | 1.3   | %    | 0.8     | 1.2
    A-1    | Pb                  | 0.01  | %    |         | 0.005
    A-2    | Pb                  | 0.01  | %    |         | 0.005
"""


def test_a_declaration_is_about_a_lot_or_a_suppliers_material():
    assert found(TEXT, "declaration-without-subject") == [("Declarations", 3, "Material")]


def test_a_declaration_has_its_file():
    assert found(TEXT, "declaration-without-file") == [("Declarations", 4, "File")]


def test_a_claimed_exemption_is_named():
    assert found(TEXT, "exemption-missing") == [("Declarations", 5, "Exemption")]


def test_an_old_declaration_is_told_unless_a_newer_one_is_there():
    assert found(TEXT, "declaration-stale") == [("Declarations", 6, "Dated")]
    settings = "\n    Settings\n    Setting | Value\n    Declaration age (months) | 36\n"
    assert found(TEXT + settings, "declaration-stale") == []
    assert found(TEXT + settings.replace("36", "0"), "declaration-stale") == []


def test_a_declaration_past_its_own_last_day_is_told():
    assert found(TEXT, "declaration-expired") == [("Declarations", 9, "Valid until")]


def test_delivery_papers_name_the_lots_heat():
    assert found(TEXT, "custody-heat-differs") == [("Custody", 4, "Heat on document")]


def test_each_hand_over_starts_where_the_one_before_ended():
    assert found(TEXT, "custody-gap") == [("Custody", 5, "From")]


def test_the_values_of_a_released_lot_are_within_the_printed_limits():
    assert found(TEXT, "chemistry-out-of-limits") == [("Chemistry", 3, "Value"), ("Chemistry", 4, "Value")]
