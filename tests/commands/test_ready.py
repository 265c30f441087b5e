"""Ready tells early: before shipping, before making, before cutting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands.ready import COMMAND
from lotbook.documents.pdf import making as pdf
from tests.documents.gate_story import SOUND, changed
from tests.documents.shop import shop

SENT = "    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |\n"
BOM = """
    BOM
    Part number | Part revision | Component | Quantity | Unit
    BRK-100     | C             | AL6       | 0.1      | sheet
    BRK-100     | C             | SUB-9     | 1        | pcs
"""


def ready(workbook: Path, capsys, *more: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["ready", str(workbook), "ORD-0001", "--json", *more]) == code
    return json.loads(capsys.readouterr().out)


def test_a_sound_order_is_ready_and_nothing_is_written(tmp_path, capsys):
    workbook = shop(tmp_path)
    before = workbook.read_bytes()
    answer = ready(workbook, capsys)
    assert set(answer) == set(COMMAND.json_keys)
    assert (answer["ready"], answer["planned"], answer["findings"]) == (True, False, [])
    assert answer["documents"] == ["COC", "Traceability report", "Material certificates"]
    assert workbook.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bc9.pdf", "m1.pdf", "m2.pdf", "shop.xlsx"]


def test_what_stops_is_told_with_its_place_and_what_to_do(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("| 0099-1 ", "| ")))
    assert main(["ready", str(workbook), "ORD-0001"]) == 1
    said = capsys.readouterr().out
    assert (
        "Orders ORD-0001, Customer PO (cell D2): Order ORD-0001 has no customer PO. (gate-po-missing)" in said
    )
    assert "Type the PO exactly as printed" in said
    assert "Smith & Sons <UK>: the package would NOT pass: 1 stop." in said


def test_warnings_alone_let_it_pass_and_are_counted(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("ASTM B209     | 21 ", "ASTM B209     |    ")))
    answer = ready(workbook, capsys)
    assert answer["ready"]
    assert "would pass with 1 warning" in answer["summary"]


def test_a_revision_in_other_letters_than_the_drawings_is_a_warning(tmp_path, capsys):
    workbook = shop(
        tmp_path, changed(("| BRK-100     | C             | 9 ", "| BRK-100     | c             | 9 "))
    )
    answer = ready(workbook, capsys)
    assert [(f["code"], f["sheet"], f["severity"]) for f in answer["findings"]] == [
        ("revision-spelled-differently", "Orders", "warn")
    ]


LEAD = """
    Chemistry
    Lot ID       | Element or property | Value | Unit
    AL6-0124-001 | Pb                  | {}    | %
"""


def article_33(workbook: Path, capsys) -> list[dict]:
    return [f for f in ready(workbook, capsys)["findings"] if f["code"] == "gate-article-33-not-told"]


def test_a_listed_substance_that_no_paper_tells_of_is_a_warning(tmp_path, capsys):
    [finding] = article_33(shop(tmp_path, SOUND + LEAD.format("3.1")), capsys)
    assert (finding["sheet"], finding["column"], finding["severity"]) == (
        "Orders",
        "Documents required",
        "warn",
    )
    assert "BRK-100 revision C contains Lead" in finding["message"]
    assert "3.1 % by weight (lot AL6-0124-001)" in finding["message"]
    assert finding["message"].endswith("No address here names the country.")


def test_a_tenth_of_a_percent_is_not_above_it(tmp_path, capsys):
    assert article_33(shop(tmp_path, SOUND + LEAD.format("0.1")), capsys) == []


@pytest.mark.parametrize(("country", "warned"), [("Germany", 1), ("United Kingdom", 1), ("USA", 0)])
def test_whether_the_customer_must_be_told_is_a_matter_of_the_country(tmp_path, capsys, country, warned):
    text = changed(("4 Dock Rd, Hull", f"4 Dock Rd, Hull, {country}"), text=SOUND + LEAD.format("3.1"))
    assert len(article_33(shop(tmp_path, text), capsys)) == warned


def test_a_statement_among_the_papers_tells_it(tmp_path, capsys):
    text = changed(
        ("| Traceability report | Open", "| REACH statement | Open"), text=SOUND + LEAD.format("3.1")
    )
    workbook = shop(tmp_path, text)
    main(["ready", str(workbook), "ORD-0001", "--json"])
    assert "gate-article-33-not-told" not in capsys.readouterr().out


def test_a_process_whose_supplier_declares_a_listed_substance_is_told_too(tmp_path, capsys):
    text = (
        SOUND
        + """
    Declarations
    Supplier   | Regulation | Statement     | Dated      | List date
    BrightCoat | REACH      | Contains SVHC | 2024-01-20 | 2024-01-23
