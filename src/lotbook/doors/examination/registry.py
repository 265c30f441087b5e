"""The registry of Windows as the doctor asks it."""

from __future__ import annotations

from collections.abc import Mapping

from lotbook import windows_registry


class WindowsRegistry:
    """The registry of the person at this computer; a key that may not be read counts as not there."""

    def values(self, key: str) -> Mapping[str, object]:
        r"""The values of a key such as ``HKCU\Software\\...``, by name; the nameless one has an empty name."""
        return windows_registry.values(key)
