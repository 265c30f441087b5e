"""The same jobs with openpyxl and pandas, as a good afternoon gives them; they answer less than Lotbook does.

python benchmarks/naive.py assign|recall|check|edit BOOK [LOT]
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
    """One lot to its customers, by merges, level by level."""
    sheets = pd.read_excel(book, sheet_name=["Cuts", "Materials used", "Shipments", "Orders", "Customers"])
    links = pd.concat(
        [
            sheets["Cuts"][["From", "New lot ID"]].set_axis(["source", "target"], axis=1),
            sheets["Materials used"][["Source", "Run ID"]].set_axis(["source", "target"], axis=1),
        ]
    )
    reached = frontier = pd.DataFrame({"node": [lot]})
    while len(frontier):
        targets = frontier.merge(links, left_on="node", right_on="source")[["target"]].drop_duplicates()
        frontier = targets[~targets["target"].isin(reached["node"])].set_axis(["node"], axis=1)
        reached = pd.concat([reached, frontier])
    shipped = sheets["Shipments"].merge(reached, left_on="Run ID", right_on="node")
    told = shipped.merge(sheets["Orders"], on="Order ID").merge(sheets["Customers"], on="Customer")
    print(len(shipped), told["Customer"].nunique())


def check(book: str) -> None:
    """A handful of link, duplicate and quantity checks."""
    sheets = pd.read_excel(book, sheet_name=None)
    lots, runs, used = sheets["Receiving"], sheets["Manufacture"], sheets["Materials used"]
    known = pd.concat([lots["Lot ID"], sheets["Cuts"]["New lot ID"], runs["Run ID"]])
    found = [
        lots["Lot ID"].duplicated().sum(),
        runs["Run ID"].duplicated().sum(),
        (~used["Source"].isin(known)).sum(),
        (~used["Run ID"].isin(runs["Run ID"])).sum(),
        (~sheets["Shipments"]["Run ID"].isin(runs["Run ID"])).sum(),
        (~sheets["Shipments"]["Order ID"].isin(sheets["Orders"]["Order ID"])).sum(),
        (~lots["Supplier"].isin(sheets["Suppliers"]["Supplier"])).sum(),
        (~lots["Material"].isin(sheets["Materials"]["Material"])).sum(),
        (lots["Heat on certificate"] != lots["Heat on material"]).sum(),
    ]
    spent = used.groupby("Source")["Quantity"].sum()
    merged = lots.merge(spent.rename("used"), left_on="Lot ID", right_index=True, how="left")
    found.append((merged["used"].fillna(0) > merged["Quantity"]).sum())
    dated = used.merge(lots, left_on="Source", right_on="Lot ID")
    found.append((dated["Used on"] < dated["Received on"]).sum())
    sent = sheets["Shipments"].groupby("Run ID")["Quantity"].sum()
    made = runs.merge(sent.rename("sent"), left_on="Run ID", right_index=True, how="left")
    found.append((made["sent"] > made["Quantity made"] - made["Quantity scrapped"]).sum())
    print(sum(int(each) for each in found))


def edit(book: str) -> None:
    """One cell of Materials used."""
    workbook = openpyxl.load_workbook(book)
    workbook["Materials used"]["C5"].value = 6
    workbook.save(book)


if __name__ == "__main__":
    {"assign": assign, "recall": recall, "check": check, "edit": edit}[sys.argv[1]](*sys.argv[2:])
