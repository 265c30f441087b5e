"""Columns of numbered cells read as the same column written out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.identifiers import are_plain, hidden_characters, key, keys
from lotbook.domain.values import CellError, Value
from lotbook.tables.cells import convert
from lotbook.tables.chain import Keys
from lotbook.tables.coded import Coded, Pool
from lotbook.tables.column import Column, Kind

TEXTS = st.text(alphabet="aA1-– .\u00a0\n\té", max_size=5)
CELLS = st.one_of(st.none(), TEXTS, st.integers(0, 9), st.just(CellError("#N/A")), st.booleans())


def coded(texts: list[str], cells: list[Value]) -> Coded:
    pool = Pool(texts)
    numbers = {text: number for number, text in enumerate(texts)}
    return Coded([numbers[c] if isinstance(c, str) and c in numbers else pool.number(c) for c in cells], pool)


@given(st.lists(TEXTS, max_size=12, unique=True), st.lists(CELLS, max_size=12))
def test_a_numbered_column_holds_what_the_cells_hold(texts: list[str], cells: list[Value]) -> None:
    column = coded(texts, cells)
    assert [(type(value), value) for value in column] == [(type(value), value) for value in cells]
    assert [column[i] for i in range(len(column))] == cells
    assert column[1:] == cells[1:]
    assert (None in column) == (None in cells)


@given(st.sampled_from(Kind), st.lists(TEXTS, max_size=12, unique=True), st.lists(CELLS, max_size=12))
def test_a_numbered_column_converts_as_the_same_cells(
    kind: Kind, texts: list[str], cells: list[Value]
) -> None:
    column = Column("Status", kind, "", choices="Lot status")
    values, troubles = convert(column, coded(texts, cells))
    expected, told = convert(column, cells)
    assert list(values) == list(expected)
    assert troubles == told


@given(st.lists(TEXTS, max_size=12, unique=True), st.lists(st.one_of(st.none(), TEXTS), max_size=12))
def test_a_numbered_column_has_the_keys_of_its_texts(texts: list[str], cells: list[str | None]) -> None:
    assert Keys().of(coded(texts, list(cells))) == [key(cell) if cell else "" for cell in cells]  # type: ignore[arg-type]


@given(st.lists(TEXTS, max_size=8))
def test_keys_of_many_texts_are_the_keys_of_each(texts: list[str]) -> None:
    assert keys(texts) == [key(text) for text in texts]


@given(st.lists(TEXTS, max_size=8))
def test_plain_texts_hide_nothing_and_none_is_empty(texts: list[str]) -> None:
    if are_plain(texts):
        assert all(text.strip() and not hidden_characters(text) for text in texts)
