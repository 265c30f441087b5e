"""The ribbon as Excel reads it, generated from the buttons of the commands.

Source: [MS-CUSTOMUI2], the markup of Office 2010 and later. Excel drops a part with one mistake in it without a word,
so what is written here is checked by ``ribbon_check`` before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import quoteattr

from lotbook.doors.controls import CONTROLS, Control

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK = "LotbookOnAction"  # no other add-in has a macro of this name; Excel may call the first it finds
TAB_KEYTIP = "K"  # free among the tabs of Excel


def ribbon_xml(controls: Iterable[Control] = CONTROLS) -> str:
    """The tab Lotbook, right of Home, one group for each kind of work, one button a command."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f"<customUI xmlns={quoteattr(NAMESPACE)}>",
        "  <ribbon>",
        "    <tabs>",
        f'      <tab id="lotbookTab" label="Lotbook" keytip="{TAB_KEYTIP}" insertAfterMso="TabHome">',
    ]
    for group, members in groupby(controls, key=lambda control: control.button.group):
        lines.append(f'        <group id="lotbook{group}" label={quoteattr(group)}>')
        lines += [_button(control) for control in members]
        lines.append("        </group>")
    return "\n".join([*lines, "      </tab>", "    </tabs>", "  </ribbon>", "</customUI>"]) + "\n"


def _button(control: Control) -> str:
    button = control.button
    attributes = {
        "id": control.id,
        "label": button.label,
        "size": "large" if button.large else "normal",
        "imageMso": button.icon,
        "keytip": button.keytip,
        "screentip": button.screentip,
        "supertip": button.supertip,
        "onAction": CALLBACK,
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"          <button {written}/>"
