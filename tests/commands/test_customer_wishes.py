"""What a customer's row asks for is what its package holds: papers, wording, language, units, paper, file name, size."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest

from lotbook.checks.all import run as run_checks
from lotbook.cli import main
from lotbook.documents.gate.rules import gate
from lotbook.documents.pdf import making as pdf
from tests.documents.gate_story import SOUND, TODAY, case, changed
from tests.documents.package.test_folder import job
from tests.documents.shop import certificates, shop
from tests.documents.word_files import template, text_of
from tests.story import records

ROW = "    Customer          | Address         | Documents required           | Statement wording | Profile\n"
CELLS = "    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates   |                   |\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())


def wishing(papers: str = "COC, Material certificates", text: str = SOUND, **wishes: str) -> str:
    """The story with a customer who wants this; columns by their names, with _ for a blank."""
    headers = "".join(f" | {name.replace('_', ' ')}" for name in wishes)
    cells = "".join(f" | {value}" for value in wishes.values())
    row = CELLS.replace("COC, Material certificates  ", papers).rstrip("\n")
    return changed((ROW, f"{ROW.rstrip()}{headers}\n"), (CELLS, f"{row}{cells}\n"), text=text)


def issued(folder: Path, text: str, capsys, *words: str) -> tuple[dict, Path]:
    workbook = shop(folder, text)
    capsys.readouterr()
    main(["issue", str(workbook), "ORD-0001", "--accept-warnings", "Ann: looked at", "--json", *words])
    answer = json.loads(capsys.readouterr().out)
    assert answer["issued"], answer["findings"]
    return answer, Path(answer["package"])


def test_papers(tmp_path, capsys):
    _, package = issued(tmp_path, wishing("COC, Packing slip, Dimensional report"), capsys)
    assert sorted(path.name for path in package.glob("*.docx")) == [
        "coc.docx", "dimensional_report.docx", "packing_slip.docx", "traceability_report.docx",
    ]  # fmt: skip


def test_a_paper_of_the_shops_own_needs_no_code(tmp_path, capsys):
    own = tmp_path / "own"
    own.mkdir()
    template(own / "Test certificate.docx", "{{ customer.name }} {{ order.po }} {{ part.number }}")
    settings = changed(
        ("    Default signer  | Ann\n", "    Default signer  | Ann\n    Templates folder | own\n")
    )
    workbook = shop(tmp_path, wishing("COC, Test certificate", settings))
    main(["check", str(workbook), "--json"])
    assert "not-in-list" not in [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert main(["issue", str(workbook), "ORD-0001", "--json"]) == 0  # nothing to answer for
    package = Path(json.loads(capsys.readouterr().out)["package"])
    assert text_of(package / "Test certificate.docx").splitlines()[-1] == "Smith & Sons <UK> 0099-1 BRK-100"
    assert "Test certificate" in text_of(package / "coc.docx")  # it is listed as enclosed


def test_a_word_that_no_template_is_called_by_is_told(tmp_path, capsys):
    (tmp_path / "own").mkdir()
    settings = changed(
        ("    Default signer  | Ann\n", "    Default signer  | Ann\n    Templates folder | own\n")
    )
    workbook = shop(tmp_path, wishing("COC, Test certificat", settings))
    main(["check", str(workbook), "--json"])
    assert "not-in-list" in [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert main(["issue", str(workbook), "ORD-0001", "--json"]) == 1
    codes = [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert "gate-paper-not-made" in codes


def test_a_broken_template_of_the_shops_own_stops(tmp_path, capsys):
    (tmp_path / "own").mkdir()
    template(tmp_path / "own" / "Test certificate.docx", "{{ order.poo }}")
    settings = changed(
        ("    Default signer  | Ann\n", "    Default signer  | Ann\n    Templates folder | own\n")
    )
    workbook = shop(tmp_path, wishing("COC, Test certificate", settings))
    assert main(["issue", str(workbook), "ORD-0001", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert any("order.poo" in each["message"] and each["severity"] == "stop" for each in told)


def test_wording(tmp_path, capsys):
    text = wishing().replace(
        "COC, Material certificates |                   |",
        "COC, Material certificates | Made as you ordered. |",
    )
    _, package = issued(tmp_path, text, capsys)
    assert "Made as you ordered." in text_of(package / "coc.docx")


def test_language(tmp_path, capsys):
    _, package = issued(tmp_path, wishing(Language="Spanish"), capsys)
    assert "Certificado de conformidad" in text_of(package / "coc.docx")


@pytest.mark.parametrize(("size", "width"), [("A4", 210), ("Letter", 216)])
def test_paper(tmp_path, capsys, size, width):
    _, package = issued(tmp_path, wishing(Paper=size), capsys)
    section = docx.Document(str(package / "coc.docx")).sections[0]
    assert section.page_width
    assert round(section.page_width.mm) == width


@pytest.mark.parametrize(
    ("units", "limits", "result"),
    [
        ("Metric", "9.9 to 10.1 mm", "10.0 mm"),
        ("Inch", "9.9 to 10.1 mm (0.390 to 0.398 in)", "10.0 mm (0.394 in)"),
    ],
)
def test_units(tmp_path, capsys, units, limits, result):
    _, package = issued(tmp_path, wishing("COC, Dimensional report", Units=units), capsys)
    said = re.sub(r"\s", " ", text_of(package / "dimensional_report.docx"))
    assert limits in said
    assert f"| {result} |" in said
    assert ("converted" in said) is (units == "Inch")


def test_size(tmp_path, capsys):
    answer, _ = issued(tmp_path, wishing(**{"Mail_limit_(MB)": "0.01"}), capsys)
    assert "gate-package-too-large" in [each["code"] for each in answer["overrides"]]


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("", "COC-0001-A.pdf"),
        ("    File name | {po} {certificate}-{revision}\n", "0099-1 COC-0001-A.pdf"),
        (
            "    File name 001 | {part}_{part_revision}_{certificate} for Smith & Sons <UK>\n",
            "BRK-100_C_COC-0001.pdf",
        ),
        ("    File name 001 | {customer} {certificate} for Somebody else\n", "COC-0001-A.pdf"),
        ("    File name | {customer}/../{certificate}\n", "Smith & Sons _UK__.._COC-0001.pdf"),
    ],
)
def test_file_name(tmp_path, rule, name):
    text = changed(("    Default signer  | Ann\n", f"    Default signer  | Ann\n{rule}"))
    assert job(certificates(tmp_path))._replace(frozen=case(text).frozen).pdf_name == name


def test_a_file_name_that_cannot_be_used_stops():
    text = changed(("    Default signer  | Ann\n", "    Default signer  | Ann\n    File name | {po}\n"))
    found = gate(case(text, known=run_checks(records(text), today=TODAY)))
    assert [each.message for each in found if each.stops] == [
        "File name must hold {certificate}, so that no two PDFs have one name."
    ]
