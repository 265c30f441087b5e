"""Nonconformances: what was found wrong, on which lot or run, and what was decided."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import (
    Day,
    Group,
    Number,
    Sheet,
    Text,
    choice,
    day,
    identifier,
    issued,
    link,
    number,
    text,
)


class Nonconformance(NamedTuple):
    """One thing found wrong, and its disposition."""

    row: int
    ncr_id: Annotated[Text, issued("NCR ID", "Leave empty. Assign IDs writes it.")]
    found_on: Annotated[Day, day("Found on", "When.", required=True)]
    subject: Annotated[
        Text,
        link(
            "Lot or run",
            "Receiving.Lot ID|Cuts.New lot ID|Manufacture.Run ID",
            "What it was found on.",
            required=True,
        ),
    ]
    description: Annotated[Text, text("Description", "What is wrong.", required=True, width=40)]
    quantity: Annotated[Number, number("Quantity", "How many pieces.")]
    disposition: Annotated[
        Text,
        choice("Disposition", "Dispositions", "What was decided; Open until then.", required=True, width=18),
    ]
    concession: Annotated[
        Text,
        identifier("Concession reference", "The customer's written concession, when parts ship as they are."),
    ]
    approved_by: Annotated[Text, link("Approved by", "People.Name", "Who decided.")]


SHEET = Sheet(
    "Nonconformances",
    Nonconformance,
    "What was found wrong and what was decided.",
    Group.ENTRY,
    ("ncr_id",),
    advanced=True,
)
