"""Reads the registry of Windows; on other systems there is none, so nothing stands in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def values(key: str) -> Mapping[str, object]:
    r"""The values of a key such as ``HKCU\Software\...``, by name; the nameless one has an empty name.

    A key that is not there or may not be read has none.
    """
    if sys.platform == "win32":
        import winreg

        root, _, path = key.partition("\\")
        roots = {
            "HKCR": winreg.HKEY_CLASSES_ROOT,
            "HKCU": winreg.HKEY_CURRENT_USER,
            "HKLM": winreg.HKEY_LOCAL_MACHINE,
        }
        try:
            with winreg.OpenKey(roots[root], path) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                found = [winreg.EnumValue(opened, number) for number in range(count)]
        except OSError:
            return {}
        return {name: value for name, value, _ in found}
    return {}
