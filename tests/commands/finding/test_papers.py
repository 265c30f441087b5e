"""Find looks into the certificates that cells name, and reads each of them once only."""

from __future__ import annotations

import json

import pytest

from lotbook import __version__
from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.documents.certificate import texts as certificate_texts
from lotbook.documents.certificate.texts import STORE, texts


@pytest.fixture
def book(tmp_path):
    rows = {
        "Receiving": [
            {"Material": "AL6", "Certificate file": "certs\\mill one.txt"},
            {"Lot ID": "AL6-002", "Material": "AL6", "Certificate file": "certs/mill one.txt"},
            {"Lot ID": "AL6-003", "Certificate file": "gone.pdf"},
            {"Lot ID": "AL6-004", "Certificate file": "https://mill.example/H83017"},
        ],
        "Declarations": [{"Lot ID": "AL6-002", "File": "reach.txt"}],
    }
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows)
    (tmp_path / "certs").mkdir()
    long = " ".join(["word"] * 40)
    (tmp_path / "certs" / "mill one.txt").write_text(
        f"Inspection\n{long} Heat  h83\u2013017 {long}\n", encoding="utf-8"
    )
    (tmp_path / "reach.txt").write_text("No SVHC.\nList of 23\nJanuary 2024", encoding="utf-8")
    return path


def found(capsys, book, *words, code=0):
    capsys.readouterr()
    assert main(["find", str(book), *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)["papers"]


def test_a_text_that_stands_only_in_a_certificate_is_found_with_its_line_and_cells(book, capsys):
    one, two = found(capsys, book, "H83-017")
    assert {one["file"], two["file"]} == {"certs\\mill one.txt", "certs/mill one.txt"}
    assert len(one["cells"]) == 1
    assert one["cells"][0].startswith("Receiving!")
    assert "Heat h83\u2013017 word" in one["line"]
    assert len(one["line"]) < 100
    assert main(["find", str(book), "h83-017"]) == 0
    assert "Certificate files that say it (2)" in capsys.readouterr().out


def test_a_text_that_is_broken_between_lines_is_found(book, capsys):
    (paper,) = found(capsys, book, "23 January")
    assert (paper["file"], paper["cells"][0].partition("!")[0]) == ("reach.txt", "Declarations")


def test_what_stands_nowhere_is_told_so(book, capsys):
    assert found(capsys, book, "H99999", code=1) == []


def test_finding_in_a_workbook_that_nothing_was_done_to_leaves_nothing_behind(book, capsys):
    found(capsys, book, "H83-017")
    assert not book.with_name("shop.lotbook").exists()


def test_a_row_without_its_number_is_called_so(book, capsys):
    capsys.readouterr()
    main(["find", str(book), "mill one", "--json"])
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert [hit["row_key"] for hit in hits] == ["no Lot ID yet", "AL6-002"]


def test_a_file_is_read_again_only_when_it_changed(tmp_path, monkeypatch):
    data, paper = tmp_path / "data", tmp_path / "cert.txt"
    data.mkdir()
    paper.write_text("Heat A", encoding="utf-8")
    read, original = [], certificate_texts.read
    monkeypatch.setattr(certificate_texts, "read", lambda path: read.append(path) or original(path))
    assert texts([str(paper), str(tmp_path / "gone.pdf")], data) == {str(paper): "Heat A"}
    assert texts([str(paper)], data) == {str(paper): "Heat A"}
    assert read == [paper]
    paper.write_text("Heat BB", encoding="utf-8")
    assert texts([str(paper)], data) == {str(paper): "Heat BB"}
    assert read == [paper, paper]
    assert "Heat A" not in (data / STORE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"made_by": 1}', '{"made_by": "VERSION", "files": {"a": [1]}, "texts": {}}']
)
def test_a_damaged_store_is_made_anew(tmp_path, damage):
    paper = tmp_path / "cert.txt"
    paper.write_text("Heat A", encoding="utf-8")
    (tmp_path / STORE).write_text(damage.replace("VERSION", __version__), encoding="utf-8")
    assert texts([str(paper)], tmp_path) == {str(paper): "Heat A"}
    assert "Heat A" in (tmp_path / STORE).read_text(encoding="utf-8")
