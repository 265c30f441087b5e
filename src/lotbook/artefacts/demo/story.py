"""What the demo shop's story fixes: what it makes, buys and sells, and the rows that readers will look for.

Dates run from June 2023 to September 2024. Runs are told by their number, so MFG-0056 is run 56.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

FIRST_DAY = date(2023, 6, 12)
ENCLOSURE_DAY = date(2024, 5, 14)
LAST_RUN_DAY = date(2024, 9, 11)
LAST_DAY = date(2024, 9, 20)
REMNANT_DAY = date(2024, 9, 2)
ENCLOSURE_RUN = 56
LAST_RUN = 128
RUNNING_RUN, RUNNING_DAY = 129, date(2024, 9, 19)  # on the laser while the story ends


class Buying(NamedTuple):
    """How the shop buys one material: usual quantity, from whom in turn, the pattern of the makers' heats, the rack."""

    quantity: int
    suppliers: tuple[str, ...]
    heats: str  # "#" stands for one figure
    certificates: str
    mill: str
    melted_in: str
    rack: str


BUYING = MappingProxyType({
    "ACR": Buying(7, ("Pacific Plastics & Sheet",), "PX-{yy}{mm}-####", "PPS-#####", "Pacific Plastics & Sheet", "", "Rack A1"),
    "PLA": Buying(3000, ("Northwind Filament Co.",), "NWG{yy}-####", "NW-COC-####", "Northwind Filament Co.", "", "Cabinet 1"),
    "PET": Buying(1250, ("Northwind Filament Co.",), "NWT{yy}-####", "NW-COC-####", "Northwind Filament Co.", "", "Cabinet 2"),
    "PLY": Buying(12, ("Baltic Birch Imports",), "VNT-{yy}-###", "BB-####", "Kurzeme Plywood Mill", "", "Rack A3"),
    "RSN": Buying(5000, ("Lumen Resin Labs",), "LR{yy}{mm}-###", "LRC-####", "Lumen Resin Labs", "", "Cabinet 4"),
    "AL6": Buying(3660, ("Cascade Metals Supply",), "61T-4####", "MTR-6####", "Great Lakes Rolling, Inc.", "USA", "Rack B2"),
    "AFB": Buying(60, ("Global Profile Trading",), "", "", "Huaqiang", "China", "Rack B4"),
    "SS4": Buying(3, ("Cascade Metals Supply", "Rhein Edelstahl Service GmbH"), "E9#####", "RT-#####", "Nordrhein Stahlwerke", "Germany", "Rack B1"),
    "SSR": Buying(3000, ("Rhein Edelstahl Service GmbH",), "A7####", "APZ-#####", "Bergisch Edelstahl", "Germany", "Rack B3"),
    "STT": Buying(24, ("Hanse Stahlhandel GmbH",), "", "", "Steel Mill SE", "Austria", "Yard"),
    "BRS": Buying(3000, ("Keystone Brass & Bronze",), "K-####", "KB-####", "Keystone Brass & Bronze", "USA", "Rack B5"),
    "FTG": Buying(60, ("Fjord Fasteners AS",), "FF#####", "FJ-#####", "Fjord Fasteners AS", "Norway", "Bin 12"),
    "SCR": Buying(100, ("Fjord Fasteners AS",), "S#####M", "FJ-#####", "Fjord Fasteners AS", "Norway", "Bin 14"),
})  # fmt: skip


class Making(NamedTuple):
    """How one part is made: on what, by whom, after which instruction, in how many working days."""

    machine: str
    operator: str
    sop: str
    days: int


