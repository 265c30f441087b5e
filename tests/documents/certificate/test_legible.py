"""How a page of a certificate looks to a person: coarse, on its side, blank."""

from __future__ import annotations

import pikepdf
import pytest

from lotbook.documents.certificate.file import read
from tests.documents.pdfs import draw, scan

LINES = ("Inspection certificate EN 10204 3.1", "Heat No. H83017", "Certificate no. M1")


@pytest.mark.parametrize(("dots", "coarse"), [(30, True), (72, True), (150, False), (300, False)])
def test_a_scan_coarser_than_a_fax_is_told(tmp_path, dots, coarse):
    faults = read(scan(tmp_path / "m.pdf", dots, LINES)).faults
    assert faults == (f"page 1 is a scan of {dots} dots to the inch only" if coarse else "")


@pytest.mark.parametrize(
    ("turned", "shown", "fault"),
    [(0, 0, False), (90, 0, True), (180, 0, True), (0, 90, True), (90, 90, False), (270, 270, False)],
)
def test_a_page_stands_upright_as_it_is_shown(tmp_path, turned, shown, fault):
    path = scan(tmp_path / "m.pdf", 200, LINES, turned=turned)
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        opened.pages[0].Rotate = shown
        opened.save(path)
    assert read(path).faults == ("page 1 does not stand upright" if fault else "")


def test_a_logo_and_a_drawn_page_are_no_scan(tmp_path):
    assert read(draw(tmp_path / "m.pdf", LINES)).faults == ""
    assert read(draw(tmp_path / "p.pdf", [])).faults == ""


def test_pages_that_show_nothing_are_damaged_and_no_picture(tmp_path):
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(tmp_path / "m.pdf")
    found = read(tmp_path / "m.pdf")
    assert (found.pages, found.text, found.pages_without_text) == (0, "", ())
    assert found.problem == "m.pdf is damaged: its pages show nothing; ask the supplier to send it again."


def test_a_blank_back_of_a_page_is_nothing_to_tell(tmp_path):
    path = draw(tmp_path / "m.pdf", LINES)
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        opened.add_blank_page()
        opened.save(path)
    assert (read(path).pages, read(path).faults) == (2, "")
