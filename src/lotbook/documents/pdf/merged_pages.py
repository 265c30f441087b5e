"""How many pages each paper has in a merged PDF, so that a page that was taken out or put in is named with its paper."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf


def changed(content: bytes, told: object) -> Iterator[str]:
    """Sentences about papers that have more or fewer pages than their manifest says.

    Args:
        content: the merged PDF; its bookmarks tell where each paper begins.
        told: title and number of pages of each paper, in order, as the manifest says; older ones say nothing.
    """
    import pikepdf

    papers = [each for each in told if _is_paper(each)] if isinstance(told, list) else []
    if not isinstance(told, list) or len(papers) < len(told):
        return
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            starts, count = _starts(opened), len(opened.pages)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError):
        return
    if len(starts) != len(papers):
        return
    known = [(place, start) for place, start in enumerate(starts) if start is not None and place]
    for (place, start), (after, end) in pairwise([(0, 0), *known, (len(papers), count)]):
        beheaded = [
            paper
            for paper, first in zip(papers[place:after], starts[place:after], strict=True)
            if first is None
        ]
        for paper in beheaded:
            yield f"{paper['title']} has lost its first page."
        yield from _differs(papers[place:after], end - start + len(beheaded))


def _differs(papers: Sequence[Mapping[str, Any]], found: int) -> Iterator[str]:
    """A paper without a beginning is counted with the one before it, for nothing tells where that one ends."""
    expected = sum(each["pages"] for each in papers)
    if found != expected:
        yield f"{' with '.join(each['title'] for each in papers)} has {found} of {expected} pages."


def _is_paper(said: object) -> bool:
    right = (
        isinstance(said, dict) and isinstance(said.get("title"), str) and isinstance(said.get("pages"), int)
    )
    return bool(right)


def _starts(opened: Pdf) -> list[int | None]:
    """The page that each bookmark leads to, counted from 0; None where it is not there any more."""
    places = {page.objgen: number for number, page in enumerate(opened.pages)}
    with opened.open_outline() as outline:
        targets: list[Any] = [item.destination for item in outline.root]
    return [_place(target, places) for target in targets]


def _place(target: Any, places: Mapping[Any, int]) -> int | None:  # noqa: ANN401 - whatever a PDF holds
    from pikepdf import Array, Dictionary

    page = target[0] if isinstance(target, Array) and len(target) else None
    return places.get(page.objgen) if isinstance(page, Dictionary) else None
