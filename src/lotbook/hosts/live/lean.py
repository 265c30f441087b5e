"""The only place that imports xlwings: without what it would bring along when it happens to be installed.

xlwings imports pandas, numpy, matplotlib and Pillow where it finds them, to convert their types; a click uses none of
them and must not wait for them. Its paid part is not used, so it is not looked for either.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType

_LEFT_OUT = ("numpy", "pandas", "polars", "matplotlib", "PIL", "plotly", "jinja2", "xlwings.pro")
_ONE_AT_A_TIME = RLock()


def xlwings() -> ModuleType:
    """xlwings, imported once; what a program imported before stays as it is."""
    with _ONE_AT_A_TIME:
        if "xlwings" not in sys.modules:
            with _left_out():
                import xlwings as _  # noqa: F401 - bound by the import below
        import xlwings as found

        return found


@contextmanager
def _left_out() -> Iterator[None]:
    """Python takes a module that stands as None for one that cannot be imported."""
    blocked = [name for name in _LEFT_OUT if name not in sys.modules]
    for name in blocked:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in blocked:
            if sys.modules.get(name) is None:
                sys.modules.pop(name, None)
