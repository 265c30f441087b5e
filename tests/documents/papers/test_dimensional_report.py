"""The dimensional report: nominal, limits, results, gauge, in or out, a plot for repeated pieces; nothing left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lotbook.documents.papers import dimensional_report, results_plot
from lotbook.documents.template.fields import names
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents.gate_story import SOUND, case, changed
from tests.documents.package.test_folder import HEAD

ROW = "    MFG-0001 | BRK #1         | 1     | 10.0   | Ann       | 2024-02-04  |\n"
MORE = """    MFG-0001 | BRK #1         | 2     | 10.05  | Ann       | 2024-02-04  |
    MFG-0001 | BRK #1         | 3     | {third} | Ann      | 2024-02-04  | {report}
"""


def report(text=SOUND, pictures=None):
    return dimensional_report.context(case(text).frozen, HEAD, pictures)


def of_three(third="9.90", report_of="", pictures=None):
    return report(changed((ROW, ROW + MORE.format(third=third, report=report_of))), pictures)


def test_every_documented_field_is_there_and_no_other():
    given = report() | {"exceptions": ["one"]}
    found = {name for name in names(given) if name.split(".")[0] != "extra"}
    assert found == {field.name for field in dimensional_report.FIELDS}


def test_results_have_as_many_decimals_as_the_longest_of_them_and_the_drawing_its_own():
    (row,) = of_three()["characteristics"]
    assert (row["limits"], row["range"], row["count"]) == (
        "9.9 to 10.1\u00a0mm",
        "9.90 to 10.05\u00a0mm",
        "3 results",
    )
    assert [each["result"] for each in of_three()["results"]] == [
        "10.00\u00a0mm",
        "10.05\u00a0mm",
        "9.90\u00a0mm",
    ]


@pytest.mark.parametrize(
    ("third", "in_or_out", "verdict", "conclusion"),
    [
        ("9.9", "In", "In", "All 3 results are within their limits."),  # at the limit is within it
        ("9.899", "Out", "1 of 3 out, see NCR-0007", "1 of 3 results out of limits."),
        ("", "–", "Not known", "1 without result or limits."),
    ],
)
def test_in_and_out_are_said_in_words(third, in_or_out, verdict, conclusion):
    given = of_three(third, "NCR-0007")
    assert given["results"][2]["in_or_out"] == in_or_out
    assert given["characteristics"][0]["verdict"] == verdict
    assert given["report"]["conclusion"] == conclusion


def test_a_characteristic_that_nobody_measured_is_named():
    second = "    BRK #2         | BRK-100     | C             | 1           | 2           | mm\n"
    given = report(changed(("\n    People\n", second + "\n    People\n")))
    assert [row["verdict"] for row in given["characteristics"]] == ["In", "Not measured"]
    assert given["report"]["conclusion"] == "1 characteristic not measured."


def test_nothing_measured_is_never_all_within_limits():
    assert report(changed((ROW, "")))["report"]["conclusion"] == "Nothing was measured."


def test_repeated_pieces_have_a_plot_and_a_single_one_has_none(tmp_path):
    assert report(pictures=tmp_path)["characteristics"][0]["plot"] == ""
    plot = of_three(pictures=tmp_path)["characteristics"][0]["plot"]
    assert isinstance(plot, Path)
    assert plot.read_bytes().startswith(b"\x89PNG")


def colours(path: Path) -> set[str]:
    """Which of the two marks the picture holds."""
    from PIL import Image

    with Image.open(path) as image:
        known = {(0, 114, 178): "inside", (213, 94, 0): "outside"}
        return {known[pixel] for _, pixel in image.getcolors(1_000_000) if pixel in known}


@pytest.mark.parametrize(
    ("results", "lower", "upper", "marks"),
    [
        (("10", "10.05"), "9.9", "10.1", {"inside"}),
        (("10", "10.11"), "9.9", "10.1", {"inside", "outside"}),
        (
            ("10", "99999"),
            "9.9",
            "10.1",
            {"inside", "outside"},
        ),  # far out stands at the edge, still to be seen
        (("10", "9"), None, "9.5", {"inside", "outside"}),
        (("9.9", "9.9"), "9.9", "9.9", {"inside"}),
    ],
)
def test_the_plot_marks_what_is_out(tmp_path, results, lower, upper, marks):
    limits = [Decimal(limit) if limit else None for limit in (lower, upper)]
    drawn = results_plot.draw([Decimal(r) for r in results], limits[0], limits[1], None, tmp_path / "p.png")
    assert drawn is not None
    assert colours(drawn) == marks


def test_there_is_no_plot_without_limits_to_see_the_results_against(tmp_path):
    assert results_plot.draw([Decimal(1), Decimal(2)], None, None, None, tmp_path / "p.png") is None


def test_five_hundred_results_are_all_on_the_paper(tmp_path):
    rows = "".join(
        f"    MFG-0001 | BRK #1         | {piece}     | 10.0{piece % 10}  | Ann       | 2024-02-04  |\n"
        for piece in range(1, 501)
    )
    given = report(changed((ROW, rows)), tmp_path)
    out = tmp_path / "report.docx"
    render(shipped("templates", dimensional_report.TEMPLATE), given, out, paper="Letter")
    assert len(given["results"]) == 500
    assert out.stat().st_size > 20_000


def test_a_piece_without_a_result_for_a_characteristic_is_said():
    second = "    BRK #2         | BRK-100     | C             | 1           | 2           | mm\n"
    results = ROW + ROW.replace("| 1     |", "| 2     |") + ROW.replace("#1", "#2").replace("10.0 ", "1.5  ")
    given = report(changed((ROW, results), ("\n    People\n", second + "\n    People\n")))
    said = "All 3 results are within their limits. Not every measured piece has a result for BRK #2."
    assert given["report"]["conclusion"] == said


@pytest.mark.parametrize(("lower", "upper", "verdict"), [("0", "0.1", "In"), ("-0.1", "0", "1 of 2 out")])
def test_a_limit_of_zero_is_a_limit(lower, upper, verdict, tmp_path):
    results = ROW.replace("10.0 ", "0.05 ") + ROW.replace("10.0 ", "0    ").replace("| 1  ", "| 2  ")
    text = changed((ROW, results))
    assert "| 9.9         | 10.1        |" in text
    text = text.replace("| 9.9         | 10.1        |", f"| {lower} | {upper} |")
    (row,) = report(text, tmp_path)["characteristics"]
    assert row["verdict"] == verdict
    assert row["limits"].startswith(f"{lower}") or "0.0 to" in row["limits"]


def test_limits_the_wrong_way_round_stop_no_report(tmp_path):
    text = changed((ROW, ROW + ROW.replace("| 1  ", "| 2  ")))
    text = text.replace("| 9.9         | 10.1        |", "| 10.1 | 9.9 |")
    (row,) = report(text, tmp_path)["characteristics"]
    assert row["verdict"] == "2 of 2 out"


def inches(*pairs: tuple[str, str]) -> dict:
    customer = (
        ("| Documents required           | Statement wording | Profile\n", "| Documents required | Units\n"),
        ("| COC, Material certificates   |                   |\n", "| COC | Inch\n"),
    )
    return report(changed(*customer, *pairs))


def test_a_customer_in_inches_reads_both_and_the_drawings_unit_decides():
    found = inches((ROW, ROW + MORE.format(third="10.1", report="")))
    (row,) = found["characteristics"]
    assert (
        (row["limits"], row["range"], row["verdict"])
        == (
            "9.9 to 10.1\u00a0mm (0.3898 to 0.3976\u00a0in)",
            "10.00 to 10.10\u00a0mm (0.3937 to 0.3976\u00a0in)",  # as many decimals as the limits, so it is not beyond one
            "In",
        )
    )
    assert found["report"]["units"].startswith("Figures in brackets are converted")


@pytest.mark.parametrize("unit", ["in", "deg", "N"])
def test_what_is_in_the_customers_unit_or_is_no_length_stays_alone(unit):
    found = inches(("| 9.9         | 10.1        | mm", f"| 9.9         | 10.1        | {unit}"))
    (row,) = found["characteristics"]
    assert row["limits"] == f"9.9 to 10.1\u00a0{unit}"
    assert found["report"]["units"] == ""
