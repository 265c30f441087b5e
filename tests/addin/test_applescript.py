"""The script of Excel for Mac starts the Python that was installed, and nothing else."""

import re

import pytest

from lotbook.doors.installation.script import filled
from lotbook.shipped import shipped

SHIPPED = shipped("addin", "lotbook.applescript").read_text(encoding="ascii")


@pytest.mark.parametrize(
    "path",
    [
        "/Users/kim/.venv/bin/python3",
        '/Users/a "b"/py',
        "/Users/back\\slash/py",
        "/Users/Jürgen/py",
        '/a" & (x) & "',
    ],
)
def test_the_script_names_the_python_it_was_filled_with_and_its_marks_cannot_end_the_text(path):
    text = filled(SHIPPED.encode("ascii"), path).decode("utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("property lotbookInterpreter")]
    found = re.fullmatch(r'property lotbookInterpreter : "((?:[^"\\]|\\.)*)"', line)
    assert re.sub(r"\\(.)", r"\1", found[1]) == path


def test_the_script_starts_one_program_with_fixed_words_and_quotes_each():
    code = [line for line in SHIPPED.splitlines() if not line.startswith("--")]
    assert sum("do shell script" in line for line in code) == 1
    assert (
        'set fixedWords to {lotbookInterpreter, "-E", "-P", "-X", "utf8", "-m", "lotbook.doors.bridge"}'
        in SHIPPED
    )
    assert "quoted form of" in SHIPPED
    assert not any("run script" in line or "load script" in line for line in code)


def test_what_vba_hands_over_is_what_the_script_takes():
    host = shipped("addin", "vba", "Host.bas").read_text(encoding="ascii")
    assert '"1" & vbLf & controlId & vbLf & workbookName & vbLf & mark)' in host
    assert "set {interfaceNumber, controlId, workbookName, logMark} to theLines" in SHIPPED
    assert 'AppleScriptTask("lotbook.applescript", "startLotbook"' in host
    assert "on startLotbook(message)" in SHIPPED


def test_every_block_of_the_script_is_closed():
    opened = re.findall(
        r"^\t*(on|if|repeat|considering|try|tell)\b(?!.*\bthen return\b)(?! error)", SHIPPED, re.MULTILINE
    )
    closed = re.findall(r"^\t*end (\w+)", SHIPPED, re.MULTILINE)
    handlers = re.findall(r"^on (\w+)\(", SHIPPED, re.MULTILINE)
    assert sorted(each if each != "on" else "handler" for each in opened) == sorted(
        each if each not in handlers else "handler" for each in closed
    )
    assert SHIPPED.isascii()
