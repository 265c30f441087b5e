"""The status and the closing report of a recall: what was found, whom it reached, who answered, what became of the goods.

A status report tells what 21 CFR 7.53(b) asks: consignees notified and when, how many answered and what they hold, who
did not, what came back, how effective it was, and a line for the estimated completion. A closing report is the last of
them with the disposition of what was recalled (7.55(b)). What was recalled and why, how much was made and how much went
out is what 7.46(a) lists; each customer is one that 7.49 wants told. Quantities of answers are as customers wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from lotbook.documents.language.text_format import day, joined, moment, quantity
from lotbook.documents.papers.recall_notice import NoticeHead, company_context, received
from lotbook.documents.papers.recall_report import FIELDS as REPORT_FIELDS
from lotbook.documents.papers.recall_report import balance_row
from lotbook.documents.papers.recall_standing import Standing, open_points
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch
from lotbook.domain.values import number_text
from lotbook.tables.nonconformances import Nonconformance

TEMPLATE = "recall_status.docx"
_SHARED = ("company.", "signer.", "balances[].", "logo", "signature")
FIELDS = (
    *(field for field in REPORT_FIELDS if field.name.startswith(_SHARED)),
    Field("recall.title", "Recall status report, or Recall closing report.", "Recall closing report"),
    Field("recall.id", "The recall's number.", "RCL-001"),
    Field("recall.made", "When the report was made.", "14 May 2024, 16:40 UTC"),
    Field("recall.status", "Open, Closed or Drill.", "Closed"),
    Field("recall.asked", "What was recalled, as it was asked.", "lot ACR-0923-01"),
    Field("recall.material", "The material in words.", "ACR-0923-01: PMMA sheet 3 mm, heat 4711-B"),
    Field("recall.reason", "Why.", "The sheet may crack under load."),
    Field("recall.opened", "When it was opened, and by whom.", "3 May 2024, 09:12 UTC, Ann Miller"),
    Field("recall.closed", "When it was closed, and by whom; empty while it is open.", "14 May 2024, 16:40 UTC, Ann Miller"),
    Field("recall.closing_reason", "Why it was closed though something was open.", "Firm went out of business."),
    Field("told.sent", "How many notices were sent, and when.", "34 of 34, 3 May 2024 09:30 to 4 May 2024 08:10 UTC"),
    Field("told.answered", "How many customers answered, and until when.", "33 of 34 (97 %), last on 12 May 2024"),
    Field("told.silent", "How many did not.", "1"),
    Field("told.held", "How much customers say they hold.", "40"),
    Field("told.returned", "How much customers say they sent back.", "56"),
    Field("told.accounted", "How much of what was out is accounted for.", "96 of 120 pcs (80 %)"),
    Field("customers[].name", "Who received any of it.", "Smith & Sons <UK>"),
    Field("customers[].contact", "Person, e-mail and phone.", "J. Smith, js@smith.example"),
    Field("customers[].received", "How much of it; where only some units are affected, of how many.", "12 pcs"),
    Field("customers[].sent", "When the notice was sent.", "2024-05-03 09:30 UTC"),
    Field("customers[].answered", "When the customer answered, or what is missing.", "5 May 2024"),
    Field("customers[].held", "How many the customer holds.", "4"),
    Field("customers[].returned", "How many the customer sent back.", "8"),
    Field("goods[].run", "An affected run.", "MFG-0056"),
    Field("goods[].part", "Its part and revision.", "S-4471 rev C"),
    Field("goods[].made", "How many were made.", "60 pcs"),
    Field("goods[].scrapped", "How many of them were scrapped.", "2 pcs"),
    Field("goods[].shipped", "How many are out, less what was booked back.", "50 pcs"),
    Field("goods[].used", "How many were built into other runs.", "0 pcs"),
    Field("goods[].left", "How many are in the house.", "8 pcs"),
    Field("goods[].status", "What the run's status is now.", "Hold"),
    Field("holds[].what", "Lot, run or certificate that was held or marked.", "Lot"),
    Field("holds[].id", "Its identifier.", "ACR-0923-01"),
    Field("holds[].was", "Its status before.", "Released"),
    Field("holds[].now", "Its status now.", "Hold"),
    Field("decisions[].id", "Nonconformance that decides on affected goods.", "NCR-0007"),
    Field("decisions[].about", "The lot, piece or run.", "MFG-0056"),
    Field("decisions[].what", "What is wrong.", "Cracks at the rim"),
    Field("decisions[].quantity", "How many.", "8"),
    Field("decisions[].disposition", "What was decided, and by whom.", "Scrap, Ann Miller"),
    Field("open_points[]", "What is still to be done.", "No answer from Smith & Sons <UK>."),
    Field("steps[].at", "When something was done.", "3 May 2024, 09:12 UTC"),
    Field("steps[].who", "By whom.", "Ann Miller"),
    Field("steps[].what", "What.", "34 notices of RCL-001 sent."),
)  # fmt: skip


class Made(NamedTuple):
    """When a report was made, and of a closing report who closes and why."""

    at: datetime
    closed_by: str = ""
    reason: str = ""


def context(standing: Standing, head: NoticeHead, made: Made) -> dict[str, object]:
    """The fields of the report; everything is finished text, lists of it or mappings of it."""
    found = standing.found
    return {
        "company": company_context(head.company),
        "signer": {"name": head.signer, "title": head.title},
        "recall": _recall(standing, head, made),
        "told": _told(standing),
        "customers": [_customer(standing, name) for name in _names(standing)],
        "balances": [balance_row(each) for each in found.balances] if found else [],
        "goods": [_goods(each) for each in found.runs] if found else [],
        "holds": [
            {"what": each.what, "id": each.name, "was": each.was or "–", "now": each.now or "row is gone"}
            for each in standing.held
        ],
        "decisions": [_decision(each) for each in standing.decisions],
        "open_points": list(open_points(standing)),
        "steps": [{"at": moment(each.at), "who": each.who, "what": each.what} for each in standing.done],
        "logo": "",
        "signature": "",
    }


def _recall(standing: Standing, head: NoticeHead, made: Made) -> dict[str, str]:
    row = standing.row
    ended = next((each for each in reversed(standing.done) if "is closed" in each.what), None)
    closed = joined(moment(made.at), made.closed_by, by=", ") if made.closed_by else ""
    if not closed and row.status == "Closed" and ended:
        closed = joined(moment(ended.at), ended.who, by=", ")
    opener = standing.done[0].who if standing.done else ""
    return {
        "title": "Recall closing report" if closed else "Recall status report",
        "id": row.recall_id or "",
        "made": moment(made.at),
        "status": "Closed" if made.closed_by else row.status or "",
        "asked": row.trigger or "",
        "material": head.material,
        "reason": row.reason or "",
        "opened": joined(row.opened_at, opener, by=", "),
        "closed": closed,
        "closing_reason": made.reason,
    }


def _told(standing: Standing) -> dict[str, str]:
    notices = standing.notices
    sent = sorted(each.sent_at for each in notices if each.sent_at)
    answers = sorted(each.acknowledged_on for each in notices if each.acknowledged_on)
    times = " to ".join(dict.fromkeys((sent[0], sent[-1]))) if sent else ""
    last = f"last on {day(answers[-1])}" if answers else ""
    return {
        "sent": joined(f"{len(sent)} of {len(notices)}", times, by=", "),
        "answered": joined(_part(len(answers), len(notices)), last, by=", "),
        "silent": str(len(notices) - len(answers)),
        "held": number_text(_sum(each.quantity_held for each in notices)),
        "returned": number_text(_sum(each.quantity_returned for each in notices)),
        "accounted": _accounted(standing),
    }


def _part(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part // whole}\u00a0%)" if whole else "")


def _sum(amounts: Iterator[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), Decimal(0))


def _accounted(standing: Standing) -> str:
    """How effective it was: what customers hold or sent back, of what was out; where one unit counts all."""
    every = list(standing.accounts.values())
    units = {each.unit for each in every}
    if len(units) != 1 or len(every) < len(standing.totals):
        return "cannot be told in one number; see each customer" if standing.totals else ""
    unit = units.pop()
    out = sum((each.out for each in every), Decimal(0))
    known = sum((each.known for each in every), Decimal(0))
    before = sum((each.before for each in every), Decimal(0))
    share = f" ({100 * known / out:.0f}\u00a0%)" if out else ""
    over = "; more than was delivered, some answer is wrong" if known > out else ""
    earlier = f"; {quantity(before, unit)} came back before the recall" if before else ""
    return f"{number_text(known)} of {quantity(out, unit)}{share}{over}{earlier}"


def _names(standing: Standing) -> list[str]:
    """Every customer that has a notice or received any, who is still to be reached first."""
    names = {key(each.customer or ""): each.customer or "" for each in standing.notices}
    names = {**{name: total.customer for name, total in standing.totals.items()}, **names}
    answered = {key(each.customer or "") for each in standing.notices if each.acknowledged_on}
    return [names[each] for each in sorted(names, key=lambda name: (name in answered, name))]


def _customer(standing: Standing, name: str) -> dict[str, str]:
    total = standing.totals.get(key(name))
    notice = next((each for each in standing.notices if key(each.customer or "") == key(name)), None)
    person = total.contact if total and total.contact != name else ""
    return {
        "name": name,
        "contact": joined(person, total.email, total.phone, by=", ") if total else "",
        "received": received(total) if total else "",
        "sent": (notice.sent_at or "not sent") if notice else "no notice",
        "answered": day(notice.acknowledged_on) if notice and notice.acknowledged_on else "no answer",
        "held": _number(notice.quantity_held if notice else None),
        "returned": _number(notice.quantity_returned if notice else None),
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)


def _goods(run: Batch) -> dict[str, str]:
    return {
        "run": run.run_id,
        "part": joined(run.part_number, f"rev {run.part_revision}" if run.part_revision else ""),
        "made": quantity(run.made, run.unit),
        "scrapped": quantity(run.scrapped, run.unit),
        "shipped": quantity(run.shipped, run.unit),
        "used": quantity(run.used, run.unit),
        "left": quantity(run.unshipped, run.unit) or "unknown",
        "status": run.status or "",
    }


def _decision(row: Nonconformance) -> dict[str, str]:
    return {
        "id": row.ncr_id or "",
        "about": row.subject or "",
        "what": row.description or "",
        "quantity": _number(row.quantity),
        "disposition": joined(row.disposition, row.approved_by, by=", "),
    }
