"""A small shop's workbook for the tests of papers: brackets from cut plate, a sub-assembly, anodising, a concession."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from lotbook.documents.frozen.facts import Frozen, find_order, freeze, shipments_of
from lotbook.documents.frozen.head import CertificateHead, Company
from tests.story import records

CUSTOMER = "Smith & Sons <UK>"
BRACKETS = """
Customers
Customer          | Contact  | E-mail            | Address                                      | Paper | Statement wording
Smith & Sons <UK> | J. Smith | qa@smith.example  | 4 Dock Road, Hull HU1 1AA, United Kingdom    | A4    |

Suppliers
Supplier
Metal Depot
BrightCoat Inc.
Plastics & More

People
Name       | Title           | May sign
Ann Miller | Quality manager | Yes
Tom Baker  | Machinist       | No

Materials
Material | Description            | Family    | Grade     | Specification | Spec revision | Unit
AL6      | Aluminium plate 12 mm  | Aluminium | 6061-T651 | ASTM B209     | 21            | kg
PLA      | PLA filament, black    | Plastic   | PLA       |               |               | g

Parts
Part number | Revision | Description           | Drawing | Drawing revision | Unit | Customer part number
BRK-100     | C        | Bracket, sensor mount | D-4471  | C                | pcs  | S-4471-C
SPC-010     | A        | Spacer, printed       |         |                  | pcs  |

Characteristics
Characteristic | Part number | Part revision | Description   | Nominal | Lower limit | Upper limit | Unit
BRK-100-C #3   | BRK-100     | C             | Bore diameter | 8       | 7.98        | 8.02        | mm
BRK-100-C #4   | BRK-100     | C             | Plate width   | 40      | 39.9        | 40.1        | mm

Receiving
Lot ID       | Received on | Supplier        | Purchase order | Material | Heat on certificate | Heat on material | Quantity | Unit | Certificate type | Certificate number | Certificate file          | Mill           | Country of melt | Checked by | Checked on | Status
AL6-0424-001 | 2024-04-22  | Metal Depot     | 4500-118       | AL6      | H83-017             | H83-017          | 20       | kg   | 3.1              | MTR-4711           | certificates/MTR-4711.pdf | Alpine Rolling | Austria         | Ann Miller | 2024-04-22 | Released
PLA-0424-01  | 2024-04-23  | Plastics & More | 4500-119       | PLA      | L220&4              | L220&4           | 1000     | g    | CofC             | C-88               | certificates/C-88.pdf     | FilaCo         |                 | Ann Miller | 2024-04-23 | Released

Cuts
Cut ID   | Cut on     | From         | New lot ID     | Quantity | Unit | Reason | Heat marked | Mark method | Marked by | Verified by | Verified on
CUT-0001 | 2024-04-25 | AL6-0424-001 | AL6-0424-001-1 | 1.2      | kg   | Cut    | H83-017     | Hard punch  | Tom Baker | Ann Miller  | 2024-04-25
CUT-0002 | 2024-04-25 | AL6-0424-001 | AL6-0424-001-2 | 1.2      | kg   | Cut    | H83-017     | Hard punch  | Tom Baker | Ann Miller  | 2024-04-25

Manufacture
Run ID   | Started on | Finished on | Work order | Part number | Part revision | Quantity made | Quantity scrapped | Unit | Machine   | Operator  | SOP          | Status
MFG-0051 | 2024-04-24 | 2024-04-24  | WO-3311    | SPC-010     | A             | 80            |                   | pcs  | Printer 1 | Tom Baker | SOP-03       | Complete
MFG-0056 | 2024-04-26 | 2024-04-28  | WO-3320    | BRK-100     | C             | 27            | 2                 | pcs  | Mill 2    | Tom Baker | SOP-12 rev 4 | Complete
MFG-0057 | 2024-04-29 |             | WO-3321    | BRK-100     | C             | 15            |                   | pcs  | Mill 2    | Tom Baker | SOP-12 rev 4 | Complete

