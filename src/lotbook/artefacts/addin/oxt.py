"""Builds the extension for LibreOffice Calc: menu and toolbar made of the same list of buttons as Excel's ribbon.

The same list and component give the same bytes on every machine.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lotbook import __version__
from lotbook.artefacts.addin.oxt_icons import LARGE, SMALL, icon
from lotbook.doors.controls import CONTROLS, Control

COMPONENT = "lotbook_calc.py"
IDENTIFIER = "org.lotbook.calc"
PROTOCOL = "org.lotbook:"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell; the day of building would change the bytes
_IDS = re.compile(r"^CONTROLS = frozenset\(\(\)\).*$", re.MULTILINE)
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REGISTRY = (
    'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'oor:package="org.openoffice.Office"'
)
_MANIFEST = f"""\
{_HEAD}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
 <manifest:file-entry manifest:full-path="Addons.xcu" manifest:media-type="application/vnd.sun.star.configuration-data"/>
 <manifest:file-entry manifest:full-path="CalcWindowState.xcu" manifest:media-type="application/vnd.sun.star.configuration-data"/>
 <manifest:file-entry manifest:full-path="ProtocolHandler.xcu" manifest:media-type="application/vnd.sun.star.configuration-data"/>
 <manifest:file-entry manifest:full-path="{COMPONENT}" manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
</manifest:manifest>
"""
_HANDLER = f"""\
{_HEAD}<oor:component-data oor:name="ProtocolHandler" {_REGISTRY}>
 <node oor:name="HandlerSet"><node oor:name="{IDENTIFIER}.Handler" oor:op="replace">
  <prop oor:name="Protocols" oor:type="oor:string-list"><value>{PROTOCOL}*</value></prop>
 </node></node>
