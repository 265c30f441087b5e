"""The icons a button may have: names that Office is known to have, because it says nothing when it does not know one.

Sources: the imageMso table of Microsoft's [MS-CUSTOMUI] (Custom UI XML Markup Specification, revision 7.0); for names
that came after Office 2007, built-in commands of Excel's own ribbon (Microsoft, Office Fluent User Interface Control
Identifiers) that published add-ins use as an image as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MS_CUSTOMUI = "[MS-CUSTOMUI] imageMso table"
EXCEL_CONTROLS = "Excel's own control identifiers"

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "AcceptInvitation": MS_CUSTOMUI,
        "AttachItem": MS_CUSTOMUI,
        "CancelInvitation": MS_CUSTOMUI,
        "CancelRequest": EXCEL_CONTROLS,
        "Copy": MS_CUSTOMUI,
        "Cut": MS_CUSTOMUI,
        "DataValidation": MS_CUSTOMUI,
        "EnvelopesAndLabelsDialog": MS_CUSTOMUI,
        "ErrorChecking": EXCEL_CONTROLS,
        "FileEmailAsPdfEmailAttachment": EXCEL_CONTROLS,
        "FilePrint": MS_CUSTOMUI,
        "FilePrintPreview": MS_CUSTOMUI,
        "FileSaveAsPdfOrXps": EXCEL_CONTROLS,
        "FileSendAsAttachment": MS_CUSTOMUI,
        "FindDialog": MS_CUSTOMUI,
        "FindNext": MS_CUSTOMUI,
        "Help": MS_CUSTOMUI,
        "HighImportance": MS_CUSTOMUI,
        "Info": MS_CUSTOMUI,
        "LabelsDialog": MS_CUSTOMUI,
        "LegalBlackline": MS_CUSTOMUI,
        "Lock": MS_CUSTOMUI,
        "Numbering": MS_CUSTOMUI,
        "PropertySheet": MS_CUSTOMUI,
        "RefreshAll": MS_CUSTOMUI,
        "Repeat": MS_CUSTOMUI,
        "ReviewAcceptChange": MS_CUSTOMUI,
        "ReviewNextComment": MS_CUSTOMUI,
        "SignatureLineInsert": EXCEL_CONTROLS,
        "SplitCells": MS_CUSTOMUI,
        "TraceDependents": MS_CUSTOMUI,
        "TracePrecedents": MS_CUSTOMUI,
        "Undo": MS_CUSTOMUI,
    }
)
