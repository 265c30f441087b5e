"""A click does not wait for libraries that it does not use."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"numpy", "pandas", "matplotlib", "PIL", "polars", "plotly", "jinja2", "xlwings.pro"}


def modules_after(script: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{script}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_xlwings_comes_without_the_heavy_libraries() -> None:
    loaded = modules_after("from lotbook.hosts.live.lean import xlwings; xlwings()")
    assert "xlwings" in loaded
    assert not loaded & HEAVY


def test_they_can_be_imported_afterwards() -> None:
    loaded = modules_after("from lotbook.hosts.live.lean import xlwings; xlwings(); import numpy, PIL")
    assert {"numpy", "PIL"} <= loaded


def test_what_was_imported_before_stays() -> None:
    loaded = modules_after("import numpy; from lotbook.hosts.live.lean import xlwings; xlwings()")
    assert "numpy" in loaded
