"""A small shop in good order: no check finds anything in it. And the helper that tells where a code was found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lotbook.checks.all import run
from tests.story import records

TODAY = date(2024, 7, 1)

CLEAN = """
    Receiving
    Lot ID       | Received on | Supplier | Material | Heat on certificate | Heat on material | Quantity | Unit | Certificate type | Certificate file | Mill | Received by | Checked by | Checked on | Status     | Reason
    AL6-0524-001 | 2024-05-02  | Metalco  | AL6      | H83017              | H83017           | 2        | pcs  | 3.1              | certs/al6.pdf    | Alcor | Ann        | Ann        | 2024-05-03 | Released   |
    PLA-0524-001 | 2024-05-06  | Plastico | PLA      | L-77                | L-77             | 1000     | g    | CofC             | certs/pla.pdf    |      | Ann         | Ann        | 2024-05-06 | Released   |
    AL6-0624-001 | 2024-06-03  | Metalco  | AL6      | H90001              | H90002           | 1        | pcs  | 3.1              | certs/bad.pdf    | Alcor | Ann        | Ann        | 2024-06-03 | Rejected   | The heat differs

    Cuts
    Cut ID   | Cut on     | From         | New lot ID     | Quantity | Unit | Reason | Heat marked | Mark method | Marked by | Verified by | Verified on
    CUT-0001 | 2024-05-06 | AL6-0524-001 | AL6-0524-001-1 | 1        | pcs  | Cut    | H83017      | Hard punch  | Bob       | Ann         | 2024-05-06

    Manufacture
    Run ID   | Started on | Finished on | Part number | Part revision | Quantity made | Quantity scrapped | Unit | Operator | Status
    MFG-0001 | 2024-05-07 | 2024-05-10  | KNB-1       | A             | 10            | 1                 | pcs  | Bob      | Complete
    MFG-0002 | 2024-05-13 | 2024-05-15  | BRK-100     | C             | 4             | 0                 | pcs  | Bob      | Complete

    Materials used
    Run ID   | Source         | Quantity | Unit | Used on
    MFG-0001 | PLA-0524-001   | 0.2      | kg   | 2024-05-07
    MFG-0002 | AL6-0524-001-1 | 1        | pcs  | 2024-05-13
    MFG-0002 | MFG-0001       | 4        | pcs  | 2024-05-14

    Outside processes
    Run ID   | Process | Specification | Spec revision | Supplier | Certificate number | Certificate file | Done on
    MFG-0002 | Anodise | MIL-PRF-8625  | F             | Metalco  | A-1                | certs/ano.pdf    | 2024-05-15

    Measurements
    Run ID   | Characteristic | Piece | Result | Gauge | Inspector | Measured on
    MFG-0002 | BRK-100-C #1   | 1     | 10.02  | G-7   | Ann       | 2024-05-15

    Orders
    Order ID | Ordered on | Customer         | Customer PO | Part number | Part revision | Quantity | Unit | Due on     | Documents required | Status
    ORD-0001 | 2024-05-01 | Smith & Sons <UK> | 4500-01    | BRK-100     | C             | 4        | pcs  | 2024-06-01 | COC                | Shipped
    ORD-0002 | 2024-05-01 | Smith & Sons <UK> | 4500-02    | KNB-1       | A             | 5        | pcs  | 2024-06-01 |                    | Open

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit | Serials        | Certificate
    SHP-0001    | 2024-05-20 | ORD-0001 | MFG-0002 | 4        | pcs  | S1, S2, S3, S4 | COC-0001
    SHP-0002    | 2024-07-20 | ORD-0002 | MFG-0001 | 5        | pcs  |                |

    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs | Status     | Signed by | Supersedes
    COC-0001       | A        | ORD-0001 | SHP-0001     | Superseded | Ann       |
    COC-0001       | B        | ORD-0001 | SHP-0001     | Issued     | Ann       | COC-0001 A

    Declarations
    Lot ID       | Supplier | Material | Regulation | Statement                | Exemption | Dated      | Valid until | File
    AL6-0524-001 |          |          | RoHS       | Compliant with exemption | 6(b)      | 2024-04-01 |             | decl/al6.pdf
                 | Plastico | PLA      | REACH      | Compliant                |           | 2024-04-01 | 2025-04-01  | decl/pla.pdf

    Chemistry
    Lot ID       | Element or property | Value | Unit | Minimum | Maximum
    AL6-0524-001 | Mg                  | 1.0   | %    | 0.8     | 1.2

    Custody
    Lot ID       | Step | From    | To      | Heat on document
    AL6-0524-001 | 1    | Alcor   | Metalco | H83017
    AL6-0524-001 | 2    | Metalco | Us      |

    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Disposition | Concession reference | Approved by
    NCR-0001 | 2024-05-15 | MFG-0002   | A scratch   | Use as is   | CON-1                | Ann

    Suppliers
    Supplier | Approved | Approved until
    Metalco  | Yes      | 2025-01-01
    Plastico |          |

    Customers
    Customer          | E-mail               | Address
    Smith & Sons <UK> | a@smith.uk, b@smith.uk | Leeds

    Materials
    Material | Description | Family    | Grade   | Specification | Spec revision | Unit  | Certificate needed | RoHS needed | REACH needed | Mark transfer needed
    AL6      | Plate       | Aluminium | 6061-T6 | ASTM B209     | 2021          | pcs   | 3.1                | Yes         |              | Yes
    PLA      | Filament    | Plastic   |         |               |               | kg    | CofC               |             | Yes          | No

    Parts
    Part number | Revision | Description | Unit | Customer          | Serialised
    BRK-100     | C        | Bracket     | pcs  | Smith & Sons <UK> | Yes
    KNB-1       | A        | Knob        | pcs  |                   |

    BOM
    Part number | Part revision | Component | Quantity | Unit
    BRK-100     | C             | AL6       | 0.25     | pcs
    BRK-100     | C             | KNB-1     | 1        | pcs

    Characteristics
    Characteristic | Part number | Part revision | Description | Nominal | Lower limit | Upper limit | Unit
    BRK-100-C #1   | BRK-100     | C             | Bore        | 10      | 9.95        | 10.05       | mm

    Grade limits
    Grade   | Element or property | Minimum | Maximum | Unit
    6061-T6 | Mg                  | 0.8     | 1.2     | %

    People
    Name | Roles                 | Trained until | May sign
    Ann  | Receiving, Inspection | 2025-01-01    | Yes
    Bob  | Operator, Marking     | 2025-01-01    |

    Settings
    Setting       | Value
    Company name  | Lot & Book
    Run ID format | MFG-{seq:04}
"""


def found(
    text: str, code: str, *, today: date = TODAY, without: Collection[str] = ()
) -> list[tuple[str, int, str]]:
    """Where one code was found: sheet, row, column."""
    findings = run(records(text, without=without), today=today)
    return [(f.place.sheet, f.place.row, f.place.column) for f in findings if f.code == code]


def messages(text: str, code: str) -> list[str]:
    """What the findings of one code say."""
    return [f.message for f in run(records(text), today=TODAY) if f.code == code]


def severities(text: str, code: str) -> list[str]:
    """How much the findings of one code matter."""
    return [str(f.severity) for f in run(records(text), today=TODAY) if f.code == code]


def fixes(text: str, code: str) -> list[str]:
    """What the findings of one code ask for."""
    return [f.fix for f in run(records(text), today=TODAY) if f.code == code]
