"""Measured results from QIF and CSV: what arrives on Measurements, and what is asked instead of guessed."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.errors import MissingFileError, NotAWorkbookError, UnsafeFileError
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.qif import read_qif
from lotbook.tables.records import Records

FILE = Path(__file__).with_name("bracket.qif")
DRAWING = {  # balloon -> description, nominal, limits, unit
    "1": ("Overall length", 68, 67.9, 68.1, "mm"),
    "2": ("Hole diameter", 6.6, 6.6, 6.75, "mm"),
    "3": ("Hole spacing", 48, 47.95, 48.05, "mm"),
    "4": ("Flange flatness", None, None, 0.04, "mm"),
    "5": ("Slot angle", 45, 44.5, 45.5, "deg"),
}


def shop(folder: Path, drawing=DRAWING) -> Path:
    workbook = folder / "shop.xlsx"
    rows = [
        {
            "Characteristic": f"BRK-100-C #{balloon}", "Part number": "BRK-100", "Part revision": "C", "Balloon": balloon,
            "Description": what, "Nominal": nominal, "Lower limit": low, "Upper limit": high, "Unit": unit,
        }
        for balloon, (what, nominal, low, high, unit) in drawing.items()
    ]  # fmt: skip
    run = {"Run ID": "MFG-0112", "Part number": "BRK-100", "Part revision": "C", "Status": "Complete"}
    build_workbook(
        workbook,
        rows={"Manufacture": [run], "Characteristics": rows, "People": [{"Name": "Aisha Khan"}]},
    )
    return workbook


@pytest.fixture
def workbook(tmp_path) -> Path:
    return shop(tmp_path)


def brought(capsys, workbook, file=FILE, *words, sheet="Measurements") -> dict:
    capsys.readouterr()
    code = main(["import", str(workbook), sheet, str(file), *words, "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (code == 0) is not any(each["severity"] == "stop" for each in answer.get("findings", ()))
    return answer


def measured(workbook) -> list[tuple[object, ...]]:
    with FileBook.open(workbook) as book:
        return [
            (m.run_id, m.characteristic, m.piece, m.result, m.gauge, m.inspector, m.measured_on)
            for m in Records(book).measurements
        ]


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    text = FILE.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    file = folder / "changed.qif"
    file.write_text(text, encoding="utf-8")
    return file


def codes(answer: dict) -> list[str]:
    return [each["code"] for each in answer["findings"]]


def test_results_arrive_with_run_balloon_serial_gauge_inspector_and_day(workbook, capsys):
    assert brought(capsys, workbook, FILE, "--run", "MFG-0112")["rows"] == 10
    day = date(2024, 8, 19)
    rows = measured(workbook)
    assert rows[0] == (
        "MFG-0112", "BRK-100-C #1", "0007", Decimal("67.998"), "CMM-01", "Aisha Khan", day,
    )  # fmt: skip
    assert [(r[1], r[2], str(r[3])) for r in rows[3:7]] == [
        ("BRK-100-C #4", "0007", "0.012"),
        ("BRK-100-C #5", "0007", "45.12"),
        ("BRK-100-C #1", "0008", "68.046"),
        ("BRK-100-C #2", "0008", "6.657"),
    ]


def test_a_dry_run_writes_nothing_and_a_file_brought_in_twice_adds_nothing(workbook, capsys):
    before = workbook.read_bytes()
    assert brought(capsys, workbook, FILE, "--run", "MFG-0112", "--dry-run")["rows"] == 10
    assert workbook.read_bytes() == before
    brought(capsys, workbook, FILE, "--run", "MFG-0112")
    again = brought(capsys, workbook, FILE, "--run", "MFG-0112")
    assert (again["rows"], again["skipped"]) == (0, 10)


def test_the_run_is_asked_and_must_be_there(workbook, capsys):
    assert codes(brought(capsys, workbook)) == ["import-which-run"]
    assert main(["import", str(workbook), "Measurements", str(FILE), "--run", "MFG-O112"]) != 0
    assert "MFG-0112" in capsys.readouterr().err
    assert measured(workbook) == []


@pytest.mark.parametrize(
    ("pairs", "code", "told"),
    [
        (
            (("<MaxValue>0.15<", "<MaxValue>0.2<"),), "import-limits-differ",
            "2 has 6.6 to 6.8 in changed.qif, and BRK-100-C #2 on Characteristics has 6.6 to 6.75.",
        ),
        (
            (("<UnitName>mm<", "<UnitName>inch<"),), "import-unit-differs",
            "1 is in in, BRK-100-C #1 in mm.",
        ),
        (
            (("<UnitName>degree<", "<UnitName>radian<"),), "import-unit-differs",
            "5 is in rad, BRK-100-C #5 in deg.",
        ),
        (
            (("<Value>48.034<", '<Value linearUnit="inch">48.034<'),), "import-unit-differs",
            "3 is in in, BRK-100-C #3 in mm.",
        ),
        (
            (("<Designator>3<", "<Designator>33<"), ("HOLE_SPACING", "SPACING")), "import-characteristic-unknown",
            "33 (47.95 to 48.05) is no characteristic of BRK-100 C.",
        ),
        (
            (("<Value>68.046<", "<Value>68.146<"),), "import-verdict-differs",
            "1, piece 0008: 68.146 is in for the measuring program and out by BRK-100-C #1 (67.9 to 68.1).",
        ),
        (
            (("<Value>0.012<", "<Value>wide<"),), "import-no-value", "4, piece 0007: no number.",
        ),
        (
            (("DistanceBetween", "SurfaceTexture"),), "import-no-value", "3, piece 0007: no number.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_and_never_converted(workbook, tmp_path, capsys, pairs, code, told):
    answer = brought(capsys, workbook, changed(tmp_path, *pairs), "--run", "MFG-0112")
    first = next(each for each in answer["findings"] if each["code"] == code)
    assert first["message"] == told
    if first["severity"] == "stop":
        assert measured(workbook) == []


def test_a_file_without_units_is_asked_about(workbook, tmp_path, capsys):
    text = FILE.read_text(encoding="utf-8")
    file = tmp_path / "bare.qif"
    file.write_text(
        text.replace("FileUnits>", "Attributes>").replace("PrimaryUnits>", "Other>"), encoding="utf-8"
    )
    assert "import-which-unit" in codes(brought(capsys, workbook, file, "--run", "MFG-0112"))
    answer = brought(capsys, workbook, file, "--run", "MFG-0112", "--unit", "mm")
    assert [(each["code"], each["message"]) for each in answer["findings"]] == [
        ("import-unit-differs", "5 is in mm, BRK-100-C #5 in deg.")  # an angle is never taken for a length
    ]


def test_pieces_without_serial_numbers_are_counted_and_that_is_told(workbook, tmp_path, capsys):
    file = changed(tmp_path, ("SerialNumber>", "Other>"))
    answer = brought(capsys, workbook, file, "--run", "MFG-0112")
    assert codes(answer) == ["import-piece-by-order"]
    assert {row[2] for row in measured(workbook)} == {"1", "2"}


def test_a_piece_out_of_limits_arrives_as_it_is(workbook, tmp_path, capsys):
    out = changed(tmp_path, ("<Value>68.046<", "<Value>68.146<"))
    text = out.read_text(encoding="utf-8")
    head, mark, rest = text.partition('<LengthCharacteristicMeasurement id="60">')
    out.write_text(head + mark + rest.replace("PASS", "FAIL", 1), encoding="utf-8")
    assert brought(capsys, workbook, out, "--run", "MFG-0112")["findings"] == []
    assert Decimal("68.146") in [row[3] for row in measured(workbook)]


def test_characteristics_come_from_the_same_file(tmp_path, capsys):
    workbook = shop(tmp_path, {})
    assert brought(capsys, workbook, FILE, "--run", "MFG-0112", sheet="Characteristics")["rows"] == 5
    with FileBook.open(workbook) as book:
        found = {c.balloon: c for c in Records(book).characteristics}
    third, fourth, fifth = found["3"], found["4"], found["5"]
    assert (third.characteristic, third.part_number, third.part_revision) == ("BRK-100-C #3", "BRK-100", "C")
    assert (third.nominal, third.lower_limit, third.upper_limit, third.unit) == (
        48,
        Decimal("47.95"),
        Decimal("48.05"),
        "mm",
    )
    assert (fourth.nominal, fourth.lower_limit, fourth.upper_limit) == (None, None, Decimal("0.04"))
    assert fifth.unit == "deg"
    assert brought(capsys, workbook, FILE, "--run", "MFG-0112")["rows"] == 10


def test_a_csv_of_results_takes_run_and_balloons_the_same_way(workbook, tmp_path, capsys):
    file = tmp_path / "results.csv"
    file.write_text(
        "Characteristic;Piece;Result;Gauge\n1;0007;67,998;CMM-01\nHole diameter;0007;6,646;PIN-11\n",
        encoding="utf-8",
    )
    assert codes(brought(capsys, workbook, file, "--run", "MFG-0112")) == ["import-which-decimal-mark"]
    assert brought(capsys, workbook, file, "--run", "MFG-0112", "--decimal", ",")["rows"] == 2
    assert [row[:5] for row in measured(workbook)] == [
        ("MFG-0112", "BRK-100-C #1", "0007", Decimal("67.998"), "CMM-01"),
        ("MFG-0112", "BRK-100-C #2", "0007", Decimal("6.646"), "PIN-11"),
    ]


def test_a_csv_in_another_unit_is_not_brought_in(workbook, tmp_path, capsys):
    file = tmp_path / "inch.csv"
    file.write_text("Balloon,Characteristic,Piece,Result,Unit\n1,1,1,2.678,inch\n", encoding="utf-8")
    answer = brought(capsys, workbook, file, "--run", "MFG-0112")
    assert [each["message"] for each in answer["findings"] if each["code"] == "import-unit-differs"] == [
        "1 is in in, BRK-100-C #1 in mm."
    ]
    assert measured(workbook) == []


def test_results_go_into_no_other_sheet(workbook, capsys):
    assert main(["import", str(workbook), "Receiving", str(FILE)]) == 2
    assert (
        main(["import", str(workbook), "Suppliers", str(FILE.with_suffix(".csv")), "--run", "MFG-0112"]) != 0
    )


BOMB = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa">]><QIFDocument>&a;</QIFDocument>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (BOMB.encode(), UnsafeFileError),
        (BOMB.encode("utf-16"), UnsafeFileError),
        (b"<QIFDocument><a></QIFDocument>", NotAWorkbookError),
        (b"<Workbook/>", NotAWorkbookError),
        (b"", NotAWorkbookError),
    ],
)
def test_a_file_that_is_damaged_or_dangerous_is_refused(tmp_path, content, error):
    file = tmp_path / "x.qif"
    file.write_bytes(content)
    with pytest.raises(error):
        read_qif(file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingFileError, match=r"nothing\.qif"):
        read_qif(tmp_path / "nothing.qif")


@pytest.mark.parametrize(
    "header",
    [
        "Merkmal;Stück;Ergebnis;Messmittel;Prüfer;Gemessen am;Einheit",
        "Cote;N° de pièce;Valeur mesurée;Moyen de contrôle;Contrôlé par;Mesuré le;Unité",
        "Característica;N° de pieza;Valor medido;Instrumento de medida;Medido por;Medido el;Unidad",
        "Feature;Serial no;Actual;Gage;Measured by;Date measured;UoM",
    ],
)
def test_a_table_of_results_is_understood_in_four_languages(workbook, tmp_path, capsys, header):
    file = tmp_path / "r.csv"
    file.write_text(f'{header}\n2;6;"6,62";CMM-01;Aisha Khan;19.08.2024;mm\n', encoding="utf-8")
    assert codes(brought(capsys, workbook, file, "--run", "MFG-0112")) == []
    assert measured(workbook) == [
        ("MFG-0112", "BRK-100-C #2", "6", Decimal("6.62"), "CMM-01", "Aisha Khan", date(2024, 8, 19))
    ]


def test_another_unit_is_asked_about_under_any_of_its_names(workbook, tmp_path, capsys):
    file = tmp_path / "r.csv"
    file.write_text("Merkmal;Ergebnis;Einheit\n2;6.62;Zoll\n", encoding="utf-8")
    assert "import-unit-differs" in codes(brought(capsys, workbook, file, "--run", "MFG-0112"))


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("Mystery;Piece;Result", ["Characteristic"]),
        ("Feature;Piece;Ominous", ["Result"]),
        ("Piece;Gauge;Inspector", ["Characteristic", "Result"]),
    ],
)
def test_results_without_a_column_that_every_row_hangs_on_are_refused(
    workbook, tmp_path, capsys, header, missing
):
    file = tmp_path / "r.csv"
    file.write_text(f"{header}\n2;6;6.62\n", encoding="utf-8")
    answer = brought(capsys, workbook, file, "--run", "MFG-0112")
    assert [each["column"] for each in answer["findings"] if each["code"] == "import-key-missing"] == missing
    assert measured(workbook) == []


def test_the_column_that_is_missing_may_be_named_and_its_balloons_become_names(workbook, tmp_path, capsys):
    file = tmp_path / "r.csv"
    file.write_text("Mystery;Piece;Result\n2;6;6.62\n", encoding="utf-8")
    brought(capsys, workbook, file, "--run", "MFG-0112", "--map", "Mystery=Characteristic")
    assert [row[1] for row in measured(workbook)] == ["BRK-100-C #2"]


def test_a_table_of_results_that_names_no_run_is_asked_for_it(workbook, tmp_path, capsys):
    file = tmp_path / "r.csv"
    file.write_text("Merkmal;Stück;Ergebnis\n2;6;6.62\n", encoding="utf-8")
    (found,) = brought(capsys, workbook, file)["findings"]
    assert (found["code"], found["column"]) == ("import-key-missing", "Run ID")
    assert "--run MFG-0001" in found["message"]


def test_characteristics_are_understood_in_german(workbook, tmp_path, capsys):
    file = tmp_path / "c.csv"
    file.write_text(
        "Merkmal;Teilenummer;Änderungsindex;Stempelnummer;Bezeichnung;Nennmaß;Untergrenze;Obergrenze;Einheit\n"
        "BRK-200-A #1;BRK-200;A;1;Länge;68;67.9;68.1;mm\n",
        encoding="utf-8",
    )
    assert codes(brought(capsys, workbook, file, sheet="Characteristics")) == []
    with FileBook.open(workbook) as book:
        found = Records(book).characteristics[-1]
    assert (found.characteristic, found.balloon, found.lower_limit, found.unit) == (
        "BRK-200-A #1",
        "1",
        Decimal("67.9"),
        "mm",
    )


ROUGHNESS = {**DRAWING, "3": ("Roughness Ra", None, 0, 1.6, "um")}


def rough(folder: Path, unit: str) -> Path:
    """The file with a roughness instead of the hole spacing, its values told in this unit."""
    pairs = [
        ("DistanceBetween", "SurfaceTexture"),
        ("<MaxValue>48.05<", "<MaxValue>1.6<"),
        ("<MinValue>47.95<", "<MinValue>0<"),
    ]
    file = changed(folder, *pairs)
    text = re.sub(
        r"<Value>4[78][.\d]*</Value>",
        f'<RoughnessAverageValue linearUnit="{unit}">0.8</RoughnessAverageValue>',
        file.read_text(encoding="utf-8"),
    )
    file.write_text(text, encoding="utf-8")
    return file


def test_a_roughness_is_brought_in_where_the_file_tells_it_in_the_drawings_unit(tmp_path, capsys):
    workbook = shop(tmp_path, ROUGHNESS)
    answer = brought(capsys, workbook, rough(tmp_path, "um"), "--run", "MFG-0112")
    assert "import-no-value" not in codes(answer)
    assert [row[3] for row in measured(workbook) if row[1] == "BRK-100-C #3"] == [Decimal("0.8")] * 2


def test_a_roughness_in_another_unit_is_left_out_by_name_and_stops_nothing_else(tmp_path, capsys):
    workbook = shop(tmp_path, ROUGHNESS)
    answer = brought(capsys, workbook, rough(tmp_path, "mm"), "--run", "MFG-0112")
    told = [each["message"] for each in answer["findings"] if each["code"] == "import-no-value"]
    assert told[0] == "3, piece 0007: in mm, BRK-100-C #3 in um."
    assert {row[1] for row in measured(workbook)} == {f"BRK-100-C #{number}" for number in (1, 2, 4, 5)}
