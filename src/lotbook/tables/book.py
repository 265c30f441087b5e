"""The whole workbook: every sheet in its order, as the flow of material goes, master data last."""

from __future__ import annotations

from functools import cache
from importlib import import_module

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

# Every sheet with rows; each has a module of its own, named like it, that is imported when the sheet is asked for.
NAMES = (
    "Receiving",
    "Cuts",
    "Custody",
    "Manufacture",
    "Materials used",
    "Outside processes",
    "Measurements",
    "Orders",
    "Shipments",
    "Certificates",
    "Declarations",
    "Chemistry",
    "Nonconformances",
    "Recalls",
    "Recall notices",
    "Suppliers",
    "Customers",
    "Materials",
    "Parts",
    "BOM",
    "Characteristics",
    "Grade limits",
    "People",
    "Settings",
)
_REPORTS = {each.name: each for each in (START, RECALL_REPORT, CHECK_RESULTS, LISTS)}
SHEET_NAMES = (START.name, *NAMES[:15], RECALL_REPORT.name, CHECK_RESULTS.name, *NAMES[15:], LISTS.name)

TABLES: tuple[Sheet, ...]
SHEETS: tuple[Sheet, ...]


@cache
def sheet(name: str) -> Sheet:
    """The specification of one sheet by its name.

    Raises:
        KeyError: no such sheet in the specification.
    """
    if name in _REPORTS:
        return _REPORTS[name]
    if name not in NAMES:
        raise KeyError(name)
    found = import_module(f"lotbook.tables.{name.lower().replace(' ', '_')}").SHEET
    assert isinstance(found, Sheet)
    return found


def name_of(row_type: type) -> str:
    """The name of the sheet whose rows are of this type."""
    module = row_type.__module__.rpartition(".")[2]
    return next(name for name in NAMES if name.lower().replace(" ", "_") == module)


def __getattr__(name: str) -> object:
    """All specifications at once, ``TABLES`` and ``SHEETS``, for whoever needs every sheet's."""
    names = {"TABLES": NAMES, "SHEETS": SHEET_NAMES}.get(name)
    if names is None:
        raise AttributeError(name)
    found = globals()[name] = tuple(map(sheet, names))
    return found
