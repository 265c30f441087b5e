"""Writes the folder templates/: the Word templates that ship with Lotbook and the reference of their fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from lotbook.artefacts import (
    inspection_papers,
    languages,
    notice_paper,
    recall_paper,
    receiving_papers,
    shipping_papers,
)
from lotbook.artefacts.certificate_paper import certificate
from lotbook.artefacts.changes_paper import changes as changes_page
from lotbook.artefacts.lean import lean
from lotbook.artefacts.mark_paper import mark_transfer as mark_page
from lotbook.artefacts.report_paper import report
from lotbook.artefacts.statement_paper import statement
from lotbook.artefacts.word_page import Page
from lotbook.documents.papers.catalogue import PAPERS
from lotbook.documents.template.fields import Field

# How each paper of ours is drawn, by the name of its template.
_DRAWN: Mapping[str, Callable[[], Page]] = MappingProxyType(
    {
        "coc.docx": certificate,
        "traceability_report.docx": report,
        "compliance_statement.docx": statement,
        "dimensional_report.docx": inspection_papers.dimensional_report,
        "first_article.docx": inspection_papers.first_article,
        "mark_transfer.docx": mark_page,
        "packing_slip.docx": shipping_papers.packing_slip,
        "certificate_list.docx": shipping_papers.certificate_list,
        "changes.docx": changes_page,
        "recall_notice.docx": notice_paper.recall_notice,
        "recall_report.docx": recall_paper.recall_report,
        "recall_status.docx": recall_paper.recall_status,
        "review_card.docx": receiving_papers.card,
        "supplier_letter.docx": receiving_papers.letter,
    }
)


def files() -> Mapping[str, bytes]:
    """Every file of the folder templates/, by name."""
    drawn = {template: lean(draw().content()) for template, draw in _DRAWN.items()}
    return {**drawn, **dict(languages.files(drawn)), "README.md": reference().encode()}


def stale(folder: Path) -> list[str]:
    """Names of the files in ``folder`` that are not what the program draws today."""
    return [
        name
        for name, content in files().items()
        if not (folder / name).is_file() or not _same((folder / name).read_bytes(), content)
    ]


def _same(left: bytes, right: bytes) -> bool:
    """Whether two files say the same; a .docx is compared part by part, because packing differs between machines."""
    return left == right or (left[:2] == right[:2] == b"PK" and _parts(left) == _parts(right))


def _parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}


def reference() -> str:
    """templates/README.md: how to change a template, and every field with its meaning and an example."""
    return "\n".join([_INTRODUCTION.strip(), *_field_tables(), ""])


_INTRODUCTION = """
# Templates

Word documents that Lotbook fills. To make them yours, copy one into a folder of your own, name that folder in the sheet
Settings as `Templates folder`, and change the copy in Word: texts, fonts, colours, the order of things. A template in
your folder wins over the one of the same name here. One template serves A4 and Letter; the page is set when it is filled.

For customers whose language is German, French or Spanish the templates in `de`, `fr` and `es` are used; yours win where they
lie in a folder of that name in your own. Where only your `coc.docx` is there, it is used for every language. The first
article report keeps the number and the English name that AS9102 gives each field beside the translation, because buyers
and auditors look for them; law is cited by its name in that language. Months and units that are words are written in the
customer's language; numbers keep the decimal point; what you typed stays as it is.

A field stands in double braces and is replaced by finished text: dates with the month in letters, numbers with their
unit. No filters and no quotes are needed.

| you write | and get |
|---|---|
| `{{ order.po }}` | the text of that field |
| `{%p if certificate.supersedes %}` ... `{%p endif %}` | what stands between, only where the field is not empty; each of the two in a paragraph of its own |
| `{%tr for lot in lots %}` ... `{%tr endfor %}` | one table row for each lot; each of the two in a row of its own, `{{ lot.heat }}` in the row between |
| `{%p for text in exceptions %}` ... `{%p endfor %}` | the same with paragraphs |
| `{% if item.serials %}` ... `{% else %}` ... `{% endif %}` | one or the other, inside a line |
| `{{ logo }}`, `{{ signature }}`, `{{ chain }}` | a picture |
| `{{ extra.cost_centre }}` | a column of your own on the sheet Orders, here "Cost centre"; rows have theirs too, such as `{{ lot.extra.colour_code }}` |

Rows of a list are named in the tables below as `lots[].heat`: write `lot.heat` inside `for lot in lots`.

A mistake is named with its place before anything is made: "header, table 1, row 1, cell 2: {{ custmer.name }} uses the
unknown field custmer. Did you mean customer?" Accept or reject all tracked changes before you save a template. Keep to
tables for what stands side by side: text boxes and floating pictures do not survive every PDF converter.

The certificate holds what ISO/IEC 17050-1 asks of a declaration of conformity: number, issuer with address, the articles
with batch, heat and serial numbers, the statement, the requirements with their revisions, place and date, the signer's
name and function, and limits of validity. Keep these when you change it.

This page and the templates are written by `python -m lotbook.artefacts`; the fields come from the program itself.
"""


def _field_tables() -> Iterator[str]:
    for paper in PAPERS:
        yield f"\n## {paper.title} (`{paper.template}`)\n\n| field | meaning | example |\n|---|---|---|"
        yield from (_row(field) for field in paper.fields)


def _row(field: Field) -> str:
    example = field.example.replace("|", "\\|").replace("<", "&lt;")
    return f"| `{field.name}` | {field.meaning} | {example} |"
