"""What a click brings in beside itself is what it needs, by names that are there."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from lotbook.doors.ahead import _OF, EVERY

NEEDED = sorted({*EVERY, *(name for names in _OF.values() for name in names)})
# Waits for what runs beside, then tells what is there.
BESIDE = """
import sys, threading
from lotbook.doors.ahead import bring_in_beside
bring_in_beside({control!r})
for thread in threading.enumerate():
    if thread.name == "lotbook-ahead":
        thread.join(60)
print({name!r} in sys.modules)
"""


@pytest.mark.parametrize("name", NEEDED)
def test_it_is_there(name):
    assert find_spec(name) is not None


@pytest.mark.parametrize(
    ("control", "name", "there"),
    [
        ("recall", "PIL.PngImagePlugin", True),
        ("recall", "lotbook.commands.recall", True),
        ("assign", "lotbook.hosts.live.writing", True),
        ("assign", "PIL.Image", False),
        ("settings", "lotbook.doors.shown", True),
    ],
)
def test_a_button_brings_in_its_own(control, name, there):
    code = BESIDE.format(control=control, name=name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(there), done.stderr
