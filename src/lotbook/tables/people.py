"""People: who may receive, mark, verify, review and sign, and until when they are trained."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Sheet, Text, YesNo, choice, day, file, identifier, text, yesno


class Person(NamedTuple):
    """One person of the shop."""

    row: int
    name: Annotated[Text, identifier("Name", "Name as it stands on certificates.", required=True, width=22)]
    title: Annotated[Text, text("Title", "Title as it stands on certificates.")]
    roles: Annotated[
        Text, choice("Roles", "Roles", "What this person does, separated by commas.", several=True, width=30)
    ]
    trained_until: Annotated[
        Day, day("Trained until", "Last day the training counts; empty means not trained.")
    ]
    may_sign: Annotated[YesNo, yesno("May sign", "Yes when this person may sign certificates.")]
    signature_file: Annotated[
        Text, file("Signature file", "Picture of the signature (PNG), relative to this workbook.")
    ]


SHEET = Sheet("People", Person, "Who does what, and until when they are trained.", Group.MASTER, ("name",))
