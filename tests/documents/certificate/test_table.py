"""Values out of a certificate's text: only a table that leaves no doubt is read."""

from __future__ import annotations

import pytest

from lotbook.documents.certificate.comparison import Outcome
from lotbook.documents.certificate.table import values_in
from tests.documents.deliveries import PAPER, codes, compared, paper

TABLE = """CHEMICAL COMPOSITION, WEIGHT PERCENT
Si Fe Cu Mn Mg
Min 0.40 - 0.15 - 0.8
Max 0.8 0.7 0.40 0.15 1.2
Actual 0.63 0.32 0.23 <0.11 {mg}
MECHANICAL PROPERTIES"""


def read(text):
    return {each.name: f"{'<' if each.below else ''}{each.value} {each.unit}" for each in values_in(text)}


def test_a_line_of_symbols_and_a_line_called_actual_are_read():
    assert read(TABLE.format(mg="1.03")) == {
        "Si": "0.63 %", "Fe": "0.32 %", "Cu": "0.23 %", "Mn": "<0.11 %", "Mg": "1.03 %",
    }  # fmt: skip


def test_a_line_of_units_counts():
    assert read("Symbol C Si Mn H\nUnit % % % ppm\nIst / Actual 0,18 0,2 1,4 1.2")["H"] == "1.2 ppm"


@pytest.mark.parametrize(
    "text",
    [
        "Si Fe Cu Mn\nActual 0.63 0.32 0.23",
        "Si Fe Cu Mn\nActual 0.63 0.320.23 0.1 x",
        "Si Fe Cu Mn\nMax 0.63 0.32 0.23 0.1",
        "Si Fe Cu Mn\n0.63 0.32 0.23 0.1",
        "Si Fe Cu Mn\nActual 1 2 3 4\nResult 5 6 7 8",
        "Si Fe Si Mn\nActual 1 2 3 4",
        "C Si Mn P\nx100 x100 x100 x1000\nActual 18 20 140 12",
        "In I As Be\nActual page 1 of 4",
        "No He Is Here\nActual 1 2 3 4",
    ],
)
def test_any_doubt_leaves_the_table_unread(text):
    assert read(text) == {}


def test_what_was_read_is_compared_with_house_limits_and_never_rejects():
    text = PAPER.format(heat="H83-017") + "\n"
    bare = "\n".join(line for line in TABLE.splitlines() if not line.startswith("M"))
    assert compared(paper(text + TABLE.format(mg="1.03"))).outcome is Outcome.AGREES
    assert codes(compared(paper(text + bare.format(mg="1.31")))) == ["certs-value-house-limits"]
    wrong = compared(paper(text + bare.format(mg="131")))
    assert wrong.outcome is Outcome.LOOK
    assert "certs-value-impossible" not in codes(wrong)


def test_what_somebody_typed_counts_before_what_was_read():
    text = PAPER.format(heat="H83-017") + "\n" + TABLE.format(mg="1.31")
    found = compared(paper(text), chemistry="L1 | Mg | 1.03 | % | |\n    L1 | Si | 0.63 | % | |")
    assert found.outcome is Outcome.AGREES
