"""Papers of the shop's own: a word of Documents required that a Word template of the shop is called by is no slip."""

from __future__ import annotations

from lotbook.checks.shop import Shop
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key
from lotbook.tables.kinds import NOT_IN_LIST
from lotbook.tables.lists import DOCUMENTS

_COLUMN = "Documents required"
_KNOWN = frozenset(map(key, DOCUMENTS))


def is_own_paper(shop: Shop, finding: Finding) -> bool:
    """Whether a word that is not in the list names a template in the shop's own folder.

    Where nobody can look into that folder, the gate does, before a certificate is issued.
    """
    folder = shop.records.setting("Templates folder").strip()
    if finding.code != NOT_IN_LIST.code or finding.place.column != _COLUMN or not folder:
        return False
    rows = shop.records.orders if finding.place.sheet == "Orders" else shop.records.customers
    cell = next((row.documents_required for row in rows if row.row == finding.place.row), None)
    words = (word.strip() for word in (cell or "").replace(";", ",").split(","))
    own = [word for word in words if word and key(word) not in _KNOWN]
    return shop.has_file is None or all(shop.has_file(f"{folder}/{word}.docx") for word in own)
