"""Outside processes: plating, heat treatment and other work done elsewhere, with its certificate."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Sheet, Text, day, file, identifier, link, text


class OutsideProcess(NamedTuple):
    """One process that another company did on a run."""

    row: int
    run_id: Annotated[Text, link("Run ID", "Manufacture.Run ID", "The run that was sent out.", required=True)]
    process: Annotated[Text, text("Process", "What was done, e.g. Anodise.", required=True, width=18)]
    specification: Annotated[
        Text, text("Specification", "The specification it was done to, e.g. MIL-PRF-8625.", required=True)
    ]
    spec_revision: Annotated[Text, identifier("Spec revision", "That specification's revision.", width=10)]
    supplier: Annotated[Text, link("Supplier", "Suppliers.Supplier", "Who did it.", required=True)]
    certificate_number: Annotated[
        Text, identifier("Certificate number", "Their certificate's number, as printed.")
    ]
    certificate_file: Annotated[
        Text, file("Certificate file", "Their certificate's file, relative to this workbook.")
    ]
    done_on: Annotated[Day, day("Done on", "When it was done, as the certificate says.")]


SHEET = Sheet(
    "Outside processes", OutsideProcess, "Plating, heat treatment and other work done elsewhere.", Group.ENTRY
)
