"""A small shop whose one order passes the gate without a finding; each test breaks one thing of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.frozen.facts import find_order, freeze, shipments_of
from lotbook.documents.gate.case import Case
from lotbook.documents.gate.rules import gate
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import same
from lotbook.tables.records import Records
from tests.story import records

TODAY = date(2024, 3, 1)
SOUND = """
    Settings
    Setting         | Value
    Company name    | Northfield Precision
    Company address | 12 Mill Lane
    Default signer  | Ann

    Suppliers
    Supplier
    North Metals
    BrightCoat

    Customers
    Customer          | Address         | Documents required           | Statement wording | Profile
    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates   |                   |

    Materials
    Material | Description | Family    | Unit  | Mark transfer needed | Certificate needed | Specification | Spec revision | RoHS needed
    AL6      | 6061 plate  | Aluminium | sheet | Yes                  | 3.1                | ASTM B209     | 21            |
    SS3      | Fitting     | Fitting   | pcs   |                      | CofC               |               |               |
    OIL      | Oil         | Consumable | L    |                      | None               |               |               |

    Parts
    Part number | Revision | Description | Unit | Serialised | Customer
    BRK-100     | C        | Bracket     | pcs  |            |
    SUB-9       | A        | Insert      | pcs  |            |

    Characteristics
    Characteristic | Part number | Part revision | Lower limit | Upper limit | Unit
    BRK #1         | BRK-100     | C             | 9.9         | 10.1        | mm

    People
    Name | Title           | Trained until | May sign
    Ann  | Quality manager | 2030-01-01    | Yes
    Bob  | Cutter          | 2030-01-01    | No

    Receiving
    Lot ID       | Received on | Supplier     | Material | Heat on certificate | Heat on material | Quantity | Unit  | Certificate type | Certificate number | Certificate file | Checked by | Checked on | Reviewed by | Reviewed on | Status   | Reason | Expires on | Mill
    AL6-0124-001 | 2024-01-10  | North Metals | AL6      | H83017              | H83017           | 3        | sheet | 3.1              | M1                 | m1.pdf           | Bob        | 2024-01-10 | Ann         | 2024-01-11  | Released |        |            | Alpine Rolling
    SS3-0124-001 | 2024-01-12  | North Metals | SS3      | S1                  | S1               | 50       | pcs   | CofC             | M2                 | m2.pdf           | Bob        | 2024-01-12 |             |             | Released |        |
    OIL-0124-001 | 2024-01-12  | North Metals | OIL      |                     |                  | 50       | L     |                  |                    |                  | Bob        | 2024-01-12 |             |             | Released |        | 2024-06-01

    Cuts
    Cut ID   | Cut on     | From         | New lot ID     | Quantity | Unit  | Reason | Heat marked | Marked by | Verified by | Verified on
    CUT-0001 | 2024-02-01 | AL6-0124-001 | AL6-0124-001-1 | 1        | sheet | Cut    | H83017      | Bob       | Ann         | 2024-02-01

    Manufacture
    Run ID   | Started on | Finished on | Part number | Part revision | Quantity made | Quantity scrapped | Unit | Operator | Status   | First article
    MFG-0001 | 2024-02-03 | 2024-02-04  | BRK-100     | C             | 10            | 1                 | pcs  | Bob      | Complete |
    MFG-0002 | 2024-02-01 | 2024-02-02  | SUB-9       | A             | 20            |                   | pcs  | Bob      | Complete |

    Materials used
    Run ID   | Source         | Quantity | Unit  | Used on    | Unit serial
    MFG-0001 | AL6-0124-001-1 | 1        | sheet | 2024-02-03 |
    MFG-0001 | MFG-0002       | 10       | pcs   | 2024-02-03 |
    MFG-0001 | OIL-0124-001   | 1        | L     | 2024-02-03 |
    MFG-0002 | SS3-0124-001   | 20       | pcs   | 2024-02-01 |

    Outside processes
    Run ID   | Process | Specification | Spec revision | Supplier   | Certificate number | Certificate file | Done on
    MFG-0001 | Anodise | MIL-PRF-8625  | F             | BrightCoat | BC-9               | bc9.pdf          | 2024-02-04

    Measurements
    Run ID   | Characteristic | Piece | Result | Inspector | Measured on | Nonconformance
    MFG-0001 | BRK #1         | 1     | 10.0   | Ann       | 2024-02-04  |

    Orders
    Order ID | Ordered on | Customer          | Customer PO | Part number | Part revision | Quantity | Unit | Documents required  | Status
    ORD-0001 | 2024-01-02 | Smith & Sons <UK> | 0099-1      | BRK-100     | C             | 9        | pcs  | Traceability report | Open

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit | Serials | Certificate
    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |
"""

Reader = Callable[[str], CertificateText]
# What the rows of the story say of their certificates beside the heat.
BESIDES = (
    "M1",
    "M2",
    "EN 10204 3.1",
    "Alpine Rolling",
    "MFG-0001",
    "MFG-0002",
    "MIL-PRF-8625 Type II Class 2 rev F",
)


def with_heats(*heats: str) -> Reader:
    """Every file is there and names these heats."""

    def read(file: str) -> CertificateText:
        return CertificateText(sha256(file.encode()).hexdigest(), 1, " ".join((*heats, *BESIDES)))

    return read


def case(
    text: str = SOUND,
    *,
    read: Reader | None = None,
    signer: str = "Ann",
    known: Sequence[Finding] = (),
    supersedes: str = "",
    enclosed: Sequence[str] = (),
    answers: Sequence[str] = (),
    shipments: Sequence[str] | None = None,
    templates: Path | None = None,
) -> Case:
    """The order ORD-0001 of a story, ready for the gate."""
    from lotbook.compliance.answer import answer

    rows: Records = records(text)
    order = find_order(rows, "ORD-0001")
    assert order is not None
    sent = [s for s in shipments_of(rows, order) if shipments is None or s.shipment_id in shipments]
    return Case(
        frozen=freeze(rows, order, sent),
        today=TODAY,
        signer_name=signer,
        signer=next((p for p in rows.people if same(p.name, signer)), None),
        read=read or with_heats("H83017", "S1", "BC-9"),
        answers={name: answer(rows, "ORD-0001", name, today=TODAY) for name in answers},
        known=tuple(known),
        supersedes=next((c for c in rows.certificates if c.certificate_id == supersedes), None),
        enclosed=tuple(enclosed),
        templates=templates,
    )


def found(text: str = SOUND, **more) -> list[tuple[str, int, str, str]]:
    """What the gate finds: sheet, row, column, code; a warning has a ? after its code."""
    return [
        (f.place.sheet, f.place.row, f.place.column, f.code + ("" if f.stops else "?"))
        for f in gate(case(text, **more))
    ]


def changed(*pairs: tuple[str, str], text: str = SOUND) -> str:
    """The story with some texts replaced; each must stand there, so that no test passes for nothing."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text
