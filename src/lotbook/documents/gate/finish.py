"""Gate: the finish that was ordered was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.checks.shop import at
from lotbook.documents.certificate.facts import Norm
from lotbook.documents.certificate.words import same_revision
from lotbook.documents.frozen.rows import RunRecord
from lotbook.documents.gate.callout import Callout, asked, document, norms, plain, types
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.gate.treatments import GENERAL, HARD_ANODISING, answers, named, specified
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import same
from lotbook.tables.outside_processes import OutsideProcess

FINISH_NOT_DONE = Kind(
    "gate-finish-not-done",
    Severity.WARN,
    "The finish that the order asks for is on no outside process of the run",
    "The certificate prints the finish as ordered; plating, coating or heat treatment may be missing, or be of another "
    "type. A stop for aerospace and medical customers.",
    "Enter the process on the sheet Outside processes as its certificate names it, or correct Finish; or issue with your "
    "name and how it was done.",
)


def finish(case: Case) -> Iterator[Finding]:
    """What the order's finish names is an outside process of every shipped run, or of a sub-assembly in it."""
    order, wanted = case.frozen.order, case.frozen.order.finish
    for record in case.frozen.shipped_runs if wanted else ():
        done = [each.process for run in _with_parts(case, record) for each in run.processes]
        missing = dict.fromkeys(not_done(wanted or "", done))
        if missing:
            yield strictly(FINISH_NOT_DONE, case).at(
                at(order, "finish"),
                f"Order {order.order_id} asks for {wanted}; run {record.run_id} has {listed(missing)}.",
            )


def _with_parts(case: Case, record: RunRecord) -> list[RunRecord]:
    """A run and every sub-assembly run in it."""
    found, waiting = [record], list(record.sub_runs)
    while waiting:
        name = waiting.pop()
        run = case.frozen.run(name)
        if run and not any(same(run.run_id, each.run_id) for each in found):
            found.append(run)
            waiting += run.sub_runs
    return found


def not_done(wanted: str, processes: Sequence[OutsideProcess]) -> Iterator[str]:
    """What of a finish no process answers, in words; nothing where it names neither a specification nor a treatment."""
    choices = asked(wanted)
    beside = {name for choice in choices for each in choice for name in each.treatments}
    for choice in choices:
        lacking = [list(_lacking(each, beside, processes)) for each in choice]
        if all(lacking):
            yield from lacking[0]


def _lacking(one: Callout, beside: set[str], processes: Sequence[OutsideProcess]) -> Iterator[str]:
    """What of one callout no process answers: a specification, a treatment, or their type and revision."""
    for norm in one.norms:
        yield from _unlike(one, norm, [each for each in processes if _is_to(norm, each)], f"to {norm.name}")
    for treatment in one.treatments:
        answering = [each for each in processes if _is_done(treatment, one, beside, each)]
        yield from _unlike(one, None, answering, f"for {treatment}")


def _unlike(one: Callout, norm: Norm | None, answering: Sequence[OutsideProcess], what: str) -> Iterator[str]:
    """Nothing where one of the processes agrees, else the words for what the run has instead."""
    if not answering:
        yield f"no outside process {what}"
    elif not any(_agrees(one, norm, each) for each in answering):
        first = answering[0]
        untyped = "TYPE" in one.types and "TYPE" not in types(_said(first))
        yield f"{first.process} to {_specification(first)}" + (", which names no type" if untyped else "")


def _is_to(norm: Norm, process: OutsideProcess) -> bool:
    """Whether a process was done to a specification; one ordered without its part is met by each part of it."""
    wanted = document(norm.name)
    done = [document(each.name) for each in norms(_said(process))]
    return any(each == wanted or each.startswith(f"{wanted}/") for each in done)


def _is_done(treatment: str, one: Callout, beside: set[str], process: OutsideProcess) -> bool:
    """Whether a process is a treatment, by its words, its specification, or the one ordered beside the treatment."""
    said = _said(process)
    done, by_specification = named(said), specified(norm.name for norm in norms(said))
    done |= (
        by_specification - GENERAL if done - GENERAL else by_specification
    )  # AMS 2759 is of many heat treatments
    if "anodising" in done and "3" in types(said).get("TYPE", ()):
        done |= {HARD_ANODISING}
    if answers(treatment, beside, done):
        return True
    return done <= GENERAL and any(_is_to(norm, process) for norm in one.norms)


def _said(process: OutsideProcess) -> str:
    return plain(" ".join(part for part in (process.process, process.specification) if part))


def _specification(process: OutsideProcess) -> str:
    return " rev ".join(part for part in (process.specification, process.spec_revision) if part)


def _agrees(one: Callout, norm: Norm | None, process: OutsideProcess) -> bool:
    """Whether the process names the ordered type, and no other class, method or revision than the ordered one."""
    mine = types(_said(process))
    if "TYPE" in one.types and "TYPE" not in mine:
        return False
    if any(mine[word].isdisjoint(one.types[word]) for word in mine.keys() & one.types.keys()):
        return False
    if norm is None:
        return True
    own = [each.revision for each in norms(_said(process)) if document(each.name) == document(norm.name)]
    revision = process.spec_revision or next(filter(None, own), "")
    return not (norm.revision and revision) or same_revision(norm.revision, revision)


RULES: tuple[Rule, ...] = (finish,)
