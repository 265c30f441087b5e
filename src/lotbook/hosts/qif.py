"""Reads measured results from QIF, the XML of the Dimensional Metrology Standards Consortium (QIF 3.0, ISO 23952:2020).

Elements are known by their names, so that files of QIF 2.x, in which a measurement is called an actual, are read as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers import expat

from lotbook.errors import MissingFileError, NotAWorkbookError, UnsafeFileError
from lotbook.tables.foreign.results import Item, Result, Results, unit_of

SUFFIX = ".qif"
_LARGEST = 64_000_000  # bytes; a thousand pieces of fifty characteristics have about forty million
# QIF 3.0, Characteristics.xsd: these are measured in the angular unit, the others below in the linear one.
_ANGLES = ("Angle", "AngleBetween", "AngleFrom", "AngularCoordinate")
_LENGTHS = (
    "Angularity", "Chord", "CircularRunout", "Circularity", "Coaxiality", "Concentricity", "Conicity", "CurveLength",
    "Cylindricity", "Depth", "Diameter", "DistanceBetween", "DistanceFrom", "Flatness", "Height", "Length",
    "LineProfile", "LinearCoordinate", "Parallelism", "Perpendicularity", "PointProfile", "Position", "Radius",
    "SphericalDiameter", "SphericalRadius", "Sphericity", "Square", "Straightness", "SurfaceProfile",
    "SurfaceProfileNonUniform", "Symmetry", "Thickness", "TotalRunout", "UserDefinedLinear", "Width",
)  # fmt: skip
_ROUGHNESS = "SurfaceTexture"  # its value is called by what it is, Ra
_MEASURED = ("CharacteristicMeasurement", "CharacteristicActual")
# Lists whose members others name by their id; some programs number each list anew.
_ITEMS, _NOMINALS, _DEFINITIONS = "CharacteristicItems", "CharacteristicNominals", "CharacteristicDefinitions"
_COMPONENTS, _DEVICES = "ActualComponentSet", "MeasurementDevices"
_GROUPS = frozenset({_ITEMS, _NOMINALS, _DEFINITIONS, _COMPONENTS, _DEVICES})
_PASSED = {"PASS": True, "FAIL": False}


def read_qif(path: Path) -> Results:
    """Every measured result of a file, piece by piece.

    Raises:
        MissingFileError: there is no such file, or it cannot be read.
        NotAWorkbookError: it is no QIF file, or a damaged one.
        UnsafeFileError: it declares entities, or is far too large.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise MissingFileError(
            f"{path} cannot be read.", next_step="Check the name and the folder."
        ) from error
    if size > _LARGEST:
        raise UnsafeFileError(f"{path.name} is far larger than a file of results.")
    root = _parsed(content, path.name)
    if _name(root) != "QIFDocument":
        raise NotAWorkbookError(
            f"{path.name} is no QIF file: it starts with {_name(root)}.",
            next_step="Let the measuring program export QIF results, or CSV.",
        )
    document = _Document(root)
    return Results(path.name, tuple(document.results()), document.counted)


def _parsed(content: bytes, name: str) -> ET.Element:
    """The tree of a file without a document type, which is where entities are declared."""
    tree = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> None:
        raise UnsafeFileError(f"{name} declares a document type, which no file of results needs.")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.data
    parser.buffer_text = True
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise NotAWorkbookError(
            f"{name} is damaged: it is not well-formed XML.", cause=str(error),
            next_step="Export it again.",
        ) from error  # fmt: skip
    return tree.close()


