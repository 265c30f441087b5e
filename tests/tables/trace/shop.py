"""A small shop for trace tests: two deliveries of one heat, a cut, a sub-assembly, four customers."""

from datetime import date

from lotbook.domain.filters import Filters
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import fields, recall
from tests.story import records, source

TODAY = date(2024, 6, 30)

SHOP = """
    Receiving
    Lot ID      | Received on | Supplier | Purchase order | Material | Heat on certificate | Heat on material | Quantity | Unit  | Certificate number | Status   | Location
    ACR-0923-01 | 2023-09-01  | Perspex  | PO-1           | ACR      | H1                  | H1               | 20       | sheet | C-1                | Released | A1
    ACR-0923-02 | 2023-09-09  | Perspex  | PO-2           | ACR      | H1                  | H1               | 20       | sheet | C-2                | Released | A2
    PLA-0424-01 | 2024-04-01  | Filaco   | PO-3           | PLA      | 77                  | 77               | 1        | kg    | C-3                | Released | B1
    ALU-0124-01 | 2024-01-05  | Perspex  | PO-4           | ALU      | H1                  | H1               | 5        | m     | C-4                | Released | C1

    Cuts
    Cut ID | New lot ID    | From        | Quantity | Unit  | Reason | Heat marked
    CUT-1  | ACR-0923-01-1 | ACR-0923-01 | 4        | sheet | Cut    | H1

    Manufacture
    Run ID | Started on | Finished on | Work order | Part number | Part revision | Quantity made | Quantity scrapped | Unit | Machine | Operator | Status
    MFG-1  | 2023-09-10 | 2023-09-11  | WO-1       | PANEL       | A             | 10            | 1                 | pcs  | Laser 1 | Dana     | Complete
    MFG-2  | 2023-10-01 | 2023-10-02  | WO-2       | BOX         | B             | 5             | 0                 | pcs  | Bench   | Lena     | Complete
    MFG-3  | 2024-06-01 |             | WO-3       | PANEL       | A             |               |                   | pcs  | Laser 1 | Dana     | In process
    MFG-4  | 2024-05-01 | 2024-05-02  | WO-4       | CLIP        | A             | 50            | 0                 | pcs  | Printer | Lena     | Complete

    Materials used
    Run ID | Source        | Quantity | Unit
    MFG-1  | ACR-0923-01   | 8        | sheet
    MFG-1  | ACR-0923-01-1 | 2        | sheet
    MFG-2  | MFG-1         | 5        | pcs
    MFG-3  | ACR-0923-01   | 1        | sheet
    MFG-4  | PLA-0424-01   | 200      | g

    Outside processes
    Run ID | Process | Specification | Supplier | Certificate number | Done on
    MFG-2  | Paint   | P-1           | Coat Co  | OP-7               | 2023-10-05
    MFG-3  | Polish  | P-2           | Shine Co |                    |

    Measurements
    Run ID | Characteristic | Piece | Result | Gauge
    MFG-4  | Width          | 1     | 5      | G-9

    Orders
    Order ID | Ordered on | Customer | Customer PO | Part number | Part revision | Quantity | Unit | Status
    ORD-1    | 2023-09-05 | Acme     | 4711        | PANEL       | A             | 9        | pcs  | Open
    ORD-2    | 2023-09-05 | Bolt     | 4712        | BOX         | B             | 5        | pcs  | Shipped
    ORD-3    | 2024-05-01 | Cray     | 4713        | CLIP        | A             | 50       | pcs  | Shipped

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID | Quantity | Unit | Packing slip | Certificate
    SHP-1       | 2023-10-01 | ORD-1    | MFG-1  | 2        | pcs  | PS-1         | COC-0001-A
    SHP-2       | 2023-10-09 | ORD-2    | MFG-2  | 4        | pcs  | PS-2         |
    SHP-3       | 2024-05-09 | ORD-3    | MFG-4  | 50       | pcs  | PS-3         |

    Customers
    Customer | Contact | E-mail         | Phone
    Acme     | Ann     | ann@acme.test  | 1
    Bolt     | Bob     | bob@bolt.test  | 2
    Cray     | Cy      | cy@cray.test   | 3
"""


def with_row(story: str, sheet: str, line: str) -> str:
    """The story with one more row at the end of a sheet, its cells parted by ``|`` under the sheet's headers."""
    blocks = story.strip("\n").split("\n\n")
    return "\n\n".join(
        f"{block}\n    {line}" if block.strip().splitlines()[0].strip() == sheet else block
        for block in blocks
    )


def without_row(story: str, start: str) -> str:
    """The story without the rows that start with a text."""
    return "\n".join(line for line in story.splitlines() if not line.strip().startswith(start))


def recalled(story: str = SHOP, known=None, **filters):
    """The recall of a story, read as the command reads it: linking columns first, whole rows where it gets to."""
    asked = Filters(
        **{name: (value,) if isinstance(value, str) else value for name, value in filters.items()}
    )
    few = Records(source(story), only=fields(asked))
    found = recall(few, asked, known=known or {}, today=TODAY)
    assert found == recall(records(story), asked, known=known or {}, today=TODAY)
    return found


def ids(rows, field):
    """One field of some rows, in their order."""
    return [getattr(row, field) for row in rows]


def codes(found):
    """The gaps as (code, sheet, row, column)."""
    return [(gap.code, gap.place.sheet, gap.place.row, gap.place.column) for gap in found.gaps]


def rows_of(story: str) -> dict[str, list[dict[str, object]]]:
    """The story as the workbook builder takes it: sheet -> rows as header -> value."""
    told = source(story)
    found = {}
    for name in told.sheet_names():
        view = told.view(name, "", ())
        columns = view.columns(range(len(view.headers)))
        rows = [dict(zip(view.headers, cells, strict=True)) for cells in zip(*columns, strict=True)]
        if rows:
            found[name] = [
                {header: value for header, value in row.items() if value is not None} for row in rows
            ]
    return found
