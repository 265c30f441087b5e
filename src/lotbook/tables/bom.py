"""BOM: what a part is made of, for planning and for checking what a run used."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, choice, link, number


class BomLine(NamedTuple):
    """One material or sub-assembly that a part needs."""

    row: int
    part_number: Annotated[Text, link("Part number", "Parts.Part number", "The part.", required=True)]
    part_revision: Annotated[
        Text, link("Part revision", "Parts.Revision", "Its revision.", required=True, width=9)
    ]
    component: Annotated[
        Text,
        link(
            "Component",
            "Materials.Material|Parts.Part number",
            "The material or sub-assembly it needs.",
            required=True,
        ),
    ]
    quantity: Annotated[Number, number("Quantity", "How much for one piece.", required=True)]
    unit: Annotated[Text, choice("Unit", "Units", "The unit of the quantity.", required=True, width=8)]


SHEET = Sheet(
    "BOM",
    BomLine,
    "What each part is made of.",
    Group.MASTER,
    ("part_number", "part_revision", "component"),
    advanced=True,
)
