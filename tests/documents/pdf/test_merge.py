"""The merged PDF: pages in order, bookmarks, labels, the manifest inside, and a seal that a changed byte breaks."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from lotbook.documents.package.seal import is_whole
from lotbook.documents.pdf.merge import Part, attached_manifest, merge
from lotbook.errors import PackageError
from tests.documents.pdfs import draw


@pytest.fixture
def parts(tmp_path) -> list[Part]:
    draw(tmp_path / "coc.pdf", ["Certificate"], ["second page"])
    draw(tmp_path / "m1.pdf", ["Heat H83017"])
    return [
        Part(tmp_path / "coc.pdf", "Certificate of Conformance COC-0001 A", "COC"),
        Part(tmp_path / "m1.pdf", "AL6-0124-001: m1 & <x>.pdf", "AL6-0124-001"),
    ]


def merged(parts, tmp_path: Path) -> Path:
    out = tmp_path / "all.pdf"
    merge(parts, out, title="COC-0001 A", manifest=b'{"a": "\xc3\xbc"}')
    return out


def test_pages_bookmarks_and_labels_stand_in_order(parts, tmp_path):
    with pikepdf.open(merged(parts, tmp_path)) as opened:
        assert len(opened.pages) == 3
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == [part.title for part in parts]
        assert [page.label for page in opened.pages] == ["COC-1", "COC-2", "AL6-0124-001-1"]
        assert opened.Root.PageMode == pikepdf.Name.UseOutlines


def test_merging_counts_the_pages_of_each_part(parts, tmp_path):
    assert list(merge(parts, tmp_path / "x.pdf", title="t").pages.values()) == [2, 1]


def test_the_manifest_is_inside(parts, tmp_path):
    assert attached_manifest(merged(parts, tmp_path).read_bytes()) == b'{"a": "\xc3\xbc"}'
    merge(parts, tmp_path / "without.pdf", title="t")
    assert attached_manifest((tmp_path / "without.pdf").read_bytes()) is None
    assert attached_manifest(b"no pdf") is None


def test_the_same_parts_give_the_same_bytes(parts, tmp_path):
    assert merged(parts, tmp_path).read_bytes() == merged(parts, tmp_path).read_bytes()


def test_the_seal_holds_and_any_changed_byte_breaks_it(parts, tmp_path):
    whole = merged(parts, tmp_path).read_bytes()
    assert is_whole(whole) is True
    for position in range(0, len(whole), 41):
        altered = whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :]
        assert is_whole(altered) is not True, position
    assert is_whole(whole + b"\n") is False
    assert is_whole(whole[:-1]) is False


def test_a_file_saved_again_by_another_program_has_lost_its_proof(parts, tmp_path):
    with pikepdf.open(merged(parts, tmp_path)) as opened:
        opened.save(tmp_path / "again.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        opened.save(
            tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=True
        )
    assert is_whole((tmp_path / "again.pdf").read_bytes()) is None
    assert is_whole((tmp_path / "plain.pdf").read_bytes()) is not True


def test_a_part_that_carries_a_seal_itself_can_be_merged_again(parts, tmp_path):
    first = merged(parts, tmp_path)
    merge([Part(first, "again", "X")], tmp_path / "twice.pdf", title="t")
    assert is_whole((tmp_path / "twice.pdf").read_bytes()) is True


@pytest.mark.parametrize("content", [b"", b"<html>no</html>"])
def test_a_part_that_is_no_pdf_is_refused_by_name(parts, tmp_path, content):
    (tmp_path / "m1.pdf").write_bytes(content)
    with pytest.raises(PackageError, match=r"m1\.pdf"):
        merged(parts, tmp_path)


def test_a_part_with_a_password_is_refused_by_name(parts, tmp_path):
    with pikepdf.open(tmp_path / "m1.pdf", allow_overwriting_input=True) as opened:
        opened.save(tmp_path / "m1.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(PackageError, match=r"m1\.pdf"):
        merged(parts, tmp_path)
