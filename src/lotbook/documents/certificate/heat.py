"""Is this the certificate of this heat? The tag decides; one letter or digit more, less or other is another heat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate import place as certificate_place
from lotbook.documents.certificate.context import (
    is_called_heat,
    is_count,
    likely_heats,
    other_heats,
    stands_aside,
)
from lotbook.documents.certificate.delivery import Agreement, Compared, Delivery
from lotbook.documents.certificate.file import contains
from lotbook.documents.certificate.words import labelled
from lotbook.domain.findings import Kind
from lotbook.domain.identifiers import key, lookalike_key, same

OF_THE_ROW = ", the certificate is for "  # how the two heats of the row itself are told apart in words
_SHORTEST = 4  # a shorter number can stand in any text by chance
_MOST = 3
_LONGEST_REMARK = 120


def compare_heat(delivery: Delivery) -> Compared:
    """The heat on the material against the row's heat and against the certificate itself."""
    tag, typed = delivery.receipt.heat_on_material, delivery.receipt.heat_on_certificate
    if delivery.spoiled:
        said = f"{delivery.spoiled[0].message.partition(': ')[2]}"
        return _unsure(delivery, tag or "", typed or "", said, kinds.HEAT_SPOILED)
    if not tag:
        said = "the heat on the material is not entered."
        return _unsure(delivery, "", "", said, kinds.TAG_MISSING)
    apart = typed_apart(delivery)
    if apart:
        return apart
    facts = delivery.reading.facts
    if facts and facts.identities:
        return _no_word(delivery, _in_data(delivery, tag))
    if facts and not delivery.reading.printed:
        said = "the digital certificate names neither a heat nor a lot."
        return _unsure(delivery, tag, "", said)
    return _no_word(delivery, _in_text(delivery, tag))


def _no_word(delivery: Delivery, found: Compared) -> Compared:
    """What agrees, unless the tag is a word such as N/A: both may say it, and it is no heat."""
    if found.agreement is not Agreement.SAME or any(mark.isdigit() for mark in found.ours):
        return found
    said = f"the heat is entered as {found.ours!r}, which has no digit; it may be no heat at all."
    return _unsure(delivery, found.ours, found.theirs, said)


def typed_apart(delivery: Delivery) -> Compared | None:
    """The mismatch of the two heats in the row itself, whatever the file says or whether there is one."""
    tag, typed = delivery.receipt.heat_on_material, delivery.receipt.heat_on_certificate
    if delivery.spoiled or not tag or not typed or same(tag, typed):
        return None
    said = f"the material is marked {tag}{OF_THE_ROW}{typed}{likeness(tag, (typed,))}."
    return _differs(delivery, tag, typed, said)


def _in_data(delivery: Delivery, tag: str) -> Compared:
    facts = delivery.reading.facts
    assert facts is not None
    names = facts.identities
    theirs = listed(names)
    if not any(same(tag, name) for name in names):
        return _not_among(delivery, tag, names)
    printed = delivery.reading.printed
    if printed and delivery.reading.is_whole and not contains(printed, tag):
        said = f"the data inside the file names {tag}, but its printed pages do not."
        return _unsure(delivery, tag, theirs, said)
    strange = [each for each in other_heats(printed, tag) if not any(same(each, name) for name in names)]
    if strange:
        said = f"the data inside the file names {tag}, but its printed pages call {listed(strange)} the heat."
        return _unsure(delivery, tag, theirs, said)
    several = max(len(facts.heats), len(facts.lots)) > 1
    finding = None
    if several:
        said = f"the certificate lists {len(names)} numbers; {tag} is one of them."
        finding = delivery.found(kinds.HEAT_OF_SEVERAL, "heat_on_certificate", said)
    return Compared("Heat", tag, theirs, Agreement.SAME, finding)


def _not_among(delivery: Delivery, tag: str, names: Sequence[str]) -> Compared:
    close = [name for name in names if bare(name) == bare(tag)]
    if close:
        said = f"the tag reads {tag}, the certificate {close[0]}: only dashes, spaces or dots differ."
        return _unsure(delivery, tag, close[0], said)
    said = f"the material is marked {tag}, but the certificate is for {listed(names)}{likeness(tag, names)}."
    return _differs(delivery, tag, listed(names), said)


