"""The same jobs with openpyxl and pandas, as a good afternoon gives them; they answer less than Lotbook does.

python benchmarks/naive.py assign|recall|edit BOOK [LOT]

The checks stand in naive_check.py.
"""

from __future__ import annotations

import sys

import openpyxl
import pandas as pd


def assign(book: str) -> None:
    """The next lot ID and one new row."""
    lots = pd.read_excel(book, sheet_name="Receiving")
    prefix = "AL6-0624"
    taken = lots["Lot ID"].dropna().astype(str)
    numbers = taken[taken.str.startswith(prefix)].str.rsplit("-", n=1).str[1].astype(int)
    number = int(numbers.max()) + 1 if len(numbers) else 1
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Receiving"]
    sheet.append([f"{prefix}-{number:03}"])
    table = sheet.tables["Receiving"]
    table.ref = f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
    table.autoFilter.ref = table.ref
    workbook.save(book)
    print(f"{prefix}-{number:03}")


def recall(book: str, lot: str) -> None:
    """One lot to its customers by merges, level by level; what to stop, the lot's balance, other lots of its heat, gaps."""
    names = ["Receiving", "Cuts", "Manufacture", "Materials used", "Shipments", "Orders", "Customers"]
    sheets = pd.read_excel(book, sheet_name=names, dtype=object)
    lots, cuts, runs, used, shipments, orders, customers = (sheets[name] for name in names)
    cancelled = runs.loc[runs["Status"] == "Cancelled", "Run ID"]
    links = pd.concat(
        [
            cuts[["From", "New lot ID"]].set_axis(["source", "target"], axis=1),
            used[["Source", "Run ID"]].set_axis(["source", "target"], axis=1),
        ]
    )
    links = links[~links["target"].isin(cancelled)]
    reached = frontier = pd.DataFrame({"node": [lot]})
    while len(frontier):
        targets = frontier.merge(links, left_on="node", right_on="source")[["target"]].drop_duplicates()
        frontier = targets[~targets["target"].isin(reached["node"])].set_axis(["node"], axis=1)
        reached = pd.concat([reached, frontier])
    shipped = shipments.merge(reached, left_on="Run ID", right_on="node")
    told = shipped.merge(orders, on="Order ID").merge(customers, on="Customer")
    made = runs[runs["Run ID"].isin(reached["node"])]
    stop = made[made["Status"].isin(["Planned", "In process"])]
    start = lots[lots["Lot ID"] == lot]
    gone = used.loc[used["Source"] == lot, "Quantity"].sum() + cuts.loc[cuts["From"] == lot, "Quantity"].sum()
    left = start["Quantity"].sum() - gone
    same_heat = lots[lots["Heat on certificate"].isin(start["Heat on certificate"]) & (lots["Lot ID"] != lot)]
    known = pd.concat([lots["Lot ID"], cuts["New lot ID"], runs["Run ID"]])
    gaps = (~links["source"].isin(known)).sum() + (~shipments["Run ID"].isin(runs["Run ID"])).sum()
    print(len(shipped), told["Customer"].nunique())
    print(len(made), len(stop), left, len(same_heat), gaps)
    columns = [
        "Customer",
        "E-mail",
        "Order ID",
        "Customer PO",
        "Shipment ID",
        "Quantity_x",
        "Shipped on",
        "Certificate",
    ]
    print(told[columns].to_string())


def edit(book: str) -> None:
    """One cell of Materials used."""
    workbook = openpyxl.load_workbook(book)
    workbook["Materials used"]["C5"].value = 6
    workbook.save(book)


if __name__ == "__main__":
    {"assign": assign, "recall": recall, "edit": edit}[sys.argv[1]](*sys.argv[2:])
