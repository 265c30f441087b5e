"""Verify tells every change by its name, and never claims more than it knows."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from lotbook.cli import main
from lotbook.documents.pdf import making as pdf
from tests.documents.gate_story import changed
from tests.documents.shop import shop


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    """A shop with one issued certificate; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("issued")
    workbook = shop(folder)
    patch = pytest.MonkeyPatch()
    patch.setattr(pdf, "engines", lambda: ())
    assert main(["issue", str(workbook), "ORD-0001"]) == 0
    patch.undo()
    return folder


@pytest.fixture
def folder(issued, tmp_path) -> Path:
    shutil.copytree(issued, tmp_path / "shop")
    return tmp_path / "shop"


def package(folder: Path) -> Path:
    return folder / "packages" / "ORD-0001" / "COC-0001-A"


def verify(path: Path, capsys, *more: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["verify", str(path), "--json", *more]) == code
    return json.loads(capsys.readouterr().out)


def test_a_package_as_issued_is_valid_and_the_register_is_found(folder, capsys):
    answer = verify(package(folder), capsys)
    assert (answer["valid"], answer["unaltered"], answer["status"]) == (True, True, "Issued")
    assert answer["workbook"] == str(folder / "shop.xlsx")
    assert {each["state"] for each in answer["files"]} == {"as issued"}
    assert answer["not_proven"] == []
    assert verify(package(folder) / "manifest.json", capsys)["valid"]


def test_one_changed_byte_in_any_file_is_named(folder, capsys):
    for path in [p for p in package(folder).rglob("*") if p.is_file()]:
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        capsys.readouterr()
        code = main(["verify", str(package(folder))])
        said = capsys.readouterr()
        path.write_bytes(whole)
        assert code in (1, 27), path.name
        assert path.name in said.out + said.err
    assert verify(package(folder), capsys)["valid"]


@pytest.mark.parametrize(
    "old_and_new", [(b'"ORD-0001"', b'"ORD-0002"'), (b"H83017", b"H83018"), (b"\n  ", b"\n ")]
)
def test_a_changed_manifest_is_found_without_any_workbook(folder, capsys, old_and_new):
    (folder / "shop.xlsx").unlink()
    path = package(folder) / "manifest.json"
    path.write_bytes(path.read_bytes().replace(*old_and_new, 1))
    answer = verify(package(folder), capsys, code=1)
    assert any("manifest.json was altered" in problem for problem in answer["problems"])


def test_missing_and_added_files_are_named(folder, capsys):
    (package(folder) / "coc.docx").unlink()
    (package(folder) / "certificates" / "new.pdf").write_bytes(b"x")
    (package(folder) / "Thumbs.db").write_bytes(b"x")
    answer = verify(package(folder), capsys, code=1)
    states = {each["path"]: each["state"] for each in answer["files"] if each["state"] != "as issued"}
    assert states == {"coc.docx": "missing", "certificates/new.pdf": "added"}


def test_a_forged_package_with_a_manifest_of_its_own_is_unmasked_by_the_register(folder, capsys):
    """Whoever rewrites files, manifest and merged PDF together passes every test but the shop's own records."""
    from lotbook.documents.package import manifest as manifests
    from lotbook.documents.pdf.merge import Part, merge

    where = package(folder)
    said = json.loads((where / "manifest.json").read_bytes())
    (where / "coc.docx").write_bytes(b"forged")
    files = [entry for entry in said["files"] if not entry["what"].endswith("in one PDF")]
    for entry in files:
        if entry["path"] == "coc.docx":
            entry |= manifests.file_entry(where, where / "coc.docx", entry["what"]).as_json()
    said["files"] = files
    merged = where / "enclosed_certificates.pdf"
    parts = [Part(where / "certificates" / "AL6-0124-001_m1.pdf", "t", "l")]
    merge(parts, merged, title="t", manifest=manifests.to_bytes(manifests.for_others(said)))
    said["files"] = [
        *files,
        manifests.file_entry(where, merged, "The enclosed certificates in one PDF").as_json(),
    ]
    (where / "manifest.json").write_bytes(manifests.to_bytes(said))
    answer = verify(where, capsys, code=1)
    assert answer["problems"] == [
        "The fingerprint is not the one that shop.xlsx registered when COC-0001 A was issued."
    ]
    (folder / "shop.xlsx").rename(folder / "hidden.bin")
    alone = verify(where, capsys)
    assert (alone["valid"], alone["unaltered"]) == (None, True)
    assert "agrees with its own manifest" in alone["summary"]
    assert "made it up" in alone["not_proven"][0]


