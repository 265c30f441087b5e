"""What `lotbook assign` does for one new delivery, with the row added in the same write: the counterpart of naive assign."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from lotbook.domain.edits import Append, Issued, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records

if __name__ == "__main__":
    with FileBook.open(Path(sys.argv[1]), writing=True) as book:
        prefix = "AL6-0624"
        lots = Records(book, only={"Receiving": ("lot_id",)}).receiving
        taken = [int(lot.lot_id[-3:]) for lot in lots if lot.lot_id and lot.lot_id.startswith(prefix)]
        number = max([book.journal.counters().get(prefix, 0), *taken]) + 1
        lot_id = f"{prefix}-{number:03}"
        row = {"Lot ID": lot_id, "Received on": date(2024, 6, 3), "Material": "AL6", "Status": "Quarantine"}
        issued = Issued(prefix, number, lot_id)
        plan = Plan(
            "assign", f"{lot_id} assigned.", appends=(Append("Receiving", row, lot_id),), issued=(issued,)
        )
        book.write(plan, who="benchmark")
        print(lot_id)
