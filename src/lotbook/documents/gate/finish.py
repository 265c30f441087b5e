"""Gate: the finish that was ordered was done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lotbook.checks.shop import at
from lotbook.documents.certificate.facts import Norm
from lotbook.documents.certificate.words import norm_key, norm_of, same_revision
from lotbook.documents.frozen.rows import RunRecord
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.gate.material import SPECIFICATION
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
# What is mostly done outside; a finish such as deburred, blasted or as machined names none of these.
_TREATMENTS = (
    r"ANODI[SZ]|ELOX",
    r"PLATED|PLATING|(?:ZINC|NICKEL|CHROME|CADMIUM|GOLD|SILVER|TIN|COPPER)\s+PLATE",
    r"GALVANI[SZ]|VERZINK",
    r"PASSIVAT|PASSIVIER",
    r"COATED|COATING|BESCHICHT",
    r"CONVERSION|CHEM[\s-]*FILM|ALODIN|CHROMAT",
    r"PHOSPHAT",
    r"BLACK\s+OXIDE|BR[ÜU]NIER",
    r"HEAT[\s-]*TREAT|HARDEN|ANNEAL|NITRID|CARBURI[SZ]|VERGÜTE|GEHÄRTET",
)
_TYPE = re.compile(r"\b(TYPE|CLASS|GRADE|TYP|KLASSE)\s+([IVX]+[A-Z]?|\d+[A-Z]?|[A-Z])\b")
# Standards of surfaces, edges and tolerances on drawings; no treatment is done to them.
_OF_DRAWINGS = re.compile(r"(?<!\d)(?:13715|1302|21920|4287|4288|2768|8015|22081|1101)(?!\d)|B46\.1|Y14")
_REVISION = re.compile(r"[\s,]*REV(?:ISION)?\.?\s*(\w+)")


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
    text = " ".join(wanted.upper().split())
    named = list(_norms(text))
    for norm in named:
        answering = [each for each in processes if norm_key(norm.name) in map(norm_key, _names(each))]
        if not answering:
            yield f"no outside process to {norm.name}"
        elif not any(_agrees(text, norm, each) for each in answering):
            yield f"{answering[0].process} to {_specification(answering[0])}"
    spoken = " ".join(_said(each) for each in processes)
    for treatment in () if named else _TREATMENTS:
        if re.search(treatment, text) and not re.search(treatment, spoken):
            yield f"no outside process for {wanted}"
            return


def _norms(text: str) -> Iterator[Norm]:
    """The specifications a text names, each with its revision: MIL-PRF-8625F, ASTM A967-17, ISO 4042 rev 2018."""
    for match in SPECIFICATION.finditer(text):
        if _OF_DRAWINGS.search(match.group()):
            continue
        norm = norm_of(match.group().strip(" .,:;/"))
        letter = re.search(r"(?<=\d)[A-Z]$", norm.name) if "/" not in norm.name else None
        behind = _REVISION.match(text, match.end())
        name = norm.name[: letter.start()] if letter else norm.name
        yield Norm(name, norm.revision or (letter[0] if letter else "") or (behind[1] if behind else ""))


def _names(process: OutsideProcess) -> list[str]:
    return [norm.name for norm in _norms(_said(process))]


def _said(process: OutsideProcess) -> str:
    return " ".join(part for part in (process.process, process.specification) if part).upper()


def _specification(process: OutsideProcess) -> str:
    return " rev ".join(part for part in (process.specification, process.spec_revision) if part)


def _types(text: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, value in _TYPE.findall(text):
        found[word].add(value)
    return found


def _agrees(text: str, norm: Norm, process: OutsideProcess) -> bool:
    """Whether type, class and revision are not named differently by order and process."""
    mine, asked = _types(_said(process)), _types(text)
    if any(mine[word].isdisjoint(asked[word]) for word in mine.keys() & asked.keys()):
        return False
    own = [each.revision for each in _norms(_said(process)) if norm_key(each.name) == norm_key(norm.name)]
    revision = process.spec_revision or next(filter(None, own), "")
    return not (norm.revision and revision) or same_revision(norm.revision, revision)


RULES: tuple[Rule, ...] = (finish,)
