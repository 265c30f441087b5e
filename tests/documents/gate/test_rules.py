"""The gate as a whole: a sound order passes; order, customer, signer and known findings are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.gate.rules import GATE, GATE_KINDS, gate, page
from lotbook.domain.findings import Finding, Place, Severity
from tests.documents.gate_story import case, changed, found


def test_a_sound_order_passes_without_a_word():
    assert found() == []


def test_stops_come_before_warnings():
    text = changed(("| 0099-1 ", "| "), ("ASTM B209     | 21 ", "ASTM B209     |    "))
    assert [code for *_, code in found(text)] == ["gate-po-missing", "gate-spec-revision-missing?"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("| 0099-1 ", "| ", ("Orders", 2, "Customer PO", "gate-po-missing")),
        ("| Traceability report | Open", "| | Cancelled", ("Orders", 2, "Status", "gate-order-cancelled")),
        ("MFG-0001 | 2024-02-03 | 2024-02-04  | BRK-100     | C", "MFG-0001 | 2024-02-03 | 2024-02-04  | BRK-100     | B",
         ("Manufacture", 2, "Part revision", "gate-part-differs")),
        ("    Company name    | Northfield Precision\n", "", ("Settings", 0, "Value", "gate-issuer-missing")),
        ("    Company address | 12 Mill Lane\n", "", ("Settings", 0, "Value", "gate-address-missing?")),
        ("Bracket     | pcs  |            |", "Bracket     | pcs  |            | Miller AG",
         ("Orders", 2, "Part number", "gate-part-of-other-customer")),
        ("| C             | 9        | pcs  |", "| C             | 3        | pcs  |", ("Orders", 2, "Quantity", "gate-more-than-ordered?")),
        ("| Traceability report |", "| Form 17 |", ("Orders", 2, "Documents required", "gate-paper-not-made?")),
        ("MFG-0001 | OIL-0124-001", "MFG-0001 | OIL-0124-009", ("Materials used", 4, "Source", "gate-unresolved")),
        ("    North Metals\n", "", ("Receiving", 2, "Supplier", "gate-unknown-name?")),
    ],
)  # fmt: skip
def test_one_fault_is_found_at_its_place(old, new, expected):
    assert expected in found(changed((old, new)))


def test_a_part_in_a_revision_that_is_not_on_parts_is_a_stop():
    text = changed(("| BRK-100     | C             | 9 ", "| BRK-100     | D             | 9 "))
    assert ("Orders", 2, "Part number", "gate-unresolved") in found(text)
    assert ("Manufacture", 2, "Part revision", "gate-part-differs") in found(text)


def test_a_revision_must_be_named():
    text = changed(("| BRK-100     | C             | 9 ", "| BRK-100     |               | 9 "))
    assert ("Orders", 2, "Part revision", "gate-revision-missing") in found(text)


def test_a_paper_lotbook_does_not_make_may_be_enclosed_by_hand():
    text = changed(("| Traceability report |", "| Packing slip |"))
    assert found(text, enclosed=["packing slip"]) == []


def test_a_dimensional_report_needs_results_of_every_characteristic():
    asked = changed(("| Traceability report |", "| Dimensional report |"))
    assert found(asked, enclosed=["Dimensional report"]) == []
    none = changed(
        ("    MFG-0001 | BRK #1         | 1     | 10.0   | Ann       | 2024-02-04  |\n", ""), text=asked
    )
    assert {code for *_, code in found(none, enclosed=["Dimensional report"])} == {
        "gate-not-measured",
        "gate-characteristic-not-measured",
    }


def test_a_first_article_needs_a_run_that_was_one():
    text = changed(("| Traceability report |", "| First article |"))
    assert [code for *_, code in found(text, enclosed=["First article"])] == ["gate-no-first-article?"]
    marked = changed(
        ("| pcs  | Bob      | Complete |\n    MFG-0002", "| pcs  | Bob      | Complete | Full\n    MFG-0002"),
        text=text,
    )
    assert found(marked, enclosed=["First article"]) == []


def test_a_required_rohs_statement_needs_an_answer_for_every_lot():
    text = changed(("| Traceability report |", "| RoHS statement |"))
    stops = [f for f in found(text, answers=["RoHS"]) if f[3] == "gate-substances"]
    assert [(sheet, row) for sheet, row, *_ in stops] == [
        ("Outside processes", 0), ("Receiving", 2), ("Receiving", 3), ("Receiving", 4)
    ]  # fmt: skip


DECLARED = """
    Declarations
    Supplier     | Material | Regulation | Statement | Dated
    North Metals | AL6      | RoHS       | Compliant | 2024-01-01
    North Metals | SS3      | RoHS       | Compliant | 2024-01-01
    North Metals | OIL      | RoHS       | Compliant | 2024-01-01
    BrightCoat   |          | RoHS       | Compliant | 2024-01-01
