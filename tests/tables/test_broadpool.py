"""Very long columns, kept as numbers, tell the same as lists of texts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.domain.genealogy import Steps
from lotbook.domain.identifiers import is_plain, key
from lotbook.domain.values import CellError, Value
from lotbook.hosts.file.broadtexts import BroadTexts
from lotbook.hosts.file.markup import MAIN, escape
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.file.strings import shared_texts
from lotbook.tables import placed
from lotbook.tables.broadpool import BroadPool
from lotbook.tables.cells import convert
from lotbook.tables.column import Column, Kind
from lotbook.tables.keycolumns import joined, places_of, strangers, without
from lotbook.tables.numbered_steps import steps

TEXTS = st.text(alphabet="aAbB1-– ._x\u00a0\té&ß", max_size=20)
CELLS = st.one_of(st.none(), TEXTS, st.integers(0, 9), st.just(CellError("#N/A")))
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{MAIN}" count="9" uniqueCount="9">'
)


def part(texts: list[str]) -> bytes:
    entries = [
        f"<si><t{' xml:space=' + chr(34) + 'preserve' + chr(34) if t != t.strip() else ''}>{escape(t)}</t></si>"
        for t in texts
    ]
    return f"{HEAD}{''.join(entries)}</sst>".encode()


def pool_of(texts: list[str]) -> BroadPool:
    return BroadPool(BroadTexts(part(texts)))


def column(pool: BroadPool, cells: list[Value]) -> object:
    numbers = {text: number for number, text in enumerate(pool.texts)}
    return pool.column([numbers[c] if isinstance(c, str) and c in numbers else pool.number(c) for c in cells])


@given(st.lists(TEXTS, min_size=1, max_size=12))
def test_texts_stand_where_the_reader_of_the_whole_finds_them(texts: list[str]) -> None:
    data = part(texts)
    found = BroadTexts(data)
    every = shared_texts(data)
    assert [found[i] for i in range(len(found))] == every
    assert list(found) == every
    assert found[1:3] == every[1:3]


@pytest.mark.parametrize(
    "entries",
    [
        "<si><t/></si>",
        "<si><r><t>rich</t></r></si>",
        "<si><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></si>",
        "<si> <t>a</t></si>",
        "<si><t>a</t></si> <si><t>b</t></si>",
        "<si><t>a\r\nb</t></si>",
        "<si><t><!-- a --></t></si>",
        '<si x="1"><t>a</t></si>',
        "<si><t>a</t></si><extLst/>",
    ],
)
def test_texts_written_in_another_way_are_left_to_the_reader_of_the_whole(entries: str) -> None:
    with pytest.raises(OddSheetError):
        BroadTexts(f"{HEAD}{entries}</sst>".encode())


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="latin-1"?><sst xmlns="MAIN">',
        '<sst xmlns="other">',
        '<x:sst xmlns:x="MAIN">',
    ],
)
def test_another_head_may_mean_other_letters_or_other_names(head: str) -> None:
    with pytest.raises(OddSheetError):
        BroadTexts((head.replace("MAIN", MAIN) + "<si><t>a</t></si></sst>").encode())


def test_texts_that_are_no_utf_8_are_left_to_the_reader_of_the_whole() -> None:
    with pytest.raises(OddSheetError):
        BroadTexts(part(["a"]).replace(b">a<", b">\xe9<"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=12), st.lists(CELLS, max_size=15), st.lists(CELLS, max_size=6))
def test_keys_as_numbers_answer_as_keys_as_texts(
    texts: list[str], cells: list[Value], others: list[Value]
) -> None:
    pool = pool_of(texts)
    numbered = column(pool, cells).keys()  # type: ignore[attr-defined]
    written = [key(cell) if isinstance(cell, str) else "" for cell in cells]
    more = column(pool, others).keys()  # type: ignore[attr-defined]
    more_written = [key(cell) if isinstance(cell, str) else "" for cell in others]
    assert list(numbered) == written
    assert [numbered[i] for i in range(len(numbered))] == written
    wanted = {*written[::2], *more_written, "nobody", "x"}
    for some in (wanted, set(written[:1]), set(), {""}):
        assert places_of(numbered, some) == places_of(written, some)
    assert strangers(numbered, more, {"a", "new"}) == strangers(written, more_written, {"a", "new"})
    assert strangers(numbered, more_written, "aA") == strangers(written, more_written, "aA")
    assert list(joined(numbered, more)) == list(joined(numbered, more_written)) == written + more_written
    assert list(joined(more_written, numbered)) == more_written + written
    assert list(without(numbered, range(0, len(written), 3))) == without(written, range(0, len(written), 3))
    assert list(numbered[1:]) == written[1:]
    assert [name in numbered for name in wanted] == [name in written for name in wanted]


@given(st.sampled_from(Kind), st.lists(TEXTS, min_size=1, max_size=12), st.lists(CELLS, max_size=12))
def test_a_column_of_a_very_long_sheet_converts_as_the_same_cells(
    kind: Kind, texts: list[str], cells: list[Value]
) -> None:
    told = Column("Status", kind, "", choices="Lot status")
    numbered = column(pool_of(texts), cells)
    values, troubles = convert(told, numbered)  # type: ignore[arg-type]
    expected, expected_troubles = convert(told, cells)
    assert list(values) == list(expected)
    assert troubles == expected_troubles
    assert [(type(v), v) for v in numbered] == [(type(v), v) for v in cells]  # type: ignore[attr-defined]
    assert (None in numbered) == (None in cells)  # type: ignore[operator]
    if numbered.is_plain:  # type: ignore[attr-defined]
        assert all(cell is None or (isinstance(cell, str) and is_plain(cell)) for cell in cells)


def test_plain_texts_and_empty_cells_are_seen_to_be_plain() -> None:
    pool = pool_of(["L-1", "on hold", "a & b", " c"])
    assert column(pool, ["L-1", None, "on hold"]).is_plain  # type: ignore[attr-defined]
    assert not column(pool, ["L-1", " c"]).is_plain  # type: ignore[attr-defined]
    assert not column(pool, ["L-1", 5]).is_plain  # type: ignore[attr-defined]


def test_texts_with_one_key_are_one_identifier() -> None:
    pool = pool_of(
        ["L-1", "l-1", "L\u20131", " L-1", "L-2", "L-1", "", "a" * 900, "A" * 900, "a" * 899 + "b"]
    )
    numbers = pool.numbers.of_texts.tolist()
    assert len(set(numbers[:4])) == 1
    assert numbers[5] == numbers[0] != numbers[4]
    assert numbers[6] == 0
    assert numbers[7] == numbers[8] != numbers[9]


def test_keys_that_share_a_mark_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "_FACTOR", placed._FACTOR * 0)  # every mark is the same one
    pool = pool_of(["L-1", "l-1", "L-2", "\u00e9", "", "L\u20132"])
    assert pool.numbers.of_texts.tolist() == [1, 1, 3, 4, 0, 3]
    assert [pool.numbers.of(name) for name in ("l-2", "l-1", "nobody", "")] == [3, 1, 7, 0]


NODES = [f"n{i}" for i in range(8)]


@given(
    st.lists(st.tuples(st.sampled_from(["", *NODES]), st.sampled_from(["", *NODES])), min_size=1, max_size=20)
)
def test_steps_kept_as_numbers_are_walked_as_others(pairs: list[tuple[str, str]]) -> None:
    pool = pool_of(NODES)
    sources, targets = ([pair[side] or None for pair in pairs] for side in (0, 1))
    numbered = steps(column(pool, sources).keys(), column(pool, targets).keys())  # type: ignore[arg-type,attr-defined]
    plain = Steps([s or "" for s in sources], [t or "" for t in targets])
    assert type(numbered) is not Steps
    for node in NODES:
        assert numbered.gives(node) == plain.gives(node)
        assert numbered.takes(node) == plain.takes(node)
        ours, theirs = numbered.forward([node]), plain.forward([node])
        assert (dict(ours.distance), ours.positions) == (dict(theirs.distance), theirs.positions)
    assert numbered.backward(NODES[:2]) == plain.backward(NODES[:2])
    assert numbered.cycles() == plain.cycles()
    assert numbered.gathered({"n1": 1, "n2": 2}) == plain.gathered({"n1": 1, "n2": 2})
    assert (
        numbered.forward(["n1"]).positions == plain.forward(["n1"]).positions
    )  # now that the keys are written out
