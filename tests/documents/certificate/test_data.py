"""Digital certificates say what their JSON says: compared with the published files, looked up by other means."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from lotbook.compliance.house_limits import limits_of
from lotbook.compliance.reported import Reported
from lotbook.compliance.review import Result, impossible, review
from lotbook.documents.certificate.facts import Norm
from lotbook.documents.certificate.reading import facts_of, reading
from tests.documents.deliveries import CERTIFICATES, JSONS
from tests.story import records


def facts(name):
    return facts_of((CERTIFICATES / name).read_bytes())


def every(data, wanted):
    """Every value under one name, anywhere in a JSON."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == wanted:
                yield from value if isinstance(value, list) else [value]
            yield from every(value, wanted)
    elif isinstance(data, list):
        for item in data:
            yield from every(item, wanted)


@pytest.mark.parametrize("path", JSONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_heats_grades_and_chemistry_are_those_of_the_json(path):
    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    found = facts_of(path.read_bytes())
    heats = set(every(data, "HeatNumber")) | set(every(data, "C00"))
    assert set(found.heats) == heats
    lots = [*every(data, "BatchId"), *every(data, "B07"), *every(data, "LotId")]
    assert set(lots) <= set(found.lots)
    grades = set(every(data, "SteelDesignation"))
    assert grades <= set(found.grades)
    stated = list(every(data, "Elements"))
    stated += [
        v
        for c in every(data, "ChemicalComposition")
        for v in c.values()
        if isinstance(v, dict) and "Symbol" in v
    ]
    expected = [
        (e.get("PropertySymbol") or e["Symbol"], Decimal(str(e["Actual"]["Value"])), e.get("Unit", ""))
        for e in stated
    ]
    assert [(v.name, v.value, v.unit) for v in found.values][: len(expected)] == expected
    numbers = [
        Decimal(str(test["Value"]))
        for test in every(data, "Inspections")
        if test.get("ValueType") == "number"
    ]
    assert not numbers or [v.value for v in found.values] == numbers


def test_the_heat_is_not_the_lot_and_a_lot_may_be_seventeen():
    assert (
        facts("en10168/valid_certificate_1.json").heats,
        facts("en10168/valid_certificate_1.json").lots,
    ) == (
        ("175508",),
        ("7282841",),
    )
    assert len(facts("en10168/valid_certificate_3.json").lots) == 17


@pytest.mark.parametrize("name", ["valid_certificate_1", "hkm_certificate_1"])
def test_carbon_of_150_percent_is_refused(name):
    assert impossible(facts(f"en10168/{name}.json").values) == ("C 150.5 % is more than the whole",)


def test_every_other_certificate_is_possible():
    wrong = [p.stem for p in JSONS if impossible(facts_of(p.read_bytes()).values)]
    assert sorted(wrong) == ["hkm_certificate_1", "valid_certificate_1"]


def test_hydrogen_in_ppm_is_within_a_limit_in_percent_and_nitrogen_is_outside_grade_23():
    found = facts("metals/valid_result_types.json")
    assert next(v for v in found.values if v.name == "H") == Reported(
        "H", Decimal(35), "ppm", None, Decimal(120)
    )
    house = records("""
        Grade limits
        Grade               | Element or property | Maximum | Unit
        Ti-6Al-4V ELI (Gr23) | H                  | 0.0125  | %
        Ti-6Al-4V ELI (Gr23) | N                  | 0.03    | %
        """).grade_limits
    lines = {line.name: line for line in review(found.values, limits_of(house, "UNS R56401"))}
    assert (lines["H"].house_result, lines["H"].note) == (Result.WITHIN, "= 0.0035 %")
    assert lines["N"].own == "at most 0.05 %"  # the certificate's own limit is not the grade's


def test_6060_is_outside_the_house_limits_of_6063_on_magnesium_alone():
    house = records("""
        Grade limits
        Grade | Element or property | Minimum | Maximum | Unit
        6063  | Si                  | 0.20    | 0.6     | %
        6063  | Fe                  |         | 0.35    | %
        6063  | Cu                  |         | 0.10    | %
        6063  | Mn                  |         | 0.10    | %
        6063  | Mg                  | 0.45    | 0.9     | %
        6063  | Cr                  |         | 0.10    | %
        6063  | Zn                  |         | 0.10    | %
        6063  | Ti                  |         | 0.10    | %
        """).grade_limits
    lines = review(facts("metals/valid_minimal.json").values, limits_of(house, "6063-T6"))
    assert [line.name for line in lines if line.house_result is Result.OUTSIDE] == ["Mg"]


@pytest.mark.parametrize("path", JSONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_published_certificate_is_outside_its_own_limits(path):
    lines = review(facts_of(path.read_bytes()).values, ())
    outside = [line.name for line in lines if line.own_result is Result.OUTSIDE]
    assert outside == []


def test_type_number_order_and_norms_are_read():
    found = facts("metals/valid_physical_properties.json")
    assert (found.kind, found.number, found.orders, found.norms) == (
        "3.1",
        "DMP-METAL-003",
        ("PO-34567",),
        (Norm("AMS 4045", "2023"),),
    )
    assert facts("en10168/hkm_certificate_1.json").norms[0] == Norm("EN 10219-1", "2006")
    assert facts("coa/valid_certificate_2.json").kind == ""


def test_several_readings_keep_their_smallest_and_largest():
    rm = next(v for v in facts("metals/valid_physical_properties.json").values if v.name == "Rm")
    assert (rm.value, rm.low, rm.high, rm.minimum) == (572, 570, 574, 530)


def test_less_than_and_more_than_are_kept():
    found = {v.name: v for v in facts("en10168/valid_certificate_3.json").values}
    assert (found["Mo"].below, found["V"].above, found["Cu"].below) == (True, True, False)


def test_data_inside_a_pdf_is_read_as_data_and_beside_it_the_printed_text():
    found = reading(CERTIFICATES / "coa" / "valid_certificate_1.pdf")
    assert (found.paper, found.has_pages) == ("CoA", True)
    assert found.facts == facts("coa/valid_certificate_1.json")
    assert "LotId:" not in found.printed
    assert "100001" in found.printed


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "-Infinity", '"9' + "9" * 400 + '"'])
def test_a_number_nobody_prints_is_none(number):
    inside = '{"PropertySymbol": "C", "Unit": "%", "Actual": {"ResultType": "numeric", "Value": NUMBER}}'
    data = (
        '{"DigitalMaterialPassport": {"ChemicalAnalysis": {"Elements": ['
        + inside.replace("NUMBER", number)
        + "]}}}"
    )
    assert facts_of(data.encode()).values == ()


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b'{"Certificate": 5}',
        b'{"Certificate": {"Analysis": [[[1]]], "Product": "x"}}',
        b'{"DigitalMaterialPassport": {"ChemicalAnalysis": {"Elements": [null, 3, {"Actual": {"Value": "x"}}]}}}',
        b'{"Certificate": {"CommercialTransaction": 1, "Inspection": [1, {"ChemicalComposition": {"C71": {"Symbol": 7}}}]}}',
        b'{"DigitalMaterialPassport": {"Product": {"BatchId": true, "Weight": NaN, "WeightUnit": "kg"}}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_data_of_any_shape_is_read_without_harm(data):
    found = facts_of(data)
    assert found is None or all(isinstance(heat, str) and heat for heat in found.heats)
