"""Which cell of the workbook stands behind which fact of an issued certificate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lotbook.domain.identifiers import key
from lotbook.tables.records import Records

# Field of the frozen chain -> columns of the row; a quantity stands there with its unit.
Fields = Mapping[str, tuple[str, ...]]
# What the certificate says, the row (None where it is not there any more), and the fields to compare.
Fact = tuple[Mapping[str, Any], Any, Fields]


def _fields(*same: str, **named: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(columns.split()) for name, columns in (dict(zip(same, same, strict=True)) | named).items()
    }


_ORDER = _fields("customer", "customer_po", "po_line", "part_number", "part_revision")
_ORDER_PRINTED = _fields(
    "destination", "material_required", "finish", order_date="ordered_on", ordered="quantity unit"
)
_SHIPMENT = _fields("shipped_on", "quantity", "unit", "serials", "carrier", "tracking", run="run_id")
_RUN = _fields(
    "part_number", "part_revision", "started_on", "finished_on", "operator", "work_order", "machine", "first_article",
    work_instruction="sop", made="quantity_made unit", scrapped="quantity_scrapped unit",
)  # fmt: skip
_PROCESS = _fields(
    "specification", "spec_revision", "done_on", processor="supplier", certificate="certificate_number"
)
_REPORT = _fields("disposition", "concession")
_LOT = _fields(
    "supplier", "material", "mill", "country_of_melt", "received_on", "checked_by", "checked_on", "certificate_type",
    "heat_on_material", heat="heat_on_certificate", certificate="certificate_number", bought_on="purchase_order",
    delivered="quantity unit",
)  # fmt: skip
_CUT = _fields(
    "heat_marked",
    "marked_by",
    "verified_by",
    "verified_on",
    "cut_on",
    "reason",
    "mark_method",
    amount="quantity unit",
)
_MATERIAL = _fields("grade", "specification", "spec_revision")
_PART = _fields("customer_part_number", "drawing", "drawing_revision")
_PART_PRINTED = _fields("description")
_CUSTOMER = _fields("address", "contact")
_SETTINGS = {
    "issuer": "Company name", "issuer_address": "Company address", "issuer_phone": "Company phone",
    "issuer_email": "Company e-mail", "supplier_code": "Supplier code", "place": "Place of issue",
}  # fmt: skip


class Rows(NamedTuple):
    """Rows of the workbook by comparison key."""

    orders: Mapping[str, Any]
    shipments: Mapping[str, Any]
    runs: Mapping[str, Any]
    lots: Mapping[str, Any]
    cuts: Mapping[tuple[str, str], Any]  # by piece and what it was taken from; a blend has several
    measured: Mapping[str, Sequence[Any]]  # "characteristic of run", as the chain calls it -> rows
    used: Mapping[str, frozenset[str]]  # run -> what it used
    for_all: Mapping[str, frozenset[str]]  # the same without what is recorded for single serials
    processes: Mapping[str, Sequence[Any]]  # run -> its outside processes
    reports: Mapping[str, Any]  # nonconformances
    parts: Mapping[tuple[str, str], Any]  # by number and revision
    materials: Mapping[str, Any]
    customers: Mapping[str, Any]
    settings: Mapping[str, Any]


def rows_of(records: Records) -> Rows:
    """The rows that certificates speak about."""
    measured, processes = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
    for each in records.measurements:
        measured[key(f"{each.characteristic} of {each.run_id}")].append(each)
    for done in records.outside_processes:
        processes[key(done.run_id or "")].append(done)
    used, for_all = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for use in records.materials_used:
        used[key(use.run_id or "")].add(key(use.source or ""))
        if not use.unit_serial:
            for_all[key(use.run_id or "")].add(key(use.source or ""))
    return Rows(
        {key(row.order_id or ""): row for row in records.orders},
        {key(row.shipment_id or ""): row for row in records.shipments},
        {key(row.run_id or ""): row for row in records.manufacture},
        {key(row.lot_id or ""): row for row in records.receiving},
        {(key(row.new_lot_id or ""), key(row.source or "")): row for row in records.cuts},
        measured,
        {run: frozenset(sources) for run, sources in used.items()},
        {run: frozenset(sources) for run, sources in for_all.items()},
        processes,
        {key(row.ncr_id or ""): row for row in records.nonconformances},
        {(key(row.part_number or ""), key(row.revision or "")): row for row in records.parts},
        {key(row.material or ""): row for row in records.materials},
        {key(row.customer or ""): row for row in records.customers},
        {key(row.setting or ""): row for row in records.settings_rows},
    )


def row_facts(chain: Mapping[str, Any], rows: Rows) -> Iterator[Fact]:
    """What the certificate says of its own rows: order, shipments, runs, processes, lots, cuts."""
    order = rows.orders.get(key(str(chain.get("order", ""))))
    yield chain, order, _ORDER
    if "printed" in chain:
        yield chain["printed"], order, _ORDER_PRINTED
    for sent in chain.get("shipments", ()):
        yield sent, rows.shipments.get(key(sent["shipment"])), _SHIPMENT
    for run in chain.get("runs", ()):
        yield run, rows.runs.get(key(run["run"])), _RUN
        yield from _of_run(run, rows)
    for lot in chain.get("lots", ()):
        yield lot, rows.lots.get(key(lot["lot"])), _LOT
        for cut in lot.get("cuts", ()):
            yield cut, rows.cuts.get((key(cut.get("piece", "")), key(cut.get("from", "")))), _CUT


def _of_run(run: Mapping[str, Any], rows: Rows) -> Iterator[Fact]:
    """Outside processes by their name, the second of one name by the second row; nonconformances by number."""
    waiting = list(rows.processes.get(key(run["run"]), ()))
    for done in run.get("processes", ()):
        found = next((row for row in waiting if key(row.process or "") == key(done.get("process", ""))), None)
        if found is not None:
            waiting.remove(found)
        yield done, found, _PROCESS
    for report in run.get("nonconformances", ()):
        yield report, rows.reports.get(key(report.get("ncr", ""))), _REPORT


def master_facts(chain: Mapping[str, Any], rows: Rows) -> Iterator[Fact]:
    """What the certificate says that stands once for many: part, materials, customer, statement, company."""
    part = rows.parts.get((key(chain.get("part_number", "")), key(chain.get("part_revision", ""))))
    customer = rows.customers.get(key(chain.get("customer", "")))
    yield chain, part, _PART
    for lot in chain.get("lots", ()):
        yield lot, rows.materials.get(key(lot.get("material", ""))), _MATERIAL
    if "printed" not in chain:
        return
    yield chain["printed"], part, _PART_PRINTED
    yield chain["printed"], customer, _CUSTOMER
    if customer is not None and customer.statement_wording:
        yield chain, customer, {"statement": ("statement_wording",)}
    else:
        yield chain, _setting(rows, "Statement of conformance"), {"statement": ("value",)}
    for field, name in _SETTINGS.items():
        yield chain["printed"], _setting(rows, name), {field: ("value",)}


def _setting(rows: Rows, name: str) -> Any:  # noqa: ANN401 - a row of any sheet
    """The row of a setting; None where it is empty, because its default holds then."""
    row = rows.settings.get(key(name))
    return row if row is not None and row.value else None
