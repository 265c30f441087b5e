"""The QR code on the certificate: its number, revision and verification text, to be read by any telephone."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from lotbook.documents.frozen.head import CertificateHead

_MODULE = 8  # dots a module: sharp in print at the size it stands on paper
_QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def said(head: CertificateHead) -> str:
    """What the code holds: number, revision, and the verification text without blanks.

    Capitals, digits, blanks and hyphens only, so that a scanner that types as another keyboard changes as little as can be.
    """
    return " ".join((head.certificate_id, head.revision, head.fingerprint.replace(" ", "")))


def draw(text: str, out: Path) -> Path:
    """Writes the code as a PNG, error correction M."""
    from PIL import Image

    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)  # the smallest version that holds it
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    image = Image.new("RGB", (count + 2 * _QUIET, count + 2 * _QUIET), "white")
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                image.putpixel((column + _QUIET, row + _QUIET), (0, 0, 0))
    image.resize((image.width * _MODULE, image.height * _MODULE), Image.Resampling.NEAREST).save(out)
    return out


@cache
def _encoder() -> ModuleType:
    """Reportlab's encoder alone: what it keeps around it, every other bar code, takes longer to bring in than a package to fill."""
    name = "reportlab.graphics.barcode.qrencoder"
    found = importlib.util.find_spec("reportlab")
    alone = (
        Path(found.origin).parent / "graphics" / "barcode" / "qrencoder.py"
        if found and found.origin
        else None
    )
    if name in sys.modules or alone is None or not alone.is_file():
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(f"lotbook.{name}", alone)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
