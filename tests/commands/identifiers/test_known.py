"""What the journal tells of identifiers whose row is gone."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.domain.edits import Append, Edit, Issued, Plan
from lotbook.hosts.journal import Journal

LOT, FIRST, SECOND = "AL6-0124-001", "AL6-0124-001-1", "AL6-0124-001-2"
CUT = Plan(
    "cut",
    "",
    appends=(
        Append("Cuts", {"Cut ID": "CUT-1", "From": LOT, "New lot ID": FIRST, "Quantity": Decimal(30), "Unit": "kg"}, FIRST),
    ),
    issued=(Issued("CUT", 1, "CUT-1"), Issued(LOT, 1, FIRST)),
)  # fmt: skip
ASSIGN = Plan(
    "assign",
    "",
    edits=(
        Edit("Receiving", 2, "Lot ID", None, LOT, LOT),
        Edit("Cuts", 3, "New lot ID", None, SECOND, SECOND),
        Edit("Manufacture", 2, "Run ID", None, "MFG-0001", "MFG-0001"),
    ),
    issued=(Issued("AL6-0124", 1, LOT), Issued(LOT, 2, SECOND), Issued("MFG", 1, "MFG-0001")),
)


def known(tmp_path: Path) -> JournalIdentifiers:
    journal = Journal(tmp_path)
    for plan in (ASSIGN, CUT):
        journal.commit(journal.begin(plan, who="Dana", before="", after="", rows=(2,) * len(plan.appends)))
    return JournalIdentifiers(SimpleNamespace(journal=journal))


def test_a_cut_tells_what_it_took_from_what(tmp_path):
    (link,) = known(tmp_path).cuts_into(FIRST.lower())
    assert link[:4] == (LOT.lower(), FIRST.lower(), Decimal(30), "kg")


def test_a_piece_that_was_only_numbered_was_cut_from_what_its_number_begins_with(tmp_path):
    (link,) = known(tmp_path).cuts_into(SECOND.lower())
    assert link[:4] == (LOT.lower(), SECOND.lower(), None, None)


def test_the_sheet_tells_lots_pieces_and_runs_apart(tmp_path):
    told = known(tmp_path)
    assert [told.sheet_of(name.lower()) for name in (LOT, FIRST, SECOND, "MFG-0001", "X-1")] == [
        "Receiving", "Cuts", "Cuts", "Manufacture", "",
    ]  # fmt: skip
    assert told.cuts_into(LOT.lower()) == told.cuts_into("mfg-0001") == ()
    assert told[SECOND.lower()] == SECOND


def test_without_a_journal_nothing_is_known(tmp_path):
    told = JournalIdentifiers(SimpleNamespace(journal=Journal(tmp_path / "none")))
    assert (len(told), told.cuts_into("x"), told.sheet_of("x")) == (0, (), "")
