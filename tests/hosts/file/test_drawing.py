"""A report's picture stands on its sheet, one at a time; what the user drew there stays as it is."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image

from lotbook.domain.edits import Picture, Property, Report, ReportCell
from lotbook.hosts.report_picture import NAME
from tests.hosts.file import kitchen
from tests.hosts.file.books import lotbook, parts, rewrite
from tests.hosts.file.standard import violations
from tests.hosts.file.test_readers import libreoffice
from tests.hosts.file.test_writing import change

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

PNG = kitchen.picture()
SHEET, DRAWING = "xl/worksheets/sheet5.xml", "xl/drawings/drawing1.xml"
ROWS = (
    (ReportCell("Recall", "Title"),),
    (ReportCell("4. The chain", "Heading"),),
    (),
    (ReportCell("below"),),
)


def other_picture() -> bytes:
    """Another picture of the same size: what follows the end of a PNG is no part of what it shows."""
    return PNG + b"other"


def report(png: bytes | None = PNG, row: int = 3) -> Report:
    return Report("Recall", ROWS, Picture(png, row) if png else None)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = lotbook(tmp_path / "lotbook.xlsx")
    opened = openpyxl.load_workbook(path)
    opened.create_sheet("Recall")["A1"] = "old"
    opened.save(path)
    return path


@pytest.fixture(scope="module")
def made_kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kitchen.make(tmp_path_factory.mktemp("kitchen") / "kitchen.xlsm")


@pytest.fixture
def full(made_kitchen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_kitchen, tmp_path / "kitchen.xlsm"))


def drawn(path: Path) -> dict[str, bytes]:
    """The drawings and pictures of a workbook."""
    return {name: data for name, data in parts(path).items() if name.startswith(("xl/drawings", "xl/media"))}


def test_the_picture_stands_in_its_row_which_is_as_high_as_it(book: Path) -> None:
    before = parts(book)
    change(book, reports=(report(),))
    page = openpyxl.load_workbook(book)["Recall"]
    (picture,) = page._images
    anchor = picture.anchor._from
    assert (anchor.row, anchor.col) == (2, 0)
    assert picture._data() == PNG
    assert page.row_dimensions[3].height == picture.anchor.ext.cy / 12_700 + 12
    after = parts(book)
    assert {name for name in before if after.get(name) != before[name]} == {"[Content_Types].xml", SHEET}
    assert after.keys() - before.keys() == {
        DRAWING, "xl/drawings/_rels/drawing1.xml.rels", "xl/media/image1.png", "xl/worksheets/_rels/sheet5.xml.rels",
    }  # fmt: skip


def test_a_picture_larger_than_a_row_can_be_is_made_smaller(book: Path) -> None:
    change(book, reports=(report(),))  # eight by eight pixels
    page = openpyxl.load_workbook(book)["Recall"]
    assert page.row_dimensions[3].height <= 409
    extent = page._images[0].anchor.ext
    assert extent.cx == extent.cy == 396 * 12_700


def test_the_next_report_exchanges_the_picture_and_leaves_no_other_behind(book: Path) -> None:
    change(book, reports=(report(),))
    once = drawn(book)
    change(book, reports=(report(other_picture(), row=4),))
    twice = drawn(book)
    assert twice.keys() == once.keys()
    assert twice["xl/media/image1.png"] == other_picture()
    assert twice[DRAWING].count(NAME.encode()) == 1
    (picture,) = openpyxl.load_workbook(book)["Recall"]._images
    assert picture.anchor._from.row == 3


def test_a_report_without_a_picture_takes_it_away_and_all_that_was_made_for_it(book: Path) -> None:
    change(book, reports=(report(None),))
    before = parts(book)
    change(book, reports=(report(),))
    change(book, reports=(report(None),))
    after = parts(book)
    assert drawn(book) == {}
    assert b"<drawing" not in after[SHEET]
    assert b"drawing1" not in after["[Content_Types].xml"]
    assert after[SHEET] == before[SHEET]


@pytest.mark.parametrize("png", [PNG, None])
def test_what_the_user_drew_on_the_sheet_stays(full: Path, png: bytes | None) -> None:
    before = parts(full)
    change(full, reports=(report(png),))
    change(full, reports=(report(png),))
    change(full, reports=(report(None),))
    after = parts(full)
    assert {name: after[name] for name in drawn(full)} == {name: before[name] for name in drawn(full)}
    assert drawn(full).keys() == {n for n in before if n.startswith(("xl/drawings", "xl/media"))}


def test_the_picture_joins_the_users_drawing_and_every_byte_of_that_stays(full: Path) -> None:
    before = drawn(full)
    change(full, reports=(report(),))
    after = drawn(full)
    (changed,) = [name for name in before if name.endswith(".xml") and after[name] != before[name]]
    head, ours, tail = after[changed].partition(b"<xdr:oneCellAnchor xmlns")
    assert ours
    assert (
        before[changed] == head + tail[tail.index(b"</xdr:oneCellAnchor>") + len(b"</xdr:oneCellAnchor>") :]
    )
    (rels,) = [name for name in before if name.endswith(".rels") and after[name] != before[name]]
    assert before[rels].removesuffix(b"</Relationships>") in after[rels]
    assert len(after.keys() - before.keys()) == 1  # the picture's file


def test_a_picture_that_is_shown_elsewhere_too_keeps_its_file(book: Path) -> None:
    """Excel keeps one file for two equal pictures."""
    opened = openpyxl.load_workbook(book)
    opened["Cuts"].add_image(Image(BytesIO(PNG)), "B2")
    opened.save(book)
    change(book, reports=(report(),))
    ours = next(name for name in drawn(book) if name.endswith(".rels") and b"image2" in drawn(book)[name])
    rewrite(book, {ours: drawn(book)[ours].replace(b"image2", b"image1"), "xl/media/image2.png": None})
    assert violations(book) == []
    change(book, reports=(report(None),))
    assert openpyxl.load_workbook(book)["Cuts"]._images[0]._data() == PNG


def test_a_picture_of_the_users_own_is_never_taken_for_ours(book: Path) -> None:
    change(book, reports=(report(),))
    renamed = parts(book)[DRAWING].replace(NAME.encode(), b"Lotbook logo")
    rewrite(book, {DRAWING: renamed})
    change(book, reports=(report(other_picture()),))
    data = drawn(book)
    assert re.findall(rb'<xdr:cNvPr id="(\d+)" name="([^"]*)"', data[DRAWING]) == [
        (b"2", b"Lotbook logo"), (b"3", NAME.encode()),
    ]  # fmt: skip
    assert (data["xl/media/image1.png"], data["xl/media/image2.png"]) == (PNG, other_picture())


@pytest.mark.parametrize("kind", ["comments", "shape", "empty"])
def test_other_forms_of_drawings_stay_and_the_picture_joins_them(book: Path, kind: str) -> None:
    if kind == "comments":
        opened = openpyxl.load_workbook(book)
        opened["Recall"]["B9"].comment = openpyxl.comments.Comment("mine", "Ann")
        opened.save(book)
    else:
        change(book, reports=(report(),))
        data = parts(book)[DRAWING]
        anchor = data[data.index(b"<xdr:oneCellAnchor") : data.index(b"</xdr:wsDr>")]
        shape = anchor.replace(b"xdr:pic>", b"xdr:sp>").replace(NAME.encode(), b"My arrow")
        shape = re.sub(
            rb"<xdr:nvPicPr>.*</xdr:blipFill>",
            rb'<xdr:nvSpPr><xdr:cNvPr id="9" name="My arrow"/><xdr:cNvSpPr/></xdr:nvSpPr>',
            shape,
        )
        prefix = data.replace(b"xdr:wsDr", b"d:wsDr").replace(b"xmlns:xdr", b"xmlns:d", 1)
        told = prefix.replace(anchor, shape) if kind == "shape" else re.sub(rb">\s*<xdr:one.*", b"/>", prefix)
        rewrite(
            book, {DRAWING: told, "xl/drawings/_rels/drawing1.xml.rels": None, "xl/media/image1.png": None}
        )
    assert violations(book) == []
    change(book, reports=(report(),))
    page = openpyxl.load_workbook(book)["Recall"]
    assert len(page._images) == 1
    if kind == "comments":
        assert page["B9"].comment.text == "mine"
    if kind == "shape":
        assert b'<xdr:cNvPr id="9" name="My arrow"/>' in parts(book)[DRAWING]
        assert f'id="10" name="{NAME}"'.encode() in parts(book)[DRAWING]
    change(book, reports=(report(None),))
    assert not openpyxl.load_workbook(book)["Recall"]._images


def test_everything_that_adds_a_kind_of_content_in_one_plan_is_told(full: Path) -> None:
    change(full, reports=(report(),), properties=(Property("Lotbook test", 7),))
    after = parts(full)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"]
    assert after["[Content_Types].xml"].count(b'Extension="png"') == 1


@pytest.mark.libreoffice
def test_libreoffice_shows_the_picture_where_it_belongs(full: Path, tmp_path: Path) -> None:
    change(full, reports=(report(),))
    opened = openpyxl.load_workbook(libreoffice(full, tmp_path).with_suffix(".xlsx"))
    places = {image.anchor._from.row for image in opened["Recall"]._images}
    assert places == {0, 2}  # the shop's own, and ours
