"""Install for LibreOffice: its own program puts the extension into a real profile, and takes it out again."""

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest

from lotbook import __version__
from lotbook.doors import configuration
from lotbook.doors.doctor import EXAMINATIONS
from lotbook.doors.examination.question import Case, State, examine
from lotbook.doors.examination.registry import WindowsRegistry
from lotbook.doors.installation import extension
from lotbook.doors.installation.plan import calc_steps
from lotbook.doors.installation.remove_plan import remove_steps
from lotbook.doors.installation.status import ABSENT, CURRENT, OLDER, status
from lotbook.doors.installation.step import Program
from lotbook.doors.places import Computer, System, places
from lotbook.errors import LotbookError, MissingFileError, OpenElsewhereError
from lotbook.hosts.calc.unolink import program_folder
from lotbook.shipped import shipped
from tests.doors.computers import linux, package

PYTHON = Path("/opt/lotbook/bin/python")
MANIFEST = '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"/>'
DESCRIPTION = (
    '<?xml version="1.0" encoding="UTF-8"?><description xmlns="http://openoffice.org/extensions/description/2006">'
    '<identifier value="org.lotbook.calc"/><version value="{version}"/></description>'
)
BY_ID = {each.id: each for each in EXAMINATIONS}
AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups "


def oxt(folder, version):
    """A small true extension of a version."""
    path = folder / f"v{version}" / "lotbook.oxt"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("description.xml", DESCRIPTION.format(version=version))
    return path


@pytest.fixture
def ground():
    """A folder that everybody may use: LibreOffice refuses to change extensions for root, so nobody does it there."""
    folder = Path(tempfile.mkdtemp(prefix="lotbook-test-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def program(ground):
    office = program_folder()
    if office and hasattr(os, "geteuid") and os.geteuid() == 0:
        script = ground / "program" / "unopkg"
        script.parent.mkdir()
        script.write_text(f'#!/bin/sh\nHOME={ground} exec {AS_NOBODY} {office}/unopkg "$@"\n')
        script.chmod(0o755)
        office = script.parent
    return Program(office, ground / "profile")


@pytest.fixture
def computer(tmp_path):
    return linux(tmp_path)


def done(steps):
    for step in steps:
        step.do()
    return [step.action for step in steps if step.told]


@pytest.mark.libreoffice
def test_the_extension_comes_is_upgraded_stays_and_goes(ground, program, computer):
    old, new = oxt(ground, "0.0.9"), oxt(ground, __version__)

    assert done(calc_steps(computer, PYTHON, program, oxt=old)) == ["add", "set"]
    part = status(computer).parts[0]
    assert (part.state, part.version, part.path) == (OLDER, "0.0.9", str(ground / "profile"))
    assert configuration.read(places(computer).configuration).settings["INTERPRETER_LINUX"] == str(PYTHON)

    steps = calc_steps(computer, PYTHON, program, oxt=new)
    assert "replaces 0.0.9" in steps[1].told
    assert done(steps) == ["add", "keep"]
    assert status(computer).parts[0].version == __version__
    assert done(calc_steps(computer, PYTHON, program, oxt=new)) == ["keep", "keep"]

    assert done(remove_steps(computer, Program(program.office))) == ["take out", "unset"]
    assert status(computer, ground / "profile").parts[0].state == ABSENT
    assert [path for path in computer.home.rglob("*") if path.is_file()] == []


@pytest.mark.libreoffice
def test_the_extension_that_lotbook_carries_is_taken(ground, program, computer):
    carried = ground / "lotbook.oxt"  # nobody may read the folder of the tests
    carried.write_bytes(shipped("addin", "lotbook.oxt").read_bytes())
    done(calc_steps(computer, PYTHON, program, oxt=carried))
    part = status(computer).parts[0]
    assert (part.state, part.version) == (CURRENT, __version__)
    found = examine(BY_ID["extension"], Case(computer, WindowsRegistry(), profile=program.profile))
    assert found.state is State.FINE
    handler = extension.installed(program.profile) / "lotbook_calc.py"
    assert "org.lotbook:" in handler.read_text(encoding="utf-8")
    done(remove_steps(computer, program))


@pytest.mark.libreoffice
def test_taking_out_an_extension_that_somebody_took_out_already_is_no_error(ground, program, computer):
    done(calc_steps(computer, PYTHON, program, oxt=oxt(ground, __version__)))
    extension.remove(extension.unopkg(program.office), program.profile)
    assert extension.installed(program.profile) is None
    done(remove_steps(computer, program))


@pytest.mark.libreoffice
def test_an_open_libreoffice_is_named(ground, program, computer):
    (ground / "profile").mkdir()
    (ground / "profile").chmod(0o777)
    (ground / "profile" / ".lock").write_text("[Lockdata]\n")
    with pytest.raises(OpenElsewhereError, match="LibreOffice is open"):
        done(calc_steps(computer, PYTHON, program, oxt=oxt(ground, __version__)))


@pytest.mark.libreoffice
def test_a_file_that_is_no_extension_is_refused_with_what_libreoffice_said(ground, program, computer):
    broken = ground / "lotbook.oxt"
    broken.write_bytes(b"no zip")
    with pytest.raises(LotbookError, match="LibreOffice refused the extension"):
        done(calc_steps(computer, PYTHON, program, oxt=broken))


def test_without_libreoffice_installing_says_so_and_removing_still_works(tmp_path):
    computer = Computer(System.LINUX, {}, tmp_path)
    with pytest.raises(MissingFileError, match="unopkg, was not found"):
        calc_steps(computer, PYTHON, Program(None), oxt=package(tmp_path / "shipped", "lotbook.oxt"))
    where = places(computer)
    where.receipt.parent.mkdir(parents=True)
    where.receipt.write_text(
        '{"files": [], "extension": {"path": "", "sha256": "", "version": "0.1.0"}, "settings": {}, "folders": []}'
    )
    steps = remove_steps(computer, Program(None))
    assert "LibreOffice itself is gone" in steps[0].told
    done(steps)
    assert not where.receipt.exists()