_LASER = Making("Laser 1", "Dana Ruiz", "WI-LAS-03 rev C", 1)
_PRINT = Making("Printer row 2", "Lena Hoff", "WI-PRT-02 rev B", 2)
_MILL = Making("Mill 1", "Joe Park", "WI-MIL-07 rev D", 3)
_LATHE = Making("Lathe 1", "Joe Park", "WI-LAT-04 rev A", 2)
_SAW = Making("Saw 1", "Pete Novak", "WI-SAW-01 rev B", 1)
MAKING = MappingProxyType({
    "ENC-100": Making("Laser 1", "Dana Ruiz", "WI-ASM-05 rev A", 2),
    "LMP-200": Making("Printer row 2", "Lena Hoff", "WI-ASM-06 rev A", 3),
    "CST-010": _LASER, "PNL-020": _LASER, "SGN-030": _LASER, "PZL-040": _LASER, "BOX-050": _LASER, "ORN-060": _LASER,
    "PAN-140": _LASER, "CLP-070": _PRINT, "PLT-080": _PRINT, "HLD-090": _PRINT, "MIN-095": _PRINT,
    "BRK-100": _MILL, "BPL-110": _MILL, "HSG-120": _MILL, "MNF-130": _LATHE, "KNB-150": _LATHE,
    "FRM-160": _SAW, "TRM-170": _SAW,
})  # fmt: skip

# What the shop makes for its shop window, over and over: part, revision, pieces.
ROUND = (
    ("CST-010", "A", 40), ("PZL-040", "A", 24), ("CLP-070", "A", 30), ("PNL-020", "A", 24), ("HLD-090", "A", 20),
    ("SGN-030", "B", 24), ("BOX-050", "B", 16), ("ORN-060", "A", 60), ("PLT-080", "A", 14), ("LMP-200", "A", 12),
    ("MIN-095", "A", 18), ("ENC-100", "A", 12), ("PZL-040", "A", 20), ("CLP-070", "A", 24), ("CST-010", "A", 36),
    ("HLD-090", "A", 18), ("ORN-060", "A", 40), ("PLT-080", "A", 12),
)  # fmt: skip


class Contract(NamedTuple):
    """A run made for one order of one company."""

    part: str
    revision: str
    made: int
    scrapped: int
    customer: str
    customer_po: str
    po_line: str
    ordered: int
    first_article: str = ""


SMITH = "Smith & Sons <UK>"
_NORDHAFEN = "Nordhafen Messtechnik GmbH"
_WILLAMETTE = "Willamette Brewing Systems"
_SOLAR = "Great Basin Solar Co-op"
BRACKET_RUN, BASE_PLATE_RUN = 112, 115
CONTRACTS = MappingProxyType({
    4: Contract("BRK-100", "B", 40, 1, SMITH, "PO-77310", "1", 36),
    9: Contract("PAN-140", "A", 16, 0, _WILLAMETTE, "WBS-2023-118", "2", 16),
    13: Contract("HSG-120", "A", 6, 0, _NORDHAFEN, "4500071193", "10", 6, "Full"),
    23: Contract("MNF-130", "A", 20, 1, _WILLAMETTE, "WBS-2023-151", "1", 18),
    27: Contract("KNB-150", "A", 50, 2, "O'Neill Boat Works", "00123", "1", 48),
    31: Contract("FRM-160", "A", 10, 0, _SOLAR, "GBS 23/0417", "1", 10),
    36: Contract("BRK-100", "B", 36, 0, SMITH, "PO-77482", "1", 36),
    44: Contract("PAN-140", "A", 24, 1, "Puget Marine Instruments", "PMI-0091", "3", 20),
    49: Contract("HSG-120", "A", 6, 0, _NORDHAFEN, "4500072870", "10", 6),
    53: Contract("BPL-110", "A", 20, 1, SMITH, "PO-77603", "2", 18),
    61: Contract("TRM-170", "A", 24, 0, "Atelier Dubois & Filles", "CF-2024-0311", "1", 24),
    66: Contract("MNF-130", "A", 16, 0, "Talleres Ibarra S.L.", "24-0877", "1", 16),
    72: Contract("KNB-150", "A", 40, 1, "O'Neill Boat Works", "00131", "1", 36),
    78: Contract("HSG-120", "A", 8, 0, _NORDHAFEN, "4500074415", "20", 8),
    84: Contract("FRM-160", "A", 8, 0, _SOLAR, "GBS 24/0102", "1", 8),
    104: Contract("PAN-140", "A", 16, 0, "Cascadia Aerospace Components, Inc.", "CAC-60418", "4", 16, "Full"),
    110: Contract("TRM-170", "A", 16, 0, "Atelier Dubois & Filles", "CF-2024-0588", "1", 16),
    BRACKET_RUN: Contract("BRK-100", "C", 12, 1, SMITH, "PO-77815", "1", 10, "Full"),
    BASE_PLATE_RUN: Contract("BPL-110", "B", 15, 1, SMITH, "PO-77815", "2", 12),
})  # fmt: skip


