"""Scans: the expected heat is looked for, never read; whatever is seen, a person confirms it."""

from __future__ import annotations

import io
import os
import random
import string
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter

from lotbook.documents.certificate.comparison import Outcome, compare
from lotbook.documents.certificate.reading import reading
from lotbook.documents.certificate.scan import available, look_for
from tests.documents.deliveries import PAPER, delivery
from tests.documents.pdfs import draw

pytestmark = pytest.mark.skipif(
    not available() and "CI" not in os.environ, reason="the optional part ocr is not installed"
)
TRAPS = ("H83O017", "0O1IL57", "B8S0Z11", "61T-39127", "K-5416", "175508")


def scan(folder: Path, heat: str, *, angle: float = 0.8, dpi: int = 200) -> Path:
    """A certificate as a scanner gives it: turned a little, soft, a JPEG."""
    drawn = draw(folder / "drawn.pdf", PAPER.format(heat=heat).splitlines())
    with pdfium.PdfDocument(drawn) as opened:
        image = opened[0].render(scale=dpi / 72, grayscale=True).to_pil()
    turned = image.rotate(angle, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(0.6))
    turned.save(folder / "scan.jpg", "JPEG", quality=60)
    return folder / "scan.jpg"


@pytest.mark.parametrize("heat", TRAPS)
def test_the_expected_heat_is_seen_and_cut_out(tmp_path, heat):
    seen = look_for(scan(tmp_path, heat), heat)
    assert (seen.heat, seen.page) == (heat, 1)
    with Image.open(io.BytesIO(seen.picture)) as picture:
        assert picture.width > picture.height > 20


def test_a_look_alike_is_seen_and_it_is_never_called_exact_where_it_was_read_otherwise(tmp_path):
    seen = look_for(scan(tmp_path, "H83-X17"), "H83-X17")
    assert seen.is_exact
    assert look_for(scan(tmp_path, "H83-X17"), "H83-X71") is None


def test_a_page_of_a_pdf_is_looked_at(tmp_path):
    picture = scan(tmp_path, "K-5416")
    with Image.open(picture) as image:
        image.save(tmp_path / "scan.pdf", resolution=200)
    found = reading(tmp_path / "scan.pdf")
    assert (found.paper, found.file.pages_without_text) == ("scan", (1,))
    assert look_for(tmp_path / "scan.pdf", "K-5416", (1,)).page == 1


def test_what_is_no_picture_shows_nothing(tmp_path):
    (tmp_path / "x.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    assert look_for(tmp_path / "x.jpg", "K-5416") is None


def test_one_character_other_on_a_scan_is_never_proposed_and_the_right_heat_is_mostly_seen(tmp_path):
    chance = random.Random(7)
    marks = string.ascii_uppercase + string.digits
    missed = 0
    for _ in range(12):
        heat = "".join(chance.choices(marks, k=3)) + "-" + "".join(chance.choices(marks, k=4))
        place = chance.choice([0, 1, 2, 4, 5, 6, 7])
        other = heat[:place] + chance.choice(marks.replace(heat[place], "")) + heat[place + 1 :]
        path = scan(tmp_path, other)
        assert compare(delivery(reading(path), heat=heat)).outcome is Outcome.LOOK
        missed += look_for(path, other) is None
    assert missed <= 3  # then a person looks at the whole page
