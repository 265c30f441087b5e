"""Suppliers: who delivers material or does outside processes."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Day, Group, Sheet, Text, YesNo, day, identifier, text, yesno


class Supplier(NamedTuple):
    """One supplier of material or processes."""

    row: int
    supplier: Annotated[Text, identifier("Supplier", "Short, unique name.", required=True, width=26)]
    contact: Annotated[Text, text("Contact", "Person to ask for certificates.")]
    email: Annotated[Text, text("E-mail", "Where certificate requests go.", width=30)]
    phone: Annotated[Text, identifier("Phone", "Phone number.")]
    address: Annotated[Text, text("Address", "Postal address.", width=40)]
    approved: Annotated[YesNo, yesno("Approved", "Yes when the supplier is on our approved list.")]
    approved_until: Annotated[Day, day("Approved until", "When the approval ends.")]
    supplies: Annotated[Text, text("Supplies", "Material, outside processes or both.")]


SHEET = Sheet(
    "Suppliers", Supplier, "Who delivers material and does outside processes.", Group.MASTER, ("supplier",)
)