class _Document:
    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._by_id = {
            (_name(group), element.get("id", "")): element
            for group in root.iter()
            if _name(group) in _GROUPS
            for element in group
        }
        self._units = _units(root)
        self._designators = Counter(
            _designator(element) for (group, _), element in self._by_id.items() if group == _ITEMS
        )
        self._items: dict[str, Item] = {}
        self.counted = False

    def results(self) -> Iterator[Result]:
        number = 0
        sets = [each for each in self._root.iter() if _name(each) == "MeasurementResults"]
        for order, measured in enumerate((each for each in sets if each.get("id")), start=1):
            piece = self._piece(measured, order)
            day, inspector = self._when(measured), _text(measured, "InspectionOperator", "Name")
            for element in measured.iter():
                kind = _kind(element)
                if kind:
                    number += 1
                    yield self._result(number, element, kind, piece)._replace(
                        measured_on=day,
                        inspector=inspector or _text(self._root, "InspectionOperator", "Name"),
                    )

    def _result(self, number: int, element: ET.Element, kind: str, piece: str) -> Result:
        value = _child(element, "RoughnessAverageValue" if kind == _ROUGHNESS else "Value")
        own = (value.get("linearUnit") or value.get("angularUnit") or "") if value is not None else ""
        item = self._item(_text(element, "CharacteristicItemId"), kind)
        readable = kind in _ANGLES or kind in _LENGTHS or kind == _ROUGHNESS
        return Result(
            number,
            item._replace(unit=unit_of(own)) if own else item,
            piece,
            _number(value) if readable else None,
            _PASSED.get(_text(element, "Status", "CharacteristicStatusEnum")),
            self._device(element)
            or self._device(self._named(_ITEMS, _text(element, "CharacteristicItemId"))),
        )

    def _item(self, identifier: str, kind: str) -> Item:
        if identifier not in self._items:
            item = self._named(_ITEMS, identifier)
            nominal = self._named(_NOMINALS, _text(item, "CharacteristicNominalId"))
            definition = self._named(_DEFINITIONS, _text(nominal, "CharacteristicDefinitionId"))
            target = _number(_child(nominal, "TargetValue"))
            lower, upper = _limits(definition, target)
            name = _text(item, "Name") or f"{kind} {identifier}"
            unit = self._units["AngularUnit" if kind in _ANGLES else "LinearUnit"]
            balloon = _designator(item)
            if self._designators[balloon] > 1:  # a class of key characteristics, not a number on the drawing
                balloon = ""
            fine = kind == _ROUGHNESS
            self._items[identifier] = Item(balloon, name, target, lower, upper, unit, only_in_our_unit=fine)
        return self._items[identifier]

    def _piece(self, measured: ET.Element, order: int) -> str:
        """The serial number; the place in the file where it has none, or where several parts are told together."""
        ids = [
            each.text or "" for each in _child(measured, "ActualComponentIds") or () if _name(each) == "Id"
        ]
        serials = [
            serial for each in ids if (serial := _text(self._named(_COMPONENTS, each), "SerialNumber"))
        ]
        if len(serials) != 1:
            self.counted = True
            return str(order)
        return serials[0]

    def _named(self, group: str, identifier: str) -> ET.Element | None:
        return self._by_id.get((group, identifier.strip()))

    def _when(self, measured: ET.Element) -> date | None:
        for place in (measured, self._root):
            for name in ("InspectionEnd", "InspectionStart", "ReportPreparationDate"):
                found = next((each.text for each in place.iter() if _name(each) == name and each.text), "")
                try:
                    return date.fromisoformat((found or "").strip()[:10])
                except ValueError:
                    continue
        return None

    def _device(self, element: ET.Element | None) -> str:
        ids = _child(element, "MeasurementDeviceIds")
        named = (self._named(_DEVICES, each.text or "") for each in (ids if ids is not None else ()))
        return ", ".join(filter(None, (_text(device, "Name") for device in named)))


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _kind(element: ET.Element) -> str:
    """``Diameter`` of a DiameterCharacteristicMeasurement; empty for any other element."""
    name = _name(element)
    ending = next((each for each in _MEASURED if name.endswith(each)), "")
    return name.removesuffix(ending) if ending and element.get("id") else ""


def _child(element: ET.Element | None, name: str) -> ET.Element | None:
    return next((each for each in (element if element is not None else ()) if _name(each) == name), None)


def _text(element: ET.Element | None, *way: str) -> str:
    """The text at the end of a way through children; its first step may lie deeper."""
    if element is None:
        return ""
    found = next((each for each in element.iter() if _name(each) == way[0] and each is not element), None)
    for name in way[1:]:
        found = _child(found, name)
    return (found.text or "").strip() if found is not None else ""


def _designator(item: ET.Element | None) -> str:
    return _text(item, "CharacteristicDesignator", "Designator") or _text(
        item, "KeyCharacteristic", "Designator"
    )


def _number(element: ET.Element | None) -> Decimal | None:
    try:
        value = Decimal((element.text or "").strip()) if element is not None else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _limits(definition: ET.Element | None, target: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper limit: deviations from the nominal unless they are defined as limits; a zone is at most."""
    zone = _number(_child(definition, "ToleranceValue"))
    if zone is not None:
        return None, zone
    tolerance = _child(definition, "Tolerance")
    low, high = _number(_child(tolerance, "MinValue")), _number(_child(tolerance, "MaxValue"))
    if _text(tolerance, "DefinedAsLimit").casefold() in ("true", "1"):
        return low, high
    if target is None:
        return None, None
    return (None if low is None else target + low), (None if high is None else target + high)


def _units(root: ET.Element) -> dict[str, str]:
    """The file's own units; empty where it names none."""
    primary = next((each for each in root.iter() if _name(each) == "PrimaryUnits"), None)
    found = {}
    for name in ("LinearUnit", "AngularUnit"):
        unit = _child(primary, name)
        found[name] = unit_of(_text(unit, "UnitName") or _text(unit, "SIUnitName"))
    return found
