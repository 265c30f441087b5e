"""Gate: what the order and the customer must tell before a certificate can name them."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import same

UNRESOLVED = Kind(
    "gate-unresolved",
    Severity.STOP,
    "A link on the way leads nowhere",
    "The certificate is made from linked rows only; a broken link would leave something out or name the wrong thing.",
    "Correct the identifier where the finding stands, or add the missing row.",
)
UNASSIGNED = Kind(
    "gate-unassigned",
    Severity.WARN,
    "A row names no run or lot that is known",
    "It may belong to this certificate, which would then lack material, a process, a result or a nonconformance.",
    "Name the run or lot in that row; or issue with your name and why the row concerns other goods.",
)
UNKNOWN_NAME = Kind(
    "gate-unknown-name",
    Severity.WARN,
    "A supplier or characteristic is not in its list",
    "The certificate prints the name, but not who and where that is.",
    "Add the name to its sheet, or correct it.",
)
PO_MISSING = Kind(
    "gate-po-missing",
    Severity.STOP,
    "The order has no customer PO",
    "Every buyer asks for its order number on the certificate and sends back papers without it.",
    "Type the PO exactly as printed on the customer's order.",
)
ORDER_CANCELLED = Kind(
    "gate-order-cancelled",
    Severity.STOP,
    "The order is cancelled",
    "Nothing can be certified for an order that no longer stands.",
    "Correct the order's status, or ship for another order.",
)
REVISION_MISSING = Kind(
    "gate-revision-missing",
    Severity.STOP,
    "The order names no part revision",
    "A certificate without the revision says nothing about which drawing the parts conform to.",
    "Type the revision that the customer's order asks for.",
)
PART_DIFFERS = Kind(
    "gate-part-differs",
    Severity.STOP,
    "The run made another part or revision than the order asks for",
    "Order, run and certificate must name the same part in the same revision.",
    "Compare order and traveler; correct the wrong one, or ship from the right run.",
)
PART_OF_OTHER = Kind(
    "gate-part-of-other-customer",
    Severity.STOP,
    "The part belongs to another customer",
    "The sheet Parts says that this part is made for one customer only, and the order is another's.",
    "Compare the part number with the order; correct the order or the part.",
)
STATEMENT_MISSING = Kind(
    "gate-statement-missing",
    Severity.STOP,
    "There is no statement of conformance",
    "Without the statement the paper certifies nothing.",
    "Fill Statement wording of the customer, or Statement of conformance in Settings.",
)
ISSUER_MISSING = Kind(
    "gate-issuer-missing",
    Severity.STOP,
    "The shop's own name is not set",
    "ISO/IEC 17050-1 asks for the issuer's name and contact address on a declaration.",
    "Fill Company name in Settings.",
)
ADDRESS_MISSING = Kind(
    "gate-address-missing",
    Severity.WARN,
    "The shop's own address is not set",
    "ISO/IEC 17050-1 asks for the issuer's contact address on a declaration.",
    "Fill Company address in Settings.",
)
_KINDS = {"supplier": UNKNOWN_NAME, "characteristic": UNKNOWN_NAME, "unassigned": UNASSIGNED}


def resolved(case: Case) -> Iterator[Finding]:
    """Every link of the chain leads somewhere."""
    for gap in case.frozen.gaps:
        kind = _KINDS.get(gap.what, UNRESOLVED)
        yield kind.at(gap.place, gap.message)


def order_complete(case: Case) -> Iterator[Finding]:
    """PO and revision are there, and the order stands."""
    order = case.frozen.order
    if not order.customer_po:
        yield PO_MISSING.at(at(order, "customer_po"), f"Order {order.order_id} has no customer PO.")
    if not order.part_revision:
        yield REVISION_MISSING.at(
            at(order, "part_revision"), f"Order {order.order_id} names no revision of {order.part_number}."
        )
    if order.status == "Cancelled":
        yield ORDER_CANCELLED.at(at(order, "status"), f"Order {order.order_id} is cancelled.")


def same_part(case: Case) -> Iterator[Finding]:
    """Order, shipped runs and part list name one part in one revision."""
    order, part = case.frozen.order, case.frozen.part
    for record in case.frozen.shipped_runs:
        run = record.run
        for field, word in (("part_number", "part number"), ("part_revision", "revision")):
            made, asked = getattr(run, field), getattr(order, field)
            if asked and not same(made, asked):
                yield PART_DIFFERS.at(
                    at(run, field),
                    f"Run {run.run_id} made {word} {made or '(none)'}, order {order.order_id} asks for {asked}.",
                )
    if part and part.customer and not same(part.customer, order.customer):
        yield PART_OF_OTHER.at(
            at(order, "part_number"),
            f"{part.part_number} is made for {part.customer} only; order {order.order_id} is {order.customer}'s.",
        )


def wording(case: Case) -> Iterator[Finding]:
    """The certificate has an issuer and a statement."""
    settings = case.frozen.settings
    place = Place("Settings", 0, "", "Value")
    if not case.frozen.statement.strip():
        yield STATEMENT_MISSING.at(place, "Neither the customer nor Settings has a statement of conformance.")
    if not settings["Company name"].strip():
        yield ISSUER_MISSING.at(place, "Settings: Company name is empty.")
    if not settings["Company address"].strip():
        yield ADDRESS_MISSING.at(place, "Settings: Company address is empty.")


RULES: tuple[Rule, ...] = (resolved, order_complete, same_part, wording)
