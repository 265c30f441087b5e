"""The demo builds the shop, walks through it, and leaves what its summary says; checked with independent readers."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from lotbook.artefacts.demo.faults import FAULTS
from lotbook.cli import main
from lotbook.commands.demo import COMMAND
from lotbook.commands.demo_walk import STEPS

SMITH = "Smith & Sons <UK>"


def answer_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    code = main([*arguments, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told | {"exit_code": code}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo of Müller") / "out"


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, object]:
    import contextlib
    import io

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = main(["demo", str(folder), "--json"])
    return json.loads(said.getvalue()) | {"exit_code": code}


def test_the_demo_takes_every_step_within_a_minute(told: dict[str, object]) -> None:
    assert told["exit_code"] == 0
    assert [step["name"] for step in told["steps"]] == [name for name, _ in STEPS]
    assert told["seconds"] < 60


def test_every_documented_key_is_answered_and_no_other(told: dict[str, object]) -> None:
    assert set(told) - {"exit_code"} == set(COMMAND.json_keys)


def test_the_recall_reaches_three_runs_and_thirty_four_customers(told: dict[str, object]) -> None:
    assert told["recall"] == {"runs": 3, "customers": 34, "shipments": 41}


def test_check_counts_the_planted_mistakes(told: dict[str, object]) -> None:
    planted = Counter(fault.severity for fault in FAULTS)
    assert told["check"] == {"stop": 0, "warn": 0, "note": 0} | planted


def test_check_on_the_demo_finds_exactly_the_planted_mistakes(
    told: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer_of(capsys, "check", str(told["workbook"]), "--no-write")
    assert found["exit_code"] == 1
    names = {(f["sheet"], f["key"], f["column"], f["code"]) for f in found["findings"]}
    assert names == {(f.sheet, f.key, f.column, f.code) for f in FAULTS}


def test_origin_of_a_recalled_parcel_comes_back_to_the_lot(
    told: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    reached = answer_of(capsys, "recall", str(told["workbook"]), "--lot", "ACR-0923-01", "--no-write")
    for delivery in (reached["shipments"][0], reached["shipments"][-1]):
        back = answer_of(capsys, "origin", str(told["workbook"]), delivery["shipment_id"])
        assert "ACR-0923-01" in {lot["lot_id"] for lot in back["lots"]}


def test_the_order_is_compliant_and_certified(told: dict[str, object]) -> None:
    assert told["rohs"] == "Compliant"
    assert told["certificate"] == "COC-0001"
    for file in told["files"]:
        assert Path(file).stat().st_size > 0


def test_the_workbook_holds_the_new_numbers_and_the_register_row(told: dict[str, object]) -> None:
    book = openpyxl.load_workbook(str(told["workbook"]), read_only=True)
    lots = [row[0].value for row in book["Receiving"].iter_rows(min_row=2, max_col=1)]
    assert lots[-3:] == ["PLY-0524-001", "PLA-0924-01", "SCR-0924-001"]
    register = [row for row in book["Certificates"].iter_rows(min_row=2, values_only=True) if any(row)]
    assert [row[:2] for row in register] == [("COC-0001", "A")]
    book.close()


def test_the_certificate_names_the_awkward_customer_as_it_is_written(told: dict[str, object]) -> None:
    with zipfile.ZipFile(Path(str(told["package"])) / "coc.docx") as parts:
        body = parts.read("word/document.xml").decode("utf-8")
    assert "Smith &amp; Sons &lt;UK&gt;" in body
    for text in ("PO-77815", "SS-7741-02", "AL6-0824-001", "61T-40882", "MTR-640882", "CA-24-1805"):
        assert text in body, text


def test_a_folder_with_an_earlier_demo_is_refused_unless_forced(
    told: dict[str, object], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(str(told["workbook"])).read_bytes()
    refused = answer_of(capsys, "demo", str(folder))
    assert refused["exit_code"] == 2
    assert "--force" in str(refused["next_step"])
    assert Path(str(told["workbook"])).read_bytes() == before


def test_a_folder_with_somebodys_files_is_refused_even_when_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "packages").mkdir()
    (tmp_path / "accounts.xlsx").write_text("mine", encoding="utf-8")
    assert answer_of(capsys, "demo", str(tmp_path), "--force")["exit_code"] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["accounts.xlsx", "packages"]


def test_force_replaces_an_earlier_demo_and_a_dry_run_touches_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    would = answer_of(capsys, "demo", str(folder), "--dry-run")
    assert would["dry_run"] is True
    assert not folder.exists()
    (folder / "packages" / "old").mkdir(parents=True)
    assert answer_of(capsys, "demo", str(folder), "--dry-run", "--force")["exit_code"] == 0
    assert (folder / "packages" / "old").is_dir()
    assert answer_of(capsys, "demo", str(folder), "--force")["certificate"] == "COC-0001"
    assert not (folder / "packages" / "old").exists()


def test_progress_goes_to_standard_error_and_the_summary_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(tmp_path / "demo")]) == 0
    said = capsys.readouterr()
    assert f"[{len(STEPS)}/{len(STEPS)}]" in said.err
    assert "[1/" not in said.out
    for text in ("3 runs", "34 customers", "PLY-0524-001", "COC-0001", "lotbook recall"):
        assert text in said.out, text


def test_a_demo_that_is_open_in_a_spreadsheet_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    assert answer_of(capsys, "demo", str(folder))["exit_code"] == 0
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    lock = folder / ".~lock.demo.xlsx#"
    lock.write_text(",somebody,office,22.11.2024 10:00,file:///home/somebody/.config;", encoding="utf-8")
    refused = answer_of(capsys, "demo", str(folder), "--force")
    assert refused["error"] == "OpenElsewhereError"
    assert sorted(path for path in folder.rglob("*") if path.is_file() and path != lock) == before
