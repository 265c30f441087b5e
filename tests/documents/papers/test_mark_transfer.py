"""The mark transfer report says of each piece whether its mark holds, and never that one holds which nobody verified."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotbook.documents.gate.papers import papers_obtainable
from lotbook.documents.package.papers import own_papers
from lotbook.documents.papers import mark_transfer
from lotbook.documents.papers.mark_transfer import FIELDS, TITLE, conclusion, context, pieces
from tests.documents import goods
from tests.documents.gate_story import case, changed

PIECES = goods.BRACKETS
SECOND = "CUT-0002 | 2024-04-25 | AL6-0424-001 | AL6-0424-001-2 | 1.2      | kg   | Cut    | H83-017     | Hard punch  | Tom Baker | Ann Miller  | 2024-04-25"


def results(text: str) -> list[str]:
    frozen = goods.frozen(text)
    marks = frozen.lots[0].material._replace(mark_transfer_needed=True)
    uses = [use._replace(used_on=date(2024, 4, 26)) for use in frozen.lots[0].uses]
    lots = [lot._replace(material=marks, uses=uses) if lot.cuts else lot for lot in frozen.lots]
    return [piece.result for piece in pieces(lots)]


def second(*pairs: tuple[str, str]) -> str:
    row = SECOND
    for old, new in pairs:
        assert old in row
        row = row.replace(old, new)
    assert SECOND in PIECES
    return PIECES.replace(SECOND, row)


def test_every_documented_field_is_there_and_no_other():
    said = context(goods.frozen(), goods.head())
    named = {field.name.partition(".")[0].partition("[")[0] for field in FIELDS}
    assert named - {"extra"} == set(said) - {"extra"}
    for name in ("lots", "pieces"):
        offered = {f.name.partition("].")[2] for f in FIELDS if f.name.startswith(f"{name}[].")}
        assert offered == set(said[name][0]) - {"extra"}


def test_each_piece_names_its_parent_its_mark_the_marker_and_who_verified_it():
    piece = context(goods.frozen(), goods.head())["pieces"][1]
    assert (piece["id"], piece["source"], piece["heat"]) == ("AL6-0424-001-2", "AL6-0424-001", "H83-017")
    assert (piece["marked_by"], piece["verified_by"], piece["verified"]) == (
        "Tom Baker",
        "Ann Miller",
        "25 Apr 2024",
    )
    assert piece["used"] == "MFG-0057"


@pytest.mark.parametrize(
    ("pairs", "result"),
    [
        ((), "Verified"),
        ((("Ann Miller  | 2024-04-25", "            |           "),), "Not verified"),
        ((("Ann Miller  | 2024-04-25", "Ann Miller  |           "),), "Not verified"),
        ((("Ann Miller ", "tom baker  "),), "Verified by the marker"),
        ((("Ann Miller  | 2024-04-25", "Ann Miller  | 2024-05-25"),), "Verified after use"),
        ((("H83-017 ", "H83-O17 "),), "Another heat"),
        ((("H83-017 ", "        "),), "Not marked"),
    ],
)
def test_a_mark_holds_only_when_a_second_person_read_the_right_heat_before_use(pairs, result):
    assert results(second(*pairs)) == ["Verified", result]


def test_the_conclusion_is_the_worst_of_all_pieces():
    found_pieces = list(pieces(goods.frozen().lots))
    assert conclusion(found_pieces) == "All 2 marks were verified by a second person."
    assert conclusion(found_pieces[:1]) == "The mark was verified by a second person."
    open_one = found_pieces[0]._replace(cut=found_pieces[0].cut._replace(verified_by=None))
    assert (
        conclusion([open_one, found_pieces[1]]) == "1 of 2 marks are open: these pieces are not to be used."
    )
    assert conclusion([]) == "No piece needed a mark of its own: whole lots were used."


def test_a_piece_of_two_lots_stands_once():
    first = goods.frozen().lots[0]
    other = first._replace(receipt=first.receipt._replace(lot_id="AL6-0424-002", heat_on_certificate="B-1"))
    assert [len(piece.lots) for piece in pieces([first, other])] == [2, 2]


def test_alone_it_has_no_order_and_says_what_is_left():
    lot = goods.frozen().lots[0]
    said = mark_transfer.alone({}, [lot], date(2024, 5, 3), {"al6-0424-001": "17.6 kg"})
    assert (said["order"]["id"], said["lots"][0]["left"], said["report"]["about"]) == (
        "",
        "17.6 kg",
        "AL6-0424-001",
    )
    assert said["lots"][0]["received"].replace("\u00a0", " ") == f"{Decimal(20)} kg"


def test_a_customer_asks_for_it_by_its_name():
    assert TITLE in [paper.title for paper in own_papers(("COC", "mark transfer report"))]
    assert TITLE not in [paper.title for paper in own_papers(("COC",))]


def test_a_report_that_would_name_no_piece_is_a_warning():
    asked = case(changed(("| Traceability report |", "| Mark transfer report |")))
    assert [each.code for each in papers_obtainable(asked)] == []
    whole = asked.frozen._replace(lots=tuple(lot._replace(cuts=()) for lot in asked.frozen.lots))
    assert [each.code for each in papers_obtainable(asked._replace(frozen=whole))] == ["gate-nothing-cut"]
