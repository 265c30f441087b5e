"""Rows of Settings that say how PDFs are called."""

from __future__ import annotations

import pytest

from lotbook.tables.file_name_rule import filled, is_file_name, rule_for, trouble
from lotbook.tables.settings import Setting


def row(name: str, value: str) -> Setting:
    return Setting(2, name, value, None)


ALL = row("File name", "{po} {certificate}-{revision}")
SMITH = row("File name 001", "{customer_part}_{certificate} for Smith & Sons <UK>")


@pytest.mark.parametrize(
    ("rows", "customer", "rule"),
    [
        ((), "Anybody", ""),
        ((ALL,), "Anybody", "{po} {certificate}-{revision}"),
        ((ALL, SMITH), "Anybody", "{po} {certificate}-{revision}"),
        ((SMITH, ALL), "smith & sons <uk>", "{customer_part}_{certificate}"),
        ((SMITH,), "Anybody", ""),
        ((row("Never twice 001", "ask for Smith"),), "Smith", ""),
    ],
)
def test_a_customers_own_rule_comes_before_the_one_for_all(rows, customer, rule):
    assert rule_for(rows, customer) == rule


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("File name", "{po} {certificate}", ""),
        ("File name", "{po}", "must hold {certificate}"),
        ("File name", "{certificate} {heat}", "names {heat}; known are {certificate}"),
        ("File name", "{certificate", "has a brace too many or too few"),
        ("File name", "{certificate} {0}", "names {0}"),
        ("File name", "{certificate.__class__}", "names {certificate.__class__}"),
        ("File name 002", "{certificate}", "names no customer"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(name, value, wrong):
    assert is_file_name(name)
    said = trouble(row(name, value))
    assert said.startswith(wrong)
    assert bool(said) == bool(wrong)


def test_what_is_empty_leaves_no_double_blanks():
    assert filled("{po} {line} {certificate}", {"po": "PO-1", "certificate": "COC-1"}) == "PO-1 COC-1"
