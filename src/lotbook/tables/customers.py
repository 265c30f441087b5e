"""Customers: who buys, and what papers, wording, language and paper size each of them wants."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, choice, identifier, number, text


class Customer(NamedTuple):
    """One customer and the profile of its certificate packages."""

    row: int
    customer: Annotated[
        Text,
        identifier("Customer", "Short, unique name; it stands on certificates.", required=True, width=36),
    ]
    contact: Annotated[Text, text("Contact", "Person who gets certificates and recall notices.", width=22)]
    email: Annotated[
        Text, text("E-mail", "Where packages and notices go; several separated by commas.", width=40)
    ]
    phone: Annotated[Text, identifier("Phone", "Phone number for a recall.")]
    address: Annotated[Text, text("Address", "Address as it stands on certificates.", width=40)]
    documents_required: Annotated[
        Text,
        choice(
            "Documents required",
            "Documents",
            "Papers this customer always wants, separated by commas.",
            several=True,
            width=34,
        ),
    ]
    statement_wording: Annotated[
        Text,
        text(
            "Statement wording",
            "This customer's own wording of the statement of conformance; empty for ours.",
            width=90,
        ),
    ]
    language: Annotated[Text, choice("Language", "Languages", "Language of the papers.")]
    paper: Annotated[Text, choice("Paper", "Papers", "A4 or Letter.", width=9)]
    units: Annotated[Text, choice("Units", "Unit systems", "Metric or Inch.", width=9)]
    mail_limit: Annotated[Number, number("Mail limit (MB)", "Largest e-mail this customer accepts.")]
    retention_years: Annotated[
        Number, number("Retention (years)", "How long records must be kept for this customer.")
    ]
    profile: Annotated[
        Text,
        choice(
            "Profile", "Profiles", "How strict the gate is for this customer: shop, aerospace or medical."
        ),
    ]


SHEET = Sheet(
    "Customers", Customer, "Who buys, and the papers each of them wants.", Group.MASTER, ("customer",)
)
