"""A void certificate keeps its number, its files and its reason."""

from __future__ import annotations

import json

import pytest

from lotbook.cli import main
from lotbook.commands.void import COMMAND
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.gate_story import SOUND
from tests.documents.shop import shop

REGISTER = """
    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs | Status     | Reason
    COC-0001       | A        | ORD-0001 | SHP-0001     | Superseded |
    COC-0001       | B        | ORD-0001 | SHP-0001     | Issued     | PO line
    COC-0002       | A        | ORD-0001 | SHP-0009     | Void       | old
"""


@pytest.fixture
def workbook(tmp_path):
    return shop(tmp_path, SOUND + REGISTER)


def rows(workbook) -> list[tuple[str | None, ...]]:
    with FileBook.open(workbook) as book:
        return [(c.certificate_id, c.revision, c.status, c.reason) for c in Records(book).certificates]


def test_the_valid_revision_becomes_void_with_its_reason(workbook, capsys):
    assert main(["void", str(workbook), "coc-0001", "--reason", "wrong drawing", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(COMMAND.json_keys)
    assert rows(workbook)[:2] == [
        ("COC-0001", "A", "Superseded", None),
        ("COC-0001", "B", "Void", "PO line; Void: wrong drawing"),
    ]


def test_a_dry_run_changes_nothing(workbook, capsys):
    before = workbook.read_bytes()
    assert main(["void", str(workbook), "COC-0001", "--reason", "x", "--dry-run"]) == 0
    assert "Not written" in capsys.readouterr().out
    assert workbook.read_bytes() == before


@pytest.mark.parametrize(
    ("certificate", "reason", "code"),
    [("COC-0009", "x", 26), ("COC-0002", "x", 26), ("COC-0001 A", "x", 26), ("COC-0001", "  ", 2)],
)
def test_unknown_or_invalid_certificates_and_empty_reasons_are_refused(workbook, certificate, reason, code):
    before = workbook.read_bytes()
    assert main(["void", str(workbook), certificate, "--reason", reason]) == code
    assert workbook.read_bytes() == before


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        ("COC-0002", "COC-0002 A is not valid any more: it is void."),
        ("COC-0001 A", "it is superseded by a later revision."),
        ("COC-0001 A", "Valid is COC-0001 B."),
        ("COC-0002", "No revision of COC-0002 is valid; what it covered can be certified anew"),
    ],
)
def test_a_certificate_that_is_not_valid_is_told_with_the_one_that_is(workbook, capsys, certificate, said):
    main(["void", str(workbook), certificate, "--reason", "x"])
    assert said in capsys.readouterr().err
