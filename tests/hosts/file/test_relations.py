"""Relationships of a part: every link has an id of its own, wherever the part came from."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from lotbook.hosts.file.relations import Relations

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
WITH_TWO = (
    f'<p:Relationships xmlns:p="{SPACE}"><p:Relationship Id="rId1" Target="a"/><p:Relationship Id="rId4" Target="b"/>'
    "</p:Relationships>"
).encode()


@pytest.mark.parametrize("data", [None, f'<Relationships xmlns="{SPACE}"/>'.encode(), WITH_TWO])
def test_many_links_keep_what_was_there_and_get_ids_of_their_own(data):
    relations = Relations(data, "rels")
    given = [relations.link(f"certificates/{n} & more.pdf") for n in range(50)]
    assert relations.link("certificates/7 & more.pdf") == given[7]
    found = list(ElementTree.fromstring(relations.data))
    ids = [each.get("Id") for each in found]
    before = len(ElementTree.fromstring(data)) if data else 0
    assert len(found) == before + 50
    assert len(set(ids)) == len(ids)
    assert {each.tag for each in found} == {f"{{{SPACE}}}Relationship"}
    assert found[-1].get("Target") == "certificates/49%20%26%20more.pdf"


def test_a_link_after_a_removal_stands_in_the_part_that_is_left():
    relations = Relations(WITH_TWO, "rels")
    first = relations.link("a.pdf")
    relations.remove(["rId1"])
    second = relations.link("b.pdf")
    assert [each.get("Id") for each in ElementTree.fromstring(relations.data)] == ["rId4", first, second]
