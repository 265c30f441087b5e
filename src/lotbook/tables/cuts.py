"""Cuts: pieces taken from a lot, remnants, re-marks and blends, each with its mark transferred and verified."""

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
)


class Cut(NamedTuple):
    """One portion taken from a lot or piece; the child inherits heat, certificate and status."""

    row: int
    cut_id: Annotated[Text, issued("Cut ID", "Leave empty. Assign IDs writes it.")]
    cut_on: Annotated[Day, day("Cut on", "The day it was cut.", required=True)]
    source: Annotated[
        Text,
        link(
            "From", "Receiving.Lot ID|Cuts.New lot ID", "The lot or piece it was taken from.", required=True
        ),
    ]
    new_lot_id: Annotated[
        Text,
        issued(
            "New lot ID",
            "Leave empty. Assign IDs writes it: the parent's ID with -1, -2 and so on.",
            width=20,
        ),
    ]
    quantity: Annotated[Number, number("Quantity", "How much was taken.", required=True)]
    unit: Annotated[Text, choice("Unit", "Units", "The unit of the quantity.", required=True, width=8)]
    reason: Annotated[Text, choice("Reason", "Cut reasons", "Cut, Remnant, Re-mark or Blend.", required=True)]
    heat_marked: Annotated[
        Text,
        identifier("Heat marked", "The heat as it was marked on the new piece, letters and zeros included."),
    ]
    mark_method: Annotated[Text, choice("Mark method", "Mark methods", "How the mark was put on the piece.")]
    marked_by: Annotated[Text, link("Marked by", "People.Name", "Who put the mark on.")]
    verified_by: Annotated[
        Text,
        link(
            "Verified by", "People.Name", "Who compared the mark with the parent's; not the one who marked."
        ),
    ]
    verified_on: Annotated[Day, day("Verified on", "When the mark was verified; before the piece is used.")]


SHEET = Sheet(
    "Cuts",
    Cut,
    "What was cut from what, and who marked and verified each piece.",
    Group.ENTRY,
    ("new_lot_id",),
)