def _in_text(delivery: Delivery, tag: str) -> Compared:
    text = delivery.reading.printed
    named = labelled(text)
    if contains(text, tag):
        return _found(delivery, tag, named)
    if not delivery.reading.is_whole:
        return _unsure(delivery, tag, "", _unreadable_words(delivery, tag))
    spelled = re.search(_spaced(tag), text, re.IGNORECASE)
    if spelled:
        theirs = " ".join(spelled.group().split())
        said = f"the tag reads {tag}, the certificate {theirs!r}: only dashes, spaces or dots differ."
        return _unsure(delivery, tag, theirs, said)
    alike = _alike(text, tag)
    likely = [*alike, *(name for name in named if name not in alike)]
    more = f"; it names {listed(likely)}{likeness(tag, likely)}" if likely else ""
    said = f"the material is marked {tag}, but {delivery.receipt.certificate_file} does not name it{more}."
    return _differs(delivery, tag, listed(likely), said)


def _found(delivery: Delivery, tag: str, named: Sequence[str]) -> Compared:
    """The number stands there; doubtful where it is short, in a remark, an amount, or beside another number called heat."""
    text = delivery.reading.printed
    theirs = next((name for name in named if same(name, tag)), "")
    heats = other_heats(text, tag)
    others = list(dict.fromkeys([*heats, *(name for name in named if len(bare(name)) >= _SHORTEST)]))
    aside = stands_aside(text, tag)
    if aside:
        said = f"{tag} stands only in a remark of the certificate: {aside[:_LONGEST_REMARK]!r}."
        return _unsure(delivery, tag, listed(heats), said)
    if not theirs and others:
        said = f"the certificate calls {listed(others)} its heat or lot, and {tag} stands elsewhere in it."
        return _unsure(delivery, tag, others[0], said)
    beside = heats or likely_heats(text, tag)
    if beside and is_called_heat(text, tag):
        said = f"the certificate also calls {listed(beside)} its heat; see which one its results are of."
        return _unsure(delivery, tag, tag, said)
    if not theirs and is_count(text, tag):
        said = f"{tag} stands in the certificate only as an amount."
        return _unsure(delivery, tag, tag, said)
    misplaced = certificate_place.misplaced(text, tag)
    if misplaced:
        return _unsure(delivery, tag, tag, f"{tag} {misplaced}.")
    if delivery.reading.file.problem:
        return _unsure(delivery, tag, tag, delivery.reading.file.problem)
    return Compared("Heat", tag, tag, Agreement.SAME)


def _unreadable_words(delivery: Delivery, tag: str) -> str:
    file = delivery.reading.file
    if file.pages_without_text:
        return (
            f"{tag} was not found in text; {len(file.pages_without_text)} of {file.pages} pages are pictures."
        )
    return f"{tag} was not found. {file.problem}".strip()


def bare(text: str) -> str:
    """A heat without what only parts its groups, such as dashes and spaces; letters and digits stay as they are.

    >>> bare("H83-017") == bare("h83 017"), bare("H83017") == bare("H83O17")
    (True, False)
    """
    return re.sub(r"[\s._/-]", "", key(text))


def _spaced(tag: str) -> str:
    """The tag with any dashes, spaces and dots between its letters and digits, on one line."""
    return r"(?<!\w)(?<!\w[-._/])" + r"[\s._/-]{0,3}".join(map(re.escape, bare(tag))) + r"(?!\w|[-._/]\w)"


def _alike(text: str, tag: str) -> list[str]:
    """Words of a text that a tired eye takes for the tag."""
    wanted = lookalike_key(tag)
    words = dict.fromkeys(word.strip(".,;:()") for word in text.split())
    return [word for word in words if lookalike_key(word) == wanted and not same(word, tag)]


def likeness(tag: str, names: Sequence[str]) -> str:
    """Which mistakable letters make the difference, in words; empty when it is more than that."""
    for name in names:
        left, right = bare(tag).upper(), bare(name).upper()
        if left != right and lookalike_key(left) == lookalike_key(right) and len(left) == len(right):
            pairs = [f"{a} for {b}" for a, b in zip(left, right, strict=True) if a != b]
            return f" ({', '.join(dict.fromkeys(pairs))}: they are easily mistaken)"
    return ""


def listed(names: Sequence[str]) -> str:
    """Some numbers in a row, never a page of them."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _differs(delivery: Delivery, tag: str, theirs: str, said: str) -> Compared:
    finding = delivery.found(kinds.HEAT_DIFFERS, "heat_on_material", said)
    return Compared("Heat", tag, theirs, Agreement.DIFFERENT, finding)


def _unsure(delivery: Delivery, tag: str, theirs: str, said: str, kind: Kind = kinds.HEAT_UNSURE) -> Compared:
    finding = delivery.found(kind, "heat_on_material", said)
    return Compared("Heat", tag, theirs, Agreement.UNSURE, finding)
