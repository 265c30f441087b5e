"""The gate on the numbers of a drawing: every characteristic of a first article has its own."""

from __future__ import annotations

import pytest

from tests.documents.gate_story import changed, found

CHARACTERISTICS = (
    "Characteristic | Part number | Part revision | Lower limit | Upper limit | Unit\n"
    "    BRK #1         | BRK-100     | C             | 9.9         | 10.1        | mm"
)


def balloons(first: str, second: str, asked: str) -> list[str]:
    rows = (
        "Characteristic | Part number | Part revision | Lower limit | Upper limit | Unit | Balloon\n"
        f"    BRK #1 | BRK-100 | C | 9.9 | 10.1 | mm | {first}\n    BRK #2 | BRK-100 | C | 9.9 | 10.1 | mm | {second}"
    )
    text = changed((CHARACTERISTICS, rows), ("| Traceability report |", f"| {asked} |"))
    return [code for *_, code in found(text) if "balloon" in code]


@pytest.mark.parametrize(
    ("first", "second", "asked", "codes"),
    [
        ("1", "2", "First article", []),
        ("4", "4.1", "First article", []),
        ("1", "", "First article", ["gate-balloon-missing?"]),
        ("", "", "First article", []),  # a drawing without balloons: numbered by name
        ("-", "-", "First article", ["gate-balloon-missing?"]),  # once for the part
        ("n/a", "2", "First article", ["gate-balloon-missing?"]),
        ("-", "-", "Dimensional report", []),
        ("", "", "Traceability report", []),
        ("4", "4", "First article", ["gate-balloon-twice"]),
        ("4", "4", "Traceability report", ["gate-balloon-twice?"]),
    ],
)
def test_each_characteristic_of_a_first_article_has_a_balloon_of_its_own(first, second, asked, codes):
    assert balloons(first, second, asked) == codes
