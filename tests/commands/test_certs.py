"""lotbook certs on real workbooks with real files: what is written, what is drafted, what stays as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lotbook.checks.shop import Shop
from lotbook.cli import main
from lotbook.commands.certificates.chase import scorecard
from lotbook.domain.identifiers import key
from tests.commands.certs_shop import certs, found_codes, lots, paper, row, shop
from tests.documents.deliveries import CERTIFICATES, PAPER, passport
from tests.documents.pdfs import draw
from tests.documents.word_files import text_of
from tests.story import records


def test_what_agrees_is_proposed_kept_and_linked_and_nobody_is_released(tmp_path, capsys):
    workbook = shop(tmp_path)
    content = paper(tmp_path / "m1.pdf").read_bytes()
    answer = certs(capsys, workbook)
    assert (answer["proposed"], answer["letters"]) == (["AL6-0124-001"], [])
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.heat_on_certificate, lot.certificate_file) == ("Quarantine", "H83-017", "m1.pdf")
    sha = hashlib.sha256(content).hexdigest()
    kept = tmp_path / "shop.lotbook" / "certificates" / sha[:2] / f"{sha}.pdf"
    assert kept.read_bytes() == (tmp_path / "m1.pdf").read_bytes() == content
    sheet = openpyxl.load_workbook(workbook)["Receiving"]
    links = [cell.hyperlink.target for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert links == ["m1.pdf"]


def test_a_second_check_changes_nothing(tmp_path, capsys):
    workbook = shop(tmp_path, row(tag="H83-O17"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, code=1)
    before = workbook.read_bytes()
    again = certs(capsys, workbook, code=1)
    assert (again["entry"], again["letters"]) == (None, [])
    assert workbook.read_bytes() == before


def test_a_mismatch_is_rejected_with_its_reason_and_a_letter_that_names_the_fault(tmp_path, capsys):
    workbook = shop(tmp_path, row(tag="H83-O17"))
    paper(tmp_path / "m1.pdf")
    answer = certs(capsys, workbook, code=1)
    lot = lots(workbook)["AL6-0124-001"]
    assert lot.status == "Rejected"
    assert lot.reason.startswith("Certificate: The material is marked H83-O17, but m1.pdf does not name it")
    (letter,) = answer["letters"]
    assert (letter["supplier"], letter["email"], letter["lots"]) == (
        "North Metals",
        "certs@north.test",
        ["AL6-0124-001"],
    )
    printed = text_of(Path(letter["letter"]))
    mail = Path(letter["mail"]).read_text(encoding="utf-8")
    for text in (printed, mail):
        assert "H83-O17" in text
        assert "PO-7" in text
        assert "Certificate 3.1 for heat H83-O17 to ASTM B209 2021a" in text
    assert mail.startswith("To: certs@north.test\nSubject: Certificate for our order PO-7\n")
    assert "Smith & Sons <UK>" in printed


def test_the_right_certificate_later_lifts_the_rejection(tmp_path, capsys):
    workbook = shop(tmp_path)
    paper(tmp_path / "m1.pdf", "H83-018")
    certs(capsys, workbook, code=1)
    paper(tmp_path / "m1.pdf")
    assert certs(capsys, workbook)["proposed"] == ["AL6-0124-001"]
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.reason) == ("Quarantine", None)


def test_a_rejection_or_hold_by_a_person_is_not_touched(tmp_path, capsys):
    rows = [
        row("AL6-0124-001", status="Rejected", reason="dented"),
        row("AL6-0124-002", status="Hold", reason="see Ann", tag="X-9"),
    ]
    workbook = shop(tmp_path, *rows)
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, code=1)
    assert [(each.status, each.reason) for each in lots(workbook).values()] == [
        ("Rejected", "dented"),
        ("Hold", "see Ann"),
    ]


def test_what_a_person_stopped_is_never_proposed_though_its_certificate_agrees(tmp_path, capsys):
    rows = [
        row("AL6-0124-001", status="Rejected", reason="plate is bent"),
        row("AL6-0124-002", status="Hold", reason="see Ann"),
        row("AL6-0124-003", status="Hold", reason="Certificate: left from another day."),
        row("AL6-0124-004", status="Rejected", reason="Certificate: it was not there."),
    ]
    workbook = shop(tmp_path, *rows)
    paper(tmp_path / "m1.pdf", **{"Quantity 100 kg": "Quantity 500 kg"})
    assert certs(capsys, workbook)["proposed"] == ["AL6-0124-004"]
    main(["certs", str(workbook), "--who", "Ann"])
    said = capsys.readouterr().out
    assert "STOPPED BY A PERSON, THOUGH THE CERTIFICATE AGREES (3)" in said
    assert "It is Rejected: plate is bent." in said
    assert (
        "4 deliveries compared: 1 proposed for release, 3 stopped by a person though the certificate agrees."
        in said
    )


def test_a_shop_that_has_not_told_its_name_gets_its_letter_all_the_same(tmp_path, capsys):
    workbook = shop(tmp_path, row(tag="X-1"), company="")
    paper(tmp_path / "m1.pdf")
    (letter,) = certs(capsys, workbook, code=1)["letters"]
    assert "Company name: fill it in" in text_of(Path(letter["letter"]))


def test_a_dry_run_writes_nothing_at_all(tmp_path, capsys):
    workbook = shop(tmp_path, row(tag="X-1"))
    paper(tmp_path / "m1.pdf")
    before = sorted(p.name for p in tmp_path.rglob("*"))
    certs(capsys, workbook, "--dry-run", "--chase", code=1)
    assert sorted(p.name for p in tmp_path.rglob("*")) == before
    assert lots(workbook)["AL6-0124-001"].status == "Quarantine"


def test_an_unknown_lot_is_told(tmp_path):
    assert main(["certs", str(shop(tmp_path)), "--lot", "NO-1"]) == 26


BOMB = b"%PDF-1.7\n1 0 obj<</Length 10/Filter[/FlateDecode /FlateDecode]>>stream\nxx\nendstream endobj\n%%EOF"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "certs-file-unreadable", "is empty"),
        (b"%PDF-1.4 broken", "certs-file-unreadable", "is damaged"),
        (b"<html><body>Sign in</body></html>", "certs-file-unreadable", "is a web page"),
        (b"PK\x03\x04zip", "certs-file-unreadable", "is a Word, Excel or zip file"),
        (BOMB, "certs-file-unreadable", "was refused"),
        (b'{"Parts": []}', "certs-file-unreadable", "no digital certificate that Lotbook knows"),
        (b"\x89PNG\r\n\x1a\n", "certs-heat-unsure", "pages are pictures"),
    ],
)
def test_a_bad_file_is_a_clear_finding_and_stays_as_it_came(tmp_path, capsys, content, code, said):
    workbook = shop(tmp_path)
    (tmp_path / "m1.pdf").write_bytes(content)
    answer = certs(capsys, workbook)
    assert code in found_codes(answer)
    assert any(said in finding["message"] for finding in answer["deliveries"][0]["findings"])
    assert (tmp_path / "m1.pdf").read_bytes() == content
    assert lots(workbook)["AL6-0124-001"].status == "Quarantine"


def test_an_encrypted_a_truncated_and_a_long_certificate_are_told_or_read(tmp_path, capsys):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(50, 700, "Heat No. H83-017")
    canvas.save()
    draw(
        tmp_path / "long.pdf",
        *[[f"Page {n} of the certificate"] for n in range(299)],
        PAPER.format(heat="H83-017").splitlines(),
    )
    whole = (tmp_path / "long.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) * 7 // 10])
    rows = [
        row(f"AL6-0124-00{n}", file=file) for n, file in enumerate(("locked.pdf", "long.pdf", "cut.pdf"), 1)
    ]
    answer = certs(capsys, shop(tmp_path, *rows))
    locked, long, cut = answer["deliveries"]
    assert (locked["outcome"], long["outcome"]) == ("Certificate unreadable", "Proposed for release")
    assert cut["outcome"] in ("A person must look", "Certificate unreadable")
    assert "password" in locked["findings"][0]["message"]


def test_two_files_for_one_lot_and_one_file_for_five_lots(tmp_path, capsys):
    paper(tmp_path / "m1.pdf", **{"Quantity 100 kg": "Quantity 500 kg"})
    paper(tmp_path / "m2.pdf", "H83-018")
    rows = [row(f"AL6-0124-00{n}") for n in range(1, 6)]
    rows += [row("AL6-0124-006", tag="H83-018"), row("AL6-0124-007", file="m1.pdf; m2.pdf")]
    answer = certs(capsys, shop(tmp_path, *rows), code=1)
    outcomes = [each["outcome"] for each in answer["deliveries"]]
    assert outcomes == ["Proposed for release"] * 5 + ["Rejected", "A person must look"]
    assert found_codes(answer).count("certs-file-shared") == 6
    assert found_codes(answer)[-1] == "certs-several-files"


def test_a_certificate_does_not_stand_for_more_than_it_covers_in_several_deliveries(tmp_path, capsys):
    data = passport("H83-017", Weight=250, WeightUnit="kg")
    (tmp_path / "m1.json").write_text(json.dumps(data), encoding="utf-8")
    two = [row(f"AL6-0124-00{n}", file="m1.json") for n in (1, 2)]
    answer = certs(capsys, shop(tmp_path / "two", *two), "--dry-run")
    shutil.copy(tmp_path / "m1.json", tmp_path / "two")
    answer = certs(capsys, tmp_path / "two" / "shop.xlsx", "--dry-run")
    assert [each["outcome"] for each in answer["deliveries"]] == ["Proposed for release"] * 2
    three = shop(tmp_path, *two, row("AL6-0124-003", file="M1.JSON", status="Released"))
    answer = certs(capsys, three, "--dry-run")
    assert [each["outcome"] for each in answer["deliveries"]] == ["A person must look"] * 2
    (said,) = [
        f["message"] for f in answer["deliveries"][0]["findings"] if f["code"] == "certs-quantity-smaller"
    ]
    assert "300 kg came in together with AL6-0124-002, AL6-0124-003, the certificate covers 250 kg" in said
    back = shop(tmp_path, *two, row("AL6-0124-003", file="m1.json", status="Returned"))
    answer = certs(capsys, back, "--dry-run")
    assert answer["deliveries"][0]["outcome"] == "Proposed for release"


def test_twin_heats_of_two_suppliers_are_shown(tmp_path, capsys):
    paper(tmp_path / "m1.pdf")
    paper(tmp_path / "m2.pdf", "H83-O17")
    rows = [
        row(typed="H83-017"),
        row("AL6-0124-002", typed="H83-017", supplier="South & Co"),
        row("AL6-0124-003", typed="H83-O17", tag="H83-O17", file="m2.pdf"),
    ]
    answer = certs(capsys, shop(tmp_path, *rows))
    codes = [[f["code"] for f in each["findings"]] for each in answer["deliveries"]]
    assert "heat-two-suppliers" in codes[1]
    assert "heat-lookalike" in codes[2]


def test_a_file_from_elsewhere_is_copied_beside_the_workbook_under_its_name(tmp_path, capsys):
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    content = paper(downloads / "MTR 47.pdf").read_bytes()
    workbook = shop(tmp_path / "shop", row(file=str(downloads / "MTR 47.pdf")))
    certs(capsys, workbook)
    assert lots(workbook)["AL6-0124-001"].certificate_file == "certificates/MTR 47.pdf"
    assert (tmp_path / "shop" / "certificates" / "MTR 47.pdf").read_bytes() == content
    assert (downloads / "MTR 47.pdf").read_bytes() == content


def test_a_bare_name_is_found_in_the_folder_certificates(tmp_path, capsys):
    (tmp_path / "certificates").mkdir()
    paper(tmp_path / "certificates" / "m1.pdf")
    workbook = shop(tmp_path)
    assert certs(capsys, workbook)["proposed"] == ["AL6-0124-001"]
    assert lots(workbook)["AL6-0124-001"].certificate_file == "certificates/m1.pdf"


def test_a_path_copied_with_its_quotes_is_understood(tmp_path, capsys):
    paper(tmp_path / "m1.pdf")
    workbook = shop(tmp_path, row(file='"m1.pdf"'))
    assert certs(capsys, workbook)["proposed"] == ["AL6-0124-001"]
    assert lots(workbook)["AL6-0124-001"].certificate_file == "m1.pdf"


def test_chase_asks_each_supplier_once_and_scores_them(tmp_path, capsys):
    paper(tmp_path / "m1.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"")
    rows = [
        row(),
        row("AL6-0124-002", file=""),
        row("AL6-0124-003", file="bad.pdf"),
        row("AL6-0124-004", file="", supplier="South & Co"),
    ]
    workbook = shop(tmp_path, *rows)
    answer = certs(capsys, workbook, "--chase")
    letters = {each["supplier"]: each for each in answer["letters"]}
    assert letters["North Metals"]["lots"] == ["AL6-0124-002", "AL6-0124-003"]
    mail = Path(letters["North Metals"]["mail"]).read_text(encoding="utf-8")
    assert "Subject: Reminder: 2 certificates for our order PO-7" in mail
    assert "Waiting for: 10 days" in mail
    assert "bad.pdf is empty." in mail
    assert "What is wrong: No certificate has come for this delivery." in mail
    score = {each["supplier"]: each for each in answer["scorecard"]}
    assert (
        score["North Metals"]["received"],
        score["North Metals"]["waiting"],
        score["North Metals"]["oldest"],
    ) == (3, 2, 10)
    assert answer["order_notes"][0].startswith(
        "AL6 6061-T6 to ASTM B209 2021a: deliver with certificate EN 10204 3.1"
    )
    assert "(no e-mail address" in Path(letters["South & Co"]["mail"]).read_text(encoding="utf-8")


def test_a_supplier_is_reminded_once_a_day(tmp_path, capsys):
    workbook = shop(tmp_path, row(file=""), row("AL6-0124-002", file="", supplier="South & Co"))
    first = certs(capsys, workbook, "--chase")["letters"]
    assert len(first) == 2
    assert certs(capsys, workbook, "--chase")["letters"] == []
    assert len(list((tmp_path / "letters").glob("*.docx"))) == 2
    assert main(["certs", str(workbook), "--chase"]) in (0, 1)
    assert f"Reminded today already: {first[0]['letter']}" in capsys.readouterr().out
    Path(first[0]["letter"]).unlink()  # thrown away: it may be written anew
    assert [each["lots"] for each in certs(capsys, workbook, "--chase")["letters"]] == [first[0]["lots"]]


@pytest.mark.parametrize(("who", "signed"), [("ann", "Ann"), ("Ines", ""), ("root", "")])
def test_a_letter_is_signed_by_a_person_on_people_or_the_company_alone(tmp_path, capsys, who, signed):
    workbook = shop(tmp_path, row(file=""))
    (letter,) = certs(capsys, workbook, "--chase", "--who", who)["letters"]
    end = Path(letter["mail"]).read_text(encoding="utf-8").split("Kind regards\n")[1]
    assert [name for name in ("Ann", "Ines", "root") if name in end] == ([signed] if signed else [])


def test_every_published_certificate_is_read_in_one_run(tmp_path, capsys):
    shutil.copytree(CERTIFICATES, tmp_path / "certificates")
    names = sorted(p.relative_to(tmp_path).as_posix() for p in (tmp_path / "certificates").glob("*/*.*"))
    rows = [row(f"AL6-0124-{n:03}", tag="no-such-heat", file=name) for n, name in enumerate(names, 1)]
    answer = certs(capsys, shop(tmp_path, *rows), code=1)
    by_file = {each["file"]: each for each in answer["deliveries"]}
    unnamed = by_file.pop(
        "certificates/en10168/valid_certificate_10.json"
    )  # it names neither a heat nor a lot
    assert unnamed["outcome"] == "A person must look"
    assert {each["outcome"] for each in by_file.values()} == {"Rejected"}
    tube = by_file["certificates/en10168/valid_certificate_1.json"]
    assert (tube["certificate"]["heats"], tube["certificate"]["lots"]) == (["175508"], ["7282841"])
    assert "certs-value-impossible" in [f["code"] for f in tube["findings"]]
    titanium = by_file["certificates/metals/valid_result_types.json"]["certificate"]
    hydrogen = next(each for each in titanium["values"] if each["name"] == "H")
    assert (hydrogen["value"], hydrogen["unit"]) == (35, "ppm")
    stated = {
        name: {v["name"]: v["value"] for v in each["certificate"]["values"]}
        for name, each in by_file.items()
        if each["certificate"]
    }
    impossible = [name for name, values in stated.items() if values.get("C") == 150.5]
    assert [Path(name).stem for name in impossible] == ["hkm_certificate_1", "valid_certificate_1"]
    refused = [name for name, each in by_file.items() if "certs-value-impossible" in _codes(each)]
    assert refused == impossible
    over_the_whole = [
        Path(name).stem for name, each in by_file.items() if "certs-value-impossible" in _codes(each)
    ]
    assert over_the_whole == ["hkm_certificate_1", "valid_certificate_1"]  # the two of 150.5 % carbon
    assert "certs-value-impossible" not in _codes(by_file["certificates/metals/valid_result_types.json"])
    assert by_file["certificates/coa/valid_certificate_1.pdf"]["certificate"]["schema"] == "CoA"
    assert len(list((tmp_path / "letters").glob("*.docx"))) == 1


def _codes(delivery: dict) -> list[str]:
    return [finding["code"] for finding in delivery["findings"]]


def test_a_6060_that_came_for_a_6063_is_asked_about_and_outside_house_limits_on_magnesium_alone(
    tmp_path, capsys
):
    shutil.copy(CERTIFICATES / "metals" / "valid_minimal.json", tmp_path / "m1.json")
    delivered = row(tag="H98765", file="m1.json").replace("| AL6 |", "| AL63 |")
    (looked,) = certs(capsys, shop(tmp_path, delivered), "--dry-run")["deliveries"]
    assert looked["certificate"]["grades"] == ["Al 6060 T66"]
    outside = [each["name"] for each in looked["review"] if each["house_result"] == "Outside"]
    assert (outside, looked["outcome"]) == (["Mg"], "A person must look")
    assert {"certs-grade-unsure", "certs-value-house-limits"} <= set(_codes(looked))


def test_a_rejection_for_a_slip_in_the_row_is_taken_back_when_it_is_corrected_though_the_file_is_missing(
    tmp_path, capsys
):
    workbook = shop(tmp_path, row(tag="7H-4411", typed="7H-4471"))
    certs(capsys, workbook, code=1)
    lot = lots(workbook)["AL6-0124-001"]
    assert lot.status == "Rejected"
    reason = lot.reason
    workbook = shop(tmp_path, row(tag="7H-4471", typed="7H-4471", status="Rejected", reason=reason))
    assert found_codes(certs(capsys, workbook)) == ["certs-file-missing"]
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.reason) == ("Quarantine", None)
    main(["check", str(workbook), "--json"])
    assert "file-missing" in capsys.readouterr().out


def test_another_rejection_is_kept_while_its_file_is_not_there(tmp_path, capsys):
    workbook = shop(tmp_path)
    paper(tmp_path / "m1.pdf", "H83-018")
    certs(capsys, workbook, code=1)
    (tmp_path / "m1.pdf").unlink()
    certs(capsys, workbook)
    assert lots(workbook)["AL6-0124-001"].status == "Rejected"


def test_days_of_a_delivery_that_came_before_the_first_look_are_not_laid_on_the_supplier():
    text = """
        Receiving
        Lot ID  | Received on | Supplier     | Checked on
        AL6-001 | 2023-05-01  | North Metals |
        AL6-002 | 2024-01-10  | North Metals |
        AL6-003 | 2023-05-01  | South & Co   | 2023-05-04
        AL6-004 | 2023-05-01  | West         |
    """
    told = Shop(records(text), date(2024, 2, 1))
    kept = {
        key("AL6-001"): date(2024, 1, 2),
        key("AL6-002"): date(2024, 1, 12),
        key("AL6-004"): date(2024, 1, 2),
    }
    found = {each.supplier: each.mean_days for each in scorecard(told, [], kept, date(2024, 2, 1))}
    assert found == {"North Metals": 2, "South & Co": 3, "West": None}