</oor:component-data>
"""
# Where the toolbar lies at first: docked in a row of its own, each button with picture and words (Style 2).
# Toolbars one below the other, because one row of all buttons is wider than most screens: name, title, groups.
BARS = (
    (f"{IDENTIFIER}.toolbar", "Lotbook", ("Lot", "Check", "Trace")),
    (f"{IDENTIFIER}.toolbar2", "Lotbook certificates", ("Certificate", "Shop")),
)


def _bar_state(name: str, title: str, line: int) -> str:
    return (
        f'  <node oor:name="private:resource/toolbar/addon_{name}" oor:op="replace">\n'
        f'   <prop oor:name="UIName"><value xml:lang="en-US">{title}</value></prop>\n'
        '   <prop oor:name="Docked"><value>true</value></prop>\n'
        '   <prop oor:name="DockingArea"><value>0</value></prop>\n'
        f'   <prop oor:name="DockPos"><value>0,{line}</value></prop>\n'
        '   <prop oor:name="Visible"><value>true</value></prop>\n'
        '   <prop oor:name="Style"><value>2</value></prop>\n'
        "  </node>\n"
    )


_WINDOW = f"""\
{_HEAD}<oor:component-data oor:name="CalcWindowState" {_REGISTRY.replace('Office"', 'Office.UI"')}>
 <node oor:name="UIElements"><node oor:name="States">
{"".join(_bar_state(name, title, line) for line, (name, title, _) in enumerate(BARS, start=3))} </node></node>
</oor:component-data>
"""
_DESCRIPTION = f"""\
{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006" \
xmlns:lo="http://libreoffice.org/extensions/description/2011">
 <identifier value="{IDENTIFIER}"/>
 <version value="{__version__}"/>
 <display-name><name lang="en">Lotbook for Calc</name></display-name>
 <dependencies><lo:LibreOffice-minimal-version value="7.0" lo:name="LibreOffice 7.0"/></dependencies>
</description>
"""


def build_oxt(target: Path, component: str, controls: Sequence[Control] = CONTROLS) -> None:
    """Writes the extension; its parts are stored as they are, because packing differs by machine.

    Args:
        target: the .oxt file.
        component: the text of what runs in LibreOffice, as it lies in ``addin/oxt``.
        controls: the buttons.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in _parts(component, controls).items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.external_attr, part.create_system = 0o644 << 16, 3
            package.writestr(part, content)


def _parts(component: str, controls: Sequence[Control]) -> Mapping[str, bytes]:
    texts = {
        "META-INF/manifest.xml": _MANIFEST,
        "description.xml": _DESCRIPTION,
        "ProtocolHandler.xcu": _HANDLER,
        "CalcWindowState.xcu": _WINDOW,
        "Addons.xcu": addons(controls),
        COMPONENT: with_controls(component, [each.id for each in controls]),
    }
    icons = {
        _icon_part(each, size): icon(each.button.icon, size) for each in controls for size in (SMALL, LARGE)
    }
    return {name: text.encode("utf-8") for name, text in texts.items()} | icons


def _icon_part(control: Control, size: int) -> str:
    return f"icons/{control.id}_{size}.png"


def with_controls(component: str, ids: Sequence[str]) -> str:
    """The component with the ids of the buttons it may start.

    Raises:
        ValueError: the component has no place for them.
    """
    listed = ", ".join(f'"{each}"' for each in ids)
    text, count = _IDS.subn(f"CONTROLS = frozenset(({listed},))", component)
    if count != 1:
        raise ValueError("The component for LibreOffice must have one line that starts with CONTROLS.")
    return text


def addons(controls: Sequence[Control]) -> str:
    """Menu, toolbar and pictures as LibreOffice's registry takes them."""
    title = "Lotbook"
    items = "".join(_items(controls))
    pictures = "".join(map(_picture, controls))
    return (
        f'{_HEAD}<oor:component-data oor:name="Addons" {_REGISTRY}>\n<node oor:name="AddonUI">\n'
        f'<node oor:name="OfficeMenuBar"><node oor:name="{IDENTIFIER}.menu" oor:op="replace">\n{_text("Title", title)}'
        f'{_value("Context", _CALC)}<node oor:name="Submenu">\n{items}</node></node></node>\n'
        f'<node oor:name="OfficeToolBar">{"".join(_bar(name, bar, groups, controls) for name, bar, groups in BARS)}</node>\n'
        f'<node oor:name="Images">\n{pictures}</node>\n</node>\n</oor:component-data>\n'
    )


def _bar(name: str, title: str, groups: Sequence[str], controls: Sequence[Control]) -> str:
    items = "".join(_items([each for each in controls if each.button.group in groups]))
    return f'<node oor:name="{name}" oor:op="replace">\n{_text("Title", title)}{items}</node>'


def _items(controls: Sequence[Control]) -> Iterator[str]:
    """One entry a button, a line between groups; LibreOffice orders them by their names."""
    number = 0
    for at, (_, group) in enumerate(groupby(controls, key=lambda each: each.button.group)):
        if at:
            yield _node(f"m{number:03}", _value("URL", "private:separator"))
            number += 1
        for control in group:
            yield _node(f"m{number:03}", _entry(control))
            number += 1


def _entry(control: Control) -> str:
    # no ControlType: a button with one sends each click twice
    return (
        _value("URL", f"{PROTOCOL}{control.id}")
        + _text("Title", control.button.label)
        + _value("Target", "_self")
        + _value("Context", _CALC)
    )


def _picture(control: Control) -> str:
    sizes = (("ImageSmallURL", SMALL), ("ImageBigURL", LARGE))
    images = "".join(_value(name, f"%origin%/{_icon_part(control, size)}") for name, size in sizes)
    url = _value("URL", f"{PROTOCOL}{control.id}")
    return _node(
        f"{IDENTIFIER}.image.{control.id}", f'{url}<node oor:name="UserDefinedImages">{images}</node>'
    )


def _node(name: str, content: str) -> str:
    return f'<node oor:name={quoteattr(name)} oor:op="replace">{content}</node>\n'


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'


def _text(name: str, value: str) -> str:
    return (
        f'<prop oor:name="{name}" oor:type="xs:string"><value xml:lang="en-US">{escape(value)}</value></prop>'
    )
