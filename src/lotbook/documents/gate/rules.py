"""The gate: everything that must be true before a certificate leaves the shop, in one list of rules.

Each rule is a plain function from one case to its findings. A finding stops, or warns; a warning can be overridden with
a name and a reason, a stop cannot. The default is light; rules marked for aerospace and medical stop only there.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from lotbook.checks.dates import DATE_IN_FUTURE, DATE_TOO_OLD, DATES_OUT_OF_ORDER
from lotbook.checks.heats import HEAT_TWO_GRADES
from lotbook.checks.links import REVISION_SPELLED_DIFFERENTLY
from lotbook.checks.manufacture import BOM_NOT_FOLLOWED
from lotbook.checks.masters import CUSTOMER_WITHOUT_ADDRESS, NOMINAL_OUTSIDE_LIMITS
from lotbook.checks.nonconformances import DISPOSITION_UNAPPROVED
from lotbook.checks.quantities import QUANTITY_NOT_POSITIVE
from lotbook.checks.receiving import SUPPLIER_NOT_APPROVED
from lotbook.documents.gate import (
    article_33,
    customer,
    drawing,
    file,
    file_legible,
    file_process,
    file_stated,
    file_swapped,
    finish,
    lot,
    lot_people,
    material,
    nonconformance,
    order,
    papers,
    quality,
    quantity,
    release,
    shipment,
    shop,
    signer,
    standing,
)
from lotbook.documents.gate.case import Case, Rule
from lotbook.domain.findings import Finding, Kind, Severity

MODULES: tuple[ModuleType, ...] = (
    order, material, finish, papers, article_33, shipment, quantity, lot, lot_people, release, file, file_stated, file_process,
    file_swapped, file_legible, quality, drawing, nonconformance, shop, signer,
    customer, standing,
)  # fmt: skip
GATE: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)
GATE_KINDS: tuple[Kind, ...] = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Kind)
)
_PASSED_ON = frozenset(  # warnings of the check that matter to who signs
    kind.code
    for kind in (
        DATE_IN_FUTURE, DATE_TOO_OLD, DATES_OUT_OF_ORDER, BOM_NOT_FOLLOWED, CUSTOMER_WITHOUT_ADDRESS,
        DISPOSITION_UNAPPROVED, HEAT_TWO_GRADES, NOMINAL_OUTSIDE_LIMITS, QUANTITY_NOT_POSITIVE, REVISION_SPELLED_DIFFERENTLY,
        SUPPLIER_NOT_APPROVED,
    )
)  # fmt: skip
GATE_CODES = frozenset(kind.code for kind in GATE_KINDS) | _PASSED_ON


def gate(case: Case) -> list[Finding]:
    """Everything that stands against issuing this certificate: stops first, then warnings, each once.

    What reading and checking the workbook found on the certificate's rows counts as well, where it stops or belongs to
    the few warnings that matter to who signs; a place that the gate names itself is not named twice, unless the gate
    only warns where the check stops.
    """
    own = list(dict.fromkeys(finding for rule in GATE for finding in rule(case)))
    told = {finding.place: finding.stops for finding in own}
    told |= {finding.place: True for finding in own if finding.stops}
    found = [
        *own,
        *(f for f in _concerning(case) if told.get(f.place) is None or (f.stops and not told[f.place])),
    ]
    return sorted(found, key=lambda finding: (not finding.stops, finding.place))


def _concerning(case: Case) -> Iterator[Finding]:
    rows = case.frozen.around.rows
    for finding in case.known:
        if (finding.place.sheet, finding.place.row) in rows and (finding.stops or finding.code in _PASSED_ON):
            yield finding


def page() -> str:
    """The reference page of the gate, in Markdown, made from the rules themselves."""
    return "\n".join([_HEAD, *(part for module in MODULES for part in _chapter(module))])


def _chapter(module: ModuleType) -> Iterator[str]:
    title = (module.__doc__ or "").split(":", 1)[1].strip().splitlines()[0].rstrip(".")
    yield f"\n## {title[0].upper()}{title[1:]}\n"
    yield from (
        f"### {kind.code}\n\n{_entry(kind)}\n" for kind in vars(module).values() if isinstance(kind, Kind)
    )


def _entry(kind: Kind) -> str:
    word = "Stops." if kind.severity is Severity.STOP else "Warns; issue with a name and a reason."
    return f"**{kind.title}.** {word}\n\n- Why: {kind.why}\n- What to do: {kind.fix}"


_HEAD = """# The gate

What `lotbook ready` and `lotbook issue` look at before a certificate leaves the shop. A stop must be corrected in the
workbook. A warning can be overridden with a name and a reason, which go into the register, the journal and the package's
manifest. The codes are public and never change. A customer's profile `aerospace` or `medical` turns some warnings into
stops, as their entries say.

This page is generated from the rules in the code; do not edit it.
"""
