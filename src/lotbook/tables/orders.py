"""Orders: one row for each order line a customer placed."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import (
    Day,
    Group,
    Number,
    Sheet,
    Text,
    YesNo,
    choice,
    day,
    identifier,
    issued,
    link,
    number,
    text,
    yesno,
)


class Order(NamedTuple):
    """One customer's order line: which part, which revision, how many, what papers."""

    row: int
    order_id: Annotated[Text, issued("Order ID", "Leave empty. Assign IDs writes it.")]
    ordered_on: Annotated[Day, day("Ordered on", "The date on the customer's order.", required=True)]
    customer: Annotated[
        Text,
        link(
            "Customer", "Customers.Customer", "Who ordered. Choose from Customers.", required=True, width=26
        ),
    ]
    customer_po: Annotated[
        Text,
        identifier(
            "Customer PO",
            "The customer's order number exactly as printed, dashes and zeros included.",
            required=True,
        ),
    ]
    po_line: Annotated[Text, identifier("PO line", "The line of that order.", width=8)]
    part_number: Annotated[
        Text, link("Part number", "Parts.Part number", "What was ordered. Choose from Parts.", required=True)
    ]
    part_revision: Annotated[
        Text,
        link("Part revision", "Parts.Revision", "The revision the order asks for.", required=True, width=9),
    ]
    quantity: Annotated[Number, number("Quantity", "How many were ordered.", required=True)]
    unit: Annotated[Text, choice("Unit", "Units", "Usually pcs.", required=True, width=8)]
    due_on: Annotated[Day, day("Due on", "When they must be there.")]
    material_required: Annotated[
        Text, text("Material required", "Grade and specification the order asks for, with revision.")
    ]
    documents_required: Annotated[
        Text,
        choice(
            "Documents required",
            "Documents",
            "Papers the order asks for, separated by commas, e.g. COC, Material certificates.",
            several=True,
            width=34,
        ),
    ]
    destination: Annotated[Text, text("Destination", "Where they go, if not the customer's address.")]
    finish: Annotated[Text, text("Finish", "The finish the order asks for.", width=18)]
    controlled: Annotated[YesNo, yesno("Controlled", "Yes when the order is export controlled.")]
    status: Annotated[
        Text, choice("Status", "Order status", "Open, Shipped, Closed or Cancelled.", required=True)
    ]
    note: Annotated[Text, text("Note", "Anything else.", width=30)]


SHEET = Sheet(
    "Orders", Order, "What customers ordered: one row for each order line.", Group.ENTRY, ("order_id",)
)
