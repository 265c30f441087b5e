"""A package is mailed as it was issued, to its own customer, and marked as sent only when it was accepted."""

from __future__ import annotations

import csv
import email
import json
import shutil
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.mail import COMMAND
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.mail import configuration
from lotbook.tables.records import Records
from tests.documents.gate_story import SOUND
from tests.documents.shop import shop
from tests.mail.server import Box, running

WITH_MAIL = SOUND.replace(
    "    Customer          | Address         | Documents required           | Statement wording | Profile\n"
    "    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates   |                   |",
    "    Customer          | Address         | Documents required           | E-mail           | Contact | Language | Mail limit (MB)\n"
    "    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates   | js@smith.example | J. S.   | German   | {limit}",
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """A shop with one issued package; drawn by hand as a PDF where no engine is at work here."""
    folder = tmp_path_factory.mktemp("mail")
    workbook = shop(folder, WITH_MAIL.format(limit="5"))
    assert main(["issue", str(workbook), "ORD-0001", "--accept-warnings", "Ann: looked at"]) == 0
    return folder


@pytest.fixture
def workbook(issued, tmp_path, monkeypatch):
    monkeypatch.setenv("LOTBOOK_MAIL", str(tmp_path / "mail.toml"))
    return shutil.copytree(issued, tmp_path / "shop") / "shop.xlsx"


def said(capsys, workbook, *words: object, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["mail", str(workbook), *map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def register(workbook: Path) -> tuple:
    with FileBook.open(workbook) as book:
        row = Records(book).certificates[-1]
    return row.sent_at, row.sent_to


def connect(port: int) -> None:
    text = f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "Shop <office@shop.example>"\n'
    configuration.place().write_text(text, encoding="utf-8")


def test_the_default_is_a_draft_and_nothing_counts_as_sent(workbook, capsys):
    before = workbook.read_bytes()
    answer = said(capsys, workbook, "COC-0001")
    assert set(answer) == set(COMMAND.json_keys)
    assert (answer["sent"], answer["to"]) == (False, ["js@smith.example"])
    message = email.message_from_bytes(Path(answer["drafts"][0]).read_bytes(), policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", "js@smith.example")
    assert message["Subject"].startswith("COC-0001 A zu Ihrer Bestellung")
    assert "Stk., versandt am 5. Feb. 2024" in " ".join(message.get_body().get_content().split())
    (paper,) = message.iter_attachments()
    (merged,) = workbook.parent.glob("packages/*/*/COC-0001-A.pdf")
    assert paper.get_content() == merged.read_bytes()
    assert workbook.read_bytes() == before
    assert main(["log", str(workbook), "--last", "1"]) == 0
    assert "prepared for js@smith.example" in capsys.readouterr().out


def test_sent_is_noted_with_the_files_and_cannot_be_taken_back(workbook, capsys):
    box = Box()
    with running(box) as port:
        connect(port)
        answer = said(capsys, workbook, "COC-0001", "--send")
    assert answer["sent"]
    (envelope,) = box.messages
    message = email.message_from_bytes(envelope.original_content, policy=default)
    (paper,) = message.iter_attachments()
    (merged,) = workbook.parent.glob("packages/*/*/COC-0001-A.pdf")
    assert paper.get_content() == merged.read_bytes()
    sent_at, sent_to = register(workbook)
    assert sent_at.endswith("UTC")
    assert sent_to == "js@smith.example"
    assert main(["undo", str(workbook)]) == 25
    said(capsys, workbook, "COC-0001", "--send", code=2)  # a second time only on purpose


@pytest.mark.parametrize("fault", ["refuse", "large", "drop"])
def test_what_was_not_accepted_is_never_marked_as_sent(workbook, capsys, fault):
    before = workbook.read_bytes()
    with running(Box(fault)) as port:
        connect(port)
        said(capsys, workbook, "COC-0001", "--send", "--to", "gone@smith.example", code=32)
    assert workbook.read_bytes() == before


def test_without_a_server_the_way_to_one_is_told(workbook, capsys):
    answer = said(capsys, workbook, "COC-0001", "--send", code=32)
    assert "mail.toml" in answer["next_step"]


def test_papers_of_one_customer_do_not_go_to_another_house(workbook, capsys):
    said(capsys, workbook, "COC-0001", "--to", "ann@other.example", code=2)
    said(capsys, workbook, "COC-0001", "--to", "nobody", code=2)
    assert said(capsys, workbook, "COC-0001", "--to", "buy@SMITH.example")["to"] == ["buy@SMITH.example"]
    assert said(capsys, workbook, "COC-0001", "--to", "ann@other.example", "--elsewhere")["to"]


def test_an_altered_package_is_not_sent(workbook, capsys):
    (merged,) = workbook.parent.glob("packages/*/*/COC-0001-A.pdf")
    merged.write_bytes(merged.read_bytes()[:-10])
    assert "not as it was issued" in said(capsys, workbook, "COC-0001", code=27)["problem"]


def test_a_void_certificate_is_not_sent(workbook, capsys):
    assert main(["void", str(workbook), "COC-0001", "--reason", "wrong PO"]) == 0
    said(capsys, workbook, "COC-0001", code=26)


def test_a_package_too_large_for_one_mail_is_split_and_sent_whole_or_told(workbook, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.commands.mailing.letter.parcels", lambda files, limit: _each_alone(files))
    answer = said(capsys, workbook, "COC-0001", "--files", "all")
    assert len(answer["mails"]) == len(answer["drafts"]) > 2
    assert answer["mails"][0]["subject"].endswith(f"(1 von {len(answer['mails'])})")
    box = Box("large", after=1)
    with running(box) as port:
        connect(port)
        told = said(capsys, workbook, "COC-0001", "--files", "all", "--send", code=32)
    assert "1 were taken" in told["problem"]
    assert register(workbook) == (None, None)


def _each_alone(files):
    from lotbook.mail.parcels import Parcel

    return [Parcel((file,), number, len(files)) for number, file in enumerate(files, start=1)], []


def test_a_dry_run_prepares_nothing(workbook, capsys):
    answer = said(capsys, workbook, "COC-0001", "--dry-run")
    assert (answer["entry"], answer["drafts"], answer["dry_run"]) == (None, [], True)
    assert not (workbook.parent / "outbox").exists()


def customer_mail(workbook: Path, cell: str) -> None:
    with FileBook.open(workbook, writing=True) as book:
        (customer,) = Records(book).customers
        edit = Edit("Customers", customer.row, "E-mail", customer.email, cell, customer.customer or "")
        book.write(Plan("test", "another address", (edit,)), who="Ann")


def test_no_receiver_is_left_out_because_another_address_is_right(workbook, capsys):
    customer_mail(workbook, "js@smith.example; buyer(at)smith.example")
    assert "buyer(at)" in said(capsys, workbook, "COC-0001", code=2)["problem"]
    assert said(capsys, workbook, "COC-0001", "--to", "js@smith.example")["to"] == ["js@smith.example"]
    said(capsys, workbook, "COC-0001", "--to", "js@smith.example, buyer@", code=2)


def test_the_package_of_another_certificate_is_not_sent(workbook, capsys):
    with FileBook.open(workbook, writing=True) as book:
        (row,) = Records(book).certificates
        edit = Edit("Certificates", row.row, "Certificate ID", row.certificate_id, "COC-0009", "COC-0001")
        book.write(Plan("test", "half of the sheet was sorted", (edit,)), who="Ann")
    assert "names the package of COC-0001 A" in said(capsys, workbook, "COC-0009", code=27)["problem"]


class Meddler(Box):
    """A server that takes the message while somebody changes the register's row, or a paper of the package."""

    def __init__(self, change):
        super().__init__()
        self.change = change

    async def handle_DATA(self, server, session, envelope):
        self.change()
        return await super().handle_DATA(server, session, envelope)


def test_what_was_sent_is_told_although_the_register_could_not_be_written(workbook, capsys):
    def change():
        book = openpyxl.load_workbook(workbook)
        sheet = book["Certificates"]
        column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Sent to")
        row = next(cell.row for cell in sheet["A"] if cell.value == "COC-0001")
        sheet.cell(row, column).value = "somebody else"
        book.save(workbook)

    with running(Meddler(change)) as port:
        connect(port)
        told = said(capsys, workbook, "COC-0001", "--send", code=32)
    assert "was sent, but the register" in told["problem"]
    assert "only marked then, not sent again" in told["next_step"]
    assert main(["log", str(workbook), "--last", "1"]) == 0
    assert "sent to js@smith.example" in capsys.readouterr().out
    second = Box()
    with running(second) as port:
        connect(port)
        assert said(capsys, workbook, "COC-0001", "--send")["sent"]
    assert second.messages == []
    assert register(workbook)[1] == "somebody else; js@smith.example"


def readable(workbook: Path) -> list[dict[str, str]]:
    content = (workbook.parent / "packages" / "register.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(content.splitlines()))


def test_the_readable_register_says_what_was_sent(workbook, capsys):
    assert readable(workbook)[0]["Sent to"] == ""
    with running(Box()) as port:
        connect(port)
        said(capsys, workbook, "COC-0001", "--send")
    (row,) = readable(workbook)
    assert (row["Sent at"], row["Sent to"]) == register(workbook)


def parts_of(envelopes) -> list[str]:
    messages = [email.message_from_bytes(each.original_content, policy=default) for each in envelopes]
    return [message["Subject"].rpartition("(")[2].rstrip(")") for message in messages]


def test_parts_that_were_taken_are_not_sent_a_second_time(workbook, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.commands.mailing.letter.parcels", lambda files, limit: _each_alone(files))
    words = ("COC-0001", "--files", "all", "--send")
    first = Box("large", after=2)
    with running(first) as port:
        connect(port)
        told = said(capsys, workbook, *words, code=32)
    assert "only the parts that are left" in told["next_step"]
    assert register(workbook) == (None, None)
    second, third = Box(), Box()
    with running(second) as port:
        connect(port)
        every = len(said(capsys, workbook, *words)["mails"])
    assert parts_of([*first.messages, *second.messages]) == [f"{n} von {every}" for n in range(1, every + 1)]
    assert register(workbook)[1] == "js@smith.example"
    with running(third) as port:
        connect(port)
        said(capsys, workbook, *words, "--again")
    assert len(third.messages) == every


def test_parts_that_somebody_else_got_are_sent(workbook, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.commands.mailing.letter.parcels", lambda files, limit: _each_alone(files))
    words = ("COC-0001", "--files", "all", "--send")
    first, second = Box("large", after=1), Box()
    with running(first) as port:
        connect(port)
        said(capsys, workbook, *words, code=32)
    with running(second) as port:
        connect(port)
        answer = said(capsys, workbook, *words, "--to", "buy@smith.example")
    assert len(second.messages) == len(answer["mails"])


def typed_over(workbook: Path, column: str, value: str | None) -> None:
    with FileBook.open(workbook, writing=True) as book:
        (row,) = Records(book).certificates
        old = {"Status": row.status, "SHA-256": row.sha256}[column]
        book.write(
            Plan("test", "typed over", (Edit("Certificates", row.row, column, old, value),)), who="Ann"
        )


def test_a_void_certificate_is_not_sent_although_its_status_was_typed_over(workbook, capsys):
    assert main(["void", str(workbook), "COC-0001", "--reason", "wrong PO"]) == 0
    typed_over(workbook, "Status", "Issued")
    assert "is void, whatever the register says" in said(capsys, workbook, "COC-0001", code=27)["problem"]


def test_an_altered_package_is_not_sent_although_the_register_lost_its_fingerprint(workbook, capsys):
    (manifest,) = workbook.parent.glob("packages/*/*/manifest.json")
    manifest.write_bytes(manifest.read_bytes().replace(b"Smith & Sons", b"Smith & Some"))
    typed_over(workbook, "SHA-256", None)
    assert "not as it was issued" in said(capsys, workbook, "COC-0001", code=27)["problem"]


def test_a_draft_is_withdrawn_when_its_certificate_is_void(workbook, capsys):
    (draft,) = said(capsys, workbook, "COC-0001")["drafts"]
    other = Path(draft).with_name("COC-0001-AB.eml")
    other.write_text("another one")
    assert main(["void", str(workbook), "COC-0001", "--reason", "wrong PO"]) == 0
    assert "COC-0001-A.eml in the folder outbox was withdrawn" in capsys.readouterr().out
    assert {each.name for each in other.parent.iterdir()} == {"COC-0001-A.eml.withdrawn", other.name}


def test_papers_do_not_go_to_a_house_they_never_went_to_before(workbook, capsys):
    with running(Box()) as port:
        connect(port)
        said(capsys, workbook, "COC-0001", "--send")
    customer_mail(workbook, "eve@jones.example")  # a column of Customers was sorted by itself
    box = Box()
    with running(box) as port:
        connect(port)
        told = said(capsys, workbook, "COC-0001", "--send", "--again", code=2)
        assert "went to smith.example before, never to eve@jones.example" in told["problem"]
        assert (
            "never to eve@" in said(capsys, workbook, "COC-0001", "--again")["remarks"][0]
        )  # a draft is looked at
        said(capsys, workbook, "COC-0001", "--send", "--again", "--elsewhere")
    assert [each.rcpt_tos for each in box.messages] == [["eve@jones.example"]]


def test_a_draft_is_withdrawn_when_its_certificate_is_replaced(workbook, capsys):
    said(capsys, workbook, "COC-0001")
    words = ("--supersede", "COC-0001", "--reason", "wrong finish", "--accept-warnings", "Ann: looked at")
    assert main(["issue", str(workbook), "ORD-0001", *words]) == 0
    assert "COC-0001-A.eml in the folder outbox was withdrawn" in capsys.readouterr().out
    names = {each.name for each in (workbook.parent / "outbox").iterdir()}
    assert names == {
        "COC-0001-A.eml.withdrawn",
        "COC-0001-B.eml",
    }  # the new one goes to whom the former was prepared for
