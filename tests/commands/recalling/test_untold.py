"""Who may have affected goods and gets no notice is told with the cell, on the screen, in the report and in the status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.recalling.test_act import STORY, built, recalled, said, text_of


@pytest.fixture(autouse=True)
def _no_pdf_engine(monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)


def no_notice(remarks) -> list[str]:
    return [remark for remark in remarks if remark.startswith("No notice for ")]


AHEAD = (
    "No notice for Müller: SHP-0002 has the day 5 Feb 2999 (Shipments row 3, Shipped on), which lies ahead, so it counts as "
    "not gone yet."
)
OF_RUN = "No notice for Müller: SHP-0002 (Shipments row 3) belongs to the run MFG-0002, which is Cancelled."
OF_ORDER = (
    "No notice for Müller: SHP-0002 (Shipments row 3) belongs to the order ORD-0002, which is Cancelled."
)


@pytest.mark.parametrize(
    ("old", "new", "told", "complete"),
    [
        ("SHP-0002    | 2024-02-05", "SHP-0002    | 2999-02-05", AHEAD, 0),
        ("| 4             | pcs  | Complete  ", "| 4             | pcs  | Cancelled ", OF_RUN, 1),
        ("| 4        | pcs  | Shipped", "| 4        | pcs  | Cancelled", OF_ORDER, 1),
    ],
)
def test_a_shipment_that_does_not_count_as_delivered_is_named_with_its_customer(
    tmp_path, capsys, old, new, told, complete
):
    assert old in STORY
    workbook = built(tmp_path / "shop.xlsx", STORY.replace(old, new))
    words = ("recall", workbook, "--lot", "AL6-001", "--reason", "cracks", "--hold", "--notices")
    act = said(capsys, *words, code=complete)["act"]
    assert act["notices"] == ["Smith & Sons <UK>"]
    (remark,) = no_notice(act["remarks"])
    assert remark.startswith(told)
    assert told in text_of(Path(act["folder"]) / "RCL-001 report.docx")
    said(capsys, "recalls", workbook, "RCL-001", "--report", tmp_path / "status")
    (paper,) = (tmp_path / "status").glob("*.docx")
    assert told in text_of(paper)


def test_where_everyone_gets_a_notice_and_where_none_were_asked_for_nothing_is_said(tmp_path, capsys):
    assert no_notice(recalled(capsys, built(tmp_path / "one.xlsx"), "--notices")["remarks"]) == []
    ahead = built(tmp_path / "two.xlsx", STORY.replace("SHP-0002    | 2024", "SHP-0002    | 2999"))
    assert no_notice(recalled(capsys, ahead, "--hold")["remarks"]) == []
    assert len(no_notice(recalled(capsys, ahead, "--notices")["remarks"])) == 1
