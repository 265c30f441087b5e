"""Gaps of serials: they do not tell which units went where."""

from lotbook.domain.findings import Kind, Severity

SERIALS_UNSURE = Kind(
    "gap-serials-unsure",
    Severity.WARN,
    "A shipment cannot be told by its serials",
    "Its serials are not as many as its pieces, or Materials used does not know one of them, so it is taken.",
    "List each serial, separated by commas, as it is written in Materials used.",
)
UNITS_NOT_TRACKED = Kind(
    "gap-units-not-tracked",
    Severity.NOTE,
    "The run does not say which unit got what",
    "Not every row of Materials used names the unit it went into, so the whole run has to be taken.",
    "Nothing must be done; to narrow a recall, fill in Unit serial in every row of Materials used.",
)
SERIAL_LISTED_TWICE = Kind(
    "gap-serial-shipped-twice",
    Severity.STOP,
    "A serial went out in two shipments",
    "One of them really carried another unit, which may be an affected one, so both are taken.",
    "Correct the serials of the shipments from the packing slips, then trace again.",
)
SERIAL_NOWHERE = Kind(
    "gap-serial-nowhere",
    Severity.STOP,
    "An affected unit is in no shipment, yet none is left",
    "It went out under another serial, so every shipment of the run is taken.",
    "Correct the serials of the shipments from the packing slips, then trace again.",
)
SERIAL_ELSEWHERE = Kind(
    "gap-serial-of-another-run",
    Severity.STOP,
    "An affected unit went out under another run",
    "The Run ID or the serials of the shipment are wrong. It was left out, yet it may have carried that unit.",
    "Correct the Run ID or the serials of the shipment from the packing slip, then trace again.",
)
SERIAL_RANGE = Kind(
    "gap-serials-as-a-range",
    Severity.STOP,
    "A serial that was asked for may be within a range",
    "The cell lists its first and last serial only, so the shipment was not found by the serial.",
    "List each serial, separated by commas, then trace again.",
)
