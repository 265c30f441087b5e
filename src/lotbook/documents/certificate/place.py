"""Where a heat stands on a certificate: behind the word heat or lot, in a table under it, or only somewhere on the paper.

A number that merely stands on a page may be a postcode, an order, a test piece or the heat of the certificate that was
scanned with it. Only one that the paper itself calls heat or lot is taken for the heat of this delivery; everything else
is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotbook.documents.certificate.file import contains
from lotbook.domain.identifiers import key, same

# What papers call a heat or a maker's lot, in the languages that mills write in.
_WORD = re.compile(
    r"\b(?:heats?(?![\s-]*(?:treat|resist|input|affect|exchang))|cast(?![\s-]*iron)|melt|smelt|smälta|wytop|tavba"
    r"|(?!dis|sur)\w*charge\w*|\w*schmelze\w*|coul[ée]es?|colata|colada|(?:prüf)?los(?:nummer|nr)?|lott?[oe]?s?|batch(?:es)?"
    r"|partita|partie|partia|c00|b07|identification of the product)\b",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"\b(?:orders?|bestell\w*|commande|p\.?o\.?|purchase|articles?|artikel|items?|parts?|drawing|tel|phone|fax|dates?|datum|"
    r"invoice|delivery|certificates?|report|document|test piece|specimen|sample|probe|ref|reference|referenz|weight|customer|"
    r"scrap|page|seite)\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"\b[A-D]\d\d\b", re.IGNORECASE)  # EN 10168 numbers its boxes; they are no values
_FILLER = re.compile(
    r"n[or°]?|nos|nrs|num|id|is|of|or|de|du|des|del|für|for|à|et|e|y|and|und|c\d\d|b\d\d|[^\w]+"
)
_HEADING_ABOVE = 30  # lines; a table of heats seldom runs longer under its heading
_PIECE = 3  # characters that may belong to the number before or behind them
_MIXED = 5  # letters and digits together that nobody takes for a postcode or a count
_STATUS = re.compile(
    r"\A\W*(?:(?:this (?:certificate|document) (?:is|was|has been) )?(?:void|draft|cancell?ed|withdrawn|invalid|not valid|"
    r"superseded(?: by .*)?|replaced by .*)|draft\b.{0,40}|storniert|ung[üu]ltig|entwurf|annul[ée]e?|annullato|brouillon)\W*\Z",
    re.IGNORECASE,
)


def not_valid(text: str) -> str:
    r"""The line in which a certificate says of itself that it does not count; empty where none does.

    >>> not_valid("VOID\nHeat 4711"), not_valid("This certificate is not valid without signature")
    ('VOID', '')
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line for line in lines if len(line) <= 90 and _STATUS.match(line)), "")


def misplaced(text: str, heat: str) -> str:
    r"""Why a number that stands in a text may not be the heat it is about, as the end of a sentence; empty where it is.

    >>> misplaced("Heat No. H83-017", "H83-017"), misplaced("Tel. 47110\nHeat 99812 kg", "47110")
    ('', 'stands in the certificate, but not where it names heat or lot')
    """
    lines, heat = [key(line) for line in text.splitlines()], key(heat)
    spots = [number for number, line in enumerate(lines) if contains(line, heat)]
    behind = [number for number in spots if _stands_behind(lines, number, heat)]
    if behind:
        longer = next((shown for n in behind if (shown := _goes_on(lines, n, heat))), "")
        return f"may be part of a longer number there: {longer!r}" if longer else ""
    tables = [rows for number in spots if (rows := _table(lines, number, heat))]
    if tables:
        others = _like(" ".join(row for rows in tables for row in rows[1:]), heat)
        if not others:
            return ""
        return f"is one of several heats the certificate lists, such as {others[0].upper()}; see which results are of it"
    if not spots or _may_stand_alone(text, lines, spots, heat):
        return ""  # broken over two lines, or nothing else it could be
    return "stands in the certificate, but not where it names heat or lot"


def _stands_behind(lines: Sequence[str], number: int, heat: str) -> bool:
    """Whether a line names the heat behind heat or lot, by itself or as the end of a list that began above."""
    line = _with_list_above(lines, number)
    for match in re.finditer(re.escape(heat), line):
        words = list(_WORD.finditer(line, 0, match.start()))
        if words and _leads_to(line[words[-1].end() : match.start()]):
            return True
    return False


def _with_list_above(lines: Sequence[str], number: int) -> str:
    first = number
    while first and lines[first - 1].rstrip().endswith((",", ";")):
        first -= 1
    return " ".join(lines[first : number + 1])


def _leads_to(between: str) -> bool:
    """Whether what stands between the word and the number belongs to the label, or is the start of a list."""
    if _OTHER_LABEL.search(between):
        return False
    words = _BOX.sub("", between).split()
    last = words[-1].strip(".:/()#") if words else ""
    if words and len(last) <= _PIECE and words[-1][-1].isalnum() and not _FILLER.fullmatch(last):
        return False  # Heat No. A H83-017 is another heat
    return all(word.endswith((",", ";")) for word in words if any(mark.isdigit() for mark in word))


def _goes_on(lines: Sequence[str], number: int, heat: str) -> str:
    """The number with a short piece that stands alone behind it or begins the next line; empty where there is none."""
    here = re.search(rf"{re.escape(heat)}(?: (\w{{1,{_PIECE}}}))?\Z", lines[number])
    if here is None:
        return ""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    more = here.group(1) or (below if re.fullmatch(r"[-./_]\w{1,4}", below) else "")
    return f"{heat} {more}".upper() if more else ""


def _table(lines: Sequence[str], number: int, heat: str) -> Sequence[str]:
    """The heading and the rows of the table in which a line stands under heat or lot; none where it is no such table."""
    before = lines[number].partition(heat)[0]
    if _OTHER_LABEL.search(before):
        return ()
    for above in range(number - 1, max(number - _HEADING_ABOVE, 0) - 1, -1):
        line = _BOX.sub(lambda box: box.group() if _WORD.fullmatch(box.group()) else "", lines[above])
        word = _WORD.search(line)
        if word and not any(mark.isdigit() for mark in _BOX.sub("", line)):
            leads = not line[: word.start()].strip()
            return lines[above : _end(lines, number)] if leads == (not before.strip()) else ()
        if _OTHER_LABEL.search(line):
            return ()
    return ()


def _end(lines: Sequence[str], number: int) -> int:
    """Behind the last row that still has a number in it."""
    end = number + 1
    while (
        end < len(lines)
        and any(mark.isdigit() for mark in lines[end])
        and not _OTHER_LABEL.search(lines[end])
    ):
        end += 1
    return end


def _like(text: str, heat: str) -> list[str]:
    """Other words of a text that are built like the heat: letters and digits in the same places."""
    wanted = _shape(heat)
    words = dict.fromkeys(word.strip(".,;:()[]") for word in text.split())
    return [word for word in words if _shape(word) == wanted and not same(word, heat)]


def _shape(word: str) -> str:
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", key(word)))


def _may_stand_alone(text: str, lines: Sequence[str], spots: Sequence[int], heat: str) -> bool:
    """Whether a paper that calls nothing a heat names a number that can hardly be anything else."""
    has_both = re.search(r"\d", heat) and re.search(r"[^\W\d_]", heat)
    if not has_both or len(heat) < _MIXED or _WORD.search(_BOX.sub("", text)):
        return False
    return not any(_OTHER_LABEL.search(lines[number]) for number in spots) and not _like(text, heat)