def test_the_merged_pdf_alone_tells_whether_a_byte_of_it_was_changed(folder, tmp_path, capsys):
    alone = tmp_path / "received.pdf"
    alone.write_bytes((package(folder) / "enclosed_certificates.pdf").read_bytes())
    answer = verify(alone, capsys)
    assert (answer["unaltered"], answer["status"], answer["certificate"]) == (True, None, "COC-0001")
    assert len(answer["not_proven"]) == 2
    with_book = verify(alone, capsys, "--workbook", str(folder / "shop.xlsx"))
    assert (with_book["valid"], with_book["status"]) == (True, "Issued")
    whole = alone.read_bytes()
    alone.write_bytes(whole.replace(b"/Title (", b"/TitlE (", 1))
    assert alone.read_bytes() != whole
    assert not verify(alone, capsys, code=1)["unaltered"]


@pytest.mark.libreoffice
def test_the_merged_pdf_alone_is_the_registered_one_however_many_papers_are_in_the_package(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("Traceability report | Open", "COC, Packing slip | Open")))
    assert main(["issue", str(workbook), "ORD-0001"]) == 0
    found = package(tmp_path)
    assert {"coc.pdf", "packing_slip.pdf", "traceability_report.pdf"} <= {
        each.name for each in found.iterdir()
    }
    answer = verify(found / "COC-0001-A.pdf", capsys)
    assert (answer["unaltered"], answer["valid"], answer["problems"]) == (True, True, [])


def without_page(received: Path, number: int) -> None:
    with pikepdf.open(received, allow_overwriting_input=True) as opened:
        del opened.pages[number]
        opened.save(received)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (0, "Material certificate 3.1 M1 (lot AL6-0124-001) has lost its first page."),
        (1, "Material certificate 3.1 M1 (lot AL6-0124-001) has 1 of 2 pages."),
    ],
)
def test_a_page_that_was_taken_out_is_named_with_its_paper(folder, tmp_path, capsys, number, named):
    received = tmp_path / "received.pdf"
    received.write_bytes((package(folder) / "enclosed_certificates.pdf").read_bytes())
    assert verify(received, capsys)["unaltered"]
    without_page(received, number)
    problems = verify(received, capsys, code=1)["problems"]
    assert problems[0].endswith("its bytes do not match its seal.")
    assert problems[1:] == [named]


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (0, "Material certificate 3.1 M1 (lot AL6-0124-001) has lost its first page."),
        (1, "Material certificate 3.1 M1 (lot AL6-0124-001) has 1 of 2 pages."),
    ],
)
def test_a_page_that_was_taken_out_in_the_folder_is_named_there_too(folder, capsys, number, named):
    without_page(package(folder) / "enclosed_certificates.pdf", number)
    problems = verify(package(folder), capsys, code=1)["problems"]
    assert "enclosed_certificates.pdf was altered: its bytes are not those that were issued." in problems
    assert named in problems


def test_a_page_that_was_put_in_is_named_with_its_paper(folder, tmp_path, capsys):
    received = tmp_path / "received.pdf"
    received.write_bytes((package(folder) / "enclosed_certificates.pdf").read_bytes())
    with pikepdf.open(received, allow_overwriting_input=True) as opened:
        opened.add_blank_page()
        opened.save(received)
    assert any(problem.endswith("pages.") for problem in verify(received, capsys, code=1)["problems"])


def test_a_superseded_certificate_names_its_successor(folder, capsys, monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())
    workbook = str(folder / "shop.xlsx")
    assert (
        main(
            [
                "issue",
                workbook,
                "ORD-0001",
                "--supersede",
                "COC-0001",
                "--reason",
                "PO line",
                "--accept-warnings",
                "Ann: looked at",
            ]
        )
        == 0
    )
    answer = verify(package(folder), capsys, code=1)
    assert (answer["valid"], answer["unaltered"]) == (False, True)
    assert (answer["status"], answer["superseded_by"]) == ("Superseded", "COC-0001 B")
    assert answer["problems"] == ["COC-0001 A is no longer valid: Superseded by COC-0001 B."]
    assert verify(package(folder).with_name("COC-0001-B"), capsys)["valid"]


