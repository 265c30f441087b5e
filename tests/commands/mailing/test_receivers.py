"""Papers go to their own customer: an address at another customer's house needs somebody who says that it is right."""

from __future__ import annotations

import email
import json
from email.policy import default
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands.mail import COMMAND
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Refusal
from lotbook.mail import configuration
from tests.commands.mailing.test_still_true import mail, typed
from tests.mail.server import Box, running

OTHER = "einkauf@nordhafen.example"


@pytest.fixture
def mixed(workbook) -> Path:
    """A workbook in which the one customer has the other's address."""
    typed(workbook, "Customers", "E-mail", 2, OTHER)
    return workbook


def server(port: int) -> None:
    configuration.place().write_text(
        f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "Shop <o@shop.example>"\n'
    )


def test_nothing_goes_to_another_customer_neither_as_a_draft_nor_sent(mixed, capsys):
    box = Box()
    with running(box) as port:
        server(port)
        for way in ((), ("--send",), ("--dry-run",)):
            answer = mail(capsys, mixed, *way, code=1)
            (found,) = answer["findings"]
            assert (found["sheet"], found["row"], found["column"]) == ("Customers", 2, "E-mail")
            assert (
                f"{OTHER} is given for papers of Smith & Sons <UK>, and nordhafen.example" in found["message"]
            )
            assert "--elsewhere" in answer["summary"]
    assert box.messages == []
    assert not (mixed.parent / "outbox").exists()


def test_the_check_of_the_workbook_tells_it_too(mixed, capsys):
    capsys.readouterr()
    main(["check", str(mixed), "--json", "--no-write"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [
        (each["sheet"], each["row"]) for each in found if each["code"] == "email-at-another-customer"
    ] == [("Customers", 2)]


def test_who_says_once_that_it_is_right_is_not_asked_again(mixed, capsys):
    box = Box()
    with running(box) as port:
        server(port)
        mail(capsys, mixed, "--elsewhere")
        assert mail(capsys, mixed, "--send")["sent"]
    (envelope,) = box.messages
    assert envelope.rcpt_tos == [OTHER]
    assert email.message_from_bytes(envelope.original_content, policy=default)["To"] == OTHER


def test_what_was_drafted_without_saying_so_answers_for_nothing(workbook, capsys):
    mail(capsys, workbook)  # to the right address; only then the cell is typed over
    typed(workbook, "Customers", "E-mail", 2, OTHER)
    mail(capsys, workbook, code=1)


def test_an_address_given_by_hand_is_looked_at_like_that_of_the_sheet(workbook, capsys):
    typed(workbook, "Customers", "E-mail", 2, None)
    mail(capsys, workbook, "--to", OTHER, code=1)
    assert main(["mail", str(workbook), "COC-0001", "--to", OTHER, "--elsewhere"]) == 0


def test_a_click_asks_for_the_address_once_more(mixed, capsys):
    asked = COMMAND.clicked_again(("--", "COC-0001"), Outcome((), mail(capsys, mixed, code=1)))
    assert f"{OTHER} is given for papers of Smith & Sons <UK>" in asked.text
    assert isinstance(asked.then("yes"), Refusal)
    (words,) = asked.then(f" {OTHER.upper()}").turns
    assert main(["mail", str(mixed), *words]) == 0
    assert COMMAND.clicked_again(("--", "COC-0001"), Outcome((), mail(capsys, mixed))) is None
