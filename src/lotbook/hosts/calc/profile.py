"""The settings of a LibreOffice Calc that runs for Lotbook alone, in a profile of its own."""

from __future__ import annotations

from pathlib import Path

from lotbook.documents.pdf import profile as libreoffice_profile
from lotbook.documents.pdf.profile import NOT_UPDATED

_MISC = "/org.openoffice.Office.Common/Misc"
_SETTINGS = (
    # a workbook is never open twice for writing: LibreOffice opens one that somebody has open for reading only, and
    # its own lock file keeps others, Lotbook's commands among them, from the one that is open here
    (_MISC, "UseLocking", "true"),
    (_MISC, "UseDocumentSystemFileLocking", "true"),
    (_MISC, "UseDocumentOOoLockFile", "true"),
    # nothing may wait for a person
    (_MISC, "ShowTipOfTheDay", "false"),
    (_MISC, "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/Office", "LastCompatibilityCheckID", "x"),
    NOT_UPDATED,
    # formulas are worked out when a workbook is opened, as Excel does
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
)


def write_settings(profile: Path) -> None:
    """Puts the settings into a profile; those it has already (of an installed extension) stay."""
    libreoffice_profile.write_settings(profile, _SETTINGS)
