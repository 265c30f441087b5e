"""Every paper that Lotbook fills: its title, its Word template and the fields it offers, in the order people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lotbook.documents.papers import (
    certificate_list,
    changes,
    coc,
    compliance_statement,
    dimensional_report,
    first_article,
    mark_transfer,
    packing_slip,
    recall_notice,
    recall_report,
    recall_status,
    review_card,
    supplier_letter,
    traceability_report,
)
from lotbook.documents.papers.heading import own_columns
from lotbook.documents.template.fields import Field, examples


class Paper(NamedTuple):
    """One kind of paper.

    Attributes:
        title: what people call it.
        template: the file name of its Word template.
        fields: what the template may print.
    """

    title: str
    template: str
    fields: Sequence[Field]


PAPERS: tuple[Paper, ...] = (
    Paper("Certificate of Conformance", coc.TEMPLATE, coc.FIELDS),
    Paper("Traceability report", traceability_report.TEMPLATE, traceability_report.FIELDS),
    Paper(compliance_statement.TITLE, compliance_statement.TEMPLATE, compliance_statement.FIELDS),
    Paper(packing_slip.TITLE, packing_slip.TEMPLATE, packing_slip.FIELDS),
    Paper(dimensional_report.TITLE, dimensional_report.TEMPLATE, dimensional_report.FIELDS),
    Paper(first_article.TITLE, first_article.TEMPLATE, first_article.FIELDS),
    Paper(mark_transfer.TITLE, mark_transfer.TEMPLATE, mark_transfer.FIELDS),
    Paper(certificate_list.TITLE, certificate_list.TEMPLATE, certificate_list.FIELDS),
    Paper(changes.TITLE, changes.TEMPLATE, changes.FIELDS),
    Paper("Recall notice", recall_notice.TEMPLATE, recall_notice.FIELDS),
    Paper("Recall report", recall_report.TEMPLATE, recall_report.FIELDS),
    Paper("Recall status and closing report", recall_status.TEMPLATE, recall_status.FIELDS),
    Paper(review_card.TITLE, review_card.TEMPLATE, review_card.FIELDS),
    Paper(supplier_letter.TITLE, supplier_letter.TEMPLATE, supplier_letter.FIELDS),
)


# List in a template -> the sheet whose rows it holds, where the user's own columns come from.
ROWS_OF: Mapping[str, str] = {"items": "Shipments", "runs": "Manufacture", "lots": "Receiving"}


def paper_of(template: str) -> Paper | None:
    """The paper that a template of this file name makes, whatever its capitals; None for a paper of the shop's own."""
    return next((paper for paper in PAPERS if paper.template.casefold() == template.casefold()), None)


def offered(fields: Iterable[Field], own_headers: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Every field with its example, and the columns that the user added, as templates name them.

    Args:
        fields: what the paper offers.
        own_headers: sheet -> the headers of the user's own columns there.
    """
    own = {sheet: own_columns(dict.fromkeys(headers)) for sheet, headers in own_headers.items()}
    found = {**examples(fields), "extra": own.get("Orders", {})}
    for name, sheet in ROWS_OF.items():
        rows = found.get(name)
        if isinstance(rows, list):
            found[name] = [{**row, "extra": own.get(sheet, {})} for row in rows if isinstance(row, dict)]
    return found
