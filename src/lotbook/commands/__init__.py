"""One module a command: its plan, what it prints, and the button it has. ``VERBS`` is the registry.

Modules are imported when their verb is used, so a click does not pay for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# verb -> module in this package; a module is called differently only where the verb is a word of Python
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "new": "new",
        "import": "import_register",
        "assign": "assign",
        "check": "check",
        "certs": "certs",
        "specify": "specify",
        "recall": "recall",
        "recalls": "recalls",
        "hold": "hold",
        "drill": "drill",
        "origin": "origin",
        "comply": "comply",
        "ready": "ready",
        "issue": "issue",
        "remember": "remember",
        "find": "find",
        "log": "log",
        "undo": "undo",
        "mail": "mail",
        "verify": "verify",
        "void": "void",
        "templates": "templates",
        "cut": "cut",
        "labels": "labels",
        "scan": "scan",
        "backup": "backup",
        "demo": "demo",
    }
)
