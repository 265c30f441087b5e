"""Receiving: one row for each delivered material, heat and delivery; the start of every chain."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import (
    Day,
    Group,
    Number,
    Sheet,
    Text,
    calculated,
    choice,
    day,
    file,
    identifier,
    issued,
    link,
    number,
    text,
)  # fmt: skip

_LOT, _UNIT = "Receiving[[#This Row],[Lot ID]]", "Receiving[[#This Row],[Unit]]"
# What went back is not here; amounts in another unit cannot be subtracted, and a wrong number is worse than none.
_ON_HAND = (
    'IF(Receiving[[#This Row],[Status]]="Returned",0,'
    f'IF(COUNTIFS(MaterialsUsed[Source],{_LOT},MaterialsUsed[Unit],"<>"&{_UNIT})'
    f'+COUNTIFS(Cuts[From],{_LOT},Cuts[Unit],"<>"&{_UNIT})>0,"units differ",'
    "Receiving[[#This Row],[Quantity]]"
    f"-SUMIFS(MaterialsUsed[Quantity],MaterialsUsed[Source],{_LOT})"
    f"-SUMIFS(Cuts[Quantity],Cuts[From],{_LOT})))"
)


class Receipt(NamedTuple):
    """One delivery line: one heat of one material from one supplier; it becomes a lot."""

    row: int
    lot_id: Annotated[Text, issued("Lot ID", "Leave empty. Assign IDs writes it here and on the tag.")]
    received_on: Annotated[
        Day, day("Received on", "The day the delivery arrived, e.g. 2024-05-03.", required=True)
    ]
    supplier: Annotated[
        Text,
        link(
            "Supplier",
            "Suppliers.Supplier",
            "Who delivered it. Choose from Suppliers.",
            required=True,
            width=30,
        ),
    ]
    purchase_order: Annotated[
        Text, identifier("Purchase order", "Our purchase order number, as on the order.")
    ]
    material: Annotated[
        Text,
        link("Material", "Materials.Material", "The material's code. Choose from Materials.", required=True),
    ]
    heat_on_certificate: Annotated[
        Text,
        identifier(
            "Heat on certificate",
            "Heat or maker's lot number exactly as printed on the certificate, letters and zeros included.",
        ),
    ]
    heat_on_material: Annotated[
        Text,
        identifier(
            "Heat on material",
            "Heat or maker's lot number exactly as marked on the material or its tag. Do not copy it from the certificate. Red: the two differ.",
        ),
    ]
    quantity: Annotated[
        Number, number("Quantity", "How much was delivered, in the unit of the next column.", required=True)
    ]
    unit: Annotated[Text, choice("Unit", "Units", "The unit of the quantity.", required=True, width=8)]
    certificate_type: Annotated[
        Text,
        choice(
            "Certificate type",
            "Certificate types",
            "What the certificate says it is (EN 10204: 2.1, 2.2, 3.1, 3.2), MTR, CofC, CoA or None.",
        ),
    ]
    certificate_number: Annotated[
        Text, identifier("Certificate number", "The certificate's own number, as printed.")
    ]
    certificate_file: Annotated[
        Text,
        file(
            "Certificate file",
            "The certificate's file, relative to this workbook, e.g. certificates/MTR-4711.pdf.",
        ),
    ]
    mill: Annotated[Text, text("Mill", "Who made the material, as the certificate says; not the seller.")]
    country_of_melt: Annotated[
        Text, text("Country of melt", "Where the metal was melted, as the certificate says.", width=12)
    ]
    location: Annotated[Text, text("Location", "Rack or shelf.", width=12)]
    expires_on: Annotated[
        Day, day("Expires on", "For resin, adhesive and powder: the last day it may be used.")
    ]
    received_by: Annotated[Text, link("Received by", "People.Name", "Who took it in.")]
    checked_by: Annotated[
        Text, link("Checked by", "People.Name", "Who compared heat, certificate and order. Must be trained.")
    ]
    checked_on: Annotated[Day, day("Checked on", "When heat, certificate and order were compared.")]
    reviewed_by: Annotated[
        Text, link("Reviewed by", "People.Name", "Who compared the certificate's values with the limits.")
    ]
    reviewed_on: Annotated[Day, day("Reviewed on", "When the values were compared with the limits.")]
    status: Annotated[
        Text,
        choice(
            "Status",
            "Lot status",
            "Quarantine until checked, then Released; Hold and Rejected must not be used.",
            required=True,
        ),
    ]
    reason: Annotated[Text, text("Reason", "Why it is on hold, rejected or returned.", width=30)]
    on_hand: Annotated[
        Number,
        calculated(
            "On hand",
            _ON_HAND,
            "Received less used and cut, in the lot's unit. Calculated; do not type here.",
        ),
    ]
    note: Annotated[Text, text("Note", "Anything else.", width=30)]


SHEET = Sheet(
    "Receiving",
    Receipt,
    "What was delivered: one row for each material, heat and delivery.",
    Group.ENTRY,
    ("lot_id",),
)
