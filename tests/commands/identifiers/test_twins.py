"""Assign IDs shows twin heats of the deliveries it numbers, and only of these."""

from __future__ import annotations

import json

from lotbook.cli import main
from tests.commands.certs_shop import row, shop


def assigned(capsys, workbook):
    assert main(["assign", str(workbook), "--json"]) == 0
    return [
        f["code"] for f in json.loads(capsys.readouterr().out)["findings"] if f["code"].startswith("heat-")
    ]


def test_a_new_delivery_with_a_known_heat_of_another_supplier_is_told_once(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"), row("", typed="H83-017", supplier="South & Co"))
    assert assigned(capsys, workbook) == ["heat-two-suppliers"]
    assert assigned(capsys, workbook) == []


def test_a_new_delivery_whose_heat_looks_like_a_known_one_is_told(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"), row("", typed="H83-O17"))
    assert assigned(capsys, workbook) == ["heat-lookalike"]


def test_old_twins_are_left_to_the_check(tmp_path, capsys):
    workbook = shop(
        tmp_path, row(typed="H83-017"), row("AL6-0124-002", typed="H83-O17"), row("", typed="X-1")
    )
    assert assigned(capsys, workbook) == []


def test_a_delivery_is_told_by_the_heat_on_its_material_before_its_certificate_is_read(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"), row("", tag="H83-017", supplier="South & Co"))
    assert assigned(capsys, workbook) == ["heat-two-suppliers"]
