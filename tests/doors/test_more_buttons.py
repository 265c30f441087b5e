"""Cutting, labels, scanning, compliance, certificates and mail from the open workbook: the command line's own answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lotbook.artefacts.demo.certificates import make_certificates
from lotbook.artefacts.demo.registers import certified_order
from lotbook.cli import command
from lotbook.commands.shell.arguments import parsed
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.session import perform
from lotbook.doors.click import SAVED, _changed_register, click
from lotbook.doors.prompts import Scripted
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook
from lotbook.tables.records import Records
from tests.hosts.live.shops import WORKBOOK, demo_in, opened

pytestmark = pytest.mark.libreoffice

PASSING = {
    "workbook", "entry", "notices", "manifest_sha256", "files", "package", "open", "pdf_engine", "labels", "file", "drafts",
    "seconds", "elapsed_seconds", "documents", "statement", "checked_at", "report",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(spreadsheet, tmp_path_factory):
    path = demo_in(tmp_path_factory.mktemp("shop"))
    make_certificates(WORKBOOK / "demo", path.parent)
    with opened(spreadsheet, path) as open_book:
        yield open_book


@pytest.fixture(scope="module")
def copy(book, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    path = Path(shutil.copy(book.fullname, folder / "copy.xlsx"))
    shutil.copytree(LiveBook(book).folder / "certificates", folder / "certificates")
    return path


def both(book, copy, control, where, words, *answers):
    """What a click says and what the command line says, without what differs from one run to the next."""
    sheet, address = where
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()
    live = click(control, book, Scripted(answers)).json
    known = command(control)
    options = parsed(known, (str(copy), *words))
    if not known.writes:
        options.dry_run = False
    return tuple(
        {
            name: value
            for name, value in json.loads(json.dumps(each, default=str)).items()
            if name not in PASSING
        }
        for each in (live, perform(known, options).json)
    )


def row_of(copy, sheet, field, name):
    with FileBook.open(copy) as file:
        rows = Records(file).loaded(sheet).rows
        return next(row.row for row in rows if getattr(row, field) == name)


def test_cutting_from_the_selected_lot(book, copy):
    row = row_of(copy, "Receiving", "lot_id", "AL6-0824-001")
    live, typed = both(
        book,
        copy,
        "cut",
        ("Receiving", f"C{row}"),
        ("AL6-0824-001", "--quantity", "10", "--pieces", "2"),
        "10 x 2",
    )
    assert live == typed
    assert len(live["pieces"]) == 2
    assert list(LiveBook(book).folder.glob("labels/*.pdf"))
    with LiveBook(book).opened(writing=False) as open_book, FileBook.open(copy) as file:
        assert list(Records(open_book).cuts) == list(Records(file).cuts)


def test_labels_of_the_selected_runs(book, copy):
    row = row_of(copy, "Manufacture", "run_id", "MFG-0056")
    live, typed = both(book, copy, "labels", ("Manufacture", f"A{row}"), ("--", "MFG-0056"))
    assert live == typed
    assert (LiveBook(book).folder / "labels").is_dir()


def test_a_draft_for_the_selected_certificate(book, copy):
    order = certified_order(WORKBOOK / "demo")
    row = row_of(copy, "Orders", "order_id", order)
    live, typed = both(book, copy, "issue", ("Orders", f"A{row}"), (order,))
    assert live == typed
    assert live["issued"], live["findings"]
    live, typed = both(book, copy, "mail", ("Certificates", "A2"), ("--", "COC-0001"))
    assert live == typed
    (draft,) = LiveBook(book).folder.glob("outbox/*.eml")
    assert draft.read_bytes()


def test_a_draft_of_an_email_does_not_save_the_workbook_and_what_was_sent_does(book):
    before = Path(book.fullname).stat().st_mtime_ns
    book.sheets["Certificates"].activate()
    book.sheets["Certificates"].range("A2").select()
    drafted = click("mail", book, Scripted())
    assert drafted.json["entry"]
    assert Path(book.fullname).stat().st_mtime_ns == before
    assert [_changed_register(Outcome((), {"entry": 7, "sent": sent})) for sent in (False, True)] == [
        False,
        True,
    ]


def test_a_scan_adds_a_row_and_a_wrong_one_does_not(book, copy):
    words = ("--sheet", "Materials used", "--text=1TMFG-0016")
    live, typed = both(book, copy, "scan", ("Materials used", "Z1"), words, "1TMFG-0016")
    assert live == typed
    assert [(each["column"], each["value"]) for each in live["filled"]] == [("Source", "MFG-0016")]
    words = ("--sheet", "Materials used", "--text=1TNO-0056")
    live, typed = both(book, copy, "scan", ("Materials used", "Z1"), words, "1TNO-0056")
    assert live == typed
    assert live["filled"] == []


def test_the_compliance_of_the_selected_order(book, copy):
    row = row_of(copy, "Orders", "order_id", "ORD-0364")
    live, typed = both(book, copy, "comply", ("Orders", f"A{row}"), ("--order=ORD-0364",))
    assert live == typed


def test_checking_the_certificates_of_what_waits(book, copy):
    live, typed = both(book, copy, "certs", ("Receiving", "A1"), ())
    assert live == typed


def test_a_hold_is_shown_first_and_done_only_then(book):
    live = LiveBook(book)
    row = next(lot.row for lot in Records(live).receiving if lot.lot_id == "PLA-0424-01")
    book.sheets["Receiving"].activate()
    book.sheets["Receiving"].range(f"A{row}").select()
    declined = Scripted(("dust in the spool", False))
    click("hold", book, declined)
    assert "1 lot held" in declined.told[-1][1]
    assert SAVED not in declined.told[-1][1]
    assert next(lot for lot in Records(live).receiving if lot.lot_id == "PLA-0424-01").status == "Released"
    prompts = Scripted(("dust in the spool", True))
    held = click("hold", book, prompts).json
    assert "act" in held, (held, prompts.told)
    assert SAVED in prompts.told[-1][1]  # the notices name a recall that must stand in the file
    assert held["act"]["lots_held"] == ["PLA-0424-01"]
    assert len(held["act"]["notices"]) == held["counts"]["customers"]
    lot = next(lot for lot in Records(LiveBook(book)).receiving if lot.lot_id == "PLA-0424-01")
    assert (lot.status, lot.reason) == ("Hold", "RCL-001: dust in the spool")
    assert book.sheets.active.name == "Recall"


def test_a_drill_shows_the_sheet_recall_with_its_picture_and_tells_where_its_papers_are(book):
    book.sheets["Start"].activate()
    prompts = Scripted()
    practised = click("drill", book, prompts).json
    assert practised["act"]["entry"], prompts.told
    page = book.sheets.active
    assert page.name == "Recall"
    assert practised["starts"][0]["id"] in str(page.range("A1:B3").value)
    assert [picture.name for picture in page.pictures] == ["Lotbook chain"]
    assert practised["act"]["recall_id"] in prompts.told[-1][1]
    assert SAVED in prompts.told[-1][1]


def test_a_recall_of_the_open_workbook_withdraws_the_draft_and_undo_brings_it_back(book):
    live = LiveBook(book)
    (draft,) = live.folder.glob("outbox/*.eml")
    held = command("hold")
    lot = json.loads(next(live.folder.glob("packages/*/*/manifest.json")).read_bytes())["chain"]["lots"][0][
        "lot"
    ]
    done = perform(held, parsed(held, (str(live.path), "--lot", lot, "--reason", "cracks")), live)
    assert "COC-0001-A.eml in the folder outbox was withdrawn" in " ".join(done.json["act"]["remarks"])
    assert not draft.exists()
    assert ",Affected by recall," in (live.folder / "packages" / "register.csv").read_text("utf-8-sig")
    undo = command("undo")
    perform(undo, parsed(undo, (str(live.path),)), live)
    assert draft.exists()
    assert ",Affected by recall," not in (live.folder / "packages" / "register.csv").read_text("utf-8-sig")
