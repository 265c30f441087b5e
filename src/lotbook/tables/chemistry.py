"""Chemistry: the certificate's values for a lot, element by element, with the certificate's own limits."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, identifier, link, number, text


class Analysis(NamedTuple):
    """One value of a lot's certificate: an element or a mechanical property."""

    row: int
    lot_id: Annotated[Text, link("Lot ID", "Receiving.Lot ID", "The lot.", required=True)]
    element: Annotated[
        Text,
        identifier(
            "Element or property",
            "Symbol or name as on the certificate, e.g. Pb, Rm.",
            required=True,
            width=12,
        ),
    ]
    value: Annotated[Number, number("Value", "The value as printed.", required=True)]
    unit: Annotated[
        Text, text("Unit", "% or ppm for elements, MPa and so on for properties.", required=True, width=8)
    ]
    minimum: Annotated[Number, number("Minimum", "The certificate's own lower limit, if printed.")]
    maximum: Annotated[Number, number("Maximum", "The certificate's own upper limit, if printed.")]
    source: Annotated[Text, text("Source", "Where the value stands: certificate number or file.")]


SHEET = Sheet(
    "Chemistry",
    Analysis,
    "Values from certificates, element by element.",
    Group.ENTRY,
    ("lot_id", "element"),
    advanced=True,
)
