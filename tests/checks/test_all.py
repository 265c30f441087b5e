"""All checks together, and their catalogue."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from lotbook.checks.all import CHECKS, MODULES, run
from lotbook.checks.catalogue import every_kind, page
from lotbook.domain.findings import Severity
from lotbook.tables import kinds
from lotbook.tables.book import TABLES
from tests.checks.clean import CLEAN, TODAY, found
from tests.story import records

ROOT = Path(__file__).parents[2]


def test_a_shop_in_good_order_has_no_findings():
    assert run(records(CLEAN), today=TODAY) == []


def test_an_empty_workbook_only_asks_for_the_company_name():
    empty = records("Receiving\nLot ID")
    assert [f.code for f in run(empty, today=TODAY)] == ["company-name-missing"]


def test_findings_stand_in_the_order_of_sheets_rows_and_columns():
    text = CLEAN.replace("H83017           | 2 ", "H99999           | 9 ").replace(
        "| Metalco  |", "| Metalko  |"
    )
    places = [f.place for f in run(records(text), today=TODAY)]
    sheets = [spec.name for spec in TABLES]
    columns = {spec.name: [c.header for c in spec.columns.values()] for spec in TABLES}
    assert len(places) == 4
    assert places == sorted(
        places,
        key=lambda p: (sheets.index(p.sheet), p.row, columns[p.sheet].index(p.column) if p.column else -1),
    )


def test_the_same_thing_is_told_once():
    found_once = [
        (f.place, f.code) for f in run(records(CLEAN.replace("H83017", "H83\\xa0017", 1)), today=TODAY)
    ]
    assert len(found_once) == len(set(found_once))


def test_a_missing_column_is_told_once_and_not_for_each_row():
    class WithoutChecks:
        """The clean workbook with the headers Checked by and Source spoiled."""

        def __init__(self) -> None:
            self.real = records(CLEAN).source

        def view(self, sheet, table, headers):
            view = self.real.view(sheet, table, headers)
            view.headers = tuple(
                "?" if h in ("Checked by", "Source") and sheet != "Chemistry" else h for h in view.headers
            )
            return view

        def __getattr__(self, name):
            return getattr(self.real, name)

    from lotbook.tables.records import Records

    codes = [(f.place.sheet, f.place.column, f.code) for f in run(Records(WithoutChecks()), today=TODAY)]
    assert ("Receiving", "Checked by", "column-missing") in codes
    assert not [code for code in codes if code[1] == "Checked by" and code[2] != "column-missing"]


def test_today_is_given_so_that_the_answer_can_be_repeated():
    assert run(records(CLEAN), today=date(2024, 7, 1)) == []
    later = {f.code for f in run(records(CLEAN), today=date(2035, 1, 1))}
    assert "declaration-expired" in later


def test_the_answer_does_not_change_the_next_one():
    text = CLEAN.replace("| 2        | pcs  | 3.1 ", "| 0        | pcs  | 3.1 ")
    first = run(records(text), today=TODAY)
    assert first
    assert run(records(text), today=TODAY) == first
    assert run(records(CLEAN), today=TODAY) == []


def test_codes_are_unique_and_well_formed():
    codes = [kind.code for kind in every_kind()]
    assert len(codes) >= 60
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.code)
def test_every_kind_says_what_why_and_what_to_do(kind):
    assert kind.title
    assert not kind.title.endswith(".")
    assert kind.why.endswith(".")
    assert kind.fix.endswith(".")
    assert "!" not in (kind.title + kind.why + kind.fix).replace("#REF!", "")


def test_few_things_stop_in_the_light_profile():
    stops = [kind for kind in every_kind() if kind.severity is Severity.STOP]
    assert len(stops) < len(every_kind()) * 0.55


def test_every_check_stands_in_the_registry():
    for module in MODULES:
        functions = {
            name
            for name, value in vars(module).items()
            if callable(value)
            and getattr(value, "__module__", "") == module.__name__
            and not name.startswith("_")
            and getattr(value, "__annotations__", {}).get("return") == "Iterator[Finding]"
        }
        assert functions == {check.__name__ for check in module.CHECKS}
    assert len(CHECKS) == sum(len(module.CHECKS) for module in MODULES)


def test_every_code_has_a_test():
    """A code counts as tested when a test names it in a call or a comparison of findings."""
    tested: set[str] = set()
    for file in (*ROOT.glob("tests/checks/test_*.py"), *ROOT.glob("tests/tables/test_*.py")):
        if file != Path(__file__):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            tested |= {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    assert sorted({kind.code for kind in every_kind()} - tested) == []


def test_every_code_has_its_own_entry_on_the_findings_page():
    text = page()
    assert [code for kind in every_kind() if (code := f"\n### {kind.code}\n") not in text] == []


def test_what_reading_finds_is_in_the_catalogue():
    assert set(kinds.KINDS) <= set(every_kind())
    assert {value for value in vars(kinds).values() if isinstance(value, kinds.Kind)} == set(kinds.KINDS)


def test_a_rejected_delivery_with_another_heat_is_in_order():
    assert found(CLEAN, "heat-mismatch") == []
    assert found(CLEAN.replace("| Rejected   |", "| Released   |"), "heat-mismatch") == [
        ("Receiving", 4, "Heat on material")
    ]
