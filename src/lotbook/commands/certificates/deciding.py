"""Carries out what a person decides about deliveries: release, reject, review; all of it or nothing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lotbook.checks.shop import Shop
from lotbook.commands.certificates import release as certs_release
from lotbook.commands.certificates import review as certs_review
from lotbook.commands.certificates import told as certs_told
from lotbook.commands.certificates.case import Examined
from lotbook.commands.certificates.letters import Drafted, complaint, draft
from lotbook.commands.certificates.people import person
from lotbook.commands.certificates.release import Decision
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.who import who
from lotbook.domain.edits import Plan
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import same
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.hosts.host import Host

_REFUSED = "Nothing was written: something stands against it."
_REFUSED_WITH_CARD = (
    "The workbook was not changed: something stands against it. The review card shows the values to compare."
)


def wanted(options: Namespace) -> list[str]:
    """The lots a person decides about; empty for a mere check.

    Raises:
        UsageError: a rejection without reason, or one together with a release.
    """
    if options.reject and (options.release or options.review):
        raise UsageError("A lot is either rejected or released.", next_step="Call the command once for each.")
    if bool(options.reject) != bool(options.reason.strip()):
        raise UsageError(
            "A rejection needs both: the lot and the reason.",
            next_step='Write --reject LOT --reason "what is wrong with it".',
        )
    if (options.release or options.review or options.reject) and (options.chase or options.lot):
        raise UsageError(
            "--lot and --chase belong to the check, not to a decision.", next_step="Leave them out."
        )
    return [*options.release, *options.review, *options.reject]


def decide(book: Host, shop: Shop, examined: Sequence[Examined], options: Namespace, today: date) -> Outcome:
    """Releases, reviews or rejects; nothing is written while something stands against one of the lots."""
    if options.reject:
        return _reject(book, shop, examined, options, today)
    decision = Decision(person(shop, who(options)), today, options.seen.strip())
    reviewed, released = _named(examined, options.review), _named(examined, options.release)
    against = _against(shop, reviewed, released, decision)
    cards = [] if options.dry_run else _cards(book, shop, reviewed, decision, options, accepted=not against)
    made = _plan(reviewed, released, decision, options.sampling)
    entry = None
    if not against and made.writes and not options.dry_run:
        entry = book.write(made, who=who(options)).entry
    summary = made.summary if not against else _REFUSED_WITH_CARD if cards else _REFUSED
    return _outcome(examined, options, against, summary, entry, cards=cards)


def _named(examined: Sequence[Examined], lots: Sequence[str]) -> list[Examined]:
    return [each for each in examined if any(same(each.receipt.lot_id, lot) for lot in lots)]


def _against(
    shop: Shop, reviewed: Sequence[Examined], released: Sequence[Examined], decision: Decision
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for each in reviewed:
        found += certs_review.refused(each, certs_review.against(shop, each, decision))
    for each in released:
        also = any(each is other for other in reviewed)
        sentences = certs_release.against(shop, each, decision, reviewed=also)
        found += certs_release.refused(each, sentences)
    return tuple(found)


def _cards(
    book: Host,
    shop: Shop,
    reviewed: Sequence[Examined],
    decision: Decision,
    options: Namespace,
    *,
    accepted: bool,
) -> list[Path]:
    return [
        certs_review.card(shop, each, decision, options.sampling, accepted=accepted, folder=book.folder)
        for each in reviewed
        if each.comparison.delivery.values
    ]


def _plan(
    reviewed: Sequence[Examined], released: Sequence[Examined], decision: Decision, sampling: str
) -> Plan:
    """Both decisions as one plan."""
    plans = [certs_review.plan(reviewed, decision, sampling)] if reviewed else []
    plans += [certs_release.plan(released, decision)] if released else []
    details: dict[str, object] = {}
    for each in plans:
        details |= each.details
    return Plan(
        "certs",
        " ".join(each.summary for each in plans),
        edits=tuple(edit for each in plans for edit in each.edits),
        appends=tuple(append for each in plans for append in each.appends),
        details=details,
    )


def _reject(book: Host, shop: Shop, examined: Sequence[Examined], options: Namespace, today: date) -> Outcome:
    reason = options.reason.strip()
    plans = [certs_release.rejection(each, reason, who(options)) for each in examined]
    made = Plan(
        "certs",
        " ".join(each.summary for each in plans),
        edits=tuple(edit for each in plans for edit in each.edits),
        details={"rejected": [each.name for each in examined], "reason": reason},
    )
    entry, letters = None, list[Drafted]()
    if not options.dry_run and made.writes:
        entry = book.write(made, who=who(options)).entry
        asked = [complaint(each, faults=(reason,)) for each in examined]
        letters = draft(shop, asked, folder=book.folder, today=today, writer=who(options))
    return _outcome(examined, options, (), made.summary, entry, letters=letters)


def _outcome(
    examined: Sequence[Examined],
    options: Namespace,
    against: Sequence[Finding],
    summary: str,
    entry: int | None,
    *,
    cards: Sequence[Path] = (),
    letters: Sequence[Drafted] = (),
) -> Outcome:
    lines: list[str] = []
    for finding in against:
        lines += [f"{finding.message} ({finding.code})", f"    {finding.fix}"]
    lines += [f"Review card: {card}" for card in cards]
    lines += [f"Letter to {each.supplier}: {each.letter}" for each in letters]
    lines.append(f"Not written (dry run): {summary}" if options.dry_run and not against else summary)
    done = not against and not options.dry_run
    answer = empty_answer(options) | {
        "deliveries": [certs_told.delivery_json(each) for each in examined],
        "released": list(options.release) if done else [],
        "reviewed": list(options.review) if done else [],
        "rejected": list(options.reject) if done else [],
        "against": [finding.as_json() for finding in against],
        "cards": [str(card) for card in cards],
        "letters": [each.as_json() for each in letters],
        "summary": summary,
        "entry": entry,
    }
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if against else EXIT_FINE)


def empty_answer(options: Namespace) -> dict[str, object]:
    """Every documented key, so that a reader of the JSON finds each of them whatever was asked."""
    lists = ("deliveries", "proposed", "released", "reviewed", "rejected", "against", "letters", "cards")
    more = ("pictures", "scorecard", "order_notes")
    found: dict[str, object] = {name: [] for name in (*lists, *more)}
    return {"workbook": str(options.workbook), **found, "dry_run": options.dry_run}