def test_a_void_certificate_says_why(folder, capsys):
    workbook = str(folder / "shop.xlsx")
    assert main(["void", workbook, "COC-0001", "--reason", "wrong drawing"]) == 0
    answer = verify(package(folder), capsys, code=1)
    assert answer["problems"] == ["COC-0001 A is no longer valid: Void (Void: wrong drawing)."]


def test_a_register_that_does_not_know_the_certificate_says_so(folder, tmp_path, capsys):
    other = shop(tmp_path / "other")
    answer = verify(package(folder), capsys, "--workbook", str(other), code=1)
    assert answer["problems"] == ["The register of shop.xlsx does not know COC-0001 A."]


@pytest.mark.parametrize("name", ["m1.pdf", "shop.xlsx", "nothing-there", "."])
def test_what_is_no_package_is_refused(folder, capsys, name):
    assert main(["verify", str(folder / name)]) == 27


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"lotbook_manifest": 99, "certificate": {"id": "", "revision": ""}, "files": []}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(folder, capsys, content):
    (package(folder) / "manifest.json").write_bytes(content)
    assert main(["verify", str(package(folder))]) == 27


def test_a_manifest_cannot_make_it_look_at_files_outside(folder, capsys):
    path = package(folder) / "manifest.json"
    said = json.loads(path.read_bytes())
    said["files"][0]["path"] = "../../../shop.xlsx"
    path.write_text(json.dumps(said), encoding="utf-8")
    answer = verify(package(folder), capsys, code=1)
    assert {"path": "../../../shop.xlsx", "state": "altered"} in answer["files"]


def test_every_documented_json_key_is_there_and_no_other(folder, capsys):
    from lotbook.commands.verify import COMMAND

    assert set(verify(package(folder), capsys)) == set(COMMAND.json_keys)


def test_a_register_that_lost_the_row_makes_the_package_doubtful(folder, capsys):
    book = openpyxl.load_workbook(folder / "shop.xlsx")
    for cell in book["Certificates"][2]:
        cell.value = None
    book.save(folder / "shop.xlsx")
    answer = verify(package(folder), capsys, code=1)
    (problem,) = answer["problems"]
    assert problem.startswith(
        "The register of shop.xlsx does not know COC-0001 A, though its journal knows it"
    )


def test_check_names_a_certificate_that_the_register_lost(folder, capsys):
    def found():
        main(["check", str(folder / "shop.xlsx"), "--no-write", "--json"])
        findings = json.loads(capsys.readouterr().out)["findings"]
        return [each for each in findings if each["code"] == "certificate-lost"]

    assert found() == []
    book = openpyxl.load_workbook(folder / "shop.xlsx")
    for cell in book["Certificates"][2]:
        cell.value = None
    book.save(folder / "shop.xlsx")
    (finding,) = found()
    assert (finding["sheet"], finding["key"], finding["severity"]) == ("Certificates", "COC-0001 A", "stop")
    assert "COC-0001-A" in finding["message"]


@pytest.mark.parametrize("end", ["void", "supersede"])
def test_a_register_typed_back_to_issued_does_not_revive_a_certificate(folder, capsys, monkeypatch, end):
    monkeypatch.setattr(pdf, "engines", lambda: ())
    workbook = folder / "shop.xlsx"
    if end == "void":
        assert main(["void", str(workbook), "COC-0001", "--reason", "wrong drawing"]) == 0
    else:
        more = ["--supersede", "COC-0001", "--reason", "PO line", "--accept-warnings", "Ann: looked at"]
        assert main(["issue", str(workbook), "ORD-0001", *more]) == 0
    book = openpyxl.load_workbook(workbook)
    sheet = book["Certificates"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("Status") + 1).value = "Issued"
    book.save(workbook)
    answer = verify(package(folder), capsys, code=1)
    said = {"void": "Void", "supersede": "Superseded"}[end]
    assert answer["problems"] == [
        f"COC-0001 A is no longer valid: the journal says {said}, though shop.xlsx says Issued."
    ]


