"""Custody: each hand-over of a lot between mill, distributors and shop, with its document."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Number, Sheet, Text, day, file, identifier, link, number, text


class Transfer(NamedTuple):
    """One hand-over of a lot from one holder to the next."""

    row: int
    lot_id: Annotated[
        Text, link("Lot ID", "Receiving.Lot ID", "The lot that was handed over.", required=True)
    ]
    step: Annotated[Number, number("Step", "1 for the mill, then counted up to us.", required=True, width=7)]
    source: Annotated[Text, text("From", "Who handed it over.", required=True)]
    target: Annotated[Text, text("To", "Who took it.", required=True)]
    moved_on: Annotated[Day, day("Moved on", "When.")]
    document: Annotated[Text, identifier("Document", "Packing slip or delivery note number.")]
    heat_on_document: Annotated[
        Text, identifier("Heat on document", "Heat or lot number as printed on that document.")
    ]
    file: Annotated[Text, file("File", "The document's file, relative to this workbook.")]


SHEET = Sheet(
    "Custody",
    Transfer,
    "Who held the material before us: mill, distributor, shop.",
    Group.ENTRY,
    ("lot_id", "step"),
    advanced=True,
)
