"""Grade limits: the shop's own chemistry limits for each grade; screening values the shop confirms itself."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, identifier, number, text


class GradeLimit(NamedTuple):
    """The shop's limit for one element of one grade."""

    row: int
    grade: Annotated[Text, identifier("Grade", "Grade or alloy as in Materials.", required=True, width=12)]
    element: Annotated[Text, identifier("Element or property", "Symbol, e.g. Mg.", required=True, width=12)]
    minimum: Annotated[Number, number("Minimum", "Lower limit.")]
    maximum: Annotated[Number, number("Maximum", "Upper limit.")]
    unit: Annotated[Text, text("Unit", "% or ppm.", required=True, width=8)]
    specification: Annotated[Text, text("Specification", "Where the limit comes from.")]
    source: Annotated[
        Text, text("Source", "Who confirmed it against the shop's own copy, and when.", width=34)
    ]


SHEET = Sheet(
    "Grade limits",
    GradeLimit,
    "The shop's chemistry limits for each grade; confirm them against your own standard.",
    Group.MASTER,
    ("grade", "element"),
    advanced=True,
)
