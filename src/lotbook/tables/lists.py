"""The fixed lists behind drop-downs; each becomes a column of the hidden sheet Lists and a defined name.

A word here is public: it stands in workbooks. Add, never rename.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LOT_STATUS = ("Quarantine", "Released", "Hold", "Rejected", "Returned")
RUN_STATUS = ("Planned", "In process", "Complete", "Cancelled", "Hold")
ORDER_STATUS = ("Open", "Shipped", "Closed", "Cancelled")
CERTIFICATE_STATUS = ("Issued", "Superseded", "Void", "Affected by recall")
RECALL_STATUS = ("Open", "Closed", "Drill")
# EN 10204:2004 names 2.1, 2.2, 3.1 and 3.2; MTR is what North American mills call a 3.1; the rest are a maker's own.
CERTIFICATE_TYPES = ("3.2", "3.1", "MTR", "2.2", "2.1", "CofC", "CoA", "None")
CUT_REASONS = ("Cut", "Remnant", "Re-mark", "Blend")
MARK_METHODS = ("Hard punch", "Tag", "Indelible paint", "Sticker")
UNITS = ("pcs", "sheet", "m", "mm", "ft", "in", "kg", "g", "lb", "oz", "m2", "ft2", "L", "mL")
FAMILIES = (
    "Aluminium", "Carbon steel", "Alloy steel", "Stainless steel", "Titanium", "Copper alloy", "Nickel alloy",
    "Plastic", "Resin", "Powder", "Composite", "Wood", "Fastener", "Fitting", "Consumable",
)  # fmt: skip
FORMS = (
    "Plate",
    "Sheet",
    "Bar",
    "Tube",
    "Profile",
    "Casting",
    "Forging",
    "Filament",
    "Pellets",
    "Powder",
    "Liquid",
    "Part",
)
DOCUMENTS = (
    "COC", "Material certificates", "Traceability report", "Dimensional report", "First article",
    "RoHS statement", "REACH statement", "Process certificates", "Mark transfer report", "Packing slip",
)  # fmt: skip
DISPOSITIONS = ("Open", "Use as is", "Rework", "Repair", "Scrap", "Return to supplier", "Concession")
REGULATIONS = ("RoHS", "REACH", "SDS", "DFARS", "Other")
STATEMENTS = ("Compliant", "Compliant with exemption", "Contains SVHC", "Not compliant", "On file")
ROLES = ("Receiving", "Inspection", "Marking", "Operator", "Quality", "Shipping", "Reviewer", "Signer")
LANGUAGES = ("English", "German", "French", "Spanish")
PAPERS = ("A4", "Letter")
UNIT_SYSTEMS = ("Metric", "Inch")
PROFILES = ("shop", "aerospace", "medical")
FIRST_ARTICLE = ("Full", "Partial")
YES_NO = ("Yes", "No")
LOT_ID_SOURCES = ("Lotbook", "Heat on certificate")

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Lot status": LOT_STATUS,
        "Run status": RUN_STATUS,
        "Order status": ORDER_STATUS,
        "Certificate status": CERTIFICATE_STATUS,
        "Recall status": RECALL_STATUS,
        "Certificate types": CERTIFICATE_TYPES,
        "Cut reasons": CUT_REASONS,
        "Mark methods": MARK_METHODS,
        "Units": UNITS,
        "Families": FAMILIES,
        "Forms": FORMS,
        "Documents": DOCUMENTS,
        "Dispositions": DISPOSITIONS,
        "Regulations": REGULATIONS,
        "Statements": STATEMENTS,
        "Roles": ROLES,
        "Languages": LANGUAGES,
        "Papers": PAPERS,
        "Unit systems": UNIT_SYSTEMS,
        "Profiles": PROFILES,
        "First article": FIRST_ARTICLE,
        "Yes or no": YES_NO,
        "Lot ID sources": LOT_ID_SOURCES,
    }
)


def list_name(title: str) -> str:
    """The defined name of a list: ``Lot status`` -> ``ListLotStatus``; never looks like a cell."""
    return "List" + "".join(word.capitalize() for word in title.split())