Materials used
Run ID   | Source         | Quantity | Unit
MFG-0051 | PLA-0424-01    | 240      | g
MFG-0056 | AL6-0424-001-1 | 1.2      | kg
MFG-0056 | MFG-0051       | 50       | pcs
MFG-0057 | AL6-0424-001-2 | 1.2      | kg
MFG-0057 | MFG-0051       | 30       | pcs

Outside processes
Run ID   | Process | Specification | Spec revision | Supplier        | Certificate number | Done on
MFG-0056 | Anodise | MIL-PRF-8625  | F             | BrightCoat Inc. | BC-9912            | 2024-04-29

Measurements
Run ID   | Characteristic | Piece | Result | Gauge | Nonconformance
MFG-0056 | BRK-100-C #3   | 0001  | 7.991  | G-014 |
MFG-0056 | BRK-100-C #3   | 0002  | 8.024  | G-014 | NCR-0007
MFG-0057 | BRK-100-C #3   | 0026  | 8.001  | G-014 |

Nonconformances
NCR ID   | Found on   | Lot or run | Description       | Quantity | Disposition | Concession reference | Approved by
NCR-0007 | 2024-04-28 | MFG-0056   | Bore 0.004 mm over | 1        | Use as is   | C-118                | Ann Miller
NCR-0008 | 2024-04-28 | MFG-0056   | Two scrapped       | 2        | Scrap       |                      | Ann Miller

Orders
Order ID | Ordered on | Customer          | Customer PO | PO line | Part number | Part revision | Quantity | Unit | Material required        | Documents required | Destination         | Status
ORD-0117 | 2024-04-12 | Smith & Sons <UK> | PO-88-0031  | 2       | BRK-100     | C             | 40       | pcs  | 6061-T651 to ASTM B209-21 | COC               | Hull works, gate <3> | Open

Shipments
Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit | Serials          | Packing slip | Carrier
SHP-0201    | 2024-05-02 | ORD-0117 | MFG-0056 | 25       | pcs  | 0001, 0002, 0003 | PS-2210      | DHL
SHP-0202    | 2024-05-03 | ORD-0117 | MFG-0057 | 15       | pcs  |                  | PS-2211      | DHL
"""
STATEMENT = (
    "We certify that the articles listed above were manufactured, inspected and tested in accordance with the purchase "
    "order, drawing and specifications named in this certificate, and conform to them."
)


def head(**changes: object) -> CertificateHead:
    """The head of COC-0042, first issue, or changed."""
    first = CertificateHead(
        certificate_id="COC-0042",
        revision="A",
        issued_at=datetime(2024, 5, 3, 14, 5, tzinfo=UTC),
        company=Company(
            "Northfield Precision LLC",
            "12 Mill Lane, Dayton, OH 45402, USA",
            "+1 937 555 0142",
            "quality@northfield.example",
            "7X4N2",
        ),
        signer="Ann Miller",
        title="Quality manager",
        statement=STATEMENT,
        place="Dayton",
        enclosed=("Material certificate MTR-4711", "Material certificate C-88", "Traceability report"),
        fingerprint="9F3C 22A1 7B60 44D2",
    )
    return first._replace(**changes)  # type: ignore[arg-type]


def frozen(text: str = BRACKETS, order: str = "ORD-0117") -> Frozen:
    """The frozen chain of one order of a story."""
    book = records(text)
    found = find_order(book, order)
    assert found is not None
    return freeze(book, found, shipments_of(book, found))


def picture(path: Path, *, size: tuple[int, int] = (400, 120), text: str = "NORTHFIELD") -> Path:
    """A small PNG to stand for a logo or a signature."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, "white")
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((4, 4, size[0] - 5, size[1] - 5), outline="#1f4e79", width=6)
    canvas.text((20, size[1] // 3), text, fill="#1f4e79", font_size=size[1] // 3)
    image.save(path)
    return path
