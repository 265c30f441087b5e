"""Gaps of an origin: no material, no paper, or one that proves nothing."""

from lotbook.domain.findings import Kind, Severity

NO_ORIGIN = Kind(
    "gap-source-not-in-workbook",
    Severity.STOP,
    "What was used is not in the workbook",
    "The branch ends at an identifier that is no lot, cut or run, so where it came from is not known.",
    "Correct the identifier, or put its row back.",
)
NO_MATERIAL = Kind(
    "gap-run-without-material",
    Severity.STOP,
    "A run has no materials used",
    "What it was made from is not known.",
    "Enter its materials from the traveler.",
)
NOTHING_SENT = Kind(
    "gap-order-not-shipped",
    Severity.NOTE,
    "Nothing was shipped for an order",
    "There are no goods yet whose origin could be told.",
    "Nothing must be done; name the run to see what it is made from.",
)
NO_HEAT = Kind(
    "gap-lot-without-heat",
    Severity.WARN,
    "A lot has no heat",
    "The chain ends at the lot, but no certificate can be tied to it.",
    "Type the heat from the certificate and from the material.",
)
NO_CERTIFICATE = Kind(
    "gap-lot-without-certificate",
    Severity.WARN,
    "A lot has no certificate file",
    "The chain ends at the lot, but nothing proves what it is.",
    "Save the supplier's certificate and name its file.",
)
HEATS_DIFFER = Kind(
    "gap-heats-differ",
    Severity.WARN,
    "The heat marked is not the heat of the lot",
    "Material and certificate may belong to two different heats.",
    "Read the mark and the certificate again.",
)
NOT_RELEASED = Kind(
    "gap-lot-not-released",
    Severity.WARN,
    "A lot that was used is not released",
    "Material in quarantine, on hold, rejected or returned must not be in goods.",
    "Find out how it got into the run; quarantine what was made of it.",
)
