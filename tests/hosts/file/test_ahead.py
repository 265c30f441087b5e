"""Parts unpacked by a helper are the parts, and what is wrong with one is told where it is asked for."""

from __future__ import annotations

import sys
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lotbook.errors import NotAWorkbookError
from lotbook.hosts.file.ahead import HELPER, LARGE, Ahead, read_ahead
from lotbook.hosts.file.container import Container, Part
from lotbook.hosts.file.listing import listed_parts

NAMES = [f"part{number}.xml" for number in range(5)]


def content(name: str) -> bytes:
    return f"<{name}>".encode() * (2 * LARGE // len(name))


@pytest.fixture
def data() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in NAMES:
            file.writestr(name, content(name))
        file.writestr("small.xml", b"<small/>")
    return packed.getvalue()


def parts(container: Container, names: list[str]) -> list[Part]:
    return [part for part in map(container.part, names) if part]


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1], [NAMES[2], NAMES[0], NAMES[2]]])
def test_every_part_is_what_it_is_without_a_helper(data: bytes, order: list[str]) -> None:
    container = Container(data, Path("book.xlsx"))
    read_ahead(container, [*NAMES, "small.xml", "nowhere.xml"])
    assert [container.read(name) for name in order] == [content(name) for name in order]
    assert container.read("small.xml") == b"<small/>"


def test_a_part_is_handed_out_once_and_unpacked_again_when_asked_for_again(data: bytes) -> None:
    container = Container(data, Path("book.xlsx"))
    ahead = container.ahead = Ahead(container, parts(container, NAMES))
    first = [container.read(name) for name in NAMES]
    assert [ahead.take(part) for part in parts(container, NAMES)] == [None] * len(NAMES)
    assert [container.read(name) for name in NAMES] == first


def test_a_damaged_part_is_told_of_where_it_is_asked_for(data: bytes) -> None:
    container = Container(data, Path("book.xlsx"))
    damaged = container.part(NAMES[1])
    assert damaged
    middle = damaged.data_at + damaged.packed // 2
    container.data = data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
    read_ahead(container, NAMES)
    assert container.read(NAMES[0]) == content(NAMES[0])
    with pytest.raises(NotAWorkbookError, match="damaged"):
        container.read(NAMES[1])
    assert container.read(NAMES[4]) == content(NAMES[4])


def test_the_helper_leaves_python_as_it_found_it(data: bytes) -> None:
    usual = sys.getswitchinterval()
    container = Container(data, Path("book.xlsx"))
    read_ahead(container, NAMES)
    for name in NAMES:
        container.read(name)
    for helper in [each for each in threading.enumerate() if each.name == HELPER]:
        helper.join(10)
    assert sys.getswitchinterval() == pytest.approx(usual)


def test_the_directory_on_disk_tells_the_parts_of_the_file(data: bytes, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(data)
    told = [(part.name, part.crc, part.size) for part in Container(data, book).parts()]
    assert listed_parts(book) == told
    book.write_bytes(data[:-30])
    assert listed_parts(book) is None
    book.write_bytes(b"")
    assert listed_parts(book) is None
