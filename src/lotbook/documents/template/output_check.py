"""Looks through a filled document before anybody gets it: nothing left over, nothing lost, every picture there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from lotbook.documents.template.docx_text import Story, squeezed, stories

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
PLACEHOLDER = re.compile(r"(?<!\S)(?:TBD|TBC|XXX+|\?\?\?+|Lorem ipsum)(?=[\s.,;:]|\Z)")


def problems(template: Path, content: bytes, printed: Sequence[str], pictures: int) -> list[str]:
    """What is wrong with a filled document, in sentences; an empty list when it is whole.

    Args:
        template: the template it was made from.
        content: the filled document.
        printed: every text the template was given while it was filled.
        pictures: how many pictures it was given.
    """
    before, after = stories(template), _opened(content)
    return [
        *_left_over(after, printed),
        *_lost_texts(after, printed, content),
        *_lost_pictures(before, after, pictures),
        *_empty_rows(before, after),
    ]


def _opened(content: bytes) -> list[Story]:
    return stories(io.BytesIO(content), name="the document")


def _left_over(after: Sequence[Story], printed: Sequence[str]) -> Iterator[str]:
    """Tags that were not filled, and placeholders; a brace that stands in the shop's own data is none."""
    own = sorted({squeezed(text) for text in printed if _LEFT_OVER.search(text)}, key=len, reverse=True)
    for story in after:
        for paragraph in story.paragraphs:
            text = squeezed(paragraph.text)
            for value in own:
                text = text.replace(value, "")
            if _LEFT_OVER.search(text):
                yield f"{paragraph.place} still holds a template tag ({text[:60]!r})."
            elif placeholder := PLACEHOLDER.search(text):
                yield f"{paragraph.place} says {placeholder.group()!r}, which is a placeholder, not a fact."


def _lost_texts(after: Sequence[Story], printed: Sequence[str], content: bytes) -> Iterator[str]:
    whole = squeezed(" ".join(p.text for story in after for p in story.paragraphs))
    for text in dict.fromkeys(map(squeezed, printed)):
        if text not in whole and not _is_attribute(text, content):
            yield f"The text {text[:60]!r} was lost."


def _is_attribute(text: str, content: bytes) -> bool:
    """Whether a text serves as a colour or width of a cell, or as the document's title, and so is not read as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        title = (
            package.read("docProps/core.xml").decode() if "docProps/core.xml" in package.namelist() else ""
        )
        return f'"{text}"' in package.read("word/document.xml").decode() or escape(text) in title


def _lost_pictures(before: Sequence[Story], after: Sequence[Story], given: int) -> Iterator[str]:
    for story in after:
        if story.lost_pictures:
            yield f"A picture of the {story.name} has no file."
    expected, found = sum(story.pictures for story in before) + given, sum(story.pictures for story in after)
    if found < expected:
        yield f"{expected - found} of {expected} pictures are missing."


def _empty_rows(before: Sequence[Story], after: Sequence[Story]) -> Iterator[str]:
    """A row that shows nothing was meant to show something, unless the template itself has empty rows."""
    drawn = sum(row.empty for story in before for row in story.rows)
    empty = [row for story in after for row in story.rows if row.empty]
    if len(empty) > drawn:
        yield f"{empty[-1].place} is empty."
