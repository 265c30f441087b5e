"""Manufacture: one row for each run; its ID is also the batch code of what it made."""

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


class Run(NamedTuple):
    """One manufacture record: what was made, how much, where and by whom."""

    row: int
    run_id: Annotated[
        Text, issued("Run ID", "Leave empty. Assign IDs writes it; it is the batch code of the parts.")
    ]
    started_on: Annotated[Day, day("Started on", "First day of the run.", required=True)]
    finished_on: Annotated[Day, day("Finished on", "Last day of the run.")]
    work_order: Annotated[Text, identifier("Work order", "The traveler's or job's number.")]
    part_number: Annotated[
        Text, link("Part number", "Parts.Part number", "What was made. Choose from Parts.", required=True)
    ]
    part_revision: Annotated[
        Text,
        link(
            "Part revision",
            "Parts.Revision",
            "The revision that was made, as on the drawing at the machine.",
            required=True,
            width=9,
        ),
    ]
    quantity_made: Annotated[Number, number("Quantity made", "Pieces started, good and scrapped together.")]
    quantity_scrapped: Annotated[Number, number("Quantity scrapped", "Pieces of these that were scrapped.")]
    unit: Annotated[Text, choice("Unit", "Units", "Usually pcs.", required=True, width=8)]
    machine: Annotated[Text, text("Machine", "Which machine.", width=14)]
    operator: Annotated[Text, link("Operator", "People.Name", "Who ran it.")]
    sop: Annotated[Text, text("SOP", "Work instruction and its revision.", width=14)]
    first_article: Annotated[
        Text,
        choice(
            "First article",
            "First article",
            "Full or Partial when this run made a first article; else empty.",
        ),
    ]
    status: Annotated[
        Text,
        choice("Status", "Run status", "Planned, In process, Complete, Cancelled or Hold.", required=True),
    ]
    note: Annotated[Text, text("Note", "Anything else.", width=30)]


SHEET = Sheet("Manufacture", Run, "What was made: one row for each run.", Group.ENTRY, ("run_id",))
