"""The checks of a register as one would script them with pandas: one read of the file, then whole columns at a time.

python benchmarks/naive_check.py BOOK

It asks about 60 of Lotbook's questions, those about the sheets that a workbook of the benchmark fills. It says row and
rule, not why and what to do.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pandas as pd

LISTS = {
    ("Receiving", "Status"): ["Quarantine", "Released", "Hold", "Rejected", "Returned"],
    ("Receiving", "Certificate type"): ["3.2", "3.1", "MTR", "2.2", "2.1", "CofC", "CoA", "None"],
    ("Cuts", "Reason"): ["Cut", "Remnant", "Re-mark", "Blend"],
    ("Cuts", "Mark method"): ["Hard punch", "Tag", "Indelible paint", "Sticker"],
    ("Manufacture", "Status"): ["Planned", "In process", "Complete", "Cancelled", "Hold"],
    ("Orders", "Status"): ["Open", "Shipped", "Closed", "Cancelled"],
}
UNITS = ["pcs", "sheet", "m", "mm", "ft", "in", "kg", "g", "lb", "oz", "m2", "ft2", "L", "mL"]
IDENTIFIERS = {
    "Receiving": ["Lot ID", "Supplier", "Purchase order", "Material", "Heat on certificate", "Heat on material", "Certificate number"],
    "Cuts": ["Cut ID", "From", "New lot ID"],
    "Manufacture": ["Run ID", "Work order", "Part number", "Part revision"],
    "Materials used": ["Run ID", "Source"],
    "Orders": ["Order ID", "Customer", "Customer PO", "Part number", "Part revision"],
    "Shipments": ["Shipment ID", "Order ID", "Run ID", "Packing slip"],
}  # fmt: skip
DATES = {
    "Receiving": ["Received on", "Checked on"],
    "Cuts": ["Cut on", "Verified on"],
    "Manufacture": ["Started on", "Finished on"],
    "Materials used": ["Used on"],
    "Orders": ["Ordered on", "Due on"],
    "Shipments": ["Shipped on"],
}
NUMBERS = {
    "Receiving": ["Quantity"],
    "Cuts": ["Quantity"],
    "Manufacture": ["Quantity made", "Quantity scrapped"],
    "Materials used": ["Quantity"],
    "Orders": ["Quantity"],
    "Shipments": ["Quantity"],
}
REQUIRED = {
    "Receiving": ["Received on", "Supplier", "Material", "Quantity", "Unit", "Status"],
    "Cuts": ["Cut on", "From", "Quantity", "Unit", "Reason"],
    "Manufacture": ["Started on", "Part number", "Part revision", "Unit", "Status"],
    "Materials used": ["Run ID", "Source", "Quantity", "Unit"],
    "Orders": ["Ordered on", "Customer", "Customer PO", "Part number", "Part revision", "Quantity", "Unit", "Status"],
    "Shipments": ["Shipped on", "Order ID", "Run ID", "Quantity", "Unit"],
}  # fmt: skip
KEYS = {
    "Receiving": "Lot ID",
    "Cuts": "New lot ID",
    "Manufacture": "Run ID",
    "Orders": "Order ID",
    "Shipments": "Shipment ID",
}
LINKS = [
    ("Receiving", "Supplier", [("Suppliers", "Supplier")]),
    ("Receiving", "Material", [("Materials", "Material")]),
    ("Receiving", "Received by", [("People", "Name")]),
    ("Receiving", "Checked by", [("People", "Name")]),
    ("Cuts", "From", [("Receiving", "Lot ID"), ("Cuts", "New lot ID")]),
    ("Cuts", "Marked by", [("People", "Name")]),
    ("Cuts", "Verified by", [("People", "Name")]),
    ("Manufacture", "Part number", [("Parts", "Part number")]),
    ("Manufacture", "Operator", [("People", "Name")]),
    ("Materials used", "Run ID", [("Manufacture", "Run ID")]),
    ("Materials used", "Source", [("Receiving", "Lot ID"), ("Cuts", "New lot ID"), ("Manufacture", "Run ID")]),
    ("Orders", "Customer", [("Customers", "Customer")]),
    ("Orders", "Part number", [("Parts", "Part number")]),
    ("Shipments", "Order ID", [("Orders", "Order ID")]),
    ("Shipments", "Run ID", [("Manufacture", "Run ID")]),
]  # fmt: skip
LOOKALIKE = str.maketrans("OQDIL|SBZG", "0001115826")

found: list[tuple[str, str, int]] = []


def report(code: str, sheet: str, rows: pd.DataFrame) -> None:
    """Sheet row numbers, as Excel shows them."""
    found.extend((code, sheet, index + 2) for index in rows.index)


def normal(column: pd.Series) -> pd.Series:
    """Identifiers as they are compared."""
    return column.astype("string").str.normalize("NFKC").str.strip().str.casefold()


def main(book: str) -> None:
    # As objects, or pandas turns the identifier 00123 into a number itself.
    sheets = pd.read_excel(book, sheet_name=None, dtype=object, keep_default_na=False, na_values=[""])
    cells(sheets)
    rows(sheets)
    links(sheets)
    receiving(sheets)
    files(sheets["Receiving"], Path(book).parent)
    cutting(sheets)
    use(sheets)
    quantities(sheets)
    shipping(sheets)
    print(len(found))


def files(lots: pd.DataFrame, folder: Path) -> None:
    """Certificate files that are not there."""
    named = lots["Certificate file"].dropna()
    report(
        "file-missing", "Receiving", lots.loc[named[~named.map(lambda name: (folder / name).exists())].index]
    )


def cells(sheets: dict[str, pd.DataFrame]) -> None:
    """Identifiers that became numbers or dates, unseen characters, texts where dates and numbers belong, words."""
    for sheet, columns in IDENTIFIERS.items():
        frame = sheets[sheet]
        for column in columns:
            values = frame[column].dropna()
            texts = values.map(lambda value: isinstance(value, str))
            dates = values.map(lambda value: isinstance(value, datetime))
            report("identifier-became-date", sheet, frame.loc[values[dates].index])
            report("identifier-became-number", sheet, frame.loc[values[~texts & ~dates].index])
            written = values[texts].astype("string")
            hidden = written.str.contains("[\u00a0\u200b\u200c\u200d\ufeff\t\n\r]|^ | $", regex=True)
            report("hidden-characters", sheet, frame.loc[written[hidden].index])
    today = pd.Timestamp.now()
    for sheet, columns in DATES.items():
        frame = sheets[sheet]
        for column in columns:
            days = pd.to_datetime(frame[column], errors="coerce")
            report("date-is-text", sheet, frame[frame[column].notna() & days.isna()])
            frame[column] = days
            report("date-too-old", sheet, frame[days < pd.Timestamp(2000, 1, 1)])
            if column != "Due on":
                report("date-in-future", sheet, frame[days > today])
    for sheet, columns in NUMBERS.items():
        frame = sheets[sheet]
        for column in columns:
            numbers = pd.to_numeric(frame[column], errors="coerce")
            report("number-is-text", sheet, frame[frame[column].notna() & numbers.isna()])
            frame[column] = numbers
            report(
                "quantity-not-positive",
                sheet,
                frame[numbers < (0 if column == "Quantity scrapped" else 1e-12)],
            )
    for (sheet, column), words in LISTS.items():
        frame = sheets[sheet]
        report("not-in-list", sheet, frame[frame[column].notna() & ~frame[column].isin(words)])
    for sheet in NUMBERS:
        frame = sheets[sheet]
        report("not-in-list", sheet, frame[frame["Unit"].notna() & ~frame["Unit"].isin(UNITS)])


def rows(sheets: dict[str, pd.DataFrame]) -> None:
    """Empty required cells, empty rows, rows without a number, repeated keys and rows."""
    for sheet, columns in REQUIRED.items():
        frame = sheets[sheet]
        for column in columns:
            report("required-empty", sheet, frame[frame[column].isna()])
        report("blank-row", sheet, frame[frame.isna().all(axis=1)])
    for sheet, column in KEYS.items():
        frame = sheets[sheet]
        names = normal(frame[column])
        report("not-numbered", sheet, frame[names.isna()])
        repeated = names.notna() & names.duplicated()
        if sheet == "Cuts":
            repeated &= frame["Reason"] != "Blend"
        report("duplicate-key", sheet, frame[repeated])
        malformed = names.notna() & ~frame[column].astype("string").str.fullmatch(r"[A-Z0-9-]{1,20}").fillna(
            value=False
        )
        report("id-malformed", sheet, frame[malformed])
    used = sheets["Materials used"]
    report("row-repeated", "Materials used", used[used.duplicated()])
    both = set(normal(sheets["Receiving"]["Lot ID"]).dropna()) & set(
        normal(sheets["Manufacture"]["Run ID"]).dropna()
    )
    report(
        "id-in-two-sheets", "Receiving", sheets["Receiving"][normal(sheets["Receiving"]["Lot ID"]).isin(both)]
    )


def links(sheets: dict[str, pd.DataFrame]) -> None:
    """Every name stands on the sheet it refers to, and parts in the revision that is named."""
    for sheet, column, targets in LINKS:
        frame = sheets[sheet]
        names = normal(frame[column])
        known = pd.concat([normal(sheets[other][name]) for other, name in targets])
        report("link-not-found", sheet, frame[names.notna() & ~names.isin(known)])
        typed = pd.concat([sheets[other][name] for other, name in targets])
        spelled = names.isin(known) & ~frame[column].isin(typed)
        report("link-spelled-differently", sheet, frame[spelled])
    parts = sheets["Parts"]["Part number"].astype(str) + " " + sheets["Parts"]["Revision"].astype(str)
    for sheet in ("Manufacture", "Orders"):
        frame = sheets[sheet]
        report("revision-not-found", sheet, frame[~(frame["Part number"].astype(str) + " " + frame["Part revision"].astype(str)).isin(parts)])  # fmt: skip


def receiving(sheets: dict[str, pd.DataFrame]) -> None:
    """What Released asks for; heats that are shared or look alike; people and their roles and training."""
    lots = sheets["Receiving"].merge(
        sheets["Materials"].add_prefix("M "), left_on="Material", right_on="M Material", how="left"
    )
    released = lots["Status"] == "Released"
    metal = lots["M Certificate needed"].isin(["3.1", "3.2", "MTR"])
    report("heat-mismatch", "Receiving", lots[released & lots["Heat on material"].notna() & (normal(lots["Heat on certificate"]) != normal(lots["Heat on material"]))])  # fmt: skip
    report("released-without-heat", "Receiving", lots[released & lots["Heat on certificate"].isna()])
    report("certificate-missing", "Receiving", lots[released & metal & (lots["Certificate file"].isna())])
    strength = {"None": 0, "CofC": 1, "CoA": 1, "2.1": 1, "2.2": 2, "MTR": 3, "3.1": 3, "3.2": 4}
    report("certificate-too-weak", "Receiving", lots[released & (lots["Certificate type"].map(strength).fillna(0) < lots["M Certificate needed"].map(strength).fillna(0))])  # fmt: skip
    report(
        "released-unchecked",
        "Receiving",
        lots[released & (lots["Checked by"].isna() | lots["Checked on"].isna())],
    )
    report(
        "reason-missing",
        "Receiving",
        lots[lots["Status"].isin(["Hold", "Rejected", "Returned"]) & lots["Reason"].isna()],
    )
    expires = pd.to_datetime(lots["Expires on"], errors="coerce")
    report("released-expired", "Receiving", lots[released & (expires < pd.Timestamp.now())])
    report("dates-out-of-order", "Receiving", lots[lots["Checked on"] < lots["Received on"]])
    lots["heat"] = normal(lots["Heat on certificate"])
    heats = lots.dropna(subset=["heat"])
    for column, code in (("Supplier", "heat-two-suppliers"), ("M Family", "heat-two-grades")):
        several = heats.groupby("heat")[column].nunique()
        report(code, "Receiving", heats[heats["heat"].isin(several[several > 1].index)])
    alike = heats.drop_duplicates("heat")
    shapes = alike["heat"].str.replace(r"[\s.-]", "", regex=True).str.upper().str.translate(LOOKALIKE)
    report("heat-lookalike", "Receiving", alike[shapes.duplicated(keep=False)])
    per_file = heats.dropna(subset=["Certificate file"]).groupby("Certificate file")["heat"].nunique()
    report(
        "certificate-two-heats",
        "Receiving",
        lots[lots["Certificate file"].isin(per_file[per_file > 1].index)],
    )
    month = lots["Lot ID"].astype("string").str.extract(r"-(\d{4})-\d{3}$")[0]
    report("lot-id-disagrees", "Receiving", lots[month.notna() & (month != pd.to_datetime(lots["Received on"]).dt.strftime("%m%y"))])  # fmt: skip
    suppliers = sheets["Suppliers"].set_index("Supplier")
    approved = lots["Supplier"].map(suppliers["Approved"])
    until = pd.to_datetime(lots["Supplier"].map(suppliers["Approved until"]), errors="coerce")
    report("supplier-not-approved", "Receiving", lots[(approved == "No") | (until < lots["Received on"])])
    people = sheets["People"].set_index("Name")
    work = (
        ("Receiving", "Received by", "Received on", "Receiving"),
        ("Receiving", "Checked by", "Checked on", "Inspection"),
        ("Cuts", "Marked by", "Cut on", "Marking"),
        ("Cuts", "Verified by", "Verified on", "Inspection"),
        ("Manufacture", "Operator", "Started on", "Operator"),
    )
    for sheet, who, when, role in work:
        frame = sheets[sheet]
        trained = pd.to_datetime(frame[who].map(people["Trained until"]), errors="coerce")
        report("person-untrained", sheet, frame[trained < frame[when]])
        roles = frame[who].map(people["Roles"]).astype("string")
        report(
            "person-without-role", sheet, frame[roles.notna() & ~roles.str.contains(role).fillna(value=False)]
        )


def cutting(sheets: dict[str, pd.DataFrame]) -> None:
    """Cuts are verified by someone else, marked with their lot's heat, taken from what is released."""
    cuts = sheets["Cuts"].merge(
        sheets["Receiving"].drop_duplicates("Lot ID").add_prefix("L "),
        left_on="From",
        right_on="L Lot ID",
        how="left",
    )
    report(
        "verified-by-marker",
        "Cuts",
        cuts[cuts["Marked by"].notna() & (cuts["Marked by"] == cuts["Verified by"])],
    )
    report(
        "dates-out-of-order",
        "Cuts",
        cuts[(cuts["Cut on"] < cuts["L Received on"]) | (cuts["Verified on"] < cuts["Cut on"])],
    )
    report("mark-missing", "Cuts", cuts[cuts["Mark method"].isna()])
    report("cut-from-unreleased", "Cuts", cuts[cuts["L Status"].notna() & (cuts["L Status"] != "Released")])
    marked = cuts["Heat marked"].notna() & cuts["L Heat on certificate"].notna()
    report(
        "heat-marked-differs",
        "Cuts",
        cuts[marked & (normal(cuts["Heat marked"]) != normal(cuts["L Heat on certificate"]))],
    )


