"""The add-in file, part by part: what is in it, that nothing else is, and that building it again gives the same bytes."""

import io
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pyopenvba
import pytest
from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB
from pyopenvba.vba import decompress
from pyvbaanalysis import (
    DEFAULT_COMPILER_CONSTANTS,
    ConditionalCompilationEnvironment,
    analyze_loose_files,
    analyze_workbook,
)

from lotbook import __version__
from lotbook.artefacts.addin.ribbon_xml import CALLBACK, ribbon_xml
from lotbook.artefacts.addin.xlam import MODULES, UI_PART, build_xlam, sources
from lotbook.doors.installation.versions import version_of
from lotbook.shipped import shipped

ADDIN = Path(__file__).parents[2] / "addin"
XLAM = ADDIN / "lotbook.xlam"
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/theme/theme1.xml",
    "xl/styles.xml",
    "xl/vbaProject.bin",
    "docProps/core.xml",
    "docProps/app.xml",
    UI_PART,
}
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(XLAM) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def container(parts):
    return CFB.from_bytes(parts["xl/vbaProject.bin"])


def test_the_shipped_file_is_built_from_the_shipped_sources(tmp_path):
    for name in ("one.xlam", "two.xlam"):
        build_xlam(tmp_path / name, sources(ADDIN / "vba"), ribbon_xml())
    assert (tmp_path / "one.xlam").read_bytes() == (tmp_path / "two.xlam").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlam") as fresh, zipfile.ZipFile(XLAM) as there:
        assert fresh.namelist() == there.namelist()
        assert [name for name in there.namelist() if fresh.read(name) != there.read(name)] == []


def test_it_holds_these_parts_and_no_other(parts):
    assert set(parts) == PARTS


