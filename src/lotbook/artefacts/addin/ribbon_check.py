"""Looks at a ribbon as strictly as Office does, and at what Office lets pass but people would stumble over.

Source: the XML schema and the simple types of [MS-CUSTOMUI2], for the few elements that Lotbook writes: ids are NCNames
and unique, texts have 1 to 1024 characters, keytips 1 to 3 without blanks, a size is ``large`` or ``normal``. Ours
besides: every button has everything, a keytip leads to one button, icons are known names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lotbook.artefacts.addin.icons import ICONS
from lotbook.artefacts.addin.ribbon_xml import CALLBACK, NAMESPACE

_CHILDREN = {
    "customUI": "ribbon",
    "ribbon": "tabs",
    "tabs": "tab",
    "tab": "group",
    "group": "button",
    "button": "",
}
_ATTRIBUTES = {
    "tab": {"id", "label", "keytip", "insertAfterMso"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "keytip", "screentip", "supertip", "onAction"},
}
_SIZES = {"large", "normal"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,1023}", re.ASCII)
_KEYTIP = re.compile(r"[A-Z0-9]{1,3}", re.ASCII)
_LONGEST = 1024


def problems(text: str) -> list[str]:
    """What is wrong with a ribbon, each with the element it is in; empty when Office will show all of it."""
    if "<!DOCTYPE" in text:
        return ["the ribbon declares a document type"]
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - our own text, and a document type was refused above
    except ElementTree.ParseError as error:
        return [f"no XML: {error}"]
    if _plain(root) != "customUI":
        return [f"the root is {root.tag}, not customUI of {NAMESPACE}"]
    return [*_of_element(root), *_of_all(root)]


def _plain(element: Element) -> str:
    """The name without its namespace; a foreign namespace stays visible."""
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def _of_element(element: Element) -> Iterator[str]:
    name = _plain(element)
    if (element.text or "").strip() or (element.tail or "").strip():
        yield f"text stands inside or after {name}"
    yield from _of_attributes(element, name)
    if _CHILDREN[name] and not len(element):
        yield f"{name} is empty"
    for child in element:
        if _plain(child) != _CHILDREN[name]:
            yield f"{name} holds {_plain(child)}"
        else:
            yield from _of_element(child)


def _of_attributes(element: Element, name: str) -> Iterator[str]:
    allowed = _ATTRIBUTES.get(name, set())
    for missing in sorted(allowed - set(element.attrib)):
        yield f"{name} {element.get('id')} has no {missing}"
    for key, value in element.attrib.items():
        if key not in allowed:
            yield f"{name} {element.get('id')} has {key}, which is none of its attributes"
        elif trouble := _of_value(key, value):
            yield f"{name} {element.get('id')}: {key} {trouble}"


def _of_value(key: str, value: str) -> str:
    """What is wrong with the value of an attribute; empty when nothing is."""
    if not 1 <= len(value) <= _LONGEST:
        return f"has {len(value)} characters, not 1 to {_LONGEST}"
    wrong = {
        "id": not _NAME.fullmatch(value),
        "insertAfterMso": not _NAME.fullmatch(value),
        "keytip": not _KEYTIP.fullmatch(value),
        "size": value not in _SIZES,
        "imageMso": value not in ICONS,
        "onAction": value != CALLBACK,
    }
    return f"cannot be {value!r}" if wrong.get(key) else ""


def _of_all(root: Element) -> Iterator[str]:
    """What only shows across the whole ribbon."""
    buttons = list(root.iter(f"{{{NAMESPACE}}}button"))
    for key, elements in (
        ("id", list(root.iter())),
        ("keytip", buttons),
        ("imageMso", buttons),
        ("label", buttons),
    ):
        counts = Counter(element.get(key) for element in elements if element.get(key))
        yield from (f"{key} {value!r} stands {count} times" for value, count in counts.items() if count > 1)
    keytips = sorted(button.get("keytip", "") for button in buttons)
    for short, longer in pairwise(keytips):
        if short != longer and longer.startswith(short):
            yield f"keytip {longer!r} can never be typed, because {short!r} is one"
    for button in buttons:
        if button.get("supertip") in {button.get("label"), button.get("screentip")}:
            yield f"button {button.get('id')}: its supertip says nothing more than its name"
