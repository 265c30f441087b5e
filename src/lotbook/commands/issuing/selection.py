"""Which orders and shipments a click on a certificate's button means, and what is asked before one is issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, SelectedRow, Selection
from lotbook.documents.gate.signer import SIGNER_MISSING
from lotbook.domain.identifiers import same

MOST = 20  # orders of one click: a package takes seconds, and nobody answers for more at once
_STANDS = (
    "Issued",
    "Affected by recall",
)  # of the register: a certificate that its next revision can replace
_TOLD = 6  # warnings that fit a box

_SELECT = "Select the row of an order, or of its shipments, first."


def orders_clicked(selection: Selection) -> Clicked:
    """One turn for each selected order; of selected shipments only these."""
    if selection.sheet not in ("Orders", "Shipments", "Certificates") or not selection.rows:
        return Refusal(_SELECT)
    orders = _orders(selection.rows, with_shipments=selection.sheet == "Shipments")
    if not orders:
        return Refusal(f"The selected rows have no Order ID yet. Click Assign IDs first. {_SELECT}")
    if len(orders) > MOST:
        return Refusal(
            f"{len(orders)} orders are selected. Select {MOST} at most, so that each answer can be read."
        )
    return Run(tuple(_words(order, shipments) for order, shipments in orders.items()))


def issue_clicked(selection: Selection) -> Clicked:
    """As above; on the row of one valid certificate it asks what changed, and issues its next revision."""
    row = selection.cursor_row() if selection.sheet == "Certificates" else None
    if row is None or not any(same(row.text("Status"), state) for state in _STANDS):
        return orders_clicked(selection)
    name, order = row.text("Certificate ID"), row.text("Order ID")
    if not name or not order:
        return orders_clicked(selection)

    def then(reason: str) -> Clicked:
        if not reason.strip():
            return Refusal("The next revision says what changed. Nothing was written, so nothing was issued.")
        return Run(((f"--supersede={name}", f"--reason={reason.strip()}", "--", order),))

    told = f"{name} {row.text('Revision')}".strip()
    return Ask(
        f"Issue the next revision of {name}",
        f"{told} for {order} will be replaced. What changed, and why?",
        "",
        then,
    )


def _orders(rows: Iterable[SelectedRow], *, with_shipments: bool) -> Mapping[str, list[str]]:
    orders: dict[str, list[str]] = {}
    for row in rows:
        order = row.text("Order ID")
        if order:
            shipments = orders.setdefault(order, [])
            if with_shipments and row.text("Shipment ID"):
                shipments.append(row.text("Shipment ID"))
    return orders


def _words(order: str, shipments: Iterable[str]) -> tuple[str, ...]:
    return (*(f"--shipment={name}" for name in shipments), "--", order)


def issue_again(words: tuple[str, ...], outcome: Outcome) -> Clicked | None:
    """Asks who signs where that alone is missing, and who answers for warnings where nothing else is left."""
    findings = outcome.json.get("findings")
    if outcome.json.get("issued") or not isinstance(findings, list):
        return None
    stops = [finding for finding in findings if finding["severity"] == "stop"]
    if any(finding["code"] == SIGNER_MISSING.code for finding in stops):
        return Ask(
            f"Issue COC for {outcome.json['order']}",
            "Who signs? The name as on the sheet People. (Fill Default signer in Settings, and it is not asked.)",
            "",
            lambda name: _with(words, "signer", name, "Nobody was named, so nothing was issued."),
        )
    if stops or not findings:
        return None
    told = [f"- {finding['message']}" for finding in findings[:_TOLD]]
    more = [f"- and {len(findings) - _TOLD} more"] if len(findings) > _TOLD else []
    return Ask(
        f"Issue COC for {outcome.json['order']}",
        "\n".join(
            [*told, *more, "", "To issue it all the same, write who answers for it and why, as NAME: reason."]
        ),
        "",
        lambda text: _with(words, "accept-warnings", text, "Nobody answered for it, so nothing was issued."),
    )


def _with(words: tuple[str, ...], option: str, text: str, otherwise: str) -> Clicked:
    return Run(((f"--{option}={text.strip()}", *words),)) if text.strip() else Refusal(otherwise)
