"""A file that is no workbook, is damaged or was built to harm is refused by name before anything of it is used."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from lotbook.domain.edits import Append, Plan
from lotbook.errors import (
    EncryptedError,
    LotbookError,
    NotALotbookError,
    NotAWorkbookError,
    SchemaError,
    UnsafeFileError,
)
from lotbook.hosts.file import container
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.container import Container
from tests.hosts.file.books import by_openpyxl, by_xlsxwriter, headers, lotbook, parts, rewrite

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return lotbook(tmp_path / "lotbook.xlsx")


def refused(path: Path, error: type[LotbookError], match: str) -> None:
    with pytest.raises(error, match=match) as told:
        FileBook.open(path)
    assert type(told.value) is error
    assert told.value.next_step


@pytest.mark.parametrize(
    ("content", "error", "match"),
    [
        (b"", NotAWorkbookError, "empty"),
        (b"Lot ID;Heat\n1;2\n" * 99, NotAWorkbookError, "not an Excel workbook"),
        (b"\xef\xbb\xbf\r\n<html><table>", NotAWorkbookError, "web page"),
        (b"<?xml version='1.0'?><Workbook/>", NotAWorkbookError, "web page or XML"),
        (COMPOUND + "Workbook".encode("utf-16-le"), NotAWorkbookError, r"old kind \(.xls\)"),
        (
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            EncryptedError,
            "password or a sensitivity label",
        ),
        (b"PK\x03\x04" + bytes(200), NotAWorkbookError, "damaged: its end is missing"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(
    tmp_path: Path, content: bytes, error: type[LotbookError], match: str
) -> None:
    path = tmp_path / "lotbook.xlsx"
    path.write_bytes(content)
    refused(path, error, match)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    refused(tmp_path / "none.xlsx", NotAWorkbookError, "There is no file .*none.xlsx")
    refused(tmp_path, NotAWorkbookError, "is a folder|cannot be read")


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    refused(path, NotAWorkbookError, "zip file, but not an Excel workbook")


def test_a_workbook_without_our_sheets_is_not_ours(tmp_path: Path) -> None:
    two = {name: [headers(name)] for name in ("Receiving", "Cuts")}
    refused(by_openpyxl(tmp_path / "two.xlsx", two), NotALotbookError, "not one of Lotbook")


def test_our_tables_are_enough_when_sheets_were_renamed(tmp_path: Path) -> None:
    path = lotbook(tmp_path / "lotbook.xlsx")
    workbook = parts(path)["xl/workbook.xml"]
    for name in (b"Receiving", b"Cuts", b"Shipments", b"Orders"):
        workbook = workbook.replace(b'name="%s"' % name, b'name="My %s"' % name)
    rewrite(path, {"xl/workbook.xml": workbook})
    with FileBook.open(path) as opened:
        view = opened.view("Receiving", "Receiving", headers("Receiving"))
        assert view is not None
        assert view.sheet == "My Receiving"


def test_a_binary_workbook_is_refused(book: Path) -> None:
    rels = parts(book)["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")
    rewrite(book, {"_rels/.rels": rels, "xl/workbook.bin": b"x"})
    refused(book, NotAWorkbookError, "binary workbook")


def test_a_strict_workbook_is_refused(book: Path) -> None:
    main, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    rewrite(book, {"xl/workbook.xml": parts(book)["xl/workbook.xml"].replace(main, strict)})
    refused(book, NotAWorkbookError, "Strict")


def test_a_newer_workbook_asks_for_a_newer_lotbook(tmp_path: Path) -> None:
    path = by_xlsxwriter(tmp_path / "n.xlsx", {n: [headers(n)] for n in ("Receiving", "Cuts", "Orders")})
    custom = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="urn:v"><property name="Lotbook schema" pid="2"><vt:i4>%d</vt:i4></property></Properties>'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    rels = parts(path)["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="%s" Target="docProps/custom.xml"/></Relationships>' % kind,
    )
    rewrite(path, {"docProps/custom.xml": custom % 1, "_rels/.rels": rels})
    with FileBook.open(path) as opened:
        assert opened.schema_version == 1
    rewrite(path, {"docProps/custom.xml": custom % 99})
    refused(path, SchemaError, "newer Lotbook")


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_a_file_cut_off_is_damaged(book: Path, cut: float) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * cut)])
    refused(book, NotAWorkbookError, "damaged")


def test_a_flipped_bit_never_goes_unseen(book: Path) -> None:
    """Wherever one bit differs, reading fails with a cause in words or the content is the same; never a crash."""
    data = book.read_bytes()
    good = parts(book)
    for position in range(0, len(data), 37):
        changed = bytearray(data)
        changed[position] ^= 1 << position % 8
        try:
            opened = Container(bytes(changed), book)
            content = {name: opened.read(name) for name in opened.names()}
        except LotbookError:
            continue
        assert sorted(content.values()) == sorted(good.values())


def test_a_part_that_is_no_xml_is_damaged(book: Path) -> None:
    rewrite(book, {"xl/workbook.xml": b"<workbook"})
    refused(book, NotAWorkbookError, "not well-formed XML")


def test_entities_are_refused_before_they_grow(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    rewrite(book, {"xl/workbook.xml": bomb})
    refused(book, UnsafeFileError, "document type")


def test_a_part_that_unpacks_to_far_more_than_it_should_is_refused(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "RATIO_FROM", 1_000_000)
    rewrite(book, {"xl/media/image1.png": bytes(5_000_000)})
    refused(book, UnsafeFileError, "would unpack to 5 MB")


def test_a_part_larger_than_its_directory_says_is_refused(book: Path) -> None:
    data = bytearray(book.read_bytes())
    name = b"xl/workbook.xml"
    at = data.rfind(name) - 46
    size = struct.unpack_from("<L", data, at + 24)[0]
    struct.pack_into("<L", data, at + 24, size - 10)
    book.write_bytes(data)
    refused(book, UnsafeFileError, "larger than the file says")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("XL/Workbook.xml", b"<other/>")
    refused(book, UnsafeFileError, "twice")


def test_parts_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """Two names in the directory lead into one place: how a small file holds a petabyte."""
    path = tmp_path / "overlap.xlsx"
    inner = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = inner.compress(b"x" * 1000) + inner.flush()
    crc, name = zlib.crc32(b"x" * 1000), b"a"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 1000, 1, 0) + name
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 1000, 1, 0, 0, 0, 0, 0, 0
    )
    second = central[:42] + struct.pack("<L", len(local)) + b"b"  # starts inside the first part
    body = local + local.replace(b"a", b"b") + packed
    first = central + b"a"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(first + second), len(body), 0)
    path.write_bytes(body + first + second + end)
    refused(path, UnsafeFileError, "share the same bytes")


def test_an_encrypted_zip_is_refused(book: Path) -> None:
    data = bytearray(book.read_bytes())
    at = data.rfind(b"xl/workbook.xml") - 46
    data[at + 8] |= 1
    book.write_bytes(data)
    refused(book, EncryptedError, "encrypted")


def test_a_file_whose_sizes_stand_behind_the_parts_is_read(book: Path, tmp_path: Path) -> None:
    """Programs that stream write sizes after the data, and in fields for large files."""
    target = tmp_path / "streamed.xlsx"

    class Stream:
        def __init__(self) -> None:
            self.file = target.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in parts(book).items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(content)
    stream.file.close()
    with FileBook.open(target) as opened, FileBook.open(book) as plain:
        assert opened.fingerprint == plain.fingerprint
    plan = Plan("test", "", appends=(Append("Cuts", {"Cut ID": "C"}),))
    for path in (target, book):
        with FileBook.open(path, writing=True) as opened:
            opened.write(plan, who="T")
    assert parts(target) == parts(book)


def test_the_fingerprint_tells_content_not_packing(book: Path, tmp_path: Path) -> None:
    with FileBook.open(book) as opened:
        first = opened.fingerprint
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in reversed(parts(book).items()):
            archive.writestr(name, content)
    with FileBook.open(stored) as opened:
        assert opened.fingerprint == first
    rewrite(stored, {"docProps/app.xml": b"<Properties/>"})
    with FileBook.open(stored) as opened:
        assert opened.fingerprint != first
