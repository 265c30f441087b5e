"""Recall notices: who was told, who answered, what came back."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Number, Sheet, Text, day, issued, link, number


class RecallNotice(NamedTuple):
    """One notice to one customer."""

    row: int
    recall_id: Annotated[Text, link("Recall ID", "Recalls.Recall ID", "The recall.", required=True)]
    customer: Annotated[
        Text, link("Customer", "Customers.Customer", "Who was told.", required=True, width=26)
    ]
    drafted_at: Annotated[Text, issued("Drafted at", "When the notice was written, in UTC.", width=21)]
    sent_at: Annotated[Text, issued("Sent at", "When it was sent, in UTC.", width=21)]
    acknowledged_on: Annotated[Day, day("Acknowledged on", "When the customer answered.")]
    quantity_held: Annotated[Number, number("Quantity held", "How many the customer still has.")]
    quantity_returned: Annotated[Number, number("Quantity returned", "How many came back.")]


SHEET = Sheet(
    "Recall notices",
    RecallNotice,
    "Who was told of a recall and what they answered.",
    Group.REGISTER,
    ("recall_id", "customer"),
    advanced=True,
)
