"""Materials used: which lots, cuts or runs went into which run, and how much; the links of every chain."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Number, Sheet, Text, choice, day, identifier, link, number


class Use(NamedTuple):
    """One lot, cut or sub-assembly run that a run consumed."""

    row: int
    run_id: Annotated[Text, link("Run ID", "Manufacture.Run ID", "The run that used it.", required=True)]
    source: Annotated[
        Text,
        link(
            "Source",
            "Receiving.Lot ID|Cuts.New lot ID|Manufacture.Run ID",
            "The lot, cut piece or sub-assembly run that was used.",
            required=True,
        ),
    ]
    quantity: Annotated[
        Number, number("Quantity", "How much was used, scrap and chips included.", required=True)
    ]
    unit: Annotated[
        Text,
        choice(
            "Unit", "Units", "The unit of the quantity; the same as the source's.", required=True, width=8
        ),
    ]
    used_on: Annotated[Day, day("Used on", "When it was used.")]
    unit_serial: Annotated[
        Text,
        identifier("Unit serial", "Only where each unit is tracked: the serial this material went into."),
    ]


SHEET = Sheet("Materials used", Use, "Which lots, cuts and sub-assemblies went into which run.", Group.ENTRY)
