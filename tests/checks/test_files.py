"""Rules of the check that named files are there."""

from lotbook.checks.all import run
from lotbook.commands.shell.beside import beside
from tests.checks.clean import TODAY
from tests.story import records

STORY = """
    Receiving
    Lot ID      | Material | Status     | Certificate file
    AL-0524-001 | AL       | Released   | certs/there.pdf
    AL-0524-002 | AL       | Released   | certs/gone.pdf
    AL-0524-003 | AL       | Quarantine | certs/gone.pdf
    AL-0524-004 | AL       | Rejected   | certs/gone.pdf
    AL-0524-005 | AL       | Released   | https://mill.example/cert/7
    AL-0524-006 | AL       | Released   | certs\\\\there.pdf

    Outside processes
    Run ID   | Process   | Certificate file
    MFG-0001 | Anodising | gone.pdf

    Declarations
    Lot ID      | Regulation | File
    AL-0524-001 | RoHS       | certs/there.pdf
    AL-0524-002 | RoHS       | there.pdf
"""


def lost(text, has_file):
    found = run(records(text), today=TODAY, has_file=has_file)
    return [
        (f.place.sheet, f.place.row, f.place.column, str(f.severity))
        for f in found
        if f.code == "file-missing"
    ]


def test_every_named_file_is_looked_for_where_the_cell_says(tmp_path):
    (tmp_path / "certs").mkdir()
    (tmp_path / "certs" / "there.pdf").write_bytes(b"%PDF-")
    assert lost(STORY, beside(tmp_path)) == [
        ("Receiving", 3, "Certificate file", "stop"),
        ("Receiving", 4, "Certificate file", "warn"),
        ("Outside processes", 2, "Certificate file", "warn"),
        ("Declarations", 3, "File", "warn"),
    ]


def test_nothing_is_claimed_where_nobody_can_look():
    assert lost(STORY, None) == []


def test_a_file_name_that_no_system_allows_is_not_there(tmp_path):
    has_file = beside(tmp_path)
    assert not has_file("a\0b.pdf")
    assert not has_file("none/such/folder.pdf")


BARE = """
    Receiving
    Lot ID      | Material | Status     | Certificate file
    AL-0524-001 | AL       | Quarantine | MK-5501.pdf
    AL-0524-002 | AL       | Quarantine | MK-5502.pdf
    AL-0524-003 | AL       | Released   | MK-5501.pdf
"""


def test_a_bare_name_in_the_folder_certificates_is_there_as_long_as_comparing_completes_the_cell(tmp_path):
    (tmp_path / "certificates").mkdir()
    (tmp_path / "certificates" / "MK-5501.pdf").write_bytes(b"%PDF-")
    assert lost(BARE, beside(tmp_path)) == [
        ("Receiving", 3, "Certificate file", "warn"),
        ("Receiving", 4, "Certificate file", "stop"),
    ]
