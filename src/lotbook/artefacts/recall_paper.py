"""Draws the templates of the recall report and of the status report of a recall."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, listed, or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown


def recall_report() -> Page:
    """The recall report."""
    page = Page("Recall report {{ recall.id }}", "{{ recall.asked }}")
    page.head()
    page.foot("Recall report {{ recall.id }} · {{ recall.asked }}")
    page.text("{%p if recall.drill %}")
    page.notice("DRILL. This was an exercise: nothing was held and nobody was told.")
    page.text("", style="Gap")
    page.text("{%p endif %}")
    page.title("Recall report", "{{ recall.id }} · {{ recall.opened }}")
    page.grid((58, 58, 58), _REPORT_HEAD)
    page.heading("Stop now")
    or_none(page, "stops", "stop in stops", _STOPS)
    page.heading("Who received what")
    or_none(page, "customers", "customer in customers", _CUSTOMERS)
    page.heading("Each shipment")
    or_none(page, "shipments", "sent in shipments", _SHIPMENTS)
    page.heading("Mass balance")
    or_none(page, "balances", "balance in balances", _BALANCES)
    page.text("{%p if chain %}")
    page.heading("The chain")
    page.text("{{ chain }}", "{%p endif %}")
    page.heading("Gaps to close")
    or_none(page, "gaps", "gap in gaps", _GAPS)
    page.heading("Other deliveries with the same heat or certificate")
    listed(page, "siblings", "None.")
    page.heading("Time")
    page.text("Answered in {{ recall.elapsed }}.")
    page.side_by_side((94, 80), (SIGNATURE, ()))
    return page


def recall_status() -> Page:
    """The status report of a recall, and its closing report."""
    page = Page("{{ recall.title }} {{ recall.id }}", "{{ recall.asked }}")
    page.head()
    page.foot("{{ recall.title }} {{ recall.id }} · {{ recall.made }}")
    page.title("{{ recall.title }}", "{{ recall.id }} · {{ recall.made }}")
    page.grid((58, 58, 58), _STATUS_HEAD)
    page.heading("Customers told and heard")
    page.grid((58, 58, 58), _TOLD)
    page.heading("Open points")
    listed(page, "open_points", "None: everybody answered, and nothing is held any more.")
    page.text("{%p if not recall.closed %}")
    page.text("Estimated completion: ______________________________", "{%p endif %}")
    page.heading("Each customer")
    or_none(page, "customers", "customer in customers", _ANSWERS)
    page.heading("Material")
    or_none(page, "balances", "balance in balances", _BALANCES)
    page.heading("Goods made of it")
    or_none(page, "goods", "run in goods", _GOODS)
    page.heading("Held, and how it stands now")
    or_none(page, "holds", "hold in holds", _HOLDS)
    page.heading("Decisions on the goods")
    or_none(page, "decisions", "decision in decisions", _DECISIONS)
    page.heading("What was done")
    or_none(page, "steps", "step in steps", _DONE)
    page.side_by_side((94, 80), (SIGNATURE, ()))
    return page


_STATUS_HEAD = (
    (Shown("Recalled", "{{ recall.asked }}", 2), Shown("Status", "{{ recall.status }}")),
    (Shown("Reason", "{{ recall.reason }}", 3),),
    (Shown("Material", or_dash("recall.material"), 3),),
    (
        Shown("Opened", "{{ recall.opened }}"),
        Shown("Closed", or_dash("recall.closed")),
        Shown("Closed although open, because", or_dash("recall.closing_reason")),
    ),
)
_TOLD = (
    (Shown("Notices sent", "{{ told.sent }}", 2), Shown("Did not answer", "{{ told.silent }}")),
    (Shown("Answered", "{{ told.answered }}", 2), Shown("Held by them", "{{ told.held }}")),
    (
        Shown("Accounted for by answers", or_dash("told.accounted"), 2),
        Shown("Sent back", "{{ told.returned }}"),
    ),
)
_ANSWERS = (
    Column("Customer", 54, ("{{ customer.name }}", "customer.contact ? {{ customer.contact }}")),
    Column("Received", 28, (or_dash("customer.received"),)),
    Column("Notice sent", 30, ("{{ customer.sent }}",)),
    Column("Answered", 26, ("{{ customer.answered }}",)),
    Column("Holds", 18, (or_dash("customer.held"),)),
    Column("Sent back", 18, (or_dash("customer.returned"),)),
)
_GOODS = (
    Column("Run", 26, ("{{ run.run }}",)),
    Column("Part", 32, (or_dash("run.part"),)),
    Column("Made", 20, (or_dash("run.made"),)),
    Column("Scrapped", 20, (or_dash("run.scrapped"),)),
    Column("Built in", 19, (or_dash("run.used"),)),
    Column("Out", 19, (or_dash("run.shipped"),)),
    Column("Here", 18, ("{{ run.left }}",)),
    Column("Status", 20, (or_dash("run.status"),)),
)
_HOLDS = (
    Column("What", 40, ("{{ hold.what }}",)),
    Column("Identifier", 54, ("{{ hold.id }}",)),
    Column("Before", 40, ("{{ hold.was }}",)),
    Column("Now", 40, ("{{ hold.now }}",)),
)
_DECISIONS = (
    Column("Number", 26, (or_dash("decision.id"),)),
    Column("About", 34, ("{{ decision.about }}",)),
    Column("What is wrong", 50, (or_dash("decision.what"),)),
    Column("Quantity", 20, (or_dash("decision.quantity"),)),
    Column("Decided", 44, (or_dash("decision.disposition"),)),
)
_DONE = (
    Column("When", 44, ("{{ step.at }}",)),
    Column("Who", 34, (or_dash("step.who"),)),
    Column("What", 96, ("{{ step.what }}",)),
)
_REPORT_HEAD = (
    (Shown("Asked", "{{ recall.asked }}"), Shown("Reason", "{{ recall.reason }}", 2)),
    (Shown("Done", or_dash("recall.done"), 3),),
    (
        Shown("Lots", "{{ count.lots }}"),
        Shown("Pieces cut of them", "{{ count.cuts }}"),
        Shown("Batches made", "{{ count.runs }}"),
    ),
    (Shown("Shipments", "{{ count.shipments }}"), Shown("Customers", "{{ count.customers }}", 2)),
    (Shown("Certainty", "{{ recall.certainty }}", 3),),
)
_STOPS = (
    Column("What", 32, ("{{ stop.what }}",)),
    Column("Identifier", 38, ("{{ stop.id }}",)),
    Column("About", 42, (or_dash("stop.about"),)),
    Column("How much", 26, (or_dash("stop.quantity"),)),
    Column("Where, who", 36, (or_dash("stop.where"),)),
)
_CUSTOMERS = (
    Column("Customer", 64, ("{{ customer.name }}", "customer.contact ? {{ customer.contact }}")),
    Column("Received", 42, ("{{ customer.quantity }}",)),
    Column("Their orders", 36, (or_dash("customer.orders"),)),
    Column("Certificates", 32, (or_dash("customer.certificates"),)),
)
_SHIPMENTS = (
    Column("Customer", 40, (or_dash("sent.customer"),)),
    Column("Shipment", 32, ("{{ sent.id }}", "sent.packing_slip ? {{ sent.packing_slip }}")),
    Column("Shipped", 24, (or_dash("sent.date"),)),
    Column("Order", 30, (or_dash("sent.order"), "sent.po ? {{ sent.po }}")),
    Column("Batch", 28, (or_dash("sent.run"), "sent.certificate ? {{ sent.certificate }}")),
    Column("Quantity", 20, ("{{ sent.quantity }}", "sent.serials ? {{ sent.serials }}")),
)
_BALANCES = (
    Column("Lot", 32, ("{{ balance.lot }}", "balance.remark ? {{ balance.remark }}")),
    Column("Received", 21, ("{{ balance.received }}",)),
    Column("In good parts", 22, ("{{ balance.good }}",)),
    Column("Of these in process", 22, ("{{ balance.in_process }}",)),
    Column("Scrapped", 18, ("{{ balance.scrapped }}",)),
    Column("Returned", 18, ("{{ balance.returned }}",)),
    Column("On hand", 20, ("{{ balance.on_hand }}",)),
    Column("Unexplained", 21, ("{{ balance.unexplained }}",)),
)
_GAPS = (
    Column("Where", 44, ("{{ gap.where }}",)),
    Column("What is wrong", 72, ("{{ gap.what }}",)),
    Column("What to do", 58, ("{{ gap.fix }}",)),
)
