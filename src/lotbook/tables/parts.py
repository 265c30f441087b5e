"""Parts: each part in each revision, with the customer's own number for it."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Sheet, Text, YesNo, choice, identifier, link, text, yesno


class Part(NamedTuple):
    """One part in one revision."""

    row: int
    part_number: Annotated[Text, identifier("Part number", "Our number of the part.", required=True)]
    revision: Annotated[Text, identifier("Revision", "The part's revision.", required=True, width=9)]
    description: Annotated[Text, text("Description", "What it is.", required=True, width=30)]
    drawing: Annotated[Text, identifier("Drawing", "Drawing number.")]
    drawing_revision: Annotated[Text, identifier("Drawing revision", "Drawing revision.", width=9)]
    unit: Annotated[Text, choice("Unit", "Units", "Usually pcs.", required=True, width=8)]
    customer: Annotated[
        Text,
        link(
            "Customer",
            "Customers.Customer",
            "Whose part it is, when it is made for one customer only.",
            width=26,
        ),
    ]
    customer_part_number: Annotated[
        Text, identifier("Customer part number", "The customer's own number; it stands on the certificate.")
    ]
    serialised: Annotated[YesNo, yesno("Serialised", "Yes when each piece has a serial number.")]
    rohs_category: Annotated[
        Text,
        identifier("RoHS category", "Category 1 to 11 of the equipment it goes into, when known.", width=10),
    ]


SHEET = Sheet("Parts", Part, "Each part in each revision.", Group.MASTER, ("part_number", "revision"))
