"""Measurements: what was measured on which piece, with which gauge, by whom."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Number, Sheet, Text, day, identifier, link, number


class Measurement(NamedTuple):
    """One result for one characteristic of one piece."""

    row: int
    run_id: Annotated[
        Text, link("Run ID", "Manufacture.Run ID", "The run the piece came from.", required=True)
    ]
    characteristic: Annotated[
        Text,
        link(
            "Characteristic",
            "Characteristics.Characteristic",
            "What was measured. Choose from Characteristics.",
            required=True,
        ),
    ]
    piece: Annotated[Text, identifier("Piece", "Piece number or serial.", width=9)]
    result: Annotated[Number, number("Result", "The measured value, in the characteristic's unit.")]
    gauge: Annotated[Text, identifier("Gauge", "The gauge's number.")]
    inspector: Annotated[Text, link("Inspector", "People.Name", "Who measured.")]
    measured_on: Annotated[Day, day("Measured on", "When.")]
    nonconformance: Annotated[
        Text,
        link("Nonconformance", "Nonconformances.NCR ID", "The NCR when the result is out of its limits."),
    ]


SHEET = Sheet(
    "Measurements",
    Measurement,
    "Measured results, piece by piece.",
    Group.ENTRY,
    ("run_id", "characteristic", "piece"),
)
