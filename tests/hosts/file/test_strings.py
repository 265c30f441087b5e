"""Shared texts are the same whichever way they are read: all at once, one by one, or by the XML standard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.hosts.file import strings
from lotbook.hosts.file.markup import MAIN, escape_cell
from lotbook.hosts.file.strings import SharedTexts, shared_texts

HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{MAIN}" count="3">'
RICH = '<si><r><t>00</t></r><r><rPr><b/></rPr><t xml:space="preserve">12 </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'


def part(*entries: str, head: str = HEAD) -> bytes:
    return f"{head}{''.join(entries)}</sst>".encode()


def test_texts_between_equal_tags_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "_read_slowly", None)
    data = part(
        "<si><t>L-1</t></si>", '<si><t xml:space="preserve"> a </t></si>', "<si><t>R&amp;D_x000A_</t></si>"
    )
    assert shared_texts(data) == ["L-1", " a ", "R&D\n"]


def test_rich_texts_among_plain_ones_are_their_plain_text() -> None:
    data = part(
        "<si><t>&lt;si&gt;</t></si>", RICH, "<si></si>", "<si><t/></si>", "<si><t>_x0041_</t></si>", RICH
    )
    assert shared_texts(data) == ["<si>", "0012 ", "", "", "A", "0012 "]


@pytest.mark.parametrize(
    "data",
    [
        part("<si><t>a</t></si>", "<!-- <si><t>b</t></si> -->", "<si><t>c</t></si>"),
        part("<si><t>a</t></si>", "<si><t><![CDATA[c]]></t></si>"),
        part("<si><t>a</t></si>", "<si ><t>c</t></si>"),
        part("<si><t>a</t></si>", "<si><t>c</t></si >"),
        part(
            "<x:si><x:t>a</x:t></x:si>", "<x:si><x:t>c</x:t></x:si>", head=f'<x:sst xmlns:x="{MAIN}">'
        ).replace(b"</sst>", b"</x:sst>"),
        part("<si><t>a</t></si>\n", "<si><t>c</t></si>\n"),
        part("<si>\r\n<t>a</t></si>", "<si><t>c</t></si>"),
    ],
    ids=["comment", "quotation", "space", "space at the end", "prefix", "line breaks", "carriage returns"],
)
def test_texts_written_in_another_way_are_read_by_the_standard(data: bytes) -> None:
    assert shared_texts(data) == ["a", "c"]


@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufffe\uffff")
            | st.sampled_from(list(" \n<>&_x01\x01")),
            max_size=8,
        )
        | st.none(),
        max_size=8,
    )
)
def test_any_texts_plain_and_rich_are_read_as_by_the_standard(texts: list[str | None]) -> None:
    entries = [RICH if text is None else f"<si><t>{escape_cell(text)}</t></si>" for text in texts]
    data = part(*entries)
    assert shared_texts(data) == ["0012 " if text is None else text for text in texts]
    assert shared_texts(data) == strings._read_slowly(data)


@given(
    st.lists(
        st.one_of(st.text(alphabet="ab<&_x é", max_size=6), st.just("RICH"), st.just("EMPTY")), max_size=12
    ),
    st.integers(100, 700),
    st.booleans(),
)
def test_one_text_is_the_same_before_and_after_all_are_read(texts: list[str], head: int, wide: bool) -> None:
    entries = [
        RICH if text == "RICH" else "<si/>" if text == "EMPTY" else f"<si><t>{escape_cell(text)}</t></si>"
        for text in texts
    ]
    data = part(*entries)
    data = data.decode().replace("UTF-8", "UTF-16").encode("utf-16") if wide else data
    every = shared_texts(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strings, "_HEAD", head)
        assert [SharedTexts(data)[number] for number in range(len(every))] == every
        assert list(SharedTexts(data)) == every
        assert len(SharedTexts(data)) == len(every)
        assert SharedTexts(data)[1:3] == every[1:3]
        with pytest.raises(IndexError):
            SharedTexts(data)[len(every)]
