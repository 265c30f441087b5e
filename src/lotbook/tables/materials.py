"""Materials: each material code with its grade, specification and what a delivery of it must bring along."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Number, Sheet, Text, YesNo, choice, identifier, number, text, yesno


class Material(NamedTuple):
    """One material we buy, and what must come with each delivery of it."""

    row: int
    material: Annotated[
        Text,
        identifier(
            "Material", "Short code that starts each lot ID, e.g. PLY or AL6.", required=True, width=11
        ),
    ]
    description: Annotated[Text, text("Description", "What it is.", required=True, width=30)]
    family: Annotated[Text, choice("Family", "Families", "What kind of material.", required=True)]
    grade: Annotated[Text, identifier("Grade", "Grade or alloy, e.g. 6061-T6.", width=12)]
    specification: Annotated[Text, text("Specification", "Specification it is bought to, e.g. ASTM B209.")]
    spec_revision: Annotated[
        Text, identifier("Spec revision", "That specification's revision or year.", width=10)
    ]
    form: Annotated[Text, choice("Form", "Forms", "Plate, sheet, bar and so on.")]
    unit: Annotated[Text, choice("Unit", "Units", "The unit it is counted in.", required=True, width=8)]
    certificate_needed: Annotated[
        Text,
        choice(
            "Certificate needed",
            "Certificate types",
            "The certificate each delivery must bring; None when none is needed.",
        ),
    ]
    rohs_needed: Annotated[YesNo, yesno("RoHS needed", "Yes when a RoHS declaration must be on file.")]
    reach_needed: Annotated[YesNo, yesno("REACH needed", "Yes when a REACH declaration must be on file.")]
    sds_needed: Annotated[YesNo, yesno("SDS needed", "Yes when a safety data sheet must be on file.")]
    mark_transfer_needed: Annotated[
        YesNo, yesno("Mark transfer needed", "Yes when each cut piece must carry the heat before it is used.")
    ]
    shelf_life_days: Annotated[
        Number, number("Shelf life (days)", "Days from receipt until it may no longer be used.")
    ]
    lot_id_from: Annotated[
        Text,
        choice(
            "Lot ID from",
            "Lot ID sources",
            "Lotbook numbers it; or use the maker's own lot number when it is unique.",
            width=19,
        ),
    ]
    lot_id_format: Annotated[
        Text,
        identifier("Lot ID format", "Own format for this material; empty for the one in Settings.", width=24),
    ]


SHEET = Sheet(
    "Materials", Material, "Each material and what a delivery of it must bring.", Group.MASTER, ("material",)
)
