"""The settings of a LibreOffice that runs for Lotbook alone, in a profile of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

Setting: TypeAlias = tuple[str, str, str]  # where it stands in LibreOffice's registry, its name, its value

FILE = "registrymodifications.xcu"
# A LibreOffice that takes itself for just updated draws some hundred pictures to try out its graphics before it does
# anything, at every start in a fresh profile: two thirds of the time of a start. So it is told that it is not new.
NOT_UPDATED: Setting = ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_FOOT = "</oor:items>"


def write_settings(profile: Path, settings: Sequence[Setting] = (NOT_UPDATED,)) -> None:
    """Puts settings into a profile; those it has already (of an installed extension) stay."""
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    file = user / FILE
    present = file.read_text(encoding="utf-8") if file.exists() else _HEAD + _FOOT
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in settings
    )
    file.write_text(present.replace(_FOOT, items + _FOOT), encoding="utf-8")