def use(sheets: dict[str, pd.DataFrame]) -> None:
    """What was used was released, there, checked and not expired; runs have material and make no circles."""
    used, lots, runs = sheets["Materials used"], sheets["Receiving"], sheets["Manufacture"]
    of_lots = (
        used.reset_index()
        .merge(lots, left_on="Source", right_on="Lot ID", suffixes=("", " of lot"))
        .set_index("index")
    )
    report("used-not-released", "Materials used", of_lots[of_lots["Status"] != "Released"])
    report("used-before-received", "Materials used", of_lots[of_lots["Used on"] < of_lots["Received on"]])
    report("used-before-checked", "Materials used", of_lots[of_lots["Used on"] < of_lots["Checked on"]])
    report("used-after-expiry", "Materials used", of_lots[of_lots["Used on"] > pd.to_datetime(of_lots["Expires on"], errors="coerce")])  # fmt: skip
    of_cuts = used.reset_index().merge(sheets["Cuts"], left_on="Source", right_on="New lot ID", suffixes=("", " of cut")).set_index("index")  # fmt: skip
    report("used-before-made", "Materials used", of_cuts[of_cuts["Used on"] < of_cuts["Cut on"]])
    report("cut-not-verified", "Materials used", of_cuts[of_cuts["Verified on"].isna() | (of_cuts["Used on"] < of_cuts["Verified on"])])  # fmt: skip
    of_runs = (
        used.reset_index()
        .merge(runs, left_on="Source", right_on="Run ID", suffixes=("", " of run"))
        .set_index("index")
    )
    report("cancelled-run-used", "Materials used", of_runs[of_runs["Status"].isin(["Cancelled", "Planned"])])
    report("run-uses-itself", "Materials used", used[normal(used["Source"]) == normal(used["Run ID"])])
    within = used.reset_index().merge(runs, on="Run ID", suffixes=("", " of run")).set_index("index")
    report("dates-out-of-order", "Materials used", within[(within["Used on"] < within["Started on"]) | (within["Used on"] > within["Finished on"])])  # fmt: skip
    complete = runs["Status"] == "Complete"
    report("run-without-materials", "Manufacture", runs[complete & ~runs["Run ID"].isin(used["Run ID"])])
    report(
        "run-incomplete",
        "Manufacture",
        runs[complete & (runs["Finished on"].isna() | runs["Quantity made"].isna())],
    )
    report("dates-out-of-order", "Manufacture", runs[runs["Finished on"] < runs["Started on"]])
    report("scrapped-more-than-made", "Manufacture", runs[runs["Quantity scrapped"] > runs["Quantity made"]])
    steps = used[used["Source"].isin(runs["Run ID"])][["Source", "Run ID"]]
    while True:  # what nothing was made from is part of no circle
        left = steps[steps["Source"].isin(steps["Run ID"]) & steps["Run ID"].isin(steps["Source"])]
        if len(left) == len(steps):
            break
        steps = left
    report("chain-cycle", "Materials used", steps)


