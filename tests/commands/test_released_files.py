"""What the journal knows of the files that lots were released by: what issuing compares the files of today with."""

from __future__ import annotations

from pathlib import Path

from lotbook.commands.issuing.order import once
from lotbook.documents.certificate.file import read
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.commands.certs_shop import TODAY, certs, paper, shop


def known(workbook: Path) -> dict[str, str]:
    with FileBook.open(workbook) as book:
        return dict(once(Records(book), book.folder, TODAY).released)


def test_the_file_a_person_released_by_is_known_and_a_mere_check_or_an_undone_release_counts_for_nothing(
    tmp_path, capsys
):
    from lotbook.cli import main

    workbook = shop(tmp_path)
    first = read(paper(tmp_path / "m1.pdf")).sha256
    assert known(workbook) == {}
    certs(capsys, workbook)
    assert known(workbook) == {}
    certs(capsys, workbook, "--release", "AL6-0124-001")
    assert known(workbook) == {"al6-0124-001": first}
    assert main(["undo", str(workbook)]) == 0
    assert known(workbook) == {}
