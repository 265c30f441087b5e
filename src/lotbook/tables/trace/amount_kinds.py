"""Gaps of quantities: they are missing, cannot be compared, or do not add up."""

from lotbook.domain.findings import Kind, Severity

QUANTITY_MISSING = Kind(
    "gap-quantity-missing",
    Severity.WARN,
    "A quantity is missing or cannot be read",
    "The row is followed, but the balance and the totals cannot count it.",
    "Type the quantity as a bare number.",
)
UNITS_DISAGREE = Kind(
    "gap-units-disagree",
    Severity.WARN,
    "Units cannot be compared",
    "The row is followed, but its quantity cannot be set against the other one.",
    "Use the unit of the source, or one of the same measure.",
)
OVER_HUNDRED = Kind(
    "gap-balance-over-100",
    Severity.STOP,
    "More is accounted for than was received",
    "Some row claims material of this lot that was never there; it may belong to another lot.",
    "Compare the quantities of the lot, its cuts and its uses with the paper.",
)
PIECES_IMPOSSIBLE = Kind(
    "gap-pieces-impossible",
    Severity.STOP,
    "More pieces left a run than it made, or more came back than left",
    "Some of them were made in another run, or a quantity is wrong; who has what cannot be told for certain.",
    "Compare the quantities of the run, its shipments and its uses with the travelers and the packing slips.",
)
REPORT_NOT_COUNTED = Kind(
    "gap-nonconformance-not-counted",
    Severity.WARN,
    "A nonconformance on a lot is not in the balance",
    "It does not say how much was scrapped or sent back in the unit of the lot, so that is still counted as on hand.",
    "Count what is left of it, and tell what was scrapped or sent back in the Note of the lot.",
)
UNEXPLAINED = Kind(
    "gap-balance-unexplained",
    Severity.WARN,
    "More of a lot is unexplained than is normal",
    "The books do not tell where that material is; it may have gone into something nobody recalled.",
    "Look for it; book scrap, samples and returns. Settings says how much is normal: Balance tolerance (%).",
)
