"""Issue COC on real workbooks: nothing, or everything: package, register, links, journal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from lotbook.cli import main
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.builtin import Builtin
from lotbook.documents.pdf.making import engines as real_engines
from lotbook.documents.pdf.merge import attached_manifest
from lotbook.hosts.file.book import FileBook
from lotbook.shipped import shipped
from lotbook.tables.records import Records
from tests.documents.gate_story import SOUND, changed
from tests.documents.shop import shop
from tests.documents.word_files import text_of

WARNS = ("ASTM B209     | 21 ", "ASTM B209     |    ")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Most tests need no PDF of our own papers; making them takes seconds."""
    monkeypatch.setattr(pdf, "engines", lambda: ())


ASKED = ("--accept-warnings", "Ann: looked at")  # nothing is different from the certificate that is replaced


def issue(workbook: Path, capsys, *more: str, code: int = 0) -> dict:
    assert main(["issue", str(workbook), "ORD-0001", "--json", "--who", "Ann", *more]) == code
    return json.loads(capsys.readouterr().out)


def register(workbook: Path) -> list[tuple[str | None, ...]]:
    with FileBook.open(workbook) as book:
        return [
            (c.certificate_id, c.revision, c.shipment_ids, c.status, c.reason, c.supersedes)
            for c in Records(book).certificates
        ]


def packages(workbook: Path) -> list[str]:
    return sorted(p.name for p in workbook.parent.glob("packages/*/*"))


def test_an_issued_certificate_stands_in_register_shipment_journal_and_folder(tmp_path, capsys):
    workbook = shop(tmp_path)
    answer = issue(workbook, capsys)
    assert (answer["issued"], answer["certificate"], answer["revision"]) == (True, "COC-0001", "A")
    assert answer["lots"] == ["AL6-0124-001", "OIL-0124-001", "SS3-0124-001"]
    assert register(workbook) == [("COC-0001", "A", "SHP-0001", "Issued", None, None)]
    with FileBook.open(workbook) as book:
        records = Records(book)
        row = records.certificates[0]
        assert (row.signed_by, row.title, row.package) == (
            "Ann",
            "Quality manager",
            "packages/ORD-0001/COC-0001-A",
        )
        assert row.sha256 == answer["manifest_sha256"]
        assert records.shipments[0].certificate == "COC-0001"
        (entry,) = book.journal.entries()
        assert book.journal.verify() == []
    assert entry.details["files"] == {entry["path"]: entry["sha256"] for entry in answer["files"]}
    assert [issued.identifier for issued in entry.issued] == ["COC-0001"]


def test_the_cells_are_linked_to_the_package(tmp_path, capsys):
    workbook = shop(tmp_path)
    issue(workbook, capsys)
    sheets = openpyxl.load_workbook(workbook)
    links = {
        (sheet.title, cell.value): cell.hyperlink.target
        for sheet in (sheets["Shipments"], sheets["Certificates"])
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    sheets.close()
    target = "packages/ORD-0001/COC-0001-A/coc.docx"
    assert links == {
        ("Shipments", "COC-0001"): target,
        ("Certificates", "packages/ORD-0001/COC-0001-A"): target,
    }
    assert (tmp_path / target).is_file()


def test_a_stop_leaves_everything_as_it_was(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("| 0099-1 ", "| ")))
    before = workbook.read_bytes()
    answer = issue(workbook, capsys, code=1)
    assert (answer["issued"], answer["certificate"]) == (False, None)
    assert [(f["sheet"], f["row"], f["code"]) for f in answer["findings"]] == [
        ("Orders", 2, "gate-po-missing")
    ]
    assert workbook.read_bytes() == before
    assert packages(workbook) == []


def test_a_stop_cannot_be_overridden(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("| 0099-1 ", "| ")))
    assert main(["issue", str(workbook), "ORD-0001", "--override", "gate-po-missing", "Ann: because"]) == 2
    assert main(["issue", str(workbook), "ORD-0001", "--accept-warnings", "Ann: because"]) == 1
    assert "gate-po-missing" in capsys.readouterr().out


def test_a_warning_needs_a_name_and_a_reason(tmp_path, capsys):
    workbook = shop(tmp_path, changed(WARNS))
    answer = issue(workbook, capsys, code=1)
    assert [f["code"] for f in answer["findings"]] == ["gate-spec-revision-missing"]
    for text in ("Ann", "Ann:", ": looked", ""):
        assert (
            main(["issue", str(workbook), "ORD-0001", "--override", "gate-spec-revision-missing", text]) == 2
        )
    assert packages(workbook) == []


