"""Declarations: what suppliers declare about substances and origin, for a lot or for a material of theirs."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Sheet, Text, choice, day, file, identifier, link


class Declaration(NamedTuple):
    """One declaration about one lot, or about everything a supplier delivers of one material."""

    row: int
    lot_id: Annotated[
        Text,
        link(
            "Lot ID", "Receiving.Lot ID", "The lot it is about; empty when it is about a supplier's material."
        ),
    ]
    supplier: Annotated[Text, link("Supplier", "Suppliers.Supplier", "Who declares it.")]
    material: Annotated[
        Text, link("Material", "Materials.Material", "The material it is about, when no lot is named.")
    ]
    regulation: Annotated[
        Text, choice("Regulation", "Regulations", "RoHS, REACH, SDS, DFARS or Other.", required=True)
    ]
    statement: Annotated[
        Text, choice("Statement", "Statements", "What the declaration says.", required=True, width=22)
    ]
    exemption: Annotated[Text, identifier("Exemption", "The RoHS exemption it claims, e.g. 6(c).", width=11)]
    dated: Annotated[Day, day("Dated", "The date on the declaration.", required=True)]
    list_date: Annotated[Day, day("List date", "For REACH: the date of the Candidate List it refers to.")]
    valid_until: Annotated[Day, day("Valid until", "If it says so.")]
    file: Annotated[Text, file("File", "The declaration's file, relative to this workbook.")]


SHEET = Sheet(
    "Declarations", Declaration, "RoHS, REACH, SDS and origin declarations from suppliers.", Group.ENTRY
)
