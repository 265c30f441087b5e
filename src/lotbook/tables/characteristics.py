"""Characteristics: what is measured on a part, with its limits."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, identifier, link, number, text


class Characteristic(NamedTuple):
    """One measured feature of a part: the balloon on the drawing, its nominal and its limits."""

    row: int
    characteristic: Annotated[
        Text,
        identifier(
            "Characteristic",
            "Unique name: part, revision and balloon, e.g. BRK-100-C #3.",
            required=True,
            width=20,
        ),
    ]
    part_number: Annotated[Text, link("Part number", "Parts.Part number", "The part.", required=True)]
    part_revision: Annotated[
        Text, link("Part revision", "Parts.Revision", "Its revision.", required=True, width=9)
    ]
    balloon: Annotated[Text, identifier("Balloon", "The number on the ballooned drawing.", width=9)]
    description: Annotated[Text, text("Description", "What is measured, e.g. Bore diameter.", required=True)]
    nominal: Annotated[Number, number("Nominal", "The nominal value.")]
    lower_limit: Annotated[Number, number("Lower limit", "Smallest allowed value.")]
    upper_limit: Annotated[Number, number("Upper limit", "Largest allowed value.")]
    unit: Annotated[Text, text("Unit", "mm, in, deg and so on.", required=True, width=8)]


SHEET = Sheet(
    "Characteristics",
    Characteristic,
    "What is measured on each part, with its limits.",
    Group.MASTER,
    ("characteristic",),
    advanced=True,
)
