"""All rows of a workbook, each sheet read when it is first asked for, so a click reads no more than it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.tables import kinds
from lotbook.tables.book import NAMES, name_of, sheet
from lotbook.tables.load import Loaded, load, load_rows
from lotbook.tables.source import ReadsAhead, Source

if TYPE_CHECKING:
    from lotbook.tables.bom import BomLine
    from lotbook.tables.certificates import Certificate
    from lotbook.tables.characteristics import Characteristic
    from lotbook.tables.chemistry import Analysis
    from lotbook.tables.custody import Transfer
    from lotbook.tables.customers import Customer
    from lotbook.tables.cuts import Cut
    from lotbook.tables.declarations import Declaration
    from lotbook.tables.grade_limits import GradeLimit
    from lotbook.tables.manufacture import Run
    from lotbook.tables.materials import Material
    from lotbook.tables.materials_used import Use
    from lotbook.tables.measurements import Measurement
    from lotbook.tables.nonconformances import Nonconformance
    from lotbook.tables.orders import Order
    from lotbook.tables.outside_processes import OutsideProcess
    from lotbook.tables.parts import Part
    from lotbook.tables.people import Person
    from lotbook.tables.recall_notices import RecallNotice
    from lotbook.tables.recalls import RecallRow
    from lotbook.tables.receiving import Receipt
    from lotbook.tables.settings import Setting
    from lotbook.tables.shipments import Shipment
    from lotbook.tables.suppliers import Supplier

RowT = TypeVar("RowT")


class Records:
    """The rows of one workbook by sheet; each sheet is read once, when first used.

    Args:
        source: the workbook.
        only: sheet name -> fields to read; a sheet not named here is read whole. A field that was not read
            refuses to be used, so a saving can never make a list shorter.
    """

    def __init__(self, source: Source, *, only: Mapping[str, Collection[str]] | None = None) -> None:
        self.source = source
        self._only = dict(only or {})
        self._loaded: dict[str, Loaded] = {}
        if only:
            self._read_ahead(only)

    def _read_ahead(self, names: Iterable[str]) -> None:
        if isinstance(self.source, ReadsAhead):
            self.source.read_ahead(names)

    def loaded(self, name: str) -> Loaded:
        """One sheet as it was read, with findings and header map."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = load(self.source, sheet(name), self._only.get(name))
        return found

    def whole_rows(self, row_type: type[RowT], numbers: Collection[int]) -> list[RowT]:
        """Some rows of a sheet with every field, by sheet row number, even when the sheet was read in part."""
        return cast("list[RowT]", load_rows(self.loaded(name_of(row_type)), sorted(numbers)))

    def findings(self) -> list[Finding]:
        """What reading every sheet found: cells, headers, rows and merged cells that are not as they should be."""
        self._read_ahead(NAMES)
        found: list[Finding] = []
        for name in NAMES:
            loaded = self.loaded(name)
            found += loaded.findings
            if loaded.view is not None:
                found += [
                    kinds.MERGED_CELLS.at(Place(name), f"{name}: the cells {area} are merged.")
                    for area in self.source.merged_cells(name)
                ]
        return found

    @cached_property
    def receiving(self) -> Sequence[Receipt]:
        """Deliveries, which are the lots."""
        return cast("Sequence[Receipt]", self.loaded("Receiving").rows)

    @cached_property
    def cuts(self) -> Sequence[Cut]:
        """Cuts, remnants, re-marks and blends."""
        return cast("Sequence[Cut]", self.loaded("Cuts").rows)

    @cached_property
    def custody(self) -> Sequence[Transfer]:
        """Hand-overs before a delivery."""
        return cast("Sequence[Transfer]", self.loaded("Custody").rows)

    @cached_property
    def manufacture(self) -> Sequence[Run]:
        """Runs."""
        return cast("Sequence[Run]", self.loaded("Manufacture").rows)

    @cached_property
    def materials_used(self) -> Sequence[Use]:
        """What went into which run."""
        return cast("Sequence[Use]", self.loaded("Materials used").rows)

    @cached_property
    def outside_processes(self) -> Sequence[OutsideProcess]:
        """Work done elsewhere."""
        return cast("Sequence[OutsideProcess]", self.loaded("Outside processes").rows)

    @cached_property
    def measurements(self) -> Sequence[Measurement]:
        """Measured results."""
        return cast("Sequence[Measurement]", self.loaded("Measurements").rows)

    @cached_property
    def orders(self) -> Sequence[Order]:
        """Order lines."""
        return cast("Sequence[Order]", self.loaded("Orders").rows)

    @cached_property
    def shipments(self) -> Sequence[Shipment]:
        """Shipments."""
        return cast("Sequence[Shipment]", self.loaded("Shipments").rows)

    @cached_property
    def certificates(self) -> Sequence[Certificate]:
        """Issued certificates, every revision."""
        return cast("Sequence[Certificate]", self.loaded("Certificates").rows)

    @cached_property
    def declarations(self) -> Sequence[Declaration]:
        """Suppliers' declarations."""
        return cast("Sequence[Declaration]", self.loaded("Declarations").rows)

    @cached_property
    def chemistry(self) -> Sequence[Analysis]:
        """Values from certificates."""
        return cast("Sequence[Analysis]", self.loaded("Chemistry").rows)

    @cached_property
    def nonconformances(self) -> Sequence[Nonconformance]:
        """What was found wrong."""
        return cast("Sequence[Nonconformance]", self.loaded("Nonconformances").rows)

    @cached_property
    def recalls(self) -> Sequence[RecallRow]:
        """Register of recalls."""
        return cast("Sequence[RecallRow]", self.loaded("Recalls").rows)

    @cached_property
    def recall_notices(self) -> Sequence[RecallNotice]:
        """Register of recall notices."""
        return cast("Sequence[RecallNotice]", self.loaded("Recall notices").rows)

    @cached_property
    def suppliers(self) -> Sequence[Supplier]:
        """Suppliers."""
        return cast("Sequence[Supplier]", self.loaded("Suppliers").rows)

    @cached_property
    def customers(self) -> Sequence[Customer]:
        """Customers."""
        return cast("Sequence[Customer]", self.loaded("Customers").rows)

    @cached_property
    def materials(self) -> Sequence[Material]:
        """Materials."""
        return cast("Sequence[Material]", self.loaded("Materials").rows)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Parts in each revision."""
        return cast("Sequence[Part]", self.loaded("Parts").rows)

    @cached_property
    def bom(self) -> Sequence[BomLine]:
        """What parts are made of."""
        return cast("Sequence[BomLine]", self.loaded("BOM").rows)

    @cached_property
    def characteristics(self) -> Sequence[Characteristic]:
        """What is measured on parts."""
        return cast("Sequence[Characteristic]", self.loaded("Characteristics").rows)

    @cached_property
    def grade_limits(self) -> Sequence[GradeLimit]:
        """The shop's chemistry limits."""
        return cast("Sequence[GradeLimit]", self.loaded("Grade limits").rows)

    @cached_property
    def people(self) -> Sequence[Person]:
        """People."""
        return cast("Sequence[Person]", self.loaded("People").rows)

    @cached_property
    def settings_rows(self) -> Sequence[Setting]:
        """Settings as rows."""
        return cast("Sequence[Setting]", self.loaded("Settings").rows)

    @cached_property
    def _settings(self) -> dict[str, str]:
        from lotbook.tables.settings import DEFAULTS

        values = {key(default.name): default.value for default in DEFAULTS}
        for row in self.settings_rows:
            if row.setting and row.value is not None:
                values[key(row.setting)] = row.value
        return values

    def setting(self, name: str) -> str:
        """The value of one setting, the shop's own or the default; empty when it has none.

        Raises:
            KeyError: no setting has this name.
        """
        return self._settings[key(name)]
