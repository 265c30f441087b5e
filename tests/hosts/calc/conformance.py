"""What a live spreadsheet does when xlwings asks: one table of statements, true of Excel and of LibreOffice Calc alike.

Each statement is handed a blank sheet of an open workbook and uses xlwings' public API only. The members it speaks for
are named as xlwings names them; the page docs/reference/calc-engine.md is made of this table.
"""

from __future__ import annotations

from tests.hosts.calc.statement import STATEMENTS
from tests.hosts.calc.statements import (
    books,
    formulas,
    links,
    looks,
    names,
    pictures,
    places,
    tables,
    values,
    view,
)

SUBJECTS = (values, formulas, places, view, looks, links, tables, names, pictures, books)
ALL = tuple(
    statement
    for subject in SUBJECTS
    for statement in STATEMENTS
    if statement.holds.__module__ == subject.__name__
)