def test_every_part_is_of_a_declared_type_and_the_book_is_an_add_in(parts):
    types = ET.fromstring(parts["[Content_Types].xml"])
    endings = {each.get("Extension") for each in types if each.tag.endswith("Default")}
    named = {each.get("PartName"): each.get("ContentType") for each in types if each.tag.endswith("Override")}
    typed = {name for name in PARTS if f"/{name}" in named or name.rpartition(".")[2] in endings}
    assert typed == PARTS
    assert named["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    assert [name for name in named if name[1:] not in PARTS] == []


def test_every_relationship_leads_to_a_part_inside(parts):
    for name, base in (("_rels/.rels", ""), ("xl/_rels/workbook.xml.rels", "xl/")):
        for each in ET.fromstring(parts[name]).iter(RELATIONSHIP):
            assert each.get("TargetMode") is None
            assert base + each.get("Target") in PARTS


def test_excel_finds_the_ribbon_by_its_relationship(parts):
    found = [
        each
        for each in ET.fromstring(parts["_rels/.rels"]).iter(RELATIONSHIP)
        if each.get("Target") == UI_PART
    ]
    assert [each.get("Type") for each in found] == [
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    ]
    assert parts[UI_PART].decode() == ribbon_xml()


def test_it_names_no_maker_and_no_machine_and_carries_the_version(parts):
    everything = b"\n".join([*parts.values(), XLAM.read_bytes()])
    assert re.findall(rb"William|/home/|/root|/tmp|Users", everything) == []
    creators = re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", parts["docProps/core.xml"])
    assert creators == [b"Lotbook", b"Lotbook"]
    assert version_of(XLAM) == __version__


def test_pyopenvba_finds_nothing_that_excel_would_repair():
    report = pyopenvba.check_file(XLAM)
    assert (report.issues, report.complete) == ((), True)


def test_the_modules_hold_exactly_the_text_that_lies_beside():
    with ExcelFile(XLAM) as file:
        found = {name: text.replace("\r\n", "\n") for name, text in file.vba_modules().items()}
    assert set(found) == {*MODULES, "ThisWorkbook", "Sheet1"}
    for name, text in sources(ADDIN / "vba").items():
        assert found[name].rstrip("\n") == text.rstrip("\n").partition("\n")[2] or found[name] == text
    assert [
        line for name in ("ThisWorkbook", "Sheet1") for line in found[name].splitlines() if _says(line)
    ] == []


def _says(line):
    return line and not line.startswith("Attribute ") and line != "Option Explicit"


def test_nothing_is_compiled_so_what_runs_is_what_can_be_read(container):
    assert container.get_stream_in_storage("VBA", "_VBA_PROJECT") == bytes.fromhex("cc61ffff000000")
    assert [name for name in container.list_streams() if "SRP" in name] == []
    offsets = {kind: value for kind, value in _dir(container) if kind == 0x31}
    assert set(offsets.values()) == {bytes(4)}
    for name in (*MODULES, "ThisWorkbook", "Sheet1"):
        text = decompress(container.get_stream_in_storage("VBA", name))
        assert bytes(text).startswith(b"Attribute VB_Name")


def test_the_project_refers_to_nothing_but_office_itself(container):
    names = [value.decode() for kind, value in _dir(container) if kind == 0x16]
    assert names == ["stdole", "Office"]


def test_the_project_is_called_lotbook_is_not_locked_and_shows_nobodys_windows(container):
    text = container.get_stream("PROJECT").decode("cp1252")
    assert '\r\nName="Lotbook"\r\n' in text
    assert "[Workspace]" not in text
    assert [value for kind, value in _dir(container) if kind == 0x04] == [b"Lotbook"]
    with ExcelFile(XLAM) as file:
        assert not getattr(file.vba_project().protection, "is_password_protected", False)


def _dir(container):
    """The records of the dir stream; read apart from the builder, after [MS-OVBA] 2.3.4.2."""
    data = io.BytesIO(bytes(decompress(container.get_stream_in_storage("VBA", "dir"))))
    while len(head := data.read(6)) == 6:
        kind, size = struct.unpack("<HI", head)
        yield kind, data.read(6 if kind == 0x09 else size)


@pytest.mark.parametrize("mac", [0, 1])
def test_the_modules_have_no_mistake_a_reader_can_find(mac):
    compiled = {**DEFAULT_COMPILER_CONSTANTS, "Mac": mac, "Win32": 1 - mac, "Win64": 1 - mac}
    found = analyze_loose_files(
        sorted((ADDIN / "vba").glob("*.bas")),
        conditional_compilation=ConditionalCompilationEnvironment(compiler_constants=compiled),
    )
    told = [(name, each.message) for name, many in found.items() for each in many]
    of_mac = [
        ("Host", message) for _, message in told if "'AppleScriptTask'" in message
    ]  # the reader knows Windows only
    assert told == (of_mac if mac else [])
    assert len(of_mac) == mac


MUTANTS = {
    "an unknown procedure": ("Ribbon", "Press control.ID", "Pres control.ID"),
    "an undeclared variable": ("Bridge", "trouble = Refusal(controlId)", "truble = Refusal(controlId)"),
    "an unknown type": ("Ribbon", "IRibbonControl", "IRibbonKontrol"),
    "a label that is not there": ("Files", "GoTo Gone", "GoTo Gonne"),
    "a constant that is not there": ("Bridge", "> MOST_SECONDS_FOR_HELPER", "> MOST_SECONDS_FOR_HELPR"),
    "a function that is not there": ("Bridge", "Escaped(ActiveWorkbook.Name)", "Escapd(ActiveWorkbook.Name)"),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_reader_sees(mutant, tmp_path):
    module, old, new = MUTANTS[mutant]
    modules = sources(ADDIN / "vba")
    assert old in modules[module]
    build_xlam(tmp_path / "mutant.xlam", {**modules, module: modules[module].replace(old, new)}, ribbon_xml())
    assert [name for name, found in analyze_workbook(tmp_path / "mutant.xlam").items() if found] == [module]


def test_the_callback_of_the_ribbon_is_there_once_with_the_signature_excel_calls():
    found = [
        line for text in sources(ADDIN / "vba").values() for line in text.splitlines() if CALLBACK in line
    ]
    assert found == [f"Public Sub {CALLBACK}(control As IRibbonControl)"]


def test_every_module_declares_its_variables_and_is_plain_ascii_in_short_lines():
    for path in (ADDIN / "vba").glob("*.bas"):
        text = path.read_bytes().decode("ascii")
        assert text.startswith(f'Attribute VB_Name = "{path.stem}"\nOption Explicit\n')
        assert max(map(len, text.splitlines())) <= 120


# What virus scanners weigh: what the add-in needs, and what it must never come to need.
NEEDED = {"Environ": 3, "Shell": 1, "Kill": 1, "Open": 2, "AppleScriptTask": 1, "Put": 1, "Name": 1}
NEVER = [
    "CreateObject",
    "GetObject",
    "WScript",
    "Declare",
    "PtrSafe",
    "MacScript",
    "cmd.exe",
    "powershell",
    "SendKeys",
    "ExecuteExcel4Macro",
    "Auto_Open",
    "Workbook_Open",
    "http",
    "VBProject",
    "ADODB",
    "Scripting.",
    "Chr(",
    "ChrW(",
    "Xor",
    "CallByName",
    "URLDownload",
    "RegRead",
    "Base64",
    "Application.Run",
    "Evaluate",
    "Lib",
    "FileCopy",
    "ChDir",
    "SetAttr",
]


def test_the_modules_use_the_few_powers_they_need_and_no_other():
    code = "\n".join(
        line.partition("'")[0] if not line.lstrip().startswith("'") else ""
        for text in sources(ADDIN / "vba").values()
        for line in re.sub(r'"[^"\n]*"', '""', text).splitlines()
    )
    assert {word: len(re.findall(rf"(?<![.\w]){word}\b(?! As)", code)) for word in NEEDED} == NEEDED
    everything = "\n".join(sources(ADDIN / "vba").values()).casefold()
    assert [
        word
        for word in NEVER
        if re.search(
            rf"(?<!\w){re.escape(word.casefold())}(?!\w)" if word.isalpha() else re.escape(word.casefold()),
            everything,
        )
    ] == []


def test_an_installed_lotbook_carries_the_add_in():
    for name in ("lotbook.xlam", "lotbook.applescript", "ribbon.xml"):
        assert shipped("addin", name).is_file()
