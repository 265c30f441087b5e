"""Very many texts that stand in one stretch of bytes: what is told of all of them without making any of them a text.

Each text gets a mark made of its comparison key: different marks mean different keys. Keys with equal marks are compared
letter by letter, so nothing here rests on luck.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lotbook.domain.identifiers import key

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_LOWER = bytes(range(256)).lower()
_FACTOR, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
_FIRST: Words = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
_PADDING = b"\0" * 8
_BLOCK = 1 << 19  # bytes looked at together: they stay in the processor's own memory
_TEXTS = 1 << 15  # the same for texts, and what is worked out of them
_PAIRS = 1 << 10  # texts with one mark; so few are compared sooner one by one


class PlacedTexts(Protocol):
    """Texts of which each stands somewhere in ``data``; escapes of XML and of workbooks are still in them.

    Behind the last text at least eight more bytes stand, as the tags that end it are.
    """

    data: bytes
    starts: Places
    ends: Places

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> str: ...


class Stretch:
    """Texts in lower case, by eight bytes at once.

    Args:
        data: where they stand; at least eight bytes stand behind the last one.
        starts: where each starts.
        ends: where each ends.
    """

    def __init__(self, data: bytes, starts: Places, ends: Places) -> None:
        self._data = data.translate(_LOWER)
        self._words: Words = np.ndarray((len(self._data) - 7,), "<u8", self._data, 0, (1,))
        self.starts = starts
        self.lengths = ends - starts

    def piece(self, chosen: Places, step: int) -> Words:
        """The ``step``-th eight bytes of some texts, which are longer than what comes before."""
        at, left = self.starts.take(chosen) + 8 * step, self.lengths.take(chosen) - 8 * step
        found: Words = self._words[at] & _FIRST.take(np.minimum(left, 8))
        return found

    def marks(self) -> Words:
        """A mark for each text; equal texts have equal ones."""
        first: Words = self._words[self.starts] & _FIRST.take(np.minimum(self.lengths, 8))
        found = (self.lengths.astype(np.uint64) * _FACTOR ^ first) * _FACTOR
        found ^= found >> _SHIFT
        chosen, step = np.flatnonzero(self.lengths > 8), 1
        while len(chosen):
            mixed = (found.take(chosen) ^ self.piece(chosen, step)) * _FACTOR
            found[chosen] = mixed ^ (mixed >> _SHIFT)
            step += 1
            chosen = chosen[self.lengths.take(chosen) > 8 * step]
        return found

    def are_equal(self, left: Places, right: Places) -> Flags:
        """Which of some pairs of texts are equal."""
        equal: Flags = self.lengths.take(left) == self.lengths.take(right)
        chosen, step = np.flatnonzero(equal), 0
        while len(chosen):
            chosen = chosen[self.lengths.take(left.take(chosen)) > 8 * step]
            differ = self.piece(left.take(chosen), step) != self.piece(right.take(chosen), step)
            equal[chosen[differ]] = False
            chosen, step = chosen[~differ], step + 1
        return equal


def marks_of(texts: Sequence[str]) -> Words:
    """The marks of a few keys."""
    every = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(text) for text in every], dtype=np.intp)
    starts = np.concatenate((ends[:1] * 0, ends[:-1]))
    return Stretch(b"".join([*every, _PADDING]), starts, ends).marks()


def marks_in(texts: PlacedTexts) -> Words:
    """The marks of texts in the order of their bytes, worked out for some of them at a time."""
    found = [np.zeros(0, np.uint64)]
    for first in range(0, len(texts), _TEXTS):
        starts, ends = texts.starts[first : first + _TEXTS], texts.ends[first : first + _TEXTS]
        start = int(starts[0])
        stretch = texts.data[start : int(ends[-1]) + len(_PADDING)]
        found.append(Stretch(stretch, starts - start, ends - start).marks())
    return np.concatenate(found)


def not_plain(texts: PlacedTexts) -> Places:
    """The texts of which a byte is not visible ASCII, or that hold an escape, or a space too many; and empty ones."""
    single = np.frombuffer(texts.data, np.uint8)
    starts, ends = texts.starts, texts.ends
    odd = (single.take(starts) == ord(" ")) | (single.take(ends - 1) == ord(" ")) | (starts == ends)
    strange = np.concatenate([_strange(single, start) for start in range(0, len(single), _BLOCK)])
    found = np.searchsorted(ends, strange, side="right")
    inside = np.append(starts, len(single)).take(found) <= strange  # not before a text, nor behind the last
    odd[found[inside]] = True
    return np.flatnonzero(odd)


def _strange(single: npt.NDArray[np.uint8], start: int) -> Places:
    """Where in one block, and in the byte behind it, something stands that makes a text more than plain."""
    block = single[start : start + _BLOCK + 1]  # one more, because a pair may stand where two blocks meet
    return np.concatenate((_unseen(block), _pairs(block, b"_x"), _pairs(block, b"  "))) + start


def _unseen(single: npt.NDArray[np.uint8]) -> Places:
    """Where something stands that is not a visible character, or stands for another one."""
    strange = (single - np.uint8(ord(" "))) > ord("~") - ord(" ")  # what comes before the space becomes large
    return np.flatnonzero(strange | (single == ord("&")))


def _pairs(single: npt.NDArray[np.uint8], pair: bytes) -> Places:
    """Where two characters stand side by side."""
    found = np.flatnonzero(single[:-1] == pair[0])
    together: Places = found[single.take(found + 1) == pair[1]]
    return together


class KeyNumbers:
    """A number for each key: texts with one key share one; no key has 0. Numbers of new keys come behind.

    Args:
        texts: the workbook's shared texts.
    """

    def __init__(self, texts: PlacedTexts) -> None:
        self._texts = texts
        odd = not_plain(texts)
        self.plain: Flags = np.ones(len(texts), np.bool_)
        self.plain[odd] = False
        self._odd = {index: key(texts[index]) for index in odd.tolist()}
        marks = marks_in(texts)
        if self._odd:
            marks[odd] = marks_of(list(self._odd.values()))
        self._order = np.argsort(marks)
        self._sorted = marks.take(self._order)
        self.of_texts = self._numbers()
        self._new: list[str] = []
        self._known: dict[str, int] = {"": 0}
        self._names: dict[int, str] = {0: ""}

    def _numbers(self) -> Places:
        """The number of each text: that of the first text with its key."""
        numbers = np.arange(1, len(self._order) + 1)
        first = np.concatenate((np.ones(1, np.bool_), self._sorted[1:] != self._sorted[:-1]))[: len(numbers)]
        if not first.all():
            leaders = self._order[first].take(np.cumsum(first) - 1)
            left, right = self._order[~first], leaders[~first]
            numbers[self._order] = leaders + 1
            if not self._are_equal(left, right):
                self._tell_apart(numbers, {*left.tolist(), *right.tolist()})
        for index, name in self._odd.items():
            if not name:
                numbers[index] = 0
        return numbers

    def _are_equal(self, left: Places, right: Places) -> bool:
        """Whether texts with one mark have one key, too."""
        sure = self.plain.take(left) & self.plain.take(right)
        if sure.sum() > _PAIRS:
            texts = self._texts
            stretch = Stretch(texts.data, texts.starts, texts.ends)
            if not stretch.are_equal(left[sure], right[sure]).all():
                return False
            left, right = left[~sure], right[~sure]
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return all(self._key(one) == self._key(other) for one, other in pairs)

    def _tell_apart(self, numbers: Places, indices: Collection[int]) -> None:
        known: dict[str, int] = {}
        for index in sorted(indices):
            numbers[index] = known.setdefault(self._key(index), index) + 1

    def _key(self, index: int) -> str:
        found = self._odd.get(index)
        return self._texts[index].lower() if found is None else found

    def of(self, name: str) -> int:
        """The number of a key; a new one where no text has it."""
        number = self._known.get(name)
        if number is None:
            (mark,) = marks_of([name])
            at = int(np.searchsorted(self._sorted, mark))
            while (
                at < len(self._sorted)
                and self._sorted[at] == mark
                and self._key(int(self._order[at])) != name
            ):
                at += 1
            if at < len(self._sorted) and self._sorted[at] == mark:
                number = int(self.of_texts[self._order[at]])
            else:
                self._new.append(name)
                number = len(self.of_texts) + len(self._new)
            self._known[name] = number
        return number

    def name(self, number: int) -> str:
        """The key of a number; always the same object, so that comparing keys again costs next to nothing."""
        found = self._names.get(number)
        if found is None:
            behind = number - len(self.of_texts) - 1
            found = self._names[number] = self._new[behind] if behind >= 0 else self._key(number - 1)
            self._known[found] = number
        return found

    def names(self, numbers: Sequence[int]) -> list[str]:
        """The keys of many numbers; plain ones are made all at once."""
        new = [number for number in numbers if number not in self._names]
        wanted = np.array(new, np.intp)
        plain = np.concatenate(([False], self.plain, np.zeros(len(self._new), np.bool_))).take(wanted)
        indices, data = wanted[plain] - 1, self._texts.data
        starts, ends = self._texts.starts.take(indices).tolist(), self._texts.ends.take(indices).tolist()
        lines = b"\n".join([data[start:end] for start, end in zip(starts, ends, strict=True)])
        made = lines.decode().lower().split("\n")
        self._names.update(zip(wanted[plain].tolist(), made, strict=False))  # of no lines there is one, empty
        return [self._names.get(number) or self.name(number) for number in numbers]

    def __len__(self) -> int:
        return len(self.of_texts) + len(self._new) + 1
