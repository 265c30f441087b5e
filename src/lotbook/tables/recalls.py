"""Recalls: the register of recalls and drills; written by Lotbook only."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, YesNo, choice, issued, number, text, yesno


class RecallRow(NamedTuple):
    """One recall or drill: what started it and how far it reached."""

    row: int
    recall_id: Annotated[Text, issued("Recall ID", "Written by Recall.")]
    opened_at: Annotated[Text, issued("Opened at", "Date and time in UTC.", width=21)]
    trigger: Annotated[Text, text("Trigger", "The filter it was started with.", width=30)]
    reason: Annotated[Text, text("Reason", "Why.", width=30)]
    drill: Annotated[YesNo, yesno("Drill", "Yes when it was only practised.")]
    elapsed: Annotated[Number, number("Elapsed (s)", "Seconds from start to report.")]
    lots: Annotated[Number, number("Lots", "Lots affected.")]
    runs: Annotated[Number, number("Runs", "Runs affected.")]
    shipments: Annotated[Number, number("Shipments", "Shipments affected.")]
    customers: Annotated[Number, number("Customers", "Customers affected.")]
    status: Annotated[Text, choice("Status", "Recall status", "Open, Closed or Drill.")]


SHEET = Sheet(
    "Recalls",
    RecallRow,
    "Register of recalls and drills. Written by Lotbook; do not type here.",
    Group.REGISTER,
    ("recall_id",),
    advanced=True,
)
