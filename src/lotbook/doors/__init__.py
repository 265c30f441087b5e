"""The ways into Lotbook from an open spreadsheet: the ribbon, the resident helper, their installation and their doctor.

Each verb here is a command like any other; it stands above ``commands`` because it carries the others out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# verb -> module in this package
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "addin": "addin",
        "attach": "attach",
        "doctor": "doctor",
    }
)