"""
    )
    assert len(article_33(shop(tmp_path, text), capsys)) == 1


def test_before_shipping_runs_with_free_pieces_are_looked_at(tmp_path, capsys):
    text = changed((SENT, ""), ("| 2024-01-11  | Released |", "| 2024-01-11  | Hold |"))
    answer = ready(shop(tmp_path, text), capsys, code=1)
    assert (answer["planned"], answer["runs"]) == (True, ["MFG-0001", "MFG-0002"])
    assert "gate-lot-not-released" in {f["code"] for f in answer["findings"]}
    assert "MFG-0001 (9 free)" in answer["remarks"][1]


def test_before_shipping_a_sound_order_has_nothing_against_it(tmp_path, capsys):
    answer = ready(shop(tmp_path, changed((SENT, ""))), capsys)
    assert (answer["ready"], answer["shipments"]) == (True, [])
    assert "so far" in answer["summary"]


def unmade(text: str = SOUND) -> str:
    """The order before anything was made: no runs, nothing used, nothing shipped."""
    kept = [
        block
        for block in text.split("\n\n")
        if block.split("\n")[-1 if not block.strip() else 0].strip() not in _MADE
        and block.strip().split("\n")[0].strip() not in _MADE
    ]
    return "\n\n".join(kept) + "\n" + BOM


_MADE = {"Manufacture", "Materials used", "Outside processes", "Measurements", "Shipments", "Cuts"}


def test_before_cutting_lots_on_hand_are_told_with_what_speaks_against_them(tmp_path, capsys):
    answer = ready(shop(tmp_path, unmade()), capsys)
    assert [
        (c["component"], c["lot"], c["on_hand"], c["unit"], c["usable"]) for c in answer["candidates"]
    ] == [("AL6", "AL6-0124-001", "3", "sheet", True)]
    assert answer["findings"] == []


def test_before_cutting_a_lot_whose_certificate_names_another_heat_is_no_candidate(tmp_path, capsys):
    workbook = shop(tmp_path, unmade())
    (tmp_path / "m1.pdf").write_bytes((tmp_path / "m2.pdf").read_bytes())
    answer = ready(workbook, capsys)
    (lot,) = answer["candidates"]
    assert not lot["usable"]
    assert "gate-certificate-without-heat" in [f["code"] for f in lot["findings"]]
    assert "No lot of AL6 on hand would pass the gate." in answer["remarks"]


def test_without_a_bom_it_says_that_material_was_not_looked_at(tmp_path, capsys):
    answer = ready(shop(tmp_path, unmade().replace(BOM, "\n")), capsys)
    assert "BRK-100 C has no BOM, so its material could not be looked at." in answer["remarks"]
    assert any("Enter its lines on the sheet BOM" in remark for remark in answer["remarks"])


@pytest.mark.parametrize(
    ("bom", "address", "so_far"),
    [("\n", True, "nothing"), (BOM, True, "nothing"), ("\n", False, "so far 1 warning")],
)
def test_before_anything_is_made_it_is_not_promised_that_the_package_passes(
    tmp_path, capsys, bom, address, so_far
):
    text = unmade().replace(BOM, bom)
    if not address:
        text = changed(("4 Dock Rd, Hull", " "), text=text)
    answer = ready(shop(tmp_path, text), capsys)
    assert answer["ready"] is None
    assert "cannot be told before its material is known" in answer["summary"]
    assert "would pass" not in answer["summary"]
    assert so_far in answer["summary"]


def certified(folder: Path) -> Path:
    workbook = shop(folder)
    assert main(["issue", str(workbook), "ORD-0001", "--who", "Ann"]) == 0
    return workbook


def test_an_order_whose_shipments_are_all_certified_names_the_certificate(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())
    answer = ready(certified(tmp_path), capsys)
    assert (answer["ready"], answer["certified"], answer["findings"]) == (None, ["COC-0001 A"], [])
    assert answer["summary"] == "ORD-0001, Smith & Sons <UK>: already certified by COC-0001 A."


def test_a_shipment_of_an_order_id_nobody_knows_is_named_when_it_looks_like_this_one(tmp_path, capsys):
    mistyped = SENT.replace("ORD-0001", "ORD-001")
    answer = ready(shop(tmp_path, changed((SENT, mistyped))), capsys)
    assert (
        "Row 2 of Shipments names ORD-001, which is not on the sheet Orders: if it means ORD-0001, correct it there."
        in answer["remarks"]
    )
    other = ready(shop(tmp_path, changed((SENT, SENT.replace("ORD-0001", "JOB-77")))), capsys)
    assert not any("JOB-77" in remark for remark in other["remarks"])


def test_an_unknown_order_is_answered_with_a_near_one(tmp_path, capsys):
    assert main(["ready", str(shop(tmp_path)), "ORD-001"]) == 26
    assert "Did you mean ORD-0001?" in capsys.readouterr().err


def test_dates_in_the_wrong_order_warn(tmp_path, capsys):
    text = changed(("MFG-0001 | 2024-02-03 | 2024-02-04 ", "MFG-0001 | 2024-02-03 | 2024-02-02 "))
    assert "dates-out-of-order" in {f["code"] for f in ready(shop(tmp_path, text), capsys)["findings"]}
