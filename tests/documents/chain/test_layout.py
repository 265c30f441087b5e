from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lotbook.documents.chain import picture as chain_picture
from lotbook.documents.chain.layout import KINDS, Box, Chain, chain_of, layout, steps
from tests.documents import goods


def test_the_chain_goes_from_heats_to_the_order() -> None:
    plan = layout(chain_of(goods.frozen()), 11)
    columns = [[plan.boxes[name].name for name in column if name in plan.boxes] for column in plan.columns]
    assert [sorted(column) for column in columns] == [
        ["AL6-0424-001", "PLA-0424-01"],
        ["AL6-0424-001-1", "AL6-0424-001-2"],
        ["MFG-0051"],
        ["MFG-0056", "MFG-0057"],
        ["SHP-0201", "SHP-0202"],
        ["ORD-0117"],
    ]


def test_a_line_never_runs_behind_a_box_it_has_nothing_to_do_with() -> None:
    plan = layout(chain_of(goods.frozen()), 11)
    at = {name: number for number, column in enumerate(plan.columns) for name in column}
    for path in plan.paths:
        assert [at[name] for name in path] == list(range(at[path[0]], at[path[-1]] + 1))
        assert not any(name in plan.boxes for name in path[1:-1])


def test_what_is_too_many_for_a_column_is_counted_in_its_last_box() -> None:
    boxes = {f"l{n}": Box("Material", f"LOT-{n}", ()) for n in range(30)} | {"r": Box("Runs", "MFG-1", ())}
    plan = layout(Chain(boxes, tuple((f"l{n}", "r") for n in range(30))), 11)
    assert [len(column) for column in plan.columns] == [11, 1]
    assert "20 more" in {box.name for box in plan.boxes.values()}
    assert len(plan.paths) == 11


@given(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30),
)
def test_every_box_has_its_place_whatever_the_links_even_in_circles(
    kinds: list[str], links: list[tuple[int, int]]
) -> None:
    boxes = {f"b{number}": Box(kind, f"B{number}", ()) for number, kind in enumerate(kinds)}
    arrows = tuple((f"b{a}", f"b{b}") for a, b in links if a < len(kinds) and b < len(kinds))
    plan = layout(Chain(boxes, arrows), 11)
    placed = [name for column in plan.columns for name in column if name in plan.boxes]
    assert sorted(placed) == sorted(boxes)


def test_steps_are_counted_on_the_longest_way_and_a_circle_is_begun_where_it_was_entered() -> None:
    assert steps("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]) == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert steps("abc", [("a", "b"), ("b", "c"), ("c", "b"), ("a", "x")]) == {"a": 0, "b": 1, "c": 2}
    assert steps("ab", [("a", "b"), ("b", "a"), ("b", "b")]) == {"a": 0, "b": 1}


def test_thousands_of_boxes_in_one_long_circle_are_laid_out_at_once() -> None:
    names = [str(n) for n in range(20_000)]
    found = steps(names, [(names[n], names[n - 1]) for n in range(20_000)])
    assert max(found.values()) == 19_999


def test_the_picture_is_a_png_as_wide_as_the_text(tmp_path: Path) -> None:
    from PIL import Image

    picture = chain_picture.draw(goods.frozen(), tmp_path / "chain.png")
    assert picture is not None
    with Image.open(picture) as image:
        assert round(image.width / image.info["dpi"][0] * 25.4) == 174


def test_an_order_without_shipments_has_no_picture(tmp_path: Path) -> None:
    text = goods.BRACKETS[: goods.BRACKETS.index("Shipments\n")].rstrip()
    assert chain_picture.draw(goods.frozen(text), tmp_path / "chain.png") is None
    assert not (tmp_path / "chain.png").exists()


def test_a_name_that_the_typeface_lacks_or_that_runs_to_the_left_is_left_to_the_tables(
    tmp_path: Path,
) -> None:
    def drawn(*lines: str) -> bytes:
        boxes = {"r": Box("Runs", "MFG-1", ()), "o": Box("Order", "ORD-1", lines)}
        picture = chain_picture.draw_chain(Chain(boxes, (("r", "o"),)), tmp_path / "chain.png")
        assert picture is not None
        return picture.read_bytes()

    plain = drawn()
    assert drawn("שלום") == drawn("\U000f0000") == plain
    assert plain not in (drawn("Müller"), drawn("PO\u00a00099–1"))