"""
BILL = """
    BOM
    Part number | Part revision | Component
    BRK-100     | C             | GLUE
"""


@pytest.mark.parametrize(("bill", "codes"), [("", []), (BILL, ["gate-substances"])])
def test_what_nobody_entered_stops_a_required_statement_although_every_known_lot_is_fine(bill, codes):
    text = changed(("| Traceability report |", "| RoHS statement |")) + DECLARED + bill
    assert [code for *_, code in found(text, answers=["RoHS"]) if code == "gate-substances"] == codes


def test_a_declaration_the_material_asks_for_only_warns_when_no_statement_is_required():
    text = changed(("ASTM B209     | 21            |", "ASTM B209     | 21            | Yes"))
    assert found(text, answers=["RoHS"]) == [("Receiving", 2, "Lot ID", "gate-declaration?")]


@pytest.mark.parametrize(
    ("signer", "old", "new", "code"),
    [
        ("", "Ann", "Ann", "gate-signer-missing"),
        ("Zoe", "Ann", "Ann", "gate-signer-unknown"),
        ("Bob", "Ann", "Ann", "gate-signer-may-not-sign"),
        ("Ann", "| Quality manager |", "|                 |", "gate-signer-title"),
        (
            "Ann",
            "| Quality manager | 2030-01-01",
            "| Quality manager | 2024-02-29",
            "gate-signer-not-trained?",
        ),
        ("Ann", "| Quality manager | 2030-01-01", "| Quality manager |", "gate-signer-not-trained?"),
    ],
)
def test_the_signer_is_named_known_allowed_trained_and_has_a_title(signer, old, new, code):
    codes = [c for *_, c in found(changed((old, new)), signer=signer)]
    assert [c for c in codes if c != "gate-certificate-not-reviewed?"] == [code]  # Ann reviews as well


def test_aerospace_rules_come_with_the_customer():
    text = changed(
        (
            "| COC, Material certificates   |                   |",
            "| COC, Material certificates   |                   | aerospace",
        ),
        ("| Ann         | 2024-01-11  |", "|             |             |"),
        ("| Quality manager | 2030-01-01", "| Quality manager | 2024-02-29"),
    )
    assert {code for *_, code in found(text)} == {
        "gate-certificate-not-reviewed",
        "gate-signer-not-trained",
        "gate-first-article-due?",
    }


def test_what_the_check_stops_on_the_certificates_rows_stops_the_certificate():
    def known(row: int, severity: Severity, code: str) -> Finding:
        return Finding(Place("Receiving", row, "x", "Mill"), code, severity, "m", "f")

    here = known(2, Severity.STOP, "cell-error")
    others = [known(99, Severity.STOP, "cell-error"), known(3, Severity.WARN, "heat-lookalike")]
    dates = known(3, Severity.WARN, "dates-out-of-order")
    assert gate(case(known=[here, *others, dates])) == [here, dates]


def test_a_place_the_gate_names_is_not_named_twice():
    text = changed(
        ("|             | Released |        |\n    OIL", "|             | Hold |        |\n    OIL")
    )
    twice = Finding(
        Place("Receiving", 3, "SS3-0124-001", "Status"), "source-on-hold", Severity.STOP, "m", "f"
    )
    assert [f.code for f in gate(case(text, known=[twice]))] == ["gate-lot-not-released"]


def test_codes_are_unique_and_say_that_they_are_the_gates():
    codes = [kind.code for kind in GATE_KINDS]
    assert len(codes) == len(set(codes)) >= 40
    assert all(code.startswith("gate-") for code in codes)
    assert len(GATE) == len(set(GATE))


def test_every_kind_is_on_the_reference_page_with_why_and_what_to_do():
    text = page()
    for kind in GATE_KINDS:
        assert f"### {kind.code}\n" in text
        assert kind.why in text
        assert kind.fix in text


def test_the_reference_page_is_current():
    """Written anew with: python -c "from lotbook.documents.gate.rules import page; print(page(), end='')"."""
    written = Path(__file__).parents[3] / "docs" / "reference" / "gate.md"
    assert written.read_text(encoding="utf-8") == page()
