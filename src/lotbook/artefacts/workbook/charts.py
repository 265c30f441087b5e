"""The three charts of the first sheet, over the numbers on Lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.artefacts.workbook.figures import BY_MONTH, LOTS, ORDERS, Block
from lotbook.artefacts.workbook.styles import BLUE, FONT, GREEN, GREY, HAIR, INK, ORANGE, SKY, VERMILLION

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText
    from openpyxl.chart.title import Title
    from openpyxl.worksheet.worksheet import Worksheet

_LOT_COLOURS = (ORANGE, GREEN, VERMILLION, VERMILLION, GREY)  # as the words of Lot status stand
_ORDER_COLOURS = (SKY, GREEN, GREY, GREY)
_EMU_PER_POINT = 12700
ROWS, _ROW_HEIGHT = 13, 16  # of the charts on Start, in points


def add_charts(start: Worksheet, lists: Worksheet, *, row: int) -> None:
    """Puts the charts side by side from this row of Start on, each over columns of the grid, so none covers another."""
    lots = _bars(lists, LOTS, "Lots by status", _LOT_COLOURS)
    orders = _bars(lists, ORDERS, "Orders by status", _ORDER_COLOURS)
    months = _columns(lists, BY_MONTH, "Deliveries and shipments by month")
    for number in range(row, row + ROWS):
        start.row_dimensions[number].height = _ROW_HEIGHT
    # Column numbers from 0: B to the middle of D, on to the end of F, H to J.
    for chart, left, right in ((lots, (1, 0), (3, 32)), (orders, (3, 42), (6, 0)), (months, (7, 0), (10, 0))):
        _place(start, chart, left, right, row)


def _bars(lists: Worksheet, block: Block, title: str, colours: tuple[str, ...]) -> BarChart:
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.marker import DataPoint

    chart = _chart(lists, block, title, series=1)
    chart.type = "bar"
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"  # the first word on top
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    only = chart.series[0]
    for position, colour in enumerate(colours):
        only.dPt.append(DataPoint(idx=position, invertIfNegative=False, spPr=_paint(colour)))
    only.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    return chart


def _columns(lists: Worksheet, block: Block, title: str) -> BarChart:
    from openpyxl.chart.axis import ChartLines

    chart = _chart(lists, block, title, series=2)
    chart.type = "col"
    chart.overlap = 0
    assert chart.legend is not None
    chart.legend.position = "b"
    chart.y_axis.majorGridlines = ChartLines(spPr=_line(HAIR))
    chart.y_axis.number_format = "0"
    chart.x_axis.number_format = "yyyy-mm"
    for series, colour in zip(chart.series, (BLUE, ORANGE), strict=True):
        series.spPr = _paint(colour)
    return chart


def _chart(lists: Worksheet, block: Block, title: str, *, series: int) -> BarChart:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.title = _title(title)
    chart.style = 2
    chart.gapWidth = 60
    chart.visible_cells_only = False  # Lists is a hidden sheet
    data = Reference(
        lists, min_col=block.column + 1, max_col=block.column + series, min_row=1, max_row=block.rows + 1
    )
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(lists, min_col=block.column, min_row=2, max_row=block.rows + 1))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl 3.1 leaves it open and Excel then hides the axis
        axis.txPr = _text(900)
        axis.majorTickMark = "none"
        axis.spPr = _line("A9B3BC")
    chart.graphical_properties = _line(HAIR)
    return chart


def _place(
    start: Worksheet, chart: BarChart, left: tuple[int, int], right: tuple[int, int], row: int
) -> None:
    """Hangs a chart between two edges, each a column and points to the right of its start; it moves with them."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    top, bottom = (row - 1, 6 * _EMU_PER_POINT), (row - 1 + ROWS, 0)
    corners = [
        AnchorMarker(col=column, colOff=points * _EMU_PER_POINT, row=line, rowOff=down)
        for (column, points), (line, down) in ((left, top), (right, bottom))
    ]
    chart.anchor = TwoCellAnchor(editAs="twoCell", _from=corners[0], to=corners[1])  # type: ignore[assignment]
    start.add_chart(chart)


def _title(words: str) -> Title:
    from openpyxl.chart.text import Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, RegularTextRun

    body = _text(1200, bold=True)
    properties = body.p[0].pPr.defRPr
    body.p = [Paragraph(pPr=body.p[0].pPr, r=[RegularTextRun(rPr=properties, t=words)])]
    return Title(tx=Text(rich=body), overlay=False)


def _text(size: int, *, bold: bool = False) -> RichText:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import (
        CharacterProperties,
        Font,
        Paragraph,
        ParagraphProperties,
        RichTextProperties,
    )

    letters = CharacterProperties(sz=size, b=bold, solidFill=INK, latin=Font(typeface=FONT))
    return RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=ParagraphProperties(defRPr=letters))])


def _paint(colour: str) -> GraphicalProperties:
    from openpyxl.chart.shapes import GraphicalProperties

    return GraphicalProperties(solidFill=colour)


def _line(colour: str) -> GraphicalProperties:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=9525))