def quantities(sheets: dict[str, pd.DataFrame]) -> None:
    """No lot, cut or run gave more than there was, counting uses, cuts and shipments; units can be compared."""
    used, cuts, lots, runs = (sheets[name] for name in ("Materials used", "Cuts", "Receiving", "Manufacture"))
    spent = used.groupby("Source")["Quantity"].sum()
    cut = cuts.groupby("From")["Quantity"].sum()
    sent = sheets["Shipments"].groupby("Run ID")["Quantity"].sum()
    gone = lots["Lot ID"].map(spent).fillna(0) + lots["Lot ID"].map(cut).fillna(0)
    report("used-more-than-there-was", "Receiving", lots[gone > lots["Quantity"]])
    report("cut-more-than-there-was", "Receiving", lots[lots["Lot ID"].map(cut).fillna(0) > lots["Quantity"]])
    report(
        "used-more-than-there-was", "Cuts", cuts[cuts["New lot ID"].map(spent).fillna(0) > cuts["Quantity"]]
    )
    good = runs["Quantity made"] - runs["Quantity scrapped"].fillna(0)
    gone = runs["Run ID"].map(spent).fillna(0) + runs["Run ID"].map(sent).fillna(0)
    report("shipped-more-than-made", "Manufacture", runs[gone > good])
    units = pd.concat(
        [
            lots.set_index("Lot ID")["Unit"],
            cuts.set_index("New lot ID")["Unit"],
            runs.set_index("Run ID")["Unit"],
        ]
    )
    units = units[~units.index.duplicated()]
    expected = used["Source"].map(units)
    report("unit-differs", "Materials used", used[expected.notna() & (used["Unit"] != expected)])


