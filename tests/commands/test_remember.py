"""A customer's rejection becomes a row of Settings, and its next certificate must pass it."""

from __future__ import annotations

import json

import pytest

from lotbook.cli import main
from lotbook.commands.remember import COMMAND
from lotbook.documents.pdf import making as pdf
from lotbook.errors import NotFoundError
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.shop import shop

WHO = "Smith & Sons <UK>"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())


@pytest.fixture
def workbook(tmp_path):
    return shop(tmp_path)


def remember(workbook, capsys, *more: str, code: int = 0) -> dict:
    assert main(["remember", str(workbook), WHO, *more, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def standing(workbook) -> list[tuple[str | None, ...]]:
    with FileBook.open(workbook) as book:
        rows = Records(book).settings_rows
        return [(r.setting, r.value, r.meaning) for r in rows if r.setting and r.setting.startswith("Never")]


def issue(workbook, capsys, *more: str) -> dict:
    main(["issue", str(workbook), "ORD-0001", "--json", *more])
    return json.loads(capsys.readouterr().out)


def test_a_rejection_becomes_a_row_that_people_can_read(workbook, capsys):
    answer = remember(
        workbook, capsys, "no country of melt", "--needs", "receiving: country of melt", "--on", "2024-03-04"
    )
    assert set(answer) == set(COMMAND.json_keys)
    assert standing(workbook) == [
        ("Never twice 001", f"needs Receiving: Country of melt for {WHO}", "2024-03-04: no country of melt")
    ]
    assert remember(workbook, capsys)["checks"] == answer["checks"]


def test_the_next_certificate_must_pass_it(workbook, capsys):
    remember(workbook, capsys, "melt missing", "--needs", "Receiving: Country of melt", "--on", "2024-03-04")
    answer = issue(workbook, capsys)
    assert answer["issued"] is False
    told = [(f["code"], f["key"], f["column"]) for f in answer["findings"]]
    assert told == [
        ("gate-never-twice", "AL6-0124-001", "Country of melt"),
        ("gate-never-twice", "SS3-0124-001", "Country of melt"),
    ]
    assert "2024-03-04: melt missing" in answer["findings"][0]["message"]


def test_where_only_a_person_can_see_it_a_person_answers_each_time(workbook, capsys):
    remember(workbook, capsys, "Stamp unreadable")
    assert [f["code"] for f in issue(workbook, capsys)["findings"]] == ["gate-never-twice-ask"]
    answer = issue(workbook, capsys, "--override", "gate-never-twice-ask", "Ann: stamp is sharp")
    assert answer["issued"] is True
    assert answer["overrides"][0]["reason"] == "stamp is sharp"


def test_it_holds_for_this_customer_only(workbook, capsys):
    with FileBook.open(workbook) as book:
        assert {c.customer for c in Records(book).customers} == {WHO}
    assert main(["remember", str(workbook), "Miller AG", "x"]) == NotFoundError.exit_code
    assert "There is no customer Miller AG" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--paper", "Dimensional report"), ["gate-never-twice"]),
        (("--one", "heat"), []),
        (("--only", "Receiving: Certificate type = 3.1, CofC"), []),
        (("--only", "Receiving: Certificate type = 3.1"), ["gate-never-twice"]),
        (("--needs", "Shipments: Packing slip"), ["gate-never-twice"]),
        (("--needs", "Orders: Customer PO"), []),
    ],
)
def test_what_can_be_looked_at(workbook, capsys, words, code):
    remember(workbook, capsys, "came back", *words)
    assert [f["code"] for f in issue(workbook, capsys, "--dry-run")["findings"]] == code


def test_what_cannot_be_looked_at_is_refused_with_the_nearest_column(workbook, capsys):
    assert main(["remember", str(workbook), WHO, "x", "--needs", "Receiving: Country of malt"]) == 2
    assert "Receiving: Country of melt" in capsys.readouterr().err
    assert standing(workbook) == []


def test_a_row_that_somebody_spoiled_is_told_not_passed_over(workbook, capsys):
    from tests.documents.gate_story import changed, found

    text = changed(
        ("    Default signer  | Ann\n", "    Default signer  | Ann\n    Never twice 001 | melt!\n")
    )
    assert [code for *_, code in found(text)] == ["gate-never-twice-unclear?"]


def test_undo_takes_it_away(workbook, capsys):
    remember(workbook, capsys, "Stamp unreadable")
    assert main(["undo", str(workbook)]) == 0
    assert standing(workbook) == []
