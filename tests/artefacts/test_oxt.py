"""The extension for LibreOffice is made of the buttons there are, the same on every machine, and starts nothing else."""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lotbook import __version__
from lotbook.artefacts.addin.icons import ICONS
from lotbook.artefacts.addin.oxt import BARS, COMPONENT, IDENTIFIER, PROTOCOL, build_oxt, with_controls
from lotbook.artefacts.addin.oxt_icons import DRAWN_AS, LARGE, SMALL, icon
from lotbook.doors.controls import CONTROLS

ADDIN = Path(__file__).parents[2] / "addin"
SOURCE = (ADDIN / "oxt" / COMPONENT).read_text(encoding="utf-8")
OOR = "{http://openoffice.org/2001/registry}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("oxt") / "lotbook.oxt"
    build_oxt(path, SOURCE)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def registry(built: Path) -> ET.Element:
    return ET.fromstring(parts(built)["Addons.xcu"])


def values(node: ET.Element, name: str) -> list[str]:
    return [p.findtext("value", "") for p in node.iter("prop") if p.get(f"{OOR}name") == name]


def named(root: ET.Element, name: str) -> ET.Element:
    return next(node for node in root.iter("node") if node.get(f"{OOR}name") == name)


def test_two_builds_have_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build_oxt(tmp_path / "again.oxt", SOURCE)
    assert (tmp_path / "again.oxt").read_bytes() == built.read_bytes()


def test_the_committed_extension_is_current(built: Path) -> None:
    assert parts(ADDIN / "lotbook.oxt") == parts(built)


@pytest.mark.parametrize("bars", [[f"{IDENTIFIER}.menu"], [name for name, _, _ in BARS]])
def test_menu_and_toolbars_have_every_button_in_the_order_of_the_ribbon(built: Path, bars: list[str]) -> None:
    nodes = [named(registry(built), bar) for bar in bars]
    urls = [url for node in nodes for url in values(node, "URL") if url != "private:separator"]
    assert urls == [f"{PROTOCOL}{control.id}" for control in CONTROLS]
    labels = [label for node in nodes for label in values(node, "Title")[1:]]
    assert labels == [control.button.label for control in CONTROLS]


def test_a_line_stands_between_two_groups(built: Path) -> None:
    urls = values(named(registry(built), f"{IDENTIFIER}.menu"), "URL")
    groups = [control.button.group for control in CONTROLS]
    changes = sum(a != b for a, b in pairwise(groups))
    assert urls.count("private:separator") == changes


def test_no_entry_is_of_a_kind_that_sends_a_click_twice(built: Path) -> None:
    assert "ControlType" not in parts(built)["Addons.xcu"].decode()


def test_every_button_has_both_pictures(built: Path) -> None:
    held = parts(built)
    images = values(registry(built), "ImageSmallURL") + values(registry(built), "ImageBigURL")
    assert len(images) == 2 * len(CONTROLS)
    for image in images:
        assert held[image.removeprefix("%origin%/")].startswith(b"\x89PNG")


def test_every_icon_that_a_button_may_have_is_drawn() -> None:
    assert set(DRAWN_AS) == set(ICONS)
    assert len({icon(name, SMALL) for name in DRAWN_AS}) >= len(set(DRAWN_AS.values()))


def test_an_icon_is_a_picture_with_ink_on_it() -> None:
    from PIL import Image

    for name in ("TraceDependents", "Help"):
        for size in (SMALL, LARGE):
            picture = Image.open(io.BytesIO(icon(name, size)))
            assert picture.size == (size, size)
            shades = picture.getchannel("A").tobytes()
            assert 0.05 < sum(shades) / (255 * size * size) < 0.5


def test_the_component_knows_exactly_the_ids_of_the_buttons(built: Path) -> None:
    text = parts(built)[COMPONENT].decode()
    line = next(line for line in text.splitlines() if line.startswith("CONTROLS"))
    held = eval(line.removeprefix("CONTROLS = "), {"frozenset": frozenset})
    assert held == frozenset(control.id for control in CONTROLS)


def test_a_component_without_a_place_for_the_ids_is_refused() -> None:
    with pytest.raises(ValueError, match="CONTROLS"):
        with_controls("print('no place')\n", ["recall"])


def test_the_extension_carries_the_version_and_lists_each_of_its_files(built: Path) -> None:
    held = parts(built)
    assert f'version value="{__version__}"'.encode() in held["description.xml"]
    for name in ("Addons.xcu", "CalcWindowState.xcu", "ProtocolHandler.xcu", COMPONENT):
        assert name.encode() in held["META-INF/manifest.xml"]


def test_the_component_is_plain_enough_for_the_python_of_an_older_libreoffice() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {
        name
        for name in imported
        if name not in sys.stdlib_module_names and not name.startswith("com.sun.star")
    }
    assert ours == {"uno", "unohelper"}
