"""What packs and unpacks the parts of a workbook."""

from __future__ import annotations

import zlib
from functools import cache
from types import ModuleType


@cache
def fast_zlib() -> ModuleType:
    """The module that packs and unpacks: isal where it is installed (several times faster), zlib elsewhere."""
    try:
        from isal import isal_zlib as module  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return zlib
    found: ModuleType = module
    return found
