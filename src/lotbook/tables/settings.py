"""Settings: the shop's own name, ID formats, folders and limits; one row each, found by its name."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Sheet, Text, identifier, text


class Setting(NamedTuple):
    """One setting of the shop."""

    row: int
    setting: Annotated[
        Text, identifier("Setting", "The setting's name. Do not change it.", required=True, width=26)
    ]
    value: Annotated[Text, text("Value", "Its value.", width=44)]
    meaning: Annotated[Text, text("Meaning", "What it does.", width=60)]


class Default(NamedTuple):
    """One setting as a new workbook has it."""

    name: str
    value: str
    meaning: str


DEFAULTS = (
    Default("Company name", "", "Stands on certificates as the issuer."),
    Default("Company address", "", "Stands on certificates under the name."),
    Default("Company phone", "", "Stands on certificates."),
    Default("Company e-mail", "", "Stands on certificates."),
    Default("Supplier code", "", "Our CAGE or supplier code, when customers ask for it."),
    Default("Place of issue", "", "Town that stands beside the date on certificates."),
    Default("Logo file", "", "Picture (PNG) for the head of certificates, relative to this workbook."),
    Default(
        "Profile",
        "shop",
        "How strict the gate is: shop, aerospace or medical. A customer's own profile can raise it.",
    ),
    Default("Paper", "A4", "A4 or Letter, when the customer has no paper of its own."),
    Default("Default signer", "", "Who signs when nobody is named."),
    Default(
        "Statement of conformance",
        "We certify that the articles listed above were manufactured, inspected and tested in accordance with the "
        "purchase order, drawing and specifications named in this certificate, and conform to them. Supporting "
        "records are on file and available for review.",
        "The statement when the customer has no wording of its own.",
    ),
    Default(
        "Lot ID format",
        "{material}-{mm}{yy}-{seq:03}",
        "{material}, {yyyy}, {yy}, {mm}, {dd} and {seq:03} may be used.",
    ),
    Default("Cut ID format", "CUT-{seq:04}", "Format of cut numbers."),
    Default("Run ID format", "MFG-{seq:04}", "Format of run numbers."),
    Default("Order ID format", "ORD-{seq:04}", "Format of order numbers."),
    Default("Shipment ID format", "SHP-{seq:04}", "Format of shipment numbers."),
    Default("Certificate ID format", "COC-{seq:04}", "Format of certificate numbers."),
    Default("NCR ID format", "NCR-{seq:04}", "Format of nonconformance numbers."),
    Default("Recall ID format", "RCL-{seq:03}", "Format of recall numbers."),
    Default("Packages folder", "packages", "Where certificate packages are kept, relative to this workbook."),
    Default(
        "Templates folder", "", "The shop's own Word templates; empty for the ones that come with Lotbook."
    ),
    Default("Balance tolerance (%)", "5", "Unexplained share of a lot that is still normal."),
    Default("Declaration age (months)", "24", "How old a RoHS or REACH declaration may be."),
)

SHEET = Sheet(
    "Settings", Setting, "The shop's name, ID formats, folders and limits.", Group.MASTER, ("setting",)
)
