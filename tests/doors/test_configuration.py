"""Configuration: Excel reads it line by line, so every line is exact, and what is not ours stays as it stands."""

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.doors.configuration import KEYS, read, write
from lotbook.errors import ReadOnlyError, UsageError

OURS = {"INTERPRETER_LINUX": "/opt/lotbook/bin/python", "USE UDF SERVER": "False", "PYTHONPATH": ""}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lotbook.conf"


def test_a_new_file_has_one_quoted_line_for_each_setting(path):
    assert write(path, OURS) is None
    assert path.read_text() == (
        '"INTERPRETER_LINUX","/opt/lotbook/bin/python"\n"USE UDF SERVER","False"\n"PYTHONPATH",""\n'
    )
    assert dict(read(path).settings) == OURS


def test_lines_of_others_stay_in_their_order(path):
    path.write_text('"SHOW CONSOLE","True"\n"INTERPRETER_LINUX","python"\n"MY OWN","a,b"\nLICENSE_KEY,abc\n')
    write(path, OURS)
    assert path.read_text().splitlines() == [
        '"SHOW CONSOLE","True"',
        '"INTERPRETER_LINUX","/opt/lotbook/bin/python"',
        '"MY OWN","a,b"',
        "LICENSE_KEY,abc",
        '"USE UDF SERVER","False"',
        '"PYTHONPATH",""',
    ]


def test_writing_the_same_again_does_not_touch_the_file(path):
    write(path, OURS)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    write(path, OURS)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_of_a_key_that_stands_twice_the_first_counts_and_one_is_left(path):
    path.write_text('"PYTHONPATH","one"\n"PYTHONPATH","two"\n')
    assert read(path).settings["PYTHONPATH"] == "one"
    write(path, {"PYTHONPATH": ""})
    assert path.read_text() == '"PYTHONPATH",""\n'


def test_a_setting_that_is_taken_out_leaves_the_others(path):
    write(path, {**OURS, "MY OWN": "stays"})
    write(path, dict.fromkeys(OURS))
    assert path.read_text() == '"MY OWN","stays"\n'


def test_a_file_without_any_setting_left_is_deleted(path):
    write(path, OURS)
    write(path, dict.fromkeys(OURS))
    assert not path.exists()


@pytest.mark.parametrize(
    "rubbish",
    [
        b"# a note somebody left\n",
        b'"PYTHONPATH"\n',
        b"\x00\x01\x02\xff\n",
        b'"A","b\n',
        b"[section]\nkey = 1\n",
    ],
)
def test_a_damaged_file_is_kept_beside_and_its_settings_are_taken_over(path, rubbish):
    before = b'"MY OWN","stays"\n' + rubbish
    path.write_bytes(before)
    assert read(path).strange
    kept = write(path, {"PYTHONPATH": ""})
    assert kept is not None
    assert kept.read_bytes() == before
    assert path.read_text() == '"MY OWN","stays"\n"PYTHONPATH",""\n'
    assert read(path).strange == ()


def test_a_mark_at_the_start_and_windows_line_ends_are_no_damage(path):
    path.write_bytes(b'\xef\xbb\xbf"PYTHONPATH","x"\r\n\r\n"MY OWN","y"\r\n')
    assert dict(read(path).settings) == {"PYTHONPATH": "x", "MY OWN": "y"}
    assert read(path).strange == ()


@pytest.mark.parametrize("value", ['C:\\a"b\\python.exe', "one\ntwo", "one\rtwo", "a\x00b"])
def test_a_value_that_would_end_its_line_is_refused_and_nothing_is_written(path, value):
    write(path, OURS)
    before = path.read_bytes()
    with pytest.raises(UsageError):
        write(path, {"INTERPRETER_LINUX": value})
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told_by_its_name(path):
    path.mkdir()
    with pytest.raises(ReadOnlyError, match=r"lotbook\.conf cannot be read"):
        read(path)


def test_every_key_lotbook_writes_is_upper_case_as_excel_wants_it():
    assert [key for key in KEYS if key != key.upper()] == []


_TEXT = st.text(string.ascii_letters + string.digits + " \\/:&'^%;,.-äö", max_size=30).map(str.strip)


@settings(deadline=None)  # it writes to the disk
@given(st.dictionaries(st.sampled_from(sorted(KEYS)), _TEXT), st.dictionaries(_TEXT.filter(bool), _TEXT))
def test_what_is_written_is_what_is_read_and_foreign_settings_survive(ours, foreign):
    foreign = {key: value for key, value in foreign.items() if key not in KEYS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lotbook.conf")
        write(path, foreign)
        write(path, ours)
        assert dict(read(path).settings) == foreign | ours
        write(path, dict.fromkeys(ours))
        assert dict(read(path).settings) == foreign
