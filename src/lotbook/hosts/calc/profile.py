"""The settings of a LibreOffice that runs for Lotbook alone, in a profile of its own."""

from __future__ import annotations

from pathlib import Path

_MISC = "/org.openoffice.Office.Common/Misc"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_FOOT = "</oor:items>"
_SETTINGS = (
    # a killed office leaves a lock file behind, and the next one would silently open nothing
    (_MISC, "UseLocking", "false"),
    (_MISC, "UseDocumentSystemFileLocking", "false"),
    (_MISC, "UseDocumentOOoLockFile", "false"),
    # nothing may wait for a person
    (_MISC, "ShowTipOfTheDay", "false"),
    (_MISC, "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/Office", "LastCompatibilityCheckID", "x"),
    # formulas are worked out when a workbook is opened, as Excel does
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
)


def write_settings(profile: Path) -> None:
    """Puts the settings into a profile; those it has already (of an installed extension) stay."""
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    file = user / "registrymodifications.xcu"
    present = file.read_text(encoding="utf-8") if file.exists() else _HEAD + _FOOT
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    file.write_text(present.replace(_FOOT, items + _FOOT), encoding="utf-8")
