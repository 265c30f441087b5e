"""Reads one certificate file whole: its text as far as it has one, and its data where it is a digital certificate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.certificate import coa as certificate_coa
from lotbook.documents.certificate import en10168 as certificate_en10168
from lotbook.documents.certificate import passport as certificate_passport
from lotbook.documents.certificate.cells import Table
from lotbook.documents.certificate.facts import Facts
from lotbook.documents.certificate.file import CertificateText, read
from lotbook.documents.certificate.layout import rows_of_text
from lotbook.documents.certificate.pdf import identifying
from lotbook.documents.certificate.table import tables_in


class Reading(NamedTuple):
    """One file: its text, and what its data says when it is a digital certificate.

    Attributes:
        file: fingerprint, pages, text and what is wrong with it.
        facts: what its data says; None for paper.
        has_pages: it has printed pages beside its data, so that both can be compared.
        certificates: how many different certificates its data holds; 0 for paper.
    """

    file: CertificateText
    facts: Facts | None = None
    has_pages: bool = True
    certificates: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every page could be read as text and nothing is wrong with the file."""
        return bool(self.file.text) and not self.file.problem and not self.file.pages_without_text

    @property
    def is_there(self) -> bool:
        """Whether there is a file at all."""
        return bool(self.file.sha256)

    @property
    def opens(self) -> bool:
        """Whether it can be looked at: by the computer, or as a picture by a person."""
        return bool(self.file.pages or self.file.text)

    @property
    def printed(self) -> str:
        """The text of its printed pages, without that of the data inside; empty where it is data alone."""
        if not self.has_pages:
            return ""
        text = self.file.text
        for data in reversed(self.file.digital):
            text = text.removesuffix(identifying(data)).removesuffix("\n")
        return text

    @property
    def tables(self) -> Table:
        """What the tables of its printed pages say; nothing where it is data alone."""
        if not self.has_pages:
            return Table()
        placed = tables_in(self.file.rows)
        return placed if placed.values else _either(placed, tables_in(rows_of_text(self.printed)))

    @property
    def paper(self) -> str:
        """What it is, in words: the digital schema, text, or a scan."""
        if self.facts is not None:
            return self.facts.schema
        if not self.opens:
            return "unreadable" if self.is_there else "missing"
        return "text" if self.file.text.strip() and not self._all_pictures else "scan"

    @property
    def _all_pictures(self) -> bool:
        return len(self.file.pages_without_text) >= max(self.file.pages, 1)


def _either(placed: Table, plain: Table) -> Table:
    """What the text alone shows, where the places of its words show nothing."""
    return Table(plain.values, plain.unread or placed.unread)


def reading(path: Path) -> Reading:
    """Reads one certificate file; never raises for what it is or holds."""
    return whole(read(path))


def whole(file: CertificateText) -> Reading:
    """What the data in a file says that was read already."""
    found = list(dict.fromkeys(facts for data in dict.fromkeys(file.digital) if (facts := facts_of(data))))
    first = found[0] if found else None
    return Reading(file, first, has_pages=not _is_data_alone(file), certificates=len(found))


def _is_data_alone(file: CertificateText) -> bool:
    """Whether the file is the data itself and no PDF around it."""
    return len(file.digital) == 1 and hashlib.sha256(file.digital[0]).hexdigest() == file.sha256


@lru_cache(maxsize=16)
def facts_of(data: bytes) -> Facts | None:
    """What a digital certificate says; None when it is none that Lotbook knows. Numbers are kept as printed."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    read_facts = _reader(found)
    return read_facts(found) if read_facts else None


def _reader(data: object) -> Callable[[object], Facts] | None:
    """Which schema it is, by what stands in it; the name of the schema may lie or be missing."""
    if not isinstance(data, Mapping):
        return None
    if isinstance(data.get("DigitalMaterialPassport"), Mapping):
        return certificate_passport.facts
    paper = data.get("Certificate")
    if not isinstance(paper, Mapping):
        return None
    if "CommercialTransaction" in paper or "ProductDescription" in paper:
        return certificate_en10168.facts
    return certificate_coa.facts if "Analysis" in paper or "Product" in paper else None
