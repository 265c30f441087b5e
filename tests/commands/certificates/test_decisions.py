"""What a person decides about deliveries: release, review, reject; and what stands against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands import certs as command
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Ask, Run, SelectedRow, Selection
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.commands.certs_shop import TODAY, certs, found_codes, lots, paper, row, shop
from tests.documents.deliveries import PAPER, passport
from tests.documents.pdfs import draw
from tests.documents.word_files import text_of


def test_a_trained_person_releases_what_agrees(tmp_path, capsys):
    workbook = shop(tmp_path)
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook)
    answer = certs(capsys, workbook, "--release", "AL6-0124-001")
    assert answer["released"] == ["AL6-0124-001"]
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.checked_by, lot.checked_on) == ("Released", "Ann", TODAY)
    with FileBook.open(workbook) as book:
        assert book.journal.entries()[-1].details["released_by"] == "Ann"


def test_a_lot_that_is_released_already_asks_for_nothing(tmp_path, capsys):
    workbook = shop(tmp_path, row(status="Released", typed="H83-017"))
    paper(tmp_path / "m1.pdf")
    [found] = certs(capsys, workbook, "--release", "AL6-0124-001", code=1)["against"]
    assert found["fix"] == "Leave it out; there is nothing to release."


@pytest.mark.parametrize(
    ("name", "code", "said"), [("Nobody", 2, ""), ("Old", 1, "training of Old ended on 2020-01-01")]
)
def test_only_a_trained_person_of_the_shop_releases(tmp_path, capsys, name, code, said):
    workbook = shop(tmp_path, row(typed="H83-017"))
    paper(tmp_path / "m1.pdf")
    assert main(["certs", str(workbook), "--release", "AL6-0124-001", "--who", name]) == code
    assert said in capsys.readouterr().out
    assert lots(workbook)["AL6-0124-001"].status == "Quarantine"


@pytest.mark.parametrize(
    ("tag", "heat", "words"),
    [
        ("H83-O17", "H83-017", ()),
        ("H83-O17", "H83-017", ("--seen", "it is fine")),
        ("H83-017", "H83 017", ()),
        ("", "H83-017", ("--seen", "it is fine")),
    ],
)
def test_what_does_not_agree_is_never_released(tmp_path, capsys, tag, heat, words):
    workbook = shop(tmp_path, row(tag=tag))
    paper(tmp_path / "m1.pdf", heat)
    answer = certs(capsys, workbook, "--release", "AL6-0124-001", *words, code=1)
    assert answer["released"] == []
    assert {finding["code"] for finding in answer["against"]} == {"certs-not-released"}
    assert lots(workbook)["AL6-0124-001"].status == "Quarantine"


def test_a_doubt_is_released_with_what_the_person_saw_and_that_is_kept(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    paper(tmp_path / "m1.pdf", "H83 017")
    certs(capsys, workbook, "--release", "AL6-0124-001", "--seen", "same heat, printed with a gap")
    with FileBook.open(workbook) as book:
        assert book.journal.entries()[-1].details["seen"] == "same heat, printed with a gap"
    assert lots(workbook)["AL6-0124-001"].status == "Released"


def test_it_is_all_or_nothing(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"), row("AL6-0124-002", tag="Z-9"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, "--release", "AL6-0124-001", "--release", "AL6-0124-002", code=1)
    assert {each.status for each in lots(workbook).values()} == {"Quarantine"}


def test_the_strict_profiles_want_two_people_and_a_review(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"), profile="aerospace")
    paper(tmp_path / "m1.pdf")
    assert main(["certs", str(workbook), "--release", "AL6-0124-001", "--who", "Bob"]) == 1
    told = capsys.readouterr().out
    assert "Bob received it; somebody else must release it." in told
    assert "Its values were not reviewed" in told


MG = {"PropertySymbol": "Mg", "Unit": "%", "Actual": {"ResultType": "numeric", "Value": 1.0}}


def digital(path: Path, mg: float = 1.0, heat: str = "H83-017") -> Path:
    data = passport(heat)
    elements = [{**MG, "Actual": {"ResultType": "numeric", "Value": mg}}]
    data["DigitalMaterialPassport"]["ChemicalAnalysis"]["Elements"] = elements
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_review_writes_the_values_stamps_the_row_and_makes_the_card(tmp_path, capsys):
    workbook = shop(tmp_path, row(file="m1.json"), profile="aerospace")
    digital(tmp_path / "m1.json")
    certs(capsys, workbook)
    words = ("--review", "AL6-0124-001", "--release", "AL6-0124-001", "--sampling", "1 in 10")
    answer = certs(capsys, workbook, *words)
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.reviewed_by, lot.reviewed_on) == ("Released", "Ann", TODAY)
    with FileBook.open(workbook) as book:
        (value,) = Records(book).chemistry
        details = book.journal.entries()[-1].details
    assert (value.lot_id, value.element, float(value.value), value.unit, value.source) == (
        "AL6-0124-001", "Mg", 1.0, "%", "DMP-1",
    )  # fmt: skip
    assert (details["sampling"], details["reviewed_by"]) == ("1 in 10", "Ann")
    printed = text_of(Path(answer["cards"][0]))
    assert "Accepted: every value that has a limit is within it." in printed
    assert "1 in 10" in printed


def test_a_value_that_is_stated_twice_gets_two_rows_of_their_own(tmp_path, capsys):
    workbook = shop(tmp_path, row(file="m1.json", typed="H83-017"))
    data = passport("H83-017")
    data["DigitalMaterialPassport"]["ChemicalAnalysis"]["Elements"] = [MG, MG]
    (tmp_path / "m1.json").write_text(json.dumps(data), encoding="utf-8")
    certs(capsys, workbook, "--review", "AL6-0124-001")
    with FileBook.open(workbook) as book:
        assert [each.element for each in Records(book).chemistry] == ["Mg", "Mg (2)"]


def test_outside_house_limits_needs_the_reviewers_own_words(tmp_path, capsys):
    workbook = shop(tmp_path, row(file="m1.json", typed="H83-017"))
    digital(tmp_path / "m1.json", mg=1.31)
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", code=1)
    assert "Mg 1.31 % is outside house limits (0.8 to 1.2 %)." in answer["against"][0]["message"]
    assert "Not accepted yet: Mg outside house limits." in text_of(Path(answer["cards"][0]))
    assert lots(workbook)["AL6-0124-001"].reviewed_by is None
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", "--seen", "our copy allows 1.4")
    printed = text_of(Path(answer["cards"][0]))
    assert "Accepted: Mg outside house limits." in printed
    assert "our copy allows 1.4" in printed
    assert "ASTM B209 rev" in printed  # the specification it was bought to
    assert "fails" not in printed.lower()
    assert lots(workbook)["AL6-0124-001"].reviewed_by == "Ann"


def test_what_cannot_be_is_never_accepted(tmp_path, capsys):
    workbook = shop(tmp_path, row(file="m1.json", typed="H83-017"))
    digital(tmp_path / "m1.json", mg=150.5)
    certs(capsys, workbook, "--review", "AL6-0124-001", "--seen", "fine", code=1)
    assert lots(workbook)["AL6-0124-001"].reviewed_by is None
    certs(capsys, workbook, code=1)
    assert (
        lots(workbook)["AL6-0124-001"].reason
        == "Certificate: Mg 150.5 % is more than the whole, which cannot be."
    )


def test_a_person_rejects_for_what_the_computer_cannot_see(tmp_path, capsys):
    workbook = shop(tmp_path)
    paper(tmp_path / "m1.pdf")
    answer = certs(capsys, workbook, "--reject", "AL6-0124-001", "--reason", "=bent & rusty")
    lot = lots(workbook)["AL6-0124-001"]
    assert (lot.status, lot.reason) == ("Rejected", "=bent & rusty")
    said = text_of(Path(answer["letters"][0]["letter"]))
    assert "=bent & rusty" in said
    assert "We had to reject what is listed here." in said
    mail = Path(answer["letters"][0]["mail"]).read_text(encoding="utf-8")
    assert "Subject: Delivery for our order PO-7" in mail
    assert "replace the material, correct its certificate, or take it back" in mail
    assert "right certificate" not in said + mail


@pytest.mark.parametrize(
    "words",
    [
        ("--reject", "AL6-0124-001"),
        ("--reason", "x"),
        ("--reject", "AL6-0124-001", "--reason", "x", "--release", "AL6-0124-001"),
        ("--release", "AL6-0124-001", "--chase"),
    ],
)
def test_half_a_decision_is_refused(tmp_path, words):
    assert main(["certs", str(shop(tmp_path)), *words]) == 2


def test_a_scan_is_left_to_a_person_who_confirms_it(tmp_path, capsys):
    drawn = paper(tmp_path / "drawn.pdf")
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(drawn) as opened:
        opened[0].render(scale=2.5, grayscale=True).to_pil().save(tmp_path / "m1.png")
    workbook = shop(tmp_path, row(file="m1.png", typed="H83-017"))
    answer = certs(capsys, workbook)
    (each,) = answer["deliveries"]
    assert (each["paper"], each["outcome"], answer["proposed"]) == ("scan", "A person must look", [])
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in answer["pictures"])
    certs(capsys, workbook, "--release", "AL6-0124-001", code=1)
    certs(capsys, workbook, "--release", "AL6-0124-001", "--seen", "cut-out compared with the tag")
    assert lots(workbook)["AL6-0124-001"].status == "Released"


def test_where_scans_cannot_be_searched_it_says_what_to_do_instead(tmp_path, capsys, monkeypatch):
    draw(tmp_path / "m1.pdf", [])
    workbook = shop(tmp_path, row())
    monkeypatch.setattr("lotbook.commands.certificates.scans.available", lambda: False)
    monkeypatch.setattr("lotbook.documents.certificate.scan.available", lambda: False)
    for platform, part in (
        ("darwin", "on this Mac, so look at the page"),
        ("win32", '-m pip install "tesserocr'),
    ):
        monkeypatch.setattr("lotbook.commands.certificates.scans.sys.platform", platform)
        (looked,) = certs(capsys, workbook, "--dry-run")["deliveries"]
        assert (looked["outcome"], looked["scan"]) == ("A person must look", None)
        assert any(part in finding["message"] for finding in looked["findings"])


def test_a_click_checks_the_marked_deliveries_or_all():
    rows = (
        SelectedRow(5, {"Lot ID": "L1"}),
        SelectedRow(6, {"Lot ID": None}),
        SelectedRow(7, {"Lot ID": "L3"}),
    )
    assert command.clicked(Selection("Receiving", rows, marked=True)) == Run(
        (("--lot", "L1", "--lot", "L3"),)
    )
    assert command.clicked(Selection("Receiving", rows[:1])) == Run(((),))
    assert command.clicked(Selection("Orders", rows, marked=True)) == Run(((),))


def test_after_a_check_a_click_asks_who_releases_what_agrees():
    asked = command.clicked_again((), Outcome((), {"proposed": ["L1", "L2"]}))
    assert isinstance(asked, Ask)
    assert asked.then(" Ann ") == Run((("--release", "L1", "--release", "L2", "--who", "Ann"),))
    assert command.clicked_again((), Outcome((), {"proposed": []})) is None
    assert command.clicked_again(("--release", "L1"), Outcome((), {"proposed": ["L1"]})) is None


LIMITED = ("Element Min Max Actual", "Mg 0.8 1.2 {mg}", "Si 0.4 0.8 0.6")


def limited(path: Path, *lines: str) -> Path:
    """A paper for the delivery with these lines below it."""
    return draw(path, [*PAPER.format(heat="H83-017").splitlines(), *lines])


def test_a_value_outside_the_limits_printed_on_a_pdf_is_rejected_and_never_accepted(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    limited(tmp_path / "m1.pdf", *(line.format(mg="1.31") for line in LIMITED))
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", "--seen", "compared", code=1)
    (against,) = answer["against"]
    said = "Mg 1.31 % is outside the certificate's own limits (0.8 to 1.2 %)"
    assert against["message"].startswith(f"AL6-0124-001: {said}")
    assert lots(workbook)["AL6-0124-001"].reviewed_by is None
    assert certs(capsys, workbook, code=1)["proposed"] == []
    assert lots(workbook)["AL6-0124-001"].status == "Rejected"


def test_limits_that_could_not_be_read_are_compared_by_the_reviewer_and_the_card_says_so(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    lines = ("Si Fe Cu Mn Mg", "Spec 0.8 0.7 0.4 0.15 1.2", "Actual 0.6 0.32 0.23 0.11 1.03")
    limited(tmp_path / "m1.pdf", *lines)
    assert found_codes(certs(capsys, workbook)) == ["certs-limits-unread"]
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", code=1)
    assert "Limits on the paper could not be read; compare them yourself" in answer["against"][0]["message"]
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", "--seen", "each is kept")
    printed = text_of(Path(answer["cards"][0]))
    assert "Accepted: the reviewer compared the limits on the paper, which could not be read." in printed


def test_a_refused_review_says_that_the_workbook_is_unchanged_and_that_there_is_a_card(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    limited(tmp_path / "m1.pdf", *(line.format(mg="1.0") for line in LIMITED))
    before = workbook.read_bytes()
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", code=1)
    assert answer["summary"].startswith("The workbook was not changed: something stands against it.")
    assert [Path(card).is_file() for card in answer["cards"]] == [True]
    assert workbook.read_bytes() == before
    answer = certs(capsys, workbook, "--review", "AL6-0124-001", "--dry-run", code=1)
    assert (answer["summary"], answer["cards"]) == ("Nothing was written: something stands against it.", [])


def test_a_release_completes_the_name_of_a_file_that_lies_in_the_folder_certificates(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    (tmp_path / "certificates").mkdir()
    paper(tmp_path / "certificates" / "m1.pdf")
    certs(capsys, workbook, "--release", "AL6-0124-001")
    assert lots(workbook)["AL6-0124-001"].certificate_file == "certificates/m1.pdf"