@pytest.mark.parametrize("option", [("--override", "gate-spec-revision-missing"), ("--accept-warnings",)])
def test_who_answers_for_a_warning_stands_in_register_journal_and_manifest(tmp_path, capsys, option):
    workbook = shop(tmp_path, changed(WARNS))
    answer = issue(workbook, capsys, *option, "Ann: mill prints no year")
    told = "Override gate-spec-revision-missing: Ann: mill prints no year"
    assert register(workbook)[0][4] == told
    manifest = json.loads((Path(answer["package"]) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["gate"]["overrides"] == answer["overrides"]
    with FileBook.open(workbook) as book:
        assert book.journal.entries()[0].details["overrides"] == answer["overrides"]
    assert [(o["name"], o["reason"]) for o in answer["overrides"]] == [("Ann", "mill prints no year")]


def test_customers_do_not_read_who_overrode_what_and_why(tmp_path, capsys):
    workbook = shop(tmp_path, changed(WARNS))
    answer = issue(workbook, capsys, "--accept-warnings", "Ann: mill prints no year")
    merged = (Path(answer["package"]) / "enclosed_certificates.pdf").read_bytes()
    inside = attached_manifest(merged) or b""
    assert json.loads(inside)["gate"] == {"profile": "shop"}
    assert b"mill prints no year" not in inside
    assert main(["verify", answer["package"]]) == 0


def test_a_dry_run_says_what_would_be_issued_and_writes_nothing(tmp_path, capsys):
    workbook = shop(tmp_path)
    before = workbook.read_bytes()
    answer = issue(workbook, capsys, "--dry-run")
    assert (answer["issued"], answer["certificate"], answer["dry_run"]) == (False, "COC-0001", True)
    assert workbook.read_bytes() == before
    assert not (tmp_path / "packages").exists()
    assert not (tmp_path / "shop.lotbook" / "journal.jsonl").exists()


def test_a_shipment_is_certified_once_and_again_only_as_the_next_revision(tmp_path, capsys):
    workbook = shop(tmp_path)
    issue(workbook, capsys)
    again = issue(workbook, capsys, code=1)
    assert [f["code"] for f in again["findings"]] == ["gate-certified-already"]
    answer = issue(workbook, capsys, "--supersede", "coc-0001", "--reason", "PO line added", *ASKED)
    assert (answer["certificate"], answer["revision"]) == ("COC-0001", "B")
    answered = "Override gate-nothing-changed: Ann: looked at"
    assert register(workbook) == [
        ("COC-0001", "A", "SHP-0001", "Superseded", None, None),
        ("COC-0001", "B", "SHP-0001", "Issued", f"PO line added; {answered}", "COC-0001 A"),
    ]
    assert packages(workbook) == ["COC-0001-A", "COC-0001-B"]


def test_a_reissue_where_no_row_was_corrected_is_asked_about(tmp_path, capsys):
    workbook = shop(tmp_path)
    issue(workbook, capsys)
    again = ("--supersede", "COC-0001", "--reason", "PO number corrected")
    found = issue(workbook, capsys, *again, code=1)["findings"]
    assert [(f["code"], f["row"], f["column"]) for f in found] == [
        ("gate-nothing-changed", 2, "Certificate ID")
    ]
    book = openpyxl.load_workbook(workbook)
    sheet = book["Orders"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("Customer PO") + 1).value = "PO-9"
    book.save(workbook)
    assert issue(workbook, capsys, *again)["revision"] == "B"


def test_a_reissue_with_a_paper_added_by_hand_is_not_asked_about(tmp_path, capsys):
    workbook = shop(tmp_path)
    issue(workbook, capsys)
    (slip := tmp_path / "slip.pdf").write_bytes(next(tmp_path.rglob("m1.pdf")).read_bytes())
    again = ("--supersede", "COC-0001", "--reason", "slip", "--enclose", f"Packing slip={slip}")
    assert issue(workbook, capsys, *again)["revision"] == "B"


def test_a_reissue_needs_a_reason_and_a_certificate_that_stands_and_is_of_the_order(tmp_path, capsys):
    workbook = shop(tmp_path)
    command = ["issue", str(workbook), "ORD-0001"]
    assert main([*command, "--supersede", "COC-0001"]) == 2
    assert main([*command, "--supersede", "COC-0001", "--reason", "x"]) == 26
    other = "\n    Certificates\n    Certificate ID | Revision | Order ID | Shipment IDs | Status\n    COC-0007 | A | ORD-0777 | SHP-0777 | Issued\n"
    foreign = shop(tmp_path / "f", SOUND + other)
    assert main(["issue", str(foreign), "ORD-0001", "--supersede", "COC-0007", "--reason", "x"]) == 2


def test_a_new_shipment_of_the_order_gets_its_own_certificate(tmp_path, capsys):
    row = "    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |\n"
    text = changed((row, row + row.replace("SHP-0001", "SHP-0002").replace("| 4 ", "| 5 ")))
    workbook = shop(tmp_path, text)
    first = issue(workbook, capsys, "--shipment", "shp-0002")
    second = issue(workbook, capsys)
    assert (first["shipments"], second["shipments"]) == (["SHP-0002"], ["SHP-0001"])
    assert second["certificate"] == "COC-0002"


def test_a_number_is_not_given_twice_even_when_its_row_is_deleted(tmp_path, capsys):
    workbook = shop(tmp_path)
    issue(workbook, capsys)
    book = openpyxl.load_workbook(workbook)
    for sheet, column in (("Certificates", None), ("Shipments", "Certificate")):
        headers = [cell.value for cell in book[sheet][1]]
        for index, header in enumerate(headers, 1):
            if column in (None, header):
                book[sheet].cell(2, index).value = None
    book.save(workbook)
    book.close()
    refused = issue(workbook, capsys, code=1)
    assert [each["code"] for each in refused["findings"]] == ["gate-certificate-lost"]
    again = issue(workbook, capsys, "--override", "gate-certificate-lost", "Ann: COC-0001 was never sent")
    assert again["certificate"] == "COC-0002"


def test_when_the_register_cannot_be_written_the_package_is_taken_away(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path)
    before = workbook.read_bytes()

    def fails(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr(FileBook, "write", fails)
    with pytest.raises(OSError, match="disk full"):
        main(["issue", str(workbook), "ORD-0001"])
    assert packages(workbook) == []
    assert workbook.read_bytes() == before


def test_a_folder_left_by_a_killed_command_is_moved_aside_not_overwritten(tmp_path, capsys):
    workbook = shop(tmp_path)
    left = tmp_path / "packages" / "ORD-0001" / "COC-0001-A"
    left.mkdir(parents=True)
    (left / "coc.docx").write_text("half")
    issue(workbook, capsys)
    assert packages(workbook) == ["COC-0001-A", "COC-0001-A.not-issued-1"]
    assert (left.with_name("COC-0001-A.not-issued-1") / "coc.docx").read_text() == "half"


def test_a_paper_by_hand_goes_into_the_package(tmp_path, capsys):
    text = changed(("| Traceability report |", "| Packing slip |"))
    workbook = shop(tmp_path, text)
    slip = shutil.copy(tmp_path / "m2.pdf", tmp_path / "slip.pdf")
    Path(slip).write_bytes(Path(slip).read_bytes() + b"\n")
    answer = issue(workbook, capsys, "--enclose", f"packing slip={slip}")
    assert "certificates/Packing slip_slip.pdf" in [entry["path"] for entry in answer["files"]]
    assert main(["issue", str(workbook), "ORD-0001", "--enclose", "Love letter=x.pdf"]) == 2
    assert main(["issue", str(workbook), "ORD-0001", "--enclose", "Packing slip=not-there.pdf"]) == 23


def test_orders_and_shipments_that_are_not_there_are_answered_with_near_ones(tmp_path, capsys):
    workbook = shop(tmp_path)
    for mistyped in ("ORD-OO01", "0001", "ORD0001", "ord-0010"):
        assert main(["issue", str(workbook), mistyped]) == 26
        assert "Did you mean ORD-0001?" in capsys.readouterr().err
    assert main(["issue", str(workbook), "ORD-0001", "--shipment", "SHP-0009"]) == 26
    assert "SHP-0001" in capsys.readouterr().err


def test_every_documented_json_key_is_there_and_no_other(tmp_path, capsys):
    from lotbook.commands.issue import COMMAND

    workbook = shop(tmp_path, changed(("| 0099-1 ", "| ")))
    assert set(issue(workbook, capsys, code=1)) == set(COMMAND.json_keys)


@pytest.mark.libreoffice
def test_everything_stands_in_one_pdf_that_names_the_customer(tmp_path, capsys, monkeypatch):
    import pypdfium2

    monkeypatch.setattr(pdf, "engines", real_engines)
    workbook = shop(tmp_path, changed(("Traceability report | Open", "COC | Open")))
    answer = issue(workbook, capsys, "--paper", "Letter")
    assert Path(answer["open"]).name == "COC-0001-A.pdf"
    assert answer["pdf_engine"].startswith("LibreOffice")
    with pypdfium2.PdfDocument(answer["open"]) as opened:
        texts = [page.get_textpage().get_text_bounded() for page in opened]
        size = opened[0].get_size()
    assert "Smith & Sons <UK>" in texts[0]
    assert "H83017" in texts[0]
    assert "Heat No. H83017" in texts[-4]
    assert size == pytest.approx((612, 792), abs=1.5)


def test_a_column_of_the_users_own_is_printed_by_their_own_template(tmp_path, capsys):
    workbook = shop(
        tmp_path, changed(("Default signer  | Ann", "Default signer  | Ann\n    Templates folder | own"))
    )
    book = openpyxl.load_workbook(workbook)
    sheet = book["Orders"]
    table = next(iter(sheet.tables.values()))
    column = sheet.max_column + 1
    sheet.cell(1, column, "Cost centre")
    sheet.cell(2, column, "CC-0042")
    first, last = table.ref.split(":")
    table.ref = f"{first}:{sheet.cell(1, column).column_letter}{last.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
    table.autoFilter = None
    table.tableColumns = []
    table._initialise_columns()
    for cell, each in zip(sheet[1], table.tableColumns, strict=False):
        each.name = cell.value
    book.save(workbook)
    (tmp_path / "own").mkdir()
    own = Document(str(shipped("templates", "coc.docx")))
    own.add_paragraph("Cost centre: {{ extra.cost_centre }}")
    own.save(str(tmp_path / "own" / "coc.docx"))
    answer = issue(workbook, capsys)
    assert "Cost centre: CC-0042" in text_of(Path(answer["package"]) / "coc.docx")


@pytest.mark.parametrize(
    ("code", "who", "told"),
    [
        ("gate-spec-revision-missing", "Anne: looked", "Anne is not on the sheet People"),
        ("gate-spec-revision-missing", "Anne: looked", "Did you mean Ann?"),
        ("gate-spec-revision-missing", "Zebulon: looked", "Add the person to the sheet People."),
        ("gate-spec-revison-missing", "Ann: looked", "There is no such warning as gate-spec-revison-missing"),
        ("gate-spec-revison-missing", "Ann: looked", "Did you mean gate-spec-revision-missing"),
    ],
)
def test_only_people_of_the_shop_answer_for_warnings_that_there_are(tmp_path, capsys, code, who, told):
    workbook = shop(tmp_path, changed(WARNS))
    assert main(["issue", str(workbook), "ORD-0001", "--override", code, who]) == 2
    assert told in capsys.readouterr().err
    assert packages(workbook) == []


def test_a_name_is_recorded_as_the_sheet_people_writes_it(tmp_path, capsys):
    answer = issue(shop(tmp_path, changed(WARNS)), capsys, "--accept-warnings", " ann : mill prints no year")
    assert [(o["name"], o["reason"]) for o in answer["overrides"]] == [("Ann", "mill prints no year")]


def test_what_is_left_names_both_ways_to_answer_for_it(tmp_path, capsys):
    answer = issue(shop(tmp_path, changed(WARNS)), capsys, code=1)
    assert '--override CODE "NAME: reason"' in answer["summary"]
    assert '--accept-warnings "NAME: reason"' in answer["summary"]


def test_a_reissue_tells_what_changed_and_drafts_to_exactly_those_who_got_the_former(
    tmp_path, capsys, monkeypatch
):
    from email import message_from_bytes, policy

    from lotbook.domain.edits import Edit, Plan

    workbook = shop(tmp_path)
    issue(workbook, capsys)
    monkeypatch.setattr(pdf, "engines", lambda: (Builtin(),))
    with FileBook.open(workbook, writing=True) as book:
        sent = Edit("Certificates", 2, "Sent to", None, "qa@smith.example, j@smith.example; qa@smith.example")
        line = Edit("Orders", 2, "PO line", None, "7")
        book.write(Plan("test", "sent, then corrected", edits=(sent, line)), who="test")
    answer = issue(workbook, capsys, "--supersede", "COC-0001", "--reason", "PO line & more")
    said = text_of(Path(answer["package"]) / "changes.docx")
    assert [
        word
        for word in ("Supersedes COC-0001 revision A", "PO line & more", "PO line", "7")
        if word not in said
    ] == []
    (file,) = answer["drafts"]
    mail = message_from_bytes(Path(file).read_bytes(), policy=policy.default)
    assert mail["To"] == "qa@smith.example, j@smith.example"
    assert "COC-0001 B replaces your COC-0001 revision A" in mail["Subject"]
    assert [part.get_filename() for part in mail.iter_attachments()] == ["COC-0001-B.pdf"]
    monkeypatch.setattr(pdf, "engines", lambda: ())
    assert issue(workbook, capsys, "--supersede", "COC-0001", "--reason", "again", *ASKED)["drafts"] == []
