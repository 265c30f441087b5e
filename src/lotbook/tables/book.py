"""The whole workbook in one tuple: every sheet in its order, as the flow of material goes, master data last."""

from lotbook.tables import (
    bom,
    certificates,
    characteristics,
    chemistry,
    custody,
    customers,
    cuts,
    declarations,
    grade_limits,
    manufacture,
    materials,
    materials_used,
    measurements,
    nonconformances,
    orders,
    outside_processes,
    parts,
    people,
    recall_notices,
    recalls,
    receiving,
    settings,
    shipments,
    suppliers,
)
from lotbook.tables.column import Group, Sheet

SCHEMA_VERSION = 1
SCHEMA_PROPERTY = "Lotbook schema"  # the document property that tells a workbook's layout

START = Sheet("Start", None, "What this workbook is, the steps of a job, key figures.", Group.REPORT)
RECALL_REPORT = Sheet(
    "Recall", None, "The last recall. Rebuilt whole by Recall; do not type here.", Group.REPORT
)
CHECK_RESULTS = Sheet(
    "Check results",
    None,
    "What the last check found. Rebuilt whole by Check; do not type here.",
    Group.REPORT,
)
LISTS = Sheet("Lists", None, "The words behind drop-downs.", Group.HIDDEN)

TABLES: tuple[Sheet, ...] = (
    receiving.SHEET,
    cuts.SHEET,
    custody.SHEET,
    manufacture.SHEET,
    materials_used.SHEET,
    outside_processes.SHEET,
    measurements.SHEET,
    orders.SHEET,
    shipments.SHEET,
    certificates.SHEET,
    declarations.SHEET,
    chemistry.SHEET,
    nonconformances.SHEET,
    recalls.SHEET,
    recall_notices.SHEET,
    suppliers.SHEET,
    customers.SHEET,
    materials.SHEET,
    parts.SHEET,
    bom.SHEET,
    characteristics.SHEET,
    grade_limits.SHEET,
    people.SHEET,
    settings.SHEET,
)

SHEETS: tuple[Sheet, ...] = (START, *TABLES[:15], RECALL_REPORT, CHECK_RESULTS, *TABLES[15:], LISTS)


def sheet(name: str) -> Sheet:
    """The specification of one sheet by its name.

    Raises:
        KeyError: no such sheet in the specification.
    """
    for found in SHEETS:
        if found.name == name:
            return found
    raise KeyError(name)
