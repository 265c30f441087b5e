from collections.abc import Callable
from pathlib import Path

import pytest

from lotbook.documents.chain import picture as chain_picture
from lotbook.documents.papers import dimensional_report, traceability_report
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents import goods
from tests.documents.word_files import text_of

FINGERPRINTS = {"certificates\\mtr-4711.PDF": "9f3c22a17b6044d2" + "0" * 48}


def made(tmp_path: Path, text: str = goods.BRACKETS) -> Path:
    frozen, head = goods.frozen(text), goods.head()
    picture = chain_picture.draw(frozen, tmp_path / "chain.png")
    assert picture is not None
    out = tmp_path / "report.docx"
    context = traceability_report.context(frozen, head, FINGERPRINTS)
    render(shipped("templates", traceability_report.TEMPLATE), context, out, pictures={"chain": picture})
    return out


def test_the_report_says_what_it_said_before(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("traceability_report.txt", text_of(made(tmp_path)))


def test_figures_have_the_decimals_that_the_dimensional_report_gives_them() -> None:
    text = goods.BRACKETS.replace("7.991", "7.990")
    assert text != goods.BRACKETS
    frozen, head = goods.frozen(text), goods.head()
    traced = traceability_report.context(frozen, head)["measurements"]
    drawn = dimensional_report.context(frozen, head)["characteristics"]
    assert [(row["limits"], row["range"]) for row in traced if row["range"]] == [
        (row["limits"], row["range"]) for row in drawn if row["range"]
    ]
    assert any("7.990" in row["range"] for row in traced)


def test_what_could_not_be_traced_is_listed_and_not_hidden(tmp_path: Path) -> None:
    broken = goods.BRACKETS.replace("MFG-0051 | PLA-0424-01 ", "MFG-0051 | PLA-0424-09 ")
    text = text_of(made(tmp_path, broken))
    assert "PLA-0424-09" in text.split("What could not be traced")[1]
    assert "Nothing: every link" not in text


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("MFG-0056 | BRK-100-C #3 | 1 | 8.00 | G |", "All within limits"),
        ("MFG-0056 | BRK-100-C #3 | 1 | 8.03 | G | NCR-0007", "1 outside limits, see NCR-0007"),
        ("MFG-0056 | BRK-100-C #3 | 1 | 8.03 | G |", "1 outside limits"),
        ("MFG-0056 | BRK-100-C #3 | 1 |      | G |", "1 without result or limits"),
        ("MFG-0056 | BRK-100-C #4 | 1 | 40   | G |", "Not measured"),
    ],
)
def test_a_characteristic_conforms_only_when_every_result_is_there_and_within(
    rows: str, verdict: str
) -> None:
    start = goods.BRACKETS.index("Measurements\n")
    end = goods.BRACKETS.index("\n\n", start)
    table = "Measurements\nRun ID | Characteristic | Piece | Result | Gauge | Nonconformance\n" + rows
    text = goods.BRACKETS[:start] + table + goods.BRACKETS[end:]
    measured = traceability_report.context(goods.frozen(text), goods.head())["measurements"]
    found = [
        row["verdict"]
        for row in measured
        if row["run"] == "MFG-0056" and row["characteristic"] == "BRK-100-C #3"
    ]
    assert found == [verdict]


@pytest.mark.libreoffice
def test_the_report_becomes_a_complete_pdf(tmp_path: Path) -> None:
    done = pdf.convert([made(tmp_path)], tmp_path, using=[LibreOffice()])
    assert (done.problems, len(done.pdfs)) == ((), 1)
