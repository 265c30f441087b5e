"""Runs in LibreOffice's own Python, beside a LibreOffice without a window: draws one document after another as PDF.

It takes lines of JSON, ``[document, pdf]``, and answers each with one: ``{}`` when it is drawn, else ``{"error": "..."}``. Its
first line says ``{"version": "7.4.7.2"}``. When nobody asks any more, it ends LibreOffice and removes its profile. Nothing
of Lotbook can be imported here.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

Uno = Any  # an object of LibreOffice's; it has no Python type
_ALONE = 10.0  # seconds that an office needs at most to end and to let go of its profile
_SURE = 10  # looks at which the profile must be gone


def main(pipe: str, seconds: str, profile: str) -> None:
    """Waits for the office behind this pipe, then draws what it is told to."""
    context = _office(pipe, time.monotonic() + float(seconds))
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    try:
        _say(version=_version(context))
        for line in sys.stdin:
            try:
                _draw(desktop, *json.loads(line))
            except Exception as error:  # noqa: BLE001 - LibreOffice's exceptions have no common Python class
                _say(error=f"{type(error).__name__}: {error}"[:300])
            else:
                _say()
    finally:  # also when nobody is there any more to hear what is said
        _end(desktop, Path(profile))


def _say(**said: str) -> None:
    print(json.dumps(said), flush=True)


def _office(pipe: str, deadline: float) -> Uno:
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _version(context: Uno) -> str:
    name = "com.sun.star.configuration.ConfigurationProvider"
    provider = context.ServiceManager.createInstanceWithContext(name, context)
    node = _properties(nodepath="/org.openoffice.Setup/Product")
    found = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", node)
    return str(found.ooSetupVersionAboutBox)


def _draw(desktop: Uno, document: str, pdf: str) -> None:
    """Nothing of the document is run, and nothing it links to is fetched."""
    quiet = _properties(Hidden=True, ReadOnly=True, MacroExecutionMode=0, UpdateDocMode=0)
    opened = desktop.loadComponentFromURL(Path(document).as_uri(), "_blank", 0, quiet)
    try:
        opened.storeToURL(Path(pdf).as_uri(), _properties(FilterName="writer_pdf_Export"))
    finally:
        opened.close(True)  # noqa: FBT003 - LibreOffice's own signature


def _properties(**values: object) -> tuple[Uno, ...]:
    from com.sun.star.beans import PropertyValue

    made = []
    for name, value in values.items():
        made.append(PropertyValue())
        made[-1].Name, made[-1].Value = name, value
    return tuple(made)


def _end(desktop: Uno, profile: Path) -> None:
    """Ends the office, waits until it is gone, and removes its profile, which it writes once more while it goes."""
    deadline = time.monotonic() + _ALONE
    with suppress(
        Exception
    ):  # LibreOffice's exceptions have no common class; any of them means that it is gone
        desktop.terminate()
        while time.monotonic() < deadline and desktop.ActiveFrame is None:
            time.sleep(0.02)
    gone = 0
    while gone < _SURE and time.monotonic() < deadline:
        shutil.rmtree(profile, ignore_errors=True)
        gone = 0 if profile.exists() else gone + 1
        time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