def shipping(sheets: dict[str, pd.DataFrame]) -> None:
    """Shipments fit their order and their run, in part, day, quantity and status."""
    shipments, orders, runs = sheets["Shipments"], sheets["Orders"], sheets["Manufacture"]
    ordered = orders.drop_duplicates("Order ID").add_prefix("O ")
    made = runs.drop_duplicates("Run ID").add_prefix("R ")
    both = shipments.merge(ordered, left_on="Order ID", right_on="O Order ID", how="left")
    both = both.merge(made, left_on="Run ID", right_on="R Run ID", how="left")
    wrong = (both["O Part number"] != both["R Part number"]) | (
        both["O Part revision"] != both["R Part revision"]
    )
    report("shipped-other-part", "Shipments", both[wrong])
    report("shipped-unfinished", "Shipments", both[both["R Status"] != "Complete"])
    report("shipped-before-finished", "Shipments", both[both["Shipped on"] < both["R Finished on"]])
    report("dates-out-of-order", "Shipments", both[both["Shipped on"] < both["O Ordered on"]])
    report("cancelled-order-shipped", "Shipments", both[both["O Status"] == "Cancelled"])
    report(
        "shipped-without-materials",
        "Shipments",
        shipments[~shipments["Run ID"].isin(sheets["Materials used"]["Run ID"])],
    )
    sent = shipments.groupby("Order ID")["Quantity"].sum()
    report(
        "shipped-more-than-ordered",
        "Orders",
        orders[orders["Order ID"].map(sent).fillna(0) > orders["Quantity"]],
    )
    report("order-without-shipment", "Orders", orders[(orders["Status"] == "Shipped") & ~orders["Order ID"].isin(shipments["Order ID"])])  # fmt: skip
    serials = shipments.dropna(subset=["Serials"])
    if len(serials):
        listed = serials["Serials"].astype(str).str.split(",").explode().str.strip()
        report("serial-repeated", "Shipments", shipments.loc[listed[listed.duplicated()].index])
        report("serial-count", "Shipments", serials[serials["Serials"].astype(str).str.split(",").str.len() != serials["Quantity"]])  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