class Pinned(NamedTuple):
    """A delivery that the story names; ``tag`` keeps it for the runs that ask for it."""

    material: str
    received_on: date
    quantity: int
    tag: str = ""
    supplier: str = ""
    heat: str = ""
    certificate: str = ""
    file: str = ""


RECALLED_LOT = "ACR-0923-01"  # the first acrylic of September 2023
LAMP_RUN = "MFG-0021"  # lamps of recalled acrylic and of panels that were made of it before
RECALLED, ENCLOSURE, PLATE = "recalled acrylic", "enclosure", "anodised plate"
_MINIMAL = "certificates/flat-bar-6060-H98765.pdf"
_TUBES = "certificates/tube-S355J2H-175508.pdf"
PINNED = (
    Pinned("ACR", date(2023, 9, 1), 10, RECALLED),
    Pinned("ACR", date(2024, 4, 24), 12),
    Pinned("ACR", date(2024, 5, 2), 10),
    Pinned("ACR", date(2024, 5, 7), 8, ENCLOSURE),
    Pinned("PLA", date(2024, 4, 2), 3000, ENCLOSURE),
    Pinned("PLY", date(2024, 4, 22), 20),
    Pinned("PLY", date(2024, 4, 25), 14),
    Pinned("AL6", date(2024, 8, 6), 3660, PLATE, heat="61T-40882", certificate="MTR-640882"),
    Pinned("AFB", date(2024, 5, 16), 60, heat="H98765", certificate="DMP-X12345-2024", file=_MINIMAL),
    Pinned("STT", date(2023, 11, 6), 24, heat="175508", certificate="1866645/001", file=_TUBES),
    Pinned("STT", date(2024, 6, 20), 12, heat="175508", certificate="1866645/001", file=_TUBES),
)
# run -> what it makes when it is not the next of the ROUND, and the tags it takes from
PINNED_RUNS = MappingProxyType({
    16: ("PNL-020", "A", 30, RECALLED),
    18: ("SGN-030", "B", 32, RECALLED),
    21: ("LMP-200", "A", 16, RECALLED),
    ENCLOSURE_RUN: ("ENC-100", "A", 10, ENCLOSURE),
    RUNNING_RUN: ("CST-010", "A", 40, ""),
    BRACKET_RUN: ("BRK-100", "C", 12, PLATE),
    BASE_PLATE_RUN: ("BPL-110", "B", 15, PLATE),
})  # fmt: skip
RECALL_CUSTOMERS = 34
RECALL_SHIPMENTS = MappingProxyType({16: 9, 18: 20, 21: 12})  # 41 in all: seven customers bought twice
RECALL_SHARE = 95  # percent of the good pieces that left; a few signs and lamps are still on the shelf
CANCELLED_RUN = 58
PIECE_MM = Decimal(900)  # what fits on the saw's stop
ANODISED = MappingProxyType({"BPL-110": ("Anodise, black", "MIL-PRF-8625 Type II Class 2", "F")})
ANODISER = "Columbia Anodize & Finishing"
