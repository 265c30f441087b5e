"""What we wait for, how long, from whom: reminders and a scorecard of suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.certificates.case import Examined
from lotbook.documents.certificate.comparison import Outcome
from lotbook.hosts.entries import Entry
from lotbook.tables.materials import Material
from lotbook.tables.receiving import Receipt

_WAITS = (Outcome.MISSING, Outcome.UNREADABLE, Outcome.DIFFERS)


class Score(NamedTuple):
    """One supplier's record with certificates.

    Attributes:
        received: deliveries in the workbook.
        rejected: of these, rejected or sent back.
        waiting: whose certificate is missing, unreadable or wrong today.
        oldest: for how many days the oldest of these has been waited for; None without any.
        mean_days: days from delivery until its certificate was there, on average, of deliveries since Lotbook first
            looked at certificates and of those with *Checked on*; None when it is not known of any.
    """

    supplier: str
    received: int
    rejected: int
    waiting: int
    oldest: int | None
    mean_days: Decimal | None

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        mean = None if self.mean_days is None else float(self.mean_days)
        return {**self._asdict(), "mean_days": mean}


def waiting(examined: Iterable[Examined]) -> list[Examined]:
    """The deliveries whose certificate is missing, unreadable or wrong."""
    return [each for each in examined if each.comparison.outcome in _WAITS]


def asked_on(shop: Shop, entries: Iterable[Entry], today: date) -> dict[str, str]:
    """Key of each lot whose supplier was reminded this day already -> the letter, where it still lies there."""
    found: dict[str, str] = {}
    for entry in entries:
        told = entry.details.get("reminders")
        if entry.details.get("day") != today.isoformat() or not isinstance(told, list):
            continue
        for each in told:
            if Path(str(each["letter"])).is_file():
                found.update((shop.keys[lot], str(each["letter"])) for lot in each["lots"])
    return found


def scorecard(
    shop: Shop, open_ones: Sequence[Examined], kept: Mapping[str, date], today: date
) -> list[Score]:
    """Every supplier of material, those we wait for longest first.

    Args:
        shop: the whole workbook.
        open_ones: deliveries whose certificate is missing, unreadable or wrong.
        kept: Lot ID key -> the day its certificate was first seen; see ``first_seen``.
        today: the day to count to.
    """
    rows = shop.grouped(shop.records.receiving, "supplier")
    known = _since_we_look(shop, kept)
    by_supplier: dict[str, list[Receipt]] = {}
    for each in open_ones:
        by_supplier.setdefault(shop.keys[each.receipt.supplier], []).append(each.receipt)
    scores = [
        _score(shop, receipts, by_supplier.get(name, []), known, today) for name, receipts in rows.items()
    ]
    return sorted(scores, key=lambda score: (-(score.oldest or -1), -score.rejected, score.supplier))


def _since_we_look(shop: Shop, kept: Mapping[str, date]) -> dict[str, date]:
    """Of the days, those of deliveries since the first look of all; of older ones a day tells of our own delay."""
    begun = min(kept.values(), default=date.max)
    since = {
        shop.keys[receipt.lot_id]
        for receipt in shop.records.receiving
        if receipt.received_on and receipt.received_on >= begun
    }
    return {lot: day for lot, day in kept.items() if lot in since}


def _score(
    shop: Shop,
    receipts: Sequence[Receipt],
    open_ones: Sequence[Receipt],
    kept: Mapping[str, date],
    today: date,
) -> Score:
    took = [
        (min(arrived) - receipt.received_on).days
        for receipt in receipts
        if receipt.received_on
        and (arrived := [d for d in (kept.get(shop.keys[receipt.lot_id]), receipt.checked_on) if d])
    ]
    ages = [(today - each.received_on).days for each in open_ones if each.received_on]
    mean = (Decimal(sum(took)) / len(took)).quantize(Decimal("0.1")) if took else None
    return Score(
        receipts[0].supplier or "",
        len(receipts),
        sum(each.status in ("Rejected", "Returned") for each in receipts),
        len(open_ones),
        max(ages, default=None),
        mean,
    )


def first_seen(shop: Shop, entries: Iterable[Entry]) -> dict[str, date]:
    """The day each lot's certificate was first looked at, as the journal knows; of a wrong one it is not counted."""
    found: dict[str, date] = {}
    for entry in entries:
        told = entry.details.get("certificates")
        for each in told if entry.command == "certs" and isinstance(told, list) else ():
            lot, outcome = str(each.get("lot") or ""), each.get("outcome")
            if lot and outcome in (None, str(Outcome.AGREES), str(Outcome.LOOK)):
                found.setdefault(shop.keys[lot], entry.at.date())
    return found


def order_note(material: Material) -> str:
    """What to write on a purchase order so that the certificate comes without asking; empty when none is needed.

    EN 10204:2004 for the types; a plastic has a maker's lot number instead of a heat.
    """
    kind = material.certificate_needed or "None"
    if kind == "None":
        return ""
    spec = " ".join(part for part in (material.specification, material.spec_revision) if part)
    grade = f" {material.grade}" if material.grade else ""
    named = f"EN 10204 {kind}" if kind[:1].isdigit() else kind
    what = "heat" if kind in ("3.2", "3.1", "MTR") else "lot"
    return (
        f"{material.material}{grade}{f' to {spec}' if spec else ''}: deliver with certificate {named} that names the {what} "
        "number marked on the material, our purchase order, and the specification with its revision. Send it as PDF with "
        "text, or as digital certificate, no later than the goods."
    )


def lines(scores: Sequence[Score], open_ones: Sequence[Examined], today: date) -> list[str]:
    """The answer for people: what we wait for, oldest first, then the scorecard."""
    by_age = sorted(open_ones, key=lambda each: each.receipt.received_on or today)
    found = [f"WAITING FOR A CERTIFICATE ({len(open_ones)})"] if open_ones else ["No certificate is missing."]
    for each in by_age:
        receipt = each.receipt
        days = (today - receipt.received_on).days if receipt.received_on else None
        age = "" if days is None else f", {days} days"
        found.append(f"  {each.name} from {receipt.supplier} (order {receipt.purchase_order or '-'}{age})")
        found += [f"      {text}" for text in each.comparison.faults or each.comparison.doubts]
    found += ["", "SUPPLIERS: received, rejected, waiting, mean days to the certificate"]
    for score in scores:
        mean = "-" if score.mean_days is None else str(score.mean_days)
        found.append(
            f"  {score.supplier}: {score.received}, {score.rejected}, {score.waiting}"
            f"{f' (oldest {score.oldest} days)' if score.oldest is not None else ''}, {mean}"
        )
    found.append(
        "Days: of deliveries with Checked on, and of those since Lotbook first looked at certificates."
    )
    return found
