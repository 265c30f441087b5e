"""The pages on the add-in say what is so: its parts, modules and counts, and the places files are written to."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from lotbook.artefacts.addin.button_page import button_page
from lotbook.artefacts.addin.ribbon_xml import CALLBACK
from lotbook.artefacts.addin.xlam import MODULES
from lotbook.doors.controls import CONTROLS
from lotbook.doors.places import Computer, System, places
from tests.addin import test_file, test_ribbon

DOCS = Path(__file__).parents[2] / "docs"
ANALYSIS = (DOCS / "explanation" / "addin-file.md").read_text(encoding="utf-8")
FOR_IT = (DOCS / "how-to" / "it.md").read_text(encoding="utf-8")
WORDS = {5: "Five", 6: "six", 11: "eleven", 26: "Twenty-six"}


def test_the_analysis_names_every_part_and_module_and_counts_right():
    assert [part for part in test_file.PARTS if f"`{part}`" not in ANALYSIS] == []
    assert [module for module in MODULES if f"| `{module}` |" not in ANALYSIS] == []
    assert f"Ours has {WORDS[len(test_file.PARTS)]} parts" in ANALYSIS
    assert f"{WORDS[len(MODULES)]} modules" in ANALYSIS
    assert f"{WORDS[len(test_ribbon.MUTANTS)]} wrong ribbons" in ANALYSIS
    assert f"{WORDS[len(test_file.MUTANTS)]} mutants must be found" in ANALYSIS
    assert f"`{CALLBACK}`" in ANALYSIS


def test_the_words_that_start_python_are_the_same_in_the_macros_the_script_and_the_pages():
    words = "-E -P -X utf8 -m lotbook.doors.bridge"
    script = (test_file.ADDIN / "lotbook.applescript").read_text(encoding="ascii")
    assert words in ANALYSIS
    assert words in FOR_IT
    assert words in (test_file.ADDIN / "vba" / "Host.bas").read_text(encoding="ascii")
    assert words == " ".join(re.findall(r'"([^"]+)"', script.split("set fixedWords to {")[1].split("}")[0]))


@pytest.mark.parametrize("system", [System.WINDOWS, System.MACOS])
def test_the_page_for_it_names_every_place_that_is_written_to(system):
    found = places(Computer(system, {}, Path("/home-of-kim")))
    named = [found.configuration, found.receipt, found.addin, found.mailbox, found.logs]
    named += [found.scripts / "lotbook.applescript"] if found.scripts else []
    assert [place for place in named if _as_people_write(place, system) not in FOR_IT] == []


def _as_people_write(place, system):
    below = place.relative_to("/home-of-kim")
    if system is System.MACOS:
        return f"~/{PurePosixPath(below)}"
    text = "%USERPROFILE%\\" + str(PureWindowsPath(*below.parts))
    local = text.replace("%USERPROFILE%\\AppData\\Local", "%LOCALAPPDATA%")
    return local.replace("%USERPROFILE%\\AppData\\Roaming", "%APPDATA%")


def test_the_readme_of_the_add_in_has_a_row_for_every_button():
    page = button_page()
    assert [control.id for control in CONTROLS if f"| **{control.button.label}** | " not in page] == []


def test_the_page_for_it_tells_the_size_of_the_add_in():
    told = int(re.search(r"`lotbook\.xlam` has less than (\d+) kB", FOR_IT)[1])
    assert told - 5 < test_file.XLAM.stat().st_size / 1000 < told
