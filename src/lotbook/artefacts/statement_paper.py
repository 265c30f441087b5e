"""Draws the template of the compliance statement."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, in_a_row, or_dash
from lotbook.artefacts.word_page import Column, Page, Shown


def statement() -> Page:
    """The compliance statement."""
    page = Page("{{ statement.title }}", "Compliance")
    page.head()
    page.foot(
        "{{ statement.title }}{% if statement.reference %} · belongs to {{ statement.reference }}{% endif %}"
    )
    page.title(
        "{{ statement.title }}",
        "As of {{ statement.as_of }}{% if statement.reference %} · belongs to {{ statement.reference }}{% endif %}",
    )
    page.grid((116, 58), _GRID)
    page.text("{%p for answer in answers %}")
    page.heading("{{ answer.law }}")
    page.text("{%p if answer.about %}", "{{ answer.about }}", "{%p endif %}")
    page.notice("{{ answer.verdict }}. {{ answer.conclusion }}")
    page.text("Judged by: {{ answer.list }}.", style="Under table")
    page.text("{%p for text in answer.remarks %}", "{{ text }}", "{%p endfor %}")
    page.text("{%p if answer.parts %}")
    page.table("part in answer.parts", _PARTS)
    page.text("{%p endif %}")
    page.text("{%p endfor %}")
    _details(page)
    page.heading("Basis of this statement")
    page.text(_BASIS, style="Statement")
    page.text("{%p if statement.is_complete %}")
    page.side_by_side((94, 80), (SIGNATURE, _SIGNED))
    page.text("{%p endif %}")
    return page


def _details(page: Page) -> None:
    """What the statement adds only where there is something to say."""
    page.text("{%p if article_33 %}")
    page.heading("Information under Article 33(1) of Regulation (EC) No 1907/2006")
    page.text("{%p for line in article_33 %}")
    page.text("{{ line.text }} {{ line.safe_use }}", style="List Bullet")
    page.text("{%p endfor %}", "{%p endif %}")
    page.text("{%p if exemptions %}")
    page.heading("RoHS exemptions used")
    page.text(f"{in_a_row('exemptions')}.")
    page.text("{%p endif %}", "{%p if open %}")
    page.text("{%p if statement.is_complete %}")
    page.heading("To note")
    page.text("{%p else %}")
    page.heading("What is missing or speaks against it")
    page.text("{%p endif %}")
    page.text("{%p for text in open %}")
    page.text("{{ text }}", style="List Bullet")
    page.text("{%p endfor %}", "{%p endif %}")
    page.text("{%p if limits %}")
    page.text(
        "Restricted substances and their limits in homogeneous material, by weight: "
        "{% for row in limits %}{{ row.substance }} {{ row.limit }}{% if not loop.last %}; {% endif %}{% endfor %}.",
        style="Under table",
    )
    page.text("{%p endif %}")


_BASIS = (
    "This statement rests on the declarations and certificates of our suppliers for exactly the lots and processes named "
    "above, and on no tests of our own. It speaks of the lists named above with their dates and must be asked for again "
    "when they change."
)
_GRID = (
    (
        Shown("Goods", in_a_row("statement.about")),
        Shown("Customer", or_dash("customer.name")),
    ),
    (
        Shown("Customer part number", or_dash("part.customer_number")),
        Shown("Purchase order", or_dash("order.po_and_line")),
    ),
)
_PARTS = (
    Column("Lot or process", 36, ("{{ part.subject }}",)),
    Column("Verdict", 34, ("{{ part.verdict }}",)),
    Column("Reason", 54, ("{{ part.reason }}",)),
    Column("Evidence", 50, (or_dash("part.evidence"),)),
)
_SIGNED = (
    ("Place and date", "Label"),
    ("{{ certificate.place_and_date }}", "Cell"),
)
