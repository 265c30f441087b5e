"""Entry rules and drop-downs: every column has the rule its specification asks for, down to the last row."""

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.artefacts.workbook.names import targets
from lotbook.tables.book import TABLES
from lotbook.tables.column import Group, Kind
from lotbook.tables.lists import LISTS, list_name

COLUMNS = [
    pytest.param(sheet, field, id=f"{sheet.name}.{column.header}")
    for sheet in TABLES
    for field, column in sheet.columns.items()
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "blank.xlsx"
    build_workbook(path)
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(("sheet", "field"), COLUMNS)
def test_a_column_has_the_rule_of_its_kind(book, sheet, field):
    column = sheet.columns[field]
    position = list(sheet.columns).index(field)
    rule = book[sheet.name].data_validations.dataValidation[position]
    cell = f"{openpyxl.utils.get_column_letter(position + 1)}2"
    assert str(rule.sqref).startswith(f"{cell}:")
    expected = expected_rule(sheet, field, cell)
    assert (rule.type, rule.formula1, rule.errorStyle or "stop") == expected, column.header
    assert bool(rule.showErrorMessage) is (rule.type is not None)


def expected_rule(sheet, field, cell):
    column = sheet.columns[field]
    machine_kept = sheet.group is Group.REGISTER and column.kind not in (Kind.NUMBER, Kind.DAY)
    if column.several or machine_kept or column.kind in (Kind.TEXT, Kind.FILE, Kind.CALCULATED):
        return None, None, "stop"
    if column.choices:
        return "list", list_name(column.choices), "stop"
    if column.kind is Kind.LINK:
        return link_rule(column, cell)
    if column.kind is Kind.DAY:
        return "date", "36526", "stop"
    if column.kind is Kind.NUMBER:
        signed = column.header in (
            "Result", "Nominal", "Lower limit", "Upper limit", "Minimum", "Maximum", "Value",
        )  # fmt: skip
        return "decimal", "-1000000000000000" if signed else "0", "stop"
    letter = cell.rstrip("2")
    if sheet.key == (field,):
        return "custom", f'AND(ISTEXT({cell}),COUNTIF(${letter}:${letter},"="&{cell})<2)', "stop"
    return "custom", f"ISTEXT({cell})", "stop"


def link_rule(column, cell):
    to = targets(column)
    assert to, "a link leads somewhere"
    if len(to) == 1 and to[0].identifies:
        return "list", to[0].name, "stop"
    looked_up = "+".join(f'COUNTIF({each.whole_column},"="&{cell})' for each in to)
    return "custom", f"{looked_up}>0", "warning"


def test_a_word_list_holds_the_words_of_the_specification(book):
    for title, words in LISTS.items():
        where = book.defined_names[list_name(title)].attr_text
        sheet, area = where.replace("$", "").split("!")
        assert tuple(row[0].value for row in book[sheet][area]) == words, title


def test_a_drop_down_of_links_begins_at_the_first_row_of_the_column_it_names(book):
    for sheet in TABLES:
        for column in sheet.columns.values():
            for target in targets(column):
                if target.identifies:
                    formula = book.defined_names[target.name].attr_text
                    first = formula.split(":")[0]
                    name, cell = first.replace("'", "").replace("$", "").split("!")
                    assert cell.endswith("2")
                    assert book[name][cell.replace("2", "1")].value == target.column.header


def test_a_required_column_says_so_when_its_cell_is_selected(book):
    for sheet in TABLES:
        for column, rule in zip(
            sheet.columns.values(), book[sheet.name].data_validations.dataValidation, strict=True
        ):
            if sheet.group is not Group.REGISTER:
                assert rule.prompt.startswith("Required.") is column.required, column.header
