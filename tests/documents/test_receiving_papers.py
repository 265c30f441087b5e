"""The supplier letter and the review card: every field of the template is told, and in the shop's words."""

from __future__ import annotations

from datetime import date

from lotbook.compliance.review import review
from lotbook.documents.certificate.comparison import compare
from lotbook.documents.papers import review_card, supplier_letter
from lotbook.documents.papers.supplier_letter import Complaint, Letter
from lotbook.documents.template.fields import names
from tests.documents.deliveries import PAPER, delivery, paper

DAY = date(2024, 5, 3)


def setting(name: str) -> str:
    return f"our {name}"


def letter(*faults: str, reminder: bool = False) -> Letter:
    case = delivery(paper("x"))
    complaint = Complaint(case.receipt, case.material, faults, 1)
    return Letter(
        "North Metals",
        None,
        (complaint,),
        DAY,
        date(2024, 5, 13),
        "Ann",
        "Quality manager",
        reminder=reminder,
    )


def card(mg: str = "1.3", *, accepted: bool = True) -> review_card.Review:
    case = delivery(
        paper(PAPER.format(heat="H83-017")), chemistry=f"L1 | Mg | {mg} | % | | 2\n    L1 | Si | 0.5 | % | |"
    )
    found = compare(case)
    return review_card.Review(
        case.receipt, case.material, found.compared, review(case.values, case.limits), "Ann", "Quality manager", DAY,
        accepted=accepted, remark="seen", sampling="1 in 10", fingerprint="9f3c" * 16,
    )  # fmt: skip


def test_the_letter_tells_every_field_its_template_may_use():
    assert set(names(supplier_letter.context(letter("x"), setting))) == {
        f.name for f in supplier_letter.FIELDS
    }


def test_the_card_tells_every_field_its_template_may_use():
    assert set(names(review_card.context(card(), setting))) == {f.name for f in review_card.FIELDS}


def test_letter_and_mail_name_the_fault_what_is_needed_and_by_when():
    text = supplier_letter.mail_text(letter("The material is marked A, the certificate is for B."), setting)
    assert text.splitlines()[:2] == [
        "To: (no e-mail address on the sheet Suppliers)",
        "Subject: Certificate for our order PO-7",
    ]
    assert "  What is wrong: The material is marked A, the certificate is for B." in text
    assert "  We need: Certificate 3.1 for heat H83-017 to ASTM B209 2021a" in text
    assert "by 13 May 2024" in text


def test_a_reminder_says_so():
    assert supplier_letter.subject(letter("x", reminder=True)) == "Reminder: Certificate for our order PO-7"
    assert "still waiting" in supplier_letter.mail_text(letter("x", reminder=True), setting)


def test_the_card_says_outside_house_limits_and_never_that_a_standard_is_not_met():
    told = review_card.context(card(), setting)
    (mg, _) = told["values"]
    assert (mg["house_result"], mg["own_result"]) == ("Outside house limits", "Within")
    assert told["review"]["result"] == "Accepted: Mg outside house limits."
    assert review_card.context(card(accepted=False), setting)["review"]["result"] == (
        "Not accepted yet: Mg outside house limits."
    )


def test_the_card_of_values_within_says_so():
    assert review_card.context(card("1.0"), setting)["review"]["result"] == (
        "Accepted: every value that has a limit is within it."
    )
