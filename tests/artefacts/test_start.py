"""Start, the first sheet an office sees: nothing is cut off, nothing covers anything else, every link leads on."""

from itertools import pairwise

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.artefacts.workbook.figures import KEY_FIGURES, LAST_CHECK_AT, LAST_CHECK_RESULT
from lotbook.artefacts.workbook.start import KEY, STEPS
from lotbook.cli import main
from lotbook.tables.book import CHECK_RESULTS, SHEETS, START
from tests.artefacts.office import recalculated

# Calibri's letters are narrower than its digits, which widths are counted in: 12 letters take about 10 digits.
LETTER = 0.86


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("start") / "blank.xlsx"
    build_workbook(made)
    return made


@pytest.fixture(scope="module")
def page(path):
    return openpyxl.load_workbook(path)[START.name]


def room(page, cell):
    """How wide a text may run: its own column and, when it is not wrapped or centred, the empty ones after it."""
    letter = openpyxl.utils.get_column_letter
    width = page.column_dimensions[cell.column_letter].width
    if cell.alignment.horizontal in ("center", "right"):
        return width
    for column in range(cell.column + 1, 11):
        if page.cell(cell.row, column).value is not None:
            break
        width += page.column_dimensions[letter(column)].width
    return width


def test_every_text_has_room(page):
    texts = [cell for row in page.iter_rows() for cell in row if cell.data_type == "s"]
    assert len(texts) > 40
    for cell in texts:
        needed = len(cell.value) * LETTER * cell.font.size / 11 * (1.08 if cell.font.bold else 1)
        assert needed <= room(page, cell), (cell.coordinate, cell.value)


def test_every_row_is_high_enough_for_its_letters(page):
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None:
                height = page.row_dimensions[cell.row].height or 15
                assert height >= cell.font.size * 1.3, cell.coordinate


def test_no_chart_covers_another_or_any_text(page):
    def inside(corner):
        return corner.col, corner.colOff

    anchors = sorted((chart.anchor for chart in page._charts), key=lambda anchor: inside(anchor._from))
    assert len(anchors) == 3
    for left, right in pairwise(anchors):
        assert inside(left.to) <= inside(right._from)
    last_text = max(cell.row for row in page.iter_rows() for cell in row if cell.value is not None)
    assert all(anchor._from.row >= last_text for anchor in anchors)
    assert max(anchor.to.col for anchor in anchors) <= 10


def test_steps_figures_and_key_stand_on_the_sheet(page):
    texts = {cell.value for row in page.iter_rows() for cell in row if cell.value is not None}
    assert {step.words for step in STEPS} | {figure.words for figure in KEY_FIGURES} <= texts
    assert {text for _, word, meaning in KEY for text in (word, meaning)} <= texts
    formulas = {cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert {f"={figure.formula}" for figure in KEY_FIGURES} <= formulas


def test_steps_and_figures_lead_to_sheets_of_the_workbook(page):
    names = {sheet.name for sheet in SHEETS}
    assert {step.sheet for step in STEPS} | {figure.sheet for figure in KEY_FIGURES} <= names
    links = [cell for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == len(STEPS) + len(KEY_FIGURES)


def test_the_last_check_is_found_by_name(path):
    book = openpyxl.load_workbook(path)
    for name, label in ((LAST_CHECK_AT, "Checked at"), (LAST_CHECK_RESULT, "Result")):
        sheet, cell = book.defined_names[name].attr_text.replace("$", "").split("!")
        found = book[sheet][cell]
        assert (found.data_type, found.offset(0, -1).value) == ("f", label)


@pytest.mark.libreoffice
def test_a_check_is_told_on_start(path, tmp_path):
    wrong = tmp_path / "shop.xlsx"
    build_workbook(
        wrong,
        profile="medical",
        rows={"Receiving": [{"Lot ID": "PLY-0524-001", "Quantity": -1, "Status": "Released"}]},
    )
    assert main(["check", str(wrong)]) == 1
    shown = recalculated(wrong, tmp_path)
    start, results = shown[START.name], shown[CHECK_RESULTS.name]
    told = {cell.value: cell.offset(0, 1).value for row in start.iter_rows() for cell in row if cell.value}
    listed = [row[0] for row in results.iter_rows(values_only=True)]
    numbers = {c.value: start.cell(c.row - 1, c.column).value for c in start[6] if c.value}
    assert numbers["Findings that stop"] == listed.count("Stop") > 0
    assert numbers["Findings to look at"] == listed.count("Warn")
    assert str(told["Checked at"]).endswith("UTC")
    assert told["Result"].startswith("Found: ")
    assert told["Profile"] == "medical"


@pytest.mark.libreoffice
def test_a_workbook_that_was_never_checked_says_so(path, tmp_path):
    start = recalculated(path, tmp_path)[START.name]
    told = {cell.value: cell.offset(0, 1).value for row in start.iter_rows() for cell in row if cell.value}
    assert (told["Checked at"], told["Result"], told["Profile"]) == ("not yet", "not yet", "shop")
    assert told["Recall drill"] == "not yet"
    assert not told["the one before"]


@pytest.mark.libreoffice
def test_the_last_drills_and_how_long_they_took_are_on_the_first_sheet(tmp_path):
    def recall(number, day, drill, seconds):
        return {
            "Recall ID": f"RCL-00{number}",
            "Opened at": f"{day} 09:12 UTC",
            "Drill": drill,
            "Elapsed (s)": seconds,
        }

    rows = [
        recall(1, "2024-01-02", "Yes", 1.5),
        recall(2, "2025-03-04", "Yes", 0.256),
        recall(3, "2025-05-06", "No", 9),
        recall(4, "2026-03-04", "Yes", 0.3),
        recall(5, "2026-03-04", "Yes", 0.2),
        recall(6, "2026-05-06", "No", 9),
    ]
    path = tmp_path / "drilled.xlsx"
    build_workbook(path, rows={"Recalls": rows})
    start = recalculated(path, tmp_path)[START.name]
    told = {cell.value: cell.offset(0, 1).value for row in start.iter_rows() for cell in row if cell.value}
    assert told["Recall drill"] == "2026-03-04, answered in 0.2 s"
    assert told["the one before"] == "2026-03-04, answered in 0.3 s"
    assert told["and before that"] == "2025-03-04, answered in 0.26 s"
