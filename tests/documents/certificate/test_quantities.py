"""How much a text certificate is for, against what came in: less is a person's, more is usual."""

from __future__ import annotations

import pytest

from lotbook.documents.certificate.comparison import Outcome
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.quantities import amounts_in
from lotbook.documents.papers.review_card import _WORDS
from tests.documents.deliveries import PAPER, codes, compared, paper

ROW = "L1 | AL6 | North Metals | PO-7 | {{heat}} | {quantity} | {unit} | 3.1 | m1.pdf"


def quantity(line: str, amount: str, unit: str):
    text = PAPER.format(heat="H83-017").replace("Quantity 100 kg", line)
    return compared(paper(text), ROW.format(quantity=amount, unit=unit))


@pytest.mark.parametrize(
    ("line", "amount", "unit"),
    [
        ("Menge 1000 mm", "2000", "mm"),
        ("B08 Menge / Quantity: 1 m", "2000", "mm"),
        ("Quantity 5 pcs", "6", "pcs"),
        ("Number of pieces 5", "6", "pcs"),
        ("Stückzahl: 5 Stk", "6", "pcs"),
        ("Anzahl 3 Tafeln", "4", "sheet"),
        ("Qty: 3 pcs", "4", "sheet"),
        ("Net weight 950 g", "1", "kg"),
        ("Gewicht 12,4 kg", "12.5", "kg"),
        ("Quantity 5 pcs, 3000 mm, 12.4 kg", "12.5", "kg"),
    ],
)
def test_a_paper_for_less_than_was_delivered_is_a_persons(line, amount, unit):
    found = quantity(line, amount, unit)
    assert (found.outcome, codes(found)) == (Outcome.LOOK, ["certs-quantity-smaller"])


@pytest.mark.parametrize(
    ("line", "amount", "unit"),
    [
        ("Menge 2000 mm", "2000", "mm"),
        ("Menge 2 m", "2000", "mm"),
        ("Weight 5 t", "100", "kg"),
        ("Quantity 12.500,0 kg", "12000", "kg"),
        ("Quantity 100 kg\nQuantity 90 kg", "100", "kg"),
    ],
)
def test_a_paper_for_as_much_or_more_agrees(line, amount, unit):
    found = quantity(line, amount, unit)
    assert found.outcome is Outcome.AGREES
    assert next(c.agreement for c in found.compared if c.what == "Quantity") is Agreement.SAME


@pytest.mark.parametrize(
    "line",
    [
        "Quantity 5 pcs",
        "Weight 2.4 kg/m",
        "Weight 2.4 kg per piece",
        "Quantity 1,000 kg",
        "Mass 1.5 mm",
        "Thickness 12 kg",
        "Quantity",
        "Quantity ordered by Max",
    ],
)
def test_another_measure_an_unclear_number_or_no_number_is_not_compared(line):
    found = quantity(line, "2000", "kg")
    assert found.outcome is Outcome.AGREES
    assert next(c.agreement for c in found.compared if c.what == "Quantity") is Agreement.NOT_COMPARED


def test_every_country_writes_its_amounts():
    text = "Quantité : 1 000 kg\r\nCantidad 12 pcs\r\nStückzahl 16\r\nWeight 2.5 lbs"
    told = [(str(each.value), each.unit) for each in amounts_in(text)]
    assert told == [("1000", "kg"), ("12", "pcs"), ("16", "pcs"), ("2.5", "lb")]


def test_a_specification_without_its_revision_is_not_said_to_agree():
    text = PAPER.format(heat="H83-017").replace("ASTM B209-21a", "ASTM B209")
    found = compared(paper(text))
    (line,) = [c for c in found.compared if c.what == "Specification"]
    assert (found.outcome, line.ours, line.theirs) == (Outcome.AGREES, "ASTM B209 (2021a)", "ASTM B209")
    assert _WORDS[line.agreement] == "Agrees by name; the certificate names no revision"
