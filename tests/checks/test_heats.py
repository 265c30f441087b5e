"""Heats that are the same or look the same, across suppliers, grades and certificate files."""

from tests.checks.clean import found

HEATS = """
    Receiving
    Lot ID | Supplier | Material | Heat on certificate | Certificate file
    A-1    | Metalco  | AL6      | H83O17              | certs/1.pdf
    A-2    | Metalco  | AL6      | H83017              | certs/2.pdf
    A-3    | Steelco  | ST3      | H83017              | certs/2.pdf
    A-4    | Otherco  | ST4      | H83OI7              | certs/4.pdf
    A-5    | Steelco  | ST4      | h83017              | Certs\\2.PDF
    A-6    | Steelco  | ST4      | 55512               | certs/2.pdf

    Materials
    Material | Family       | Grade
    AL6      | Aluminium    | 6061
    ST3      | Carbon steel | S235
    ST4      | Carbon steel | S355
"""


def test_heats_that_look_alike_are_asked_about_within_a_supplier_or_material():
    assert found(HEATS, "heat-lookalike") == [("Receiving", 3, "Heat on certificate")]


def test_the_same_heat_from_two_suppliers_is_asked_about():
    assert found(HEATS, "heat-two-suppliers") == [("Receiving", 4, "Heat on certificate")]


def test_one_heat_of_one_supplier_is_one_grade():
    assert found(HEATS, "heat-two-grades") == [("Receiving", 6, "Heat on certificate")]


def test_a_delivery_whose_certificate_is_not_read_yet_counts_by_the_heat_on_its_material():
    text = """
        Receiving
        Lot ID | Supplier | Material | Heat on certificate | Heat on material
        A-1    | Metalco  | AL6      | H83017              | H83017
        A-2    | Steelco  | ST3      |                     | h83017
        A-3    | Metalco  | AL6      |                     | H83O17
    """
    assert found(text, "heat-two-suppliers") == [("Receiving", 3, "Heat on material")]
    assert found(text, "heat-lookalike") == [("Receiving", 4, "Heat on material")]


def test_one_certificate_file_belongs_to_one_heat():
    assert found(HEATS, "certificate-two-heats") == [("Receiving", 7, "Certificate file")]
