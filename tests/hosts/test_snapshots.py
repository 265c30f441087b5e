"""Snapshots: the workbook as it was, also when the file system has no second names."""

import os

import pytest

from lotbook.errors import ReadOnlyError
from lotbook.hosts.snapshots import KEPT, Snapshots


@pytest.fixture(params=["second names", "copies"])
def shop(request, tmp_path, monkeypatch):
    if request.param == "copies":

        def refuse(*_):
            raise OSError("no second names here")

        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "shop.xlsx"
    path.write_bytes(b"first")
    return path, Snapshots(tmp_path / "shop.lotbook")


def replace(path, content):
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)


def test_a_snapshot_keeps_what_the_workbook_was_before_it_was_replaced(shop):
    path, snapshots = shop
    snapshots.keep(path, 1)
    replace(path, b"second")
    snapshots.keep(path, 2)
    replace(path, b"third")
    assert [snapshots.path(n).read_bytes() for n in (1, 2)] == [b"first", b"second"]
    assert (snapshots.path(3), snapshots.newest()) == (None, 2)


def test_a_snapshot_of_a_change_that_was_not_made_is_given_up(shop):
    path, snapshots = shop
    snapshots.keep(path, 1)
    snapshots.discard(1)
    snapshots.discard(1)
    assert (snapshots.path(1), snapshots.newest(), path.read_bytes()) == (None, 0, b"first")


def test_a_snapshot_left_by_a_killed_command_never_follows_later_changes(shop):
    """Until the file is replaced, both names share one content; a program may then write into it."""
    path, snapshots = shop
    snapshots.keep(path, 1)  # killed before the file was replaced
    snapshots.keep(path, 2)
    replace(path, b"second")
    assert snapshots.path(2).read_bytes() == b"first"
    left = snapshots.path(1)
    assert left is None or not left.samefile(snapshots.path(2))


def test_only_the_last_snapshots_are_kept(shop):
    path, snapshots = shop
    for entry in range(1, KEPT + 6):
        snapshots.keep(path, entry)
        replace(path, str(entry).encode())
    assert [n for n in range(1, KEPT + 6) if snapshots.path(n)] == list(range(6, KEPT + 6))


def test_without_a_snapshot_there_is_no_change(tmp_path):
    (tmp_path / "shop.lotbook").write_text("a file stands in the way")
    path = tmp_path / "shop.xlsx"
    path.write_bytes(b"first")
    with pytest.raises(ReadOnlyError):
        Snapshots(tmp_path / "shop.lotbook").keep(path, 1)
