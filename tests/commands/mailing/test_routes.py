"""A draft goes to classic Outlook where that is, else it is a file, else its words are told; it never counts as sent."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.hosts.file.book import FileBook
from lotbook.mail import configuration, outlook
from tests.commands.mailing.test_still_true import mail
from tests.mail.outlook import stand_in
from tests.mail.server import Box, running


@pytest.fixture
def with_outlook(tmp_path, monkeypatch):
    """Puts a stand-in for classic Outlook there; returns the file that tells what it has shown."""

    def put(first: str = "pass") -> Path:
        folder, told = stand_in(tmp_path, first)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
        monkeypatch.setattr(outlook, "available", lambda: True)
        return told

    return put


def last_entry(workbook: Path):
    with FileBook.open(workbook) as book:
        return book.journal.entries()[-1]


def test_classic_outlook_shows_the_draft_and_no_file_is_left(workbook, capsys, with_outlook):
    told = with_outlook()
    answer = mail(capsys, workbook)
    assert (answer["route"], answer["drafts"], answer["sent"]) == ("outlook", [], False)
    _, to, subject, _, (file,) = json.loads(told.read_text(encoding="utf-8"))
    assert (to, subject.split(" for ")[0], Path(file).name) == (
        "js@smith.example", "COC-0001 A", "COC-0001-A.pdf",
    )  # fmt: skip
    assert not (workbook.parent / "outbox").exists()
    assert last_entry(workbook).summary == "COC-0001 A prepared for js@smith.example; not sent."


@pytest.mark.parametrize("fault", ["raise OSError('no profile')", "time.sleep(30)"])
def test_an_outlook_that_fails_or_waits_leaves_a_file_and_says_so(
    workbook, capsys, monkeypatch, with_outlook, fault
):
    with_outlook(fault)
    monkeypatch.setattr(outlook.open_drafts, "__kwdefaults__", {"seconds": 2.0})
    answer = mail(capsys, workbook)
    assert (answer["route"], [Path(each).name for each in answer["drafts"]]) == ("file", ["COC-0001-A.eml"])
    assert (
        "The draft is a file instead; if Outlook shows one as well, close that one." in answer["remarks"][0]
    )


def test_who_wants_a_file_gets_one(workbook, capsys, with_outlook):
    told = with_outlook()
    assert mail(capsys, workbook, "--as-file")["route"] == "file"
    assert not told.exists()


def test_sending_asks_no_outlook(workbook, capsys, with_outlook):
    told, box = with_outlook(), Box()
    with running(box) as port:
        configuration.place().write_text(
            f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "Shop <o@shop.example>"\n'
        )
        assert mail(capsys, workbook, "--send")["route"] == "smtp"
    assert len(box.messages) == 1
    assert not told.exists()


def test_where_no_draft_can_be_written_its_words_and_files_are_told(workbook, capsys):
    (workbook.parent / "outbox").write_text("a file is in the way")
    answer = mail(capsys, workbook)
    assert (answer["route"], answer["drafts"], answer["sent"]) == ("by hand", [], False)
    told = "\n".join(answer["remarks"])
    assert "To: js@smith.example\nSubject: COC-0001 A for your order" in told
    assert "Dear J. S.," in told
    assert f"Attach: {workbook.parent / 'packages' / 'ORD-0001' / 'COC-0001-A' / 'COC-0001-A.pdf'}" in told
    assert last_entry(workbook).details["route"] == "by hand"


def test_a_draft_in_outlook_cannot_be_withdrawn_so_that_it_is_told(workbook, capsys, with_outlook):
    with_outlook()
    mail(capsys, workbook)
    assert main(["void", str(workbook), "COC-0001", "--reason", "wrong"]) == 0
    assert "A draft of COC-0001 A was opened in Outlook" in capsys.readouterr().out


def test_a_new_revision_is_drafted_for_whom_the_former_was_prepared(workbook, capsys, monkeypatch):
    from lotbook.documents.pdf import making as pdf
    from lotbook.documents.pdf.builtin import Builtin

    monkeypatch.setattr(pdf, "engines", lambda: (Builtin(),))
    mail(capsys, workbook)
    for revision in "BC":  # each is told to those who were told of the one before
        words = (
            "--supersede",
            "COC-0001",
            "--reason",
            "a better drawing",
            "--accept-warnings",
            "Ann: looked at",
        )
        assert main(["issue", str(workbook), "ORD-0001", *words]) == 0
        told = capsys.readouterr().out
        assert "Draft to js@smith.example, for whom the former was prepared:" in told
        draft = workbook.parent / "outbox" / f"COC-0001-{revision}.eml"
        assert b"To: js@smith.example" in draft.read_bytes()


def test_a_new_revision_of_what_nobody_was_to_get_is_drafted_for_nobody(workbook, capsys):
    words = ("--supersede", "COC-0001", "--reason", "a better drawing", "--accept-warnings", "Ann: looked at")
    assert main(["issue", str(workbook), "ORD-0001", *words]) == 0
    assert "Draft to" not in capsys.readouterr().out
    assert not (workbook.parent / "outbox").exists()
