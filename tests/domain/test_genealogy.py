"""Walks over random chains: both directions agree, order changes nothing, circles end, diamonds count once."""

import random
import sys

from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Lineage, Link, Steps

NODES = [f"n{i}" for i in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=30)


def lineage(edges):
    return Lineage(
        Link(source, target, None, None, Place("Cuts", row)) for row, (source, target) in enumerate(edges, 2)
    )


def naive(edges, start):
    """Everything reachable, as slowly and obviously as possible."""
    found = {start}
    while True:
        more = {target for source, target in edges if source in found} - found
        if not more:
            return found
        found |= more


@given(EDGES)
def test_one_node_reaches_another_exactly_when_the_other_comes_from_it(edges):
    walked = lineage(edges)
    for x in NODES:
        for y in NODES:
            assert (y in walked.forward([x]).nodes) == (x in walked.backward([y]).nodes)


@given(EDGES, st.sampled_from(NODES))
def test_a_walk_reaches_what_an_obviously_right_closure_reaches(edges, start):
    assert lineage(edges).forward([start]).nodes == naive(edges, start)
    assert lineage(edges).backward([start]).nodes == naive([(t, s) for s, t in edges], start)


@given(EDGES, st.lists(st.sampled_from(NODES), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_starts_changes_the_walk(edges, starts, chance):
    shuffled, others = list(edges), list(starts)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    walk, again = lineage(edges).forward(starts), lineage(shuffled).forward(others)
    assert walk.distance == again.distance
    assert sorted((link.source, link.target) for link in walk.links) == sorted(
        (link.source, link.target) for link in again.links
    )


@given(EDGES, st.lists(st.sampled_from(NODES), max_size=4))
def test_several_starts_reach_what_each_of_them_reaches(edges, starts):
    walked = lineage(edges)
    assert walked.forward(starts).nodes == {node for start in starts for node in naive(edges, start)}


def test_a_diamond_is_one_node_with_two_links():
    walk = lineage([("lot", "a"), ("lot", "b"), ("a", "run"), ("b", "run")]).forward(["lot"])
    assert walk.distance == {"lot": 0, "a": 1, "b": 1, "run": 2}
    assert len(walk.links) == 4


def test_a_circle_ends_and_is_told():
    walked = lineage([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])
    assert walked.forward(["b"]).distance == {"b": 0, "c": 1, "a": 2, "d": 2}
    assert walked.cycles() == (("a", "b", "c"),)


def test_a_node_made_from_itself_is_a_circle():
    assert lineage([("a", "a"), ("a", "b")]).cycles() == (("a",),)


@given(EDGES)
def test_a_circle_is_told_exactly_when_a_node_comes_back_to_itself(edges):
    around = {x for x in NODES if x in {y for s, t in edges if s == x for y in naive(edges, t)}}
    assert {node for group in lineage(edges).cycles() for node in group} == around


def test_a_chain_deeper_than_any_call_stack_is_walked_to_its_end():
    depth = sys.getrecursionlimit() * 5
    edges = [(f"n{i}", f"n{i + 1}") for i in range(depth)]
    random.Random(3).shuffle(edges)
    walked = lineage(edges)
    assert walked.forward(["n0"]).distance[f"n{depth}"] == depth
    assert walked.cycles() == ()


def test_an_empty_identifier_is_never_walked():
    steps = Steps(["", "a", "b"], ["x", "", "c"])
    assert steps.forward(["a", "b"]).distance == {"a": 0, "b": 0, "c": 1}
    assert "" not in steps.out_of
    assert "" not in steps.into


def test_direct_parts_and_uses_are_the_links_of_a_node():
    walked = lineage([("lot", "run"), ("cut", "run"), ("run", "next")])
    assert [link.source for link in walked.parts_of("run")] == ["lot", "cut"]
    assert [link.target for link in walked.uses_of("run")] == ["next"]
    assert list(walked.parts_of("lot")) == []


@given(EDGES)
def test_what_is_gathered_is_what_each_walk_would_find(edges):
    marks = {node: 1 << number for number, node in enumerate(NODES)}
    steps = Steps([source for source, _ in edges], [target for _, target in edges])
    gathered = steps.gathered(marks)
    for node in NODES:
        expected = sum(marks[reached] for reached in naive(edges, node))
        assert gathered.get(node, marks[node]) == expected


@given(EDGES, st.lists(st.sampled_from(NODES), max_size=3))
def test_looking_at_the_columns_walks_as_the_index_does(edges, starts):
    sources, targets = [source for source, _ in edges], [target for _, target in edges]
    indexed = Steps(sources, targets)
    assert indexed.out_of is not None
    looked = Steps(sources, targets).forward(starts)
    assert looked.positions == indexed.forward(starts).positions
    assert dict(looked.distance) == dict(indexed.forward(starts).distance)