def test_a_journal_that_is_gone_is_said_to_prove_nothing(folder, capsys):
    shutil.rmtree(folder / "shop.lotbook")
    answer = verify(package(folder), capsys)
    assert answer["valid"]
    assert answer["not_proven"] == [
        "that it is the very file that was issued; the journal of shop.xlsx does not know it."
    ]


def test_a_package_that_is_not_there_is_looked_for_by_a_name_that_is_near(folder, capsys, monkeypatch):
    there = package(folder)
    said = verify(there.with_name(there.name.replace("COC-0001", "COC-O001")), capsys, code=27)
    assert said["next_step"] == f"Did you mean {there}?"
    monkeypatch.chdir(folder)
    said = verify(Path("COC-0001"), capsys, code=27)
    assert said["next_step"] == f"Did you mean {there.relative_to(folder)}?"


def without_row(folder: Path) -> None:
    """Somebody deletes the first row of the register."""
    book = openpyxl.load_workbook(folder / "shop.xlsx")
    for cell in book["Certificates"][2]:
        cell.value = None
    book.save(folder / "shop.xlsx")


def checked(folder: Path, capsys) -> dict[str, dict]:
    capsys.readouterr()
    main(["check", str(folder / "shop.xlsx"), "--no-write", "--json"])
    return {each["code"]: each for each in json.loads(capsys.readouterr().out)["findings"]}


def ready_codes(folder: Path, capsys) -> list[tuple[str, str]]:
    capsys.readouterr()
    main(["ready", str(folder / "shop.xlsx"), "ORD-0001", "--json"])
    return [(each["code"], each["severity"]) for each in json.loads(capsys.readouterr().out)["findings"]]


def test_a_lost_certificate_is_put_back_with_its_row_and_never_issued_a_second_time(folder, capsys):
    sha = hashlib.sha256((package(folder) / "manifest.json").read_bytes()).hexdigest()
    without_row(folder)
    found = checked(folder, capsys)
    assert found["certificate-lost"]["fix"].startswith(
        "Put the row back on Certificates: Certificate ID COC-0001; Revision A; Issued at "
    )
    assert f"SHA-256 {sha}" in found["certificate-lost"]["fix"]
    assert "Status Issued" in found["certificate-lost"]["fix"]
    assert found["certificate-not-registered"]["fix"] == (
        "Leave the cell as it is and put the row of COC-0001 back on Certificates, as certificate-lost tells it."
    )


def test_ready_does_not_advise_to_issue_a_lost_certificate_anew_either(folder, capsys):
    without_row(folder)
    main(["ready", str(folder / "shop.xlsx"), "ORD-0001", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {each["code"] for each in findings} == {"certificate-not-registered", "gate-certificate-lost"}
    assert not any("Empty the cell" in each["fix"] for each in findings)


def test_where_the_journal_is_gone_as_well_the_package_still_says_that_it_was_issued(folder, capsys):
    without_row(folder)
    shutil.rmtree(folder / "shop.lotbook")
    assert (
        "its package is packages/ORD-0001/COC-0001-A"
        in checked(folder, capsys)["certificate-not-registered"]["fix"]
    )
    shutil.rmtree(folder / "packages")
    assert checked(folder, capsys)["certificate-not-registered"]["fix"].startswith("Empty the cell")


def test_the_gate_stops_a_second_certificate_for_goods_whose_first_one_the_register_lost(folder, capsys):
    without_row(folder)
    book = openpyxl.load_workbook(folder / "shop.xlsx")
    sheet = book["Shipments"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("Certificate") + 1).value = None
    book.save(folder / "shop.xlsx")
    assert ready_codes(folder, capsys) == [("gate-certificate-lost", "warn")]
    assert main(["issue", str(folder / "shop.xlsx"), "ORD-0001"]) == 1


def test_a_lost_certificate_that_was_void_stands_against_nothing(folder, capsys):
    assert main(["void", str(folder / "shop.xlsx"), "COC-0001", "--reason", "wrong drawing"]) == 0
    without_row(folder)
    assert "Status Void" in checked(folder, capsys)["certificate-lost"]["fix"]
    assert "gate-certificate-lost" not in dict(ready_codes(folder, capsys))
