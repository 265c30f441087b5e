"""Shipments: how many of which run went out for which order line."""

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


class Shipment(NamedTuple):
    """A quantity of one run sent for one order line."""

    row: int
    shipment_id: Annotated[Text, issued("Shipment ID", "Leave empty. Assign IDs writes it.")]
    shipped_on: Annotated[Day, day("Shipped on", "The day it left, or is planned to leave.", required=True)]
    order_id: Annotated[
        Text, link("Order ID", "Orders.Order ID", "The order line it was sent for.", required=True)
    ]
    run_id: Annotated[
        Text,
        link(
            "Run ID",
            "Manufacture.Run ID",
            "The run the pieces came from: the batch code on the tag.",
            required=True,
        ),
    ]
    quantity: Annotated[Number, number("Quantity", "How many pieces of this run.", required=True)]
    unit: Annotated[Text, choice("Unit", "Units", "Usually pcs.", required=True, width=8)]
    serials: Annotated[
        Text,
        identifier("Serials", "Serial numbers, separated by commas, when the part is serialised.", width=26),
    ]
    packing_slip: Annotated[Text, identifier("Packing slip", "The packing slip's number.")]
    carrier: Annotated[Text, text("Carrier", "Who carried it.", width=14)]
    tracking: Annotated[Text, identifier("Tracking", "The carrier's number.", width=20)]
    certificate: Annotated[
        Text, issued("Certificate", "Leave empty. Issue COC writes the certificate and links it.")
    ]


SHEET = Sheet("Shipments", Shipment, "What was sent to whom, from which run.", Group.ENTRY, ("shipment_id",))
