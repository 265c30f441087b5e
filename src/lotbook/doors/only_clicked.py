"""The buttons that have no verb: they move the cursor or open a page, and change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lotbook.commands.shell.command import Button

ONLY_CLICKED: Mapping[str, Button] = MappingProxyType(
    {
        "next-finding": Button(
            group="Check",
            label="Next finding",
            icon="ReviewNextComment",
            screentip="Next finding",
            supertip=(
                "Go to the cell of the next finding of the last check, and say what is wrong there and what to do. "
                "After the last one it starts again with the first."
            ),
            keytip="EN",
        ),
        "settings": Button(
            group="Shop",
            label="Settings",
            icon="PropertySheet",
            screentip="Settings",
            supertip="Go to the sheet Settings: your shop's name, the formats of numbers, the folders, who signs.",
            keytip="ES",
        ),
        "help": Button(
            group="Shop",
            label="Help",
            icon="Help",
            screentip="Help",
            supertip="Say what each button does, which Lotbook this is, and where the handbook is.",
            keytip="EH",
        ),
    }
)
