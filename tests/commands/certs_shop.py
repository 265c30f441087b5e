"""A small shop with deliveries and real certificate files beside its workbook, for the tests of `certs`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from lotbook.artefacts.workbook.build import build_workbook
from lotbook.cli import main
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.deliveries import PAPER
from tests.documents.pdfs import draw
from tests.documents.shop import rows_of
from tests.story import source

TODAY = date.today()
SOON, AGO = TODAY + timedelta(days=900), TODAY - timedelta(days=10)
SHOP = """
Settings
Setting      | Value
Company name | {company}
Profile      | {profile}

Suppliers
Supplier     | Contact | E-mail           | Address
North Metals | Gina    | certs@north.test | 1 Mill Road
South & Co   |         |                  |

Materials
Material | Description | Family    | Unit | Grade   | Specification | Spec revision | Certificate needed
AL6      | 6061 plate  | Aluminium | kg   | 6061-T6 | ASTM B209     | 2021a         | 3.1
AL63     | 6063 bar    | Aluminium | kg   | 6063-T6 |               |               | 3.1
OIL      | Oil         | Consumable | L   |         |               |               | None

People
Name | Title           | Roles               | Trained until
Ann  | Quality manager | Quality, Reviewer   | {soon}
Bob  | Clerk           | Receiving           | {soon}
Old  | Retired         | Inspection          | 2020-01-01

Grade limits
Grade | Element or property | Minimum | Maximum | Unit
6061  | Mg                  | 0.8     | 1.2     | %
6063  | Si                  | 0.20    | 0.6     | %
6063  | Fe                  |         | 0.35    | %
6063  | Mg                  | 0.45    | 0.9     | %
6063  | Ti                  |         | 0.10    | %

Receiving
Lot ID | Received on | Supplier | Purchase order | Material | Heat on certificate | Heat on material | Quantity | Unit | Certificate type | Certificate file | Received by | Status | Reason
{rows}
"""
ROW = "AL6-0124-001 | {ago} | North Metals | PO-7 | AL6 | {typed} | {tag} | 100 | kg | 3.1 | {file} | Bob | {status} | {reason}"


def row(
    lot="AL6-0124-001",
    *,
    tag="H83-017",
    typed="",
    file="m1.pdf",
    status="Quarantine",
    reason="",
    supplier="North Metals",
):
    text = ROW.format(ago=AGO, typed=typed, tag=tag, file=file, status=status, reason=reason)
    return text.replace("AL6-0124-001", lot).replace("North Metals", supplier)


def shop(folder: Path, *rows: str, profile: str = "shop", company: str = "Smith & Sons <UK>") -> Path:
    """A workbook with these deliveries."""
    folder.mkdir(parents=True, exist_ok=True)
    found = rows_of(
        source(SHOP.format(profile=profile, company=company, soon=SOON, rows="\n".join(rows or (row(),))))
    )
    own = {str(each["Setting"]): str(each.get("Value") or "") for each in found.pop("Settings")}
    build_workbook(folder / "shop.xlsx", rows=found, own_settings=own)
    return folder / "shop.xlsx"


def paper(path: Path, heat: str = "H83-017", **changed: str) -> Path:
    text = PAPER.format(heat=heat)
    for old, new in changed.items():
        text = text.replace(old, new)
    return draw(path, text.splitlines())


def certs(capsys, workbook: Path, *words: str, code: int = 0) -> dict:
    assert main(["certs", str(workbook), "--json", "--who", "Ann", *words]) == code
    return json.loads(capsys.readouterr().out)


def lots(workbook: Path) -> dict[str, tuple]:
    with FileBook.open(workbook) as book:
        return {each.lot_id: each for each in Records(book).receiving}


def found_codes(answer: dict) -> list[str]:
    return [finding["code"] for each in answer["deliveries"] for finding in each["findings"]]
